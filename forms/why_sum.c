/* The sums behind the figures, term by term. */
#include "forms/score_in.h"
#include "forms/why.h"

static enum why_how how_of(enum aggregate how)
{
    return how == AGG_LOWEST ? WHY_LOWEST : how == AGG_POINTS ? WHY_POINTS : WHY_MEAN;
}

/* Does the criterion add its questions up itself, or the criteria below it? */
static bool of_questions(const struct criterion *c)
{
    return c->leaf || c->aggregate == AGG_POINTS;
}

static struct why_term *add(struct why_sum *sum, int row, num weight, num earned, num most)
{
    struct why_term *t = &sum->term[sum->n++];
    num counts = sum->how == WHY_LOWEST || num_is_none(weight) ? NUM_ONE : weight;
    *t = (struct why_term){row, counts, earned, most, false};
    return t;
}

/* Questions below a row; those that are open count as the figure takes them. */
static void add_questions(const struct why *y, int row, struct why_sum *sum)
{
    for (int i = row + 1; i < y->row[row].end; i++) {
        if (y->row[i].kind != WHY_QUESTION || !y->row[i].in)
            continue;
        const struct qresult *r = &y->subject->q[y->row[i].index];
        if (r->open && sum->which == WHY_SO_FAR)
            continue;
        num earned = !r->open ? r->earned : sum->which == WHY_HIGH ? r->most : NUM_ZERO;
        num weight = y->block->questions[y->row[i].index].weight;
        add(sum, i, weight, earned, r->most)->points = true;
    }
}

/* The parts one level below a row, by their figures. */
static void add_parts(const struct why *y, int row, struct why_sum *sum, struct arena *a)
{
    for (int i = row + 1; i < y->row[row].end; i = y->row[i].end) {
        const struct why_row *part = &y->row[i];
        num x = why_figure_of(&part->f, sum->which);
        bool counts = part->kind == WHY_SERVICE || part->kind == WHY_SERVICES ||
                      part->kind == WHY_OWN || part->kind == WHY_CRITERION;
        if (!counts || !part->in)
            continue;
        if (part->kind == WHY_SERVICE && num_is_none(part->f.low))
            x = NUM_ZERO; /* unrated, and `unrated_as: zero` */
        if (num_is_none(x))
            continue;
        struct why_term *t = add(sum, i, part->weight, x, NUM_ONE);
        struct why_sum own;
        if (part->kind == WHY_CRITERION && why_sum(y, i, sum->which, a, &own) &&
            own.how == WHY_POINTS && own.holds) {
            t->earned = own.top;
            t->most = own.bottom;
            t->points = true;
        }
    }
}

/* A criterion of `service` over the services. */
static void add_service_figures(const struct why *y, int row, struct why_sum *sum)
{
    int first = why_find(y, WHY_SERVICES, 0) + 1;
    for (int i = 0; i < y->nservices; i++) {
        const struct service_part *p = &y->services[i];
        bool in = p->state == SUBJECT_RATED || p->state == SUBJECT_INCOMPLETE;
        if (!in || !p->criteria)
            continue;
        num x = why_figure_of(&p->criteria[y->row[row].index], sum->which);
        if (!num_is_none(x))
            add(sum, first + i, NUM_NONE, x, NUM_ONE);
    }
}

static void total(struct why_sum *sum, struct arena *a)
{
    num lowest = NUM_NONE;
    sum->top = sum->bottom = NUM_ZERO;
    for (int i = 0; i < sum->n; i++) {
        const struct why_term *t = &sum->term[i];
        num share = num_div(a, t->earned, t->most);
        bool points = sum->how == WHY_POINTS;
        sum->top = num_add(a, sum->top, num_mul(a, t->weight, points ? t->earned : share));
        sum->bottom = num_add(a, sum->bottom, points ? num_mul(a, t->weight, t->most) : t->weight);
        if (num_is_none(lowest) || num_cmp(share, lowest) < 0)
            lowest = share;
    }
    num x = sum->how == WHY_LOWEST ? lowest : num_div(a, sum->top, sum->bottom);
    sum->holds = !num_is_none(x) && num_cmp(x, sum->result) == 0;
}

/* How the row's parts are put together; false: it has no parts that are. */
static bool how_row(const struct why *y, const struct why_row *row, enum why_how *how)
{
    const struct rubric *r = y->rubric;
    switch (row->kind) {
    case WHY_TOTAL:
        *how = y->body ? WHY_MEAN : how_of(y->block ? y->block->aggregate : AGG_MEAN);
        return true;
    case WHY_OWN:
        *how = how_of(y->block->aggregate);
        return true;
    case WHY_SERVICES:
        *how = how_of(r->services_by);
        return true;
    case WHY_CRITERION:
        *how = how_of(y->block->criteria[row->index].aggregate);
        return true;
    case WHY_SERVICE_CRITERION:
        *how = WHY_MEAN;
        return true;
    default:
        return false;
    }
}

bool why_sum(const struct why *y, int row, enum why_figure which, struct arena *a,
             struct why_sum *sum)
{
    const struct why_row *part = &y->row[row];
    *sum = (struct why_sum){.which = which, .result = why_figure_of(&part->f, which)};
    if (num_is_none(sum->result) || !how_row(y, part, &sum->how))
        return false;
    size_t most = (size_t)(part->end - row) + (size_t)y->nservices;
    sum->term = arena_alloc(a, most * sizeof *sum->term);
    if (part->kind == WHY_SERVICE_CRITERION)
        add_service_figures(y, row, sum);
    else if (part->kind == WHY_CRITERION && of_questions(&y->block->criteria[part->index]))
        add_questions(y, row, sum);
    else
        add_parts(y, row, sum, a);
    total(sum, a);
    return true;
}

int why_summing(const struct why *y, int row)
{
    enum why_how how;
    while (row > 0 && !how_row(y, &y->row[row], &how))
        row = y->row[row].parent;
    return row;
}

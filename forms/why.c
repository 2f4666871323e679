/* The parts of a figure as rows. */
#include "forms/why.h"

#include "forms/score_in.h"

num why_figure_of(const struct figures *f, enum why_figure which)
{
    const num all[WHY_FIGURES] = {f->so_far, f->low, f->high, f->score};
    return all[which];
}

static const struct figures no_figures; /* zeroed: none of them */

static int open_in(const struct subject *s, int first, int n)
{
    int open = 0;
    for (int q = first; q < first + n; q++)
        open += s->q[q].open;
    return open;
}

/* Appends a row below another; the caller closes it once its parts are there. */
static struct why_row *add(struct why *y, enum why_kind kind, int index, int parent,
                           const struct figures *f)
{
    struct why_row *row = &y->row[y->n];
    *row = (struct why_row){.kind = kind,
                            .index = index,
                            .level = parent < 0 ? 0 : y->row[parent].level + 1,
                            .parent = parent,
                            .end = ++y->n,
                            .weight = NUM_NONE,
                            .in = !num_is_none(f->low),
                            .f = *f};
    return row;
}

static void close_row(struct why *y, int row)
{
    y->row[row].end = y->n;
}

/* ---- criteria and questions ---- */

static void add_question(struct why *y, int q, int parent, enum aggregate how)
{
    const struct qresult *r = &y->subject->q[q];
    struct why_row *row = add(y, WHY_QUESTION, q, parent, &no_figures);
    num weight = y->block->questions[q].weight;
    row->in = (r->counts || (r->open && num_sign(r->most) > 0)) && num_sign(weight) > 0;
    row->nopen = r->open;
    if (how != AGG_LOWEST || num_sign(weight) == 0)
        row->weight = weight;
}

/* `how` is that of the sum above; `summed`: its questions stand in that one themselves. */
static void add_criterion(struct why *y, int c, int parent, enum aggregate how, bool summed)
{
    const struct criterion *k = &y->block->criteria[c];
    int at = y->n;
    struct why_row *row = add(y, WHY_CRITERION, c, parent, &y->subject->criteria[c]);
    row->nopen = open_in(y->subject, k->first_question, k->nquestions);
    row->in = row->in && !summed && num_sign(k->weight) > 0;
    if (!summed && (how != AGG_LOWEST || num_sign(k->weight) == 0))
        row->weight = k->weight;
    for (int i = c + 1; i < k->end; i = y->block->criteria[i].end)
        add_criterion(y, i, at, k->aggregate, summed || k->aggregate == AGG_POINTS);
    for (int i = 0; k->leaf && i < k->nquestions; i++)
        add_question(y, k->first_question + i, at, k->aggregate);
    close_row(y, at);
}

static void add_criteria(struct why *y, int parent)
{
    const struct block *b = y->block;
    for (int c = 0; b && c < b->ncriteria; c = b->criteria[c].end)
        add_criterion(y, c, parent, b->aggregate, false);
    close_row(y, parent);
}

/* ---- the services of a body ---- */

static void add_services(struct why *y)
{
    int at = y->n;
    struct why_row *row = add(y, WHY_SERVICES, 0, 0, &y->body->service_mean);
    row->nopen = y->body->nincomplete;
    if (y->rubric->body)
        row->weight = y->rubric->weight_services;
    for (int i = 0; i < y->nservices; i++) {
        const struct service_part *p = &y->services[i];
        bool zero = p->state == SUBJECT_UNRATED && y->rubric->unrated_zero &&
                    p->unrated != UNRATED_NO_SCORE;
        row = add(y, WHY_SERVICE, i, at, &p->f);
        row->nopen = p->state == SUBJECT_INCOMPLETE;
        row->in = (row->in || zero) && y->body->has_service_mean;
    }
    close_row(y, at);
}

static void add_own(struct why *y)
{
    int at = y->n;
    struct why_row *row = add(y, WHY_OWN, 0, 0, &y->body->own);
    row->nopen = y->subject->nopen;
    if (y->rubric->service)
        row->weight = y->rubric->weight_own;
    add_criteria(y, at);
}

static void add_service_criteria(struct why *y)
{
    const struct block *b = y->rubric->service;
    int at = y->n, above[8] = {0};
    add(y, WHY_SERVICE_CRITERIA, 0, 0, &no_figures);
    for (int c = 0; c < b->ncriteria; c++) {
        int level = b->criteria[c].level;
        above[level + 1] = y->n;
        above[0] = at;
        struct why_row *row =
            add(y, WHY_SERVICE_CRITERION, c, above[level], &y->body->service_criteria[c]);
        row->nopen = y->body->nincomplete;
    }
    for (int i = y->n - 1; i > at; i--) {
        struct why_row *parent = &y->row[y->row[i].parent];
        parent->end = parent->end > y->row[i].end ? parent->end : y->row[i].end;
    }
    close_row(y, at);
}

/* ---- both ---- */

static struct why *begin(const struct subject_input *in, const struct subject *s,
                         const struct block *judge, int nservices, struct arena *a)
{
    struct why *y = arena_alloc(a, sizeof *y);
    const struct block *b = in->block, *asked = in->rubric->service;
    size_t rows = 8 + (size_t)nservices;
    rows += b ? (size_t)b->ncriteria + (size_t)b->nquestions : 0;
    rows += asked ? (size_t)asked->ncriteria : 0;
    *y = (struct why){.rubric = in->rubric, .block = b, .judge = judge, .subject = s, .in = in};
    y->row = arena_alloc(a, rows * sizeof *y->row);
    y->nservices = nservices;
    y->caps = arena_alloc(a, (judge ? (size_t)judge->ncaps : 0) * sizeof *y->caps);
    return y;
}

static void judge_caps(struct why *y, const struct expr_env *env, const int *capped, int ncapped)
{
    if (y->state == SUBJECT_STOPPED || y->state == SUBJECT_UNRATED)
        return;
    for (int i = 0; y->judge && i < y->judge->ncaps; i++)
        y->caps[i].holds = expr_holds(y->judge->caps[i].when, env);
    for (int i = 0; i < ncapped; i++)
        y->caps[capped[i]].lowers = true;
}

struct why *why_service(const struct subject_input *in, const struct subject *s, struct arena *a)
{
    struct why *y = begin(in, s, in->block, 0, a);
    y->state = s->state;
    y->unrated = s->unrated;
    y->rating = s->rating;
    y->rating_computed = s->rating_computed;
    y->held = s->held;
    add(y, WHY_TOTAL, 0, -1, &s->f)->nopen = s->nopen;
    add_criteria(y, 0);
    if (in->block) {
        struct view v = {.s = s, .in = in};
        struct expr_env env = score_env(&v, a);
        judge_caps(y, &env, s->capped, s->ncapped);
    }
    return y;
}

struct why *why_body(const struct subject_input *own_in, const struct subject *own,
                     const struct body_result *b, const struct service_part *services, int n,
                     struct arena *a)
{
    struct why *y = begin(own_in, own, own_in->rubric->body, n, a);
    y->body = b;
    y->services = services;
    y->state = b->state;
    y->unrated = b->unrated;
    y->rating = b->rating;
    y->rating_computed = b->rating_computed;
    y->held = b->held;
    add(y, WHY_TOTAL, 0, -1, &b->f)->nopen = own->nopen;
    if (y->rubric->service)
        add_services(y);
    if (y->rubric->body)
        add_own(y);
    if (y->rubric->service)
        add_service_criteria(y);
    close_row(y, 0);
    for (int i = 1; i < y->n; i++) /* a part of weight 0 has a figure, and stands in no sum */
        if (y->row[i].parent == 0 && !num_is_none(y->row[i].weight))
            y->row[i].in = y->row[i].in && num_sign(y->row[i].weight) > 0;
    if (y->judge) {
        struct counted counted = {b, y->rubric};
        struct view v = {
            .s = own, .in = own_in, .services = counted_services, .services_arg = &counted};
        struct expr_env env = score_env(&v, a);
        judge_caps(y, &env, b->capped, b->ncapped);
    }
    return y;
}

int why_find(const struct why *y, enum why_kind kind, int index)
{
    for (int i = 0; i < y->n; i++)
        if (y->row[i].kind == kind && y->row[i].index == index)
            return i;
    return -1;
}

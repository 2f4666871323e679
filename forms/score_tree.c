/* Criteria: from questions' points to figures (rubric.md part 4). */
#include "forms/score_in.h"

/* Numerators and denominators of one criterion. `open` is what its open questions could still add
 * to both. For `lowest` the three smallest take their place. */
struct sums {
    num earned, counted, open;
    num lowest_so_far, lowest_low, lowest_high;
};

static num smaller(num a, num b)
{
    if (num_is_none(a))
        return b;
    return num_is_none(b) || num_cmp(a, b) <= 0 ? a : b;
}

/* Is the criterion's low made of its questions, or of the criteria below it? */
static bool of_questions(const struct criterion *c)
{
    return c->leaf || c->aggregate == AGG_POINTS;
}

static void add_question(struct sums *m, const struct question *q, const struct qresult *r,
                         enum aggregate how, struct arena *a)
{
    bool open = r->open && num_sign(r->most) > 0;
    if ((!r->counts && !open) || num_sign(q->weight) == 0)
        return;
    if (how == AGG_LOWEST) {
        num share = open ? NUM_NONE : num_div(a, r->earned, r->most);
        m->lowest_so_far = smaller(m->lowest_so_far, share);
        m->lowest_low = smaller(m->lowest_low, open ? NUM_ZERO : share);
        m->lowest_high = smaller(m->lowest_high, open ? NUM_ONE : share);
        return;
    }
    num full = how == AGG_POINTS ? num_mul(a, q->weight, r->most) : q->weight;
    if (open) {
        m->open = num_add(a, m->open, full);
        return;
    }
    num got = how == AGG_POINTS ? r->earned : num_div(a, r->earned, r->most);
    m->earned = num_add(a, m->earned, num_mul(a, q->weight, got));
    m->counted = num_add(a, m->counted, full);
}

static struct figures figures_of(const struct sums *m, enum aggregate how, struct arena *a)
{
    if (how == AGG_LOWEST)
        return (struct figures){m->lowest_so_far, m->lowest_low, m->lowest_high, NUM_NONE};
    num all = num_add(a, m->counted, m->open);
    return (struct figures){num_div(a, m->earned, m->counted), num_div(a, m->earned, all),
                            num_div(a, num_add(a, m->earned, m->open), all), NUM_NONE};
}

static struct figures from_questions(const struct subject *s, const struct criterion *c)
{
    struct sums m = {NUM_ZERO, NUM_ZERO, NUM_ZERO, NUM_NONE, NUM_NONE, NUM_NONE};
    for (int i = 0; i < c->nquestions; i++) {
        int q = c->first_question + i;
        add_question(&m, &s->block->questions[q], &s->q[q], c->aggregate, s->arena);
    }
    return figures_of(&m, c->aggregate, s->arena);
}

/* One of the four figures over the criteria from `first` to before `end` that are of one level. */
static num aggregate_children(const struct subject *s, int first, int end, enum aggregate how,
                              num (*figure)(const struct figures *))
{
    num top = NUM_ZERO, bottom = NUM_ZERO, lowest = NUM_NONE;
    for (int i = first; i < end; i = s->block->criteria[i].end) {
        const struct criterion *c = &s->block->criteria[i];
        num x = figure(&s->criteria[i]);
        if (num_is_none(x) || num_sign(c->weight) == 0)
            continue;
        if (how == AGG_LOWEST) {
            lowest = smaller(lowest, x);
            continue;
        }
        top = num_add(s->arena, top, num_mul(s->arena, c->weight, x));
        bottom = num_add(s->arena, bottom, c->weight);
    }
    return how == AGG_LOWEST ? lowest : num_div(s->arena, top, bottom);
}

static num get_so_far(const struct figures *f)
{
    return f->so_far;
}

static num get_low(const struct figures *f)
{
    return f->low;
}

static num get_high(const struct figures *f)
{
    return f->high;
}

static struct figures from_children(const struct subject *s, int first, int end, enum aggregate how)
{
    return (struct figures){aggregate_children(s, first, end, how, get_so_far),
                            aggregate_children(s, first, end, how, get_low),
                            aggregate_children(s, first, end, how, get_high), NUM_NONE};
}

static bool any_open(const struct subject *s, const struct criterion *c)
{
    for (int i = 0; i < c->nquestions; i++)
        if (s->q[c->first_question + i].open)
            return true;
    return false;
}

void score_criteria(struct subject *s)
{
    const struct block *b = s->block;
    /* Preorder backwards: children come before their parents. */
    for (int i = b->ncriteria - 1; i >= 0; i--) {
        const struct criterion *c = &b->criteria[i];
        s->criteria[i] =
            of_questions(c) ? from_questions(s, c) : from_children(s, i + 1, c->end, c->aggregate);
        if (!any_open(s, c))
            s->criteria[i].score = s->criteria[i].low;
    }
    s->f = from_children(s, 0, b->ncriteria, b->aggregate);
    if (s->nopen == 0)
        s->f.score = s->f.low;
}

/* ---- the low tree ---- */

static enum aggregate how_of(const struct block *b, int c)
{
    return c == b->ncriteria ? b->aggregate : b->criteria[c].aggregate;
}

static void sum_questions(struct low_tree *t, int i)
{
    const struct criterion *c = &t->s->block->criteria[i];
    struct sums m = {NUM_ZERO, NUM_ZERO, NUM_ZERO, NUM_NONE, NUM_NONE, NUM_NONE};
    for (int k = 0; c->aggregate != AGG_LOWEST && k < c->nquestions; k++) {
        int q = c->first_question + k;
        add_question(&m, &t->s->block->questions[q], &t->s->q[q], c->aggregate, t->arena);
    }
    t->top[i] = m.earned;
    t->bottom[i] = num_add(t->arena, m.counted, m.open);
}

/* The sums over the criteria below i (the last index: over the top-level ones). */
static void sum_children(struct low_tree *t, int i)
{
    const struct block *b = t->s->block;
    int first = i == b->ncriteria ? 0 : i + 1;
    int end = i == b->ncriteria ? i : b->criteria[i].end;
    t->top[i] = t->bottom[i] = NUM_ZERO;
    for (int k = first; k < end; k = b->criteria[k].end) {
        num w = b->criteria[k].weight;
        if (num_is_none(t->low[k]) || num_sign(w) == 0)
            continue;
        t->top[i] = num_add(t->arena, t->top[i], num_mul(t->arena, w, t->low[k]));
        t->bottom[i] = num_add(t->arena, t->bottom[i], w);
    }
}

struct low_tree *low_tree_new(const struct subject *s, struct arena *a)
{
    const struct block *b = s->block;
    size_t n = (size_t)b->ncriteria + 1;
    struct low_tree *t = arena_alloc(a, sizeof *t);
    *t = (struct low_tree){s,
                           a,
                           arena_alloc(a, n * sizeof(num)),
                           arena_alloc(a, n * sizeof(num)),
                           arena_alloc(a, n * sizeof(num)),
                           arena_alloc(a, (size_t)b->nquestions + 1)};
    for (int i = 0; i < b->ncriteria; i++)
        t->low[i] = s->criteria[i].low;
    t->low[b->ncriteria] = s->f.low;
    for (int i = 0; i <= b->ncriteria; i++) {
        if (i < b->ncriteria && of_questions(&b->criteria[i]))
            sum_questions(t, i);
        else if (how_of(b, i) != AGG_LOWEST)
            sum_children(t, i);
    }
    return t;
}

num low_tree_root(const struct low_tree *t)
{
    return t->low[t->s->block->ncriteria];
}

/* The smallest share of a criterion's questions, with q at its maximum or not. */
static num lowest_question(const struct low_tree *t, const struct criterion *c, int q, bool at_most)
{
    num lowest = NUM_NONE;
    for (int k = 0; k < c->nquestions; k++) {
        int i = c->first_question + k;
        const struct qresult *r = &t->s->q[i];
        bool open = r->open && num_sign(r->most) > 0;
        if ((!r->counts && !open) || num_sign(t->s->block->questions[i].weight) == 0)
            continue;
        bool full = i == q ? at_most : t->taken[i];
        num share = full ? NUM_ONE : open ? NUM_ZERO : num_div(t->arena, r->earned, r->most);
        lowest = smaller(lowest, share);
    }
    return lowest;
}

static num lowest_child(const struct low_tree *t, int parent, int child, num child_low)
{
    const struct block *b = t->s->block;
    int first = parent == b->ncriteria ? 0 : parent + 1;
    int end = parent == b->ncriteria ? parent : b->criteria[parent].end;
    num lowest = NUM_NONE;
    for (int k = first; k < end; k = b->criteria[k].end)
        if (num_sign(b->criteria[k].weight) > 0)
            lowest = smaller(lowest, k == child ? child_low : t->low[k]);
    return lowest;
}

/* What moving q adds to the numerator of a criterion that sums questions. */
static num question_step(const struct low_tree *t, int q, enum aggregate how, bool at_most)
{
    const struct qresult *r = &t->s->q[q];
    num step = num_sub(t->arena, r->most, r->earned);
    if (how == AGG_MEAN)
        step = num_div(t->arena, step, r->most);
    step = num_mul(t->arena, step, t->s->block->questions[q].weight);
    return at_most ? step : num_neg(t->arena, step);
}

/* The low of criterion c (the last index: of the subject) once q, below its part `child` whose low
 * is then `low`, has moved; *top is its numerator. child -1: q stands in c itself. */
static num moved_low(const struct low_tree *t, int c, int child, num low, int q, bool at_most,
                     num *top)
{
    const struct block *b = t->s->block;
    enum aggregate how = how_of(b, c);
    bool questions = c < b->ncriteria && of_questions(&b->criteria[c]);
    *top = t->top[c];
    /* A part of weight 0, or one that has no figure, is in no sum above it. */
    if (!questions && (num_is_none(low) || num_sign(b->criteria[child].weight) == 0))
        return t->low[c];
    if (how == AGG_LOWEST)
        return questions ? lowest_question(t, &b->criteria[c], q, at_most)
                         : lowest_child(t, c, child, low);
    num step = questions ? question_step(t, q, how, at_most)
                         : num_mul(t->arena, b->criteria[child].weight,
                                   num_sub(t->arena, low, t->low[child]));
    *top = num_add(t->arena, *top, step);
    return num_div(t->arena, *top, t->bottom[c]);
}

num low_tree_move(struct low_tree *t, int q, bool at_most, bool keep)
{
    const struct block *b = t->s->block;
    if (keep)
        t->taken[q] = at_most; /* one of weight 0 too: caps count it */
    if (num_sign(b->questions[q].weight) == 0)
        return low_tree_root(t);
    int child = -1, c = b->questions[q].criterion;
    num low = NUM_NONE;
    for (;;) {
        num top = NUM_NONE, moved = moved_low(t, c, child, low, q, at_most, &top);
        if (keep && child >= 0)
            t->low[child] = low;
        if (keep)
            t->top[c] = top;
        child = c;
        low = moved;
        if (c == b->ncriteria)
            break;
        c = b->criteria[c].parent < 0 ? b->ncriteria : b->criteria[c].parent;
    }
    if (keep)
        t->low[b->ncriteria] = low;
    return low;
}

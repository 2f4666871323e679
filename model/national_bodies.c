/* The bodies of a campaign: what is kept of each, and their places. */
#include <stdlib.h>
#include "model/figures.h"
#include "model/final.h"
#include "model/national_inside.h"

/* ---- one body ---- */

static int64_t score_before(struct campaign *c, const struct national *n, const char *body,
                            struct arena *a)
{
    const char *then = before_body(c, n->which, body, a);
    struct figs f;
    if (!then || !n->rubric_before || !figs_of_body_brief(c, n->which + 1, then, &f, a))
        return UNITS_NONE;
    return figure_units(n->rubric_before, f.f.score);
}

static const char *unrated_of(const struct rubric *r, const struct figs *f)
{
    if (f->state != SUBJECT_UNRATED)
        return NULL;
    return f->unrated < 0 || !r->body ? "no_score" : r->body->unrated[f->unrated].id;
}

static void take_figures(struct national_body *b, const struct rubric *r, const struct figs *f)
{
    b->state = f->state;
    b->unrated = unrated_of(r, f);
    b->f = f->f;
    b->score = f->score;
    b->low = f->low;
    b->high = f->high;
    b->rating_computed = f->rating;
    b->rating_low = f->rating_low;
    b->rating_high = f->rating_high;
    b->nservices = f->nservices;
    b->nstopped = f->nstopped;
    b->nincomplete = f->nincomplete;
    b->nrated = f->nrated;
    b->nno_score = f->nno_score;
    b->asked = f->t.asked;
    b->answered = f->t.answered;
    b->cant_tell = f->t.cant_tell;
    b->not_applicable = f->t.not_applicable;
    b->conflicts = f->t.conflicts;
}

static const int *copy_counts(struct arena *a, const int *counts, int n)
{
    int *copy = arena_alloc(a, ((size_t)n + 1) * sizeof *copy);
    for (int i = 0; i < n; i++)
        copy[i] = counts[i];
    return copy;
}

bool national_read_body(struct campaign *c, const struct national *n, const struct listed *s,
                        struct national_body *b, struct arena *a, struct err *err)
{
    const struct rubric *r = n->rubric;
    struct figs f;
    struct final_rating final;
    struct review_state state;
    if (!figs_of_body_brief(c, n->which, s->body, &f, a))
        return store_no_row(c, err);
    *b = (struct national_body){.code = arena_dup(a, s->body),
                                .name = arena_dup(a, s->name),
                                .short_name = arena_copy(a, s->short_name),
                                .inspector = arena_copy(a, s->inspector)};
    take_figures(b, r, &f);
    b->unrated_counts = copy_counts(a, f.unrated_counts, r->service ? r->service->nunrated : 0);
    b->rating_counts = copy_counts(a, f.rating_counts, r->nratings);
    final_read(c, n->which, s->body, "", &final, a);
    b->rating = rating_counting(b->state, final.rating, b->rating_computed);
    b->by_hand = b->state == SUBJECT_RATED && final.rating >= 0;
    b->reason = b->by_hand ? final.reason : NULL;
    b->by = b->by_hand ? final.by : NULL;
    review_read(c, n->which, s->body, s->inspector, &state, a);
    b->review = state.state;
    b->changed = state.changed;
    b->before = score_before(c, n, s->body, a);
    b->change = !n->comparable || b->before == UNITS_NONE || b->score == UNITS_NONE
                    ? UNITS_NONE
                    : b->score - b->before;
    return true;
}

/* ---- places ---- */

static int by_size(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

/* How many of the sorted figures are above x. */
static int above(const int64_t *sorted, int n, int64_t x)
{
    int low = 0, high = n;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (sorted[middle] > x)
            high = middle;
        else
            low = middle + 1;
    }
    return n - low;
}

/* Where a figure is not there yet, anything can still come. */
static int64_t least(const struct national_body *b)
{
    return b->low == UNITS_NONE ? 0 : b->low;
}

static int64_t most(const struct national_body *b, const struct rubric *r)
{
    return b->high == UNITS_NONE ? figure_units(r, NUM_ONE) : b->high;
}

static void give_places(struct national *n, int64_t *scores, int64_t *lows, int64_t *highs)
{
    int finished = 0, all = 0;
    for (int i = 0; i < n->nbodies; i++) {
        const struct national_body *b = &n->bodies[i];
        if (b->state == SUBJECT_UNRATED)
            continue;
        if (b->state == SUBJECT_RATED)
            scores[finished++] = b->score;
        lows[all] = least(b);
        highs[all++] = most(b, n->rubric);
    }
    qsort(scores, (size_t)finished, sizeof *scores, by_size);
    qsort(lows, (size_t)all, sizeof *lows, by_size);
    qsort(highs, (size_t)all, sizeof *highs, by_size);
    for (int i = 0; i < n->nbodies; i++) {
        struct national_body *b = &n->bodies[i];
        if (b->state == SUBJECT_UNRATED)
            continue;
        /* Better for sure is whose least is above what this one can reach; better perhaps, whose
         * most is above what it has (itself not). */
        b->rank = b->state == SUBJECT_RATED ? above(scores, finished, b->score) + 1 : 0;
        b->best = above(lows, all, most(b, n->rubric)) + 1;
        b->worst = above(highs, all, least(b)) + (most(b, n->rubric) > least(b) ? 0 : 1);
    }
}

/* A body and its place in the registry, which decides among equals. */
struct in_place {
    struct national_body body;
    int pos;
};

static int by_place(const void *x, const void *y)
{
    const struct in_place *p = x, *q = y;
    const struct national_body *a = &p->body, *b = &q->body;
    int kind_a = a->best == 0 ? 2 : a->rank == 0, kind_b = b->best == 0 ? 2 : b->rank == 0;
    int by[] = {kind_a - kind_b, a->rank - b->rank, a->best - b->best, a->worst - b->worst};
    for (size_t i = 0; i < sizeof by / sizeof *by; i++)
        if (by[i])
            return by[i];
    return p->pos - q->pos;
}

void national_rank(struct national *n)
{
    size_t room = (size_t)n->nbodies + 1;
    int64_t *figures = mem_grow(NULL, 3 * room, sizeof *figures);
    struct in_place *list = mem_grow(NULL, room, sizeof *list);
    give_places(n, figures, figures + room, figures + 2 * room);
    for (int i = 0; i < n->nbodies; i++)
        list[i] = (struct in_place){n->bodies[i], i};
    qsort(list, (size_t)n->nbodies, sizeof *list, by_place);
    for (int i = 0; i < n->nbodies; i++)
        n->bodies[i] = list[i].body;
    free(list);
    free(figures);
}

/* A body's whole way: its states in an order that no clock decides where the events themselves do.
 */
#include <stdlib.h>
#include <string.h>
#include "model/review_inside.h"

#define ORDERED_MOST                                                                               \
    1000 /* a body with more states than that was made to annoy: by clock alone                    \
          */

struct walk {
    const struct state_event *list;
    int n;
    int *waits; /* for how many others each waits; -1: it is out */
};

static bool is_before(const struct event *x, const struct event *y)
{
    if (strcmp(x->device, y->device) == 0 && x->seq < y->seq)
        return true;
    for (int i = 0; i < y->nreplaces; i++)
        if (strcmp(y->replaces[i], x->id) == 0)
            return true;
    return false;
}

static int by_clock(const void *a, const void *b)
{
    const struct state_event *const *x = a, *const *y = b;
    int order = strcmp((*x)->e.at, (*y)->e.at);
    return order ? order : strcmp((*x)->e.id, (*y)->e.id);
}

/* The next that waits for nothing; where there is none (a fork), for the least. */
static int next_of(const struct walk *w)
{
    int best = -1;
    for (int i = 0; i < w->n; i++) {
        const struct state_event *x = &w->list[i], *y = best < 0 ? NULL : &w->list[best];
        if (w->waits[i] >= 0 &&
            (!y || w->waits[i] < w->waits[best] ||
             (w->waits[i] == w->waits[best] && by_clock((const void *)&x, (const void *)&y) < 0)))
            best = i;
    }
    return best;
}

static void walk(struct walk *w, const struct state_event **order)
{
    for (int i = 0; i < w->n; i++)
        for (int k = 0; k < w->n; k++)
            w->waits[i] += k != i && is_before(&w->list[k].e, &w->list[i].e);
    for (int i = 0; i < w->n; i++) {
        int next = next_of(w);
        order[i] = &w->list[next];
        w->waits[next] = -1;
        for (int k = 0; k < w->n; k++)
            if (w->waits[k] > 0 && is_before(&w->list[next].e, &w->list[k].e))
                w->waits[k]--;
    }
}

/* In the arena. */
static const struct state_event **ordered(const struct state_event *list, int n, struct arena *a)
{
    struct walk w = {.list = list, .n = n};
    const struct state_event **order = arena_alloc(a, ((size_t)n + 1) * sizeof *order);
    w.waits = arena_alloc(a, ((size_t)n + 1) * sizeof *w.waits);
    memset(w.waits, 0, ((size_t)n + 1) * sizeof *w.waits);
    if (n <= ORDERED_MOST) {
        walk(&w, order);
        return order;
    }
    for (int i = 0; i < n; i++)
        order[i] = &list[i];
    qsort(order, (size_t)n, sizeof *order, by_clock);
    return order;
}

static struct review_step step_of(const struct state_event *s)
{
    const struct event *e = &s->e;
    const char *state = event_text(e, "state");
    enum review known = review_of(state);
    return (struct review_step){
        .id = e->id,
        .device = e->device,
        .at = e->at,
        .by = e->by,
        .via = e->via,
        .seq = e->seq,
        .state = state,
        .reason = event_text(e, "reason"),
        .known = known != REVIEWS && known != REVIEW_UNASSIGNED,
        .counts = s->counts,
        .rating = event_text(e, "rating"),
        .score = event_text(e, "score"),
        .text = known == REVIEW_OPINION_GIVEN ? event_text(e, "text") : NULL,
    };
}

bool review_way(struct campaign *c, const char *body, struct review_step **list, int *n,
                struct arena *a, struct err *err)
{
    if (!store_has(c, 0, body, ""))
        return store_unknown_body(c, 0, body, err);
    db_pin(c->db);
    struct state_event *events = review_events(c, body, a, n);
    db_unpin(c->db);
    int standing = review_standing(events, *n);
    const struct state_event **order = ordered(events, *n, a);
    *list = arena_alloc(a, ((size_t)*n + 1) * sizeof **list);
    for (int i = 0; i < *n; i++) {
        (*list)[i] = step_of(order[i]);
        (*list)[i].stands = standing >= 0 && order[i] == &events[standing];
    }
    return !db_failed(c->db, err);
}

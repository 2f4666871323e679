/* A body's whole way: its states in an order that no clock decides where the events themselves do.
 */
#include <stdlib.h>
#include <string.h>
#include "model/review_inside.h"

#define ORDERED_MOST 1000 /* a body with more states than that was made to annoy: by clock alone   \
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

static bool is_earlier(const struct event *x, const struct event *y)
{
    int order = strcmp(x->at, y->at);
    return order ? order < 0 : strcmp(x->id, y->id) < 0;
}

/* The next that waits for nothing; where there is none (a fork), for the least. */
static int next_of(const struct walk *w)
{
    int best = -1;
    for (int i = 0; i < w->n; i++)
        if (w->waits[i] >= 0 &&
            (best < 0 || w->waits[i] < w->waits[best] ||
             (w->waits[i] == w->waits[best] && is_earlier(&w->list[i].e, &w->list[best].e))))
            best = i;
    return best;
}

static void count_waits(struct walk *w)
{
    for (int i = 0; i < w->n; i++)
        for (int k = 0; k < w->n && w->n <= ORDERED_MOST; k++)
            w->waits[i] += k != i && is_before(&w->list[k].e, &w->list[i].e);
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
    struct walk w = {.n = 0};
    if (!store_has(c, 0, body, ""))
        return store_unknown_body(c, 0, body, err);
    db_pin(c->db);
    struct state_event *events = review_events(c, body, a, &w.n);
    db_unpin(c->db);
    w.list = events;
    w.waits = arena_alloc(a, ((size_t)w.n + 1) * sizeof *w.waits);
    memset(w.waits, 0, (size_t)w.n * sizeof *w.waits);
    count_waits(&w);
    int standing = review_standing(events, w.n);
    *n = w.n;
    *list = arena_alloc(a, ((size_t)w.n + 1) * sizeof **list);
    for (int i = 0; i < w.n; i++) {
        int next = next_of(&w);
        (*list)[i] = step_of(&events[next]);
        (*list)[i].stands = next == standing;
        w.waits[next] = -1;
        for (int k = 0; k < w.n; k++)
            if (w.waits[k] > 0 && is_before(&events[next].e, &events[k].e))
                w.waits[k]--;
    }
    return !db_failed(c->db, err);
}

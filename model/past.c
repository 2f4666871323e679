/* Reading this device's chain backwards. Events of one change follow one another in it, so that a
 * change of a million events is passed over by halving, not by reading them all. */
#include "model/past.h"

#include <stdlib.h>
#include <string.h>
#include "model/project.h"

#define STEPS_MOST 1000 /* undos of undos that are followed back */

static struct query *by_seq(struct campaign *c, int64_t seq)
{
    return db_query(c->db, "SELECT body FROM event WHERE device = ? AND seq = ? ORDER BY n LIMIT 1",
                    "tl", c->device.id, seq);
}

bool past_event(struct campaign *c, int64_t seq, struct arena *a, struct event *e)
{
    const char *why;
    bool found = false;
    struct query *q = by_seq(c, seq);
    if (query_row(q)) {
        const char *body = query_text(q, 0);
        found = event_read(body, strlen(body), a, e, &why);
    }
    query_done(&q);
    return found;
}

/* ---- changes ---- */

void past_begin(struct past *p, struct campaign *c)
{
    *p = (struct past){.c = c, .arena = arena_new(), .scratch = arena_new()};
    /* Without a device of its own in this file, or with one that nobody continues, there is nothing
     * of this laptop's. */
    p->next = c->device.fixed ? 0 : c->device.seq;
}

void past_end(struct past *p)
{
    free(p->list);
    arena_free(&p->scratch);
    arena_free(&p->arena);
}

static bool is_of(struct past *p, const char *change, int64_t seq)
{
    struct event e;
    arena_reset(p->scratch);
    return seq >= 1 && past_event(p->c, seq, p->scratch, &e) && strcmp(e.change, change) == 0;
}

static int64_t first_of(struct past *p, const char *change, int64_t last)
{
    int64_t in = last, out, step = 1;
    for (out = in - 1; is_of(p, change, out); out = in - step) {
        in = out;
        step *= 2;
    }
    while (in - out > 1) {
        int64_t middle = out + (in - out) / 2;
        if (is_of(p, change, middle))
            in = middle;
        else
            out = middle;
    }
    return in;
}

/* The i-th change from the newest on; NULL: there are not so many. */
static struct past_change *past_get(struct past *p, int i)
{
    while (p->n <= i && p->next > 0) {
        struct event e;
        arena_reset(p->scratch);
        if (!past_event(p->c, p->next, p->scratch, &e)) {
            p->next = 0;
            break;
        }
        if ((p->n & (p->n - 1)) == 0)
            p->list = mem_grow(p->list, 2 * (size_t)p->n + 1, sizeof *p->list);
        struct past_change *x = arena_alloc(p->arena, sizeof *x);
        p->list[p->n++] = x;
        *x = (struct past_change){.via = arena_dup(p->arena, e.via), .last = p->next};
        snprintf(x->id, sizeof x->id, "%s", e.change);
        snprintf(x->undoes, sizeof x->undoes, "%s", e.undoes ? e.undoes : "");
        x->first = first_of(p, x->id, x->last);
        p->next = x->first - 1;
    }
    return i < p->n ? p->list[i] : NULL;
}

/* The place of a change, from place `from` on; -1: it is not this device's. */
static int past_find(struct past *p, const char *id, int from)
{
    for (int i = from; past_get(p, i); i++)
        if (strcmp(p->list[i]->id, id) == 0)
            return i;
    return -1;
}

/* Does the change take one back that was not itself an undo? */
static bool is_undo(struct past *p, int at)
{
    bool undo = false;
    while (at >= 0 && p->list[at]->undoes[0]) {
        undo = !undo;
        at = past_find(p, p->list[at]->undoes, at + 1);
    }
    return undo;
}

struct past_change *past_candidate(struct past *p, bool redo, int *at)
{
    for (; past_get(p, *at); ++*at) {
        if (p->list[*at]->dead)
            continue;
        bool takes_back = p->list[*at]->undoes[0] != '\0';
        if (takes_back) {
            int undone = past_find(p, p->list[*at]->undoes, *at + 1);
            if (undone >= 0)
                p->list[undone]->dead = true;
        } else if (redo) {
            return NULL; /* something new was done since */
        }
        if (is_undo(p, *at) == redo)
            return p->list[*at];
    }
    return NULL;
}

/* ---- slots ---- */

static bool same_slot(struct campaign *c, const struct event *x, const struct event *y,
                      struct arena *a)
{
    return strcmp(x->slot.kind, y->slot.kind) == 0 && strcmp(x->slot.body, y->slot.body) == 0 &&
           strcmp(x->slot.service, y->slot.service) == 0 && strcmp(x->slot.set, y->slot.set) == 0 &&
           strcmp(project_item(c, &x->slot, a), project_item(c, &y->slot, a)) == 0;
}

static int by_text(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

/* What all of them replaced, each id once. */
static void read_before(struct group *g)
{
    int n = 0;
    for (int i = 0; i < g->n; i++)
        for (int k = 0; k < g->e[i].nreplaces && n < GROUP_MOST; k++)
            g->before[n++] = g->e[i].replaces[k];
    qsort(g->before, (size_t)n, sizeof *g->before, by_text);
    g->nbefore = 0;
    for (int i = 0; i < n; i++)
        if (i == 0 || strcmp(g->before[i], g->before[i - 1]) != 0)
            g->before[g->nbefore++] = g->before[i];
}

/* The slot as it stands in an event's body. */
static const char *slot_text(const struct event *e, struct arena *a)
{
    json_t *o = json_pack("{s:{s:s,s:s,s:s,s:s}}", "slot", "body", e->slot.body, "service",
                          e->slot.service, "item", e->slot.item, "set", e->slot.set);
    char *text = json_canonical(o);
    const char *inner = text ? arena_dupn(a, text + 1, strlen(text) - 2) : "";
    free(text);
    json_decref(o);
    return inner;
}

/* The event of that number, where it is of the same change and slot as e. Most are not, and within
 * one change a slot is always written alike: the text is looked at before it is parsed. */
static bool neighbour(struct campaign *c, int64_t seq, const struct event *e, const char *slot,
                      struct arena *a, struct event *out)
{
    const char *why;
    bool found = false;
    struct query *q = by_seq(c, seq);
    if (query_row(q)) {
        const char *body = query_text(q, 0);
        found = strstr(body, e->change) && strstr(body, slot) &&
                event_read(body, strlen(body), a, out, &why) &&
                strcmp(out->change, e->change) == 0 && same_slot(c, out, e, a);
    }
    query_done(&q);
    return found;
}

void group_read(struct campaign *c, const struct event *e, struct arena *a, struct group *g)
{
    const char *slot = slot_text(e, a);
    int64_t first = e->seq;
    struct event other;
    while (e->seq - first < GROUP_MOST / 2 && neighbour(c, first - 1, e, slot, a, &other))
        first--;
    g->n = 0;
    for (int64_t seq = first; g->n < GROUP_MOST; seq++) {
        if (seq == e->seq)
            g->e[g->n] = *e;
        else if (!neighbour(c, seq, e, slot, a, &g->e[g->n]))
            break;
        g->n++;
    }
    read_before(g);
}

static bool stands_for(struct campaign *c, const struct event *h, struct arena *a, int steps,
                       struct event *out);

/* The event of change `of` that stands at the end of what `id` stands for. */
static bool back_to(struct campaign *c, const char *id, const char *of, struct arena *a, int steps,
                    struct event *out)
{
    if (!store_event(c, id, a, out))
        return false;
    while (strcmp(out->change, of) != 0) {
        struct event h = *out;
        if (--steps < 0 || !stands_for(c, &h, a, steps, out))
            return false;
    }
    return true;
}

/* The event whose state an undo put back: of those that the undone ones had replaced the one in its
 * own place, for they are put back in that order. False: it put nothing back, or is no undo of this
 * device. */
static bool stands_for(struct campaign *c, const struct event *h, struct arena *a, int steps,
                       struct event *out)
{
    if (steps < 0 || !h->undoes || strcmp(h->device, c->device.id) != 0)
        return false;
    struct group *g = arena_alloc(a, 2 * sizeof *g), *undone = g + 1;
    struct event v;
    int place = 0;
    group_read(c, h, a, g);
    while (place < g->n && strcmp(g->e[place].id, h->id) != 0)
        place++;
    if (g->nbefore == 0 || !back_to(c, g->before[0], h->undoes, a, steps - 1, &v))
        return false;
    group_read(c, &v, a, undone);
    return place < undone->nbefore && store_event(c, undone->before[place], a, out);
}

static bool in_group(const struct group *g, const char *id)
{
    for (int i = 0; i < g->n; i++)
        if (strcmp(g->e[i].id, id) == 0)
            return true;
    return false;
}

bool group_leads(struct campaign *c, const struct group *g, const char *id, struct arena *a)
{
    struct event e, next;
    if (in_group(g, id))
        return true;
    if (!store_event(c, id, a, &e))
        return false;
    for (int steps = STEPS_MOST; steps > 0; steps--) {
        if (in_group(g, e.id))
            return true;
        if (!stands_for(c, &e, a, steps, &next))
            return false;
        e = next;
    }
    return false;
}

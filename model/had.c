/* Notes that were changed on nothing are followed back, however many there are, and whatever web
 * somebody made of them: every event is looked at once. */
#include "model/had.h"

#include <stdlib.h>
#include <string.h>
#include "model/store.h"

enum found { UNKNOWN, NOTHING, SOMETHING };

struct known_event {
    unsigned char id[HASH_SIZE];
    unsigned char found; /* UNKNOWN: the place is free */
};

struct had {
    struct known_event *places; /* by hash, the next free one where it is taken */
    size_t n, room;             /* room: a power of two */
};

struct had *had_new(void)
{
    struct had *h = mem_alloc(sizeof *h);
    h->room = 64;
    h->places = mem_alloc(h->room * sizeof *h->places);
    return h;
}

void had_free(struct had **h)
{
    if (*h)
        free((*h)->places);
    free(*h);
    *h = NULL;
}

/* Where an event is, or would be. Its id is a hash already. */
static struct known_event *place(const struct had *h, const unsigned char *id)
{
    uint64_t at;
    memcpy(&at, id, sizeof at);
    while (h->places[at & (h->room - 1)].found &&
           memcmp(h->places[at & (h->room - 1)].id, id, HASH_SIZE) != 0)
        at++;
    return &h->places[at & (h->room - 1)];
}

static void grow(struct had *h)
{
    struct had larger = {.n = h->n, .room = 2 * h->room};
    larger.places = mem_alloc(larger.room * sizeof *larger.places);
    for (size_t i = 0; i < h->room; i++)
        if (h->places[i].found)
            *place(&larger, h->places[i].id) = h->places[i];
    free(h->places);
    *h = larger;
}

static void keep(struct had *h, const unsigned char *id, enum found found)
{
    if (2 * h->n >= h->room)
        grow(h);
    struct known_event *at = place(h, id);
    h->n += !at->found;
    memcpy(at->id, id, HASH_SIZE);
    at->found = (unsigned char)found;
}

/* An event on the way back, and what of it is still to be looked at. */
struct stop {
    unsigned char id[HASH_SIZE];
    unsigned char (*replaces)[HASH_SIZE];
    int n, next;
};

struct way {
    struct stop *stops;
    size_t n, room;
};

/* Goes to an event: SOMETHING or NOTHING where it decides at once, else it is the way's next stop.
 */
static enum found go_to(struct campaign *c, struct had *h, struct way *w, const char *id,
                        struct arena *a)
{
    struct event e;
    struct stop s = {.n = 0};
    if (!hex_decode(id, s.id, HASH_SIZE))
        return SOMETHING;
    enum found known = place(h, s.id)->found;
    if (known)
        return known;
    if (!store_event(c, id, a, &e) || event_value(&e))
        return SOMETHING;
    keep(h, s.id, NOTHING); /* until it proves otherwise; a ring can't be, hashes forbid it */
    s.replaces = mem_grow(NULL, (size_t)e.nreplaces + 1, sizeof *s.replaces);
    for (; s.n < e.nreplaces; s.n++)
        hex_decode(e.replaces[s.n], s.replaces[s.n], HASH_SIZE);
    if (!w->stops || w->n == w->room) {
        w->room = 2 * w->room + 8;
        w->stops = mem_grow(w->stops, w->room, sizeof *w->stops);
    }
    w->stops[w->n++] = s;
    return UNKNOWN;
}

static enum found follow(struct campaign *c, struct had *h, const char *id)
{
    struct way w = {0};
    struct arena *a = arena_new();
    enum found found = go_to(c, h, &w, id, a);
    while (w.n > 0 && found != SOMETHING) {
        struct stop *s = &w.stops[w.n - 1];
        if (s->next == s->n) {
            free(s->replaces);
            w.n--;
            found = NOTHING;
            continue;
        }
        char before[HEX_SIZE];
        hex_encode(s->replaces[s->next++], HASH_SIZE, before);
        arena_reset(a);
        found = go_to(c, h, &w, before, a);
    }
    for (size_t i = 0; i < w.n; i++) { /* all that led to something */
        keep(h, w.stops[i].id, SOMETHING);
        free(w.stops[i].replaces);
    }
    free(w.stops);
    arena_free(&a);
    return found;
}

const char *had_value(struct campaign *c, struct had *h, const char *id, struct arena *a)
{
    struct event e;
    if (!store_event(c, id, a, &e))
        return "";
    if (event_value(&e) || e.nreplaces == 0)
        return event_value(&e);
    struct had *own = h ? NULL : had_new();
    enum found found = follow(c, h ? h : own, id);
    had_free(&own);
    return found == SOMETHING ? "" : NULL;
}

/* The changes of this device, newest first: which of them stand, and what stands for what. */
#ifndef MODEL_PAST_H
#define MODEL_PAST_H

#include "model/change.h"

/* One change of this device: its events have the numbers first … last. */
struct past_change {
    char id[RANDOM_SIZE], undoes[RANDOM_SIZE]; /* undoes "": none */
    const char *via;
    int64_t first, last;
    bool dead; /* a later change that stands took it back */
};

struct past {
    struct campaign *c;
    struct arena *arena, *scratch;
    struct past_change **list; /* as far as it was read */
    int n;
    int64_t next; /* the last event of the next older change; 0: there is none */
};

void past_begin(struct past *p, struct campaign *c);
void past_end(struct past *p);
/* The next change, from `*at` on, that can be taken back (redo: that took one back and can be taken
 * back itself); *at gets its place. NULL: there is none. */
struct past_change *past_candidate(struct past *p, bool redo, int *at);

/* An event of this device by its number, into the arena; false where it is not there. */
bool past_event(struct campaign *c, int64_t seq, struct arena *a, struct event *e);

/* The events of one change and one slot; they stand one after the other in the chain. */
#define GROUP_MOST 64
struct group {
    struct event e[GROUP_MOST];
    int n;
    const char *before[GROUP_MOST]; /* ids of all that they replaced, sorted */
    int nbefore;
};
/* The group that an event of this device is in. */
void group_read(struct campaign *c, const struct event *e, struct arena *a, struct group *g);
/* Is the event one of the group, or does it stand for one: did an undo put its state back? */
bool group_leads(struct campaign *c, const struct group *g, const char *id, struct arena *a);

#endif

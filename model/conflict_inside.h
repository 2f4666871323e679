/* What the files about conflicts share. */
#ifndef MODEL_CONFLICT_INSIDE_H
#define MODEL_CONFLICT_INSIDE_H

#include "model/conflict.h"
#include "model/event.h"

/* The ids of what stands in a slot, in their order, at most CONFLICT_HEADS; in the arena. Gives how
 * many. */
int conflict_heads(struct campaign *c, const struct conflict_at *at, const char *ids[],
                   struct arena *a);
/* The event of a head that first said what it says: an undo that put several heads back wrote them
 * anew, in its own name. */
bool conflict_origin(struct campaign *c, const char *id, struct arena *a, struct event *e);

/* Of a question at work: fills in its figures as they are, and as each side would make them. */
bool conflict_score(struct campaign *c, struct conflict *x, struct arena *a, struct err *err);

#endif

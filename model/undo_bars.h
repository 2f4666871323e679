/* What an undo must not take back, and the sentences that say so. */
#ifndef MODEL_UNDO_BARS_H
#define MODEL_UNDO_BARS_H

#include "model/past.h"

/* Tells that an event of a kind that goes back by its own action was the last thing done, and names
 * that action. An older change is not undone in silence instead. */
void undo_refuse_kept(const struct event *e, struct err *err);
/* Is the group about a body that is locked for who works here? Then err says so. */
bool undo_locked(struct campaign *c, const struct group *g, struct arena *a, struct err *err);

#endif

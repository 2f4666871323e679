/* All that was said of one remark: its events, from those that stand back to the first. */
#ifndef MODEL_REMARK_THREAD_H
#define MODEL_REMARK_THREAD_H

#include "model/event.h"
#include "model/remark.h"

/* Reads the remark of a slot; its strings into the arena. False where nothing of it stands (it was
 * taken back), or nothing can be read. */
bool remark_read(struct campaign *c, const char *body, const char *service, const char *item,
                 struct remark *r, struct arena *a);

#endif

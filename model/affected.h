/* What new events are about, so that only that is brought up to date. */
#ifndef MODEL_AFFECTED_H
#define MODEL_AFFECTED_H

#include "model/inside.h"

struct affected;

/* Of events with numbers above `newest`. One at a time for a database. */
struct affected *affected_new(struct campaign *c, int64_t newest);
void affected_free(struct affected **t);
/* An event was projected. */
void affected_add(struct affected *t, const struct event *e);
/* Brings places in lists, figures and states of bodies up to date. */
bool affected_bring_up(struct affected *t, struct err *err);

#endif

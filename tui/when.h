/* Moments as the user's own clock shows them. */
#ifndef TUI_WHEN_H
#define TUI_WHEN_H

#include "forms/mem.h"

/* A moment as events have it ("2019-10-15T14:03:40Z") in local time, as strftime's format says; the
 * text as it is where it is none. In the arena. */
const char *when_local(struct arena *a, const char *utc, const char *format);
/* The user's day as an ISO date. In the arena. */
const char *when_today(struct arena *a);

#endif

/* The one picture that is everywhere: what is certain, what can still be reached, what is lost. */
#ifndef TUI_WIDGETS_GAUGE_H
#define TUI_WIDGETS_GAUGE_H

#include <stdint.h>
#include "forms/lib.h"
#include "tui/theme.h"

/* Columns of each part, together w. */
struct gauge {
    int certain, reach, lost;
};
/* low and high of `full`, all in units (num.h); UNITS_NONE counts as 0. */
struct gauge gauge_cells(int64_t low, int64_t high, int64_t full, int w);
/* Half columns of a bar of w columns: never none where something is done, never all before all is.
 */
int bar_halves(int done, int of, int w);
/* A line of w columns with 0, the ratings' `from` and the scale's end below where they stand. */
const char *gauge_ticks(struct arena *a, const struct rubric *r, int w);

/* `role` colours what is certain. */
void gauge_draw(int y, int x, int w, int64_t low, int64_t high, int64_t full, enum role role);
void bar_draw(int y, int x, int w, int done, int of, enum role role);

#endif

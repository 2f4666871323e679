/* What is around every screen: the top line, the message, the bottom line. */
#ifndef TUI_FRAME_H
#define TUI_FRAME_H

#include "tui/ui.h"

struct top_line {
    const char *const *crumbs; /* where one is */
    int ncrumbs;
    const char *note;      /* "all 29"; "" none */
    const char *stage;     /* "" not shown */
    const char *saved;     /* HH:MM:SS; "" none */
    const char *not_saved; /* the reason; NULL none */
    bool brief;            /* the time alone, without its word */
    bool read_only;
};

/* The right part of the top line of w columns, of which the left part would like to have `left`:
 * how much of it is said depends on the room. In the arena. */
const char *top_right(struct arena *a, const struct top_line *t, int w, int left);

void top_draw(struct arena *a, const struct top_line *t, int w);
/* A message ends in row y; a long one takes the lines above too. */
void message_draw(struct arena *a, const struct message *m, int y, int w);
/* The keys that run now, most needed first, as many as fit; help is always among them. */
void keys_draw(const struct screen *s, const struct ui *ui, int y, int w);

/* The action whose hint stands at column x of that line; ACT_NONE: none. */
enum action keys_at(const struct screen *s, const struct ui *ui, int w, int x);

#endif

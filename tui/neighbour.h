/* From one body to the next, in the list of bodies as it is filtered and sorted: screens about one
 * body go on without going back to the list. */
#ifndef TUI_NEIGHBOUR_H
#define TUI_NEIGHBOUR_H

#include "tui/ui.h"

/* The body after (direction 1) or before (-1) one; of one that the list does not show, that which
 * stands where it would. False where there is none: `to` is as it was. */
bool neighbour_body(const struct ui *ui, const char *body, int direction, char to[CODE_ROOM]);
/* Its place in that list, from 1; 0: the list does not show it. *n gets how many there are. */
int neighbour_place(const struct ui *ui, const char *body, int *n);
/* Why there is no body to go on to, as a sentence for `why_not`; NULL: there is one. */
const char *neighbour_why_not(const struct ui *ui, const char *body, int direction);

#endif

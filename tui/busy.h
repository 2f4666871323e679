/* Long work on the screen: after half a second a box in the middle tells how far it is, Esc or
 * Ctrl-C breaks the work off. Every other key pressed while the box stands goes nowhere: what was
 * typed at a screen that did not listen must not answer questions later. */
#ifndef TUI_BUSY_H
#define TUI_BUSY_H

#include <stdbool.h>
#include <stdint.h>

/* The work between these two is listened to (model/progress.h). With `terminal` the terminal is
 * still the shell's: the box starts curses first. */
void busy_begin(bool terminal);
/* True where the box was drawn: what it covered has to be drawn again. */
bool busy_end(void);
/* What the box shows, in the middle of the screen; the cursor stands at the count. */
void busy_draw(const char *what, int64_t done, int64_t of);
/* For tests: so many milliseconds before the box and between two drawings; -1: as usual. */
void busy_hurry(int ms);

#endif

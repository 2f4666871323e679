/* People and their bodies:
 *
 * people   who works here and with what role; a new person is named
 * person   the bodies of one, to be ticked
 * assign   a body is given to somebody */
#ifndef TUI_SCREENS_PEOPLE_H
#define TUI_SCREENS_PEOPLE_H

#include "tui/ui.h"

/* The chosen person's name on the people screen, as long as nothing is read anew; NULL none. */
const char *people_chosen(const struct screen *s);
/* The name as it is shown: of PEOPLE_OTHERS words. In the arena. */
const char *say_person(struct arena *a, const char *name);
/* "2 bodies". */
const char *say_bodies(struct arena *a, int n);
/* Why who works here can't change people, as a sentence in the tongue's arena; NULL: can. */
const char *people_locked(const struct ui *ui);

#endif

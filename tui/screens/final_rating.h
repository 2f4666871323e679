/* A final rating by hand: a box for the body or service that is chosen. */
#ifndef TUI_SCREENS_FINAL_RATING_H
#define TUI_SCREENS_FINAL_RATING_H

#include "tui/ui.h"

/* Why none can be set there or taken back, as a sentence in the tongue's arena; NULL: it can. */
const char *final_rating_why_not(const struct ui *ui, struct place here);

#endif

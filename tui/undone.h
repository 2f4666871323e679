/* What an undo came to, as a sentence. */
#ifndef TUI_UNDONE_H
#define TUI_UNDONE_H

#include "tui/words.h"

/* "Undone: Vehicle registration, Level: Sent online → Forms to download", and what was left as it
 * is because somebody else has changed it since. In the tongue's arena; raw. */
const char *say_undone(const struct tongue *t, struct campaign *c, const struct undone *u,
                       bool redo);

#endif

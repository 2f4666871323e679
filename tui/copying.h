/* The copies that the program makes by itself while the screens run, and putting one back: the
 * campaign is closed for that, and opened anew. */
#ifndef TUI_COPYING_H
#define TUI_COPYING_H

#include "tui/inside.h"

/* The user rests: the day's copy is made where one is due; any key breaks that off, and it is tried
 * at a later rest. */
void copying_rest(struct app *app);
/* Is there something for copying_rest to do? */
bool copying_waits(const struct app *app);
/* The user leaves: the same, with a box that tells how far it is where that takes long. */
void copying_leave(struct app *app);

/* Closes the campaign, puts a copy in the place of its file, and opens that. *said gets what to
 * say, in the arena, also where nothing was put back and the file was opened as it was. False and a
 * sentence: it can't be opened any more; *c is NULL. */
bool copying_put_back(struct campaign **c, const char *copy, const struct writer *w,
                      const char **said, struct arena *a, struct err *err);
/* Where a file can't be opened but there are copies: how to get at them, as a sentence in the
 * arena. NULL: there are none. */
const char *copying_hint(const char *path, struct arena *a);

#endif

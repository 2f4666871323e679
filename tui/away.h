/* Other programs: the viewer for evidence, the user's own editor. */
#ifndef TUI_AWAY_H
#define TUI_AWAY_H

#include "forms/mem.h"

struct err;

/* $VISUAL, else $EDITOR, else the system's. A command line for the shell. */
const char *editor_command(void);
/* $MEYAR_VIEWER, else xdg-open. */
const char *viewer_command(void);

/* Leaves the terminal to a command with a path as its last argument, and comes back when it ends.
 * It gets no descriptor but the terminal's. NULL: it ended well; else a sentence, in the arena,
 * which begins with the command. */
const char *away_run(struct arena *a, const char *command, const char *path);

/* Gives a text to the user's editor, as a private file of that name, and what it left of it, in the
 * arena. NULL and a sentence (REFUSED): it went wrong, or there are more than `most` bytes. */
const char *away_text(struct arena *a, const char *name, const char *text, size_t most,
                      struct err *err);

#endif

/* Keys by name: "c", "F5", "Ctrl-U", "PgDn". */
#ifndef TUI_KEYNAMES_H
#define TUI_KEYNAMES_H

#include "tui/keymap.h"

/* The key of a name of n bytes, as the table of actions and the settings write it. False: there is
 * none. */
bool key_named(const char *name, size_t n, struct key *key);
/* How it is shown: a mark for those that have one. In the arena. */
const char *key_shown(struct arena *a, const char *name, size_t n);

/* A name as a person may have written it ("ctrl-u", "pgdn") as it stands here; NULL, with a
 * sentence, where there is no such key or it can't be had. In the arena. */
const char *key_written(struct arena *a, const char *written, const char **why);
/* The names of keys that are no letter, for hints. */
const char *const *key_names(size_t *n);

#endif

/* A text as a new file in a folder that the user chose. */
#ifndef TUI_NEWTEXT_H
#define TUI_NEWTEXT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;

/* Writes the bytes there, whole or not at all and never over another file: where the name is taken
 * it gets a number behind. *path gets it, in the arena. BUSY and a sentence where it can't be. */
bool newtext_into(const char *folder, const char *name, const char *bytes, size_t n,
                  struct arena *a, const char **path, struct err *err);

#endif

/* The state folder: what belongs to this laptop, not to a campaign file. model/lib.h has what tui/
 * uses of it. */
#ifndef MODEL_STATE_H
#define MODEL_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include "forms/mem.h"

/* $XDG_STATE_HOME/meyar/SUB, made with mode 0700 where it is not there; NULL and errno where it
 * can't be made. In the arena. */
const char *state_folder(struct arena *a, const char *sub);
/* $XDG_DATA_HOME/meyar/SUB, likewise. */
const char *data_folder(struct arena *a, const char *sub);
/* Makes a folder and those above it; false and errno. */
bool make_folders(const char *path);
/* A free text as a file name: ASCII letters, digits, `.`, `_` and `-` stay, others become %XX, long
 * ones a hash. In the arena. */
const char *safe_name(struct arena *a, const char *text);
/* Writes a file whole or not at all (a temporary one beside it, then renamed), mode 0600. `sync`:
 * it is on the disk when this returns. False and errno. */
bool write_whole(const char *path, const void *bytes, size_t n, bool sync);
/* The whole of a small file, NUL-terminated, in the arena; NULL where there is none, it is larger
 * than `most` or can't be read. */
char *read_whole(struct arena *a, const char *path, size_t most, size_t *n);

#endif

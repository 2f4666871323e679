/* A new file in a folder that a user chose: whole or not at all, and never over another. */
#ifndef MODEL_NEWFILE_H
#define MODEL_NEWFILE_H

#include <stdbool.h>

struct arena;
struct err;

/* `make` writes the file at a temporary path beside its place and gives false, with err set, where
 * it could not; nothing is left of it then. Else it gets its name, or, where that is taken, the
 * first free one with a number behind ("page (2).png"). *path gets it, in the arena. BUSY where
 * nothing can be written into the folder. */
bool newfile_into(const char *folder, const char *name,
                  bool (*make)(void *arg, const char *temporary, struct err *err), void *arg,
                  struct arena *a, const char **path, struct err *err);

#endif

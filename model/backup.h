/* The copy before a merge (copies.h makes it). */
#ifndef MODEL_BACKUP_H
#define MODEL_BACKUP_H

#include "model/copies.h"

/* Copies the file, as it was committed last, before a merge. As copies_make. */
const char *backup_make(struct campaign *c, struct arena *a, struct err *err);

/* Writes `from` (an open campaign) to a new file at `to`, as it was committed last, and checks that
 * both hold the same. False: what was written is to be removed by the caller. */
bool backup_copy(struct campaign *from, const char *to, struct err *err);

/* ---- copies.c: names ---- */

/* A copy's name, taken apart. False: it is none of ours. */
bool copy_name_read(const char *entry, struct copy *copy, struct arena *a);
/* The part of a copy's name that stands for the file at a path. */
const char *copy_base(const char *path, struct arena *a);
/* Those of one base (NULL: all) in a folder, newest first, unread. */
int copies_in(const char *folder, const char *base, struct copy **list, int n, struct arena *a);

#endif

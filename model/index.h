/* The search index: a projection of names and notes (schema.c, `found`, `name_word`, `note_word`).
 */
#ifndef MODEL_INDEX_H
#define MODEL_INDEX_H

#include "model/db.h"

enum { FOUND_BODY, FOUND_SERVICE, FOUND_NOTE };
/* The numbers of a kind in `found`: from the first up to the second. */
#define FOUND_FROM(kind) ((kind) == FOUND_BODY ? 1 : (int64_t)1 << ((kind) == FOUND_NOTE ? 41 : 40))
#define FOUND_TO(kind)                                                                             \
    ((int64_t)1 << ((kind) == FOUND_BODY ? 40 : (kind) == FOUND_SERVICE ? 41 : 42))

/* A subject's name, short name and code, as they are now (short NULL: none). */
void index_name(struct db *db, const char *body, const char *service, const char *name,
                const char *short_name);
/* The notes that stand in a slot, read from `head`. */
void index_note(struct db *db, const char *body, const char *service, const char *item);
/* Everything, from `subject` and `head` of one database into the index of another, or of the same;
 * its index is empty. */
void index_fill(struct db *from, struct db *to);

#endif

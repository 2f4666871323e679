/* The tables of a campaign file. */
#ifndef MODEL_SCHEMA_H
#define MODEL_SCHEMA_H

#include "model/db.h"

#define APPLICATION_ID 0x6d657961 /* "meya", in the file's header */

/* The version that this program writes: the number of migrations. */
int schema_version(void);
/* Brings a file from the version in its header (0: an empty one) to the present one, in the
 * transaction that is open. */
bool schema_migrate(struct db *db);
/* What the header says: is it ours, and which version. err where it can't be read, is not ours
 * (REFUSED) or newer than this program (REFUSED), or where its tables are not those of its version
 * (DAMAGED). *version gets its own. */
bool schema_known(struct db *db, const char *shown, int *version, struct err *err);

/* The search index alone, in a database of its own: for a file of before there was one. */
bool schema_make_index(struct db *db);

#endif

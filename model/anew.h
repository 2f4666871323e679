/* After events came in or went otherwise than one by one: what follows from them is made anew. */
#ifndef MODEL_ANEW_H
#define MODEL_ANEW_H

#include "model/inside.h"

/* Makes all that is derived anew, in the transaction that is open. *waiting gets how many events
 * count nowhere yet. */
bool anew_derive(struct campaign *c, int64_t *waiting, struct err *err);
/* What the campaign keeps in memory of the file is read anew; after the transaction, committed or
 * not. */
bool anew_read(struct campaign *c, struct err *err);

#endif

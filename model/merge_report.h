/* What a merge changes, for merge.c alone: what stood before is laid aside in tables of the
 * connection, and compared with what stands afterwards. */
#ifndef MODEL_MERGE_REPORT_H
#define MODEL_MERGE_REPORT_H

#include <stdbool.h>
#include "model/exchange.h"

/* Lays aside what stands, before anything is taken in; inside the merge's transaction. */
bool merge_remember(struct campaign *c);
/* Reads into the report what is another now. Where reading fails the database is broken. */
void merge_report_read(struct campaign *c, struct merge_report *r, struct arena *a);
/* Drops what was laid aside. */
void merge_forget(struct campaign *c);

#endif

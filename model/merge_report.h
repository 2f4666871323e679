/* What a merge changes, for merge.c alone: what stood before is laid aside in tables of the
 * connection, and compared with what stands afterwards. Where reading fails the database is broken.
 */
#ifndef MODEL_MERGE_REPORT_H
#define MODEL_MERGE_REPORT_H

#include <stdbool.h>
#include "model/exchange.h"

/* Lays aside what stands, before anything is taken in; inside the merge's transaction. */
bool merge_remember(struct campaign *c);
/* Once a file has been taken in and counted (merge_came.h): who wrote its new events, and when. */
bool merge_report_source(struct campaign *c, struct merge_source *s, struct arena *a);
/* Reads into the report what is another now. */
void merge_report_read(struct campaign *c, struct merge_report *r, struct arena *a);
/* Drops what was laid aside. */
void merge_forget(struct campaign *c);

#endif

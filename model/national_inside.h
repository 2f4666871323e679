/* What the files of a campaign's counting share. */
#ifndef MODEL_NATIONAL_INSIDE_H
#define MODEL_NATIONAL_INSIDE_H

#include "model/national.h"
#include "model/store.h"

/* Fills in what is kept of a body: figures, counts, state, final rating, the year before. */
bool national_read_body(struct campaign *c, const struct national *n, const struct listed *s,
                        struct national_body *b, struct arena *a, struct err *err);
/* Gives the bodies their places, and puts them into that order. */
void national_rank(struct national *n);

#endif

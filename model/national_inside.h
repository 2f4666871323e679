/* What the files of a campaign's counting share. */
#ifndef MODEL_NATIONAL_INSIDE_H
#define MODEL_NATIONAL_INSIDE_H

#include "model/national.h"
#include "model/store.h"

/* Fills in what is kept of a body: figures, counts, state, final rating, the year before. */
bool national_read_body(struct campaign *c, const struct national *n, const struct listed *s,
                        struct national_body *b, struct arena *a, struct err *err);
/* Sums over a body's services and of the body itself, in the arena; *evidence_missing, where not
 * NULL, gets how many questions of them all lack evidence that the rubric requires. */
bool national_sum_up(struct campaign *c, int which, const char *body, struct question_sum **service,
                     struct question_sum **own, int *evidence_missing, struct arena *a,
                     struct err *err);
/* Gives the bodies their places, and puts them into that order. */
void national_rank(struct national *n);

#endif

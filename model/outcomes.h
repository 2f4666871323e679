/* What each question of a subject came to, kept with its figures, so that questions are summed over
 * a campaign without scoring anything: a character per question in the rubric's order, and after
 * some of them exact points ("p/q" or "p").
 *
 *   f z      answered: all of the rubric's maximum, nothing of it
 *   p…       answered: so many points of it
 *   l…:…     answered: so many points of another maximum (a limit is in force)
 *   n t x o  not applicable, can't tell, in conflict, open
 *   .        none of these
 *
 * A capital of f z p l, or a comma in place of the point: answered, and the rubric requires
 * evidence of it. Of a subject that stands in no sum (unrated) only that is kept; "-" alone: it is
 * stopped. */
#ifndef MODEL_OUTCOMES_H
#define MODEL_OUTCOMES_H

#include "forms/score.h"

struct arena;
struct question_sum;

/* Of a scored subject; `sums`: it stands in them. In the arena. */
const char *outcomes_of(const struct subject *s, bool sums, struct arena *a);

/* Adds them to the sums of the block (NULL: they are only looked at). *evidence, where not NULL,
 * gets the questions that need evidence, in the arena, *n of them. False: these are no outcomes of
 * the block (a character too few or too many, points that it can't give, or not as they are
 * written); then some may have been added. */
bool outcomes_add(const char *outcomes, const struct block *b, struct question_sum *sums,
                  int **evidence, int *n, struct arena *a);

#endif

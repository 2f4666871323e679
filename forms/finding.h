/* The words of a deficiency: which text of a question or of its choices speaks for an answer. */
#ifndef FORMS_FINDING_H
#define FORMS_FINDING_H

#include "forms/rubric.h"

/* The deficiency, and the proposal, of an answer (rubric.md part 1): that of the chosen choice, or
 * of all choices that cost points, one a line; the question's own where none of these has one. NULL
 * where there is none at all. In the arena, or the rubric's. */
const char *finding_deficiency(const struct question *q, const struct answer *v, int language,
                               struct arena *a);
const char *finding_proposal(const struct question *q, const struct answer *v, int language,
                             struct arena *a);

#endif

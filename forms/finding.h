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

/* One thing that is wrong, and what is proposed against it; one of the two may be NULL. */
struct finding_pair {
    const char *deficiency, *proposal;
};
/* The same words with each deficiency beside its own proposal: a pair for each choice that costs
 * points and has a text. Where several of them have but one side, the question's own other side is
 * a pair by itself: a deficiency before them, a proposal behind them. Gives how many; 0 where there
 * is no text at all. In the arena. */
int finding_pairs(const struct question *q, const struct answer *v, int language,
                  struct finding_pair **list, struct arena *a);

#endif

/* A move to another rubric, and answers kept aside, in words: for the command and the screen. All
 * results are in the arena, raw. */
#ifndef TUI_RUBRIC_WORDS_H
#define TUI_RUBRIC_WORDS_H

#include "tui/words.h"

/* "the ratings", "question e_pay is now e_paid", … */
const char *say_rubric_difference(struct arena *a, const struct rubric_difference *d);
/* All that bear on scores, or all others, in one line; "" none. */
const char *say_differences(struct arena *a, const struct rubric_move *m, bool bears);
/* Whether scores can be compared with those of the version before, and what stands in the way. */
const char *say_comparable(struct arena *a, const struct rubric_move *m);
/* "12 answers are carried over, 3 of them under another id; 1 that was aside counts again". */
const char *say_carried(struct arena *a, const struct rubric_move *m);
/* "71.4 Good", "28.3–88.6", "not electronic", "stopped". */
const char *say_rubric_verdict(const struct tongue *t, const struct rubric_verdict *v,
                               bool service);
/* "71.4 Good → 69.0 Satisfactory"; languages are the rubrics' own. */
const char *say_rubric_moved(struct arena *a, const struct rubric_move *m,
                             const struct rubric_moved *x, int was_language, int language);

/* Why an answer is aside, as half a sentence. */
const char *say_aside_why(enum aside_why why);
/* What is aside: "e_level = full", "e_level: the file page.png", "e_level: a note". */
const char *say_aside(struct arena *a, const struct aside *x);

#endif

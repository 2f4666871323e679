/* What a scorecard says, in words for screens and reports. Results live in the arena, or on; raw
 * where they come from a rubric or a person. */
#ifndef TUI_SCORECARD_WORDS_H
#define TUI_SCORECARD_WORDS_H

#include "tui/words.h"

/* "3 can't tell", "2 full without evidence": what stands out, and how often. */
const char *say_look(struct arena *a, enum look_kind kind, int n);
/* "since it was sent back 2019-10-14: 3 answers, 1 file"; "" where nobody reviewed it yet, or
 * nothing came in. */
const char *say_since(struct arena *a, const struct review_since *s);
/* "9 same services: 63.2 → 71.0"; "" where none is in both years. `then`: the rubric of the year
 * before. */
const char *say_matched(const struct tongue *t, const struct matched *m, const struct rubric *then);
/* "rubric 2018.2, in 2018 another: 2018.1"; "rubric 2018.1, as in 2018". */
const char *say_rubrics(struct arena *a, const struct matched *m, const char *earlier);
/* "2019-10-14 – 2019-10-16", in local time; the day alone where it is one. */
const char *say_days(struct arena *a, const char *first, const char *last);
/* Is a figure certainly better or worse than one of the year before (units of the same scale)? */
enum mark better_or_worse(int64_t low, int64_t high, int64_t before);

#endif

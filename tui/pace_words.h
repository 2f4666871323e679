/* Pace in words: for the screen and the command. */
#ifndef TUI_PACE_WORDS_H
#define TUI_PACE_WORDS_H

#include "model/pace.h"
#include "tui/marks.h"

/* "Fri 2019-10-18". */
const char *say_day(struct arena *a, int32_t day);
/* "28.3"; "–" where there is none. */
const char *say_rate(struct arena *a, num rate);
/* The name; words for bodies that nobody inspects. */
const char *say_inspector(const struct pace_person *it);
enum mark verdict_mark(enum pace_verdict v);
/* "in time", "2 days late", "can't be told": beside the mark. */
const char *say_verdict_short(struct arena *a, const struct pace_person *it);
/* The day on which it will be finished, where the words above do not have it; "". */
const char *say_finish(struct arena *a, const struct pace_person *it);
/* Where it leads, as a sentence. */
const char *say_forecast(struct arena *a, const struct pace *p, const struct pace_person *it);
/* "340 answers on 12 working days: 28.3 a day; needed 59.0 a day for 8 days". */
const char *say_pace(struct arena *a, const struct pace_person *it);
/* "assigned 3 · handed in 2". */
const char *say_states(struct arena *a, const struct pace_person *it);
/* What days are, and whose clock. */
const char *say_working_days(struct arena *a, const struct workdays *w);

#endif

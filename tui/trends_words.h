/* Trends in words: for the screen and the command. */
#ifndef TUI_TRENDS_WORDS_H
#define TUI_TRENDS_WORDS_H

#include "model/trends.h"
#include "tui/words.h"

/* The tongue's language in another rubric: its index there. */
int language_in(const struct tongue *t, const struct rubric *r);
/* What a series is: a criterion's or rating's title, "Score", the body's name where it is one of
 * `bodies`. The longest there is. */
const char *say_series(const struct tongue *t, const struct series *s, bool bodies);
/* A block per column, a dot for a gap, breaks between. In the arena. */
const char *trend_blocks(const struct trends *t, const struct series *s, struct arena *a);
/* Columns that this takes. */
int trend_blocks_width(const struct trends *t);
/* "▲ 10.4", "▼ 3.1", "0.0"; "" where there is no change to tell. */
const char *say_change(struct arena *a, const struct trend_point *p);
/* "rubric 2018.1 → 2019.1: not to be compared" of a column with a break. */
const char *say_break(struct arena *a, const struct trend_column *col);
/* The same with the campaigns that it lies between: "2018 → 2019: rubric …". */
const char *say_break_full(struct arena *a, const struct trends *t, int column);
/* "2016", with a star where published totals are all that is known. */
const char *say_campaign(struct arena *a, const struct trend_column *col);
/* What the star and the "…" behind a share mean, where there are any; else "". In the arena. */
const char *say_signs(struct arena *a, const struct trends *t);
/* The rating of a point, by its title; "" where there is none. */
const char *say_point_rating(const struct tongue *t, const struct trend_column *col,
                             const struct trend_point *p);

#endif

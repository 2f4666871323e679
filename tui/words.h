/* Figures, ratings and states as the words that screens show. All results are in the arena or live
 * as long as the rubric; raw where they come from a rubric (canvas.h makes them showable). */
#ifndef TUI_WORDS_H
#define TUI_WORDS_H

#include "forms/lib.h"
#include "model/lib.h"
#include "tui/marks.h"
#include "tui/theme.h"

/* What words are made for: a rubric, in one of its languages. */
struct tongue {
    const struct rubric *rubric;
    int language;
    struct arena *arena;
};

/* "71.4"; "" where it is not there. "53.8–80.8", or one figure where both are equal. */
const char *say_units(const struct tongue *t, int64_t units);
const char *say_range(const struct tongue *t, int64_t low, int64_t high, const char *between);
/* Of a figure: its range, or what is exact. */
const char *say_figures(const struct tongue *t, const struct figures *f, const char *between);
/* "+6.9"; "" where null. */
const char *say_gain(const struct tongue *t, num gain);

const char *say_rating(const struct tongue *t, int rating);
/* A rating with the one that was set by hand (-1: none) in its place, which then stands first:
 * "Good (by hand; computed: Satisfactory)"; in w columns where that does not fit "Good †". */
const char *say_by_hand(const struct tongue *t, int final_rating, int computed);
const char *say_by_hand_fit(const struct tongue *t, int final_rating, int computed, int w);
const char *say_unrated(const struct tongue *t, const struct block *b, const char *id);
/* A subject's rating in one word for a column of w: the rating's title; of an incomplete one the
 * lower one with …; what it is where it has none. The role says how good it is, DIM that it is no
 * verdict. */
const char *say_verdict(const struct tongue *t, const struct row *row, const struct block *b, int w,
                        enum role *role);
/* The same in full: "Unsatisfactory … Good", "Good", "not electronic", and whether a cap holds it.
 */
const char *say_verdict_full(const struct tongue *t, const struct row *row, const struct block *b);
/* … of which the cap is only said where all of it fits into w columns. */
const char *say_verdict_fit(const struct tongue *t, const struct row *row, const struct block *b,
                            int w);
/* The role of what is certain: the rating that it has already. */
enum role verdict_role(const struct rubric *r, const struct row *row);

/* A severity: a rubric gives ids alone, of which the usual ones have words of the program. */
const char *say_severity(const struct tongue *t, int severity);
/* A body's state of work: "handed in". */
const char *say_review(const char *state);
/* Name for narrow places: the short one where there is one. */
const char *short_name(const struct row *row);

/* A stored value as a person reads it. NULL where it is none that the question takes. */
const char *say_value(const struct tongue *t, const struct question *q, const char *value);
/* "stage of the work", cut to w columns; "" where the rubric has but one. */
const char *say_stage(const struct tongue *t, int stage, int w);

/* Marks of a row: how far it is, and what asks for attention most. */
enum mark row_progress(const struct row *row);
enum mark row_attention(const struct row *row, const struct rubric *r);

#endif

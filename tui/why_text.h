/* Why in words: the parts of a figure (forms/why.h) as cells, sums and sentences. The screen and
 * the command place the same ones. No curses. What comes from a rubric or an inspector is raw, as
 * in words.h. */
#ifndef TUI_WHY_TEXT_H
#define TUI_WHY_TEXT_H

#include "tui/words.h"

/* A subject read for its explanation. */
struct why_text {
    struct tongue t;
    struct why *why;
    struct row row;         /* of the subject */
    struct work *work;      /* a service, or the body's own questions; NULL: nothing is asked */
    struct body_full *full; /* of a body; NULL */
};

/* Reads a body (service "") or a service of campaign `which`. Texts go into t.arena. False, and
 * err, where it can't be read; what was read before is then as it was. */
bool why_read(struct why_text *x, struct campaign *c, int which, const char *body,
              const char *service, struct tongue t, struct err *err);
void why_free(struct why_text *x); /* not the arena */

/* ---- a row of the paper ---- */

/* What it is called: the body's or service's name, a criterion's title, a question. */
const char *why_part(const struct why_text *x, int row);
/* A criterion's title for narrow places; NULL: it has none. */
const char *why_part_short(const struct why_text *x, int row);
/* "40"; of a question "× 2", "" where it weighs 1. */
const char *why_weight(const struct why_text *x, int row);
/* "60.0", "–" where it has no such figure; "" of a question. */
const char *why_cell(const struct why_text *x, int row, enum why_figure which);
/* "4 of 10", "open, 0 … 10", "not applicable: …": how it counts, and by which rule where it does
 * not; "" where the figures say it all. */
const char *why_remark(const struct why_text *x, int row);

/* Does the subject have a score, or only what it can still reach? */
bool why_complete(const struct why_text *x);
/* "76.2  Good"; "28.3 – 88.6  so far 68.6"; "not electronic". */
const char *why_head(const struct why_text *x);

/* ---- the sums ---- */

struct why_line {
    const char *label; /* "low"; "" where it has none */
    const char *text;  /* "(40 × 9/35 + 30 × 0) / 70 = 14.7 %" */
};
/* The written-out sums of a row, of a question those of its points and of its gain; gives how many.
 * Every sum is exact, or rounds to what is printed. In the arena. */
int why_sums(const struct why_text *x, int row, struct why_line **lines);

/* ---- sentences ---- */

/* How the subject's state and rating come from its figures: what is open, the ratings, the caps, a
 * rating set by hand. In the arena. */
int why_rules(const struct why_text *x, const char ***lines);

#endif

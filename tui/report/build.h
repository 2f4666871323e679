/* What fills documents: between campaign.c, body.c, their parts, compare.c and trends.c. */
#ifndef TUI_REPORT_BUILD_H
#define TUI_REPORT_BUILD_H

#include "model/national.h"
#include "model/report.h"
#include "model/scorecard.h"
#include "model/trends.h"
#include "tui/report/lib.h"
#include "tui/words.h"

/* A report in the making. */
struct building {
    struct campaign *c;
    int which;
    struct tongue t; /* of the campaign's rubric */
    struct doc *d;
    const char *as_of;     /* ISO date */
    struct scorecard body; /* of a body's report: what its document points into */
    struct err *err;
};

/* Begins the document: title, of whom, campaign, rubric, day. */
void build_head(struct building *b, const char *title, const char *name);
struct cell build_figure(const struct building *b, num figure);
struct cell build_figures(const struct building *b, const struct figures *f);
/* A rating's title with its place; none for -1. */
struct cell build_rating(const struct building *b, int rating);
/* The final one (-1: none) with the computed one beside it. */
struct cell build_rating_of(const struct building *b, int final_rating, int computed);
/* A text of the rubric. */
struct cell build_text(const struct building *b, const struct text *text);
struct cell build_ask(const struct building *b, const struct question *q);

/* All sections; false where something can't be read. */
bool build_campaign(struct building *b);
/* The same of b->body. */
void build_body(struct building *b);

/* The proposals of b->body: "key,kind,severity,gain,services,deficiency,proposal,basis,owner,due,
 * state,reply,since"; services by their codes with | between, empty: of the body itself. */
void build_csv(const struct building *b, struct buf *out);

/* ---- bodies side by side ---- */
struct compared {
    const struct report_view *view;
    struct compare x;
    struct national all;     /* where the questions are wanted */
    struct compare_row *row; /* … in their order */
    int nrows;
};
/* All in b's arena; false as compare_read. */
bool compared_read(struct building *b, const struct report_view *view, struct compared *out);
void build_compared(struct building *b, const struct compared *x);
/* A row per figure, "figure" and a column per body and for all: "low", "high", "rating", …,
 * "questions.ID". */
void compared_csv(const struct building *b, const struct compared *x, struct buf *out);

/* ---- figures of all campaigns ---- */
struct followed {
    const struct report_view *view;
    struct trends body, shares, bodies; /* those that the view asks for */
};
/* All in b's arena; false as trends_body. */
bool followed_read(struct building *b, const struct report_view *view, struct followed *out);
/* The bodies by their change where the view wants it. */
void followed_sort(struct followed *x);
void build_followed(struct building *b, const struct followed *x);
/* Of a body as trends_json; else {"campaign": …, "bodies": …}, what is there of them. */
void followed_json(const struct building *b, const struct followed *x, struct buf *out);
/* "kind,id,name,figure" and a column per campaign: first the rubrics, then of each series "value",
 * "low", "high" and "change". */
void followed_csv(const struct building *b, const struct followed *x, struct buf *out);

/* ---- parts of the campaign's ---- */
void build_questions(struct building *b, const struct national *n);
void build_bodies(struct building *b, const struct national *n);
void build_coverage(struct building *b, const struct national *n);
bool build_years(struct building *b);

/* ---- of a body's ---- */
void build_proposals(struct building *b);

#endif

/* What fills documents: between campaign.c, body.c and their parts. */
#ifndef TUI_REPORT_BUILD_H
#define TUI_REPORT_BUILD_H

#include "model/national.h"
#include "model/report.h"
#include "tui/report/lib.h"
#include "tui/words.h"

/* A report in the making. */
struct building {
    struct campaign *c;
    int which;
    struct tongue t; /* of the campaign's rubric */
    struct doc *d;
    const char *as_of; /* ISO date */
    struct err *err;
};

/* Begins the document: title, of whom, campaign, rubric, day. */
void build_head(struct building *b, const char *title, const char *name);
struct cell build_figure(const struct building *b, num figure);
struct cell build_figures(const struct building *b, const struct figures *f);
/* A rating's title with its place; none for -1. */
struct cell build_rating(const struct building *b, int rating);
/* A text of the rubric. */
struct cell build_text(const struct building *b, const struct text *text);

/* All sections; false where something can't be read. */
bool build_campaign(struct building *b);
bool build_body(struct building *b, const char *body);

/* ---- parts of the campaign's ---- */
void build_tables(struct building *b, const struct report *r);
void build_questions(struct building *b, const struct national *n);
void build_bodies(struct building *b, const struct national *n);
void build_coverage(struct building *b, const struct national *n);
bool build_years(struct building *b);

#endif

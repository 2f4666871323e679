/* The campaign report on screen: one page of rows, part by part. Its parts:
 *
 * report         the table of functions; moving, and what Enter does
 * report_rows    the rows, made from what was read
 * report_place   where their columns stand
 * report_draw    how they are drawn
 * report_about   what is said of the chosen one
 * report_behind  the box with what a figure counts
 */
#ifndef TUI_SCREENS_REPORT_H
#define TUI_SCREENS_REPORT_H

#include "tui/report_words.h"
#include "tui/ui.h"
#include "tui/widgets/pane.h"

enum report_row_kind {
    REPORT_ROW_BLANK,
    REPORT_ROW_YEARS, /* a table's heading: its title and the campaigns */
    REPORT_ROW_HEAD,  /* another part's heading: its title; index: the kind of its rows */
    REPORT_ROW_NOTE,  /* a line of text */
    /* from here on rows that can be chosen */
    REPORT_ROW_FIGURE,   /* index: of the lines */
    REPORT_ROW_QUESTION, /* index: in its block */
    REPORT_ROW_ALL,      /* all questions, in Compare */
    REPORT_ROW_BODY,     /* index: of the bodies */
    REPORT_ROW_COVER     /* index: enum report_cover */
};

enum report_cover {
    COVER_BODIES,
    COVER_SERVICES,
    COVER_ANSWERED,
    COVER_OPEN,
    COVER_CANT_TELL,
    COVER_CONFLICT,
    COVER_NA,
    COVER_EVIDENCE,
    COVER_CHANGED,
    COVER_STATES /* + enum review: the bodies in that state */
};

struct report_row {
    enum report_row_kind kind;
    int index;
    bool own;                    /* of a question: of the bodies themselves */
    const char *text;            /* of notes, headings and coverage */
    const char *figures, *share; /* of coverage; share NULL: none */
};

enum { PLACE, RANGE, VERDICT, CHANGE, BY_RATING, REPORT_COLUMNS };
enum { BELOW, EARNED, NOT_APPLICABLE, CANT_TELL, QUESTION_COLUMNS };

/* What stands below the tables, of one campaign: read once it is chosen. */
struct report_year {
    bool tried, counted;
    const char *fault; /* why it is not counted; NULL */
    struct national national;
};

struct report_screen {
    struct arena *kept; /* of what was read */
    struct report report;
    struct report_year *years; /* parallel to its columns */
    struct national national;  /* of the chosen year */
    bool read, counted;        /* which of the two are there */
    unsigned changes;          /* of the campaign, when they were read */
    const char *fault;         /* why one is not; NULL */

    struct arena *arena;  /* of what recalc makes */
    struct tongue tongue; /* of the chosen year's rubric */
    struct report_line *line;
    int nlines;
    struct report_row *row;
    struct list list;
    struct rect rows;      /* where they stand */
    int rule, foot_y;      /* rule: -1 none */
    struct pane foot;      /* about the chosen row */
    int year, first, fit;  /* the chosen column; the first that is shown, and how many are */
    int title_w, column_w; /* of the tables */
    struct column question_columns[QUESTION_COLUMNS], body_columns[REPORT_COLUMNS];
    int question_w, body_w; /* of the names */
    bool begun;
};

bool report_row_chosen(const struct report_row *row);                   /* can it be? */
const struct report_row *report_chosen(const struct report_screen *s);  /* NULL: none */
const struct report_column *report_year(const struct report_screen *s); /* the chosen one; NULL */

/* ---- report_rows ---- */

void report_rows_make(struct report_screen *s, struct ui *ui);
/* How a coverage line counts a body: 0: it is not behind it. */
int report_cover_of(enum report_cover cover, const struct national_body *b);

/* ---- report_place ---- */

#define REPORT_TALL 30 /* rows from which more is said of the chosen one */

void report_place(struct report_screen *s, const struct ui *ui);
/* The headings of the parts' columns. */
const char *report_question_head(int column);
const char *report_body_head(int column);
/* "10 · 0 · 1 · 0": the services of a body at each rating, the best first. */
const char *report_by_rating(const struct report_screen *s, const struct national_body *b);

/* ---- report_about ---- */

const char *report_ask(const struct report_screen *s, const struct report_row *row);
/* "2018 · Good, %: 29.6 = 102 of 345": a line's figure of the chosen year. In the arena. */
const char *report_about(const struct report_screen *s, const struct report_line *l);
/* What is said of the chosen row. */
void report_foot(struct report_screen *s, const struct ui *ui);

/* ---- report_draw ---- */

void report_draw(const struct report_screen *s, struct ui *ui);

/* ---- report_behind ---- */

/* Why nothing but its totals is known of a published year, as a sentence in the arena. */
const char *report_published(struct arena *a, const struct report_column *col);

/* Why nothing can be listed for the chosen figure, as a sentence; NULL: it can. */
const char *report_behind_why_not(const struct report_screen *s, const struct ui *ui);

#endif

/* The answers that a question offers, as rows with numbers; for each type of question the way in
 * which it is answered. */
#ifndef TUI_WIDGETS_ANSWERS_H
#define TUI_WIDGETS_ANSWERS_H

#include "tui/layout.h"
#include "tui/lines.h"
#include "tui/words.h"

enum answering {
    BY_CHOOSING, /* one row of several */
    BY_TICKING,  /* any of several rows, or "None of these" */
    BY_SCALE,    /* one number of a row of numbers */
    BY_NUMBER,   /* a field that a digit opens */
    BY_TEXT,     /* a field that Enter opens */
    NOT_ASKED
};
enum answering answering_of(enum qtype_id type);

struct answer_row {
    const char *label, *points; /* points "": not scored */
    const char *value; /* what choosing it stores, in the answers CSV's form; "" takes back */
    bool chosen;
    struct span *lines; /* of the label, wrapped */
    int nlines, first;  /* first: its first line among all lines */
};

struct answers {
    enum answering by;
    struct answer_row *row; /* of choosing and ticking */
    int n;                  /* rows; of a scale its numbers; of a field 0 */
    int nlines;             /* of all rows together */
    int digits;             /* that each number has */
    int64_t min;            /* of a scale: the value of row 0 */
    int chosen;             /* the row that is chosen, the first of several; -1 none */
    const char *shown;      /* of a field: the stored value as a person reads it; NULL none */
    const char *typed;      /* of a field: the stored value as it is typed; "" none */
    const char *expects;    /* of a field: what it takes */
};

/* Reads the answers of a question as it stands, for labels of w columns. */
void answers_read(struct answers *a, const struct tongue *t, const struct question *q,
                  const struct qresult *result, const struct answer *given, int w);
/* The number of a row, with all its digits; of a scale its value. In the arena. */
const char *answer_number(const struct answers *a, int row, struct arena *arena);
/* The row with that number; -1: none. */
int answer_numbered(const struct answers *a, const char *number);
/* The value that choosing the row stores, in the arena. */
const char *answer_value(const struct answers *a, int row, struct arena *arena);
/* Columns before a label. */
int answers_indent(const struct answers *a);

/* Draws h lines of rows from line `top` on, `cur` being the one under the cursor; gives the
 * cursor's place. */
void answers_draw(const struct answers *a, struct rect r, int cur, int top, int *cursor_y,
                  int *cursor_x);
/* The number of a scale that stands at column `at` where it is drawn so; -1: none. */
int scale_at(const struct answers *a, int x, int w, int cur, int at);
/* Draws a scale in one line of w columns. */
void scale_draw(const struct answers *a, int y, int x, int w, int cur, int *cursor_x);

#endif

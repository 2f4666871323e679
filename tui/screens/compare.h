/* Bodies side by side, and questions × bodies. Its parts:
 *
 * compare         the table of functions; moving, and what Enter does
 * compare_rows    which bodies, and the rows
 * compare_draw    how they are drawn, and what is said of the chosen cell
 * compare_behind  the answers behind a cell
 * compared        the box in which the bodies are chosen
 */
#ifndef TUI_SCREENS_COMPARE_H
#define TUI_SCREENS_COMPARE_H

#include "tui/report/lib.h"
#include "tui/report_words.h"
#include "tui/ui.h"
#include "tui/widgets/pane.h"

#define COMPARE_MOST 8   /* bodies */
#define COMPARE_CHOSEN 6 /* of which so many where none is marked */

enum compare_kind {
    COMPARE_BLANK,
    COMPARE_HEAD, /* of a part: its title */
    /* from here on rows that can be chosen */
    COMPARE_RATING,
    COMPARE_PROPOSALS,
    COMPARE_CRITERION, /* index; own: of the bodies themselves */
    COMPARE_AT_RATING, /* index: services at this rating */
    COMPARE_UNRATED,   /* index: services that are unrated so */
    COMPARE_UNFINISHED,
    COMPARE_STOPPED,
    COMPARE_QUESTION /* index; own */
};

struct compare_line {
    enum compare_kind kind;
    int index;
    bool own;
    const char *title;
};

struct compare_screen {
    char from[CODE_ROOM]; /* the body that was chosen where one comes from; "": none */
    struct arena *kept;   /* of what was read */
    struct compare x;
    struct national all;
    bool read;
    unsigned changes; /* of the campaign, when they were read */
    char *fault;      /* why they are not; NULL */

    struct arena *arena; /* of what recalc makes */
    struct tongue tongue;
    enum compare_order order;
    int order_column; /* of COMPARE_COLUMN; x.n: all */
    struct compare_line *line;
    struct list list;
    int head_y, rule, foot_y; /* rule: above the foot; -1: none */
    struct rect rows;         /* where the lines stand */
    int name_w, cell_w, fit;  /* columns that are shown */
    bool wide;                /* cells have room for a figure beside the bar */
    int column, first;        /* the chosen one (x.n: all); the first shown */
    struct pane foot;
    bool begun;
    bool own_row, to_row; /* of to_row: the row that it was opened for */
    int question;
};

bool compare_line_chosen(const struct compare_line *line);                 /* can it be? */
const struct compare_line *compare_chosen(const struct compare_screen *s); /* NULL: none */
/* The chosen column: a body; -1: all. */
int compare_column(const struct compare_screen *s);
/* What that screen shows, as a file is made of it. In the arena. */
struct report_view compare_file(const struct screen *compare, struct arena *a);

/* ---- compare_rows ---- */

void compare_read_all(struct compare_screen *s, struct ui *ui);
void compare_lines_make(struct compare_screen *s);
/* The codes that are compared: those marked, else the one that one comes from and the largest; at
 * most COMPARE_MOST. In the arena; gives how many. */
int compare_codes(const struct compare_screen *s, struct ui *ui, const char ***codes,
                  struct arena *a);

/* ---- compare_draw ---- */

void compare_place(struct compare_screen *s, const struct ui *ui);
void compare_foot(struct compare_screen *s, const struct ui *ui);
void compare_draw(const struct compare_screen *s, struct ui *ui);

#endif

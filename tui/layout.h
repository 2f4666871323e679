/* Where things stand: arithmetic on rows and columns, without curses. */
#ifndef TUI_LAYOUT_H
#define TUI_LAYOUT_H

#include <stdbool.h>

/* Below this the screens only say that they need more room. */
#define LEAST_ROWS 12
#define LEAST_COLUMNS 40

struct rect {
    int y, x, h, w;
};

bool rect_has(struct rect r, int y, int x);

/* A list of which a window is shown; `cur` is the chosen row. Nothing of its content is in here. */
struct list {
    int n, top, cur;
};

enum list_step { STEP_UP, STEP_DOWN, STEP_PAGE_UP, STEP_PAGE_DOWN, STEP_FIRST, STEP_LAST };

/* Moves the chosen row; a page is `page` rows. */
void list_move(struct list *l, enum list_step step, int page);
/* Makes the chosen row one that there is, and the window of h rows contain it. */
void list_fit(struct list *l, int h);

/* Lists in which some rows only head or explain others: `can` tells whether row i of what the list
 * is of can be chosen. */
/* The nearest row that can be chosen, looking that way first. */
void list_settle(struct list *l, int direction, bool (*can)(const void *of, int i), const void *of);
/* What heads the chosen row right above it, and what stands below the last that can be chosen, come
 * into the window of h rows, where they fit beside it. */
void list_show_around(struct list *l, int h, bool (*can)(const void *of, int i), const void *of);

/* A click on row i (of the whole list): true where it was chosen already, else it is chosen now.
 * False too where there is no such row. */
bool list_click(struct list *l, int i);

/* A column of a table to the right of the names. */
struct column {
    int w;    /* its width, without the two columns before it */
    int give; /* where there is no room, the largest goes first; 0: never */
    int x;    /* where it stands; -1: not shown */
};

/* Places columns at the right of w columns from x0; a name takes the rest and is at least `least`
 * and at most `most` wide. Gives the name's width. */
int columns_fit(struct column *columns, int n, int x0, int w, int least, int most);

/* A list above and what belongs to its chosen row below, or beside where that is as good; h or w 0:
 * not shown. `rule` is the row of the line between (-1: none). */
struct list_layout {
    int head; /* the row of the columns' headings */
    struct rect list, pane;
    int rule, wall; /* wall: the column of a line between, -1 */
};
struct list_layout list_layout(struct rect area, int pane_rows, bool beside);

/* The questions screen: the question, what it does to the score, and the outline. */
struct question_layout {
    struct rect outline, question, live;
    int wall_1, wall_2; /* columns of the lines between; -1: none */
};
struct question_layout question_layout(struct rect area);

/* A box of that inner size in the middle of an area, as large as fits: where its frame stands. */
struct rect box_in(struct rect area, int h, int w);

#endif

/* The conflicts screen's own data: keys in conflicts.c, what it shows in conflicts_draw.c. */
#ifndef TUI_SCREENS_CONFLICTS_H
#define TUI_SCREENS_CONFLICTS_H

#include "tui/ui.h"
#include "tui/widgets/edit.h"
#include "tui/widgets/pane.h"

/* What one can do with a conflict; the sides come first, then those that there are of these. */
enum conflict_choice { CHOICE_TAKE, CHOICE_ANEW, CHOICE_LEAVE };

/* A pane of the text above the choices, at a row and column of it. */
struct conflict_part_shown {
    struct pane pane;
    int y, x;
};

struct conflicts {
    struct campaign *campaign;
    struct arena *listed; /* of the list */
    struct arena *arena;  /* of what recalc reads */
    struct tongue tongue; /* with that arena */
    struct conflict_at *at;
    int n, cur;
    bool stale;  /* the list has to be read anew */
    int settled; /* since it was opened */
    char *fault; /* why it could not be read; NULL */

    bool read;         /* x is there */
    struct conflict x; /* the one on show */
    struct list choices;
    char digit;       /* the first of a number with two; 0: none */
    int taken;        /* the side that is being taken */
    int64_t taken_at; /* when one was asked for last, on a clock that only goes on; 0: never */

    bool remarking; /* a remark is typed */
    bool unkept;    /* … and not kept as a draft yet */
    struct edit edit;

    struct conflict_part_shown shown[CONFLICT_HEADS + 2]; /* head, sides, tail */
    int nshown, rows;                                     /* rows of text in all */
    int wall_y, wall_h, walls, wall_x[CONFLICT_HEADS];    /* between sides */
    int top, text_h;                                      /* the window on it */
    int choices_y;                                        /* on the screen */
};

/* What row i of the choices does; of CHOICE_TAKE the row is the side. */
enum conflict_choice conflicts_choice(const struct conflicts *k, int i);
/* How many there are. */
int conflicts_choices(const struct conflicts *k);
/* The number that stands before a row, of two digits from ten rows on; in the tongue's arena. */
const char *conflicts_number(const struct conflicts *k, int i);

/* ---- conflicts_draw ---- */

/* Prepares what is shown of x, and where. */
void conflicts_lay(struct conflicts *k, const struct ui *ui);
void conflicts_draw(const struct screen *s, struct ui *ui);

#endif

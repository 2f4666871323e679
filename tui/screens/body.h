/* The body screen's own data: the list in body.c, what stands below it in body_pane.c, marks in
 * body_marks.c. */
#ifndef TUI_SCREENS_BODY_H
#define TUI_SCREENS_BODY_H

#include "tui/screens/views.h"

enum { ANSWERED, SCORE, RATING, PROPOSALS, COLUMNS };

struct body {
    char code[CODE_ROOM];
    struct arena *arena;  /* of what recalc reads */
    int own;              /* rows before the services: 1 where the rubric asks the body itself */
    struct list list;     /* all rows */
    struct list services; /* the window of services that the filter leaves */
    int all;              /* services without it */
    struct kept_row kept;
    struct list_layout layout;
    struct column columns[COLUMNS];
    int name_w, services_y;
    struct row *rows; /* of the window */
    int nrows;
    struct row row; /* the body's */
    struct body_summary summary;
    bool there;             /* row and summary could be read */
    int name_rows;          /* kept for whole names below the list */
    struct marked marked;   /* services */
    bool as_before;         /* the screen for many begins with the answers of the campaign before */
    const char *state_line; /* where the body is on its way; NULL: nothing to say */
    enum role state_role;
    char *name; /* that of the chosen row as of the cursor's last rest; NULL: its row shows it */
};

bool body_is_own(const struct body *b);
/* The chosen row; NULL where there is none. */
const struct row *body_chosen(const struct body *b);

/* Lines that the pane takes: the body's gauge, and its criteria. */
int body_pane_rows(const struct rubric *r, struct rect area);
/* Lines that the longest name in the window takes: room for it is kept, so that nothing jumps. */
int body_name_rows(const struct body *b);
/* Reads where the body is on its way, as the pane's first line; a small screen leaves it to the top
 * line. */
void body_state_read(struct body *b, const struct ui *ui);
/* Takes the chosen row's whole name. */
void body_name_read(struct body *b);
/* ---- body_marks ---- */

/* Space, M, A. */
struct effect body_mark(struct body *b, struct ui *ui);
struct effect body_mark_range(struct body *b, struct ui *ui);
struct effect body_mark_all(struct body *b, struct ui *ui);
/* Why it can't be opened as things stand; NULL: it can. */
const char *body_many_why_not(const struct body *b, const struct ui *ui, bool as_before);
/* Opens the screen for many on what is marked, else on the chosen row. */
struct effect body_many(struct body *b, struct ui *ui, bool as_before);
/* The codes that it is for, in the registry's order, in the arena; gives how many. */
int body_targets(const struct body *b, struct ui *ui, struct arena *a, const char ***codes);

/* ---- body_pane ---- */

void body_pane_draw(const struct body *b, const struct ui *ui);

#endif

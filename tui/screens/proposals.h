/* The proposals of a body: listed, moved, gone to; what is changed of one opens a box (proposal.h).
 * Its parts:
 *
 * proposals      the table of functions; what runs, and what each action does
 * proposals_told what is read, also by the other screens about proposals
 * proposals_rows the two lists: the campaign's own, and those of the one before
 * proposals_show all of the chosen one
 * proposals_go   from other screens to it, and from a proposal to the answers that raise it */
#ifndef TUI_SCREENS_PROPOSALS_H
#define TUI_SCREENS_PROPOSALS_H

#include "tui/screens/proposals_told.h"
#include "tui/widgets/reader.h"

enum { P_GAIN, P_SERVICES, P_OWNER, P_DUE, P_STATE, P_AGAIN, P_COLUMNS };

/* A window on one of the lists; its rows begin at y. Where not all are in it, the line below says
 * how many are above and below. */
struct proposals_part {
    struct list list;
    int y, h;
    bool more;
};

struct proposals_screen {
    char body[CODE_ROOM], from[CODE_ROOM]; /* from: the one it was opened for */
    struct arena *arena;                   /* of how it is laid out */
    struct proposals_told told;
    struct row row;                 /* the body's */
    char chosen[PROPOSAL_KEY_ROOM]; /* the key of the chosen one, to stay on it; "": the first */
    int cur;                        /* among the campaign's own and, behind them, those before */

    struct list_layout layout;
    struct column columns[P_COLUMNS];
    int name_w;
    struct proposals_part now, before;
    int head_y;          /* the row of "Of 2018"; -1: not shown */
    struct arena *shown; /* of the pane, which a running cursor leaves as it is */
    struct pane pane;
    bool reading;
    struct reader reader;
};

/* ---- proposals_rows ---- */

/* Reads the body's; the cursor stays on its proposal. */
void proposals_take(struct proposals_screen *p, const struct ui *ui);
void proposals_lay(struct proposals_screen *p, const struct ui *ui);
void proposals_rows_draw(const struct proposals_screen *p, struct ui *ui);
/* The chosen one; NULL: there is none. Is it of the campaign before? */
const struct proposal_item *proposals_chosen(const struct proposals_screen *p);
bool proposals_is_earlier(const struct proposals_screen *p);
/* Puts the cursor on row i. */
void proposals_choose(struct proposals_screen *p, int i);
/* The row of the lists at a place of the screen; -1: none. */
int proposals_row_at(const struct proposals_screen *p, int y, int x);

/* ---- proposals_show ---- */

/* All of one, in the arena of the pane; `full`: nothing is cut. */
void proposals_about(const struct proposals_screen *p, const struct ui *ui,
                     const struct proposal_item *item, struct pane *pane, bool full);
/* What is below the list, or beside it. */
void proposals_pane_read(struct proposals_screen *p, const struct ui *ui);

/* ---- proposals_go ---- */

/* Is it an action of a screen with a chosen body: its proposals, its opinion, an own finding? */
bool proposals_has(enum action action);
/* Why it can't run for the body (NULL, "": none is chosen) as things stand; NULL: it can. */
const char *proposals_why_not(const struct ui *ui, const char *body, enum action action);
/* Opens what it opens: `question` >= 0 is that of the service (or body) whose proposal is chosen,
 * PROPOSAL_ROW(i) chooses the i-th of both lists; a finding is about the service. */
#define PROPOSAL_ROW(i) (-2 - (i))
struct effect proposals_act(enum action action, const char *body, const char *service,
                            int question);
/* Goes to the answers that raise the chosen one; where several services have it, to a list of them.
 */
struct effect proposals_go(const struct proposals_screen *p, struct ui *ui);
/* Why not; NULL: it can. */
const char *proposals_go_why_not(const struct proposals_screen *p, const struct ui *ui);

#endif

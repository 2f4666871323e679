/* The remarks of a place: listed, written, answered, settled. Its parts:
 *
 * remarks       the table of functions; what runs, and what each action does
 * remarks_write writing a remark or an answer, its draft
 * remarks_show  what it shows, prepared and drawn
 * remarks_next  going from one place with remarks to the next
 */
#ifndef TUI_SCREENS_REMARKS_H
#define TUI_SCREENS_REMARKS_H

#include "tui/ui.h"
#include "tui/widgets/edit.h"
#include "tui/widgets/reader.h"

enum remarks_mode { REMARKS_LISTED, REMARKS_WRITING, REMARKS_READING };

struct remarks {
    struct arena *arena; /* of what recalc reads */
    struct place from;   /* SCREEN_BODIES: a body with its services; SCREEN_BODY: the body itself or
                          * a service; SCREEN_QUESTIONS: a question, or as SCREEN_BODY */
    const char *question; /* its id, the rubric's; NULL: not one question alone */
    enum remarks_mode mode;

    struct remark *remark; /* the newest last */
    int n;
    struct list list;
    bool begun;      /* the cursor was put where one looks first */
    char chosen[33]; /* the item of the chosen one, to stay on it; "": the last */

    struct rect box;
    int rows;          /* of the list in the box; the rest is about the chosen one */
    struct pane about; /* all of it; the box may show its beginning */
    struct reader reader;

    struct edit edit; /* of what is written */
    char to[33];      /* the item of the remark that is answered; "": a new one */
    bool unkept;      /* typed since the draft was kept */
    char *fault;      /* what is wrong with what was typed; NULL nothing */
};

const struct remark *remarks_chosen(const struct remarks *m); /* NULL: none */

/* ---- remarks_write ---- */

/* Begins a new remark, or an answer to one. */
struct effect remarks_begin(struct remarks *m, const struct ui *ui, const struct remark *to);
struct effect remarks_typing(struct remarks *m, struct ui *ui, struct command c);
void remarks_keep_draft(struct remarks *m, const struct ui *ui);
/* What was written is stored. */
void remarks_stored(struct remarks *m, const struct ui *ui);
int remarks_edit_width(const struct remarks *m);

/* ---- remarks_show ---- */

void remarks_show(struct remarks *m, struct ui *ui);
void remarks_draw(const struct screen *s, struct ui *ui);
struct rect remarks_rows(const struct remarks *m);

/* ---- remarks_next ---- */

/* Is a row of a list one that the bottom line offers remarks for: where one waits, or where the
 * body waits for its reviewer? Elsewhere the key works all the same. */
bool remarks_offered(const struct row *row);

/* To the next (1) or previous (-1) place where a remark waits; a message where there is none. */
struct effect remarks_walk(struct ui *ui, const struct place *here, int direction);

#endif

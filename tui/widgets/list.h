/* What lists of bodies, services and questions have in common. */
#ifndef TUI_WIDGETS_LIST_H
#define TUI_WIDGETS_LIST_H

#include "tui/ui.h"

/* Moves the chosen row where the action is one that moves. False: it is none. */
bool list_command(struct list *l, enum action action, int page);

/* Draws the line between a list and its pane: a wall where they stand side by side, else a rule. */
void list_parted(const struct list_layout *l, struct rect area);

/* Columns that the marks before a name take. */
#define MARKS_W 4
/* Draws the cursor, the two marks and the name of a row; the chosen one is in reverse. */
void list_row_draw(int y, int x, bool chosen, enum mark progress, enum mark attention, int name_w,
                   const char *name);
/* The width of a column for its heading in the user's language: at least `least`, within reason. */
int head_width(const char *heading, int least);
/* The width of a column of ranges ("53.8–80.8"). */
int range_width(const struct rubric *r);
/* The width of a column of ratings of a block's subjects in a list of w columns: its longest title,
 * within reason. */
int rating_width(const struct tongue *t, const struct block *b, int w);
/* The cell of a row's figures: its score, or the range it can still reach. */
const char *row_range(const struct tongue *t, const struct row *row);
/* Is there an answer yet? */
bool row_begun(const struct row *row);

#endif

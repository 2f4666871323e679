/* The bodies screen's own data: the list in bodies.c, the chosen body's summary in
 * bodies_summary.c. */
#ifndef TUI_SCREENS_BODIES_H
#define TUI_SCREENS_BODIES_H

#include "tui/screens/views.h"
#include "tui/widgets/pane.h"

enum { SERVICES, PROGRESS, SCORE, RATING, STATE, COLUMNS };

struct bodies {
    struct arena *arena; /* of what recalc reads */
    struct list list;    /* of the rows that the filter leaves */
    int all;             /* rows without it */
    struct kept_row kept;
    struct list_layout layout;
    struct column columns[COLUMNS];
    int name_w;
    struct row *rows; /* of the window: nrows from list.top */
    int nrows;
    struct pane pane;     /* the chosen body's summary, as of the cursor's last rest */
    struct arena *summed; /* of it */
};

/* The chosen row; NULL where there is none. */
const struct row *bodies_chosen(const struct bodies *b);
/* Prepares the chosen body's summary. */
void bodies_summary_read(struct bodies *b, struct ui *ui);

#endif

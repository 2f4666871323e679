/* The why screen's own data: rows and keys in why.c, what stands below them and drawing in
 * why_draw.c. */
#ifndef TUI_SCREENS_WHY_H
#define TUI_SCREENS_WHY_H

#include "tui/ui.h"
#include "tui/why_text.h"
#include "tui/widgets/pane.h"
#include "tui/widgets/reader.h"

enum { WHY_COLUMNS_MOST = 4 };

struct why_screen {
    char body[CODE_ROOM], service[CODE_ROOM];
    struct arena *arena;  /* of what is read */
    struct arena *laid;   /* of the pane, as of the cursor's last rest, and the reader */
    struct why_text text; /* its tongue has `arena` */
    bool *folded;         /* one per row of the paper */
    int nfolded;
    int *shown, nshown; /* rows on show, in their order */
    struct list list;   /* among these */
    bool reading;       /* all sums of the chosen row in a box */

    struct list_layout layout;
    int weight_w, part_w;
    struct column columns[WHY_COLUMNS_MOST]; /* figures, then what else there is to say */
    int nfigures;                            /* 1: there is a score; else so far, low, high */
    struct pane pane;
    struct reader reader;
};

/* The chosen row of the paper. */
int why_chosen(const struct why_screen *w);
/* Places everything, and prepares what stands below the rows. */
void why_lay(struct why_screen *w, const struct ui *ui);
void why_draw(const struct screen *s, struct ui *ui);

#endif

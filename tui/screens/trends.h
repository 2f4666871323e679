/* The trends screen's own data: commands in trends.c, what it shows in trends_draw.c. */
#ifndef TUI_SCREENS_TRENDS_H
#define TUI_SCREENS_TRENDS_H

#include "model/trends.h"
#include "tui/report/lib.h"
#include "tui/ui.h"
#include "tui/widgets/reader.h"

enum trends_view { TRENDS_BODY, TRENDS_BODIES, TRENDS_CAMPAIGN, TRENDS_VIEWS };

/* A line below the list: a campaign, or the break before it. */
struct trend_line {
    int column;
    bool gap; /* the break before it */
};

struct trends_screen {
    enum trends_view view;
    char body[CODE_ROOM]; /* "": there is none */
    bool sorted;          /* all bodies: the largest fall first */
    bool moved;           /* only the cursor has: what was read is still good */
    bool comes;           /* from the body: of all of them it is to be chosen */
    struct arena *kept;   /* of the figures */
    struct trends trends; /* none where they can't be read: fault */
    const char *fault;
    struct arena *arena; /* of what recalc prepares */
    struct list list;
    struct list_layout layout;
    int first;              /* the first column in sight */
    struct column *columns; /* the blocks, the years from `first` on, the change */
    int ncolumns, name_w;
    struct trend_line *line; /* below the list */
    int nlines, label_w;
    bool reading; /* the chosen row's figures in a box */
    struct reader reader;
};

/* The chosen row; NULL: none. */
const struct series *trends_chosen(const struct trends_screen *x);
const char *trends_title(const struct trends_screen *x, const struct ui *ui);

/* What that screen shows, as a file is made of it. In the arena. */
struct report_view trends_file(const struct screen *trends, struct arena *a);

/* ---- trends_draw ---- */

void trends_lay(struct trends_screen *x, struct ui *ui);
void trends_show(const struct trends_screen *x, struct ui *ui);

#endif

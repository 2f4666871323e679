/* The progress screen's own data: commands in pace.c, what it shows in pace_draw.c. */
#ifndef TUI_SCREENS_PACE_H
#define TUI_SCREENS_PACE_H

#include "model/pace.h"
#include "tui/ui.h"
#include "tui/widgets/pane.h"
#include "tui/widgets/prompt.h"

enum pace_column {
    PACE_BODIES,
    PACE_BAR,
    PACE_LEFT,
    PACE_RATE,
    PACE_NEEDED,
    PACE_VERDICT,
    PACE_FINISH,
    PACE_COLUMNS
};

struct pace_screen {
    bool moved;         /* only the cursor has: what was read is still good */
    struct arena *kept; /* of the figures */
    struct pace pace;
    const char *fault;   /* why they could not be read; NULL */
    struct list persons; /* a row each; the last is all together */
    char *who;           /* whose bodies are shown: a name, "" nobody's; NULL: inspectors are */
    struct list bodies;
    const char *typing; /* the setting that is typed: "end", "off"; NULL: none is */
    struct prompt prompt;
    const char *typed; /* what the job stores */

    struct arena *arena; /* of what recalc prepares */
    struct list_layout layout;
    struct column columns[PACE_COLUMNS];
    int name_w;
    struct pane pane;
};

/* The person of the chosen row, or whose bodies are shown; NULL: there is none. */
const struct pace_person *pace_chosen(const struct pace_screen *x);
/* The chosen body; NULL: none is. */
const struct pace_body *pace_body(const struct pace_screen *x);
/* The list that the cursor is in. */
struct list *pace_list(struct pace_screen *x);
/* Why who works here can't set the end and the days off; NULL: can. */
const char *pace_locked(const struct ui *ui);

/* ---- pace_draw ---- */

void pace_lay(struct pace_screen *x, struct ui *ui);
void pace_show(const struct pace_screen *x, struct ui *ui);

#endif

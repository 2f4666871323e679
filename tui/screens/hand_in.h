/* The hand-in screen's own data: commands in hand_in.c, drawing in hand_in_draw.c; and the words
 * that it shares with the list of what a body lacks. */
#ifndef TUI_SCREENS_HAND_IN_H
#define TUI_SCREENS_HAND_IN_H

#include "tui/screens/pick_path.h"
#include "tui/ui.h"
#include "tui/widgets/list.h"
#include "tui/widgets/pane.h"
#include "tui/widgets/prompt.h"

enum hand_step { HAND_LIST, HAND_REASON, HAND_FILE };
enum hand_column {
    HAND_STATE,
    HAND_OPEN,
    HAND_EVIDENCE,
    HAND_CANT_TELL,
    HAND_REMARKS,
    HAND_COLUMNS
};

/* What is known of a body's row. */
struct hand_row {
    bool counted, ticked;
    int counts[HANDIN_KINDS];
};

struct hand_in {
    enum hand_step step;
    struct arena *kept; /* of the bodies */
    struct handin_body *body;
    struct hand_row *row; /* parallel */
    int n;
    bool stale;
    char *fault; /* why they could not be read; NULL */

    const char **ticked; /* what the job marks; of `kept` */
    int nticked;
    struct prompt reason;
    bool marked; /* the job that ran last marked bodies */

    struct path_picker paths; /* of HAND_FILE */
    bool alone;               /* it is written without marking any body */
    bool no_evidence;
    int64_t size; /* of all evidence; bytes */

    struct arena *arena; /* of what recalc reads */
    struct list list;
    struct list_layout layout;
    struct column columns[HAND_COLUMNS];
    int name_w;
    struct pane pane;
};

int hand_ticked(const struct hand_in *h);
const char *lack_word(enum handin_kind kind);
/* "open 5 · can't tell 2"; what is said where there is nothing. In the arena. */
const char *lack_counts(struct arena *a, const int counts[HANDIN_KINDS]);

/* ---- hand_in_draw ---- */

void hand_read(struct hand_in *h, struct ui *ui);
void hand_draw(const struct hand_in *h, struct ui *ui);

#endif

/* The take-in screen's own data: commands in take_in.c, what it shows in take_in_draw.c. */
#ifndef TUI_SCREENS_TAKE_IN_H
#define TUI_SCREENS_TAKE_IN_H

#include "tui/merge_words.h"
#include "tui/screens/pick_path.h"
#include "tui/ui.h"

enum take_step { TAKE_FILES, TAKE_SHOW, TAKE_DONE };

struct take_in {
    enum take_step step;
    struct path_picker paths; /* of TAKE_FILES */
    struct arena *own;        /* of the paths that were chosen, as long as the screen */
    const char **path;
    bool *out; /* parallel: left out by the user */
    int n;
    struct arena *told; /* of the report */
    struct merge_report report;
    int *which;      /* parallel to the report's sources: the path of each */
    bool has_report; /* else all files are left out */
    struct list list;
    struct rect rows;
    struct merge_line *line; /* in `shown` */
    struct arena *shown;     /* of what recalc makes */
    int turn;                /* the path whose leaving out is being tried; -1: none */
};

/* ---- take_in_draw ---- */

void take_read(struct take_in *t, struct ui *ui);
void take_show(const struct take_in *t, struct ui *ui);

#endif

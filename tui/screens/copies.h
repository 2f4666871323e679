/* The copies of the file: the list (copies.c), what differs, asking before one is put back, and
 * where one is written to (copies_show.c). */
#ifndef TUI_SCREENS_COPIES_H
#define TUI_SCREENS_COPIES_H

#include "tui/ui.h"
#include "tui/widgets/prompt.h"
#include "tui/widgets/reader.h"

enum copies_step { COPIES_LIST, COPIES_DIFFER, COPIES_ASK, COPIES_OUT };

struct copies {
    enum copies_step step;
    struct arena *arena; /* of what is read when it opens */
    struct arena *shown; /* of what differs */
    struct arena *lines; /* of the text on show */
    struct copy *copy;
    int n;
    struct list list;
    struct rect box;
    struct copy_difference differ; /* of the chosen copy, once asked for */
    char *fault;                   /* why that can't be told; NULL */
    struct reader reader;
    struct prompt to; /* the path that it is written to */
};

/* The chosen copy; NULL: there is none. */
const struct copy *copies_chosen(const struct copies *k);

/* ---- copies_show ---- */

/* Reads what differs, and shows it (`ask`: with the question whether to put it back). */
struct effect copies_show(struct copies *k, struct ui *ui, bool ask);
/* Asks where to write it. */
struct effect copies_out(struct copies *k, struct ui *ui);
struct effect copies_show_act(struct copies *k, struct ui *ui, struct command c);
void copies_show_read(struct copies *k, const struct ui *ui);
void copies_show_draw(const struct copies *k, struct ui *ui);

#endif

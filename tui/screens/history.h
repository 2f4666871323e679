/* The history screen's own data: the list in history.c, its words in history_words.c. */
#ifndef TUI_SCREENS_HISTORY_H
#define TUI_SCREENS_HISTORY_H

#include "tui/ui.h"
#include "tui/widgets/pane.h"

struct history {
    char body[CODE_ROOM], service[CODE_ROOM];
    bool all;     /* the body with all its services; else `service`, "" the body's own questions */
    int question; /* -1: all */
    struct arena *arena;  /* of what recalc reads */
    struct tongue tongue; /* with that arena */
    struct arena *told;   /* of the entries */
    struct history_entry *entry;
    int n;
    bool more; /* there are older ones */
    bool stale;
    char *fault; /* why they could not be read; NULL */

    struct list list; /* the entries, and a last row where there are older ones */
    struct list_layout layout;
    int when_w, where_x, where_w, change_x, change_w, who_x, who_w, how_x,
        how_w;                   /* w 0: not shown */
    const char *title, *subject; /* of the body and of the service, for the breadcrumb */
    struct pane pane;            /* the chosen entry, as of the cursor's last rest */
    struct arena *detailed;      /* of it */
};

/* The chosen entry; NULL where there is none. */
const struct history_entry *history_chosen(const struct history *h);
/* The question that an entry is about; NULL: none, or none that the rubric still has. */
const struct question *history_question(const struct history *h, const struct history_entry *e);

/* Is it about a file of the answer, not the answer itself? */
bool history_is_file(const struct history_entry *e);

/* ---- history_words ---- */

/* What it is about, shorter: the service (where there are several) and the question. */
const char *history_where(const struct history *h, const struct ui *ui,
                          const struct history_entry *e);
/* "None → Half", what became of the answer. */
const char *history_change(const struct history *h, const struct history_entry *e);
/* How it came about: "by key", "imported". */
const char *history_via(const struct history_entry *e);
/* Prepares all that is known of the chosen entry. */
void history_details(struct history *h, struct ui *ui, int w);

#endif

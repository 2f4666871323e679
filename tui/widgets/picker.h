/* A list to choose from, in a box over the screen, with a line that narrows it: palette, find,
 * jumps, filters, files. Its owner prepares the items at each recalc from what was typed. */
#ifndef TUI_WIDGETS_PICKER_H
#define TUI_WIDGETS_PICKER_H

#include "tui/ui.h"
#include "tui/widgets/edit.h"

struct picker_item {
    const char *left;  /* what it is; cut at its end where it is too long */
    const char *right; /* its key, its score; NULL none */
    enum mark mark;    /* before it; MARK_NONE none */
    bool dim;          /* it can't be taken as things stand */
};

struct picker {
    struct edit edit; /* what was typed */
    bool silent;      /* nothing can be typed: a short list */
    struct list list; /* cur is the chosen item */
    const char *title;
    char *foot; /* about the chosen item, in the line below the list; NULL none */
    const struct picker_item *item;
    int nitems;
    struct rect box, rows; /* where the box and its items stand */
};

void picker_free(struct picker *p);
const char *picker_typed(const struct picker *p); /* never NULL */
/* Types or moves. False: the command is for the owner. What is typed puts the first item on
 * choice. */
bool picker_command(struct picker *p, struct command c);
/* Takes the items, which live until the next call, and places the box for them in the area, of the
 * same height for any number up to `most` so that it stands still while one types. The foot is
 * copied; while the cursor runs (ui->moving) one that is about an item is better left as it is:
 * p->foot. */
void picker_read(struct picker *p, struct rect area, const char *title,
                 const struct picker_item *item, int nitems, int most, const char *foot);
/* A click: chooses the item there; on the chosen one it gives ACT_PICK, outside the box
 * ACT_CLOSE_PICKER. */
struct command picker_click(struct picker *p, int y, int x);
void picker_draw(const struct picker *p, struct ui *ui);

/* Of a long list what has the words that are typed: made anew at each recalc, for picker_read. */
struct narrowed {
    struct picker_item *item;
    int *of; /* parallel: where each stands in the long list */
    int n;
};
/* Nothing yet, with room for a list of `most`. All in the arena. */
void narrowed_begin(struct narrowed *w, int most, struct arena *a);
/* Takes the item of place i of the list where `words` have what was typed. */
void narrowed_add(struct narrowed *w, const struct picker *p, int i, const char *words,
                  struct picker_item item);
/* The place in the list of what is chosen; -1: nothing is left to choose from. */
int narrowed_chosen(const struct narrowed *w, const struct picker *p);

#endif

/* A box with what is behind a figure of the report or of Compare: bodies, services, answers by
 * name. The screen below fills it. */
#ifndef TUI_SCREENS_BEHIND_H
#define TUI_SCREENS_BEHIND_H

#include "tui/ui.h"

struct behind_item {
    const char *body, *service; /* where Enter goes; service "": the body */
    int question;               /* … and to this question of it; -1: none */
    const char *left, *right;   /* what stands in its row */
    const char *about;          /* the line below the list */
    const char *named;          /* what is looked for in */
};

/* What the box holds; everything in the arena. */
struct behind_list {
    struct arena *arena;
    const char *title;
    int which; /* the campaign */
    struct behind_item *item;
    int n;
};
/* A new one at its end, with its names: "CODE › name". */
struct behind_item *behind_add(struct behind_list *l, const char *body, const char *service,
                               const char *body_name, const char *name);

/* They fill it from the chosen figure of their screen. False and a sentence where the file can't be
 * read, or it was broken off. */
bool report_behind(const struct screen *report, struct ui *ui, struct behind_list *l,
                   struct err *err);
bool compare_behind(const struct screen *compare, struct ui *ui, struct behind_list *l,
                    struct err *err);

#endif

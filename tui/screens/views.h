/* How the lists of bodies and services are filtered and sorted: the words for it, what is kept of
 * it in the state folder, and what the two list screens have in common. */
#ifndef TUI_SCREENS_VIEWS_H
#define TUI_SCREENS_VIEWS_H

#include "tui/ui.h"

/* The view of a list: of bodies, or of services. */
struct view *view_of(struct ui *ui, bool bodies);
/* Reads both as they were left, and keeps one. A filter of services is not kept: it ends with the
 * body that it was made for. */
void views_recall(struct ui *ui);
void view_keep(const struct ui *ui, bool bodies);

/* "mine", "by name": in the tongue's arena; "" for all, and for the registry's order. */
const char *filter_word(const struct tongue *t, const struct view *v);
const char *order_word(enum order order);
/* What the top line says: "all 29", "12 of 29 · mine · by name". `plain` "": nothing where the list
 * is as it is. */
const char *view_note(const struct ui *ui, const struct view *v, int n, int of, const char *plain);
/* The head of the names: "Body", or where the top line has no room for the above "Body (mine)". */
const char *view_head(const struct ui *ui, const struct view *v, const char *head);
/* What stands in a list of which the filter leaves nothing. */
const char *view_empty(const struct ui *ui, const struct view *v);
/* The chosen row, which stays chosen when rows come, go and change places. */
struct kept_row {
    int pos; /* its place in the registry's order */
    int at;  /* its place in the list as it was read; -1: it was moved on purpose since */
};
/* The place that `cur` has now: where the cursor was not moved, that of the row it stood on, or of
 * the one after it. */
int view_follow(const struct ui *ui, const struct view *v, const char *body,
                const struct kept_row *kept, int cur);
/* Does a filter hide rows? */
bool view_hides(const struct view *v);

#endif

/* Rows of the registry changed from the lists (row_deeds.c): boxes to type in (row_edit.c), and
 * what needs none. */
#ifndef TUI_SCREENS_ROW_EDIT_H
#define TUI_SCREENS_ROW_EDIT_H

#include "tui/ui.h"

/* Is it one of these actions? */
bool row_action(enum action action);
/* Why it can't be done to the chosen row (body "": there is none; service "": the body itself),
 * as a sentence; NULL where it can. */
const char *row_why_not(const struct ui *ui, enum action action, const char *body,
                        const char *service);
/* What the action comes to. */
struct effect row_act(struct ui *ui, enum action action, const char *body, const char *service);

#endif

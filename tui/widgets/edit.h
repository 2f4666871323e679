/* A text under the cursor, of one line or of many: what fields, reasons and notes are typed in. */
#ifndef TUI_WIDGETS_EDIT_H
#define TUI_WIDGETS_EDIT_H

#include "tui/keymap.h"
#include "tui/layout.h"
#include "tui/theme.h"

#define EDIT_MOST 16384 /* bytes of one text */

struct edit {
    struct buf text; /* valid UTF-8, without control characters but newlines */
    size_t at;       /* the byte before which the cursor stands; a grapheme begins there */
};

/* Sets the text (NULL: none), with the cursor at its end. What can't be typed is left out. */
void edit_set(struct edit *e, const char *text);
void edit_free(struct edit *e);
const char *edit_text(const struct edit *e);
/* Carries out a command that edits or moves; of one line (w 0) or of lines wrapped to w columns.
 * False: it is none of these, or there was nothing to do. */
bool edit_command(struct edit *e, struct command c, int w);
/* What was typed without blanks and newlines around it, in the arena. */
const char *typed_trimmed(struct arena *a, const char *s);

/* Draws one line of w columns, scrolled so that the cursor is in it; gives the cursor's column. */
int edit_draw_line(const struct edit *e, int y, int x, int w, attr_t attr);
/* Draws many lines in a rectangle, and where the cursor is. */
void edit_draw_lines(const struct edit *e, struct rect r, int *cursor_y, int *cursor_x);

#endif

/* Drawing on the screen: the only file that gives text to curses. Whatever is put is made showable
 * (forms/text.h) here, so that no name or answer acts on the terminal, and every grapheme stands at
 * a column that was counted by forms/text.h, whatever the C library thinks of its width. */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include "tui/layout.h"
#include "tui/theme.h"

/* Puts s at a place, at most `cells` columns of it; gives the columns it took. */
int put(int y, int x, int cells, attr_t attr, const char *s);
/* The same, with its end at column x + cells. */
int put_right(int y, int x, int cells, attr_t attr, const char *s);
/* The mark of the chosen row, or a blank in its place. */
void put_cursor(int y, int x, bool here);
/* Lines, and an empty area. */
void put_rule(int y, int x, int w);
void put_wall(int x, int y, int h);
void put_blank(struct rect r);
/* An empty box with a title in its frame; gives what is inside, a blank column on each side left.
 */
struct rect put_box(struct rect r, const char *title);

#endif

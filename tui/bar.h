/* How far something is, as text: a bar and a count. No curses: commands and screens share it. */
#ifndef TUI_BAR_H
#define TUI_BAR_H

#include <stdbool.h>
#include <stdint.h>
#include "forms/mem.h"

/* "12,400 of 100,000", in the user's language; the number alone, or nothing (0 of 0), where it is
 * not known how much there is. */
void bar_count(struct buf *b, int64_t done, int64_t of);
/* A bar of w columns; nothing where it is not known how much there is. */
void bar_cells(struct buf *b, int64_t done, int64_t of, int w, bool utf8);
/* "Taking in answers  ████░░░░  12,400 of 100,000" in w columns: the bar (of at most bar_w) gives
 * way first, then the end of the words. Without utf8 in ASCII alone. */
void bar_line(struct buf *b, const char *what, int64_t done, int64_t of, int w, int bar_w,
              bool utf8);

#endif

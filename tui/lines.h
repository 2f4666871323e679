/* Texts fitted to a width: wrapped, cut, parted. Pure; widths are forms/text.h's. */
#ifndef TUI_LINES_H
#define TUI_LINES_H

#include <stddef.h>
#include "forms/mem.h"

/* A line of a wrapped text: bytes [start, end) of it; the next begins at `next` (blanks and the
 * newline at the break stand between). */
struct span {
    size_t start, end, next;
};

/* Wraps at blanks and newlines, where Unicode lets a line break; a word wider than the width is cut
 * between graphemes. At least one line, also of an empty text; a newline at the end begins one
 * more. Gives the number of lines; the array lives in the arena. */
int wrap(struct arena *a, const char *s, int width, struct span **lines);
/* The text of a line, in the arena. */
const char *span_text(struct arena *a, const char *s, struct span line);

/* s where it fits, else cut to `cells` columns with … at its end, or in its middle. In the arena.
 */
const char *cut_end(struct arena *a, const char *s, int cells);
const char *cut_middle(struct arena *a, const char *s, int cells);

/* Where one is: n parts with " › " between, at most `cells` wide. The middle parts are cut first
 * (each in its middle), then the last, then the first; where even that does not do, parts go from
 * the front. In the arena. */
const char *crumbs_line(struct arena *a, const char *const *parts, int n, int cells);

#endif

/* Every mark on the screens, in UTF-8 and in ASCII, in one table. Each takes exactly one column
 * both ways, so that a layout is the same with either. */
#ifndef TUI_MARKS_H
#define TUI_MARKS_H

#include <stdbool.h>
#include <stdint.h>

enum mark {
#define MARK(id, utf8, ascii, legend) MARK_##id,
#include "tui/marks.def"
#undef MARK
    MARKS
};

/* Whether the terminal shows UTF-8; true until told otherwise. */
void marks_use_utf8(bool on);
bool marks_utf8(void);

/* The mark as it is drawn on this terminal. */
const char *mark(enum mark m);
/* In UTF-8, whatever the terminal: for texts that are folded when they are drawn. */
const char *mark_utf8(enum mark m);
/* What it means, in the user's language; NULL for those that the legend need not explain. */
const char *mark_legend(enum mark m);

/* What a character becomes on a terminal that shows ASCII alone: a mark's own counterpart, the base
 * letter of an accented one, '?' for the rest. */
char ascii_of(uint32_t c);

#endif

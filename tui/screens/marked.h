/* Rows that are marked, by their codes: so that no filter, order or change of the list moves them.
 */
#ifndef TUI_SCREENS_MARKED_H
#define TUI_SCREENS_MARKED_H

#include <stdbool.h>

#define CODE_ROOM 65 /* a code has at most 64 letters */

struct marked {
    char (*code)[CODE_ROOM]; /* in the order of marking */
    int n;
};

bool marked_has(const struct marked *m, const char *code);
/* Marks it as the last one. */
void marked_add(struct marked *m, const char *code);
/* Marks it, or takes its mark away. */
void marked_toggle(struct marked *m, const char *code);
void marked_clear(struct marked *m);
void marked_free(struct marked *m);

#endif

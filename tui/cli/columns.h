/* Plain tables for standard output: columns as wide as their widest cell, the last one free. */
#ifndef TUI_CLI_COLUMNS_H
#define TUI_CLI_COLUMNS_H

#include "forms/mem.h"

struct columns;

/* One letter per column: l left, r right. Everything lives in the arena. */
struct columns *columns_new(struct arena *a, const char *sides);
/* One cell per column; they are made showable. NULL is an empty cell. */
void columns_row(struct columns *t, ...);
void columns_list(struct columns *t, const char *const *cells); /* the same from an array */
/* A line of its own below the last row, indented to column `at`; a text of several lines gives as
 * many. */
void columns_below(struct columns *t, int at, const char *text);
void columns_write(const struct columns *t, int indent, struct buf *out);

#endif

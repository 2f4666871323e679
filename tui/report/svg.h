/* Pictures in the making: between svg.c and svg_lines.c. Places are tenths of a unit. */
#ifndef TUI_REPORT_SVG_H
#define TUI_REPORT_SVG_H

#include "tui/report/render.h"

struct picture {
    const struct doc *d;
    const struct doc_chart *c;
    struct buf *out;
    int y;
};

/* Tenths as a number. */
const char *svg_at(const struct picture *p, int64_t tenths);
void svg_label(const struct picture *p, const char *class, const char *anchor, int64_t x, int64_t y,
               const char *text);
/* A cell of what is drawn, rows and columns from 0; is it a figure? */
const struct cell *svg_value(const struct picture *p, int row, int column);
bool svg_drawn(const struct cell *c);
int64_t svg_positive(int64_t x); /* itself, or 0 */
/* The units that the whole width or height stands for. */
int64_t svg_whole(const struct picture *p);
/* What a row looks like: the class of its colour, its shape, its dashes. */
const char *svg_class(const struct picture *p, int row);
void svg_marker(const struct picture *p, int row, int64_t x, int64_t y);
const char *svg_dashes(int row);

/* ---- svg_lines ---- */

#define SVG_LINES_H 280 /* how high they stand, with the names below */
void svg_lines(const struct picture *p);

#endif

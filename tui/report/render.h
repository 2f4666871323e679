/* A document written down. Each appends to `out`, the same bytes for the same document. */
#ifndef TUI_REPORT_RENDER_H
#define TUI_REPORT_RENDER_H

#include <stdbool.h>
#include "tui/report/doc.h"

struct err;

/* Plain text, tables in columns, texts wrapped to what a terminal has. */
void doc_text(const struct doc *d, struct buf *out);
/* One self-contained file of HTML 5. */
void doc_html(const struct doc *d, struct buf *out);
/* A workbook; false and a sentence where there is no room to make it. */
bool doc_xlsx(const struct doc *d, struct buf *out, struct err *err);

/* ---- between html.c and svg.c ---- */

/* A text made showable, with &, <, > and quotes as entities. */
void html_text(struct buf *out, const char *text);
/* The picture of a chart; `id` makes ids of its own. */
void svg_chart(const struct doc *d, const struct doc_chart *c, int id, struct buf *out);
/* Which of the five steps from bad to good a place from 0 among n is. */
int html_step(int place, int n);

#endif

/* Charts of a workbook: they take their figures from the cells of a table's sheet. */
#include <string.h>
#include "forms/text.h"
#include "tui/report/book.h"

#define ATTRIBUTE_MOST 2000 /* bytes of a picture's description */

static struct table_sheet *sheet_of(struct book *k, const struct doc_table *t)
{
    for (int i = 0; i < k->nsheets; i++) {
        if (k->sheet[i].table == t) {
            return &k->sheet[i];
        }
    }
    return NULL;
}

static void add_series(lxw_chart *chart, const char *sheet, lxw_row_t name_row, lxw_col_t name_col,
                       const lxw_row_t row[4], const lxw_col_t col[4])
{
    lxw_chart_series *s = xlsx.chart_add_series(chart, NULL, NULL);
    xlsx.chart_series_set_categories(s, sheet, row[0], col[0], row[1], col[1]);
    xlsx.chart_series_set_values(s, sheet, row[2], col[2], row[3], col[3]);
    xlsx.chart_series_set_name_range(s, sheet, name_row, name_col);
}

/* The library cuts longer ones wherever they then end, be it within a letter. */
static char *within_attribute(const struct book *k, const char *text)
{
    size_t n = 0, next;
    while (text[n] && (next = next_grapheme(text, n)) <= ATTRIBUTE_MOST) {
        n = next;
    }
    return arena_printf(k->d->arena, "%.*s%s", (int)n, text, text[n] ? "…" : "");
}

static lxw_chart *new_chart(struct book *k, const struct doc_chart *c)
{
    uint8_t kind = c->kind == CHART_BARS      ? LXW_CHART_BAR
                   : c->kind == CHART_STACKED ? LXW_CHART_BAR_STACKED
                                              : LXW_CHART_LINE;
    lxw_chart *chart = xlsx.workbook_add_chart(k->book, kind);
    xlsx.chart_title_set_name(chart, c->title);
    if (c->kind == CHART_BARS) {
        xlsx.chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    }
    if (c->kind != CHART_LINES) { /* as the table goes, from the top */
        xlsx.chart_axis_set_reverse(chart->y_axis);
    }
    return chart;
}

void book_chart(struct book *k, const struct doc_chart *c)
{
    struct table_sheet *s = sheet_of(k, c->of);
    if (!s) {
        return;
    }
    lxw_chart *chart = new_chart(k, c);
    lxw_row_t first = (lxw_row_t)c->row + 1, last = (lxw_row_t)(c->row + c->nrows);
    lxw_col_t from = book_column(c->of, c->column),
              to = book_column(c->of, c->column + c->ncolumns - 1);
    if (c->kind == CHART_BARS) {
        add_series(chart, s->name, 0, from, (lxw_row_t[]){first, last, first, last},
                   (lxw_col_t[]){0, 0, from, from});
    }
    for (lxw_row_t r = first; c->kind != CHART_BARS && r <= last; r++) {
        add_series(chart, s->name, r, 0, (lxw_row_t[]){0, 0, r, r},
                   (lxw_col_t[]){from, to, from, to});
    }
    int rows =
        c->kind == CHART_LINES ? 16 : 6 + (c->kind == CHART_BARS ? c->nrows : 2 * c->ncolumns);
    char *words = within_attribute(k, text_show(k->d->arena, chart_words(k->d, c), false));
    lxw_chart_options options = {.x_scale = 1.5, .y_scale = rows / 15.0, .description = words};
    xlsx.worksheet_insert_chart_opt(s->sheet, s->charts_at, 0, chart, &options);
    s->charts_at += (lxw_row_t)rows + 2;
}

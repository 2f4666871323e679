/* A line per row over the columns, interrupted where what stands there can't be compared. */
#include "forms/num.h"
#include "forms/text.h"
#include "tui/lines.h"
#include "tui/report/svg.h"

#define PLOT_X 56
#define PLOT_W 630
#define PLOT_H 240

static int64_t plot_x(const struct picture *p, int column)
{
    int n = p->c->ncolumns;
    return 10 * PLOT_X + (2 * column + 1) * (int64_t)PLOT_W * 10 / (2 * n);
}

static int64_t plot_y(const struct picture *p, int64_t units, int64_t all)
{
    return 10 * (p->y + PLOT_H) - svg_positive(units) * PLOT_H * 10 / all;
}

static void axes(const struct picture *p, int64_t all)
{
    char words[32];
    const struct cell *first = NULL;
    for (int i = 0; i < p->c->nrows * p->c->ncolumns && !first; i++) {
        const struct cell *c = svg_value(p, i / p->c->ncolumns, i % p->c->ncolumns);
        first = svg_drawn(c) ? c : NULL;
    }
    for (int i = 0; i <= 4; i++) {
        int64_t units = all * i / 4, y = plot_y(p, units, all);
        buf_printf(p->out, "<path class=\"axis\" d=\"M%d %sH%d\"/>\n", PLOT_X, svg_at(p, y),
                   PLOT_X + PLOT_W);
        svg_label(p, "small", "end", 10 * (PLOT_X - 6), y + 45,
                  units_text(units, first ? first->decimals : 0, words, sizeof words));
    }
    for (int i = 0; i < p->c->ncolumns; i++) {
        const char *name = p->c->of->column[p->c->column + i].title;
        svg_label(p, "small", "middle", plot_x(p, i), 10 * (p->y + PLOT_H + 20),
                  cut_end(p->d->arena, text_show(p->d->arena, name, false), 12));
        if (p->c->broken && p->c->broken[i] && i > 0) {
            int64_t x = (plot_x(p, i - 1) + plot_x(p, i)) / 2;
            buf_printf(p->out, "<path class=\"break\" d=\"M%s %dV%d\"/>\n", svg_at(p, x), p->y,
                       p->y + PLOT_H);
        }
    }
}

/* One row; it goes on only to what can be compared. */
static void line(const struct picture *p, int row, int64_t all)
{
    bool on = false;
    struct buf path = {0};

    for (int i = 0; i < p->c->ncolumns; i++) {
        const struct cell *c = svg_value(p, row, i);
        on = on && !(p->c->broken && p->c->broken[i]);
        if (c->kind == CELL_NUMBER) {
            buf_printf(&path, "%c%s %s", on ? 'L' : 'M', svg_at(p, plot_x(p, i)),
                       svg_at(p, plot_y(p, c->units, all)));
        }
        on = c->kind == CELL_NUMBER;
    }
    if (path.n > 0) {
        buf_printf(p->out, "<path class=\"line %s\"%s d=\"%s\"/>\n", svg_class(p, row),
                   svg_dashes(row), path.s);
    }
    buf_free(&path);
    for (int i = 0; i < p->c->ncolumns; i++) {
        const struct cell *c = svg_value(p, row, i);
        if (c->kind == CELL_NUMBER) {
            svg_marker(p, row, plot_x(p, i), plot_y(p, c->units, all));
        } else if (c->kind == CELL_RANGE) {
            buf_printf(p->out, "<path class=\"line %s\" d=\"M%s %sV%s\"/>\n", svg_class(p, row),
                       svg_at(p, plot_x(p, i)), svg_at(p, plot_y(p, c->units, all)),
                       svg_at(p, plot_y(p, c->high, all)));
        }
    }
}

void svg_lines(const struct picture *p)
{
    int64_t all = svg_whole(p);

    axes(p, all);
    for (int i = 0; i < p->c->nrows; i++) {
        line(p, i, all);
    }
}

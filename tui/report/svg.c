/* Charts as SVG. Places are integers, tenths of a unit of the picture, so that equal figures give
 * equal bytes. Each value is written beside what is drawn, and each row has a name or a shape of
 * its own besides its colour. */
#include <string.h>
#include "forms/num.h"
#include "forms/text.h"
#include "tui/lines.h"
#include "tui/report/svg.h"

#define WIDE 720
#define BAR_X 262 /* bars begin here, right of their names */
#define BAR_W 360
#define BAR_STEP 28
#define STACK_X 122
#define STACK_W 580
#define STACK_STEP 36
#define LEGEND_STEP 22

/* Tenths as a number. */
const char *svg_at(const struct picture *p, int64_t tenths)
{
    return arena_printf(p->d->arena, "%lld.%lld", (long long)(tenths / 10),
                        (long long)(tenths % 10));
}

void svg_label(const struct picture *p, const char *class, const char *anchor, int64_t x, int64_t y,
               const char *text)
{
    buf_printf(p->out, "<text x=\"%s\" y=\"%s\"", svg_at(p, x), svg_at(p, y));
    if (*class) {
        buf_printf(p->out, " class=\"%s\"", class);
    }
    if (*anchor) {
        buf_printf(p->out, " text-anchor=\"%s\"", anchor);
    }
    buf_addc(p->out, '>');
    html_text(p->out, text);
    buf_add(p->out, "</text>\n");
}

static void svg_box(const struct picture *p, const char *class, int64_t x, int64_t y, int64_t w,
                    int64_t h)
{
    buf_printf(p->out, "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n", class,
               svg_at(p, x), svg_at(p, y), svg_at(p, w), svg_at(p, h));
}

/* What names a row, cut to a width. */
static const char *name_of(const struct picture *p, int row, int cells)
{
    struct arena *a = p->d->arena;
    const char *name = cell_words(&p->c->of->row[p->c->row + row].cell[0], a);
    return cut_end(a, text_show(a, name, false), cells);
}

const struct cell *svg_value(const struct picture *p, int row, int column)
{
    return &p->c->of->row[p->c->row + row].cell[p->c->column + column];
}

bool svg_drawn(const struct cell *c)
{
    return c->kind == CELL_NUMBER || c->kind == CELL_RANGE;
}

int64_t svg_positive(int64_t x)
{
    return x > 0 ? x : 0;
}

/* The units that the whole width or height stands for. */
int64_t svg_whole(const struct picture *p)
{
    int64_t most = p->c->full;
    for (int i = 0; !p->c->full && i < p->c->nrows; i++) {
        for (int k = 0; k < p->c->ncolumns; k++) {
            const struct cell *c = svg_value(p, i, k);
            most = svg_drawn(c) && c->high > most ? c->high : most;
        }
    }
    return most > 0 ? most : 1;
}

const char *svg_class(const struct picture *p, int row)
{
    static const int apart[] = {4, 1, 3, 0, 2};
    int step = p->c->rated ? html_step(row, p->c->nrows) : apart[row % 5];
    return arena_printf(p->d->arena, "l%d", step);
}

/* ---- bars ---- */

static void bar(const struct picture *p, int row, int64_t all)
{
    const struct cell *c = svg_value(p, row, 0);
    int64_t y = 10 * (p->y + row * BAR_STEP), low = 0, high = 0;

    if (svg_drawn(c)) {
        low = svg_positive(c->units) * BAR_W * 10 / all;
        high = svg_positive(c->high) * BAR_W * 10 / all;
    }
    svg_label(p, "", "end", 10 * (BAR_X - 8), y + 165, name_of(p, row, 32));
    svg_box(p, "track", 10 * BAR_X, y + 40, 10 * BAR_W, 160);
    svg_box(p, "bar", 10 * BAR_X, y + 40, low, 160);
    if (high > low) {
        buf_printf(p->out,
                   "<rect class=\"open\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"15.0\"/>\n",
                   svg_at(p, 10 * BAR_X + low), svg_at(p, y + 45), svg_at(p, high - low));
    }
    svg_label(p, "", "", 10 * (BAR_X + BAR_W + 8), y + 165,
              svg_drawn(c) ? cell_words(c, p->d->arena) : "–");
}

static int bars_height(const struct picture *p)
{
    return p->c->nrows * BAR_STEP + 8;
}

static void bars(const struct picture *p)
{
    int64_t all = svg_whole(p);
    for (int i = 0; i < p->c->nrows; i++) {
        bar(p, i, all);
    }
}

/* ---- what each row looks like ---- */

void svg_marker(const struct picture *p, int row, int64_t x, int64_t y)
{
    const char *class = svg_class(p, row);
    switch (row % 4) {
    case 0:
        buf_printf(p->out, "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"4.5\"/>\n", class,
                   svg_at(p, x), svg_at(p, y));
        break;
    case 1:
        svg_box(p, class, x - 40, y - 40, 80, 80);
        break;
    case 2:
        buf_printf(p->out, "<path class=\"%s\" d=\"M%s %sL%s %sL%s %sZ\"/>\n", class, svg_at(p, x),
                   svg_at(p, y - 55), svg_at(p, x + 50), svg_at(p, y + 40), svg_at(p, x - 50),
                   svg_at(p, y + 40));
        break;
    default:
        buf_printf(p->out, "<path class=\"%s\" d=\"M%s %sL%s %sL%s %sL%s %sZ\"/>\n", class,
                   svg_at(p, x), svg_at(p, y - 55), svg_at(p, x + 50), svg_at(p, y), svg_at(p, x),
                   svg_at(p, y + 55), svg_at(p, x - 50), svg_at(p, y));
    }
}

const char *svg_dashes(int row)
{
    static const char *const all[] = {"", " stroke-dasharray=\"9 4\"", " stroke-dasharray=\"2 4\"",
                                      " stroke-dasharray=\"10 3 2 3\""};
    return all[row % 4];
}

/* One item of the legend, or (out NULL) how wide it is. */
static int legend_item(const struct picture *p, int row, int x, int y, bool draw)
{
    const char *name = name_of(p, row, 40);
    bool line = p->c->kind == CHART_LINES;
    if (draw && line) {
        buf_printf(p->out, "<path class=\"line %s\"%s d=\"M%d %dH%d\"/>\n", svg_class(p, row),
                   svg_dashes(row), x, y - 5, x + 28);
        svg_marker(p, row, 10 * (x + 14), 10 * (y - 5));
    } else if (draw) {
        svg_box(p, svg_class(p, row), 10 * x, 10 * (y - 11), 130, 130);
    }
    int from = x + (line ? 34 : 19);
    if (draw) {
        svg_label(p, "", "", 10 * from, 10 * y, name);
    }
    return from - x + text_width(name) * 8 + 18;
}

/* Gives the height that it takes. */
static int legend(const struct picture *p, bool draw)
{
    int x = 2, y = LEGEND_STEP - 6;
    for (int i = 0; i < p->c->nrows; i++) {
        int w = legend_item(p, i, 0, 0, false);
        if (x > 2 && x + w > WIDE) {
            x = 2;
            y += LEGEND_STEP;
        }
        if (draw) {
            legend_item(p, i, x, y, true);
        }
        x += w;
    }
    return y + 12;
}

/* ---- stacked ---- */

/* What is missing to the whole is left empty. */
static void stack(const struct picture *p, int column)
{
    int64_t y = 10 * (p->y + column * STACK_STEP), sum = 0, done = 0;
    const char *name = p->c->of->column[p->c->column + column].title;

    for (int i = 0; i < p->c->nrows; i++) {
        sum +=
            svg_drawn(svg_value(p, i, column)) ? svg_positive(svg_value(p, i, column)->units) : 0;
    }
    sum = sum > p->c->full ? sum : p->c->full;
    svg_label(p, "", "end", 10 * (STACK_X - 8), y + 205,
              cut_end(p->d->arena, text_show(p->d->arena, name, false), 14));
    svg_box(p, "track", 10 * STACK_X, y + 40, 10 * STACK_W, 240);
    for (int i = 0; i < p->c->nrows && sum > 0; i++) {
        const struct cell *c = svg_value(p, i, column);
        const char *words = cell_words(c, p->d->arena);
        int64_t x = done * STACK_W * 10 / sum, next;
        done += svg_drawn(c) ? svg_positive(c->units) : 0;
        next = done * STACK_W * 10 / sum;
        if (next - x < 20) {
            continue;
        }
        svg_box(p, svg_class(p, i), 10 * STACK_X + x, y + 40, next - x - 15, 240);
        if (next - x > 80 * text_width(words) + 50) {
            svg_label(p, "on", "middle", 10 * STACK_X + (x + next) / 2 - 7, y + 205, words);
        }
    }
}

/* ---- the picture ---- */

static void draw(struct picture *p)
{
    if (p->c->kind == CHART_BARS) {
        bars(p);
        return;
    }
    p->y = legend(p, true) + (p->c->kind == CHART_LINES ? 8 : 0);
    if (p->c->kind == CHART_STACKED) {
        for (int i = 0; i < p->c->ncolumns; i++) {
            stack(p, i);
        }
        return;
    }
    svg_lines(p);
}

static int height(const struct picture *p)
{
    switch (p->c->kind) {
    case CHART_STACKED:
        return legend(p, false) + p->c->ncolumns * STACK_STEP + 6;
    case CHART_LINES:
        return legend(p, false) + SVG_LINES_H;
    case CHART_BARS:
        break;
    }
    return bars_height(p);
}

void svg_chart(const struct doc *d, const struct doc_chart *c, int id, struct buf *out)
{
    struct picture p = {d, c, out, 0};

    buf_printf(out,
               "<svg role=\"img\" aria-labelledby=\"c%d d%d\" viewBox=\"0 0 %d %d\">\n"
               "<title id=\"c%d\">",
               id, id, WIDE, height(&p), id);
    html_text(out, c->title);
    buf_printf(out, "</title>\n<desc id=\"d%d\">", id);
    html_text(out, chart_words(d, c));
    buf_add(out, "</desc>\n");
    draw(&p);
    buf_add(out, "</svg>\n");
}

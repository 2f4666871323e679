/* What the trends screen shows: a row per figure, a column per campaign; below it the chosen row,
 * a line per campaign. */
#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/screens/trends.h"
#include "tui/trends_words.h"
#include "tui/widgets/gauge.h"
#include "tui/widgets/list.h"

#define NAME_X 2 /* behind the cursor's mark */
#define NAME_LEAST 18
#define NAME_MOST 60
#define CHANGE_W 7
#define LINES_MOST 12
#define FULL 100000 /* gauges are drawn in parts of this */

/* ---- columns ---- */

static int wider(int w, const char *text)
{
    int other = text_width(text);
    return other > w ? other : w;
}

/* A break takes a column of its own before the figures. */
static int year_width(const struct trends *t, int i, struct arena *a)
{
    int w = wider(4, say_campaign(a, &t->column[i]));
    for (int s = 0; s < t->nseries; s++) {
        w = wider(w, t->series[s].point[i].text);
    }
    return w + t->column[i].broken;
}

/* Where there is no room the earliest years go first, then the blocks, then the change, and the
 * year before the last at the end. */
static void lay_columns(struct trends_screen *x)
{
    const struct trends *t = &x->trends;
    struct rect r = x->layout.list;
    int n = t->ncolumns;

    x->ncolumns = n + 2;
    x->columns = arena_alloc(x->arena, ((size_t)x->ncolumns + 1) * sizeof *x->columns);
    x->columns[0] = (struct column){.w = trend_blocks_width(t), .give = 3};
    for (int i = 0; i < n; i++) {
        int give = i == n - 1 ? 0 : i == n - 2 ? 1 : n + 2 - i;
        x->columns[i + 1] = (struct column){.w = year_width(t, i, x->arena), .give = give};
    }
    x->columns[n + 1] = (struct column){.w = CHANGE_W, .give = 2};
    x->name_w =
        columns_fit(x->columns, x->ncolumns, r.x + NAME_X, r.w - NAME_X, NAME_LEAST, NAME_MOST);
    x->first = 0;
    while (x->first < n && x->columns[x->first + 1].x < 0) {
        x->first++;
    }
}

/* ---- the chosen row, campaign by campaign ---- */

static void lay_lines(struct trends_screen *x)
{
    const struct trends *t = &x->trends;

    x->line = arena_alloc(x->arena, ((size_t)t->ncolumns * 2 + 1) * sizeof *x->line);
    x->nlines = 0;
    x->label_w = 4;
    for (int i = 0; i < t->ncolumns; i++) {
        if (t->column[i].broken) {
            x->line[x->nlines++] = (struct trend_line){i, true};
        }
        x->line[x->nlines++] = (struct trend_line){i, false};
        x->label_w = wider(x->label_w, say_campaign(x->arena, &t->column[i]));
    }
}

static const char *point_text(const struct trends_screen *x, const struct tongue *t, int column)
{
    const struct trend_column *col = &x->trends.column[column];
    const struct trend_point *p = &trends_chosen(x)->point[column];
    const char *change = say_change(t->arena, p), *rating = say_point_rating(t, col, p);
    const char *end = p->range ? arena_printf(t->arena, _("can end at %s"), p->range) : "";

    if (p->state == POINT_NONE) {
        return p->body || col->published || x->view == TRENDS_CAMPAIGN ? _("no figure")
                                                                       : _("not there");
    }
    return arena_printf(t->arena, "%s%s%s%s%s%s%s", p->text, *change ? "  " : "", change,
                        *rating ? "  " : "", rating, *end ? "  " : "", end);
}

static void read_reader(struct trends_screen *x, struct ui *ui)
{
    struct tongue t = ui->tongue;
    const struct trends *all = &x->trends;
    struct pane *p = &x->reader.pane;
    const struct series *s = trends_chosen(x);

    t.arena = x->arena;
    reader_begin(&x->reader, x->arena, ui->area, say_series(&t, s, false));
    pane_text(p, 0, ROLE_TITLE, 0, trends_title(x, ui));
    pane_blank(p, 0);
    for (int i = 0; i < all->ncolumns; i++) {
        if (all->column[i].broken) {
            pane_entry(p, 0, mark_utf8(MARK_BREAK), 2, 0, say_break(x->arena, &all->column[i]));
        }
        pane_entry(p, 0, say_campaign(x->arena, &all->column[i]), x->label_w + 2, 0,
                   point_text(x, &t, i));
    }
    const char *signs = say_signs(x->arena, all);
    if (*signs) {
        pane_blank(p, 0);
        pane_text(p, 0, ROLE_DIM, 0, signs);
    }
    reader_end(&x->reader, ui->area);
}

static int lines_wanted(const struct trends *t, struct arena *a)
{
    int n = t->ncolumns + 1 + (*say_signs(a, t) != '\0');
    for (int i = 0; i < t->ncolumns; i++) {
        n += t->column[i].broken;
    }
    return n > LINES_MOST ? LINES_MOST : n;
}

void trends_lay(struct trends_screen *x, struct ui *ui)
{
    arena_reset(x->arena);
    x->list.n = x->trends.nseries;
    x->layout = list_layout(ui->area, lines_wanted(&x->trends, x->arena), ui->area.w >= 150);
    list_fit(&x->list, x->layout.list.h);
    lay_columns(x);
    lay_lines(x);
    x->reading = x->reading && trends_chosen(x);
    if (x->reading) {
        read_reader(x, ui);
    }
}

/* ---- drawing ---- */

static void head_draw(const struct trends_screen *x, const struct ui *ui)
{
    const struct trends *t = &x->trends;
    struct arena *a = ui->tongue.arena;
    attr_t dim = role_attr(ROLE_DIM);
    int y = x->layout.head;
    const char *name = x->view == TRENDS_BODIES
                           ? (x->sorted ? _("Body, largest fall first") : _("Body"))
                           : trends_title(x, ui);

    put(y, x->layout.list.x + NAME_X, x->name_w, dim, cut_end(a, name, x->name_w));
    for (int i = x->first; i < t->ncolumns; i++) {
        const struct column *c = &x->columns[i + 1];
        put_right(y, c->x, c->w, dim, cut_end(a, say_campaign(a, &t->column[i]), c->w));
    }
}

static void row_draw(const struct trends_screen *x, const struct ui *ui, int y, int i)
{
    const struct trends *t = &x->trends;
    const struct series *s = &t->series[i];
    struct arena *a = ui->tongue.arena;
    attr_t text = role_attr(ROLE_TEXT), dim = role_attr(ROLE_DIM);
    bool here = i == x->list.cur;
    const char *name = say_series(&ui->tongue, s, x->view == TRENDS_BODIES);
    const struct column *change = &x->columns[t->ncolumns + 1];

    if (x->view == TRENDS_BODIES && s->short_name && s->short_name[0]) {
        name = s->short_name;
    }
    put_cursor(y, x->layout.list.x, here);
    put(y, x->layout.list.x + NAME_X, x->name_w, here ? text | A_REVERSE : text,
        cut_middle(a, name, x->name_w));
    if (x->columns[0].x >= 0) {
        put(y, x->columns[0].x, x->columns[0].w, dim, trend_blocks(t, s, a));
    }
    for (int k = x->first; k < t->ncolumns; k++) {
        const struct column *c = &x->columns[k + 1];
        if (t->column[k].broken) {
            put(y, c->x - 1, 1, dim, mark(MARK_BREAK));
        }
        put_right(y, c->x, c->w, text, s->point[k].text);
    }
    if (change->x >= 0 && t->ncolumns > 0) {
        put_right(y, change->x, change->w, text, say_change(a, &s->point[t->ncolumns - 1]));
    }
}

static int64_t part(num x)
{
    return num_is_none(x) ? 0 : num_units(x, 5);
}

/* Gauges give way to what is said beside them, a rating by hand with the computed one: all alike.
 */
static int gauge_width(const struct trends_screen *x, const struct ui *ui, int room)
{
    int said = 0;

    for (int i = 0; i < x->nlines; i++) {
        const struct trend_line *line = &x->line[i];
        int w = line->gap ? 0 : text_width(point_text(x, &ui->tongue, line->column));
        said = w > said ? w : said;
    }
    int w = room - 2 - said < room / 2 ? room - 2 - said : room / 2;
    return w > room / 4 ? w : room / 4;
}

/* The campaign, a gauge, the figure, its change and rating. */
static void line_draw(const struct trends_screen *x, const struct ui *ui, struct rect r, int y,
                      const struct trend_line *line)
{
    struct arena *a = ui->tongue.arena;
    const struct trend_column *col = &x->trends.column[line->column];
    const struct trend_point *p = &trends_chosen(x)->point[line->column];
    int at = x->label_w + 2, gauge_w = gauge_width(x, ui, r.w - at);

    if (line->gap) {
        put(y, r.x, 1, role_attr(ROLE_DIM), mark(MARK_BREAK));
        put(y, r.x + 2, r.w - 2, role_attr(ROLE_DIM), cut_end(a, say_break(a, col), r.w - 2));
        return;
    }
    int rating = p->final_rating >= 0 ? p->final_rating : p->rating;
    enum role role =
        rating >= 0 && col->rubric ? role_rating(rating, col->rubric->nratings) : ROLE_TEXT;
    put(y, r.x, x->label_w, role_attr(ROLE_TEXT), say_campaign(a, col));
    if (p->state != POINT_NONE) {
        gauge_draw(y, r.x + at, gauge_w, part(p->low), part(p->high), FULL, role);
    }
    int text_x = at + gauge_w + 2;
    put(y, r.x + text_x, r.w - text_x, role_attr(ROLE_TEXT),
        cut_end(a, point_text(x, &ui->tongue, line->column), r.w - text_x));
}

/* The latest lines where not all have room. */
static void lines_draw(const struct trends_screen *x, const struct ui *ui)
{
    struct rect r = x->layout.pane;
    struct arena *a = ui->tongue.arena;
    const struct series *s = trends_chosen(x);

    r.x += x->layout.wall < 0;
    r.w -= 2 * (x->layout.wall < 0);
    if (!s || r.h < 1) {
        return;
    }
    const char *signs = say_signs(a, &x->trends);
    bool star = *signs && r.h > x->nlines + 1;
    int room = r.h - 1 - star, from = x->nlines > room ? x->nlines - room : 0;
    put(r.y, r.x, r.w, role_attr(ROLE_TITLE),
        cut_middle(a, say_series(&ui->tongue, s, x->view == TRENDS_BODIES), r.w));
    for (int i = from; i < x->nlines; i++) {
        line_draw(x, ui, r, r.y + 1 + i - from, &x->line[i]);
    }
    if (star) {
        put(r.y + 1 + x->nlines, r.x, r.w, role_attr(ROLE_DIM), cut_end(a, signs, r.w));
    }
}

void trends_show(const struct trends_screen *x, struct ui *ui)
{
    const struct list_layout *l = &x->layout;

    head_draw(x, ui);
    for (int y = 0; y < l->list.h && x->list.top + y < x->list.n; y++) {
        row_draw(x, ui, l->list.y + y, x->list.top + y);
    }
    if (x->list.n == 0) {
        put(l->list.y, l->list.x + NAME_X, l->list.w - NAME_X, role_attr(ROLE_TEXT),
            x->fault ? x->fault : _("This campaign has no bodies yet."));
    }
    list_parted(l, ui->area);
    lines_draw(x, ui);
    ui->cursor_y = l->list.y + x->list.cur - x->list.top;
    ui->cursor_x = l->list.x + NAME_X;
    if (x->reading) {
        reader_draw(&x->reader, ui);
    }
}

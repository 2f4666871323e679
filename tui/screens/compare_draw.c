/* How the table of Compare is laid out and drawn, and what is said of the chosen cell. */
#include <string.h>
#include "forms/text.h"
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/screens/compare.h"
#include "tui/widgets/list.h"

#define TALL 20    /* rows from which more is said of the chosen cell */
#define NARROW_W 6 /* of a cell, with the blank before it: "39–72", a bar */
#define WIDE_NAME 40

/* ---- where things stand ---- */

void compare_place(struct compare_screen *s, const struct ui *ui)
{
    struct rect area = ui->area;
    int foot = area.h < TALL ? 1 : 3, columns = s->x.n + 1, rest = area.w - 3;

    s->head_y = area.y;
    s->rule = area.h < TALL ? -1 : area.y + area.h - foot - 1;
    s->foot_y = area.y + area.h - foot;
    s->rows = (struct rect){area.y + 2, area.x, area.h - 2 - foot - (s->rule >= 0), area.w};
    if (!s->read) {
        return;
    }
    int wide = range_width(s->x.rubric) + 2;
    s->wide = rest - columns * wide >= WIDE_NAME;
    s->cell_w = s->wide ? wide : NARROW_W;
    int least = rest / 3 < 24 ? rest / 3 : 24;
    s->fit = (rest - least) / s->cell_w;
    s->fit = s->fit < columns ? s->fit : columns;
    s->name_w = rest - s->fit * s->cell_w;
    s->name_w = s->name_w < 90 ? s->name_w : 90;
    if (s->column < s->first) {
        s->first = s->column;
    }
    if (s->column >= s->first + s->fit) {
        s->first = s->column - s->fit + 1;
    }
    if (s->first > columns - s->fit) {
        s->first = columns - s->fit;
    }
}

/* ---- cells ---- */

/* A figure in full where there is room, else a range in whole numbers: the foot has it in full. */
static const char *range_cell(const struct compare_screen *s, const struct figures *f)
{
    const struct tongue *t = &s->tongue;

    if (!num_is_none(f->score)) {
        return say_units(t, figure_units(t->rubric, f->score));
    }
    if (s->wide || num_is_none(f->low) || num_is_none(f->high)) {
        return say_figures(t, f, "–");
    }
    const char *low = num_fixed(s->arena, figure_scaled(t->rubric, f->low, s->arena), 0);
    const char *high = num_fixed(s->arena, figure_scaled(t->rubric, f->high, s->arena), 0);
    return arena_printf(s->arena, "%s–%s", low, high);
}

static const char *bar_of(const struct compare_screen *s, num share)
{
    static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

    if (num_is_none(share)) {
        return mark_utf8(MARK_OPEN);
    }
    return marks_utf8() ? bars[share_step(share, 8, s->arena)]
                        : arena_printf(s->arena, "%d", share_step(share, 10, s->arena));
}

static const char *share_cell(const struct compare_screen *s, num share, bool all)
{
    if (num_is_none(share)) {
        return mark_utf8(MARK_OPEN);
    }
    if (all && !s->wide) {
        return arena_printf(s->arena, "%s%%",
                            num_fixed(s->arena, num_mul(s->arena, share, num_int(100)), 0));
    }
    return s->wide
               ? arena_printf(s->arena, "%s %5s", bar_of(s, share), say_percent(share, s->arena))
               : bar_of(s, share);
}

static struct compare_row row_of(const struct compare_line *line)
{
    return (struct compare_row){line->own, line->index};
}

static num share_of(const struct compare_screen *s, const struct compare_line *line, int column)
{
    struct compare_row row = row_of(line);
    return question_share(compare_cell(&s->x, &s->all, &row, column), s->arena);
}

static int count_of(const struct compare_line *line, const struct compare_body *b)
{
    switch (line->kind) {
    case COMPARE_PROPOSALS:
        return b->nproposals;
    case COMPARE_AT_RATING:
        return b->of.rating_counts[line->index];
    case COMPARE_UNRATED:
        return b->of.unrated_counts[line->index];
    case COMPARE_UNFINISHED:
        return b->of.nincomplete;
    default:
        return b->of.nstopped;
    }
}

/* The text of a cell, and its role. Column -1: all. */
static const char *cell_of(const struct compare_screen *s, const struct compare_line *line,
                           int column, enum role *role)
{
    const struct compare_body *b = column < 0 ? NULL : &s->x.body[column];

    *role = ROLE_TEXT;
    if (line->kind == COMPARE_QUESTION) {
        num share = share_of(s, line, column);
        if (b && !num_is_none(share)) {
            *role = role_rating(rating_of(s->x.rubric, share), s->x.rubric->nratings);
        }
        return share_cell(s, share, !b);
    }
    if (!b) {
        return "";
    }
    if (line->kind == COMPARE_RATING) {
        struct row row = national_row(&b->of);
        int w = s->wide || b->of.by_hand ? s->cell_w - 1 : 64; /* a narrow one: how it begins */
        return say_verdict(&s->tongue, &row, s->x.rubric->body, w, role);
    }
    if (line->kind == COMPARE_CRITERION) {
        return range_cell(s, &(line->own ? b->criteria : b->service_criteria)[line->index]);
    }
    return arena_printf(s->arena, "%d", count_of(line, b));
}

/* ---- drawing ---- */

static void cell_put(const struct compare_screen *s, int y, int k, attr_t attr, const char *text)
{
    const char *cut = cut_end(s->arena, text_show(s->arena, text, false), s->cell_w - 1);
    int w = text_width(cut), x = s->rows.x + 2 + s->name_w + (k + 1) * s->cell_w - w;
    put(y, x, w, attr, cut);
}

static void heads_draw(const struct compare_screen *s)
{
    int y = s->head_y, n = s->x.n;
    attr_t dim = role_attr(ROLE_DIM);

    put(y + 1, s->rows.x + 2, s->name_w, role_attr(ROLE_TEXT),
        cut_end(s->arena, _("Score"), s->name_w));
    for (int k = 0; k < s->fit; k++) {
        int column = s->first + k;
        const char *name = column < n ? s->x.body[column].of.code : _("All");
        attr_t attr = column == s->column ? role_attr(ROLE_ACCENT) | A_REVERSE : dim;
        cell_put(s, y, k, attr, name);
        if (column < n) {
            cell_put(s, y + 1, k, role_attr(ROLE_TEXT), range_cell(s, &s->x.body[column].of.f));
        }
    }
    int x = s->rows.x + 2 + s->name_w;
    if (s->first > 0) {
        put(y, x - 1, 1, role_attr(ROLE_ACCENT), mark(MARK_LEFT));
    }
    if (s->first + s->fit < n + 1) {
        put(y, x + s->fit * s->cell_w, 1, role_attr(ROLE_ACCENT), mark(MARK_RIGHT));
    }
}

/* Does the question tell no service from another, over the campaign? */
static enum tells tells_of(const struct compare_screen *s, const struct compare_line *line)
{
    const struct block *b = line->own ? s->x.rubric->body : s->x.rubric->service;
    struct compare_row row = row_of(line);
    return question_tells(&b->questions[line->index], compare_cell(&s->x, &s->all, &row, -1));
}

static void line_draw(const struct compare_screen *s, int i, int y)
{
    const struct compare_line *line = &s->line[i];
    bool here = i == s->list.cur && compare_line_chosen(line);
    int x = s->rows.x;

    if (line->kind <= COMPARE_HEAD) {
        put(y, x + 2, s->rows.w - 3, role_attr(ROLE_DIM),
            cut_end(s->arena, line->title, s->rows.w - 3));
        return;
    }
    bool flat = line->kind == COMPARE_QUESTION && tells_of(s, line) != TELLS_APART;
    put_cursor(y, x, here);
    if (flat) {
        put(y, x + 1, 1, role_attr(ROLE_DIM), mark(MARK_SAME));
    }
    put(y, x + 2, s->name_w - 1, role_attr(flat ? ROLE_DIM : ROLE_TEXT),
        cut_end(s->arena, line->title, s->name_w - 1));
    for (int k = 0; k < s->fit; k++) {
        int column = s->first + k;
        enum role role;
        const char *text = cell_of(s, line, column < s->x.n ? column : -1, &role);
        attr_t attr = role_attr(role);
        cell_put(s, y, k, here && column == s->column ? attr | A_REVERSE : attr, text);
    }
}

void compare_draw(const struct compare_screen *s, struct ui *ui)
{
    const struct rect *r = &s->rows;

    if (!s->read) {
        put(s->head_y, r->x + 2, r->w - 3, role_attr(ROLE_WARNING),
            cut_end(ui->tongue.arena, s->fault ? s->fault : "", r->w - 3));
        ui->cursor_y = s->head_y;
        ui->cursor_x = r->x + 2;
        return;
    }
    heads_draw(s);
    for (int y = 0; y < r->h && s->list.top + y < s->list.n; y++) {
        line_draw(s, s->list.top + y, r->y + y);
    }
    if (s->rule >= 0) {
        put_rule(s->rule, r->x, r->w);
    }
    pane_draw(&s->foot, s->foot_y, r->x + 2, ui->area.y + ui->area.h - s->foot_y);
    ui->cursor_y = r->y + s->list.cur - s->list.top;
    ui->cursor_x = r->x + 2 + s->name_w + (s->column - s->first + 1) * s->cell_w - 1;
}

/* ---- about the chosen cell ---- */

static const char *column_name(const struct compare_screen *s, int column)
{
    if (column < 0) {
        return _("All bodies");
    }
    const struct national_body *b = &s->x.body[column].of;
    struct row row = national_row(b);
    const char *range = row_range(&s->tongue, &row);
    const char *verdict = say_verdict_full(&s->tongue, &row, s->x.rubric->body);
    const char *figures = arena_printf(s->arena, ": %s %s", range, verdict);
    int room = s->rows.w - 4 - text_width(figures);
    const char *name = text_width(b->name) <= room ? b->name : short_name(&row);

    /* The line is one; its end is what is asked for. */
    return arena_printf(s->arena, "%s%s", cut_middle(s->arena, name, room > 8 ? room : 8), figures);
}

static const char *add_count(struct arena *a, const char *text, const char *what, int n)
{
    return n > 0 ? arena_printf(a, "%s · %s %d", text, what, n) : text;
}

/* "67.4 % · below full 5 of 9 · n/a 1 · open 3" */
static const char *about_share(const struct compare_screen *s, const struct compare_line *line,
                               int column)
{
    struct arena *a = s->arena;
    struct compare_row row = row_of(line);
    const struct question_sum *sum = compare_cell(&s->x, &s->all, &row, column);
    const char *text = _("not answered yet");

    if (sum->of) {
        text = arena_printf(a, _("%s %% of the points · below full in %d of %d"),
                            say_percent(question_share(sum, a), a), sum->below, sum->of);
    }
    text = add_count(a, text, _("n/a"), sum->na);
    text = add_count(a, text, _("can't tell"), sum->cant_tell);
    text = add_count(a, text, _("in conflict"), sum->conflicts);
    text = add_count(a, text, C_("questions", "open"), sum->open);
    const char *tells = say_tells(tells_of(s, line));
    return *tells ? arena_printf(a, "%s · %s", text, tells) : text;
}

static const char *about_line(const struct compare_screen *s, const struct compare_line *line,
                              int column)
{
    enum role role;

    if (line->kind == COMPARE_QUESTION) {
        return about_share(s, line, column);
    }
    if (line->kind == COMPARE_CRITERION && column >= 0) {
        const struct compare_body *b = &s->x.body[column];
        return say_figures(&s->tongue,
                           &(line->own ? b->criteria : b->service_criteria)[line->index], " – ");
    }
    return line->kind == COMPARE_RATING ? "" : cell_of(s, line, column, &role);
}

void compare_foot(struct compare_screen *s, const struct ui *ui)
{
    const struct compare_line *line = compare_chosen(s);

    pane_begin(&s->foot, s->arena, ui->area.w - 3);
    if (!s->read || !line) {
        return;
    }
    int column = compare_column(s);
    const char *name = text_show(s->arena, column_name(s, column), false);
    const char *about = about_line(s, line, column);
    if (s->rule < 0) {
        const char *code = column < 0 ? _("All") : s->x.body[column].of.code;
        pane_text(&s->foot, 0, ROLE_ACCENT, 1,
                  *about ? arena_printf(s->arena, "%s: %s", code, about) : name);
        return;
    }
    pane_text(&s->foot, 0, ROLE_ACCENT, 1, name);
    pane_text(&s->foot, 0, ROLE_TEXT, 1, line->title);
    pane_text(&s->foot, 0, ROLE_TEXT, 1, about);
}

/* How the report's page is drawn. */
#include "forms/text.h"
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/screens/report.h"
#include "tui/widgets/list.h"

/* ---- rows ---- */

static void figures_draw(const struct report_screen *s, const struct report_row *row, int y,
                         bool here)
{
    const struct report_line *l = row->kind == REPORT_ROW_FIGURE ? &s->line[row->index] : NULL;
    attr_t attr = role_attr(l ? ROLE_TEXT : ROLE_DIM);

    for (int k = 0; k < s->fit; k++) {
        int i = s->first + k, x = s->rows.x + 2 + s->title_w + k * s->column_w;
        const struct report_column *col = &s->report.column[i];
        const char *text =
            cut_end(s->arena, l ? report_cell(l, col, s->arena) : col->campaign, s->column_w - 2);
        int w = text_width(text);
        put(y, x + s->column_w - w, w, here && i == s->year ? attr | A_REVERSE : attr, text);
        if (l && report_unfinished(l, col)) { /* in the gap, so that digits stay below digits */
            put(y, x + s->column_w, 1, attr, "…");
        }
    }
    if (!l && s->first > 0) {
        put(y, s->rows.x + 2 + s->title_w, 1, role_attr(ROLE_ACCENT), mark(MARK_LEFT));
    }
    if (!l && s->first + s->fit < s->report.ncolumns) {
        int x = s->rows.x + 2 + s->title_w + s->fit * s->column_w;
        put(y, x, 1, role_attr(ROLE_ACCENT), x < s->rows.x + s->rows.w ? mark(MARK_RIGHT) : "");
    }
}

static void question_draw(const struct report_screen *s, const struct report_row *row, int y,
                          attr_t attr)
{
    const struct question_sum *sum =
        &(row->own ? s->national.body : s->national.service)[row->index];
    const char *cell[QUESTION_COLUMNS] = {
        [BELOW] = arena_printf(s->arena, _("%d of %d"), sum->below, sum->of),
        [EARNED] = say_percent(question_share(sum, s->arena), s->arena),
        [NOT_APPLICABLE] = arena_printf(s->arena, "%d", sum->na),
        [CANT_TELL] = arena_printf(s->arena, "%d", sum->cant_tell)};

    put(y, s->rows.x + 2, s->question_w, attr,
        cut_end(s->arena, report_ask(s, row), s->question_w));
    for (int i = 0; i < QUESTION_COLUMNS; i++) {
        const struct column *c = &s->question_columns[i];
        if (c->x >= 0) {
            put_right(y, c->x, c->w, role_attr(ROLE_TEXT), cut_end(s->arena, cell[i], c->w));
        }
    }
}

static const char *place_text(const struct report_screen *s, const struct national_body *b)
{
    if (b->rank) {
        return arena_printf(s->arena, "%d", b->rank);
    }
    return b->best == b->worst ? arena_printf(s->arena, b->best ? "%d" : "", b->best)
                               : arena_printf(s->arena, "%d–%d", b->best, b->worst);
}

static const char *change_text(const struct report_screen *s, const struct national_body *b)
{
    if (b->change == UNITS_NONE) {
        return "";
    }
    enum mark m = b->change > 0 ? MARK_BETTER : b->change < 0 ? MARK_WORSE : MARK_NONE;
    return arena_printf(s->arena, "%s %s", mark_utf8(m),
                        say_units(&s->tongue, b->change < 0 ? -b->change : b->change));
}

static void body_draw(const struct report_screen *s, const struct report_row *row, int y,
                      attr_t attr)
{
    const struct national_body *b = &s->national.bodies[row->index];
    const struct column *c = s->body_columns;
    struct row as = national_row(b);
    enum role role;
    attr_t text = role_attr(ROLE_TEXT);
    const char *verdict =
        say_verdict(&s->tongue, &as, s->national.rubric->body, c[VERDICT].w, &role);

    put(y, s->rows.x + 2, s->body_w, attr, cut_middle(s->arena, short_name(&as), s->body_w));
    put_right(y, c[PLACE].x, c[PLACE].w, role_attr(b->rank ? ROLE_TEXT : ROLE_DIM),
              cut_end(s->arena, place_text(s, b), c[PLACE].w));
    put_right(y, c[RANGE].x, c[RANGE].w, text, row_range(&s->tongue, &as));
    if (c[VERDICT].x >= 0) {
        put(y, c[VERDICT].x, c[VERDICT].w, role_attr(role), verdict);
    }
    if (c[CHANGE].x >= 0) {
        put_right(y, c[CHANGE].x, c[CHANGE].w, text,
                  cut_end(s->arena, change_text(s, b), c[CHANGE].w));
    }
    if (c[BY_RATING].x >= 0) {
        put_right(y, c[BY_RATING].x, c[BY_RATING].w, text,
                  cut_end(s->arena, report_by_rating(s, b), c[BY_RATING].w));
    }
}

static void head_draw(const struct report_screen *s, const struct report_row *row, int y)
{
    attr_t dim = role_attr(ROLE_DIM);
    bool questions = row->index == REPORT_ROW_QUESTION, bodies = row->index == REPORT_ROW_BODY;
    const struct column *c = questions ? s->question_columns : s->body_columns;
    int n = questions ? QUESTION_COLUMNS : bodies ? REPORT_COLUMNS : 0;
    int w = questions ? s->question_w : bodies ? s->body_w : s->rows.w - 3;

    put(y, s->rows.x + 2, w, dim, cut_end(s->arena, row->text, w));
    for (int i = 0; i < n; i++) {
        const char *name =
            c[i].x < 0 ? ""
                       : cut_end(s->arena,
                                 questions ? report_question_head(i) : report_body_head(i), c[i].w);
        if (bodies && i == VERDICT) {
            put(y, c[i].x, c[i].w, dim, name);
        } else if (c[i].x >= 0) {
            put_right(y, c[i].x, c[i].w, dim, name);
        }
    }
}

#define COVER_W 16
#define COVER_SHARE_W 8

static void cover_draw(const struct report_screen *s, const struct report_row *row, int y,
                       attr_t attr)
{
    int share_w = s->rows.w < 60 ? 0 : COVER_SHARE_W;
    int rest = s->rows.w - 3 - COVER_W - share_w, name = rest < 44 ? rest : 44;
    int x = s->rows.x + 2 + name;

    put(y, s->rows.x + 2, name, attr, cut_end(s->arena, row->text, name));
    put_right(y, x, COVER_W, role_attr(ROLE_TEXT), cut_end(s->arena, row->figures, COVER_W - 1));
    if (row->share && share_w) {
        put_right(y, x + COVER_W, share_w, role_attr(ROLE_TEXT), row->share);
    }
}

static void row_draw(const struct report_screen *s, int i, int y)
{
    const struct report_row *row = &s->row[i];
    bool here = i == s->list.cur && report_row_chosen(row);
    attr_t text = role_attr(ROLE_TEXT), attr = here ? text | A_REVERSE : text;
    int x = s->rows.x + 2;

    if (report_row_chosen(row)) {
        put_cursor(y, s->rows.x, here);
    }
    switch (row->kind) {
    case REPORT_ROW_YEARS:
        put(y, x, s->title_w, role_attr(ROLE_DIM), cut_end(s->arena, row->text, s->title_w));
        figures_draw(s, row, y, false);
        break;
    case REPORT_ROW_FIGURE: {
        const struct report_line *l = &s->line[row->index];
        int in = 2 * l->within;
        put(y, x + in, s->title_w - in, text, cut_end(s->arena, l->title, s->title_w - in));
        figures_draw(s, row, y, here);
        break;
    }
    case REPORT_ROW_HEAD:
        head_draw(s, row, y);
        break;
    case REPORT_ROW_NOTE:
        put(y, x, s->rows.w - 3, role_attr(ROLE_DIM), row->text);
        break;
    case REPORT_ROW_QUESTION:
        question_draw(s, row, y, attr);
        break;
    case REPORT_ROW_ALL:
        put(y, x, s->rows.w - 3, attr, cut_end(s->arena, row->text, s->rows.w - 3));
        break;
    case REPORT_ROW_BODY:
        body_draw(s, row, y, attr);
        break;
    case REPORT_ROW_COVER:
        cover_draw(s, row, y, attr);
        break;
    default:
        break;
    }
}

/* ---- the page ---- */

void report_draw(const struct report_screen *s, struct ui *ui)
{
    const struct rect *r = &s->rows;

    for (int y = 0; y < r->h && s->list.top + y < s->list.n; y++) {
        row_draw(s, s->list.top + y, r->y + y);
    }
    if (s->rule >= 0) {
        put_rule(s->rule, r->x, r->w);
    }
    pane_draw(&s->foot, s->foot_y, r->x + 2, ui->area.y + ui->area.h - s->foot_y);
    const struct report_row *row = report_chosen(s);
    ui->cursor_y = r->y + s->list.cur - s->list.top;
    ui->cursor_x = r->x + 2;
    if (row && row->kind == REPORT_ROW_FIGURE) { /* the end of the chosen figure */
        ui->cursor_x += s->title_w + (s->year - s->first + 1) * s->column_w - 1;
    }
}

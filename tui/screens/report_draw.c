/* How the report's page is laid out and drawn, and what is said of the chosen row. */
#include <string.h>
#include "forms/text.h"
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/screens/report.h"
#include "tui/widgets/list.h"

#define TALL 30 /* rows from which more is said of the chosen one */
#define NAME_MOST 70
#define TITLE_LEAST 32 /* of the tables */

/* ---- where things stand ---- */

/* Tables take the room that their titles leave; each year the same. */
static void place_years(struct report_screen *s, int w)
{
    const struct report *r = &s->report;
    int cell = 4, title = 10, rest = w - 2;

    for (int k = 0; k < r->ncolumns; k++) {
        int name = text_width(text_show(s->arena, r->column[k].campaign, false));
        cell = name > cell ? name : cell;
        for (int i = 0; i < s->nlines; i++) {
            int figure = text_width(report_cell(&s->line[i], &r->column[k], s->arena));
            cell = figure > cell ? figure : cell;
        }
    }
    cell = cell > 12 ? 12 : cell;
    for (int i = 0; i < s->nlines; i++) {
        int one = text_width(text_show(s->arena, s->line[i].title, false)) + 2 * s->line[i].within;
        title = one > title ? one : title;
    }
    int heads[] = {text_width(report_table_title(0)), text_width(report_table_title(1))};
    for (int i = 0; i < REPORT_TABLES; i++) {
        title = heads[i] > title ? heads[i] : title;
    }
    int least = r->ncolumns < 2 ? r->ncolumns : 2;
    int room = rest - least * (cell + 2), all = rest - r->ncolumns * (cell + 2);
    if (title > all) { /* all years are worth a cut title: the foot has it in full */
        title = all > TITLE_LEAST ? all : title < TITLE_LEAST ? title : TITLE_LEAST;
    }
    s->title_w = title < room ? title : room;
    s->fit = (rest - s->title_w) / (cell + 2);
    s->fit = s->fit < r->ncolumns ? s->fit : r->ncolumns;
    s->column_w = s->fit > 0 ? (rest - s->title_w) / s->fit : cell + 2;
    s->column_w = s->column_w > cell + 6 ? cell + 6 : s->column_w;
    if (s->year < s->first) {
        s->first = s->year;
    }
    if (s->year >= s->first + s->fit) {
        s->first = s->year - s->fit + 1;
    }
    if (s->first > r->ncolumns - s->fit) {
        s->first = r->ncolumns - s->fit;
    }
}

static const char *question_head(int column)
{
    static const char *const names[QUESTION_COLUMNS] = {
        [BELOW] = N_("Below full"),
        [EARNED] = N_("Earned, %"),
        [NOT_APPLICABLE] = N_("N/a"),
        [CANT_TELL] = N_("Can't tell"),
    };
    return text_translated(names[column]);
}

static const char *body_head(int column)
{
    static const char *const names[REPORT_COLUMNS] = {
        [PLACE] = N_("Place"),
        [RANGE] = N_("Score"),
        [VERDICT] = N_("Rating"),
        [CHANGE] = N_("Change"),
        [BY_RATING] = N_("Services, best first"),
    };
    return text_translated(names[column]);
}

/* "10 · 0 · 1 · 0": the services at each rating, the best first. */
static const char *by_rating(const struct report_screen *s, const struct national_body *b)
{
    const char *text = "";
    for (int i = s->national.rubric->nratings - 1; i >= 0; i--) {
        text = arena_printf(s->arena, "%s%s%d", text, *text ? " · " : "", b->rating_counts[i]);
    }
    return text;
}

static int by_rating_width(const struct report_screen *s)
{
    int widest = text_width(body_head(BY_RATING));
    for (int i = 0; i < s->national.nbodies; i++) {
        int w = text_width(by_rating(s, &s->national.bodies[i]));
        widest = w > widest ? w : widest;
    }
    return widest < 28 ? widest : 28;
}

static void place_columns(struct report_screen *s, struct rect r)
{
    static const int give[QUESTION_COLUMNS] = {[NOT_APPLICABLE] = 2, [CANT_TELL] = 3, [EARNED] = 1};
    const struct rubric *rubric = s->national.rubric;

    for (int i = 0; i < QUESTION_COLUMNS; i++) {
        s->question_columns[i] = (struct column){
            .w = head_width(question_head(i), i == BELOW ? 10 : 5), .give = give[i]};
    }
    s->question_w =
        columns_fit(s->question_columns, QUESTION_COLUMNS, r.x + 2, r.w - 3, 16, NAME_MOST);
    struct column *c = s->body_columns;
    c[PLACE] = (struct column){.w = head_width(body_head(PLACE), 5)};
    c[RANGE] = (struct column){.w = range_width(rubric)};
    c[VERDICT] = (struct column){.w = rating_width(&s->tongue, rubric->body, r.w), .give = 1};
    c[CHANGE] = (struct column){.w = head_width(body_head(CHANGE), 7), .give = 2};
    c[BY_RATING] = (struct column){.w = rubric->nratings ? by_rating_width(s) : r.w, .give = 3};
    s->body_w = columns_fit(c, REPORT_COLUMNS, r.x + 2, r.w - 3, r.w < 100 ? 14 : 34, NAME_MOST);
}

void report_place(struct report_screen *s, const struct ui *ui)
{
    struct rect area = ui->area;
    int foot = area.h < TALL ? 1 : 3;

    s->rule = area.h < TALL ? -1 : area.y + area.h - foot - 1;
    s->foot_y = area.y + area.h - foot;
    s->rows = area;
    s->rows.h = area.h - foot - (s->rule >= 0);
    if (s->read) {
        place_years(s, area.w);
    }
    if (s->counted) {
        place_columns(s, s->rows);
    }
}

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
    }
    if (!l && s->first > 0) {
        put(y, s->rows.x + 2 + s->title_w, 1, role_attr(ROLE_ACCENT), mark(MARK_LEFT));
    }
    if (!l && s->first + s->fit < s->report.ncolumns) {
        int x = s->rows.x + 2 + s->title_w + s->fit * s->column_w;
        put(y, x, 1, role_attr(ROLE_ACCENT), x < s->rows.x + s->rows.w ? mark(MARK_RIGHT) : "");
    }
}

static const struct question *question_of(const struct report_screen *s,
                                          const struct report_row *row)
{
    const struct rubric *r = s->national.rubric;
    return &(row->own ? r->body : r->service)->questions[row->index];
}

static const char *ask_of(const struct report_screen *s, const struct report_row *row)
{
    const struct question *q = question_of(s, row);
    const char *ask = text_in(&q->ask, s->tongue.language);
    return ask ? ask : q->id;
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

    put(y, s->rows.x + 2, s->question_w, attr, cut_end(s->arena, ask_of(s, row), s->question_w));
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
        say_verdict(&s->tongue, &as, s->national.rubric->body, c[VERDICT].w - b->by_hand, &role);

    if (b->by_hand) {
        verdict = arena_printf(s->arena, "%s*", verdict);
    }
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
                  cut_end(s->arena, by_rating(s, b), c[BY_RATING].w));
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
                       : cut_end(s->arena, questions ? question_head(i) : body_head(i), c[i].w);
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

/* ---- about the chosen row ---- */

const char *report_about(const struct report_screen *s, const struct report_line *l)
{
    const struct report_column *col = report_year(s);
    const char *of = "";

    if (l->figure == REPORT_OF_LISTED || l->figure == REPORT_OF_EVALUATED) {
        int64_t whole =
            l->figure == REPORT_OF_LISTED ? col->services : col->services - col->stopped;
        of = arena_printf(s->arena, _(" = %lld of %lld"), (long long)col->rateable,
                          (long long)whole);
    } else if (l->share) {
        int64_t part = col->rating[l->index] +
                       (l->figure == REPORT_BEST_SHARE ? col->rating[l->index - 1] : 0);
        of =
            arena_printf(s->arena, _(" = %lld of %lld"), (long long)part, (long long)col->rateable);
    }
    return arena_printf(s->arena, "%s · %s: %s%s%s", col->campaign, l->title,
                        report_cell(l, col, s->arena), of,
                        col->published ? _(" · published totals") : "");
}

/* "Excellent 2 · Good 4 · not finished 3" */
static const char *services_text(const struct report_screen *s, const struct national_body *b)
{
    const struct rubric *r = s->national.rubric;
    struct arena *a = s->arena;
    const char *text = arena_printf(
        a, ngettext("%d service", "%d services", (unsigned long)b->nservices), b->nservices);

    for (int i = r->nratings - 1; i >= 0; i--) {
        text = arena_printf(a, "%s · %s %d", text, say_rating(&s->tongue, i), b->rating_counts[i]);
    }
    for (int i = 0; r->service && i < r->service->nunrated; i++) {
        text = arena_printf(a, "%s · %s %d", text,
                            say_unrated(&s->tongue, r->service, r->service->unrated[i].id),
                            b->unrated_counts[i]);
    }
    if (b->nincomplete > 0) {
        text = arena_printf(a, "%s · %s %d", text, _("not finished"), b->nincomplete);
    }
    return b->nstopped > 0 ? arena_printf(a, "%s · %s %d", text, _("stopped"), b->nstopped) : text;
}

static const char *about_body(const struct report_screen *s, const struct national_body *b)
{
    struct arena *a = s->arena;
    const char *text = arena_printf(a, "%s · %s", b->name, say_review(review_id(b->review)));

    if (b->by_hand) {
        text = arena_printf(a, _("%s · %s by hand, computed %s: %s"), text,
                            say_rating(&s->tongue, b->rating),
                            say_rating(&s->tongue, b->rating_computed), b->reason ? b->reason : "");
    }
    if (b->rank && b->best != b->worst) {
        text = arena_printf(a, _("%s · can end between the places %d and %d"), text, b->best,
                            b->worst);
    }
    return arena_printf(a, "%s · %s", text, services_text(s, b));
}

static const char *about_question(const struct report_screen *s, const struct report_row *row)
{
    const struct question_sum *sum =
        &(row->own ? s->national.body : s->national.service)[row->index];
    const char *tells = say_tells(question_tells(question_of(s, row), sum));

    return *tells ? arena_printf(s->arena, "%s · %s", tells, ask_of(s, row)) : ask_of(s, row);
}

void report_foot(struct report_screen *s, const struct ui *ui)
{
    const struct report_row *row = report_chosen(s);
    const char *text = "";
    int lines = ui->area.h < TALL ? 1 : 3;

    pane_begin(&s->foot, s->arena, ui->area.w - 3);
    if (!row) {
        return;
    }
    if (row->kind == REPORT_ROW_FIGURE) {
        text = report_about(s, &s->line[row->index]);
    } else if (row->kind == REPORT_ROW_BODY) {
        text = about_body(s, &s->national.bodies[row->index]);
    } else if (row->kind == REPORT_ROW_QUESTION) {
        text = about_question(s, row);
    } else if (row->kind == REPORT_ROW_COVER) {
        text = arena_printf(s->arena, _("%s: the bodies behind it"), row->text);
    }
    pane_text(&s->foot, 0, ROLE_ACCENT, lines, text_show(s->arena, text, false));
}

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

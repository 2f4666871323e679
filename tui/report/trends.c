/* The figures of all campaigns, each a column: of a body, of all bodies, of the campaign. */
#include "model/csv.h"
#include "model/put_json.h"
#include "tui/marks.h"
#include "tui/report/build.h"
#include "tui/trends_words.h"

bool followed_read(struct building *b, const struct report_view *view, struct followed *out)
{
    struct arena *a = b->t.arena;

    *out = (struct followed){.view = view};
    if (view->body) {
        return trends_body(b->c, b->which, view->body, &out->body, a, b->err);
    }
    return (!view->shares || trends_campaign(b->c, b->which, &out->shares, a, b->err)) &&
           (!view->bodies || trends_bodies(b->c, b->which, &out->bodies, a, b->err));
}

/* In JSON the bodies keep the registry's order. */
void followed_sort(struct followed *x)
{
    if (x->view->bodies && x->view->sorted) {
        trends_sort(&x->bodies);
    }
}

/* ---- the document ---- */

/* As it is printed; of a share that is not final where it can end too, which no number tells. */
static struct cell point(const struct building *b, const struct trend_column *col,
                         const struct trend_point *p, bool percent)
{
    struct arena *a = b->t.arena;

    if (p->state == POINT_NONE) {
        return cell_none();
    }
    if (p->range) {
        return cell_text(VOICE_PROGRAM, arena_printf(a, "%s (%s)", p->text, p->range));
    }
    if (percent) {
        return cell_units(num_units(num_mul(a, p->value, num_int(100)), 1), 1);
    }
    return cell_range(figure_units(col->rubric, p->low), figure_units(col->rubric, p->high),
                      col->rubric->decimals);
}

/* Of the printed figures. */
static struct cell change(const struct trends *t, int column, const struct trend_point *p)
{
    int decimals = t->percent                 ? 1
                   : t->column[column].rubric ? t->column[column].rubric->decimals
                                              : 0;
    struct cell c =
        p->change_text ? cell_units(num_units(p->change, decimals), decimals) : cell_none();
    c.plus = true;
    return c;
}

static struct doc_table *new_table(struct building *b, const struct trends *t, const char *title,
                                   const char *first, bool bodies)
{
    struct arena *a = b->t.arena;
    struct doc_table *table = doc_table(b->d, title);

    doc_column(b->d, table, COLUMN_TEXT, VOICE_PROGRAM, first);
    if (bodies) {
        doc_column(b->d, table, COLUMN_TEXT, VOICE_PROGRAM, _("Code"));
    }
    for (int i = 0; i < t->ncolumns; i++) {
        const char *name = say_campaign(a, &t->column[i]);
        doc_column(b->d, table, t->percent ? COLUMN_NUMBER : COLUMN_RANGE, VOICE_OTHERS,
                   t->column[i].broken ? arena_printf(a, "%s %s", mark_utf8(MARK_BREAK), name)
                                       : name);
    }
    doc_column(b->d, table, COLUMN_NUMBER, VOICE_PROGRAM, _("Change"));
    return table;
}

static void series_row(struct building *b, struct doc_table *table, const struct trends *t,
                       const struct series *s, bool bodies)
{
    struct doc_row *row = doc_row(b->d, table);
    int k = 0;

    row->cell[k++] = cell_text(bodies ? VOICE_OTHERS : VOICE_RUBRIC, say_series(&b->t, s, bodies));
    if (bodies) {
        row->cell[k++] = cell_text(VOICE_OTHERS, s->id);
    }
    for (int i = 0; i < t->ncolumns; i++) {
        row->cell[k++] = point(b, &t->column[i], &s->point[i], t->percent);
    }
    if (t->ncolumns > 0) {
        row->cell[k] = change(t, t->ncolumns - 1, &s->point[t->ncolumns - 1]);
    }
}

/* What the ratings of the scores were. */
static void rating_row(struct building *b, struct doc_table *table, const struct trends *t)
{
    struct doc_row *row = doc_row(b->d, table);

    row->cell[0] = cell_text(VOICE_PROGRAM, _("Rating"));
    for (int i = 0; i < t->ncolumns; i++) {
        row->cell[i + 1] =
            cell_text(VOICE_RUBRIC, say_point_rating(&b->t, &t->column[i], &t->series[0].point[i]));
    }
}

static void rows(struct building *b, const struct trends *t, const char *title, const char *first,
                 bool bodies)
{
    struct doc_table *table = new_table(b, t, title, first, bodies);

    for (int i = 0; i < t->nseries; i++) {
        series_row(b, table, t, &t->series[i], bodies);
        if (i == 0 && !bodies && t->series[i].kind == SERIES_SCORE) {
            rating_row(b, table, t);
        }
    }
}

/* What the signs in the tables mean, and where years can't be compared. */
static void notes(struct building *b, const struct trends *t)
{
    struct arena *a = b->t.arena;

    doc_paragraph(b->d, cell_text(VOICE_PROGRAM, say_signs(a, t)));
    for (int i = 0; i < t->ncolumns; i++) {
        if (t->column[i].broken) {
            doc_paragraph(b->d,
                          cell_text(VOICE_OTHERS, arena_printf(a, "%s %s", mark_utf8(MARK_BREAK),
                                                               say_break_full(a, t, i))));
        }
    }
}

void build_followed(struct building *b, const struct followed *x)
{
    const struct report_view *v = x->view;

    b->as_of = report_as_of(b->c, b->which, v->body, b->t.arena);
    build_head(b, _("Trends"), v->body ? x->body.series[0].name : NULL);
    doc_section(b->d, _("Figures by campaign"));
    if (v->body) {
        rows(b, &x->body, _("Score and criteria"), _("Figure"), false);
        notes(b, &x->body);
        return;
    }
    if (v->shares) {
        rows(b, &x->shares, _("All services"), _("Figure"), false);
    }
    if (v->bodies) {
        rows(b, &x->bodies, v->sorted ? _("Bodies, largest fall first") : _("Bodies"), _("Body"),
             true);
    }
    notes(b, v->shares ? &x->shares : &x->bodies);
}

/* ---- as JSON ---- */

void followed_json(const struct building *b, const struct followed *x, struct buf *out)
{
    if (x->view->body) {
        trends_json(&x->body, out, b->t.arena);
        buf_addc(out, '\n');
        return;
    }
    put_open(out, '{');
    if (x->view->shares) {
        put_key(out, "campaign");
        trends_json(&x->shares, out, b->t.arena);
    }
    if (x->view->bodies) {
        put_key(out, "bodies");
        trends_json(&x->bodies, out, b->t.arena);
    }
    put_close(out, '}');
    buf_addc(out, '\n');
}

/* ---- as CSV ---- */

static void csv_text(struct buf *out, const char *text)
{
    csv_cell(out, text ? text : "", true);
    buf_addc(out, ',');
}

/* A figure in the units it is printed in; nothing where there is none. */
static void csv_figure(const struct building *b, const struct trend_column *col, num x,
                       bool percent, struct buf *out)
{
    struct arena *a = b->t.arena;

    buf_addc(out, ',');
    if (num_is_none(x)) {
        return;
    }
    buf_add(out, percent ? num_fixed(a, num_mul(a, x, num_int(100)), 1)
                         : num_fixed(a, figure_scaled(col->rubric, x, a), col->rubric->decimals));
}

/* A row per figure: as it stands, where it can end at least and at most, and each year's change;
 * `pad`: columns before, of years that the series does not have. */
static void csv_series(const struct building *b, const struct trends *t, const struct series *s,
                       int pad, struct buf *out)
{
    static const char *const figures[] = {"value", "low", "high", "change"};

    for (int f = 0; f < 4; f++) {
        csv_text(out, series_kind_id(s->kind));
        csv_text(out, s->id);
        csv_text(out, say_series(&b->t, s, s->kind == SERIES_SCORE));
        csv_cell(out, figures[f], true);
        for (int i = 0; i < pad; i++) {
            buf_addc(out, ',');
        }
        for (int i = 0; i < t->ncolumns; i++) {
            const struct trend_point *p = &s->point[i];
            if (f < 3) {
                csv_figure(b, &t->column[i],
                           f == 0   ? p->value
                           : f == 1 ? p->low
                                    : p->high,
                           t->percent, out);
            } else {
                bool fall = p->change_text && num_sign(p->change) < 0;
                buf_printf(out, ",%s%s", fall ? "-" : "", p->change_text ? p->change_text : "");
            }
        }
        buf_addc(out, '\n');
    }
}

/* The rubric of each year, and whether its scores can be compared with those before. */
static void csv_rubrics(const struct trends *t, struct buf *out)
{
    buf_add(out, "rubric,,,version");
    for (int i = 0; i < t->ncolumns; i++) {
        buf_addc(out, ',');
        csv_cell(out, t->column[i].rubric ? t->column[i].rubric->version : "", true);
    }
    buf_add(out, "\nrubric,,,comparable");
    for (int i = 0; i < t->ncolumns; i++) {
        bool known = i > 0 && t->column[i].rubric && t->column[i - 1].rubric;
        buf_printf(out, ",%s", !known ? "" : t->column[i].comparable ? "yes" : "no");
    }
    buf_addc(out, '\n');
}

void followed_csv(const struct building *b, const struct followed *x, struct buf *out)
{
    const struct trends *all[] = {&x->body, &x->shares, &x->bodies};
    const struct trends *head = x->view->body     ? &x->body
                                : x->view->shares ? &x->shares
                                                  : &x->bodies;

    buf_add(out, "kind,id,name,figure");
    for (int i = 0; i < head->ncolumns; i++) {
        buf_addc(out, ',');
        csv_cell(out, head->column[i].campaign, true);
    }
    buf_addc(out, '\n');
    csv_rubrics(head, out);
    for (size_t k = 0; k < sizeof all / sizeof all[0]; k++) {
        /* Published totals stand before the campaigns, which all have. */
        for (int i = 0; i < all[k]->nseries; i++) {
            csv_series(b, all[k], &all[k]->series[i], head->ncolumns - all[k]->ncolumns, out);
        }
    }
}

/* The campaign's report: the seed report's two tables, then what is behind this year's. */
#include <string.h>
#include "tui/report/build.h"
#include "tui/report_words.h"

/* ---- what all reports begin with ---- */

void build_head(struct building *b, const char *title, const char *name)
{
    const struct rubric *r = b->t.rubric;
    struct arena *a = b->t.arena;
    const char *rubric = text_in(&r->title, b->t.language);

    b->d = doc_new(
        a, title, name,
        r->nlanguages > 0 ? r->languages[b->t.language < r->nlanguages ? b->t.language : 0] : NULL);
    b->d->day = b->as_of;
    doc_about(b->d, _("Campaign"), cell_text(VOICE_OTHERS, campaign_name(b->c, b->which)));
    doc_about(b->d, _("Rubric"),
              cell_text(VOICE_RUBRIC,
                        arena_printf(a, "%s (%s %s)", rubric ? rubric : r->id, r->id, r->version)));
    doc_about(b->d, _("As of"), cell_date(b->as_of));
    b->d->foot =
        arena_printf(a, _("Made by meyar from the campaign file. Rubric %s %s, SHA-256 %s."), r->id,
                     r->version, campaign_rubric_sha256(b->c, b->which));
}

struct cell build_figure(const struct building *b, num figure)
{
    return cell_units(figure_units(b->t.rubric, figure), b->t.rubric->decimals);
}

struct cell build_figures(const struct building *b, const struct figures *f)
{
    return cell_range(figure_units(b->t.rubric, f->low), figure_units(b->t.rubric, f->high),
                      b->t.rubric->decimals);
}

struct cell build_rating(const struct building *b, int rating)
{
    struct cell c = cell_text(VOICE_RUBRIC, say_rating(&b->t, rating));
    if (rating >= 0) {
        c.level = rating + 1;
        c.levels = b->t.rubric->nratings;
    }
    return c;
}

struct cell build_rating_of(const struct building *b, int final_rating, int computed)
{
    struct cell c = build_rating(b, final_rating >= 0 ? final_rating : computed);
    c.text = say_by_hand(&b->t, final_rating, computed);
    return c;
}

struct cell build_text(const struct building *b, const struct text *text)
{
    return cell_text(VOICE_RUBRIC, text_in(text, b->t.language));
}

struct cell build_ask(const struct building *b, const struct question *q)
{
    return cell_text(VOICE_RUBRIC, question_ask(q, b->t.language));
}

/* ---- the two tables ---- */

/* The figure as report_cell words it. */
static struct cell figure(const struct report_line *l, const struct report_column *col,
                          struct arena *a)
{
    num x;
    int decimals = l->share ? 1 : 0;
    return num_parse(report_cell(l, col, a), &x) ? cell_units(num_units(x, decimals), decimals)
                                                 : cell_none();
}

static void add_line(struct building *b, struct doc_table *t, const struct report *r,
                     const struct report_line *l)
{
    struct doc_row *row = doc_row(b->d, t);
    row->cell[0] = cell_text(VOICE_RUBRIC, l->title);
    row->level = l->within;
    for (int k = 0; k < r->ncolumns; k++) {
        row->cell[k + 1] = figure(l, &r->column[k], b->t.arena);
    }
}

/* The rows of shares stand together: those that have the figures `from` to `to`. */
static void chart_of(struct building *b, enum chart_kind kind, const char *title,
                     const struct doc_table *t, const struct report_line *l, int n,
                     enum report_figure from, enum report_figure to)
{
    int first = -1, found = 0;
    for (int i = 0; i < n; i++) {
        if (l[i].figure >= from && l[i].figure <= to) {
            first = first < 0 ? i : first;
            found++;
        }
    }
    struct doc_chart *c = doc_chart(b->d, kind, title, t, first, found, 1, t->ncolumns - 1);
    if (c) {
        c->full = 1000;
        c->rated = from == REPORT_RATING_SHARE;
    }
}

static void add_table(struct building *b, const struct report *r, const struct report_line *l,
                      int n)
{
    bool first = l->table == 0;
    doc_section(b->d, report_table_title(l->table));
    struct doc_table *t = doc_table(b->d, first ? _("Bodies and services by campaign")
                                                : _("Ratings of services by campaign"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Figure"));
    for (int k = 0; k < r->ncolumns; k++) {
        doc_column(b->d, t, COLUMN_NUMBER, VOICE_OTHERS, r->column[k].campaign);
    }
    for (int i = 0; i < n; i++) {
        add_line(b, t, r, &l[i]);
    }
    if (first) {
        chart_of(b, CHART_LINES, _("How electronic the services are, in percent"), t, l, n,
                 REPORT_OF_LISTED, REPORT_OF_EVALUATED);
    } else {
        chart_of(b, CHART_STACKED, _("Ratings, in percent; what is missing to 100 is not finished"),
                 t, l, n, REPORT_RATING_SHARE, REPORT_RATING_SHARE);
    }
}

static void build_tables(struct building *b, const struct report *r)
{
    int n;
    const struct report_line *l = report_lines(r, b->t.language, &n, b->t.arena);
    struct buf sources = {0};

    for (int i = 0, end; i < n; i = end) {
        for (end = i; end < n && l[end].table == l[i].table; end++) {
        }
        add_table(b, r, &l[i], end - i);
    }
    report_sources(r, &sources);
    if (sources.n > 0) {
        doc_paragraph(b->d,
                      cell_text(VOICE_OTHERS, arena_dupn(b->t.arena, sources.s, sources.n - 1)));
    }
    buf_free(&sources);
}

bool build_campaign(struct building *b)
{
    struct report r;
    struct national n;
    struct arena *a = b->t.arena;

    if (!report_read(b->c, b->which, &r, a, b->err) ||
        !national_read(b->c, b->which, &n, a, b->err)) {
        return false;
    }
    b->as_of = r.column[r.ncolumns - 1].as_of;
    build_head(b, _("Report of the campaign"), campaign_name(b->c, b->which));
    build_tables(b, &r);
    build_questions(b, &n);
    build_bodies(b, &n);
    build_coverage(b, &n);
    return build_years(b);
}

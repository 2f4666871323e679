/* Bodies side by side, each a column: scores, counts, and which share of the points each earned
 * with each question. */
#include <string.h>
#include "model/csv.h"
#include "tui/report/build.h"
#include "tui/report_words.h"

bool compared_read(struct building *b, const struct report_view *view, struct compared *out)
{
    struct arena *a = b->t.arena;

    *out = (struct compared){.view = view};
    if (!compare_read(b->c, b->which, view->codes, view->ncodes, &out->x, a, b->err)) {
        return false;
    }
    if (view->questions) {
        if (!national_read(b->c, b->which, &out->all, a, b->err)) {
            return false;
        }
        out->nrows = compare_rows(&out->x, &out->all, view->order, view->column, &out->row, a);
    }
    return true;
}

static const struct block *block_of(const struct compared *x, bool own)
{
    return own ? x->x.rubric->body : x->x.rubric->service;
}

static const struct figures *criterion_of(const struct compare_body *y, bool own, int i)
{
    return &(own ? y->criteria : y->service_criteria)[i];
}

/* In percent, in units of a tenth; column x.n: all. */
static int64_t share_units(const struct compared *x, int row, int column, struct arena *a)
{
    const struct question_sum *sum =
        compare_cell(&x->x, &x->all, &x->row[row], column < x->x.n ? column : -1);
    return num_units(num_mul(a, question_share(sum, a), num_int(100)), 1);
}

/* ---- the document ---- */

static struct doc_table *new_table(struct building *b, const struct compared *x, const char *title,
                                   const char *first, enum column_kind kind)
{
    struct doc_table *t = doc_table(b->d, title);

    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, first);
    for (int k = 0; k < x->x.n; k++) {
        doc_column(b->d, t, kind, VOICE_OTHERS, x->x.body[k].of.code);
    }
    return t;
}

static struct doc_row *new_row(struct building *b, struct doc_table *t, struct cell name)
{
    struct doc_row *row = doc_row(b->d, t);
    row->cell[0] = name;
    return row;
}

static struct cell verdict(const struct building *b, const struct national_body *y)
{
    struct row row = national_row(y);
    struct cell c = cell_text(VOICE_RUBRIC, say_verdict_full(&b->t, &row, b->t.rubric->body));

    if (y->state == SUBJECT_RATED) {
        c.level = build_rating(b, y->rating).level;
        c.levels = build_rating(b, y->rating).levels;
    }
    return c;
}

static void score_rows(struct building *b, const struct compared *x)
{
    struct doc_table *t =
        new_table(b, x, _("Scores, ratings and criteria"), _("Figure"), COLUMN_RANGE);
    struct doc_row *row = new_row(b, t, cell_text(VOICE_PROGRAM, _("Score")));

    for (int k = 0; k < x->x.n; k++) {
        row->cell[k + 1] = build_figures(b, &x->x.body[k].of.f);
    }
    row = new_row(b, t, cell_text(VOICE_PROGRAM, _("Rating")));
    for (int k = 0; k < x->x.n; k++) {
        row->cell[k + 1] = verdict(b, &x->x.body[k].of);
    }
    for (int own = 0; own < 2; own++) {
        const struct block *of = block_of(x, own);
        for (int i = 0; of && i < of->ncriteria; i++) {
            if (of->criteria[i].parent >= 0) {
                continue;
            }
            row = new_row(b, t, build_text(b, &of->criteria[i].title));
            for (int k = 0; k < x->x.n; k++) {
                row->cell[k + 1] = build_figures(b, criterion_of(&x->x.body[k], own, i));
            }
        }
    }
}

/* What is counted of a body. */
enum counted {
    COUNT_PROPOSALS,
    COUNT_SERVICES,
    COUNT_RATING,  /* index */
    COUNT_UNRATED, /* index */
    COUNT_UNFINISHED,
    COUNT_STOPPED
};

static int count_of(const struct compare_body *y, enum counted what, int i)
{
    switch (what) {
    case COUNT_PROPOSALS:
        return y->nproposals;
    case COUNT_SERVICES:
        return y->of.nservices;
    case COUNT_RATING:
        return y->of.rating_counts[i];
    case COUNT_UNRATED:
        return y->of.unrated_counts[i];
    case COUNT_UNFINISHED:
        return y->of.nincomplete;
    default:
        return y->of.nstopped;
    }
}

static void count_row(struct building *b, const struct compared *x, struct doc_table *t,
                      struct cell name, enum counted what, int i)
{
    struct doc_row *row = new_row(b, t, name);

    row->level = what == COUNT_PROPOSALS || what == COUNT_SERVICES ? 0 : 1;
    for (int k = 0; k < x->x.n; k++) {
        row->cell[k + 1] = cell_count(count_of(&x->x.body[k], what, i));
    }
}

static void count_rows(struct building *b, const struct compared *x)
{
    const struct rubric *r = x->x.rubric;
    struct doc_table *t =
        new_table(b, x, _("Proposals, and services by rating"), _("Figure"), COLUMN_NUMBER);

    count_row(b, x, t, cell_text(VOICE_PROGRAM, _("Proposals")), COUNT_PROPOSALS, 0);
    count_row(b, x, t, cell_text(VOICE_PROGRAM, C_("column", "Services")), COUNT_SERVICES, 0);
    for (int i = r->nratings - 1; i >= 0; i--) {
        count_row(b, x, t, cell_text(VOICE_RUBRIC, say_rating(&b->t, i)), COUNT_RATING, i);
    }
    for (int i = 0; r->service && i < r->service->nunrated; i++) {
        const char *id = r->service->unrated[i].id;
        count_row(b, x, t, cell_text(VOICE_RUBRIC, say_unrated(&b->t, r->service, id)),
                  COUNT_UNRATED, i);
    }
    count_row(b, x, t, cell_text(VOICE_PROGRAM, _("Not finished")), COUNT_UNFINISHED, 0);
    count_row(b, x, t, cell_text(VOICE_PROGRAM, _("Stopped")), COUNT_STOPPED, 0);
}

static void question_rows(struct building *b, const struct compared *x)
{
    int n = x->x.n;

    doc_section(b->d, say_compare_order(&x->x, x->view->order, x->view->column, b->t.arena));
    struct doc_table *t =
        new_table(b, x, _("Share of the points earned, %"), _("Question"), COLUMN_NUMBER);
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, _("All"));
    for (int i = 0; i < x->nrows; i++) {
        const struct block *of = block_of(x, x->row[i].own);
        struct doc_row *row = new_row(b, t, build_ask(b, &of->questions[x->row[i].question]));
        for (int k = 0; k <= n; k++) {
            row->cell[k + 1] = cell_units(share_units(x, i, k, b->t.arena), 1);
        }
    }
}

void build_compared(struct building *b, const struct compared *x)
{
    b->as_of = report_as_of(b->c, b->which, NULL, b->t.arena);
    build_head(b, _("Bodies side by side"), NULL);
    doc_section(b->d, _("Bodies"));
    for (int k = 0; k < x->x.n; k++) {
        doc_fact(b->d, x->x.body[k].of.code, cell_text(VOICE_OTHERS, x->x.body[k].of.name));
    }
    score_rows(b, x);
    count_rows(b, x);
    if (x->view->questions) {
        question_rows(b, x);
    }
}

/* ---- as CSV ---- */

/* Rows have the names that JSON has. The last column is that of all: it is there with the
 * questions. */
static void csv_end(const struct compared *x, struct buf *out, const char *all)
{
    if (x->view->questions) {
        buf_printf(out, ",%s", all);
    }
    buf_addc(out, '\n');
}

static void csv_units(struct buf *out, int64_t units, int decimals)
{
    char text[32];
    buf_printf(out, ",%s", units_text(units, decimals, text, sizeof text));
}

/* Where it can end at least, at most; the same where it is final. */
static void csv_bound(const struct building *b, struct buf *out, const struct figures *f, bool high)
{
    csv_units(out, figure_units(b->t.rubric, high ? f->high : f->low), b->t.rubric->decimals);
}

static void csv_scores(const struct building *b, const struct compared *x, struct buf *out)
{
    for (int high = 0; high < 2; high++) {
        csv_cell(out, high ? "high" : "low", true);
        for (int k = 0; k < x->x.n; k++) {
            csv_bound(b, out, &x->x.body[k].of.f, high);
        }
        csv_end(x, out, "");
    }
    for (int final = 0; final < 2; final++) {
        csv_cell(out, final ? "final_rating" : "rating", true);
        for (int k = 0; k < x->x.n; k++) {
            const struct national_body *y = &x->x.body[k].of;
            int rating = !final ? y->rating_computed : y->by_hand ? y->rating : -1;
            buf_addc(out, ',');
            csv_cell(out, rating >= 0 ? b->t.rubric->ratings[rating].id : "", true);
        }
        csv_end(x, out, "");
    }
}

static void csv_criterion(const struct building *b, const struct compared *x, bool own, int i,
                          struct buf *out)
{
    struct arena *a = b->t.arena;
    const char *id = block_of(x, own)->criteria[i].id;

    for (int high = 0; high < 2; high++) {
        csv_cell(out,
                 arena_printf(a, "%s.%s.%s", own ? "criteria" : "service_criteria", id,
                              high ? "high" : "low"),
                 true);
        for (int k = 0; k < x->x.n; k++) {
            csv_bound(b, out, criterion_of(&x->x.body[k], own, i), high);
        }
        csv_end(x, out, "");
    }
}

static void csv_counts(const struct compared *x, const char *key, enum counted what, int i,
                       struct buf *out)
{
    csv_cell(out, key, true);
    for (int k = 0; k < x->x.n; k++) {
        csv_units(out, count_of(&x->x.body[k], what, i), 0);
    }
    csv_end(x, out, "");
}

static void csv_questions(const struct building *b, const struct compared *x, struct buf *out)
{
    for (int i = 0; i < x->nrows; i++) {
        const struct block *of = block_of(x, x->row[i].own);
        const char *id = of->questions[x->row[i].question].id;
        csv_cell(out, arena_printf(b->t.arena, "questions.%s", id), true);
        for (int k = 0; k <= x->x.n; k++) {
            csv_units(out, share_units(x, i, k, b->t.arena), 1);
        }
        buf_addc(out, '\n');
    }
}

void compared_csv(const struct building *b, const struct compared *x, struct buf *out)
{
    const struct rubric *r = x->x.rubric;
    struct arena *a = b->t.arena;

    buf_add(out, "figure");
    for (int k = 0; k < x->x.n; k++) {
        buf_addc(out, ',');
        csv_cell(out, x->x.body[k].of.code, true);
    }
    csv_end(x, out, "all");
    buf_add(out, "name");
    for (int k = 0; k < x->x.n; k++) {
        buf_addc(out, ',');
        csv_cell(out, x->x.body[k].of.name, true);
    }
    csv_end(x, out, "");
    csv_scores(b, x, out);
    for (int own = 0; own < 2; own++) {
        const struct block *of = block_of(x, own);
        for (int i = 0; of && i < of->ncriteria; i++) {
            if (of->criteria[i].parent < 0) {
                csv_criterion(b, x, own, i, out);
            }
        }
    }
    csv_counts(x, "services", COUNT_SERVICES, 0, out);
    csv_counts(x, "stopped", COUNT_STOPPED, 0, out);
    csv_counts(x, "incomplete", COUNT_UNFINISHED, 0, out);
    for (int i = 0; i < r->nratings; i++) {
        csv_counts(x, arena_printf(a, "ratings.%s", r->ratings[i].id), COUNT_RATING, i, out);
    }
    for (int i = 0; r->service && i < r->service->nunrated; i++) {
        csv_counts(x, arena_printf(a, "unrated.%s", r->service->unrated[i].id), COUNT_UNRATED, i,
                   out);
    }
    csv_counts(x, "proposals", COUNT_PROPOSALS, 0, out);
    csv_questions(b, x, out);
}

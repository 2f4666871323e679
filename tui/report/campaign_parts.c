/* What is behind a campaign's tables: its questions, its bodies, how much is covered, the years. */
#include <string.h>
#include "model/trends.h"
#include "tui/report/build.h"

#define MOST_QUESTIONS 20 /* "top" */
#define MOST_BARS 60

/* ---- questions ---- */

static void question_row(struct building *b, struct doc_table *t, const struct block *block,
                         const struct question_sum *sums, int question)
{
    const struct question *q = &block->questions[question];
    const struct question_sum *s = &sums[question];
    struct doc_row *row = doc_row(b->d, t);
    num share = question_share(s, b->t.arena);

    row->cell[0] = build_ask(b, q);
    row->cell[1] = cell_text(VOICE_PROGRAM, q->id);
    row->cell[2] = cell_text(VOICE_PROGRAM, say_severity(&b->t, q->severity));
    row->cell[3] = cell_count(s->below);
    row->cell[4] = cell_count(s->of);
    row->cell[5] = cell_units(num_units(num_mul(b->t.arena, share, num_int(100)), 1), 1);
}

static void questions(struct building *b, const char *title, const char *below,
                      const struct block *block, const struct question_sum *sums, const int *list,
                      int n)
{
    if (n == 0) {
        return;
    }
    struct doc_table *t = doc_table(b->d, title);
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Question"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Key"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Severity"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, below);
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, _("Of"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, _("Points earned, %"));
    for (int i = 0; i < n && i < MOST_QUESTIONS; i++) {
        question_row(b, t, block, sums, list[i]);
    }
}

void build_questions(struct building *b, const struct national *n)
{
    doc_section(b->d, _("Most frequent deficiencies"));
    if (n->services.ndeficient + n->own.ndeficient == 0) {
        doc_paragraph(b->d, cell_text(VOICE_PROGRAM, _("None was found.")));
        return;
    }
    questions(b, _("Deficiencies of services"), _("Services below full points"),
              b->t.rubric->service, n->service, n->services.deficient, n->services.ndeficient);
    questions(b, _("Deficiencies of bodies"), _("Bodies below full points"), b->t.rubric->body,
              n->body, n->own.deficient, n->own.ndeficient);
}

/* ---- bodies ---- */

static struct cell place_of(const struct national_body *x)
{
    if (x->rank > 0) {
        return cell_count(x->rank);
    }
    return x->best > 0 ? cell_range(x->best, x->worst, 0) : cell_none();
}

/* One rating, or from which to which it can still be. */
static struct cell rating_of_body(const struct building *b, const struct national_body *x)
{
    if (x->state == SUBJECT_UNRATED) {
        return cell_text(VOICE_RUBRIC, say_unrated(&b->t, b->t.rubric->body, x->unrated));
    }
    if (x->state != SUBJECT_INCOMPLETE) {
        return build_rating_of(b, x->by_hand ? x->rating : -1, x->rating_computed);
    }
    const char *low = say_rating(&b->t, x->rating_low), *high = say_rating(&b->t, x->rating_high);
    if (x->rating_low < 0 || x->rating_high < 0) {
        return cell_none();
    }
    return cell_text(VOICE_RUBRIC, x->rating_low == x->rating_high
                                       ? arena_printf(b->t.arena, "%s …", low)
                                       : arena_printf(b->t.arena, "%s … %s", low, high));
}

static void body_row(struct building *b, struct doc_table *t, const struct national *n,
                     const struct national_body *x)
{
    int decimals = b->t.rubric->decimals;
    struct doc_row *row = doc_row(b->d, t);

    row->cell[0] = cell_text(VOICE_OTHERS, x->name);
    row->cell[1] = cell_text(VOICE_OTHERS, x->code);
    row->cell[2] = place_of(x);
    row->cell[3] = cell_range(x->low, x->high, decimals);
    row->cell[4] = rating_of_body(b, x);
    row->cell[5] = cell_units(x->before, n->rubric_before ? n->rubric_before->decimals : decimals);
    row->cell[6] = cell_units(x->change, decimals);
    row->cell[6].plus = true;
    row->cell[7] = cell_count(x->nservices);
    if (n->which == 0) {
        row->cell[8] = cell_text(VOICE_PROGRAM, say_review(review_id(x->review)));
    }
}

static void by_hand(struct building *b, const struct national *n)
{
    for (int i = 0; i < n->nbodies; i++) {
        const struct national_body *x = &n->bodies[i];
        if (x->by_hand) {
            doc_fact(b->d, x->name,
                     cell_text(VOICE_OTHERS,
                               arena_printf(b->t.arena, _("%s by hand, in place of %s: %s"),
                                            say_rating(&b->t, x->rating),
                                            say_rating(&b->t, x->rating_computed),
                                            x->reason ? x->reason : "–")));
        }
    }
}

void build_bodies(struct building *b, const struct national *n)
{
    doc_section(b->d, _("Bodies by score"));
    struct doc_table *t = doc_table(b->d, _("Bodies ranked by score"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Body"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Code"));
    doc_column(b->d, t, COLUMN_RANGE, VOICE_PROGRAM, _("Place"));
    doc_column(b->d, t, COLUMN_RANGE, VOICE_PROGRAM, _("Score"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Rating"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, _("Year before"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, _("Change"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, C_("column", "Services"));
    if (n->which == 0) { /* of earlier campaigns no states are kept */
        doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("State"));
    }
    for (int i = 0; i < n->nbodies; i++) {
        body_row(b, t, n, &n->bodies[i]);
    }
    by_hand(b, n);
    struct doc_chart *c = doc_chart(b->d, CHART_BARS, _("Scores of bodies"), t, 0,
                                    n->nbodies < MOST_BARS ? n->nbodies : MOST_BARS, 3, 1);
    if (c) {
        c->full = figure_units(b->t.rubric, NUM_ONE);
    }
}

/* ---- coverage ---- */

static void counted(struct building *b, struct doc_table *t, int level, const char *name, int64_t n,
                    int64_t of)
{
    struct doc_row *row = doc_row(b->d, t);
    row->level = level;
    row->cell[0] = cell_text(VOICE_PROGRAM, name);
    row->cell[1] = cell_count(n);
    row->cell[2] = cell_share(n, of);
}

void build_coverage(struct building *b, const struct national *n)
{
    const struct coverage *k = &n->coverage;

    doc_section(b->d, _("Coverage"));
    struct doc_table *t = doc_table(b->d, _("How much is evaluated"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Figure"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, _("Number"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, _("Share, %"));
    counted(b, t, 0, _("Bodies"), k->bodies, k->bodies);
    counted(b, t, 1, _("Finished"), k->complete, k->bodies);
    counted(b, t, 1, _("Not finished"), k->incomplete, k->bodies);
    counted(b, t, 1, _("Not rated"), k->unrated, k->bodies);
    for (int i = 0; n->which == 0 && i < REVIEWS; i++) {
        if (k->reviews[i] > 0) {
            counted(b, t, 1, say_review(review_id((enum review)i)), k->reviews[i], k->bodies);
        }
    }
    counted(b, t, 0, C_("column", "Services"), k->services, k->services);
    counted(b, t, 1, _("Rated"), k->rated, k->services);
    counted(b, t, 1, _("Not finished"), k->services_incomplete, k->services);
    counted(b, t, 1, _("Not rated"), k->services_unrated, k->services);
    counted(b, t, 1, _("Stopped"), k->stopped, k->services);
    counted(b, t, 0, _("Questions asked"), k->asked, k->asked);
    counted(b, t, 1, C_("report", "Answered"), k->answered, k->asked);
    counted(b, t, 2, _("Of these not applicable"), k->not_applicable, k->asked);
    counted(b, t, 1, _("Can't be told"), k->cant_tell, k->asked);
    counted(b, t, 1, _("In conflict"), k->conflicts, k->asked);
    counted(b, t, 1, _("Open"), k->open, k->asked);
    counted(b, t, 0, _("Required evidence missing"), k->evidence_missing, k->asked);
}

/* ---- the years ---- */

static void break_notes(struct building *b, const struct trends *y)
{
    for (int i = 1; i < y->ncolumns; i++) {
        const struct trend_column *col = &y->column[i];
        if (col->broken && !col->comparable) {
            doc_paragraph(b->d,
                          cell_text(VOICE_OTHERS,
                                    arena_printf(b->t.arena,
                                                 _("Between %s and %s the rubric changed (%s, %s): "
                                                   "their scores can't be compared."),
                                                 y->column[i - 1].campaign, col->campaign, col->was,
                                                 col->now)));
        }
    }
}

static void series_row(struct building *b, struct doc_table *t, const struct trends *y,
                       const struct series *s)
{
    struct doc_row *row = doc_row(b->d, t);
    row->cell[0] = cell_text(VOICE_OTHERS, s->name);
    for (int i = 0, k = 0; i < y->ncolumns; i++) {
        const struct rubric *r = y->column[i].rubric;
        if (!r) {
            continue;
        }
        k++;
        if (s->point[i].state != POINT_NONE) {
            row->cell[k] = cell_range(figure_units(r, s->point[i].low),
                                      figure_units(r, s->point[i].high), r->decimals);
        }
    }
}

bool build_years(struct building *b)
{
    struct trends y;
    int rubrics = 0;

    if (!trends_bodies(b->c, b->which, &y, b->t.arena, b->err)) {
        return false;
    }
    for (int i = 0; i < y.ncolumns; i++) {
        rubrics += y.column[i].rubric != NULL;
    }
    if (rubrics < 2) {
        return true;
    }
    doc_section(b->d, _("Bodies through the years"));
    break_notes(b, &y);
    struct doc_table *t = doc_table(b->d, _("Scores of bodies by campaign"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Body"));
    for (int i = 0; i < y.ncolumns; i++) {
        if (y.column[i].rubric) {
            doc_column(b->d, t, COLUMN_RANGE, VOICE_OTHERS, y.column[i].campaign);
        }
    }
    for (int i = 0; i < y.nseries; i++) {
        series_row(b, t, &y, &y.series[i]);
    }
    return true;
}

/* A body's report: what the body is given. What only the reviewer looks at (who answered, what
 * stands out) is no part of it. */
#include <string.h>
#include "tui/report/build.h"

#define MOST_QUESTIONS 15

/* ---- the result ---- */

static struct cell rating_cell(const struct building *b, const struct row *row)
{
    struct cell c = cell_text(VOICE_RUBRIC, say_verdict_full(&b->t, row, b->t.rubric->body));
    if (row->state == SUBJECT_RATED && row->rating >= 0) {
        c = build_rating_of(b, row->final_rating, row->rating);
    }
    return c;
}

static void final_rating(struct building *b, const struct body_full *f)
{
    int computed = f->result->rating;
    if (f->final_rating >= 0) {
        doc_fact(
            b->d, _("Set by hand"),
            cell_text(VOICE_OTHERS, arena_printf(b->t.arena, _("%s in place of %s, by %s: %s"),
                                                 say_rating(&b->t, f->final_rating),
                                                 computed >= 0 ? say_rating(&b->t, computed) : "–",
                                                 f->final_by, f->final_reason)));
    }
}

static void count_row(struct building *b, struct doc_table *t, struct cell name, int n, int of)
{
    struct doc_row *row = doc_row(b->d, t);
    row->cell[0] = name;
    row->cell[1] = cell_count(n);
    row->cell[2] = cell_share(n, of);
}

static void service_counts(struct building *b, const struct body_result *x)
{
    const struct rubric *r = b->t.rubric;
    struct doc_table *t = doc_table(b->d, _("Services by rating"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Rating"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, C_("column", "Services"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, _("Share, %"));
    for (int i = r->nratings - 1; i >= 0; i--) {
        count_row(b, t, build_rating(b, i), x->rating_counts[i], x->nservices);
    }
    for (int i = 0; r->service && i < r->service->nunrated; i++) {
        count_row(b, t, build_text(b, &r->service->unrated[i].title), x->unrated_counts[i],
                  x->nservices);
    }
    if (x->nno_score > 0) {
        count_row(b, t, cell_text(VOICE_PROGRAM, _("without a score")), x->nno_score, x->nservices);
    }
    count_row(b, t, cell_text(VOICE_PROGRAM, _("Not finished")), x->nincomplete, x->nservices);
    count_row(b, t, cell_text(VOICE_PROGRAM, _("Stopped")), x->nstopped, x->nservices);
    doc_chart(b->d, CHART_BARS, _("Services by rating"), t, 0, t->nrows, 1, 1);
}

static void result(struct building *b, const struct scorecard *s)
{
    struct row row;
    const struct body_full *f = s->body;
    const struct body_result *x = f->result;

    doc_section(b->d, _("Result"));
    if (!row_get(b->c, b->which, f->code, "", -1, &row, b->t.arena)) {
        return;
    }
    doc_fact(b->d, _("Score"), build_figures(b, &x->f));
    doc_fact(b->d, _("Rating"), rating_cell(b, &row));
    for (int i = 0; i < x->ncapped; i++) {
        doc_fact(b->d, _("Capped because"),
                 build_text(b, &b->t.rubric->body->caps[x->capped[i]].because));
    }
    final_rating(b, f);
    if (s->earlier) {
        struct tongue then = b->t;
        then.rubric = s->earlier->rubric;
        doc_fact(b->d, arena_printf(b->t.arena, _("Score in %s"), s->earlier_name),
                 cell_range(figure_units(then.rubric, s->earlier->result->f.low),
                            figure_units(then.rubric, s->earlier->result->f.high),
                            then.rubric->decimals));
    }
    if (f->nservices > 0) {
        service_counts(b, x);
    }
}

/* ---- criteria ---- */

static void criteria(struct building *b, const struct scorecard *s)
{
    if (s->ncriteria == 0) {
        return;
    }
    doc_section(b->d, _("Criteria"));
    struct doc_table *t = doc_table(b->d, _("Scores by criterion"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Criterion"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Of"));
    doc_column(b->d, t, COLUMN_RANGE, VOICE_OTHERS, campaign_name(b->c, b->which));
    if (s->earlier_name) {
        doc_column(b->d, t, COLUMN_RANGE, VOICE_OTHERS, s->earlier_name);
    }
    for (int i = 0; i < s->ncriteria; i++) {
        const struct scorecard_criterion *k = &s->criteria[i];
        struct doc_row *row = doc_row(b->d, t);
        row->cell[0] = build_text(b, &k->criterion->title);
        row->cell[1] = cell_text(VOICE_PROGRAM, k->own ? _("the body itself") : _("its services"));
        row->cell[2] = build_figures(b, &k->now);
        if (s->earlier_name && s->earlier) {
            const struct rubric *r = s->earlier->rubric;
            row->cell[3] = cell_range(figure_units(r, k->before.low),
                                      figure_units(r, k->before.high), r->decimals);
        }
    }
    struct doc_chart *c = doc_chart(b->d, CHART_BARS, _("Scores by criterion, this campaign"), t, 0,
                                    s->ncriteria, 2, 1);
    if (c) {
        c->full = figure_units(b->t.rubric, NUM_ONE);
    }
}

/* ---- services ---- */

static struct cell service_rating(const struct building *b, const struct service_full *v)
{
    const struct subject *x = v->subject;
    switch (x->state) {
    case SUBJECT_STOPPED:
        return cell_text(VOICE_OTHERS, v->state_reason ? arena_printf(b->t.arena, _("stopped: %s"),
                                                                      v->state_reason)
                                                       : _("stopped"));
    case SUBJECT_INCOMPLETE:
        return cell_text(VOICE_PROGRAM, _("not finished"));
    case SUBJECT_UNRATED:
        return x->unrated >= 0 ? build_text(b, &x->block->unrated[x->unrated].title)
                               : cell_text(VOICE_PROGRAM, _("no score"));
    case SUBJECT_RATED:
        break;
    }
    return build_rating_of(b, v->final_rating, x->rating);
}

static void services(struct building *b, const struct scorecard *s)
{
    const struct body_full *f = s->body;
    if (f->nservices == 0) {
        return;
    }
    doc_section(b->d, C_("heading", "Services"));
    struct doc_table *t = doc_table(b->d, _("Services of the body"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Service"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Code"));
    doc_column(b->d, t, COLUMN_RANGE, VOICE_PROGRAM, _("Score"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Rating"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, _("Deficiencies"));
    for (int i = 0; i < f->nservices; i++) {
        const struct service_full *v = &f->services[i];
        struct doc_row *row = doc_row(b->d, t);
        row->cell[0] = cell_text(VOICE_OTHERS, v->name);
        row->cell[1] = cell_text(VOICE_OTHERS, v->code);
        row->cell[2] = build_figures(b, &v->subject->f);
        row->cell[3] = service_rating(b, v);
        row->cell[4] = cell_count(v->subject->ndeficiencies);
    }
}

/* ---- against the year before; weakest questions ---- */

static void matched(struct building *b, const struct scorecard *s)
{
    const struct matched *m = &s->matched;
    if (!s->earlier_name || m->n == 0) {
        return;
    }
    const struct rubric *then = campaign_rubric(b->c, b->which + 1);
    doc_section(b->d, _("The same services a campaign before"));
    doc_fact(b->d, _("Services with a score in both"), cell_count(m->n));
    doc_fact(b->d, arena_printf(b->t.arena, _("Their mean score in %s"), s->earlier_name),
             cell_units(figure_units(then ? then : b->t.rubric, m->before),
                        then ? then->decimals : b->t.rubric->decimals));
    doc_fact(b->d,
             arena_printf(b->t.arena, _("Their mean score in %s"), campaign_name(b->c, b->which)),
             build_figure(b, m->now));
    doc_paragraph(
        b->d, cell_text(VOICE_PROGRAM,
                        m->rubric_changed
                            ? arena_printf(b->t.arena,
                                           _("The rubric changed between the two (%s, %s): part "
                                             "of the difference may come from that."),
                                           m->rubric_before, m->rubric_now)
                            : _("The rubric was the same in both.")));
}

static void weakest_questions(struct building *b, const struct scorecard *s)
{
    if (s->nweakest == 0) {
        return;
    }
    doc_section(b->d, _("Weakest questions"));
    struct doc_table *t = doc_table(b->d, _("Questions that earn least over the services"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Question"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, _("Services below full points"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, _("Of services answered"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, _("Points earned, %"));
    for (int i = 0; i < s->nweakest && i < MOST_QUESTIONS; i++) {
        const struct weak *w = &s->weakest[i];
        struct doc_row *row = doc_row(b->d, t);
        row->cell[0] = build_ask(b, &b->t.rubric->service->questions[w->question]);
        row->cell[1] = cell_count(w->below);
        row->cell[2] = cell_count(w->of);
        row->cell[3] = cell_units(num_units(num_mul(b->t.arena, w->share, num_int(100)), 1), 1);
    }
}

/* How the evaluation itself stands: of use to whoever made it. */
static void about(struct building *b, const struct body_full *f)
{
    struct row row;

    doc_section(b->d, _("About the evaluation"));
    doc_fact(b->d, _("Code"), cell_text(VOICE_OTHERS, f->code));
    if (row_get(b->c, b->which, f->code, "", -1, &row, b->t.arena)) {
        doc_fact(b->d, C_("report", "Answered"),
                 cell_text(VOICE_PROGRAM,
                           arena_printf(b->t.arena, _("%d of %d"), row.answered, row.asked)));
    }
    doc_fact(b->d, _("State of the evaluation"), cell_text(VOICE_PROGRAM, say_review(f->review)));
}

/* What tells most comes first. */
void build_body(struct building *b)
{
    const struct scorecard *s = &b->body;

    build_head(b, _("Evaluation"), s->body->name);
    result(b, s);
    criteria(b, s);
    build_proposals(b);
    services(b, s);
    matched(b, s);
    weakest_questions(b, s);
    about(b, s->body);
}

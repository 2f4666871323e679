/* What is said of the chosen row of the report. */
#include "forms/text.h"
#include "tui/screens/report.h"

#define NARROW 110 /* columns from which the name stands in full */

static const struct question *report_question(const struct report_screen *s,
                                              const struct report_row *row)
{
    const struct rubric *r = s->national.rubric;
    return &(row->own ? r->body : r->service)->questions[row->index];
}

const char *report_ask(const struct report_screen *s, const struct report_row *row)
{
    return question_ask(report_question(s, row), s->tongue.language);
}

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
    const char *open =
        report_unfinished(l, col)
            ? arena_printf(s->arena,
                           ngettext(" · %lld service not finished", " · %lld services not finished",
                                    (unsigned long)col->incomplete),
                           (long long)col->incomplete)
            : "";
    return arena_printf(s->arena, "%s · %s: %s%s%s%s%s", col->campaign, l->title,
                        report_cell(l, col, s->arena), *open ? "…" : "", of, open,
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
    /* One line: where it is narrow a long name leaves room for the computed rating. */
    bool narrow = b->by_hand && s->rows.w < NARROW && b->short_name && *b->short_name;
    const char *text = narrow ? b->short_name : b->name;

    if (b->by_hand) {
        text = arena_printf(a, _("%s · %s by hand, computed %s: %s"), text,
                            say_rating(&s->tongue, b->rating),
                            say_rating(&s->tongue, b->rating_computed), b->reason ? b->reason : "");
    }
    if (s->national.which == 0) { /* of earlier campaigns no states are kept */
        text = arena_printf(a, "%s · %s", text, say_review(review_id(b->review)));
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
    const char *tells = say_tells(question_tells(report_question(s, row), sum));

    return *tells ? arena_printf(s->arena, "%s · %s", tells, report_ask(s, row))
                  : report_ask(s, row);
}

void report_foot(struct report_screen *s, const struct ui *ui)
{
    const struct report_row *row = report_chosen(s);
    const char *text = "";
    int lines = ui->area.h < REPORT_TALL ? 1 : 3;

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

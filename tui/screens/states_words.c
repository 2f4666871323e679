#include "tui/screens/states.h"

#include <string.h>
#include "tui/when.h"

const char *states_note(enum review state, bool changed)
{
    if (state == REVIEW_UNASSIGNED || state == REVIEW_ASSIGNED || state == REVIEWS) {
        return "";
    }
    return state == REVIEW_ACCEPTED && changed ? _("accepted, changed since")
                                               : say_review(review_id(state));
}

/* "83.0 Good" */
static const char *figure(const struct tongue *t, const char *score, const char *rating)
{
    return arena_printf(t->arena, "%s%s%s", score, *score && *rating ? " " : "", rating);
}

/* What an accept saw, as its event has it; "" where it saw no figure. */
static const char *figure_seen(const struct tongue *t, const struct review_state *s)
{
    const char *rating = s->rating ? s->rating : "";

    for (int i = 0; i < t->rubric->nratings; i++) {
        rating = strcmp(t->rubric->ratings[i].id, rating) == 0 ? say_rating(t, i) : rating;
    }
    return figure(t, s->score ? s->score : "", rating);
}

static const char *figure_now(const struct tongue *t, const struct row *row)
{
    const char *score = row->state == SUBJECT_RATED ? say_units(t, row->score)
                                                    : say_range(t, row->low, row->high, "–");
    return figure(t, score, say_verdict_full(t, row, t->rubric->body));
}

static const char *with_figures(const struct tongue *t, const char *line,
                                const struct review_state *s, const struct row *row)
{
    const char *seen = figure_seen(t, s);

    if (*seen) {
        line = arena_printf(t->arena, "%s: %s", line, seen);
    }
    return s->changed
               ? arena_printf(t->arena, _("%s; changed since, now %s"), line, figure_now(t, row))
               : line;
}

static const char *with_remarks(const struct tongue *t, struct campaign *c, const char *line,
                                const char *body)
{
    int n = desk_remarks(c, body);

    return n == 0 ? line
                  : arena_printf(t->arena,
                                 ngettext("%s; %d remark is open", "%s; %d remarks are open",
                                          (unsigned long)n),
                                 line, n);
}

const char *states_line(const struct tongue *t, struct campaign *c, const struct row *row,
                        enum role *role)
{
    struct review_state s;
    enum review beside;
    const char *by;

    *role = ROLE_TEXT;
    if (!review_get(c, 0, row->body, &s, t->arena) || !s.at || s.state == REVIEW_ASSIGNED) {
        return NULL;
    }
    /* Translators: a state, when, and by whom: "sent back 2019-03-12 14:20 by Inspector A". */
    const char *line = arena_printf(t->arena, _("%s %s by %s"), say_review(review_id(s.state)),
                                    when_local(t->arena, s.at, "%Y-%m-%d %H:%M"), s.by ? s.by : "");
    if (s.state == REVIEW_ACCEPTED) {
        line = with_figures(t, line, &s, row);
    } else if (s.state == REVIEW_SENT_BACK) {
        line = with_remarks(t, c, line, row->body);
    }
    if (s.reason) {
        line = arena_printf(t->arena, "%s: %s", line, s.reason);
    }
    bool apart = review_beside(c, row->body, &beside, &by, t->arena);
    if (apart) {
        /* Translators: after "desk done 2019-03-12 14:20 by Inspector A": a state, and by whom. */
        line = arena_printf(t->arena, _("%s; apart from it, %s by %s"), line,
                            say_review(review_id(beside)), by);
    }
    if (s.state == REVIEW_SENT_BACK || s.state == REVIEW_REOPENED || s.changed || apart) {
        *role = ROLE_WARNING;
    }
    return line;
}

/* "… On-site inspection: 41 questions are still open." */
static const char *with_open(const struct ui *ui, struct campaign *c, const char *said,
                             const struct row *row, int stage, struct arena *a)
{
    struct row at;
    int n = stage >= 0 && row_get(c, 0, row->body, "", stage, &at, a)
                ? at.stage_asked - at.stage_answered
                : 0;

    return n <= 0 ? said
                  : arena_printf(a,
                                 ngettext("%s %s: %d question is still open.",
                                          "%s %s: %d questions are still open.", (unsigned long)n),
                                 said, say_stage(&ui->tongue, stage, 40), n);
}

const char *states_said(const struct ui *ui, struct campaign *c, const struct row *row,
                        enum review to, int stage, struct arena *a)
{
    const struct rubric *r = ui->tongue.rubric;
    const char *said = arena_printf(a, "%s: %s.", short_name(row), say_review(review_id(to)));

    if (to == REVIEW_DESK_DONE) {
        said = with_open(ui, c, said, row, states_stage(r, REVIEW_ASSIGNED), a);
    } else if (to == REVIEW_VISITED) {
        said = with_open(ui, c, said, row, states_stage(r, REVIEW_VISITED), a);
    }
    if (ui->stage != stage && r->nstages > 1) {
        said =
            arena_printf(a, _("%s On show now: %s."), said,
                         ui->stage < 0 ? _("all stages") : say_stage(&ui->tongue, ui->stage, 40));
    }
    /* Who works on it has a file of his own. */
    if ((to == REVIEW_ACCEPTED || to == REVIEW_SENT_BACK || to == REVIEW_REOPENED) &&
        row->inspector && strcmp(row->inspector, campaign_by(c)) != 0) {
        said = arena_printf(
            a, _("%s %s sees it after taking in a file from here; Hand in writes one."), said,
            row->inspector);
    }
    return said;
}

enum mark states_attention(const struct row *row, const struct rubric *r)
{
    enum review state = review_of(row->review);
    enum mark m = row_attention(row, r);
    bool returned = state == REVIEW_SENT_BACK || state == REVIEW_REOPENED;

    return returned && m != MARK_CONFLICT ? MARK_REMARK : m;
}

const char *states_locked(const struct ui *ui, const char *body)
{
    struct err err = {0};
    const char *why = read_only_text(ui);

    if (why) {
        return why;
    }
    campaign_pin(ui->campaign);
    if (!review_open_for_work(ui->campaign, body, &err)) {
        why = arena_printf(ui->tongue.arena, "%s.", err_text(&err));
    }
    campaign_unpin(ui->campaign);
    err_clear(&err);
    return why;
}

int states_stage(const struct rubric *r, enum review state)
{
    int last = r->nstages - 1;

    if (last < 1) {
        return -1;
    }
    switch (state) {
    case REVIEW_UNASSIGNED:
    case REVIEW_ASSIGNED:
        return 0;
    case REVIEW_DESK_DONE:
        return 1;
    case REVIEW_VISITED:
    case REVIEW_OPINION_GIVEN:
        return last;
    default:
        return -1;
    }
}

void states_follow(struct ui *ui, const char *body)
{
    struct review_state s;

    if (!ui->stage_chosen && review_get(ui->campaign, 0, body, &s, ui->tongue.arena)) {
        ui->stage = states_stage(ui->tongue.rubric, s.state);
    }
}

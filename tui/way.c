#include "tui/way.h"

#include <string.h>
#include "tui/when.h"
#include "tui/words.h"

bool way_read(struct campaign *c, const char *body, struct way *w, struct arena *a, struct err *err)
{
    campaign_pin(c);
    bool ok = review_way(c, body, &w->steps, &w->nsteps, a, err) &&
              review_changes(c, body, &w->changes, &w->nchanges, a, err) &&
              review_get(c, 0, body, &w->state, a) && row_get(c, 0, body, "", -1, &w->row, a);
    campaign_unpin(c);
    return !campaign_fault(c, err) && ok;
}

const char *way_state(struct arena *a, const struct review_state *s)
{
    const char *state = say_review(review_id(s->state));
    return s->changed ? arena_printf(a, _("%s, changed since"), state) : state;
}

static const char *shown(const struct way_told *t, const char *s)
{
    return text_show(t->arena, s ? s : "", false);
}

static const char *moment(const struct way_told *t, const char *at)
{
    if (!at) {
        return "-";
    }
    return t->local ? when_local(t->arena, at, "%Y-%m-%d %H:%M") : shown(t, at);
}

/* "Good, 81.3"; what strangers wrote as a rating is shown as it is. */
static const char *verdict(const struct way_told *t, const char *rating, const char *score)
{
    const struct rubric *r = campaign_rubric(t->campaign, 0);
    const char *title = rating;
    for (int i = 0; rating && i < r->nratings; i++) {
        if (strcmp(r->ratings[i].id, rating) == 0) {
            title = text_in(&r->ratings[i].title, t->language);
        }
    }
    if (!title && !score) {
        return _("no score");
    }
    return arena_printf(t->arena, "%s%s%s", shown(t, title), title && score ? ", " : "",
                        shown(t, score));
}

static const char *verdict_now(const struct way_told *t, const struct row *row)
{
    const struct tongue words = {campaign_rubric(t->campaign, 0), t->language, t->arena};
    const char *score = say_units(&words, row->score);
    const char *rating =
        say_by_hand(&words, row->state == SUBJECT_RATED ? row->final_rating : -1, row->rating);

    if (!*rating && !*score) {
        return _("no score");
    }
    return arena_printf(t->arena, "%s%s%s", shown(t, rating), *rating && *score ? ", " : "",
                        shown(t, score));
}

static void step_text(const struct way_told *t, struct buf *b, const struct review_step *s)
{
    buf_printf(b, "%s  %s  %s", moment(t, s->at), shown(t, s->by),
               shown(t, say_review(s->state ? s->state : "?")));
    if (s->state && strcmp(s->state, review_id(REVIEW_ACCEPTED)) == 0) {
        buf_printf(b, ": %s", verdict(t, s->rating, s->score));
    }
    if (!s->known) {
        buf_add(b, _("  (no state that this meyar knows: it counts nowhere)"));
    } else if (!s->counts) {
        buf_add(b, _("  (never a supervisor: it counts nowhere)"));
    }
    if (s->text) {
        buf_add(b, _("  (its text is kept)"));
    }
    buf_addc(b, '\n');
    if (s->reason) {
        buf_printf(b, _("    reason: %s\n"), shown(t, s->reason));
    }
}

static const char *side_text(const struct way_told *t, const struct review_side *s)
{
    if (s->conflict) {
        return _("several answers");
    }
    return s->value ? shown(t, s->value) : _("nothing");
}

static void change_text(const struct way_told *t, struct buf *b, const struct review_change *x)
{
    buf_printf(b, "%s  %s  ", moment(t, x->at), shown(t, x->by ? x->by : "-"));
    const char *what = strcmp(x->kind, "answer") == 0           ? NULL
                       : strcmp(x->kind, "evidence") == 0       ? _("evidence of")
                       : strcmp(x->kind, "rubric") == 0         ? _("the rubric")
                       : strcmp(x->kind, "final_rating") == 0   ? _("final rating")
                       : strcmp(x->kind, "finding") == 0        ? _("own finding")
                       : strcmp(x->kind, "proposal_text") == 0  ? _("the proposal's text")
                       : strcmp(x->kind, "proposal_owner") == 0 ? _("the proposal's owner")
                       : strcmp(x->kind, "proposal_due") == 0   ? _("the proposal's deadline")
                                                                : _("the registry's row");
    const char *const words[] = {x->service[0] ? shown(t, x->service) : NULL, what,
                                 x->question ? shown(t, x->question) : NULL};
    bool first = true;
    for (int i = 0; i < 3; i++) {
        if (words[i]) {
            buf_printf(b, "%s%s", first ? "" : " ", words[i]);
            first = false;
        }
    }
    buf_printf(b, ": %s → %s\n", side_text(t, &x->was), side_text(t, &x->now));
    if (!text_same(x->was.note, x->now.note)) {
        buf_printf(b, _("    note: %s → %s\n"), x->was.note ? shown(t, x->was.note) : "–",
                   x->now.note ? shown(t, x->now.note) : "–");
    }
}

void way_text(const struct way_told *t, const struct way *w, struct buf *b)
{
    const struct review_state *s = &w->state;
    buf_printf(b, "%s  %s\n%s: %s\n", shown(t, w->row.body), shown(t, w->row.name), _("state"),
               way_state(t->arena, s));
    if (w->row.inspector) {
        buf_printf(b, "%s: %s\n", _("inspector"), shown(t, w->row.inspector));
    }
    if (s->state == REVIEW_ACCEPTED) {
        buf_printf(b, s->changed ? _("accepted as: %s; now: %s\n") : _("accepted as: %s\n"),
                   verdict(t, s->rating, s->score), verdict_now(t, &w->row));
    }
    if (w->nsteps > 0) {
        buf_addc(b, '\n');
    }
    for (int i = 0; i < w->nsteps; i++) {
        step_text(t, b, &w->steps[i]);
    }
    if (!s->changed) {
        return;
    }
    buf_printf(b, "\n%s\n", _("Changed since it was accepted"));
    for (int i = 0; i < w->nchanges; i++) {
        change_text(t, b, &w->changes[i]);
    }
    if (w->nchanges == 0) {
        buf_printf(b, "%s\n", _("(the accept does not list what it saw, so this can't be told)"));
    }
}

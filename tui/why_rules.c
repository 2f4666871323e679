/* How a subject's state and rating follow from its figures, in sentences. */
#include "tui/why_text.h"

#define LINES_MOST 8 /* beside those of the caps */

struct lines {
    const char **text;
    int n;
};

static void say(struct lines *l, const char *text)
{
    if (text && *text) {
        l->text[l->n++] = text;
    }
}

static const char *figure(const struct why_text *x, num f)
{
    return say_units(&x->t, figure_units(x->t.rubric, f));
}

static const char *unrated_title(const struct why_text *x)
{
    const struct why *y = x->why;
    return y->unrated >= 0 && y->judge
               ? say_unrated(&x->t, y->judge, y->judge->unrated[y->unrated].id)
               : _("no score");
}

/* ---- at the top ---- */

const char *why_head(const struct why_text *x)
{
    const struct why *y = x->why;
    const struct figures *f = &y->row[0].f;
    struct arena *a = x->t.arena;
    bool rated = rating_counting(y->state, x->row.final_rating, y->rating) >= 0;

    switch (y->state) {
    case SUBJECT_STOPPED:
        return _("stopped");
    case SUBJECT_UNRATED:
        return unrated_title(x);
    case SUBJECT_RATED:
        return !rated ? figure(x, f->score)
                      : arena_printf(a, "%s  %s", figure(x, f->score),
                                     say_by_hand(&x->t, x->row.final_rating, y->rating));
    case SUBJECT_INCOMPLETE:
        break;
    }
    if (num_is_none(f->low)) {
        return _("no figure yet");
    }
    /* Both ends, also where they are one: a single figure would read as a score. */
    const char *range = arena_printf(a, "%s – %s", figure(x, f->low), figure(x, f->high));
    return num_is_none(f->so_far)
               ? range
               : arena_printf(a, _("%s   so far %s"), range, figure(x, f->so_far));
}

/* ---- the state ---- */

static const char *state_line(const struct why_text *x)
{
    const struct why *y = x->why;
    struct arena *a = x->t.arena;

    switch (y->state) {
    case SUBJECT_STOPPED:
        return arena_printf(a, _("Stopped, and in no sum: %s"),
                            x->row.state_reason ? x->row.state_reason : "–");
    case SUBJECT_UNRATED:
        return y->unrated >= 0 && y->judge
                   ? arena_printf(a, _("Not rated, by the rule \"%s\": %s"), unrated_title(x),
                                  expr_source(y->judge->unrated[y->unrated].when))
                   : _("Not rated: nothing in it gives a figure.");
    case SUBJECT_RATED:
        return NULL;
    case SUBJECT_INCOMPLETE:
        break;
    }
    const char *services =
        y->body && y->body->nincomplete > 0
            ? arena_printf(a, _(" Services not finished: %d."), y->body->nincomplete)
            : "";
    const char *questions =
        y->subject->nopen > 0 ? arena_printf(a, _(" Open questions: %d."), y->subject->nopen) : "";
    return arena_printf(a, "%s%s%s", _("Not finished, so no score yet."), services, questions);
}

/* Of an incomplete subject whose figures can't move any more: what is left brings no points. */
static const char *settled_line(const struct why_text *x)
{
    const struct figures *f = &x->why->row[0].f;
    bool settled = x->why->state == SUBJECT_INCOMPLETE && !num_is_none(f->low) &&
                   num_cmp(f->low, f->high) == 0;

    return settled ? _("What is open brings no points, but it must be answered.") : NULL;
}

/* ---- the ratings ---- */

static const char *thresholds(const struct why_text *x)
{
    const struct rubric *r = x->t.rubric;
    struct buf b = {0};

    for (int i = 0; i < r->nratings; i++) {
        const char *from = num_short(x->t.arena, r->ratings[i].from);
        const char *format = i == 0              ? "%s %s"
                             : r->boundary_upper ? _("above %s %s")
                                                 : _("from %s %s");
        buf_add(&b, i > 0 ? " · " : "");
        buf_printf(&b, format, from, say_rating(&x->t, i));
    }
    const char *s = b.n ? arena_dup(x->t.arena, b.s) : NULL;
    buf_free(&b);
    return s;
}

static const char *rating_line(const struct why_text *x)
{
    const struct why *y = x->why;
    const struct figures *f = &y->row[0].f;
    const struct rubric *r = x->t.rubric;
    struct arena *a = x->t.arena;

    if (r->nratings == 0 || num_is_none(f->low)) {
        return NULL;
    }
    if (y->state == SUBJECT_RATED) {
        const char *score =
            r->rate_exact ? num_fraction(a, figure_scaled(r, f->score, a)) : figure(x, f->score);
        return arena_printf(a, _("%s gives: %s."), score, say_rating(&x->t, y->rating_computed));
    }
    return arena_printf(a, _("Before caps, %s gives: %s; %s gives: %s."), figure(x, f->low),
                        say_rating(&x->t, rating_of(r, f->low)), figure(x, f->high),
                        say_rating(&x->t, rating_of(r, f->high)));
}

/* ---- caps ---- */

static const char *cap_line(const struct why_text *x, int i)
{
    const struct cap *c = &x->why->judge->caps[i];
    const struct why_cap *w = &x->why->caps[i];
    struct arena *a = x->t.arena;
    const char *because = text_in(&c->because, x->t.language);
    const char *rating = say_rating(&x->t, c->at_most);

    if (!w->holds) {
        return arena_printf(a, _("\"%s\" would hold it at: %s."), because, rating);
    }
    if (x->why->state == SUBJECT_INCOMPLETE) {
        return arena_printf(a, _("\"%s\" holds it at: %s, as it stands."), because, rating);
    }
    return w->lowers
               ? arena_printf(a, _("\"%s\" holds it at: %s."), because, rating)
               : arena_printf(a, _("\"%s\" allows: %s, and lowers nothing."), because, rating);
}

static void say_caps(struct lines *l, const struct why_text *x)
{
    const struct why *y = x->why;
    bool figures = y->state == SUBJECT_RATED || y->state == SUBJECT_INCOMPLETE;
    int n = figures && y->judge ? y->judge->ncaps : 0, true_ones = 0;

    for (int i = 0; i < n; i++) {
        true_ones += y->caps[i].holds;
    }
    if (n > 0 && true_ones == 0) {
        say(l, _("No cap applies."));
    }
    for (int i = 0; i < n; i++) {
        say(l, cap_line(x, i));
    }
}

static const char *final_line(const struct why_text *x)
{
    const struct body_full *f = x->full;
    struct arena *a = x->t.arena;
    int rating = f ? f->final_rating : x->row.final_rating;

    if (rating < 0 || x->why->state != SUBJECT_RATED) {
        return NULL;
    }
    if (f && f->final_reason && f->final_by) {
        return arena_printf(a, _("Set by hand, by %s: %s, in place of: %s. %s"), f->final_by,
                            say_rating(&x->t, rating), say_rating(&x->t, x->why->rating),
                            f->final_reason);
    }
    return arena_printf(a, _("Set by hand: %s, in place of: %s."), say_rating(&x->t, rating),
                        say_rating(&x->t, x->why->rating));
}

int why_rules(const struct why_text *x, const char ***lines)
{
    int caps = x->why->judge ? x->why->judge->ncaps : 0;
    struct lines l = {arena_alloc(x->t.arena, (size_t)(LINES_MOST + caps) * sizeof *l.text), 0};

    say(&l, state_line(x));
    say(&l, settled_line(x));
    if (!num_is_none(x->why->row[0].f.low)) {
        say(&l, thresholds(x));
        say(&l, rating_line(x));
    }
    say_caps(&l, x);
    say(&l, final_line(x));
    *lines = l.text;
    return l.n;
}

#include "tui/rubric_words.h"

#include <string.h>
#include "tui/lines.h"

const char *say_rubric_difference(struct arena *a, const struct rubric_difference *d)
{
    bool body = d->block == BLOCK_BODY;

    switch (d->kind) {
    case DIFFERENT_SCALE:
        return _("the scale or its decimals");
    case DIFFERENT_RATINGS:
        return _("the ratings");
    case DIFFERENT_NA:
        return _("what not applicable counts as");
    case DIFFERENT_BODY:
        return _("how a body's score is put together");
    case DIFFERENT_AGGREGATE:
        return body ? _("how criteria make the score of bodies")
                    : _("how criteria make the score of services");
    case DIFFERENT_UNRATED:
        return body ? _("which bodies are not rated") : _("which services are not rated");
    case DIFFERENT_CAPS:
        return body ? _("what holds a body's rating down")
                    : _("what holds a service's rating down");
    case CRITERION_NEW:
        return arena_printf(a, _("criterion %s is new"), d->id);
    case CRITERION_GONE:
        return arena_printf(a, _("criterion %s is gone"), d->id);
    case CRITERION_CHANGED:
        return arena_printf(a, _("criterion %s weighs or is summed otherwise"), d->id);
    case QUESTION_NEW:
        return arena_printf(a, _("question %s is new"), d->id);
    case QUESTION_GONE:
        return arena_printf(a, _("question %s is gone"), d->id);
    case QUESTION_RENAMED:
        return arena_printf(a, _("question %s is now %s"), d->old_id, d->id);
    case QUESTION_CHANGED:
        return arena_printf(a, _("question %s has other answers or points"), d->id);
    case QUESTION_WEIGHT:
        return arena_printf(a, _("question %s weighs otherwise or stands elsewhere"), d->id);
    default:
        return arena_printf(a, _("question %s is asked or required otherwise"), d->id);
    }
}

const char *say_differences(struct arena *a, const struct rubric_move *m, bool bears)
{
    const char *all = "";

    for (int i = 0; i < m->ndifferences; i++) {
        if (m->differences[i].bears == bears) {
            all = arena_printf(a, "%s%s%s", all, *all ? "; " : "",
                               say_rubric_difference(a, &m->differences[i]));
        }
    }
    return all;
}

const char *say_comparable(struct arena *a, const struct rubric_move *m)
{
    if (m->comparable) {
        return _("Scores stay comparable: nothing that bears on them differs.");
    }
    return arena_printf(a, _("Scores can't be compared with those before: %s."),
                        say_differences(a, m, true));
}

const char *say_carried(struct arena *a, const struct rubric_move *m)
{
    const char *text =
        arena_printf(a,
                     ngettext("%lld answer is carried over", "%lld answers are carried over",
                              (unsigned long)m->carried),
                     (long long)m->carried);

    if (m->renamed > 0) {
        text = arena_printf(a, _("%s, %lld of them under another id"), text, (long long)m->renamed);
    }
    if (m->back > 0) {
        text =
            arena_printf(a,
                         ngettext("%s; %lld that was aside counts again",
                                  "%s; %lld that were aside count again", (unsigned long)m->back),
                         text, (long long)m->back);
    }
    return text;
}

const char *say_rubric_verdict(const struct tongue *t, const struct rubric_verdict *v, bool service)
{
    const struct block *b = service ? t->rubric->service : t->rubric->body;

    switch (v->state) {
    case SUBJECT_STOPPED:
        return _("stopped");
    case SUBJECT_UNRATED:
        return say_unrated(t, b, v->unrated);
    case SUBJECT_RATED:
        return v->rating < 0 ? say_units(t, v->score)
                             : arena_printf(t->arena, "%s %s", say_units(t, v->score),
                                            say_rating(t, v->rating));
    default: {
        const char *range = say_range(t, v->low, v->high, "–");
        return *range ? range : "–";
    }
    }
}

const char *say_rubric_moved(struct arena *a, const struct rubric_move *m,
                             const struct rubric_moved *x, int was_language, int language)
{
    struct tongue was = {m->was, was_language, a}, now = {m->now, language, a};
    bool service = *x->service;

    return arena_printf(a, "%s → %s", say_rubric_verdict(&was, &x->was, service),
                        say_rubric_verdict(&now, &x->now, service));
}

const char *say_aside_why(enum aside_why why)
{
    switch (why) {
    case ASIDE_UNFIT:
        return _("the question takes no such answer any more");
    case ASIDE_QUESTION:
        return _("the rubric has no such question");
    case ASIDE_WITHDRAWN:
        return _("the row is withdrawn");
    default:
        return _("the registry has no such row");
    }
}

const char *say_aside(struct arena *a, const struct aside *x)
{
    if (x->evidence) {
        return arena_printf(a, _("%s: the file %s"), x->question, x->value);
    }
    if (!x->value) {
        return arena_printf(a, _("%s: a note"), x->question);
    }
    return arena_printf(a, "%s = %s", x->question, x->value);
}

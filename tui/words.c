#include "tui/words.h"

#include <string.h>
#include "tui/lines.h"

const char *say_units(const struct tongue *t, int64_t units)
{
    char out[32];
    return arena_dup(t->arena, units_text(units, t->rubric->decimals, out, sizeof out));
}

const char *say_range(const struct tongue *t, int64_t low, int64_t high, const char *between)
{
    if (low == UNITS_NONE || high == UNITS_NONE) {
        return "";
    }
    if (low == high) {
        return say_units(t, low);
    }
    return arena_printf(t->arena, "%s%s%s", say_units(t, low), between, say_units(t, high));
}

const char *say_figures(const struct tongue *t, const struct figures *f, const char *between)
{
    if (num_is_none(f->low) || num_is_none(f->high)) {
        return "";
    }
    return say_range(t, figure_units(t->rubric, f->low), figure_units(t->rubric, f->high), between);
}

const char *say_gain(const struct tongue *t, num gain)
{
    if (num_is_none(gain)) {
        return "";
    }
    int64_t units = figure_units(t->rubric, gain);
    return arena_printf(t->arena, "%s%s", units < 0 ? "" : "+", say_units(t, units));
}

const char *say_rating(const struct tongue *t, int rating)
{
    if (rating < 0 || rating >= t->rubric->nratings) {
        return "";
    }
    const char *title = text_in(&t->rubric->ratings[rating].title, t->language);
    return title ? title : "";
}

const char *say_unrated(const struct tongue *t, const struct block *b, const char *id)
{
    int i = b && id ? block_unrated(b, id) : -1;
    const char *title = i >= 0 ? text_in(&b->unrated[i].title, t->language) : NULL;
    return title ? title : _("no score");
}

const char *say_by_hand(const struct tongue *t, int final_rating, int computed)
{
    const char *rating = say_rating(t, final_rating >= 0 ? final_rating : computed);

    if (final_rating < 0) {
        return rating;
    }
    return computed < 0 || computed == final_rating
               ? arena_printf(t->arena, _("%s (by hand)"), rating)
               : arena_printf(t->arena, _("%s (by hand; computed: %s)"), rating,
                              say_rating(t, computed));
}

const char *say_by_hand_fit(const struct tongue *t, int final_rating, int computed, int w)
{
    const char *all = say_by_hand(t, final_rating, computed);

    if (final_rating < 0 || text_width(text_show(t->arena, all, false)) <= w) {
        return cut_middle(t->arena, all, w); /* … at the end means something else */
    }
    return arena_printf(t->arena, "%s %s", cut_middle(t->arena, say_rating(t, final_rating), w - 2),
                        mark_utf8(MARK_BY_HAND));
}

/* What was set by hand, where it counts. */
static int by_hand(const struct row *row)
{
    return row->state == SUBJECT_RATED ? row->final_rating : -1;
}

/* What is no range: a rating, or why there is none. */
static const char *settled(const struct tongue *t, const struct row *row, const struct block *b)
{
    switch (row->state) {
    case SUBJECT_STOPPED:
        return _("stopped");
    case SUBJECT_UNRATED:
        return say_unrated(t, b, row->unrated);
    default:
        return say_by_hand(t, by_hand(row), row->rating);
    }
}

const char *say_verdict(const struct tongue *t, const struct row *row, const struct block *b, int w,
                        enum role *role)
{
    *role = row->state == SUBJECT_RATED
                ? role_rating(rating_counting(row->state, row->final_rating, row->rating),
                              t->rubric->nratings)
                : ROLE_DIM;
    if (by_hand(row) >= 0) {
        return say_by_hand_fit(t, row->final_rating, row->rating, w);
    }
    if (row->state != SUBJECT_INCOMPLETE) {
        return cut_middle(t->arena, settled(t, row, b), w);
    }
    const char *low = text_show(t->arena, say_rating(t, row->rating_low), false);
    if (!*low) {
        return "";
    }
    size_t n = text_fit(low, w - 1, NULL);
    return arena_printf(t->arena, "%.*s%s", (int)n, low, mark_utf8(MARK_CUT));
}

/* "Unsatisfactory … Good"; "Good …" where both ends are one. */
static const char *rating_range(const struct tongue *t, const struct row *row)
{
    const char *low = say_rating(t, row->rating_low), *high = say_rating(t, row->rating_high);

    if (row->rating_low < 0 || row->rating_high < 0) {
        return "";
    }
    return row->rating_low == row->rating_high ? arena_printf(t->arena, "%s …", low)
                                               : arena_printf(t->arena, "%s … %s", low, high);
}

const char *say_verdict_full(const struct tongue *t, const struct row *row, const struct block *b)
{
    if (row->state != SUBJECT_INCOMPLETE) {
        return settled(t, row, b);
    }
    const char *range = rating_range(t, row);
    if (!*range || row->held < 0 || row->held >= row->rating_high) {
        return range;
    }
    const char *held =
        arena_printf(t->arena, _("held at %s as it stands"), say_rating(t, row->held));
    return arena_printf(t->arena, "%s, %s", range, held);
}

const char *say_verdict_fit(const struct tongue *t, const struct row *row, const struct block *b,
                            int w)
{
    const char *full = say_verdict_full(t, row, b);
    if (by_hand(row) >= 0) {
        return say_by_hand_fit(t, row->final_rating, row->rating, w);
    }
    bool fits = row->state != SUBJECT_INCOMPLETE || text_width(full) <= w;
    return fits ? full : rating_range(t, row);
}

enum role verdict_role(const struct rubric *r, const struct row *row)
{
    bool rated = row->state == SUBJECT_RATED;
    return role_rating(rated ? rating_counting(row->state, row->final_rating, row->rating)
                             : row->rating_low,
                       r->nratings);
}

struct word {
    const char *id, *word; /* N_() */
};

/* The word of an id; where it is not among them the id itself. */
static const char *word_of(const struct word *words, size_t n, const char *id)
{
    for (size_t i = 0; id && i < n; i++) {
        if (strcmp(words[i].id, id) == 0) {
            return _(words[i].word);
        }
    }
    return id ? id : "";
}

const char *say_severity(const struct tongue *t, int severity)
{
    static const struct word words[] = {
        {"minor", N_("minor")},
        {"major", N_("major")},
        {"critical", N_("critical")},
    };
    return word_of(words, sizeof words / sizeof words[0], t->rubric->severities[severity]);
}

const char *say_review(const char *state)
{
    static const struct word words[] = {
        {"unassigned", N_("not assigned")},     {"assigned", N_("assigned")},
        {"desk_done", N_("desk done")},         {"visited", N_("visited")},
        {"opinion_given", N_("opinion given")}, {"handed_in", N_("handed in")},
        {"sent_back", N_("sent back")},         {"accepted", N_("accepted")},
        {"reopened", N_("re-opened")},
    };
    return word_of(words, sizeof words / sizeof words[0], state);
}

const char *short_name(const struct row *row)
{
    return row->short_name && *row->short_name ? row->short_name : row->name;
}

const char *say_value(const struct tongue *t, const struct question *q, const char *value)
{
    struct answer answer;
    const char *why;

    if (!value || !answer_parse(q, value, t->arena, &answer, &why) ||
        answer.given == GIVEN_NOTHING) {
        return NULL;
    }
    return answer_shown(q, &answer, t->language, t->arena);
}

const char *say_stage(const struct tongue *t, int stage, int w)
{
    if (t->rubric->nstages < 2) {
        return "";
    }
    if (stage < 0) {
        return cut_end(t->arena, _("all stages"), w);
    }
    const char *title = text_in(&t->rubric->stages[stage].title, t->language);
    return cut_end(t->arena, title ? title : t->rubric->stages[stage].id, w);
}

enum mark row_progress(const struct row *row)
{
    if (row->review && strcmp(row->review, "accepted") == 0) {
        return MARK_ACCEPTED;
    }
    switch (row->state) {
    case SUBJECT_STOPPED:
        return MARK_STOPPED;
    case SUBJECT_UNRATED:
        return MARK_NOT_RATED;
    case SUBJECT_RATED:
        return MARK_DONE;
    case SUBJECT_INCOMPLETE:
        break;
    }
    bool begun = row->answered > 0 || row->cant_tell > 0 || row->conflicts > 0;
    return begun ? MARK_BEGUN : MARK_OPEN;
}

enum mark row_attention(const struct row *row, const struct rubric *r)
{
    if (row->conflicts > 0) {
        return MARK_CONFLICT;
    }
    if (row->remarks > 0) {
        return MARK_REMARK;
    }
    if (row->worst > 0 && row->state != SUBJECT_STOPPED) {
        return row->worst == r->nseverities - 1 ? MARK_GRAVEST : MARK_GRAVE;
    }
    return row->cant_tell > 0 ? MARK_CANT_TELL : MARK_NONE;
}

#include "tui/scorecard_words.h"

#include <string.h>
#include "tui/when.h"

static const char *look_format(enum look_kind kind, unsigned long n)
{
    switch (kind) {
    case LOOK_CONFLICT:
        return ngettext("%d conflict", "%d conflicts", n);
    case LOOK_CANT_TELL:
        return ngettext("%d can't be told", "%d can't be told", n);
    case LOOK_OPEN:
        return ngettext("%d not answered", "%d not answered", n);
    case LOOK_EVIDENCE:
        return ngettext("%d required evidence missing", "%d required evidence missing", n);
    case LOOK_BARE_FULL:
        return ngettext("%d full without evidence", "%d full without evidence", n);
    case LOOK_NA:
        return ngettext("%d n/a without a reason worth it", "%d n/a without a reason worth it", n);
    case LOOK_REMARK:
        return ngettext("%d remark", "%d remarks", n);
    case LOOK_NO_OWNER:
        return ngettext("%d proposal without owner or deadline",
                        "%d proposals without owner or deadline", n);
    case LOOK_NOT_FOLLOWED:
        return ngettext("%d proposal of last year not followed up",
                        "%d proposals of last year not followed up", n);
    case LOOK_SAME_NOTE:
        return ngettext("%d answer with one and the same note",
                        "%d answers with one and the same note", n);
    case LOOK_KINDS:
        break;
    }
    return "%d";
}

const char *say_look(struct arena *a, enum look_kind kind, int n)
{
    const char *format = look_format(kind, (unsigned long)n), *at = strstr(format, "%d");

    /* The number takes its place by hand: the format comes out of a table. */
    return at ? arena_printf(a, "%.*s%d%s", (int)(at - format), format, n, at + 2) : format;
}

/* ---- since the last review ---- */

static const char *add_count(struct arena *a, const char *list, const char *one)
{
    return *list ? arena_printf(a, "%s, %s", list, one) : one;
}

const char *say_since(struct arena *a, const struct review_since *s)
{
    int answers = 0, files = 0, others = 0;
    const char *list = "", *day = s->at ? when_local(a, s->at, "%Y-%m-%d") : "";

    for (int i = 0; i < s->n; i++) {
        bool answer = strcmp(s->list[i].kind, "answer") == 0;
        bool file = strcmp(s->list[i].kind, "evidence") == 0;
        answers += answer;
        files += file;
        others += !answer && !file;
    }
    if (answers > 0) {
        list =
            arena_printf(a, ngettext("%d answer", "%d answers", (unsigned long)answers), answers);
    }
    if (files > 0) {
        list = add_count(
            a, list, arena_printf(a, ngettext("%d file", "%d files", (unsigned long)files), files));
    }
    if (others > 0) {
        list = add_count(
            a, list,
            arena_printf(a, ngettext("%d other change", "%d other changes", (unsigned long)others),
                         others));
    }
    switch (*list ? s->state : REVIEW_UNASSIGNED) {
    case REVIEW_SENT_BACK:
        return arena_printf(a, _("Since it was sent back %s: %s"), day, list);
    case REVIEW_REOPENED:
        return arena_printf(a, _("Since it was re-opened %s: %s"), day, list);
    case REVIEW_ACCEPTED:
        return arena_printf(a, _("Since it was accepted %s: %s"), day, list);
    default:
        return "";
    }
}

/* ---- against the year before ---- */

const char *say_matched(const struct tongue *t, const struct matched *m, const struct rubric *then)
{
    struct arena *a = t->arena;
    const struct tongue before = {then, t->language, a};

    if (m->n == 0 || !then) {
        return "";
    }
    return arena_printf(
        a, ngettext("%d same service: %s → %s", "%d same services: %s → %s", (unsigned long)m->n),
        m->n, say_units(&before, figure_units(then, m->before)),
        say_units(t, figure_units(t->rubric, m->now)));
}

const char *say_rubrics(struct arena *a, const struct matched *m, const char *earlier)
{
    if (!m->rubric_before) {
        return arena_printf(a, _("rubric %s"), m->rubric_now);
    }
    if (!m->rubric_changed) {
        return arena_printf(a, _("rubric %s, as in %s"), m->rubric_now, earlier);
    }
    return strcmp(m->rubric_before, m->rubric_now) != 0
               ? arena_printf(a, _("rubric %s; %s: %s"), m->rubric_now, earlier, m->rubric_before)
               : arena_printf(a, _("rubric %s, not as in %s"), m->rubric_now, earlier);
}

enum mark better_or_worse(int64_t low, int64_t high, int64_t before)
{
    if (before == UNITS_NONE || low == UNITS_NONE || high == UNITS_NONE) {
        return MARK_NONE;
    }
    return low > before ? MARK_BETTER : high < before ? MARK_WORSE : MARK_NONE;
}

const char *say_days(struct arena *a, const char *first, const char *last)
{
    const char *from = when_local(a, first, "%Y-%m-%d"), *to = when_local(a, last, "%Y-%m-%d");

    return strcmp(from, to) == 0 ? from : arena_printf(a, "%s – %s", from, to);
}

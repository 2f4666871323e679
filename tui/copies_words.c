#include "tui/copies_words.h"

#include "forms/text.h"
#include "tui/when.h"

const char *say_copy_why(enum copy_why why)
{
    static const char *const words[COPY_WHYS] = {
        [COPY_DAILY] = N_("once a day"),         [COPY_MERGE] = N_("before a merge"),
        [COPY_MERGED] = N_("after a merge"),     [COPY_HANDED] = N_("after a hand in"),
        [COPY_RESTORE] = N_("before a restore"), [COPY_BACK] = N_("before a merge was taken back"),
    };
    return text_translated(words[why]);
}

const char *say_moment(struct arena *a, const char *utc)
{
    return when_local(a, utc, "%Y-%m-%d %H:%M");
}

static const char *say_people(struct arena *a, const struct copy_person *people, int n)
{
    const char *text = "";
    for (int i = 0; i < n; i++) {
        const struct copy_person *p = &people[i];
        const char *entries =
            arena_printf(a, ngettext("%lld entry", "%lld entries", (unsigned long)p->events),
                         (long long)p->events);
        const char *answers = arena_printf(
            a,
            ngettext("%lld of them an answer", "%lld of them answers", (unsigned long)p->answers),
            (long long)p->answers);
        text = arena_printf(a, _("%s\n  %s: %s, %s, the last on %s"), text, p->by, entries, answers,
                            say_moment(a, p->last_at));
    }
    return text;
}

const char *say_difference(struct arena *a, const struct copy_difference *d)
{
    const char *text = _("The copy has everything that the file has.");
    if (d->since > 0) {
        text = arena_printf(a,
                            ngettext("%lld entry of the file is not in the copy",
                                     "%lld entries of the file are not in the copy",
                                     (unsigned long)d->since),
                            (long long)d->since);
        text = arena_printf(a, _("%s, %lld of them made on this laptop:%s"), text,
                            (long long)d->own, say_people(a, d->people, d->npeople));
    }
    if (d->only > 0)
        text = arena_printf(a,
                            ngettext("%s\n%lld entry of the copy is not in the file.",
                                     "%s\n%lld entries of the copy are not in the file.",
                                     (unsigned long)d->only),
                            text, (long long)d->only);
    return text;
}

const char *say_copy_change(struct arena *a, const struct copy_change *c)
{
    const char *where = arena_printf(a, "%s%s%s", c->body, *c->service ? "/" : "", c->service);
    /* Of evidence, remarks and the like the item is a hash. */
    bool named = text_width(c->item) <= 40;
    where = arena_printf(a, "%s%s%s", where, *where && named && *c->item ? " " : "",
                         named ? c->item : "");
    return c->value ? arena_printf(a, "%s: %s", where, c->value)
                    : arena_printf(a, "%s%s%s", c->kind, *where ? " " : "", where);
}

const char *say_restored(struct arena *a, const struct restored *r, bool brief)
{
    const char *text =
        arena_printf(a, _("Put back as it was after the last entry of %s."), say_moment(a, r->at));
    if (r->lost > 0) {
        text = arena_printf(a,
                            ngettext("%s %lld entry made since is missing now",
                                     "%s %lld entries made since are missing now",
                                     (unsigned long)r->lost),
                            text, (long long)r->lost);
        text = arena_printf(a, _("%s, %lld of them of this laptop."), text, (long long)r->own);
    }
    if (r->kept && r->damaged)
        text =
            arena_printf(a, _("%s What was there before, damaged, is kept as %s"), text, r->kept);
    else if (r->kept && brief)
        text = arena_printf(a, _("%s What was there before is the newest of the copies."), text);
    else if (r->kept)
        text = arena_printf(a, _("%s What was there before is kept as %s"), text, r->kept);
    return text;
}

const char *say_merge_back(struct arena *a, const struct merge_back *m)
{
    const char *text =
        arena_printf(a, _("The merge of %s: what others made and it brought goes:%s"),
                     say_moment(a, m->at), say_people(a, m->people, m->npeople));
    text = m->own > 0
               ? arena_printf(a,
                              ngettext("%s\n%lld entry of this laptop since then stays.",
                                       "%s\nAll %lld entries of this laptop since then stay.",
                                       (unsigned long)m->own),
                              text, (long long)m->own)
               : arena_printf(a, _("%s\nNothing was entered on this laptop since then."), text);
    if (m->resting > 0)
        text = arena_printf(a,
                            ngettext("%s\n%lld of them was made over something that goes: what "
                                     "was entered here stands.",
                                     "%s\n%lld of them were made over something that goes: what "
                                     "was entered here stands.",
                                     (unsigned long)m->resting),
                            text, (long long)m->resting);
    return text;
}

#include "tui/proposal_words.h"

#include "forms/text.h"

const char *say_proposal_state(enum proposal_state state)
{
    static const char *const words[PROPOSAL_STATES] = {
        [PROPOSAL_DRAFT] = NC_("proposal", "draft"),
        [PROPOSAL_GIVEN] = NC_("proposal", "given"),
        [PROPOSAL_ACCEPTED] = NC_("proposal", "accepted"),
        [PROPOSAL_DISPUTED] = NC_("proposal", "disputed"),
        [PROPOSAL_DONE] = NC_("proposal", "done"),
        [PROPOSAL_NOT_DONE] = NC_("proposal", "not done"),
        [PROPOSAL_NO_LONGER] = NC_("proposal", "no longer applies"),
    };
    return text_translated(words[state]);
}

const char *say_proposal_kind(enum proposal_kind kind)
{
    switch (kind) {
    case PROPOSAL_OBSERVATION:
        return _("observation");
    case PROPOSAL_PRACTICE:
        return _("good practice");
    default:
        return _("deficiency");
    }
}

const char *say_proposal_became(enum proposal_state state)
{
    return state == PROPOSAL_DRAFT ? C_("proposal", "open") : say_proposal_state(state);
}

const char *say_proposal_times(struct arena *a, int times)
{
    switch (times) {
    case 0:
    case 1:
        return "";
    case 2:
        return C_("proposal", "again");
    case 3:
        return C_("proposal", "third time");
    case 4:
        return C_("proposal", "fourth time");
    default:
        return arena_printf(a, ngettext("%d time", "%d times", (unsigned long)times), times);
    }
}

const char *say_proposal_since(const struct tongue *t, const struct proposal_item *x)
{
    if (x->times < 2 || !x->since) {
        return "";
    }
    return arena_printf(t->arena, _("%s, since %s"), say_proposal_times(t->arena, x->times),
                        x->since);
}

static void add_codes(struct buf *out, const struct body_full *b, const struct proposal_wording *w)
{
    for (int i = 0; i < w->nservices; i++) {
        buf_printf(out, "%s%s", i ? ", " : " (", b->services[w->services[i]].code);
    }
    buf_add(out, w->nservices > 0 ? ")" : "");
}

static const char *wordings(const struct tongue *t, const struct body_full *b,
                            const struct proposal_item *x, bool proposal)
{
    struct buf out = {0};

    for (int i = 0; i < x->ntexts; i++) {
        const struct proposal_wording *w = &x->texts[i];
        const char *text = proposal ? w->proposal : w->deficiency;
        if (!text) {
            continue;
        }
        buf_printf(&out, "%s%s", out.n ? "\n" : "", text);
        if (x->ntexts > 1) {
            add_codes(&out, b, w);
        }
    }
    const char *all = out.n ? arena_dup(t->arena, out.s) : NULL;
    buf_free(&out);
    return all;
}

const char *say_proposal_deficiency(const struct tongue *t, const struct body_full *b,
                                    const struct proposal_item *x)
{
    return x->deficiency ? x->deficiency : wordings(t, b, x, false);
}

const char *say_proposal_text(const struct tongue *t, const struct body_full *b,
                              const struct proposal_item *x)
{
    return x->proposal ? x->proposal : wordings(t, b, x, true);
}

const char *say_proposal_due(struct arena *a, const struct proposal_item *p)
{
    if (p->due) {
        return p->due;
    }
    if (p->due_days < 0) {
        return "";
    }
    return arena_printf(a, ngettext("%d day", "%d days", (unsigned long)p->due_days), p->due_days);
}

const char *proposal_deficiency(const struct proposal_item *p)
{
    const char *rubric = p->ntexts > 0 ? p->texts[0].deficiency : NULL;
    const char *text = p->deficiency ? p->deficiency : rubric ? rubric : p->ask;
    return text ? text : p->key;
}

const char *proposal_text(const struct proposal_item *p)
{
    return p->proposal ? p->proposal : p->ntexts > 0 ? p->texts[0].proposal : NULL;
}

const char *proposal_title(const struct proposal_item *p)
{
    const char *text = proposal_text(p);
    return text ? text : proposal_deficiency(p);
}

enum mark proposal_mark(const struct proposal_item *p, const struct rubric *r)
{
    if (p->kind != PROPOSAL_RAISED) {
        return MARK_FINDING;
    }
    if (p->severity < 0 || p->severity == 0) {
        return MARK_DOT;
    }
    return p->severity == r->nseverities - 1 ? MARK_GRAVEST : MARK_GRAVE;
}

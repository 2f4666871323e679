#include "forms/finding.h"

#include "forms/qtype.h"

/* Does choice i cost points in this answer: the one chosen, a good one unchecked, a bad one
 * checked? */
static bool speaks(const struct question *q, const struct answer *v, int i)
{
    if (q->type->id == Q_CHOICE)
        return v->choice == i;
    if (q->type->id != Q_CHOICES || v->value.type != VT_SET)
        return false;
    int sign = num_sign(q->choices[i].points);
    return v->value.u.set[i] ? sign < 0 : sign > 0;
}

static const char *words(const struct question *q, const struct answer *v, bool proposal,
                         int language, struct arena *a)
{
    const char *all = NULL;
    for (int i = 0; i < q->nchoices && v->given == GIVEN_VALUE; i++) {
        const struct choice *c = &q->choices[i];
        const char *s = text_in(proposal ? &c->proposal : &c->deficiency, language);
        if (s && speaks(q, v, i))
            all = all ? arena_printf(a, "%s\n%s", all, s) : s;
    }
    return all ? all : text_in(proposal ? &q->proposal : &q->deficiency, language);
}

const char *finding_deficiency(const struct question *q, const struct answer *v, int language,
                               struct arena *a)
{
    return words(q, v, false, language, a);
}

const char *finding_proposal(const struct question *q, const struct answer *v, int language,
                             struct arena *a)
{
    return words(q, v, true, language, a);
}

static bool any(const struct finding_pair *list, int n, bool proposal)
{
    for (int i = 0; i < n; i++)
        if (proposal ? list[i].proposal : list[i].deficiency)
            return true;
    return false;
}

int finding_pairs(const struct question *q, const struct answer *v, int language,
                  struct finding_pair **list, struct arena *a)
{
    struct finding_pair *all = arena_alloc(a, ((size_t)q->nchoices + 2) * sizeof *all);
    struct finding_pair *pair = all + 1; /* one may come before them */
    int n = 0;
    for (int i = 0; i < q->nchoices && v->given == GIVEN_VALUE; i++) {
        const struct choice *c = &q->choices[i];
        pair[n] = (struct finding_pair){text_in(&c->deficiency, language),
                                        text_in(&c->proposal, language)};
        n += (pair[n].deficiency || pair[n].proposal) && speaks(q, v, i);
    }
    struct finding_pair own = {
        any(pair, n, false) ? NULL : text_in(&q->deficiency, language),
        any(pair, n, true) ? NULL : text_in(&q->proposal, language),
    };
    *list = pair;
    if (n == 0) {
        pair[0] = own;
        return own.deficiency || own.proposal;
    }
    if (n == 1) {
        pair[0].deficiency = own.deficiency ? own.deficiency : pair[0].deficiency;
        pair[0].proposal = own.proposal ? own.proposal : pair[0].proposal;
        return n;
    }
    if (own.proposal)
        pair[n++] = (struct finding_pair){NULL, own.proposal};
    if (own.deficiency) {
        *--*list = (struct finding_pair){own.deficiency, NULL};
        n++;
    }
    return n;
}

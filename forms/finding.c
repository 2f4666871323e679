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

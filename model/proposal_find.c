/* Which of a body's proposals is meant by what a person writes. */
#include <string.h>
#include "model/inside.h"
#include "model/proposals.h"

const char *proposal_key_shown(const struct campaign *c, int which, const struct proposal_item *x,
                               struct arena *a)
{
    const char *blank = strchr(x->key, ' ');
    const char *name = blank && which + 1 < c->neras ? c->eras[which + 1].name : NULL;
    return name ? arena_printf(a, "%s/%s", name, blank + 1) : x->key;
}

#define PREFIX_LEAST 4

/* Is it what was meant? `sure`: as it stands, not by its beginning. */
static bool is_meant(const struct campaign *c, int which, const struct proposal_item *x,
                     const char *key, bool sure, struct arena *a)
{
    size_t n = strlen(key);
    if (!sure)
        return x->kind != PROPOSAL_RAISED && n >= PREFIX_LEAST &&
               strncmp(proposal_key_shown(c, which, x, a), key, n) == 0;
    return strcmp(x->key, key) == 0 || strcmp(proposal_key_shown(c, which, x, a), key) == 0 ||
           strcmp(x->key, rubric_current_id(c->eras[which].catalogue->rubric, key)) == 0;
}

static const struct proposal_item *find(const struct campaign *c, int which,
                                        const struct proposals *p, const char *key, bool sure,
                                        bool *several, struct arena *a)
{
    const struct proposal_item *found = NULL;
    *several = false;
    for (int i = 0; i < p->n + p->nearlier; i++) {
        const struct proposal_item *x = i < p->n ? &p->list[i] : &p->earlier[i - p->n];
        if (!is_meant(c, which, x, key, sure, a))
            continue;
        if (sure)
            return x;
        *several = found != NULL;
        found = x;
    }
    return *several ? NULL : found;
}

static void refuse_unknown(const struct campaign *c, int which, const struct proposals *p,
                           const char *key, bool several, struct arena *a, struct err *err)
{
    size_t n = (size_t)p->n + (size_t)p->nearlier;
    const char **names = arena_alloc(a, (n + 1) * sizeof *names);
    for (size_t i = 0; i < n; i++) {
        bool now = i < (size_t)p->n;
        const struct proposal_item *x = now ? &p->list[i] : &p->earlier[i - (size_t)p->n];
        names[i] = proposal_key_shown(c, which, x, a);
    }
    const char *near = nearest(key, names, n), *shown = text_show(a, key, false);
    if (several)
        err_set(err, REFUSED, _("Several findings' keys begin with '%s'; give more of it"), shown);
    else if (near)
        err_set(err, REFUSED, _("The body has no proposal '%s'; did you mean '%s'?"), shown, near);
    else
        err_set(err, REFUSED, _("The body has no proposal '%s'"), shown);
}

const struct proposal_item *proposal_find(const struct campaign *c, int which,
                                          const struct proposals *p, const char *key, bool *earlier,
                                          struct err *err)
{
    struct arena *a = arena_new();
    bool several;
    const struct proposal_item *x = find(c, which, p, key, true, &several, a);
    if (!x)
        x = find(c, which, p, key, false, &several, a);
    if (!x)
        refuse_unknown(c, which, p, key, several, a, err);
    else if (earlier)
        *earlier = x < p->list || x >= p->list + p->n;
    arena_free(&a);
    return x;
}

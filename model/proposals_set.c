/* Editing proposals by hand: each edit is an event in the body's slot. */
#include <string.h>
#include "model/change.h"
#include "model/proposals_inside.h"
#include "model/review.h"

/* ---- which one is meant ---- */

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
        return x->kind != PROPOSAL_RAISED && n >= PREFIX_LEAST && strncmp(x->key, key, n) == 0;
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
    size_t n = (size_t)(p->n + p->nearlier);
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

/* ---- a change ---- */

bool proposal_change_begin(struct proposal_change *w, struct campaign *c, const char *body,
                           const char *key, bool work, struct err *err)
{
    *w = (struct proposal_change){.c = c, .a = arena_new(), .t = change_begin(c, err)};
    if (!w->t)
        return false;
    if (!store_has(c, 0, body, ""))
        return store_unknown_body(c, 0, body, err);
    w->b = body_load(c, 0, body, err);
    if (!w->b || !proposals_read(c, 0, w->b, 0, NULL, &w->p, w->a, err))
        return false;
    w->x = key ? proposal_find(c, 0, &w->p, key, &w->earlier, err) : NULL;
    if (key && !w->x)
        return false;
    if (work && w->earlier)
        err_set(err, REFUSED, _("Of a proposal of %s only what became of it can be said"),
                c->eras[1].name);
    return !work || (!w->earlier && review_open_for_work(c, body, err));
}

bool proposal_change_end(struct proposal_change *w, bool ok, struct err *err)
{
    ok = change_close(&w->t, ok, err);
    proposals_free(&w->p);
    body_unload(&w->b);
    arena_free(&w->a);
    return ok;
}

bool proposal_stands_so(struct err *err)
{
    err_set(err, REFUSED, _("It stands so already"));
    return false;
}

/* A text that can be kept, NULL where it says nothing. */
static bool text_fits(const char **text, struct arena *a, struct err *err)
{
    const char *why = NULL;
    if (text_blank(*text))
        *text = NULL;
    bool fits = !*text || answer_characters(*text, a, &why);
    if (!fits)
        err_set(err, REFUSED, _("The text: %s"), why);
    return fits;
}

static bool put(struct proposal_change *w, enum edit_kind kind, const char *key, json_t *payload)
{
    struct slot slot = {edit_kinds[kind], w->b->code, "", key, ""};
    return change_put(w->t, &slot, payload);
}

static json_t *pair(const char *key, const char *value)
{
    json_t *o = json_object();
    json_object_set_new(o, key, json_text(value));
    return o;
}

/* ---- words, owner, deadline ---- */

static bool put_text(struct proposal_change *w, const char *deficiency, const char *proposal,
                     struct err *err)
{
    if (w->x->kind != PROPOSAL_RAISED) {
        struct finding f = finding_of(w);
        f.deficiency = deficiency;
        f.proposal = proposal;
        return finding_change_to(w, &f, err);
    }
    if (!text_fits(&deficiency, w->a, err) || !text_fits(&proposal, w->a, err))
        return false;
    if (text_same(deficiency, w->x->deficiency) && text_same(proposal, w->x->proposal))
        return proposal_stands_so(err);
    json_t *payload = pair("deficiency", deficiency);
    json_object_set_new(payload, "proposal", json_text(proposal));
    return put(w, EDIT_TEXT, w->x->key, payload);
}

bool proposal_set_text(struct campaign *c, const char *body, const char *key,
                       const char *deficiency, const char *proposal, struct err *err)
{
    struct proposal_change w;
    bool ok = proposal_change_begin(&w, c, body, key, true, err) &&
              put_text(&w, deficiency, proposal, err);
    return proposal_change_end(&w, ok, err);
}

static bool put_owner(struct proposal_change *w, const char *owner, struct err *err)
{
    if (text_blank(owner))
        owner = NULL;
    if (owner && !text_is_line(owner, 200)) {
        err_set(err, REFUSED, _("An owner is one line of text, of at most 200 bytes"));
        return false;
    }
    return text_same(owner, w->x->owner) ? proposal_stands_so(err)
                                         : put(w, EDIT_OWNER, w->x->key, pair("owner", owner));
}

bool proposal_set_owner(struct campaign *c, const char *body, const char *key, const char *owner,
                        struct err *err)
{
    struct proposal_change w;
    bool ok = proposal_change_begin(&w, c, body, key, true, err) && put_owner(&w, owner, err);
    return proposal_change_end(&w, ok, err);
}

static bool put_due(struct proposal_change *w, const char *date, struct err *err)
{
    int32_t ignored;
    if (text_blank(date))
        date = NULL;
    if (date && !date_parse(date, &ignored)) {
        err_set(err, REFUSED, _("'%s' is no date: write it as 2019-12-31"),
                text_show(w->a, date, false));
        return false;
    }
    return text_same(date, w->x->due_by_hand ? w->x->due : NULL)
               ? proposal_stands_so(err)
               : put(w, EDIT_DUE, w->x->key, pair("date", date));
}

bool proposal_set_due(struct campaign *c, const char *body, const char *key, const char *date,
                      struct err *err)
{
    struct proposal_change w;
    bool ok = proposal_change_begin(&w, c, body, key, true, err) && put_due(&w, date, err);
    return proposal_change_end(&w, ok, err);
}

/* ---- what became of it ---- */

static bool put_state(struct proposal_change *w, enum proposal_state state, const char *reply,
                      struct err *err)
{
    bool none = state >= PROPOSAL_STATES, said = w->x->state_by != NULL;
    if (!text_fits(&reply, w->a, err))
        return false;
    if (state == PROPOSAL_DISPUTED && !reply) {
        err_set(err, REFUSED, _("A proposal that is disputed needs the body's reply"));
        return false;
    }
    if (none)
        reply = NULL;
    if (none ? !said : said && state == w->x->state && text_same(reply, w->x->reply))
        return proposal_stands_so(err);
    json_t *payload = pair("state", none ? NULL : proposal_state_id(state));
    json_object_set_new(payload, "reply", json_text(reply));
    return put(w, EDIT_STATE, w->x->key, payload);
}

bool proposal_set_state(struct campaign *c, const char *body, const char *key,
                        enum proposal_state state, const char *reply, struct err *err)
{
    struct proposal_change w;
    bool ok =
        proposal_change_begin(&w, c, body, key, false, err) && put_state(&w, state, reply, err);
    return proposal_change_end(&w, ok, err);
}

/* ---- order ---- */

static bool put_place(struct proposal_change *w, const char *key, int place)
{
    return put(w, EDIT_ORDER, key,
               pair("place", place < 0 ? NULL : arena_printf(w->a, "%d", place)));
}

/* Others that have places of their own get those that they have now: the order is theirs. */
static bool put_places(struct proposal_change *w, int from, int to, struct err *err)
{
    struct edits e;
    bool ok = edits_read(w->c, 0, w->b->code, &e, w->a, err);
    for (int i = 0; ok && i < w->p.n; i++) {
        const struct proposal_item *x = &w->p.list[i];
        int at = i == from ? to : i > from && i <= to ? i - 1 : i < from && i >= to ? i + 1 : i;
        if (i == from || (x->placed && edits_of(&e, x->key).place != at))
            ok = put_place(w, x->key, at);
    }
    return ok;
}

static bool move(struct proposal_change *w, int place, struct err *err)
{
    int from = (int)(w->x - w->p.list), last = w->p.n - 1;
    while (last > 0 && (!w->p.list[last].raised || w->p.list[last].state == PROPOSAL_NO_LONGER))
        last--;
    if (place < 0)
        return w->x->placed ? put_place(w, w->x->key, -1) : proposal_stands_so(err);
    if (from > last) {
        err_set(err, REFUSED, _("It applies no longer: it has no place among the others"));
        return false;
    }
    place = place > last ? last : place;
    return place == from ? proposal_stands_so(err) : put_places(w, from, place, err);
}

bool proposal_move(struct campaign *c, const char *body, const char *key, int place,
                   struct err *err)
{
    struct proposal_change w;
    bool ok = proposal_change_begin(&w, c, body, key, true, err) && move(&w, place, err);
    return proposal_change_end(&w, ok, err);
}

/* Editing proposals by hand: each edit is an event in the body's slot. */
#include <string.h>
#include "model/change.h"
#include "model/proposals_inside.h"
#include "model/review.h"

#define OWNER_MOST 200

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

static bool put(struct proposal_change *w, enum head_kind kind, const char *key, json_t *payload)
{
    struct slot slot = {head_kinds[kind], w->b->code, "", key, ""};
    return change_put(w->t, &slot, payload);
}

static json_t *pair(const char *key, const char *value)
{
    json_t *o = json_object();
    json_object_set_new(o, key, json_text(value));
    return o;
}

/* ---- words, owner, deadline ---- */

static enum written written(bool ok)
{
    return ok ? WRITE_DONE : WRITE_REFUSED;
}

static enum written put_text(struct proposal_change *w, const struct proposal_edit *e,
                             struct err *err)
{
    const char *deficiency = e->what & EDIT_DEFICIENCY ? e->deficiency : w->x->deficiency;
    const char *proposal = e->what & EDIT_PROPOSAL ? e->proposal : w->x->proposal;
    if (w->x->kind != PROPOSAL_RAISED) {
        struct finding f = finding_of(w);
        f.deficiency = deficiency;
        f.proposal = proposal;
        return finding_change_to(w, &f, err);
    }
    if (!text_fits(&deficiency, w->a, err) || !text_fits(&proposal, w->a, err))
        return WRITE_REFUSED;
    if (text_same(deficiency, w->x->deficiency) && text_same(proposal, w->x->proposal))
        return WRITE_SAME;
    json_t *payload = pair("deficiency", deficiency);
    json_object_set_new(payload, "proposal", json_text(proposal));
    return written(put(w, HEAD_TEXT, w->x->key, payload));
}

static enum written put_owner(struct proposal_change *w, const struct proposal_edit *e,
                              struct err *err)
{
    const char *owner = text_blank(e->owner) ? NULL : e->owner;
    if (owner && !text_is_line(owner, OWNER_MOST)) {
        err_set(err, REFUSED, _("An owner is one line of text, of at most %d bytes"), OWNER_MOST);
        return WRITE_REFUSED;
    }
    return text_same(owner, w->x->owner)
               ? WRITE_SAME
               : written(put(w, HEAD_OWNER, w->x->key, pair("owner", owner)));
}

static enum written put_due(struct proposal_change *w, const struct proposal_edit *e,
                            struct err *err)
{
    int32_t ignored;
    const char *date = text_blank(e->date) ? NULL : e->date;
    if (date && !date_parse(date, &ignored)) {
        err_set(err, REFUSED, _("'%s' is no date: write it as 2019-12-31"),
                text_show(w->a, date, false));
        return WRITE_REFUSED;
    }
    return text_same(date, w->x->due_by_hand ? w->x->due : NULL)
               ? WRITE_SAME
               : written(put(w, HEAD_DUE, w->x->key, pair("date", date)));
}

/* ---- what became of it ---- */

static enum written put_state(struct proposal_change *w, const struct proposal_edit *e,
                              struct err *err)
{
    enum proposal_state state = e->what & EDIT_STATE ? e->state : w->x->state;
    const char *reply = e->what & EDIT_REPLY ? e->reply : w->x->reply;
    bool none = state >= PROPOSAL_STATES, said = w->x->state_by != NULL;
    if (!text_fits(&reply, w->a, err))
        return WRITE_REFUSED;
    if (state == PROPOSAL_DISPUTED && !reply) {
        err_set(err, REFUSED, _("A proposal that is disputed needs the body's reply"));
        return WRITE_REFUSED;
    }
    if (none)
        reply = NULL;
    if (none ? !said : said && state == w->x->state && text_same(reply, w->x->reply))
        return WRITE_SAME;
    json_t *payload = pair("state", none ? NULL : proposal_state_id(state));
    json_object_set_new(payload, "reply", json_text(reply));
    return written(put(w, HEAD_STATE, w->x->key, payload));
}

/* ---- order ---- */

static bool put_place(struct proposal_change *w, const char *key, int place)
{
    return put(w, HEAD_ORDER, key,
               pair("place", place < 0 ? NULL : arena_printf(w->a, "%d", place)));
}

/* Where the one that stands at i comes to stand. */
static int place_after(int i, int from, int to)
{
    if (i == from)
        return to;
    if (i > from && i <= to)
        return i - 1;
    return i < from && i >= to ? i + 1 : i;
}

/* Others that have places of their own get those that they have now: the order is theirs. */
static bool put_places(struct proposal_change *w, int from, int to, struct err *err)
{
    struct edits stands;
    bool ok = edits_read(w->c, 0, w->b->code, &stands, w->a, err);
    for (int i = 0; ok && i < w->p.n; i++) {
        const struct proposal_item *x = &w->p.list[i];
        int at = place_after(i, from, to);
        if (i == from || (x->placed && edits_of(&stands, x->key).place != at))
            ok = put_place(w, x->key, at);
    }
    return ok;
}

static enum written move(struct proposal_change *w, const struct proposal_edit *e, struct err *err)
{
    int from = (int)(w->x - w->p.list), last = w->p.n - 1;
    while (last > 0 && (!w->p.list[last].raised || w->p.list[last].state == PROPOSAL_NO_LONGER))
        last--;
    if (e->place < 0)
        return w->x->placed ? written(put_place(w, w->x->key, -1)) : WRITE_SAME;
    if (from > last) {
        err_set(err, REFUSED, _("It applies no longer: it has no place among the others"));
        return WRITE_REFUSED;
    }
    int place = e->place > last ? last : e->place;
    return place == from ? WRITE_SAME : written(put_places(w, from, place, err));
}

/* ---- edits ---- */

static bool edit_all(struct proposal_change *w, const struct proposal_edit *e, struct err *err)
{
    static const struct {
        unsigned what;
        enum written (*put)(struct proposal_change *w, const struct proposal_edit *e,
                            struct err *err);
    } edits[] = {
        {EDIT_DEFICIENCY | EDIT_PROPOSAL, put_text}, {EDIT_OWNER, put_owner}, {EDIT_DUE, put_due},
        {EDIT_STATE | EDIT_REPLY, put_state},        {EDIT_PLACE, move},
    };
    bool some = false;
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        enum written done = e->what & edits[i].what ? edits[i].put(w, e, err) : WRITE_SAME;
        if (done == WRITE_REFUSED)
            return false;
        some = some || done == WRITE_DONE;
    }
    if (!some)
        err_set(err, REFUSED, _("It stands so already"));
    return some;
}

bool proposal_edit(struct campaign *c, const char *body, const char *key,
                   const struct proposal_edit *e, struct err *err)
{
    struct proposal_change w;
    bool work = (e->what & ~(unsigned)(EDIT_STATE | EDIT_REPLY)) != 0;
    bool ok = proposal_change_begin(&w, c, body, key, work, err) && edit_all(&w, e, err);
    return proposal_change_end(&w, ok, err);
}

bool proposal_set_text(struct campaign *c, const char *body, const char *key,
                       const char *deficiency, const char *proposal, struct err *err)
{
    struct proposal_edit e = {
        .what = EDIT_DEFICIENCY | EDIT_PROPOSAL, .deficiency = deficiency, .proposal = proposal};
    return proposal_edit(c, body, key, &e, err);
}

bool proposal_set_owner(struct campaign *c, const char *body, const char *key, const char *owner,
                        struct err *err)
{
    struct proposal_edit e = {.what = EDIT_OWNER, .owner = owner};
    return proposal_edit(c, body, key, &e, err);
}

bool proposal_set_due(struct campaign *c, const char *body, const char *key, const char *date,
                      struct err *err)
{
    struct proposal_edit e = {.what = EDIT_DUE, .date = date};
    return proposal_edit(c, body, key, &e, err);
}

bool proposal_set_state(struct campaign *c, const char *body, const char *key,
                        enum proposal_state state, const char *reply, struct err *err)
{
    struct proposal_edit e = {.what = EDIT_STATE | EDIT_REPLY, .state = state, .reply = reply};
    return proposal_edit(c, body, key, &e, err);
}

bool proposal_move(struct campaign *c, const char *body, const char *key, int place,
                   struct err *err)
{
    struct proposal_edit e = {.what = EDIT_PLACE, .place = place};
    return proposal_edit(c, body, key, &e, err);
}

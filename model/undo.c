/* Taking a change back: for every slot that it touched the states that stood before are written
 * anew, by events that replace what the change left there. */
#include "model/undo.h"

#include <string.h>
#include "model/past.h"
#include "model/people.h"
#include "model/project.h"
#include "model/proposals_inside.h"
#include "model/registry.h"
#include "model/undo_bars.h"

#define LOOKED_AT 64 /* events of a change that are all looked at, without doing anything */

/* These go back by actions of their own, or never. */
static const char *const kept_kinds[] = {"campaign", "rubric",   "state",  "final_rating",
                                         "setting",  "previous", "totals", NULL};

static bool is_covered(const char *kind)
{
    for (int i = 0; kept_kinds[i]; i++)
        if (strcmp(kept_kinds[i], kind) == 0)
            return false;
    return true;
}

struct undoing {
    struct campaign *c;
    struct change *t;             /* NULL: only looked at */
    struct arena *arena, *common; /* of one slot; of what is told */
    struct undone *u;
    struct err *err;
    bool registry; /* rows of it were put back */
    bool people;   /* so were roles */
    bool refused;  /* err says why nothing of it is taken back */
};

/* ---- what stands now ---- */

struct heads {
    const char *id[GROUP_MOST], *by[GROUP_MOST];
    int n;
    const char *other; /* the smallest id among those that are not ours; NULL: all are */
};

static void heads_read(struct undoing *d, const struct event *e, struct heads *h)
{
    struct query *q = db_query(d->c->db,
                               "SELECT id, by FROM head WHERE camp = 0 AND body = ? AND service = ?"
                               " AND kind = ? AND item = ? ORDER BY id",
                               "tttt", e->slot.body, e->slot.service, e->slot.kind,
                               project_item(d->c, &e->slot, d->arena));
    h->n = 0;
    h->other = NULL;
    while (h->n < GROUP_MOST && query_row(q)) {
        char id[HEX_SIZE];
        query_id(q, 0, id);
        h->id[h->n] = arena_dup(d->arena, id);
        h->by[h->n++] = arena_dup(d->arena, query_text(q, 1));
    }
    query_done(&q);
}

/* Takes from the heads those that stand for the group. False where one of the group stands no
 * longer: then *by is who has changed it. */
static bool heads_ours(struct undoing *d, const struct group *g, struct heads *h, const char **by)
{
    bool leads[GROUP_MOST] = {false};
    bool all = true;
    for (int i = 0; i < g->n; i++) {
        struct group *one = arena_alloc(d->arena, sizeof *one);
        bool stands = false;
        one->e[one->n++] = g->e[i];
        for (int k = 0; k < h->n; k++)
            if (group_leads(d->c, one, h->id[k], d->arena))
                stands = leads[k] = true;
        all = all && stands;
    }
    int n = 0;
    *by = "";
    for (int k = 0; k < h->n; k++) {
        if (leads[k]) {
            h->id[n++] = h->id[k];
        } else if (!h->other) {
            h->other = h->id[k];
            *by = h->by[k];
        }
    }
    h->n = n;
    return all;
}

/* ---- what stood before ---- */

/* The slot as it is without anything entered in it. A row that is not there is one withdrawn, with
 * what it said, so that those who still have it know what it was. */
static json_t *nothing(const struct event *e)
{
    json_t *o;
    if (strcmp(e->slot.kind, "answer") == 0) {
        o = json_object();
        json_object_set_new(o, "value", json_null());
        json_object_set_new(o, "note", json_null());
        return o;
    }
    if (strcmp(e->slot.kind, "person") == 0)
        return json_pack("{s:n}", "role"); /* the role of whom no event names */
    if (head_kind_of(e->slot.kind) != HEAD_KINDS)
        return edit_nothing(e);
    o = json_deep_copy(e->payload);
    json_object_set_new(o, "withdrawn", json_true());
    return o;
}

/* A note that replaces nothing conflicts with nobody: put back beside an answer it must stay so. */
static bool is_note_beside(struct undoing *d, const struct group *g, int at)
{
    bool answered = false;
    if (g->nbefore < 2 || strcmp(g->e[0].slot.kind, "answer") != 0)
        return false;
    for (int i = 0; i < g->nbefore; i++)
        answered = answered || project_value(d->c, g->before[i], d->arena);
    return answered && !project_value(d->c, g->before[at], d->arena);
}

/* Of several heads that one stands which has the smallest id, and what is put back gets new ids:
 * they are chosen so that the same one stands as before. */
static void choose_place(struct change *t, const struct group *g, const struct heads *ours, int at,
                         char first[HEX_SIZE])
{
    bool led = g->nbefore > 0 && (!ours->other || strcmp(g->before[0], ours->other) < 0);
    t->above = led ? NULL : ours->other;
    t->below = NULL;
    if (led && at == 0) {
        bool room = g->nbefore > 1 && (!ours->other || ours->other[0] > '8');
        t->below = room ? "8" : ours->other; /* below half of all ids: the others find theirs */
    } else if (led) {
        if (at == 1)
            memcpy(first, t->c->device.last, HEX_SIZE);
        t->above = first;
    }
}

/* Writes the states before, in the order of their ids (group_leads counts on it). */
static bool restore(struct undoing *d, const struct group *g, const struct heads *ours)
{
    struct slot slot = g->e[0].slot;
    char first[HEX_SIZE] = "";
    bool ok = true;
    slot.item = project_item(d->c, &g->e[0].slot, d->arena);
    for (int i = 0; ok && i < g->nbefore; i++) {
        struct event before;
        choose_place(d->t, g, ours, i, first);
        ok = store_event(d->c, g->before[i], d->arena, &before) &&
             change_event(d->t, &slot, json_deep_copy(before.payload), ours->id,
                          is_note_beside(d, g, i) ? 0 : ours->n);
    }
    if (g->nbefore == 0) {
        choose_place(d->t, g, ours, 0, first);
        ok = change_event(d->t, &slot, nothing(&g->e[0]), ours->id, ours->n);
    }
    d->t->above = d->t->below = NULL;
    return ok;
}

/* A change can be taken back only where all that it replaced is at hand. */
static bool at_hand(struct undoing *d, const struct group *g)
{
    struct event before;
    for (int i = 0; i < g->nbefore; i++)
        if (!store_event(d->c, g->before[i], d->arena, &before))
            return false;
    return true;
}

/* ---- what is told ---- */

static struct undone_place place_of(struct undoing *d, const struct event *e)
{
    struct arena *a = d->common;
    return (struct undone_place){arena_dup(a, e->slot.kind), arena_dup(a, e->slot.body),
                                 arena_dup(a, e->slot.service),
                                 arena_dup(a, project_item(d->c, &e->slot, a))};
}

static const char *kept(struct arena *a, const char *s)
{
    return s ? arena_dup(a, s) : NULL;
}

static void tell_answer(struct undoing *d, const struct group *g)
{
    struct undone *u = d->u;
    struct event before;
    u->from = kept(d->common, event_value(&g->e[0]));
    u->from_note = kept(d->common, event_note(&g->e[0]));
    u->to_conflict = g->nbefore > 1;
    if (g->nbefore == 1 && store_event(d->c, g->before[0], d->arena, &before)) {
        u->to = kept(d->common, event_value(&before));
        u->to_note = kept(d->common, event_note(&before));
    }
}

static void tell(struct undoing *d, const struct group *g)
{
    struct undone *u = d->u;
    const struct slot *s = &g->e[0].slot;
    if (u->n++ == 0) {
        u->first = place_of(d, &g->e[0]);
        u->one_body = u->one_subject = true;
        if (strcmp(s->kind, "answer") == 0)
            tell_answer(d, g);
        return;
    }
    u->one_body = u->one_body && strcmp(s->body, u->first.body) == 0;
    u->one_subject = u->one_subject && u->one_body && strcmp(s->service, u->first.service) == 0;
}

static void tell_left(struct undoing *d, const struct group *g, const char *by)
{
    if (d->u->nleft++ > 0)
        return;
    d->u->left = place_of(d, &g->e[0]);
    d->u->left_by = by[0] ? arena_dup(d->common, by) : NULL;
}

/* ---- a change ---- */

/* True where the slot was put back, or could be. */
static bool put_back(struct undoing *d, const struct group *g)
{
    const struct slot *s = &g->e[0].slot;
    struct heads h;
    const char *by;
    if (s->set[0])
        return false;
    if (!is_covered(s->kind)) {
        undo_refuse_kept(&g->e[0], d->err);
        d->refused = true;
        return false;
    }
    heads_read(d, &g->e[0], &h);
    if (!heads_ours(d, g, &h, &by) || !at_hand(d, g)) {
        tell_left(d, g, by);
        return false;
    }
    d->refused = undo_locked(d->c, g, d->arena, d->err);
    if (d->refused)
        return false;
    tell(d, g);
    if (!d->t)
        return true;
    bool row = strcmp(s->kind, "body") == 0 || strcmp(s->kind, "service") == 0;
    d->registry = d->registry || row;
    d->people = d->people || strcmp(s->kind, "person") == 0;
    if (s->body[0])
        change_touch(d->t, s->body, s->service);
    return restore(d, g, &h);
}

/* Takes a change back; only looked at: whether anything of it can be. False: broken off, refused,
 * or the database is broken. */
static bool take_back(struct undoing *d, const struct past_change *x, bool redo, struct err *err)
{
    for (int64_t seq = x->last; seq >= x->first && !db_broken(d->c->db);) {
        struct event e;
        struct group *g;
        arena_reset(d->arena);
        g = arena_alloc(d->arena, sizeof *g);
        if (!past_event(d->c, seq, d->arena, &e))
            break;
        group_read(d->c, &e, d->arena, g);
        seq = g->e[0].seq - 1;
        bool put = put_back(d, g);
        if (d->refused)
            return false;
        if (put && !d->t && x->last - x->first >= LOOKED_AT)
            break;
        if (d->t && !progress_step(redo ? _("Redoing") : _("Undoing"), x->last - seq,
                                   x->last - x->first + 1, err))
            return false;
    }
    return !db_broken(d->c->db);
}

/* ---- finding it ---- */

/* How the change was made whose undo, or undo's undo, this is. */
static const char *first_via(struct past *p, const struct past_change *x)
{
    const char *undoes = x->undoes;
    const char *via = x->via;
    for (int i = 0; i < p->n && undoes[0]; i++) {
        if (strcmp(p->list[i]->id, undoes) == 0) {
            via = p->list[i]->via;
            undoes = p->list[i]->undoes;
        }
    }
    return via;
}

static bool nothing_there(const struct undone *u, bool redo, struct err *err)
{
    if (u->nleft > 0 && u->left_by)
        err_set(err, REFUSED,
                redo ? _("There is nothing to redo: %s has changed it since")
                     : _("There is nothing to undo: %s has changed since what was entered here"),
                u->left_by);
    else if (u->nleft > 0)
        err_set(err, REFUSED,
                redo ? _("There is nothing to redo: what stood then is not in this file")
                     : _("There is nothing to undo: what stood before is not in this file"));
    else
        err_set(err, REFUSED,
                redo ? _("There is nothing to redo")
                     : _("There is nothing to undo that was entered on this laptop"));
    return false;
}

/* Ends the transaction; true where something was taken back and committed. */
static bool finish(struct undoing *d, bool ok, struct err *err)
{
    bool commit = ok && d->t->events > 0;
    if (commit && d->registry)
        registry_settle(d->t);
    else if (commit)
        registry_drop_withdrawn(d->t);
    return change_close(&d->t, commit, err);
}

/* Tries one change. *done: the search is over. */
static bool attempt(struct undoing *d, struct past *p, const struct past_change *x, bool redo,
                    bool write, bool *done, struct err *err)
{
    if (write) {
        d->t = change_begin(d->c, err);
        *done = !d->t;
        if (!d->t)
            return false;
        d->t->via = "undo";
        d->t->undoes = arena_dup(d->t->arena, x->id);
    }
    d->u->via = arena_dup(d->common, first_via(p, x));
    bool ok = take_back(d, x, redo, err), some = d->u->n > 0;
    if (ok && d->people && !people_any_supervisor(d->c, err))
        d->refused = !(ok = false);
    if (d->refused)
        *d->u = (struct undone){.via = "", .left_by = ""};
    if (!write)
        d->u->n = some ? x->last - x->first + 1 : 0;
    *done = !ok || some;
    return write ? finish(d, ok, err) : ok && some;
}

static bool look_for(struct campaign *c, bool redo, bool write, struct undone *u, struct arena *a,
                     struct err *err)
{
    struct undoing d = {.c = c, .arena = arena_new(), .common = a, .u = u, .err = err};
    struct past p;
    bool ok = false, done = false;
    *u = (struct undone){.via = ""};
    past_begin(&p, c);
    for (int at = 0; !done; at++) {
        const struct past_change *x = past_candidate(&p, redo, &at);
        if (!x)
            break;
        ok = attempt(&d, &p, x, redo, write, &done, err);
    }
    if (!done)
        ok = !db_failed(c->db, err) && nothing_there(u, redo, err);
    past_end(&p);
    arena_free(&d.arena);
    return ok;
}

bool undo_last(struct campaign *c, bool redo, struct undone *u, struct arena *a, struct err *err)
{
    *u = (struct undone){.via = ""};
    return campaign_writable(c, err) && look_for(c, redo, true, u, a, err);
}

bool undo_peek(struct campaign *c, bool redo, struct undone *u, struct arena *a, struct err *err)
{
    db_pin(c->db);
    bool ok = look_for(c, redo, false, u, a, err);
    db_unpin(c->db);
    return !db_failed(c->db, err) && ok;
}

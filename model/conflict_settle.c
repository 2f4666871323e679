/* What a conflict does to the figures, and settling it. */
#include <string.h>
#include "model/change.h"
#include "model/conflict_inside.h"
#include "model/figures.h"
#include "model/people.h"
#include "model/proposals_inside.h"
#include "model/registry.h"
#include "model/registry_edit.h"
#include "model/remark.h"
#include "model/review.h"

/* ---- what it comes to ---- */

static void figures_of(const struct known *k, struct subject *s, struct row *row, struct arena *a)
{
    struct figs f;
    bool service = k->service[0] != '\0';
    figs_of_service(&f, k, s, a);
    *row = (struct row){.body = k->body, .service = k->service, .name = "", .rating = -1};
    row_figures(row, k->catalogue->rubric, &f, service, -1);
    if (!service) /* a part of the body's figure is not rated: only the body is */
        row->rating = row->rating_low = row->rating_high = row->held = -1;
}

/* The subject as it would be read if the side stood alone. */
static void put_in(struct known *k, const struct question *q, const struct conflict_side *side)
{
    struct standing *s = &k->standing[q->index];
    struct head_row head = {.value = side->value ? side->value : "", .note = side->note};
    bool files = s->files > 0;
    *s = (struct standing){.files = s->files};
    k->answers[q->index] = (struct answer){.given = GIVEN_NOTHING};
    known_settle(q, &head, 1, k->arena, s, &k->answers[q->index]);
    k->answers[q->index].evidence = files;
}

bool conflict_score(struct campaign *c, struct conflict *x, struct arena *a, struct err *err)
{
    struct known *k = arena_alloc(a, sizeof *k);
    if (!known_load(c, 0, x->at.body, x->at.service, KNOWN_BEFORE, a, k, err))
        return false;
    const struct question *q = &k->block->questions[x->at.question];
    struct subject *s = subject_score(&k->in, NULL);
    figures_of(k, s, &x->now, a);
    k->conflicts--;
    for (int i = 0; i < x->nsides; i++) {
        put_in(k, q, &x->side[i]);
        s = subject_score(&k->in, s);
        figures_of(k, s, &x->side[i].after, a);
    }
    subject_free(&s);
    x->scored = true;
    return true;
}

/* ---- settling ---- */

/* What stands must be what was looked at. */
static bool is_as_read(struct campaign *c, const struct conflict *x, struct arena *a,
                       struct err *err)
{
    const char *now[CONFLICT_HEADS];
    int n = conflict_heads(c, &x->at, now, a);
    bool same = n == x->nheads;
    for (int i = 0; same && i < n; i++)
        same = strcmp(now[i], x->head[i]) == 0;
    if (!same)
        err_set(err, REFUSED, _("It was changed meanwhile: look at it again"));
    return same;
}

/* Only a supervisor takes a row out, brings it back or says who inspects a body. */
static const char *row_refusal(struct campaign *c, const struct conflict *x, struct arena *a)
{
    for (int i = 0; i < x->nsides; i++) {
        struct event e;
        if (store_event(c, x->side[i].id, a, &e) &&
            json_is_true(json_object_get(e.payload, "withdrawn")))
            return registry_why_not(c, REGISTRY_WITHDRAW, x->at.body, a);
    }
    bool body = !x->at.service[0];
    return body && !people_supervises(c) ? _("Only a supervisor does that")
                                         : registry_why_not(c, REGISTRY_RENAME, x->at.body, a);
}

/* As whoever entered it had to be allowed to. */
static bool may_settle(struct campaign *c, const struct conflict *x, struct arena *a,
                       struct err *err)
{
    const char *kind = x->at.kind, *why = NULL;
    if (strcmp(kind, "remark") == 0 || head_kind_of(kind) == HEAD_STATE)
        return true; /* anybody may, in locked bodies too */
    if (strcmp(kind, "body") == 0 || strcmp(kind, "service") == 0)
        why = row_refusal(c, x, a);
    else if ((!x->at.body[0] || strcmp(kind, "final_rating") == 0) && !people_supervises(c))
        why = _("Only a supervisor does that");
    if (why)
        err_set(err, REFUSED, "%s", why);
    return !why && (!x->at.body[0] || review_open_for_work(c, x->at.body, err));
}

static bool take_answer(struct change *t, const struct conflict *x, int side, struct err *err)
{
    const struct conflict_side *s = &x->side[side];
    const struct question *q =
        &rubric_block(t->c->eras[0].catalogue->rubric, x->at.service[0] != '\0')
             ->questions[x->at.question];
    const char *note = s->note ? s->note : "";
    if (x->beside && x->beside[0])
        note = note[0] ? arena_printf(t->arena, "%s\n%s", note, x->beside) : x->beside;
    change_touch(t, x->at.body, x->at.service);
    return change_question(t, x->at.body, x->at.service, q, s->value ? s->value : "", note, err) !=
           WRITE_REFUSED;
}

static bool take_other(struct change *t, const struct conflict *x, int side, struct err *err)
{
    const struct conflict_at *at = &x->at;
    struct slot slot = {at->kind, at->body, at->service, at->item, ""};
    struct event e;
    if (!store_event(t->c, x->side[side].id, t->arena, &e))
        return store_no_row(t->c, err);
    bool row = strcmp(at->kind, "body") == 0 || strcmp(at->kind, "service") == 0;
    if (row)
        return registry_put(t, &slot, json_deep_copy(e.payload)) && registry_settle(t);
    if (at->body[0])
        change_touch(t, at->body, at->service);
    return change_put(t, &slot, json_deep_copy(e.payload)) &&
           (strcmp(at->kind, "person") != 0 || people_any_supervisor(t->c, err));
}

bool conflict_take(struct campaign *c, const struct conflict *x, int side, struct err *err)
{
    struct arena *a = arena_new();
    struct change *t = change_begin(c, err);
    bool ok = t && is_as_read(c, x, a, err) && may_settle(c, x, a, err);
    if (ok) {
        t->via = "conflict";
        ok = strcmp(x->at.kind, "answer") == 0 ? take_answer(t, x, side, err)
                                               : take_other(t, x, side, err);
    }
    ok = change_close(&t, ok, err);
    arena_free(&a);
    return ok;
}

bool conflict_leave(struct campaign *c, const struct conflict *x, const char *text, struct err *err)
{
    struct arena *a = arena_new();
    const char *question =
        x->at.question >= 0 ? arena_dupn(a, x->at.item, strcspn(x->at.item, " ")) : NULL;
    bool ok = x->at.body[0] && remark_write(c, x->at.body, x->at.service, question, text, err);
    if (!x->at.body[0])
        err_set(err, REFUSED, _("A remark belongs to a body: there is none here"));
    arena_free(&a);
    return ok;
}

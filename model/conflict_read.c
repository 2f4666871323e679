/* Reading a conflict: who entered what, and what each side would come to. */
#include <stdlib.h>
#include <string.h>
#include "model/conflict_inside.h"
#include "model/figures.h"
#include "model/known.h"
#include "model/store.h"

#define STEPS_MOST 1000 /* undos of undos that are followed back */

/* ---- who entered it ---- */

/* Of what the event at the end of an undo had replaced the one that says the same. */
static bool same_before(struct campaign *c, const struct event *e, struct arena *a,
                        struct event *out)
{
    for (int i = 0; i < e->nreplaces; i++) {
        struct event undone;
        if (!store_event(c, e->replaces[i], a, &undone) || strcmp(undone.change, e->undoes) != 0)
            continue;
        for (int k = 0; k < undone.nreplaces; k++)
            if (store_event(c, undone.replaces[k], a, out) && json_equal(out->payload, e->payload))
                return true;
    }
    return false;
}

bool conflict_origin(struct campaign *c, const char *id, struct arena *a, struct event *e)
{
    if (!store_event(c, id, a, e))
        return false;
    struct event before;
    for (int steps = STEPS_MOST; steps > 0 && e->undoes && same_before(c, e, a, &before); steps--)
        *e = before;
    return true;
}

/* ---- sides ---- */

/* A head as it is read: sides are made of them. */
struct head {
    const char *value, *note, *was; /* of an answer, as in table head */
    struct event origin;            /* who entered it, and when */
    const json_t *payload;
    const char *id;
    bool smallest; /* of the ids */
};

/* The value of an answer's head; *note and *was get theirs. */
static const char *head_value(struct campaign *c, const struct conflict_at *at, const char *id,
                              struct head *h, struct arena *a)
{
    unsigned char hash[HASH_SIZE];
    hex_decode(id, hash, HASH_SIZE);
    struct query *q =
        db_query(c->db,
                 "SELECT value, note FROM head WHERE camp = 0 AND body = ? AND"
                 " service = ? AND kind = ? AND item = ? AND id = ?",
                 "ttttb", at->body, at->service, at->kind, at->item, hash, (size_t)HASH_SIZE);
    const char *value = NULL;
    if (query_row(q)) {
        value = query_copy(q, 0, a);
        h->note = query_copy(q, 1, a);
    }
    query_done(&q);
    return value;
}

/* What the one who entered it had before him; what an undo put back had it before the undone. */
static const char *value_before(struct campaign *c, const struct event *e, struct arena *a)
{
    for (int i = 0; i < e->nreplaces; i++) {
        struct event before;
        if (store_event(c, e->replaces[i], a, &before) && event_value(&before))
            return event_value(&before);
    }
    return NULL;
}

static bool read_head(struct campaign *c, const struct conflict *x, int i, struct head *h,
                      struct arena *a)
{
    struct event e;
    *h = (struct head){.id = x->head[i], .smallest = i == 0};
    if (!store_event(c, x->head[i], a, &e) || !conflict_origin(c, x->head[i], a, &h->origin))
        return false;
    h->payload = e.payload;
    if (strcmp(x->at.kind, "answer") == 0) {
        h->value = head_value(c, &x->at, x->head[i], h, a);
        h->was = value_before(c, &h->origin, a);
    }
    return true;
}

static int by_time(const void *a, const void *b)
{
    const struct head *x = a, *y = b;
    int order = strcmp(x->origin.at, y->origin.at);
    order = order ? order : strcmp(x->origin.id, y->origin.id);
    return order ? order : y->smallest - x->smallest;
}

static const char *joined(struct arena *a, const char *note, const char *other)
{
    if (!other || !other[0] || (note && strcmp(note, other) == 0))
        return note;
    return note && note[0] ? arena_printf(a, "%s\n%s", note, other) : other;
}

static bool same_side(const struct head *x, const struct head *y, bool answer)
{
    return answer ? strcmp(x->value, y->value) == 0 : json_equal(x->payload, y->payload) != 0;
}

static void add_person(struct conflict_side *s, const char *by)
{
    for (int i = 0; i < s->nby; i++)
        if (strcmp(s->by[i], by) == 0)
            return;
    s->by[s->nby++] = by;
}

/* Puts a head to the side that says the same. `of` has a head of each side. */
static void add_head(struct conflict *x, const struct head *h, const struct head *of[], bool answer,
                     struct arena *a)
{
    int i = 0;
    while (i < x->nsides && !same_side(of[i], h, answer))
        i++;
    struct conflict_side *s = &x->side[i];
    if (i == x->nsides) {
        *s = (struct conflict_side){.id = h->id,
                                    .value = h->value && h->value[0] ? h->value : NULL,
                                    .at = h->origin.at,
                                    .device = h->origin.device,
                                    .was = h->was};
        s->by = arena_alloc(a, CONFLICT_HEADS * sizeof *s->by);
        of[x->nsides++] = h;
    }
    add_person(s, h->origin.by);
    s->note = joined(a, s->note, h->note);
    bool none_stands = answer || strcmp(x->at.kind, "final_rating") == 0;
    s->stands = s->stands || (!none_stands && h->smallest);
}

/* ---- what is no answer ---- */

static const char *json_said(const json_t *v, struct arena *a)
{
    if (!v || json_is_null(v))
        return NULL;
    if (json_is_string(v))
        return json_string_value(v)[0] ? arena_dup(a, json_string_value(v)) : NULL;
    char *text = json_canonical(v);
    const char *said = arena_dup(a, text ? text : "");
    free(text);
    return said;
}

/* Is the key, or in `attrs` the column, said in different ways? */
static bool parts_differ(const struct conflict *x, const json_t *const *of, const char *key)
{
    for (int i = 1; i < x->nsides; i++) {
        const json_t *first = json_object_get(of[0], key), *v = json_object_get(of[i], key);
        if (first != v && !(first && v && json_equal(first, v)) &&
            !((!first || json_is_null(first)) && (!v || json_is_null(v))))
            return true;
    }
    return false;
}

static bool has_part(const struct conflict_side *s, int from, const char *key)
{
    for (int i = from; i < s->nparts; i++)
        if (strcmp(s->part[i].key, key) == 0)
            return true;
    return false;
}

static void add_part(struct conflict_side *s, const char *key, const char *value, struct arena *a)
{
    s->part = arena_more(a, s->part, (size_t)s->nparts, sizeof *s->part);
    s->part[s->nparts++] = (struct conflict_part){key, value};
}

/* Every key that the objects do not agree on, for every side. */
static void add_parts(struct conflict *x, const json_t *const *of, struct arena *a)
{
    int from = x->side[0].nparts;
    for (int i = 0; i < x->nsides; i++) {
        const char *key;
        json_t *ignored;
        json_object_foreach((json_t *)(uintptr_t)of[i], key, ignored)
        {
            if (strcmp(key, "attrs") == 0 || has_part(&x->side[0], from, key) ||
                !parts_differ(x, of, key))
                continue;
            const char *kept = arena_dup(a, key);
            for (int s = 0; s < x->nsides; s++)
                add_part(&x->side[s], kept, json_said(json_object_get(of[s], key), a), a);
        }
    }
}

/* Where the sides differ; columns of a registry row each by itself. */
static void read_parts(struct conflict *x, const struct head *of[], struct arena *a)
{
    const json_t *payload[CONFLICT_HEADS] = {NULL}, *attrs[CONFLICT_HEADS] = {NULL};
    for (int i = 0; i < x->nsides; i++) {
        payload[i] = of[i]->payload;
        attrs[i] = json_object_get(of[i]->payload, "attrs");
    }
    add_parts(x, payload, a);
    add_parts(x, attrs, a);
}

/* ---- what goes with it ---- */

static bool is_among(const struct conflict_side *s, const char *by)
{
    for (int i = 0; i < s->nby; i++)
        if (strcmp(s->by[i], by) == 0)
            return true;
    return false;
}

static bool read_files(struct campaign *c, struct conflict *x, struct arena *a, struct err *err)
{
    struct evidence_place at = {x->at.body, x->at.service, x->at.item};
    struct evidence *list;
    int n;
    if (!evidence_list(c, &at, &list, &n, a, err))
        return false;
    for (int i = 0; i < x->nsides; i++) {
        struct conflict_side *s = &x->side[i];
        s->file = arena_alloc(a, ((size_t)n + 1) * sizeof *s->file);
        for (int k = 0; k < n; k++)
            if (is_among(s, list[k].by))
                s->file[s->nfiles++] = &list[k];
    }
    return true;
}

/* The latest remark at its place that nobody has settled, by its laptop's clock. */
static void read_remark(struct campaign *c, struct conflict *x, struct arena *a)
{
    const char *latest = "";
    size_t id_size = strcspn(x->at.item, " ");
    struct query *q = db_query(c->db,
                               "SELECT id FROM head WHERE camp = 0 AND body = ? AND service = ? AND"
                               " kind = 'remark' AND value IN ('open', 'answered') ORDER BY id",
                               "tt", x->at.body, x->at.service);
    while (query_row(q)) {
        char id[HEX_SIZE];
        struct event e;
        query_id(q, 0, id);
        if (!store_event(c, id, a, &e) || strcmp(e.at, latest) <= 0 ||
            json_is_true(json_object_get(e.payload, "withdrawn")))
            continue;
        const char *of = event_text(&e, "question");
        of = of ? rubric_current_id(c->eras[0].catalogue->rubric, of) : NULL;
        bool here = x->at.question < 0
                        ? !of
                        : of && strlen(of) == id_size && strncmp(of, x->at.item, id_size) == 0;
        if (!here)
            continue;
        latest = e.at;
        x->remark = event_text(&e, "text");
        x->remark_by = e.by;
    }
    query_done(&q);
}

static bool read_sides(struct campaign *c, struct conflict *x, struct arena *a)
{
    struct head *heads = arena_alloc(a, CONFLICT_HEADS * sizeof *heads);
    const struct head *of[CONFLICT_HEADS] = {NULL};
    bool answer = strcmp(x->at.kind, "answer") == 0;
    x->nsides = 0;
    x->side = arena_alloc(a, CONFLICT_HEADS * sizeof *x->side);
    x->nheads = conflict_heads(c, &x->at, x->head, a);
    for (int i = 0; i < x->nheads; i++)
        if (!read_head(c, x, i, &heads[i], a))
            return false;
    qsort(heads, (size_t)x->nheads, sizeof *heads, by_time);
    for (int i = 0; i < x->nheads; i++) {
        if (answer && !heads[i].value)
            x->beside = joined(a, x->beside, heads[i].note);
        else
            add_head(x, &heads[i], of, answer, a);
    }
    if (!answer)
        read_parts(x, of, a);
    x->one_start = answer && x->nsides > 0;
    for (int i = 1; i < x->nsides && x->one_start; i++) {
        const char *first = x->side[0].was, *was = x->side[i].was;
        x->one_start = first == was || (first && was && strcmp(first, was) == 0);
    }
    return true;
}

bool conflict_read(struct campaign *c, const struct conflict_at *at, struct conflict *x,
                   struct arena *a, struct err *err)
{
    *x = (struct conflict){.at = *at};
    db_pin(c->db);
    bool ok = read_sides(c, x, a) && x->nsides > 1;
    if (!ok && !db_failed(c->db, err))
        err_set(err, REFUSED, _("That is no conflict any more"));
    if (ok && at->question >= 0 && strcmp(at->kind, "answer") == 0)
        ok = read_files(c, x, a, err) && conflict_score(c, x, a, err);
    if (ok)
        read_remark(c, x, a);
    db_unpin(c->db);
    return !db_failed(c->db, ok ? err : NULL) && ok;
}

/* What an accept saw of a body, and what came in since. */
#include <stdlib.h>
#include <string.h>
#include "model/figures.h"
#include "model/project.h"
#include "model/review_inside.h"

#define HEADS_MOST                                                                                 \
    2000 /* ids that an accept lists, so that what changed can be told one by one                  \
          */

/* Everything that the figures of a body rest on. */
#define SEEN_KINDS " AND kind IN ('answer', 'evidence', 'final_rating', 'body', 'service')"

/* A body's row as far as it bears on what was accepted: who has to work on it, and its place in the
 * list, do not. */
static json_t *row_matter(const struct event *e)
{
    json_t *o = json_deep_copy(e->payload);
    json_object_del(o, "inspector");
    json_object_del(o, "place");
    return o;
}

static void row_digest(struct campaign *c, const char *id, struct arena *a, char out[HEX_SIZE])
{
    struct event e;
    snprintf(out, HEX_SIZE, "%s", id);
    if (!store_event(c, id, a, &e))
        return;
    json_t *o = row_matter(&e);
    char *text = json_canonical(o);
    if (text)
        sha256_hex(text, strlen(text), out);
    free(text);
    json_decref(o);
}

bool review_same_row(const struct event *x, const struct event *y)
{
    json_t *a = row_matter(x), *b = row_matter(y);
    bool same = json_equal(a, b) != 0;
    json_decref(a);
    json_decref(b);
    return same;
}

/* One hash over all that stands; `ids` (NULL: not wanted) gets the ids, as many as there are. */
static int seen_heads(struct campaign *c, const char *body, struct arena *a, json_t *ids,
                      char out[HEX_SIZE])
{
    struct buf all = {0}, rows = {0};
    int n = 0;
    buf_add(&all, "");
    struct query *q = db_query(
        c->db, "SELECT id, kind FROM head WHERE camp = 0 AND body = ?" SEEN_KINDS " ORDER BY id",
        "t", body);
    while (query_row(q)) {
        char id[HEX_SIZE], digest[HEX_SIZE];
        query_id(q, 0, id);
        n++;
        if (ids && n <= HEADS_MOST)
            json_array_append_new(ids, json_string(id));
        if (strcmp(query_text(q, 1), "body") == 0) {
            row_digest(c, id, a, digest);
            buf_add(&rows, digest);
        } else {
            buf_add(&all, id);
        }
    }
    query_done(&q);
    if (rows.s)
        buf_add(&all, rows.s);
    sha256_hex(all.s, all.n, out);
    buf_free(&rows);
    buf_free(&all);
    return n;
}

void review_add_seen(struct campaign *c, const char *body, json_t *payload, struct arena *a)
{
    struct row row;
    char seen[HEX_SIZE], score[32];
    json_t *ids = json_array();
    bool all = seen_heads(c, body, a, ids, seen) < HEADS_MOST;
    json_object_set_new(payload, "seen", json_string(seen));
    if (all)
        json_object_set(payload, "heads", ids);
    json_decref(ids);
    if (!row_get(c, 0, body, "", -1, &row, a))
        return;
    const struct rubric *r = c->eras[0].catalogue->rubric;
    int rating = rating_counting(row.state, row.final_rating, row.rating);
    if (rating >= 0)
        json_object_set_new(payload, "rating", json_string(r->ratings[rating].id));
    if (row.score != UNITS_NONE)
        json_object_set_new(payload, "score",
                            json_string(units_text(row.score, r->decimals, score, sizeof score)));
}

bool review_as_seen(struct campaign *c, const char *body, const struct event *accept)
{
    char now[HEX_SIZE];
    const char *seen = event_text(accept, "seen");
    struct arena *a = arena_new();
    seen_heads(c, body, a, NULL, now);
    arena_free(&a);
    return seen && strcmp(seen, now) == 0 && accept->rubric &&
           strcmp(accept->rubric, c->eras[0].sha) == 0;
}

/* ---- what came in since ---- */

/* A head, of then or of now. */
struct seen_head {
    const char *kind, *service, *item, *id;
    bool then, now;
};

struct comparing {
    struct campaign *c;
    struct arena *a;
    const char **then; /* ids, sorted */
    size_t nthen;
    struct seen_head *list;
    size_t n;
    struct review_change *changes;
    int nchanges;
};

static int by_text(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

static int by_slot(const void *a, const void *b)
{
    const struct seen_head *x = a, *y = b;
    int order = strcmp(x->service, y->service);
    order = order ? order : strcmp(x->kind, y->kind);
    order = order ? order : strcmp(x->item, y->item);
    return order ? order : strcmp(x->id, y->id);
}

static bool same_slot(const struct seen_head *x, const struct seen_head *y)
{
    return strcmp(x->service, y->service) == 0 && strcmp(x->kind, y->kind) == 0 &&
           strcmp(x->item, y->item) == 0;
}

/* False where the accept has no such list. */
static bool read_then(struct comparing *x, const struct event *accept)
{
    const json_t *ids = json_object_get(accept->payload, "heads");
    if (!json_is_array(ids))
        return false;
    x->then = arena_alloc(x->a, (json_array_size(ids) + 1) * sizeof *x->then);
    for (size_t i = 0; i < json_array_size(ids); i++) {
        const char *id = json_string_value(json_array_get(ids, i));
        if (id)
            x->then[x->nthen++] = id;
    }
    qsort(x->then, x->nthen, sizeof *x->then, by_text);
    return true;
}

static void add(struct comparing *x, const struct seen_head *h)
{
    if ((x->n & (x->n - 1)) == 0)
        x->list = mem_grow(x->list, 2 * x->n + 1, sizeof *x->list);
    x->list[x->n++] = *h;
}

static void read_now(struct comparing *x, const char *body)
{
    struct query *q = db_query(
        x->c->db, "SELECT id, kind, service, item FROM head WHERE camp = 0 AND body = ?" SEEN_KINDS,
        "t", body);
    while (query_row(q)) {
        char id[HEX_SIZE];
        const char *key = id;
        query_id(q, 0, id);
        bool then =
            x->nthen > 0 && bsearch(&key, x->then, x->nthen, sizeof *x->then, by_text) != NULL;
        struct seen_head h = {arena_dup(x->a, query_text(q, 1)),
                              arena_dup(x->a, query_text(q, 2)),
                              arena_dup(x->a, query_text(q, 3)),
                              arena_dup(x->a, id),
                              then,
                              true};
        add(x, &h);
    }
    query_done(&q);
}

static int by_head(const void *a, const void *b)
{
    const struct seen_head *x = a, *y = b;
    return strcmp(x->id, y->id);
}

/* What stood then and stands no longer. An accept may come from anywhere: of the ids that it names
 * only those are heard that are of the body. */
static void read_gone(struct comparing *x, const char *body)
{
    size_t known = x->n;
    if (known > 0)
        qsort(x->list, known, sizeof *x->list, by_head);
    for (size_t i = 0; i < x->nthen; i++) {
        struct seen_head key = {.id = x->then[i]};
        struct event e;
        if ((i > 0 && strcmp(x->then[i], x->then[i - 1]) == 0) ||
            (known > 0 && bsearch(&key, x->list, known, sizeof *x->list, by_head)) ||
            !store_event(x->c, x->then[i], x->a, &e) || strcmp(e.slot.body, body) != 0)
            continue;
        struct seen_head h = {e.slot.kind, e.slot.service, project_item(x->c, &e.slot, x->a),
                              x->then[i],  true,           false};
        add(x, &h);
    }
}

/* A row of the registry in a few words. */
static const char *row_text(const struct event *e, struct arena *a)
{
    const char *name = event_text(e, "name"), *reason = event_text(e, "reason");
    name = name ? name : "";
    if (json_is_true(json_object_get(e->payload, "withdrawn")))
        return arena_printf(a, _("%s (withdrawn)"), name);
    if (json_is_true(json_object_get(e->payload, "stopped")))
        return arena_printf(a, _("%s (stopped: %s)"), name, reason ? reason : "");
    return name;
}

/* What an event gave; NULL: nothing. */
static const char *said_by(struct comparing *x, const char *kind, const char *id, const char **note,
                           struct event *e)
{
    *note = NULL;
    if (!store_event(x->c, id, x->a, e))
        return NULL;
    if (strcmp(kind, "answer") == 0) {
        *note = event_note(e);
        return event_value(e);
    }
    if (strcmp(kind, "evidence") == 0)
        return json_is_true(json_object_get(e->payload, "withdrawn")) ? NULL
                                                                      : event_text(e, "name");
    if (strcmp(kind, "final_rating") == 0) {
        *note = event_text(e, "reason");
        return event_text(e, "rating");
    }
    return row_text(e, x->a);
}

/* What stood in a slot, then or now. */
static void say_side(struct comparing *x, const struct seen_head *h, size_t n, bool then,
                     struct review_side *side)
{
    bool any = false;
    *side = (struct review_side){.value = NULL};
    for (size_t i = 0; i < n; i++) {
        struct event e;
        const char *note, *value;
        if (!(then ? h[i].then : h[i].now))
            continue;
        value = said_by(x, h[i].kind, h[i].id, &note, &e);
        side->note = side->note ? side->note : note;
        if (!value)
            continue;
        side->conflict = side->conflict || (any && !text_same(side->value, value));
        side->value = any ? side->value : value;
        any = true;
    }
    if (side->conflict)
        side->value = NULL;
}

static void say_who(struct comparing *x, const struct seen_head *h, size_t n,
                    struct review_change *change)
{
    for (size_t i = 0; i < n; i++) {
        struct event e;
        if (!h[i].now || h[i].then || !store_event(x->c, h[i].id, x->a, &e))
            continue;
        if (!change->at || strcmp(e.at, change->at) > 0) {
            change->by = e.by;
            change->at = e.at;
        }
    }
}

/* Is it a body's row of which nothing but its inspector or place is another? */
static bool same_row(struct comparing *x, const struct seen_head *h, size_t n)
{
    char first[HEX_SIZE], other[HEX_SIZE];
    bool all = strcmp(h->kind, "body") == 0;
    if (all)
        row_digest(x->c, h->id, x->a, first);
    for (size_t i = 1; all && i < n; i++) {
        row_digest(x->c, h[i].id, x->a, other);
        all = strcmp(first, other) == 0;
    }
    return all;
}

static struct review_change *new_change(struct comparing *x, const char *kind)
{
    if ((x->nchanges & (x->nchanges - 1)) == 0)
        x->changes = mem_grow(x->changes, 2 * (size_t)x->nchanges + 1, sizeof *x->changes);
    struct review_change *change = &x->changes[x->nchanges++];
    *change = (struct review_change){.kind = kind, .service = ""};
    return change;
}

static void compare_slot(struct comparing *x, const struct seen_head *h, size_t n)
{
    bool changed = false;
    for (size_t i = 0; i < n; i++)
        changed = changed || h[i].then != h[i].now;
    if (!changed || same_row(x, h, n))
        return;
    struct review_change *change = new_change(x, h->kind);
    bool of_question = strcmp(h->kind, "answer") == 0 || strcmp(h->kind, "evidence") == 0;
    change->service = h->service;
    if (of_question)
        change->question = arena_dupn(x->a, h->item, strcspn(h->item, " "));
    say_side(x, h, n, true, &change->was);
    say_side(x, h, n, false, &change->now);
    say_who(x, h, n, change);
}

static void compare(struct comparing *x, const struct event *accept)
{
    if (x->n > 0)
        qsort(x->list, x->n, sizeof *x->list, by_slot);
    for (size_t i = 0, end; i < x->n; i = end) {
        end = i + 1;
        while (end < x->n && same_slot(&x->list[i], &x->list[end]))
            end++;
        compare_slot(x, &x->list[i], end - i);
    }
    const char *rubric = accept->rubric ? accept->rubric : "";
    if (strcmp(rubric, x->c->eras[0].sha) != 0) {
        struct review_change *change = new_change(x, "rubric");
        change->was.value = rubric;
        change->now.value = x->c->eras[0].sha;
    }
}

static bool accept_of(struct campaign *c, const char *body, struct arena *a, struct event *e)
{
    char id[HEX_SIZE] = "";
    if (c->version < 3)
        return false;
    struct query *q =
        db_query(c->db, "SELECT id FROM review WHERE body = ? AND state = 'accepted'", "t", body);
    if (query_row(q))
        query_id(q, 0, id);
    query_done(&q);
    return id[0] && store_event(c, id, a, e);
}

bool review_changes(struct campaign *c, const char *body, struct review_change **list, int *n,
                    struct arena *a, struct err *err)
{
    struct comparing x = {.c = c, .a = a};
    struct event accept;
    db_pin(c->db);
    if (accept_of(c, body, a, &accept) && read_then(&x, &accept)) {
        read_now(&x, body);
        read_gone(&x, body);
        compare(&x, &accept);
    }
    db_unpin(c->db);
    *n = x.nchanges;
    *list = arena_alloc(a, ((size_t)*n + 1) * sizeof **list);
    if (x.changes)
        memcpy(*list, x.changes, (size_t)*n * sizeof **list);
    free(x.changes);
    free(x.list);
    return !db_failed(c->db, err);
}

/* What came in since a body was reviewed. */
#include <stdlib.h>
#include <string.h>
#include "model/project.h"
#include "model/proposals_inside.h"
#include "model/review_inside.h"

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
    if (strcmp(kind, "finding") == 0)
        return json_is_true(json_object_get(e->payload, "withdrawn")) ? NULL
                                                                      : event_text(e, "deficiency");
    if (head_kind_of(kind) == HEAD_KINDS)
        return row_text(e, x->a);
    *note = edit_head_note(e, x->a);
    return edit_head_value(e);
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
        review_row_digest(x->c, h->id, x->a, first);
    for (size_t i = 1; all && i < n; i++) {
        review_row_digest(x->c, h[i].id, x->a, other);
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
    else if (head_kind_of(h->kind) != HEAD_KINDS &&
             rubric_question(x->c->eras[0].catalogue->rubric, h->item, NULL))
        change->question = h->item;
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

/* The event that accepted the body, where that is its state. */
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

/* What is not as `seen` (NULL: nothing did) saw it. */
static void changes_since(struct campaign *c, const char *body, const struct event *seen,
                          struct review_change **list, int *n, struct arena *a)
{
    struct comparing x = {.c = c, .a = a};
    if (seen && read_then(&x, seen)) {
        read_now(&x, body);
        read_gone(&x, body);
        compare(&x, seen);
    }
    *n = x.nchanges;
    *list = arena_alloc(a, ((size_t)*n + 1) * sizeof **list);
    if (x.changes)
        memcpy(*list, x.changes, (size_t)*n * sizeof **list);
    free(x.changes);
    free(x.list);
}

bool review_changes(struct campaign *c, const char *body, struct review_change **list, int *n,
                    struct arena *a, struct err *err)
{
    struct event accept;
    db_pin(c->db);
    bool accepted = accept_of(c, body, a, &accept);
    changes_since(c, body, accepted ? &accept : NULL, list, n, a);
    db_unpin(c->db);
    return !db_failed(c->db, err);
}

bool review_since(struct campaign *c, const char *body, struct review_since *s, struct arena *a,
                  struct err *err)
{
    struct review_step *way;
    struct event e;
    int n = 0, last = -1;
    *s = (struct review_since){.state = REVIEW_UNASSIGNED};
    db_pin(c->db);
    bool ok = c->version < 3 || review_way(c, body, &way, &n, a, err);
    for (int i = 0; ok && i < n; i++)
        if (way[i].counts && review_is_supervisors(review_of(way[i].state)))
            last = i;
    bool seen = last >= 0 && store_event(c, way[last].id, a, &e);
    if (seen)
        *s = (struct review_since){.state = review_of(way[last].state),
                                   .by = way[last].by,
                                   .at = way[last].at,
                                   .told = json_is_array(json_object_get(e.payload, "heads"))};
    changes_since(c, body, seen ? &e : NULL, &s->list, &s->n, a);
    db_unpin(c->db);
    return ok && !db_failed(c->db, err);
}

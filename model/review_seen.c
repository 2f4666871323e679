/* What who reviewed a body saw of it. */
#include <stdlib.h>
#include <string.h>
#include "model/figures.h"
#include "model/review_inside.h"

#define HEADS_MOST 2000 /* ids that are listed, so that what changed can be told one by one */

/* A body's row as far as it bears on what was accepted: who has to work on it, and its place in the
 * list, do not. */
static json_t *row_matter(const struct event *e)
{
    json_t *o = json_deep_copy(e->payload);
    json_object_del(o, "inspector");
    json_object_del(o, "place");
    return o;
}

void review_row_digest(struct campaign *c, const char *id, struct arena *a, char out[HEX_SIZE])
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
            review_row_digest(c, id, a, digest);
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

void review_add_heads(struct campaign *c, const char *body, json_t *payload, struct arena *a)
{
    char seen[HEX_SIZE];
    json_t *ids = json_array();
    if (seen_heads(c, body, a, ids, seen) < HEADS_MOST)
        json_object_set(payload, "heads", ids);
    json_decref(ids);
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

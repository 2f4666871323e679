/* Every event in the order of its chain: which of them count, and what follows from those that do,
 * of all or of what has just come. */
#include <stdlib.h>
#include <string.h>
#include "model/affected.h"
#include "model/event_scan.h"
#include "model/had.h"
#include "model/index.h"
#include "model/project.h"
#include "model/review.h"
#include "model/store.h"

/* ---- chains ---- */

struct link {
    unsigned char id[HASH_SIZE];
    bool before; /* it was reached without what is new */
};

struct links {
    struct link *list;
    size_t n, room;
};

/* One device's chain, walked in the order of seq: what of the number before, and of this one,
 * reaches the beginning. More than one is a fork. */
struct chain {
    char device[RANDOM_SIZE];
    int64_t seq;
    struct links last, now;
};

static int by_id(const void *a, const void *b)
{
    return memcmp(a, b, HASH_SIZE);
}

static void chain_move(struct chain *k, const struct event *e)
{
    bool same = strcmp(k->device, e->device) == 0;
    if (same && k->seq == e->seq)
        return;
    struct links spare = k->last;
    bool follows = same && k->seq + 1 == e->seq;
    k->last = k->now;
    k->now = spare;
    k->now.n = 0;
    if (!follows)
        k->last.n = 0;
    if (k->last.n > 1)
        qsort(k->last.list, k->last.n, sizeof *k->last.list, by_id);
    snprintf(k->device, sizeof k->device, "%s", e->device);
    k->seq = e->seq;
}

/* Does the chain reach its beginning? *before: without what is new, too. */
static bool chain_reaches(struct chain *k, const struct event *e, bool old, bool *before)
{
    struct link link = {.before = old};
    chain_move(k, e);
    if (e->prev) {
        hex_decode(e->prev, link.id, HASH_SIZE);
        const struct link *last =
            k->last.n ? bsearch(link.id, k->last.list, k->last.n, sizeof link, by_id) : NULL;
        if (!last)
            return false;
        link.before = old && last->before;
    } else if (e->seq != 1) {
        return false;
    }
    *before = link.before;
    hex_decode(e->id, link.id, HASH_SIZE);
    if (!k->now.list || k->now.n == k->now.room) {
        k->now.room = 2 * k->now.room + 1;
        k->now.list = mem_grow(k->now.list, k->now.room, sizeof link);
    }
    k->now.list[k->now.n++] = link;
    return true;
}

static void chain_free(struct chain *k)
{
    free(k->last.list);
    free(k->now.list);
}

/* ---- the walk ---- */

struct walk {
    struct campaign *c;
    int64_t newest; /* number of the last event that is projected already; 0: none is */
    int64_t *uncounted;
    struct chain chain;
    char rubric[HEX_SIZE]; /* that was found at hand last */
    struct had *had;
    struct affected *affected; /* NULL: nobody asks */
    bool anew;
};

static bool rubric_at_hand(struct walk *w, const struct event *e)
{
    if (!e->rubric || strcmp(e->rubric, w->rubric) == 0)
        return true;
    if (!db_number(w->c->db, 0, "SELECT 1 FROM rubric WHERE sha = ?", "t", e->rubric))
        return false;
    snprintf(w->rubric, sizeof w->rubric, "%s", e->rubric);
    return true;
}

static bool is_first_pass(const char *kind)
{
    return strcmp(kind, "campaign") == 0 || strcmp(kind, "rubric") == 0;
}

static bool is_fresh(struct walk *w, const char *id)
{
    unsigned char hash[HASH_SIZE];
    hex_decode(id, hash, HASH_SIZE);
    return db_number(w->c->db, 0, "SELECT n FROM event WHERE id = ?", "b", hash,
                     (size_t)HASH_SIZE) > w->newest;
}

/* An event that was there and is not projected: where it rests on a new one, others that are
 * projected may rest on that through it. */
static void look_through(struct walk *w, const struct event *e)
{
    for (int i = 0; i < e->nreplaces && !w->anew; i++)
        w->anew = is_fresh(w, e->replaces[i]);
}

/* Only of what is projected the payload is read. */
static void walk_event(struct walk *w, int64_t n, const char *id, const char *body, struct arena *a)
{
    struct event e;
    const char *payload = NULL, *why;
    size_t npayload = 0, nbody = strlen(body);
    bool old = n <= w->newest, before = false;
    if (!event_scan(body, nbody, a, &e, &payload, &npayload) &&
        !event_read_whole(body, nbody, a, &e, &why)) {
        ++*w->uncounted;
        return;
    }
    snprintf(e.id, sizeof e.id, "%s", id);
    bool reached = chain_reaches(&w->chain, &e, old, &before);
    bool at_hand = rubric_at_hand(w, &e), counts = reached && at_hand;
    bool projected = old && before && at_hand;
    *w->uncounted += !counts;
    if (old && w->newest > 0 && (!projected || e.slot.set[0]))
        look_through(w, &e);
    if (!counts || projected || is_first_pass(e.slot.kind))
        return;
    if (!e.payload && !event_load_payload(&e, payload, npayload, a))
        return;
    bool notes;
    project_one(w->c, w->had, &e, &notes);
    if (notes)
        db_run(w->c->db, "INSERT OR IGNORE INTO temp.noted (body, service, item) VALUES (?, ?, ?)",
               "ttt", e.slot.body, e.slot.service, project_item(w->c, &e.slot, a));
    if (w->affected)
        affected_add(w->affected, &e);
}

/* Once for a slot, however many events of it there were. */
static void index_notes(struct campaign *c)
{
    struct query *q = db_query(c->db, "SELECT body, service, item FROM temp.noted", "");
    while (progress_still() && query_row(q))
        index_note(c->db, query_text(q, 0), query_text(q, 1), query_text(q, 2));
    query_done(&q);
    db_script(c->db, "DROP TABLE temp.noted");
}

static bool walk_all(struct walk *w)
{
    db_script(w->c->db, "CREATE TEMP TABLE noted (body TEXT, service TEXT, item TEXT,"
                        " PRIMARY KEY (body, service, item)) WITHOUT ROWID");
    struct arena *a = arena_new();
    int64_t done = 0, of = db_number(w->c->db, 0, "SELECT count(*) FROM event", "");
    struct query *q =
        db_query(w->c->db, "SELECT n, id, body FROM event ORDER BY device, seq, n", "");
    *w->uncounted = 0;
    while (!w->anew &&
           progress_step(_("Making anew what follows from the events"), done++, of, NULL) &&
           query_row(q)) {
        char id[HEX_SIZE];
        query_id(q, 1, id);
        walk_event(w, query_int(q, 0), id, query_text(q, 2), a);
        arena_reset(a);
    }
    query_done(&q);
    arena_free(&a);
    index_notes(w->c);
    chain_free(&w->chain);
    had_free(&w->had);
    return progress_still() && !db_broken(w->c->db);
}

/* ---- everything anew ---- */

/* The campaign's name and its rubrics, by which all others are judged. */
static bool project_first(struct campaign *c)
{
    struct arena *a = arena_new();
    struct query *q = db_query(
        c->db, "SELECT body FROM event WHERE kind IN ('campaign', 'rubric') ORDER BY seq, id", "");
    while (query_row(q)) {
        struct event e;
        const char *why, *body = query_text(q, 0);
        if (event_read(body, strlen(body), a, &e, &why))
            project_one(c, NULL, &e, NULL);
        arena_reset(a);
    }
    query_done(&q);
    arena_free(&a);
    return progress_still() && !db_broken(c->db);
}

bool project_begin(struct campaign *c, struct err *err)
{
    return project_first(c) && campaign_read_eras(c, err) && catalogue_of(c, 0, err);
}

bool project_all(struct campaign *c, int64_t *uncounted, struct err *err)
{
    struct walk w = {.c = c, .uncounted = uncounted, .had = had_new()};
    *uncounted = 0;
    bool ok = project_begin(c, err) && walk_all(&w) && project_all_orders(c, 0) &&
              campaign_read_eras(c, err) && review_project_all(c);
    had_free(&w.had);
    return !progress_broken_off(err) && ok && !db_failed(c->db, err);
}

/* ---- what is new ---- */

/* Kinds by which events that are projected already are judged anew; and a new event that one of
 * them has replaced before it came: what that took back was only guessed. */
static bool must_be_anew(struct campaign *c, int64_t newest)
{
    return db_number(c->db, 0,
                     "SELECT 1 FROM event WHERE n > ? AND kind IN ('campaign', 'rubric',"
                     " 'previous', 'setting') LIMIT 1",
                     "l", newest) != 0 ||
           db_number(c->db, 0,
                     "SELECT 1 FROM event e CROSS JOIN replaced r WHERE e.n > ? AND r.id = e.id"
                     " LIMIT 1",
                     "l", newest) != 0;
}

bool project_fresh(struct campaign *c, int64_t newest, int64_t *uncounted, bool *anew,
                   struct err *err)
{
    *anew = newest == 0 || must_be_anew(c, newest);
    if (*anew)
        return !db_failed(c->db, err);
    struct affected *t = affected_new(c, newest);
    struct walk w = {
        .c = c, .newest = newest, .uncounted = uncounted, .had = had_new(), .affected = t};
    bool ok = walk_all(&w);
    *anew = w.anew;
    ok = ok && (w.anew || affected_bring_up(t, err));
    affected_free(&t);
    return !progress_broken_off(err) && ok && !db_failed(c->db, err);
}

/* Which event of a body's states stands, and the table that says so. */
#include <stdlib.h>
#include <string.h>
#include "model/people.h"
#include "model/project.h"
#include "model/review_inside.h"

bool review_is_supervisors(enum review state)
{
    return state == REVIEW_SENT_BACK || state == REVIEW_REOPENED || state == REVIEW_ACCEPTED;
}

static enum review state_of(const struct event *e)
{
    return review_of(event_text(e, "state"));
}

static bool counts(struct campaign *c, const struct event *e)
{
    enum review state = state_of(e);
    return state != REVIEWS && state != REVIEW_UNASSIGNED &&
           (!review_is_supervisors(state) || people_ever_supervised(c, e->by));
}

/* An event whose chain or rubric is not at hand is in the file, but in neither table. */
static bool is_projected(struct campaign *c, const char *body, const struct event *e)
{
    unsigned char hash[HASH_SIZE];
    hex_decode(e->id, hash, HASH_SIZE);
    return db_number(c->db, 0,
                     "SELECT 1 FROM head WHERE camp = 0 AND body = ?1 AND service = '' AND"
                     " kind = 'state' AND item = '' AND id = ?2 UNION ALL SELECT 1 FROM replaced"
                     " WHERE id = ?2 AND body = ?1 AND service = '' AND kind = 'state' AND"
                     " item = ''",
                     "tb", body, hash, (size_t)HASH_SIZE) != 0;
}

static bool is_in_slot(const struct event *e)
{
    return strcmp(e->slot.kind, "state") == 0 && !e->slot.service[0] && !e->slot.item[0] &&
           !e->slot.set[0];
}

static struct state_event *read_events(struct campaign *c, struct query *q, const char *body,
                                       struct arena *a, int *n)
{
    struct state_event *found = NULL;
    const char **ids = NULL;
    int nids = 0;
    *n = 0;
    while (query_row(q)) {
        char id[HEX_SIZE];
        query_id(q, 0, id);
        ids = mem_grow(ids, (size_t)nids + 1, sizeof *ids);
        ids[nids++] = arena_dup(a, id);
    }
    query_done(&q);
    found = arena_alloc(a, ((size_t)nids + 1) * sizeof *found);
    for (int i = 0; ids && i < nids; i++) {
        struct state_event *s = &found[*n];
        *s = (struct state_event){.counts = false};
        if (!store_event(c, ids[i], a, &s->e) || !is_in_slot(&s->e) ||
            !is_projected(c, body, &s->e))
            continue;
        s->counts = counts(c, &s->e);
        ++*n;
    }
    free(ids);
    return found;
}

static int by_id(const void *id, const void *event)
{
    return strcmp(id, ((const struct state_event *)event)->e.id);
}

static struct state_event *find(struct state_event *list, int n, const char *id)
{
    return n > 0 ? bsearch(id, list, (size_t)n, sizeof *list, by_id) : NULL;
}

/* What an event that counts has replaced is hidden, and so is what that had replaced, where that
 * counts nowhere: an event that counts nowhere hides nothing by itself. */
static void hide(struct state_event *list, int n)
{
    struct state_event **next = mem_grow(NULL, (size_t)n + 1, sizeof *next);
    int nnext = 0;
    for (int i = 0; i < n; i++)
        if (list[i].counts)
            next[nnext++] = &list[i];
    while (nnext > 0) {
        const struct state_event *s = next[--nnext];
        for (int i = 0; i < s->e.nreplaces; i++) {
            struct state_event *was = find(list, n, s->e.replaces[i]);
            if (!was || was->hidden)
                continue;
            was->hidden = true;
            if (!was->counts) /* each is put there once */
                next[nnext++] = was;
        }
    }
    free(next);
}

struct state_event *review_events(struct campaign *c, const char *body, struct arena *a, int *n)
{
    struct query *q = db_query(c->db,
                               "SELECT id FROM event WHERE slot_body = ? AND slot_service = '' AND"
                               " kind = 'state' ORDER BY id",
                               "t", body);
    struct state_event *list = read_events(c, q, body, a, n);
    hide(list, *n);
    return list;
}

/* The heads alone: nothing is hidden where all of them count. */
static struct state_event *read_heads(struct campaign *c, const char *body, struct arena *a, int *n)
{
    struct query *q = db_query(c->db,
                               "SELECT id FROM head WHERE camp = 0 AND body = ? AND service = ''"
                               " AND kind = 'state' AND item = '' ORDER BY id",
                               "t", body);
    return read_events(c, q, body, a, n);
}

int review_standing(const struct state_event *list, int n)
{
    int best = -1;
    for (int i = 0; i < n; i++)
        if (list[i].counts && !list[i].hidden &&
            (best < 0 || state_of(&list[i].e) < state_of(&list[best].e)))
            best = i;
    return best;
}

static bool find_standing(struct campaign *c, const char *body, struct arena *a,
                          struct event *stands)
{
    int n;
    struct state_event *list = read_heads(c, body, a, &n);
    bool all = true;
    for (int i = 0; i < n; i++)
        all = all && list[i].counts;
    if (!all)
        list = review_events(c, body, a, &n);
    int best = review_standing(list, n);
    if (best >= 0)
        *stands = list[best].e;
    return best >= 0;
}

bool review_beside(struct campaign *c, const char *body, enum review *state, const char **by,
                   struct arena *a)
{
    if (c->version < 3 || db_number(c->db, 0,
                                    "SELECT count(*) FROM head WHERE camp = 0 AND body = ?1 AND"
                                    " service = '' AND kind = 'state' AND item = ''",
                                    "t", body) < 2)
        return false;
    int n, beside = -1;
    struct state_event *list = review_events(c, body, a, &n);
    int best = review_standing(list, n);
    for (int i = 0; best >= 0 && i < n; i++)
        if (list[i].counts && !list[i].hidden && state_of(&list[i].e) > state_of(&list[best].e) &&
            (beside < 0 || state_of(&list[i].e) > state_of(&list[beside].e)))
            beside = i;
    if (beside < 0)
        return false;
    *state = state_of(&list[beside].e);
    *by = list[beside].e.by;
    return true;
}

/* ---- the table ---- */

bool review_project(struct campaign *c, const char *body)
{
    struct arena *a = arena_new();
    struct event e;
    db_run(c->db, "DELETE FROM review WHERE body = ?", "t", body);
    if (find_standing(c, body, a, &e)) {
        bool changed = state_of(&e) == REVIEW_ACCEPTED && !review_as_seen(c, body, &e);
        unsigned char hash[HASH_SIZE];
        hex_decode(e.id, hash, HASH_SIZE);
        db_run(c->db,
               "INSERT INTO review (body, state, id, by, at, reason, rating, score, rubric, seen,"
               " changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
               "ttbttttttti", body, event_text(&e, "state"), hash, (size_t)HASH_SIZE, e.by, e.at,
               event_text(&e, "reason"), event_text(&e, "rating"), event_text(&e, "score"),
               e.rubric, event_text(&e, "seen"), changed);
    }
    arena_free(&a);
    return !db_broken(c->db);
}

bool review_project_all(struct campaign *c)
{
    struct arena *a = arena_new();
    const char **bodies = NULL;
    size_t n = 0;
    struct query *q =
        db_query(c->db, "SELECT DISTINCT body FROM head WHERE camp = 0 AND kind = 'state'", "");
    while (query_row(q)) {
        bodies = mem_grow(bodies, n + 1, sizeof *bodies);
        bodies[n++] = arena_dup(a, query_text(q, 0));
    }
    query_done(&q);
    db_run(c->db, "DELETE FROM review", "");
    for (size_t i = 0; i < n; i++)
        review_project(c, bodies[i]);
    free(bodies);
    arena_free(&a);
    return !db_broken(c->db);
}

bool review_touched(struct campaign *c, const char *body)
{
    if (db_number(c->db, 0, "SELECT 1 FROM review WHERE body = ? AND state = 'accepted'", "t",
                  body))
        review_project(c, body);
    return !db_broken(c->db);
}

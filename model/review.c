/* A body's states: what stands of the events, and who may bring it where. */
#include "model/review.h"

#include <stdlib.h>
#include <string.h>
#include "model/change.h"
#include "model/figures.h"
#include "model/people.h"
#include "model/project.h"

static const char *const ids[REVIEWS] = {
    [REVIEW_UNASSIGNED] = "unassigned",       [REVIEW_SENT_BACK] = "sent_back",
    [REVIEW_REOPENED] = "reopened",           [REVIEW_ASSIGNED] = "assigned",
    [REVIEW_DESK_DONE] = "desk_done",         [REVIEW_VISITED] = "visited",
    [REVIEW_OPINION_GIVEN] = "opinion_given", [REVIEW_HANDED_IN] = "handed_in",
    [REVIEW_ACCEPTED] = "accepted",
};

const char *review_id(enum review state)
{
    return ids[state];
}

enum review review_of(const char *id)
{
    enum review state = REVIEW_UNASSIGNED;
    while (state < REVIEWS && (!id || strcmp(ids[state], id) != 0))
        state++;
    return state;
}

/* ---- what an accept saw ---- */

/* Everything that the figures of a body rest on, as one hash: the ids of what stands. */
static void seen_heads(struct campaign *c, const char *body, char out[HEX_SIZE])
{
    struct buf all = {0};
    buf_add(&all, "");
    struct query *q =
        db_query(c->db,
                 "SELECT id FROM head WHERE camp = 0 AND body = ? AND kind IN ('answer',"
                 " 'evidence', 'final_rating', 'body', 'service') ORDER BY id",
                 "t", body);
    while (query_row(q)) {
        size_t n;
        const char *id = query_bytes(q, 0, &n);
        buf_addn(&all, id, n);
    }
    query_done(&q);
    sha256_hex(all.s, all.n, out);
    buf_free(&all);
}

static bool is_as_seen(struct campaign *c, const char *body, const char *rubric, const char *seen)
{
    char now[HEX_SIZE];
    seen_heads(c, body, now);
    return seen && strcmp(seen, now) == 0 && rubric && strcmp(rubric, c->eras[0].sha) == 0;
}

/* ---- which event stands ---- */

static bool is_supervisors(enum review state)
{
    return state == REVIEW_SENT_BACK || state == REVIEW_REOPENED || state == REVIEW_ACCEPTED;
}

static bool counts(struct campaign *c, const struct event *e)
{
    enum review state = review_of(event_text(e, "state"));
    return state != REVIEWS && state != REVIEW_UNASSIGNED &&
           (!is_supervisors(state) || people_ever_supervised(c, e->by));
}

/* Ids still to be looked at, and all that ever were. */
struct trail {
    const char **ids;
    size_t n, next, room;
};

static void trail_add(struct trail *t, const char *id)
{
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(t->ids[i], id) == 0)
            return;
    if (!t->ids || t->n == t->room) {
        t->room = 2 * t->room + 8;
        t->ids = mem_grow(t->ids, t->room, sizeof *t->ids);
    }
    t->ids[t->n++] = id;
}

/* An event that counts nowhere does not hide what it replaced. */
static bool find_standing(struct campaign *c, const char *body, struct arena *a,
                          struct event *stands)
{
    struct trail t = {0};
    bool found = false;
    struct query *q = db_query(c->db,
                               "SELECT id FROM head WHERE camp = 0 AND body = ? AND service = ''"
                               " AND kind = 'state' AND item = '' ORDER BY id",
                               "t", body);
    while (query_row(q)) {
        char id[HEX_SIZE];
        query_id(q, 0, id);
        trail_add(&t, arena_dup(a, id));
    }
    query_done(&q);
    for (; t.next < t.n; t.next++) {
        struct event e;
        if (!store_event(c, t.ids[t.next], a, &e))
            continue;
        if (!counts(c, &e)) {
            for (int i = 0; i < e.nreplaces; i++)
                trail_add(&t, e.replaces[i]);
            continue;
        }
        enum review state = review_of(event_text(&e, "state"));
        enum review best = found ? review_of(event_text(stands, "state")) : REVIEWS;
        if (state < best || (state == best && strcmp(e.id, stands->id) < 0)) {
            *stands = e;
            found = true;
        }
    }
    free(t.ids);
    return found;
}

bool review_project(struct campaign *c, const char *body)
{
    struct arena *a = arena_new();
    struct event e;
    db_run(c->db, "DELETE FROM review WHERE body = ?", "t", body);
    if (find_standing(c, body, a, &e)) {
        bool accepted = review_of(event_text(&e, "state")) == REVIEW_ACCEPTED;
        bool changed = accepted && !is_as_seen(c, body, e.rubric, event_text(&e, "seen"));
        unsigned char hash[HASH_SIZE];
        hex_decode(e.id, hash, HASH_SIZE);
        db_run(c->db,
               "INSERT INTO review (body, state, id, by, at, reason, rating, score, rubric, seen,"
               " changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
               "ttbtttttt"
               "ti",
               body, event_text(&e, "state"), hash, (size_t)HASH_SIZE, e.by, e.at,
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

/* ---- reading ---- */

static const char *copied(struct query *q, int column, struct arena *a)
{
    const char *s = query_text(q, column);
    return s ? arena_dup(a, s) : NULL;
}

void review_read(struct campaign *c, int which, const char *body, const char *inspector,
                 struct review_state *s, struct arena *a)
{
    *s = (struct review_state){.state = inspector ? REVIEW_ASSIGNED : REVIEW_UNASSIGNED};
    if (which != 0 || c->version < 3)
        return;
    struct query *q = db_query(c->db,
                               "SELECT state, by, at, reason, rating, score, changed FROM review"
                               " WHERE body = ?",
                               "t", body);
    if (query_row(q) && review_of(query_text(q, 0)) != REVIEWS)
        *s = (struct review_state){.state = review_of(query_text(q, 0)),
                                   .by = copied(q, 1, a),
                                   .at = copied(q, 2, a),
                                   .reason = copied(q, 3, a),
                                   .rating = copied(q, 4, a),
                                   .score = copied(q, 5, a),
                                   .changed = query_int(q, 6) != 0};
    query_done(&q);
}

bool review_get(struct campaign *c, int which, const char *body, struct review_state *s,
                struct arena *a)
{
    db_pin(c->db);
    struct query *q = db_query(c->db,
                               "SELECT inspector FROM subject WHERE camp = ? AND body = ? AND"
                               " service = '' AND pos >= 0",
                               "it", which, body);
    bool found = query_row(q);
    const char *inspector = found ? copied(q, 0, a) : NULL;
    query_done(&q);
    review_read(c, which, body, inspector, s, a);
    db_unpin(c->db);
    return found;
}

/* ---- who may ---- */

bool review_open_for_work(struct campaign *c, const char *body, struct err *err)
{
    struct arena *a = arena_new();
    struct review_state s;
    review_get(c, 0, body, &s, a);
    bool accepted = s.state == REVIEW_ACCEPTED;
    bool shut = accepted || (s.state == REVIEW_HANDED_IN && !people_supervises(c));
    if (shut && accepted)
        err_set(err, REFUSED,
                _("%s is accepted: a supervisor must re-open it before anything is changed"), body);
    else if (shut)
        err_set(err, REFUSED,
                _("%s is handed in: a supervisor must send it back before you change anything"),
                body);
    arena_free(&a);
    return !shut;
}

/* From where an inspector goes on by himself. */
static bool is_at_work(enum review state)
{
    return state != REVIEW_HANDED_IN && state != REVIEW_ACCEPTED;
}

const char *review_why_not(struct campaign *c, const char *body, enum review to, struct arena *a)
{
    struct review_state s;
    bool boss = people_supervises(c);
    if (!review_get(c, 0, body, &s, a))
        return arena_printf(a, _("There is no body '%s' in the registry"), body);
    if (s.state == to && !(to == REVIEW_ACCEPTED && s.changed))
        return _("It is so already");
    if ((is_supervisors(to) || to == REVIEW_ASSIGNED) && !boss)
        return _("Only a supervisor does that");
    switch (to) {
    case REVIEW_ASSIGNED:
    case REVIEW_DESK_DONE:
    case REVIEW_VISITED:
    case REVIEW_OPINION_GIVEN:
    case REVIEW_HANDED_IN:
        if (s.state == REVIEW_ACCEPTED)
            return _("It is accepted: a supervisor must re-open it first");
        if (s.state == REVIEW_HANDED_IN)
            return _("It is handed in: a supervisor accepts it or sends it back");
        return NULL;
    case REVIEW_SENT_BACK:
        return s.state == REVIEW_HANDED_IN ? NULL : _("Only what is handed in can be sent back");
    case REVIEW_ACCEPTED:
        return is_at_work(s.state) ? _("Only what is handed in can be accepted") : NULL;
    case REVIEW_REOPENED:
        return s.state == REVIEW_ACCEPTED ? NULL : _("Only what is accepted can be re-opened");
    default:
        return _("No one brings a body there");
    }
}

static bool says_nothing(const char *s)
{
    return !s || s[strspn(s, " \t\n")] == '\0';
}

/* What an accept saw goes with it. */
static void add_seen(struct campaign *c, const char *body, json_t *payload, struct arena *a)
{
    struct row row;
    char seen[HEX_SIZE], score[32];
    seen_heads(c, body, seen);
    json_object_set_new(payload, "seen", json_string(seen));
    if (!row_get(c, 0, body, "", -1, &row, a))
        return;
    const struct rubric *r = c->eras[0].catalogue->rubric;
    int rating = row.final_rating >= 0 ? row.final_rating : row.rating;
    if (rating >= 0)
        json_object_set_new(payload, "rating", json_string(r->ratings[rating].id));
    if (row.score != UNITS_NONE)
        json_object_set_new(payload, "score",
                            json_string(units_text(row.score, r->decimals, score, sizeof score)));
}

bool review_set(struct campaign *c, const char *body, enum review to, const char *reason,
                struct err *err)
{
    struct arena *a = arena_new();
    struct slot slot = {.kind = "state", .body = body, .service = "", .item = "", .set = ""};
    struct change *t = change_begin(c, err);
    bool ok = t != NULL;
    const char *why = ok ? review_why_not(c, body, to, a) : NULL;
    if (!why && ok && to == REVIEW_REOPENED && says_nothing(reason))
        why = _("Re-opening needs its reason");
    if (why) {
        err_set(err, REFUSED, "%s: %s", body, why);
        ok = false;
    }
    if (ok) {
        json_t *payload = json_object();
        json_object_set_new(payload, "state", json_string(review_id(to)));
        json_object_set_new(payload, "reason",
                            says_nothing(reason) ? json_null() : json_string(reason));
        if (to == REVIEW_ACCEPTED)
            add_seen(c, body, payload, a);
        ok = change_put(t, &slot, payload);
    }
    ok = (t ? change_end(&t, ok, err) : false) && ok;
    arena_free(&a);
    return ok;
}

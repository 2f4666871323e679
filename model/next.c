/* The next open question, over subjects and bodies. */
#include <string.h>
#include "model/bodywork.h"
#include "model/store.h"

struct search {
    struct campaign *c;
    int stage, direction;
    int64_t mask;
    struct arena *a;
    const char *body, *service; /* where the search stands */
};

static bool waits(const struct search *s, const struct question *q, const struct qresult *r)
{
    return r->open && r->state != QS_UNDECIDED && q->type->id != Q_CALC &&
           (s->stage < 0 || q->stage == s->stage);
}

/* The open question of a subject beyond `from` (-1 or a large number: from its end); -1: none. */
static int open_in(struct search *s, int from)
{
    struct arena *a = arena_new();
    struct known k;
    int found = -1;
    if (known_load(s->c, 0, s->body, s->service, 0, a, &k, NULL) && k.block) {
        struct subject *subject = subject_score(&k.in, NULL);
        int n = k.block->nquestions;
        int i = from > n ? n - 1 : from + s->direction;
        for (; found < 0 && i >= 0 && i < n; i += s->direction)
            if (waits(s, &k.block->questions[i], &subject->q[i]))
                found = i;
        subject_free(&subject);
    }
    arena_free(&a);
    return found;
}

/* Has the subject anything open as its figures tell? Unrated and stopped ones have not. */
static bool may_be_open(struct search *s)
{
    return db_number(s->c->db, 0,
                     "SELECT open & ? FROM figures WHERE camp = 0 AND body = ? AND service = ?",
                     "ltt", s->mask, s->body, s->service) != 0;
}

static int64_t pos_of(struct search *s, const char *body, const char *service)
{
    return db_number(s->c->db, -1,
                     "SELECT pos FROM subject WHERE camp = 0 AND body = ? AND service = ?", "tt",
                     body, service);
}

#define OPEN_ROWS                                                                                  \
    " FROM subject s JOIN figures f ON f.camp = s.camp AND f.body = s.body AND f.service ="        \
    " s.service WHERE s.camp = 0 AND s.list = ? AND "

/* The code at column 0 of the first row, in the arena; NULL where there is none. Ends the query. */
static const char *first_code(struct search *s, struct query *q)
{
    const char *code = query_row(q) ? arena_dup(s->a, query_text(q, 0)) : NULL;
    query_done(&q);
    return code;
}

/* The next body that has something open, or with one of its services. */
static const char *next_body(struct search *s, int64_t pos)
{
    if (s->direction > 0)
        return first_code(s, db_query(s->c->db,
                                      "SELECT s.body" OPEN_ROWS
                                      "s.pos > ? AND f.open_all & ? ORDER BY s.pos LIMIT 1",
                                      "tll", "", pos, s->mask));
    return first_code(s, db_query(s->c->db,
                                  "SELECT s.body" OPEN_ROWS
                                  "s.pos < ? AND f.open_all & ? ORDER BY s.pos DESC LIMIT 1",
                                  "tll", "", pos, s->mask));
}

static const char *next_service(struct search *s, int64_t pos)
{
    if (s->direction > 0)
        return first_code(s, db_query(s->c->db,
                                      "SELECT s.service" OPEN_ROWS
                                      "s.pos > ? AND f.open & ? ORDER BY s.pos LIMIT 1",
                                      "tll", s->body, pos, s->mask));
    return first_code(s, db_query(s->c->db,
                                  "SELECT s.service" OPEN_ROWS
                                  "s.pos < ? AND f.open & ? ORDER BY s.pos DESC LIMIT 1",
                                  "tll", s->body, pos, s->mask));
}

/* One subject on; false where that was the last. The body itself stands before its services. */
static bool step(struct search *s)
{
    const char *service;
    if (s->direction > 0) {
        int64_t pos = s->service[0] ? pos_of(s, s->body, s->service) : -1;
        /* Before the first body there are no services: the list '' is that of the bodies. */
        service = s->body[0] ? next_service(s, pos) : NULL;
        if (!service) {
            s->body = next_body(s, pos_of(s, s->body, ""));
            service = "";
        }
    } else if (s->service[0]) {
        service = next_service(s, pos_of(s, s->body, s->service));
        service = service ? service : "";
    } else {
        s->body = next_body(s, pos_of(s, s->body, ""));
        service = s->body ? next_service(s, INT64_MAX) : NULL;
        service = service ? service : "";
    }
    s->service = service;
    return s->body != NULL;
}

bool next_open(struct campaign *c, const char *body, const char *service, int question, int stage,
               int direction, const char **to_body, const char **to_service, int *to_question,
               struct arena *a)
{
    struct search s = {.c = c,
                       .stage = stage,
                       .direction = direction,
                       .mask = stage < 0 ? INT64_MAX : (int64_t)stage_bit(stage),
                       .a = a,
                       .body = arena_dup(a, body),
                       .service = arena_dup(a, service)};
    int from = question, found = -1;
    db_pin(c->db);
    do {
        if (may_be_open(&s))
            found = open_in(&s, from);
        from = direction > 0 ? -1 : INT32_MAX;
    } while (found < 0 && step(&s));
    db_unpin(c->db);
    if (db_failed(c->db, NULL) || found < 0)
        return false;
    *to_body = s.body;
    *to_service = s.service;
    *to_question = found;
    return true;
}

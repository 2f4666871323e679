/* Going through what is kept: subjects, answers, events; and sentences for what is not there. */
#include <stdlib.h>
#include <string.h>
#include "model/known.h"
#include "model/project.h"
#include "model/store.h"

/* ---- the registry ---- */

/* Rows are copied before they are handed on, so that nothing stays open meanwhile. */
struct listed_row {
    struct listed it;
    struct listed_row *next;
};

static struct listed_row *read_list(struct query *q, struct arena *a)
{
    struct listed_row *first = NULL, **last = &first;
    while (query_row(q)) {
        struct listed_row *row = arena_alloc(a, sizeof *row);
        row->it = (struct listed){.body = query_copy(q, 0, a),
                                  .service = query_copy(q, 1, a),
                                  .name = query_copy(q, 2, a),
                                  .short_name = query_copy(q, 3, a),
                                  .inspector = query_copy(q, 4, a),
                                  .state_reason = query_copy(q, 5, a),
                                  .stopped = query_int(q, 6) != 0};
        *last = row;
        last = &row->next;
    }
    return first;
}

#define LISTED "SELECT body, service, name, short, inspector, reason, stopped FROM subject"

static struct listed_row *read_bodies(struct campaign *c, int which, const char *body,
                                      struct arena *a)
{
    struct query *q =
        db_query(c->db,
                 LISTED " WHERE camp = ?1 AND list = '' AND pos >= 0 AND (?2 IS NULL OR body = ?2)"
                        " ORDER BY pos",
                 "it", which, body);
    struct listed_row *list = read_list(q, a);
    query_done(&q);
    return list;
}

static struct listed_row *read_services(struct campaign *c, int which, const char *body,
                                        const char *service, struct arena *a)
{
    struct query *q = db_query(
        c->db,
        LISTED " WHERE camp = ?1 AND list = ?2 AND pos >= 0 AND (?3 IS NULL OR service = ?3)"
               " ORDER BY pos",
        "itt", which, body, service);
    struct listed_row *list = read_list(q, a);
    query_done(&q);
    return list;
}

bool store_each_subject(struct campaign *c, int which, const char *body, const char *service,
                        bool (*f)(void *arg, const struct listed *s), void *arg, struct err *err)
{
    struct arena *a = arena_new(), *inner = arena_new();
    bool go_on = true;
    for (struct listed_row *b = read_bodies(c, which, body, a); b && go_on; b = b->next) {
        if (!service || !service[0])
            go_on = f(arg, &b->it);
        if (service && !service[0])
            continue;
        struct listed_row *s = read_services(c, which, b->it.body, service, inner);
        for (; s && go_on; s = s->next)
            go_on = f(arg, &s->it);
        arena_reset(inner);
    }
    arena_free(&inner);
    arena_free(&a);
    return !db_failed(c->db, err);
}

int64_t store_subjects(struct campaign *c, int which, const char *body)
{
    return db_number(c->db, 0,
                     "SELECT count(*) FROM subject b JOIN subject s ON s.camp = b.camp AND"
                     " (s.list = b.body OR (s.list = '' AND s.body = b.body)) AND s.pos >= 0 WHERE"
                     " b.camp = ?1 AND b.list = '' AND b.pos >= 0 AND (?2 IS NULL OR b.body = ?2)",
                     "it", which, body);
}

bool store_has(struct campaign *c, int which, const char *body, const char *service)
{
    return db_number(
               c->db, 0,
               "SELECT 1 FROM subject WHERE camp = ? AND body = ? AND service = ? AND pos >= 0",
               "itt", which, body, service) != 0;
}

/* The known code that was most likely meant; NULL where none is near. */
static const char *nearest_code(struct campaign *c, int which, const char *list, const char *code,
                                struct arena *a)
{
    const char **codes = NULL;
    size_t n = 0;
    struct query *q =
        db_query(c->db,
                 "SELECT CASE ?2 WHEN '' THEN body ELSE service END FROM subject"
                 " WHERE camp = ?1 AND list = ?2 AND pos BETWEEN 0 AND 4999 ORDER BY pos",
                 "it", which, list);
    while (query_row(q)) {
        codes = mem_grow(codes, n + 1, sizeof *codes);
        codes[n++] = query_copy(q, 0, a);
    }
    query_done(&q);
    const char *near = nearest(code, codes, n);
    free(codes);
    return near;
}

bool store_no_row(struct campaign *c, struct err *err)
{
    if (!campaign_fault(c, err))
        err_set(err, DAMAGED, _("%s: the registry contradicts itself: the file is damaged"),
                c->path);
    return false;
}

bool store_unknown_body(struct campaign *c, int which, const char *body, struct err *err)
{
    if (db_failed(c->db, err)) /* what can't be read is not what is not there */
        return false;
    struct arena *a = arena_new();
    const char *near = nearest_code(c, which, "", body, a), *shown = text_show(a, body, false);
    if (near)
        err_set(err, REFUSED, _("There is no body '%s' in the registry; did you mean '%s'?"), shown,
                near);
    else
        err_set(err, REFUSED, _("There is no body '%s' in the registry"), shown);
    arena_free(&a);
    return false;
}

bool store_unknown_service(struct campaign *c, int which, const char *body, const char *service,
                           struct err *err)
{
    if (db_failed(c->db, err))
        return false;
    struct arena *a = arena_new();
    const char *near = nearest_code(c, which, body, service, a);
    const char *shown = text_show(a, service, false), *owner = text_show(a, body, false);
    if (near)
        err_set(err, REFUSED, _("The body '%s' has no service '%s'; did you mean '%s'?"), owner,
                shown, near);
    else
        err_set(err, REFUSED, _("The body '%s' has no service '%s'"), owner, shown);
    arena_free(&a);
    return false;
}

bool store_unknown_question(struct campaign *c, bool service, const char *question, struct err *err)
{
    const struct catalogue *k = c->eras[0].catalogue;
    const struct block *b = rubric_block(k->rubric, service);
    struct arena *a = arena_new();
    const char *shown = text_show(a, question, false), *near = NULL;
    if (catalogue_question(k, service ? BLOCK_BODY : BLOCK_SERVICE, question)) {
        err_set(err, REFUSED,
                service ? _("'%s' is a question about the body itself, not about its services")
                        : _("'%s' is a question about services, not about the body itself"),
                shown);
    } else {
        const char **ids = arena_alloc(a, ((b ? (size_t)b->nquestions : 0) + 1) * sizeof *ids);
        for (int i = 0; b && i < b->nquestions; i++)
            ids[i] = b->questions[i].id;
        near = b ? nearest(question, ids, (size_t)b->nquestions) : NULL;
        if (near)
            err_set(err, REFUSED, _("The rubric has no question '%s' here; did you mean '%s'?"),
                    shown, near);
        else
            err_set(err, REFUSED, _("The rubric has no question '%s' here"), shown);
    }
    arena_free(&a);
    return false;
}

/* ---- answers ---- */

bool store_each_answer(struct campaign *c, int which, const char *body, const char *service,
                       bool (*f)(void *arg, const struct stored_answer *s), void *arg,
                       struct err *err)
{
    struct arena *a = arena_new();
    struct known k;
    bool ok = known_load(c, which, body, service, 0, a, &k, err), go_on = ok;
    for (int i = 0; go_on && k.block && i < k.block->nquestions; i++) {
        const struct standing *s = &k.standing[i];
        if (!s->by)
            continue;
        struct stored_answer answer = {.question = &k.block->questions[i],
                                       .value = s->value,
                                       .note = s->note,
                                       .by = s->by,
                                       .at = s->at,
                                       .conflict = s->conflict,
                                       .unfit = s->unfit};
        go_on = f(arg, &answer);
    }
    arena_free(&a);
    return ok;
}

/* ---- events ---- */

void query_id(struct query *q, int column, char id[HEX_SIZE])
{
    size_t n;
    const unsigned char *hash = query_bytes(q, column, &n);
    id[0] = '\0';
    if (n == HASH_SIZE)
        hex_encode(hash, n, id);
}

#define INSERT_EVENT                                                                               \
    "INSERT INTO event (id, body, device, seq, kind, slot_body, slot_service)"                     \
    " VALUES (?, ?, ?, ?, ?, ?, ?)"

bool event_insert(struct db *db, const struct event *e, const char *body, bool again)
{
    unsigned char hash[HASH_SIZE];
    hex_decode(e->id, hash, HASH_SIZE);
    return db_run(db, again ? INSERT_EVENT " ON CONFLICT (id) DO NOTHING" : INSERT_EVENT, "bttlttt",
                  hash, (size_t)HASH_SIZE, body, e->device, e->seq, e->slot.kind, e->slot.body,
                  e->slot.service);
}

struct event_walk {
    struct campaign *c;
    const char *kind; /* NULL: all */
    bool registry;    /* of all: those of the registry, too */
    const char *question;
    bool (*f)(void *arg, const struct event *e);
    void *arg;
};

/* Does the item belong to the question: is it that, or one of its files? */
static bool concerns(const struct event_walk *w, const struct event *e, struct arena *a)
{
    const char *id = rubric_current_id(w->c->eras[0].catalogue->rubric, w->question);
    const char *item = project_item(w->c, &e->slot, a);
    size_t n = strlen(id);
    return strncmp(item, id, n) == 0 && (!item[n] || item[n] == ' ');
}

static bool wanted(const struct event_walk *w, const struct event *e, struct arena *a)
{
    const char *kind = e->slot.kind;
    if (w->kind && strcmp(kind, w->kind) != 0)
        return false;
    if (!w->registry && strcmp(kind, "answer") != 0 && strcmp(kind, "evidence") != 0)
        return false;
    return !w->question || concerns(w, e, a);
}

static void walk(const struct event_walk *w, struct query *q)
{
    struct arena *a = arena_new();
    bool go_on = true;
    while (go_on && query_row(q)) {
        struct event e;
        const char *why, *body = query_text(q, 0);
        if (event_read(body, strlen(body), a, &e, &why) && wanted(w, &e, a))
            go_on = w->f(w->arg, &e);
        arena_reset(a);
    }
    arena_free(&a);
}

bool store_each_event(struct campaign *c, const char *kind, const char *body, const char *service,
                      const char *question, bool (*f)(void *arg, const struct event *e), void *arg,
                      struct err *err)
{
    struct event_walk w = {
        .c = c, .kind = kind, .registry = true, .question = question, .f = f, .arg = arg};
    struct query *q;
    if (!body)
        q = db_query(c->db, "SELECT body FROM event ORDER BY n", "");
    else if (!service)
        q = db_query(c->db, "SELECT body FROM event WHERE slot_body = ? ORDER BY n", "t", body);
    else
        q = db_query(c->db,
                     "SELECT body FROM event WHERE slot_body = ? AND slot_service = ? ORDER BY n",
                     "tt", body, service);
    walk(&w, q);
    query_done(&q);
    return !db_failed(c->db, err);
}

/* Goes through the latest `most` events of a body. Their numbers come from the index alone, so that
 * one of a million is quick. */
static void walk_latest(const struct event_walk *w, const char *body, int most)
{
    struct query *q = db_query(w->c->db,
                               "SELECT body FROM event WHERE n IN (SELECT n FROM event WHERE"
                               " slot_body = ?1 ORDER BY n DESC LIMIT ?2) ORDER BY n DESC",
                               "ti", body, most);
    walk(w, q);
    query_done(&q);
}

/* The same for those of a large body among the last events of the file, where most of its own are:
 * without the sorting that numbers from the index need. */
static void walk_tail(const struct event_walk *w, const char *body)
{
    struct query *q = db_query(w->c->db,
                               "SELECT body FROM event NOT INDEXED WHERE slot_body = ?"
                               " AND n > (SELECT max(n) FROM event) - 20000 ORDER BY n DESC",
                               "t", body);
    walk(w, q);
    query_done(&q);
}

static bool is_large(struct campaign *c, const char *body)
{
    return db_number(c->db, 0,
                     "SELECT count(*) FROM (SELECT 1 FROM event WHERE slot_body = ? LIMIT 5000)",
                     "t", body) == 5000;
}

/* Keeps what is found until it is enough. */
struct enough {
    bool (*f)(void *arg, const struct event *e);
    void *arg;
    int most, given; /* given: handed on so far */
    int seen;        /* in this walk, which begins with those that were handed on already */
};

static bool hand_on(void *arg, const struct event *e)
{
    struct enough *x = arg;
    if (x->seen++ < x->given)
        return true;
    x->given++;
    return x->f(x->arg, e) && x->given < x->most;
}

bool store_latest_answers(struct campaign *c, const char *body, const char *service,
                          const char *question, int most,
                          bool (*f)(void *arg, const struct event *e), void *arg, struct err *err)
{
    struct enough x = {.f = f, .arg = arg, .most = most};
    struct event_walk w = {.c = c, .question = question, .f = hand_on, .arg = &x};
    if (service) {
        struct query *q = db_query(c->db,
                                   "SELECT body FROM event WHERE slot_body = ? AND slot_service = ?"
                                   " ORDER BY n DESC",
                                   "tt", body, service);
        walk(&w, q);
        query_done(&q);
        return !db_failed(c->db, err);
    }
    if (is_large(c, body))
        walk_tail(&w, body);
    if (x.given >= most)
        return !db_failed(c->db, err);
    int64_t all = db_number(c->db, 0, "SELECT count(*) FROM event WHERE slot_body = ?", "t", body);
    /* Answers are most of the events; where the latest are others (a registry that was taken in
     * anew) one has to look further back. */
    for (int64_t take = most; x.given < most && !db_broken(c->db); take *= 8) {
        x.seen = 0;
        walk_latest(&w, body, take < all ? (int)take : (int)all);
        if (take >= all)
            break;
    }
    return !db_failed(c->db, err);
}

bool store_event(struct campaign *c, const char *id, struct arena *a, struct event *e)
{
    unsigned char hash[HASH_SIZE];
    const char *why;
    bool found = false;
    if (!hex_decode(id, hash, HASH_SIZE))
        return false;
    struct query *q =
        db_query(c->db, "SELECT body FROM event WHERE id = ?", "b", hash, (size_t)HASH_SIZE);
    if (query_row(q)) {
        const char *body = arena_dup(a, query_text(q, 0));
        found = event_read(body, strlen(body), a, e, &why);
    }
    query_done(&q);
    return found;
}

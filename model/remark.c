/* Remarks: listed, written, answered, settled. */
#include "model/remark.h"

#include <stdlib.h>
#include <string.h>
#include "model/change.h"
#include "model/people.h"
#include "model/remark_thread.h"

static const char *const ids[REMARK_STATES] = {
    [REMARK_OPEN] = "open",
    [REMARK_ANSWERED] = "answered",
    [REMARK_SETTLED] = "settled",
    [REMARK_UNKNOWN] = "unknown",
};

const char *remark_state_id(enum remark_state state)
{
    return ids[state];
}

/* An older file, which is only read, has neither the remarks nor their index. */
static bool has_remarks(const struct campaign *c)
{
    return c->version >= 3;
}

/* ---- which there are ---- */

struct item {
    const char *body, *service, *item;
};
struct items {
    struct item *list;
    size_t n, room;
};

static void read_items(struct items *x, struct query *q, struct arena *a)
{
    while (query_row(q)) {
        if (x->n == x->room)
            x->list = mem_grow(x->list, x->room = 2 * x->room + 16, sizeof *x->list);
        x->list[x->n++] =
            (struct item){arena_dup(a, query_text(q, 0)), arena_dup(a, query_text(q, 1)),
                          arena_dup(a, query_text(q, 2))};
    }
    query_done(&q);
}

/* Few wait at any time: their index is read whole. */
static struct query *waiting(struct campaign *c, const char *body, const char *service)
{
    return db_query(c->db,
                    "SELECT DISTINCT body, service, item FROM head INDEXED BY head_remark WHERE"
                    " camp = 0 AND kind = 'remark' AND value IN ('open', 'answered') AND"
                    " (?1 IS NULL OR body = ?1) AND (?2 IS NULL OR service = ?2)",
                    "tt", body, service);
}

static struct query *everything(struct campaign *c, const char *body, const char *service)
{
    if (!body)
        return db_query(c->db,
                        "SELECT DISTINCT body, service, item FROM head WHERE camp = 0 AND"
                        " kind = 'remark'",
                        "");
    if (!service)
        return db_query(c->db,
                        "SELECT DISTINCT body, service, item FROM head WHERE camp = 0 AND body = ?"
                        " AND kind = 'remark'",
                        "t", body);
    return db_query(c->db,
                    "SELECT DISTINCT body, service, item FROM head WHERE camp = 0 AND body = ? AND"
                    " service = ? AND kind = 'remark'",
                    "tt", body, service);
}

static int by_time(const void *x, const void *y)
{
    const struct remark *a = x, *b = y;
    int order = strcmp(a->at, b->at);
    return order ? order : strcmp(a->item, b->item);
}

static bool is_about(const struct remark *r, const char *question)
{
    if (!question)
        return true;
    return r->question ? strcmp(r->question, question) == 0 : !question[0];
}

bool remarks_list(struct campaign *c, const char *body, const char *service, const char *question,
                  unsigned flags, struct remark **list, int *n, struct arena *a, struct err *err)
{
    struct items x = {0};
    bool all = flags & REMARKS_ALL;
    *list = NULL;
    *n = 0;
    if (!catalogue_of(c, 0, err))
        return false;
    if (!has_remarks(c))
        return true;
    if (question && question[0])
        question = rubric_current_id(c->eras[0].catalogue->rubric, question);
    db_pin(c->db);
    read_items(&x, all ? everything(c, body, service) : waiting(c, body, service), a);
    *list = arena_alloc(a, (x.n + 1) * sizeof **list);
    for (size_t i = 0; i < x.n; i++) {
        struct remark *r = &(*list)[*n];
        bool there = remark_read(c, x.list[i].body, x.list[i].service, x.list[i].item, r, a);
        *n += there && (all || r->waits) && is_about(r, question);
    }
    db_unpin(c->db);
    free(x.list);
    qsort(*list, (size_t)*n, sizeof **list, by_time);
    return !db_failed(c->db, err);
}

int remarks_waiting(struct campaign *c, int which, const char *body, const char *service)
{
    if (which != 0 || !has_remarks(c))
        return 0;
    if (!service)
        return (int)db_number(c->db, 0,
                              "SELECT count(*) FROM (SELECT DISTINCT service, item FROM head"
                              " INDEXED BY head_remark WHERE camp = 0 AND kind = 'remark' AND"
                              " value IN ('open', 'answered') AND body = ?)",
                              "t", body);
    return (int)db_number(c->db, 0,
                          "SELECT count(*) FROM (SELECT DISTINCT item FROM head INDEXED BY"
                          " head_remark WHERE camp = 0 AND kind = 'remark' AND"
                          " value IN ('open', 'answered') AND body = ? AND service = ?)",
                          "tt", body, service);
}

bool remark_find(struct campaign *c, const char *prefix, struct remark *r, struct arena *a,
                 struct err *err)
{
    struct items x = {0};
    bool found = false;
    if (!catalogue_of(c, 0, err))
        return false;
    db_pin(c->db);
    if (prefix[0] && has_remarks(c))
        read_items(&x,
                   db_query(c->db,
                            "SELECT DISTINCT body, service, item FROM head WHERE camp = 0 AND"
                            " kind = 'remark' AND substr(item, 1, length(?1)) = ?1",
                            "t", prefix),
                   a);
    int there = 0;
    for (size_t i = 0; i < x.n && there < 2; i++) {
        struct remark one;
        if (!remark_read(c, x.list[i].body, x.list[i].service, x.list[i].item, &one, a))
            continue;
        there++;
        *r = one;
    }
    db_unpin(c->db);
    free(x.list);
    if (db_failed(c->db, err))
        return false;
    found = there == 1;
    if (there == 0)
        err_set(err, REFUSED, _("No remark's id begins with '%s'"), prefix);
    else if (!found)
        err_set(err, REFUSED, _("Several remarks' ids begin with '%s'; give more of it"), prefix);
    return found;
}

/* ---- writing ---- */

static bool text_fits(const char *text, struct err *err)
{
    const char *why = NULL;
    struct arena *a = arena_new();
    bool fits = !text_blank(text);
    if (!fits)
        err_set(err, REFUSED, _("A remark needs a text"));
    else if (!answer_characters(text, a, &why))
        err_set(err, REFUSED, _("The remark: %s"), why);
    arena_free(&a);
    return fits && !why;
}

/* Is there such a body, service and question? *id gets the question's present id. */
static bool place_there(struct campaign *c, const char *body, const char *service,
                        const char *question, const char **id, struct err *err)
{
    const struct catalogue *k = c->eras[0].catalogue;
    enum block_kind kind = service[0] ? BLOCK_SERVICE : BLOCK_BODY;
    *id = question ? rubric_current_id(k->rubric, question) : NULL;
    if (!store_has(c, 0, body, ""))
        return store_unknown_body(c, 0, body, err);
    if (service[0] && !store_has(c, 0, body, service))
        return store_unknown_service(c, 0, body, service, err);
    if (question && !catalogue_question(k, kind, *id))
        return store_unknown_question(c, service[0] != '\0', question, err);
    return true;
}

static bool put(struct change *t, const struct remark *r, enum remark_state state,
                const char *answer)
{
    struct slot slot = {"remark", r->body, r->service, r->item, ""};
    json_t *payload = json_object();
    json_object_set_new(payload, "question", json_text(r->question));
    json_object_set_new(payload, "text", json_string(r->text));
    json_object_set_new(payload, "state", json_string(ids[state]));
    json_object_set_new(payload, "answer", json_text(answer));
    return change_put(t, &slot, payload);
}

bool remark_write_new(struct campaign *c, const char *body, const char *service,
                      const char *question, const char *text, char *item, struct err *err)
{
    struct remark r = {.body = body, .service = service, .text = text, .item = item};
    struct change *t = change_begin(c, err);
    bool ok =
        t && text_fits(text, err) && place_there(c, body, service, question, &r.question, err);
    if (ok) {
        random_hex(item);
        ok = put(t, &r, REMARK_OPEN, NULL);
    }
    ok = change_close(&t, ok, err);
    if (!ok)
        item[0] = '\0';
    return ok;
}

bool remark_write(struct campaign *c, const char *body, const char *service, const char *question,
                  const char *text, struct err *err)
{
    char item[RANDOM_SIZE];
    return remark_write_new(c, body, service, question, text, item, err);
}

const char *remark_why_not(struct campaign *c, const struct remark *r, enum remark_state to)
{
    bool settled = !r->waits && r->state == REMARK_SETTLED;
    bool may = strcmp(r->by, c->by) == 0 || people_supervises(c);
    switch (to) {
    case REMARK_ANSWERED:
        return settled ? _("It is settled: who wrote it, or a supervisor, opens it again first")
                       : NULL;
    case REMARK_SETTLED:
        if (settled)
            return _("It is settled already");
        return may ? NULL : _("Who wrote it settles it, or a supervisor; you can answer it");
    case REMARK_OPEN:
        if (!settled)
            return _("It is not settled");
        return may ? NULL : _("Who wrote it opens it again, or a supervisor");
    default:
        return _("No one brings a remark there");
    }
}

/* The last answer goes along. */
static const char *answer_now(const struct remark *r)
{
    return r->nanswers > 0 ? r->answers[r->nanswers - 1].text : NULL;
}

static bool bring(struct campaign *c, const struct remark *r, enum remark_state to,
                  const char *answer, struct err *err)
{
    struct arena *a = arena_new();
    struct change *t = change_begin(c, err);
    struct remark now;
    bool ok = t != NULL;
    const char *why = NULL;
    if (ok && !remark_read(c, r->body, r->service, r->item, &now, a))
        why = _("It is not there any more");
    else if (ok)
        why = remark_why_not(c, &now, to);
    if (why) {
        err_set(err, REFUSED, _("The remark: %s"), why);
        ok = false;
    }
    ok = ok && put(t, &now, to, answer ? answer : answer_now(&now));
    ok = change_close(&t, ok, err);
    arena_free(&a);
    return ok;
}

bool remark_reply(struct campaign *c, const struct remark *r, const char *text, struct err *err)
{
    return text_fits(text, err) && bring(c, r, REMARK_ANSWERED, text, err);
}

bool remark_settle(struct campaign *c, const struct remark *r, struct err *err)
{
    return bring(c, r, REMARK_SETTLED, NULL, err);
}

bool remark_reopen(struct campaign *c, const struct remark *r, struct err *err)
{
    return bring(c, r, REMARK_OPEN, NULL, err);
}

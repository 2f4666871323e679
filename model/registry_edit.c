/* Rows of the registry changed by hand: what may be done, what is good, the event. */
#include "model/registry_edit.h"

#include <stdlib.h>
#include <string.h>
#include "model/people.h"
#include "model/registry.h"
#include "model/review.h"

/* ---- who may ---- */

static bool is_withdrawn(struct campaign *c, const char *body, const char *service)
{
    return db_number(c->db, 0,
                     "SELECT withdrawn FROM subject WHERE camp = 0 AND body = ? AND service = ?",
                     "tt", body, service) != 0;
}

/* Is it the body's inspector who works here, or has it none? */
static bool is_theirs(struct campaign *c, const char *body)
{
    return db_number(c->db, 0,
                     "SELECT inspector IS NULL OR inspector = ? FROM subject WHERE camp = 0 AND"
                     " body = ? AND service = ''",
                     "tt", c->by, body) != 0;
}

static const char *locked(struct campaign *c, const char *body, struct arena *a)
{
    struct err err = {0};
    bool open = is_withdrawn(c, body, "") || review_open_for_work(c, body, &err);
    const char *why = open ? NULL : arena_dup(a, err_text(&err));
    err_clear(&err);
    return why;
}

const char *registry_why_not(struct campaign *c, enum registry_deed deed, const char *body,
                             struct arena *a)
{
    bool boss = people_supervises(c);
    switch (deed) {
    case REGISTRY_ADD_BODY:
        return boss ? NULL : _("Only a supervisor adds bodies");
    case REGISTRY_WITHDRAW:
        if (!boss)
            return _("Only a supervisor withdraws bodies and services; you can stop a service");
        break;
    case REGISTRY_BRING_BACK:
        if (!boss)
            return _("Only a supervisor brings back what was withdrawn");
        break;
    case REGISTRY_RENAME:
    case REGISTRY_STOP:
        if (!boss && !is_theirs(c, body))
            return arena_printf(a, _("Only a supervisor and its inspector change rows of %s"),
                                body);
        break;
    case REGISTRY_ADD_SERVICE:
        break;
    }
    return locked(c, body, a);
}

/* ---- what is good ---- */

static const char *trimmed(struct arena *a, const char *s)
{
    s = s ? s : "";
    s += strspn(s, " \t\n");
    size_t n = strlen(s);
    while (n > 0 && strchr(" \t\n", s[n - 1]))
        n--;
    return arena_dupn(a, s, n);
}

static bool code_fits(const char *code, struct err *err)
{
    struct arena *a = arena_new();
    bool fits = registry_code(code, strlen(code));
    if (!fits && !code[0])
        err_set(err, REFUSED, _("A code is missing: 1 to 64 letters, digits, '.', '_' or '-'"));
    else if (!fits)
        err_set(err, REFUSED, _("'%s' is not a code: 1 to 64 letters, digits, '.', '_' or '-' are"),
                text_brief(a, code, 40));
    arena_free(&a);
    return fits;
}

static bool text_fits(const char *text, const char *missing, struct err *err)
{
    if (!text[0])
        err_set(err, REFUSED, "%s", missing);
    else if (!text_is_line(text, REGISTRY_TEXT_MOST))
        err_set(err, REFUSED,
                _("A name or reason must be one line of UTF-8 text without control characters, at "
                  "most %d bytes long"),
                REGISTRY_TEXT_MOST);
    else
        return true;
    return false;
}

static bool names_fit(const char *name, const char *short_name, struct err *err)
{
    return text_fits(name, _("The name is missing"), err) &&
           (!short_name[0] || text_fits(short_name, "", err));
}

/* ---- one change ---- */

struct editing {
    struct change *t;
    struct arena *a;
    struct slot slot;
    const json_t *now; /* what stands; NULL: nothing */
    json_t *next;      /* what is to stand; taken over by finish */
    struct err *err;
};

static bool refuse(struct editing *e, const char *why)
{
    err_set(e->err, REFUSED, "%s", why);
    return false;
}

static bool begin(struct editing *e, struct campaign *c, enum registry_deed deed, const char *body,
                  const char *service, struct err *err)
{
    bool of_service = service && service[0];
    *e = (struct editing){.a = arena_new(), .err = err, .t = change_begin(c, err)};
    e->slot = (struct slot){.kind = of_service ? "service" : "body",
                            .body = arena_dup(e->a, body),
                            .service = of_service ? arena_dup(e->a, service) : "",
                            .item = "",
                            .set = ""};
    if (!e->t)
        return false;
    if (deed != REGISTRY_ADD_BODY && !store_has(c, 0, body, "") &&
        !(deed == REGISTRY_BRING_BACK && is_withdrawn(c, body, "")))
        return store_unknown_body(c, 0, body, err);
    const char *why = registry_why_not(c, deed, body, e->a);
    if (why)
        return refuse(e, why);
    e->now = registry_payload(e->t, &e->slot, e->a);
    e->next = e->now ? json_deep_copy(e->now) : json_object();
    return true;
}

/* The row must stand, withdrawn or not as is asked for. */
static bool stands(struct editing *e, bool withdrawn)
{
    const struct slot *s = &e->slot;
    if (e->now && is_withdrawn(e->t->c, s->body, s->service) == withdrawn)
        return true;
    if (e->now && withdrawn)
        return refuse(e, _("It is not withdrawn"));
    return s->service[0] ? store_unknown_service(e->t->c, 0, s->body, s->service, e->err)
                         : store_unknown_body(e->t->c, 0, s->body, e->err);
}

static void set_text(struct editing *e, const char *key, const char *text)
{
    if (text && text[0])
        json_object_set_new(e->next, key, json_string(text));
    else
        json_object_del(e->next, key);
}

/* Writes what is to stand where `ok`, commits, and frees it all. */
static bool finish(struct editing *e, bool ok)
{
    if (ok && e->now && json_equal(e->now, e->next))
        ok = refuse(e, _("It is so already"));
    if (ok) {
        registry_put(e->t, &e->slot, e->next);
        registry_settle(e->t);
    } else {
        json_decref(e->next);
    }
    ok = change_close(&e->t, ok, e->err);
    arena_free(&e->a);
    return ok;
}

/* ---- deeds ---- */

static bool is_free(struct editing *e)
{
    const struct slot *s = &e->slot;
    const char *code = s->service[0] ? s->service : s->body;
    if (!e->now)
        return true;
    if (is_withdrawn(e->t->c, s->body, s->service))
        err_set(e->err, REFUSED,
                _("The code '%s' belongs to a row that was withdrawn: bring that one back, or "
                  "choose another code"),
                code);
    else
        err_set(e->err, REFUSED, _("The code '%s' is there already: choose another"), code);
    return false;
}

bool registry_add(struct campaign *c, const char *body, const char *service, const char *name,
                  const char *short_name, struct err *err)
{
    struct arena *a = arena_new();
    enum registry_deed deed = service ? REGISTRY_ADD_SERVICE : REGISTRY_ADD_BODY;
    const char *code = trimmed(a, service ? service : body);
    name = trimmed(a, name);
    short_name = trimmed(a, short_name);
    struct editing e;
    bool ok = begin(&e, c, deed, service ? body : code, service ? code : "", err) &&
              code_fits(code, err) && is_free(&e) && names_fit(name, short_name, err);
    if (ok) {
        char place[24];
        snprintf(place, sizeof place, "%lld",
                 (long long)registry_next_place(e.t, service ? body : ""));
        set_text(&e, "place", place);
        set_text(&e, "name", name);
        set_text(&e, "short", short_name);
        json_object_set_new(e.next, "attrs", json_object());
    }
    ok = finish(&e, ok);
    arena_free(&a);
    return ok;
}

bool registry_rename(struct campaign *c, const char *body, const char *service, const char *name,
                     const char *short_name, struct err *err)
{
    struct arena *a = arena_new();
    name = trimmed(a, name);
    short_name = trimmed(a, short_name);
    struct editing e;
    bool ok = begin(&e, c, REGISTRY_RENAME, body, service, err) && stands(&e, false) &&
              names_fit(name, short_name, err);
    if (ok) {
        set_text(&e, "name", name);
        set_text(&e, "short", short_name);
    }
    ok = finish(&e, ok);
    arena_free(&a);
    return ok;
}

bool registry_stop(struct campaign *c, const char *body, const char *service, const char *reason,
                   struct err *err)
{
    struct arena *a = arena_new();
    bool stops = reason != NULL;
    reason = trimmed(a, reason);
    struct editing e;
    bool ok = begin(&e, c, REGISTRY_STOP, body, service, err) && stands(&e, false);
    if (ok && !service[0])
        ok = refuse(&e, _("Only a service can be stopped, not a body"));
    ok = ok && (!stops || text_fits(reason, _("Stopping a service needs its reason"), err));
    if (ok && stops) {
        json_object_set_new(e.next, "stopped", json_true());
        set_text(&e, "reason", reason);
    } else if (ok) {
        json_object_del(e.next, "stopped");
        json_object_del(e.next, "reason");
    }
    ok = finish(&e, ok);
    arena_free(&a);
    return ok;
}

bool registry_withdraw(struct campaign *c, const char *body, const char *service, bool back,
                       struct err *err)
{
    struct editing e;
    bool ok = begin(&e, c, back ? REGISTRY_BRING_BACK : REGISTRY_WITHDRAW, body, service, err) &&
              stands(&e, back);
    if (ok && back && service[0] && is_withdrawn(c, body, ""))
        ok = refuse(&e, _("Its body is withdrawn: bring that back first"));
    if (ok && back)
        json_object_del(e.next, "withdrawn");
    else if (ok)
        json_object_set_new(e.next, "withdrawn", json_true());
    return finish(&e, ok);
}

/* ---- what was withdrawn ---- */

static int count_answers(struct campaign *c, const char *body, const char *service)
{
    return (int)db_number(c->db, 0,
                          "SELECT count(DISTINCT service || ' ' || item) FROM head WHERE camp = 0"
                          " AND kind = 'answer' AND value <> '' AND body = ?1 AND"
                          " (?2 = '' OR service = ?2)",
                          "tt", body, service);
}

bool registry_withdrawn(struct campaign *c, struct registry_gone **list, int *n, struct arena *a,
                        struct err *err)
{
    struct registry_gone *found = NULL;
    *n = 0;
    db_pin(c->db);
    struct query *q = db_query(
        c->db,
        "SELECT s.body, s.service, s.name, h.by, h.at FROM subject s LEFT JOIN head h ON"
        " h.camp = 0 AND h.body = s.body AND h.service = s.service AND h.item = '' AND"
        " h.kind = CASE s.service WHEN '' THEN 'body' ELSE 'service' END AND h.id = (SELECT"
        " min(i.id) FROM head i WHERE i.camp = 0 AND i.body = s.body AND i.service = s.service AND"
        " i.kind = h.kind AND i.item = '') WHERE s.camp = 0 AND s.withdrawn ORDER BY s.body,"
        " s.service",
        "");
    while (query_row(q)) {
        found = mem_grow(found, (size_t)*n + 1, sizeof *found);
        const char *by = query_text(q, 3), *at = query_text(q, 4);
        found[(*n)++] = (struct registry_gone){.body = arena_dup(a, query_text(q, 0)),
                                               .service = arena_dup(a, query_text(q, 1)),
                                               .name = arena_dup(a, query_text(q, 2)),
                                               .by = arena_dup(a, by ? by : ""),
                                               .at = arena_dup(a, at ? at : "")};
    }
    query_done(&q);
    for (int i = 0; i < *n; i++)
        found[i].answers = count_answers(c, found[i].body, found[i].service);
    db_unpin(c->db);
    *list = arena_alloc(a, ((size_t)*n + 1) * sizeof **list);
    if (found)
        memcpy(*list, found, (size_t)*n * sizeof *found);
    free(found);
    return !db_failed(c->db, err);
}

const char *registry_name(struct campaign *c, const char *body, const char *service,
                          struct arena *a)
{
    struct query *q =
        db_query(c->db, "SELECT name FROM subject WHERE camp = 0 AND body = ? AND service = ?",
                 "tt", body, service);
    const char *name = arena_dup(a, query_row(q) ? query_text(q, 0) : service[0] ? service : body);
    query_done(&q);
    return name;
}

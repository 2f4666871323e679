/* Taking a registry in: an event for every body and service that is new or has changed. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "model/csv.h"
#include "model/project.h"
#include "model/registry_inside.h"
#include "model/review.h"

struct writing {
    struct change *t;
    const struct registry *r;
    int64_t body_place, service_place; /* the next free ones */
    const char *list;                  /* whose service_place it is */
    int *added, *changed;
};

const json_t *registry_payload(struct change *t, const struct slot *s, struct arena *a)
{
    struct query *q = db_query(t->c->db,
                               "SELECT id FROM head WHERE camp = 0 AND body = ? AND service = ? AND"
                               " kind = ? AND item = ? ORDER BY id LIMIT 1",
                               "tttt", s->body, s->service, s->kind, s->item);
    char id[HEX_SIZE] = "";
    if (query_row(q))
        query_id(q, 0, id);
    query_done(&q);
    struct event e;
    return id[0] && store_event(t->c, id, a, &e) ? e.payload : NULL;
}

/* Sets or removes a text; leaves what stands where the file has no such column. */
static void put(json_t *o, const char *key, bool told, const char *text)
{
    if (told && text)
        json_object_set_new(o, key, json_string(text));
    else if (told)
        json_object_del(o, key);
}

static void put_attrs(json_t *o, const json_t *attrs)
{
    json_t *mine = json_object_get(o, "attrs");
    const char *key;
    json_t *value;
    if (!mine) {
        mine = json_object();
        json_object_set_new(o, "attrs", mine);
    }
    json_object_foreach((json_t *)attrs, key, value)
    {
        if (json_string_value(value)[0])
            json_object_set(mine, key, value);
        else
            json_object_del(mine, key);
    }
}

static void put_place(struct writing *w, json_t *o, bool service)
{
    char text[24];
    int64_t *next = service ? &w->service_place : &w->body_place;
    snprintf(text, sizeof text, "%lld", (long long)(*next)++);
    json_object_set_new(o, "place", json_string(text));
}

static bool told(const struct writing *w, enum column column)
{
    return w->r->column[column] >= 0;
}

bool registry_put(struct change *t, const struct slot *slot, json_t *payload)
{
    bool ok = change_put(t, slot, payload);
    if (slot->service[0])
        change_touch(t, slot->body, slot->service);
    else
        change_touch_all(t, slot->body);
    return ok;
}

static void fill(struct writing *w, json_t *o, const struct entry *e)
{
    bool service = e->service[0] != '\0', own = service || e->own_row;
    put(o, "name", true, e->name);
    put(o, "previous", own && told(w, PREVIOUS_CODE), e->previous);
    if (service) {
        put(o, "short", told(w, SERVICE_SHORT), e->short_name);
        if (told(w, SERVICE_STATE)) {
            put(o, "reason", true, e->stopped ? e->reason : NULL);
            if (e->stopped)
                json_object_set_new(o, "stopped", json_true());
            else
                json_object_del(o, "stopped");
        }
    } else {
        put(o, "short", told(w, BODY_SHORT) && (e->own_row || e->short_name), e->short_name);
        put(o, "inspector", told(w, INSPECTOR) && (e->own_row || e->inspector), e->inspector);
    }
    json_object_del(o, "withdrawn");
    put_attrs(o, e->attrs);
}

int64_t registry_next_place(struct change *t, const char *list)
{
    return db_number(t->c->db, -1, "SELECT max(place) FROM subject WHERE camp = 0 AND list = ?",
                     "t", list) +
           1;
}

void registry_drop_withdrawn(struct change *t)
{
    const char *body = "";
    bool there = false;
    int n = 0;
    for (int i = 0; i < t->ntouched; i++) {
        if (strcmp(body, t->touched[i].body) != 0) {
            body = t->touched[i].body;
            there = store_has(t->c, 0, body, "");
        }
        if (there)
            t->touched[n++] = t->touched[i];
    }
    t->ntouched = n;
}

bool registry_settle(struct change *t)
{
    struct campaign *c = t->c;
    project_all_orders(c, 0);
    db_run(c->db,
           "DELETE FROM figures WHERE camp = 0 AND NOT EXISTS (SELECT 1 FROM subject s, subject b"
           " WHERE s.camp = 0 AND s.body = figures.body AND s.service = figures.service"
           " AND s.pos >= 0 AND b.camp = 0 AND b.body = figures.body AND b.service = ''"
           " AND b.pos >= 0)",
           "");
    int n = t->ntouched;
    for (int i = 0; i < n; i++)
        if (!t->touched[i].service[0])
            change_touch_all(t, t->touched[i].body);
    registry_drop_withdrawn(t);
    return !db_broken(c->db);
}

/* ---- what is told ---- */

static bool same(const json_t *a, const json_t *b)
{
    return a == b || (a && b && json_equal(a, b));
}

/* Adds the names of what differs, as the CSV's columns. */
static void name_differences(struct buf *b, const json_t *was, const json_t *now, bool service)
{
    static const struct {
        const char *key, *of_body, *of_service;
    } keys[] = {
        {"name", "body_name", "service_name"},   {"short", "body_short", "service_short"},
        {"stopped", "", "service_state"},        {"reason", "", "state_reason"},
        {"inspector", "inspector", ""},          {"previous", "previous_code", "previous_code"},
        {"withdrawn", "withdrawn", "withdrawn"},
    };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (!same(json_object_get(was, keys[i].key), json_object_get(now, keys[i].key)))
            buf_printf(b, "%s%s", b->n ? ", " : "", service ? keys[i].of_service : keys[i].of_body);
    const json_t *attrs = json_object_get(was, "attrs"), *mine = json_object_get(now, "attrs");
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)mine, key, value)
    {
        if (!same(json_object_get(attrs, key), value))
            buf_printf(b, "%s%s", b->n ? ", " : "", key);
    }
    json_object_foreach((json_t *)attrs, key, value)
    {
        if (!json_object_get(mine, key))
            buf_printf(b, "%s%s", b->n ? ", " : "", key);
    }
}

static void tell(struct told *t, const struct slot *s, const json_t *was, const json_t *now)
{
    struct buf columns = {0};
    if (!t)
        return;
    buf_add(&columns, "");
    if (was)
        name_differences(&columns, was, now, s->service[0] != '\0');
    if (!t->list || t->n == t->room) {
        t->room = 2 * t->room + 16;
        t->list = mem_grow(t->list, (size_t)t->room, sizeof *t->list);
    }
    const char *name = json_string_value(json_object_get(now, "name"));
    t->list[t->n++] = (struct registry_changed){.body = arena_dup(t->a, s->body),
                                                .service = arena_dup(t->a, s->service),
                                                .name = arena_dup(t->a, name ? name : s->body),
                                                .added = !was,
                                                .columns = arena_dup(t->a, columns.s)};
    buf_free(&columns);
}

/* ---- rows ---- */

static bool write_entry(struct writing *w, const struct entry *e)
{
    bool service = e->service[0] != '\0';
    struct slot slot = {service ? "service" : "body", e->body, e->service, "", ""};
    struct arena *a = arena_new();
    const json_t *now = registry_payload(w->t, &slot, a);
    json_t *o = now ? json_deep_copy(now) : json_object();
    fill(w, o, e);
    bool ok = true;
    if (now && json_equal(now, o)) {
        json_decref(o);
    } else {
        if (service && !now && (!w->list || strcmp(w->list, e->body) != 0)) {
            w->list = e->body;
            w->service_place = registry_next_place(w->t, e->body);
        }
        if (!now)
            put_place(w, o, service);
        ++*(now ? w->changed : w->added);
        tell(w->r->told, &slot, now, o);
        ok = registry_put(w->t, &slot, o);
    }
    arena_free(&a);
    return ok;
}

bool registry_write(struct change *t, const struct registry *r,
                    void (*tick)(struct change *t, void *arg), void *arg, int *added, int *changed)
{
    struct writing w = {.t = t, .r = r, .added = added, .changed = changed};
    w.body_place = registry_next_place(t, "");
    *added = *changed = 0;
    bool ok = true;
    int64_t of = 0, i = 0;
    for (const struct entry *e = r->first; e; e = e->next)
        of++;
    for (const struct entry *e = r->first; ok && e; e = e->next) {
        if (!progress_step(_("Taking in the registry"), i++, of, NULL))
            return false;
        if (tick)
            tick(t, arg);
        ok = write_entry(&w, e);
    }
    return ok && project_all_orders(t->c, 0);
}

/* ---- bodies that are not at work any more ---- */

static void name_body(struct buf *b, int n, const char *body)
{
    if (n < 20)
        buf_printf(b, "%s%s", n ? ", " : "", body);
    else if (n == 20)
        buf_add(b, ", …");
}

/* Nothing of a table is taken in where it changes rows of a body that is locked for who works here.
 * A supervisor is told which accepted bodies are not as they were accepted now. */
static bool locks_allow(struct change *t, struct err *err)
{
    struct buf shut = {0}, accepted = {0};
    int nshut = 0, naccepted = 0;
    for (int i = 0; i < t->ntouched; i++) {
        const char *body = t->touched[i].body;
        if (i > 0 && strcmp(body, t->touched[i - 1].body) == 0)
            continue;
        if (!review_open_for_registry(t->c, body, err))
            name_body(&shut, nshut++, body);
        else if (!review_open_for_work(t->c, body, NULL))
            name_body(&accepted, naccepted++, body);
    }
    if (nshut > 1)
        err_set(err, REFUSED,
                _("The registry would change bodies that are handed in or accepted: %s; a "
                  "supervisor must take it in, or send them back"),
                shut.s);
    if (nshut == 0 && naccepted > 0)
        campaign_tell(t->c, arena_printf(t->arena,
                                         _("The registry changes bodies that are accepted, and "
                                           "marks them as changed: %s"),
                                         accepted.s));
    buf_free(&shut);
    buf_free(&accepted);
    return nshut == 0;
}

static bool import_it(struct campaign *c, const char *path, const char *bytes, size_t size,
                      bool dry_run, int *added, int *changed, struct told *told, struct err *err)
{
    struct arena *a = arena_new();
    const char *why;
    char *read = NULL;
    bool ok = bytes || file_read(path, CSV_MOST_BYTES, a, &read, &size, &why);
    if (!ok)
        err_set(err, errno == EFBIG ? REFUSED : BUSY, "%s", why);
    struct registry *r = ok ? registry_read(path, bytes ? bytes : read, size, a, err) : NULL;
    struct change *t = r ? change_begin(c, err) : NULL;
    ok = t != NULL;
    if (t) {
        r->told = told;
        /* Where writing failed, the reason is told by trying to commit. */
        bool written = registry_write(t, r, NULL, NULL, added, changed);
        bool off = progress_broken_off(err);
        bool shut = written && !off && !locks_allow(t, err);
        ok = change_end(&t, !off && !shut && (!written || !dry_run), off || shut ? NULL : err) &&
             !off && !shut;
    }
    arena_free(&a);
    return ok;
}

bool import_registry(struct campaign *c, const char *path, const char *bytes, size_t size,
                     bool dry_run, int *added, int *changed, struct err *err)
{
    return import_it(c, path, bytes, size, dry_run, added, changed, NULL, err);
}

bool import_registry_told(struct campaign *c, const char *path, bool dry_run,
                          struct registry_changed **list, int *n, struct arena *a, struct err *err)
{
    struct told told = {.a = a};
    int added = 0, changed = 0;
    bool ok = import_it(c, path, NULL, 0, dry_run, &added, &changed, &told, err);
    *n = told.n;
    *list = arena_alloc(a, ((size_t)told.n + 1) * sizeof **list);
    if (told.list)
        memcpy(*list, told.list, (size_t)told.n * sizeof *told.list);
    free(told.list);
    return ok;
}

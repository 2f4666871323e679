/* Taking a registry in: an event for every body and service that is new or has changed. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "model/csv.h"
#include "model/project.h"
#include "model/registry_inside.h"

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

static int64_t next_place(struct change *t, const char *list)
{
    return db_number(t->c->db, -1, "SELECT max(place) FROM subject WHERE camp = 0 AND list = ?",
                     "t", list) +
           1;
}

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
            w->service_place = next_place(w->t, e->body);
        }
        if (!now)
            put_place(w, o, service);
        ++*(now ? w->changed : w->added);
        ok = registry_put(w->t, &slot, o);
    }
    arena_free(&a);
    return ok;
}

bool registry_write(struct change *t, const struct registry *r,
                    void (*tick)(struct change *t, void *arg), void *arg, int *added, int *changed)
{
    struct writing w = {.t = t, .r = r, .added = added, .changed = changed};
    w.body_place = next_place(t, "");
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

bool import_registry(struct campaign *c, const char *path, const char *bytes, size_t size,
                     bool dry_run, int *added, int *changed, struct err *err)
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
        /* Where writing failed, the reason is told by trying to commit. */
        bool written = registry_write(t, r, NULL, NULL, added, changed);
        bool off = progress_broken_off(err);
        ok = change_end(&t, !off && (!written || !dry_run), off ? NULL : err) && !off;
    }
    arena_free(&a);
    return ok;
}

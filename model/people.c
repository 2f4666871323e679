/* Who works in a campaign, and what they may do. */
#include "model/people.h"

#include <stdlib.h>
#include <string.h>
#include "model/change.h"
#include "model/registry.h"

static const char *const ids[] = {
    [PERSON_INSPECTOR] = "inspector", [PERSON_SUPERVISOR] = "supervisor"};

const char *person_role_id(enum person_role role)
{
    return ids[role];
}

/* ---- roles ---- */

/* Who ran init. */
static bool is_founder(struct campaign *c, const char *name)
{
    return db_number(c->db, 0,
                     "SELECT 1 FROM head WHERE camp = 0 AND body = '' AND service = '' AND"
                     " kind = 'campaign' AND by = ?",
                     "t", name) != 0;
}

/* The role that an event gives; false where none does. */
static bool given_role(struct campaign *c, const char *name, enum person_role *role)
{
    struct query *q = db_query(c->db,
                               "SELECT value FROM head WHERE camp = 0 AND body = '' AND"
                               " service = '' AND kind = 'person' AND item = ? ORDER BY id LIMIT 1",
                               "t", name);
    const char *id = query_row(q) ? query_text(q, 0) : NULL;
    bool given = id && id[0];
    if (given)
        *role = strcmp(id, ids[PERSON_SUPERVISOR]) == 0 ? PERSON_SUPERVISOR : PERSON_INSPECTOR;
    query_done(&q);
    return given;
}

/* Does an event make anybody a supervisor? Two that took the role from one another, each on a
 * laptop of their own, leave none. */
static bool any_supervisor(struct campaign *c)
{
    return db_number(c->db, 0,
                     "SELECT 1 FROM head h WHERE camp = 0 AND body = '' AND service = '' AND"
                     " kind = 'person' AND value = 'supervisor' AND NOT EXISTS (SELECT 1 FROM head"
                     " WHERE camp = 0 AND body = '' AND service = '' AND kind = 'person' AND"
                     " item = h.item AND id < h.id) LIMIT 1",
                     "") != 0;
}

enum person_role people_role(struct campaign *c, const char *name)
{
    enum person_role role = PERSON_INSPECTOR;
    db_pin(c->db);
    if (given_role(c, name, &role)) {
        if (role != PERSON_SUPERVISOR && is_founder(c, name) && !any_supervisor(c))
            role = PERSON_SUPERVISOR;
    } else {
        if (is_founder(c, name))
            role = PERSON_SUPERVISOR;
        else
            given_role(c, PEOPLE_OTHERS, &role);
    }
    db_unpin(c->db);
    return role;
}

bool people_supervises(struct campaign *c)
{
    return people_role(c, c->by) == PERSON_SUPERVISOR;
}

bool people_ever_supervised(struct campaign *c, const char *name)
{
    return is_founder(c, name) ||
           db_number(c->db, 0,
                     "SELECT 1 FROM event WHERE slot_body = '' AND slot_service = '' AND"
                     " kind = 'person' AND json_extract(body, '$.payload.role') = 'supervisor' AND"
                     " json_extract(body, '$.slot.item') IN (?, '" PEOPLE_OTHERS "')",
                     "t", name) != 0;
}

/* ---- all of them ---- */

static void add(struct campaign *c, struct person **list, int *n, const char *name, struct arena *a)
{
    for (int i = 0; i < *n; i++)
        if (strcmp((*list)[i].name, name) == 0)
            return;
    enum person_role ignored;
    *list = mem_grow(*list, (size_t)*n + 1, sizeof **list);
    (*list)[(*n)++] = (struct person){
        .name = arena_dup(a, name),
        .role = people_role(c, name),
        .named = given_role(c, name, &ignored),
        .nbodies = (int)db_number(c->db, 0,
                                  "SELECT count(*) FROM subject WHERE camp = 0 AND list = '' AND"
                                  " pos >= 0 AND inspector = ?",
                                  "t", name),
    };
}

static int by_name(const void *a, const void *b)
{
    const struct person *x = a, *y = b;
    int order = (strcmp(x->name, PEOPLE_OTHERS) == 0) - (strcmp(y->name, PEOPLE_OTHERS) == 0);
    return order ? order : text_collate_compare(x->name, y->name);
}

bool people_list(struct campaign *c, struct person **list, int *n, struct arena *a, struct err *err)
{
    struct person *found = NULL;
    const char **names = NULL;
    size_t nnames = 0;
    *n = 0;
    db_pin(c->db);
    struct query *q = db_query(
        c->db,
        "SELECT by FROM head WHERE camp = 0 AND body = '' AND service = '' AND kind = 'campaign'"
        " UNION SELECT item FROM head WHERE camp = 0 AND body = '' AND service = '' AND"
        " kind = 'person' AND value <> '' UNION SELECT inspector FROM subject WHERE camp = 0 AND"
        " list = '' AND pos >= 0 AND inspector IS NOT NULL UNION SELECT '" PEOPLE_OTHERS "'",
        "");
    while (query_row(q)) {
        names = mem_grow(names, nnames + 1, sizeof *names);
        names[nnames++] = arena_dup(a, query_text(q, 0));
    }
    query_done(&q);
    for (size_t i = 0; i < nnames; i++)
        add(c, &found, n, names[i], a);
    db_unpin(c->db);
    free(names);
    *list = arena_alloc(a, ((size_t)*n + 1) * sizeof **list);
    if (found) {
        qsort(found, (size_t)*n, sizeof *found, by_name);
        memcpy(*list, found, (size_t)*n * sizeof *found);
    }
    free(found);
    return !db_failed(c->db, err);
}

/* ---- writing ---- */

static bool may_write(struct campaign *c, struct err *err)
{
    if (people_supervises(c))
        return true;
    err_set(err, REFUSED, _("Only a supervisor says who does what here; you are %s, an inspector"),
            c->by);
    return false;
}

/* A supervisor by event or by having run init, not only because nobody else is one. */
static bool is_in_office(struct campaign *c, const struct person *p)
{
    enum person_role given;
    bool named = given_role(c, p->name, &given);
    return named ? given == PERSON_SUPERVISOR : p->role == PERSON_SUPERVISOR;
}

bool people_any_supervisor(struct campaign *c, struct err *err)
{
    struct arena *a = arena_new();
    struct person *list;
    int n;
    bool read = people_list(c, &list, &n, a, err), any = false;
    for (int i = 0; read && i < n && !any; i++)
        any = is_in_office(c, &list[i]);
    if (read && !any)
        err_set(err, REFUSED, _("Then nobody would be a supervisor: make somebody else one first"));
    arena_free(&a);
    return any;
}

static bool is_last_supervisor(struct campaign *c, const char *name, struct arena *a)
{
    struct person *list;
    int n;
    if (!people_list(c, &list, &n, a, NULL))
        return false;
    for (int i = 0; i < n; i++)
        if (list[i].role == PERSON_SUPERVISOR && strcmp(list[i].name, name) != 0)
            return false;
    return true;
}

/* One that is seen to be the same wherever it stands. */
static bool is_name(const char *name, struct err *err)
{
    size_t n = strlen(name);
    if (!text_is_line(name, 200))
        err_set(err, REFUSED,
                _("A person's name must be one line of UTF-8 text, 1 to 200 bytes long"));
    else if (name[0] == ' ' || name[n - 1] == ' ')
        err_set(err, REFUSED, _("A person's name neither begins nor ends with a blank"));
    else
        return true;
    return false;
}

static bool person_fits(struct campaign *c, const char *name, enum person_role role,
                        struct arena *a, struct err *err)
{
    enum person_role has;
    if (!is_name(name, err))
        return false;
    if (given_role(c, name, &has) && has == role)
        err_set(err, REFUSED, _("%s has that role already"), name);
    else if (role != PERSON_SUPERVISOR && is_last_supervisor(c, name, a))
        err_set(err, REFUSED, _("%s is the last supervisor: make somebody else one first"), name);
    else
        return true;
    return false;
}

bool people_put(struct campaign *c, const char *name, enum person_role role, struct err *err)
{
    struct slot slot = {.kind = "person", .body = "", .service = "", .item = name, .set = ""};
    struct arena *a = arena_new();
    struct change *t = change_begin(c, err);
    bool ok = t && may_write(c, err) && person_fits(c, name, role, a, err);
    if (ok) {
        json_t *payload = json_object();
        json_object_set_new(payload, "role", json_string(ids[role]));
        ok = change_put(t, &slot, payload);
    }
    ok = change_close(&t, ok, err);
    arena_free(&a);
    return ok;
}

static bool assign(struct change *t, const char *body, const char *inspector, struct arena *a,
                   struct err *err)
{
    struct slot slot = {.kind = "body", .body = body, .service = "", .item = "", .set = ""};
    const json_t *now = store_has(t->c, 0, body, "") ? registry_payload(t, &slot, a) : NULL;
    if (!now)
        return store_unknown_body(t->c, 0, body, err);
    json_t *payload = json_deep_copy(now);
    if (inspector)
        json_object_set_new(payload, "inspector", json_string(inspector));
    else
        json_object_del(payload, "inspector");
    if (json_equal(now, payload)) {
        json_decref(payload);
        return true;
    }
    return change_put(t, &slot, payload); /* no score follows from who inspects */
}

/* In the change of the caller. */
static bool assign_all(struct change *t, const char *const *bodies, int n, const char *inspector,
                       struct arena *a, struct err *err)
{
    bool ok = may_write(t->c, err);
    ok = ok && (!inspector || is_name(inspector, err));
    for (int i = 0; ok && i < n; i++)
        ok = assign(t, bodies[i], inspector, a, err);
    return ok;
}

bool people_assign(struct campaign *c, const char *const *bodies, int n, const char *inspector,
                   struct err *err)
{
    struct arena *a = arena_new();
    struct change *t = change_begin(c, err);
    bool ok = t && assign_all(t, bodies, n, inspector, a, err);
    ok = change_close(&t, ok, err);
    arena_free(&a);
    return ok;
}

bool people_hand_over(struct campaign *c, const char *const *gained, int ngained,
                      const char *const *lost, int nlost, const char *inspector, struct err *err)
{
    struct arena *a = arena_new();
    struct change *t = change_begin(c, err);
    bool ok = t && assign_all(t, gained, ngained, inspector, a, err) &&
              assign_all(t, lost, nlost, NULL, a, err);
    ok = change_close(&t, ok, err);
    arena_free(&a);
    return ok;
}

#include "model/setting.h"

#include <string.h>
#include "model/change.h"
#include "model/workdays.h"

static bool is_day(const char *value, struct err *err)
{
    int32_t day;
    if (date_parse(value, &day))
        return true;
    err_set(err, REFUSED, _("'%s' is no day: write it as YYYY-MM-DD"), value);
    return false;
}

static bool are_days_off(const char *value, struct err *err)
{
    struct arena *a = arena_new();
    struct workdays w;
    bool ok = workdays_read(value, &w, a, err);
    arena_free(&a);
    return ok;
}

const struct setting_kind setting_kinds[] = {
    {"end", N_("the day by which the campaign is to be done, as YYYY-MM-DD"), is_day},
    {"off", N_("the days off, on which nobody works: YYYY-MM-DD,YYYY-MM-DD..YYYY-MM-DD"),
     are_days_off},
    {NULL, NULL, NULL},
};

bool setting_takes(const char *name, const char *value, struct err *err)
{
    const char *names[8];
    size_t n = 0;
    for (; setting_kinds[n].name; n++) {
        names[n] = setting_kinds[n].name;
        if (strcmp(name, names[n]) == 0)
            return !value || !value[0] || setting_kinds[n].takes(value, err);
    }
    const char *near = nearest(name, names, n);
    if (near)
        err_set(err, REFUSED, _("A campaign has no setting '%s'; did you mean '%s'?"), name, near);
    else
        err_set(err, REFUSED, _("A campaign has no setting '%s'"), name);
    return false;
}

const char *setting_get(struct campaign *c, const char *name, struct arena *a)
{
    struct query *q =
        db_query(c->db,
                 "SELECT value FROM head WHERE camp = 0 AND body = '' AND service = '' AND"
                 " kind = 'setting' AND item = ? ORDER BY id LIMIT 1",
                 "t", name);
    const char *value = query_row(q) ? query_text(q, 0) : NULL;
    value = value && value[0] ? arena_dup(a, value) : NULL;
    query_done(&q);
    return value;
}

static bool may_put(struct campaign *c, const char *name, const char *value, struct arena *a,
                    struct err *err)
{
    if (!setting_takes(name, value, err))
        return false;
    if (!people_supervises(c)) {
        err_set(err, REFUSED, _("Only a supervisor changes what the campaign is set to"));
        return false;
    }
    const char *now = setting_get(c, name, a);
    if (now == value || (now && value && strcmp(now, value) == 0)) {
        err_set(err, REFUSED, _("It is set so already"));
        return false;
    }
    return true;
}

bool setting_put(struct campaign *c, const char *name, const char *value, struct err *err)
{
    struct slot slot = {"setting", "", "", name, ""};
    struct arena *a = arena_new();
    struct change *t = change_begin(c, err);
    value = value && value[0] ? value : NULL;
    bool ok = t && may_put(c, name, value, a, err);
    if (ok) {
        json_t *payload = json_object();
        json_object_set_new(payload, "value", json_text(value));
        ok = change_put(t, &slot, payload);
    }
    ok = change_close(&t, ok, err);
    arena_free(&a);
    return ok;
}

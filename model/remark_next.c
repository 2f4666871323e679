/* From one place where a remark waits to the next, in the order of the lists. */
#include <stdint.h>
#include "model/inside.h"
#include "model/store.h"

struct spot {
    int64_t body, service;
    int question;
};

static int spot_order(const struct spot *x, const struct spot *y)
{
    if (x->body != y->body)
        return x->body < y->body ? -1 : 1;
    if (x->service != y->service)
        return x->service < y->service ? -1 : 1;
    return (x->question > y->question) - (x->question < y->question);
}

static int64_t place_in_list(struct campaign *c, const char *body, const char *service)
{
    return db_number(c->db, -1,
                     "SELECT pos FROM subject WHERE camp = 0 AND body = ? AND service = ? AND"
                     " pos >= 0",
                     "tt", body, service);
}

/* False where it is in no list. */
static bool spot_of(struct campaign *c, const char *body, const char *service, int question,
                    struct spot *s)
{
    *s = (struct spot){place_in_list(c, body, ""), -1, question};
    if (service[0])
        s->service = place_in_list(c, body, service);
    return s->body >= 0 && (!service[0] || s->service >= 0);
}

bool remark_next(struct campaign *c, const char *body, const char *service, int question,
                 int direction, const char **to_body, const char **to_service, int *to_question,
                 struct arena *a)
{
    struct remark *list;
    struct spot here = {direction > 0 ? -1 : INT64_MAX, 0, 0}, best = {0}, s;
    int n, found = -1;
    db_pin(c->db);
    if (body[0] && !spot_of(c, body, service, question, &here))
        here = (struct spot){direction > 0 ? -1 : INT64_MAX, 0, 0};
    if (!remarks_list(c, NULL, NULL, NULL, 0, &list, &n, a, NULL))
        n = 0;
    for (int i = 0; i < n; i++) {
        if (!spot_of(c, list[i].body, list[i].service, list[i].index, &s) ||
            direction * spot_order(&s, &here) <= 0)
            continue;
        if (found < 0 || direction * spot_order(&s, &best) < 0) {
            found = i;
            best = s;
        }
    }
    db_unpin(c->db);
    if (db_failed(c->db, NULL) || found < 0)
        return false;
    *to_body = list[found].body;
    *to_service = list[found].service;
    *to_question = list[found].index;
    return true;
}

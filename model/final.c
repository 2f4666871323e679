#include "model/final.h"

#include <stdlib.h>
#include <string.h>
#include "model/change.h"

void final_read(struct campaign *c, int which, const char *body, const char *service,
                struct final_rating *f, struct arena *a)
{
    *f = (struct final_rating){.rating = -1};
    const char *value = NULL;
    struct query *q =
        db_query(c->db,
                 "SELECT value, note, by, at FROM head WHERE camp = ? AND body = ? AND service = ?"
                 " AND kind = 'final_rating' AND item = '' ORDER BY id",
                 "itt", which, body, service);
    for (bool first = true; query_row(q); first = false) {
        const char *one = query_text(q, 0) ? query_text(q, 0) : "";
        if (first) {
            value = arena_dup(a, one);
            f->reason = query_copy(q, 1, a);
            f->by = query_copy(q, 2, a);
            f->at = query_copy(q, 3, a);
        } else if (value && strcmp(value, one) != 0) {
            value = NULL;
            break;
        }
    }
    query_done(&q);
    if (value && !value[0]) /* it was taken back: there is none */
        *f = (struct final_rating){.rating = -1};
    else if (value)
        f->rating = rubric_rating(c->eras[which].catalogue->rubric, value);
}

/* ---- setting it ---- */

static bool rating_known(const struct rubric *r, const char *rating, struct err *err)
{
    const char **names = mem_grow(NULL, (size_t)r->nratings + 1, sizeof *names);
    for (int i = 0; i < r->nratings; i++)
        names[i] = r->ratings[i].id;
    const char *near = nearest(rating, names, (size_t)r->nratings);
    bool known = rubric_rating(r, rating) >= 0;
    if (!known && near)
        err_set(err, REFUSED, _("The rubric has no rating '%s'; did you mean '%s'?"), rating, near);
    else if (!known)
        err_set(err, REFUSED, _("The rubric has no rating '%s'"), rating);
    free(names);
    return known;
}

static bool reason_fits(const char *reason, struct arena *a, struct err *err)
{
    const char *why = NULL;
    if (text_blank(reason))
        err_set(err, REFUSED, _("A final rating needs its reason"));
    else if (!answer_characters(reason, a, &why))
        err_set(err, REFUSED, _("The reason: %s"), why);
    else
        return true;
    return false;
}

static bool subject_there(struct campaign *c, const char *body, const char *service,
                          struct err *err)
{
    if (!store_has(c, 0, body, ""))
        return store_unknown_body(c, 0, body, err);
    if (service[0] && !store_has(c, 0, body, service))
        return store_unknown_service(c, 0, body, service, err);
    return true;
}

/* Why none can be set or taken back as things stand. */
static bool may_touch(struct campaign *c, const char *body, const char *service, struct row *row,
                      struct arena *a, struct err *err)
{
    if (!people_supervises(c)) {
        err_set(err, REFUSED, _("Only a supervisor sets a final rating"));
        return false;
    }
    if (!subject_there(c, body, service, err) || !review_open_for_work(c, body, err))
        return false;
    return row_get(c, 0, body, service, -1, row, a) || store_no_row(c, err);
}

static bool is_rated(const struct row *row, struct err *err)
{
    if (row->state != SUBJECT_RATED || row->rating < 0)
        err_set(err, REFUSED,
                _("%s is not rated yet: a final rating can only take a rating's place"),
                row->service[0] ? row->service : row->body);
    return row->state == SUBJECT_RATED && row->rating >= 0;
}

const char *final_why_not(struct campaign *c, const char *body, const char *service,
                          struct arena *a)
{
    struct final_rating now;
    struct row row;
    struct err err = {0};
    db_pin(c->db);
    bool may = may_touch(c, body, service, &row, a, &err);
    final_read(c, 0, body, service, &now, a);
    may = may && (now.by || is_rated(&row, &err));
    db_unpin(c->db);
    const char *why = may ? NULL : arena_dup(a, err_text(&err));
    err_clear(&err);
    return why;
}

static bool may_set(struct campaign *c, const char *body, const char *service, const char *rating,
                    const char *reason, struct arena *a, struct err *err)
{
    struct final_rating now;
    struct row row;
    if (!may_touch(c, body, service, &row, a, err))
        return false;
    final_read(c, 0, body, service, &now, a);
    const struct rubric *r = c->eras[0].catalogue->rubric;
    if (!rating) {
        if (now.by)
            return true;
        err_set(err, REFUSED, _("There is no final rating to take back"));
        return false;
    }
    if (!rating_known(r, rating, err) || !reason_fits(reason, a, err) || !is_rated(&row, err))
        return false;
    if (now.rating == rubric_rating(r, rating) && now.reason && strcmp(now.reason, reason) == 0) {
        err_set(err, REFUSED, _("That final rating stands already"));
        return false;
    }
    return true;
}

bool final_set(struct campaign *c, const char *body, const char *service, const char *rating,
               const char *reason, struct err *err)
{
    struct slot slot = {"final_rating", body, service, "", ""};
    struct arena *a = arena_new();
    struct change *t = change_begin(c, err);
    bool ok = t && may_set(c, body, service, rating, reason, a, err);
    if (ok) {
        json_t *payload = json_object();
        json_object_set_new(payload, "rating", json_text(rating));
        json_object_set_new(payload, "reason", rating ? json_string(reason) : json_null());
        ok = change_put(t, &slot, payload);
        change_touch(t, body, service);
    }
    ok = change_close(&t, ok, err);
    arena_free(&a);
    return ok;
}

#include "model/behind.h"

#include <string.h>
#include "model/inside.h"
#include "model/store.h"

struct looking {
    struct campaign *c;
    int which;
    enum behind kind;
    const char *id;
    struct behind_row *list;
    int n;
    struct arena *a;
};

static bool counts(const struct looking *l, const struct row *row)
{
    const struct rubric *r = l->c->eras[l->which].catalogue->rubric;
    int rating = rating_counting(row->state, row->final_rating, row->rating);
    switch (l->kind) {
    case BEHIND_RATEABLE:
        return row->state == SUBJECT_RATED || row->state == SUBJECT_INCOMPLETE;
    case BEHIND_UNRATED:
        return row->state == SUBJECT_UNRATED && text_same(row->unrated, l->id);
    case BEHIND_STOPPED:
        return row->state == SUBJECT_STOPPED;
    case BEHIND_RATING:
        return row->state == SUBJECT_RATED && rating >= 0 &&
               strcmp(r->ratings[rating].id, l->id) == 0;
    case BEHIND_INCOMPLETE:
        return row->state == SUBJECT_INCOMPLETE;
    default:
        return true;
    }
}

static void add(struct looking *l, const struct row *row, const char *body_name)
{
    l->list = arena_more(l->a, l->list, (size_t)l->n, sizeof *l->list);
    struct row *kept = arena_alloc(l->a, sizeof *kept);
    *kept = *row;
    l->list[l->n++] = (struct behind_row){kept, body_name};
}

#define AT_ONCE 64

/* The services of a body that count. What does not is not kept. */
static void look_at_services(struct looking *l, const struct row *body, const char *name)
{
    int n = rows_count(l->c, l->which, body->body);
    struct row rows[AT_ONCE];
    for (int first = 0; first < n; first += AT_ONCE) {
        int got = rows_window(l->c, l->which, body->body, -1, first, AT_ONCE, rows, l->a);
        for (int i = 0; i < got; i++)
            if (counts(l, &rows[i]))
                add(l, &rows[i], name);
    }
}

bool behind_read(struct campaign *c, int which, enum behind kind, const char *id,
                 struct behind_row **list, int *n, struct arena *a, struct err *err)
{
    struct looking l = {.c = c, .which = which, .kind = kind, .id = id, .a = a};
    int bodies = rows_count(c, which, NULL);
    bool ok = catalogue_of(c, which, err) != NULL;
    db_pin(c->db);
    for (int pos = 0; ok && pos < bodies; pos++) {
        struct row row;
        ok = progress_step(_("Working out figures"), pos, bodies, err) &&
             (rows_window(c, which, NULL, -1, pos, 1, &row, a) == 1 || store_no_row(c, err));
        if (!ok)
            break;
        const char *name = row.short_name && row.short_name[0] ? row.short_name : row.name;
        if (kind == BEHIND_BODIES)
            add(&l, &row, name);
        else
            look_at_services(&l, &row, name);
    }
    db_unpin(c->db);
    *list = l.list;
    *n = l.n;
    return !db_failed(c->db, err) && ok;
}

int stopped_reasons(struct campaign *c, int which, struct stopped_reason **list, struct arena *a)
{
    int n = 0, room = (int)db_number(c->db, 0,
                                     "SELECT count(DISTINCT coalesce(reason, '')) FROM subject"
                                     " WHERE camp = ? AND service <> '' AND pos >= 0 AND stopped",
                                     "i", which);
    *list = arena_alloc(a, ((size_t)room + 1) * sizeof **list);
    struct query *q = db_query(
        c->db,
        "SELECT coalesce(s.reason, ''), count(*) FROM subject s JOIN subject b ON b.camp = s.camp"
        " AND b.body = s.body AND b.service = '' AND b.pos >= 0 WHERE s.camp = ? AND"
        " s.service <> '' AND s.pos >= 0 AND s.stopped GROUP BY 1 ORDER BY 2 DESC,"
        " min(b.pos * 1000000 + s.pos)",
        "i", which);
    while (n < room && query_row(q))
        (*list)[n++] = (struct stopped_reason){query_copy(q, 0, a), (int)query_int(q, 1)};
    query_done(&q);
    return n;
}

/* Finding what is in conflict. */
#include "model/conflict.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "model/conflict_inside.h"
#include "model/figures.h"
#include "model/known.h"
#include "model/store.h"

/* ---- what can be in conflict ---- */

/* Of states a rule decides; the others here only init and rubric moves write. */
static const char *const never[] = {"state", "campaign", "rubric", "previous", "totals", NULL};

static bool can_differ(const char *kind)
{
    for (int i = 0; never[i]; i++)
        if (strcmp(kind, never[i]) == 0)
            return false;
    return true;
}

static bool is_row(const char *kind)
{
    return strcmp(kind, "body") == 0 || strcmp(kind, "service") == 0;
}

static bool is_of_question(const char *kind)
{
    return strcmp(kind, "answer") == 0 || strcmp(kind, "evidence") == 0;
}

/* A slot with several heads, and where it stands in the list. */
struct found {
    struct conflict_at at;
    int body_pos, service_pos, values;
};

/* Slots with several heads. Answers are most of what is kept: they are looked at only where the
 * figures say that some are in conflict, or can't be asked. 'answer' is the first of all kinds. */
#define SEVERAL                                                                                    \
    "SELECT h.kind AS kind, h.body AS body, h.service AS service, h.item AS item,"                 \
    " count(DISTINCT h.value) AS n FROM looked CROSS JOIN head h WHERE h.camp = 0 AND"             \
    " h.body = looked.body AND h.service = looked.service AND "
#define GROUPED " GROUP BY h.body, h.service, h.kind, h.item HAVING count(*) > 1"

static struct found *read_candidates(struct campaign *c, int *n, struct arena *a)
{
    struct found *list = NULL;
    struct query *q = db_query(
        c->db,
        "WITH looked(body, service, answers) AS (SELECT s.body, s.service, f.body IS NULL OR"
        " f.conflicts > 0 OR f.rubric <> ?1 OR f.engine <> ?2 FROM subject s LEFT JOIN figures f ON"
        " f.camp = s.camp AND f.body = s.body AND f.service = s.service WHERE s.camp = 0"
        " UNION ALL SELECT '', '', 0)"
        " SELECT h.kind, h.body, h.service, h.item, h.n,"
        " (SELECT pos FROM subject WHERE camp = 0 AND body = h.body AND service = ''),"
        " (SELECT pos FROM subject WHERE camp = 0 AND body = h.body AND service = h.service),"
        " EXISTS (SELECT 1 FROM subject b, subject s WHERE b.camp = 0 AND b.body = h.body AND"
        " b.service = '' AND b.pos >= 0 AND s.camp = 0 AND s.body = h.body AND"
        " s.service = h.service AND s.pos >= 0)"
        " FROM (" SEVERAL "h.kind > 'answer'" GROUPED " UNION ALL " SEVERAL
        "h.kind = 'answer' AND looked.answers" GROUPED ") AS h",
        "ti", c->eras[0].sha, ENGINE);
    *n = 0;
    while (query_row(q)) {
        struct found f = {.at = {.kind = arena_dup(a, query_text(q, 0)),
                                 .body = arena_dup(a, query_text(q, 1)),
                                 .service = arena_dup(a, query_text(q, 2)),
                                 .item = arena_dup(a, query_text(q, 3)),
                                 .question = -1},
                          .values = (int)query_int(q, 4),
                          .body_pos = query_text(q, 5) ? (int)query_int(q, 5) : INT_MAX,
                          .service_pos = query_text(q, 6) ? (int)query_int(q, 6) : INT_MAX};
        bool there = query_int(q, 7) != 0 || !f.at.body[0] || is_row(f.at.kind);
        if (!f.at.service[0])
            f.service_pos = -1;
        if (!there || !can_differ(f.at.kind))
            continue;
        if ((*n & (*n - 1)) == 0)
            list = mem_grow(list, 2 * (size_t)*n + 1, sizeof *list);
        list[(*n)++] = f;
    }
    query_done(&q);
    return list;
}

/* ---- do they differ? ---- */

int conflict_heads(struct campaign *c, const struct conflict_at *at, const char *ids[],
                   struct arena *a)
{
    int n = 0;
    struct query *q = db_query(c->db,
                               "SELECT id FROM head WHERE camp = 0 AND body = ? AND service = ? AND"
                               " kind = ? AND item = ? ORDER BY id",
                               "tttt", at->body, at->service, at->kind, at->item);
    while (n < CONFLICT_HEADS && query_row(q)) {
        char id[HEX_SIZE];
        query_id(q, 0, id);
        ids[n++] = arena_dup(a, id);
    }
    query_done(&q);
    return n;
}

static bool payloads_differ(struct campaign *c, const struct conflict_at *at, struct arena *a)
{
    const char *ids[CONFLICT_HEADS];
    struct event first, e;
    int n = conflict_heads(c, at, ids, a);
    for (int i = 0; i < n; i++) {
        if (!store_event(c, ids[i], a, i ? &e : &first))
            return false;
        if (i && !json_equal(first.payload, e.payload))
            return true;
    }
    return false;
}

/* Finds its question; false where it is none that the rubric has. */
static bool place(struct campaign *c, struct conflict_at *at, struct arena *a)
{
    if (!is_of_question(at->kind))
        return true;
    enum block_kind kind = at->service[0] ? BLOCK_SERVICE : BLOCK_BODY;
    const char *id = arena_dupn(a, at->item, strcspn(at->item, " "));
    const struct question *q = catalogue_question(c->eras[0].catalogue, kind, id);
    at->question = q ? q->index : -1;
    return q != NULL;
}

/* ---- in order ---- */

static int compare(int x, int y)
{
    return (x > y) - (x < y);
}

static int in_order(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    const struct conflict_at *p = &x->at, *q = &y->at;
    int order = compare(!p->body[0], !q->body[0]);
    order = order ? order : compare(x->body_pos, y->body_pos);
    order = order ? order : strcmp(p->body, q->body);
    order = order ? order : compare(x->service_pos, y->service_pos);
    order = order ? order : strcmp(p->service, q->service);
    order = order ? order : compare(!is_row(p->kind), !is_row(q->kind));
    order = order ? order : compare(p->question < 0, q->question < 0);
    order = order ? order : compare(p->question, q->question);
    order = order ? order : strcmp(p->kind, q->kind);
    return order ? order : strcmp(p->item, q->item);
}

bool conflicts_list(struct campaign *c, struct conflict_at **list, int *n, struct arena *a,
                    struct err *err)
{
    struct arena *scratch = arena_new();
    int candidates = 0;
    *n = 0;
    db_pin(c->db);
    bool ok = catalogue_of(c, 0, err) != NULL;
    struct found *found = ok ? read_candidates(c, &candidates, a) : NULL;
    for (int i = 0; i < candidates; i++) {
        struct found *f = &found[i];
        bool differs =
            strcmp(f->at.kind, "answer") == 0 ? f->values > 1 : payloads_differ(c, &f->at, scratch);
        if (differs && place(c, &f->at, a))
            found[(*n)++] = *f;
        arena_reset(scratch);
    }
    db_unpin(c->db);
    if (*n > 1)
        qsort(found, (size_t)*n, sizeof *found, in_order);
    *list = arena_alloc(a, ((size_t)*n + 1) * sizeof **list);
    for (int i = 0; i < *n; i++)
        (*list)[i] = found[i].at;
    free(found);
    arena_free(&scratch);
    return ok && !db_failed(c->db, err);
}

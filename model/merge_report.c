/* What a merge changes: what stood before is remembered, and compared with what stands after. */
#include "model/merge_report.h"

#include <stdlib.h>
#include <string.h>
#include "model/inside.h"
#include "model/store.h"

bool merge_remember(struct campaign *c)
{
    return db_script(c->db,
                     "CREATE TEMP TABLE was AS SELECT s.body, s.service, f.score, f.low, f.high,"
                     " f.rating, f.conflicts FROM main.subject s JOIN main.figures f ON"
                     " f.camp = s.camp AND f.body = s.body AND f.service = s.service"
                     " WHERE s.camp = 0 AND s.pos IS NOT NULL;"
                     "CREATE TEMP TABLE newest AS SELECT coalesce(max(n), 0) AS n FROM main.event");
}

static int64_t units(struct query *q, int column)
{
    return query_null(q, column) ? UNITS_NONE : query_int(q, column);
}

static void read_moved(struct campaign *c, struct merge_report *r, struct arena *a)
{
    int room = 0, n = 0;
    struct query *q = db_query(
        c->db,
        "SELECT s.body, s.service, s.name, w.body IS NULL, w.score, w.low, w.high, w.rating,"
        " w.conflicts, f.score, f.low, f.high, f.rating, f.conflicts"
        " FROM main.subject s JOIN main.subject b ON b.camp = 0 AND b.body = s.body AND"
        " b.service = '' JOIN main.figures f ON f.camp = 0 AND f.body = s.body AND"
        " f.service = s.service LEFT JOIN temp.was w ON w.body = s.body AND w.service = s.service"
        " WHERE s.camp = 0 AND s.pos IS NOT NULL AND (w.body IS NULL OR w.score IS NOT f.score OR"
        " w.low IS NOT f.low OR w.high IS NOT f.high OR w.rating IS NOT f.rating OR"
        " w.conflicts IS NOT f.conflicts) ORDER BY b.pos, s.service <> '', s.pos",
        "");
    struct merge_moved *list = NULL;
    while (query_row(q)) {
        if (!list || n == room) {
            room = 2 * room + 16;
            list = mem_grow(list, (size_t)room, sizeof *list);
        }
        list[n++] = (struct merge_moved){
            .body = arena_dup(a, query_text(q, 0)),
            .service = arena_dup(a, query_text(q, 1)),
            .name = arena_dup(a, query_text(q, 2)),
            .added = query_int(q, 3) != 0,
            .score_before = units(q, 4),
            .low_before = units(q, 5),
            .high_before = units(q, 6),
            .rating_before = query_null(q, 7) ? -1 : (int)query_int(q, 7),
            .conflicts_before = (int)query_int(q, 8),
            .score = units(q, 9),
            .low = units(q, 10),
            .high = units(q, 11),
            .rating = (int)query_int(q, 12),
            .conflicts = (int)query_int(q, 13),
        };
    }
    query_done(&q);
    r->nmoved = n;
    r->moved = arena_alloc(a, ((size_t)n + 1) * sizeof *list);
    if (list)
        memcpy(r->moved, list, (size_t)n * sizeof *list);
    free(list);
}

static void read_people(struct campaign *c, struct merge_report *r, struct arena *a)
{
    struct query *q =
        db_query(c->db,
                 "SELECT json_extract(body, '$.by') AS who, count(*) FROM main.event WHERE"
                 " kind = 'answer' AND n > (SELECT n FROM temp.newest) GROUP BY who ORDER BY who",
                 "");
    struct merge_person *list = NULL;
    while (query_row(q)) {
        list = mem_grow(list, (size_t)r->npeople + 1, sizeof *list);
        const char *who = query_text(q, 0);
        list[r->npeople++] = (struct merge_person){arena_dup(a, who ? who : ""), query_int(q, 1)};
    }
    query_done(&q);
    r->people = arena_alloc(a, ((size_t)r->npeople + 1) * sizeof *list);
    if (list)
        memcpy(r->people, list, (size_t)r->npeople * sizeof *list);
    free(list);
}

void merge_report_read(struct campaign *c, struct merge_report *r, struct arena *a)
{
    read_moved(c, r, a);
    read_people(c, r, a);
}

void merge_forget(struct campaign *c)
{
    db_script(c->db, "DROP TABLE IF EXISTS temp.was; DROP TABLE IF EXISTS temp.newest");
}

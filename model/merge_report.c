/* What a merge changes: what stood before is remembered, and compared with what stands after. */
#include "model/merge_report.h"

#include <stdlib.h>
#include <string.h>
#include "model/inside.h"
#include "model/store.h"

/* Questions of which several different answers stand. */
#define IN_CONFLICT                                                                                \
    "SELECT body, service, item FROM main.head WHERE camp = 0 AND kind = 'answer' AND value IS"    \
    " NOT NULL GROUP BY body, service, item HAVING count(DISTINCT value) > 1"

bool merge_remember(struct campaign *c)
{
    return db_script(c->db,
                     "CREATE TEMP TABLE was AS SELECT s.body, s.service, f.score, f.low, f.high,"
                     " f.rating, f.conflicts FROM main.subject s JOIN main.figures f ON"
                     " f.camp = s.camp AND f.body = s.body AND f.service = s.service"
                     " WHERE s.camp = 0 AND s.pos IS NOT NULL;"
                     "CREATE INDEX temp.was_subject ON was (body, service);"
                     "CREATE TEMP TABLE was_changed AS SELECT body FROM main.review WHERE"
                     " state = 'accepted' AND changed <> 0;"
                     "CREATE TEMP TABLE was_conflict AS " IN_CONFLICT);
}

void merge_forget(struct campaign *c)
{
    db_script(c->db, "DROP TABLE IF EXISTS temp.was; DROP TABLE IF EXISTS temp.was_conflict;"
                     "DROP TABLE IF EXISTS temp.was_changed");
}

/* ---- reading rows into the arena ---- */

static const char *text_of(struct query *q, int column, struct arena *a)
{
    const char *s = query_copy(q, column, a);
    return s ? s : "";
}

static void free_list(void *list)
{
    free(list);
}

/* Reads all rows of a query into a list of things of `size` bytes, which is the arena's then. Gives
 * how many there are. */
static int read_all(struct query *q, void *list, size_t size,
                    void (*read)(struct query *q, void *one, struct arena *a), struct arena *a)
{
    char *all = NULL;
    size_t n = 0, room = 0;
    while (query_row(q)) {
        if (!all || n == room)
            all = mem_grow(all, room = 2 * room + 16, size);
        memset(all + n * size, 0, size);
        read(q, all + n++ * size, a);
    }
    query_done(&q);
    arena_on_free(a, free_list, all);
    *(void **)list = all;
    return (int)n;
}

/* ---- one file ---- */

static void read_name(struct query *q, void *one, struct arena *a)
{
    *(const char **)one = text_of(q, 0, a);
}

bool merge_report_source(struct campaign *c, struct merge_source *s, struct arena *a)
{
    struct query *q = db_query(c->db, "SELECT min(first), max(last) FROM temp.came_source", "");
    if (query_row(q)) {
        s->from = query_copy(q, 0, a);
        s->to = query_copy(q, 1, a);
    }
    query_done(&q);
    s->nby = read_all(db_query(c->db, "SELECT who FROM temp.came_source ORDER BY who", ""), &s->by,
                      sizeof *s->by, read_name, a);
    return !db_broken(c->db);
}

/* ---- who wrote what ---- */

static void read_person(struct query *q, void *one, struct arena *a)
{
    *(struct merge_person *)one = (struct merge_person){
        .by = text_of(q, 0, a),
        .body = text_of(q, 1, a),
        .name = query_copy(q, 2, a),
        .answers = query_int(q, 3),
        .files = query_int(q, 4),
        .proposals = query_int(q, 5),
        .remarks = query_int(q, 6),
        .states = query_int(q, 7),
    };
}

static void read_people(struct campaign *c, struct merge_report *r, struct arena *a)
{
    struct query *q =
        db_query(c->db,
                 "SELECT who, code, s.name, answers, files, proposals, remarks, states FROM "
                 "temp.came LEFT JOIN"
                 " main.subject s ON"
                 " s.camp = 0 AND s.body = code AND s.service = '' AND s.pos IS NOT NULL"
                 " ORDER BY who, s.pos IS NULL, s.pos, code",
                 "");
    r->npeople = read_all(q, &r->people, sizeof *r->people, read_person, a);
}

static void read_note(struct query *q, void *one, struct arena *a)
{
    *(struct merge_note *)one = (struct merge_note){
        .remark = query_int(q, 0) != 0,
        .body = text_of(q, 1, a),
        .service = text_of(q, 2, a),
        .question = query_copy(q, 3, a),
        .by = text_of(q, 4, a),
        .at = text_of(q, 5, a),
        .state = text_of(q, 6, a),
        .text = query_copy(q, 7, a),
    };
}

static void read_notes(struct campaign *c, struct merge_report *r, struct arena *a)
{
    struct query *q =
        db_query(c->db,
                 "SELECT kind = 'remark', slot_body, slot_service, json_extract(body,"
                 " '$.payload.question'), json_extract(body, '$.by'), json_extract(body, '$.at')"
                 " AS moment, json_extract(body, '$.payload.state'), coalesce(json_extract(body,"
                 " '$.payload.text'), json_extract(body, '$.payload.reason')) FROM temp.came_note"
                 " JOIN main.event USING (n) ORDER BY moment, id",
                 "");
    r->nnotes = read_all(q, &r->notes, sizeof *r->notes, read_note, a);
}

/* ---- what stands otherwise now ---- */

static int64_t units(struct query *q, int column)
{
    return query_null(q, column) ? UNITS_NONE : query_int(q, column);
}

static void read_one_moved(struct query *q, void *one, struct arena *a)
{
    *(struct merge_moved *)one = (struct merge_moved){
        .body = text_of(q, 0, a),
        .service = text_of(q, 1, a),
        .name = text_of(q, 2, a),
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

static void read_moved(struct campaign *c, struct merge_report *r, struct arena *a)
{
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
    r->nmoved = read_all(q, &r->moved, sizeof *r->moved, read_one_moved, a);
}

static void read_one_accepted(struct query *q, void *one, struct arena *a)
{
    *(struct merge_accepted *)one =
        (struct merge_accepted){.body = text_of(q, 0, a), .name = text_of(q, 1, a)};
}

static void read_accepted(struct campaign *c, struct merge_report *r, struct arena *a)
{
    struct query *q = db_query(
        c->db,
        "SELECT v.body, s.name FROM main.review v JOIN main.subject s ON s.camp = 0 AND"
        " s.body = v.body AND s.service = '' AND s.pos IS NOT NULL WHERE v.state = 'accepted' AND"
        " v.changed <> 0 AND (v.body IN (SELECT code FROM temp.came) OR v.body NOT IN (SELECT body"
        " FROM temp.was_changed)) ORDER BY s.pos",
        "");
    r->naccepted = read_all(q, &r->accepted, sizeof *r->accepted, read_one_accepted, a);
}

static void read_conflict(struct query *q, void *one, struct arena *a)
{
    *(struct merge_conflict *)one = (struct merge_conflict){
        .body = text_of(q, 0, a),
        .service = text_of(q, 1, a),
        .question = text_of(q, 2, a),
        .name = query_copy(q, 3, a),
    };
}

static void read_conflicts(struct campaign *c, struct merge_report *r, struct arena *a)
{
    struct query *q = db_query(
        c->db,
        "SELECT k.body, k.service, k.item, s.name FROM (" IN_CONFLICT " EXCEPT SELECT body,"
        " service, item FROM temp.was_conflict) k LEFT JOIN main.subject b ON b.camp = 0 AND"
        " b.body = k.body AND b.service = '' LEFT JOIN main.subject s ON s.camp = 0 AND"
        " s.body = k.body AND s.service = k.service"
        " ORDER BY b.pos, k.body, k.service <> '', s.pos, k.service, k.item",
        "");
    r->nconflicts = read_all(q, &r->conflicts, sizeof *r->conflicts, read_conflict, a);
}

/* ---- what counts nowhere yet ---- */

static void read_lack(struct query *q, void *one, struct arena *a)
{
    *(struct merge_lack *)one = (struct merge_lack){
        .rubric = query_copy(q, 0, a),
        .by = text_of(q, 1, a),
        .from = query_int(q, 2),
        .to = query_int(q, 3),
        .waiting = query_int(q, 4),
    };
}

static void read_lacks(struct campaign *c, struct merge_report *r, struct arena *a)
{
    struct query *q = db_query(
        c->db,
        "SELECT * FROM (SELECT json_extract(body, '$.rubric') AS rubric, min(json_extract(body,"
        " '$.by')) AS who, 0 AS first, 0 AS last, count(*) FROM main.event GROUP BY rubric"
        " HAVING rubric IS NOT NULL AND rubric NOT IN (SELECT sha FROM main.rubric)"
        " UNION ALL SELECT NULL, json_extract(e.body, '$.by'), 1 + coalesce((SELECT max(p.seq)"
        " FROM main.event p WHERE p.device = e.device AND p.seq < e.seq), 0), e.seq - 1,"
        " (SELECT count(*) FROM main.event l WHERE l.device = e.device AND l.seq >= e.seq) FROM"
        " main.event e WHERE e.seq > 1 AND NOT EXISTS (SELECT 1 FROM main.event p WHERE"
        " p.device = e.device AND p.seq = e.seq - 1)) ORDER BY who, first",
        "");
    r->nlacks = read_all(q, &r->lacks, sizeof *r->lacks, read_lack, a);
}

void merge_report_read(struct campaign *c, struct merge_report *r, struct arena *a)
{
    read_people(c, r, a);
    read_notes(c, r, a);
    read_moved(c, r, a);
    read_accepted(c, r, a);
    read_conflicts(c, r, a);
    if (r->waiting > 0)
        read_lacks(c, r, a);
}

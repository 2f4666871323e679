/* Taking in what others wrote: the union of events, and everything derived made anew from it. */
#include <stdlib.h>
#include <string.h>
#include "model/anew.h"
#include "model/backup.h"
#include "model/bundle.h"
#include "model/chunk.h"
#include "model/project.h"
#include "model/store.h"

struct merging {
    struct campaign *c;
    struct merge_report *r;
    struct merge_source *at; /* the file that is being read */
    struct arena *a;         /* of the report */
    struct intake to;
    char sha[HEX_SIZE]; /* of the stored file that is being read; "" none */
    bool known;         /* its bytes are at hand already */
    struct buf piece;
    int number; /* of its next row */
    struct err *err;
};

/* ---- events and bytes ---- */

static bool take_event(void *arg, const struct event *e, const char *body, struct err *err)
{
    struct merging *m = arg;
    m->at->events++;
    bool ok = event_insert(m->c->db, e, body, true);
    m->at->fresh += ok && db_changed(m->c->db) > 0;
    return ok && progress_step(_("Reading"), m->at->events, 0, err);
}

static bool put_piece(struct merging *m, size_t n)
{
    bool ok = chunk_put(m->c->db, m->sha, m->number++, m->piece.s ? m->piece.s : "", n);
    size_t rest = m->piece.n - n;
    if (rest > 0 && m->piece.s)
        memmove(m->piece.s, m->piece.s + n, rest);
    m->piece.n = rest;
    return ok;
}

static bool take_bytes(void *arg, const char *sha, const char *bytes, size_t n, struct err *err)
{
    struct merging *m = arg;
    (void)err;
    if (strcmp(m->sha, sha) != 0) {
        snprintf(m->sha, sizeof m->sha, "%s", sha);
        m->known = db_number(m->c->db, 0, "SELECT 1 FROM chunk WHERE sha = ?", "t", sha) != 0;
        m->number = 0;
        buf_clear(&m->piece);
        m->at->files += !m->known;
    }
    bool ok = true;
    if (!m->known) {
        buf_addn(&m->piece, bytes ? bytes : "", n);
        while (ok && m->piece.n >= CHUNK_SIZE)
            ok = put_piece(m, CHUNK_SIZE);
        if (ok && n == 0 && (m->piece.n > 0 || m->number == 0))
            ok = put_piece(m, m->piece.n);
    }
    if (n == 0)
        m->sha[0] = '\0';
    return ok;
}

/* ---- another campaign file ---- */

static bool read_their_events(struct merging *m, struct campaign *their)
{
    struct arena *a = arena_new();
    struct query *q =
        db_query(their->db, "SELECT id, body FROM event ORDER BY device, seq, id", "");
    bool ok = true;
    int64_t number = 0;
    while (ok && query_row(q)) {
        char id[HEX_SIZE];
        size_t n;
        query_id(q, 0, id);
        const char *body = query_text(q, 1);
        query_bytes(q, 1, &n); /* all of them: what follows a NUL too */
        ok = intake_event(&m->to, m->at->path, ++number, id, body ? body : "", n, a, m->err);
        arena_reset(a);
    }
    query_done(&q);
    arena_free(&a);
    return ok;
}

/* A stored file of theirs on its way to us. */
struct passing {
    struct merging *m;
    const char *sha;
    bool stopped;
};

static bool pass_on(void *arg, const void *bytes, size_t n)
{
    struct passing *p = arg;
    p->stopped = n > 0 && !take_bytes(p->m, p->sha, bytes, n, p->m->err);
    return !p->stopped;
}

static bool read_their_file(struct merging *m, struct campaign *their, const char *sha)
{
    struct passing p = {.m = m, .sha = sha};
    bool whole;
    if (!chunk_each(their->db, sha, pass_on, &p, &whole) || p.stopped)
        return false;
    if (!whole) {
        err_set(m->err, REFUSED,
                _("%s: a stored file in it is not what its hash says: it was changed; nothing was "
                  "taken in"),
                m->at->path);
        return false;
    }
    return take_bytes(m, sha, NULL, 0, m->err);
}

static bool read_their_files(struct merging *m, struct campaign *their)
{
    struct query *q = db_query(their->db, "SELECT DISTINCT sha FROM chunk ORDER BY sha", "");
    bool ok = true;
    while (ok && query_row(q)) {
        char *sha = mem_dup(query_text(q, 0));
        ok = read_their_file(m, their, sha);
        free(sha);
    }
    query_done(&q);
    return ok;
}

static bool read_campaign_file(struct merging *m)
{
    struct writer w = {m->c->by, m->c->via};
    struct campaign *their = campaign_open(m->at->path, OPEN_READ_ONLY, &w, m->err);
    if (!their)
        return false;
    bool ok = strcmp(their->id, m->c->id) == 0;
    if (!ok)
        err_set(m->err, REFUSED, _("%s belongs to another campaign; nothing was changed"),
                m->at->path);
    db_pin(their->db);
    ok = ok && read_their_events(m, their) && read_their_files(m, their);
    db_unpin(their->db);
    struct err err = {0};
    if (db_failed(their->db, &err)) {
        if (m->err->status == DONE)
            err_set(m->err, err.status, "%s", err_text(&err));
        ok = false;
    }
    err_clear(&err);
    campaign_close(&their);
    return ok;
}

static bool take_file(struct merging *m)
{
    m->sha[0] = '\0';
    if (file_is_database(m->at->path))
        return read_campaign_file(m);
    return bundle_read(m->at->path, &m->to, m->err);
}

/* ---- what comes of it ---- */

static bool remember_before(struct merging *m)
{
    return db_script(m->c->db,
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

static void read_moved(struct merging *m)
{
    int room = 0, n = 0;
    struct merge_report *r = m->r;
    struct query *q = db_query(
        m->c->db,
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
            .body = arena_dup(m->a, query_text(q, 0)),
            .service = arena_dup(m->a, query_text(q, 1)),
            .name = arena_dup(m->a, query_text(q, 2)),
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
    r->moved = arena_alloc(m->a, ((size_t)n + 1) * sizeof *list);
    if (list)
        memcpy(r->moved, list, (size_t)n * sizeof *list);
    free(list);
}

static void read_people(struct merging *m)
{
    struct merge_report *r = m->r;
    struct query *q =
        db_query(m->c->db,
                 "SELECT json_extract(body, '$.by') AS who, count(*) FROM main.event WHERE"
                 " kind = 'answer' AND n > (SELECT n FROM temp.newest) GROUP BY who ORDER BY who",
                 "");
    struct merge_person *list = NULL;
    while (query_row(q)) {
        list = mem_grow(list, (size_t)r->npeople + 1, sizeof *list);
        const char *who = query_text(q, 0);
        list[r->npeople++] =
            (struct merge_person){arena_dup(m->a, who ? who : ""), query_int(q, 1)};
    }
    query_done(&q);
    r->people = arena_alloc(m->a, ((size_t)r->npeople + 1) * sizeof *list);
    if (list)
        memcpy(r->people, list, (size_t)r->npeople * sizeof *list);
    free(list);
}

static bool take_all(struct merging *m, const char *const *paths, int n)
{
    bool ok = remember_before(m);
    for (int i = 0; ok && i < n; i++) {
        m->at = &m->r->sources[m->r->nsources++];
        m->at->path = paths[i];
        ok = take_file(m);
        m->r->fresh += m->at->fresh;
    }
    ok = ok && (m->r->fresh == 0 || anew_derive(m->c, &m->r->waiting, m->err));
    if (ok) {
        read_moved(m);
        read_people(m);
    }
    db_script(m->c->db, "DROP TABLE IF EXISTS temp.was; DROP TABLE IF EXISTS temp.newest");
    return ok && !db_broken(m->c->db);
}

bool campaign_merge(struct campaign *c, const char *const *paths, int n, bool dry_run,
                    struct merge_report *report, struct arena *a, struct err *err)
{
    struct merging m = {.c = c, .r = report, .a = a, .err = err};
    m.to = (struct intake){take_event, take_bytes, &m, c->id};
    memset(report, 0, sizeof *report);
    report->sources = arena_alloc(a, ((size_t)n + 1) * sizeof *report->sources);
    if (c->read_only) {
        err_set(err, BUSY, _("%s is open for reading only: %s"), c->path, c->read_only);
        return false;
    }
    if (!db_begin(c->db, err))
        return false;
    bool ok = take_all(&m, paths, n) && !progress_broken_off(err);
    buf_free(&m.piece);
    bool write = ok && !dry_run && report->fresh > 0;
    if (write) {
        report->copy = backup_make(c, a, err);
        ok = write = report->copy != NULL;
    }
    struct err ended = {0};
    bool committed = db_end(c->db, write, &ended);
    if (ended.status != DONE && err->status == DONE)
        err_set(err, ended.status, "%s", err_text(&ended));
    err_clear(&ended);
    struct err anew = {0};
    ok = ok && committed == write && err->status == DONE;
    if (!anew_read(c, &anew) && ok) {
        err_set(err, anew.status, "%s", err_text(&anew));
        ok = false;
    }
    err_clear(&anew);
    return ok;
}

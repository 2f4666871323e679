/* Taking in what others wrote: the union of events, and everything derived brought up to date. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "model/anew.h"
#include "model/backup.h"
#include "model/bodywork.h"
#include "model/bundle.h"
#include "model/chunk.h"
#include "model/merge_came.h"
#include "model/merge_report.h"
#include "model/project.h"
#include "model/store.h"

struct merging {
    struct campaign *c;
    struct merge_report *r;
    struct merge_source *at; /* the file that is being read */
    struct arena *a;         /* of the report */
    struct intake to;
    struct came came;
    char sha[HEX_SIZE]; /* of the stored file that is being read; "" none */
    bool known;         /* its bytes are at hand already */
    struct buf piece;
    int number;      /* of its next row */
    int64_t newest;  /* number of the last event that was there before */
    int64_t without; /* earlier campaigns whose bytes were not at hand before */
    int files;       /* whose bytes are new */
    struct err *err;
};

/* ---- events and bytes ---- */

/* Hand-ins repeat what the office gave out and what it took in before. */
static bool is_known(void *arg, const unsigned char id[HASH_SIZE], const char *body, size_t n)
{
    struct merging *m = arg;
    struct query *q = db_query(m->c->db, "SELECT body FROM event WHERE id = ?", "b",
                               (const void *)id, (size_t)HASH_SIZE);
    bool known = false;
    if (query_row(q)) {
        size_t nstored;
        const void *stored = query_bytes(q, 0, &nstored);
        known = nstored == n && n > 0 && memcmp(stored, body, n) == 0;
    }
    query_done(&q);
    m->at->events += known;
    return known;
}

static bool take_event(void *arg, const struct event *e, const char *body, struct err *err)
{
    struct merging *m = arg;
    m->at->events++;
    bool ok = event_insert(m->c->db, e, body, true);
    bool fresh = ok && db_changed(m->c->db) > 0;
    m->at->fresh += fresh;
    ok = ok && (!fresh || came_add(&m->came, e));
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
        m->files += !m->known;
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
        size_t n, nid;
        unsigned char id[HASH_SIZE] = {0};
        const void *hash = query_bytes(q, 0, &nid);
        if (nid == HASH_SIZE)
            memcpy(id, hash, nid);
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
    struct stat st;
    m->sha[0] = '\0';
    if (stat(m->at->path, &st) == 0 && file_belongs_to(&st, m->c->real)) {
        err_set(m->err, REFUSED, _("%s is this very campaign file: there is nothing to take in"),
                m->at->path);
        return false;
    }
    if (file_is_database(m->at->path))
        return read_campaign_file(m);
    return bundle_read(m->at->path, &m->to, m->err);
}

/* ---- what comes of it ---- */

/* One file, as a whole or not at all. A file at fault is left out where the caller wants that. */
static bool take_whole(struct merging *m, bool leave_out)
{
    struct err why = {0};
    if (!leave_out)
        return take_file(m) && came_put(&m->came) && merge_report_source(m->c, m->at, m->a);
    if (!db_begin(m->c->db, m->err))
        return false;
    struct err *all = m->err;
    int files = m->files;
    m->err = &why;
    bool taken = take_file(m);
    m->err = all;
    bool ok = taken || (why.status != DONE && !db_broken(m->c->db) && progress_still());
    if (!taken) {
        m->files = files;
        *m->at = (struct merge_source){.path = m->at->path};
        m->at->refused = arena_dup(m->a, err_text(&why));
    }
    ok = ok && (!taken || (came_put(&m->came) && merge_report_source(m->c, m->at, m->a)));
    db_end(m->c->db, taken, &why);
    if (!ok && why.status != DONE)
        err_copy(m->err, &why);
    err_clear(&why);
    return ok;
}

/* Earlier campaigns that an event names, and whose bytes are not at hand. */
static int64_t without_bytes(struct campaign *c)
{
    return db_number(c->db, 0,
                     "SELECT count(*) FROM event WHERE kind = 'previous' AND NOT EXISTS (SELECT 1"
                     " FROM chunk WHERE sha = json_extract(body, '$.payload.sha256'))",
                     "");
}

/* Neither an event nor bytes, which may come after the events that name them. */
static bool nothing_new(const struct merging *m)
{
    return m->r->fresh == 0 && m->files == 0;
}

static bool derive(struct merging *m)
{
    bool anew = m->without > 0 && without_bytes(m->c) != m->without;
    bodywork_free(&m->c->at_work);
    if (!anew && !project_fresh(m->c, m->newest, &m->r->waiting, &anew, m->err))
        return false;
    return anew ? anew_derive(m->c, &m->r->waiting, m->err) : figures_bring_up(m->c, m->err);
}

static bool take_all(struct merging *m, const char *const *paths, int n, bool leave_out)
{
    bool ok = merge_remember(m->c) && came_begin(&m->came, m->c);
    m->newest = db_number(m->c->db, 0, "SELECT max(n) FROM event", "");
    m->without = without_bytes(m->c);
    for (int i = 0; ok && i < n; i++) {
        m->at = &m->r->sources[m->r->nsources++];
        m->at->path = paths[i];
        came_next(&m->came);
        ok = take_whole(m, leave_out);
        m->r->fresh += m->at->fresh;
    }
    ok = ok && (nothing_new(m) || derive(m));
    if (ok)
        merge_report_read(m->c, m->r, m->a);
    came_end(&m->came);
    merge_forget(m->c);
    return ok && !db_broken(m->c->db);
}

bool campaign_merge(struct campaign *c, const char *const *paths, int n, unsigned flags,
                    struct merge_report *report, struct arena *a, struct err *err)
{
    struct merging m = {.c = c, .r = report, .a = a, .err = err};
    m.to = (struct intake){is_known, take_event, take_bytes, &m, c->id};
    memset(report, 0, sizeof *report);
    report->sources = arena_alloc(a, ((size_t)n + 1) * sizeof *report->sources);
    if (!campaign_writable(c, err) || !db_begin(c->db, err))
        return false;
    db_cache(c->db, DB_CACHE_LARGE);
    bool ok = take_all(&m, paths, n, flags & MERGE_LEAVE_OUT) && !progress_broken_off(err);
    buf_free(&m.piece);
    bool write = ok && !(flags & MERGE_DRY_RUN) && !nothing_new(&m);
    if (write) {
        report->copy = backup_make(c, a, err);
        ok = write = report->copy != NULL;
    }
    struct err ended = {0};
    bool committed = db_end(c->db, write, &ended);
    db_cache(c->db, DB_CACHE_USUAL);
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

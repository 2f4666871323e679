/* Is everything as it should be? Integrity, every event's id and chain, evidence; then everything
 * that is derived is made anew in a scratch database and compared. */
#include <stdlib.h>
#include <string.h>
#include "model/bodywork.h"
#include "model/derived.h"
#include "model/project.h"
#include "model/store.h"

#define FINDINGS_MOST 200

struct checking {
    struct campaign *c;
    struct campaign *anew; /* the scratch one */
    struct buf report;
    int findings;     /* what is wrong */
    bool old_figures; /* another engine made them */
    int64_t events;
};

static void finding(struct checking *k, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void add_line(struct checking *k, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    char *line = mem_alloc((size_t)n + 1);
    vsnprintf(line, (size_t)n + 1, format, again);
    va_end(again);
    buf_printf(&k->report, "%s%s", k->report.n ? "\n" : "", line);
    free(line);
}

static void finding(struct checking *k, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (k->findings++ < FINDINGS_MOST)
        add_line(k, format, args);
    va_end(args);
}

/* Something to know that is not damage. */
__attribute__((format(printf, 2, 3))) static void remark(struct checking *k, const char *format,
                                                         ...)
{
    va_list args;
    va_start(args, format);
    add_line(k, format, args);
    va_end(args);
}

/* What the database itself says went wrong while reading. */
static void check_failure(struct checking *k)
{
    struct err e = {0};
    if (db_failed(k->c->db, &e) && !progress_broken_off(NULL))
        finding(k, "%s", err_text(&e));
    err_clear(&e);
}

/* ---- SQLite's own checks ---- */

static void check_integrity(struct checking *k)
{
    progress_step(_("Checking the database"), 0, 0, NULL);
    struct query *q = db_query(k->c->db, "PRAGMA integrity_check(50)", "");
    while (query_row(q))
        if (strcmp(query_text(q, 0), "ok") != 0)
            finding(k, _("database: %s"), query_text(q, 0));
    query_done(&q);
    q = db_query(k->c->db, "PRAGMA foreign_key_check", "");
    while (query_row(q))
        finding(k, _("database: a row of table %s belongs to nothing"), query_text(q, 0));
    query_done(&q);
    check_failure(k);
}

/* ---- events ---- */

static bool same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* Table event's other columns are derived from the body. */
static bool columns_match(struct query *q, const struct event *e)
{
    return same(query_text(q, 3), e->device) && query_int(q, 4) == e->seq &&
           same(query_text(q, 5), e->slot.kind) && same(query_text(q, 6), e->slot.body) &&
           same(query_text(q, 7), e->slot.service);
}

static void check_event(struct checking *k, struct query *q, struct arena *a)
{
    struct event e;
    const char *why, *body = query_text(q, 2);
    size_t n, nbody;
    const void *id = query_bytes(q, 1, &n);
    query_bytes(q, 2, &nbody); /* all of them: what follows a NUL too */
    unsigned char hash[HASH_SIZE];
    long long number = (long long)query_int(q, 0);
    k->events++;
    if (!body || !event_read(body, nbody, a, &e, &why)) {
        finding(k, _("event %lld: %s"), number, body ? why : "");
        return;
    }
    hex_decode(e.id, hash, HASH_SIZE);
    if (n != HASH_SIZE || memcmp(id, hash, HASH_SIZE) != 0)
        finding(k, _("event %lld: its content does not belong to its id: it was changed"), number);
    else if (strcmp(e.campaign, k->c->id) != 0)
        finding(k, _("event %lld: it belongs to another campaign"), number);
    else if (!columns_match(q, &e))
        finding(k, _("event %lld: what is looked up by does not agree with its content"), number);
    event_insert(k->anew->db, &e, body, false);
}

static void check_events(struct checking *k)
{
    struct arena *a = arena_new();
    int64_t of = db_number(k->c->db, 0, "SELECT count(*) FROM event", "");
    struct query *q = db_query(
        k->c->db,
        "SELECT n, id, body, device, seq, kind, slot_body, slot_service FROM event ORDER BY n", "");
    while (progress_step(_("Checking events"), k->events, of, NULL) && query_row(q)) {
        check_event(k, q, a);
        arena_reset(a);
    }
    query_done(&q);
    arena_free(&a);
    check_failure(k);
}

/* Was the whole chain of this device written into this file, or there when the file was made? Then
 * no merge explains a gap in it: somebody took an event out. */
static bool grew_here(struct checking *k, const char *device)
{
    return db_number(k->anew->db, 0,
                     "SELECT device = ? FROM event WHERE kind = 'campaign' ORDER BY n LIMIT 1", "t",
                     device) != 0 ||
           device_writes_here(k->c, device);
}

/* An event whose predecessor is not there counts nowhere until that comes: a bundle may be older
 * than what another laptop has handed in since. */
static void check_gaps(struct checking *k)
{
    struct query *q = db_query(
        k->anew->db,
        "SELECT n, seq, device FROM event e WHERE CASE WHEN json_extract(body, '$.prev') IS NULL"
        " THEN seq <> 1 ELSE NOT EXISTS (SELECT 1 FROM event p WHERE p.device = e.device AND"
        " p.seq = e.seq - 1 AND lower(hex(p.id)) = json_extract(e.body, '$.prev')) END",
        "");
    while (query_row(q)) {
        long long number = (long long)query_int(q, 0), before = (long long)query_int(q, 1) - 1;
        const char *device = query_text(q, 2);
        if (grew_here(k, device))
            finding(k, _("event %lld: the one before it (number %lld of device %.8s…) is missing"),
                    number, before, device);
        else
            remark(k,
                   _("event %lld: the one before it (number %lld of device %.8s…) is missing: it "
                     "counts nowhere until that comes by a merge"),
                   number, before, device);
    }
    query_done(&q);
}

static void check_forks(struct checking *k)
{
    struct query *q = db_query(
        k->anew->db, "SELECT seq, device FROM event GROUP BY device, seq HAVING count(*) > 1", "");
    while (query_row(q))
        remark(k,
               _("number %lld of device %.8s… is there twice: a copy of a file was worked on; both "
                 "are kept"),
               (long long)query_int(q, 0), query_text(q, 1));
    query_done(&q);
}

static void check_chains(struct checking *k)
{
    check_gaps(k);
    check_forks(k);
}

/* ---- evidence ---- */

static void check_bytes(struct checking *k, const char *sha)
{
    bool whole;
    if (chunk_each(k->c->db, sha, NULL, NULL, &whole) && !whole)
        finding(k, _("stored file %.16s…: its content does not belong to its hash: it was changed"),
                sha);
}

static void check_evidence(struct checking *k)
{
    struct query *q = db_query(k->c->db, "SELECT DISTINCT sha FROM chunk ORDER BY sha", "");
    while (progress_still() && query_row(q))
        check_bytes(k, query_text(q, 0));
    query_done(&q);
    check_failure(k);
}

/* Files that stand attached, and whose bytes this file does not hold: that is no damage, a bundle
 * may leave them out. */
static void check_at_hand(struct checking *k)
{
    struct query *q = db_query(k->anew->db,
                               "SELECT DISTINCT substr(item, instr(item, ' ') + 1) FROM head WHERE"
                               " camp = 0 AND kind = 'evidence' AND value <> '' ORDER BY 1",
                               "");
    while (query_row(q))
        if (chunk_size(k->c->db, query_text(q, 0)) < 0)
            remark(k, _("stored file %.16s…: its content is not at hand"), query_text(q, 0));
    query_done(&q);
}

/* The bytes that events name, for the scratch database; what is not at hand is told. */
static void copy_named_bytes(struct checking *k)
{
    struct query *q =
        db_query(k->anew->db,
                 "SELECT json_extract(body, '$.payload.sha256') FROM event WHERE kind ="
                 " 'previous'",
                 "");
    while (query_row(q)) {
        size_t n;
        const char *sha = query_text(q, 0);
        char *bytes = sha ? chunk_load(k->c->db, sha, &n) : NULL;
        if (bytes)
            chunk_store(k->anew->db, sha, bytes, n);
        else
            remark(k, _("stored file %.16s…: its content is not at hand"), sha ? sha : "");
        free(bytes);
    }
    query_done(&q);
}

/* ---- what is derived ---- */

/* What can be found, and every word of it in the index. */
static const struct derived index_tables[] = {
    {"found",
     "SELECT " KEY("body", "service", "item") ", kind || quote(text) FROM found ORDER BY 1"},
    {"name_word", "SELECT " KEY("f.body", "f.service",
                                "f.item") " || ' ' || quote(w.term), f.n IS NULL FROM"
                                          " temp.name_words w LEFT JOIN found f ON f.n = w.doc"
                                          " ORDER BY 1"},
    {"note_word", "SELECT " KEY("f.body", "f.service",
                                "f.item") " || ' ' || quote(w.term), f.n IS NULL FROM"
                                          " temp.note_words w LEFT JOIN found f ON f.n = w.doc"
                                          " ORDER BY 1"},
};

/* Walks both tables in step. */
static void compare(struct checking *k, const struct derived *t)
{
    struct query *kept = db_query(k->c->db, t->sql, ""), *anew = db_query(k->anew->db, t->sql, "");
    bool more_kept = query_row(kept), more_anew = query_row(anew);
    while (more_kept || more_anew) {
        int order = !more_kept   ? 1
                    : !more_anew ? -1
                                 : strcmp(query_text(kept, 0), query_text(anew, 0));
        if (order < 0)
            finding(k, _("table %s: the row %s follows from no event"), t->table,
                    query_text(kept, 0));
        else if (order > 0)
            finding(k, _("table %s: the row %s is missing"), t->table, query_text(anew, 0));
        else if (strcmp(query_text(kept, 1), query_text(anew, 1)) != 0)
            finding(k, _("table %s: the row %s is not what the events say"), t->table,
                    query_text(kept, 0));
        if (order <= 0)
            more_kept = query_row(kept);
        if (order >= 0)
            more_anew = query_row(anew);
    }
    query_done(&kept);
    query_done(&anew);
    check_failure(k);
}

/* Nothing where the file is of a version that had no index: it gets one when it is written to. */
static void compare_index(struct checking *k)
{
    static const char list[] =
        "CREATE VIRTUAL TABLE temp.name_words USING fts5vocab ('main', 'name_word', 'instance');"
        "CREATE VIRTUAL TABLE temp.note_words USING fts5vocab ('main', 'note_word', 'instance')";
    static const char unlist[] = "DROP TABLE temp.name_words; DROP TABLE temp.note_words";
    if (!db_number(k->c->db, 0, "SELECT count(*) FROM sqlite_master WHERE name = 'found'", ""))
        return;
    db_script(k->c->db, list);
    db_script(k->anew->db, list);
    for (size_t i = 0; i < sizeof index_tables / sizeof index_tables[0]; i++)
        compare(k, &index_tables[i]);
    db_script(k->c->db, unlist);
    db_script(k->anew->db, unlist);
    check_failure(k);
}

static int64_t engine_of(struct db *db, int which)
{
    return db_number(db, -1, "SELECT engine FROM campaign WHERE camp = ?", "i", which);
}

/* Figures anew where this engine made those that are kept; others can't be compared and are passed
 * over: they are made anew at the next write. */
static bool make_figures(struct checking *k, struct err *err)
{
    for (int which = 0; which < k->anew->neras; which++) {
        int64_t kept = engine_of(k->c->db, which), text = engine_of(k->anew->db, which);
        if (kept == text && which > 0)
            continue;
        k->old_figures = k->old_figures || kept != ENGINE;
        if (kept == ENGINE && !figures_make_all(k->anew, which, err))
            return false;
    }
    return true;
}

static bool derive(struct checking *k, struct err *err)
{
    int64_t uncounted = 0;
    copy_named_bytes(k);
    if (!project_all(k->anew, &uncounted, err) || !make_figures(k, err))
        return false;
    check_at_hand(k);
    if (uncounted > 0)
        remark(
            k,
            _("%lld events count nowhere until what they rest on comes (their rubric, or what was "
              "written before them)"),
            (long long)uncounted);
    for (const struct derived *t = derived_tables; t->table; t++)
        if (derived_there(k->c->db, t) && !(k->old_figures && strcmp(t->table, "figures") == 0))
            compare(k, t);
    compare_index(k);
    return true;
}

static void check_all(struct checking *k)
{
    static void (*const checks[])(struct checking * k) = {check_integrity, check_events,
                                                          check_chains, check_evidence};
    struct err e = {0};
    for (size_t i = 0; i < sizeof checks / sizeof checks[0] && progress_still(); i++)
        checks[i](k);
    if (progress_still() && !derive(k, &e) && k->findings == 0)
        finding(k, "%s", e.text[0] ? err_text(&e) : _("what is derived can't be made anew"));
    err_clear(&e);
}

bool campaign_verify(struct campaign *c, int64_t *events, char **report, struct err *err)
{
    struct checking k = {.c = c, .anew = scratch_new(c, err)};
    *report = NULL;
    *events = 0;
    if (!k.anew)
        return false;
    db_pin(c->db);
    check_all(&k);
    db_unpin(c->db);
    db_end(k.anew->db, false, NULL);
    campaign_close(&k.anew);
    if (progress_broken_off(err)) { /* what was not looked at is neither right nor wrong */
        db_failed(c->db, NULL);
        buf_free(&k.report);
        return false;
    }
    if (k.findings > FINDINGS_MOST)
        remark(&k, _("and %d more"), k.findings - FINDINGS_MOST);
    *events = k.events;
    *report = k.report.s;
    if (k.findings > 0)
        err_set(
            err, DAMAGED,
            ngettext("%s: %d thing is wrong; take a copy of the file, and go on with a backup",
                     "%s: %d things are wrong; take a copy of the file, and go on with a backup",
                     (unsigned long)k.findings),
            c->path, k.findings);
    return k.findings == 0;
}

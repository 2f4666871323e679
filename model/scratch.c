/* A campaign that lasts as long as somebody looks: what would be, worked out beside the file. */
#include <stdlib.h>
#include <string.h>
#include "model/project.h"
#include "model/schema.h"
#include "model/store.h"

struct campaign *scratch_new(struct campaign *c, struct err *err)
{
    struct writer w = {.by = c->by, .via = c->via};
    struct db *db = db_open("", c->path, DB_SCRATCH, err);
    struct campaign *anew = db ? campaign_around(db, c->path, &w, err) : NULL;
    if (anew && (!db_begin(db, err) || !schema_migrate(db))) {
        db_failed(db, err);
        campaign_close(&anew);
    }
    return anew;
}

static bool copy_events(struct campaign *from, struct campaign *to)
{
    struct arena *a = arena_new();
    int64_t done = 0, of = db_number(from->db, 0, "SELECT count(*) FROM event", "");
    struct query *q = db_query(from->db, "SELECT body FROM event ORDER BY n", "");
    while (progress_step(_("Reading"), done++, of, NULL) && query_row(q)) {
        struct event e;
        const char *why, *body = query_text(q, 0);
        if (body && event_read(body, strlen(body), a, &e, &why))
            event_insert(to->db, &e, body, true);
        arena_reset(a);
    }
    query_done(&q);
    arena_free(&a);
    return progress_still() && !db_broken(from->db) && !db_broken(to->db);
}

/* Of stored files only those that something follows from. */
static bool copy_named_bytes(struct campaign *from, struct campaign *to)
{
    struct query *q = db_query(to->db,
                               "SELECT DISTINCT json_extract(body, '$.payload.sha256') FROM event"
                               " WHERE kind = 'previous'",
                               "");
    while (query_row(q)) {
        size_t n;
        const char *sha = query_text(q, 0);
        char *bytes = sha ? chunk_load(from->db, sha, &n) : NULL;
        if (bytes)
            chunk_store(to->db, sha, bytes, n);
        free(bytes);
    }
    query_done(&q);
    return !db_broken(from->db) && !db_broken(to->db);
}

struct campaign *scratch_of(struct campaign *c, struct err *err)
{
    struct campaign *s = scratch_new(c, err);
    if (!s)
        return NULL;
    db_pin(c->db);
    bool ok = copy_events(c, s) && copy_named_bytes(c, s) && project_begin(s, err);
    db_unpin(c->db);
    ok = db_end(s->db, ok, err) && ok;
    ok = !progress_broken_off(err) && !db_failed(c->db, err) && ok;
    if (!ok) {
        if (err->status == DONE)
            err_set(err, BUSY, _("%s: what it would come to can't be worked out"), c->path);
        campaign_close(&s);
    }
    return s;
}

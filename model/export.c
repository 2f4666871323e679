/* Writing bundles and dumps: streams, so that no size of a campaign asks for memory. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include "model/bundle.h"
#include "model/derived.h"
#include "model/project.h"
#include "model/store.h"

struct output {
    struct campaign *c;
    const struct sink *sink;
    crypto_hash_sha256_state hash; /* of everything that was put */
    bool refused;
};

static bool put(struct output *o, const char *bytes, size_t n)
{
    if (o->refused)
        return false;
    crypto_hash_sha256_update(&o->hash, (const unsigned char *)bytes, n);
    o->refused = !o->sink->put(o->sink->arg, bytes, n);
    return !o->refused;
}

static bool put_text(struct output *o, const char *s)
{
    return put(o, s, strlen(s));
}

__attribute__((format(printf, 2, 3))) static bool put_format(struct output *o, const char *format,
                                                             ...)
{
    char line[512];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    return put_text(o, line);
}

static void put_header(struct output *o, int64_t events, int64_t files)
{
    json_t *h = json_object();
    json_object_set_new(h, "campaign", json_string(o->c->id));
    json_object_set_new(h, "name", json_string(o->c->eras[0].name));
    json_object_set_new(h, "events", json_integer(events));
    json_object_set_new(h, "files", json_integer(files));
    char *text = json_dumps(h, JSON_COMPACT | JSON_SORT_KEYS);
    put_text(o, text ? text : "{}");
    put_text(o, "\n");
    free(text);
    json_decref(h);
}

static void put_events(struct output *o, int64_t of, struct err *err)
{
    struct query *q = db_query(o->c->db, "SELECT id, body FROM event ORDER BY device, seq, id", "");
    int64_t done = 0;
    while (!o->refused && query_row(q)) {
        char id[HEX_SIZE];
        size_t n;
        query_id(q, 0, id);
        put_text(o, id);
        put_text(o, " ");
        const char *body = query_bytes(q, 1, &n);
        put(o, body ? body : "", n);
        put_text(o, "\n");
        if (!progress_step(_("Writing"), ++done, of, err))
            o->refused = true;
    }
    query_done(&q);
}

static void put_file(struct output *o, const char *sha)
{
    int64_t size =
        db_number(o->c->db, 0, "SELECT sum(length(bytes)) FROM chunk WHERE sha = ?", "t", sha);
    put_format(o, "file %.64s %lld\n", sha, (long long)size);
    struct query *q =
        db_query(o->c->db, "SELECT bytes FROM chunk WHERE sha = ? ORDER BY number", "t", sha);
    while (!o->refused && query_row(q)) {
        size_t n;
        const char *bytes = query_bytes(q, 0, &n);
        put(o, bytes ? bytes : "", n);
    }
    query_done(&q);
    put_text(o, "\n");
}

static void put_files(struct output *o)
{
    struct query *q = db_query(o->c->db, "SELECT DISTINCT sha FROM chunk ORDER BY sha", "");
    while (!o->refused && query_row(q))
        put_file(o, query_text(q, 0));
    query_done(&q);
}

static void put_end(struct output *o)
{
    crypto_hash_sha256_state hash = o->hash;
    unsigned char sum[HASH_SIZE];
    char hex[HEX_SIZE];
    crypto_hash_sha256_final(&hash, sum);
    hex_encode(sum, HASH_SIZE, hex);
    put_format(o, "end %s\n", hex);
}

bool bundle_write(struct campaign *c, unsigned flags, const struct sink *sink, int64_t *events,
                  struct err *err)
{
    struct output o = {.c = c, .sink = sink};
    crypto_hash_sha256_init(&o.hash);
    db_pin(c->db);
    *events = db_number(c->db, 0, "SELECT count(*) FROM event", "");
    int64_t files = flags & BUNDLE_NO_EVIDENCE
                        ? 0
                        : db_number(c->db, 0, "SELECT count(DISTINCT sha) FROM chunk", "");
    put_text(&o, BUNDLE_MAGIC);
    put_header(&o, *events, files);
    put_events(&o, *events, err);
    if (files > 0)
        put_files(&o);
    put_end(&o);
    db_unpin(c->db);
    return !db_failed(c->db, err) && !o.refused;
}

/* ---- the canonical text ---- */

/* A row is a line, whatever is in it. */
static void add_escaped(struct buf *line, const char *s)
{
    for (; s && *s; s++) {
        if (*s == '\n')
            buf_add(line, "\\n");
        else if (*s == '\\')
            buf_add(line, "\\\\");
        else
            buf_addc(line, *s);
    }
}

static void dump_table(struct output *o, const struct derived *t)
{
    struct buf line = {0};
    put_format(o, "\n[%s]\n", t->table);
    if (!derived_there(o->c->db, t))
        return;
    struct query *q = db_query(o->c->db, t->sql, "");
    while (!o->refused && query_row(q)) {
        buf_clear(&line);
        add_escaped(&line, query_text(q, 0));
        buf_addc(&line, '\t');
        add_escaped(&line, query_text(q, 1));
        buf_addc(&line, '\n');
        put(o, line.s, line.n);
    }
    query_done(&q);
    buf_free(&line);
}

bool campaign_dump(struct campaign *c, const struct sink *sink, struct err *err)
{
    struct output o = {.c = c, .sink = sink};
    crypto_hash_sha256_init(&o.hash);
    db_pin(c->db);
    int64_t events = db_number(c->db, 0, "SELECT count(*) FROM event", "");
    put_format(&o, "meyar dump 1\ncampaign %s\n\n[event]\n", c->id);
    put_events(&o, events, err);
    put_text(&o, "\n[file]\n");
    struct query *q =
        db_query(c->db, "SELECT sha, sum(length(bytes)) FROM chunk GROUP BY sha ORDER BY sha", "");
    while (query_row(q))
        put_format(&o, "%.64s %lld\n", query_text(q, 0), (long long)query_int(q, 1));
    query_done(&q);
    for (const struct derived *t = derived_tables; t->table; t++)
        dump_table(&o, t);
    db_unpin(c->db);
    return !db_failed(c->db, err) && !o.refused;
}

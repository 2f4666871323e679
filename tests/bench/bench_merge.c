/* Taking in fifty bundles of 10,000 answers each, against inserting the same rows bare; then a
 * small bundle into the file that came of it. Arguments: a folder, then how many bundles. */
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include "model/backup.h"
#include "model/inside.h"
#include "tests/bench/bench.h"

#define ROUNDS 3     /* unless a third argument says otherwise */
#define SERVICES 250 /* that a laptop rates, in bodies of 50 */
#define QUESTIONS 40

/* ---- time ---- */

/* By the clock, and of the processor, which other work on the machine changes less. */
struct span {
    int64_t wall, cpu;
};

struct timed {
    struct samples wall, cpu;
};

static struct span now(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    int64_t micros = (int64_t)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1000000 +
                     u.ru_utime.tv_usec + u.ru_stime.tv_usec;
    return (struct span){bench_now(), 1000 * micros};
}

static struct span since(struct span from)
{
    struct span to = now();
    return (struct span){to.wall - from.wall, to.cpu - from.cpu};
}

static void add(struct timed *t, struct span s)
{
    bench_add(&t->wall, s.wall);
    bench_add(&t->cpu, s.cpu);
}

static void print(struct arena *a, const char *what, struct timed *t)
{
    bench_print(arena_printf(a, "  %s", what), &t->wall);
    bench_print(arena_printf(a, "    processor"), &t->cpu);
}

static void print_ratio(struct arena *a, const char *what, struct timed *x, struct timed *y)
{
    bench_ratio(arena_printf(a, "  %s", what), &x->wall, &y->wall, 3);
    bench_ratio("    processor", &x->cpu, &y->cpu, 3);
}

/* ---- what is taken in ---- */

static void make_office(const char *path, int laptops)
{
    struct buf csv = {0}, rubric = {0};
    struct err err = {0};
    buf_add(&csv, "body_code,body_name,service_code,service_name,inspector\n");
    for (int i = 0; i < laptops * SERVICES; i++)
        buf_printf(&csv, "B%d,Body %d,S%d,Service number %d,Inspector %d\n", i / 50, i / 50, i, i,
                   i / SERVICES);
    buf_add(&rubric, "rubric: bench\nversion: \"1\"\ntitle: Bench\nratings:\n"
                     "  - {id: low, from: 0, title: Low}\n  - {id: high, from: 50, title: High}\n"
                     "service:\n  criteria:\n");
    for (int i = 0; i < QUESTIONS; i++) {
        if (i % 10 == 0)
            buf_printf(&rubric,
                       "    - id: c%d\n      title: C\n      weight: 1\n      questions:\n",
                       i / 10);
        buf_printf(&rubric,
                   "        - {id: question_%d, ask: Is it so?, type: yes_no, points: 1}\n", i);
    }
    struct init_options o = {.name = "bench",
                             .rubric_path = "rubric.yaml",
                             .rubric_bytes = rubric.s,
                             .rubric_size = rubric.n,
                             .registry_path = "registry.csv",
                             .registry_bytes = csv.s,
                             .registry_size = csv.n,
                             .writer = {"Office", "init"}};
    bench_must(campaign_create(path, &o, &err), &err);
    buf_free(&csv);
    buf_free(&rubric);
}

struct out {
    FILE *f;
    crypto_hash_sha256_state hash;
};

static bool put(void *arg, const char *bytes, size_t n)
{
    struct out *o = arg;
    crypto_hash_sha256_update(&o->hash, (const unsigned char *)bytes, n);
    return fwrite(bytes, 1, n, o->f) == n;
}

static void put_event(struct out *o, const char *body)
{
    unsigned char id[HASH_SIZE];
    char hex[HEX_SIZE];
    event_id(body, strlen(body), id);
    hex_encode(id, HASH_SIZE, hex);
    put(o, hex, HEX_SIZE - 1);
    put(o, " ", 1);
    put(o, body, strlen(body));
    put(o, "\n", 1);
}

/* A laptop's answers: a chain of its own; every tenth has a note. */
static void put_answers(struct out *o, const struct campaign *c, int laptop, int n)
{
    char device[RANDOM_SIZE], last[HEX_SIZE] = "", change[RANDOM_SIZE], body[32], service[32],
                              item[32], by[32];
    snprintf(device, sizeof device, "%032x", laptop + 1);
    snprintf(by, sizeof by, "Inspector %d", laptop);
    for (int i = 0; i < n; i++) {
        int s = laptop * SERVICES + i / QUESTIONS;
        snprintf(change, sizeof change, "%032x", laptop * n + i);
        snprintf(body, sizeof body, "B%d", s / 50);
        snprintf(service, sizeof service, "S%d", s);
        snprintf(item, sizeof item, "question_%d", i % QUESTIONS);
        json_t *payload = json_object();
        json_object_set_new(payload, "value", json_string(i % 3 ? "yes" : "no"));
        json_object_set_new(payload, "note",
                            i % 10 ? json_null() : json_sprintf("what the office said, %d", i));
        struct event e = {.campaign = c->id,
                          .device = device,
                          .at = "2019-10-15T14:03:40Z",
                          .by = by,
                          .via = "key",
                          .change = change,
                          .prev = last[0] ? last : NULL,
                          .rubric = c->eras[0].sha,
                          .seq = i + 1,
                          .slot = {"answer", body, service, item, ""},
                          .payload = payload};
        char *text = event_body(&e);
        unsigned char id[HASH_SIZE];
        event_id(text, strlen(text), id);
        hex_encode(id, HASH_SIZE, last);
        put_event(o, text);
        free(text);
        json_decref(payload);
    }
}

/* As export writes it: what the office gave out comes back with the answers. */
static void make_bundle(struct campaign *c, const char *path, int laptop, int n)
{
    struct out o = {.f = fopen(path, "wb")};
    char line[256];
    unsigned char hash[HASH_SIZE];
    char hex[HEX_SIZE];
    crypto_hash_sha256_init(&o.hash);
    int64_t given = db_number(c->db, 0, "SELECT count(*) FROM event", "");
    snprintf(
        line, sizeof line,
        "meyar bundle 1\n{\"campaign\":\"%s\",\"events\":%lld,\"files\":0,\"name\":\"bench\"}\n",
        c->id, (long long)given + n);
    put(&o, line, strlen(line));
    struct query *q = db_query(c->db, "SELECT body FROM event ORDER BY device, seq, id", "");
    while (query_row(q))
        put_event(&o, query_text(q, 0));
    query_done(&q);
    put_answers(&o, c, laptop, n);
    crypto_hash_sha256_final(&o.hash, hash);
    hex_encode(hash, HASH_SIZE, hex);
    fprintf(o.f, "end %s\n", hex);
    fclose(o.f);
}

/* ---- the same rows bare ---- */

struct bare_row {
    unsigned char id[HASH_SIZE];
    char *body, *device, *kind, *slot_body, *slot_service;
    int64_t seq;
};

static struct bare_row *rows_of(const char *path, int64_t above, int n)
{
    struct campaign *c = bench_open(path, "Office", "command");
    struct bare_row *rows = mem_alloc((size_t)n * sizeof *rows);
    struct query *q = db_query(c->db,
                               "SELECT id, body, device, seq, kind, slot_body, slot_service FROM"
                               " event WHERE n > ? ORDER BY n",
                               "l", above);
    for (int i = 0; i < n && query_row(q); i++) {
        size_t size;
        memcpy(rows[i].id, query_bytes(q, 0, &size), HASH_SIZE);
        rows[i].body = mem_dup(query_text(q, 1));
        rows[i].device = mem_dup(query_text(q, 2));
        rows[i].seq = query_int(q, 3);
        rows[i].kind = mem_dup(query_text(q, 4));
        rows[i].slot_body = mem_dup(query_text(q, 5));
        rows[i].slot_service = mem_dup(query_text(q, 6));
    }
    query_done(&q);
    campaign_close(&c);
    return rows;
}

static void bind_row(sqlite3_stmt *s, const struct bare_row *r)
{
    sqlite3_bind_blob(s, 1, r->id, HASH_SIZE, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, r->body, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 3, r->device, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 4, r->seq);
    sqlite3_bind_text(s, 5, r->kind, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 6, r->slot_body, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 7, r->slot_service, -1, SQLITE_STATIC);
}

static void insert_bare(const char *path, const struct bare_row *rows, int n, struct timed *t)
{
    sqlite3 *db;
    sqlite3_stmt *insert;
    sqlite3_open(path, &db);
    sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", NULL, NULL, NULL);
    struct span from = now();
    sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    sqlite3_prepare_v2(db,
                       "INSERT INTO event (id, body, device, seq, kind, slot_body, slot_service)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?)",
                       -1, &insert, NULL);
    for (int i = 0; i < n; i++) {
        bind_row(insert, &rows[i]);
        if (sqlite3_step(insert) != SQLITE_DONE)
            exit(1);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        exit(1);
    add(t, since(from));
    sqlite3_close(db);
}

/* ---- measuring ---- */

static void copy(struct arena *a, const char *from, const char *to)
{
    if (system(arena_printf(a, "cp '%s' '%s'", from, to)) != 0)
        exit(1);
}

/* What the copy before a merge takes, in a folder of its own. */
static struct span copy_made(const char *file)
{
    struct arena *a = arena_new();
    struct campaign *c = bench_open(file, "Office", "command");
    struct err err = {0};
    struct span from = now();
    bench_must(backup_make(c, a, &err) != NULL, &err);
    struct span s = since(from);
    campaign_close(&c);
    arena_free(&a);
    return s;
}

static struct span merge(const char *file, const char *const *paths, int n, unsigned flags,
                         int64_t expected)
{
    struct arena *a = arena_new();
    struct campaign *c = bench_open(file, "Office", "command");
    struct merge_report r;
    struct err err = {0};
    struct span from = now();
    bench_must(campaign_merge(c, paths, n, flags, &r, a, &err), &err);
    struct span s = since(from);
    if (r.fresh != expected || r.waiting != 0)
        exit(1);
    campaign_close(&c);
    arena_free(&a);
    return s;
}

/* ---- in another order ---- */

static bool add_to_hash(void *arg, const char *bytes, size_t n)
{
    crypto_hash_sha256_update(arg, (const unsigned char *)bytes, n);
    return true;
}

static void hash_of(const char *file, unsigned char hash[HASH_SIZE])
{
    crypto_hash_sha256_state state;
    struct sink to = {add_to_hash, &state};
    struct err err = {0};
    struct campaign *c = bench_open(file, "Office", "command");
    crypto_hash_sha256_init(&state);
    bench_must(campaign_dump(c, &to, &err), &err);
    crypto_hash_sha256_final(&state, hash);
    campaign_close(&c);
}

/* The last first, one after the other. */
static void other_order(struct arena *a, const char *file, const char *other,
                        const char *const *paths, int n, int each)
{
    static struct timed one_by_one;
    unsigned char expected[HASH_SIZE], hash[HASH_SIZE];
    for (int i = n - 1; i >= 0; i--)
        add(&one_by_one, merge(other, &paths[i], 1, 0, each));
    hash_of(file, expected);
    hash_of(other, hash);
    print(a, "one by one, the last first: each", &one_by_one);
    printf("  dumps of both orders: %s\n",
           memcmp(hash, expected, HASH_SIZE) == 0 ? "equal" : "NOT EQUAL");
}

int main(int argc, char **argv)
{
    static struct timed bare, whole, less, copies, small, look;
    if (argc < 3)
        return 2;
    struct arena *a = arena_new();
    int rounds = argc > 3 ? atoi(argv[3]) : ROUNDS;
    int laptops = atoi(argv[2]), each = SERVICES * QUESTIONS, n = laptops * each;
    const char *office = arena_printf(a, "%s/office.meyar", argv[1]),
               *file = arena_printf(a, "%s/merged.meyar", argv[1]),
               *bare_file = arena_printf(a, "%s/bare.meyar", argv[1]),
               *late = arena_printf(a, "%s/late", argv[1]);
    const char **paths = arena_alloc(a, (size_t)laptops * sizeof *paths);
    unlink(office);
    make_office(office, laptops + 1);
    struct campaign *c = bench_open(office, "Office", "command");
    int64_t given = db_number(c->db, 0, "SELECT count(*) FROM event", "");
    for (int i = 0; i < laptops; i++) {
        paths[i] = arena_printf(a, "%s/laptop-%d", argv[1], i);
        make_bundle(c, paths[i], i, each);
    }
    make_bundle(c, late, laptops, 100);
    campaign_close(&c);
    struct bare_row *rows = NULL;
    for (int i = 0; i < rounds; i++) {
        copy(a, office, file);
        struct span its_copy = copy_made(file), all = merge(file, paths, laptops, 0, n);
        add(&copies, its_copy);
        add(&whole, all);
        add(&less, (struct span){all.wall - its_copy.wall, all.cpu - its_copy.cpu});
        if (!rows)
            rows = rows_of(file, given, n);
        if (i == 0 && laptops <= 10) {
            const char *other = arena_printf(a, "%s/other.meyar", argv[1]);
            copy(a, office, other);
            other_order(a, file, other, paths, laptops, each);
            unlink(other);
        }
        copy(a, office, bare_file);
        insert_bare(bare_file, rows, n, &bare);
        add(&look, merge(file, (const char *const[]){late}, 1, MERGE_DRY_RUN, 100));
        add(&small, merge(file, (const char *const[]){late}, 1, 0, 100));
        unlink(file);
        unlink(bare_file);
    }
    printf("%d bundles of %d answers each, and the %lld events given out in each\n", laptops, each,
           (long long)given);
    print(a, "the same rows inserted bare", &bare);
    print(a, "merging them all", &whole);
    print(a, "of that the verified copy", &copies);
    print_ratio(a, "merge / bare", &whole, &bare);
    print_ratio(a, "merge without the copy / bare", &less, &bare);
    print(a, "then merging one with 100 answers", &small);
    print(a, "and its preview", &look);
    arena_free(&a);
    return 0;
}

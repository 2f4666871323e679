/* The demo's own answers as the work of thirty laptops, taken in one by one in two orders: equal
 * dumps. Argument: a folder. */
#include <sodium.h>
#include <string.h>
#include "model/bundle.h"
#include "model/change.h"
#include "model/inside.h"
#include "tests/bench/bench.h"

#define LAPTOPS 30

static struct campaign *open_it(const char *path, const char *by)
{
    struct writer writer = {by, "command"};
    struct err err = {0};
    struct campaign *c = campaign_open(path, 0, &writer, &err);
    bench_must(c != NULL, &err);
    return c;
}

static void copy(struct arena *a, const char *from, const char *to)
{
    if (system(arena_printf(a, "cp '%s' '%s'", from, to)) != 0)
        exit(1);
}

/* ---- what is given out ---- */

static void add_field(struct buf *csv, const char *s, char end)
{
    buf_addc(csv, '"');
    for (; s && *s; s++) {
        if (*s == '"')
            buf_addc(csv, '"');
        buf_addc(csv, *s);
    }
    buf_addc(csv, '"');
    buf_addc(csv, end);
}

/* A campaign with the demo's rubric and registry, and nothing said yet. */
static void make_office(struct campaign *demo, const char *path)
{
    struct buf csv = {0};
    struct err err = {0};
    buf_add(&csv, "body_code,body_name,service_code,service_name\n");
    struct query *q = db_query(demo->db,
                               "SELECT b.body, b.name, s.service, s.name FROM subject b JOIN"
                               " subject s ON s.camp = 0 AND s.body = b.body AND s.service <> ''"
                               " WHERE b.camp = 0 AND b.service = '' ORDER BY b.pos, s.pos",
                               "");
    while (query_row(q))
        for (int i = 0; i < 4; i++)
            add_field(&csv, query_text(q, i), i < 3 ? ',' : '\n');
    query_done(&q);
    q = db_query(demo->db, "SELECT text FROM rubric WHERE sha = ?", "t", demo->eras[0].sha);
    bench_must(query_row(q), &err);
    struct init_options o = {.name = "demo",
                             .rubric_path = "rubric.yaml",
                             .rubric_bytes = query_text(q, 0),
                             .rubric_size = strlen(query_text(q, 0)),
                             .registry_path = "registry.csv",
                             .registry_bytes = csv.s,
                             .registry_size = csv.n,
                             .writer = {"Office", "init"}};
    bench_must(campaign_create(path, &o, &err), &err);
    query_done(&q);
    buf_free(&csv);
}

/* ---- a laptop ---- */

/* Those of the services whose turn it is; the bodies' own questions are the first laptop's. */
static int64_t answer_share(struct campaign *demo, struct campaign *c, int laptop)
{
    struct err err = {0};
    struct change *t = change_begin(c, &err);
    bench_must(t != NULL, &err);
    int64_t n = 0;
    struct query *q = db_query(
        demo->db,
        "SELECT h.body, h.service, h.item, h.value, h.note FROM head h JOIN subject s ON"
        " s.camp = 0 AND s.body = h.body AND s.service = h.service WHERE h.camp = 0 AND h.kind ="
        " 'answer' AND h.value IS NOT NULL AND iif(h.service = '', 0, s.rowid % 30) = ?"
        " ORDER BY h.body, h.service, h.item",
        "i", laptop);
    for (; query_row(q); n++) {
        struct slot slot = {"answer", query_text(q, 0), query_text(q, 1), query_text(q, 2), ""};
        const char *note = query_text(q, 4);
        json_t *payload = json_object();
        json_object_set_new(payload, "value", json_string(query_text(q, 3)));
        json_object_set_new(payload, "note", note ? json_string(note) : json_null());
        change_touch(t, slot.body, slot.service);
        bench_must(change_put(t, &slot, payload), &err);
    }
    query_done(&q);
    bench_must(change_finish(&t, true, &err), &err);
    return n;
}

static bool to_file(void *arg, const char *bytes, size_t n)
{
    return fwrite(bytes, 1, n, arg) == n;
}

static void write_bundle(struct campaign *c, const char *path)
{
    struct err err = {0};
    int64_t events;
    FILE *f = fopen(path, "wb");
    struct sink to = {to_file, f};
    bench_must(f && bundle_write(c, 0, &to, &events, &err), &err);
    fclose(f);
}

/* ---- two orders ---- */

static bool add_to_hash(void *arg, const char *bytes, size_t n)
{
    crypto_hash_sha256_update(arg, (const unsigned char *)bytes, n);
    return true;
}

static void merge_all(const char *file, const char *const *paths, bool back, struct samples *s,
                      unsigned char hash[HASH_SIZE])
{
    struct err err = {0};
    for (int i = 0; i < LAPTOPS; i++) {
        struct arena *a = arena_new();
        struct merge_report r;
        struct campaign *c = open_it(file, "Office");
        int64_t from = bench_now();
        bench_must(campaign_merge(c, &paths[back ? LAPTOPS - 1 - i : i], 1, 0, &r, a, &err), &err);
        bench_add(s, bench_now() - from);
        campaign_close(&c);
        arena_free(&a);
    }
    crypto_hash_sha256_state state;
    struct sink to = {add_to_hash, &state};
    struct campaign *c = open_it(file, "Office");
    crypto_hash_sha256_init(&state);
    bench_must(campaign_dump(c, &to, &err), &err);
    crypto_hash_sha256_final(&state, hash);
    campaign_close(&c);
}

int main(int argc, char **argv)
{
    static struct samples there, back;
    if (argc < 2)
        return 2;
    struct arena *a = arena_new();
    struct err err = {0};
    const char *folder = argv[1], *paths[LAPTOPS];
    const char *whole = arena_printf(a, "%s/whole.meyar", folder),
               *office = arena_printf(a, "%s/office.meyar", folder),
               *one = arena_printf(a, "%s/one.meyar", folder),
               *two = arena_printf(a, "%s/two.meyar", folder);
    unsigned char hash[HASH_SIZE], other[HASH_SIZE];
    bench_must(demo_create(whole, &err), &err);
    struct campaign *demo = open_it(whole, "Office");
    make_office(demo, office);
    int64_t answers = 0;
    for (int i = 0; i < LAPTOPS; i++) {
        const char *file = arena_printf(a, "%s/laptop.meyar", folder);
        paths[i] = arena_printf(a, "%s/laptop-%d", folder, i);
        copy(a, office, file);
        setenv("XDG_STATE_HOME", arena_printf(a, "%s/state-%d", folder, i), 1);
        struct campaign *c = open_it(file, arena_printf(a, "Inspector %d", i));
        answers += answer_share(demo, c, i);
        write_bundle(c, paths[i]);
        campaign_close(&c);
        remove(file);
    }
    setenv("XDG_STATE_HOME", arena_printf(a, "%s/state", folder), 1);
    campaign_close(&demo);
    copy(a, office, one);
    copy(a, office, two);
    merge_all(one, paths, false, &there, hash);
    merge_all(two, paths, true, &back, other);
    printf("the demo's %lld answers as the work of %d laptops\n", (long long)answers, LAPTOPS);
    bench_print("  taken in one by one: each", &there);
    bench_print("  the last first: each", &back);
    printf("  dumps of both orders: %s\n",
           memcmp(hash, other, HASH_SIZE) == 0 ? "equal" : "NOT EQUAL");
    arena_free(&a);
    return memcmp(hash, other, HASH_SIZE) != 0;
}

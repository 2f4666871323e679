/* An answer, durable and scored, against a bare one-row commit on the same file system. */
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>
#include "model/lib.h"
#include "tests/bench/bench.h"

static void must(bool good, const struct err *err)
{
    if (good)
        return;
    fprintf(stderr, "%s\n", err_text(err));
    exit(1);
}

static sqlite3 *bare_open(const char *path)
{
    sqlite3 *db;
    sqlite3_open(path, &db);
    sqlite3_exec(db,
                 "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                 "CREATE TABLE t(id INTEGER PRIMARY KEY, value TEXT);",
                 NULL, NULL, NULL);
    return db;
}

static void bare_commit(sqlite3 *db, int i, struct samples *s)
{
    char sql[96];
    snprintf(sql, sizeof sql, "INSERT OR REPLACE INTO t VALUES(%d, 'value %d')", i % 100, i);
    int64_t from = bench_now();
    sqlite3_exec(db, sql, NULL, NULL, NULL);
    bench_add(s, bench_now() - from);
}

/* The first body at work and its first service whose level is answered. */
static struct work *find_work(struct campaign *c, struct arena *a, int *question)
{
    struct row row;
    struct err err = {0};
    rows_window(c, 0, NULL, -1, 0, 1, &row, a);
    const char *body = row.body, *service = "";
    int q = -1;
    do {
        if (!next_open(c, body, service, q, -1, 1, &body, &service, &q, a))
            exit(1);
    } while (!*service);
    struct work *w = work_open(c, 0, body, service, &err);
    must(w != NULL, &err);
    *question = block_question(work_block(w), "in_register")->index;
    return w;
}

int main(int argc, char **argv)
{
    static struct samples bare, answer;
    if (argc < 2)
        return 2;
    struct arena *a = arena_new();
    struct err err = {0};
    const char *demo = arena_printf(a, "%s/demo.meyar", argv[1]);
    must(demo_create(demo, &err), &err);
    static const struct writer writer = {"bench", "key"};
    struct campaign *c = campaign_open(demo, 0, &writer, &err);
    must(c != NULL, &err);
    sqlite3 *db = bare_open(arena_printf(a, "%s/bare.db", argv[1]));
    int question;
    struct work *w = find_work(c, a, &question);
    for (int i = 0; i < 1000; i++) {
        bare_commit(db, i, &bare);
        const char *note = arena_printf(a, "note %d", i);
        int64_t from = bench_now();
        must(work_answer(w, question, i % 2 ? "yes" : "no", note, &err), &err);
        bench_add(&answer, bench_now() - from);
    }
    bench_print("bare one-row commit (WAL, FULL)", &bare);
    bench_print("answer: event, projection, figures of service and body", &answer);
    bench_ratio("  answer / bare commit", &answer, &bare, 2);
    work_close(&w);
    sqlite3_close(db);
    campaign_close(&c);
    arena_free(&a);
    return 0;
}

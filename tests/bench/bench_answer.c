/* An answer, durable, scored and drawn, against a bare one-row commit on the same file system, the
 * two taking turns. */
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>
#include "model/lib.h"
#include "tests/bench/bench.h"
#include "tui/app.h"
#include "tui/term.h"

#define ROUNDS 1000

static sqlite3 *bare_open(const char *path)
{
    sqlite3 *db;
    sqlite3_open(path, &db);
    sqlite3_exec(db,
                 "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                 "CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, value TEXT);",
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
    bench_must(w != NULL, &err);
    const struct question *asked = block_question(work_block(w), "in_register");
    *question = (asked ? asked : block_question(work_block(w), "pay"))->index;
    return w;
}

static void stored(struct campaign *c, sqlite3 *db, struct arena *a, bool noted)
{
    static struct samples bare, answer;
    struct err err = {0};
    int question;
    struct work *w = find_work(c, a, &question);
    bare.n = answer.n = 0;
    for (int i = 0; i < ROUNDS; i++) {
        bare_commit(db, i, &bare);
        const char *note = noted ? arena_printf(a, "what the office said, %d", i) : NULL;
        int64_t from = bench_now();
        bench_must(work_answer(w, question, i % 2 ? "yes" : "no", note, &err), &err);
        bench_add(&answer, bench_now() - from);
    }
    work_close(&w);
    bench_print("bare one-row commit (WAL, FULL)", &bare);
    bench_print(noted ? "answer with another note: found by its words too"
                      : "answer: event, projection, figures of service and body",
                &answer);
    bench_ratio("  answer / bare commit", &answer, &bare, 2);
}

static void press(struct app *app, struct key key)
{
    app_key(app, key);
    app_draw(app);
}

/* On curses without a terminal, from the key to the bytes that would be sent. */
static void drawn(struct campaign *c, sqlite3 *db)
{
    static struct samples bare, answer, cursor;
    FILE *out = fopen("/dev/null", "w"), *in = fopen("/dev/null", "r");
    SCREEN *screen = newterm("xterm-256color", out, in);
    keypad(stdscr, TRUE);
    term_looks();
    resize_term(40, 120);
    struct app *app = app_new(c);
    /* The second body, its third service, its second question. */
    const struct key home = key_special(KEY_HOME), down = key_char('j'), enter = key_char('\r');
    const struct key way[] = {home, down, enter, home, down, down, down, enter, home, enter};
    for (size_t i = 0; i < sizeof way / sizeof way[0]; i++)
        press(app, way[i]);
    bool there = strcmp(app_screen(app), "questions") == 0;
    for (int i = 0; there && i < ROUNDS; i++) {
        bare_commit(db, i, &bare);
        int64_t from = bench_now();
        press(app, key_char(i % 2 ? '1' : '2'));
        bench_add(&answer, bench_now() - from);
        from = bench_now();
        press(app, key_char(i % 2 ? 'j' : 'k'));
        bench_add(&cursor, bench_now() - from);
    }
    app_free(&app);
    endwin();
    delscreen(screen);
    fclose(out);
    fclose(in);
    bench_print("bare one-row commit (WAL, FULL)", &bare);
    bench_print("key to answer, stored, scored and drawn at 120 x 40", &answer);
    bench_ratio("  key to drawn / bare commit", &answer, &bare, 2);
    bench_print("a cursor key to drawn (reach: at most 1 ms)", &cursor);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    setlocale(LC_ALL, "C.UTF-8");
    struct arena *a = arena_new();
    struct err err = {0};
    /* bench_answer FOLDER [FILE of bench_find] */
    const char *path = argc > 2 ? argv[2] : arena_printf(a, "%s/demo.meyar", argv[1]);
    bench_must(argc > 2 || demo_create(path, &err), &err);
    printf("on %s\n", argc > 2 ? "100,000 services" : "the demo");
    static const struct writer writer = {"bench", "key"};
    struct campaign *c = campaign_open(path, 0, &writer, &err);
    bench_must(c != NULL, &err);
    sqlite3 *db = bare_open(arena_printf(a, "%s/bare.db", argv[1]));
    stored(c, db, a, false);
    stored(c, db, a, true);
    drawn(c, db);
    sqlite3_close(db);
    campaign_close(&c);
    arena_free(&a);
    return 0;
}

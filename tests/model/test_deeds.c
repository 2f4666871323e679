/* Everything that changes a file, drawn at random and taken back again: answers, several at once,
 * evidence attached and taken away, tables, rows of the registry, restoring. After each undo and
 * redo just that stands which stood there before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "model/many.h"
#include "model/inside.h"
#include "model/store.h"
#include "tests/help/small.h"

#define CHANGES_MOST 200

static uint64_t seed;

static unsigned draw(unsigned below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(seed >> 33) % below;
}

/* ---- what stands, as a text ---- */

static const char *const queries[] = {
    "SELECT 'row ' || body || '/' || service || ' ' || name || ' ' || coalesce(short, '') || ' '"
    " || pos || ' ' || coalesce(attrs, '') FROM subject WHERE camp = 0 AND pos >= 0 ORDER BY body,"
    " service",
    "SELECT 'answer ' || body || '/' || service || ' ' || item || ' ' || coalesce(value, '')"
    " || ' ' || coalesce(note, '') FROM head WHERE camp = 0 AND kind = 'answer' AND"
    " coalesce(value, '') || coalesce(note, '') <> '' ORDER BY body, service, item, value, note",
    "SELECT 'file ' || body || '/' || service || ' ' || item FROM head WHERE camp = 0 AND"
    " kind = 'evidence' AND value <> '' ORDER BY body, service, item",
    "SELECT 'figures ' || f.body || '/' || f.service || ' ' || f.text FROM figures f WHERE"
    " f.camp = 0 ORDER BY f.body, f.service",
};

static char *standing(struct campaign *c)
{
    struct buf b = {0};
    struct err err = {0};
    buf_add(&b, "");
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        struct query *q = db_query(c->db, queries[i], "");
        while (query_row(q))
            buf_printf(&b, "%s\n", query_text(q, 0));
        query_done(&q);
    }
    if (db_failed(c->db, &err))
        fail_msg("%s", err_text(&err));
    return b.s;
}

/* ---- what can be done ---- */

static const char *const services[][2] = {{"alpha", "s1"}, {"alpha", "s2"}, {"beta", "s1"}};

static void do_answer(struct campaign *c)
{
    static const char *const values[][3] = {
        {"e_level", "none", "full"}, {"e_level", "half", ""}, {"u_days", "3", "12"},
        {"u_days", "n/a", "5"},      {"u_text", "ü\nx", "y"}, {"e_ways", "web;app", "fee"},
    };
    const char *const *at = services[draw(3)], *const *v = values[draw(6)];
    struct assignment one = {v[0], v[1 + draw(2)]};
    static const char *const notes[] = {NULL, "n1", "n2"};
    struct err err = {0};
    answer_many(c, at[0], at[1], &one, 1, notes[draw(3)], &err);
    err_clear(&err);
}

static void do_many(struct campaign *c)
{
    const char *const both[] = {"s1", "s2"};
    const struct many_answer answer = {draw(2) ? "4" : "2", draw(2) ? "together" : NULL, false};
    const struct question *q =
        catalogue_question(catalogue_of(c, 0, NULL), BLOCK_SERVICE, "u_clear");
    struct err err = {0};
    int stored;
    many_store(c, "alpha", both, 2, q->index, &answer, &stored, &err);
    err_clear(&err);
}

static const char *file(unsigned i)
{
    static const char *const names[] = {"one.txt", "two words.txt", "\xff\n\xe2\x80\xae.txt"};
    const char *path = small_path(names[i]);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "file %u\n", i / 2); /* two of them hold the same */
    fclose(f);
    return path;
}

static struct evidence_place place(void)
{
    const char *const *at = services[draw(3)];
    return draw(4) ? (struct evidence_place){at[0], at[1], "e_level"}
                   : (struct evidence_place){at[0], "", "b_ramp"};
}

static void do_attach(struct campaign *c)
{
    const char *paths[2];
    struct evidence_place at = place();
    struct attached done;
    struct err err = {0};
    struct arena *a = arena_new();
    int n = 1 + (int)draw(2);
    for (int i = 0; i < n; i++)
        paths[i] = arena_dup(a, file(draw(3)));
    if (!evidence_attach(c, &at, paths, n, &done, a, &err))
        fail_msg("%s", err_text(&err));
    arena_free(&a);
}

static void do_take_away(struct campaign *c)
{
    struct evidence_place at = place();
    struct evidence *list;
    struct err err = {0};
    struct arena *a = arena_new();
    int n;
    bool ok = evidence_list(c, &at, &list, &n, a, &err);
    if (ok && n > 0 && !evidence_take_away(c, &at, list[draw((unsigned)n)].sha256, &err))
        fail_msg("%s", err_text(&err));
    arena_free(&a);
}

static void do_table(struct campaign *c)
{
    struct buf b = {0};
    struct err err = {0};
    int rows;
    buf_printf(&b,
               "body,service,question,value,note\nalpha,s1,u_days,%u,\nbeta,s1,e_level,half,i%u\n"
               "alpha,,b_open,%u,\n",
               draw(20), draw(3), draw(12));
    import_answers(c, "t.csv", b.s, b.n, false, &rows, &err);
    buf_free(&b);
    err_clear(&err);
}

static void do_registry(struct campaign *c)
{
    struct buf b = {0};
    struct err err = {0};
    int added, changed;
    buf_printf(&b,
               "body_code,body_name,service_code,service_name,kind\nbeta,Beta %u,,,%s\n"
               "alpha,,t%u,Third %u,\n",
               draw(3), draw(2) ? "big" : "", draw(3), draw(2));
    if (draw(2))
        buf_printf(&b, "gamma,Gamma,s%u,One,\n", draw(2));
    import_registry(c, "r.csv", b.s, b.n, false, &added, &changed, &err);
    buf_free(&b);
    err_clear(&err);
}

static void do_restore(struct campaign *c)
{
    struct history_entry *list;
    struct err err = {0};
    struct arena *a = arena_new();
    int n;
    if (history_read(c, "alpha", "s1", "u_days", &list, &n, a, &err) && n > 0)
        answer_restore(c, "alpha", "s1", "u_days", list[draw((unsigned)n)].id, &err);
    arena_free(&a);
    err_clear(&err);
}

static void (*const doings[])(struct campaign *c) = {
    do_answer, do_answer, do_many, do_attach, do_take_away, do_table, do_registry, do_restore};
static const char *const doing_names[] = {"answer",    "answer", "many",     "attach",
                                          "take away", "table",  "registry", "restore"};

/* ---- and taken back ---- */

static bool undo(struct campaign *c, bool redo)
{
    struct undone u, peek;
    struct err err = {0};
    struct arena *a = arena_new();
    bool would = undo_peek(c, redo, &peek, a, &err);
    err_clear(&err);
    bool ok = undo_last(c, redo, &u, a, &err);
    assert_int_equal(ok, would);
    if (!ok)
        assert_int_equal(err.status, REFUSED);
    err_clear(&err);
    arena_free(&a);
    return ok;
}

struct tale {
    char *text[CHANGES_MOST + 1]; /* what stood after so many changes */
    const char *how[CHANGES_MOST + 1];
    int at, end;
};

/* The two lines that differ first. */
static void same(struct campaign *c, const struct tale *t, const char *what, int step)
{
    char *now = standing(c);
    const char *x = now, *y = t->text[t->at];
    while (*x && strcspn(x, "\n") == strcspn(y, "\n") && strncmp(x, y, strcspn(x, "\n")) == 0) {
        x += strcspn(x, "\n") + 1;
        y += strcspn(y, "\n") + 1;
    }
    if (*x || *y)
        fail_msg("step %d: after the %s of %s stands '%.*s', not '%.*s'", step, what,
                 t->how[t->at + (*what == 'u')], (int)strcspn(x, "\n"), x, (int)strcspn(y, "\n"),
                 y);
    free(now);
}

static void change(struct campaign *c, struct tale *t)
{
    char *now;
    unsigned i = draw(sizeof doings / sizeof doings[0]);
    int64_t before = db_number(c->db, 0, "SELECT count(*) FROM event", "");
    doings[i](c);
    bool did = db_number(c->db, 0, "SELECT count(*) FROM event", "") > before;
    now = standing(c);
    if (!did) {
        free(now);
        return;
    }
    for (int k = t->at + 1; k <= t->end; k++)
        free(t->text[k]);
    t->text[++t->at] = now;
    t->how[t->at] = doing_names[i];
    t->end = t->at;
}

static void run(uint64_t number, int steps)
{
    struct tale t = {.at = 0};
    small_make("m.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("m.meyar");
    seed = number * 0x9E3779B97F4A7C15u;
    t.text[0] = standing(c);
    for (int i = 0; i < steps; i++) {
        unsigned what = draw(12);
        if (what < 5) {
            change(c, &t);
        } else if (what < 11) {
            bool redo = what > 8, can = redo ? t.at < t.end : t.at > 0;
            if (undo(c, redo) != can)
                fail_msg("seed %d step %d: %s", (int)number, i, redo ? "redo" : "undo");
            t.at += !can ? 0 : redo ? 1 : -1;
            if (can && !redo)
                same(c, &t, "undo", i);
            else if (can)
                same(c, &t, "redo", i);
        } else {
            campaign_close(&c);
            c = small_open("m.meyar");
        }
    }
    assert_true(small_clean(c));
    campaign_close(&c);
    for (int i = 0; i <= t.end; i++)
        free(t.text[i]);
    remove(small_path("m.meyar"));
}

static void test_mixed(void **state)
{
    const char *more = getenv("MEYAR_SEEDS");
    int n = more ? atoi(more) : 25;
    (void)state;
    for (int i = 1; i <= n; i++)
        run((uint64_t)i, 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_mixed, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

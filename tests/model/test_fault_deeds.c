/* Every call to the disk failing in turn, once and for ever after, in what is done with many
 * answers, with files, with the past, and in what is looked up: either it is done or one sentence
 * says why not and nothing has changed, and the next try does it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sqlite3.h>
#include "forms/text.h"
#include "model/inside.h"
#include "model/many.h"
#include "model/registry_edit.h"
#include "model/store.h"
#include "tests/help/failing.h"
#include "tests/help/small.h"

static int enter(void **state)
{
    failing_install();
    failing_set(0, 0, 0, false);
    return small_enter(state);
}

static int leave(void **state)
{
    failing_set(0, 0, 0, false);
    return small_leave(state);
}

/* ---- what is done ---- */

static int question(struct campaign *c, const char *id)
{
    const struct block *b = campaign_rubric(c, 0)->service;
    int i = 0;
    while (strcmp(b->questions[i].id, id) != 0)
        i++;
    return i;
}

static bool undo(struct campaign *c, struct arena *a, struct err *err)
{
    struct undone u;
    return undo_last(c, false, &u, a, err);
}

static bool peek(struct campaign *c, struct arena *a, struct err *err)
{
    struct undone u;
    return undo_peek(c, false, &u, a, err);
}

static bool many(struct campaign *c, struct arena *a, struct err *err)
{
    static const char *const services[] = {"s1", "s2"};
    struct many_answer answer = {.value = "4"};
    int stored;
    (void)a;
    return many_store(c, "alpha", services, 2, question(c, "u_clear"), &answer, &stored, err);
}

static bool preview(struct campaign *c, struct arena *a, struct err *err)
{
    static const char *const services[] = {"s1", "s2"};
    struct many_answer answer = {.before = true};
    struct many m;
    return many_preview(c, "alpha", services, 2, question(c, "u_days"), &answer, -1, &m, a, err);
}

static bool take_over(struct campaign *c, struct arena *a, struct err *err)
{
    struct work *w = work_open(c, 0, "alpha", "s1", err);
    bool ok = w && work_take_over(w, question(c, "u_days"), err);
    (void)a;
    work_close(&w);
    return ok;
}

static bool restore(struct campaign *c, struct arena *a, struct err *err)
{
    struct history_entry *list;
    int n;
    bool more;
    return history_latest(c, "alpha", "s1", "u_text", 10, &list, &n, &more, a, err) &&
           answer_restore(c, "alpha", "s1", "u_text", list[n - 1].id, err);
}

static bool take_away(struct campaign *c, struct arena *a, struct err *err)
{
    const struct evidence_place at = {"alpha", "s1", "e_level"};
    struct evidence *list;
    int n;
    if (!evidence_list(c, &at, &list, &n, a, err))
        return false;
    assert_int_equal(n, 1);
    return evidence_take_away(c, &at, list[0].sha256, err);
}

static bool look_up(struct campaign *c, struct arena *a, struct err *err)
{
    struct hits h = search(c, "service", 0, a);
    if (campaign_fault(c, err))
        return false;
    assert_int_equal(h.n, 4);
    h = search(c, "word", 0, a);
    if (campaign_fault(c, err))
        return false;
    assert_int_equal(h.n, 2);
    return true;
}

static bool sorted(struct campaign *c, struct arena *a, struct err *err)
{
    const struct view by_name = {.order = ORDER_NAME}, noted = {.filter = FILTER_NOTE};
    struct row rows[4];
    int n = view_window(c, 0, "alpha", -1, &by_name, 0, 4, rows, a);
    bool whole = !campaign_fault(c, err);
    assert_true(!whole || n == 3);
    n = view_count(c, 0, NULL, -1, &noted);
    whole = !campaign_fault(c, err) && whole;
    assert_true(!whole || n == 1);
    return whole;
}

static bool jumps(struct campaign *c, struct arena *a, struct err *err)
{
    struct jumps j = jumps_read(c, "alpha", NULL, -1, a);
    bool whole = !campaign_fault(c, err);
    assert_true(!whole || j.counts[JUMP_NOTE] == 1);
    return whole;
}

static bool assign(struct campaign *c, struct arena *a, struct err *err)
{
    const char *const bodies[] = {"alpha", "beta"};
    (void)a;
    return people_assign(c, bodies, 2, "Inspector C", err);
}

static bool person(struct campaign *c, struct arena *a, struct err *err)
{
    (void)a;
    return people_put(c, "Inspector C", PERSON_SUPERVISOR, err);
}

static bool remark(struct campaign *c, struct arena *a, struct err *err)
{
    (void)a;
    return remark_write(c, "alpha", "s1", "u_text", "Look again", err);
}

static bool rename_row(struct campaign *c, struct arena *a, struct err *err)
{
    (void)a;
    return registry_rename(c, "alpha", "s1", "Another name", "", err);
}

static const struct deed {
    const char *name;
    bool (*f)(struct campaign *c, struct arena *a, struct err *err);
    bool writes;
} deeds[] = {
    {"undo", undo, true},           {"peek", peek, false},          {"many", many, true},
    {"preview", preview, false},    {"take over", take_over, true}, {"restore", restore, true},
    {"take away", take_away, true}, {"look up", look_up, false},    {"sorted", sorted, false},
    {"jumps", jumps, false},        {"assign", assign, true},       {"person", person, true},
    {"remark", remark, true},       {"rename", rename_row, true},
};

/* ---- failing ---- */

static void make(void)
{
    const struct evidence_place at = {"alpha", "s1", "e_level"};
    struct err err = {0};
    struct attached done;
    struct arena *a = arena_new();
    const char *path = arena_dup(a, small_path("f.txt"));
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("seen", f);
    fclose(f);
    small_make("p.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("p.meyar");
    small_answer(c, "alpha", "s1", "u_days", "4", NULL);
    campaign_close(&c);
    small_make("a.meyar", "2019", small_rubric, "p.meyar");
    c = small_open("a.meyar");
    small_answer(c, "alpha", "s1", "u_text", "one", NULL);
    small_answer(c, "alpha", "s1", "u_text", "two", "words");
    assert_true(evidence_attach(c, &at, &path, 1, &done, a, &err));
    static const struct assignment two[] = {{"e_level", "half"}, {"e_pay", "yes"}};
    assert_true(answer_many(c, "alpha", "s2", two, 2, NULL, &err));
    campaign_close(&c);
    arena_free(&a);
}

/* Tries with the n-th call failing; true where it was done all the same. */
static bool attempt(const struct deed *d, int n, int code, bool for_ever)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct campaign *c = small_open("a.meyar");
    int64_t before = db_number(c->db, 0, "SELECT count(*) FROM event", "");
    failing_set(FAIL_READ | FAIL_WRITE | FAIL_SYNC, n, code, for_ever);
    bool done = d->f(c, a, &err);
    bool reached = failing_calls() >= n;
    failing_set(0, 0, 0, false);
    int64_t after = db_number(c->db, 0, "SELECT count(*) FROM event", "");
    if (!done && (strlen(err_text(&err)) <= 10 || strchr(err_text(&err), '\n') ||
                  (err.status != BUSY && err.status != DAMAGED)))
        fail_msg("%s, call %d: status %d \"%s\"", d->name, n, err.status, err_text(&err));
    if ((after > before) != (done && d->writes))
        fail_msg("%s, call %d: %s, and %lld events more", d->name, n, done ? "done" : "not done",
                 (long long)(after - before));
    err_clear(&err);
    if (campaign_fault(c, &err)) /* nothing of it is left over */
        fail_msg("%s, call %d, %s, left: %s", d->name, n, done ? "done" : "not done",
                 err_text(&err));
    if (!done && !d->f(c, a, &err))
        fail_msg("%s, call %d, again: %s", d->name, n, err_text(&err));
    assert_true(small_clean(c));
    /* As it was, for the next. */
    struct undone u;
    if (d->writes)
        assert_true(undo_last(c, d->f == undo, &u, a, &err));
    campaign_close(&c);
    arena_free(&a);
    return !reached;
}

static void in_turn(int code, bool for_ever)
{
    make();
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++)
        for (int n = 1; !attempt(&deeds[i], n, code, for_ever); n += 1 + n / 12)
            ;
}

static void test_once(void **state)
{
    (void)state;
    in_turn(SQLITE_IOERR, false);
}

static void test_for_ever(void **state)
{
    (void)state;
    in_turn(SQLITE_FULL, true);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, enter, leave)
    const struct CMUnitTest tests[] = {T(test_once), T(test_for_ever)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Every call to the disk failing in turn, once and for ever after: the state is that of before or
 * after, the error is one sentence, and what was acknowledged is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>
#include "model/store.h"
#include "tests/help/failing.h"
#include "tests/help/small.h"

#define ANSWERS 3

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

static void one_sentence(const struct err *err)
{
    assert_true(strlen(err_text(err)) > 10);
    assert_null(strchr(err_text(err), '\n'));
    assert_true(err->status == BUSY || err->status == DAMAGED);
}

/* What the screen shows after a failure is what was there before it. */
static void check_shown(struct work *w, int acknowledged)
{
    const struct standing *s = work_standing(w, 6);
    assert_int_equal(s->note ? atoi(s->note) : 0, acknowledged);
    assert_int_equal(work_row(w)->notes, acknowledged > 0);
}

/* Opens and answers; gives the last number that was acknowledged, -1 where it could not be opened.
 */
static int answer_some(int already)
{
    struct err err = {0};
    struct campaign *c = campaign_open(small_path("a.meyar"), 0, NULL, &err);
    if (!c) {
        one_sentence(&err);
        err_clear(&err);
        return -1;
    }
    int last = already;
    struct work *w = work_open(c, 0, "alpha", "s1", &err);
    for (int i = already + 1; w && i <= already + ANSWERS; i++) {
        char note[16];
        snprintf(note, sizeof note, "%d", i);
        if (work_answer(w, 6, i % 2 ? "odd" : "even", note, &err))
            last = i;
        else
            one_sentence(&err);
        check_shown(w, last);
        err_clear(&err);
    }
    if (!w)
        one_sentence(&err);
    work_close(&w);
    campaign_close(&c);
    err_clear(&err);
    return last;
}

/* After all is well again: what does the file say? */
static int read_back(void)
{
    failing_set(0, 0, 0, false);
    struct campaign *c = small_open("a.meyar");
    struct err err = {0};
    struct work *w = work_open(c, 0, "alpha", "s1", &err);
    assert_non_null(w);
    const struct standing *s = work_standing(w, 6);
    int last = s->note ? atoi(s->note) : 0;
    work_close(&w);
    assert_true(small_clean(c));
    campaign_close(&c);
    return last;
}

static void fail_in_turn(int kinds, int code, bool for_ever)
{
    small_make("a.meyar", "2019", small_rubric, NULL);
    int stored = 0;
    failing_set(kinds, 0, 0, false);
    answer_some(stored);
    int calls = failing_calls();
    stored = read_back();
    assert_true(calls > 0);
    /* Where there are very many, each second or third will do. */
    for (int n = 1; n <= calls; n += 1 + calls / 60) {
        failing_set(kinds, n, code, for_ever);
        int acknowledged = answer_some(stored);
        int now = read_back();
        assert_true(now >= stored);
        if (acknowledged >= 0)
            assert_true(now >= acknowledged);
        stored = now;
    }
}

static void test_writes(void **state)
{
    (void)state;
    fail_in_turn(FAIL_WRITE, SQLITE_IOERR_WRITE, false);
}

static void test_full_from_then_on(void **state)
{
    (void)state;
    fail_in_turn(FAIL_WRITE, SQLITE_FULL, true);
}

static void test_syncs(void **state)
{
    (void)state;
    fail_in_turn(FAIL_SYNC | FAIL_TRUNCATE, SQLITE_IOERR_FSYNC, false);
}

static void test_syncs_for_ever(void **state)
{
    (void)state;
    fail_in_turn(FAIL_SYNC | FAIL_TRUNCATE, SQLITE_IOERR_FSYNC, true);
}

static void test_reads(void **state)
{
    (void)state;
    fail_in_turn(FAIL_READ, SQLITE_IOERR_READ, false);
}

static void test_opens(void **state)
{
    (void)state;
    fail_in_turn(FAIL_OPEN, SQLITE_CANTOPEN, true);
}

static void test_all_for_ever(void **state)
{
    (void)state;
    fail_in_turn(FAIL_READ | FAIL_WRITE | FAIL_SYNC, SQLITE_IOERR, true);
}

/* ---- making and importing ---- */

static bool make(const char *file, struct err *err)
{
    struct init_options o = small_options("2019", small_rubric, small_registry);
    o.previous_path = small_path("old.meyar");
    return campaign_create(small_path(file), &o, err);
}

static void test_making(void **state)
{
    (void)state;
    struct err err = {0};
    small_make("old.meyar", "2018", small_rubric, NULL);
    failing_set(FAIL_READ | FAIL_WRITE | FAIL_SYNC | FAIL_OPEN, 0, 0, false);
    assert_true(make("first.meyar", &err));
    int calls = failing_calls();
    for (int n = 1; n <= calls; n += 1 + calls / 40) {
        failing_set(FAIL_READ | FAIL_WRITE | FAIL_SYNC | FAIL_OPEN, n, SQLITE_FULL, true);
        bool made = make("a.meyar", &err);
        failing_set(0, 0, 0, false);
        assert_int_equal(access(small_path("a.meyar"), F_OK) == 0, made);
        if (made) {
            struct campaign *c = small_open("a.meyar");
            assert_true(small_clean(c));
            campaign_close(&c);
            unlink(small_path("a.meyar"));
        } else {
            assert_true(strlen(err_text(&err)) > 10);
        }
        err_clear(&err);
    }
}

static void test_importing(void **state)
{
    (void)state;
    struct err err = {0};
    int added, changed;
    const char *csv = "body_code,body_name,service_code,service_name\nalpha,Renamed,s4,Fourth\n"
                      "gamma,Gamma,g1,First\n";
    small_make("a.meyar", "2019", small_rubric, NULL);
    bool done = false;
    for (int n = 1; !done; n++) {
        struct campaign *c = small_open("a.meyar");
        failing_set(FAIL_WRITE | FAIL_SYNC, n, SQLITE_FULL, true);
        done = import_registry(c, "r.csv", csv, strlen(csv), false, &added, &changed, &err);
        failing_set(0, 0, 0, false);
        assert_int_equal(rows_count(c, 0, NULL), done ? 3 : 2);
        assert_true(small_clean(c));
        campaign_close(&c);
        if (!done)
            one_sentence(&err);
        err_clear(&err);
    }
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, enter, leave)
    const struct CMUnitTest tests[] = {
        T(test_writes),       T(test_full_from_then_on),
        T(test_syncs),        T(test_syncs_for_ever),
        T(test_reads),        T(test_opens),
        T(test_making),       T(test_importing),
        T(test_all_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

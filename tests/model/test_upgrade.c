/* A file of an earlier version brought up to this one on a disk that fails, at each call in turn:
 * it stays what it was, or becomes what it should, and the next opening goes well. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sqlite3.h>
#include "model/inside.h"
#include "model/schema.h"
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

static void take_old(int version)
{
    char *line = mem_printf("rm -f %s*; cp tests/model/data/version-%d.meyar %s && chmod 600 %s",
                            small_path("old.meyar"), version, small_path("old.meyar"),
                            small_path("old.meyar"));
    assert_int_equal(system(line), 0);
    free(line);
}

static void open_once(void)
{
    struct err err = {0};
    struct campaign *c = campaign_open(small_path("old.meyar"), 0, NULL, &err);
    if (!c)
        assert_true(strlen(err_text(&err)) > 10);
    campaign_close(&c);
    err_clear(&err);
}

static void fails_from(int version, int kinds, int code, bool for_ever)
{
    take_old(version);
    failing_set(kinds, 0, 0, false);
    open_once();
    int calls = failing_calls();
    assert_true(calls > 0);
    for (int n = 1; n <= calls; n += 1 + calls / 60) {
        take_old(version);
        failing_set(kinds, n, code, for_ever);
        open_once();
        failing_set(0, 0, 0, false);
        struct campaign *c = small_open("old.meyar");
        assert_int_equal(db_number(c->db, 0, "PRAGMA user_version", ""), schema_version());
        struct arena *a = arena_new();
        assert_int_equal(search(c, "cekildi", 0, a).n, 1);
        arena_free(&a);
        assert_true(small_clean(c));
        campaign_close(&c);
    }
}

static void fails(int kinds, int code, bool for_ever)
{
    for (int version = 1; version < schema_version(); version++)
        fails_from(version, kinds, code, for_ever);
}

/* One that may only be read is read as it is, though it lacks tables. */
static void test_read_only(void **state)
{
    (void)state;
    for (int version = 1; version < schema_version(); version++) {
        struct err err = {0};
        struct arena *a = arena_new();
        struct row row;
        struct view to_review = {FILTER_TO_REVIEW, 0, ORDER_REGISTRY};
        struct view remarks = {FILTER_REMARK, 0, ORDER_REGISTRY};
        take_old(version);
        struct campaign *c = campaign_open(small_path("old.meyar"), OPEN_READ_ONLY, NULL, &err);
        assert_non_null(c);
        assert_true(row_get(c, 0, "TR", "", -1, &row, a));
        assert_string_equal(row.review, "unassigned");
        assert_int_equal(view_count(c, 0, NULL, -1, &to_review), 0);
        assert_int_equal(view_count(c, 0, NULL, -1, &remarks), 0);
        assert_true(small_clean(c));
        assert_false(campaign_fault(c, &err));
        assert_int_equal(db_number(c->db, 0, "PRAGMA user_version", ""), version);
        campaign_close(&c);
        arena_free(&a);
    }
}

static void test_full_disk(void **state)
{
    (void)state;
    fails(FAIL_WRITE, SQLITE_FULL, true);
}

static void test_one_write(void **state)
{
    (void)state;
    fails(FAIL_WRITE, SQLITE_IOERR_WRITE, false);
}

static void test_syncs(void **state)
{
    (void)state;
    fails(FAIL_SYNC | FAIL_TRUNCATE, SQLITE_IOERR_FSYNC, true);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter, leave)
    const struct CMUnitTest tests[] = {TEST(test_read_only), TEST(test_full_disk),
                                       TEST(test_one_write), TEST(test_syncs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

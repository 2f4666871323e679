/* The SQLite wrapper: transactions that nest, errors that stick, sentences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/db_inside.h"
#include "tests/help/small.h"

static struct db *open_scratch(void)
{
    struct err err = {0};
    struct db *db = db_open("", "scratch", DB_SCRATCH, &err);
    assert_non_null(db);
    assert_true(db_script(db, "CREATE TABLE t (a INTEGER, b TEXT, c BLOB)"));
    return db;
}

static int64_t rows(struct db *db)
{
    return db_number(db, -1, "SELECT count(*) FROM t", "");
}

static void test_bind_and_read(void **state)
{
    (void)state;
    struct db *db = open_scratch();
    size_t n;
    assert_true(db_run(db, "INSERT INTO t VALUES (?, ?, ?)", "ltb", INT64_MIN, "Ə",
                       (const void *)"\0x", (size_t)2));
    assert_true(db_run(db, "INSERT INTO t VALUES (?, ?, NULL)", "it", -3, (const char *)NULL));
    assert_int_equal(db_changed(db), 1);
    assert_int_equal(db_last_row(db), 2);
    struct query *q = db_query(db, "SELECT a, b, c FROM t ORDER BY rowid", "");
    assert_true(query_row(q));
    assert_int_equal(query_int(q, 0), INT64_MIN);
    assert_string_equal(query_text(q, 1), "Ə");
    assert_memory_equal(query_bytes(q, 2, &n), "\0x", 2);
    assert_int_equal(n, 2);
    /* The same statement, while the first is being read. */
    struct query *again = db_query(db, "SELECT a, b, c FROM t ORDER BY rowid", "");
    assert_true(query_row(again));
    assert_true(query_row(q));
    assert_true(query_null(q, 1));
    assert_null(query_text(q, 1));
    assert_false(query_row(q));
    query_done(&again);
    query_done(&q);
    assert_null(q);
    assert_int_equal(db_number(db, 7, "SELECT a FROM t WHERE a = 99", ""), 7);
    db_close(&db);
    db_close(&db);
}

/* Two with the same rows; then one of them is changed by a statement. */
static bool same_after(const char *change)
{
    static const char *const rows_in[] = {"INSERT INTO t VALUES (1, 'a', x'00ff'), (2, '', NULL),"
                                          " (3, 'b', 1.5)",
                                          "CREATE TABLE u (k TEXT PRIMARY KEY, v) WITHOUT ROWID",
                                          "INSERT INTO u VALUES ('x', 1), ('y', 2)"};
    struct err err = {0};
    struct db *a = open_scratch(), *b = open_scratch();
    for (size_t i = 0; i < sizeof rows_in / sizeof rows_in[0]; i++)
        assert_true(db_script(a, rows_in[i]) && db_script(b, rows_in[i]));
    assert_true(db_script(b, change));
    bool same, other;
    assert_true(db_same(a, b, &same, &err));
    assert_true(db_same(b, a, &other, &err));
    assert_int_equal(same, other);
    db_close(&a);
    db_close(&b);
    return same;
}

static void test_same(void **state)
{
    (void)state;
    static const char *const others[] = {
        "UPDATE t SET a = 4 WHERE a = 3",
        "UPDATE t SET b = 'c' WHERE a = 3",
        "UPDATE t SET c = x'00fe' WHERE a = 1",
        "UPDATE t SET c = x'00' WHERE a = 1",
        "UPDATE t SET b = NULL WHERE a = 2",
        "UPDATE t SET b = x'61' WHERE a = 1",
        "UPDATE t SET c = 1.25 WHERE a = 3",
        "DELETE FROM t WHERE a = 3",
        "INSERT INTO t VALUES (4, '', NULL)",
        "DELETE FROM t",
        "UPDATE u SET v = 3 WHERE k = 'y'",
        "INSERT INTO u VALUES ('z', 3)",
        "CREATE TABLE w (a)",
        "CREATE INDEX ta ON t (a)",
        "ALTER TABLE t ADD COLUMN d",
    };
    assert_true(same_after("UPDATE t SET a = a"));
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (same_after(others[i]))
            fail_msg("%s is not noticed", others[i]);
}

/* What is bound does not have a statement prepared once more, whatever indexes there are. */
static void test_prepared_once(void **state)
{
    (void)state;
    struct db *db = open_scratch();
    assert_true(db_script(db, "CREATE INDEX one_kind ON t (a) WHERE b = 'kind'"));
    int again = 0;
    for (int i = 0; i < 3; i++) {
        struct query *q = db_query(db, "SELECT a FROM t WHERE a = ? AND b = ?", "it", i, "kind");
        assert_false(query_row(q));
        again += sqlite3_stmt_status(q->statement, SQLITE_STMTSTATUS_REPREPARE, 0);
        query_done(&q);
    }
    assert_int_equal(again, 0);
    db_close(&db);
}

static void test_nested(void **state)
{
    (void)state;
    struct err err = {0};
    struct db *db = open_scratch();
    assert_true(db_begin(db, &err));
    db_run(db, "INSERT INTO t VALUES (1, '', NULL)", "");
    assert_true(db_begin(db, &err));
    db_run(db, "INSERT INTO t VALUES (2, '', NULL)", "");
    assert_false(db_end(db, false, &err));
    assert_true(db_in_transaction(db));
    assert_int_equal(rows(db), 1);
    assert_true(db_begin(db, &err));
    db_run(db, "INSERT INTO t VALUES (3, '', NULL)", "");
    assert_true(db_end(db, true, &err));
    assert_true(db_end(db, true, &err));
    assert_int_equal(rows(db), 2);
    assert_true(db_begin(db, &err));
    db_run(db, "DELETE FROM t", "");
    assert_false(db_end(db, false, &err));
    assert_int_equal(rows(db), 2);
    assert_int_equal(err.status, DONE);
    db_close(&db);
}

/* After an error nothing is done, whoever looks at it, until the outermost transaction ends. */
static void test_errors_stick(void **state)
{
    (void)state;
    struct err err = {0};
    struct db *db = open_scratch();
    assert_true(db_begin(db, &err));
    db_run(db, "INSERT INTO t VALUES (1, '', NULL)", "");
    db_break(db, REFUSED, "That won't do");
    assert_false(db_run(db, "INSERT INTO t VALUES (2, '', NULL)", ""));
    assert_true(db_failed(db, NULL));
    assert_true(db_broken(db));
    assert_false(db_end(db, true, &err));
    assert_string_equal(err_text(&err), "That won't do");
    assert_int_equal(rows(db), 0);
    struct query *q = db_query(db, "SELECT no FROM such", "");
    assert_false(query_row(q));
    query_done(&q);
    assert_int_equal(rows(db), -1);
    assert_true(db_failed(db, &err));
    assert_int_equal(err.status, DAMAGED);
    assert_false(db_failed(db, &err));
    assert_int_equal(rows(db), 0);
    err_clear(&err);
    db_close(&db);
}

static void test_odd_names(void **state)
{
    (void)state;
    small_make("50% a?b#c.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("50% a?b#c.meyar");
    small_answer(c, "alpha", "", "b_ramp", "yes", NULL);
    campaign_close(&c);
    c = small_open("50% a?b#c.meyar");
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void test_long_sentences(void **state)
{
    (void)state;
    struct err err = {0};
    char text[5000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    err_set(&err, REFUSED, "%s", text);
    assert_string_equal(err_text(&err), text);
    /* A sentence may quote the one that it replaces. */
    err_set(&err, BUSY, "a %s", err_text(&err));
    assert_int_equal(strlen(err_text(&err)), 5001);
    err_set(&err, BUSY, "short");
    assert_string_equal(err_text(&err), "short");
    assert_null(err.long_text);
    err_set(NULL, BUSY, "nobody asks");
    err_clear(&err);
    assert_string_equal(err_text(&err), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bind_and_read),
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_prepared_once),
        cmocka_unit_test(test_nested),
        cmocka_unit_test(test_errors_stick),
        cmocka_unit_test_setup_teardown(test_odd_names, small_enter, small_leave),
        cmocka_unit_test(test_long_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

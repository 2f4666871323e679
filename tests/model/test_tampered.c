/* Files whose index, or whose very tables, somebody else made: nothing crashes, and what can't be
 * read is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/inside.h"
#include "model/store.h"
#include "tests/help/small.h"

static void copy(void)
{
    char *line = mem_printf("cp %s %s", small_path("a.meyar"), small_path("b.meyar"));
    assert_int_equal(system(line), 0);
    free(line);
}

static void look(struct campaign *c)
{
    static const char *const typed[] = {"a", "alpha", "beta board", "first", "seen", "x", "level"};
    struct arena *a = arena_new();
    struct err err = {0};
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        struct hits h = search(c, typed[i], 0, a);
        for (int k = 0; k < h.n; k++)
            assert_non_null(h.hit[k].text);
        campaign_fault(c, &err);
        err_clear(&err);
    }
    arena_free(&a);
}

/* All that touches the index, in a file that may be anything. */
static void use(unsigned flags)
{
    struct err err = {0};
    int64_t events;
    char *report = NULL;
    struct campaign *c = campaign_open(small_path("b.meyar"), flags, NULL, &err);
    if (!c) {
        assert_true(strlen(err_text(&err)) > 10);
        err_clear(&err);
        return;
    }
    look(c);
    static const struct assignment one = {"e_level", "full"};
    answer_many(c, "alpha", "s1", &one, 1, "Seen anew", &err);
    err_clear(&err);
    int added, changed;
    static const char more[] = "body_code,body_name,service_code,service_name\nbeta,Beta Hall,,\n";
    import_registry(c, "r.csv", more, strlen(more), false, &added, &changed, &err);
    err_clear(&err);
    look(c);
    campaign_verify(c, &events, &report, &err);
    free(report);
    err_clear(&err);
    campaign_close(&c);
}

static void each(const char *const *edits, size_t n)
{
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    small_answer(c, "alpha", "s1", "e_level", "half", "Seen");
    campaign_close(&c);
    for (size_t i = 0; i < n; i++) {
        for (int readonly = 0; readonly < 2; readonly++) {
            copy();
            small_sql("b.meyar", edits[i]);
            use(readonly ? OPEN_READ_ONLY : 0);
        }
    }
}

static void test_index(void **state)
{
    static const char *const edits[] = {
        "DROP TABLE name_word",
        "DROP TABLE note_word",
        "DROP TABLE found",
        "DELETE FROM name_word_data",
        "UPDATE name_word_data SET block = x'00'",
        "UPDATE name_word_data SET block = randomblob(500)",
        "UPDATE name_word_data SET block = zeroblob(3000000) WHERE id > 10",
        "UPDATE name_word_idx SET pgno = 99999999",
        "UPDATE name_word_config SET v = 999 WHERE k = 'version'",
        "DELETE FROM name_word_config",
        "INSERT OR REPLACE INTO name_word_config VALUES ('rank', 'nothing()')",
        "INSERT OR REPLACE INTO name_word_config VALUES ('pgsz', 1)",
        "UPDATE note_word_data SET block = substr(block, 1, length(block) / 2)",
        "UPDATE found SET text = '', kind = 77",
        "UPDATE found SET body = 'nobody' || n, service = 'none'",
        "UPDATE found SET item = 'no_question' WHERE kind = 2",
        "UPDATE found SET n = n + 4611686018427387904",
        "UPDATE found SET n = 9223372036854775807 WHERE kind = 2",
        "UPDATE found SET n = 2199023255551 WHERE kind = 1 AND service = 's1' AND body = 'beta'",
        "DROP TABLE found; CREATE VIEW found AS SELECT 1 AS n, 0 AS kind, NULL AS body, NULL AS"
        " service, NULL AS item, 'alpha' AS text UNION ALL SELECT 2, 1, NULL, NULL, NULL, 'a'",
        "DROP TABLE found; CREATE TABLE found (n INTEGER PRIMARY KEY, kind, body, service, item,"
        " text); INSERT INTO found VALUES (1, 0, NULL, NULL, NULL, 'alpha'),"
        " (2, 0, NULL, NULL, NULL, 'a'), (3, 2, x'00ff', 1.5, NULL, NULL)",
        "DROP TABLE name_word; CREATE TABLE name_word (text)",
        "DROP TABLE name_word; CREATE VIEW name_word AS SELECT 1 AS text",
        "DROP TABLE name_word; CREATE VIRTUAL TABLE name_word USING fts5 (other)",
        "DROP TABLE name_word; CREATE VIRTUAL TABLE name_word USING fts5 (text, content = 'event',"
        " content_rowid = 'n')",
        "CREATE TRIGGER t AFTER INSERT ON found BEGIN DELETE FROM event; END",
        "CREATE TRIGGER t AFTER INSERT ON event BEGIN INSERT INTO found VALUES (NULL, 0, 'x', 'y',"
        " 'z', 'w'); END",
        "DROP TABLE found; CREATE VIEW found AS WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT"
        " n + 1 FROM r LIMIT 300000) SELECT n, 0 AS kind, 'b' || n AS body, '' AS service, '' AS"
        " item, 'alpha' AS text FROM r",
    };
    (void)state;
    each(edits, sizeof edits / sizeof edits[0]);
}

#define ANEW(table, values)                                                                        \
    "PRAGMA foreign_keys = 0; ALTER TABLE " table " RENAME TO old_" table "; CREATE TABLE " table  \
    " AS SELECT * FROM old_" table "; DROP TABLE old_" table "; UPDATE " table " SET " values

static void test_tables(void **state)
{
    static const char *const edits[] = {
        ANEW("subject", "name = NULL"),
        ANEW("subject", "body = NULL"),
        ANEW("subject", "service = NULL"),
        ANEW("subject", "attrs = NULL"),
        ANEW("subject", "list = NULL, place = NULL, withdrawn = NULL, stopped = NULL"),
        ANEW("head", "item = NULL"),
        ANEW("head", "id = NULL, at = NULL, by = NULL"),
        ANEW("head", "kind = NULL"),
        ANEW("head", "body = NULL, service = NULL"),
        ANEW("event", "body = NULL"),
        ANEW("event", "id = NULL"),
        ANEW("event", "device = NULL, seq = NULL, kind = NULL"),
        ANEW("campaign", "name = NULL"),
        ANEW("campaign", "rubric = NULL"),
        ANEW("campaign", "id = NULL"),
        ANEW("figures", "text = NULL"),
        ANEW("figures", "body = NULL, service = NULL"),
        ANEW("rubric", "sha = NULL"),
        ANEW("chunk", "bytes = NULL"),
    };
    (void)state;
    each(edits, sizeof edits / sizeof edits[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_index, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_tables, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

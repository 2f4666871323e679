/* What was changed, removed or put in behind the program's back is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "model/csv.h"
#include "model/inside.h"
#include "tests/help/small.h"

static void fill(void)
{
    small_make("old.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("old.meyar");
    small_answer(c, "beta", "s1", "e_level", "full", "Tried it");
    campaign_close(&c);
    small_make("a.meyar", "2019", small_rubric_next, "old.meyar");
    c = small_open("a.meyar");
    small_answer(c, "alpha", "s1", "e_level", "full", "Seen");
    small_answer(c, "alpha", "s1", "e_level", "half", NULL);
    small_answer(c, "alpha", "s1", "e_paid", "no", NULL);
    small_answer(c, "alpha", "", "b_open", "9", NULL);
    campaign_close(&c);
}

/* The report of a damaged file, in the arena. */
static const char *report_of(const char *file, struct arena *a)
{
    struct err err = {0};
    int64_t events;
    char *report = NULL;
    struct campaign *c = campaign_open(small_path(file), OPEN_READ_ONLY, NULL, &err);
    const char *text = "can't be opened";
    if (c) {
        bool ok = campaign_verify(c, &events, &report, &err);
        text = ok ? "" : arena_dup(a, report ? report : "");
        if (!ok)
            assert_int_equal(err.status, DAMAGED);
    }
    free(report);
    campaign_close(&c);
    err_clear(&err);
    return text;
}

static void test_clean(void **state)
{
    (void)state;
    struct err err = {0};
    char *report = NULL;
    int64_t events = 0;
    fill();
    struct campaign *c = small_open("a.meyar");
    assert_true(campaign_verify(c, &events, &report, &err));
    assert_null(report);
    /* campaign, rubric, previous, two bodies, four services, four answers. */
    assert_int_equal(events, 13);
    campaign_close(&c);
}

static void test_edits(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *told;
    } edits[] = {
        {"UPDATE event SET body = replace(body, '\"half\"', '\"full\"') WHERE n = 11",
         "it was changed"},
        {"UPDATE event SET body = body || ' ' WHERE n = 11", "canonical"},
        {"UPDATE event SET body = '' WHERE n = 11", "event 11"},
        {"UPDATE event SET id = zeroblob(32) WHERE n = 11", "it was changed"},
        {"UPDATE event SET kind = 'note' WHERE n = 11", "looked up"},
        {"UPDATE event SET seq = 77 WHERE n = 11", "looked up"},
        {"DELETE FROM event WHERE n = 11", "is missing"},
        {"DELETE FROM event WHERE n = 10", "is missing"},
        {"UPDATE head SET value = 'full' WHERE value = 'half'", "table head"},
        {"UPDATE head SET note = 'x' WHERE value = 'half'", "table head"},
        {"DELETE FROM head WHERE value = 'half'", "is missing"},
        {"INSERT INTO head SELECT camp, body, 's2', kind, item, id, value, note, was, by, at FROM "
         "head"
         " WHERE value = 'half'",
         "follows from no event"},
        {"DELETE FROM replaced", "table replaced"},
        {"UPDATE subject SET name = 'X' WHERE camp = 0 AND service = 's2'", "table subject"},
        {"UPDATE subject SET pos = 5 WHERE camp = 0 AND service = 's2'", "table subject"},
        {"UPDATE subject SET name = 'X' WHERE camp = 1 AND service = 's2'", "table subject"},
        {"UPDATE counted SET value = 'half' WHERE item = 'e_level'", "table counted"},
        {"UPDATE campaign SET name = '2020' WHERE camp = 0", "table campaign"},
        {"UPDATE rubric SET text = text || '# x'", "table rubric"},
        {"UPDATE figures SET low = low + 1 WHERE camp = 0 AND service = 's1'", "table figures"},
        {"UPDATE figures SET text = replace(text, 'f', 'f ') WHERE camp = 0 AND service = ''",
         "table figures"},
        {"UPDATE figures SET score = 1 WHERE camp = 1 AND service = 's2'", "table figures"},
        {"UPDATE chunk SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Tried', 'Tired') AS BLOB)",
         "stored file"},
        {"PRAGMA foreign_keys = OFF; DELETE FROM subject WHERE camp = 0 AND service = 's2'",
         "belongs to nothing"},
    };
    struct arena *a = arena_new();
    size_t n;
    char *bytes;
    const char *why;
    fill();
    assert_true(file_read(small_path("a.meyar"), 64 << 20, a, &bytes, &n, &why));
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        int fd = open(small_path("b.meyar"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        assert_int_equal(write(fd, bytes, n), (ssize_t)n);
        close(fd);
        small_sql("b.meyar", edits[i].sql);
        const char *report = report_of("b.meyar", a);
        if (!strstr(report, edits[i].told))
            fail_msg("%s\n%s", edits[i].sql, report);
    }
    arena_free(&a);
}

/* A lost earlier campaign is listed, and no damage by itself once nothing is derived from it. */
static void test_bytes_not_at_hand(void **state)
{
    (void)state;
    struct err err = {0};
    char *report = NULL;
    int64_t events;
    fill();
    small_sql("a.meyar",
              "PRAGMA foreign_keys = OFF; DELETE FROM chunk; DELETE FROM figures WHERE camp = 1;"
              "DELETE FROM head WHERE camp = 1; DELETE FROM counted;"
              "DELETE FROM subject WHERE camp = 1; DELETE FROM campaign WHERE camp = 1;"
              "DELETE FROM rubric WHERE sha NOT IN (SELECT rubric FROM campaign);"
              "UPDATE campaign SET engine = 0");
    struct campaign *c = small_open("a.meyar");
    assert_int_equal(campaign_count(c), 1);
    assert_true(campaign_verify(c, &events, &report, &err));
    assert_non_null(strstr(report, "not at hand"));
    free(report);
    campaign_close(&c);
}

/* Everything that a file says, as text. */
static char *dump(const char *file)
{
    static const char *const sql[] = {
        "SELECT hex(id) || body || device || seq || kind || slot_body || slot_service FROM event "
        "ORDER BY n",
        "SELECT sha || number || hex(bytes) FROM chunk ORDER BY sha, number",
        "SELECT camp || id || name || rubric FROM campaign ORDER BY camp",
        "SELECT sha || text FROM rubric ORDER BY sha",
        "SELECT camp || body || service || kind || item || hex(id) || quote(value) || quote(note) "
        "||"
        " quote(was) || by || at FROM head ORDER BY 1",
        "SELECT camp || body || service || list || quote(pos) || name || quote(short) || attrs FROM"
        " subject ORDER BY 1",
        "SELECT camp || body || service || rubric || quote(score) || quote(low) || stages || text "
        "FROM"
        " figures ORDER BY 1",
    };
    struct err err = {0};
    struct buf b = {0};
    struct campaign *c = campaign_open(small_path(file), OPEN_READ_ONLY, NULL, &err);
    for (size_t i = 0; c && i < sizeof sql / sizeof sql[0]; i++) {
        struct query *q = db_query(c->db, sql[i], "");
        while (query_row(q))
            buf_printf(&b, "%s\n", query_text(q, 0));
        query_done(&q);
    }
    campaign_close(&c);
    err_clear(&err);
    return b.s;
}

/* Bits flipped anywhere: what verify calls whole says what it said before. */
static void test_flipped_bits(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    size_t n;
    char *bytes;
    const char *why;
    unsigned seed = 11;
    int found = 0;
    fill();
    assert_true(file_read(small_path("a.meyar"), 64 << 20, a, &bytes, &n, &why));
    char *was = dump("a.meyar");
    for (int i = 0; i < 120; i++) {
        seed = seed * 1103515245u + 12345u;
        size_t at = (seed >> 4) % n;
        seed = seed * 1103515245u + 12345u;
        char bit = (char)(1 << (seed >> 16) % 8);
        bytes[at] = (char)(bytes[at] ^ bit);
        int fd = open(small_path("b.meyar"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        assert_int_equal(write(fd, bytes, n), (ssize_t)n);
        close(fd);
        bytes[at] = (char)(bytes[at] ^ bit);
        if (report_of("b.meyar", a)[0]) {
            found++;
            continue;
        }
        char *is = dump("b.meyar");
        if (!is || strcmp(was, is) != 0)
            fail_msg("byte %zu, bit %d: not found", at, bit);
        free(is);
    }
    assert_true(found > 20);
    free(was);
    arena_free(&a);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {
        T(test_clean),
        T(test_edits),
        T(test_bytes_not_at_hand),
        T(test_flipped_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Earlier answers put back, and the latest of a history. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/event.h"
#include "model/store.h"
#include "tests/help/small.h"

static struct campaign *campaign;
static struct arena *arena;
static struct history_entry *list;
static int n;
static bool more;

static int enter(void **state)
{
    small_enter(state);
    arena = arena_new();
    small_make("it.meyar", "2019", small_rubric, NULL);
    campaign = small_open("it.meyar");
    return 0;
}

static int leave(void **state)
{
    campaign_close(&campaign);
    arena_free(&arena);
    return small_leave(state);
}

static void again(unsigned flags)
{
    struct err err = {0};
    campaign_close(&campaign);
    campaign = campaign_open(small_path("it.meyar"), flags, NULL, &err);
    assert_non_null(campaign);
}

static void latest(const char *body, const char *service, const char *question, int most)
{
    struct err err = {0};
    if (!history_latest(campaign, body, service, question, most, &list, &n, &more, arena, &err))
        fail_msg("%s", err_text(&err));
}

static char *score(void)
{
    struct err err = {0};
    struct buf b = {0};
    assert_true(score_json(campaign, 0, NULL, NULL, &b, &err));
    return b.s;
}

static bool restore(const char *question, const char *id, const char *said)
{
    struct err err = {0};
    bool done = answer_restore(campaign, "alpha", "s1", question, id, &err);
    if (said)
        assert_non_null(strstr(err_text(&err), said));
    else if (!done)
        fail_msg("%s", err_text(&err));
    err_clear(&err);
    return done;
}

#define RUBRIC "0000000000000000000000000000000000000000000000000000000000000000"

/* An event from elsewhere, as a merge would bring it: straight into the file. */
static void forge(const char *question, const char *value, const char *change, const char *undoes,
                  const char *replaces)
{
    json_t *payload = json_pack("{s:s,s:n}", "value", value, "note");
    const char *ids[] = {replaces};
    static int64_t seq;

    seq++;
    struct event e = {.campaign = "0123456789abcdef0123456789abcdef",
                      .device = "fedcba9876543210fedcba9876543210",
                      .at = "2019-10-15T14:03:40Z",
                      .by = "Somebody",
                      .via = undoes ? "undo" : "key",
                      .change = change,
                      .undoes = undoes,
                      .rubric = RUBRIC,
                      .seq = seq,
                      .slot = {"answer", "alpha", "s1", question, ""},
                      .payload = payload,
                      .replaces = ids,
                      .nreplaces = replaces ? 1 : 0};
    char *body = event_body(&e), hex[HEX_SIZE];
    unsigned char id[HASH_SIZE];
    event_id(body, strlen(body), id);
    hex_encode(id, HASH_SIZE, hex);
    struct buf sql = {0};
    buf_printf(&sql,
               "INSERT INTO event (id, body, device, seq, kind, slot_body, slot_service) VALUES"
               " (x'%s', '%s', '%s', %d, 'answer', 'alpha', 's1')",
               hex, body, e.device, (int)e.seq);
    campaign_close(&campaign);
    small_sql("it.meyar", sql.s);
    campaign = small_open("it.meyar");
    buf_free(&sql);
    free(body);
    json_decref(payload);
}

/* ---- restoring ---- */

static void puts_value_and_note_back(void **state)
{
    (void)state;
    small_answer(campaign, "alpha", "s1", "e_level", "half", "seen twice");
    small_answer(campaign, "alpha", "s1", "e_pay", "no", NULL);
    char *before = score();
    small_answer(campaign, "alpha", "s1", "e_level", "none", "");
    char *between = score();
    assert_string_not_equal(before, between);
    latest("alpha", "s1", "e_level", 10);
    assert_int_equal(n, 2);
    assert_true(restore("e_level", list[1].id, NULL));
    char *after = score();
    assert_string_equal(before, after);

    latest("alpha", "s1", "e_level", 10);
    assert_int_equal(n, 3);
    assert_string_equal(list[0].value, "half");
    assert_string_equal(list[0].note, "seen twice");
    assert_string_equal(list[0].via, "restore");
    assert_int_equal(list[0].nwas, 1);
    assert_string_equal(list[0].was[0], "none");
    assert_string_equal(list[1].via, "command");
    small_answer(campaign, "alpha", "s1", "e_level", "full", NULL); /* only that one was restored */
    latest("alpha", "s1", "e_level", 1);
    assert_string_equal(list[0].via, "command");
    assert_true(small_clean(campaign));
    free(before);
    free(between);
    free(after);
}

static void puts_nothing_back(void **state)
{
    (void)state;
    small_answer(campaign, "alpha", "s1", "e_level", "half", "seen");
    small_answer(campaign, "alpha", "s1", "e_level", "", "gone again");
    small_answer(campaign, "alpha", "s1", "e_level", "full", "");
    latest("alpha", "s1", "e_level", 10);
    assert_true(restore("e_level", list[1].id, NULL));
    latest("alpha", "s1", "e_level", 10);
    assert_null(list[0].value);
    assert_string_equal(list[0].note, "gone again");
    assert_true(small_clean(campaign));
}

static void refuses_in_a_sentence(void **state)
{
    (void)state;
    small_answer(campaign, "alpha", "s1", "e_level", "half", NULL);
    small_answer(campaign, "alpha", "s1", "e_level", "full", NULL);
    small_answer(campaign, "alpha", "s1", "e_pay", "no", NULL);
    small_answer(campaign, "alpha", "s2", "e_level", "none", NULL);
    latest("alpha", NULL, NULL, 10);
    assert_int_equal(n, 4);
    const char *other_service = list[0].id, *other_question = list[1].id, *stands = list[2].id,
               *first = list[3].id;
    char *before = score();
    assert_false(restore("e_level", other_service, "no answer to this question"));
    assert_false(restore("e_level", other_question, "no answer to this question"));
    assert_false(restore("e_level", "00", "no answer to this question"));
    assert_false(restore("e_level", stands, "stands already"));
    assert_false(restore("e_lev", first, "no answer to this question"));
    again(OPEN_READ_ONLY);
    assert_false(restore("e_level", first, "reading only"));
    again(0);
    latest("alpha", NULL, NULL, 10);
    assert_int_equal(n, 4);
    char *after = score();
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void refuses_what_the_rubric_no_longer_takes(void **state)
{
    (void)state;
    small_answer(campaign, "alpha", "s1", "e_level", "half", NULL);
    forge("e_level", "quarter", "11111111111111111111111111111111", NULL, NULL);
    latest("alpha", "s1", "e_level", 10);
    assert_int_equal(n, 2);
    const char *id = strcmp(list[0].value, "quarter") == 0 ? list[0].id : list[1].id;
    assert_false(restore("e_level", id, "e_level: "));
    latest("alpha", "s1", "e_level", 10);
    assert_int_equal(n, 2);
}

/* ---- the latest ---- */

static void latest_is_the_end_of_all(void **state)
{
    static const char *const levels[] = {"none", "half", "full"};
    struct history_entry *all;
    struct err err = {0};
    int nall;

    (void)state;
    for (int i = 0; i < 30; i++)
        small_answer(campaign, "alpha", i % 2 ? "s1" : "s2", "e_level", levels[i / 2 % 3], NULL);
    small_answer(campaign, "alpha", "", "b_ramp", "yes", NULL);
    small_answer(campaign, "beta", "s1", "e_level", "none", NULL);
    assert_true(history_read(campaign, "alpha", NULL, NULL, &all, &nall, arena, &err));
    latest("alpha", NULL, NULL, 1000);
    assert_int_equal(n, 31);
    assert_false(more);
    for (int i = 0; i < n; i++)
        assert_string_equal(list[i].id, all[nall - 1 - i].id);
    latest("alpha", NULL, NULL, 31);
    assert_false(more);
    latest("alpha", NULL, NULL, 7);
    assert_int_equal(n, 7);
    assert_true(more);
    for (int i = 0; i < n; i++)
        assert_string_equal(list[i].id, all[nall - 1 - i].id);
    assert_string_equal(list[6].was[0], all[nall - 7].was[0]); /* also of one that is not shown */
    latest("alpha", "", NULL, 10);
    assert_int_equal(n, 1);
    latest("alpha", "s1", "e_level", 4);
    assert_int_equal(n, 4);
    assert_true(more);
    latest("alpha", "s3", NULL, 4);
    assert_int_equal(n, 0);
    assert_false(more);
}

/* So many events of the body that are no answers. */
static void fill(int count)
{
    struct buf sql = {0};
    buf_printf(&sql,
               "WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < %d)"
               " INSERT INTO event (id, body, device, seq, kind, slot_body, slot_service)"
               " SELECT randomblob(32), 'not read', 'x', n, 'remark', 'alpha', '' FROM i",
               count);
    campaign_close(&campaign);
    small_sql("it.meyar", sql.s);
    campaign = small_open("it.meyar");
    buf_free(&sql);
}

/* Wherever the answers lie among other events, the same ones are found. */
static void answers_are_found_among_others(void **state)
{
    static const int between[] = {0, 40, 6000, 25000};
    static const char *const levels[] = {"none", "half", "full", "none"};

    (void)state;
    for (int i = 0; i < 4; i++) {
        fill(between[i] + 1);
        small_answer(campaign, "alpha", "s1", "e_level", levels[i], NULL);
        small_answer(campaign, "alpha", "s2", "e_level", levels[i], NULL);
        latest("alpha", NULL, NULL, 3);
        assert_int_equal(n, i == 0 ? 2 : 3);
        assert_int_equal(more, i > 0);
        assert_string_equal(list[0].service, "s2");
        assert_string_equal(list[0].value, levels[i]);
        assert_string_equal(list[1].service, "s1");
        if (i > 0) {
            assert_string_equal(list[2].service, "s2");
            assert_string_equal(list[2].value, levels[i - 1]);
        }
        latest("alpha", NULL, "e_level", 100);
        assert_int_equal(n, 2 * (i + 1));
        assert_false(more);
    }
}

/* An undo takes its change back, an undo of the undo brings it forth again. */
static void tells_what_was_undone(void **state)
{
    static const char a[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                      b[] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
                      c[] = "cccccccccccccccccccccccccccccccc";
    char id[HEX_SIZE];

    (void)state;
    forge("e_level", "half", a, NULL, NULL);
    latest("alpha", "s1", "e_level", 9);
    assert_int_equal(n, 1);
    assert_string_equal(list[0].change, a);
    assert_false(list[0].undone);
    snprintf(id, sizeof id, "%s", list[0].id);
    forge("e_level", "", b, a, id);
    latest("alpha", "s1", "e_level", 9);
    assert_int_equal(n, 2);
    assert_false(list[0].undone);
    assert_true(list[1].undone);
    snprintf(id, sizeof id, "%s", list[0].id);
    forge("e_level", "half", c, b, id);
    latest("alpha", "s1", "e_level", 9);
    assert_int_equal(n, 3);
    assert_false(list[0].undone);
    assert_true(list[1].undone);
    assert_false(list[2].undone);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(puts_value_and_note_back),       TEST(puts_nothing_back),
        TEST(refuses_in_a_sentence),          TEST(refuses_what_the_rubric_no_longer_takes),
        TEST(latest_is_the_end_of_all),       TEST(tells_what_was_undone),
        TEST(answers_are_found_among_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

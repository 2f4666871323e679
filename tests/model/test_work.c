/* One subject at work: answers stored, scored, refused, taken back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/lib.h"
#include "tests/help/small.h"

static int question(const struct work *w, const char *id)
{
    const struct question *q = block_question(work_block(w), id);
    assert_non_null(q);
    return q->index;
}

static void answer(struct work *w, const char *id, const char *value, const char *note)
{
    struct err err = {0};
    if (!work_answer(w, question(w, id), value, note, &err))
        fail_msg("%s: %s", id, err_text(&err));
}

static void test_answering(void **state)
{
    (void)state;
    struct err err = {0};
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct work *w = work_open(c, 0, "beta", "s1", &err);
    assert_non_null(w);
    assert_int_equal(work_row(w)->asked, 4);
    answer(w, "e_level", "full", NULL);
    assert_string_equal(work_standing(w, question(w, "e_level"))->value, "full");
    assert_string_equal(work_standing(w, question(w, "e_level"))->by, "Tester");
    assert_int_equal(strlen(campaign_saved_at(c)), 8);
    answer(w, "e_pay", "no", "Card refused");
    answer(w, "e_ways", "app|web", NULL);
    assert_string_equal(work_standing(w, question(w, "e_ways"))->value, "web|app");
    answer(w, "u_clear", "5", NULL);
    assert_int_equal(work_row(w)->state, SUBJECT_INCOMPLETE);
    answer(w, "u_days", "02.50", NULL);
    assert_string_equal(work_standing(w, question(w, "u_days"))->value, "2.5");
    /* online 14 of 19, usable 13 of 13: 60 × 14/19 + 40. */
    assert_int_equal(work_row(w)->state, SUBJECT_RATED);
    assert_int_equal(work_row(w)->score, 842);
    assert_int_equal(work_row(w)->rating, 1);
    assert_int_equal(work_row(w)->ndeficiencies, 1);
    assert_int_equal(work_row(w)->worst, 2);
    assert_int_equal(work_row(w)->notes, 1);
    assert_int_equal(work_subject(w)->rating_computed, 2);
    assert_int_equal(work_body_row(w)->state, SUBJECT_INCOMPLETE);
    assert_int_equal(work_body_row(w)->answered, 5);
    assert_int_equal(work_body(w)->nrated, 1);

    answer(w, "e_pay", "yes", NULL);
    assert_string_equal(work_standing(w, question(w, "e_pay"))->was, "no");
    assert_string_equal(work_standing(w, question(w, "e_pay"))->note, "Card refused");
    assert_int_equal(work_row(w)->rating, 2);
    answer(w, "e_pay", NULL, "");
    assert_null(work_standing(w, question(w, "e_pay"))->note);
    answer(w, "e_pay", "", NULL);
    assert_null(work_standing(w, question(w, "e_pay"))->value);
    assert_int_equal(work_row(w)->state, SUBJECT_INCOMPLETE);
    /* A reason belongs to its answer, and is no note of the next. */
    answer(w, "e_pay", "n/a", "Free of charge");
    answer(w, "e_pay", "yes", NULL);
    assert_null(work_standing(w, question(w, "e_pay"))->note);
    answer(w, "e_pay", "cannot-tell", "Nobody knew");
    answer(w, "e_pay", NULL, "Nobody there knew");
    assert_string_equal(work_standing(w, question(w, "e_pay"))->note, "Nobody there knew");
    answer(w, "e_pay", "", NULL);
    assert_null(work_standing(w, question(w, "e_pay"))->note);

    /* What the screen shows is what is stored. */
    struct arena *a = arena_new();
    struct row row;
    assert_true(row_get(c, 0, "beta", "s1", -1, &row, a));
    assert_int_equal(row.low, work_row(w)->low);
    assert_int_equal(row.high, work_row(w)->high);
    assert_true(row_get(c, 0, "beta", "", -1, &row, a));
    assert_int_equal(row.high, work_body_row(w)->high);
    work_close(&w);
    assert_true(small_clean(c));
    campaign_close(&c);
    c = small_open("a.meyar");
    w = work_open(c, 0, "beta", "s1", &err);
    assert_string_equal(work_standing(w, question(w, "u_days"))->value, "2.5");
    work_close(&w);
    campaign_close(&c);
    arena_free(&a);
}

static void test_refusals(void **state)
{
    (void)state;
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct err err = {0};
    struct work *w = work_open(c, 0, "beta", "s1", &err);
    static const struct {
        const char *question, *value, *note;
    } bad[] = {
        {"e_level", "most", NULL},      {"e_level", "n/a", NULL}, {"e_level", "cannot-tell", ""},
        {"u_clear", "6", NULL},         {"u_days", "soon", NULL}, {"e_sum", "3", NULL},
        {"u_seen", "2019-02-30", NULL}, {"u_text", "\xff", NULL}, {"u_text", "x", "\xff"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(work_answer(w, question(w, bad[i].question), bad[i].value, bad[i].note, &err));
        assert_int_equal(err.status, REFUSED);
        assert_true(strlen(err_text(&err)) > 10);
    }
    assert_int_equal(work_row(w)->answered, 0);
    assert_string_equal(campaign_saved_at(c), "");
    work_close(&w);
    assert_null(work_open(c, 0, "beta", "s9", &err));
    assert_null(work_open(c, 0, "bet", "", &err));
    assert_non_null(strstr(err_text(&err), "did you mean 'beta'"));
    campaign_close(&c);
    err_clear(&err);
}

static void test_same_answer_is_no_event(void **state)
{
    (void)state;
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct err err = {0};
    struct work *w = work_open(c, 0, "beta", "s1", &err);
    int64_t before, after;
    char *report;
    answer(w, "u_days", "3", "Slow");
    assert_true(campaign_verify(c, &before, &report, &err));
    answer(w, "u_days", "3.0", NULL);
    answer(w, "u_days", "3", "Slow");
    answer(w, "e_pay", "", NULL);
    assert_true(campaign_verify(c, &after, &report, &err));
    assert_int_equal(before, after);
    work_close(&w);
    campaign_close(&c);
}

static void test_body_itself(void **state)
{
    (void)state;
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct err err = {0};
    struct work *w = work_open(c, 0, "alpha", "", &err);
    answer(w, "b_ramp", "yes", NULL);
    answer(w, "b_open", "4", "Closed at noon");
    assert_int_equal(work_row(w)->answered, 2);
    assert_int_equal(work_row(w)->low, 500);
    assert_int_equal(work_body_row(w)->low, 150);
    assert_int_equal(work_body_row(w)->ndeficiencies, 1);
    struct body_summary s;
    struct arena *a = arena_new();
    assert_true(body_summary(c, 0, "alpha", -1, &s, a));
    assert_int_equal(s.own.answered, 2);
    assert_int_equal(s.own.low, 500);
    assert_int_equal(s.nstopped, 1);
    assert_int_equal(s.nincomplete, 2);
    assert_int_equal(s.before, UNITS_NONE);
    assert_int_equal(figure_units(campaign_rubric(c, 0), s.own_criteria[0].score), 500);
    arena_free(&a);
    work_close(&w);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void test_attr_and_unrated(void **state)
{
    (void)state;
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct err err = {0};
    /* kind is big: u_kept is asked from the beginning. */
    struct work *w = work_open(c, 0, "alpha", "s1", &err);
    assert_int_equal(work_row(w)->asked, 5);
    answer(w, "e_level", "none", NULL);
    assert_int_equal(work_row(w)->state, SUBJECT_UNRATED);
    assert_string_equal(work_row(w)->unrated, "offline");
    assert_int_equal(work_row(w)->low, UNITS_NONE);
    work_close(&w);
    assert_true(small_clean(c));
    campaign_close(&c);
}

/* Any order of answers, changed, taken back, noted: kept figures equal those made anew. */
static void test_random_answers(void **state)
{
    (void)state;
    static const char *const values[] = {"",        "full",        "half", "none",      "yes", "no",
                                         "web|app", "-",           "fee",  "1",         "5",   "3",
                                         "n/a",     "cannot-tell", "12",   "2019-05-01"};
    static const char *const subjects[][2] = {
        {"alpha", ""}, {"alpha", "s1"}, {"alpha", "s2"}, {"alpha", "s3"}, {"beta", "s1"}};
    unsigned seed = 7;
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct err err = {0};
    int stored = 0;
    for (int round = 0; round < 60; round++) {
        seed = seed * 1103515245u + 12345u;
        const char *const *s = subjects[(seed >> 16) % 5];
        struct work *w = work_open(c, 0, s[0], s[1], &err);
        for (int i = 0; i < 12; i++) {
            seed = seed * 1103515245u + 12345u;
            int q = (int)((seed >> 8) % (unsigned)work_block(w)->nquestions);
            const char *value = (seed >> 16) % 9 == 0 ? NULL : values[(seed >> 16) % 16];
            stored += work_answer(w, q, value, (seed >> 20) % 3 ? "because" : NULL, &err);
        }
        struct arena *a = arena_new();
        struct row row;
        assert_true(row_get(c, 0, s[0], "", -1, &row, a));
        assert_int_equal(row.low, work_body_row(w)->low);
        assert_int_equal(row.asked, work_body_row(w)->asked);
        arena_free(&a);
        work_close(&w);
    }
    assert_true(stored > 100);
    assert_true(small_clean(c));
    campaign_close(&c);
    err_clear(&err);
}

/* One service at work twice, and another of its body: refreshed, each has what the others stored.
 */
static void test_several_at_work(void **state)
{
    (void)state;
    struct err err = {0};
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct work *w = work_open(c, 0, "beta", "s1", &err);
    struct work *again = work_open(c, 0, "beta", "s1", &err);
    struct work *body = work_open(c, 0, "beta", "", &err);
    answer(w, "e_level", "full", NULL);
    assert_true(work_refresh(again, &err));
    assert_string_equal(work_standing(again, question(again, "e_level"))->value, "full");
    assert_true(work_refresh(body, &err));
    assert_int_equal(work_body_row(body)->answered, work_body_row(w)->answered);
    answer(again, "e_level", "", NULL);
    assert_true(work_refresh(w, &err));
    assert_null(work_standing(w, question(w, "e_level"))->value);
    assert_int_equal(work_row(w)->high, work_row(again)->high);
    work_close(&body);
    work_close(&again);
    work_close(&w);
    campaign_close(&c);
    err_clear(&err);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {
        T(test_answering),       T(test_refusals),         T(test_same_answer_is_no_event),
        T(test_body_itself),     T(test_attr_and_unrated), T(test_random_answers),
        T(test_several_at_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

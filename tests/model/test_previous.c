/* Earlier campaigns inside a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/store.h"
#include "tests/help/small.h"

static int question(const struct work *w, const char *id)
{
    const struct question *q = block_question(work_block(w), id);
    assert_non_null(q);
    return q->index;
}

static void fill_2018(void)
{
    small_make("2018.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("2018.meyar");
    small_answer(c, "beta", "s1", "e_level", "full", "Tried it");
    small_answer(c, "beta", "s1", "e_pay", "no", NULL);
    small_answer(c, "beta", "s1", "e_ways", "n/a", "No such channel");
    small_answer(c, "beta", "s1", "u_clear", "4", NULL);
    small_answer(c, "beta", "s1", "u_days", "4", NULL);
    small_answer(c, "beta", "s1", "u_text", "Words", NULL);
    small_answer(c, "beta", "", "b_ramp", "yes", NULL);
    small_answer(c, "beta", "", "b_open", "9", NULL);
    small_answer(c, "alpha", "s1", "e_level", "none", NULL);
    small_answer(c, "alpha", "s1", "e_pay", "yes", NULL);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void test_taken_in(void **state)
{
    (void)state;
    struct err err = {0};
    fill_2018();
    small_make("2019.meyar", "2019", small_rubric_next, "2018.meyar");
    struct campaign *old = small_open("2018.meyar"), *c = small_open("2019.meyar");
    struct arena *a = arena_new();
    assert_int_equal(campaign_count(c), 2);
    assert_string_equal(campaign_name(c, 0), "2019");
    assert_string_equal(campaign_name(c, 1), "2018");
    assert_int_equal(campaign_find(c, "2018"), 1);
    assert_string_equal(campaign_rubric(c, 1)->version, "1");
    assert_string_equal(campaign_rubric_sha256(c, 1), campaign_rubric_sha256(old, 0));
    /* The same queries give what the old file gives. */
    struct row then, now;
    static const char *const subjects[][2] = {
        {"alpha", ""}, {"alpha", "s1"}, {"alpha", "s3"}, {"beta", ""}, {"beta", "s1"}};
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++) {
        assert_true(row_get(old, 0, subjects[i][0], subjects[i][1], 1, &then, a));
        assert_true(row_get(c, 1, subjects[i][0], subjects[i][1], 1, &now, a));
        assert_int_equal(then.score, now.score);
        assert_int_equal(then.low, now.low);
        assert_int_equal(then.rating, now.rating);
        assert_int_equal(then.state, now.state);
        assert_int_equal(then.answered, now.answered);
        assert_int_equal(then.stage_asked, now.stage_asked);
        assert_int_equal(then.ndeficiencies, now.ndeficiencies);
        assert_string_equal(then.name, now.name);
    }
    struct body_full *b = body_load(c, 1, "beta", &err);
    assert_non_null(b);
    assert_int_equal(b->result->nproposals, 3);
    body_unload(&b);
    struct body_summary s;
    assert_true(body_summary(c, 0, "beta", -1, &s, a));
    assert_true(row_get(old, 0, "beta", "", -1, &then, a));
    assert_int_not_equal(then.score, UNITS_NONE);
    assert_int_equal(s.before, then.score);
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
    campaign_close(&old);
}

static void test_before(void **state)
{
    (void)state;
    struct err err = {0};
    fill_2018();
    small_make("2019.meyar", "2019", small_rubric_next, "2018.meyar");
    struct campaign *c = small_open("2019.meyar");
    struct work *w = work_open(c, 0, "beta", "s1", &err);
    assert_non_null(w);
    const struct standing *s = work_standing(w, question(w, "e_level"));
    assert_string_equal(s->before, "full");
    assert_string_equal(s->before_note, "Tried it");
    assert_true(s->before_changed); /* asked in other words */
    s = work_standing(w, question(w, "e_paid"));
    assert_string_equal(s->before, "no"); /* under its old id */
    assert_false(s->before_changed);
    s = work_standing(w, question(w, "e_ways"));
    assert_string_equal(s->before, "n/a");
    assert_string_equal(s->before_note, "No such channel");
    assert_null(work_standing(w, question(w, "u_seen"))->before);
    assert_null(s->value);
    /* previous(e_level) is 'full': u_kept is asked. What counted as nothing is null. */
    assert_int_equal(work_subject(w)->q[question(w, "u_kept")].state, QS_UNANSWERED);
    assert_int_equal(work_input(w)->previous[question(w, "e_ways")].type, VT_NULL);
    assert_int_equal(work_input(w)->previous[question(w, "e_paid")].type, VT_BOOL);
    assert_int_equal(num_cmp(work_input(w)->previous[question(w, "e_sum")].u.n,
                             work_input(w)->previous[question(w, "e_sum")].u.n),
                     0);
    struct arena *a = arena_new();
    assert_string_equal(num_fraction(a, work_input(w)->previous[question(w, "e_sum")].u.n), "10/3");
    work_close(&w);
    /* e_pay was inactive there: kept as what was answered, null for previous(). */
    w = work_open(c, 0, "alpha", "s1", &err);
    assert_string_equal(work_standing(w, question(w, "e_paid"))->before, "yes");
    assert_int_equal(work_input(w)->previous[question(w, "e_paid")].type, VT_NULL);
    assert_false(work_answer(w, 0, "x", NULL, &err));
    work_close(&w);
    w = work_open(c, 1, "alpha", "s1", &err);
    assert_false(work_answer(w, 0, "full", NULL, &err));
    assert_string_equal(work_standing(w, 0)->value, "none");
    work_close(&w);
    arena_free(&a);
    campaign_close(&c);
    err_clear(&err);
}

static void test_other_codes(void **state)
{
    (void)state;
    struct err err = {0};
    const char *registry = "body_code,body_name,service_code,service_name,previous_code\n"
                           "board,The Board,,,beta\n"
                           "board,,s1,Same code,\n"
                           "board,,moved,Moved here,alpha/s1\n"
                           "board,,renamed,Renamed,s1\n"
                           "alpha,Alpha,s7,New,\n";
    struct init_options o = {.name = "2019",
                             .rubric_path = "r",
                             .rubric_bytes = small_rubric_next,
                             .rubric_size = strlen(small_rubric_next),
                             .registry_path = "g",
                             .registry_bytes = registry,
                             .registry_size = strlen(registry)};
    fill_2018();
    o.previous_path = small_path("2018.meyar");
    assert_true(campaign_create(small_path("2019.meyar"), &o, &err));
    struct campaign *c = small_open("2019.meyar");
    static const struct {
        const char *body, *service, *before;
    } want[] = {{"board", "s1", "full"},
                {"board", "renamed", "full"},
                {"board", "moved", "none"},
                {"alpha", "s7", NULL}};
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        struct work *w = work_open(c, 0, want[i].body, want[i].service, &err);
        const struct standing *s = work_standing(w, question(w, "e_level"));
        if (want[i].before)
            assert_string_equal(s->before, want[i].before);
        else
            assert_null(s->before);
        work_close(&w);
    }
    struct work *w = work_open(c, 0, "board", "", &err);
    assert_string_equal(work_standing(w, 0)->before, "yes");
    work_close(&w);
    campaign_close(&c);
}

/* The old file's own earlier campaigns come along. */
static void test_three_years(void **state)
{
    (void)state;
    struct err err = {0};
    fill_2018();
    small_make("2019.meyar", "2019", small_rubric_next, "2018.meyar");
    struct campaign *c = small_open("2019.meyar");
    small_answer(c, "beta", "s1", "e_level", "half", NULL);
    campaign_close(&c);
    small_make("2020.meyar", "2020", small_rubric_next, "2019.meyar");
    c = small_open("2020.meyar");
    assert_int_equal(campaign_count(c), 3);
    assert_string_equal(campaign_name(c, 2), "2018");
    struct work *w = work_open(c, 0, "beta", "s1", &err);
    assert_string_equal(work_standing(w, question(w, "e_level"))->before, "half");
    assert_false(work_standing(w, question(w, "e_level"))->before_changed);
    work_close(&w);
    w = work_open(c, 1, "beta", "s1", &err);
    assert_string_equal(work_standing(w, question(w, "e_level"))->before, "full");
    assert_int_equal(work_subject(w)->q[question(w, "u_kept")].state, QS_UNANSWERED);
    work_close(&w);
    struct arena *a = arena_new();
    struct row row;
    assert_true(row_get(c, 2, "beta", "s1", -1, &row, a));
    assert_int_equal(row.state, SUBJECT_RATED);
    arena_free(&a);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void test_refused(void **state)
{
    (void)state;
    struct err err = {0};
    struct init_options o = small_options("2019", small_rubric, small_registry);
    o.previous_path = small_path("none.meyar");
    assert_false(campaign_create(small_path("2019.meyar"), &o, &err));
    assert_non_null(strstr(err_text(&err), "none.meyar"));
    err_clear(&err);
}

/* An old file of another engine: its figures are made anew while they are taken in. */
static void test_other_engine(void **state)
{
    (void)state;
    struct row row;
    fill_2018();
    small_sql("2018.meyar", "UPDATE figures SET engine = 0, score = 1, low = 1; UPDATE campaign SET"
                            " engine = 0");
    small_make("2019.meyar", "2019", small_rubric_next, "2018.meyar");
    struct campaign *c = small_open("2019.meyar");
    struct arena *a = arena_new();
    assert_true(row_get(c, 1, "beta", "s1", -1, &row, a));
    assert_true(row.score > 1);
    campaign_close(&c);
    /* Read only, such figures are made for the eye alone; opened to write they are stored. */
    struct err err = {0};
    c = campaign_open(small_path("2018.meyar"), OPEN_READ_ONLY, NULL, &err);
    struct row shown;
    struct body_summary s;
    assert_true(row_get(c, 0, "beta", "s1", -1, &shown, a));
    assert_int_equal(shown.score, row.score);
    assert_true(body_summary(c, 0, "beta", -1, &s, a));
    assert_int_equal(s.nrated, 1);
    campaign_close(&c);
    c = small_open("2018.meyar");
    assert_true(row_get(c, 0, "beta", "s1", -1, &shown, a));
    assert_int_equal(shown.score, row.score);
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {
        T(test_taken_in),    T(test_before),  T(test_other_codes),
        T(test_three_years), T(test_refused), T(test_other_engine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

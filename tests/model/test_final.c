/* Final ratings by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/change.h"
#include "model/store.h"
#include "tests/help/small.h"

#define OTHER "0123456789abcdef0123456789abcdef"

static struct campaign *open_as(const char *by)
{
    return small_open_as("c.meyar", by);
}

static struct campaign *make(void)
{
    struct init_options o = small_options("2019", small_rubric, small_registry);
    struct err err = {0};
    o.writer.by = "boss";
    if (!campaign_create(small_path("c.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    struct campaign *c = open_as("boss");
    small_answer(c, "beta", "s1", "e_level", "full", NULL);
    small_answer(c, "beta", "s1", "e_pay", "yes", NULL);
    small_answer(c, "beta", "s1", "e_ways", "web", NULL);
    small_answer(c, "beta", "s1", "u_clear", "5", NULL);
    small_answer(c, "beta", "s1", "u_days", "1", NULL);
    return c;
}

static void set(struct campaign *c, const char *service, const char *rating, const char *reason,
                const char *refused)
{
    struct err err = {0};
    bool done = final_set(c, "beta", service, rating, reason, &err);
    if (done != !refused || (refused && !strstr(err_text(&err), refused)))
        fail_msg("%s: %s", done ? "done" : "refused", err_text(&err));
    assert_int_equal(err.status, done ? DONE : REFUSED);
    err_clear(&err);
}

static int counted(struct campaign *c, const char *rating)
{
    struct err err = {0};
    struct body_full *b = body_load(c, 0, "beta", &err);
    struct arena *a = arena_new();
    struct body_summary s;
    int i = rubric_rating(b->rubric, rating);
    int n = b->result->rating_counts[i];
    assert_true(body_summary(c, 0, "beta", -1, &s, a));
    assert_int_equal(s.rating_counts[i], n); /* kept figures say the same */
    body_unload(&b);
    arena_free(&a);
    return n;
}

static int row_rating(struct campaign *c, const char *service)
{
    struct arena *a = arena_new();
    struct row row;
    assert_true(row_get(c, 0, "beta", service, -1, &row, a));
    int rating = row.final_rating;
    arena_free(&a);
    return rating;
}

static void it_takes_the_place_of_the_computed_one(void **state)
{
    (void)state;
    struct campaign *c = make();
    struct row row;
    struct arena *a = arena_new();
    assert_true(row_get(c, 0, "beta", "s1", -1, &row, a));
    assert_int_equal(row.state, SUBJECT_RATED);
    assert_int_equal(row.rating, 2);
    assert_int_equal(counted(c, "good"), 1);
    set(c, "s1", "poor", NULL, "needs its reason");
    set(c, "s1", "por", "it lies", "did you mean 'poor'");
    set(c, "s9", "poor", "it lies", "no service 's9'");
    set(c, "", "poor", "it lies", "is not rated yet");
    set(c, "s1", NULL, NULL, "no final rating to take back");
    set(c, "s1", "poor", "it lies", NULL);
    set(c, "s1", "poor", "it lies", "stands already");
    assert_int_equal(row_rating(c, "s1"), 0);
    assert_int_equal(counted(c, "good"), 0);
    assert_int_equal(counted(c, "poor"), 1);
    struct view poor = {FILTER_RATING, 0, ORDER_REGISTRY},
                good = {FILTER_RATING, 2, ORDER_REGISTRY};
    assert_int_equal(view_count(c, 0, "beta", -1, &poor), 1);
    assert_int_equal(view_count(c, 0, "beta", -1, &good), 0);
    assert_true(small_clean(c));
    set(c, "s1", NULL, NULL, NULL);
    assert_int_equal(row_rating(c, "s1"), -1);
    assert_int_equal(counted(c, "good"), 1);
    assert_true(small_clean(c));
    set(c, "s1", NULL, NULL, "no final rating to take back");
    arena_free(&a);
    campaign_close(&c);
}

/* Good until called again. */
static const char *why_not(struct campaign *c, const char *service)
{
    static char text[512];
    struct arena *a = arena_new();
    const char *why = final_why_not(c, "beta", service, a);
    snprintf(text, sizeof text, "%s", why ? why : "");
    arena_free(&a);
    return why ? text : NULL;
}

static void only_a_supervisor_and_only_while_it_is_open(void **state)
{
    (void)state;
    struct err err = {0};
    struct campaign *c = make();
    campaign_close(&c);
    c = open_as("Inspector A");
    set(c, "s1", "poor", "it lies", "Only a supervisor");
    assert_non_null(strstr(why_not(c, "s1"), "Only a supervisor"));
    campaign_close(&c);
    c = open_as("boss");
    assert_true(review_set(c, "beta", REVIEW_HANDED_IN, "the body's own are open", &err));
    assert_null(why_not(c, "s1"));
    assert_non_null(strstr(why_not(c, ""), "is not rated yet"));
    set(c, "s1", "fair", "seen on site", NULL);
    assert_true(review_set(c, "beta", REVIEW_ACCEPTED, NULL, &err));
    set(c, "s1", "good", "or not", "is accepted");
    assert_non_null(strstr(why_not(c, "s1"), "is accepted"));
    campaign_close(&c);
}

static void of_two_different_ones_none_stands(void **state)
{
    (void)state;
    struct err err = {0};
    struct campaign *c = make();
    struct slot slot = {"final_rating", "beta", "s1", "", ""};
    set(c, "s1", "poor", "it lies", NULL);
    for (int i = 0; i < 2; i++) {
        struct change *t = change_begin(c, &err);
        change_fix_device(t, OTHER);
        change_event(t, &slot,
                     json_pack("{s:s,s:s}", "rating", i ? "fair" : "poor", "reason", "seen"), NULL,
                     0);
        change_touch(t, "beta", "s1");
        assert_true(change_end(&t, true, &err));
        assert_int_equal(row_rating(c, "s1"), i ? -1 : 0);
        assert_int_equal(counted(c, "poor"), i ? 0 : 1);
    }
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void it_counts_only_while_rated(void **state)
{
    (void)state;
    struct err err = {0};
    struct campaign *c = make();
    set(c, "s1", "poor", "it lies", NULL);
    struct work *w = work_open(c, 0, "beta", "s1", &err);
    int pay = block_question(work_block(w), "e_pay")->index;
    assert_true(work_answer(w, pay, "", NULL, &err));
    assert_int_equal(work_row(w)->state, SUBJECT_INCOMPLETE);
    assert_int_equal(counted(c, "poor"), 0);
    assert_true(work_answer(w, pay, "no", NULL, &err));
    assert_int_equal(work_row(w)->state, SUBJECT_RATED);
    assert_int_equal(work_row(w)->final_rating, 0);
    assert_int_equal(counted(c, "poor"), 1);
    work_close(&w);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void undo_is_refused(struct campaign *c, const char *why)
{
    struct arena *a = arena_new();
    struct undone u;
    struct err err = {0};
    assert_false(undo_last(c, false, &u, a, &err));
    assert_int_equal(err.status, REFUSED);
    if (!strstr(err_text(&err), why))
        fail_msg("%s", err_text(&err));
    err_clear(&err);
    arena_free(&a);
}

static void brought(struct campaign *c, enum review to)
{
    struct err err = {0};
    if (!review_set(c, "beta", to, "as it is", &err))
        fail_msg("%s", err_text(&err));
}

/* The body is not rated any more: nobody accepts the rating that was set while it was. */
static void an_accept_sees_it_only_while_it_counts(void **state)
{
    (void)state;
    struct campaign *c = make();
    struct arena *a = arena_new();
    struct review_state s;
    small_answer(c, "beta", "", "b_ramp", "yes", NULL);
    small_answer(c, "beta", "", "b_open", "8", NULL);
    set(c, "", "poor", "so it was", NULL);
    undo_is_refused(c, "to set the final rating of beta:");
    set(c, "s1", "poor", "so it was", NULL);
    undo_is_refused(c, "to set the final rating of beta/s1:");
    brought(c, REVIEW_HANDED_IN);
    brought(c, REVIEW_ACCEPTED);
    assert_true(review_get(c, 0, "beta", &s, a));
    assert_string_equal(s.rating, "poor");
    brought(c, REVIEW_REOPENED);
    small_answer(c, "beta", "", "b_open", "", NULL);
    assert_true(row_rating(c, "") >= 0);
    brought(c, REVIEW_OPINION_GIVEN);
    brought(c, REVIEW_HANDED_IN);
    brought(c, REVIEW_ACCEPTED);
    assert_true(review_get(c, 0, "beta", &s, a));
    assert_null(s.rating);
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
}

/* Another laptop took the founder's role meanwhile: the only supervisor that is left stays one. */
static void an_undo_leaves_a_supervisor(void **state)
{
    (void)state;
    struct campaign *c = make();
    struct err err = {0};
    struct slot slot = {"person", "", "", "boss", ""};
    assert_true(people_put(c, "Ann", PERSON_SUPERVISOR, &err));
    struct change *t = change_begin(c, &err);
    assert_non_null(t);
    change_fix_device(t, OTHER);
    change_as(t, "Ann", NULL);
    assert_true(change_put(t, &slot, json_pack("{s:s}", "role", "inspector")));
    assert_true(change_end(&t, true, &err));
    campaign_close(&c);
    c = open_as("boss");
    undo_is_refused(c, "nobody would be a supervisor");
    assert_int_equal(people_role(c, "Ann"), PERSON_SUPERVISOR);
    assert_true(small_clean(c));
    campaign_close(&c);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {
        T(it_takes_the_place_of_the_computed_one), T(only_a_supervisor_and_only_while_it_is_open),
        T(of_two_different_ones_none_stands),      T(it_counts_only_while_rated),
        T(an_accept_sees_it_only_while_it_counts), T(an_undo_leaves_a_supervisor)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

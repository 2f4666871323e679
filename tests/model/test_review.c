/* The states of a body, and the people who bring it there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/change.h"
#include "model/people.h"
#include "model/review.h"
#include "model/store.h"
#include "tests/help/small.h"

#define OTHER "0123456789abcdef0123456789abcdef"

static struct campaign *open_as(const char *by)
{
    struct writer w = {by, "key"};
    struct err err = {0};
    struct campaign *c = campaign_open(small_path("c.meyar"), 0, &w, &err);
    if (!c)
        fail_msg("%s", err_text(&err));
    return c;
}

/* "boss" made it: the first supervisor. */
static void make(void)
{
    struct init_options o = small_options("2019", small_rubric, small_registry);
    struct err err = {0};
    o.writer.by = "boss";
    if (!campaign_create(small_path("c.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
}

static void state_is(struct campaign *c, const char *body, enum review state, bool changed)
{
    struct arena *a = arena_new();
    struct review_state s;
    struct row row;
    assert_true(review_get(c, 0, body, &s, a));
    assert_string_equal(review_id(s.state), review_id(state));
    assert_int_equal(s.changed, changed);
    assert_true(row_get(c, 0, body, "", -1, &row, a));
    assert_string_equal(row.review, review_id(state));
    assert_int_equal(row.changed, changed);
    arena_free(&a);
}

static void set(struct campaign *c, const char *body, enum review to, const char *reason, bool done)
{
    struct err err = {0};
    assert_int_equal(review_set(c, body, to, reason, &err), done);
    assert_int_equal(err.status, done ? DONE : REFUSED);
    err_clear(&err);
}

/* Somebody else's laptop says it, having seen nothing. */
static void other(struct campaign *c, const char *body, const char *by, const char *state)
{
    struct err err = {0};
    struct slot slot = {"state", body, "", "", ""};
    struct change *t = change_begin(c, &err);
    change_fix_device(t, OTHER);
    change_as(t, by, NULL);
    assert_true(change_event(t, &slot, json_pack("{s:s,s:n}", "state", state, "reason"), NULL, 0));
    assert_true(change_end(&t, true, &err));
}

static void a_body_goes_its_way(void **state)
{
    (void)state;
    make();
    struct campaign *c = open_as("Inspector A");
    state_is(c, "alpha", REVIEW_ASSIGNED, false);
    state_is(c, "beta", REVIEW_UNASSIGNED, false);
    set(c, "alpha", REVIEW_DESK_DONE, NULL, true);
    set(c, "alpha", REVIEW_ACCEPTED, NULL, false);
    set(c, "alpha", REVIEW_HANDED_IN, "the visit is in May", true);
    set(c, "alpha", REVIEW_VISITED, NULL, false);
    campaign_close(&c);

    c = open_as("boss");
    set(c, "alpha", REVIEW_ACCEPTED, NULL, true);
    state_is(c, "alpha", REVIEW_ACCEPTED, false);
    set(c, "alpha", REVIEW_REOPENED, " ", false);
    set(c, "alpha", REVIEW_REOPENED, "a mistake", true);
    state_is(c, "alpha", REVIEW_REOPENED, false);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void what_comes_after_an_accept_shows(void **state)
{
    (void)state;
    make();
    struct campaign *c = open_as("boss");
    set(c, "alpha", REVIEW_HANDED_IN, "all there is", true);
    set(c, "alpha", REVIEW_ACCEPTED, NULL, true);
    struct err err = {0};
    struct slot slot = {"answer", "alpha", "s1", "e_level", ""};
    struct change *t = change_begin(c, &err);
    change_fix_device(t, OTHER);
    assert_true(change_event(t, &slot, json_pack("{s:s,s:n}", "value", "half", "note"), NULL, 0));
    change_touch(t, "alpha", "s1");
    assert_true(change_end(&t, true, &err));
    state_is(c, "alpha", REVIEW_ACCEPTED, true);
    set(c, "alpha", REVIEW_ACCEPTED, NULL, true);
    state_is(c, "alpha", REVIEW_ACCEPTED, false);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void the_furthest_from_accepted_stands(void **state)
{
    (void)state;
    make();
    struct campaign *c = open_as("boss");
    set(c, "beta", REVIEW_HANDED_IN, "all", true);
    set(c, "beta", REVIEW_ACCEPTED, NULL, true);
    other(c, "beta", "boss", "sent_back");
    state_is(c, "beta", REVIEW_SENT_BACK, false);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void an_accept_by_no_supervisor_counts_nowhere(void **state)
{
    (void)state;
    make();
    struct campaign *c = open_as("boss");
    struct err err = {0};
    other(c, "beta", "Inspector B", "accepted");
    state_is(c, "beta", REVIEW_UNASSIGNED, false);
    assert_true(people_put(c, "Inspector B", PERSON_SUPERVISOR, &err));
    state_is(c, "beta", REVIEW_ACCEPTED, true);
    assert_true(people_put(c, "Inspector B", PERSON_INSPECTOR, &err));
    state_is(c, "beta", REVIEW_ACCEPTED, true);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void supervisors_say_who_works_where(void **state)
{
    (void)state;
    make();
    struct err err = {0};
    const char *const both[] = {"alpha", "beta"};
    struct campaign *c = open_as("Inspector A");
    assert_false(people_assign(c, both, 2, "Inspector A", &err));
    assert_int_equal(err.status, REFUSED);
    err_clear(&err);
    campaign_close(&c);
    c = open_as("boss");
    assert_true(people_assign(c, both, 2, "Ayşe", &err));
    state_is(c, "beta", REVIEW_ASSIGNED, false);
    struct arena *a = arena_new();
    struct person *list;
    int n;
    assert_true(people_list(c, &list, &n, a, &err));
    assert_int_equal(n, 3);
    assert_string_equal(list[0].name, "Ayşe");
    assert_int_equal(list[0].nbodies, 2);
    assert_string_equal(list[1].name, "boss");
    assert_int_equal(list[1].role, PERSON_SUPERVISOR);
    assert_string_equal(list[2].name, PEOPLE_OTHERS);
    assert_false(people_put(c, "boss", PERSON_INSPECTOR, &err));
    err_clear(&err);
    arena_free(&a);
    assert_true(small_clean(c));
    campaign_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_body_goes_its_way, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(what_comes_after_an_accept_shows, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(the_furthest_from_accepted_stands, small_enter,
                                        small_leave),
        cmocka_unit_test_setup_teardown(an_accept_by_no_supervisor_counts_nowhere, small_enter,
                                        small_leave),
        cmocka_unit_test_setup_teardown(supervisors_say_who_works_where, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

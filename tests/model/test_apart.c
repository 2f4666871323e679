/* Laptops that bring a body to different states apart, and what comes late to an accepted one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "model/exchange.h"
#include "model/review.h"
#include "tests/help/small.h"

/* A laptop is a file and a state folder of its own, so that its device is another. */
static struct campaign *sit(const char *file, const char *folder, const char *by)
{
    struct writer w = {by, "key"};
    struct err err = {0};
    setenv("XDG_STATE_HOME", small_path(folder), 1);
    struct campaign *c = campaign_open(small_path(file), 0, &w, &err);
    if (!c)
        fail_msg("%s", err_text(&err));
    return c;
}

static void hand_out(const char *file)
{
    char command[600];
    snprintf(command, sizeof command, "cp '%s' '%s'", small_path("office.meyar"), small_path(file));
    assert_int_equal(system(command), 0);
}

static void set(struct campaign *c, const char *body, enum review to, const char *reason)
{
    struct err err = {0};
    if (!review_set(c, body, to, reason, &err))
        fail_msg("%s", err_text(&err));
}

static void take_in(struct campaign *c, const char *file, struct merge_report *r, struct arena *a)
{
    struct err err = {0};
    const char *path = small_path(file);
    if (!campaign_merge(c, &path, 1, 0, r, a, &err))
        fail_msg("%s", err_text(&err));
}

static void begin(void)
{
    struct init_options o = small_options("2019", small_rubric, small_registry);
    struct err err = {0};
    o.writer.by = "boss";
    setenv("XDG_STATE_HOME", small_path("office"), 1);
    if (!campaign_create(small_path("office.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    hand_out("a.meyar");
    hand_out("b.meyar");
}

static void a_stray_state_is_told(void **state)
{
    (void)state;
    begin();
    struct arena *a = arena_new();
    struct merge_report r;
    enum review beside;
    const char *by = NULL;
    /* The same inspector, at the desk's computer and on site. */
    struct campaign *c = sit("b.meyar", "b", "Inspector A");
    set(c, "alpha", REVIEW_DESK_DONE, NULL);
    campaign_close(&c);
    c = sit("a.meyar", "a", "Inspector A");
    set(c, "alpha", REVIEW_VISITED, NULL);
    set(c, "alpha", REVIEW_HANDED_IN, "all there is");
    assert_false(review_beside(c, "alpha", &beside, &by, a));
    campaign_close(&c);
    c = sit("office.meyar", "office", "boss");
    take_in(c, "a.meyar", &r, a);
    assert_int_equal(r.naccepted, 0);
    assert_false(review_beside(c, "alpha", &beside, &by, a));
    take_in(c, "b.meyar", &r, a);
    struct review_state s;
    assert_true(review_get(c, 0, "alpha", &s, a));
    assert_int_equal(s.state, REVIEW_DESK_DONE);
    assert_true(review_beside(c, "alpha", &beside, &by, a));
    assert_int_equal(beside, REVIEW_HANDED_IN);
    assert_string_equal(by, "Inspector A");
    assert_false(review_beside(c, "beta", &beside, &by, a));
    /* One state that has seen both settles it. */
    set(c, "alpha", REVIEW_HANDED_IN, "both have spoken");
    assert_false(review_beside(c, "alpha", &beside, &by, a));
    campaign_close(&c);
    arena_free(&a);
}

static void what_comes_late_is_told(void **state)
{
    (void)state;
    begin();
    struct arena *a = arena_new();
    struct merge_report r;
    struct campaign *c = sit("b.meyar", "b", "Inspector B");
    small_answer(c, "alpha", "s1", "e_level", "half", NULL);
    campaign_close(&c);
    c = sit("office.meyar", "office", "boss");
    set(c, "alpha", REVIEW_HANDED_IN, "all there is");
    set(c, "alpha", REVIEW_ACCEPTED, NULL);
    take_in(c, "b.meyar", &r, a);
    assert_int_equal(r.naccepted, 1);
    assert_string_equal(r.accepted[0].body, "alpha");
    assert_string_equal(r.accepted[0].name, "Alpha Office");
    /* Told once: nothing of it is new any more. */
    take_in(c, "b.meyar", &r, a);
    assert_int_equal(r.naccepted, 0);
    campaign_close(&c);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_stray_state_is_told, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(what_comes_late_is_told, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What the bottom line offers first, and what keys say that can't do anything. */
#include "tests/tui/running.h"

static int enter(void **state)
{
    return running_enter(state, "v v Home"); /* all stages */
}

/* The first key of the bottom line. */
static void assert_first(const char *hint)
{
    const char *bottom = headless_row(LINES - 1);
    if (strncmp(bottom + 1, hint, strlen(hint)) != 0) {
        fail_msg("first should be %s: %s", hint, bottom);
    }
}

/* The level of electronicization of Vehicle registration. */
static void to_level(void)
{
    press(app, "Home j Enter Home");
    press(app, "/ 'vehicle r");
    press(app, "Enter Home");
    assert_shown("question 1 of 10");
}

static void test_the_most_needed_is_first(void **state)
{
    (void)state;
    to_level();
    press(app, "H");
    assert_first("Enter go there");
    press(app, "q y");
    assert_first("Enter go to the question");
    press(app, "q L");
    assert_first("Enter take it  Tab other kind  Esc close");
    press(app, "Esc c");
    assert_first("Esc store and close");
    headless_size(12, 40); /* where little fits */
    press(app, "Esc f");
    press(app, "q Esc f");
    assert_first("Enter take it  Esc close");
}

static void test_marked_services_bring_their_key(void **state)
{
    (void)state;
    press(app, "Home j Enter j j");
    assert_not_shown("answer the marked");
    press(app, "Space");
    assert_shown("Space mark  i answer the marked");
    press(app, "A A"); /* all, none */
    assert_not_shown("answer the marked");
    press(app, "Home i");
    assert_shown("Mark services with Space first");
}

static void test_a_key_that_does_nothing_says_so(void **state)
{
    (void)state;
    press(app, "Esc");
    assert_shown("All rows are shown; q leaves meyar.");
    press(app, "x");
    assert_shown("x does nothing here; ? shows the keys that work.");
    press(app, "j");
    assert_not_shown("does nothing here");
    press(app, "'?x");
    assert_not_shown("does nothing here"); /* there letters may be typed */
}

static void test_undo_is_not_offered_where_nothing_is_written(void **state)
{
    (void)state;
    to_level();
    press(app, "y");
    assert_shown("u undo");
    app_free(&app);
    campaign_close(&campaign);
    campaign = office_open_file("2019.meyar", OPEN_READ_ONLY);
    app = app_new(campaign);
    app_draw(app);
    to_level();
    assert_not_shown("e evidence"); /* none is attached */
    press(app, "e");
    assert_shown("Read only: ");
    press(app, "y");
    assert_not_shown("u undo");
    press(app, "u");
    assert_shown("Read only: ");
}

static void test_closing_line_tells_of_the_stage_on_show(void **state)
{
    (void)state;
    to_level();
    press(app, "End Right");
    assert_shown("5 questions are open:");
    assert_shown("N goes back to the last open one.");
    press(app, "1");
    assert_shown("That was the last question here");
    press(app, "N");
    assert_not_shown("That was the last question here");
    press(app, "v End Right");
    assert_not_shown("5 questions are open:");
    assert_shown("of another stage is open.");
}

static void test_no_figure_is_said_in_the_preview(void **state)
{
    (void)state;
    press(app, "Home j Enter j j i Enter 1");
    assert_shown("What it would change");
    assert_shown("→ –");
}

#define SCREEN_TEST(f) cmocka_unit_test_setup_teardown(f, enter, running_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(test_the_most_needed_is_first),
        SCREEN_TEST(test_marked_services_bring_their_key),
        SCREEN_TEST(test_a_key_that_does_nothing_says_so),
        SCREEN_TEST(test_undo_is_not_offered_where_nothing_is_written),
        SCREEN_TEST(test_closing_line_tells_of_the_stage_on_show),
        SCREEN_TEST(test_no_figure_is_said_in_the_preview),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

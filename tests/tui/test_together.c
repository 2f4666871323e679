/* Where screens and actions that know nothing of each other meet. */
#include "tests/tui/running.h"

#include "tui/inside.h"

static int enter(void **state)
{
    return running_enter(state, "v v Home Down");
}

/* The action of that sentence is in the palette, dim, and says why. */
static void cannot(const char *typed, const char *sentence)
{
    press(app, ":");
    press(app, typed);
    assert_shown(sentence);
    assert_shown("│ Read only: ");
    press(app, "Esc");
}

/* Everything that would write is dim where nothing can be written, and no hint offers it. */
static void test_read_only_everywhere(void **state)
{
    (void)state;
    running_again(OPEN_READ_ONLY);
    headless_size(40, 200);
    app_resized(app);
    app_draw(app);
    assert_not_shown("u undo");
    cannot("'take back the last", "× Take back the last change");
    cannot("'do again", "× Do again what was undone");
    press(app, "Enter Down Down");
    assert_string_equal(app_screen(app), "body");
    assert_not_shown("i answer the marked");
    cannot("'answer one question", "× Answer one question");
    cannot("'take over", "× Take over an answer");
    press(app, "Enter Home");
    cannot("'take over", "× Take over the answer");
    press(app, "H");
    assert_not_shown("u undo");
    assert_not_shown("R restore");
    press(app, "q y");
    assert_not_shown("u undo");
    press(app, "u");
    assert_shown("Read only: ");
}

static void add_body(void)
{
    static const char rows[] =
        "body_code,body_name,service_code,service_name,inspector\nNEW,New Office,N1,New Service,\n";
    struct err err = {0};
    int added, changed;

    if (!import_registry(campaign, "more.csv", rows, sizeof rows - 1, false, &added, &changed,
                         &err)) {
        fail_msg("%s", err_text(&err));
    }
    struct place at = place_of(SCREEN_BODY, "NEW", "N1", -1);
    assert_true(app_show(app, &at));
    app_resized(app);
    app_draw(app);
    assert_shown("New Office");
}

/* Undo takes the body away that a screen over it is about: home, and nothing of it stays. */
static void test_undo_of_what_is_on_show(void **state)
{
    static const char *const ways[] = {"Home",         "H",           "y", "Down Enter",
                                       "Down Enter H", "Down Enter y"};

    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        add_body();
        press(app, ways[i]);
        press(app, "u");
        assert_shown("Undone: ");
        assert_string_equal(app_screen(app), "bodies");
        assert_not_shown("New Office  ");
    }
}

/* Whoever comes back after a kill finds the place where much was stored at once. */
static void test_place_is_kept_before_much_is_stored(void **state)
{
    (void)state;
    press(app, "Enter Down Down A i Enter 5");
    assert_shown("What it would change");
    press(app, "Y");
    assert_shown("takes it back for all");
    struct app *next = app_new(campaign); /* the first one never ended */
    assert_string_equal(app_screen(next), "body");
    app_free(&next);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, enter, running_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_read_only_everywhere),
        TEST(test_undo_of_what_is_on_show),
        TEST(test_place_is_kept_before_much_is_stored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

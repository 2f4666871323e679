/* Finding, filtering, sorting and the jump list, as keys drive them. */
#include "tests/tui/running.h"

static int enter(void **state)
{
    return running_enter(state, "v v Home"); /* all stages */
}

/* The row that the cursor stands on. */
static const char *chosen(void)
{
    app_draw(app); /* reading the cells moved the cursor */
    return headless_row(getcury(stdscr));
}
#define assert_chosen(text)                                                                        \
    do {                                                                                           \
        if (!strstr(chosen(), text)) {                                                             \
            headless_dump(stderr);                                                                 \
            fail_msg("not chosen: %s", text);                                                      \
        }                                                                                          \
    } while (0)

static void test_find_body_and_service(void **state)
{
    (void)state;
    press(app, "/");
    assert_shown("Type a few letters");
    press(app, "'state c");
    assert_chosen("State Customs Committee");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "body");
    assert_shown("State Customs Committee");
    press(app, "/");
    press(app, "'vehicle");
    assert_chosen("Vehicle registration");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("Vehicle registration");
    press(app, "q"); /* back to what was found, and to where one looked for it */
    assert_string_equal(app_screen(app), "find");
    assert_chosen("Vehicle registration");
    press(app, "Esc");
    assert_string_equal(app_screen(app), "body");
    assert_shown("State Customs Committee");
}

/* A stopped service has no questions: one comes to its row. */
static void test_find_stopped(void **state)
{
    (void)state;
    press(app, "/");
    press(app, "'route");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "body");
    assert_chosen("Route licence");
}

static void test_find_again_goes_on(void **state)
{
    (void)state;
    press(app, "/");
    press(app, "'reg");
    press(app, "Enter"); /* the first hit */
    char *first = mem_dup(headless_row(0));
    press(app, "/");
    assert_shown("reg");
    press(app, "Enter"); /* the next one */
    assert_string_not_equal(headless_row(0), first);
    free(first);
    /* A letter begins a new text, erasing too. */
    press(app, "/");
    press(app, "'taxi");
    assert_chosen("Taxi permit");
    press(app, "Esc /");
    assert_chosen("Taxi permit");
    press(app, "Backspace");
    assert_shown("Type a few letters");
    press(app, "Esc");
}

static void test_find_question_and_note(void **state)
{
    (void)state;
    press(app, "v"); /* another stage than the question's */
    press(app, "/");
    press(app, "'how far");
    assert_chosen("How far can the service be completed online?");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("How far can the service be completed online?");
    assert_shown("On site");
    press(app, "/");
    press(app, "'scanned");
    assert_chosen("scanned page");
    press(app, "Enter");
    assert_shown("Vehicle registration");
    assert_shown("How far can the service be completed online?");
    press(app, "/");
    press(app, "'zzzz");
    assert_shown("Nothing has all of these words.");
    press(app, "Enter Esc");
    assert_string_equal(app_screen(app), "questions");
}

static void test_filter_bodies(void **state)
{
    (void)state;
    press(app, "Down Down"); /* State Customs Committee, not mine */
    assert_chosen("State Customs");
    press(app, "f");
    press(app, "'mine");
    press(app, "Enter");
    assert_shown("1 of 5 · mine");
    assert_chosen("Ministry of Education");
    assert_not_shown("State Customs");
    press(app, "Enter q"); /* to the body and back */
    assert_chosen("Ministry of Education");
    assert_shown("1 of 5 · mine");
    running_again(0); /* it is kept */
    assert_shown("1 of 5 · mine");
    press(app, "Esc");
    assert_shown("all 5");
    assert_chosen("Ministry of Education");
    running_again(0);
    assert_shown("all 5");
}

static void test_empty_filter(void **state)
{
    (void)state;
    press(app, "f");
    press(app, "'conflict");
    press(app, "Enter");
    assert_shown("No row is left by the filter: in conflict. Esc shows all.");
    press(app, "Enter L n"); /* nothing to open; the next open question all the same */
    assert_string_equal(app_screen(app), "questions");
    press(app, "q q Esc");
    assert_shown("all 5");
}

static void test_sort(void **state)
{
    (void)state;
    press(app, "Down s"); /* Ministry of Transport stays chosen */
    press(app, "'name");
    press(app, "Enter");
    assert_shown("all 5 · by name");
    assert_chosen("Ministry of Transport");
    int first = headless_find("Azərbaycan"), at = headless_find("▶"),
        last = headless_find("State Customs");
    assert_true(first >= 0 && first < at && last > at);
    press(app, "Home");
    assert_chosen("Azərbaycan");
    press(app, "s Home Enter"); /* typing begins where Home moves in the text: nothing changes */
    assert_shown("by name");
    press(app, "s Up Enter");
    assert_shown("all 5   ");
}

static void test_filter_services(void **state)
{
    (void)state;
    press(app, "Down Enter f");
    press(app, "'open");
    press(app, "Enter");
    assert_shown(" of 6 · with open questions");
    assert_not_shown("Route licence");
    press(app, "s");
    press(app, "'worst");
    press(app, "Enter");
    assert_shown("with open questions · worst first");
    press(app, "Esc"); /* first the filter, then one level back */
    assert_string_equal(app_screen(app), "body");
    assert_shown("Route licence");
    press(app, "Esc");
    assert_string_equal(app_screen(app), "bodies");
    press(app, "Enter"); /* the order is kept, a filter is not */
    assert_shown("worst first");
    press(app, "f");
    press(app, "'stopped");
    press(app, "Enter q Up Enter");
    assert_not_shown("stopped ·");
    assert_shown("School certificate copy");
}

static void test_jump(void **state)
{
    (void)state;
    press(app, "Down Enter Home Down Down Enter Home L");
    assert_shown("Questions: open 5");
    press(app, "Tab");
    assert_shown("Questions: deficient");
    press(app, "Esc L");
    press(app, "'help");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("Vehicle registration");
    press(app, "q Esc q L"); /* over the whole body */
    assert_shown("The body itself");
    press(app, "'scanned");
    for (int i = 0; i < 8 && headless_find("Vehicle reg") < 0; i++) {
        press(app, "Tab");
    }
    press(app, "Enter");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("How far can the service be completed online?");
}

/* Any keys in the boxes: nothing breaks, and Esc always leads out. */
static void test_any_keys(void **state)
{
    static const char *const keys[] = {"a",  "ə",    "'", "Backspace", "Up",   "Down", "PgDn",
                                       "\"", "Left", "*", "Tab",       "Home", "👍",    "Ctrl-U"};
    static const char *const boxes[] = {"/", "f", "s", "L"};
    unsigned seed = 11;

    (void)state;
    for (int i = 0; i < 400; i++) {
        int rows = i % 5 ? 24 : 12, cols = i % 5 ? 80 : 40;
        headless_size(rows, cols);
        app_resized(app);
        app_key(app, named_key(boxes[i % 4]));
        for (int k = 0; k < 6; k++) {
            seed = seed * 1103515245 + 12345;
            app_key(app, named_key(keys[(seed >> 16) % (sizeof keys / sizeof keys[0])]));
            app_draw(app);
        }
        app_paste(app, "two\nlines \x1b[31m");
        app_draw(app);
        app_key(app, named_key("Esc"));
        assert_string_equal(app_screen(app), "bodies");
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, running_leave)
    const struct CMUnitTest tests[] = {
        TEST(test_find_body_and_service),
        TEST(test_find_stopped),
        TEST(test_find_again_goes_on),
        TEST(test_find_question_and_note),
        TEST(test_filter_bodies),
        TEST(test_empty_filter),
        TEST(test_sort),
        TEST(test_filter_services),
        TEST(test_jump),
        TEST(test_any_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The mouse in every screen and box: a click chooses, a click on what is chosen opens, one beside a
 * box closes it, the wheel moves. */
#include "tests/tui/running.h"

#include <sys/stat.h>
#include "tui/inside.h"

static int enter(void **state)
{
    small_enter(state);
    setenv("LANGUAGE", "en", 1);
    mkdir(small_path("home"), 0700);
    setenv("HOME", small_path("home"), 1);
    for (int i = 0; i < 2; i++) {
        FILE *f = fopen(small_path(i ? "home/first.txt" : "home/second.txt"), "w");
        assert_non_null(f);
        fputs(i ? "one" : "two", f);
        fclose(f);
    }
    headless_start();
    headless_size(24, 80);
    campaign = office_open();
    app = app_new(campaign);
    app_draw(app);
    press(app, "v v Home Down");
    return 0;
}

static void at(enum press press, int y, int x)
{
    app_press(app, press, y, x);
    app_rest(app);
    app_draw(app);
}

/* The row that has the text, which must be there. */
static int row_of(const char *text)
{
    int y = headless_find(text);
    if (y < 0) {
        headless_dump(stderr);
        fail_msg("not on the screen: %s", text);
    }
    return y;
}

/* The row that is chosen. */
static int cursor(void)
{
    app_draw(app);
    return getcury(stdscr);
}

static bool chosen(const char *text)
{
    int y = cursor();
    return row_of(text) == y;
}

/* Clicks once on a row of the list in a box, or of a screen. */
static void click(const char *text)
{
    at(PRESS_BUTTON, row_of(text), 12);
}

/* … where it is not chosen already, so that nothing opens. */
static void choose(const char *text)
{
    if (!chosen(text)) {
        click(text);
    }
    assert_true(chosen(text));
}

/* Of two rows, each is chosen by a click, and the wheel leads from the one to the other. */
static void chooses(const char *one, const char *other)
{
    const char *screen = app_screen(app);

    choose(one);
    click(other);
    assert_true(chosen(other));
    assert_false(chosen(one));
    bool up = row_of(one) < row_of(other);
    at(up ? PRESS_WHEEL_UP : PRESS_WHEEL_DOWN, 5, 12);
    assert_false(chosen(other));
    assert_string_equal(app_screen(app), screen);
}

static void beside(const char *below)
{
    at(PRESS_BUTTON, 0, 0);
    assert_string_equal(app_screen(app), below);
}

/* No screen is deaf to it. */
static void test_every_screen_has_a_click(void **state)
{
    (void)state;
#define SCREEN(id, table) assert_non_null(table.click);
#include "tui/screens.def"
#undef SCREEN
}

static void test_palette(void **state)
{
    (void)state;
    press(app, ":");
    chooses("Open the chosen row", "Show another stage");
    beside("bodies");
    press(app, ":");
    press(app, "'open the chosen");
    click("Open the chosen row");
    assert_string_equal(app_screen(app), "body");
}

static void test_messages(void **state)
{
    (void)state;
    press(app, ":");
    press(app, "'messages");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "messages");
    at(PRESS_BUTTON, row_of("Messages") + 1, 20);
    assert_string_equal(app_screen(app), "messages");
    beside("bodies");
}

static void test_language(void **state)
{
    (void)state;
    press(app, ":");
    press(app, "'language");
    press(app, "Enter");
    chooses("English", "Azərbaycanca");
    choose("Azərbaycanca");
    click("Azərbaycanca");
    assert_string_equal(app_screen(app), "bodies");
    assert_shown("Qeyri-qənaətbəxş");
}

static void test_filter_and_sort(void **state)
{
    (void)state;
    press(app, "f");
    chooses("finished", "with notes");
    beside("bodies");
    press(app, "s");
    chooses("by name", "worst first");
    choose("by name");
    click("by name");
    assert_string_equal(app_screen(app), "bodies");
    assert_shown("by name");
}

static void test_find(void **state)
{
    (void)state;
    press(app, "/");
    press(app, "'registration");
    choose("Vehicle registration");
    assert_string_equal(app_screen(app), "find");
    click("Vehicle registration");
    assert_string_equal(app_screen(app), "questions");
    press(app, "/");
    beside("questions");
}

static void test_jump(void **state)
{
    (void)state;
    press(app, "Enter Down Down Enter Home L");
    assert_string_equal(app_screen(app), "jump");
    at(PRESS_WHEEL_DOWN, 5, 12);
    int y = cursor();
    at(PRESS_BUTTON, y + 1, 12);
    assert_int_equal(cursor(), y + 1);
    at(PRESS_BUTTON, y + 1, 12);
    assert_string_equal(app_screen(app), "questions");
    assert_not_shown("question 1 of 10");
}

static void test_files(void **state)
{
    (void)state;
    press(app, "Enter Down Down Enter Home e");
    assert_string_equal(app_screen(app), "attach");
    chooses("first.txt", "second.txt");
    beside("questions");
    press(app, "e");
    choose("first.txt");
    click("first.txt");
    assert_shown("Attached: first.txt");
    press(app, "e e 'second");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "files");
    setenv("MEYAR_VIEWER", "true", 1);
    chooses("first.txt", "second.txt");
    choose("second.txt");
    click("second.txt");
    assert_shown("Opened in the viewer");
    unsetenv("MEYAR_VIEWER");
    beside("questions");
    private_clear();
}

static void test_history(void **state)
{
    (void)state;
    press(app, "Enter Down Down Enter Home 5 4 3 Right q Home Down Down H");
    assert_string_equal(app_screen(app), "history");
    int top = cursor();
    at(PRESS_BUTTON, top + 1, 12);
    assert_int_equal(cursor(), top + 1);
    at(PRESS_WHEEL_UP, 5, 12);
    assert_int_equal(cursor(), top);
    at(PRESS_BUTTON, top, 12);
    assert_string_equal(app_screen(app), "questions");
    assert_shown("question 1 of 10");
}

static void test_why(void **state)
{
    (void)state;
    press(app, "Enter Down Down y");
    assert_string_equal(app_screen(app), "why");
    int top = cursor();
    at(PRESS_BUTTON, top + 1, 20);
    assert_int_equal(cursor(), top + 1);
    char *folded = mem_dup(headless_row(top + 2));
    at(PRESS_BUTTON, top + 1, 20); /* unfolds the criterion */
    assert_string_not_equal(headless_row(top + 2), folded);
    free(folded);
    press(app, "g");
    at(PRESS_BUTTON, 0, 0); /* closes the box, not the screen */
    assert_string_equal(app_screen(app), "why");
    assert_true(action_in(ACT_WHY_GO, app_top(app)->table->where(app_top(app))));
}

static void test_many(void **state)
{
    (void)state;
    press(app, "Enter Down Down Space Space i");
    assert_string_equal(app_screen(app), "many");
    assert_shown("which question?");
    choose("How far can the service");
    click("How far can the service");
    assert_not_shown("which question?");
    at(PRESS_BUTTON, 0, 0); /* back by one step */
    assert_shown("which question?");
    press(app, "Enter");
    char was[64];
    snprintf(was, sizeof was, "%s", campaign_saved_at(campaign));
    int y = cursor();
    at(PRESS_BUTTON, y + 1, 12);
    assert_int_equal(cursor(), y + 1);
    at(PRESS_BUTTON, y + 1, 12);
    assert_shown("What it would change");
    y = cursor();
    at(PRESS_BUTTON, y + 1, 12);
    assert_int_equal(cursor(), y + 1);
    at(PRESS_BUTTON, y + 1, 12); /* nothing is stored by a click among the rows */
    assert_shown("What it would change");
    assert_string_equal(campaign_saved_at(campaign), was);
}

/* What is ticked is ticked by the second click, and only Enter goes on. */
static void test_many_ticks(void **state)
{
    (void)state;
    press(app, "Enter Down Down i");
    press(app, "'proving");
    press(app, "Enter");
    assert_shown("[ ] ");
    int y = row_of("[ ] ");
    at(PRESS_BUTTON, y + 1, 12);
    assert_non_null(strstr(headless_row(y + 1), "[ ]"));
    at(PRESS_BUTTON, y + 1, 12);
    assert_non_null(strstr(headless_row(y + 1), "[x]"));
    at(PRESS_BUTTON, y + 1, 12);
    assert_non_null(strstr(headless_row(y + 1), "[ ]"));
}

/* The second press of a double click that ran an action of the palette falls on nothing. */
static void test_double_click_in_the_palette(void **state)
{
    struct input in = {.kind = INPUT_MOUSE, .press = PRESS_BUTTON, .x = 12};

    (void)state;
    headless_size(30, 80); /* where the action and a service stand in the same row */
    app_resized(app);
    press(app, ":");
    press(app, "'open the chosen");
    in.y = cursor();
    app_take_press(app, &in, 1000);
    assert_string_equal(app_screen(app), "body");
    press(app, "Home");
    app_draw(app);
    int before = cursor();
    app_take_press(app, &in, 1200);
    app_draw(app);
    assert_string_equal(app_screen(app), "body");
    assert_int_equal(cursor(), before);
    app_take_press(app, &in, 3000); /* a press of its own */
    app_draw(app);
    assert_int_not_equal(cursor(), before);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, enter, running_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_screen_has_a_click),
        TEST(test_palette),
        TEST(test_messages),
        TEST(test_language),
        TEST(test_filter_and_sort),
        TEST(test_find),
        TEST(test_jump),
        TEST(test_files),
        TEST(test_history),
        TEST(test_why),
        TEST(test_many),
        TEST(test_many_ticks),
        TEST(test_double_click_in_the_palette),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

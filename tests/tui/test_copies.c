/* The copies of the file on the screen. */
#include <unistd.h>
#include "tests/tui/running.h"

#define TO_COPIES ": c o p i e s Enter"

static int enter(void **state)
{
    return running_enter(state, "");
}

static void answer_one(const char *value)
{
    small_answer(campaign, "MOT", "T2", "level", value, NULL);
}

static void test_none_yet(void **state)
{
    (void)state;
    press(app, TO_COPIES);
    assert_string_equal(app_screen(app), "copies");
    assert_shown("There is no copy yet: one is made each day");
    press(app, "R");
    assert_shown("There is no copy yet.");
    press(app, "Esc");
    assert_string_equal(app_screen(app), "bodies");
}

static void test_list_and_difference(void **state)
{
    static const int sizes[][2] = {{12, 40}, {24, 80}, {40, 120}, {60, 200}};
    (void)state;
    answer_one("none");
    assert_true(copies_keep(campaign, COPY_DAILY));
    answer_one("full");
    assert_true(copies_keep(campaign, COPY_HANDED));
    answer_one("sent");
    press(app, TO_COPIES);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        headless_size(sizes[i][0], sizes[i][1]);
        app_resized(app);
        int y, x;
        press(app, "Home");
        getyx(stdscr, y, x); /* before looking at rows moves it */
        (void)x;
        assert_shown("after a hand in");
        assert_shown("once a day");
        assert_int_equal(y, headless_find("after a hand in"));
        press(app, "Down");
        getyx(stdscr, y, x);
        assert_int_equal(y, headless_find("once a day"));
    }
    headless_size(24, 80);
    app_resized(app);
    press(app, "Enter");
    assert_shown("2 entries of the file are not in the copy, 2 of them made on this");
    assert_shown("MOT/T2 level: full");
    press(app, "Esc Up Enter");
    assert_shown("1 entry of the file is not in the copy");
    assert_not_shown("level: full");
    press(app, "Esc");
    assert_string_equal(app_screen(app), "copies");
}

static void test_asks_before_it_is_put_back(void **state)
{
    (void)state;
    answer_one("none");
    assert_true(copies_keep(campaign, COPY_DAILY));
    answer_one("full");
    press(app, TO_COPIES);
    press(app, "R");
    assert_shown("Put it in the place of the file? Y does it");
    press(app, "Enter");
    assert_shown("Nothing is done yet");
    press(app, "Esc");
    assert_null(app_restoring(app));
    assert_shown("Copies of this file");
    press(app, "R Y");
    assert_true(app_over(app));
    assert_non_null(strstr(app_restoring(app), "/backups/"));
}

static void test_written_elsewhere(void **state)
{
    (void)state;
    setenv("HOME", small_folder, 1);
    assert_true(copies_keep(campaign, COPY_DAILY));
    press(app, TO_COPIES);
    press(app, "E");
    assert_shown("Write this copy to");
    press(app, "Ctrl-U 'elsewhere");
    press(app, "Enter");
    assert_shown("Type a path that begins with /");
    press(app, "Ctrl-U '~/2019.meyar");
    press(app, "Enter");
    assert_shown("is there already");
    press(app, "Ctrl-U '~/elsewhere.meyar");
    press(app, "Enter");
    assert_shown("Written: ");
    assert_int_equal(access(small_path("elsewhere.meyar"), R_OK), 0);
    assert_shown("Copies of this file");
}

static void test_read_only(void **state)
{
    (void)state;
    assert_true(copies_keep(campaign, COPY_DAILY));
    running_again(OPEN_READ_ONLY);
    press(app, TO_COPIES);
    press(app, "R");
    assert_shown("Read only");
    press(app, "Enter");
    assert_shown("The copy has everything that the file has.");
    press(app, "Esc Esc");
    press(app, ": 'last merge back");
    assert_shown("Read only");
}

static void test_no_merge_to_take_back(void **state)
{
    (void)state;
    press(app, ": 'last merge back");
    press(app, "Enter");
    assert_shown("there is no merge to take back");
    assert_string_equal(app_screen(app), "bodies");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, enter, running_leave)
    const struct CMUnitTest tests[] = {
        T(test_none_yet),          T(test_list_and_difference), T(test_asks_before_it_is_put_back),
        T(test_written_elsewhere), T(test_read_only),           T(test_no_merge_to_take_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

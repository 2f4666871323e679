/* E: a report of what is on screen, as a file. */
#include "tests/tui/running.h"

#include <sys/stat.h>
#include "tui/inside.h"

static char folder[300];

static int enter(void **state)
{
    running_enter(state, "");
    snprintf(folder, sizeof folder, "%s", small_path("home"));
    mkdir(folder, 0700);
    setenv("HOME", folder, 1);
    press(app, "Home");
    return 0;
}

static bool there(const char *name)
{
    struct stat st;
    char *path = mem_printf("%s/%s", folder, name);
    bool is = stat(path, &st) == 0 && st.st_size > 0;
    free(path);
    return is;
}

static void test_the_campaign(void **state)
{
    (void)state;
    press(app, "E");
    assert_shown("Report of the campaign");
    assert_shown("4  a page to read and print");
    press(app, "4 Enter");
    assert_shown("Written: ");
    assert_string_equal(app_screen(app), "bodies");
    assert_true(there("2019.html"));
    /* Never over another; Enter takes the same format again. */
    press(app, "E Enter Enter");
    assert_true(there("2019 (2).html"));
}

static void test_a_body(void **state)
{
    (void)state;
    press(app, "Enter E");
    assert_shown("Report of MOE");
    press(app, "5 Enter");
    assert_true(there("2019-MOE.xlsx"));
    assert_string_equal(app_screen(app), "body");
    press(app, "E 1");
    char *keys = mem_printf("'%s/mine.txt", folder);
    press(app, keys);
    press(app, "Enter");
    free(keys);
    assert_true(there("mine.txt"));
}

static void test_leaving_it(void **state)
{
    (void)state;
    press(app, "E Esc");
    assert_string_equal(app_screen(app), "bodies");
    press(app, "E 2 Esc"); /* from the folder back to the formats */
    assert_shown("a table for spreadsheets");
    press(app, "9");
    assert_shown("a table for spreadsheets");
    press(app, "Esc");
    assert_string_equal(app_screen(app), "bodies");
    assert_false(there("2019.csv"));
}

static void test_a_folder_that_cannot_be_written(void **state)
{
    (void)state;
    press(app, "E 3");
    press(app, "'/proc/x.json");
    press(app, "Enter");
    assert_not_shown("Written: ");
    assert_string_equal(app_screen(app), "report_file");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, enter, running_leave)
    const struct CMUnitTest tests[] = {T(test_the_campaign), T(test_a_body), T(test_leaving_it),
                                       T(test_a_folder_that_cannot_be_written)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

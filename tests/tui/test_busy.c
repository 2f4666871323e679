/* How far long work is: the bar as text, the box on the screen, and the keys that it hears. */
#include <fcntl.h>
#include <unistd.h>
#include "model/progress.h"
#include "tests/tui/headless.h"
#include "tui/bar.h"
#include "tui/busy.h"

/* A terminal that is there and silent: what the program reads keys from. */
static int enter(void **state)
{
    int ends[2];
    (void)state;
    headless_start();
    headless_size(24, 80);
    assert_int_equal(pipe(ends), 0);
    assert_true(dup2(ends[0], STDIN_FILENO) >= 0);
    progress_every(0);
    busy_hurry(0);
    erase();
    return 0;
}

static int leave(void **state)
{
    (void)state;
    busy_end();
    progress_every(-1);
    busy_hurry(-1);
    return 0;
}

static void expect_line(const char *want, const char *what, int64_t done, int64_t of, int w,
                        bool utf8)
{
    struct buf b = {0};
    bar_line(&b, what, done, of, w, 10, utf8);
    assert_string_equal(b.s, want);
    assert_true(text_width(b.s) <= w);
    buf_free(&b);
}

static void a_line(void **state)
{
    (void)state;
    expect_line("Doing  ██░░░░░░░░  25,000 of 100,000", "Doing", 25000, 100000, 79, true);
    expect_line("Doing  ##========  25,000 of 100,000", "Doing", 25000, 100000, 79, false);
    expect_line("Doing  ░░░░░░░░░░  0 of 7", "Doing", 0, 7, 79, true);
    expect_line("Doing  ██████████  7 of 7", "Doing", 7, 7, 79, true);
    expect_line("Doing", "Doing", 0, 0, 79, true);
    expect_line("Doing  1,234,567", "Doing", 1234567, 0, 79, true);
    /* the bar gives way first, then the words' end */
    expect_line("Doing  ████░░  2 of 3", "Doing", 2, 3, 21, true);
    expect_line("Doing  2 of 3", "Doing", 2, 3, 14, true);
    expect_line("Doi…", "Doing", 2, 3, 4, true);
    expect_line("Ise salinir  2 of 3", "İşə salınır", 2, 3, 20, false);
}

static void a_box(void **state)
{
    (void)state;
    struct err err = {0};
    mvaddstr(2, 3, "what was there");
    busy_begin(false);
    assert_true(progress_step("Taking in answers", 12400, 100000, &err));
    assert_shown("Taking in answers");
    assert_shown("12,400 of 100,000");
    assert_shown("what was there");
    assert_true(progress_step("Taking in answers", 12500, 100000, &err));
    int y, x;
    getyx(stdscr, y, x);
    assert_shown("12,500 of 100,000");
    assert_int_equal(y, headless_find("12,500")); /* where a screen reader reads */
    assert_true(x > 0);
    headless_size(12, 40);
    assert_true(progress_step("A word too long for so small a screen as this", 1, 2, &err));
    assert_shown("1 of 2");
    assert_true(busy_end());
}

static void no_box_before_its_time(void **state)
{
    (void)state;
    struct err err = {0};
    busy_hurry(1000000);
    busy_begin(false);
    assert_true(progress_step("Taking in answers", 1, 100, &err));
    assert_not_shown("Taking in answers");
    assert_false(busy_end());
}

static void only_esc_is_heard(void **state)
{
    (void)state;
    struct err err = {0};
    busy_begin(false);
    assert_true(progress_step("Working", 1, 100, &err));
    ungetch('3');
    ungetch('y');
    assert_true(progress_step("Working", 2, 100, &err));
    ungetch(27);
    assert_false(progress_step("Working", 3, 100, &err));
    assert_int_equal(err.status, REFUSED);
    assert_string_equal(err_text(&err), "Broken off: nothing was changed");
    assert_false(progress_step("Working", 4, 100, &err)); /* and stays so */
    assert_true(busy_end());
    assert_true(progress_step("Working", 5, 100, &err));
    err_clear(&err);
}

static void keys_of_that_time_are_gone(void **state)
{
    (void)state;
    struct err err = {0};
    busy_begin(false);
    assert_true(progress_step("Working", 1, 100, &err));
    ungetch('3');
    assert_true(busy_end());
    assert_int_equal(term_read(0).kind, INPUT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_line, enter, leave),
        cmocka_unit_test_setup_teardown(a_box, enter, leave),
        cmocka_unit_test_setup_teardown(no_box_before_its_time, enter, leave),
        cmocka_unit_test_setup_teardown(only_esc_is_heard, enter, leave),
        cmocka_unit_test_setup_teardown(keys_of_that_time_are_gone, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

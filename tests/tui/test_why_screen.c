/* The why screen: where y leads, rows and folds, ways on and back, every size. */
#include "tests/tui/headless.h"

static struct app *app;
static struct campaign *campaign;

static void begin(int rows, int cols, unsigned flags)
{
    campaign_close(&campaign);
    campaign = office_open();
    if (flags) {
        campaign_close(&campaign);
        campaign = office_open_file("2019.meyar", flags);
    }
    setenv("LANGUAGE", "en", 1);
    char *key = mem_printf("place:%s", small_path("2019.meyar"));
    state_put(key, NULL);
    free(key);
    headless_start();
    headless_size(rows, cols);
    app = app_new(campaign);
    app_draw(app);
}

static void end(void)
{
    app_free(&app);
    campaign_close(&campaign);
    headless_stop();
}

/* The row where the cursor is. */
static const char *here(void)
{
    app_draw(app); /* whoever reads cells moves it */
    return headless_row(getcury(stdscr));
}

static void assert_here(const char *text)
{
    if (!strstr(here(), text)) {
        headless_dump(stderr);
        fail_msg("the cursor is not on: %s", text);
    }
}

static void rows_fold_and_unfold(void **state)
{
    (void)state;
    begin(24, 80, 0);
    press(app, "Down Enter Down Down y");
    assert_string_equal(app_screen(app), "why");
    assert_here("Vehicle registration");
    assert_not_shown("Is the service in th");
    press(app, "Down Right");
    assert_here("Electronicization");
    assert_shown("5 of 5: Yes");
    press(app, "Right"); /* unfolded already: to its first part */
    assert_here("How far can the serv");
    assert_shown("gain");
    press(app, "Left"); /* no parts of its own: to what it is a part of */
    assert_here("Electronicization");
    press(app, "Left");
    assert_here("Electronicization +");
    assert_not_shown("5 of 5: Yes");
    press(app, "Enter");
    assert_shown("5 of 5: Yes");
    press(app, "Esc");
    assert_string_equal(app_screen(app), "body");
    assert_here("Vehicle registration");
    end();
}

static void what_is_open_to_read(void **state)
{
    (void)state;
    begin(24, 80, 0);
    press(app, "v v Down Enter Down Down Enter Home Right Right y g");
    assert_shown("Vehicle registration");
    assert_shown("so far = (40 × 9/15 + 30 × 12/15) / 70 = 68.6 %");
    press(app, "Esc");
    assert_string_equal(app_screen(app), "why");
    assert_here("Can the fee be paid");
    press(app, "Esc");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("question 3 of 10");
    end();
}

/* What was answered in between is in the figures when one comes back. */
static void it_reads_anew(void **state)
{
    (void)state;
    begin(24, 80, 0);
    press(app, "v v Down Enter Down Down y");
    assert_shown("28.3");
    press(app, "Down Right Down Down Down Enter"); /* the fee */
    assert_shown("question 3 of 10");
    press(app, "3 y");
    assert_here("20 of 20: Yes");
    assert_shown("= (4 + 5 + 20) / (10 + 5 + 20)");
    end();
}

static void the_body_itself(void **state)
{
    (void)state;
    begin(24, 80, 0);
    press(app, "Down Enter Home y");
    assert_here("The body itself");
    press(app, "Down Right Right");
    assert_here("Is there a ramp?");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("Is there a ramp?");
    assert_shown("On site"); /* it is of another stage than the one that was on show */
    end();
}

static void what_is_not_asked_is_not_gone_to(void **state)
{
    (void)state;
    begin(24, 80, 0);
    press(app, "Down Enter Down Down Down Down y Down Right Down Down Enter");
    assert_string_equal(app_screen(app), "why");
    assert_here("Is the service in the e-services reg");
    assert_shown("not asked as things stand");
    assert_shown("not asked, only where level != 'none'");
    end();
}

static void a_stopped_service_is_not_asked(void **state)
{
    (void)state;
    begin(24, 80, 0);
    press(app, "Down Enter Down Down Down Down Down y");
    assert_shown("Stopped, and in no sum: The function is no longer licensed");
    press(app, "Down Right Right Enter");
    assert_string_equal(app_screen(app), "why");
    assert_shown("A stopped service is not evaluated: nothing is asked.");
    end();
}

static void read_only_files_have_it_too(void **state)
{
    (void)state;
    begin(24, 80, OPEN_READ_ONLY);
    press(app, "Down y Down Down Down Enter");
    assert_shown("28.3 %");
    press(app, "q");
    assert_shown("Its services");
    assert_here("Vehicle registration");
    press(app, "q");
    assert_string_equal(app_screen(app), "bodies");
    end();
}

/* Every row at every size: nothing is drawn beside the screen, the cursor is on the row. */
static void any_size(void **state)
{
    static const int sizes[][2] = {{12, 40}, {13, 47}, {16, 60}, {24, 80}, {30, 110}, {60, 200}};

    (void)state;
    begin(24, 80, 0);
    press(app, "Down y");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        headless_size(sizes[i][0], sizes[i][1]);
        app_resized(app);
        press(app, "Home");
        for (int k = 0; k < 30; k++) {
            press(app, k % 4 == 3 ? "Right" : "Down");
            assert_true(headless_reverse(getcury(stdscr), getcurx(stdscr)));
            press(app, "g Down PgDn End Esc");
        }
        press(app, "End PgUp Left Left Left");
    }
    headless_size(1, 1);
    app_resized(app);
    press(app, "Down");
    headless_size(24, 80);
    app_resized(app);
    press(app, "Home");
    assert_here("Ministry of Transport");
    end();
}

int main(void)
{
#define ROOM(test) cmocka_unit_test_setup_teardown(test, small_enter, small_leave)
    const struct CMUnitTest tests[] = {
        ROOM(rows_fold_and_unfold),
        ROOM(what_is_open_to_read),
        ROOM(it_reads_anew),
        ROOM(the_body_itself),
        ROOM(any_size),
        ROOM(a_stopped_service_is_not_asked),
        ROOM(read_only_files_have_it_too),
        ROOM(what_is_not_asked_is_not_gone_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

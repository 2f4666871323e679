/* Trends on the screen: of a body, of all, of the whole campaign; breaks are drawn as breaks. */
#include "tests/tui/golden.h"

#include "model/report.h"
#include "tests/help/years.h"
#include "tui/marks.h"

static struct campaign *campaign;
static struct app *app;

/* 2015 from published totals, then four campaigns. */
static int enter(void **state)
{
    static const char totals[] =
        "campaign,bodies,services,rateable,offline,stopped,poor,fair,good\n"
        "2015,2,10,8,1,1,4,3,1\n";
    struct err err = {0};
    int rows;

    small_enter(state);
    setenv("LANGUAGE", "en", 1);
    years_make();
    campaign = small_open("2019.meyar");
    if (!import_totals(campaign, "totals.csv", totals, strlen(totals), false, &rows, &err)) {
        fail_msg("%s", err_text(&err));
    }
    headless_start();
    headless_size(24, 80);
    app = app_new(campaign);
    app_draw(app);
    return 0;
}

static int leave(void **state)
{
    app_free(&app);
    campaign_close(&campaign);
    headless_stop();
    return small_leave(state);
}

static void open_trends(const char *from)
{
    press(app, from);
    press(app, ":");
    press(app, "'trends");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "trends");
}

static int row_of(const char *text)
{
    int y = headless_find(text);
    assert_true(y >= 0);
    return y;
}

static void assert_row(const char *text, const char *also)
{
    const char *row = headless_row(row_of(text));
    if (!strstr(row, also)) {
        fail_msg("not in \"%s\": %s", row, also);
    }
}

/* A body's figures: breaks between the columns, a change only where it can be told. */
static void test_a_body(void **state)
{
    (void)state;
    open_trends("Down Enter");
    assert_row("  Beta Board  ", "2016   2017   2018   2019");
    assert_row("House", "50.0  100.0 ┊ 50.0 ┊ 50.0");
    assert_row("House", "▅█┊▅┊▅");
    assert_shown("┊ rubric 1 → 2: scores stay comparable");
    assert_shown("┊ rubric 2 → 3: scores can't be compared");
    /* Below the list the chosen row, a line per campaign: 2019 has no change to tell. */
    press(app, "End");
    assert_row(" 2017  █", "100.0  ▲ 50.0");
    assert_row(" 2018  █", "50.0  ▼ 50.0");
    const char *last = headless_row(row_of(" 2019  █"));
    assert_null(strstr(last, "▲"));
    assert_null(strstr(last, "▼"));
    /* In full, in a box. */
    press(app, "Enter");
    assert_shown("┌ House ");
    press(app, "Esc");
    assert_not_shown("┌ House ");
    assert_string_equal(app_screen(app), "trends");
    /* The other bodies, as the list has them; at its end a sentence. */
    press(app, "h");
    assert_shown("Alpha Office");
    press(app, "h");
    assert_shown("It is the first body of the list");
    press(app, "Right");
    assert_shown("Beta Board");
    press(app, "y");
    assert_string_equal(app_screen(app), "why");
    press(app, "q q");
    assert_string_equal(app_screen(app), "body");
}

static void test_views(void **state)
{
    (void)state;
    open_trends("Home");
    /* From the list all bodies, the largest fall first. */
    assert_shown("Body, largest f");
    assert_row("Beta Board", "┊");
    press(app, "s");
    assert_not_shown("Body, largest f");
    press(app, "Tab");
    assert_row("All services  ", "2019");
    assert_shown(" 2015*  ");
    assert_shown("* from published totals");
    press(app, "Down Down"); /* to the poor ones */
    assert_row(" 2015*  █", "50.0");
    press(app, "y");
    assert_shown("A share of the whole campaign is counted");
    press(app, "h");
    assert_shown("Choose a body first");
    press(app, "s");
    assert_shown("Only the list of all bodies is sorted.");
    press(app, "Tab");
    assert_row("Score", "┊");
    press(app, "Tab Down Enter");
    assert_shown("House");
    press(app, "q"); /* to the list of all of them */
    assert_string_equal(app_screen(app), "trends");
    press(app, "q");
    assert_string_equal(app_screen(app), "bodies");
}

/* From the campaign's report its shares; other screens know which body is on show here. */
static void test_ways(void **state)
{
    (void)state;
    press(app, ":");
    press(app, "'campaign report");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "report");
    open_trends("Home");
    assert_shown("All services");
    press(app, "q q Down Enter");
    open_trends("Home");
    press(app, "h");
    assert_shown("Alpha Office");
    press(app, ":");
    press(app, "'scorecard");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "scorecard");
    assert_shown("Alpha Office");
}

/* What is stored meanwhile is there at once. */
static void test_fresh(void **state)
{
    (void)state;
    open_trends("Down Enter");
    assert_row("House", "┊ 50.0");
    small_answer(campaign, "beta", "", "b_ramp", "yes", NULL);
    press(app, "y q");
    assert_row("House", "┊ 100.0");
}

struct picture {
    const char *name;
    int rows, cols;
    const char *language, *from, *keys;
    bool ascii;
};
static const struct picture pictures[] = {
    {"trends-body-80x24", 24, 80, "en", "Down Enter", "Down", false},
    {"trends-body-120x40", 40, 120, "en", "Down Enter", "Down", false},
    {"trends-body-200x60", 60, 200, "en", "Down Enter", "Down", false},
    {"trends-body-40x12", 12, 40, "en", "Down Enter", "Down", false},
    {"trends-body-ascii-80x24", 24, 80, "en", "Down Enter", "Down", true},
    {"trends-figures-80x24", 24, 80, "en", "Down Enter", "End Enter", false},
    {"trends-figures-40x12", 12, 40, "en", "Down Enter", "End Enter", false},
    {"trends-bodies-80x24", 24, 80, "en", "Down", "", false},
    {"trends-campaign-80x24", 24, 80, "en", "Down", "Tab", false},
    {"trends-campaign-120x40", 40, 120, "en", "Down", "Tab", false},
    {"trends-campaign-40x12", 12, 40, "en", "Down", "Tab", false},
    {"az-trends-body-80x24", 24, 80, "az", "Down Enter", "Down", false},
    {"az-trends-body-120x40", 40, 120, "az", "Down Enter", "Down", false},
    {"az-trends-body-200x60", 60, 200, "az", "Down Enter", "Down", false},
    {"az-trends-campaign-80x24", 24, 80, "az", "Down", "Tab", false},
};

static void test_pictures(void **state)
{
    int wrong = 0;

    (void)state;
    for (size_t i = 0; i < sizeof pictures / sizeof pictures[0]; i++) {
        const struct picture *p = &pictures[i];
        app_free(&app);
        golden_speak(p->language);
        char *key = mem_printf("place:%s", small_path("2019.meyar"));
        state_put(key, NULL);
        free(key);
        headless_size(p->rows, p->cols);
        marks_use_utf8(!p->ascii);
        app = app_new(campaign);
        app_draw(app);
        press(app, p->from);
        press(app, ":");
        press(app, strcmp(p->language, "az") == 0 ? "'dinamika" : "'trends");
        press(app, "Enter");
        press(app, p->keys);
        wrong += !golden_same(p->name);
    }
    marks_use_utf8(true);
    golden_speak("en");
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_body, enter, leave),
        cmocka_unit_test_setup_teardown(test_views, enter, leave),
        cmocka_unit_test_setup_teardown(test_ways, enter, leave),
        cmocka_unit_test_setup_teardown(test_fresh, enter, leave),
        cmocka_unit_test_setup_teardown(test_pictures, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

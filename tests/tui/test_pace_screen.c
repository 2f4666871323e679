/* Progress on the screen: on Tuesday a supervisor sees that Friday will be missed. */
#include "tests/tui/golden.h"

#include "model/setting.h"

static struct campaign *campaign;
static struct app *app;

static int32_t day(const char *text)
{
    int32_t d;
    assert_true(date_parse(text, &d));
    return d;
}

static void start(const char *by, unsigned flags)
{
    struct err err = {0};
    struct writer w = {by, "key"};

    campaign = campaign_open(small_path("demo.meyar"), flags, &w, &err);
    assert_non_null(campaign);
    app = app_new(campaign);
    app_draw(app);
    press(app, ":");
    press(app, strcmp(getenv("LANGUAGE"), "az") == 0 ? "'gedişat" : "'progress");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "progress");
}

static void stop(void)
{
    app_free(&app);
    campaign_close(&campaign);
}

static int enter(void **state)
{
    small_enter(state);
    setenv("LANGUAGE", "en", 1);
    clock_fix_today(day("2019-04-23"));
    small_demo(small_path("demo.meyar"));
    headless_start();
    headless_size(24, 80);
    start("Kamilə Uzuntalalı", 0);
    return 0;
}

static int leave(void **state)
{
    stop();
    headless_stop();
    return small_leave(state);
}

static void test_friday(void **state)
{
    (void)state;
    assert_shown("no end set");
    assert_shown("i sets the end");
    /* What is no day is said beside the field, which keeps it. */
    press(app, "i");
    press(app, "'soon");
    press(app, "Enter");
    assert_shown("'soon' is no day");
    press(app, "Ctrl-U");
    press(app, "'2019-04-26");
    press(app, "Enter");
    assert_shown("The end is Fri 2019-04-26.");
    assert_shown("end Fri 2019-04-26");
    struct arena *a = arena_new();
    assert_string_equal(setting_get(campaign, "end", a), "2019-04-26");
    arena_free(&a);
    /* Tuesday: one will make it, one won't, of one nobody can tell. */
    assert_shown("in time");
    assert_shown("days late");
    assert_shown("can't be told");
    press(app, "Down Down Down");
    assert_shown("Mon 2019-05-13: Fri 2019-04-26 will be");
    assert_shown("missed by 11 working days.");
    assert_shown("Days: Monday to Friday");
    press(app, "End");
    assert_shown("All together");
    press(app, "Enter");
    assert_shown("Choose an inspector");
    /* The same again changes nothing; empty takes it away. */
    press(app, "i Enter");
    assert_shown("end Fri 2019-04-26");
    press(app, "i Ctrl-U Enter");
    assert_shown("no end set");
}

/* Holidays are skipped: with three days off in that week nobody is in time. */
static void test_days_off(void **state)
{
    (void)state;
    struct err err = {0};
    assert_true(setting_put(campaign, "end", "2019-04-26", &err));
    press(app, "o");
    assert_shown(" Days off:");
    press(app, "'2019-04-24,never");
    press(app, "Enter");
    assert_shown("'never' is no day off");
    press(app, "Ctrl-U");
    press(app, "'2019-04-24..2019-04-28");
    press(app, "Enter");
    assert_shown("5 days off are set.");
    assert_not_shown("in time");
    press(app, "Down Down Down");
    assert_shown("Days: Monday to Friday without 5 days off (2 at weekends);");
    assert_shown("1 day left");
    assert_shown("missed by 14 working days.");
    press(app, "o");
    assert_shown("2019-04-24..2019-04-28");
    press(app, "Esc o Enter"); /* as it was */
    assert_shown("without 5 days off");
    press(app, "o Ctrl-U Enter");
    assert_shown("No days off are set any more.");
    press(app, "Up Down");
    assert_shown("no days off set");
    assert_shown("in time");
}

/* One inspector's bodies, and on to one of them. */
static void test_bodies(void **state)
{
    (void)state;
    press(app, "Enter");
    assert_shown("Progress › Aytən Sarıyurdlu");
    assert_shown("sent back");
    assert_not_shown("Elşad");
    press(app, "q");
    assert_shown("Elşad");
    press(app, "r");
    assert_shown("There is no body here.");
    press(app, "Enter Down r");
    assert_string_equal(app_screen(app), "scorecard");
    press(app, "q Enter");
    assert_string_equal(app_screen(app), "body");
    press(app, "q");
    assert_string_equal(app_screen(app), "progress");
    assert_shown("Progress › Aytən Sarıyurdlu");
}

/* Who only helps has a row, and no bodies to show. */
static void test_helper(void **state)
{
    (void)state;
    stop();
    setenv("MEYAR_BY", "Köməkçi", 1);
    campaign = small_open("demo.meyar");
    small_answer(campaign, "TEH", "", "outage_hours", "19", NULL);
    campaign_close(&campaign);
    setenv("MEYAR_BY", "Tester", 1);
    start("Kamilə Uzuntalalı", 0);
    press(app, "End Up");
    assert_shown("  Köməkçi                      0                   0     1.0  inspects no body");
    assert_shown("Inspects no body: these answers were given at bodies of others.");
    assert_shown("1 answer given on 1 working day: 1.0 a day");
    assert_not_shown("0 of 0 answered");
    press(app, "Enter");
    assert_shown("This person inspects no body.");
    assert_shown("Progress ");
}

/* Who is no supervisor, or may not write, is told so; everything is shown all the same. */
static void test_locked(void **state)
{
    (void)state;
    stop();
    start("Rauf Daşqalalı", 0);
    press(app, "i");
    assert_shown("Only a supervisor changes what the campaign is set to.");
    press(app, "o");
    assert_not_shown(" Days off:");
    assert_shown("A supervisor sets the end");
    stop();
    start("Kamilə Uzuntalalı", OPEN_READ_ONLY);
    press(app, "i");
    assert_not_shown("End of the campaign:");
    assert_shown("Aytən");
}

struct picture {
    const char *name;
    int rows, cols;
    const char *language, *keys;
};
static const struct picture pictures[] = {
    {"progress-80x24", 24, 80, "en", "Down Down Down"},
    {"progress-120x40", 40, 120, "en", "Down Down Down"},
    {"progress-200x60", 60, 200, "en", "Down Down Down"},
    {"progress-40x12", 12, 40, "en", "Down Down Down"},
    {"progress-bodies-80x24", 24, 80, "en", "Down Down Enter Down"},
    {"progress-bodies-120x40", 40, 120, "en", "Down Down Enter Down"},
    {"progress-end-80x24", 24, 80, "en", "i"},
    {"progress-end-40x12", 12, 40, "en", "i"},
    {"progress-off-80x24", 24, 80, "en", "o"},
    {"progress-off-40x12", 12, 40, "en", "o"},
    {"az-progress-80x24", 24, 80, "az", "Down Down Down"},
    {"az-progress-120x40", 40, 120, "az", "Down Down Down"},
    {"az-progress-200x60", 60, 200, "az", "Down Down Down"},
};

static void test_pictures(void **state)
{
    struct err err = {0};
    int wrong = 0;

    (void)state;
    assert_true(setting_put(campaign, "end", "2019-04-26", &err));
    for (size_t i = 0; i < sizeof pictures / sizeof pictures[0]; i++) {
        const struct picture *p = &pictures[i];
        stop();
        golden_speak(p->language);
        headless_size(p->rows, p->cols);
        start("Kamilə Uzuntalalı", 0);
        press(app, p->keys);
        wrong += !golden_same(p->name);
    }
    golden_speak("en");
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_friday, enter, leave),
        cmocka_unit_test_setup_teardown(test_days_off, enter, leave),
        cmocka_unit_test_setup_teardown(test_bodies, enter, leave),
        cmocka_unit_test_setup_teardown(test_helper, enter, leave),
        cmocka_unit_test_setup_teardown(test_locked, enter, leave),
        cmocka_unit_test_setup_teardown(test_pictures, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

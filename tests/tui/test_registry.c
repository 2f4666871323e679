/* The registry changed on screen, answers kept aside, and a rubric moved under the screens. */
#include "tests/tui/running.h"
#include "tui/busy.h"

#include <unistd.h>

static int enter(void **state)
{
    busy_hurry(1000000);                /* no box listens to keys that nobody presses */
    return running_enter(state, "v v"); /* all stages */
}

static void run_named(const char *words)
{
    press(app, ":");
    press(app, words);
    press(app, "Enter");
}

#define assert_screen(name) assert_string_equal(app_screen(app), name)

static void to_transport(void)
{
    press(app, "Home Down Enter Home");
    assert_screen("body");
    assert_shown("Ministry of Transport");
}

/* ---- rows ---- */

static void test_a_new_service(void **state)
{
    static const int sizes[][2] = {{24, 80}, {40, 120}, {12, 40}};
    (void)state;
    to_transport();
    for (int i = 0; i < 3; i++) {
        headless_size(sizes[i][0], sizes[i][1]);
        app_resized(app);
        run_named("'new service");
        assert_screen("new-service");
        assert_shown("A new service");
        assert_shown("Code");
        assert_shown("Short name");
        press(app, "Ctrl-U");
        press(app, "'T2");
        press(app, "Enter Ctrl-U");
        press(app, "'Again");
        press(app, "Enter Enter");
        assert_screen("new-service"); /* refused, and said beside the field */
        assert_shown("there already");
        press(app, "Esc");
        assert_screen("body");
    }
    headless_size(24, 80);
    app_resized(app);
    /* What was typed comes back. */
    run_named("'new service");
    assert_shown("T2");
    assert_shown("Again");
    press(app, "Ctrl-U");
    press(app, "'T99");
    press(app, "Down Ctrl-U");
    press(app, "'Night bus licence");
    press(app, "Up Down Enter Enter");
    assert_screen("body");
    assert_shown("Added behind the others");
    assert_shown("▶·  Night bus licence");
    press(app, "u");
    assert_not_shown("Night bus licence ");
    press(app, ":");
    press(app, "'new service");
    press(app, "Enter");
    assert_not_shown("T99"); /* stored: no draft is left */
    press(app, "Esc");
    assert_true(small_clean(campaign));
}

static void test_rename_stop_withdraw(void **state)
{
    (void)state;
    to_transport();
    press(app, "Down Down");
    run_named("'rename");
    assert_screen("rename");
    assert_shown("Vehicle registration");
    press(app, "Ctrl-U");
    press(app, "Enter Enter");
    assert_shown("name is missing");
    press(app, "Up");
    press(app, "'Car registration");
    press(app, "Enter Enter");
    assert_screen("body");
    assert_shown("Car registration");
    run_named("'stop or");
    assert_screen("stop");
    press(app, "Enter");
    assert_shown("needs its reason");
    press(app, "'No licence");
    press(app, "Enter");
    assert_screen("body");
    assert_shown("×  Car registration");
    run_named("'stop or"); /* the other way there is nothing to type */
    assert_screen("body");
    assert_not_shown("×  Car registration");
    run_named("'withdraw");
    assert_shown("Withdrawn, its answers kept");
    assert_not_shown("! Car registration");
    assert_true(small_clean(campaign));
    run_named("'kept aside");
    assert_screen("aside");
    assert_shown("MOT/T2  Car registration");
    assert_shown("level = ");
    assert_shown("the row is withdrawn");
    press(app, "Esc");
    run_named("'bring back");
    assert_screen("withdrawn");
    assert_shown("MOT/T2  Car registration");
    press(app, "Enter");
    assert_screen("body");
    assert_shown("! Car registration");
    press(app, "Home");
    run_named("'withdraw");
    assert_shown("withdrawn in the list of bodies");
    press(app, "Esc q");
    assert_screen("bodies");
    run_named("'new body");
    press(app, "'NEW");
    press(app, "Enter");
    press(app, "'A new office");
    press(app, "Enter Enter");
    assert_shown("▶·  A new office");
    run_named("'withdraw");
    assert_not_shown("▶·  A new office");
    assert_true(small_clean(campaign));
}

static void test_read_only_says_why(void **state)
{
    (void)state;
    to_transport();
    running_again(OPEN_READ_ONLY);
    press(app, "q Home Down Enter Home Down");
    run_named("'new service");
    assert_screen("palette");
    assert_shown("Read only");
    press(app, "Esc");
    run_named("'bring back");
    assert_screen("withdrawn");
    assert_shown("Nothing is withdrawn");
    press(app, "Enter Esc");
    run_named("'kept aside");
    assert_shown("every answer counts");
    press(app, "Esc");
    assert_screen("body");
}

/* ---- another version of the rubric ---- */

static void put_otherwise(char **text, const char *from, const char *to)
{
    char *at = strstr(*text, from);
    struct buf b = {0};
    assert_non_null(at);
    buf_addn(&b, *text, (size_t)(at - *text));
    buf_add(&b, to);
    buf_add(&b, at + strlen(from));
    free(*text);
    *text = b.s;
}

/* Version 2: a question renamed, one gone, another rating. Its path. */
static const char *next_version(void)
{
    FILE *f = fopen("tests/tui/data/rubric.yaml", "r");
    struct buf b = {0};
    char line[4096];
    while (fgets(line, sizeof line, f)) {
        if (!strstr(line, "{id: documents,")) {
            buf_add(&b, line);
        }
    }
    fclose(f);
    put_otherwise(&b.s, "version: \"1\"", "version: \"2\"");
    put_otherwise(&b.s, "from: 70", "from: 75");
    put_otherwise(&b.s, "{id: fee_shown,", "{id: fee_seen,");
    const char *path = small_path("rubric-2.yaml");
    f = fopen(path, "w");
    fprintf(f, "%sreplaces:\n  fee_shown: fee_seen\n", b.s);
    fclose(f);
    free(b.s);
    return path;
}

static void to_preview(const char *path)
{
    run_named("'rubric: move");
    assert_screen("rubric-file");
    char *typed = mem_printf("'%s", path);
    press(app, typed);
    free(typed);
    press(app, "Enter");
}

static void test_moves_under_the_screens(void **state)
{
    static const int sizes[][2] = {{40, 120}, {12, 40}, {24, 80}};
    (void)state;
    const char *path = next_version();
    to_transport();
    press(app, "Down Down Enter Home");
    /* To fee_shown: its id is another in version 2, and its number too. */
    press(app, "Right Right Right Right");
    assert_shown("question 5 of 10");
    assert_shown(" Is the fee shown");
    for (int i = 0; i < 3; i++) {
        headless_size(sizes[i][0], sizes[i][1]);
        app_resized(app);
        to_preview(path);
        assert_screen("rubric");
        assert_shown("Version 1 → 2");
        assert_shown("Y moves the campaign;");
        press(app, "End Home Down Enter");
        assert_screen("rubric");
        assert_shown("Nothing is done yet");
        press(app, "Esc Esc");
        assert_screen("questions");
        assert_string_equal(campaign_rubric(campaign, 0)->version, "1");
    }
    to_preview(path);
    assert_shown("question fee_shown is now fee_seen");
    press(app, "Y");
    assert_screen("questions");
    assert_shown("version 2 now");
    assert_string_equal(campaign_rubric(campaign, 0)->version, "2");
    assert_shown("question 5 of 9");
    assert_shown(" Is the fee shown");
    assert_true(small_clean(campaign));
    /* All goes on as before, and undo does not touch it. */
    press(app, "1");
    assert_true(small_clean(campaign));
    press(app, "u u q q");
    assert_string_equal(campaign_rubric(campaign, 0)->version, "2");
    assert_screen("bodies");
    /* The same again is nothing to do; a file that is none is told. */
    to_preview(path);
    assert_screen("rubric-file");
    assert_shown("has this rubric already");
    press(app, "Esc");
    to_preview("/nowhere/r.yaml");
    assert_screen("rubric-file");
    press(app, "Esc");
    assert_true(small_clean(campaign));
}

/* Another process moves it while somebody looks, with a note half typed. */
static void test_moved_by_another(void **state)
{
    (void)state;
    const char *path = next_version();
    struct err err = {0};
    to_transport();
    press(app, "Down Down Enter Home");
    running_again(OPEN_READ_ONLY);
    assert_screen("questions");
    press(app, "End Right"); /* the closing line, or near it */
    struct campaign *other = office_open_file("2019.meyar", 0);
    struct rubric_text *text = rubric_text_read(path, &err);
    struct rubric_move m;
    struct arena *a = arena_new();
    assert_non_null(text);
    if (!rubric_apply(other, text, &m, a, &err)) {
        fail_msg("%s", err_text(&err));
    }
    press(app, "Left");
    assert_shown("The rubric is now version 2");
    assert_screen("questions");
    assert_string_equal(campaign_rubric(campaign, 0)->version, "2");
    press(app, "Left Right End Home Tab Down Enter q");
    assert_screen("body");
    press(app, "y");
    press(app, "Down Enter q q");
    arena_free(&a);
    rubric_text_free(&text);
    campaign_close(&other);
}

static void test_only_a_supervisor_moves(void **state)
{
    (void)state;
    const char *path = next_version();
    struct err err = {0};
    assert_true(people_put(campaign, "Boss", PERSON_SUPERVISOR, &err));
    assert_true(people_put(campaign, "Inspector A", PERSON_INSPECTOR, &err));
    app_resized(app);
    to_preview(path);
    assert_screen("rubric");
    press(app, "Y");
    assert_screen("rubric");
    assert_shown("Only a supervisor");
    press(app, "Esc Esc");
    assert_string_equal(campaign_rubric(campaign, 0)->version, "1");
    to_transport();
    press(app, "Down Down");
    run_named("'withdraw");
    assert_shown("Only a supervisor");
    press(app, "Esc");
    run_named("'rename"); /* Inspector B's body */
    assert_shown("its inspector");
}

#define SCREEN_TEST(f) cmocka_unit_test_setup_teardown(f, enter, running_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(test_a_new_service),      SCREEN_TEST(test_rename_stop_withdraw),
        SCREEN_TEST(test_read_only_says_why), SCREEN_TEST(test_moves_under_the_screens),
        SCREEN_TEST(test_moved_by_another),   SCREEN_TEST(test_only_a_supervisor_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

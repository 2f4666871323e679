/* The box of remarks on the screens, and where remarks show. */
#include "tests/tui/running.h"

static int enter(void **state)
{
    return running_enter(state, "v v Home Down"); /* all stages; the Ministry of Transport */
}

/* The screens anew, by somebody else: who made the campaign is its supervisor. */
static void as(const char *by)
{
    struct err err = {0};
    struct writer w = {by, "key"};

    app_free(&app);
    campaign_close(&campaign);
    campaign = campaign_open(small_path("2019.meyar"), 0, &w, &err);
    if (!campaign) {
        fail_msg("%s", err_text(&err));
    }
    app = app_new(campaign);
    app_draw(app);
}

static void write_remark(const char *service, const char *question, const char *text)
{
    struct err err = {0};
    if (!remark_write(campaign, "MOT", service, question, text, &err)) {
        fail_msg("%s", err_text(&err));
    }
}

static int waiting(const char *service)
{
    return remarks_waiting(campaign, 0, "MOT", service);
}

static void test_written_answered_settled(void **state)
{
    (void)state;
    press(app, "m");
    assert_string_equal(app_screen(app), "remarks");
    assert_shown("No remark here yet.");
    press(app, "Enter 'The fees");
    press(app, "Enter 'are not shown");
    press(app, "Esc");
    assert_shown("The remark is stored.");
    assert_shown("The fees are not shown");
    assert_shown("open");
    press(app, "Esc");
    assert_string_equal(app_screen(app), "bodies");
    assert_int_equal(waiting(""), 1);
    assert_int_equal(waiting(NULL), 1);
    assert_shown("✎ Ministry of Transport");
    assert_shown("1 remark");

    as("Inspector B");
    press(app, "Home Down m d");
    assert_shown("Who wrote it settles it, or a supervisor; you can answer it");
    assert_int_equal(waiting(NULL), 1);
    press(app, "Enter");
    assert_shown("Answer to the remark");
    press(app, "'They are now");
    press(app, "Esc");
    assert_shown("Answered.");
    assert_shown("They are now");
    assert_shown("Answer  Inspector B, ");
    assert_int_equal(waiting(NULL), 1);

    as("Inspector A");
    press(app, "Home Down m d");
    assert_shown("Settled: it is kept, and waits no more.");
    assert_int_equal(waiting(NULL), 0);
    assert_shown("Settled  Inspector A, ");
    press(app, "Enter"); /* a settled one is not answered, and Enter writes no new one */
    assert_shown("It is settled");
    press(app, "d");
    assert_shown("Opened again.");
    assert_int_equal(waiting(NULL), 1);
    press(app, "u");
    assert_shown("Undone: Ministry of Transport: a remark");
    assert_int_equal(waiting(NULL), 0);
    assert_true(small_clean(campaign));
}

/* Nothing is stored but what was written, and what was typed comes back after a kill. */
static void test_drafts(void **state)
{
    (void)state;
    press(app, "m m Esc");
    assert_shown("Nothing was written, so nothing is stored.");
    assert_int_equal(waiting(NULL), 0);
    press(app, "m 'half a rem");
    app_idle(app);
    as("Inspector A");
    assert_int_equal(waiting(NULL), 0);
    press(app, "Home Down m m");
    assert_shown("half a rem");
    press(app, "'ark");
    press(app, "Esc");
    assert_shown("half a remark");
    press(app, "m");
    assert_not_shown("half a remark half");
    press(app, "Esc Esc");
    assert_int_equal(waiting(NULL), 1);
}

static void test_where_they_show(void **state)
{
    (void)state;
    write_remark("T2", "level",
                 "Look at the form again, it can be sent by now, they say in the letter");
    press(app, "Enter");
    assert_shown("✎ Vehicle registration");
    press(app, "Home Down Down m");
    assert_shown("Vehicle registration › How far");
    press(app, "Right");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("question 1 of 10");
    assert_shown("Remark   Look at the form again");
    assert_shown("(Inspector A, ");
    assert_shown("open) … m more");
    press(app, "m Right");
    assert_shown("It is about the question on show.");
    press(app, "Enter 'Yes");
    press(app, "Esc Esc");
    assert_shown("answered) … m more");
    press(app, "Tab");
    assert_int_equal(headless_find("✎ How far") >= 0, true);
    press(app, "Esc L");
    assert_shown("with a remark 1");
    press(app, "Esc m d Esc");
    assert_shown("settled) … m more");
    press(app, "Tab");
    assert_not_shown("✎");
}

static void test_filter(void **state)
{
    (void)state;
    write_remark("T2", NULL, "The whole of it");
    press(app, "f 'with rem");
    press(app, "Enter");
    assert_shown("with remarks");
    assert_shown("Ministry of Transport");
    assert_not_shown("Ministry of Education");
    press(app, "Enter f 'with rem");
    press(app, "Enter");
    assert_shown("Vehicle registration");
    assert_not_shown("Taxi permit");
}

static void next(const char *what)
{
    press(app, ": '");
    for (const char *s = what; *s; s++) {
        app_key(app, key_char((unsigned char)*s));
    }
    press(app, "Enter");
}

static void test_from_one_to_the_next(void **state)
{
    (void)state;
    next("next remark that");
    assert_shown("No remark waits after this place.");
    write_remark("T3", "level", "a question");
    write_remark("T2", NULL, "a service");
    write_remark("", NULL, "the body");
    press(app, "Home");
    next("next remark that");
    assert_string_equal(app_screen(app), "bodies");
    press(app, "m");
    assert_shown("Remarks  3, not settled 3");
    press(app, "Esc");
    next("next remark that");
    assert_string_equal(app_screen(app), "body");
    press(app, "m");
    assert_shown("a service");
    press(app, "Esc");
    next("next remark that");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("Remark   a question");
    next("next remark that");
    assert_shown("No remark waits after this place.");
    next("previous remark that");
    assert_string_equal(app_screen(app), "body");
    next("previous remark that");
    assert_string_equal(app_screen(app), "bodies");
    next("previous remark that");
    assert_shown("No remark waits before this place.");
}

/* The hardware cursor stands on the chosen row. */
static void assert_cursor_chosen(void)
{
    int y, x;
    getyx(stdscr, y, x);
    assert_true(headless_reverse(y, x));
}

/* A long remark, many of them, a small screen, a text that would act on the terminal. */
static void test_sizes(void **state)
{
    static const int sizes[][2] = {{24, 80}, {40, 120}, {12, 40}, {60, 200}};
    char text[4000];

    (void)state;
    for (size_t i = 0; i < sizeof text - 1; i++) {
        text[i] = i % 7 == 6 ? ' ' : i % 50 == 49 ? '\n' : 'x';
    }
    text[sizeof text - 1] = '\0';
    for (int i = 0; i < 30; i++) {
        write_remark("T2", i % 2 ? "level" : NULL, i % 3 ? "Short \xE2\x80\xAEtxet" : text);
    }
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        headless_size(sizes[i][0], sizes[i][1]);
        app_resized(app);
        press(app, "m");
        assert_cursor_chosen();
        assert_shown("Remarks  30, not settled 30");
        assert_not_shown("\xE2\x80\xAE");
        press(app, "Home g");
        assert_shown("The remark in full");
        press(app, "End PgUp Esc PgDn Up End");
        assert_cursor_chosen();
        press(app, "m 'a");
        assert_shown("Remark");
        press(app, "Backspace Esc Esc");
        assert_string_equal(app_screen(app), "bodies");
    }
}

static void test_read_only(void **state)
{
    (void)state;
    write_remark("", NULL, "read me");
    running_again(OPEN_READ_ONLY);
    press(app, "Home Down m");
    assert_shown("read me");
    press(app, "Enter");
    assert_shown("Read only");
    press(app, "d");
    assert_shown("Read only");
    press(app, "m");
    assert_string_equal(app_screen(app), "remarks");
    assert_shown("Read only");
}

/* Its answer is settled elsewhere while one writes: what was typed is not lost. */
static void test_refused(void **state)
{
    (void)state;
    struct err err = {0};
    struct remark *list;
    struct arena *a = arena_new();
    int n;

    write_remark("", NULL, "to be settled");
    press(app, "m Enter 'late");
    assert_true(remarks_list(campaign, "MOT", NULL, NULL, 0, &list, &n, a, &err));
    assert_true(remark_settle(campaign, &list[0], &err));
    press(app, "Esc");
    assert_shown("late");
    assert_shown("It is settled");
    assert_string_equal(app_screen(app), "remarks");
    press(app, "Ctrl-U Esc Esc");
    assert_string_equal(app_screen(app), "bodies");
    arena_free(&a);
}

static void test_keys_at_random(void **state)
{
    static const char *const keys[] = {"m",    "Enter", "Esc",  "d", "g",    "Right", "Left",
                                       "Down", "Up",    "Home", "q", "u",    "F1",    "Space",
                                       "x",    "l",     "j",    ":", "PgDn", "Tab",   "Ctrl-U",
                                       "a",    "L",     "v",    "n", "Esc",  "Esc"};
    uint64_t seed = 7;

    (void)state;
    write_remark("T2", "level", "one");
    write_remark("T2", NULL, "two");
    write_remark("", NULL, "three");
    for (int i = 0; i < 1500 && !app_over(app); i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        const char *key = keys[(seed >> 33) % (sizeof keys / sizeof keys[0])];
        if (strcmp(key, "q") == 0 && strcmp(app_screen(app), "bodies") == 0) {
            continue;
        }
        press(app, key);
    }
    assert_true(small_clean(campaign));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter, running_leave)
        TEST(test_written_answered_settled),
        TEST(test_drafts),
        TEST(test_where_they_show),
        TEST(test_filter),
        TEST(test_from_one_to_the_next),
        TEST(test_sizes),
        TEST(test_read_only),
        TEST(test_refused),
        TEST(test_keys_at_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

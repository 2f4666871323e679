/* Palette, help, messages and history in use. */
#include "tests/tui/running.h"

#include <time.h>

#include "tui/messages.h"
#include "tui/when.h"

static int enter(void **state)
{
    return running_enter(state, "v v"); /* all stages */
}

/* "MOT" and "T2": to the first question of Vehicle registration. */
static void to_level(void)
{
    press(app, "Home Down Enter Home Down Down Enter Home");
    assert_shown("question 1 of 10");
}

#define assert_screen(name) assert_string_equal(app_screen(app), name)

/* What stands for the question "level", and its note. */
static const char *level(const char **note)
{
    static char value[64], text[512];
    struct err err = {0};
    struct work *w = work_open(campaign, 0, "MOT", "T2", &err);
    assert_non_null(w);
    const struct standing *s = work_standing(w, block_question(work_block(w), "level")->index);
    snprintf(value, sizeof value, "%s", s->value ? s->value : "");
    snprintf(text, sizeof text, "%s", s->note ? s->note : "");
    work_close(&w);
    if (note) {
        *note = text;
    }
    return value;
}

static char *score(void)
{
    struct err err = {0};
    struct buf b = {0};
    assert_true(score_json(campaign, 0, NULL, NULL, &b, &err));
    return b.s;
}

/* ---- palette ---- */

static void test_runs_what_is_chosen(void **state)
{
    (void)state;
    to_level();
    press(app, ":");
    assert_screen("palette");
    press(app, "'note");
    assert_shown("▶ Write a note");
    press(app, "Enter");
    assert_screen("questions");
    assert_shown("┌ Note");
    press(app, "Esc");
    app_key(app, key_char('p' & 0x1f)); /* Ctrl-P */
    press(app, "'outline");
    press(app, "Enter");
    assert_shown("Enter go there");
    press(app, ":"); /* of the outline */
    assert_shown("Go to the chosen question");
    assert_not_shown("Write a note");
    press(app, "Esc Esc");
    assert_shown("question 1 of 10");
}

static void test_esc_changes_nothing(void **state)
{
    (void)state;
    to_level();
    press(app, ": Down Down Down x q");
    assert_screen("palette");
    press(app, "Esc");
    assert_screen("questions");
    assert_string_equal(level(NULL), "forms");
}

/* Its key is what one may remember of an action. */
static void test_key_finds_its_action(void **state)
{
    (void)state;
    to_level();
    press(app, ":");
    press(app, "'t");
    assert_shown("▶ Answer that it can't be told");
    press(app, "Ctrl-U");
    press(app, "'Backspace");
    assert_shown("▶ Take the answer back");
    press(app, "Ctrl-U");
    press(app, "'CANT tell");
    assert_shown("▶ Answer that it can't be told");
    press(app, "Ctrl-U");
    press(app, "'qwerty");
    assert_shown("No action of this screen has these words.");
    press(app, "Enter"); /* nothing is chosen */
    assert_screen("palette");
}

static void test_says_why_not(void **state)
{
    (void)state;
    to_level();
    press(app, ":");
    press(app, "'not applicable");
    assert_shown("▶ × Answer that it is not applicable");
    assert_shown("it can't be n/a");
    press(app, "Enter"); /* says it once more, and stays */
    assert_screen("palette");
    press(app, "Esc");
    assert_not_shown("it can't be n/a");
    press(app, "x");
    assert_shown("it can't be n/a");
    press(app, "Backspace Backspace");
    assert_shown("Nothing is answered here yet.");
    press(app, "-");
    assert_shown("No number below zero is asked for here.");
}

static void test_read_only_is_a_reason(void **state)
{
    (void)state;
    running_again(OPEN_READ_ONLY);
    press(app, "v v v"); /* all stages, by the key: none follows a state */
    to_level();
    press(app, ":");
    press(app, "'write a note");
    assert_shown("▶ × Write a note");
    assert_shown("│ Read only: ");
    press(app, "Esc");
    assert_not_shown("c note"); /* the bottom line has what works */
    press(app, "c");
    assert_shown("Read only: ");
    press(app, "1");
    assert_shown("Read only: ");
    assert_string_equal(level(NULL), "forms");
}

/* ---- messages ---- */

static void open_messages(void)
{
    press(app, ":");
    press(app, "'messages");
    press(app, "Enter");
    assert_screen("messages");
}

static void test_messages_are_kept(void **state)
{
    (void)state;
    to_level();
    press(app, "x x x"); /* the same: one message */
    press(app, "-");
    open_messages();
    int first = headless_find("No number below zero"), second = headless_find("it can't be n/a");
    assert_true(first > 0 && second == first + 1); /* the latest first */
    assert_true(strstr(headless_row(second + 1), "n/a") == NULL);
    press(app, "Esc");
    assert_screen("questions");
    running_again(OPEN_READ_ONLY);
    open_messages();
    assert_shown("Warning: Read only");
    assert_shown("it can't be n/a");
    press(app, "/");
    press(app, "'zero");
    assert_shown("No number below zero");
    assert_not_shown("it can't be n/a");
    press(app, "Esc");
    assert_shown("it can't be n/a");
    press(app, "q");
    assert_screen("questions");
}

static void test_messages_are_bounded(void **state)
{
    struct arena *a = arena_new();
    struct messages *m = messages_new(), *other = messages_new();
    struct said *list;

    (void)state;
    char *huge = mem_alloc(100001);
    memset(huge, 'x', 100000);
    state_put("messages", "of no use\n2019-10-15T14:03:40Z\terror\ttwo\\nlines \\\\ and so on\n");
    messages_add(m, ROLE_WARNING, "a\tb\nc \\ d");
    messages_add(other, ROLE_TEXT, "of another meyar");
    messages_keep(m);
    messages_keep(other);
    assert_int_equal(messages_read(m, &list, a), 3);
    assert_string_equal(list[0].text, "of another meyar");
    assert_string_equal(list[1].text, "a\tb\nc \\ d");
    assert_int_equal(list[1].role, ROLE_WARNING);
    assert_string_equal(list[2].text, "two\nlines \\ and so on");
    assert_int_equal(list[2].role, ROLE_ERROR);
    for (int i = 0; i < 3 * MESSAGES_MOST; i++) {
        messages_add(m, ROLE_TEXT, arena_printf(a, "message %d", i));
        if (i % 70 == 0) {
            messages_keep(m);
        }
    }
    messages_add(m, ROLE_TEXT, huge);
    messages_keep(m);
    assert_int_equal(messages_read(m, &list, a), MESSAGES_MOST);
    assert_string_equal(list[1].text, "message 599");
    assert_int_equal(strlen(list[0].text), 2000);
    messages_free(&m);
    messages_free(&other);
    free(huge);
    arena_free(&a);
}

/* ---- help ---- */

static void test_help_finds_keys_and_marks(void **state)
{
    (void)state;
    to_level();
    press(app, "? /");
    press(app, "'conflict");
    int y = getcury(stdscr); /* before anything is read from the cells */
    assert_shown("conflict: two answers stand");
    assert_not_shown("Write a note");
    assert_int_equal(y, headless_find("Keys that work here › conflict"));
    press(app, "Enter"); /* keys are commands again */
    press(app, "Down");
    assert_shown("conflict: two answers stand");
    press(app, "/ Ctrl-U");
    press(app, "'backspace");
    assert_shown("Take the answer back");
    press(app, "Esc");
    assert_shown("Write a note"); /* all of it again */
    press(app, "/");
    press(app, "'qwerty");
    assert_shown("Nothing here has these words.");
    press(app, "F1"); /* its key takes it away */
    assert_screen("questions");
    press(app, "? q");
    assert_screen("questions");
    assert_string_equal(level(NULL), "forms");
}

static void test_help_where_one_types(void **state)
{
    (void)state;
    to_level();
    press(app, "c F1");
    assert_screen("help");
    assert_shown("Store the note and close it");
    assert_not_shown("Write a note");
    press(app, "Esc");
    assert_shown("┌ Note");
}

/* ---- history ---- */

static void test_restoring(void **state)
{
    const char *note;

    (void)state;
    to_level();
    char *before = score();
    press(app, "5 c Ctrl-U");
    press(app, "'Not so");
    press(app, "Esc");
    char *between = score();
    assert_string_not_equal(before, between);
    press(app, "H");
    assert_screen("history");
    assert_int_equal(headless_find("Forms to download → Start to finish online"), 4);
    press(app, "End R");
    int y = getcury(stdscr); /* before anything is read from the cells */
    assert_shown("Restored to Forms to download: How far");
    assert_int_equal(y, 3); /* what was restored is the latest, and chosen */
    assert_shown("restored");
    assert_string_equal(level(&note), "forms");
    assert_string_equal(note, "The form is a scanned page");
    char *after = score();
    assert_string_equal(before, after);
    press(app, "R"); /* it stands */
    assert_shown("That answer stands already.");
    press(app, "q"); /* the question below has read it anew */
    assert_screen("questions");
    assert_shown("28.3 – 88.6");
    assert_shown("The form is a scanned page");
    press(app, "5"); /* and can be answered on */
    assert_string_equal(level(NULL), "full");
    free(before);
    free(between);
    free(after);
}

static void test_nothing_to_restore(void **state)
{
    (void)state;
    to_level();
    press(app, "H R");
    assert_shown("There is no earlier answer.");
    press(app, "q Right Right H"); /* a question without an answer */
    assert_shown("Nothing was answered here yet.");
    press(app, "R");
    assert_shown("No row of the history is chosen.");
    press(app, "Enter");
    assert_screen("history");
    press(app, "q q");
    running_again(OPEN_READ_ONLY);
    to_level();
    press(app, "H R");
    assert_string_equal(level(NULL), "forms");
}

static void test_history_of_a_service_and_a_body(void **state)
{
    (void)state;
    press(app, "Home Down H");
    assert_screen("history");
    assert_shown("The body itself › ");
    press(app, "q");
    assert_screen("bodies");
    press(app, "Enter Home H"); /* the body's own questions alone */
    assert_shown("Is there a ramp?");
    assert_not_shown("Some of them");
    press(app, "q Down Down H"); /* Vehicle registration */
    assert_shown("Vehicle registration › History");
    assert_not_shown("Is there a ramp?");
    assert_shown("Some of them");
    press(app, "End Enter"); /* to that question */
    assert_screen("questions");
    assert_shown("question 1 of 10");
    press(app, "q"); /* step by step */
    assert_shown("Vehicle registration › History");
    press(app, "q q");
    assert_screen("bodies");
}

static void test_local_time(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    setenv("TZ", "AZT-4", 1);
    tzset();
    assert_string_equal(when_local(a, "2019-10-15T21:03:40Z", "%Y-%m-%d %H:%M:%S"),
                        "2019-10-16 01:03:40");
    assert_string_equal(when_local(a, "2019-10-15", "%Y"), "2019-10-15");
    assert_string_equal(when_local(a, "", "%Y"), "");
    unsetenv("TZ");
    arena_free(&a);
}

#define SCREEN_TEST(test) cmocka_unit_test_setup_teardown(test, enter, running_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(test_runs_what_is_chosen),
        SCREEN_TEST(test_esc_changes_nothing),
        SCREEN_TEST(test_key_finds_its_action),
        SCREEN_TEST(test_says_why_not),
        SCREEN_TEST(test_read_only_is_a_reason),
        SCREEN_TEST(test_messages_are_kept),
        SCREEN_TEST(test_messages_are_bounded),
        SCREEN_TEST(test_help_finds_keys_and_marks),
        SCREEN_TEST(test_help_where_one_types),
        SCREEN_TEST(test_restoring),
        SCREEN_TEST(test_nothing_to_restore),
        SCREEN_TEST(test_history_of_a_service_and_a_body),
        SCREEN_TEST(test_local_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

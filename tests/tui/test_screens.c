/* The screens in use: keys in, what stands in the cells and in the file out. */
#include "tests/tui/running.h"

#include <signal.h>
#include <sys/resource.h>

#include "tui/marks.h"
#include "tui/widgets/answers.h"

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

/* Is it the question on show? It may also stand elsewhere, as the next one. */
static bool asks(const char *ask)
{
    return strncmp(headless_row(4) + 1, ask, strlen(ask)) == 0;
}

/* To a question of Number plate choice, which has one of every kind. */
static void to_kind(const char *ask)
{
    press(app, "Home Down Enter End Enter Home");
    for (int i = 0; i < 20 && !asks(ask); i++) {
        press(app, "Right");
    }
    assert_true(asks(ask));
}

/* What stands for a question, "" nothing; and its note. */
static const char *standing(const char *service, const char *question, const char **note)
{
    static char value[512], text[512];
    struct err err = {0};
    struct work *w = work_open(campaign, 0, "MOT", service, &err);

    assert_non_null(w);
    const struct question *q = block_question(work_block(w), question);
    const struct standing *s = work_standing(w, q->index);
    snprintf(value, sizeof value, "%s", s->value ? s->value : "");
    snprintf(text, sizeof text, "%s", s->note ? s->note : "");
    work_close(&w);
    if (note) {
        *note = text;
    }
    return value;
}

#define assert_value(service, question, value)                                                     \
    assert_string_equal(standing(service, question, NULL), value)

/* ---- answering ---- */

static void test_every_type_has_a_way(void **state)
{
    (void)state;
    for (int i = 0; i < nqtypes; i++) {
        bool asked = qtypes[i].id != Q_CALC;
        assert_true((answering_of(qtypes[i].id) != NOT_ASKED) == asked);
    }
}

static void test_digit_answers_and_stays(void **state)
{
    (void)state;
    to_level();
    press(app, "5");
    assert_value("T2", "level", "full");
    assert_shown("question 1 of 10");
    assert_shown("saved ");
    assert_shown("● ");
    assert_shown("35.1 – 95.5"); /* 15/35 and 35/35 of the first criterion */
    assert_int_equal(getcury(stdscr), headless_find("Start to finish online"));
    press(app, "Enter");
    assert_shown("question 2 of 10");
}

static void test_space_answers_what_is_under_the_cursor(void **state)
{
    (void)state;
    to_level();
    press(app, "Up Up Space");
    assert_value("T2", "level", "none");
    press(app, "j j j Space");
    assert_value("T2", "level", "sent");
}

static void test_two_digits(void **state)
{
    (void)state;
    to_kind("Which ways");
    press(app, "1");
    assert_value("T6", "ways", "esign|bank|tax");
    assert_shown("1_ ");
    press(app, "0");
    assert_value("T6", "ways", "esign|bank|tax|counter");
    press(app, "9 9");
    assert_shown("There is no answer 99 here.");
    press(app, "0 Esc");
    assert_not_shown("0_ ");
    assert_string_equal(app_screen(app), "questions");
    press(app, "0 Backspace");
    assert_not_shown("0_ ");
    assert_value("T6", "ways", "esign|bank|tax|counter");
    press(app, "2 Enter"); /* "2" is 02 */
    assert_value("T6", "ways", "esign|mobile_sign|bank|tax|counter");
}

static void test_none_of_these(void **state)
{
    (void)state;
    to_kind("Which ways");
    press(app, "1 3");
    assert_value("T6", "ways", "-");
    press(app, "1 3"); /* nobody has said anything then */
    assert_value("T6", "ways", "");
    press(app, "0 1");
    assert_value("T6", "ways", "esign");
    press(app, "0 1"); /* nor is taking out the last one "none of these" */
    assert_value("T6", "ways", "");
}

static void test_scale(void **state)
{
    (void)state;
    to_kind("How clear");
    press(app, "4");
    assert_value("T6", "clarity", "4");
    assert_shown("[4]");
    press(app, "7");
    assert_shown("There is no answer 7 here.");
    press(app, "Down Space");
    assert_value("T6", "clarity", "5");
    press(app, "Enter");
    assert_shown("How warm");
    press(app, "- 0 5");
    assert_value("T6", "warmth", "-5");
    press(app, "2 1");
    assert_value("T6", "warmth", "21");
    assert_shown("[21]");
}

static void test_number(void **state)
{
    (void)state;
    to_kind("How many pages");
    press(app, "1 2");
    assert_value("T6", "steps", "");
    press(app, "Enter");
    assert_value("T6", "steps", "12");
    assert_shown("12 pages");
    press(app, "Space 0 Enter"); /* what stands is gone on with */
    assert_value("T6", "steps", "12");
    assert_shown("120");
    assert_shown("0 and 60"); /* one line says what is wrong, the field keeps what was typed */
    press(app, "Backspace Enter");
    assert_value("T6", "steps", "12");
    press(app, "7 Enter"); /* a digit begins anew */
    assert_value("T6", "steps", "7");
    press(app, "Space Ctrl-U Enter");
    assert_value("T6", "steps", "");
}

static void test_minus_opens_a_number(void **state)
{
    (void)state;
    to_kind("How many pages");
    press(app, "- 3 Enter");
    assert_shown("-3");
    assert_value("T6", "steps", "");
    press(app, "Esc");
    assert_shown("kept as a draft");
}

static void test_date_and_address(void **state)
{
    (void)state;
    to_kind("On which day");
    press(app, "'2024-02-31");
    press(app, "Enter");
    assert_value("T6", "seen", "");
    press(app, "Backspace Backspace 2 9 Enter");
    assert_value("T6", "seen", "2024-02-29");
    press(app, "Enter");
    assert_shown("At which address");
    press(app, "Enter");
    press(app, "'https://example.org/start");
    press(app, "Enter");
    assert_value("T6", "address", "https://example.org/start");
}

static void test_text(void **state)
{
    (void)state;
    to_kind("What does the page call");
    press(app, "5"); /* no digit chooses here */
    assert_shown("Enter opens the field");
    press(app, "Enter");
    press(app, "'q? nxN:");
    press(app, "Enter");
    assert_value("T6", "words", "q? nxN:");
    press(app, "Enter"); /* answered: goes on */
    assert_shown("On which day");
    press(app, "Left ı Ctrl-U");
    press(app, "'n/a");
    press(app, "Enter");
    assert_value("T6", "words", "'n/a"); /* the words, not the answer */
    assert_not_shown("Answered: not applicable");
}

static void test_take_back(void **state)
{
    (void)state;
    to_level();
    press(app, "Backspace");
    assert_value("T2", "level", "");
    assert_shown("Taken back: Forms to download");
    press(app, "Backspace");
    assert_shown("Nothing is answered here yet.");
}

static void test_not_applicable(void **state)
{
    const char *note;

    (void)state;
    to_level();
    press(app, "x"); /* na: false */
    assert_shown("it can't be n/a");
    press(app, "Right x");
    assert_shown("Not applicable: why?");
    assert_shown("There is no such channel"); /* the last one, filled in */
    press(app, "Ctrl-U Enter");
    assert_shown("A reason is needed");
    assert_value("T2", "register", "yes");
    press(app, "'It is 1 of 2");
    press(app, "Enter");
    assert_string_equal(standing("T2", "register", &note), "n/a");
    assert_string_equal(note, "It is 1 of 2");
    assert_shown("Answered: not applicable");
    press(app, "Right x");
    press(app, headless_find("1  There is no such") >= 0 ? "1" : "2"); /* by its number */
    assert_string_equal(standing("T2", "payment", &note), "n/a");
    assert_string_equal(note, "There is no such channel");
    press(app, "Right x Enter"); /* what it was before */
    assert_string_equal(standing("T2", "mobile", &note), "n/a");
    assert_string_equal(note, "There is no such channel");
}

static void test_cannot_tell(void **state)
{
    const char *note;

    (void)state;
    to_level();
    press(app, "t");
    assert_shown("Can't tell: why?");
    press(app, "Ctrl-U 2"); /* once one types, digits are text */
    press(app, "' days of silence");
    press(app, "Enter");
    assert_string_equal(standing("T2", "level", &note), "cannot-tell");
    assert_string_equal(note, "2 days of silence");
}

static void test_note(void **state)
{
    const char *note;

    (void)state;
    to_level();
    press(app, "c Ctrl-U a Enter b Esc");
    standing("T2", "level", &note);
    assert_string_equal(note, "a\nb");
    assert_value("T2", "level", "forms");
    press(app, "c Ctrl-U Esc");
    standing("T2", "level", &note);
    assert_string_equal(note, "");
    press(app, "Right Right Right"); /* not applicable: its note is the reason */
    press(app, "c Ctrl-U Esc");
    assert_shown("can't be empty");
    assert_shown("┌ Note");
    press(app, "o Esc");
    assert_string_equal(standing("T2", "mobile", &note), "n/a");
    assert_string_equal(note, "o");
}

static void test_note_without_an_answer(void **state)
{
    const char *note;

    (void)state;
    to_level();
    press(app, "Right Right c z Esc");
    assert_string_equal(standing("T2", "payment", &note), "");
    assert_string_equal(note, "z");
}

/* ---- drafts ---- */

static void test_draft_comes_back(void **state)
{
    (void)state;
    to_kind("How many pages");
    press(app, "3 3 Esc");
    assert_shown("kept as a draft");
    assert_shown("Draft");
    running_again(0);
    assert_shown("How many pages");
    assert_shown("33");
    press(app, "Space Enter");
    assert_value("T6", "steps", "33");
    assert_not_shown("Draft");
    running_again(0);
    assert_not_shown("Draft");
}

static void test_draft_is_kept_without_leaving(void **state)
{
    (void)state;
    to_level();
    press(app, "c");
    press(app, "' twice");
    app_idle(app); /* two seconds later; what follows is a kill */
    struct arena *a = arena_new();
    const char *draft = draft_get(campaign, "MOT", "T2", "level", "note", a);
    assert_string_equal(draft ? draft : "", "The form is a scanned page twice");
    arena_free(&a);
}

static void test_draft_equal_to_what_stands_is_none(void **state)
{
    (void)state;
    to_kind("How many pages");
    press(app, "3 Enter");
    press(app, "Space 4 Backspace Esc");
    assert_not_shown("draft");
    assert_not_shown("Draft");
}

/* ---- moving ---- */

static void test_inactive_questions_are_not_walked(void **state)
{
    (void)state;
    to_level();
    press(app, "1"); /* not offered: nothing else is asked */
    assert_shown("question 1 of 1");
    assert_shown("Not electronic");
    press(app, "Enter");
    assert_shown("That was the last question here.");
    press(app, "Left 3");
    assert_shown("question 1 of 10");
}

static void test_closing_line(void **state)
{
    (void)state;
    to_level();
    press(app, "End Enter");
    assert_shown("That was the last question here.");
    assert_shown("5 questions are open:");
    assert_shown("n goes to the next open question: Taxi permit");
    press(app, "Enter Enter Right");
    assert_shown("That was the last question here.");
    press(app, "n");
    assert_shown("Taxi permit");
    assert_shown("question 1 of");
}

static void test_next_open_over_services(void **state)
{
    (void)state;
    to_level();
    press(app, "n");
    assert_shown("Can the fee be paid");
    press(app, "n n n n");
    assert_shown("Is there help beside the form?");
    press(app, "n");
    assert_shown("Taxi permit");
    press(app, "N");
    assert_shown("Is there help beside the form?");
    press(app, "q");
    assert_string_equal(app_screen(app), "body");
    assert_true(headless_reverse(headless_find("Vehicle registration"), 4));
}

static void test_next_open_ends(void **state)
{
    (void)state;
    press(app, "Home N");
    assert_shown("No open question before this one");
    press(app, "End Enter End n");
    for (int i = 0; i < 30 && headless_find("No open question after") < 0; i++) {
        press(app, "n");
    }
    assert_shown("No open question after this one");
}

static void test_stages(void **state)
{
    (void)state;
    to_level();
    press(app, "v"); /* from all to the desk's: the first question is of the visit */
    assert_shown("Desk review");
    assert_shown("of 8");
    press(app, "v");
    assert_shown("On site");
    assert_shown("question 2 of 2");
    press(app, "v");
    assert_shown("all stages");
}

static void test_outline(void **state)
{
    (void)state;
    to_level();
    press(app, "Tab");
    assert_shown("┌ Outline");
    press(app, "Down Down Enter");
    assert_shown("question 3 of 10");
    press(app, "Tab Esc");
    assert_shown("question 3 of 10");
    assert_not_shown("┌ Outline");
}

static void test_guidance(void **state)
{
    (void)state;
    to_level();
    press(app, "g");
    assert_shown("Take the way that most applicants take");
    press(app, "x q");
    assert_string_equal(app_screen(app), "questions");
    assert_value("T2", "level", "forms"); /* x did nothing there */
    press(app, "Right g");
    assert_shown("no more to this question");
}

static void test_other_keyboards(void **state)
{
    (void)state;
    to_level();
    press(app, "т");
    assert_shown("a letter of another alphabet");
    assert_value("T2", "level", "forms");
    press(app, "Down");
    assert_not_shown("a letter of another alphabet");
}

static void test_help_shows_what_runs(void **state)
{
    (void)state;
    to_level();
    press(app, "?");
    assert_shown("can't be told");
    assert_not_shown("is not applicable, with the reason"); /* this question is never */
    press(app, "Esc Right ?");
    assert_shown("is not applicable, with the reason");
    press(app, "q c F1");
    assert_shown("Store the note and close it");
    press(app, "Esc Esc");
    assert_string_equal(app_screen(app), "questions");
}

static void test_stopped_service_is_not_asked(void **state)
{
    (void)state;
    press(app, "Home Down Enter End Up Enter");
    assert_string_equal(app_screen(app), "body");
    assert_shown("A stopped service is not evaluated");
    assert_shown("The function is no longer licensed");
}

static void test_comes_back_to_the_place(void **state)
{
    (void)state;
    to_level();
    press(app, "Right Right");
    assert_shown("question 3 of 10");
    running_again(0);
    assert_shown("question 3 of 10");
    assert_shown("Vehicle registration");
    assert_shown("all stages");
    press(app, "q q Down");
    running_again(0);
    assert_string_equal(app_screen(app), "bodies");
    assert_true(headless_reverse(headless_find("State Customs"), 4));
}

static void test_leaving(void **state)
{
    (void)state;
    to_level();
    press(app, "q Esc");
    assert_string_equal(app_screen(app), "bodies");
    press(app, "Esc");
    assert_false(app_over(app));
    press(app, "q");
    assert_true(app_over(app));
}

/* ---- what goes wrong ---- */

static void test_read_only_says_why(void **state)
{
    (void)state;
    app_free(&app);
    campaign_close(&campaign);
    campaign = office_open_file("2019.meyar", OPEN_READ_ONLY);
    app = app_new(campaign);
    app_draw(app);
    press(app, "v v v");
    assert_shown("read only");
    to_level();
    static const char *const keys[] = {"5", "Space", "c", "t", "Backspace"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        press(app, "Down");
        press(app, keys[i]);
        assert_shown("reading only");
        assert_shown("question 1 of 10");
    }
    /* What only reads goes on. */
    press(app, "g");
    assert_shown("Take the way that most applicants take");
    press(app, "Esc Enter");
    assert_shown("question 2 of 10");
    assert_value("T2", "level", "forms");
}

/* No file may grow: as if the disk was full. */
static void disk_full(bool on)
{
    struct rlimit limit;

    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = on ? 0 : limit.rlim_max;
    setrlimit(RLIMIT_FSIZE, &limit);
}

static void test_not_saved_is_said(void **state)
{
    (void)state;
    to_level();
    disk_full(true);
    press(app, "5");
    assert_shown("not saved: ");
    assert_shown("28.3 – 88.6"); /* what is stored is what is shown */
    assert_value("T2", "level", "forms");
    press(app, "c");
    press(app, "' more");
    press(app, "Esc");
    assert_shown("┌ Note"); /* nothing that was typed is lost */
    assert_shown("scanned page more");
    disk_full(false);
    press(app, "Esc");
    assert_not_shown("┌ Note");
    assert_not_shown("not saved");
    assert_shown("saved ");
}

/* Names and answers from strangers act on no terminal: no control or invisible character is in a
 * cell. */
static void test_strangers_texts(void **state)
{
    const char *note = "\x1b[31mred\xe2\x80\xaetfel\xe2\x80\x8b \xef\xbb\xbf";
    struct err err = {0};

    (void)state;
    struct work *w = work_open(campaign, 0, "MOT", "T2", &err);
    int level = block_question(work_block(w), "level")->index;
    work_answer(w, level, NULL, note, &err);
    err_clear(&err);
    work_close(&w);
    to_level();
    press(app, "c");
    for (int y = 0; y < LINES; y++) {
        const char *s = headless_row(y);
        for (size_t len; *s; s += len) {
            assert_false(char_hidden(utf8_next(s, &len)));
        }
    }
}

/* ---- any size, any key ---- */

static void draw_at_all_sizes(void)
{
    static const int rows[] = {1, 2, 3, 11, 12, 13, 16, 18, 24, 40, 60},
                     cols[] = {1, 2, 9, 39, 40, 63, 64, 79, 80, 109, 110, 139, 140, 200};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (size_t k = 0; k < sizeof cols / sizeof cols[0]; k++) {
            headless_size(rows[i], cols[k]);
            app_resized(app);
            app_draw(app);
            assert_true(getcury(stdscr) >= 0 && getcury(stdscr) < rows[i]);
            assert_true(getcurx(stdscr) >= 0 && getcurx(stdscr) < cols[k]);
        }
    }
    headless_size(24, 80);
    app_resized(app);
    app_draw(app);
}

static void test_sizes(void **state)
{
    (void)state;
    draw_at_all_sizes();
    press(app, "?");
    draw_at_all_sizes();
    press(app, "q Home Down Enter End");
    draw_at_all_sizes();
    to_level();
    static const char *const modes[] = {"", "c", "Esc t", "Esc Tab", "Esc g", "Esc End Enter"};
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        press(app, modes[i]);
        draw_at_all_sizes();
    }
    press(app, "q q");
    to_kind("Which ways");
    for (int i = 0; i < 7; i++) {
        draw_at_all_sizes();
        press(app, "Right");
    }
    assert_shown("question ");
}

static void test_small_screen_takes_no_answers(void **state)
{
    (void)state;
    to_level();
    headless_size(10, 30);
    app_resized(app);
    press(app, "5");
    headless_size(24, 80);
    app_resized(app);
    app_draw(app);
    assert_shown("question 1 of 10");
    assert_value("T2", "level", "forms");
}

/* Whatever is pressed: the screens hold, the cursor is on them, and the file is sound. */
static void test_random_keys(void **state)
{
    static const char *const keys[] = {
        "Enter",  "Esc",    "Tab", "Space", "Backspace", "Up",   "Down", "Left", "Right", "PgUp",
        "PgDn",   "Home",   "End", "F1",    "?",         "n",    "N",    "v",    "x",     "t",
        "c",      "g",      "i",   "-",     "0",         "1",    "2",    "3",    "4",     "5",
        "6",      "7",      "8",   "9",     "ə",         "т",    "j",    "k",    "h",     "l",
        "Delete", "Ctrl-U", "日",  "a",     "Enter",     "Down", "1",    "Right"};
    uint32_t seed = 7;

    (void)state;
    for (int i = 0; i < 3000 && !app_over(app); i++) {
        seed = seed * 1664525 + 1013904223;
        app_key(app, named_key(keys[(seed >> 16) % (sizeof keys / sizeof keys[0])]));
        if (i % 50 == 0) {
            app_idle(app);
            app_paste(app, "pasted\ntext");
        }
        app_draw(app);
        assert_true(getcury(stdscr) < LINES && getcurx(stdscr) < COLS);
    }
    assert_true(small_clean(campaign));
}

#define SCREEN_TEST(test) cmocka_unit_test_setup_teardown(test, enter, running_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_type_has_a_way),
        SCREEN_TEST(test_digit_answers_and_stays),
        SCREEN_TEST(test_space_answers_what_is_under_the_cursor),
        SCREEN_TEST(test_two_digits),
        SCREEN_TEST(test_none_of_these),
        SCREEN_TEST(test_scale),
        SCREEN_TEST(test_number),
        SCREEN_TEST(test_minus_opens_a_number),
        SCREEN_TEST(test_date_and_address),
        SCREEN_TEST(test_text),
        SCREEN_TEST(test_take_back),
        SCREEN_TEST(test_not_applicable),
        SCREEN_TEST(test_cannot_tell),
        SCREEN_TEST(test_note),
        SCREEN_TEST(test_note_without_an_answer),
        SCREEN_TEST(test_draft_comes_back),
        SCREEN_TEST(test_draft_is_kept_without_leaving),
        SCREEN_TEST(test_draft_equal_to_what_stands_is_none),
        SCREEN_TEST(test_inactive_questions_are_not_walked),
        SCREEN_TEST(test_closing_line),
        SCREEN_TEST(test_next_open_over_services),
        SCREEN_TEST(test_next_open_ends),
        SCREEN_TEST(test_stages),
        SCREEN_TEST(test_outline),
        SCREEN_TEST(test_guidance),
        SCREEN_TEST(test_other_keyboards),
        SCREEN_TEST(test_help_shows_what_runs),
        SCREEN_TEST(test_stopped_service_is_not_asked),
        SCREEN_TEST(test_comes_back_to_the_place),
        SCREEN_TEST(test_leaving),
        SCREEN_TEST(test_read_only_says_why),
        SCREEN_TEST(test_not_saved_is_said),
        SCREEN_TEST(test_strangers_texts),
        SCREEN_TEST(test_sizes),
        SCREEN_TEST(test_small_screen_takes_no_answers),
        SCREEN_TEST(test_random_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

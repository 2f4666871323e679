/* Much at once, and taking it back: marks, one answer for many, the year before's, undo and redo.
 */
#include "tests/tui/running.h"

static int enter(void **state)
{
    return running_enter(state, "v v"); /* all stages */
}

static void redo(void)
{
    app_key(app, key_char(18)); /* Ctrl-R */
    app_draw(app);
}

/* What stands for a question of a service of MOT: "" nothing. */
static const char *standing(const char *service, const char *question)
{
    static char value[512];
    struct err err = {0};
    struct work *w = work_open(campaign, 0, "MOT", service, &err);

    assert_non_null(w);
    const struct standing *s = work_standing(w, block_question(work_block(w), question)->index);
    snprintf(value, sizeof value, "%s", s->value ? s->value : "");
    work_close(&w);
    return value;
}

static int64_t events(void)
{
    struct err err = {0};
    char *report = NULL;
    int64_t n = 0;

    if (!campaign_verify(campaign, &n, &report, &err)) {
        fail_msg("%s", report);
    }
    free(report);
    return n;
}

/* MOT with the cursor on its first service. */
static void to_mot(void)
{
    press(app, "Home Down Enter Home Down");
}

static void test_marks(void **state)
{
    (void)state;
    to_mot();
    press(app, "Space");
    assert_shown("◆Driving licence exchange");
    assert_shown("1 marked");
    assert_shown("1 service is marked; i answers a question for it.");
    assert_int_equal(getcury(stdscr), headless_find("Vehicle registration"));
    press(app, "Down Down M"); /* a range from the last marked one */
    assert_shown("4 marked");
    assert_shown("◆Ship register extract");
    press(app, "Down Space"); /* stopped */
    assert_shown("A stopped service can't be marked");
    press(app, "Up Space"); /* takes it away again */
    assert_not_shown("◆Ship register extract");
    assert_shown("3 marked");
    press(app, "Up Enter q"); /* kept while one is in a service */
    assert_shown("◆Vehicle registration");
    assert_shown("3 marked");
    press(app, "A");
    assert_shown("5 marked");
    assert_not_shown("◆Route licence");
    press(app, "A");
    assert_shown("No service is marked now.");
    assert_not_shown(" marked  ");
    press(app, "M");
    assert_shown("A range goes from the service marked last");
    press(app, "Home Space");
    assert_shown("Only services are marked");
}

static void test_one_answer_for_many(void **state)
{
    (void)state;
    to_mot();
    press(app, "A i");
    assert_shown("Answer for 5 services: which question?");
    int64_t before = events();
    press(app, "'telephone");
    press(app, "Enter");
    assert_shown("1  Yes");
    press(app, "2");
    assert_shown("What it would change");
    assert_shown("New answer: No");
    assert_shown("Y stores it; nothing is stored yet.");
    press(app, "Enter"); /* the key that asked is not the one that says yes */
    assert_shown("Nothing is stored yet: Y stores it");
    assert_int_equal(events(), before);
    press(app, "Esc Esc Esc");
    assert_int_equal(events(), before);
    assert_shown("◆Taxi permit");
    press(app, "i 'telephone");
    press(app, "Enter 2");
    press(app, "Y");
    assert_shown("takes it back for all.");
    assert_not_shown("What it would change");
    assert_string_equal(standing("T1", "mobile"), "no");
    assert_string_equal(standing("T2", "mobile"), "no");
    assert_string_equal(standing("T3", "mobile"), ""); /* whether it is asked is open there */
    int64_t after = events();
    assert_true(after > before);
    press(app, "u");
    assert_shown("Undone: Ministry of Transport: ");
    assert_string_equal(standing("T1", "mobile"), "yes");
    assert_string_equal(standing("T2", "mobile"), "n/a");
    redo();
    assert_shown("Redone: Ministry of Transport: ");
    assert_string_equal(standing("T2", "mobile"), "no");
}

static void test_what_it_shows_first(void **state)
{
    (void)state;
    to_mot();
    press(app, "Space Space i Home Enter 5"); /* T1 and T2, level: full */
    assert_shown("1 overwrites an answer");
    press(app, "Down");
    assert_shown("Forms to download → Start to finish online");
    assert_shown(" → "); /* of the figures too */
    press(app, "Esc 3");
    assert_shown("New answer: Forms to download");
    assert_shown("1 has it already");
    press(app, "q q Esc");
    assert_shown("◆Vehicle registration");
}

static void test_ways_of_answering(void **state)
{
    (void)state;
    press(app, "Home Down Enter End i"); /* Number plate choice alone, which is asked everything */
    assert_shown("Answer for 1 service: which question?");
    press(app, "'ways");
    press(app, "Enter");
    assert_shown("[ ]");
    press(app, "Enter");
    assert_shown("Tick what applies first");
    press(app, "0 1 0 3");
    assert_shown("01  [x]");
    assert_shown("03  [x]");
    press(app, "0 1");
    assert_shown("01  [ ]");
    press(app, "Down Down Down Space Enter");
    assert_shown("What it would change");
    press(app, "Esc t");
    assert_shown("Can't tell: why?");
    press(app, "Enter");
    assert_shown("A reason is needed");
    press(app, "'Nobody there");
    press(app, "Enter");
    assert_shown("New answer: can't tell (Nobody there)");
    press(app, "Y");
    assert_string_equal(standing("T6", "ways"), "cannot-tell");
    press(app, "u");
    assert_shown("→");
}

static void test_taking_over(void **state)
{
    (void)state;
    to_mot();
    press(app, "Down Enter Home"); /* T2, level: forms; in 2018 info */
    press(app, "=");
    assert_shown("Taken over: Information only");
    assert_string_equal(standing("T2", "level"), "info");
    press(app, "=");
    assert_shown("answered as in 2018 already");
    press(app, "Right =");
    assert_shown("There is no answer of the campaign before");
    press(app, "u"); /* and back to the question that it was about */
    assert_shown("question 1 of 10");
    assert_shown("Information only → Forms to download");
    assert_string_equal(standing("T2", "level"), "forms");
    press(app, "q A =");
    assert_shown("As in 2018, for 5 services: which question?");
    press(app, "Enter");
    assert_shown("New answer: each as answered in 2018");
    press(app, "Y");
    assert_string_equal(standing("T2", "level"), "info");
    assert_string_equal(standing("T1", "level"), "sent");
    press(app, "u");
    assert_string_equal(standing("T2", "level"), "forms");
}

static void test_undo_everywhere(void **state)
{
    (void)state;
    to_mot();
    press(app, "Down Enter Home 4");
    assert_string_equal(standing("T2", "level"), "sent");
    press(app, "q q");
    press(app, "u");
    assert_shown("Undone: Vehicle registration, ");
    assert_string_equal(standing("T2", "level"), "forms");
    redo();
    assert_shown("Redone: Vehicle registration, ");
    redo();
    assert_shown("There is nothing to redo");
    assert_not_shown("not saved");
    running_again(0);
    press(app, "u");
    assert_shown("Undone: Vehicle registration, ");
    assert_string_equal(standing("T2", "level"), "forms");
    /* The import that made it is one change. */
    press(app, "u");
    assert_shown("Undone: 46 answers");
    assert_string_equal(standing("T2", "level"), "");
    press(app, "u");
    assert_shown("There is nothing to undo that was entered on this laptop");
    assert_not_shown("not saved");
    redo();
    assert_shown("Redone: 46 answers");
    events();
}

/* A question that was left in the middle of being typed is no change. */
static void test_undo_follows_on_screen(void **state)
{
    (void)state;
    to_mot();
    press(app, "Down Enter Home 4 Right Right Right");
    assert_not_shown("question 1 of 10");
    press(app, "u");
    assert_shown("question 1 of 10");
    assert_shown("2  ○  Information only");
    assert_shown("3  ●  Forms to download");
}

static void test_read_only(void **state)
{
    (void)state;
    app_free(&app);
    campaign_close(&campaign);
    campaign = office_open_file("2019.meyar", OPEN_READ_ONLY);
    app = app_new(campaign);
    to_mot();
    press(app, "Space u");
    assert_shown("Read only: ");
    press(app, "i");
    assert_shown("Read only: ");
    assert_not_shown("which question");
    press(app, "Enter =");
    assert_shown("Read only: ");
}

static void test_sizes(void **state)
{
    static const int sizes[][2] = {{12, 40}, {24, 80}, {40, 120}, {60, 200}, {13, 41}};
    static const char *const keys[] = {"A",    "i",   "Home", "Enter", "4",
                                       "Down", "End", "Esc",  "Esc",   "Esc"};

    (void)state;
    to_mot();
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        headless_size(sizes[i][0], sizes[i][1]);
        app_resized(app);
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
            press(app, keys[k]);
        }
        press(app, "A");
    }
}

static void test_random_keys(void **state)
{
    static const char *const keys[] = {"A",    "i",     "Enter", "Esc",  "Space", "1",  "2",
                                       "Down", "Up",    "M",     "x",    "t",     "=",  "u",
                                       "Y",    "Enter", "Enter", "PgDn", "-",     "'ab"};
    uint32_t seed = 5;

    (void)state;
    to_mot();
    for (int i = 0; i < 1500; i++) {
        seed = seed * 1664525u + 1013904223u;
        press(app, keys[(seed >> 16) % (sizeof keys / sizeof keys[0])]);
        if (app_over(app)) {
            running_again(0);
        }
        if ((seed >> 8) % 50 == 0) {
            headless_size(12 + (int)(seed >> 20) % 40, 40 + (int)(seed >> 12) % 120);
            app_resized(app);
        }
        if ((seed >> 7) % 5 == 0) {
            redo();
        }
    }
    events();
}

#define SCREEN_TEST(test) cmocka_unit_test_setup_teardown(test, enter, running_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(test_marks),
        SCREEN_TEST(test_one_answer_for_many),
        SCREEN_TEST(test_what_it_shows_first),
        SCREEN_TEST(test_ways_of_answering),
        SCREEN_TEST(test_taking_over),
        SCREEN_TEST(test_undo_everywhere),
        SCREEN_TEST(test_undo_follows_on_screen),
        SCREEN_TEST(test_read_only),
        SCREEN_TEST(test_sizes),
        SCREEN_TEST(test_random_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The conflicts screen: what it shows at which size, what its keys do, and that no key harms. */
#include "tests/tui/running.h"

#include <unistd.h>
#include "model/change.h"
#include "tui/inside.h"

#define OTHER "0123456789abcdef0123456789abcdef"

static void put_in(struct campaign *c, const char *by, const struct slot *slot, json_t *payload,
                   bool aware)
{
    struct err err = {0};
    struct change *t = change_begin(c, &err);

    assert_non_null(t);
    change_fix_device(t, OTHER);
    change_as(t, by,
              strcmp(by, "Inspector A") == 0   ? "2026-03-02T10:12:00Z"
              : strcmp(by, "Inspector B") == 0 ? "2026-03-02T16:40:00Z"
                                               : "2026-03-02T17:00:00Z");
    assert_true(aware ? change_put(t, slot, payload) : change_event(t, slot, payload, NULL, 0));
    change_touch(t, slot->body, slot->service);
    assert_true(change_end(&t, true, &err));
}

static void answered(struct campaign *c, const char *by, const char *service, const char *question,
                     const char *value, const char *note, bool aware)
{
    struct slot slot = {"answer", "MOT", service, question, ""};
    json_t *o = json_object();

    json_object_set_new(o, "value", value ? json_string(value) : json_null());
    json_object_set_new(o, "note", note ? json_string(note) : json_null());
    put_in(c, by, &slot, o, aware);
}

/* Five: an own question, a row, take-back against answer, two answers with notes, three sides. */
static void fill(void)
{
    struct campaign *c = office_open();
    struct slot row = {"service", "MOT", "T2", "", ""};

    answered(c, "Inspector A", "", "ramp", "yes", NULL, true);
    answered(c, "Inspector B", "", "ramp", "no", NULL, false);
    put_in(c, "Inspector A", &row, json_pack("{s:s,s:s}", "name", "Car registration", "place", "1"),
           true);
    put_in(c, "Inspector B", &row, json_pack("{s:s,s:s}", "name", "New plates", "place", "1"),
           false);
    answered(c, "Inspector A", "T2", "found", "no", NULL, true);
    answered(c, "Inspector B", "T2", "found", "n/a", "No page", false);
    answered(c, "Inspector A", "T3", "level", "sent", "The form is \u202e red", true);
    answered(c, "Inspector B", "T3", "level", "forms", "Worked with a local card", false);
    answered(c, "Inspector A", "T6", "clarity", "3", NULL, true);
    answered(c, "Inspector B", "T6", "clarity", "4", NULL, false);
    answered(c, "Aytən", "T6", "clarity", "5", NULL, false);
    campaign_close(&c);
}

static int enter(void **state)
{
    small_enter(state);
    setenv("LANGUAGE", "en", 1);
    headless_start();
    headless_size(24, 80);
    fill();
    running_start(0);
    press(app, "v v");
    return 0;
}

/* Keys that store wait until a person could have read the next one. */
static void take(const char *key)
{
    usleep(750000);
    press(app, key);
}

static void test_side_by_side(void **state)
{
    (void)state;
    press(app, "C");
    assert_string_equal(app_screen(app), "conflicts");
    assert_shown("Conflicts  1 of 5");
    assert_shown("Is there a ramp?");
    press(app, "n n n");
    assert_shown("Conflicts  4 of 5");
    assert_shown("How far can the service be completed online?");
    assert_shown("Taxi permit");
    assert_shown("Before both: not answered");
    int y = headless_find("Inspector A");
    assert_non_null(strstr(headless_row(y), "│ Inspector B"));
    assert_non_null(strstr(headless_row(y + 1), "Sent online"));
    assert_non_null(strstr(headless_row(y + 1), "Forms to download"));
    assert_shown("the service would be");
    assert_shown("Neither saw the other. Until it is settled, it counts as open:");
    assert_shown("1  take Sent online: Inspector A");
    assert_shown("4  leave it, with a remark");
    assert_int_equal(getcury(stdscr), headless_find("1  take"));
    press(app, "Down Down");
    assert_int_equal(getcury(stdscr), headless_find("3  answer anew"));
    /* Three sides do not fit beside one another at 80 columns, and do at 120. */
    press(app, "n");
    assert_shown("5 of 5");
    assert_null(strchr(headless_row(headless_find("Inspector A")), 'B'));
    press(app, "PgDn");
    assert_shown("None of them saw the others.");
    headless_size(40, 120);
    app_resized(app);
    app_draw(app);
    y = headless_find(" Aytən");
    assert_non_null(strstr(headless_row(y), "Inspector A"));
    press(app, "n");
    assert_shown("No conflict after this one. N looks back.");
    /* On the least screen the choices stand, and the rest scrolls. */
    headless_size(12, 40);
    app_resized(app);
    press(app, "N");
    assert_shown("take Sent online");
    assert_shown("leave it, with a remark");
    assert_not_shown("Forms to download\"");
    press(app, "PgDn PgDn PgDn PgDn");
    assert_shown("counts as open");
    assert_shown("PgUp: back to the top");
}

static void test_settling(void **state)
{
    (void)state;
    press(app, "C");
    take("2");
    assert_shown("Settled with No: Is there a ramp?");
    assert_shown("Conflicts  1 of 4");
    assert_shown("The registry's row of");
    assert_shown("New plates");
    press(app, "1"); /* at once: nobody has read it */
    assert_shown("That came right after the last one");
    assert_shown("Conflicts  1 of 4");
    take("2");
    assert_shown("Settled with New plates");
    take("Space");
    assert_shown("Conflicts  1 of 2");
    press(app, "u");
    assert_shown("Undone:");
    assert_shown("Conflicts  1 of 3");
    assert_shown("Is it found in three steps?");
    assert_shown("\"No page\"");
    take("2");
    assert_shown("Settled with not applicable");
    take("1");
    assert_shown("Settled with Sent online");
    take("3");
    assert_shown("Nothing is in conflict any more. u takes the last one back.");
    press(app, "u");
    assert_shown("Conflicts  1 of 1");
    assert_shown("How clear is the language?");
    assert_shown("Aytən");
    assert_true(small_clean(campaign));
}

static void test_remark(void **state)
{
    (void)state;
    press(app, "C 4");
    assert_shown("What should be looked at, and by whom?");
    press(app, "Enter");
    assert_shown("A remark needs a text");
    press(app, "'Measure it");
    press(app, "Esc");
    assert_shown("4  leave it, with a remark");
    press(app, "Space");
    assert_shown("Measure it"); /* the draft */
    press(app, "Enter");
    assert_shown("It stays in conflict, with the remark.");
    assert_shown("Remark of Inspector A: Measure it");
    assert_shown("Conflicts  1 of 5");
}

static void test_ways_in_and_out(void **state)
{
    (void)state;
    press(app, "Home Down Enter Down Down Down Enter Home");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("In conflict: several answers stand here. C shows");
    assert_shown("C settle it");
    press(app, "C");
    assert_shown("Conflicts  4 of 5"); /* the one that was on show */
    press(app, "H");
    assert_string_equal(app_screen(app), "history");
    press(app, "Esc");
    assert_string_equal(app_screen(app), "conflicts");
    press(app, "3");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("How far can the service be completed online?");
    press(app, "4");
    assert_not_shown("In conflict");
    press(app, "C"); /* the next one after this place */
    assert_shown("How clear is the language?");
    press(app, "Esc");
    assert_string_equal(app_screen(app), "questions");
    press(app, ":");
    press(app, "'conflicts");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "conflicts");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("How clear is the language?");
}

/* Both sides stay in the history, and how it was settled: by a side, and by an answer anew. */
static void test_history(void **state)
{
    (void)state;
    headless_size(40, 120);
    app_resized(app);
    press(app, "Home Down Enter Down Down Down Enter Home C");
    take("1");
    press(app, "Esc H");
    assert_string_equal(app_screen(app), "history");
    assert_shown("conflict settled");
    assert_true(headless_find("Sent online / Forms to download → ") >= 0 ||
                headless_find("Forms to download / Sent online → ") >= 0);
    assert_shown("Worked with a local card");
    press(app, "u");
    assert_shown("undone:");
    press(app, "Esc 5 H");
    assert_shown(" → Start to finish online");
    assert_shown("conflict settled");
}

static void test_read_only(void **state)
{
    (void)state;
    running_again(OPEN_READ_ONLY);
    press(app, "C 1");
    assert_shown("Read only:");
    assert_shown("Conflicts  1 of 5");
    press(app, "4");
    assert_not_shown("What should be looked at");
    press(app, "n");
    assert_shown("Conflicts  2 of 5");
}

static uint64_t seed = 88172645463325252u;

static unsigned draw(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 11) % n;
}

/* Keys that nobody chose, at three sizes. */
static void test_random_keys(void **state)
{
    static const char *const keys[] = {"n",    "N",    "1",   "2", "3",     "4",   "5",   "9",
                                       "0",    "Down", "Up",  "u", "Space", "H",   "Esc", "Enter",
                                       "PgDn", "PgUp", "End", "C", "x",     "'ab", "?",   ":"};
    static const int sizes[][2] = {{24, 80}, {40, 120}, {12, 40}};
    int met = 0;

    (void)state;
    for (int i = 0; i < 1200; i++) {
        if (i % 60 == 0) {
            headless_size(sizes[i / 60 % 3][0], sizes[i / 60 % 3][1]);
            app_resized(app);
        }
        if (strcmp(app_screen(app), "bodies") == 0) {
            press(app, "C");
        }
        press(app, keys[draw(sizeof keys / sizeof keys[0])]);
        if (app_over(app)) {
            app_free(&app);
            app = app_new(campaign);
        }
        app_draw(app);
        met += strcmp(app_screen(app), "conflicts") == 0;
        assert_in_range(getcury(stdscr), 0, LINES - 1);
        assert_in_range(getcurx(stdscr), 0, COLS - 1);
    }
    assert_true(met > 100);
    assert_true(small_clean(campaign));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter, running_leave)
    const struct CMUnitTest tests[] = {
        TEST(test_side_by_side),    TEST(test_settling), TEST(test_remark),
        TEST(test_ways_in_and_out), TEST(test_history),  TEST(test_read_only),
        TEST(test_random_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

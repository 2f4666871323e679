/* The real program on three laptops: an inspector hands in on screen, the supervisor takes the
 * files in on screen, leaves one out, and one is cut off. */
#include "tests/e2e/office.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char home[300];

static int enter(void **state)
{
    office_enter(state);
    snprintf(home, sizeof home, "%s", small_path("home"));
    mkdir(home, 0700);
    setenv("HOME", home, 1);
    return 0;
}

static void shell(const char *format, ...)
{
    char command[2000];
    va_list args;
    va_start(args, format);
    vsnprintf(command, sizeof command, format, args);
    va_end(args);
    assert_int_equal(system(command), 0);
}

/* A copy of the office's file, with an answer of somebody's; `name` not NULL: written as a file to
 * hand in. */
static void laptop(const char *by, const char *service, const char *level, const char *name)
{
    struct err err = {0};
    struct writer w = {by, "key"};
    struct arena *a = arena_new();
    const char *path;
    int64_t events;
    struct assignment answer = {"level", level};

    shell("cp '%s' '%s'", small_path("2019.meyar"), small_path("laptop.meyar"));
    struct campaign *c = campaign_open(small_path("laptop.meyar"), 0, &w, &err);
    assert_non_null(c);
    assert_true(answer_many(c, "MOT", service, &answer, 1, NULL, &err));
    if (name) {
        assert_true(handin_write(c, 0, home, name, a, &path, &events, &err));
    }
    campaign_close(&c);
    arena_free(&a);
}

static void palette(struct pty *p, const char *words)
{
    pty_keys(p, ":");
    office_expect(p, "Actions");
    pty_keys(p, words);
    pty_keys(p, "\r");
}

static void hand_in(void)
{
    char state[300];
    snprintf(state, sizeof state, "XDG_STATE_HOME=%s", small_path("state-b"));
    const char *env[] = {"MEYAR_BY=Inspector B", state, NULL};
    laptop("Inspector B", "T3", "sent", NULL);
    struct pty *p = pty_meyar(24, 80, env, small_path("laptop.meyar"), NULL, NULL);
    office_expect(p, "Bodies");
    palette(p, "hand in");
    office_expect(p, "2019 › Hand in");
    office_expect(p, "Ministry of Transport");
    assert_false(pty_shows(p, "Ministry of Education")); /* that one is another's */
    pty_keys(p, " Y");
    office_expect(p, "why is it handed in?");
    pty_keys(p, "the visit is in May\r");
    office_expect(p, "1 body is handed in");
    office_expect(p, "Write here: 2019-Inspector-B-");
    pty_keys(p, "\r");
    office_expect(p, "Written: ");
    office_leave(&p, "qq");
    shell("mv '%s'/2019-Inspector-B-*.bundle '%s/b.bundle'", home, home);
}

static const char *review_now(void)
{
    static char state[32];
    struct err err = {0};
    struct arena *a = arena_new();
    struct review_state s;
    struct campaign *c = campaign_open(small_path("2019.meyar"), OPEN_READ_ONLY, NULL, &err);
    assert_non_null(c);
    assert_true(review_get(c, 0, "MOT", &s, a));
    snprintf(state, sizeof state, "%s", review_id(s.state));
    campaign_close(&c);
    arena_free(&a);
    return state;
}

static void test_hand_in_and_take_in(void **state)
{
    (void)state;
    hand_in();
    laptop("Inspector C", "T1", "none", "c.bundle");
    laptop("Inspector D", "T2", "none", "d.bundle");
    shell("head -c 3000 '%s/b.bundle' > '%s/cut.bundle'", home, home);

    struct pty *p = office_run(24, 80, NULL);
    office_bodies(p);
    palette(p, "take in");
    office_expect(p, "Take in: ~");
    office_expect(p, "cut.bundle");
    pty_keys(p, "    ");
    office_expect(p, "4 are marked");
    pty_keys(p, "\r");
    office_expect(p, "Nothing is taken in yet");
    office_expect(p, "cut.bundle: left out");
    pty_keys(p, "\033[H");
    for (int i = 0; i < 40 && !pty_shows(p, "▶ d.bundle"); i++) {
        pty_keys(p, "j");
        pty_settle(p, 100);
    }
    pty_keys(p, " ");
    office_expect(p, "d.bundle: you leave it out");
    assert_string_equal(review_now(), "assigned"); /* nothing has changed yet */
    pty_keys(p, "Y");
    office_expect(p, "Taken in. This is what it changed:");
    office_leave(&p, "qq");
    assert_string_equal(review_now(), "handed_in");
    assert_string_equal(office_value("MOT", "T3", "level"), "sent");
    assert_string_equal(office_value("MOT", "T2", "level"), "forms");
    assert_string_equal(office_value("MOT", "T1", "level"), "none");
}

/* Leaving without taking in leaves everything as it was. */
static void test_looked_at_alone(void **state)
{
    (void)state;
    laptop("Inspector C", "T3", "sent", "c.bundle");
    struct pty *p = office_run(24, 80, NULL);
    office_bodies(p);
    palette(p, "take in");
    office_expect(p, "c.bundle");
    pty_keys(p, "\r");
    office_expect(p, "Inspector C: 1 new answer");
    pty_keys(p, "\r");
    office_expect(p, "Y takes it in");
    office_leave(&p, "qq");
    assert_string_equal(office_value("MOT", "T3", "level"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_hand_in_and_take_in, enter, small_leave),
        cmocka_unit_test_setup_teardown(test_looked_at_alone, enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

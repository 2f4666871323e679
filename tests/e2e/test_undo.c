/* Undo in the real program: over a kill, in a second run, and from the command line. */
#include "tests/e2e/office.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

/* To the first question of "Vehicle registration", all stages on show. */
static void to_level(struct pty *p)
{
    for (int i = 0; i < 3 && !pty_wait(p, "Bodies", 500); i++) {
        pty_keys(p, "q");
    }
    office_expect(p, "Bodies");
    for (int i = 0; i < 3 && !pty_wait(p, "all stages", 500); i++) {
        pty_keys(p, "v");
    }
    pty_keys(p, "\033[Hj\r");
    office_expect(p, "The body itself");
    pty_keys(p, "\033[Hjj\r");
    office_expect(p, "question ");
    pty_keys(p, "\033[H");
    office_expect(p, "question 1 of 10");
}

static void stop(struct pty **p)
{
    pty_signal(*p, SIGKILL);
    assert_true(WIFSIGNALED(pty_end(*p, 20000)));
    pty_free(p);
}

static void test_after_a_kill(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    to_level(p);
    pty_keys(p, "4");
    office_expect(p, "●  Sent online");
    office_expect(p, "saved ");
    stop(&p);
    assert_string_equal(office_value("MOT", "T2", "level"), "sent");

    p = office_run(24, 80, NULL);
    office_expect(p, "question 1 of 10");
    pty_keys(p, "u");
    office_expect(p, "Undone: Vehicle registration");
    office_expect(p, "●  Forms to download");
    stop(&p);
    assert_string_equal(office_value("MOT", "T2", "level"), "forms");

    p = office_run(24, 80, NULL);
    office_expect(p, "question 1 of 10");
    pty_keys(p, "\022"); /* Ctrl-R */
    office_expect(p, "Redone: Vehicle registration");
    stop(&p);
    assert_string_equal(office_value("MOT", "T2", "level"), "sent");
}

static void test_many_after_a_kill(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    to_level(p);
    pty_keys(p, "q");
    office_expect(p, "Route licence");
    pty_keys(p, "Ai");
    office_expect(p, "which question?");
    pty_keys(p, "\r");
    office_expect(p, "1  Not offered");
    pty_keys(p, "5");
    office_expect(p, "What it would change");
    pty_keys(p, "Y");
    office_expect(p, "takes it back for all");
    stop(&p);
    assert_string_equal(office_value("MOT", "T3", "level"), "full");

    p = office_run(24, 80, NULL);
    office_expect(p, "Route licence");
    pty_keys(p, "u");
    office_expect(p, "Undone: Ministry of Transport: 4 answers");
    stop(&p);
    assert_string_equal(office_value("MOT", "T3", "level"), "");
    assert_string_equal(office_value("MOT", "T2", "level"), "forms");
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, office_enter, small_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {OFFICE(test_after_a_kill), OFFICE(test_many_after_a_kill)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

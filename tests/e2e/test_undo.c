/* Undo in the real program: over a kill, in a second run, and from the command line. */
#include "tests/e2e/office.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

static void test_after_a_kill(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_level(p);
    pty_keys(p, "4");
    office_expect(p, "●  Sent online");
    office_expect(p, "saved ");
    office_kill(&p);
    assert_string_equal(office_value("MOT", "T2", "level"), "sent");

    p = office_run(24, 80, NULL);
    office_expect(p, "question 1 of 10");
    pty_keys(p, "u");
    office_expect(p, "Undone: Vehicle registration");
    office_expect(p, "●  Forms to download");
    office_kill(&p);
    assert_string_equal(office_value("MOT", "T2", "level"), "forms");

    p = office_run(24, 80, NULL);
    office_expect(p, "question 1 of 10");
    pty_keys(p, "\022"); /* Ctrl-R */
    office_expect(p, "Redone: Vehicle registration");
    office_kill(&p);
    assert_string_equal(office_value("MOT", "T2", "level"), "sent");
}

static void test_many_after_a_kill(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_level(p);
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
    office_kill(&p);
    assert_string_equal(office_value("MOT", "T3", "level"), "full");

    p = office_run(24, 80, NULL);
    office_expect(p, "Route licence");
    pty_keys(p, "u");
    office_expect(p, "Undone: Ministry of Transport: 4 answers");
    office_kill(&p);
    assert_string_equal(office_value("MOT", "T3", "level"), "");
    assert_string_equal(office_value("MOT", "T2", "level"), "forms");
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, office_enter, small_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {OFFICE(test_after_a_kill), OFFICE(test_many_after_a_kill)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

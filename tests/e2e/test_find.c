/* Finding and filtering in the real program, in a terminal. */
#include "tests/e2e/office.h"

#include <sys/wait.h>

static void test_find_filter_jump(void **state)
{
    static const char *const env[] = {"MEYAR_BY=Inspector A", NULL};
    struct pty *p = office_run(24, 80, env);

    (void)state;
    office_expect(p, "Bodies");
    pty_keys(p, "/");
    office_expect(p, "Type a few letters");
    pty_keys(p, "VEHİCLE reg");
    office_expect(p, "Ministry of Transport");
    pty_keys(p, "\r");
    office_expect(p, "question ");
    assert_true(pty_find(p, "Vehicle registration") == 0);
    pty_keys(p, "L");
    office_expect(p, "Questions: open");
    pty_keys(p, "\r");
    assert_true(pty_wait_gone(p, "Questions: open", 20000));
    pty_keys(p, "q"); /* step by step to where one looked for it */
    office_expect(p, "Questions: open");
    pty_keys(p, "\033");
    assert_true(pty_wait_gone(p, "Questions: open", 20000));
    pty_keys(p, "q");
    office_expect(p, "Find");
    pty_keys(p, "\033");
    office_expect(p, "all 5");
    pty_keys(p, "fmine\r");
    office_expect(p, "1 of 5 · mine");
    assert_true(pty_wait_gone(p, "State Customs", 20000));
    pty_keys(p, "\033");
    office_expect(p, "State Customs");
    pty_keys(p, "q");
    int status = pty_end(p, 20000);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    pty_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_find_filter_jump, office_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

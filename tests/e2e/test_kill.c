/* What the screen showed as answered survives `kill -9`, at whatever moment it comes. */
#include "tests/e2e/office.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#define KILLS 200

static const char *const levels[] = {"none", "info", "forms", "sent", "full"};

static unsigned dice = 20190211;

static int roll(int below)
{
    dice = dice * 1103515245u + 12345u;
    return (int)((dice >> 8) % (unsigned)below);
}

/* The number before the chosen answer's mark on the screen; 0: none is chosen. */
static int shown(struct pty *p)
{
    int row = pty_find(p, "●");
    if (row < 0)
        return 0;
    const char *text = pty_row(p, row), *mark = strstr(text, "●");
    while (mark > text && (*mark < '1' || *mark > '5'))
        mark--;
    return *mark - '0';
}

static int stored(void)
{
    const char *value = office_value("MOT", "T2", "level");
    for (int i = 0; i < 5; i++)
        if (strcmp(value, levels[i]) == 0)
            return i + 1;
    return 0;
}

/* Presses up to six digits and kills the program somewhere in between. What is stored then is what
 * the screen shows, or something pressed after that. */
static void one_kill(struct pty *p)
{
    char pressed[8] = "";
    int n = 1 + roll(6), before = shown(p);
    for (int i = 0; i < n; i++) {
        pressed[i] = (char)('1' + roll(5));
        pressed[i + 1] = '\0';
        pty_keys(p, &pressed[i]);
        if (roll(3))
            nanosleep(&(struct timespec){.tv_nsec = roll(4000) * 1000L}, NULL);
    }
    nanosleep(&(struct timespec){.tv_nsec = roll(15000) * 1000L}, NULL);
    kill(pty_pid(p), SIGKILL);
    assert_true(WIFSIGNALED(pty_end(p, 20000)));
    pty_settle(p, 5);
    int seen = shown(p), kept = stored();
    int first = 0; /* after the key that may have given what was seen */
    for (int i = n - 1; i >= 0 && seen != before; i--)
        if (pressed[i] - '0' == seen)
            first = i + 1;
    bool later = kept == seen;
    for (int i = first; i < n; i++)
        later |= pressed[i] - '0' == kept;
    if (!later)
        print_error("pressed %s, the screen showed %d, stored is %d\n", pressed, seen, kept);
    assert_true(later);
}

static void no_acknowledged_answer_is_lost(void **state)
{
    (void)state;
    /* The first run only finds the question; later ones open on it by themselves. */
    struct pty *p = office_run(24, 80, NULL);
    office_level(p);
    pty_keys(p, "5");
    office_expect(p, "saved ");
    for (int i = 0; i < KILLS; i++) {
        one_kill(p);
        pty_free(&p);
        p = office_run(24, 80, NULL);
        office_expect(p, "How far can the service");
        office_expect(p, "●");
        assert_int_equal(shown(p), stored());
    }
    pty_free(&p);
    struct err err = {0};
    struct campaign *c = campaign_open(small_path("2019.meyar"), 0, NULL, &err);
    assert_non_null(c);
    assert_true(small_clean(c));
    campaign_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_acknowledged_answer_is_lost, office_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

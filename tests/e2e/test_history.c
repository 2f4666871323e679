/* Palette and history in a terminal, and what they leave in the file. */
#include "tests/e2e/office.h"

#include <string.h>
#include <sys/wait.h>

/* What the command prints; the caller frees it. */
static char *output(const char *arguments)
{
    const char *bin = getenv("MEYAR_BIN");
    char *line = mem_printf("%s %s", bin && *bin ? bin : "build/meyar", arguments);
    FILE *f = popen(line, "r");
    struct buf b = {0};
    char chunk[4096];

    assert_non_null(f);
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;) {
        buf_addn(&b, chunk, n);
    }
    assert_int_equal(pclose(f), 0);
    assert_non_null(b.s);
    free(line);
    return b.s;
}

static char *score(void)
{
    char *arguments = mem_printf("score %s --json", small_path("2019.meyar"));
    char *out = output(arguments);
    free(arguments);
    return out;
}

static void test_restore(void **state)
{
    char *before = score();
    struct pty *p = office_run(24, 80, NULL);
    office_level(p);
    office_expect(p, "How far can the service be completed online?");

    (void)state;
    pty_keys(p, "5");
    office_expect(p, "saved ");
    char *between = score();
    assert_string_not_equal(before, between);
    pty_keys(p, "H");
    office_expect(p, "Forms to download → Start to finish online");
    pty_keys(p, "\033[F");
    office_expect(p, "by command"); /* the details follow the cursor's rest */
    pty_keys(p, "R");
    office_expect(p, "Restored to Forms to download");
    assert_string_equal(office_value("MOT", "T2", "level"), "forms");
    pty_keys(p, "q");
    office_expect(p, "28.3 – 88.6");
    office_leave(&p, "qqq");
    char *after = score();
    assert_string_equal(before, after);
    char *arguments = mem_printf("history %s MOT/T2 level --json", small_path("2019.meyar"));
    char *history = output(arguments);
    assert_non_null(strstr(history, "\"via\":\"restore\""));
    free(arguments);
    free(history);
    free(before);
    free(between);
    free(after);
}

/* What was said stands in the list of messages, also after a kill. */
static void test_messages_survive(void **state)
{
    struct pty *p = office_run(24, 80, NULL);
    office_level(p);
    office_expect(p, "How far can the service be completed online?");

    (void)state;
    pty_keys(p, "x");
    office_expect(p, "it can't be n/a");
    pty_settle(p, 300);
    kill(pty_pid(p), SIGKILL);
    pty_end(p, 20000);
    pty_free(&p);
    p = office_run(24, 80, NULL);
    office_expect(p, "question 1 of ");
    assert_false(pty_shows(p, "it can't be n/a"));
    pty_keys(p, ":messages");
    office_expect(p, "▶ Show the messages");
    pty_keys(p, "\r");
    office_expect(p, "┌ Messages");
    office_expect(p, "it can't be n/a");
    pty_keys(p, "q");
    assert_true(pty_wait_gone(p, "┌ Messages", 3000));
    office_leave(&p, "qqq");
}

static void test_palette_runs(void **state)
{
    struct pty *p = office_run(24, 80, NULL);
    office_level(p);
    office_expect(p, "How far can the service be completed online?");

    (void)state;
    pty_keys(p, "\020"); /* Ctrl-P */
    office_expect(p, "┌ Actions");
    pty_keys(p, "another stage");
    office_expect(p, "▶ Show another stage");
    pty_keys(p, "\r");
    office_expect(p, "Desk review");
    assert_true(pty_wait_gone(p, "┌ Actions", 3000));
    pty_keys(p, ":");
    office_expect(p, "┌ Actions");
    pty_keys(p, "\033");
    assert_true(pty_wait_gone(p, "┌ Actions", 3000));
    office_leave(&p, "qqq");
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, office_enter, small_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE(test_restore),
        OFFICE(test_messages_survive),
        OFFICE(test_palette_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The real program: evidence through the picker, a viewer, one's own editor, and what a kill
 * leaves.
 */
#include "tests/e2e/office.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void make(const char *name, const char *text)
{
    FILE *f = fopen(small_path(name), "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void make_script(const char *name, const char *format, ...)
{
    va_list args;
    FILE *f = fopen(small_path(name), "w");
    assert_non_null(f);
    fputs("#!/bin/sh\n", f);
    va_start(args, format);
    vfprintf(f, format, args);
    va_end(args);
    fputs("\n", f);
    fclose(f);
    chmod(small_path(name), 0700);
}

static const char *read_line(const char *name)
{
    static char line[1024];
    FILE *f = fopen(small_path(name), "r");
    line[0] = '\0';
    if (f) {
        if (fgets(line, sizeof line, f)) {
            line[strcspn(line, "\n")] = '\0';
        }
        fclose(f);
    }
    return line;
}

static int enter(void **state)
{
    office_enter(state);
    mkdir(small_path("home"), 0700);
    setenv("HOME", small_path("home"), 1);
    make("home/page.txt", "a page\n");
    setenv("MEYAR_VIEWER", small_path("viewer"), 1);
    setenv("EDITOR", small_path("editor"), 1);
    unsetenv("VISUAL");
    return 0;
}

static void test_attach_survives_a_kill(void **state)
{
    (void)state;
    make_script("viewer", "echo \"$1\" > %s; ls -l /proc/$$/fd | grep 2019.meyar > %s; exit 0",
                small_path("seen"), small_path("descriptors"));
    struct pty *p = office_run(24, 80, NULL);
    office_level(p);
    pty_keys(p, "e");
    office_expect(p, "Attach: ~");
    pty_keys(p, "page");
    pty_keys(p, "\r");
    office_expect(p, "Attached: page.txt");
    office_kill(&p);

    p = office_run(24, 80, NULL);
    office_expect(p, "Files    1  page.txt");
    pty_keys(p, "e");
    office_expect(p, "text/plain");
    pty_keys(p, "\r");
    office_expect(p, "Opened in the viewer");
    char path[1024];
    snprintf(path, sizeof path, "%s", read_line("seen"));
    assert_non_null(strstr(path, "/page.txt"));
    assert_int_equal(access(path, R_OK), 0);
    assert_string_equal(read_line("descriptors"), ""); /* none of the campaign's */
    pty_keys(p, "q");
    office_leave(&p, "qqq");
    assert_int_not_equal(access(path, F_OK), 0);
}

static void test_editor(void **state)
{
    (void)state;
    /* It waits for a key of its own, so the terminal is really its. */
    make_script("editor",
                "echo 'in the editor'; read line; printf '%%s\\nsecond\\n' \"$line\" > \"$1\"");
    struct pty *p = office_run(24, 80, NULL);
    office_level(p);
    pty_keys(p, "c");
    office_expect(p, "store and close");
    pty_keys(p, "\033OS");
    office_expect(p, "in the editor");
    pty_keys(p, "typed there\n");
    office_expect(p, "Taken over from the editor");
    office_expect(p, "typed there");
    office_expect(p, "second");
    office_kill(&p); /* at once: it is a draft already */

    p = office_run(24, 80, NULL);
    office_expect(p, "Draft    typed there");
    pty_keys(p, "c");
    office_expect(p, "store and close");
    /* Ctrl-C in the editor is the editor's: meyar goes on, and so does what was typed. */
    make_script("editor", "trap 'exit 1' INT; echo 'in the editor'; while :; do sleep 0.1; done");
    pty_keys(p, "\033OS");
    office_expect(p, "in the editor");
    pty_keys(p, "\003");
    office_expect(p, "the text is as it was");
    office_expect(p, "typed there");
    pty_keys(p, "\033");
    office_expect(p, "Note     typed there");
    office_leave(&p, "qqq");
}

/* Two seconds after the last key what was typed is kept, whatever then happens. */
static void test_a_draft_survives_a_kill(void **state)
{
    (void)state;
    struct pty *p = office_run(24, 80, NULL);
    office_level(p);
    pty_keys(p, "\033[200~in command mode\033[201~");
    office_expect(p, "Pasted text goes into a field");
    pty_keys(p, "c");
    office_expect(p, "store and close");
    pty_keys(p, "\025\033[200~pasted\nin two lines\033[201~");
    office_expect(p, "in two lines");
    pty_settle(p, 2600);
    office_kill(&p);

    p = office_run(24, 80, NULL);
    office_expect(p, "question 1 of 10");
    office_expect(p, "Draft    pasted");
    office_leave(&p, "qqq");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, enter, small_leave)
    const struct CMUnitTest tests[] = {
        T(test_attach_survives_a_kill),
        T(test_editor),
        T(test_a_draft_survives_a_kill),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

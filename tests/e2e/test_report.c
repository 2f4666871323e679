/* `meyar report` as a user runs it: every format, where it goes, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "tests/e2e/pty.h"
#include "tests/help/program.h"

static void make(const char *file)
{
    char *rubric = strdup(program_source("tests/tui/data/rubric.yaml"));
    char *registry = strdup(program_source("tests/tui/data/registry.csv"));
    const struct ran *r =
        meyar("init", file, "--rubric", rubric, "--registry", registry, "--campaign", "2019", NULL);
    assert_int_equal(r->status, 0);
    free(rubric);
    free(registry);
}

static void test_every_format(void **state)
{
    static const struct {
        const char *format, *begins;
    } all[] = {{"text", "Evaluation – "},
               {"csv", "key,kind,severity,gain,"},
               {"json", "{\"campaign\":\"2019\","},
               {"html", "<!DOCTYPE html>\n<html lang=\"en\">"},
               {"xlsx", "PK\x03\x04"}};
    (void)state;
    make("one.meyar");
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        const struct ran *r =
            meyar("report", "one.meyar", "--body", "MOT", "--format", all[i].format, NULL);
        assert_int_equal(r->status, 0);
        assert_string_equal(r->err, "");
        assert_memory_equal(r->out, all[i].begins, strlen(all[i].begins));
        /* Into a file the same bytes go. */
        char *out = malloc(r->nout);
        size_t n = r->nout, written;
        memcpy(out, r->out, n);
        r = meyar("report", "one.meyar", "--body", "MOT", "--format", all[i].format, "-o", "out",
                  NULL);
        assert_int_equal(r->status, 0);
        assert_int_equal(r->nout, 0);
        char *file = read_file("out", &written);
        assert_int_equal(written, n);
        assert_memory_equal(file, out, n);
        free(file);
        free(out);
    }
}

/* By the build that has its translations beside it. */
static void test_language(void **state)
{
    (void)state;
    make("one.meyar");
    setenv("LANGUAGE", "az", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    const struct ran *r = meyar_plain("report", "one.meyar", "--format", "html", NULL);
    unsetenv("LANGUAGE");
    if (!r)
        skip();
    assert_int_equal(r->status, 0);
    assert_non_null(strstr(r->out, "<html lang=\"az\">"));
    assert_non_null(strstr(r->out, "Kampaniyanın hesabatı"));
}

/* One sentence, and nothing is there that was not. */
static void test_refused(void **state)
{
    struct stat st;
    (void)state;
    make("one.meyar");
    const struct ran *r =
        meyar("report", "one.meyar", "--body", "MOX", "--format", "html", "-o", "out", NULL);
    assert_int_equal(r->status, 1);
    assert_non_null(strstr(r->err, "MOX"));
    r = meyar("report", "one.meyar", "--format", "pdf", NULL);
    assert_int_equal(r->status, 2);
    r = meyar("report", "one.meyar", "--format", "xlsx", "-o", "no/where", NULL);
    assert_int_equal(r->status, 3);
    assert_string_equal(r->err, "meyar: no/where can't be written: No such file or directory\n");
    r = meyar("report", "one.meyar", "--format", "xlsx", "-o", "one.meyar", NULL);
    assert_int_equal(r->status, 1);
    assert_int_not_equal(stat("out", &st), 0);
    assert_int_not_equal(stat("no", &st), 0);
}

/* Where there is no room for a workbook in the making, that is said. */
static void test_no_room(void **state)
{
    struct stat st;
    (void)state;
    make("one.meyar");
    setenv("XDG_STATE_HOME", "/dev/null", 1);
    const struct ran *r = meyar("report", "one.meyar", "--format", "xlsx", "-o", "out", NULL);
    assert_int_equal(r->status, 3);
    assert_null(strchr(strchr(r->err, '\n') + 1, '\n'));
    assert_int_not_equal(stat("out", &st), 0);
}

static void test_no_workbook_on_a_terminal(void **state)
{
    (void)state;
    make("one.meyar");
    char *const argv[] = {getenv("MEYAR_BIN") ? getenv("MEYAR_BIN") : "build/meyar",
                          "report",
                          "one.meyar",
                          "--format",
                          "xlsx",
                          NULL};
    const char *const env[] = {NULL};
    struct pty *p = pty_start(24, 80, argv, env);
    assert_int_not_equal(pty_end(p, 10000), -1);
    pty_settle(p, 50);
    assert_true(pty_wrote(p, "is nothing to read on a terminal"));
    assert_false(pty_wrote(p, "PK\x03"));
    pty_free(&p);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, program_enter, program_leave)
    const struct CMUnitTest tests[] = {T(test_every_format), T(test_language), T(test_refused),
                                       T(test_no_room), T(test_no_workbook_on_a_terminal)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

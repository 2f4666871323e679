/* meyar evidence: attached, listed, taken out, taken away from the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "tests/help/program.h"

static int enter(void **state)
{
    program_enter(state);
    static char rubric[512], registry[512];
    snprintf(rubric, sizeof rubric, "%s", program_source("tests/tui/data/rubric.yaml"));
    snprintf(registry, sizeof registry, "%s", program_source("tests/tui/data/registry.csv"));
    assert_int_equal(meyar("init", "a.meyar", "--rubric", rubric, "--registry", registry,
                           "--campaign", "2019", "--by", "Tester", NULL)
                         ->status,
                     0);
    write_text("page.txt", "a page\n");
    write_text("other.csv", "a,b\n");
    return 0;
}

static void ends(const struct ran *r, int status, const char *out, const char *err)
{
    if (r->status != status || (out && !strstr(r->out, out)) || (err && !strstr(r->err, err))) {
        fail_msg("%d\n%s\n%s", r->status, r->out, r->err);
    }
}

#define EVIDENCE(...) meyar("evidence", "a.meyar", "MOT/T2", "level", __VA_ARGS__)

static void test_a_round(void **state)
{
    (void)state;
    ends(EVIDENCE(NULL), 0, "", NULL);
    ends(EVIDENCE("page.txt", "other.csv", "--by", "Ann", NULL), 0, NULL, "2 files are attached");
    ends(EVIDENCE("page.txt", NULL), 0, NULL, "stood there already");
    ends(EVIDENCE(NULL), 0, "Ann  page.txt", NULL);
    ends(EVIDENCE("--json", NULL), 0, "\"type\":\"text/csv\"", NULL);
    mkdir("out", 0700);
    ends(EVIDENCE("--take-out", "out", NULL), 0, NULL, "out/other.csv");
    size_t n;
    char *bytes = read_file("out/page.txt", &n);
    assert_string_equal(bytes, "a page\n");
    free(bytes);
    ends(EVIDENCE("--take-away", "page.txt", NULL), 0, NULL, "taken away");
    ends(EVIDENCE("--take-away", "page.txt", NULL), 1, NULL, "no file 'page.txt'");
    assert_null(strstr(EVIDENCE(NULL)->out, "page.txt"));
    ends(meyar("verify", "a.meyar", NULL), 0, "ok", NULL);
}

static void test_refusals(void **state)
{
    (void)state;
    ends(EVIDENCE("page.txt", "nowhere", NULL), 1, NULL, "nowhere can't be read");
    ends(EVIDENCE(".", NULL), 1, NULL, "is a folder");
    ends(EVIDENCE("a.meyar", NULL), 1, NULL, "this campaign file itself");
    ends(EVIDENCE("page.txt", "--take-out", ".", NULL), 2, NULL, "one thing at a time");
    ends(EVIDENCE("page.txt", "--read-only", NULL), 3, NULL, "can't be written");
    ends(meyar("evidence", "a.meyar", "MOT/T2", "lvel", NULL), 1, NULL, "did you mean 'level'");
    ends(EVIDENCE(NULL), 0, "", NULL);
    assert_int_equal(EVIDENCE(NULL)->nout, 0);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, enter, program_leave)
    const struct CMUnitTest tests[] = {T(test_a_round), T(test_refusals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

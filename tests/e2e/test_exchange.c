/* export, merge and dump as a user runs them: what two laptops did becomes one campaign. */
#include <glob.h>
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

static void ok(const struct ran *r)
{
    if (r->status != 0)
        fail_msg("%d: %s", r->status, r->err);
}

/* The office's file, and two copies that were handed out, each answered on a laptop of its own. */
static void hand_out(void)
{
    size_t n;
    char *rubric = strdup(program_source("tests/tui/data/rubric.yaml"));
    char *registry = strdup(program_source("tests/tui/data/registry.csv"));
    ok(meyar("init", "office.meyar", "--rubric", rubric, "--registry", registry, "--campaign",
             "2019", NULL));
    char *bytes = read_file("office.meyar", &n);
    write_file("a.meyar", bytes, n);
    write_file("b.meyar", bytes, n);
    ok(meyar("answer", "a.meyar", "MOT/T2", "level=sent", "--by", "Aytən", NULL));
    ok(meyar("answer", "a.meyar", "MOT/T3", "level=forms", "--by", "Aytən", NULL));
    ok(meyar("answer", "b.meyar", "MOT/T2", "level=forms", "--by", "Orxan", NULL));
    free(bytes);
    free(rubric);
    free(registry);
}

static char *dump_of(const char *file)
{
    const struct ran *r = meyar("dump", file, NULL);
    ok(r);
    return strdup(r->out);
}

static int copies(void)
{
    glob_t g;
    char *pattern = malloc(4096);
    snprintf(pattern, 4096, "%s/.local/share/meyar/backups/*/office-*.meyar", getenv("HOME"));
    int n = glob(pattern, 0, NULL, &g) == 0 ? (int)g.gl_pathc : 0;
    for (int i = 0; i < n; i++)
        ok(meyar("verify", g.gl_pathv[i], NULL));
    globfree(&g);
    free(pattern);
    return n;
}

static void test_two_laptops(void **state)
{
    struct stat st;
    (void)state;
    hand_out();
    ok(meyar("export", "a.meyar", "-o", "a.bundle", NULL));
    assert_int_equal(stat("a.bundle", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    char *before = dump_of("office.meyar");
    const struct ran *r = meyar("merge", "office.meyar", "a.bundle", "b.meyar", "--dry-run", NULL);
    ok(r);
    assert_non_null(strstr(r->out, "Aytən: 2 new answers\n"));
    assert_non_null(strstr(r->out, "Orxan: 1 new answer\n"));
    assert_non_null(strstr(r->out, "conflicts 0 → 1"));
    assert_non_null(strstr(r->err, "nothing was changed"));
    assert_non_null(strstr(r->out, "  MOT  Ministry of Transport: 2 answers\n"));
    assert_non_null(strstr(r->out, "New conflicts: 1\n  MOT: 1\n    MOT/T2  Vehicle registration"));
    r = meyar("merge", "office.meyar", "a.bundle", "b.meyar", "--dry-run", "--json", NULL);
    ok(r);
    assert_non_null(strstr(r->out,
                           "\"conflicts\":[{\"body\":\"MOT\",\"service\":\"T2\",\"question\":"
                           "\"level\"}]"));
    char *after = dump_of("office.meyar");
    assert_string_equal(after, before);
    assert_int_equal(copies(), 0);
    free(after);
    ok(meyar("merge", "office.meyar", "a.bundle", "b.meyar", NULL));
    assert_int_equal(copies(), 2); /* before and after */
    ok(meyar("verify", "office.meyar", NULL));
    /* The other way round, and again: the same. */
    ok(meyar("merge", "b.meyar", "a.bundle", NULL));
    after = dump_of("office.meyar");
    char *other = dump_of("b.meyar");
    assert_string_equal(after, other);
    r = meyar("merge", "office.meyar", "b.meyar", NULL);
    ok(r);
    assert_non_null(strstr(r->out, "0 of them new"));
    assert_int_equal(copies(), 2);
    free(before);
    free(after);
    free(other);
}

static void test_refusals(void **state)
{
    size_t n;
    (void)state;
    hand_out();
    ok(meyar("export", "a.meyar", "-o", "a.bundle", NULL));
    char *bundle = read_file("a.bundle", &n);
    write_file("cut.bundle", bundle, n / 2);
    bundle[n / 2] ^= 1;
    write_file("changed.bundle", bundle, n);
    char *before = dump_of("office.meyar");
    const struct ran *r = meyar("merge", "office.meyar", "b.meyar", "cut.bundle", NULL);
    assert_int_equal(r->status, 1);
    assert_non_null(strstr(r->err, "cut.bundle: the bundle is cut off"));
    assert_int_equal(meyar("merge", "office.meyar", "changed.bundle", NULL)->status, 1);
    assert_int_equal(meyar("merge", "office.meyar", "no-such.bundle", NULL)->status, 3);
    assert_int_equal(meyar("merge", "office.meyar", "a.bundle", "--read-only", NULL)->status, 3);
    assert_int_equal(meyar("export", "a.meyar", NULL)->status, 2);
    assert_int_equal(meyar("export", "a.meyar", "-o", "b.meyar", NULL)->status, 1);
    assert_int_equal(meyar("export", "a.meyar", "-o", "no/where", NULL)->status, 3);
    char *after = dump_of("office.meyar");
    assert_string_equal(after, before);
    assert_int_equal(copies(), 0);
    free(before);
    free(after);
    free(bundle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_two_laptops, program_enter, program_leave),
        cmocka_unit_test_setup_teardown(test_refusals, program_enter, program_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

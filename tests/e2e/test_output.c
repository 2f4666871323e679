/* Where results go: nothing that a command writes takes a campaign's place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
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

static void test_no_database_is_replaced(void **state)
{
    size_t before, after;
    (void)state;
    make("one.meyar");
    make("two.meyar");
    char *kept = read_file("two.meyar", &before);
    const struct ran *r = meyar("answers", "one.meyar", "-o", "two.meyar", NULL);
    assert_int_equal(r->status, 1);
    assert_string_equal(r->err,
                        "meyar: two.meyar is a database or a part of one; name another file "
                        "to write to\n");
    char *still = read_file("two.meyar", &after);
    assert_int_equal(after, before);
    assert_memory_equal(still, kept, before);
    free(kept);
    free(still);
    r = meyar("answers", "one.meyar", "-o", "two.meyar-wal", NULL);
    assert_int_equal(r->status, 1);
    struct stat st;
    assert_int_not_equal(stat("two.meyar-wal", &st), 0);
    write_text("old.csv", "anything");
    assert_int_equal(meyar("answers", "one.meyar", "-o", "old.csv", NULL)->status, 0);
    assert_int_equal(meyar("answers", "one.meyar", "-o", "free-wal", NULL)->status, 0);
}

static void test_dash_is_standard_output(void **state)
{
    struct stat st;
    (void)state;
    make("one.meyar");
    const struct ran *r = meyar("answers", "one.meyar", "-o", "-", NULL);
    assert_int_equal(r->status, 0);
    assert_string_equal(r->out, "body,service,question,value,note\n");
    assert_int_not_equal(stat("-", &st), 0);
}

/* What a killed command left of a result goes when the same is asked for again; nothing else. */
static void test_left_overs(void **state)
{
    struct stat st;
    (void)state;
    make("one.meyar");
    write_text("a.csv.making-0123abcd", "half");
    write_text("b.csv.making-0123abcd", "half");
    assert_int_equal(meyar("answers", "one.meyar", "-o", "a.csv", NULL)->status, 0);
    assert_int_equal(stat("a.csv", &st), 0);
    assert_int_not_equal(stat("a.csv.making-0123abcd", &st), 0);
    assert_int_equal(stat("b.csv.making-0123abcd", &st), 0);
    assert_int_equal(meyar("export", "one.meyar", "-o", "b.csv", NULL)->status, 0);
    assert_int_not_equal(stat("b.csv.making-0123abcd", &st), 0);
}

static void test_empty_words(void **state)
{
    (void)state;
    const struct ran *r = meyar("score", "", NULL);
    assert_int_equal(r->status, 2);
    assert_non_null(
        strstr(r->err, "a word of the command is empty; was it a variable without a value?"));
    assert_int_equal(meyar("demo", "", "--no-open", NULL)->status, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_no_database_is_replaced, program_enter, program_leave),
        cmocka_unit_test_setup_teardown(test_dash_is_standard_output, program_enter, program_leave),
        cmocka_unit_test_setup_teardown(test_left_overs, program_enter, program_leave),
        cmocka_unit_test_setup_teardown(test_empty_words, program_enter, program_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

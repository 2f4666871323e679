/* Where results go: nothing that a command writes takes a campaign's place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
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

/* Is anything in this folder in the making? */
static bool in_the_making(void)
{
    DIR *d = opendir(".");
    bool found = false;
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));)
        found = found || strstr(e->d_name, ".making-");
    closedir(d);
    return found;
}

/* Waits until a file in the making is written to. */
static void wait_for_writing(int folder)
{
    _Alignas(struct inotify_event) char events[4096];
    for (bool begun = false; !begun;) {
        ssize_t n = read(folder, events, sizeof events);
        assert_true(n > 0);
        for (ssize_t at = 0; at < n;) {
            const struct inotify_event *e = (const void *)(events + at);
            begun = begun || (e->len > 0 && strstr(e->name, ".making-"));
            at += (ssize_t)(sizeof *e + e->len);
        }
    }
}

/* A command that is ended while it writes leaves nothing of its result behind. */
static void test_ended_while_writing(void **state)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    const char *bin = getenv("MEYAR_BIN");
    char *path = strdup(bin && *bin == '/' ? bin : program_source(bin ? bin : "build/meyar"));
    (void)state;
    assert_int_equal(meyar("demo", "demo.meyar", "--no-open", NULL)->status, 0);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        int folder = inotify_init1(IN_CLOEXEC), status;
        assert_true(folder >= 0 && inotify_add_watch(folder, ".", IN_MODIFY) >= 0);
        pid_t child = fork();
        if (child == 0) {
            execl(path, "meyar", "export", "demo.meyar", "-o", "out.bundle", (char *)NULL);
            _exit(127);
        }
        wait_for_writing(folder);
        kill(child, signals[i]);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) ? WTERMSIG(status) == signals[i]
                                        : WEXITSTATUS(status) == 0);
        assert_false(in_the_making());
        close(folder);
    }
    free(path);
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
        cmocka_unit_test_setup_teardown(test_ended_while_writing, program_enter, program_leave),
        cmocka_unit_test_setup_teardown(test_empty_words, program_enter, program_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

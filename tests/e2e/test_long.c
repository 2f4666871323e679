/* Long work in a real terminal: the line or box that tells how far it is, and breaking it off. */
#include "tests/e2e/office.h"

#include <dirent.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include "forms/mem.h"

#define OFF "Broken off: nothing was changed"

/* So many services that no machine is done with them before the test has seen the bar. */
static void write_registry(const char *name, int services)
{
    FILE *f = fopen(small_path(name), "w");
    assert_non_null(f);
    fputs("body_code,body_name,service_code,service_name\n", f);
    for (int i = 0; i < services; i++)
        fprintf(f, "B%d,Body %d,S%d,Service %d\n", i / 1000, i / 1000, i, i);
    fclose(f);
}

/* The program of that variable, else the one that was built. */
static struct pty *run_program(const char *variable, int n, const char *const words[])
{
    const char *bin = getenv(variable);
    char *argv[16] = {mem_dup(bin && *bin ? bin : "build/meyar")};
    for (int i = 0; i < n; i++)
        argv[i + 1] = mem_dup(words[i]);
    struct pty *p = pty_start(24, 80, argv, NULL);
    for (int i = 0; i <= n; i++)
        free(argv[i]);
    return p;
}

static struct pty *run_words(int n, const char *const words[])
{
    return run_program("MEYAR_BIN", n, words);
}

static void expect_end(struct pty *p, int status)
{
    int end = pty_end(p, 60000);
    assert_true(WIFEXITED(end));
    assert_int_equal(WEXITSTATUS(end), status);
}

/* Waits longer than others: a sanitized program on a busy machine. */
static void expect_soon(struct pty *p, const char *text)
{
    if (!pty_wait(p, text, 60000)) {
        char *screen = pty_screen(p);
        fprintf(stderr, "%s", screen);
        free(screen);
        fail_msg("not on the screen: %s", text);
    }
}

static char *bytes_of(const char *name, size_t *n)
{
    struct buf b = {0};
    char part[65536];
    FILE *f = fopen(small_path(name), "rb");
    assert_non_null(f);
    for (size_t k; (k = fread(part, 1, sizeof part, f)) > 0;)
        buf_addn(&b, part, k);
    fclose(f);
    *n = b.n;
    return b.s;
}

static int entries(void)
{
    int n = 0;
    DIR *d = opendir(small_folder);
    while (readdir(d))
        n++;
    closedir(d);
    return n;
}

static void an_import_by_ctrl_c(void **state)
{
    (void)state;
    size_t before, after;
    write_registry("r.csv", 100000);
    char *kept = bytes_of("2019.meyar", &before);
    struct pty *p = run_words(
        4, (const char *[]){"import", small_path("2019.meyar"), "--registry", small_path("r.csv")});
    expect_soon(p, " of 100,100");
    assert_true(pty_shows(p, "Taking in the registry"));
    pty_keys(p, "\003");
    expect_soon(p, OFF);
    expect_end(p, REFUSED);
    assert_false(pty_shows(p, "Taking in")); /* erased */
    assert_true(pty_sane(p));
    pty_free(&p);
    char *now = bytes_of("2019.meyar", &after);
    assert_int_equal(before, after);
    assert_memory_equal(kept, now, before);
    free(kept);
    free(now);
}

static void making_by_a_signal(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT};
    write_registry("r.csv", 100000);
    int before = entries();
    for (int i = 0; i < 3; i++) {
        struct pty *p = run_words(8, (const char *[]){"init", small_path("new.meyar"), "--rubric",
                                                      "tests/tui/data/rubric.yaml", "--registry",
                                                      small_path("r.csv"), "--campaign", "2020"});
        expect_soon(p, " of 100,100");
        pty_signal(p, signals[i]);
        expect_soon(p, OFF);
        expect_end(p, REFUSED);
        pty_free(&p);
        assert_int_equal(entries(), before); /* nothing half made */
    }
}

/* The second Ctrl-C ends it at once; the next try clears away what was left. */
static void killed_and_made_anew(void **state)
{
    (void)state;
    write_registry("r.csv", 100000);
    int before = entries();
    struct pty *p = run_words(8, (const char *[]){"init", small_path("new.meyar"), "--rubric",
                                                  "tests/tui/data/rubric.yaml", "--registry",
                                                  small_path("r.csv"), "--campaign", "2020"});
    expect_soon(p, " of 100,100");
    pty_signal(p, SIGKILL);
    assert_true(WIFSIGNALED(pty_end(p, 20000)));
    pty_free(&p);
    assert_true(entries() > before);
    p = run_words(8, (const char *[]){"init", small_path("new.meyar"), "--rubric",
                                      "tests/tui/data/rubric.yaml", "--registry",
                                      "tests/tui/data/registry.csv", "--campaign", "2020"});
    expect_end(p, DONE);
    pty_free(&p);
    assert_int_equal(entries(), before + 1); /* the campaign itself */
}

/* Another engine made the figures: opening works them all out, in a box; Esc leaves it at that. */
static void scoring_anew_at_opening(void **state)
{
    (void)state;
    size_t before, after;
    write_registry("r.csv", 20000);
    struct pty *p = run_program("MEYAR_PLAIN", 8,
                                (const char *[]){"init", small_path("large.meyar"), "--rubric",
                                                 "config/rubrics/az_eservice.yaml", "--registry",
                                                 small_path("r.csv"), "--campaign", "large"});
    expect_end(p, DONE);
    pty_free(&p);
    small_sql("large.meyar", "UPDATE campaign SET engine = 0; PRAGMA wal_checkpoint(TRUNCATE);");
    char *kept = bytes_of("large.meyar", &before);
    p = pty_meyar(24, 80, NULL, small_path("large.meyar"), NULL, NULL);
    expect_soon(p, "Working out figures");
    assert_true(pty_shows(p, " of 20"));
    pty_keys(p, "3q"); /* not heard */
    pty_keys(p, "\033");
    expect_soon(p, OFF);
    expect_end(p, REFUSED);
    assert_true(pty_sane(p));
    pty_free(&p);
    char *now = bytes_of("large.meyar", &after);
    assert_int_equal(before, after);
    assert_memory_equal(kept, now, before);
    free(kept);
    free(now);
    /* And left alone it comes to its end, and keys of that time do nothing. */
    p = pty_meyar(24, 80, NULL, small_path("large.meyar"), NULL, NULL);
    expect_soon(p, "Working out figures");
    pty_keys(p, "q\rq");
    expect_soon(p, "Bodies");
    assert_false(pty_shows(p, "Working out"));
    pty_keys(p, "q");
    expect_end(p, DONE);
    pty_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_import_by_ctrl_c, office_enter, small_leave),
        cmocka_unit_test_setup_teardown(making_by_a_signal, office_enter, small_leave),
        cmocka_unit_test_setup_teardown(killed_and_made_anew, office_enter, small_leave),
        cmocka_unit_test_setup_teardown(scoring_anew_at_opening, office_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

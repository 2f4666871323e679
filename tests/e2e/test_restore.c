/* Copies, restore and taking a merge back, as a user meets them: by commands and on the screens. */
#include <fcntl.h>
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include "tests/e2e/office.h"
#include "tests/help/program.h"

/* ---- by commands ---- */

static void ok(const struct ran *r)
{
    if (r->status != 0)
        fail_msg("%d: %s", r->status, r->err);
}

static void make_office(void)
{
    char *rubric = strdup(program_source("tests/tui/data/rubric.yaml"));
    char *registry = strdup(program_source("tests/tui/data/registry.csv"));
    ok(meyar("init", "office.meyar", "--rubric", rubric, "--registry", registry, "--campaign",
             "2019", NULL));
    free(rubric);
    free(registry);
}

/* Copies of a file, by the end of their names ("": all). */
static int copies(const char *file, const char *end)
{
    glob_t g;
    char pattern[4096];
    struct stat st;
    const char *data = getenv("XDG_DATA_HOME");
    if (data)
        snprintf(pattern, sizeof pattern, "%s/meyar/backups/*/%s-*%s.meyar", data, file, end);
    else
        snprintf(pattern, sizeof pattern, "%s/.local/share/meyar/backups/*/%s-*%s.meyar",
                 getenv("HOME"), file, end);
    int n = glob(pattern, 0, NULL, &g) == 0 ? (int)g.gl_pathc : 0;
    for (int i = 0; i < n; i++) {
        assert_int_equal(stat(g.gl_pathv[i], &st), 0);
        assert_int_equal(st.st_mode & 0777, 0600);
    }
    globfree(&g);
    return n;
}

static void cp(const char *from, const char *to)
{
    size_t n;
    char *bytes = read_file(from, &n);
    write_file(to, bytes, n);
    free(bytes);
}

/* How many different devices wrote, and whether any number is there twice for one. */
static int devices(const char *file, bool *fork)
{
    const struct ran *r = meyar("dump", file, NULL);
    char seen[64][33];
    int n = 0;
    ok(r);
    for (const char *at = r->out; (at = strstr(at, "\"device\":\"")); at++) {
        char id[33];
        snprintf(id, sizeof id, "%.32s", at + 10);
        int i = 0;
        while (i < n && strcmp(seen[i], id) != 0)
            i++;
        if (i == n && n < 64)
            memcpy(seen[n++], id, sizeof id);
    }
    r = meyar("verify", file, NULL);
    ok(r);
    *fork = strstr(r->err, "twice") != NULL;
    return n;
}

static void test_when_copies_are_made(void **state)
{
    (void)state;
    make_office();
    assert_int_equal(copies("office", ""), 0);
    ok(meyar("answers", "office.meyar", NULL));
    assert_int_equal(copies("office", ""), 0);
    ok(meyar("answer", "office.meyar", "MOT/T2", "level=sent", NULL));
    ok(meyar("answer", "office.meyar", "MOT/T3", "level=sent", NULL));
    assert_int_equal(copies("office", ""), 1); /* once a day */
    ok(meyar("export", "office.meyar", "-o", "out.bundle", NULL));
    assert_int_equal(copies("office", "-handed"), 1);
    cp("office.meyar", "a.meyar");
    ok(meyar("answer", "a.meyar", "MOT/T2", "level=forms", "--by", "Aytən", NULL));
    ok(meyar("merge", "office.meyar", "a.meyar", NULL));
    assert_int_equal(copies("office", "-merge"), 1);
    assert_int_equal(copies("office", "-merged"), 1);
    const struct ran *r = meyar("restore", "office.meyar", NULL);
    ok(r);
    assert_non_null(strstr(r->out, "after a merge"));
    assert_non_null(strstr(r->out, "before a merge"));
    assert_non_null(strstr(r->out, "after a hand in"));
    assert_non_null(strstr(r->out, "once a day"));
    r = meyar("restore", "office.meyar", "--json", NULL);
    ok(r);
    assert_non_null(strstr(r->out, "{\"number\":4,"));
    assert_non_null(strstr(r->out, "\"why\":\"daily\""));
    assert_non_null(strstr(r->out, "\"answers\":2"));
}

static void test_a_copy_that_fails_is_told(void **state)
{
    (void)state;
    make_office();
    setenv("XDG_DATA_HOME", "/dev/null", 1);
    const struct ran *r = meyar("answer", "office.meyar", "MOT/T2", "level=sent", NULL);
    ok(r);
    assert_non_null(strstr(r->err, "No copy of the file could be made"));
    r = meyar("answer", "office.meyar", "MOT/T2", "level=forms", NULL);
    ok(r);
    assert_null(strstr(r->err, "No copy"));
    unsetenv("XDG_DATA_HOME");
}

static void test_a_file_put_back(void **state)
{
    bool fork;
    (void)state;
    make_office();
    ok(meyar("answer", "office.meyar", "MOT/T2", "level=sent", NULL));
    ok(meyar("answer", "office.meyar", "MOT/T2", "level=forms", NULL));
    const struct ran *r = meyar("restore", "office.meyar", "--from", "1", "--dry-run", NULL);
    ok(r);
    assert_non_null(strstr(r->out, "1 entry of the file is not in the copy"));
    r = meyar("restore", "office.meyar", "--from", "1", NULL);
    ok(r);
    assert_non_null(strstr(r->out, "1 entry made since is missing now"));
    r = meyar("answer", "office.meyar", "MOT/T3", "level=sent", NULL);
    ok(r);
    assert_non_null(strstr(r->err, "1 entry that this laptop made"));
    r = meyar("answers", "office.meyar", NULL);
    assert_non_null(strstr(r->out, "MOT,T2,level,sent"));
    assert_int_equal(devices("office.meyar", &fork), 3);
    assert_false(fork);
    /* What was there before is a copy, and the two together are one history without a fork. */
    assert_int_equal(copies("office", "-restore"), 1);
    r = meyar("restore", "office.meyar", "--from", "1", "--to", "before.meyar", NULL);
    ok(r);
    ok(meyar("merge", "office.meyar", "before.meyar", NULL));
    assert_int_equal(devices("office.meyar", &fork), 3);
    assert_false(fork);
    assert_int_equal(meyar("restore", "office.meyar", "--from", "99", NULL)->status, 1);
    assert_int_equal(meyar("restore", "office.meyar", "--to", "x.meyar", NULL)->status, 2);
    assert_int_equal(
        meyar("restore", "office.meyar", "--from", "1", "--to", "before.meyar", NULL)->status, 1);
    assert_int_equal(meyar("restore", "office.meyar", "--from", "1", "--read-only", NULL)->status,
                     3);
}

static void test_a_destroyed_file(void **state)
{
    (void)state;
    make_office();
    ok(meyar("answer", "office.meyar", "MOT/T2", "level=sent", NULL));
    write_text("office.meyar", "not a database");
    const struct ran *r = meyar("answers", "office.meyar", NULL);
    assert_true(r->status != 0);
    assert_non_null(strstr(r->err, "`meyar restore office.meyar`"));
    ok(meyar("restore", "office.meyar", "--from", "1", NULL));
    r = meyar("answers", "office.meyar", NULL);
    assert_non_null(strstr(r->out, "MOT,T2,level,sent"));
    assert_int_equal(unlink("office.meyar"), 0);
    r = meyar("restore", "office.meyar", NULL);
    ok(r);
    assert_non_null(strstr(r->out, "once a day"));
    ok(meyar("restore", "office.meyar", "--from", "1", NULL));
    ok(meyar("verify", "office.meyar", NULL));
}

/* A file copied to two laptops, both of which go on; and a copy put back by `cp`. */
static void test_copies_by_hand(void **state)
{
    bool fork;
    (void)state;
    make_office();
    ok(meyar("answer", "office.meyar", "MOT/T2", "level=sent", NULL));
    cp("office.meyar", "stick.meyar");
    char *other = malloc(4096);
    assert_non_null(getcwd(other, 4000));
    strcat(other, "/other");
    setenv("XDG_STATE_HOME", other, 1);
    cp("stick.meyar", "second.meyar");
    ok(meyar("answer", "second.meyar", "MOT/T3", "level=sent", NULL));
    unsetenv("XDG_STATE_HOME");
    ok(meyar("answer", "office.meyar", "MOT/T3", "level=forms", NULL));
    cp("stick.meyar", "office.meyar");
    const struct ran *r = meyar("answer", "office.meyar", "MOT/T3", "level=none", NULL);
    ok(r);
    assert_non_null(strstr(r->err, "1 entry that this laptop made"));
    ok(meyar("merge", "office.meyar", "second.meyar", NULL));
    assert_int_equal(devices("office.meyar", &fork), 4);
    assert_false(fork);
    free(other);
}

static void test_killed_while_restoring(void **state)
{
    const char *bin = getenv("MEYAR_BIN");
    (void)state;
    make_office();
    ok(meyar("answer", "office.meyar", "MOT/T2", "level=sent", NULL));
    ok(meyar("export", "office.meyar", "-o", "o.bundle", NULL));
    for (int i = 0; bin && i < 10; i++) {
        pid_t child = fork();
        if (child == 0) {
            int nowhere = open("/dev/null", O_WRONLY);
            dup2(nowhere, STDOUT_FILENO);
            dup2(nowhere, STDERR_FILENO);
            execl(bin, "meyar", "restore", "office.meyar", "--from", "1", (char *)NULL);
            _exit(127);
        }
        struct timespec t = {.tv_nsec = (i * 17 % 100) * 1000000L};
        nanosleep(&t, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        ok(meyar("verify", "office.meyar", NULL));
        const struct ran *r = meyar("answers", "office.meyar", NULL);
        assert_non_null(strstr(r->out, "MOT,T2,level,sent"));
    }
    ok(meyar("restore", "office.meyar", "--from", "1", NULL));
    glob_t g;
    assert_int_equal(glob("office.meyar.making*", 0, NULL, &g), GLOB_NOMATCH);
}

static void test_a_merge_taken_back(void **state)
{
    (void)state;
    make_office();
    cp("office.meyar", "a.meyar");
    ok(meyar("answer", "office.meyar", "MOT/T2", "level=sent", NULL));
    char *other = malloc(4096);
    assert_non_null(getcwd(other, 4000));
    strcat(other, "/other");
    setenv("XDG_STATE_HOME", other, 1);
    ok(meyar("answer", "a.meyar", "MOT/T2", "level=forms", "--by", "Aytən", NULL));
    unsetenv("XDG_STATE_HOME");
    ok(meyar("merge", "office.meyar", "a.meyar", NULL));
    const struct ran *r = meyar("restore", "office.meyar", "--merge", "--dry-run", NULL);
    ok(r);
    assert_non_null(strstr(r->out, "Aytən: 1 entry"));
    assert_non_null(strstr(r->err, "nothing was changed"));
    ok(meyar("restore", "office.meyar", "--merge", NULL));
    ok(meyar("verify", "office.meyar", NULL));
    r = meyar("answers", "office.meyar", NULL);
    assert_non_null(strstr(r->out, "MOT,T2,level,sent"));
    assert_int_equal(meyar("restore", "office.meyar", "--merge", NULL)->status, 1);
    free(other);
}

/* ---- on the screens ---- */

static void palette(struct pty *p, const char *action)
{
    pty_keys(p, ":");
    office_expect(p, "Actions");
    pty_keys(p, action);
    pty_settle(p, 200);
    pty_keys(p, "\r");
}

static void test_put_back_on_screen(void **state)
{
    (void)state;
    struct pty *p = office_run(24, 80, NULL);
    const char *was = strdup(office_value("MOT", "T2", "level"));
    office_level(p);
    /* The day's copy is made once one rests. */
    pty_keys(p, was[0] == 'n' ? "3" : "1");
    for (int i = 0; i < 100 && copies("2019", "") == 0; i++) {
        pty_settle(p, 100);
    }
    assert_int_equal(copies("2019", ""), 1);
    const char *copied = strdup(office_value("MOT", "T2", "level"));
    assert_string_not_equal(copied, was);
    pty_keys(p, "2");
    pty_settle(p, 200);
    assert_string_not_equal(office_value("MOT", "T2", "level"), copied);
    palette(p, "copies of");
    office_expect(p, "Copies of this file");
    office_expect(p, "once a day");
    pty_keys(p, "\r");
    office_expect(p, "1 entry of the file is not in the copy");
    pty_keys(p, "\r");
    office_expect(p, "Copies of this file");
    pty_keys(p, "R");
    office_expect(p, "Put it in the place of the file?");
    pty_keys(p, "\r");
    office_expect(p, "Nothing is done yet");
    pty_keys(p, "Y");
    office_expect(p, "since is missing now");
    office_expect(p, "question 1 of "); /* where one was */
    assert_string_equal(office_value("MOT", "T2", "level"), copied);
    assert_int_equal(copies("2019", "-restore"), 1);
    /* It is written to again. */
    pty_keys(p, "2");
    pty_settle(p, 300);
    assert_string_not_equal(office_value("MOT", "T2", "level"), copied);
    office_leave(&p, "qqq");
    free((char *)was);
    free((char *)copied);
}

static void test_copied_when_leaving(void **state)
{
    (void)state;
    struct pty *p = office_run(24, 80, NULL);
    office_level(p);
    pty_keys(p, "2");
    office_leave(&p, "qqq");
    assert_int_equal(copies("2019", ""), 1);
    p = office_run(24, 80, NULL);
    office_bodies(p);
    office_leave(&p, "q");
    assert_int_equal(copies("2019", ""), 1);
}

static void test_merge_back_on_screen(void **state)
{
    size_t n;
    (void)state;
    char before[300];
    snprintf(before, sizeof before, "%s", office_value("MOT", "T4", "level"));
    char *bytes = read_file(small_path("2019.meyar"), &n);
    write_file(small_path("other.meyar"), bytes, n);
    free(bytes);
    setenv("XDG_STATE_HOME", small_path("other"), 1);
    struct err err = {0};
    struct writer w = {"Orxan", "key"};
    struct campaign *c = campaign_open(small_path("other.meyar"), 0, &w, &err);
    small_answer(c, "MOT", "T4", "level", "sent", NULL);
    campaign_close(&c);
    setenv("XDG_STATE_HOME", small_path("state"), 1);
    struct arena *a = arena_new();
    struct merge_report report;
    const char *path = small_path("other.meyar");
    c = campaign_open(small_path("2019.meyar"), 0, NULL, &err);
    assert_true(campaign_merge(c, &path, 1, false, &report, a, &err));
    campaign_close(&c);
    arena_free(&a);
    struct pty *p = office_run(24, 80, NULL);
    office_bodies(p);
    palette(p, "last merge back");
    office_expect(p, "Orxan: 1 entry");
    pty_keys(p, "Y");
    office_expect(p, "The merge is taken back");
    assert_string_equal(office_value("MOT", "T4", "level"), before);
    palette(p, "last merge back");
    office_expect(p, "there is no merge to take back");
    office_leave(&p, "q");
}

/* While the screens have it, nobody else puts anything in its place. */
static void test_open_on_screen(void **state)
{
    (void)state;
    struct pty *p = office_run(24, 80, NULL);
    office_level(p);
    pty_keys(p, "2");
    pty_settle(p, 300);
    struct err err = {0};
    struct restored r;
    struct arena *a = arena_new();
    struct campaign *c = campaign_open(small_path("2019.meyar"), OPEN_READ_ONLY, NULL, &err);
    const char *copy = copies_make(c, COPY_DAILY, a, &err);
    campaign_close(&c);
    assert_non_null(copy);
    assert_false(copies_restore(small_path("2019.meyar"), copy, false, &r, a, &err));
    assert_int_equal(err.status, BUSY);
    pty_keys(p, "3");
    pty_settle(p, 300);
    office_leave(&p, "qqq");
    arena_free(&a);
}

int main(void)
{
#define P(f) cmocka_unit_test_setup_teardown(f, program_enter, program_leave)
#define O(f) cmocka_unit_test_setup_teardown(f, office_enter, small_leave)
    const struct CMUnitTest tests[] = {
        P(test_when_copies_are_made), P(test_a_copy_that_fails_is_told),
        P(test_a_file_put_back),      P(test_a_destroyed_file),
        P(test_copies_by_hand),       P(test_killed_while_restoring),
        P(test_a_merge_taken_back),   O(test_put_back_on_screen),
        O(test_copied_when_leaving),  O(test_merge_back_on_screen),
        O(test_open_on_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

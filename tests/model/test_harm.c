/* Full disks, failing writes, kills: nothing that was acknowledged is lost, nothing is half done.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "model/inside.h"
#include "tests/help/small.h"

static int answered(struct campaign *c)
{
    struct arena *a = arena_new();
    struct row row;
    int n = row_get(c, 0, "alpha", "", -1, &row, a) ? row.answered : -1;
    arena_free(&a);
    return n;
}

/* ---- disks that fail ---- */

static void test_full_disk(void **state)
{
    (void)state;
    struct err err = {0};
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct work *w = work_open(c, 0, "alpha", "s1", &err);
    char note[3000];
    memset(note, 'x', sizeof note - 1);
    note[sizeof note - 1] = '\0';
    db_limit_pages(c->db, (int)db_number(c->db, 0, "PRAGMA page_count", "") + 10);
    int64_t high = work_row(w)->high, body_high = work_body_row(w)->high;
    bool ok = true;
    for (int i = 0; ok && i < 100; i++) {
        note[0] = (char)('0' + i % 10);
        ok = work_answer(w, 6, "words", note, &err);
        high = ok ? work_row(w)->high : high;
    }
    assert_false(ok);
    assert_int_equal(err.status, BUSY);
    assert_non_null(strstr(err_text(&err), "disk is full"));
    assert_int_equal(work_row(w)->high, high);
    assert_int_equal(work_body_row(w)->high, body_high);
    db_limit_pages(c->db, 0);
    char last = work_standing(w, 6)->note[0];
    assert_true(work_reread(w, &err));
    assert_int_equal(work_standing(w, 6)->note[0], last);
    assert_true(work_answer(w, 0, "full", NULL, &err));
    assert_true(small_clean(c));
    work_close(&w);
    campaign_close(&c);
    err_clear(&err);
}

/* In a child whose files may grow no more: answers fail, then go on, and nothing is half done. */
static int child_with_limit(void)
{
    struct err err = {0};
    struct campaign *c = campaign_open(small_path("a.meyar"), 0, NULL, &err);
    struct work *w = c ? work_open(c, 0, "alpha", "s1", &err) : NULL;
    struct stat st;
    if (!w || !work_answer(w, 0, "half", NULL, &err) || stat(small_path("a.meyar-wal"), &st) != 0)
        return 2;
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit = {(rlim_t)st.st_size + 100, RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &limit);
    if (work_answer(w, 0, "full", NULL, &err) || err.status != BUSY)
        return 3;
    if (strcmp(work_standing(w, 0)->value, "half") != 0 || answered(c) != 1)
        return 4;
    limit.rlim_cur = RLIM_INFINITY;
    setrlimit(RLIMIT_FSIZE, &limit);
    if (!work_answer(w, 0, "full", NULL, &err) || !small_clean(c))
        return 5;
    work_close(&w);
    campaign_close(&c);
    return 0;
}

static void test_write_error(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    pid_t child = fork();
    if (child == 0)
        _exit(child_with_limit());
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
}

static void test_create_fails_midway(void **state)
{
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        struct err err = {0};
        struct init_options o = small_options("2019", small_rubric, small_registry);
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){20000, RLIM_INFINITY});
        bool made = campaign_create(small_path("a.meyar"), &o, &err);
        _exit(!made && err.status == BUSY ? 0 : 1);
    }
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    DIR *folder = opendir(small_folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        if (strstr(entry->d_name, "a.meyar"))
            fail_msg("left behind: %s", entry->d_name);
    closedir(folder);
}

/* ---- killed ---- */

/* Answers until it is killed, and says each number only after it was stored. */
static void answer_for_ever(int out)
{
    struct err err = {0};
    struct campaign *c = campaign_open(small_path("a.meyar"), 0, NULL, &err);
    struct work *w = c ? work_open(c, 0, "alpha", "s1", &err) : NULL;
    if (!w || campaign_read_only(c))
        _exit(1);
    const char *note = work_standing(w, 6)->note;
    for (int i = note ? atoi(note) + 1 : 1;; i++) {
        char text[16];
        snprintf(text, sizeof text, "%d", i);
        if (!work_answer(w, 6, i % 2 ? "odd" : "even", text, &err) ||
            write(out, &i, sizeof i) != (ssize_t)sizeof i)
            _exit(1);
    }
}

static pid_t start_answering(int *from)
{
    int pipes[2];
    assert_int_equal(pipe(pipes), 0);
    pid_t child = fork();
    if (child == 0) {
        close(pipes[0]);
        answer_for_ever(pipes[1]);
    }
    close(pipes[1]);
    *from = pipes[0];
    return child;
}

/* Reads until a few numbers came, kills, and gives the last that was acknowledged. */
static int kill_after(pid_t child, int from, int numbers)
{
    int last = 0, i, status;
    while (numbers-- > 0 && read(from, &i, sizeof i) == (ssize_t)sizeof i)
        last = i;
    kill(child, SIGKILL);
    while (read(from, &i, sizeof i) == (ssize_t)sizeof i)
        last = i;
    close(from);
    waitpid(child, &status, 0);
    return last;
}

static void test_killed(void **state)
{
    (void)state;
    unsigned seed = 3;
    struct err err = {0};
    small_make("a.meyar", "2019", small_rubric, NULL);
    for (int round = 0; round < 25; round++) {
        int from;
        seed = seed * 1103515245u + 12345u;
        pid_t child = start_answering(&from);
        int last = kill_after(child, from, 1 + (int)((seed >> 16) % 40));
        assert_true(last > 0);
        /* Reading alone sees it too, and leaves what the crash left. */
        struct stat wal;
        assert_int_equal(stat(small_path("a.meyar-wal"), &wal), 0);
        struct campaign *c = campaign_open(small_path("a.meyar"), OPEN_READ_ONLY, NULL, &err);
        assert_non_null(c);
        assert_int_equal(c->reading, READ_COPY);
        assert_true(answered(c) >= 1);
        campaign_close(&c);
        off_t size = wal.st_size;
        assert_int_equal(stat(small_path("a.meyar-wal"), &wal), 0);
        assert_int_equal(wal.st_size, size);

        c = small_open("a.meyar");
        struct work *w = work_open(c, 0, "alpha", "s1", &err);
        assert_true(atoi(work_standing(w, 6)->note) >= last);
        work_close(&w);
        if (round % 8 == 0)
            assert_true(small_clean(c));
        struct arena *a = arena_new();
        assert_null(campaign_notice(c, a)); /* the same device goes on */
        arena_free(&a);
        campaign_close(&c);
    }
    struct campaign *c = small_open("a.meyar");
    int64_t devices = db_number(c->db, 0, "SELECT count(DISTINCT device) FROM event", "");
    assert_int_equal(devices, 2); /* init's, and this laptop's */
    assert_true(small_clean(c));
    campaign_close(&c);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {
        T(test_full_disk),
        T(test_write_error),
        T(test_create_fails_midway),
        T(test_killed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

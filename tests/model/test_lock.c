/* Who may write, how others read, and what is no campaign file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "model/csv.h"
#include "model/inside.h"
#include "model/store.h"
#include "tests/help/small.h"

static int answered(struct campaign *c)
{
    struct arena *a = arena_new();
    struct row row;
    int n = row_get(c, 0, "alpha", "", -1, &row, a) ? row.answered : -1;
    arena_free(&a);
    return n;
}

/* The bytes of a file, in the arena. */
static char *bytes_of(const char *file, struct arena *a, size_t *n)
{
    char *bytes;
    const char *why;
    assert_true(file_read(small_path(file), 64 << 20, a, &bytes, n, &why));
    return bytes;
}

/* Puts bytes into a file as `cp` would: the inode stays. */
static void overwrite(const char *file, const char *bytes, size_t n)
{
    int fd = open(small_path(file), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, n), (ssize_t)n);
    close(fd);
}

static struct campaign *refused(const char *file, enum status status, const char *told)
{
    struct err err = {0};
    struct campaign *c = campaign_open(small_path(file), 0, NULL, &err);
    assert_null(c);
    assert_int_equal(err.status, status);
    if (!strstr(err_text(&err), told))
        fail_msg("%s", err_text(&err));
    assert_null(strchr(err_text(&err), '\n'));
    err_clear(&err);
    return c;
}

/* ---- two at once ---- */

static void test_second_writer(void **state)
{
    (void)state;
    struct err err = {0};
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *one = small_open("a.meyar"), *two = small_open("a.meyar");
    assert_null(campaign_read_only(one));
    assert_non_null(strstr(campaign_read_only(two), "another meyar"));
    assert_int_equal(answered(two), 0);
    small_answer(one, "alpha", "", "b_ramp", "yes", NULL);
    assert_int_equal(answered(two), 1);
    struct work *w = work_open(two, 0, "alpha", "", &err);
    assert_false(work_answer(w, 0, "no", NULL, &err));
    assert_int_equal(err.status, BUSY);
    work_close(&w);
    campaign_close(&one);
    assert_int_equal(answered(two), 1);
    struct campaign *three = small_open("a.meyar");
    assert_null(campaign_read_only(three));
    small_answer(three, "alpha", "", "b_open", "9", NULL);
    assert_int_equal(answered(two), 2);
    campaign_close(&two);
    assert_true(small_clean(three));
    campaign_close(&three);
    err_clear(&err);
}

static void test_reading_leaves_no_trace(void **state)
{
    (void)state;
    struct err err = {0};
    size_t before, after;
    struct arena *a = arena_new();
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = campaign_open(small_path("a.meyar"), OPEN_READ_ONLY, NULL, &err);
    assert_non_null(strstr(campaign_read_only(c), "as asked"));
    assert_int_equal(answered(c), 0);
    assert_int_equal(access(small_path("a.meyar-wal"), F_OK), -1);
    assert_int_equal(access(small_path("a.meyar-shm"), F_OK), -1);
    /* Who only reads keeps nobody from writing, and sees at the next look what was written. */
    struct campaign *writer = small_open("a.meyar");
    assert_null(campaign_read_only(writer));
    small_answer(writer, "alpha", "", "b_ramp", "yes", NULL);
    assert_int_equal(answered(c), 1);
    campaign_close(&writer);
    assert_int_equal(answered(c), 1);
    campaign_close(&c);

    c = campaign_open(small_path("a.meyar"), OPEN_READ_ONLY, NULL, &err);
    writer = small_open("a.meyar");
    small_answer(writer, "alpha", "", "b_open", "9", NULL);
    campaign_close(&writer);
    assert_int_equal(answered(c), 2);
    campaign_close(&c);
    char *was = bytes_of("a.meyar", a, &before);
    c = campaign_open(small_path("a.meyar"), OPEN_READ_ONLY, NULL, &err);
    assert_true(small_clean(c));
    campaign_close(&c);
    char *is = bytes_of("a.meyar", a, &after);
    assert_int_equal(before, after);
    assert_memory_equal(was, is, before);
    arena_free(&a);
}

/* As somebody who may read the file but not write it. */
static void test_file_of_another(void **state)
{
    (void)state;
    if (geteuid() != 0)
        skip();
    small_make("a.meyar", "2019", small_rubric, NULL);
    chmod(small_folder, 0755);
    chmod(small_path("a.meyar"), 0644);
    mkdir(small_path("other"), 0777);
    chmod(small_path("other"), 0777);
    pid_t child = fork();
    if (child == 0) {
        struct err err = {0};
        setenv("XDG_STATE_HOME", small_path("other"), 1);
        if (setgid(65534) != 0 || setuid(65534) != 0)
            _exit(9);
        struct campaign *c = campaign_open(small_path("a.meyar"), 0, NULL, &err);
        bool ok = c && campaign_read_only(c) && answered(c) == 0 && !change_begin(c, &err) &&
                  err.status == BUSY;
        campaign_close(&c);
        _exit(ok ? 0 : 1);
    }
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
}

/* ---- what is no campaign file ---- */

static void test_not_a_campaign(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    size_t n;
    refused("none.meyar", BUSY, "none.meyar");
    refused("", REFUSED, "is not a file");
    overwrite("text", "Dear all,\n", 10);
    refused("text", REFUSED, "is not a campaign file");
    overwrite("empty", "", 0);
    refused("empty", REFUSED, "is not a campaign file");
    small_sql("other.db", "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
    char *was = bytes_of("other.db", a, &n);
    refused("other.db", REFUSED, "is not a campaign file");
    size_t after;
    assert_memory_equal(was, bytes_of("other.db", a, &after), n);
    small_make("new.meyar", "2019", small_rubric, NULL);
    small_sql("new.meyar", "PRAGMA user_version = 99");
    refused("new.meyar", REFUSED, "newer meyar");
    assert_null(campaign_open(small_path("text"), OPEN_READ_ONLY, NULL, &err));
    assert_int_equal(err.status, REFUSED);
    err_clear(&err);
    arena_free(&a);
}

static void test_damaged(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    size_t n;
    small_make("a.meyar", "2019", small_rubric, NULL);
    char *bytes = bytes_of("a.meyar", a, &n);
    overwrite("half.meyar", bytes, n / 2);
    refused("half.meyar", DAMAGED, "damaged");
    overwrite("page.meyar", bytes, n - 4096);
    refused("page.meyar", DAMAGED, "damaged");
    overwrite("bit.meyar", bytes, 300);
    struct err err = {0};
    assert_null(campaign_open(small_path("bit.meyar"), 0, NULL, &err));
    small_make("b.meyar", "2019", small_rubric, NULL);
    small_sql("b.meyar", "DROP TABLE head");
    refused("b.meyar", DAMAGED, "tables");
    unlink(small_path("b.meyar"));
    small_make("b.meyar", "2019", small_rubric, NULL);
    small_sql("b.meyar", "UPDATE rubric SET text = 'x'");
    /* This laptop has read the rubric before; another one reads it from the file. */
    setenv("XDG_STATE_HOME", small_path("another"), 1);
    refused("b.meyar", DAMAGED, "rubric");
    small_sql("b.meyar", "PRAGMA foreign_keys = OFF; DELETE FROM campaign");
    refused("b.meyar", DAMAGED, "damaged");
    err_clear(&err);
    arena_free(&a);
}

static long nfs(const char *path)
{
    (void)path;
    return 0x6969;
}

static void test_network_disk(void **state)
{
    (void)state;
    struct err err = {0};
    small_make("a.meyar", "2019", small_rubric, NULL);
    long (*real)(const char *) = lock_fs_type;
    lock_fs_type = nfs;
    refused("a.meyar", BUSY, "network disk (NFS)");
    struct init_options o = {.name = "x", .rubric_path = "r", .registry_path = "g"};
    assert_false(campaign_create(small_path("b.meyar"), &o, &err));
    assert_non_null(strstr(err_text(&err), "network disk (NFS)"));
    lock_fs_type = real;
    assert_null(lock_network(small_folder));
    err_clear(&err);
}

static void test_replaced_underneath(void **state)
{
    (void)state;
    struct err err = {0};
    small_make("a.meyar", "2019", small_rubric, NULL);
    small_make("b.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    small_answer(c, "alpha", "", "b_ramp", "yes", NULL);
    assert_int_equal(rename(small_path("b.meyar"), small_path("a.meyar")), 0);
    struct work *w = work_open(c, 0, "alpha", "", &err);
    assert_false(work_answer(w, 1, "9", NULL, &err));
    assert_int_equal(err.status, BUSY);
    assert_non_null(strstr(err_text(&err), "replaced"));
    assert_int_equal(answered(c), 1);
    work_close(&w);
    campaign_close(&c);
    err_clear(&err);
}

static void test_symlink(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    assert_int_equal(symlink("a.meyar", small_path("link.meyar")), 0);
    struct campaign *one = small_open("link.meyar"), *two = small_open("a.meyar");
    assert_null(campaign_read_only(one));
    assert_non_null(campaign_read_only(two));
    campaign_close(&two);
    campaign_close(&one);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {
        T(test_second_writer),
        T(test_reading_leaves_no_trace),
        T(test_file_of_another),
        T(test_not_a_campaign),
        T(test_damaged),
        T(test_network_disk),
        T(test_replaced_underneath),
        T(test_symlink),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

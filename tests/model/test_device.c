/* Whose chain goes on in a file: copies, older copies put back, a lost state folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "model/csv.h"
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

static int64_t devices(struct campaign *c)
{
    return db_number(c->db, 0, "SELECT count(DISTINCT device) FROM event", "");
}

static void test_copy_is_another_device(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    size_t n;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    small_answer(c, "alpha", "", "b_ramp", "yes", NULL);
    campaign_close(&c);
    c = small_open("a.meyar");
    small_answer(c, "alpha", "", "b_ramp", "no", NULL);
    assert_int_equal(devices(c), 2); /* the chain goes on */
    assert_null(campaign_notice(c, a));
    campaign_close(&c);

    char *bytes = bytes_of("a.meyar", a, &n);
    overwrite("copy.meyar", bytes, n);
    c = small_open("copy.meyar");
    assert_null(campaign_notice(c, a));
    small_answer(c, "alpha", "", "b_open", "9", NULL);
    assert_int_equal(devices(c), 3);
    assert_non_null(strstr(campaign_notice(c, a), "another copy"));
    assert_null(campaign_notice(c, a));
    campaign_close(&c);
    /* The original goes on as it was, and is told what it lacks. */
    c = small_open("a.meyar");
    assert_non_null(strstr(campaign_notice(c, a), "1 entry"));
    small_answer(c, "alpha", "", "b_ramp", "yes", NULL);
    assert_int_equal(devices(c), 2);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

static void test_older_copy_put_back(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    size_t n;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    small_answer(c, "alpha", "", "b_ramp", "yes", NULL);
    campaign_close(&c);
    char *older = bytes_of("a.meyar", a, &n);
    c = small_open("a.meyar");
    small_answer(c, "alpha", "", "b_ramp", "no", NULL);
    small_answer(c, "alpha", "", "b_open", "9", NULL);
    campaign_close(&c);
    overwrite("a.meyar", older, n);
    c = small_open("a.meyar");
    const char *notice = campaign_notice(c, a);
    assert_non_null(notice);
    assert_non_null(strstr(notice, "2 entries"));
    small_answer(c, "alpha", "", "b_open", "4", NULL);
    assert_int_equal(devices(c), 3);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

static void test_state_folder_lost(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    small_answer(c, "alpha", "", "b_ramp", "yes", NULL);
    campaign_close(&c);
    setenv("XDG_STATE_HOME", small_path("elsewhere"), 1);
    c = small_open("a.meyar");
    small_answer(c, "alpha", "", "b_ramp", "no", NULL);
    assert_int_equal(devices(c), 3);
    assert_true(small_clean(c));
    campaign_close(&c);
    /* Where it can't be used at all, the file is for reading only. */
    overwrite("nowhere", "", 0);
    setenv("XDG_STATE_HOME", small_path("nowhere"), 1);
    c = small_open("a.meyar");
    assert_non_null(strstr(campaign_read_only(c), "state folder"));
    assert_int_equal(answered(c), 1);
    campaign_close(&c);
}

static void test_idle_folds(void **state)
{
    (void)state;
    struct stat st;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    small_answer(c, "alpha", "", "b_ramp", "yes", NULL);
    assert_int_equal(stat(small_path("a.meyar-wal"), &st), 0);
    assert_true(st.st_size > 0);
    campaign_idle(c);
    assert_int_equal(stat(small_path("a.meyar-wal"), &st), 0);
    assert_int_equal(st.st_size, 0);
    campaign_idle(c);
    campaign_close(&c);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {
        T(test_copy_is_another_device),
        T(test_older_copy_put_back),
        T(test_state_folder_lost),
        T(test_idle_folds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What a crash leaves beside a file, and files put in each other's place: refused untouched, or
 * right. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "model/csv.h"
#include "tests/help/small.h"

static char *bytes_of(const char *name, struct arena *a, size_t *n)
{
    char *bytes;
    const char *why;
    assert_true(file_read(small_path(name), 1u << 26, a, &bytes, n, &why));
    return bytes;
}

/* In place, as `cp` does. */
static void copy_over(const char *from, const char *to)
{
    struct arena *a = arena_new();
    size_t n;
    char *bytes = bytes_of(from, a, &n);
    FILE *f = fopen(small_path(to), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
    arena_free(&a);
}

static void rest(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
}

/* Answers a few questions of a file and dies before it is folded. */
static void crash(const char *file, const char *note)
{
    pid_t child = fork();
    if (child == 0) {
        struct campaign *c = small_open(file);
        for (int i = 0; i < 12; i++) {
            char text[32];
            snprintf(text, sizeof text, "%s %d", note, i);
            small_answer(c, "alpha", i % 2 ? "s1" : "s2", "e_level", i % 3 ? "half" : "full", text);
        }
        kill(getpid(), SIGKILL);
    }
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status));
    struct stat st;
    char wal[64];
    snprintf(wal, sizeof wal, "%s-wal", file);
    assert_int_equal(stat(small_path(wal), &st), 0);
    assert_true(st.st_size > 0);
    rest();
}

static void refused_untouched(const char *file)
{
    struct arena *a = arena_new();
    size_t n, m;
    char *before = bytes_of(file, a, &n);
    for (unsigned flags = 0; flags <= OPEN_READ_ONLY; flags++) {
        struct err err = {0};
        struct campaign *c = campaign_open(small_path(file), flags, NULL, &err);
        assert_null(c);
        assert_int_equal(err.status, DAMAGED);
        assert_non_null(strstr(err.text, "-wal"));
        err_clear(&err);
    }
    char *after = bytes_of(file, a, &m);
    assert_int_equal(n, m);
    assert_memory_equal(before, after, n);
    arena_free(&a);
}

/* To be written to, and true to its history. */
static void opens_whole(const char *file)
{
    struct campaign *c = small_open(file);
    assert_null(campaign_read_only(c));
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void a_crash_alone_is_mended(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    crash("a.meyar", "kept");
    opens_whole("a.meyar");
}

/* A checkpoint right before the crash makes the file newer than its WAL: that is no reason to
 * refuse. */
static void a_newer_file_with_its_own_wal_is_fine(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    crash("a.meyar", "kept");
    assert_int_equal(chmod(small_path("a.meyar"), 0600), 0);
    opens_whole("a.meyar");
}

static void a_backup_beside_a_later_wal_is_not_mixed(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    copy_over("a.meyar", "backup.meyar");
    struct campaign *c = small_open("a.meyar");
    for (int i = 0; i < 40; i++) {
        char note[300];
        memset(note, 'a' + i % 26, sizeof note - 1);
        note[sizeof note - 1] = '\0';
        small_answer(c, i % 2 ? "alpha" : "beta", "s1", "e_level", i % 3 ? "half" : "full", note);
    }
    campaign_close(&c);
    crash("a.meyar", "later");
    copy_over("backup.meyar", "a.meyar");
    rest();
    refused_untouched("a.meyar");
    /* The WAL moved away, the backup opens as it was. */
    assert_int_equal(rename(small_path("a.meyar-wal"), small_path("kept-wal")), 0);
    unlink(small_path("a.meyar-shm"));
    opens_whole("a.meyar");
}

static void another_campaign_beside_a_wal_is_not_mixed(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    small_make("b.meyar", "2020", small_rubric, NULL);
    crash("a.meyar", "of the first");
    copy_over("b.meyar", "a.meyar");
    rest();
    refused_untouched("a.meyar");
}

static void nothing_is_made_beside_what_another_left(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    crash("a.meyar", "left");
    assert_int_equal(unlink(small_path("a.meyar")), 0);
    struct err err = {0};
    struct init_options o = small_options("two", small_rubric, small_registry);
    assert_false(campaign_create(small_path("a.meyar"), &o, &err));
    assert_int_equal(err.status, REFUSED);
    assert_non_null(strstr(err.text, "a.meyar-wal"));
    assert_int_equal(access(small_path("a.meyar"), F_OK), -1);
    err_clear(&err);
}

/* A page of the registry that is gone must not make a shorter list. */
static void a_broken_page_is_told(void **state)
{
    (void)state;
    struct buf registry = {0};
    struct err err = {0};
    buf_add(&registry, "body_code,body_name,service_code,service_name\n");
    for (int i = 0; i < 400; i++)
        buf_printf(&registry, "B%d,Body %d of a long name that fills pages,,\n", i, i);
    struct init_options o = small_options("many", small_rubric, registry.s);
    assert_true(campaign_create(small_path("m.meyar"), &o, &err));
    buf_free(&registry);
    struct stat st;
    assert_int_equal(stat(small_path("m.meyar"), &st), 0);
    int told = 0, silent = 0;
    for (long page = 2; page < st.st_size / 4096; page++) {
        copy_over("m.meyar", "x.meyar");
        FILE *f = fopen(small_path("x.meyar"), "r+b");
        static const char zeros[4096];
        fseek(f, page * 4096, SEEK_SET);
        fwrite(zeros, 1, sizeof zeros, f);
        fclose(f);
        struct campaign *c = campaign_open(small_path("x.meyar"), OPEN_READ_ONLY, NULL, &err);
        struct arena *a = arena_new();
        struct row *rows = arena_alloc(a, 400 * sizeof *rows);
        int n = c ? rows_window(c, 0, NULL, -1, 0, 400, rows, a) : 0;
        bool fault = c && campaign_fault(c, &err);
        if (c && n < 400 && !fault)
            silent++;
        if (fault)
            assert_int_equal(err.status, DAMAGED);
        told += fault;
        arena_free(&a);
        campaign_close(&c);
        err_clear(&err);
    }
    assert_int_equal(silent, 0);
    assert_true(told > 3);
}

static void bytes_behind_a_nul_are_seen(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    small_sql("a.meyar", "UPDATE event SET body = body || char(0) || 'x' WHERE n = 2");
    struct campaign *c = small_open("a.meyar");
    int64_t events;
    char *report = NULL;
    struct err err = {0};
    assert_false(campaign_verify(c, &events, &report, &err));
    assert_int_equal(err.status, DAMAGED);
    assert_non_null(strstr(report, "event 2"));
    free(report);
    err_clear(&err);
    campaign_close(&c);
}

static void blanks_are_no_reason(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    static const struct assignment a[] = {{"e_level", "cannot-tell"}};
    static const char *const blank[] = {NULL, "", " ", " \n\t "};
    for (size_t i = 0; i < sizeof blank / sizeof *blank; i++) {
        struct err err = {0};
        assert_false(answer_many(c, "alpha", "s1", a, 1, blank[i], &err));
        assert_int_equal(err.status, REFUSED);
        err_clear(&err);
    }
    campaign_close(&c);
}

#define SMALL(test) cmocka_unit_test_setup_teardown(test, small_enter, small_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SMALL(a_crash_alone_is_mended),
        SMALL(a_newer_file_with_its_own_wal_is_fine),
        SMALL(a_backup_beside_a_later_wal_is_not_mixed),
        SMALL(another_campaign_beside_a_wal_is_not_mixed),
        SMALL(nothing_is_made_beside_what_another_left),
        SMALL(a_broken_page_is_told),
        SMALL(bytes_behind_a_nul_are_seen),
        SMALL(blanks_are_no_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Evidence: attached, listed, taken out, taken away; what is refused; disks that fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>
#include "forms/text.h"
#include "model/change.h"
#include "model/chunk.h"
#include "model/store.h"
#include "tests/help/failing.h"
#include "tests/help/small.h"

static const struct evidence_place level = {"alpha", "s1", "e_level"};
static const struct evidence_place ramp = {"alpha", "", "b_ramp"};

static int enter(void **state)
{
    failing_install();
    failing_set(0, 0, 0, false);
    return small_enter(state);
}

static int leave(void **state)
{
    failing_set(0, 0, 0, false);
    evidence_limit(0);
    progress_listen(NULL, NULL);
    return small_leave(state);
}

/* FOLDER/NAME with n bytes that no two seeds share. */
static const char *make(const char *name, size_t n, unsigned seed)
{
    const char *path = small_path(name);
    FILE *f = fopen(path, "wb");
    uint32_t x = seed * 2654435761u + 1;
    assert_non_null(f);
    for (size_t i = 0; i < n; i++) {
        x = x * 1664525u + 1013904223u;
        fputc((int)(x >> 24), f);
    }
    fclose(f);
    return path;
}

static bool same_bytes(const char *a, const char *b)
{
    FILE *x = fopen(a, "rb"), *y = fopen(b, "rb");
    int p, q;
    assert_non_null(x);
    assert_non_null(y);
    do {
        p = fgetc(x);
        q = fgetc(y);
    } while (p == q && p != EOF);
    fclose(x);
    fclose(y);
    return p == q;
}

static int attach(struct campaign *c, const struct evidence_place *at, const char *const *paths,
                  int n)
{
    struct err err = {0};
    struct attached done;
    struct arena *a = arena_new();
    if (!evidence_attach(c, at, paths, n, &done, a, &err))
        fail_msg("%s", err_text(&err));
    arena_free(&a);
    return done.stored;
}

static void refused(struct campaign *c, const char *path, const char *why)
{
    struct err err = {0};
    struct attached done;
    struct arena *a = arena_new();
    assert_false(evidence_attach(c, &level, &path, 1, &done, a, &err));
    if (!strstr(err_text(&err), why))
        fail_msg("%s: %s", path, err_text(&err));
    assert_null(strchr(err_text(&err), '\n'));
    assert_int_equal(err.status, REFUSED);
    err_clear(&err);
    arena_free(&a);
}

static int listed(struct campaign *c, const struct evidence_place *at, struct evidence **list,
                  struct arena *a)
{
    struct err err = {0};
    int n;
    if (!evidence_list(c, at, list, &n, a, &err))
        fail_msg("%s", err_text(&err));
    return n;
}

static int count(struct campaign *c, const struct evidence_place *at)
{
    struct evidence *list;
    struct arena *a = arena_new();
    int n = listed(c, at, &list, a);
    arena_free(&a);
    return n;
}

static int64_t chunks(struct campaign *c)
{
    return db_number(c->db, -1, "SELECT count(*) FROM chunk", "");
}

static void test_sizes(void **state)
{
    static const size_t sizes[] = {
        1, CHUNK_SIZE - 1, CHUNK_SIZE, CHUNK_SIZE + 1, 3 * CHUNK_SIZE, 5 * CHUNK_SIZE + 77};
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct arena *a = arena_new();
    struct evidence *list;
    struct err err = {0};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char name[32];
        const char *out;
        snprintf(name, sizeof name, "page-%zu.bin", i);
        const char *path = arena_dup(a, make(name, sizes[i], (unsigned)i));
        assert_int_equal(attach(c, &level, &path, 1), 1);
        int n = listed(c, &level, &list, a);
        assert_int_equal(n, (int)i + 1);
        assert_string_equal(list[n - 1].name, name);
        assert_int_equal(list[n - 1].size, (int64_t)sizes[i]);
        assert_string_equal(list[n - 1].by, "Tester");
        assert_true(list[n - 1].at_hand);
        mkdir(small_path("out"), 0700);
        assert_true(evidence_take_out(c, &list[n - 1], small_path("out"), a, &out, &err));
        assert_true(same_bytes(out, path));
        struct stat st;
        assert_int_equal(stat(out, &st), 0);
        assert_int_equal(st.st_mode & 0777, 0600);
    }
    assert_int_equal(chunks(c), 1 + 1 + 1 + 2 + 3 + 6);
    assert_true(small_clean(c));
    campaign_close(&c);
    c = small_open("a.meyar");
    assert_int_equal(count(c, &level), 6);
    assert_int_equal(count(c, &ramp), 0);
    struct work *w = work_open(c, 0, "alpha", "s1", &err);
    const struct question *q = block_question(work_block(w), "e_level");
    assert_int_equal(work_standing(w, q->index)->files, 6);
    assert_true(work_input(w)->answers[q->index].evidence);
    assert_true(work_answer(w, q->index, "full", NULL, &err));
    assert_int_equal(work_standing(w, q->index)->files, 6);
    assert_true(work_input(w)->answers[q->index].evidence);
    work_close(&w);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

/* Several in one change; equal bytes are kept once, whoever names them. */
static void test_several(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct arena *a = arena_new();
    const char *paths[] = {arena_dup(a, make("one.txt", 10, 1)),
                           arena_dup(a, make("two.txt", 10, 2)),
                           arena_dup(a, make("one again.txt", 10, 1))};
    struct attached done;
    struct err err = {0};
    assert_true(evidence_attach(c, &level, paths, 3, &done, a, &err));
    assert_int_equal(done.stored, 2);
    assert_int_equal(done.already, 1);
    assert_null(done.renamed);
    assert_int_equal(chunks(c), 2);
    assert_int_equal(attach(c, &ramp, paths, 1), 1);
    assert_int_equal(chunks(c), 2);
    assert_int_equal(db_number(c->db, 0,
                               "SELECT count(DISTINCT json_extract(body, '$.change')) FROM event"
                               " WHERE kind = 'evidence' AND slot_service = 's1'",
                               ""),
                     1);
    /* One that can't be taken: none is. */
    const char *bad[] = {arena_dup(a, make("three.txt", 10, 3)), small_path("nowhere.txt")};
    assert_false(evidence_attach(c, &level, bad, 2, &done, a, &err));
    assert_non_null(strstr(err_text(&err), "nowhere.txt"));
    assert_int_equal(count(c, &level), 2);
    assert_int_equal(chunks(c), 2);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

static void test_take_away(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct arena *a = arena_new();
    struct evidence *list;
    struct err err = {0};
    const char *path = make("one.txt", 10, 1);
    attach(c, &level, &path, 1);
    struct work *w = work_open(c, 0, "alpha", "s1", &err);
    assert_int_equal(listed(c, &level, &list, a), 1);
    assert_true(evidence_take_away(c, &level, list[0].sha256, &err));
    assert_int_equal(count(c, &level), 0);
    assert_int_equal(chunks(c), 1); /* its history keeps what it was */
    assert_int_equal(work_standing(w, 0)->files, 1);
    assert_true(work_refresh(w, &err));
    assert_int_equal(work_standing(w, 0)->files, 0);
    assert_false(work_input(w)->answers[0].evidence);
    work_close(&w);
    assert_true(evidence_take_away(c, &level, list[0].sha256, &err));
    assert_int_equal(db_number(c->db, 0, "SELECT count(*) FROM event WHERE kind = 'evidence'", ""),
                     2);
    assert_int_equal(attach(c, &level, &path, 1), 1);
    assert_int_equal(count(c, &level), 1);
    assert_int_equal(db_number(c->db, 0, "SELECT count(*) FROM head WHERE kind = 'evidence'", ""),
                     1);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

static void test_refusals(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct arena *a = arena_new();
    struct attached done;
    struct err err = {0};
    assert_int_equal(mkfifo(small_path("pipe"), 0600), 0);
    assert_int_equal(symlink(small_path("a.meyar"), small_path("link.png")), 0);
    refused(c, small_path("pipe"), "no regular file");
    refused(c, "/dev/null", "no regular file");
    refused(c, small_folder, "is a folder");
    refused(c, small_path("nothing"), "can't be read");
    refused(c, make("empty", 0, 0), "is empty");
    refused(c, small_path("a.meyar"), "this campaign file itself");
    refused(c, small_path("a.meyar-wal"), "this campaign file itself");
    refused(c, small_path("link.png"), "this campaign file itself");
    if (geteuid() != 0) {
        make("secret", 5, 0);
        chmod(small_path("secret"), 0);
        refused(c, small_path("secret"), "can't be read");
    }
    /* Far beyond the limit, without its bytes. */
    make("huge", 1, 0);
    assert_int_equal(truncate(small_path("huge"), (off_t)EVIDENCE_MOST + 1), 0);
    refused(c, small_path("huge"), "at most 64 MiB");
    evidence_limit(100);
    refused(c, make("more", 101, 1), "at most 100 bytes");
    const char *path = make("just", 100, 1);
    assert_int_equal(attach(c, &level, &path, 1), 1);
    const struct evidence_place places[] = {{"alpha", "s1", "b_ramp"},
                                            {"alpha", "s9", "e_level"},
                                            {"gamma", "", "b_ramp"},
                                            {"alpha", "s1", "e_levle"}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        assert_false(evidence_attach(c, &places[i], &path, 1, &done, a, &err));
        assert_int_equal(err.status, REFUSED);
    }
    assert_int_equal(db_number(c->db, 0, "SELECT count(*) FROM event WHERE kind = 'evidence'", ""),
                     1);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

static void test_names_and_types(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    char many[400];
    memset(many, 'a', sizeof many - 1);
    many[sizeof many - 1] = '\0';
    assert_string_equal(evidence_name(a, "/x/y/Ərizə forması.pdf"), "Ərizə forması.pdf");
    assert_string_equal(evidence_name(a, "a\nb\x1b[1m.png"), "a_b_[1m.png");
    assert_string_equal(evidence_name(a, "bad\xff.png"), "bad_.png");
    assert_string_equal(evidence_name(a, "x\u202egnp.exe"), "x_gnp.exe");
    assert_string_equal(evidence_name(a, ".."), "_");
    assert_string_equal(evidence_name(a, ""), "_");
    assert_int_equal(strlen(evidence_name(a, many)), 255);
#define TYPE(name, bytes) evidence_type(name, (const unsigned char *)(bytes), sizeof(bytes) - 1)
    assert_string_equal(TYPE("a.png", "\x89PNG\r\n\x1a\n...."), "image/png");
    assert_string_equal(TYPE("a.PNG", "\x89PNG\r\n\x1a\n...."), "image/png");
    assert_string_equal(TYPE("a", "\x89PNG\r\n\x1a\n...."), "image/png");
    assert_string_equal(TYPE("a.png", "#!/bin/sh"), "application/octet-stream");
    assert_string_equal(TYPE("a.desktop", "[Desktop Entry]"), "application/octet-stream");
    assert_string_equal(TYPE("a.csv", "a,b"), "text/csv");
    assert_string_equal(TYPE("a.csv", "a\0b"), "application/octet-stream");
    assert_string_equal(TYPE("a.xlsx", "PK\3\4...."),
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    arena_free(&a);
}

static void test_copies(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct arena *a = arena_new();
    struct evidence *list;
    struct err err = {0};
    const char *out, *again, *third;
    const char *path = arena_dup(a, make("page.bin", 1000, 1));
    attach(c, &level, &path, 1);
    listed(c, &level, &list, a);
    mkdir(small_path("out"), 0700);
    /* Never over another. */
    assert_true(evidence_take_out(c, &list[0], small_path("out"), a, &out, &err));
    assert_true(evidence_take_out(c, &list[0], small_path("out"), a, &again, &err));
    assert_true(evidence_take_out(c, &list[0], small_path("out"), a, &third, &err));
    assert_string_equal(strrchr(out, '/'), "/page.bin");
    assert_string_equal(strrchr(again, '/'), "/page (2).bin");
    assert_string_equal(strrchr(third, '/'), "/page (3).bin");
    assert_false(evidence_take_out(c, &list[0], small_path("nowhere"), a, &out, &err));
    assert_int_equal(err.status, BUSY);
    /* What could be a program goes to no viewer; a picture does, under an ending that says so. */
    assert_false(evidence_copy(c, &list[0], a, &out, &err));
    list[0].name = "photo.desktop";
    list[0].type = "image/png";
    assert_true(evidence_copy(c, &list[0], a, &out, &err));
    assert_string_equal(strrchr(out, '/'), "/photo.desktop.png");
    assert_true(same_bytes(out, path));
    struct stat st;
    stat(out, &st);
    assert_int_equal(st.st_mode & 0777, 0400);
    private_clear();
    assert_int_not_equal(access(out, F_OK), 0);
    /* A stranger's name leads nowhere else. */
    list[0].name = "../../evil.txt";
    assert_true(evidence_take_out(c, &list[0], small_path("out"), a, &out, &err));
    assert_string_equal(out, small_path("out/evil.txt"));
    campaign_close(&c);
    arena_free(&a);
}

static void test_damage(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct arena *a = arena_new();
    struct evidence *list;
    struct err err = {0};
    const char *out;
    const char *path = make("page.bin", CHUNK_SIZE + 10, 1);
    attach(c, &level, &path, 1);
    campaign_close(&c);
    small_sql("a.meyar", "UPDATE chunk SET bytes = CAST(x'00' || substr(bytes, 2) AS BLOB) WHERE"
                         " number = 1");
    c = small_open("a.meyar");
    int64_t events;
    char *report;
    assert_false(campaign_verify(c, &events, &report, &err));
    assert_non_null(strstr(report, "does not belong to its hash"));
    free(report);
    err_clear(&err);
    listed(c, &level, &list, a);
    mkdir(small_path("out"), 0700);
    assert_false(evidence_take_out(c, &list[0], small_path("out"), a, &out, &err));
    assert_int_equal(err.status, DAMAGED);
    assert_int_equal(rmdir(small_path("out")), 0); /* nothing is left there */
    campaign_close(&c);
    /* Not at hand: listed, a remark, no damage; attaching it again brings the bytes. */
    small_sql("a.meyar", "DELETE FROM chunk");
    c = small_open("a.meyar");
    err_clear(&err);
    assert_true(campaign_verify(c, &events, &report, &err));
    assert_non_null(strstr(report, "not at hand"));
    free(report);
    listed(c, &level, &list, a);
    assert_false(list[0].at_hand);
    assert_false(evidence_take_out(c, &list[0], small_folder, a, &out, &err));
    assert_non_null(strstr(err_text(&err), "Tester"));
    path = small_path("page.bin");
    assert_int_equal(attach(c, &level, &path, 1), 1);
    listed(c, &level, &list, a);
    assert_true(list[0].at_hand);
    err_clear(&err);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

/* ---- breaking off ---- */

static int patience;

static bool tick(void *arg, const char *what, int64_t done, int64_t of)
{
    (void)arg, (void)what;
    assert_true(done <= of);
    nanosleep(&(struct timespec){.tv_nsec = 60000000}, NULL); /* so that the next is told too */
    return patience-- > 0;
}

static void test_breaking_off(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct arena *a = arena_new();
    struct attached done;
    struct evidence *list;
    const char *path = make("page.bin", 4 * CHUNK_SIZE, 1), *out;
    bool stored = false;
    progress_listen(tick, NULL);
    for (int i = 0; i < 7; i++) {
        struct err err = {0};
        patience = i;
        assert_false(evidence_attach(c, &level, &path, 1, &done, a, &err));
        assert_non_null(strstr(err_text(&err), "Broken off"));
        assert_int_equal(count(c, &level), 0);
        assert_int_equal(chunks(c), 0);
        err_clear(&err);
    }
    progress_listen(NULL, NULL);
    assert_int_equal(attach(c, &level, &path, 1), 1);
    listed(c, &level, &list, a);
    mkdir(small_path("out"), 0700);
    progress_listen(tick, NULL);
    patience = 1;
    struct err err = {0};
    stored = evidence_take_out(c, &list[0], small_path("out"), a, &out, &err);
    assert_false(stored);
    assert_non_null(strstr(err_text(&err), "Broken off"));
    assert_int_equal(rmdir(small_path("out")), 0);
    campaign_close(&c);
    arena_free(&a);
}

/* ---- a disk that fails ---- */

static void fail_in_turn(int kinds, int code, bool for_ever)
{
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct arena *a = arena_new();
    int calls = -1, stored = 0;
    for (int n = 0; n == 0 || n <= calls; n += 1 + (calls > 0 ? calls / 25 : 0)) {
        struct err err = {0};
        struct attached done;
        char name[32];
        snprintf(name, sizeof name, "page-%d.bin", n);
        const char *path = make(name, 2 * CHUNK_SIZE, (unsigned)n);
        struct campaign *c = small_open("a.meyar");
        failing_set(kinds, n, code, for_ever);
        bool ok = evidence_attach(c, &level, &path, 1, &done, a, &err);
        calls = n == 0 ? failing_calls() : calls;
        if (!ok) {
            assert_true(strlen(err_text(&err)) > 10);
            assert_null(strchr(err_text(&err), '\n'));
            assert_int_not_equal(err.status, REFUSED);
        }
        campaign_close(&c);
        failing_set(0, 0, 0, false);
        c = small_open("a.meyar");
        int now = count(c, &level);
        assert_true(now == stored || now == stored + 1);
        if (ok)
            assert_int_equal(now, stored + 1);
        stored = now;
        if (now && !small_clean(c))
            fail_msg("call %d", n);
        campaign_close(&c);
        err_clear(&err);
    }
    assert_true(calls > 3);
    assert_true(stored > 0);
    arena_free(&a);
}

static void test_failing_disk(void **state)
{
    (void)state;
    fail_in_turn(FAIL_WRITE | FAIL_SYNC, SQLITE_IOERR_WRITE, false);
}

static void test_full_disk(void **state)
{
    (void)state;
    fail_in_turn(FAIL_WRITE, SQLITE_FULL, true);
}

/* ---- memory ---- */

/* Else the sanitizer keeps what was freed, and memory seems to grow. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=1";
}

/* The largest that may be attached, in a process of its own: what it grows by. */
static void test_memory(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    make("large.bin", 3, 1);
    assert_int_equal(truncate(small_path("large.bin"), EVIDENCE_MOST), 0);
    pid_t child = fork();
    if (child == 0) {
        struct rusage before, after;
        struct err err = {0};
        struct attached done;
        struct evidence *list;
        const char *path = small_path("large.bin"), *out;
        int n = 0;
        struct arena *a = arena_new();
        struct campaign *c = campaign_open(small_path("a.meyar"), 0, NULL, &err);
        getrusage(RUSAGE_SELF, &before);
        bool ok = c && evidence_attach(c, &level, &path, 1, &done, a, &err) &&
                  evidence_list(c, &level, &list, &n, a, &err) && n == 1 &&
                  evidence_take_out(c, &list[0], small_folder, a, &out, &err);
        getrusage(RUSAGE_SELF, &after);
        int64_t events;
        char *report;
        ok = ok && campaign_verify(c, &events, &report, &err);
        getrusage(RUSAGE_SELF, &after);
        fprintf(stderr, "grew by %ld KiB\n", after.ru_maxrss - before.ru_maxrss);
        _exit(!ok ? 2 : after.ru_maxrss - before.ru_maxrss > 16 * 1024 ? 1 : 0);
    }
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

/* ---- reasons ---- */

/* Within one second the order of the events tells which came last. */
static void test_last_reasons(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    static const char *const questions[] = {"u_days", "e_ways", "u_clear", "u_text", "e_level"};
    struct err err = {0};
    struct arena *a = arena_new();
    const char *reasons[5];
    for (int i = 0; i < 5; i++) {
        struct change *t = change_begin(c, &err);
        change_as(t, NULL, "2019-10-15T10:00:00Z");
        assert_int_equal(change_answer(t, "alpha", "s1", questions[i], "cannot-tell",
                                       arena_printf(a, "reason %d", i), &err),
                         WRITE_DONE);
        assert_true(change_end(&t, true, &err));
    }
    assert_int_equal(last_reasons(c, true, reasons, 5, a), 5);
    for (int i = 0; i < 5; i++)
        assert_string_equal(reasons[i], arena_printf(a, "reason %d", 4 - i));
    campaign_close(&c);
    arena_free(&a);
}

/* Where what is kept is not what it should be, attaching the file again mends it. */
static void test_mended_by_attaching(void **state)
{
    (void)state;
    static const char *const damage[] = {
        "INSERT INTO chunk SELECT sha, 7, x'00' FROM chunk WHERE number = 0",
        "UPDATE chunk SET bytes = zeroblob(length(bytes))", "DELETE FROM chunk"};
    struct arena *a = arena_new();
    struct evidence *list;
    const char *path = arena_dup(a, make("page.bin", 1000, 1));
    small_make("a.meyar", "2018", small_rubric, NULL);
    for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
        struct campaign *c = small_open("a.meyar");
        attach(c, &level, &path, 1);
        campaign_close(&c);
        small_sql("a.meyar", damage[i]);
        c = small_open("a.meyar");
        attach(c, &level, &path, 1);
        assert_int_equal(listed(c, &level, &list, a), 1);
        assert_true(list[0].at_hand);
        assert_true(small_clean(c));
        campaign_close(&c);
    }
    arena_free(&a);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, enter, leave)
    const struct CMUnitTest tests[] = {
        T(test_sizes),
        T(test_several),
        T(test_take_away),
        T(test_refusals),
        T(test_names_and_types),
        T(test_copies),
        T(test_damage),
        T(test_breaking_off),
        T(test_failing_disk),
        T(test_full_disk),
        T(test_memory),
        T(test_last_reasons),
        T(test_mended_by_attaching),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

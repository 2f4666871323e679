/* Copies of the file: which are kept, that they hold what was committed, going back to one, taking
 * a merge back. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>
#include "model/backup.h"
#include "model/inside.h"
#include "model/state.h"
#include "tests/help/failing.h"
#include "tests/help/small.h"

static struct arena *arena;

static int enter(void **state)
{
    small_enter(state);
    arena = arena_new();
    small_make("a.meyar", "2019", small_rubric, NULL);
    return 0;
}

static int leave(void **state)
{
    failing_set(0, 0, 0, false);
    arena_free(&arena);
    return small_leave(state);
}

/* ---- small helps ---- */

static void laptop(const char *name)
{
    setenv("XDG_STATE_HOME", small_path(name), 1);
}

static void copy_bytes(const char *from, const char *to)
{
    size_t n;
    char *bytes = read_whole(arena, small_path(from), 64 << 20, &n);
    assert_non_null(bytes);
    int fd = open(small_path(to), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, n), (ssize_t)n);
    close(fd);
}

static void answer_in(const char *file, const char *question, const char *value)
{
    struct campaign *c = small_open(file);
    small_answer(c, "alpha", "", question, value, NULL);
    campaign_close(&c);
}

static int64_t number_in(const char *file, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *s;
    assert_int_equal(sqlite3_open(small_path(file), &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    sqlite3_close(db);
    return n;
}

static int64_t devices(const char *file)
{
    return number_in(file, "SELECT count(DISTINCT device) FROM event");
}

static int64_t events(const char *file)
{
    return number_in(file, "SELECT count(*) FROM event");
}

static int64_t forks(const char *file)
{
    return number_in(file, "SELECT count(*) - count(DISTINCT device || seq) FROM event");
}

static const char *copy_now(const char *file, enum copy_why why)
{
    struct err err = {0};
    struct campaign *c = small_open(file);
    const char *path = copies_make(c, why, arena, &err);
    if (!path)
        fail_msg("%s", err_text(&err));
    campaign_close(&c);
    return path;
}

static bool restore(const char *file, const char *copy, struct restored *r, struct err *err)
{
    return copies_restore(small_path(file), copy, false, r, arena, err);
}

static void must_restore(const char *file, const char *copy, struct restored *r)
{
    struct err err = {0};
    if (!restore(file, copy, r, &err))
        fail_msg("%s", err_text(&err));
}

static bool is_clean(const char *file)
{
    struct err err = {0};
    struct campaign *c = campaign_open(small_path(file), OPEN_READ_ONLY, NULL, &err);
    if (!c)
        fail_msg("%s", err_text(&err));
    bool clean = small_clean(c);
    campaign_close(&c);
    return clean;
}

/* Files in a folder whose name has this in it. */
static int count_in(const char *folder, const char *part)
{
    DIR *d = opendir(folder);
    int n = 0;
    for (struct dirent *e; d && (e = readdir(d));)
        n += e->d_name[0] != '.' && strstr(e->d_name, part) != NULL;
    if (d)
        closedir(d);
    return n;
}

static const char *copies_folder(void)
{
    struct campaign *c = small_open("a.meyar");
    const char *folder = data_folder(arena, arena_printf(arena, "backups/%s", c->id));
    campaign_close(&c);
    return folder;
}

/* ---- which are kept ---- */

#define DAY 86400

static void test_thinning_rule(void **state)
{
    (void)state;
    /* Wednesday 2019-10-16, noon; six that day, then one a day for four weeks. */
    int64_t noon = 1571227200, at[34];
    bool keep[34];
    for (int i = 0; i < 34; i++)
        at[i] = i < 6 ? noon - i * 60 : noon - (i - 5) * DAY;
    copies_thin(at, NULL, 34, keep);
    int n = 0;
    for (int i = 0; i < 34; i++)
        n += keep[i];
    assert_int_equal(n, COPIES_KEPT);
    for (int i = 0; i < 6; i++)
        assert_true(keep[i] == (i < 4));             /* of a day's many the newest four alone */
    assert_true(keep[6] && keep[7] && keep[8]);      /* Tuesday, Monday, Sunday */
    assert_false(keep[9]);                           /* Saturday is of Sunday's week */
    assert_true(keep[15] && !keep[14] && !keep[16]); /* the Sunday before */
    /* What must stay has its place among the ten. */
    bool must[34] = {[33] = true};
    copies_thin(at, must, 34, keep);
    n = 0;
    for (int i = 0; i < 34; i++)
        n += keep[i];
    assert_true(keep[33] && n == COPIES_KEPT);
}

static void test_thinning_over_a_year(void **state)
{
    (void)state;
    int64_t at[COPIES_KEPT + 1], now = 1571227200;
    bool keep[COPIES_KEPT + 1];
    int n = 0;
    for (int day = 0; day < 365; day++, now += DAY) {
        memmove(at + 1, at, (size_t)n * sizeof *at);
        at[0] = now;
        n++;
        copies_thin(at, NULL, n, keep);
        int left = 0;
        for (int i = 0; i < n; i++)
            if (keep[i])
                at[left++] = at[i];
        n = left;
        assert_true(n <= COPIES_KEPT);
        /* The last seven days are there, and from the fourth week on three weeks back, too. */
        for (int i = 0; i < n && i < 7; i++)
            assert_true(at[i] == now - i * DAY);
        assert_true(day < 30 || at[n - 1] <= now - 20 * DAY);
    }
}

static void test_names(void **state)
{
    (void)state;
    struct copy c;
    assert_true(copy_name_read("a-20191015T140340Z.meyar", &c, arena));
    assert_string_equal(c.name, "a");
    assert_string_equal(c.at, "2019-10-15T14:03:40Z");
    assert_true(c.why == COPY_DAILY && c.number == 1);
    assert_true(copy_name_read("x-merge-20191015T140340Z.002-merged.meyar", &c, arena));
    assert_string_equal(c.name, "x-merge");
    assert_true(c.why == COPY_MERGED && c.number == 2);
    assert_false(copy_name_read("a-20191015T140340Z-soon.meyar", &c, arena));
    assert_false(copy_name_read("a-20191015T14034Z.meyar", &c, arena));
    assert_false(copy_name_read("-20191015T140340Z.meyar", &c, arena));
    assert_false(copy_name_read("a.making-0123abcd", &c, arena));
    assert_false(copy_name_read(".meyar", &c, arena));
}

static void test_ten_are_kept_of_each(void **state)
{
    (void)state;
    struct copy *list;
    struct stat st;
    copy_bytes("a.meyar", "a-b.meyar");
    const char *other = copy_now("a-b.meyar", COPY_DAILY);
    const char *merge = copy_now("a.meyar", COPY_MERGE);
    for (int i = 0; i < 12; i++)
        copy_now("a.meyar", COPY_DAILY);
    int n = copies_list(small_path("a.meyar"), &list, arena);
    assert_true(n >= 4 && n <= COPIES_KEPT);
    assert_int_equal(access(other, F_OK), 0);
    assert_int_equal(access(merge, F_OK), 0);
    for (int i = 0; i < n; i++) {
        assert_int_equal(stat(list[i].path, &st), 0);
        assert_int_equal(st.st_mode & 0777, 0600);
        assert_null(list[i].fault);
        assert_int_equal(list[i].size, st.st_size);
        assert_int_equal(list[i].events, events("a.meyar"));
        assert_string_equal(list[i].campaign, "2019");
        assert_true(i == 0 || strcmp(list[i].at, list[i - 1].at) <= 0);
    }
    assert_int_equal(copies_list(small_path("a-b.meyar"), &list, arena), 1);
}

static void test_when_one_is_due(void **state)
{
    (void)state;
    struct campaign *c = small_open("a.meyar");
    assert_true(copies_due(c) && !copies_today(c));
    assert_true(copies_keep(c, COPY_DAILY));
    assert_true(!copies_due(c) && copies_today(c));
    campaign_close(&c);
    /* As if it had been made a week ago: a change makes the next one due, time alone does not. */
    struct copy *list;
    assert_int_equal(copies_list(small_path("a.meyar"), &list, arena), 1);
    time_t then = time(NULL) - 7 * DAY;
    struct tm tm;
    char at[24];
    gmtime_r(&then, &tm);
    strftime(at, sizeof at, "%Y%m%dT%H%M%SZ", &tm);
    const char *older = arena_printf(arena, "%s/a-%s.meyar", copies_folder(), at);
    assert_int_equal(rename(list[0].path, older), 0);
    struct timespec before[2] = {{then - DAY, 0}, {then - DAY, 0}};
    assert_int_equal(utimensat(AT_FDCWD, small_path("a.meyar"), before, 0), 0);
    c = small_open("a.meyar");
    assert_false(copies_due(c));
    small_answer(c, "alpha", "", "b_ramp", "yes", NULL);
    assert_true(copies_due(c));
    campaign_close(&c);
}

/* ---- a disk that is full ---- */

static void test_full_disk(void **state)
{
    (void)state;
    struct err err = {0};
    const char *folder = copies_folder();
    copy_now("a.meyar", COPY_DAILY);
    failing_install();
    struct campaign *c = small_open("a.meyar");
    for (int n = 1; n < 60; n += 7) {
        failing_set(FAIL_WRITE, n, SQLITE_FULL, true);
        const char *path = copies_make(c, COPY_DAILY, arena, &err);
        bool failed = failing_calls() >= n;
        failing_set(0, 0, 0, false);
        assert_true(!path == failed);
        assert_int_equal(count_in(folder, "making"), 0);
        assert_true(count_in(folder, ".meyar") >= 1);
        err_clear(&err);
        memset(&err, 0, sizeof err);
    }
    /* Told once; work goes on. */
    failing_set(FAIL_WRITE, 1, SQLITE_FULL, true);
    assert_false(copies_keep(c, COPY_DAILY));
    assert_false(copies_keep(c, COPY_DAILY));
    failing_set(0, 0, 0, false);
    const char *notice = campaign_notice(c, arena);
    assert_non_null(notice);
    assert_non_null(strstr(notice, "disk is full"));
    assert_null(campaign_notice(c, arena));
    small_answer(c, "alpha", "", "b_ramp", "yes", NULL);
    assert_true(small_clean(c));
    campaign_close(&c);
}

/* ---- going back ---- */

static void test_restore(void **state)
{
    (void)state;
    struct restored r;
    answer_in("a.meyar", "b_ramp", "yes");
    const char *copy = copy_now("a.meyar", COPY_DAILY);
    answer_in("a.meyar", "b_ramp", "no");
    answer_in("a.meyar", "b_open", "9");
    assert_int_equal(chmod(small_path("a.meyar"), 0640), 0);
    must_restore("a.meyar", copy, &r);
    assert_true(r.lost == 2 && r.own == 2 && !r.damaged);
    struct stat st;
    assert_int_equal(stat(small_path("a.meyar"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    assert_int_equal(count_in(small_folder, "making"), 0);
    /* What was there is a verified copy, and can be put back in turn. */
    struct campaign *c = campaign_open(r.kept, OPEN_READ_ONLY, NULL, NULL);
    assert_non_null(c);
    assert_true(small_clean(c));
    campaign_close(&c);
    c = small_open("a.meyar");
    const char *notice = campaign_notice(c, arena);
    assert_non_null(notice);
    assert_non_null(strstr(notice, "2 entries"));
    small_answer(c, "alpha", "", "b_open", "4", NULL);
    assert_true(small_clean(c));
    campaign_close(&c);
    assert_int_equal(devices("a.meyar"), 3); /* init's, the one before, the new one */
    assert_int_equal(forks("a.meyar"), 0);
}

/* However often, and whatever number a disk gives to the next file: never a chain of before. */
static void test_each_restore_is_a_new_device(void **state)
{
    (void)state;
    struct restored r;
    answer_in("a.meyar", "b_ramp", "yes");
    const char *copy = copy_now("a.meyar", COPY_DAILY);
    const char *kept = arena_printf(arena, "%s/kept.meyar", small_folder);
    assert_true(copies_write(copy, kept, NULL));
    struct campaign *all = small_open("kept.meyar");
    campaign_close(&all);
    copy_bytes("kept.meyar", "union.meyar");
    for (int i = 0; i < 8; i++) {
        must_restore("a.meyar", kept, &r);
        answer_in("a.meyar", "b_open", i % 2 ? "9" : "4");
        assert_int_equal(devices("a.meyar"), 3);
        struct merge_report report;
        struct err err = {0};
        const char *path = small_path("a.meyar");
        laptop("office");
        struct campaign *c = small_open("union.meyar");
        if (!campaign_merge(c, &path, 1, false, &report, arena, &err))
            fail_msg("%s", err_text(&err));
        campaign_close(&c);
        laptop("state");
    }
    assert_int_equal(forks("union.meyar"), 0);
    assert_int_equal(devices("union.meyar"), 2 + 8);
    assert_true(is_clean("union.meyar"));
}

static void test_restore_is_refused_while_open(void **state)
{
    (void)state;
    struct restored r;
    struct err err = {0};
    const char *copy = copy_now("a.meyar", COPY_DAILY);
    struct campaign *c = small_open("a.meyar");
    small_answer(c, "alpha", "", "b_ramp", "yes", NULL);
    assert_false(restore("a.meyar", copy, &r, &err));
    assert_int_equal(err.status, BUSY);
    small_answer(c, "alpha", "", "b_ramp", "no", NULL);
    assert_true(small_clean(c));
    campaign_close(&c);
    assert_int_equal(count_in(small_folder, "making"), 0);
    err_clear(&err);
}

static void test_refusals_change_nothing(void **state)
{
    (void)state;
    struct restored r;
    struct err err = {0};
    const char *copy = copy_now("a.meyar", COPY_DAILY);
    answer_in("a.meyar", "b_ramp", "yes");
    int64_t before = events("a.meyar");
    small_make("other.meyar", "2020", small_rubric, NULL);
    const char *other = copy_now("other.meyar", COPY_DAILY);
    assert_false(restore("a.meyar", other, &r, &err));
    assert_int_equal(err.status, REFUSED);
    assert_false(restore("a.meyar", small_path("a.meyar"), &r, &err));
    assert_int_equal(err.status, REFUSED);
    assert_false(restore("a.meyar", small_path("nowhere"), &r, &err));
    assert_int_equal(err.status, BUSY);
    /* A copy that somebody has changed is no copy. */
    const char *bad = arena_printf(arena, "%s/bad.meyar", small_folder);
    assert_true(copies_write(copy, bad, NULL));
    small_sql("bad.meyar", "UPDATE event SET body = replace(body, '2019', '2018') WHERE n = 1");
    assert_false(restore("a.meyar", bad, &r, &err));
    assert_int_equal(err.status, DAMAGED);
    assert_false(copies_write(copy, bad, &err));
    assert_int_equal(err.status, REFUSED);
    assert_true(copies_restore(small_path("a.meyar"), copy, true, &r, arena, NULL));
    assert_int_equal(r.lost, 1);
    assert_null(r.kept);
    assert_int_equal(events("a.meyar"), before);
    assert_int_equal(count_in(small_folder, "making"), 0);
    err_clear(&err);
}

static void test_a_destroyed_file(void **state)
{
    (void)state;
    struct restored r;
    struct copy *list;
    answer_in("a.meyar", "b_ramp", "yes");
    int64_t before = events("a.meyar");
    copy_now("a.meyar", COPY_DAILY);
    int fd = open(small_path("a.meyar"), O_WRONLY | O_TRUNC);
    assert_int_equal(write(fd, "gone", 4), 4);
    close(fd);
    fd = open(small_path("a.meyar-wal"), O_WRONLY | O_CREAT, 0600);
    assert_int_equal(write(fd, "left", 4), 4);
    close(fd);
    assert_int_equal(copies_list(small_path("a.meyar"), &list, arena), 1);
    must_restore("a.meyar", list[0].path, &r);
    assert_true(r.damaged && r.kept);
    assert_int_equal(events("a.meyar"), before);
    /* What was there is kept, byte for byte. */
    size_t n;
    assert_string_equal(read_whole(arena, r.kept, 100, &n), "gone");
    assert_string_equal(read_whole(arena, arena_printf(arena, "%s-wal", r.kept), 100, &n), "left");
    assert_true(is_clean("a.meyar"));
    /* And where it is not there at all. */
    assert_int_equal(unlink(small_path("a.meyar")), 0);
    assert_int_equal(copies_list(small_path("a.meyar"), &list, arena), 1);
    assert_string_equal(copies_named(small_path("a.meyar"), "1", arena, NULL), list[0].path);
    must_restore("a.meyar", list[0].path, &r);
    assert_null(r.kept);
    assert_true(is_clean("a.meyar"));
    assert_int_equal(events("a.meyar"), before);
}

/* ---- copies at random moments of writing ---- */

struct shared {
    volatile int64_t committed; /* answers */
};

/* Writes until it is killed. */
static void write_on(struct shared *s)
{
    struct campaign *c = small_open("a.meyar");
    for (int i = 0;; i++) {
        char value[16];
        snprintf(value, sizeof value, "%d", i + 1);
        small_answer(c, "alpha", "", "b_open", value, NULL);
        s->committed = i + 1;
        if (i % 7 == 0)
            campaign_idle(c);
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL); /* a person is slower yet */
    }
}

static pid_t start(void (*f)(struct shared *s), struct shared *s)
{
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        f(s);
        _exit(0);
    }
    return child;
}

static void stop(pid_t child)
{
    int how;
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &how, 0), child);
}

static struct shared *share(void)
{
    struct shared *s =
        mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(s != MAP_FAILED);
    s->committed = 0;
    return s;
}

static void pause_random(int most_ms)
{
    static uint64_t seed = 42;
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    struct timespec t = {.tv_nsec = (long)(seed >> 33) % (most_ms * 1000000L)};
    nanosleep(&t, NULL);
}

static void test_twenty_copies_while_it_is_written(void **state)
{
    (void)state;
    struct shared *s = share();
    struct err err = {0};
    pid_t child = start(write_on, s);
    while (s->committed == 0)
        pause_random(5);
    for (int i = 0; i < 20; i++) {
        pause_random(60);
        struct campaign *c = campaign_open(small_path("a.meyar"), OPEN_READ_ONLY, NULL, &err);
        if (!c)
            fail_msg("%s", err_text(&err));
        int64_t before = s->committed;
        const char *copy = copies_make(c, COPY_DAILY, arena, &err);
        if (!copy)
            fail_msg("%s", err_text(&err));
        campaign_close(&c);
        struct restored r;
        must_restore("back.meyar", copy, &r);
        assert_true(number_in("back.meyar", "SELECT count(*) FROM event WHERE kind = 'answer'") >=
                    before);
        assert_true(is_clean("back.meyar"));
        assert_int_equal(unlink(small_path("back.meyar")), 0);
    }
    stop(child);
    int64_t committed = s->committed;
    answer_in("a.meyar", "b_ramp", "yes");
    assert_true(number_in("a.meyar", "SELECT count(*) FROM event WHERE kind = 'answer'") >
                committed);
    assert_true(is_clean("a.meyar"));
    assert_int_equal(devices("a.meyar"), 2); /* the chain goes on after the kill */
    assert_int_equal(forks("a.meyar"), 0);
    munmap(s, sizeof *s);
}

/* ---- killed ---- */

static void copy_on(struct shared *s)
{
    struct campaign *c = small_open("a.meyar");
    struct err err = {0};
    for (;;) {
        copies_make(c, COPY_DAILY, arena, &err);
        s->committed++;
    }
}

static const char *restore_from;

static void restore_on(struct shared *s)
{
    struct err err = {0};
    struct restored r;
    for (;;) {
        copies_restore(small_path("a.meyar"), restore_from, false, &r, arena, &err);
        s->committed++;
    }
}

static void test_killed_while_copying_and_restoring(void **state)
{
    (void)state;
    struct shared *s = share();
    answer_in("a.meyar", "b_ramp", "yes");
    copy_now("a.meyar", COPY_DAILY);
    restore_from = arena_printf(arena, "%s/from.meyar", small_folder);
    copy_bytes("a.meyar", "from.meyar");
    int64_t before = events("a.meyar");
    const char *folder = copies_folder();
    for (int i = 0; i < 12; i++) {
        pid_t child = start(i % 2 ? restore_on : copy_on, s);
        pause_random(150);
        stop(child);
        /* Nothing is lost, and every copy is one. */
        assert_int_equal(events("a.meyar"), before);
        assert_true(is_clean("a.meyar"));
        struct copy *list;
        int n = copies_list(small_path("a.meyar"), &list, arena);
        assert_true(n > 0);
        for (int k = 0; k < n; k++)
            assert_null(list[k].fault);
    }
    struct restored r;
    must_restore("a.meyar", restore_from, &r);
    copy_now("a.meyar", COPY_DAILY);
    assert_int_equal(count_in(folder, "making"), 0);
    assert_int_equal(count_in(small_folder, "making"), 0);
    munmap(s, sizeof *s);
}

/* ---- taking a merge back ---- */

static const char *value_in(const char *file, const char *question, bool *conflict)
{
    struct campaign *c = small_open(file);
    struct work *w = work_open(c, 0, "alpha", "", NULL);
    assert_non_null(w);
    const struct standing *s = work_standing(w, block_question(work_block(w), question)->index);
    const char *value = arena_dup(arena, s->value ? s->value : "");
    *conflict = s->conflict;
    work_close(&w);
    campaign_close(&c);
    return value;
}

static void merge_in(const char *file, const char *from)
{
    struct merge_report report;
    struct err err = {0};
    const char *path = arena_dup(arena, small_path(from));
    struct campaign *c = small_open(file);
    if (!campaign_merge(c, &path, 1, false, &report, arena, &err))
        fail_msg("%s", err_text(&err));
    campaign_close(&c);
}

static bool back(const char *file, bool dry_run, struct merge_back *m, struct err *err)
{
    struct campaign *c = small_open(file);
    bool ok = merge_take_back(c, dry_run, m, arena, err);
    campaign_close(&c);
    return ok;
}

static void test_merge_taken_back(void **state)
{
    (void)state;
    struct merge_back m;
    struct err err = {0};
    bool conflict;
    answer_in("a.meyar", "b_ramp", "yes");
    copy_bytes("a.meyar", "b.meyar");
    laptop("other");
    answer_in("b.meyar", "b_ramp", "no");
    answer_in("b.meyar", "b_open", "9");
    laptop("state");
    assert_false(back("a.meyar", false, &m, &err));
    assert_int_equal(err.status, REFUSED);
    merge_in("a.meyar", "b.meyar");
    int64_t merged = events("a.meyar");
    /* Over what came, and over nothing that came. */
    answer_in("a.meyar", "b_ramp", "yes");
    answer_in("a.meyar", "b_open", "3");
    struct campaign *c = small_open("a.meyar");
    small_answer(c, "beta", "", "b_ramp", "yes", NULL);
    campaign_close(&c);
    err_clear(&err);
    memset(&err, 0, sizeof err);
    assert_true(back("a.meyar", true, &m, &err));
    assert_true(m.events == 2 && m.answers == 2 && m.own == 3 && m.resting == 1 && !m.kept);
    assert_int_equal(events("a.meyar"), merged + 3);
    assert_true(is_clean("a.meyar"));
    assert_true(back("a.meyar", false, &m, &err));
    assert_non_null(m.kept);
    assert_int_equal(events("a.meyar"), merged - 2 + 3 + 1);
    assert_true(is_clean("a.meyar"));
    assert_string_equal(value_in("a.meyar", "b_ramp", &conflict), "yes");
    assert_false(conflict);
    assert_string_equal(value_in("a.meyar", "b_open", &conflict), "3");
    assert_false(conflict);
    /* The chain goes on, in the same file, as the same device. */
    assert_int_equal(devices("a.meyar"), 2);
    answer_in("a.meyar", "b_open", "8");
    assert_int_equal(devices("a.meyar"), 2);
    assert_int_equal(forks("a.meyar"), 0);
    assert_true(is_clean("a.meyar"));
    assert_false(back("a.meyar", false, &m, &err));
    /* The same can be taken in again: what was entered over it still stands. */
    merge_in("a.meyar", "b.meyar");
    assert_true(is_clean("a.meyar"));
    assert_string_equal(value_in("a.meyar", "b_open", &conflict), "8");
    assert_false(conflict);
    assert_string_equal(value_in("a.meyar", "b_ramp", &conflict), "yes");
    assert_false(conflict);
    err_clear(&err);
}

/* Without anything entered since, the file is as the copy is, byte for byte in a dump. */
static bool hash_more(void *arg, const char *bytes, size_t n)
{
    buf_addn(arg, bytes, n);
    return true;
}

static const char *dump_of(const char *path)
{
    struct buf b = {0};
    struct sink to = {hash_more, &b};
    struct err err = {0};
    struct campaign *c = campaign_open(path, OPEN_READ_ONLY, NULL, &err);
    assert_non_null(c);
    assert_true(campaign_dump(c, &to, &err));
    campaign_close(&c);
    const char *text = arena_dup(arena, b.s);
    buf_free(&b);
    return text;
}

static void test_taken_back_it_is_as_before(void **state)
{
    (void)state;
    struct merge_back m;
    struct err err = {0};
    copy_bytes("a.meyar", "b.meyar");
    laptop("other");
    answer_in("b.meyar", "b_ramp", "no");
    laptop("state");
    answer_in("a.meyar", "b_ramp", "yes");
    const char *before = dump_of(small_path("a.meyar"));
    merge_in("a.meyar", "b.meyar");
    const char *merged = dump_of(small_path("a.meyar"));
    assert_string_not_equal(before, merged);
    assert_true(back("a.meyar", false, &m, &err));
    assert_string_equal(dump_of(small_path("a.meyar")), before);
    assert_string_equal(dump_of(m.kept), merged);
    struct restored r;
    must_restore("a.meyar", m.kept, &r);
    assert_string_equal(dump_of(small_path("a.meyar")), merged);
}

/* ---- gaps and forks ---- */

static char *report_of(const char *file, bool *ok)
{
    struct err err = {0};
    char *report = NULL;
    int64_t n;
    struct campaign *c = campaign_open(small_path(file), OPEN_READ_ONLY, NULL, &err);
    assert_non_null(c);
    *ok = campaign_verify(c, &n, &report, &err);
    campaign_close(&c);
    char *kept = arena_dup(arena, report ? report : "");
    free(report);
    err_clear(&err);
    return kept;
}

static void test_a_gap_that_came_by_a_merge(void **state)
{
    (void)state;
    bool ok, conflict;
    copy_bytes("a.meyar", "b.meyar");
    laptop("other");
    answer_in("b.meyar", "b_ramp", "no");
    answer_in("b.meyar", "b_open", "9");
    copy_bytes("b.meyar", "whole.meyar");
    small_sql("b.meyar", "DELETE FROM event WHERE n = (SELECT max(n) - 1 FROM event)");
    laptop("state");
    merge_in("a.meyar", "b.meyar");
    const char *report = report_of("a.meyar", &ok);
    assert_true(ok);
    assert_non_null(strstr(report, "is missing: it counts nowhere"));
    assert_string_equal(value_in("a.meyar", "b_open", &conflict), "");
    merge_in("a.meyar", "whole.meyar");
    assert_string_equal(report_of("a.meyar", &ok), "");
    assert_true(ok);
    assert_string_equal(value_in("a.meyar", "b_open", &conflict), "9");
    /* A device's own file can't have one, nor what the campaign was made with. */
    answer_in("a.meyar", "b_ramp", "yes");
    answer_in("a.meyar", "b_ramp", "no");
    copy_bytes("a.meyar", "kept.meyar");
    small_sql("a.meyar", "DELETE FROM event WHERE n = (SELECT max(n) - 1 FROM event)");
    report = report_of("a.meyar", &ok);
    assert_false(ok);
    assert_non_null(strstr(report, "is missing"));
    assert_null(strstr(report, "is missing: it counts nowhere"));
    copy_bytes("kept.meyar", "a.meyar");
    small_sql("a.meyar", "DELETE FROM event WHERE n = 3");
    report = report_of("a.meyar", &ok);
    assert_false(ok);
    assert_null(strstr(report, "is missing: it counts nowhere"));
}

static void test_a_fork_is_told(void **state)
{
    (void)state;
    bool ok;
    answer_in("a.meyar", "b_ramp", "yes");
    copy_bytes("a.meyar", "b.meyar");
    const char *kept = arena_dup(arena, small_path("kept"));
    assert_int_equal(rename(small_path("state"), kept), 0);
    /* A whole laptop's state put back, twice, is what makes one. */
    const char *command = arena_printf(arena, "cp -a %s %s/state", kept, small_folder);
    assert_int_equal(system(command), 0);
    answer_in("a.meyar", "b_ramp", "no");
    copy_bytes("a.meyar", "first.meyar");
    command = arena_printf(arena, "rm -rf %s/state && cp -a %s %s/state", small_folder, kept,
                           small_folder);
    assert_int_equal(system(command), 0);
    copy_bytes("b.meyar", "a.meyar");
    answer_in("a.meyar", "b_open", "7");
    merge_in("a.meyar", "first.meyar");
    const char *report = report_of("a.meyar", &ok);
    assert_true(ok);
    assert_non_null(strstr(report, "is there twice"));
    assert_int_equal(forks("a.meyar"), 1);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, enter, leave)
    const struct CMUnitTest tests[] = {
        T(test_thinning_rule),
        T(test_thinning_over_a_year),
        T(test_names),
        T(test_ten_are_kept_of_each),
        T(test_when_one_is_due),
        T(test_restore),
        T(test_each_restore_is_a_new_device),
        T(test_restore_is_refused_while_open),
        T(test_refusals_change_nothing),
        T(test_a_destroyed_file),
        T(test_twenty_copies_while_it_is_written),
        T(test_killed_while_copying_and_restoring),
        T(test_merge_taken_back),
        T(test_taken_back_it_is_as_before),
        T(test_a_gap_that_came_by_a_merge),
        T(test_a_fork_is_told),
        T(test_full_disk), /* the layer stays */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

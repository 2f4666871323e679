/* Long work broken off at any step leaves everything as it was: the file's bytes, the folder. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "model/event.h"
#include "tests/help/small.h"

/* ---- a listener that breaks off ---- */

static int calls, refuse_at; /* 0: never */
static char said[16][80];
static int nsaid, checks; /* checks: calls from the check of the database */

static bool listen(void *arg, const char *what, int64_t done, int64_t of)
{
    (void)arg;
    assert_true(done >= 0 && (of == 0 || done <= of));
    checks += strcmp(what, "Checking the database") == 0;
    bool known = false;
    for (int i = 0; i < nsaid; i++)
        known |= strcmp(said[i], what) == 0;
    if (!known && nsaid < 16)
        snprintf(said[nsaid++], sizeof said[0], "%s", what);
    return ++calls != refuse_at;
}

static void begin(int refuse)
{
    calls = 0;
    refuse_at = refuse;
    progress_every(0);
    progress_listen(listen, NULL);
}

static int end(void)
{
    progress_listen(NULL, NULL);
    progress_every(-1);
    return calls;
}

static bool was_said(const char *what)
{
    for (int i = 0; i < nsaid; i++)
        if (strcmp(said[i], what) == 0)
            return true;
    return false;
}

/* ---- what lies in the folder ---- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void hash_file(const char *path, struct buf *out)
{
    struct buf b = {0};
    char bytes[65536], hex[HEX_SIZE];
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
        buf_addn(&b, bytes, n);
    fclose(f);
    sha256_hex(b.n ? b.s : "", b.n, hex);
    buf_printf(out, " %s\n", hex);
    buf_free(&b);
}

/* Names and contents of every file in the folder itself; the caller frees it. */
static char *folder_now(void)
{
    char *names[64];
    int n = 0;
    struct buf b = {0};
    DIR *d = opendir(small_folder);
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));) {
        struct stat st;
        if (stat(small_path(e->d_name), &st) == 0 && S_ISREG(st.st_mode) && n < 64)
            names[n++] = mem_dup(e->d_name);
    }
    closedir(d);
    qsort(names, (size_t)n, sizeof *names, by_name);
    for (int i = 0; i < n; i++) {
        buf_add(&b, names[i]);
        hash_file(small_path(names[i]), &b);
        free(names[i]);
    }
    return b.s ? b.s : mem_dup("");
}

/* ---- breaking off at every step ---- */

/* Does the work; gives what it gave, with err. `undo` NULL, or takes back what it did. */
struct job {
    bool (*run)(struct err *err);
    void (*undo)(void);
    const char *says;
};

static void one_break(const struct job *j, int k, const char *before)
{
    struct err err = {0};
    begin(k);
    bool done = j->run(&err);
    end();
    char *after = folder_now();
    if (done || err.status != REFUSED || strcmp(before, after) != 0)
        print_error("step %d: %d %s\nbefore:\n%safter:\n%s", k, err.status, err_text(&err), before,
                    after);
    assert_false(done);
    assert_int_equal(err.status, REFUSED);
    assert_string_equal(err_text(&err), "Broken off: nothing was changed");
    assert_string_equal(before, after);
    err_clear(&err);
    free(after);
}

/* At each of its steps, or at so many of them spread over all. */
static void break_everywhere(const struct job *j, int most)
{
    struct err err = {0};
    char *before = folder_now();
    nsaid = 0;
    begin(0);
    if (!j->run(&err))
        fail_msg("%s", err_text(&err));
    int steps = end();
    assert_true(steps > 0);
    assert_true(was_said(j->says));
    if (j->undo)
        j->undo();
    char *undone = folder_now();
    assert_string_equal(before, undone);
    for (int i = 0; i < most && i < steps; i++) {
        int k = steps <= most ? i + 1 : 1 + (int)((int64_t)i * (steps - 1) / (most - 1));
        one_break(j, k, before);
    }
    /* And then it can still be done. */
    begin(0);
    assert_true(j->run(&err));
    end();
    free(undone);
    free(before);
}

/* ---- the jobs ---- */

static void keep_copy(const char *from, const char *to)
{
    struct buf b = {0};
    buf_printf(&b, "cp -p %s/%s %s/%s", small_folder, from, small_folder, to);
    assert_int_equal(system(b.s), 0);
    buf_free(&b);
}

/* Bytes as they were, under the same name; the file is another then, which nobody holds open. */
static void restore_copy(void)
{
    keep_copy("kept", "a.meyar");
}

static const char answers[] = "body,service,question,value,note\n"
                              "alpha,s1,e_level,full,\nalpha,s1,e_pay,yes,\n"
                              "alpha,s2,e_level,full,\nbeta,s1,e_level,none,\n"
                              "beta,s1,e_pay,,only a note\n";

static bool run_answers(struct err *err)
{
    int rows;
    struct campaign *c = campaign_open(small_path("a.meyar"), 0, NULL, err);
    bool ok = c && import_answers(c, "answers.csv", answers, sizeof answers - 1, false, &rows, err);
    campaign_close(&c);
    return ok;
}

static const char registry[] = "body_code,body_name,service_code,service_name\n"
                               "alpha,Alpha,s1,One anew\ngamma,Gamma,s1,New\ngamma,Gamma,s2,Too\n";

static bool run_registry(struct err *err)
{
    int added, changed;
    struct campaign *c = campaign_open(small_path("a.meyar"), 0, NULL, err);
    bool ok = c && import_registry(c, "r.csv", registry, sizeof registry - 1, false, &added,
                                   &changed, err);
    campaign_close(&c);
    return ok;
}

static bool run_create(struct err *err)
{
    struct init_options o = small_options("2019", small_rubric_next, small_registry);
    o.previous_path = small_path("a.meyar");
    return campaign_create(small_path("b.meyar"), &o, err);
}

static void remove_b(void)
{
    unlink(small_path("b.meyar"));
}

static bool run_demo(struct err *err)
{
    return demo_create(small_path("b.meyar"), err);
}

/* Another engine made the figures: opening works them out anew. */
static bool run_open(struct err *err)
{
    struct campaign *c = campaign_open(small_path("a.meyar"), 0, NULL, err);
    bool ok = c != NULL;
    campaign_close(&c);
    return ok;
}

static bool run_verify(struct err *err)
{
    int64_t events;
    char *report = NULL;
    struct campaign *c = campaign_open(small_path("a.meyar"), OPEN_READ_ONLY, NULL, err);
    bool ok = c && campaign_verify(c, &events, &report, err);
    if (!ok)
        assert_null(report); /* what was not looked at is not said to be wrong */
    free(report);
    campaign_close(&c);
    return ok;
}

static bool run_score(struct err *err)
{
    struct buf b = {0};
    struct campaign *c = campaign_open(small_path("a.meyar"), OPEN_READ_ONLY, NULL, err);
    bool ok = c && score_json(c, 0, NULL, NULL, &b, err);
    buf_free(&b);
    campaign_close(&c);
    return ok;
}

static bool run_write(struct err *err)
{
    struct buf b = {0};
    char *left_out = NULL;
    struct campaign *c = campaign_open(small_path("a.meyar"), OPEN_READ_ONLY, NULL, err);
    bool ok = c && answers_write(c, NULL, NULL, 0, &b, &left_out, err);
    buf_free(&b);
    free(left_out);
    campaign_close(&c);
    return ok;
}

/* ---- tests ---- */

static void prepare(void)
{
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    small_answer(c, "alpha", "s1", "e_level", "none", "a note");
    campaign_close(&c);
    keep_copy("a.meyar", "kept");
}

static void still_clean(const char *file)
{
    struct campaign *c = small_open(file);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void imports(void **state)
{
    (void)state;
    prepare();
    static const struct job by_answers = {run_answers, restore_copy, "Taking in answers"};
    static const struct job by_registry = {run_registry, restore_copy, "Taking in the registry"};
    break_everywhere(&by_answers, 200);
    still_clean("a.meyar");
    restore_copy();
    break_everywhere(&by_registry, 200);
    still_clean("a.meyar");
}

/* SQLite's own long statements are broken off too: the check of a large database, a.meyar. */
static void break_within_sqlite(void)
{
    static const struct job verify = {run_verify, NULL, "Checking the database"};
    checks = 0;
    break_everywhere(&verify, 3);
    assert_true(checks > 100); /* each time one is told by the program, all others by SQLite */
}

static void making(void **state)
{
    (void)state;
    prepare();
    static const struct job create = {run_create, remove_b, "Taking in the earlier campaign"};
    break_everywhere(&create, 200);
    still_clean("b.meyar");
    remove_b();
    static const struct job demo = {run_demo, remove_b, "Making the demo"};
    break_everywhere(&demo, 3);
    /* What was made in the end is whole, and large. */
    keep_copy("b.meyar", "a.meyar");
    remove_b();
    break_within_sqlite();
}

static void scoring_anew(void **state)
{
    (void)state;
    prepare();
    small_sql("a.meyar", "UPDATE campaign SET engine = 0; PRAGMA wal_checkpoint(TRUNCATE);");
    keep_copy("a.meyar", "kept");
    static const struct job open = {run_open, restore_copy, "Working out figures"};
    break_everywhere(&open, 200);
    still_clean("a.meyar");
}

static void reading(void **state)
{
    (void)state;
    prepare();
    static const struct job verify = {run_verify, NULL, "Checking events"};
    static const struct job score = {run_score, NULL, "Working out figures"};
    static const struct job writing = {run_write, NULL, "Writing answers"};
    break_everywhere(&verify, 200);
    break_everywhere(&score, 200);
    break_everywhere(&writing, 200);
}

/* A killed program's files in the making are cleared away by the next; others' are left. */
static void left_overs(void **state)
{
    (void)state;
    static const char *const gone[] = {"b.meyar.making-0123abcd", "b.meyar.making-0123abcd-wal",
                                       "b.meyar.making-0123abcd-2018",
                                       "b.meyar.making-0123abcd-2018-journal"};
    static const char *const kept[] = {"b.meyar.20190211", "b.meyar.making-notes",
                                       "c.meyar.making-0123abcd", "b.meyar.backup"};
    prepare();
    for (size_t i = 0; i < 4; i++) {
        keep_copy("kept", gone[i]);
        keep_copy("kept", kept[i]);
    }
    struct err err = {0};
    assert_true(run_create(&err));
    for (size_t i = 0; i < 4; i++) {
        assert_int_not_equal(access(small_path(gone[i]), F_OK), 0);
        assert_int_equal(access(small_path(kept[i]), F_OK), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(imports, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(making, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(scoring_anew, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(reading, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(left_overs, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

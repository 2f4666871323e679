/* The demo campaign: the seed report's counts for 2018, every state in 2019, the same bytes always.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "model/csv.h"
#include "model/lib.h"

static char folder[64], demo[96];

static int setup(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/meyar-demo-XXXXXX");
    assert_non_null(mkdtemp(folder));
    setenv("XDG_STATE_HOME", folder, 1);
    snprintf(demo, sizeof demo, "%s/demo.meyar", folder);
    struct err err = {0};
    if (!demo_create(demo, &err))
        print_error("%s\n", err_text(&err));
    assert_int_equal(err.status, DONE);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static struct campaign *open_demo(void)
{
    static const struct writer w = {"tester", "key"};
    struct err err = {0};
    struct campaign *c = campaign_open(demo, OPEN_READ_ONLY, &w, &err);
    if (!c)
        print_error("%s\n", err_text(&err));
    assert_non_null(c);
    return c;
}

struct tally {
    int bodies, services, stopped, incomplete, not_electronic, ratings[4];
    int untouched, conflicts, cant_tell, not_applicable, notes, complete_bodies, idle_bodies;
};

static void count_body(struct campaign *c, int which, const struct row *body, struct tally *t)
{
    struct arena *a = arena_new();
    int n = rows_count(c, which, body->body);
    struct row *rows = arena_alloc(a, (size_t)n * sizeof *rows);
    assert_int_equal(rows_window(c, which, body->body, -1, 0, n, rows, a), n);
    for (int i = 0; i < n; i++) {
        const struct row *r = &rows[i];
        t->services++;
        t->stopped += r->state == SUBJECT_STOPPED;
        t->incomplete += r->state == SUBJECT_INCOMPLETE;
        t->not_electronic += r->unrated && strcmp(r->unrated, "not_electronic") == 0;
        if (r->rating >= 0)
            t->ratings[r->rating]++;
        t->untouched += r->state == SUBJECT_INCOMPLETE && r->answered == 0;
        t->conflicts += r->conflicts;
        t->cant_tell += r->cant_tell;
        t->not_applicable += r->not_applicable;
        t->notes += r->notes;
    }
    arena_free(&a);
}

static struct tally count(struct campaign *c, int which)
{
    struct tally t = {0};
    struct arena *a = arena_new();
    t.bodies = rows_count(c, which, NULL);
    struct row *rows = arena_alloc(a, (size_t)t.bodies * sizeof *rows);
    assert_int_equal(rows_window(c, which, NULL, -1, 0, t.bodies, rows, a), t.bodies);
    for (int i = 0; i < t.bodies; i++) {
        t.complete_bodies += rows[i].state == SUBJECT_RATED;
        t.idle_bodies += rows[i].answered == 0;
        count_body(c, which, &rows[i], &t);
    }
    arena_free(&a);
    return t;
}

static void the_year_2018_has_the_seed_reports_counts(void **state)
{
    (void)state;
    struct campaign *c = open_demo();
    assert_string_equal(campaign_name(c, 1), "2018");
    struct tally t = count(c, 1);
    assert_int_equal(t.bodies, 29);
    assert_int_equal(t.services, 410);
    assert_int_equal(t.not_electronic, 65);
    assert_int_equal(t.stopped, 0);
    assert_int_equal(t.incomplete, 0);
    static const int ratings[] = {76, 45, 102, 122};
    for (int i = 0; i < 4; i++)
        assert_int_equal(t.ratings[i], ratings[i]);
    assert_int_equal(t.complete_bodies, 29);
    campaign_close(&c);
}

static void the_year_2019_shows_every_state(void **state)
{
    (void)state;
    struct campaign *c = open_demo();
    assert_string_equal(campaign_name(c, 0), "2019");
    struct tally t = count(c, 0);
    assert_int_equal(t.bodies, 29);
    assert_int_equal(t.services, 411);
    assert_int_equal(t.stopped, 3);
    assert_int_equal(t.conflicts, 1);
    assert_true(t.not_electronic > 20 && t.incomplete > 100 && t.untouched > 50);
    for (int i = 0; i < 4; i++)
        assert_true(t.ratings[i] > 10);
    assert_true(t.cant_tell > 10 && t.not_applicable > 20 && t.notes > 200);
    assert_true(t.complete_bodies > 5 && t.idle_bodies > 3);
    campaign_close(&c);
}

static void it_verifies(void **state)
{
    (void)state;
    struct campaign *c = open_demo();
    int64_t events;
    char *report = NULL;
    struct err err = {0};
    bool good = campaign_verify(c, &events, &report, &err);
    if (!good)
        print_error("%s\n%s\n", err_text(&err), report ? report : "");
    assert_true(good);
    assert_null(report);
    assert_true(events > 5000);
    campaign_close(&c);
}

static void the_same_bytes_every_time(void **state)
{
    (void)state;
    char other[112];
    snprintf(other, sizeof other, "%s/again.meyar", folder);
    struct err err = {0};
    assert_true(demo_create(other, &err));
    struct arena *a = arena_new();
    char *x, *y;
    size_t nx, ny;
    const char *why;
    assert_true(file_read(demo, 1u << 28, a, &x, &nx, &why));
    assert_true(file_read(other, 1u << 28, a, &y, &ny, &why));
    assert_int_equal(nx, ny);
    assert_memory_equal(x, y, nx);
    arena_free(&a);
    unlink(other);
}

/* What a run that was broken off left does not stand in the way of the next one. */
static void it_begins_again(void **state)
{
    (void)state;
    char again[112];
    snprintf(again, sizeof again, "%s/b.meyar", folder);
    pid_t child = fork();
    if (child == 0) {
        struct err err = {0};
        alarm(1); /* ends it somewhere in between */
        demo_create(again, &err);
        _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status))
        assert_int_equal(access(again, F_OK), -1);
    else
        unlink(again);
    struct err err = {0};
    assert_true(demo_create(again, &err));
    struct campaign *c = campaign_open(again, OPEN_READ_ONLY, NULL, &err);
    assert_non_null(c);
    assert_int_equal(count(c, 0).conflicts, 1); /* the last thing that is made */
    campaign_close(&c);
    unlink(again);
}

static void it_overwrites_nothing(void **state)
{
    (void)state;
    struct stat before, after;
    assert_int_equal(stat(demo, &before), 0);
    struct err err = {0};
    assert_false(demo_create(demo, &err));
    assert_int_equal(err.status, REFUSED);
    assert_non_null(strstr(err.text, demo));
    assert_int_equal(stat(demo, &after), 0);
    assert_int_equal(before.st_size, after.st_size);
    assert_int_equal(before.st_ino, after.st_ino);
    char left[112];
    snprintf(left, sizeof left, "%s.2018", demo);
    assert_int_equal(access(left, F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_year_2018_has_the_seed_reports_counts),
        cmocka_unit_test(the_year_2019_shows_every_state),
        cmocka_unit_test(it_verifies),
        cmocka_unit_test(the_same_bytes_every_time),
        cmocka_unit_test(it_begins_again),
        cmocka_unit_test(it_overwrites_nothing),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

/* What a body lacks before it is handed in, the file that is handed in, and what taking such files
 * in is told to change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include <jansson.h>
#include "model/change.h"
#include "model/remark.h"
#include "model/store.h"
#include "tests/help/small.h"

static const char rubric[] =
    "rubric: lacking\n"
    "version: \"1\"\n"
    "title: {en: Lacking}\n"
    "ratings:\n"
    "  - {id: poor, from: 0, title: {en: Poor}}\n"
    "  - {id: good, from: 80, title: {en: Good}}\n"
    "service:\n"
    "  unrated:\n"
    "    - {id: offline, when: \"not level\", title: {en: Offline}}\n"
    "  criteria:\n"
    "    - id: one\n"
    "      title: {en: One}\n"
    "      questions:\n"
    "        - {id: level, ask: {en: L}, type: yes_no, points: 5}\n"
    "        - {id: page, ask: {en: P}, type: yes_no, points: 5, evidence: required}\n"
    "        - {id: fee, ask: {en: F}, type: yes_no, points: 5, evidence: \"page\"}\n"
    "body:\n"
    "  criteria:\n"
    "    - id: two\n"
    "      title: {en: Two}\n"
    "      questions:\n"
    "        - {id: ramp, ask: {en: R}, type: yes_no, points: 5}\n"
    "  score: {services: 70, own: 30}\n";

static struct arena *a;
static struct campaign *c;

static int enter(void **state)
{
    struct init_options o;
    struct err err = {0};
    small_enter(state);
    a = arena_new();
    o = small_options("2019 / 1", rubric, small_registry);
    o.writer.by = "boss";
    if (!campaign_create(small_path("c.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    c = small_open_as("c.meyar", "Inspector A");
    return 0;
}

static int leave(void **state)
{
    campaign_close(&c);
    arena_free(&a);
    return small_leave(state);
}

/* Counts of alpha: those named, all others nothing. */
static void counts_are(int open, int conflict, int evidence, int bytes, int cant_tell, int na,
                       int remark)
{
    const int expected[HANDIN_KINDS] = {open, conflict, evidence, bytes, cant_tell, na, remark};
    struct handin h;
    struct err err = {0};
    int counts[HANDIN_KINDS], of_list[HANDIN_KINDS] = {0};
    assert_true(handin_count(c, "alpha", counts, &err));
    assert_true(handin_read(c, "alpha", &h, a, &err));
    for (int i = 0; i < h.n; i++)
        for (int kind = 0; kind < HANDIN_KINDS; kind++)
            of_list[kind] += (int)(h.list[i].kinds >> kind & 1);
    for (int kind = 0; kind < HANDIN_KINDS; kind++) {
        if (counts[kind] != expected[kind])
            fail_msg("kind %d: %d, expected %d", kind, counts[kind], expected[kind]);
        assert_int_equal(h.counts[kind], counts[kind]);
        assert_int_equal(of_list[kind], counts[kind]);
    }
}

static void attach(const char *question)
{
    struct evidence_place at = {"alpha", "s1", question};
    struct attached done;
    struct err err = {0};
    FILE *f = fopen(small_path("page.txt"), "w");
    fputs("a page", f);
    fclose(f);
    const char *path = arena_dup(a, small_path("page.txt"));
    if (!evidence_attach(c, &at, &path, 1, &done, a, &err))
        fail_msg("%s", err_text(&err));
}

static void what_is_missing_is_counted(void **state)
{
    (void)state;
    /* Two services with three questions each, and one of the body itself; s3 is stopped. */
    counts_are(7, 0, 0, 0, 0, 0, 0);
    small_answer(c, "alpha", "s2", "level", "no", NULL); /* not rated: nothing waits there */
    counts_are(4, 0, 0, 0, 0, 0, 0);
    small_answer(c, "alpha", "", "ramp", "n/a", "-");
    small_answer(c, "alpha", "s1", "level", "cannot-tell", "the page did not load");
    counts_are(2, 0, 0, 0, 1, 1, 0);
    small_answer(c, "alpha", "", "ramp", "n/a", "no stairs");
    small_answer(c, "alpha", "s1", "page", "no", NULL);
    small_answer(c, "alpha", "s1", "fee", "yes", NULL);
    counts_are(0, 0, 1, 0, 1, 0, 0);
    small_answer(c, "alpha", "s1", "page", "yes", NULL); /* the fee's evidence is wanted now */
    counts_are(0, 0, 2, 0, 1, 0, 0);
    attach("page");
    counts_are(0, 0, 1, 0, 1, 0, 0);
}

static void where_it_is_missing_is_listed(void **state)
{
    struct err err = {0};
    struct handin h;
    (void)state;
    if (!remark_write(c, "alpha", "s1", "fee", "look again", &err) ||
        !remark_write(c, "alpha", "s3", NULL, "is it stopped?", &err))
        fail_msg("%s", err_text(&err));
    counts_are(7, 0, 0, 0, 0, 0, 2);
    assert_true(handin_read(c, "alpha", &h, a, &err));
    assert_int_equal(h.n, 8);
    assert_string_equal(h.list[0].service, "");
    assert_null(h.list[0].service_name);
    assert_string_equal(h.list[3].service, "s1");
    assert_int_equal(h.list[3].question, 2);
    assert_int_equal(h.list[3].kinds, 1u << HANDIN_OPEN | 1u << HANDIN_REMARK);
    assert_string_equal(h.list[3].text, "look again");
    assert_string_equal(h.list[7].service_name, "Third service");
    assert_int_equal(h.list[7].question, -1);
}

static void bytes_that_are_not_at_hand_are_missing(void **state)
{
    (void)state;
    attach("page");
    counts_are(7, 0, 0, 0, 0, 0, 0);
    campaign_close(&c);
    small_sql("c.meyar", "DELETE FROM chunk");
    c = small_open_as("c.meyar", "Inspector A");
    counts_are(7, 0, 0, 1, 0, 0, 0);
}

/* ---- handing in ---- */

static void is_state(const char *body, enum review state)
{
    struct review_state s;
    assert_true(review_get(c, 0, body, &s, a));
    assert_string_equal(review_id(s.state), review_id(state));
}

static void refused(const char *const *bodies, int n, const char *reason, const char *why)
{
    struct err err = {0};
    int done = -1;
    assert_false(handin_mark(c, bodies, n, reason, &done, &err));
    assert_int_equal(err.status, REFUSED);
    assert_int_equal(done, 0);
    if (!strstr(err_text(&err), why))
        fail_msg("%s", err_text(&err));
    err_clear(&err);
}

static void what_is_open_needs_a_reason(void **state)
{
    static const char *const both[] = {"alpha", "beta"};
    struct err err = {0};
    int done;
    (void)state;
    refused(both, 1, NULL, "open questions 7");
    refused(both, 2, "  ", "needs a reason");
    assert_false(review_set(c, "alpha", REVIEW_HANDED_IN, NULL, &err));
    assert_int_equal(err.status, REFUSED);
    err_clear(&err);
    is_state("alpha", REVIEW_ASSIGNED);
    small_answer(c, "beta", "", "ramp", "yes", NULL);
    small_answer(c, "beta", "s1", "level", "yes", NULL);
    small_answer(c, "beta", "s1", "page", "no", NULL);
    small_answer(c, "beta", "s1", "fee", "no", NULL);
    refused(both + 1, 1, NULL, "missing evidence 1");
    small_answer(c, "beta", "s1", "page", "", NULL);
    small_answer(c, "beta", "s1", "page", "cannot-tell", "no page there");
    assert_null(handin_wants_reason(c, "beta", a));
    assert_true(handin_mark(c, both, 2, "the visit is in May", &done, &err));
    assert_int_equal(done, 2);
    struct review_state s;
    assert_true(review_get(c, 0, "alpha", &s, a));
    assert_string_equal(s.reason, "the visit is in May");
    assert_true(review_get(c, 0, "beta", &s, a)); /* it needed none */
    assert_null(s.reason);
    refused(both, 1, "again", "so already");
}

static void mine_are_to_be_handed_in(void **state)
{
    struct err err = {0};
    struct handin_body *list;
    int n;
    (void)state;
    assert_true(handin_bodies(c, &list, &n, a, &err));
    assert_int_equal(n, 1);
    assert_string_equal(list[0].code, "alpha");
    static const char *const others[] = {"boss", "nobody's"};
    for (int i = 0; i < 2; i++) {
        campaign_close(&c);
        c = small_open_as("c.meyar", others[i]);
        assert_true(handin_bodies(c, &list, &n, a, &err));
        assert_int_equal(n, 2);
    }
}

static void the_file_is_whole_or_not_there(void **state)
{
    const char *path, *again;
    struct err err = {0};
    struct stat st;
    int64_t events;
    (void)state;
    const char *name = handin_name(c, a);
    assert_int_equal(strncmp(name, "2019-1-Inspector-A-20", 21), 0);
    FILE *left = fopen(small_path(".meyar.making-0123abcd"), "we"); /* a killed program's */
    assert_non_null(left);
    fclose(left);
    assert_true(handin_write(c, 0, small_path(""), name, a, &path, &events, &err));
    assert_int_not_equal(access(small_path(".meyar.making-0123abcd"), F_OK), 0);
    assert_true(events > 0);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_true(handin_write(c, 0, small_path(""), name, a, &again, &events, &err));
    assert_non_null(strstr(again, " (2).bundle"));
    assert_false(handin_write(c, 0, small_path("no-such"), name, a, &path, &events, &err));
    assert_int_equal(err.status, BUSY);
    err_clear(&err);
}

static int steps;
static bool stop_at_third(void *arg, const char *what, int64_t done, int64_t of)
{
    (void)arg;
    (void)what;
    (void)done;
    (void)of;
    return ++steps < 3;
}

static void broken_off_leaves_no_file(void **state)
{
    const char *path;
    struct err err = {0};
    int64_t events;
    (void)state;
    assert_int_equal(mkdir(small_path("out"), 0700), 0);
    steps = 0;
    progress_every(0);
    progress_listen(stop_at_third, NULL);
    assert_false(handin_write(c, 0, small_path("out"), "x.bundle", a, &path, &events, &err));
    progress_listen(NULL, NULL);
    progress_every(-1);
    assert_int_equal(err.status, REFUSED);
    err_clear(&err);
    assert_int_equal(rmdir(small_path("out")), 0); /* it is empty */
}

/* ---- the report ---- */

static const char *bundle(const char *name)
{
    const char *path;
    struct err err = {0};
    int64_t events;
    if (!handin_write(c, 0, small_path(""), name, a, &path, &events, &err))
        fail_msg("%s", err_text(&err));
    return path;
}

static void copy(const char *from, const char *to)
{
    const char *command =
        arena_printf(a, "cp '%s' '%s'", arena_dup(a, small_path(from)), small_path(to));
    assert_int_equal(system(command), 0);
}

/* What a laptop of its own writes, as a bundle. */
static const char *laptop(const char *by, const char *level, const char *name)
{
    struct err err = {0};
    campaign_close(&c);
    copy("c.meyar", "laptop.meyar");
    c = small_open_as("laptop.meyar", by);
    small_answer(c, "alpha", "s1", "level", level, NULL);
    small_answer(c, "beta", "", "ramp", "yes", NULL);
    review_set(c, "beta", REVIEW_DESK_DONE, NULL, &err); /* nobody has it yet */
    err_clear(&err);
    const char *path = bundle(name);
    campaign_close(&c);
    unlink(small_path("laptop.meyar"));
    c = small_open_as("c.meyar", "boss");
    return path;
}

static void the_report_says_who_and_what(void **state)
{
    struct merge_report r;
    struct err err = {0};
    (void)state;
    const char *paths[] = {laptop("Aytən", "yes", "a.bundle"), laptop("Orxan", "no", "b.bundle")};
    if (!campaign_merge(c, paths, 2, MERGE_DRY_RUN, &r, a, &err))
        fail_msg("%s", err_text(&err));
    assert_null(r.copy);
    assert_int_equal(r.nsources, 2);
    assert_int_equal(r.sources[0].fresh, 3);
    assert_int_equal(r.sources[1].fresh, 3);
    assert_int_equal(r.sources[1].nby, 1);
    assert_string_equal(r.sources[1].by[0], "Orxan");
    assert_non_null(r.sources[1].from);
    assert_int_equal(r.npeople, 4);
    assert_string_equal(r.people[0].by, "Aytən");
    assert_string_equal(r.people[0].body, "alpha");
    assert_string_equal(r.people[0].name, "Alpha Office");
    assert_int_equal(r.people[0].answers, 1);
    assert_int_equal(r.people[0].states, 0);
    assert_string_equal(r.people[1].body, "beta");
    assert_int_equal(r.people[1].states, 1);
    assert_int_equal(r.nconflicts, 1); /* the ramp is answered alike */
    assert_string_equal(r.conflicts[0].service, "s1");
    assert_string_equal(r.conflicts[0].question, "level");
    assert_string_equal(r.conflicts[0].name, "First service");
    assert_int_equal(r.nnotes, 2);
    assert_false(r.notes[0].remark);
    assert_string_equal(r.notes[0].state, "desk_done");
    assert_true(r.nmoved > 0);
    /* Taken in, the conflict is no new one the next time. */
    assert_true(campaign_merge(c, paths, 2, 0, &r, a, &err));
    assert_int_equal(r.nconflicts, 1);
    const char *third = laptop("Kamran", "yes", "c.bundle");
    assert_true(campaign_merge(c, &third, 1, 0, &r, a, &err));
    assert_int_equal(r.nconflicts, 0);
    assert_true(small_clean(c));
}

static void the_report_is_json_too(void **state)
{
    struct merge_report r;
    struct err err = {0};
    struct buf b = {0};
    (void)state;
    const char *path = laptop("Aytən \"x\"", "yes", "a.bundle");
    assert_true(campaign_merge(c, &path, 1, MERGE_DRY_RUN, &r, a, &err));
    merge_json(c, &r, &b);
    json_t *o = json_loads(b.s, 0, NULL);
    assert_non_null(o);
    assert_int_equal(json_integer_value(json_object_get(o, "new")), 3);
    json_t *who = json_array_get(json_object_get(o, "people"), 0);
    assert_string_equal(json_string_value(json_object_get(who, "by")), "Aytən \"x\"");
    assert_true(json_is_null(json_object_get(o, "copy")));
    json_decref(o);
    buf_free(&b);
}

static void put_in(const char *name, const char *bytes, size_t n)
{
    FILE *f = fopen(small_path(name), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}

static void a_file_at_fault_is_left_out(void **state)
{
    struct merge_report r;
    struct err err = {0};
    char bytes[4000];
    (void)state;
    const char *good = laptop("Aytən", "yes", "a.bundle");
    FILE *f = fopen(good, "rb");
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    put_in("cut.bundle", bytes, n);
    small_make("other.meyar", "2018", small_rubric, NULL);
    const char *paths[] = {
        arena_dup(a, small_path("cut.bundle")), arena_dup(a, small_path("other.meyar")),
        arena_dup(a, small_path("none.bundle")), arena_dup(a, small_path("c.meyar")), good};
    assert_false(campaign_merge(c, paths, 5, 0, &r, a, &err));
    err_clear(&err);
    if (!campaign_merge(c, paths, 5, MERGE_LEAVE_OUT, &r, a, &err))
        fail_msg("%s", err_text(&err));
    assert_non_null(strstr(r.sources[0].refused, "cut off"));
    assert_non_null(strstr(r.sources[1].refused, "another campaign"));
    assert_non_null(r.sources[2].refused);
    assert_non_null(strstr(r.sources[3].refused, "this very campaign"));
    assert_null(r.sources[4].refused);
    assert_int_equal(r.sources[0].events, 0);
    assert_int_equal(r.fresh, 3);
    assert_int_equal(r.npeople, 2);
    assert_true(small_clean(c));
}

/* An event of a laptop whose earlier ones are not there. */
static void what_waits_says_for_what(void **state)
{
    struct merge_report r;
    struct err err = {0};
    (void)state;
    campaign_close(&c);
    copy("c.meyar", "laptop.meyar");
    c = small_open_as("laptop.meyar", "Aytən");
    small_answer(c, "alpha", "s1", "level", "yes", NULL);
    small_answer(c, "alpha", "s1", "page", "yes", NULL);
    small_answer(c, "alpha", "s1", "fee", "yes", NULL);
    campaign_close(&c);
    small_sql("laptop.meyar", "DELETE FROM event WHERE n = (SELECT max(n) - 2 FROM event)");
    small_sql("laptop.meyar", "DELETE FROM event WHERE n = (SELECT max(n) - 1 FROM event)");
    c = small_open_as("laptop.meyar", "Aytən");
    const char *path = bundle("gap.bundle");
    campaign_close(&c);
    c = small_open_as("c.meyar", "boss");
    assert_true(campaign_merge(c, &path, 1, MERGE_DRY_RUN, &r, a, &err));
    assert_int_equal(r.waiting, 1);
    assert_int_equal(r.nlacks, 1);
    assert_null(r.lacks[0].rubric);
    assert_string_equal(r.lacks[0].by, "Aytən");
    assert_int_equal(r.lacks[0].from, 1);
    assert_int_equal(r.lacks[0].to, 2);
    assert_int_equal(r.lacks[0].waiting, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_missing_is_counted, enter, leave),
        cmocka_unit_test_setup_teardown(where_it_is_missing_is_listed, enter, leave),
        cmocka_unit_test_setup_teardown(bytes_that_are_not_at_hand_are_missing, enter, leave),
        cmocka_unit_test_setup_teardown(what_is_open_needs_a_reason, enter, leave),
        cmocka_unit_test_setup_teardown(mine_are_to_be_handed_in, enter, leave),
        cmocka_unit_test_setup_teardown(the_file_is_whole_or_not_there, enter, leave),
        cmocka_unit_test_setup_teardown(broken_off_leaves_no_file, enter, leave),
        cmocka_unit_test_setup_teardown(the_report_says_who_and_what, enter, leave),
        cmocka_unit_test_setup_teardown(the_report_is_json_too, enter, leave),
        cmocka_unit_test_setup_teardown(a_file_at_fault_is_left_out, enter, leave),
        cmocka_unit_test_setup_teardown(what_waits_says_for_what, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

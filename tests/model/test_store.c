/* A campaign from making to answering: rows, work, next open, figures kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "model/store.h"
#include "tests/help/small.h"

static void test_new_campaign(void **state)
{
    (void)state;
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct stat st;
    assert_int_equal(stat(small_path("a.meyar"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    struct campaign *c = small_open("a.meyar");
    assert_null(campaign_read_only(c));
    assert_string_equal(campaign_name(c, 0), "2018");
    assert_string_equal(campaign_by(c), "Tester");
    assert_int_equal(campaign_count(c), 1);
    assert_int_equal(campaign_find(c, "2018"), 0);
    assert_int_equal(campaign_find(c, "2017"), -1);
    assert_string_equal(campaign_rubric(c, 0)->id, "small");
    assert_int_equal(strlen(campaign_rubric_sha256(c, 0)), 64);
    assert_string_equal(campaign_saved_at(c), "");

    struct arena *a = arena_new();
    struct row rows[8];
    assert_int_equal(rows_count(c, 0, NULL), 2);
    assert_int_equal(rows_window(c, 0, NULL, -1, 0, 8, rows, a), 2);
    assert_string_equal(rows[0].body, "alpha");
    assert_string_equal(rows[0].name, "Alpha Office");
    assert_string_equal(rows[0].inspector, "Inspector A");
    assert_string_equal(rows[0].review, "assigned");
    assert_string_equal(rows[1].review, "unassigned");
    assert_int_equal(rows[0].nservices, 3);
    assert_int_equal(rows[0].low, 0);
    assert_int_equal(rows[0].high, 1000);
    assert_int_equal(rows[0].answered, 0);
    assert_int_equal(rows_count(c, 0, "alpha"), 3);
    assert_int_equal(rows_window(c, 0, "alpha", -1, 1, 8, rows, a), 2);
    assert_string_equal(rows[0].service, "s2");
    assert_int_equal(rows[0].pos, 1);
    assert_int_equal(rows[1].state, SUBJECT_STOPPED);
    assert_string_equal(rows[1].state_reason, "No licence");
    assert_int_equal(rows[1].low, UNITS_NONE);
    assert_false(row_get(c, 0, "alpha", "s9", -1, &rows[0], a));
    assert_true(row_get(c, 0, "beta", "s1", 1, &rows[0], a));
    assert_int_equal(rows[0].stage_asked, 1);
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
    /* The WAL is folded in: the one file is the whole campaign. */
    assert_int_equal(access(small_path("a.meyar-wal"), F_OK), -1);
}

static void test_refuses_overwriting(void **state)
{
    (void)state;
    struct err err = {0};
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct init_options o = {.name = "x", .rubric_path = "r", .registry_path = "g"};
    assert_false(campaign_create(small_path("a.meyar"), &o, &err));
    assert_int_equal(err.status, REFUSED);
    assert_non_null(strstr(err_text(&err), "is there already"));
}

static void test_bad_input_leaves_nothing(void **state)
{
    (void)state;
    struct err err = {0};
    const char *registry = "body_code,body_name,service_code,service_name\na,A,,\na,A,,\n!,B,s,S\n";
    struct init_options o = {.name = "x",
                             .rubric_path = "bad.yaml",
                             .rubric_bytes = "rubric: x\nwieght: 3\n",
                             .rubric_size = 20,
                             .registry_path = "bad.csv",
                             .registry_bytes = registry,
                             .registry_size = strlen(registry)};
    assert_false(campaign_create(small_path("x.meyar"), &o, &err));
    assert_int_equal(err.status, REFUSED);
    assert_non_null(strstr(err_text(&err), "bad.yaml:2:1: error:"));
    o.rubric_bytes = small_rubric;
    o.rubric_size = strlen(small_rubric);
    assert_false(campaign_create(small_path("x.meyar"), &o, &err));
    assert_non_null(strstr(err_text(&err), "bad.csv:3: error:"));
    assert_non_null(strstr(err_text(&err), "bad.csv:4: error:"));
    assert_int_equal(access(small_path("x.meyar"), F_OK), -1);
    o.name = "two\nlines";
    assert_false(campaign_create(small_path("x.meyar"), &o, &err));
    o.name = "x";
    assert_false(campaign_create(small_path("no/such/x.meyar"), &o, &err));
    assert_int_equal(err.status, BUSY);
    o.rubric_bytes = NULL;
    o.rubric_path = small_path("none.yaml");
    assert_false(campaign_create(small_path("x.meyar"), &o, &err));
    assert_int_equal(err.status, BUSY);
    err_clear(&err);
}

/* Full and window agree: what is made anew is what is kept. */
static void test_body_full(void **state)
{
    (void)state;
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct err err = {0};
    small_answer(c, "alpha", "s1", "e_level", "half", NULL);
    small_answer(c, "alpha", "s1", "e_pay", "no", NULL);
    small_answer(c, "alpha", "s2", "e_pay", "no", NULL);
    small_answer(c, "alpha", "s2", "e_level", "full", NULL);
    struct body_full *b = body_load(c, 0, "alpha", &err);
    assert_non_null(b);
    assert_int_equal(b->nservices, 3);
    assert_string_equal(b->services[2].state_reason, "No licence");
    assert_int_equal(b->conflicts, 0);
    assert_int_equal(b->result->nproposals, 2);
    struct arena *a = arena_new();
    struct row row;
    assert_true(row_get(c, 0, "alpha", "", -1, &row, a));
    assert_int_equal(row.low, figure_units(b->rubric, b->result->f.low));
    assert_int_equal(row.ndeficiencies, 2);
    body_unload(&b);
    assert_null(body_load(c, 0, "gamma", &err));
    arena_free(&a);
    campaign_close(&c);
    err_clear(&err);
}

static void test_next_open(void **state)
{
    (void)state;
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct arena *a = arena_new();
    const char *body = "alpha", *service = "";
    int q = -1;
    char path[512] = "";
    small_answer(c, "alpha", "s2", "e_level", "none", NULL);
    while (next_open(c, body, service, q, 1, 1, &body, &service, &q, a))
        snprintf(path + strlen(path), sizeof path - strlen(path), "%s/%s.%d ", body, service, q);
    /* Of the site stage; s2 is not rated, s3 stopped. */
    assert_string_equal(path, "alpha/.0 alpha/s1.4 beta/.0 beta/s1.4 ");
    path[0] = '\0';
    q = 100;
    while (next_open(c, body, service, q, -1, -1, &body, &service, &q, a))
        snprintf(path + strlen(path), sizeof path - strlen(path), "%s/%s.%d ", body, service, q);
    assert_string_equal(path, "beta/s1.5 beta/s1.4 beta/s1.2 beta/s1.0 beta/.1 beta/.0 "
                              "alpha/s1.8 alpha/s1.5 alpha/s1.4 alpha/s1.2 alpha/s1.0 alpha/.1 "
                              "alpha/.0 ");
    arena_free(&a);
    campaign_close(&c);
}

static void test_last_reasons(void **state)
{
    (void)state;
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct arena *a = arena_new();
    const char *reasons[3];
    small_answer(c, "alpha", "s1", "e_ways", "n/a", "No such channel");
    small_answer(c, "alpha", "s2", "e_ways", "n/a", "No such channel");
    small_answer(c, "alpha", "s2", "u_days", "cannot-tell", "Nobody knew");
    assert_int_equal(last_reasons(c, false, reasons, 3, a), 1);
    assert_string_equal(reasons[0], "No such channel");
    assert_int_equal(last_reasons(c, true, reasons, 3, a), 1);
    assert_string_equal(reasons[0], "Nobody knew");
    arena_free(&a);
    campaign_close(&c);
}

static void test_state_folder(void **state)
{
    (void)state;
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct arena *a = arena_new();
    assert_null(state_get(a, "last_file"));
    assert_true(state_put("last_file", "/tmp/ə b.meyar"));
    assert_string_equal(state_get(a, "last_file"), "/tmp/ə b.meyar");
    assert_true(state_put("place:x/../y", "1"));
    assert_string_equal(state_get(a, "place:x/../y"), "1");
    assert_true(state_put("last_file", NULL));
    assert_null(state_get(a, "last_file"));
    assert_true(draft_put(c, "alpha", "", "b_open", "note", "half a thou"));
    assert_string_equal(draft_get(c, "alpha", "", "b_open", "note", a), "half a thou");
    assert_null(draft_get(c, "alpha", "s1", "b_open", "note", a));
    assert_true(draft_put(c, "alpha", "", "b_open", "note", ""));
    assert_null(draft_get(c, "alpha", "", "b_open", "note", a));
    assert_non_null(strstr(demo_path(a), "/data/meyar/demo.meyar"));
    arena_free(&a);
    campaign_close(&c);
}

/* Many answers in one change, from a device of its own: what the demo does. */
static void test_bulk(void **state)
{
    (void)state;
    struct err err = {0};
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct change *t = change_begin(c, &err);
    assert_non_null(t);
    change_fix_device(t, "00112233445566778899aabbccddeeff");
    change_as(t, "Inspector B", "2018-10-15T14:03:40Z");
    assert_int_equal(change_answer(t, "alpha", "s1", "e_level", "full", NULL, &err), WRITE_DONE);
    assert_int_equal(change_answer(t, "alpha", "s1", "e_level", "full", NULL, &err), WRITE_SAME);
    assert_int_equal(change_answer(t, "alpha", "s1", "e_levle", "full", NULL, &err), WRITE_REFUSED);
    assert_non_null(strstr(err_text(&err), "did you mean 'e_level'"));
    assert_int_equal(change_answer(t, "alpha", "s1", "b_ramp", "yes", NULL, &err), WRITE_REFUSED);
    assert_int_equal(change_answer(t, "alpha", "", "b_ramp", "yes", NULL, &err), WRITE_DONE);
    assert_true(change_end(&t, true, &err));
    small_answer(c, "alpha", "s1", "e_pay", "yes", NULL);
    struct work *w = work_open(c, 0, "alpha", "s1", &err);
    assert_string_equal(work_standing(w, 0)->by, "Inspector B");
    assert_string_equal(work_standing(w, 0)->at, "2018-10-15T14:03:40Z");
    assert_string_equal(work_standing(w, 1)->by, "Tester");
    work_close(&w);
    t = change_begin(c, &err);
    change_answer(t, "beta", "s1", "e_level", "full", NULL, &err);
    assert_true(change_end(&t, false, &err));
    struct arena *a = arena_new();
    struct row row;
    assert_true(row_get(c, 0, "beta", "s1", -1, &row, a));
    assert_int_equal(row.answered, 0);
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
    err_clear(&err);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {
        T(test_new_campaign),
        T(test_refuses_overwriting),
        T(test_bad_input_leaves_nothing),
        T(test_body_full),
        T(test_next_open),
        T(test_last_reasons),
        T(test_state_folder),
        T(test_bulk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

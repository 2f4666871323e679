/* The registry CSV: what is taken, what is refused, what an import changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/change.h"
#include "tests/help/small.h"

#define HEADER "body_code,body_name,service_code,service_name\n"

static bool import(struct campaign *c, const char *csv, bool dry, int *added, int *changed,
                   struct err *err)
{
    return import_registry(c, "reg.csv", csv, strlen(csv), dry, added, changed, err);
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *csv, *told;
    } bad[] = {
        {"body_code,body_name,service_code\na,A,\n", "column 'service_name' is missing"},
        {HEADER, "no body"},
        {HEADER "a b,A,,\n", "not a code"},
        {HEADER "a,A,s/1,S\n", "not a code"},
        {HEADER "ə,A,,\n", "not a code"},
        {HEADER "a,A,,\na,B,,\n", "described twice"},
        {HEADER "a,A,s,S\na,A,s,T\n", "twice: on line 2 and here"},
        {HEADER "a,A,s,\n", "has no name"},
        {HEADER "a,,s,S\n", "the body 'a' has no name"},
        {"body_code,body_name,service_code,service_name,service_state\na,A,s,S,halted\n",
         "neither 'active' nor 'stopped'"},
        {"body_code,body_name,service_code,service_name,service_state\na,A,s,S,stopped\n",
         "needs its reason"},
        {"body_code,body_name,service_code,service_name,service_state,state_reason\na,A,,,stopped,"
         "x\n",
         "only a service can be stopped"},
        {"body_code,body_name,service_code,service_name,previous_code\na,A,,,b/c\n",
         "is not a body's code"},
        {"body_code,body_name,service_code,service_name,previous_code\na,A,s,S,b/c/d\n",
         "neither a code nor BODY/SERVICE"},
    };
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct err err = {0};
    int added, changed;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(import(c, bad[i].csv, false, &added, &changed, &err));
        assert_int_equal(err.status, REFUSED);
        assert_int_equal(strncmp(err_text(&err), "reg.csv:", 8), 0);
        if (!strstr(err_text(&err), bad[i].told))
            fail_msg("%s: %s", bad[i].csv, err_text(&err));
    }
    struct buf long_name = {0};
    buf_add(&long_name, HEADER "a,");
    for (int i = 0; i < 4001; i++)
        buf_addc(&long_name, 'n');
    buf_add(&long_name, ",,\n");
    assert_false(import(c, long_name.s, false, &added, &changed, &err));
    assert_non_null(strstr(err_text(&err), "reg.csv:2: error: the text in column 'body_name'"));
    buf_free(&long_name);
    assert_int_equal(rows_count(c, 0, NULL), 2);
    campaign_close(&c);
    err_clear(&err);
}

static void test_adds_and_updates(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct err err = {0};
    struct arena *a = arena_new();
    struct row row;
    int added = -1, changed = -1;
    small_answer(c, "alpha", "s2", "e_level", "full", NULL);
    /* The same again changes nothing. */
    assert_true(import(c, small_registry, false, &added, &changed, &err));
    assert_int_equal(added, 0);
    assert_int_equal(changed, 0);
    const char *csv = "service_code,body_code,body_name,service_name,service_short,service_state,"
                      "state_reason,colour\n"
                      "s9,alpha,Alpha Office,Ninth,9th,,,red\n"
                      "s2,alpha,,Second renamed,,,,\n"
                      "s3,alpha,,Third service,,active,,\n"
                      ",gamma,Gamma House,,,,,\n"
                      "g1,gamma,,Gamma one,,stopped,Moved,\n";
    assert_true(import(c, csv, true, &added, &changed, &err));
    assert_int_equal(rows_count(c, 0, NULL), 2);
    assert_true(import(c, csv, false, &added, &changed, &err));
    assert_int_equal(added, 3);
    assert_int_equal(changed, 2);
    assert_int_equal(rows_count(c, 0, NULL), 3);
    assert_int_equal(rows_count(c, 0, "alpha"), 4);
    assert_true(row_get(c, 0, "alpha", "s9", -1, &row, a));
    assert_int_equal(row.pos, 3);
    assert_string_equal(row.short_name, "9th");
    assert_true(row_get(c, 0, "alpha", "s2", -1, &row, a));
    assert_string_equal(row.name, "Second renamed");
    assert_int_equal(row.pos, 1);
    assert_int_equal(row.answered, 1);
    assert_true(row_get(c, 0, "alpha", "s3", -1, &row, a));
    assert_int_equal(row.state, SUBJECT_INCOMPLETE);
    assert_null(row.state_reason);
    assert_true(row_get(c, 0, "alpha", "", -1, &row, a));
    assert_string_equal(row.inspector, "Inspector A");
    assert_true(row_get(c, 0, "gamma", "g1", -1, &row, a));
    assert_int_equal(row.state, SUBJECT_STOPPED);
    assert_string_equal(row.state_reason, "Moved");
    /* A column that the file has not leaves what stands: s1 is still big. */
    struct work *w = work_open(c, 0, "alpha", "s1", &err);
    assert_string_equal(work_input(w)->attr(work_input(w)->attr_arg, "kind"), "big");
    assert_null(work_input(w)->attr(work_input(w)->attr_arg, "colour"));
    work_close(&w);
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
}

static void test_body_described_by_services(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct err err = {0};
    struct arena *a = arena_new();
    struct row row;
    int added, changed;
    assert_true(import(c,
                       "body_code,body_name,service_code,service_name,inspector,size\n"
                       "d,First name,x,X,,\n"
                       "d,Second name,y,Y,Inspector D,\n"
                       "e,From service,x,X,,small\n"
                       "e,Own name,,,Inspector E,large\n",
                       false, &added, &changed, &err));
    assert_int_equal(added, 5);
    assert_true(row_get(c, 0, "d", "", -1, &row, a));
    assert_string_equal(row.name, "First name");
    assert_string_equal(row.inspector, "Inspector D");
    assert_true(row_get(c, 0, "e", "", -1, &row, a));
    assert_string_equal(row.name, "Own name");
    /* A service's attribute, else its body's. */
    struct work *w = work_open(c, 0, "e", "x", &err);
    assert_string_equal(work_input(w)->attr(work_input(w)->attr_arg, "size"), "small");
    work_close(&w);
    w = work_open(c, 0, "e", "", &err);
    assert_string_equal(work_input(w)->attr(work_input(w)->attr_arg, "size"), "large");
    work_close(&w);
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
}

/* A withdrawn row stands in no list and in no figure; its answers are kept. */
static void test_withdrawn(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct err err = {0};
    int added, changed;
    small_answer(c, "alpha", "s2", "e_level", "full", NULL);
    struct change *t = change_begin(c, &err);
    struct slot slot = {"service", "alpha", "s2", "", ""};
    assert_true(change_put(t, &slot,
                           json_pack("{s:s,s:s,s:b}", "name", "S", "place", "1", "withdrawn", 1)));
    db_script(c->db, "UPDATE subject SET pos = NULL WHERE service = 's2';"
                     "UPDATE subject SET pos = 1 WHERE service = 's3'");
    change_touch(t, "alpha", "");
    assert_true(change_end(&t, true, &err));
    assert_int_equal(rows_count(c, 0, "alpha"), 2);
    assert_null(work_open(c, 0, "alpha", "s2", &err));
    struct body_full *b = body_load(c, 0, "alpha", &err);
    assert_int_equal(b->nservices, 2);
    body_unload(&b);
    assert_true(import(c, small_registry, false, &added, &changed, &err));
    assert_int_equal(changed, 1);
    assert_int_equal(rows_count(c, 0, "alpha"), 3);
    struct work *w = work_open(c, 0, "alpha", "s2", &err);
    assert_string_equal(work_standing(w, 0)->value, "full");
    work_close(&w);
    campaign_close(&c);
    err_clear(&err);
}

static void test_many(void **state)
{
    (void)state;
    struct buf csv = {0};
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct err err = {0};
    int added, changed;
    buf_add(&csv, HEADER);
    for (int i = 0; i < 3000; i++)
        buf_printf(&csv, "b%d,Body %d,s%d,Service %d\n", i / 20, i / 20, i, i);
    assert_true(import(c, csv.s, false, &added, &changed, &err));
    assert_int_equal(added, 3150);
    struct arena *a = arena_new();
    struct row rows[10];
    assert_int_equal(rows_count(c, 0, NULL), 152);
    assert_int_equal(rows_window(c, 0, NULL, -1, 100, 10, rows, a), 10);
    assert_string_equal(rows[0].body, "b98");
    assert_int_equal(rows[9].pos, 109);
    assert_int_equal(rows_window(c, 0, "b98", -1, 18, 10, rows, a), 2);
    assert_string_equal(rows[1].service, "s1979");
    arena_free(&a);
    buf_free(&csv);
    campaign_close(&c);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {
        T(test_refused),
        T(test_adds_and_updates),
        T(test_body_described_by_services),
        T(test_withdrawn),
        T(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

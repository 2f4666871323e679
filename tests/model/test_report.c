/* The campaign report: the seed report's tables out of answers and published totals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/report.h"
#include "model/inside.h"
#include "model/store.h"
#include "tests/help/small.h"

/* The seed report, 2013 to 2018, as published. */
static const char published[] = "figure,2013,2014,2015,2016,2017,2018\n"
                                "bodies,40,41,39,34,30,29\n"
                                "services,439,438,438,444,404,410\n"
                                "rateable,305,341,354,351,330,345\n"
                                "not_electronic,134,97,84,71,74,65\n"
                                "stopped,0,0,0,22,0,0\n"
                                "unsatisfactory,5,55,67,30,19,76\n"
                                "satisfactory,83,72,54,58,51,45\n"
                                "good,142,100,105,109,105,102\n"
                                "excellent,75,114,128,154,155,122\n"
                                "incomplete,0,0,0,0,0,0\n";

static void the_demo_gives_the_published_tables(void **state)
{
    struct err err = {0};
    struct report r;
    struct buf csv = {0};
    struct arena *a = arena_new();
    (void)state;
    small_demo(small_path("demo.meyar"));
    struct campaign *c = small_open("demo.meyar");
    assert_true(report_read(c, campaign_find(c, "2018"), &r, a, &err));
    report_csv(&r, &csv);
    assert_string_equal(csv.s, published);
    assert_int_equal(r.ncolumns, 6);
    assert_true(r.column[4].published);
    assert_false(r.column[5].published);
    assert_string_equal(report_share(r.column[5].rateable, r.column[5].services, a), "84.1");
    /* This year's: what adds up must. */
    assert_true(report_read(c, 0, &r, a, &err));
    assert_int_equal(r.ncolumns, 7);
    const struct report_column *now = &r.column[6];
    int64_t all = now->stopped + now->rateable, rated = now->incomplete;
    for (int i = 0; i < r.nunrated; i++)
        all += now->unrated[i];
    for (int i = 0; i < r.nratings; i++)
        rated += now->rating[i];
    assert_int_equal(all, now->services);
    assert_int_equal(rated, now->rateable);
    buf_free(&csv);
    arena_free(&a);
    campaign_close(&c);
}

#define HEADER "campaign,bodies,services,rateable,offline,stopped,poor,fair,good\n"

static bool take(struct campaign *c, const char *csv, int *rows, struct err *err)
{
    return import_totals(c, "t.csv", csv, strlen(csv), false, rows, err);
}

static void totals_must_add_up(void **state)
{
    static const struct {
        const char *csv, *told;
    } bad[] = {
        {HEADER "2013,2,10,6,3,0,1,2,3\n", "t.csv:2: error: rateable 6 + not rated 3 + stopped 0"},
        {HEADER "2013,2,10,6,3,1,1,2,2\n", "t.csv:2: error: the ratings make 5"},
        {HEADER "2013,2,x,6,3,1,1,2,3\n", "t.csv:2: error: 'x' is no count for 'services'"},
        {HEADER "2013,2,-1,6,3,1,1,2,3\n", "'-1' is no count"},
        {HEADER "2019,2,10,6,3,1,1,2,3\n", "the campaign '2019' is in the file"},
        {HEADER "2013,2,10,6,3,1,1,2,3\n2013,2,10,6,3,1,1,2,3\n", "stands in line 2 already"},
        {"campaign,bodies\n2013,2\n", "the column 'services' is missing"},
        {"nonsense," HEADER "1,2013,2,10,6,3,1,1,2,3\n", "knows no figure 'nonsense'"},
        {"", "error"},
    };
    struct err err = {0};
    int rows;
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    int64_t events = db_number(c->db, 0, "SELECT count(*) FROM event", "");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(take(c, bad[i].csv, &rows, &err));
        assert_int_equal(err.status, REFUSED);
        if (!strstr(err_text(&err), bad[i].told))
            fail_msg("%zu: %s", i, err_text(&err));
        err_clear(&err);
    }
    assert_int_equal(db_number(c->db, 0, "SELECT count(*) FROM event", ""), events);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void totals_are_corrected_by_a_second_table(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct report r;
    int rows;
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    assert_true(take(c, HEADER "2013,2,10,6,3,1,1,2,3\n2012,1,9,9,0,0,9,0,0\n", &rows, &err));
    assert_int_equal(rows, 2);
    assert_true(take(c, HEADER "2013,2,10,6,3,1,1,3,2\n2012,1,9,9,0,0,9,0,0\n", &rows, &err));
    assert_int_equal(rows, 1);
    assert_true(report_read(c, 0, &r, a, &err));
    assert_int_equal(r.ncolumns, 3);
    assert_string_equal(r.column[0].campaign, "2012");
    assert_int_equal(r.column[1].rating[1], 3);
    assert_null(report_share(0, 0, a));
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {T(the_demo_gives_the_published_tables),
                                       T(totals_must_add_up),
                                       T(totals_are_corrected_by_a_second_table)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

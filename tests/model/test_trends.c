/* Figures followed through several campaigns, and where they break. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>
#include "model/report.h"
#include "model/store.h"
#include "model/trends.h"
#include "tests/help/years.h"

static const struct series *series(const struct trends *t, enum series_kind kind, const char *id)
{
    for (int i = 0; i < t->nseries; i++)
        if (t->series[i].kind == kind && (!id || strcmp(t->series[i].id, id) == 0))
            return &t->series[i];
    fail_msg("no series %d %s", (int)kind, id ? id : "");
    return NULL;
}

/* Every point of a score is what a row of that campaign says. */
static void assert_rows(struct campaign *c, const struct trends *t, const struct series *s)
{
    struct arena *a = arena_new();
    for (int i = 0; i < t->ncolumns; i++) {
        const struct trend_point *p = &s->point[i];
        const struct rubric *r = t->column[i].rubric;
        char text[40];
        struct row row;
        if (!p->body)
            continue;
        assert_true(row_get(c, t->column[i].which, p->body, "", -1, &row, a));
        assert_int_equal(figure_units(r, p->value), row.score);
        assert_int_equal(figure_units(r, p->low), row.low);
        assert_int_equal(figure_units(r, p->high), row.high);
        assert_int_equal(p->rating, row.rating);
        if (p->state == POINT_EXACT)
            assert_string_equal(p->text, units_text(row.score, r->decimals, text, sizeof text));
    }
    arena_free(&a);
}

static void test_a_body(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct trends t;
    years_make();
    struct campaign *c = small_open("2019.meyar");
    assert_true(trends_body(c, 0, "beta", &t, a, &err));
    assert_int_equal(t.ncolumns, 4);
    assert_false(t.percent);
    assert_string_equal(t.column[0].campaign, "2016");
    assert_string_equal(t.column[3].campaign, "2019");
    assert_int_equal(t.column[0].which, 3);
    /* One rubric; another version that scores alike; one that does not. */
    assert_false(t.column[0].broken);
    assert_false(t.column[1].broken);
    assert_true(t.column[2].broken);
    assert_true(t.column[2].comparable);
    assert_string_equal(t.column[2].was, "1");
    assert_string_equal(t.column[2].now, "2");
    assert_true(t.column[3].broken);
    assert_false(t.column[3].comparable);
    assert_true(t.column[3].bears > 0);
    /* The body under its earlier code. */
    const struct series *score = series(&t, SERIES_SCORE, "beta");
    assert_string_equal(score->point[0].body, "old");
    assert_rows(c, &t, score);
    for (int i = 0; i < 4; i++)
        assert_int_equal(score->point[i].state, POINT_EXACT);
    const struct series *house = series(&t, SERIES_OWN_CRITERION, "house");
    assert_string_equal(house->point[0].text, "50.0");
    assert_string_equal(house->point[1].text, "100.0");
    assert_string_equal(house->point[3].text, "50.0");
    assert_int_equal(t.nseries, 4);
    /* Changes stop at the break, and only there. */
    assert_string_equal(house->point[1].change_text, "50.0");
    assert_int_equal(num_sign(house->point[1].change), 1);
    assert_int_equal(num_sign(house->point[2].change), -1);
    assert_null(house->point[3].change_text);
    assert_null(house->point[0].change_text);
    /* From another campaign back. */
    assert_true(trends_body(c, 2, "beta", &t, a, &err));
    assert_int_equal(t.ncolumns, 2);
    series(&t, SERIES_OWN_CRITERION, "house");
    assert_false(trends_body(c, 0, "bata", &t, a, &err));
    assert_int_equal(err.status, REFUSED);
    assert_non_null(strstr(err_text(&err), "beta"));
    err_clear(&err);
    campaign_close(&c);
    arena_free(&a);
}

/* What is not finished is a range and has no change; what is not there is a gap. */
static void test_gaps(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct trends t;
    small_make("a.meyar", "2018", small_rubric, NULL);
    years_fill("a.meyar", "beta", "e_pay", "none", "yes");
    small_make("b.meyar", "2019", small_rubric, "a.meyar");
    struct campaign *c = small_open("b.meyar");
    small_answer(c, "beta", "s1", "e_level", "half", NULL);
    assert_true(trends_body(c, 0, "beta", &t, a, &err));
    const struct series *score = series(&t, SERIES_SCORE, NULL);
    assert_int_equal(score->point[0].state, POINT_EXACT); /* of its own questions alone */
    assert_int_equal(score->point[1].state, POINT_OPEN);
    assert_non_null(strstr(score->point[1].text, "–"));
    assert_true(num_is_none(score->point[1].value));
    assert_null(score->point[1].change_text);
    assert_rows(c, &t, score);
    const struct series *online = series(&t, SERIES_SERVICE_CRITERION, "online");
    assert_int_equal(online->point[0].state, POINT_NONE); /* its only service is not rated */
    assert_string_equal(online->point[0].text, "");
    assert_int_equal(online->point[1].state, POINT_OPEN);
    campaign_close(&c);
    arena_free(&a);
}

/* A criterion under another name with the same questions goes on. One whose questions are gone
 * stands behind the others, with gaps since; where it comes back it is the same again. */
static void test_gone(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct trends t;
    char *renamed = years_with(small_rubric, "id: house", "id: building");
    char *ramp = years_with(renamed, "id: b_ramp", "id: b_lift");
    char *other = years_with(ramp, "id: b_open", "id: b_doors");
    small_make("a.meyar", "2016", small_rubric, NULL);
    years_fill("a.meyar", "beta", "e_pay", "half", "yes");
    small_make("b.meyar", "2017", renamed, "a.meyar");
    years_fill("b.meyar", "beta", "e_pay", "half", "no");
    small_make("c.meyar", "2018", other, "b.meyar");
    small_make("d.meyar", "2019", renamed, "c.meyar");
    years_fill("d.meyar", "beta", "e_pay", "half", "no");
    struct campaign *c = small_open("b.meyar");
    assert_true(trends_body(c, 0, "beta", &t, a, &err));
    assert_int_equal(t.nseries, 4);
    const struct series *building = series(&t, SERIES_OWN_CRITERION, "building");
    assert_string_equal(building->point[0].text, "100.0");
    assert_string_equal(building->point[1].text, "50.0");
    assert_null(building->point[1].change_text);
    /* One version, two texts: told apart by their hashes. */
    assert_true(t.column[1].broken);
    assert_string_not_equal(t.column[1].was, t.column[1].now);
    assert_non_null(strstr(t.column[1].was, "1 ("));
    campaign_close(&c);
    c = small_open("c.meyar");
    small_answer(c, "beta", "", "b_lift", "yes", NULL);
    assert_true(trends_body(c, 0, "beta", &t, a, &err));
    assert_int_equal(t.nseries, 4); /* it has the id of the other's */
    campaign_close(&c);
    c = small_open("d.meyar");
    assert_true(trends_body(c, 0, "beta", &t, a, &err));
    building = series(&t, SERIES_OWN_CRITERION, "building");
    assert_int_equal(building->point[0].state, POINT_EXACT);
    assert_int_equal(building->point[3].state, POINT_EXACT);
    free(renamed);
    free(ramp);
    free(other);
    campaign_close(&c);
    arena_free(&a);
}

/* Gone, and come back. */
static void test_gap_between(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct trends t;
    char *ramp = years_with(small_rubric, "id: b_ramp", "id: b_lift");
    char *open = years_with(ramp, "id: b_open", "id: b_doors");
    char *other = years_with(open, "id: house", "id: site");
    small_make("a.meyar", "2017", small_rubric, NULL);
    years_fill("a.meyar", "beta", "e_pay", "half", "yes");
    small_make("b.meyar", "2018", other, "a.meyar");
    small_make("c.meyar", "2019", small_rubric, "b.meyar");
    years_fill("c.meyar", "beta", "e_pay", "half", "no");
    struct campaign *c = small_open("c.meyar");
    assert_true(trends_body(c, 0, "beta", &t, a, &err));
    assert_int_equal(t.nseries, 5);
    const struct series *house = series(&t, SERIES_OWN_CRITERION, "house");
    assert_string_equal(house->point[0].text, "100.0");
    assert_int_equal(house->point[1].state, POINT_NONE);
    assert_string_equal(house->point[2].text, "50.0");
    const struct series *gone = &t.series[4];
    assert_string_equal(gone->id, "site");
    assert_int_equal(gone->point[1].state, POINT_OPEN);
    assert_int_equal(gone->point[2].state, POINT_NONE);
    free(ramp);
    free(open);
    free(other);
    campaign_close(&c);
    arena_free(&a);
}

static void test_all_bodies(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct trends t;
    years_make();
    struct campaign *c = small_open("2019.meyar");
    assert_true(trends_bodies(c, 1, &t, a, &err));
    assert_int_equal(t.nseries, 2);
    assert_string_equal(t.series[0].id, "alpha");
    assert_string_equal(t.series[0].name, "Alpha Office");
    for (int i = 0; i < t.nseries; i++)
        assert_rows(c, &t, &t.series[i]);
    trends_sort(&t);
    assert_string_equal(t.series[0].id, "beta"); /* alpha has no change to tell */
    struct buf out = {0};
    trends_json(&t, &out, a);
    json_t *json = json_loads(out.s, 0, NULL);
    assert_non_null(json);
    json_t *columns = json_object_get(json, "columns");
    assert_int_equal(json_array_size(columns), 3);
    assert_true(json_is_null(json_object_get(json_array_get(columns, 1), "break")));
    json_t *gap = json_object_get(json_array_get(columns, 2), "break");
    assert_string_equal(json_string_value(json_object_get(gap, "from")), "1");
    assert_true(json_is_true(json_object_get(gap, "comparable")));
    json_decref(json);
    buf_free(&out);
    campaign_close(&c);
    arena_free(&a);
}

/* Shares as the report has them, published totals before the campaigns. */
static void test_campaign(void **state)
{
    (void)state;
    static const char totals[] =
        "campaign,bodies,services,rateable,offline,stopped,poor,fair,good\n"
        "2015,2,10,8,1,1,4,3,1\n";
    struct err err = {0};
    struct arena *a = arena_new();
    struct trends t;
    struct report r;
    int rows;
    years_make();
    struct campaign *c = small_open("2019.meyar");
    if (!import_totals(c, "totals.csv", totals, strlen(totals), false, &rows, &err))
        fail_msg("%s", err_text(&err));
    assert_true(trends_campaign(c, 0, &t, a, &err));
    assert_true(report_read(c, 0, &r, a, &err));
    assert_true(t.percent);
    assert_int_equal(t.ncolumns, 5);
    assert_true(t.column[0].published);
    assert_int_equal(t.column[0].which, -1);
    assert_null(t.column[0].rubric);
    assert_false(t.column[1].broken);
    assert_string_equal(series(&t, SERIES_OF_LISTED, NULL)->point[0].text, "80.0");
    assert_string_equal(series(&t, SERIES_OF_EVALUATED, NULL)->point[0].text, "88.9");
    const struct series *poor = series(&t, SERIES_RATING, "poor");
    assert_string_equal(poor->point[0].text, "50.0");
    for (int i = 0; i < t.ncolumns; i++) {
        const struct report_column *col = &r.column[i];
        const char *share = report_share(col->rating[0], col->rateable, a);
        assert_string_equal(col->campaign, t.column[i].campaign);
        assert_int_equal(poor->point[i].state == POINT_OPEN, col->incomplete > 0);
        assert_int_equal(strncmp(poor->point[i].text, share, strlen(share)), 0);
        const struct trend_point *listed = &series(&t, SERIES_OF_LISTED, NULL)->point[i];
        const char *of = report_share(col->rateable, col->services, a);
        assert_string_equal(listed->text,
                            arena_printf(a, "%s%s", of, col->incomplete > 0 ? "…" : ""));
        assert_int_equal(listed->range != NULL, col->incomplete > 0);
    }
    campaign_close(&c);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_body, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_gaps, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_gone, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_gap_between, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_all_bodies, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_campaign, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

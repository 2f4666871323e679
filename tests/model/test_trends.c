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
#include "tests/help/small.h"

/* The text with one place of it in other words; the caller frees it. */
static char *with(const char *text, const char *was, const char *now)
{
    const char *at = strstr(text, was);
    assert_non_null(at);
    return mem_printf("%.*s%s%s", (int)(at - text), text, now, at + strlen(was));
}

/* Everything of beta, so that its figures are exact. */
static void fill(const char *file, const char *body, const char *pay, const char *level,
                 const char *ramp)
{
    struct campaign *c = small_open(file);
    small_answer(c, body, "s1", "e_level", level, NULL);
    if (strcmp(level, "none") != 0) {
        small_answer(c, body, "s1", pay, "no", NULL);
        small_answer(c, body, "s1", "e_ways", "web", NULL);
        small_answer(c, body, "s1", "u_clear", "4", NULL);
        small_answer(c, body, "s1", "u_days", "4", NULL);
        if (block_question(campaign_rubric(c, 0)->service, "u_kept"))
            small_answer(c, body, "s1", "u_kept", "no", NULL);
    }
    small_answer(c, body, "", "b_ramp", ramp, NULL);
    small_answer(c, body, "", "b_open", "9", NULL);
    campaign_close(&c);
}

/* 2016 and 2017 under one rubric, 2018 under one that differs in words and a name, 2019 under one
 * that pays other points; beta was "old" in 2016. */
static const char registry_2016[] = "body_code,body_name,service_code,service_name\n"
                                    "old,Old Board,s1,Only service\n"
                                    "alpha,Alpha Office,s1,First service\n";
static const char registry_2017[] = "body_code,body_name,service_code,service_name,previous_code\n"
                                    "beta,Beta Board,,,old\n"
                                    "beta,,s1,Only service,\n";
static void make_four(void)
{
    struct init_options o = small_options("2016", small_rubric, registry_2016);
    struct err err = {0};
    assert_true(campaign_create(small_path("2016.meyar"), &o, &err));
    fill("2016.meyar", "old", "e_pay", "half", "no");
    o = small_options("2017", small_rubric, registry_2017);
    o.previous_path = small_path("2016.meyar");
    if (!campaign_create(small_path("2017.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    fill("2017.meyar", "beta", "e_pay", "half", "yes");
    small_make("2018.meyar", "2018", small_rubric_next, "2017.meyar");
    fill("2018.meyar", "beta", "e_paid", "full", "no");
    char *other = with(small_rubric_next, "version: \"2\"", "version: \"3\"");
    char *rubric_2019 = with(other, "type: scale, min: 1, max: 5, points: 8",
                             "type: scale, min: 1, max: 5, points: 9");
    free(other);
    small_make("2019.meyar", "2019", rubric_2019, "2018.meyar");
    fill("2019.meyar", "beta", "e_paid", "full", "no");
    free(rubric_2019);
}

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
    make_four();
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
    fill("a.meyar", "beta", "e_pay", "none", "yes");
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

/* A criterion that only an earlier rubric had stands behind the others, with gaps since. */
static void test_gone(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct trends t;
    char *other = with(small_rubric, "id: house", "id: building");
    small_make("a.meyar", "2018", small_rubric, NULL);
    fill("a.meyar", "beta", "e_pay", "half", "yes");
    small_make("b.meyar", "2019", other, "a.meyar");
    struct campaign *c = small_open("b.meyar");
    assert_true(trends_body(c, 0, "beta", &t, a, &err));
    assert_string_equal(t.series[t.nseries - 1].id, "house");
    assert_int_equal(t.series[t.nseries - 1].point[0].state, POINT_EXACT);
    assert_int_equal(t.series[t.nseries - 1].point[1].state, POINT_NONE);
    assert_int_equal(series(&t, SERIES_OWN_CRITERION, "building")->point[0].state, POINT_NONE);
    /* One version, two texts: told apart by their hashes. */
    assert_true(t.column[1].broken);
    assert_string_not_equal(t.column[1].was, t.column[1].now);
    assert_non_null(strstr(t.column[1].was, "1 ("));
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
    make_four();
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
    make_four();
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
        cmocka_unit_test_setup_teardown(test_all_bodies, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_campaign, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

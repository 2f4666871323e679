/* Working days, and how far each inspector is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>
#include "model/pace.h"
#include "model/people.h"
#include "model/review.h"
#include "model/setting.h"
#include "model/change.h"
#include "model/inside.h"
#include "model/store.h"
#include "tests/help/small.h"

static int32_t day(const char *text)
{
    int32_t d;
    assert_true(date_parse(text, &d));
    return d;
}

static const char *written(int32_t d)
{
    static char text[11];
    date_format(d, text);
    return text;
}

static const struct workdays always; /* no days off */

/* Against counting them one by one, over a year, and before 1970 too. */
static void test_working_days(void **state)
{
    (void)state;
    assert_int_equal(working_days(&always, day("2019-10-14"), day("2019-10-18")),
                     5); /* Monday to Friday */
    assert_int_equal(working_days(&always, day("2019-10-12"), day("2019-10-13")), 0);
    assert_int_equal(working_days(&always, day("2019-10-15"), day("2019-10-14")), 0);
    assert_string_equal(written(working_day(&always, day("2019-10-12"), 1)), "2019-10-14");
    assert_string_equal(written(working_day(&always, day("2019-10-18"), 2)), "2019-10-21");
    for (int32_t from = day("1969-12-20"); from < day("1970-01-20"); from++) {
        int count = 0;
        for (int32_t to = from; to < from + 40; to++) {
            int one = working_days(&always, to, to);
            count += one;
            assert_int_equal(working_days(&always, from, to), count);
            if (one)
                assert_int_equal(working_day(&always, from, count), to);
        }
    }
}

/* A working day, from the words of days off alone: YYYY-MM-DD are in order as texts. */
static bool works(int32_t d, const char *const (*off)[2])
{
    bool is_off = weekday_of(d) >= 5;
    for (; (*off)[0]; off++)
        is_off =
            is_off || (strcmp((*off)[0], written(d)) <= 0 && strcmp(written(d), (*off)[1]) <= 0);
    return !is_off;
}

/* Days off in any order, overlapping, touching, at weekends: each counts once. */
static void test_days_off(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct workdays w;
    static const char *const off[][2] = {{"2026-03-20", "2026-03-26"}, {"2026-01-20", "2026-01-20"},
                                         {"2026-03-08", "2026-03-09"}, {"2026-03-23", "2026-03-30"},
                                         {"2026-03-31", "2026-03-31"}, {NULL, NULL}};
    assert_true(workdays_read("2026-03-20..2026-03-26, 2026-01-20,2026-03-08..2026-03-09 ,"
                              "2026-03-23..2026-03-30,2026-03-31",
                              &w, a, &err));
    assert_int_equal(w.noff, 3);
    assert_int_equal(w.named, 15);  /* 1, 2, and 20 to 31 March */
    assert_int_equal(w.weekend, 5); /* 8, 21, 22, 28, 29 March */
    for (int32_t from = day("2026-01-15"); from < day("2026-04-10"); from++) {
        int count = 0;
        for (int32_t to = from; to < from + 60; to++) {
            count += works(to, off);
            assert_int_equal(working_days(&w, from, to), count);
            if (works(to, off))
                assert_int_equal(working_day(&w, from, count), to);
        }
    }
    assert_true(workdays_read("0001-01-01..9999-12-31", &w, a, &err));
    assert_int_equal(working_days(&w, day("2026-01-01"), day("2026-12-31")), 0);
    assert_true(working_day(&w, day("2026-01-01"), 1) > day("9999-12-31"));
    static const char *const bad[][2] = {
        {"2026-01-20,2026-02-30", "'2026-02-30' is no day off"},
        {"2026-01-20,", "'' is no day off"},
        {"2026-01-20...2026-01-21", "is no day off"},
        {"..2026-01-21", "'..2026-01-21' is no day off"},
        {"2026-01-20 2026-01-21", "is no day off"},
        {"2026-01-20,2026-03-26..2026-03-20", "'2026-03-26..2026-03-20' ends before it begins"}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(workdays_read(bad[i][0], &w, a, &err));
        assert_int_equal(w.noff, 0);
        if (!strstr(err_text(&err), bad[i][1]))
            fail_msg("%s: %s", bad[i][0], err_text(&err));
        err_clear(&err);
    }
    assert_true(workdays_read("", &w, a, &err) && w.noff == 0);
    assert_true(workdays_read(NULL, &w, a, &err) && w.noff == 0);
    arena_free(&a);
}

/* One answer as if given on a day. */
static void on(struct campaign *c, const char *by, const char *date, const char *body,
               const char *service, const char *question, const char *value)
{
    struct err err = {0};
    char at[32];
    snprintf(at, sizeof at, "%sT08:00:00Z", date);
    struct change *t = change_begin(c, &err);
    assert_non_null(t);
    change_as(t, by, at);
    assert_int_equal(change_answer(t, body, service, question, value, NULL, &err), WRITE_DONE);
    assert_true(change_end(&t, true, &err));
}

/* Made on a Monday: alpha is Inspector A's, beta nobody's. */
static struct campaign *make(void)
{
    struct err err = {0};
    struct init_options o = small_options("2019", small_rubric, small_registry);
    o.fixed_id = "0123456789abcdef0123456789abcdef";
    o.fixed_at = "2019-10-07T06:00:00Z";
    o.writer.by = "Tester";
    if (!campaign_create(small_path("c.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    return small_open("c.meyar");
}

static void read(struct campaign *c, const char *today, struct pace *p, struct arena *a)
{
    struct err err = {0};
    if (!pace_read(c, -1, day(today), p, a, &err))
        fail_msg("%s", err_text(&err));
}

static void test_nothing_yet(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct campaign *c = make();
    struct pace p;
    struct row row;
    read(c, "2019-10-15", &p, a);
    assert_int_equal(p.end, NO_DAY);
    assert_int_equal(p.npersons, 2);
    assert_string_equal(p.person[0].name, "Inspector A");
    assert_null(p.person[1].name);
    assert_int_equal(p.person[0].nbodies, 1);
    assert_string_equal(p.person[0].body[0].code, "alpha");
    assert_true(row_get(c, 0, "alpha", "", -1, &row, a));
    assert_int_equal(p.person[0].asked, row.asked);
    assert_int_equal(p.person[0].left, row.asked);
    assert_int_equal(p.person[0].verdict, PACE_OPEN);
    assert_int_equal(p.person[0].finish, NO_DAY);
    assert_int_equal(p.total.verdict, PACE_OPEN);
    assert_true(setting_put(c, "end", "2019-10-18", &err));
    read(c, "2019-10-15", &p, a);
    assert_int_equal(p.person[0].verdict, PACE_UNKNOWN);
    assert_int_equal(p.person[0].days_left, 4); /* Tuesday to Friday */
    assert_int_equal(num_cmp(p.person[0].needed, num_frac(a, row.asked, 4)), 0);
    assert_int_equal(p.total.verdict, PACE_UNKNOWN);
    read(c, "2019-10-19", &p, a);
    assert_int_equal(p.person[0].verdict, PACE_OVER);
    assert_int_equal(p.person[0].days_left, 0);
    assert_true(num_is_none(p.person[0].needed));
    campaign_close(&c);
    arena_free(&a);
}

/* On Tuesday it is seen that Friday will be missed. */
static void test_friday(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct campaign *c = make();
    struct pace p;
    assert_true(setting_put(c, "end", "2019-10-18", &err));
    on(c, "Inspector A", "2019-10-11", "alpha", "s1", "e_level", "full"); /* Friday */
    on(c, "Inspector A", "2019-10-14", "alpha", "s1", "e_pay", "no");     /* Monday */
    on(c, "Tester", "2019-10-14", "alpha", "s1", "e_ways", "web");        /* somebody else's */
    read(c, "2019-10-15", &p, a);
    const struct pace_person *it = &p.person[0];
    assert_int_equal(it->given, 2);
    assert_string_equal(written(it->first), "2019-10-11");
    assert_int_equal(it->days, 2);
    assert_int_equal(num_cmp(it->rate, NUM_ONE), 0);
    assert_true(it->left > 6);
    assert_int_equal(it->days_left, 4);
    assert_int_equal(it->verdict, PACE_LATE);
    assert_int_equal(it->finish, working_day(&always, day("2019-10-15"), (int)it->left));
    assert_int_equal(it->late, working_days(&always, day("2019-10-19"), it->finish));
    /* Once something is given today, today is one of the days worked, and not of those left. */
    on(c, "Inspector A", "2019-10-15", "alpha", "s1", "u_clear", "4");
    read(c, "2019-10-15", &p, a);
    it = &p.person[0];
    assert_int_equal(it->days, 3);
    assert_int_equal(it->days_left, 3);
    assert_int_equal(num_cmp(it->rate, NUM_ONE), 0);
    /* A longer time is enough. */
    assert_true(setting_put(c, "end", "2019-11-29", &err));
    read(c, "2019-10-15", &p, a);
    assert_int_equal(p.person[0].verdict, PACE_IN_TIME);
    /* Nothing is foreseen beyond ten years, however many days are off. */
    assert_true(setting_put(c, "off", "2019-10-16..9999-12-31", &err));
    read(c, "2019-10-15", &p, a);
    assert_int_equal(p.person[0].finish, NO_DAY);
    assert_int_equal(p.person[0].verdict, PACE_LATE);
    assert_true(setting_put(c, "off", "", &err));
    read(c, "2019-10-15", &p, a);
    assert_int_equal(p.person[0].verdict, PACE_IN_TIME);
    assert_int_equal(p.person[0].late, -1);
    /* Nobody has beta: that can't be told, and so the whole can't. */
    assert_int_equal(p.person[1].verdict, PACE_UNKNOWN);
    assert_int_equal(p.total.verdict, PACE_UNKNOWN);
    assert_int_equal(p.total.finish, NO_DAY);
    assert_int_equal(p.total.left, p.person[0].left + p.person[1].left);
    campaign_close(&c);
    arena_free(&a);
}

/* Rows add up to the total, and that is what stands. */
static void adds_up(struct campaign *c, const struct pace *p)
{
    struct pace_person sum = {0};
    for (int i = 0; i < p->npersons; i++) {
        const struct pace_person *it = &p->person[i];
        sum.nbodies += it->nbodies;
        sum.asked += it->asked;
        sum.answered += it->answered;
        sum.left += it->left;
        sum.given += it->given;
        assert_int_equal(it->verdict == PACE_NO_BODY, it->nbodies == 0);
        assert_true(it->nbodies > 0 || it->given > 0);
    }
    assert_int_equal(sum.nbodies, p->total.nbodies);
    assert_int_equal(sum.nbodies, rows_count(c, 0, NULL));
    assert_int_equal(sum.asked, p->total.asked);
    assert_int_equal(sum.answered, p->total.answered);
    assert_int_equal(sum.left, p->total.left);
    assert_int_equal(sum.given, p->total.given);
    assert_int_equal(sum.given, db_number(c->db, -1,
                                          "SELECT count(*) FROM head WHERE camp = 0 AND"
                                          " kind = 'answer' AND coalesce(value, '') <> ''",
                                          ""));
}

static const struct pace_person *row_of(const struct pace *p, const char *name)
{
    for (int i = 0; i < p->npersons; i++)
        if (p->person[i].name ? name && strcmp(p->person[i].name, name) == 0 : !name)
            return &p->person[i];
    fail_msg("no row of %s", name ? name : "nobody");
    return NULL;
}

/* Answers of who inspects nothing have rows of their own, but in bodies that nobody inspects. */
static void test_helpers(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct campaign *c = make();
    struct pace p;
    assert_true(setting_put(c, "end", "2019-10-18", &err));
    on(c, "Inspector A", "2019-10-09", "alpha", "s1", "e_level", "full");
    on(c, "Zeynəb", "2019-10-10", "alpha", "s1", "e_pay", "no");
    on(c, "Helper", "2019-10-14", "alpha", "s1", "e_ways", "web");
    on(c, "Helper", "2019-10-11", "alpha", "s1", "u_clear", "4");
    on(c, "Helper", "2019-10-11", "beta", "s1", "u_clear", "4");
    on(c, "Inspector A", "2019-10-11", "beta", "s1", "e_level", "full");
    read(c, "2019-10-15", &p, a);
    adds_up(c, &p);
    assert_int_equal(p.npersons, 4);
    assert_string_equal(p.person[0].name, "Inspector A");
    assert_int_equal(p.person[0].given, 2);
    assert_int_equal(p.person[0].answered, 4);
    assert_null(p.person[1].name);
    assert_int_equal(p.person[1].given, 1);
    assert_int_equal(p.person[1].answered, 2);
    assert_string_equal(p.person[2].name, "Helper");
    assert_int_equal(p.person[2].given, 2);
    assert_int_equal(p.person[2].left, 0);
    assert_int_equal(p.person[2].days, 2); /* Friday and Monday */
    assert_int_equal(p.person[2].verdict, PACE_NO_BODY);
    assert_string_equal(p.person[3].name, "Zeynəb");
    assert_int_equal(p.person[3].given, 1);
    assert_int_equal(p.total.given, 6);
    /* Once beta is somebody's, what others answered there is still theirs. */
    const char *const beta[] = {"beta"};
    assert_true(people_assign(c, beta, 1, "Inspector B", &err));
    read(c, "2019-10-15", &p, a);
    adds_up(c, &p);
    assert_int_equal(p.npersons, 4);
    assert_int_equal(row_of(&p, "Inspector A")->given, 2);
    assert_int_equal(row_of(&p, "Inspector B")->given, 0);
    assert_int_equal(row_of(&p, "Inspector B")->answered, 2);
    assert_int_equal(row_of(&p, "Inspector B")->verdict, PACE_UNKNOWN);
    assert_int_equal(row_of(&p, "Helper")->given, 3);
    /* And A at B's is A's alone, whoever of them answers. */
    on(c, "Inspector B", "2019-10-14", "beta", "s1", "e_level", "half");
    read(c, "2019-10-15", &p, a);
    adds_up(c, &p);
    assert_int_equal(row_of(&p, "Inspector A")->given, 1);
    assert_int_equal(row_of(&p, "Inspector B")->given, 1);
    assert_int_equal(p.total.given, 6);
    campaign_close(&c);
    arena_free(&a);
}

/* A whole campaign, with conflicts and answers of several hands. */
static void test_demo_adds_up(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct pace p;
    small_demo(small_path("demo.meyar"));
    struct campaign *c = small_open("demo.meyar");
    read(c, "2019-04-23", &p, a);
    adds_up(c, &p);
    campaign_close(&c);
    arena_free(&a);
}

/* Clocks that lie: days before the campaign was made count as that day, later ones as today. */
static void test_clocks(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct campaign *c = make();
    struct pace p;
    on(c, "Inspector A", "1970-01-01", "alpha", "s1", "e_level", "full");
    on(c, "Inspector A", "2070-01-01", "alpha", "s1", "e_pay", "no");
    read(c, "2019-10-08", &p, a);
    assert_string_equal(written(p.person[0].first), "2019-10-07");
    assert_int_equal(p.person[0].days, 2);
    assert_int_equal(p.person[0].given, 2);
    /* What is changed counts once, what is taken back not at all; a weekend's work is a day's. */
    on(c, "Inspector A", "2019-10-08", "alpha", "s1", "e_level", "");
    on(c, "Inspector A", "2019-10-08", "alpha", "s1", "e_pay", "yes");
    on(c, "Tester", "2019-10-12", "beta", "s1", "e_level", "full");
    read(c, "2019-10-13", &p, a);
    assert_int_equal(p.person[0].given, 1);
    assert_int_equal(p.person[0].days, 4); /* Tuesday to Friday */
    assert_int_equal(p.person[1].given, 1);
    assert_int_equal(p.person[1].days, 1);
    /* Years later it is as slow as that. */
    read(c, "2039-10-13", &p, a);
    assert_int_equal(p.person[0].finish, NO_DAY);
    assert_int_equal(p.person[0].verdict, PACE_OPEN);
    campaign_close(&c);
    arena_free(&a);
}

/* Days off move the days worked, those left, what is needed, the forecast and how late it is. */
static void test_off_the_forecast(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct campaign *c = make();
    struct pace p;
    assert_true(setting_put(c, "end", "2019-10-18", &err));
    on(c, "Inspector A", "2019-10-11", "alpha", "s1", "e_level", "full"); /* Friday */
    on(c, "Inspector A", "2019-10-11", "alpha", "s1", "e_pay", "no");
    read(c, "2019-10-15", &p, a);
    int64_t left = p.person[0].left;
    assert_int_equal(p.person[0].days, 2); /* Friday, Monday */
    assert_int_equal(p.person[0].days_left, 4);
    assert_true(left > 4);
    assert_int_equal(p.person[0].verdict, PACE_LATE);
    int32_t finish = p.person[0].finish;
    int late = p.person[0].late;
    assert_true(
        setting_put(c, "off", "2019-10-14, 2019-10-17..2019-10-20,2019-10-21..2019-10-22", &err));
    read(c, "2019-10-15", &p, a);
    const struct pace_person *it = &p.person[0];
    assert_int_equal(p.work.named, 7);
    assert_int_equal(p.work.weekend, 2);
    assert_int_equal(it->left, left);
    assert_int_equal(it->days, 1);
    assert_int_equal(num_cmp(it->rate, num_int(2)), 0);
    assert_int_equal(it->days_left, 2); /* Tuesday, Wednesday */
    assert_int_equal(num_cmp(it->needed, num_frac(a, left, 2)), 0);
    assert_int_equal(it->verdict, PACE_LATE);
    assert_int_equal(it->finish, working_day(&p.work, day("2019-10-15"), (int)(left + 1) / 2));
    assert_true(it->finish > day("2019-10-22")); /* the third day of work is Wednesday's week */
    assert_int_equal(it->late, (int)(left + 1) / 2 - 2);
    /* Work done on a day off counts, its day does not. */
    on(c, "Inspector A", "2019-10-14", "alpha", "s1", "u_clear", "4");
    read(c, "2019-10-15", &p, a);
    assert_int_equal(p.person[0].days, 1);
    assert_int_equal(num_cmp(p.person[0].rate, num_int(3)), 0);
    on(c, "Inspector A", "2019-10-14", "alpha", "s1", "u_clear", "");
    assert_true(setting_put(c, "off", "", &err));
    read(c, "2019-10-15", &p, a);
    assert_null(p.off);
    assert_int_equal(p.person[0].finish, finish);
    assert_int_equal(p.person[0].late, late);
    campaign_close(&c);
    arena_free(&a);
}

/* What another laptop stored and is none sets nothing, as with the end. */
static void test_off_from_elsewhere(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct campaign *c = make();
    struct pace p;
    struct slot slot = {"setting", "", "", "off", ""};
    struct change *t = change_begin(c, &err);
    json_t *payload = json_object();
    json_object_set_new(payload, "value", json_string("2019-10-14,soon"));
    assert_true(change_put(t, &slot, payload));
    assert_true(change_end(&t, true, &err));
    read(c, "2019-10-15", &p, a);
    assert_int_equal(p.work.noff, 0);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

/* What is handed in waits for nobody's answers. */
static void test_handed_in(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct campaign *c = make();
    struct pace p;
    assert_true(setting_put(c, "end", "2019-10-18", &err));
    assert_true(setting_put(c, "off", "2019-12-31..2020-01-02", &err));
    if (!review_set(c, "alpha", REVIEW_HANDED_IN, "The site was closed", &err))
        fail_msg("%s", err_text(&err));
    read(c, "2019-10-15", &p, a);
    assert_int_equal(p.person[0].left, 0);
    assert_true(p.person[0].answered < p.person[0].asked);
    assert_int_equal(p.person[0].verdict, PACE_DONE);
    assert_int_equal(p.person[0].states[REVIEW_HANDED_IN], 1);
    struct buf out = {0};
    pace_json(&p, &out, a);
    json_t *json = json_loads(out.s, 0, NULL);
    assert_non_null(json);
    assert_string_equal(json_string_value(json_object_get(json, "end")), "2019-10-18");
    json_t *off = json_array_get(json_object_get(json, "off"), 0);
    assert_string_equal(json_string_value(json_object_get(off, "from")), "2019-12-31");
    assert_string_equal(json_string_value(json_object_get(off, "to")), "2020-01-02");
    json_t *first = json_array_get(json_object_get(json, "inspectors"), 0);
    assert_string_equal(json_string_value(json_object_get(first, "verdict")), "done");
    assert_true(json_is_null(json_object_get(first, "finish")));
    assert_int_equal(json_array_size(json_object_get(first, "bodies")), 1);
    json_decref(json);
    buf_free(&out);
    campaign_close(&c);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_working_days),
        cmocka_unit_test(test_days_off),
        cmocka_unit_test_setup_teardown(test_nothing_yet, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_friday, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_helpers, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_demo_adds_up, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_clocks, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_off_the_forecast, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_off_from_elsewhere, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_handed_in, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* meyar trends and meyar progress, as a user runs them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>
#include "tests/help/program.h"
#include "tests/help/small.h"

static void ends(const struct ran *r, int status, const char *out, const char *err)
{
    if (r->status != status || (out && !strstr(r->out, out)) || (err && !strstr(r->err, err)))
        fail_msg("status %d, expected %d\n-- out, expected '%s'\n%s\n-- err, expected '%s'\n%s",
                 r->status, status, out ? out : "", r->out, err ? err : "", r->err);
}

static json_t *parsed(const struct ran *r)
{
    json_t *json = json_loads(r->out, 0, NULL);
    if (!json)
        fail_msg("no JSON: %.200s", r->out);
    return json;
}

static void trends_of_the_demo(void **state)
{
    (void)state;
    small_demo("d.meyar");
    /* Published totals, marked so, then the campaigns. */
    ends(meyar("trends", "d.meyar", NULL), 0, "2013*  2014*  2015*  2016*  2017*  2018", "");
    ends(meyar("trends", "d.meyar", NULL), 0,
         "* from published totals · … not finished: as it stands\n", "");
    ends(meyar("trends", "d.meyar", NULL), 0, "Code  Body, largest fall first", "");
    ends(meyar("trends", "d.meyar", "TEH", NULL), 0, "67.1  64.3   ▼ 2.8\n", "");
    ends(meyar("trends", "d.meyar", "TEH", "--campaign", "2018", NULL), 0, "2018  Change\n", "");
    ends(meyar("trends", "d.meyar", "TEX", NULL), 1, "", "TEH");
    ends(meyar("trends", "d.meyar", "TEH", "--campaign", "2011", NULL), 1, "", "2011");
    ends(meyar("trends", NULL), 2, "", "meyar trends FILE");
    json_t *all = parsed(meyar("trends", "d.meyar", "--json", NULL));
    json_t *shares = json_object_get(all, "campaign"), *bodies = json_object_get(all, "bodies");
    assert_int_equal(json_array_size(json_object_get(shares, "columns")), 7);
    assert_int_equal(json_array_size(json_object_get(bodies, "series")), 29);
    json_decref(all);
}

static void a_break_between_versions(void **state)
{
    (void)state;
    size_t n;
    char *rubric = read_file(program_source("config/rubrics/az_eservice.yaml"), &n);
    char *version = strstr(rubric, "version: \"2018.1\"");
    assert_non_null(version);
    memcpy(strstr(version, "2018.1"), "2020.1", 6);
    write_text("new.yaml", rubric);
    free(rubric);
    small_demo("d.meyar");
    write_text("new.csv", "body_code,body_name,service_code,service_name,previous_code\n"
                          "EDU,Education,,,TEH\nEDU,,0101,One,\n");
    ends(meyar("init", "n.meyar", "--rubric", "new.yaml", "--registry", "new.csv", "--campaign",
               "2020", "--previous", "d.meyar", NULL),
         0, "", "");
    ends(meyar("trends", "n.meyar", "EDU", NULL), 0, "67.1  64.3  ┊", "");
    ends(meyar("trends", "n.meyar", "EDU", NULL), 0,
         "2019 → 2020: rubric 2018.1 → 2020.1: scores stay comparable\n", "");
    json_t *json = parsed(meyar("trends", "n.meyar", "EDU", "--json", NULL));
    json_t *last = json_array_get(json_object_get(json, "columns"), 2);
    json_t *gap = json_object_get(last, "break");
    assert_string_equal(json_string_value(json_object_get(gap, "from")), "2018.1");
    assert_true(json_is_true(json_object_get(gap, "comparable")));
    json_decref(json);
}

static void progress_against_an_end(void **state)
{
    (void)state;
    small_demo("d.meyar");
    ends(meyar("progress", "d.meyar", NULL), 0, "meyar set FILE end=YYYY-MM-DD", "");
    ends(meyar("progress", "d.meyar", NULL), 0, "Days: Monday to Friday", "");
    ends(meyar("set", "d.meyar", "end=2019-04-26", "--by", "Leyla", NULL), 0, "", "");
    ends(meyar("progress", "d.meyar", NULL), 0, "The end is Fri 2019-04-26; today is ", "");
    ends(meyar("progress", "d.meyar", NULL), 0, "end has passed", "");
    json_t *json = parsed(meyar("progress", "d.meyar", "--json", "--read-only", NULL));
    json_t *list = json_object_get(json, "inspectors"), *total = json_object_get(json, "total");
    assert_int_equal(json_array_size(list), 5);
    assert_string_equal(json_string_value(json_object_get(json, "end")), "2019-04-26");
    assert_string_equal(json_string_value(json_object_get(total, "verdict")), "over");
    int64_t left = 0;
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one) left += json_integer_value(json_object_get(one, "left"));
    assert_int_equal(left, json_integer_value(json_object_get(total, "left")));
    json_decref(json);
    ends(meyar("set", "d.meyar", "off=2019-04-24,soon", "--by", "Leyla", NULL), 1, "",
         "'soon' is no day off");
    ends(meyar("set", "d.meyar", "off=2026-01-20,2026-03-20..2026-03-26", "--by", "Leyla", NULL), 0,
         "", "");
    ends(meyar("set", "d.meyar", NULL), 0, "off  2026-01-20,2026-03-20..2026-03-26  the days off",
         "");
    ends(meyar("progress", "d.meyar", NULL), 0,
         "Days: Monday to Friday without 8 days off (2 at weekends);", "");
    ends(meyar("verify", "d.meyar", NULL), 0, "", "");
    ends(meyar("progress", "d.meyar", "TEH", NULL), 2, "", "meyar progress FILE");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(trends_of_the_demo, program_enter, program_leave),
        cmocka_unit_test_setup_teardown(a_break_between_versions, program_enter, program_leave),
        cmocka_unit_test_setup_teardown(progress_against_an_end, program_enter, program_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

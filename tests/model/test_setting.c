/* What a campaign is set to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/setting.h"
#include "tests/help/small.h"

static void put(struct campaign *c, const char *name, const char *value, const char *refused)
{
    struct err err = {0};
    bool done = setting_put(c, name, value, &err);
    if (done != !refused || (refused && !strstr(err_text(&err), refused)))
        fail_msg("%s=%s: %s", name, value, err_text(&err));
    err_clear(&err);
}

static void the_end_is_a_day(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    assert_null(setting_get(c, "end", a));
    put(c, "end", "", "is set so already");
    put(c, "end", "2019-02-30", "is no day");
    put(c, "ends", "2019-02-28", "did you mean 'end'");
    put(c, "colour", "red", "has no setting 'colour'");
    put(c, "end", "2019-02-28", NULL);
    put(c, "end", "2019-02-28", "is set so already");
    assert_string_equal(setting_get(c, "end", a), "2019-02-28");
    put(c, "end", "", NULL);
    assert_null(setting_get(c, "end", a));
    put(c, "end", "2020-02-29", NULL);
    assert_true(small_clean(c));
    campaign_close(&c);
    setenv("MEYAR_BY", "Somebody else", 1);
    c = small_open("a.meyar");
    put(c, "end", "2019-03-01", "Only a supervisor");
    assert_string_equal(setting_get(c, "end", a), "2020-02-29");
    arena_free(&a);
    campaign_close(&c);
}

/* Kept as they were typed; a new value takes the place of the old one. */
static void days_off(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    put(c, "off", "2026-01-20,2026-02-30..2026-03-01", "'2026-02-30..2026-03-01' is no day off");
    put(c, "off", "2026-03-26..2026-03-20", "'2026-03-26..2026-03-20' ends before it begins");
    assert_null(setting_get(c, "off", a));
    put(c, "off", "2026-01-20,2026-03-20..2026-03-26", NULL);
    put(c, "off", "2026-01-20,2026-03-20..2026-03-26", "is set so already");
    put(c, "end", "2026-05-29", NULL);
    assert_string_equal(setting_get(c, "off", a), "2026-01-20,2026-03-20..2026-03-26");
    put(c, "off", "2026-01-20", NULL);
    assert_string_equal(setting_get(c, "off", a), "2026-01-20");
    put(c, "off", "", NULL);
    assert_null(setting_get(c, "off", a));
    assert_string_equal(setting_get(c, "end", a), "2026-05-29");
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_end_is_a_day, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(days_off, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

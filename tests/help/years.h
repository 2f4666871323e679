/* A file that holds four campaigns, for tests of trends. */
#ifndef TESTS_HELP_YEARS_H
#define TESTS_HELP_YEARS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "tests/help/small.h"

/* The text with one place of it in other words; the caller frees it. */
static inline char *years_with(const char *text, const char *was, const char *now)
{
    const char *at = strstr(text, was);
    assert_non_null(at);
    return mem_printf("%.*s%s%s", (int)(at - text), text, now, at + strlen(was));
}

/* Everything of beta, so that its figures are exact. */
static inline void years_fill(const char *file, const char *body, const char *pay,
                              const char *level, const char *ramp)
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
static inline void years_make(void)
{
    struct init_options o = small_options("2016", small_rubric, registry_2016);
    struct err err = {0};
    assert_true(campaign_create(small_path("2016.meyar"), &o, &err));
    years_fill("2016.meyar", "old", "e_pay", "half", "no");
    o = small_options("2017", small_rubric, registry_2017);
    o.previous_path = small_path("2016.meyar");
    if (!campaign_create(small_path("2017.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    years_fill("2017.meyar", "beta", "e_pay", "half", "yes");
    small_make("2018.meyar", "2018", small_rubric_next, "2017.meyar");
    years_fill("2018.meyar", "beta", "e_paid", "full", "no");
    char *other = years_with(small_rubric_next, "version: \"2\"", "version: \"3\"");
    char *rubric_2019 = years_with(other, "type: scale, min: 1, max: 5, points: 8",
                                   "type: scale, min: 1, max: 5, points: 9");
    free(other);
    small_make("2019.meyar", "2019", rubric_2019, "2018.meyar");
    years_fill("2019.meyar", "beta", "e_paid", "full", "no");
    free(rubric_2019);
}

#endif

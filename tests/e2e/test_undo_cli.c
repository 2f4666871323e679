/* meyar undo, as a user runs it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "tests/help/program.h"
#include "tests/help/small.h"

static void ends(const struct ran *r, int status, const char *out, const char *err)
{
    if (r->status != status || (out && !strstr(r->out, out)) || (err && !strstr(r->err, err)))
        fail_msg("status %d, expected %d\n-- out, expected '%s'\n%s\n-- err, expected '%s'\n%s",
                 r->status, status, out ? out : "", r->out, err ? err : "", r->err);
}

static void make_campaign(void)
{
    write_text("small.yaml", small_rubric);
    write_text("small.csv", small_registry);
    ends(meyar("init", "a.meyar", "--rubric", "small.yaml", "--registry", "small.csv", "--campaign",
               "2019", NULL),
         0, "", "");
}

static void answers_go_back_and_come_again(void **state)
{
    (void)state;
    make_campaign();
    ends(meyar("undo", "a.meyar", NULL), 1, "", "There is nothing to undo");
    ends(meyar("answer", "a.meyar", "alpha/s1", "e_level=half", NULL), 0, "", "");
    ends(meyar("answer", "a.meyar", "alpha/s1", "e_level=full", "e_pay=no", NULL), 0, "", "");
    ends(meyar("undo", "a.meyar", NULL), 0, "Undone: First service: 2 answers\n", "");
    ends(meyar("undo", "a.meyar", NULL), 0, "Undone: First service, Level?: Half → not answered\n",
         "");
    ends(meyar("undo", "a.meyar", NULL), 1, "", "There is nothing to undo");
    ends(meyar("undo", "a.meyar", "--redo", NULL), 0,
         "Redone: First service, Level?: not answered → Half\n", "");
    ends(meyar("answers", "a.meyar", NULL), 0, "alpha,s1,e_level,half,", "");
    ends(meyar("undo", "a.meyar", "--redo", NULL), 0, "Redone: First service: 2 answers\n", "");
    ends(meyar("undo", "a.meyar", "--redo", NULL), 1, "", "There is nothing to redo");
    ends(meyar("history", "a.meyar", "alpha/s1", "e_level", NULL), 0, "(undone or redone)", "");
    ends(meyar("history", "a.meyar", "alpha/s1", "e_pay", "--json", NULL), 0, "\"via\":\"undo\"",
         "");
    ends(meyar("verify", "a.meyar", NULL), 0, "ok: ", "");
    ends(meyar("undo", "a.meyar", "--read-only", NULL), 3, "", "--read-only was asked for");
    ends(meyar("undo", NULL), 2, "", "");
}

static void an_import_goes_back_whole(void **state)
{
    (void)state;
    make_campaign();
    write_text("more.csv", "body_code,body_name,service_code,service_name\n"
                           "gamma,Gamma,,\ngamma,,s1,One\n");
    write_text("answers.csv", "body,service,question,value,note\n"
                              "gamma,s1,u_days,4,\nalpha,s1,u_days,3,\n");
    ends(meyar("import", "a.meyar", "--registry", "more.csv", NULL), 0, "", "2 added");
    ends(meyar("import", "a.meyar", "--answers", "answers.csv", NULL), 0, "", "2 rows");
    ends(meyar("undo", "a.meyar", NULL), 0, "Undone: import, 2 answers\n", "");
    ends(meyar("undo", "a.meyar", NULL), 0, "Undone: import, 2 entries\n", "");
    ends(meyar("score", "a.meyar", "gamma", NULL), 1, "", "no body 'gamma'");
    ends(meyar("verify", "a.meyar", NULL), 0, "ok: ", "");
    ends(meyar("undo", "a.meyar", "--redo", NULL), 0, "Redone: import, 2 entries\n", "");
    ends(meyar("score", "a.meyar", "gamma", NULL), 0, "Gamma", "");
    ends(meyar("verify", "a.meyar", NULL), 0, "ok: ", "");
}

/* Another laptop has nothing of its own in the file. */
static void only_ones_own(void **state)
{
    (void)state;
    make_campaign();
    ends(meyar("answer", "a.meyar", "alpha/s1", "e_level=half", NULL), 0, "", "");
    char elsewhere[512];
    snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", getenv("HOME"));
    setenv("XDG_STATE_HOME", elsewhere, 1);
    ends(meyar("undo", "a.meyar", NULL), 1, "", "There is nothing to undo");
    ends(meyar("answers", "a.meyar", NULL), 0, "alpha,s1,e_level,half,", "");
}

#define RUN(test) cmocka_unit_test_setup_teardown(test, program_enter, program_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {RUN(answers_go_back_and_come_again),
                                       RUN(an_import_goes_back_whole), RUN(only_ones_own)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

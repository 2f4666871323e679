/* The settings as commands take them: who does it, what is in force, what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "tests/help/program.h"
#include "tests/help/small.h"

static void settings(const char *yaml)
{
    mkdir(".config", 0700);
    mkdir(".config/meyar", 0700);
    write_text(".config/meyar/settings.yaml", yaml);
}

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
         0, NULL, NULL);
}

/* Answers anew, and gives who is said to have done it. */
static void answered_by(const char *value, const char *option, const char *name, const char *by)
{
    char answer[64], wanted[128];

    snprintf(answer, sizeof answer, "e_level=%s", value);
    ends(meyar("answer", "a.meyar", "alpha/s1", answer, option, name, NULL), 0, NULL, NULL);
    snprintf(wanted, sizeof wanted, ",%s,", by);
    ends(meyar("answers", "a.meyar", "alpha/s1", "--who", NULL), 0, wanted, NULL);
}

/* --by, then $MEYAR_BY, then the settings, then the login name. */
static void who_does_it(void **state)
{
    (void)state;
    make_campaign();
    settings("by: From The Settings\n");
    setenv("LOGNAME", "login", 1);
    answered_by("half", "--by", "From The Option", "From The Option");
    answered_by("none", NULL, NULL, "Tester");
    unsetenv("MEYAR_BY");
    answered_by("half", NULL, NULL, "From The Settings");
    answered_by("none", "--by", "From The Option", "From The Option");
    settings("theme: dark\n");
    answered_by("half", NULL, NULL, "login");
    setenv("MEYAR_BY", "Tester", 1);
}

/* Only who would have taken a name from the settings is told that they have faults. */
static void faults_do_not_stop_commands(void **state)
{
    (void)state;
    make_campaign();
    settings("by: [A]\nthem: dark\n");
    const struct ran *r = meyar("answer", "a.meyar", "alpha/s1", "e_level=half", NULL);
    ends(r, 0, NULL, NULL);
    assert_null(strstr(r->err, "settings.yaml"));
    unsetenv("MEYAR_BY");
    r = meyar("score", "a.meyar", NULL);
    ends(r, 0, NULL, NULL);
    assert_null(strstr(r->err, "settings.yaml"));
    ends(meyar("answer", "a.meyar", "alpha/s1", "e_level=none", NULL), 0, NULL,
         "settings.yaml has faults and names nobody");
    r = meyar("answer", "a.meyar", "alpha/s1", "e_level=half", "--by", "B", NULL);
    ends(r, 0, NULL, NULL);
    assert_null(strstr(r->err, "settings.yaml"));
    setenv("MEYAR_BY", "Tester", 1);
}

static void what_is_in_force(void **state)
{
    (void)state;
    ends(meyar("settings", NULL), 0, "settings.yaml (not there)", NULL);
    ends(meyar("settings", NULL), 0, "mouse: on\n", NULL);
    settings("theme: dark\nmouse: off\nkeys:\n  note: F5\n");
    ends(meyar("settings", NULL), 0, "theme: dark\n", NULL);
    ends(meyar("settings", NULL), 0, "mouse: off\n", NULL);
    ends(meyar("settings", NULL), 0, "keys:\n  note: F5\n", NULL);
    settings("theme: drak\ndigits: go_on\nkeys:\n  note: [F5, Ctrl-C]\n  nte: x\n");
    const struct ran *r = meyar("settings", NULL);
    ends(r, 1, "digits: go_on\n", ".config/meyar/settings.yaml:1:8: error: unknown theme 'drak'");
    ends(r, 1, "  note: F5\n", "settings.yaml:4:14: error: Ctrl-C");
    ends(r, 1, "theme: default\n", "settings.yaml:5:3: error: unknown action 'nte'");
    /* What is no file, or can't be read. */
    ends(meyar("help", NULL), 0, NULL, NULL);
    remove(".config/meyar/settings.yaml");
    mkdir(".config/meyar/settings.yaml", 0700);
    ends(meyar("settings", NULL), 1, "theme: default\n", "settings.yaml");
    ends(meyar("help", NULL), 0, NULL, NULL);
}

/* The example, as it is given, is a file of settings without a fault. */
static void the_example(void **state)
{
    (void)state;
    char *example = strdup(meyar("settings", "--example", NULL)->out);
    assert_non_null(strstr(example, "\n#theme: default\n"));
    assert_non_null(strstr(example, "\n# next-open (n) "));
    settings(example);
    free(example);
    ends(meyar("settings", NULL), 0, "by: -\n", NULL);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, program_enter, program_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(who_does_it),
        TEST(faults_do_not_stop_commands),
        TEST(what_is_in_force),
        TEST(the_example),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

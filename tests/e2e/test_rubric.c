/* meyar rubric, answers --aside and what an import of a registry tells, as a user runs them; and a
 * rubric moved on screen, in a terminal. */
#include <string.h>
#include "tests/e2e/office.h"
#include "tests/help/program.h"

static void ends(const struct ran *r, int status, const char *out, const char *err)
{
    if (r->status != status || (out && !strstr(r->out, out)) || (err && !strstr(r->err, err)))
        fail_msg("status %d, expected %d\n-- out, expected '%s'\n%s\n-- err, expected '%s'\n%s",
                 r->status, status, out ? out : "", r->out, err ? err : "", r->err);
}

static void make_campaign(void)
{
    write_text("small.yaml", small_rubric);
    write_text("next.yaml", small_rubric_next);
    write_text("small.csv", small_registry);
    setenv("MEYAR_BY", "boss", 1);
    ends(meyar("init", "a.meyar", "--rubric", "small.yaml", "--registry", "small.csv", "--campaign",
               "2019", NULL),
         0, "", "");
    ends(meyar("answer", "a.meyar", "alpha/s1", "e_level=full", "e_pay=yes", NULL), 0, "", "");
}

static void moved_there_and_back(void **state)
{
    (void)state;
    make_campaign();
    char *before = mem_dup(meyar("dump", "a.meyar", NULL)->out);
    char *figures = mem_dup(meyar("score", "a.meyar", "--json", NULL)->out);
    ends(meyar("rubric", "a.meyar", NULL), 2, "", "needs --to");
    ends(meyar("rubric", "a.meyar", "--to", "none.yaml", NULL), 3, "", "none.yaml");
    ends(meyar("rubric", "a.meyar", "--to", "small.csv", NULL), 1, "", "small.csv:1");
    ends(meyar("rubric", "a.meyar", "--to", "small.yaml", NULL), 1, "", "has this rubric already");
    ends(meyar("rubric", "a.meyar", "--to", "next.yaml", NULL), 0,
         "small: version 1 → 2\nWhat changes, of 6 bodies and services: 0\n"
         "Scores stay comparable: nothing that bears on them differs.\n"
         "Other differences: question e_pay is now e_paid.\n"
         "2 answers are carried over, 1 of them under another id\n",
         "nothing was changed; --apply does it");
    ends(meyar("rubric", "a.meyar", "--to", "next.yaml", "--json", "--read-only", NULL), 0,
         "\"comparable\":true,\"differences\":[{\"kind\":\"question_renamed\",\"block\":"
         "\"service\",\"id\":\"e_paid\",\"old_id\":\"e_pay\",\"bears\":false}]",
         "");
    assert_string_equal(meyar("dump", "a.meyar", NULL)->out, before);
    ends(meyar("rubric", "a.meyar", "--to", "next.yaml", "--apply", "--by", "Somebody", NULL), 1,
         "", "Only a supervisor");
    ends(meyar("rubric", "a.meyar", "--to", "next.yaml", "--apply", NULL), 0, "version 1 → 2",
         "the campaign has version 2 now");
    ends(meyar("answers", "a.meyar", NULL), 0, "alpha,s1,e_paid,yes,", "");
    ends(meyar("undo", "a.meyar", NULL), 1, "", "move it back to the old one");
    ends(meyar("answer", "a.meyar", "alpha/s1", "e_paid=no", NULL), 0, "", "");
    ends(meyar("answers", "a.meyar", "--aside", NULL), 0, "", "nothing is kept aside");
    ends(meyar("verify", "a.meyar", NULL), 0, "ok: ", "");
    ends(meyar("rubric", "a.meyar", "--to", "small.yaml", "--apply", NULL), 0,
         "Kept aside: 1\n  alpha/s1  e_paid = no  (boss, ", "");
    ends(meyar("answers", "a.meyar", "--aside", NULL), 0, "the rubric has no such question", "");
    ends(meyar("answers", "a.meyar", "--aside", "--format", "json", NULL), 0,
         "[{\"why\":\"question\",\"body\":\"alpha\",\"service\":\"s1\"", "");
    ends(meyar("answers", "a.meyar", "alpha", "--aside", NULL), 2, "", "--aside");
    ends(meyar("verify", "a.meyar", NULL), 0, "ok: ", "");
    free(before);
    free(figures);
}

static void an_import_names_what_it_changes(void **state)
{
    (void)state;
    make_campaign();
    write_text("more.csv", "body_code,body_name,service_code,service_name,service_state,"
                           "state_reason\nalpha,Alpha Office,s1,Renamed,stopped,Moved\n"
                           "gamma,Gamma,g1,One,,\n");
    ends(meyar("import", "a.meyar", "--registry", "more.csv", "--dry-run", NULL), 0,
         "~ alpha/s1  Renamed: service_name, service_state, state_reason\n+ gamma  Gamma\n"
         "+ gamma/g1  One\n",
         "2 would be added, 1 changed; nothing was changed");
    ends(meyar("import", "a.meyar", "--registry", "more.csv", NULL), 0, "+ gamma/g1  One\n",
         "2 added, 1 changed");
    ends(meyar("import", "a.meyar", "--registry", "more.csv", NULL), 0, "", "0 added, 0 changed");
    ends(meyar("verify", "a.meyar", NULL), 0, "ok: ", "");
}

static void moved_on_screen(void **state)
{
    (void)state;
    struct buf b = {0};
    FILE *f = fopen("tests/tui/data/rubric.yaml", "r");
    char line[4096];
    while (fgets(line, sizeof line, f))
        buf_add(&b, strncmp(line, "version:", 8) == 0 ? "version: \"2\"\n" : line);
    fclose(f);
    f = fopen(small_path("two.yaml"), "w");
    fputs(b.s, f);
    fclose(f);
    buf_free(&b);
    setenv("MEYAR_BY", "Inspector A", 1);
    struct pty *p = office_run(24, 80, NULL);
    office_level(p);
    pty_keys(p, ":rubric: move\r");
    office_expect(p, "Rubric to move to");
    pty_keys(p, small_path("two.yaml"));
    office_expect(p, "two.yaml");
    pty_keys(p, "\r");
    office_expect(p, "Version 1 ");
    pty_keys(p, "\r");
    office_expect(p, "Nothing is done yet");
    pty_keys(p, "Y");
    office_expect(p, "version 2 now");
    office_expect(p, "question 1 of 10");
    office_leave(&p, "qqq");
    p = office_run(24, 80, NULL);
    office_level(p);
    office_leave(&p, "qqq");
    struct err err = {0};
    struct campaign *c = campaign_open(small_path("2019.meyar"), OPEN_READ_ONLY, NULL, &err);
    assert_string_equal(campaign_rubric(c, 0)->version, "2");
    assert_true(small_clean(c));
    campaign_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(moved_there_and_back, program_enter, program_leave),
        cmocka_unit_test_setup_teardown(an_import_names_what_it_changes, program_enter,
                                        program_leave),
        cmocka_unit_test_setup_teardown(moved_on_screen, office_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

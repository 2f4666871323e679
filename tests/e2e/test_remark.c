/* Remarks in the real program: by command, on the screens, and from laptop to laptop. */
#include "tests/e2e/office.h"

#include <string.h>
#include "tests/help/program.h"

static void ends(const struct ran *r, int status, const char *out, const char *err)
{
    if (r->status != status || (out && !strstr(r->out, out)) || (err && !strstr(r->err, err))) {
        fail_msg("status %d, expected %d\n-- out, expected '%s'\n%s\n-- err, expected '%s'\n%s",
                 r->status, status, out ? out : "", r->out, err ? err : "", r->err);
    }
}

static void make_campaign(void)
{
    write_text("small.yaml", small_rubric);
    write_text("small.csv", small_registry);
    ends(meyar("init", "a.meyar", "--rubric", "small.yaml", "--registry", "small.csv", "--campaign",
               "2019", "--by", "Boss", NULL),
         0, "", "");
}

/* Writes one, and gives the id that was printed. */
static const char *written(void)
{
    static char id[33];
    const struct ran *r = meyar("remark", "a.meyar", "alpha/s1", "e_pay", "--text",
                                "Is that so?\nBy card?", "--by", "Boss", NULL);
    ends(r, 0, "", "");
    assert_int_equal(strlen(r->out), 33);
    snprintf(id, sizeof id, "%.32s", r->out);
    return id;
}

static void by_command(void **state)
{
    (void)state;
    make_campaign();
    const char *id = written();
    char start[9];
    snprintf(start, sizeof start, "%s", id);
    ends(meyar("remark", "a.meyar", NULL), 0,
         "Boss  alpha/s1 e_pay\n    Is that so?\n    By card?\n", "");
    ends(meyar("remark", "a.meyar", "alpha", NULL), 0, start, "");
    const struct ran *none = meyar("remark", "a.meyar", "beta", NULL);
    ends(none, 0, "", "");
    assert_int_equal(none->nout, 0);
    ends(
        meyar("remark", "a.meyar", "--answer", start, "--text", "Yes", "--by", "Inspector A", NULL),
        0, "", "the answer is stored");
    ends(meyar("remark", "a.meyar", "--settle", start, "--by", "Inspector A", NULL), 1, "",
         "Who wrote it settles it");
    ends(meyar("remark", "a.meyar", "alpha/s1", "e_pay", "--json", NULL), 0,
         "\"state\":\"answered\",\"waits\":true", "");
    ends(meyar("remark", "a.meyar", "--settle", id, "--by", "Boss", NULL), 0, "", "it is settled");
    none = meyar("remark", "a.meyar", NULL);
    assert_int_equal(none->nout, 0);
    ends(meyar("remark", "a.meyar", "--all", NULL), 0, "settled: Boss, ", "");
    ends(meyar("remark", "a.meyar", "--open", start, "--by", "Boss", NULL), 0, "",
         "it is open again");
    ends(meyar("remark", "a.meyar", NULL), 0, "answer, Inspector A, ", "");
    ends(meyar("verify", "a.meyar", NULL), 0, "ok: ", "");
}

static void refused(void **state)
{
    (void)state;
    make_campaign();
    ends(meyar("remark", NULL), 2, "", "usage: meyar remark FILE");
    ends(meyar("remark", "a.meyar", "--text", "x", NULL), 2, "", "needs the BODY");
    ends(meyar("remark", "a.meyar", "--answer", "ab", NULL), 2, "", "--answer needs --text");
    ends(meyar("remark", "a.meyar", "--settle", "ab", "--open", "ab", NULL), 2, "", "one of");
    ends(meyar("remark", "a.meyar", "alpha", "--settle", "ab", NULL), 2, "", "no BODY");
    ends(meyar("remark", "a.meyar", "alpha", "--text", "x", "--json", NULL), 2, "", "listing");
    ends(meyar("remark", "a.meyar", "--settle", "ab", NULL), 1, "", "No remark's id begins");
    ends(meyar("remark", "a.meyar", "gamma", NULL), 1, "", "gamma");
    ends(meyar("remark", "a.meyar", "alpha/s1", "nope", NULL), 1, "", "nope");
    ends(meyar("remark", "a.meyar", "alpha/s1", "nope", "--text", "x", NULL), 1, "", "nope");
    ends(meyar("remark", "a.meyar", "alpha", "--text", " ", NULL), 1, "", "needs a text");
    ends(meyar("remark", "a.meyar", "alpha", "--text", "x", "--read-only", NULL), 3, "",
         "--read-only was asked for");
    ends(meyar("remark", "b.meyar", NULL), 3, "", "b.meyar");
}

/* Out with a bundle, answered there, and back again. */
static void from_laptop_to_laptop(void **state)
{
    (void)state;
    make_campaign();
    size_t n;
    char *bytes = read_file("a.meyar", &n);
    write_file("b.meyar", bytes, n);
    char start[9], elsewhere[512];
    snprintf(start, sizeof start, "%s", written());
    snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", getenv("HOME"));
    ends(meyar("export", "a.meyar", "-o", "out.bundle", NULL), 0, "", "");
    setenv("XDG_STATE_HOME", elsewhere, 1);
    ends(meyar("merge", "b.meyar", "out.bundle", NULL), 0, "", "");
    ends(meyar("remark", "b.meyar", "--answer", start, "--text", "Only cash", "--by", "Inspector A",
               NULL),
         0, "", "");
    ends(meyar("export", "b.meyar", "-o", "back.bundle", NULL), 0, "", "");
    unsetenv("XDG_STATE_HOME");
    ends(meyar("merge", "a.meyar", "back.bundle", NULL), 0, "", "");
    ends(meyar("remark", "a.meyar", NULL), 0, "Only cash", "");
    ends(meyar("verify", "a.meyar", NULL), 0, "ok: ", "");
    free(bytes);
}

static void on_the_screens(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_level(p);
    pty_keys(p, "m");
    office_expect(p, "No remark here yet.");
    pty_keys(p, "\r");
    office_expect(p, "Esc stores it");
    pty_keys(p, "Can it not be sent?");
    office_expect(p, "Can it not be sent?");
    pty_keys(p, "\033");
    office_expect(p, "The remark is stored.");
    office_kill(&p);

    p = office_run(24, 80, NULL);
    office_expect(p, "question 1 of 10");
    office_expect(p, "Remark   Can it not be sent?");
    pty_keys(p, "m\r");
    office_expect(p, "Answer to the remark");
    pty_keys(p, "By post only\033");
    office_expect(p, "Answered.");
    pty_keys(p, "d");
    office_expect(p, "Settled: it is kept");
    pty_keys(p, "\033");
    office_expect(p, "settled)");
    office_kill(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(by_command, program_enter, program_leave),
        cmocka_unit_test_setup_teardown(refused, program_enter, program_leave),
        cmocka_unit_test_setup_teardown(from_laptop_to_laptop, program_enter, program_leave),
        cmocka_unit_test_setup_teardown(on_the_screens, office_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

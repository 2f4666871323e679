/* Two laptops' files come together; what differs is gone through by keyboard and by command, and
 * goes back to both. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "tests/e2e/pty.h"
#include "tests/help/program.h"

static void ok(const struct ran *r)
{
    if (r->status != 0) {
        fail_msg("%d: %s", r->status, r->err);
    }
}

static void answer(const char *file, const char *by, const char *where, const char *what,
                   const char *note)
{
    ok(note ? meyar("answer", file, where, what, "--by", by, "--note", note, NULL)
            : meyar("answer", file, where, what, "--by", by, NULL));
}

static void copy(const char *from, const char *to)
{
    size_t n;
    char *bytes = read_file(from, &n);
    write_file(to, bytes, n);
    free(bytes);
}

/* The office's file, and what two laptops made of their copies, taken in again: four conflicts. */
static void hand_in(void)
{
    char *rubric = strdup(program_source("tests/tui/data/rubric.yaml"));
    char *registry = strdup(program_source("tests/tui/data/registry.csv"));
    ok(meyar("init", "office.meyar", "--rubric", rubric, "--registry", registry, "--campaign",
             "2019", "--by", "boss", NULL));
    answer("office.meyar", "boss", "MOT/T2", "found=yes", NULL);
    copy("office.meyar", "a.meyar");
    copy("office.meyar", "b.meyar");
    answer("a.meyar", "Aytən", "MOE", "ramp=yes", NULL);
    answer("a.meyar", "Aytən", "MOT/T2", "level=sent", "Seen to the end");
    answer("a.meyar", "Aytən", "MOT/T2", "found=", NULL);
    answer("a.meyar", "Aytən", "MOT/T3", "level=full", NULL);
    answer("a.meyar", "Aytən", "MOT/T1", "level=full", NULL);
    sleep(1); /* so that the sides come in this order */
    answer("b.meyar", "Orxan", "MOE", "ramp=no", NULL);
    answer("b.meyar", "Orxan", "MOT/T2", "level=forms", "Only a form");
    answer("b.meyar", "Orxan", "MOT/T2", "found=no", NULL);
    answer("b.meyar", "Orxan", "MOT/T3", "level=none", NULL);
    answer("b.meyar", "Orxan", "MOT/T1", "level=full", NULL); /* the same: no conflict */
    ok(meyar("merge", "office.meyar", "a.meyar", "b.meyar", NULL));
    free(rubric);
    free(registry);
}

static char *dump_of(const char *file)
{
    const struct ran *r = meyar("dump", file, NULL);
    ok(r);
    return strdup(r->out);
}

static int count(const char *text, const char *what)
{
    int n = 0;
    for (const char *at = text; (at = strstr(at, what)); at += strlen(what)) {
        n++;
    }
    return n;
}

static void expect(struct pty *p, const char *text)
{
    if (!pty_wait(p, text, 20000)) {
        char *screen = pty_screen(p);
        fprintf(stderr, "%s", screen);
        free(screen);
        fail_msg("not on the screen: %s", text);
    }
}

/* As slowly as a person reads. */
static void take(struct pty *p, const char *key)
{
    usleep(800000);
    pty_keys(p, key);
}

static void settle_by_keyboard(void)
{
    static const char *const env[] = {"MEYAR_BY=boss", "LC_ALL=C.UTF-8", "LANGUAGE=en", NULL};
    struct pty *p = pty_meyar(24, 80, env, "office.meyar", NULL, NULL);

    expect(p, "Bodies");
    pty_keys(p, "C");
    expect(p, "Conflicts  1 of 4");
    expect(p, "Is there a ramp?");
    take(p, "2");
    expect(p, "Conflicts  1 of 3");
    expect(p, "\"Only a form\"");
    pty_keys(p, "n");
    expect(p, "Conflicts  2 of 3");
    expect(p, "not answered");
    take(p, "1");
    expect(p, "Conflicts  2 of 2");
    pty_keys(p, "u"); /* no, rather the other one */
    expect(p, "Conflicts  2 of 3");
    expect(p, "Aytən");
    take(p, "2");
    expect(p, "Conflicts  2 of 2");
    take(p, "1");
    expect(p, "Conflicts  1 of 1");
    pty_keys(p, "3"); /* answer anew */
    expect(p, "In conflict");
    pty_keys(p, "5");
    expect(p, "●  Start to finish online");
    pty_keys(p, "C");
    expect(p, "Nothing is in conflict.");
    pty_keys(p, "qqqq");
    int status = pty_end(p, 20000);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    pty_free(&p);
}

static void test_by_keyboard(void **state)
{
    (void)state;
    hand_in();
    const struct ran *r = meyar("conflicts", "office.meyar", "--json", NULL);
    ok(r);
    assert_int_equal(count(r->out, "\"kind\":\"answer\""), 4);
    assert_int_equal(count(r->out, "\"note\":\"Only a form\""), 1);
    settle_by_keyboard();
    r = meyar("conflicts", "office.meyar", NULL);
    ok(r);
    assert_string_equal(r->out, "");
    assert_non_null(strstr(r->err, "nothing is in conflict"));
    ok(meyar("verify", "office.meyar", NULL));
    r = meyar("answers", "office.meyar", "MOT", NULL);
    ok(r);
    assert_non_null(strstr(r->out, "MOT,T2,level,full,"));
    assert_non_null(strstr(r->out, "MOT,T2,found,no,"));
    assert_non_null(strstr(r->out, "MOT,T3,level,full,"));
    /* Both sides stay in the history, with who settled it and how. */
    r = meyar("history", "office.meyar", "MOT/T3", "level", "--json", NULL);
    ok(r);
    assert_int_equal(count(r->out, "\"via\":\"conflict\""), 1);
    assert_true(strstr(r->out, "\"was\":[\"full\",\"none\"]") ||
                strstr(r->out, "\"was\":[\"none\",\"full\"]"));
    assert_non_null(strstr(r->out, "\"by\":\"boss\""));
    /* The merged result goes back: all three hold the same. */
    ok(meyar("export", "office.meyar", "-o", "back.bundle", NULL));
    ok(meyar("merge", "a.meyar", "back.bundle", NULL));
    ok(meyar("merge", "b.meyar", "office.meyar", NULL));
    char *office = dump_of("office.meyar"), *a = dump_of("a.meyar"), *b = dump_of("b.meyar");
    assert_string_equal(a, office);
    assert_string_equal(b, office);
    r = meyar("conflicts", "a.meyar", NULL);
    ok(r);
    assert_string_equal(r->out, "");
    free(office);
    free(a);
    free(b);
}

static void test_by_command(void **state)
{
    (void)state;
    hand_in();
    const struct ran *r = meyar("conflicts", "office.meyar", NULL);
    ok(r);
    assert_non_null(strstr(r->out, "MOE ramp  Is there a ramp?"));
    assert_non_null(strstr(r->out, "  2  Forms to download  Orxan"));
    assert_non_null(strstr(r->out, "     note: Only a form"));
    assert_non_null(strstr(r->out, "  1  not answered  Aytən"));
    r = meyar("conflicts", "office.meyar", "MOT/T3", NULL);
    ok(r);
    assert_int_equal(count(r->out, "as it stands"), 1);
    char *before = dump_of("office.meyar");
    assert_int_equal(meyar("conflicts", "office.meyar", "MOT/T9", NULL)->status, 1);
    assert_int_equal(meyar("conflicts", "office.meyar", "--take", "1", NULL)->status, 2);
    assert_int_equal(
        meyar("conflicts", "office.meyar", "MOT/T3", "level", "--take", "3", NULL)->status, 1);
    assert_int_equal(
        meyar("conflicts", "office.meyar", "MOT/T3", "level", "--take", "1x", NULL)->status, 1);
    assert_int_equal(
        meyar("conflicts", "office.meyar", "MOT/T1", "level", "--take", "1", NULL)->status, 1);
    assert_int_equal(
        meyar("conflicts", "office.meyar", "MOT/T3", "level", "--take", "1", "--read-only", NULL)
            ->status,
        3);
    char *after = dump_of("office.meyar");
    assert_string_equal(after, before);
    ok(meyar("conflicts", "office.meyar", "MOT/T2", "level", "--take", "2", "--by", "boss", NULL));
    r = meyar("answers", "office.meyar", "MOT/T2", NULL);
    ok(r);
    assert_non_null(strstr(r->out, "MOT,T2,level,forms,Only a form"));
    r = meyar("conflicts", "office.meyar", "--json", NULL);
    ok(r);
    assert_int_equal(count(r->out, "\"kind\""), 3);
    ok(meyar("verify", "office.meyar", NULL));
    free(before);
    free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_by_keyboard, program_enter, program_leave),
        cmocka_unit_test_setup_teardown(test_by_command, program_enter, program_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

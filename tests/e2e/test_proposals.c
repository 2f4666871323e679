/* The proposals of a body of the demo through a terminal, and what the commands say is stored. */
#include <jansson.h>
#include <string.h>
#include <unistd.h>
#include "tests/e2e/office.h"
#include "tests/help/program.h"
#include "tests/help/small.h"

#define DEMO "demo.meyar"

static int enter(void **state)
{
    program_enter(state);
    setenv("LC_ALL", "C.UTF-8", 1);
    small_demo(DEMO);
    return 0;
}

/* What `meyar proposals DEMO EDL --json` says; the caller frees it. */
static json_t *stored(void)
{
    const struct ran *r = meyar("proposals", DEMO, "EDL", "--json", NULL);
    json_t *all = r->status == 0 ? json_loads(r->out, 0, NULL) : NULL;
    if (!all) {
        fail_msg("no JSON (status %d): %s%s", r->status, r->out, r->err);
    }
    return all;
}

static json_t *find(json_t *all, const char *key)
{
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(all, "proposals"), i, one)
    {
        if (strcmp(json_string_value(json_object_get(one, "key")), key) == 0) {
            return one;
        }
    }
    fail_msg("no proposal %s", key);
    return NULL;
}

static const char *text(json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

/* Keys, and what comes on the screen then. */
static void keys(struct pty *p, const char *bytes, const char *shows)
{
    pty_keys(p, bytes);
    office_expect(p, shows);
}

#define DOWN "\033[B"

/* The body whose first proposal is that of the plan of security measures. */
static struct pty *run(void)
{
    struct pty *p = pty_meyar(24, 80, NULL, DEMO, NULL, NULL);

    office_expect(p, "Bodies");
    keys(p, "\033[H" DOWN DOWN "\r", "2019 › Ədliyyə Nazirliyi");
    keys(p, "p", "› Proposals");
    office_expect(p, "Draw up a plan of security measures");
    return p;
}

static void test_edited(void **state)
{
    (void)state;
    struct pty *p = run();

    keys(p, "\r" DOWN DOWN "\rThe IT department\r", "Stored: Owner");
    keys(p, DOWN "\r2099-06-30\r", "Stored: Due");
    keys(p, DOWN "3", "Stored: State");
    pty_keys(p, "\033");
    office_expect(p, "2099-06-30");
    pty_settle(p, 200);
    keys(p, "J", "It stands at place 2");
    keys(p, "+2", "Own finding: About");
    keys(p, "\r", "Own finding: Text");
    keys(p, "People ask at the desk\033", "The finding is stored");
    pty_settle(p, 200);
    pty_keys(p, "\033");
    pty_settle(p, 200);
    keys(p, "O", "As it would be given today");
    keys(p, "Y", "As it was given on");
    office_leave(&p, "qqqqq");

    json_t *all = stored(), *x = find(all, "sec_measures");
    assert_string_equal(text(x, "owner"), "The IT department");
    assert_string_equal(text(x, "due"), "2099-06-30");
    assert_string_equal(text(x, "state"), "accepted");
    assert_true(json_is_string(json_object_get(all, "given_at")));
    json_t *list = json_object_get(all, "proposals");
    assert_string_equal(text(json_array_get(list, 1), "key"), "sec_measures");
    json_t *last = NULL, *one;
    size_t i;
    json_array_foreach(list, i, one)
    {
        last = strcmp(text(one, "kind"), "observation") == 0 ? one : last;
    }
    assert_non_null(last);
    assert_string_equal(text(last, "deficiency"), "People ask at the desk");
    json_decref(all);
    assert_int_equal(meyar("verify", DEMO, NULL)->status, 0);
}

/* Nothing of it is lost by a kill, the half-typed text least of all. */
static void test_killed(void **state)
{
    (void)state;
    struct pty *p = run();

    keys(p, "\r" DOWN DOWN "\rThe IT department\r", "Stored: Owner");
    keys(p, "\033[A\r\025Half a sentence", "Half a sentence");
    sleep(3); /* a draft is kept two seconds after the last key */
    pty_signal(p, SIGKILL);
    pty_end(p, 5000);
    pty_free(&p);

    json_t *all = stored(), *x = find(all, "sec_measures");
    assert_string_equal(text(x, "owner"), "The IT department");
    assert_true(json_is_null(json_object_get(x, "proposal")));
    json_decref(all);
    p = pty_meyar(24, 80, NULL, DEMO, NULL, NULL);
    keys(p, "p\r" DOWN "\r", "Half a sentence");
    pty_keys(p, "\033");
    office_expect(p, "Stored: Proposal");
    pty_settle(p, 200);
    pty_keys(p, "\033");
    pty_settle(p, 200);
    office_leave(&p, "qqqqq");
    all = stored();
    assert_string_equal(text(find(all, "sec_measures"), "proposal"), "Half a sentence");
    json_decref(all);
}

static void test_read_only(void **state)
{
    (void)state;
    struct pty *p = pty_meyar(24, 80, NULL, DEMO, "--read-only", NULL);

    office_expect(p, "Bodies");
    keys(p, "\033[H" DOWN DOWN "p", "› Proposals");
    keys(p, "J", "Read only: ");
    keys(p, "+", "Read only: ");
    keys(p, "O", "As it would be given today");
    keys(p, "Y", "Read only: ");
    office_leave(&p, "qqqq");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_edited, enter, program_leave),
        cmocka_unit_test_setup_teardown(test_killed, enter, program_leave),
        cmocka_unit_test_setup_teardown(test_read_only, enter, program_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* meyar proposals, proposal and finding, as an inspector and a supervisor run them. */
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

#define AS(who, ...) meyar(__VA_ARGS__, "--by", who, NULL)

static void begin(void)
{
    write_text("small.yaml", small_rubric);
    write_text("small.csv", small_registry);
    ends(AS("boss", "init", "a.meyar", "--rubric", "small.yaml", "--registry", "small.csv",
            "--campaign", "2019"),
         0, "", "");
    ends(AS("boss", "answer", "a.meyar", "alpha/s1", "e_level=half", "e_pay=no"), 0, "", "");
}

/* Those of alpha; the caller frees it. */
static json_t *read_all(void)
{
    const struct ran *r = meyar("proposals", "a.meyar", "alpha", "--json", NULL);
    json_t *all = r->status == 0 ? json_loads(r->out, 0, NULL) : NULL;
    if (!all)
        fail_msg("no JSON (status %d): %s%s", r->status, r->out, r->err);
    return all;
}

/* A text of one of them, by its key; NULL: null. In memory of the last call. */
static const char *part(const char *key, const char *what)
{
    static json_t *all;
    json_decref(all);
    all = read_all();
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(all, "proposals"), i, one)
    {
        if (strcmp(json_string_value(json_object_get(one, "key")), key) == 0)
            return json_string_value(json_object_get(one, what));
    }
    fail_msg("no proposal %s", key);
    return NULL;
}

static void listed(void **state)
{
    (void)state;
    begin();
    ends(meyar("proposals", "a.meyar", "alpha", NULL), 0, "→ Take payment", "");
    ends(meyar("proposals", "a.meyar", "beta", NULL), 0, "", "");
    ends(meyar("proposals", "a.meyar", "alpa", NULL), 1, "", "did you mean 'alpha'?");
    ends(meyar("proposals", "a.meyar", "alpa", "--json", NULL), 1, "", "did you mean 'alpha'?");
    ends(meyar("proposals", "a.meyar", "alpha", "--campaign", "2010", NULL), 1, "", "no campaign");
    ends(meyar("proposals", "a.meyar", NULL), 2, "", "usage: meyar proposals FILE BODY");
    assert_string_equal(part("e_pay", "kind"), "raised");
    assert_string_equal(part("e_pay", "severity"), "critical");
    assert_string_equal(part("e_pay", "state"), "draft");
    assert_string_equal(part("e_pay", "since"), "2019");
    assert_null(part("e_pay", "owner"));
}

static void edited(void **state)
{
    (void)state;
    begin();
    ends(AS("ins", "proposal", "a.meyar", "alpha", "e_pay", "--text", "Take cards", "--owner", "HR",
            "--due", "2019-12-31", "--place", "1"),
         0, "", "e_pay: stored");
    assert_string_equal(part("e_pay", "proposal"), "Take cards");
    assert_string_equal(part("e_pay", "text_by"), "ins");
    assert_string_equal(part("e_pay", "due"), "2019-12-31");
    ends(meyar("proposals", "a.meyar", "alpha", NULL), 0, "→ Take cards", "");
    /* All or none. */
    ends(AS("ins", "proposal", "a.meyar", "alpha", "e_pay", "--owner", "IT", "--due", "soon"), 1,
         "", "'soon' is no date: write it as 2019-12-31");
    assert_string_equal(part("e_pay", "owner"), "HR");
    ends(AS("ins", "proposal", "a.meyar", "alpha", "e_pay", "--owner", "HR"), 1, "",
         "It stands so already");
    ends(AS("ins", "proposal", "a.meyar", "alpha", "e_pay", "--owner", "", "--text", ""), 0, "",
         "");
    assert_null(part("e_pay", "owner"));
    assert_null(part("e_pay", "proposal"));
    ends(AS("ins", "proposal", "a.meyar", "alpha", "e_pai", "--owner", "HR"), 1, "",
         "did you mean 'e_pay'?");
    ends(AS("ins", "proposal", "a.meyar", "alpha", "e_pay"), 2, "", "at least one edit");
    ends(AS("ins", "proposal", "a.meyar", "alpha", "e_pay", "--place", "0"), 2, "",
         "counted from 1");
    ends(AS("ins", "proposal", "a.meyar", "alpha", "e_pay", "--read-only", "--owner", "X"), 3, "",
         "");
    ends(AS("ins", "undo", "a.meyar"), 0, NULL, NULL);
    assert_string_equal(part("e_pay", "owner"), "HR");
    ends(AS("ins", "proposal", "a.meyar", "alpha", "e_pay", "--due", ""), 0, "", "");
    const struct ran *r = AS("ins", "undo", "a.meyar");
    ends(r, 0, NULL, NULL);
    if (!strstr(r->out, "the proposal's deadline") && !strstr(r->err, "the proposal's deadline"))
        fail_msg("%s%s", r->out, r->err);
}

static void answered(void **state)
{
    (void)state;
    begin();
    ends(AS("ins", "proposal", "a.meyar", "alpha", "e_pay", "--state", "taken"), 2, "",
         "there are: draft, given, accepted, disputed, done, not_done, no_longer_applies");
    ends(AS("ins", "proposal", "a.meyar", "alpha", "e_pay", "--state", "disputed"), 1, "",
         "needs the body's reply");
    ends(AS("boss", "state", "a.meyar", "alpha", "opinion_given"), 0, "", "");
    assert_string_equal(part("e_pay", "state"), "given");
    ends(AS("boss", "state", "a.meyar", "alpha", "handed_in", "--reason", "so"), 0, "", "");
    ends(AS("boss", "state", "a.meyar", "alpha", "accepted"), 0, "", "");
    ends(AS("ins", "proposal", "a.meyar", "alpha", "e_pay", "--owner", "HR"), 1, "", "is accepted");
    ends(AS("ins", "proposal", "a.meyar", "alpha", "e_pay", "--state", "disputed", "--reply", "No"),
         0, "", "");
    assert_string_equal(part("e_pay", "reply"), "No");
    ends(AS("ins", "proposal", "a.meyar", "alpha", "e_pay", "--state", ""), 0, "", "");
    assert_string_equal(part("e_pay", "state"), "given");
    ends(meyar("verify", "a.meyar", NULL), 0, "ok:", "");
}

static void found(void **state)
{
    (void)state;
    char key[33];
    begin();
    const struct ran *r = AS("ins", "finding", "a.meyar", "alpha/s1", "--kind", "deficiency",
                             "--text", "No bell", "--proposal", "Hang one", "--severity", "minor");
    ends(r, 0, "", "");
    assert_int_equal(strlen(r->out), 33);
    snprintf(key, sizeof key, "%.32s", r->out);
    assert_string_equal(part(key, "deficiency"), "No bell");
    assert_string_equal(part(key, "severity"), "minor");
    key[8] = '\0'; /* as it is listed, and as it can be given */
    ends(meyar("proposals", "a.meyar", "alpha", NULL), 0, key, "");
    ends(AS("ins", "proposal", "a.meyar", "alpha", key, "--owner", "HR"), 0, "", "");
    ends(AS("ins", "finding", "a.meyar", "alpha", key, "--withdraw"), 0, "", "taken back");
    ends(AS("ins", "finding", "a.meyar", "alpha", key, "--withdraw"), 1, "", "has no proposal");
    ends(AS("ins", "finding", "a.meyar", "alpha", "e_pay", "--withdraw"), 1, "",
         "raised by answers");
    ends(AS("ins", "finding", "a.meyar", "alpha", "--kind", "praise", "--text", "x"), 2, "",
         "there are: deficiency, observation, good_practice");
    ends(AS("ins", "finding", "a.meyar", "alpha", "--kind", "observation"), 2, "",
         "needs --kind and --text");
    ends(AS("ins", "finding", "a.meyar", "alpha", "--kind", "observation", "--text", "x",
            "--severity", "minor"),
         2, "", "only a deficiency has a severity");
    ends(AS("ins", "finding", "a.meyar", "alpha", "--kind", "deficiency", "--text", "x",
            "--severity", "awful"),
         1, "", "has no severity 'awful'; there are: minor, major, critical");
    ends(AS("ins", "finding", "a.meyar", "alpha/s9", "--kind", "observation", "--text", "x"), 1, "",
         "s9");
}

/* Two laptops say different things: named, and settled by its key. */
static void in_conflict(void **state)
{
    (void)state;
    size_t n;
    begin();
    ends(AS("A", "finding", "a.meyar", "alpha", "--kind", "observation", "--text", "y"), 0, "", "");
    json_t *all = read_all();
    json_t *one = json_array_get(json_object_get(all, "proposals"), 0);
    char *moved = mem_printf("%s", json_string_value(json_object_get(one, "key")));
    json_decref(all);
    char *bytes = read_file("a.meyar", &n), mine[512], theirs[544];
    write_file("b.meyar", bytes, n);
    free(bytes);
    ends(AS("A", "proposal", "a.meyar", "alpha", "e_pay", "--owner", "HR"), 0, "", "");
    ends(AS("A", "proposal", "a.meyar", "alpha", moved, "--place", "2"), 0, "", "");
    snprintf(mine, sizeof mine, "%s", getenv("XDG_STATE_HOME"));
    snprintf(theirs, sizeof theirs, "%s-theirs", mine);
    setenv("XDG_STATE_HOME", theirs, 1);
    ends(AS("B", "proposal", "b.meyar", "alpha", "e_pay", "--owner", "IT"), 0, "", "");
    ends(AS("B", "proposal", "b.meyar", "alpha", moved, "--place", "3"), 0, "", "");
    ends(AS("B", "finding", "b.meyar", "alpha", "--kind", "observation", "--text", "x"), 0, "", "");
    setenv("XDG_STATE_HOME", mine, 1);
    ends(AS("boss", "merge", "a.meyar", "b.meyar"), 0, "3 entries about proposals", NULL);
    ends(meyar("conflicts", "a.meyar", NULL), 0, "The proposal's owner: Can it be paid online?",
         "");
    ends(meyar("conflicts", "a.meyar", NULL), 0, "Owner: HR", "");
    /* Places as lists and the command count them. */
    ends(meyar("conflicts", "a.meyar", NULL), 0, "Place: 2", "");
    ends(meyar("conflicts", "a.meyar", NULL), 0, "Place: 3", "");
    if (strcmp(moved, "e_pay") == 0)
        fail_msg("the proposal that was moved is the one that is settled");
    free(moved);
    /* Within one second either may come first. */
    const struct ran *r = AS("boss", "conflicts", "a.meyar", "alpha", "e_pay", "--take", "2");
    ends(r, 0, "", "settled with ");
    bool first = strstr(r->err, "settled with A") != NULL;
    assert_string_equal(part("e_pay", "owner"), first ? "HR" : "IT");
    ends(meyar("verify", "a.meyar", NULL), 0, "ok:", "");
}

/* The year before's, by its name. */
static void followed_up(void **state)
{
    (void)state;
    begin();
    ends(AS("boss", "proposal", "a.meyar", "alpha", "e_pay", "--due", "2019-12-31"), 0, "", "");
    ends(AS("boss", "init", "b.meyar", "--rubric", "small.yaml", "--registry", "small.csv",
            "--campaign", "2020", "--previous", "a.meyar"),
         0, "", "");
    ends(meyar("proposals", "b.meyar", "alpha", NULL), 0, "Of 2019:", "");
    ends(meyar("proposals", "b.meyar", "alpha", NULL), 0, "2019/e_pay", "");
    ends(AS("boss", "proposal", "b.meyar", "alpha", "2019/e_pay", "--state", "done", "--reply",
            "Since May"),
         0, "", "");
    ends(meyar("proposals", "b.meyar", "alpha", NULL), 0, "“ Since May", "");
    ends(AS("boss", "proposal", "b.meyar", "alpha", "2019/e_pay", "--owner", "X"), 1, "",
         "only what became of it");
    ends(meyar("proposals", "b.meyar", "alpha", "--campaign", "2019", NULL), 0, "2019-12-31", "");
    ends(meyar("verify", "b.meyar", NULL), 0, "ok:", "");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, program_enter, program_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(listed), TEST(edited),      TEST(answered),
        TEST(found),  TEST(in_conflict), TEST(followed_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

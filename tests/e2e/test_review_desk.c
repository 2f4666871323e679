/* The supervisor's desk in the real program: a body that was handed in is read on its scorecard,
 * what stands out is looked at, a remark is written and the body sent back; once it is mended it is
 * given a final rating by hand and accepted. The commands then say what came of it. */
#include <jansson.h>
#include <string.h>
#include "tests/e2e/office.h"
#include "tests/help/program.h"

static const char *const as_supervisor[] = {"MEYAR_BY=Inspector A", NULL};

static struct campaign *open_file(void)
{
    struct writer w = {"Inspector A", "key"};
    struct err err = {0};
    struct campaign *c = campaign_open(small_path("2019.meyar"), 0, &w, &err);
    if (!c) {
        fail_msg("%s", err_text(&err));
    }
    return c;
}

static void hand_in(const char *reason)
{
    struct campaign *c = open_file();
    struct err err = {0};
    if (!review_set(c, "MOE", REVIEW_HANDED_IN, reason, &err)) {
        fail_msg("%s", err_text(&err));
    }
    campaign_close(&c);
}

/* What a command says as JSON; the caller frees it. The command runs in a folder of its own, and
 * the screens' state folder is put back then. */
static json_t *told(const char *command, const char *body)
{
    char *file = mem_dup(small_path("2019.meyar"));
    assert_int_equal(program_enter(NULL), 0);
    const struct ran *r = meyar(command, file, body, "--json", NULL);
    json_t *all = r->status == 0 ? json_loads(r->out, 0, NULL) : NULL;
    if (!all) {
        fail_msg("no JSON (status %d): %s%s", r->status, r->out, r->err);
    }
    assert_int_equal(program_leave(NULL), 0);
    setenv("HOME", small_folder, 1);
    setenv("XDG_STATE_HOME", small_path("state"), 1);
    setenv("XDG_DATA_HOME", small_path("data"), 1);
    setenv("XDG_CONFIG_HOME", small_path("config"), 1);
    free(file);
    return all;
}

static void state_is(const char *wanted)
{
    json_t *all = told("state", "MOE");
    assert_string_equal(json_string_value(json_object_get(all, "state")), wanted);
    json_decref(all);
}

static struct pty *open_scorecard(int rows, int cols)
{
    struct pty *p = office_run(rows, cols, as_supervisor);
    office_bodies(p);
    pty_keys(p, "\033[Hr");
    office_expect(p, "Weakest questions");
    return p;
}

static void read_and_sent_back(void)
{
    struct pty *p = open_scorecard(24, 80);
    office_expect(p, "89.5  Good");
    office_expect(p, "handed in");
    /* What stands out: to the first place, and back. */
    pty_keys(p, "\033[Fkk\r");
    office_expect(p, "Can the fee be paid inside the service?");
    pty_keys(p, "\r");
    office_expect(p, "School certificate copy");
    office_expect(p, "question 2 of");
    pty_keys(p, "q");
    office_expect(p, "take it");
    pty_keys(p, "q");
    office_expect(p, "Weakest questions");
    /* A remark on the line, which then waits. */
    pty_keys(p, "m");
    office_expect(p, "Remark");
    pty_keys(p, "m");
    pty_settle(p, 200);
    pty_keys(p, "Where is the picture of the ramp?");
    office_expect(p, "picture of the ramp");
    pty_keys(p, "\033");
    pty_settle(p, 200);
    pty_keys(p, "\033");
    office_expect(p, "1 remark");
    pty_keys(p, "b");
    office_expect(p, "Send 2 services back to Inspector A with 1 remark?");
    pty_keys(p, "Y");
    office_expect(p, "sent back");
    office_leave(&p, "qq");
    state_is("sent_back");
}

static void mended(void)
{
    struct campaign *c = open_file();
    small_answer(c, "MOE", "M2", "help", "yes", NULL);
    small_answer(c, "MOE", "M2", "documents", "yes", NULL);
    campaign_close(&c);
    hand_in("the picture follows");
}

static void rated_and_accepted(void)
{
    struct pty *p = open_scorecard(40, 120);
    office_expect(p, "Since it was sent back");
    assert_true(pty_find(p, "2 answers") == 1);
    pty_keys(p, "\r");
    office_expect(p, "No → Yes");
    pty_keys(p, "\033");
    office_expect(p, "Criteria");
    pty_keys(p, "o");
    office_expect(p, "computed");
    pty_keys(p, "2");
    office_expect(p, "by hand; computed: Excellent");
    pty_keys(p, "The page was down for a week\r");
    office_expect(p, "Satisfactory (by hand; computed: Excellent)");
    pty_keys(p, "a");
    office_expect(p, "Satisfactory (by hand; computed: Excellent)?");
    pty_keys(p, "Y");
    office_expect(p, "accepted");
    pty_keys(p, "o");
    office_expect(p, "a supervisor must re-open it");
    office_leave(&p, "qq");
    state_is("accepted");
}

static void a_body_is_reviewed(void **state)
{
    (void)state;
    hand_in("no files yet");
    read_and_sent_back();
    mended();
    rated_and_accepted();
    json_t *all = told("score", "MOE");
    const json_t *body = json_array_get(json_object_get(all, "bodies"), 0);
    const json_t *final = json_object_get(body, "final_rating");
    assert_string_equal(json_string_value(json_object_get(body, "rating")), "excellent");
    assert_string_equal(json_string_value(json_object_get(final, "rating")), "satisfactory");
    assert_string_equal(json_string_value(json_object_get(final, "reason")),
                        "The page was down for a week");
    assert_string_equal(json_string_value(json_object_get(final, "by")), "Inspector A");
    json_decref(all);
    struct campaign *c = open_file();
    assert_true(small_clean(c));
    campaign_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_body_is_reviewed, office_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

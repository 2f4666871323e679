/* People, and the way of a body through the campaign, on the screens: who may do what, what asks
 * first, what is shown, and which stage follows. */
#include "tests/tui/running.h"

#include "model/change.h"
#include "tui/screens/states.h"
#include "tui/inside.h"

static int enter(void **state)
{
    return running_enter(state, "Home");
}

/* The same file, opened by somebody else. */
static void become(const char *by)
{
    struct err err = {0};
    struct writer w = {by, "key"};

    app_free(&app);
    campaign_close(&campaign);
    campaign = campaign_open(small_path("2019.meyar"), 0, &w, &err);
    if (!campaign) {
        fail_msg("%s", err_text(&err));
    }
    app = app_new(campaign);
    app_draw(app);
}

static void state_is(const char *body, enum review wanted)
{
    struct arena *a = arena_new();
    struct review_state s;
    assert_true(review_get(campaign, 0, body, &s, a));
    assert_string_equal(review_id(s.state), review_id(wanted));
    arena_free(&a);
}

static void inspector_is(const char *body, const char *wanted)
{
    struct arena *a = arena_new();
    struct row row;
    assert_true(row_get(campaign, 0, body, "", -1, &row, a));
    assert_string_equal(row.inspector ? row.inspector : "", wanted);
    arena_free(&a);
}

static void set(const char *body, enum review to, const char *reason)
{
    struct err err = {0};
    if (!review_set(campaign, body, to, reason, &err)) {
        fail_msg("%s", err_text(&err));
    }
}

static void hand_in(const char *body)
{
    set(body, REVIEW_HANDED_IN, "as it is");
    app_resized(app);
    app_draw(app);
}

static void click(const char *text)
{
    int y = headless_find(text);
    if (y < 0) {
        headless_dump(stderr);
        fail_msg("not on the screen: %s", text);
    }
    app_press(app, PRESS_BUTTON, y, 12);
    app_rest(app);
    app_draw(app);
}

/* The row of the list that the hardware cursor stands on. */
static const char *cursor_row(void)
{
    app_draw(app);
    return headless_row(getcury(stdscr));
}

static const struct size {
    int rows, cols;
} sizes[] = {{24, 80}, {40, 120}, {12, 40}};

static void size(int i)
{
    headless_size(sizes[i].rows, sizes[i].cols);
    app_resized(app);
    app_draw(app);
}

/* ---- people ---- */

static void open_people(void)
{
    press(app, ": 'people");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "people");
}

static void people_are_listed(void **state)
{
    (void)state;
    open_people();
    for (int i = 0; i < 3; i++) {
        size(i);
        assert_shown("People");
        assert_non_null(strstr(cursor_row(), "Inspector A"));
        assert_non_null(strstr(headless_row(headless_find("Inspector B")), "inspector"));
        assert_shown("everyone else");
        if (sizes[i].cols >= 80) {
            assert_shown("Inspector A (you)");
            assert_non_null(strstr(headless_row(headless_find("(you)")), "supervisor"));
            assert_non_null(strstr(headless_row(headless_find("(you)")), "1 body"));
        }
    }
    press(app, "Esc");
    assert_string_equal(app_screen(app), "bodies");
}

static void roles_change_and_the_last_supervisor_stays(void **state)
{
    (void)state;
    open_people();
    press(app, "G");
    assert_shown("last supervisor");
    assert_int_equal(people_role(campaign, "Inspector A"), PERSON_SUPERVISOR);
    press(app, "Down G");
    assert_int_equal(people_role(campaign, "Inspector B"), PERSON_SUPERVISOR);
    assert_shown("Inspector B: supervisor.");
    press(app, "u");
    assert_int_equal(people_role(campaign, "Inspector B"), PERSON_INSPECTOR);
    app_key(app, key_char(18)); /* Ctrl-R */
    assert_int_equal(people_role(campaign, "Inspector B"), PERSON_SUPERVISOR);
    press(app, "End G");
    assert_shown("everyone else: supervisor.");
    assert_int_equal(people_role(campaign, "whoever"), PERSON_SUPERVISOR);
}

static void somebody_new_is_named(void **state)
{
    (void)state;
    open_people();
    press(app, "i Enter");
    assert_shown("Nothing is typed yet.");
    press(app, "'Nigar");
    press(app, "Enter");
    assert_non_null(strstr(cursor_row(), "Nigar"));
    assert_int_equal(people_role(campaign, "Nigar"), PERSON_INSPECTOR);
    press(app, "i 'Inspector B");
    press(app, "Enter");
    assert_shown("Inspector B is in the list already.");
    press(app, "i 'Nobody");
    press(app, "Esc");
    assert_string_equal(app_screen(app), "people");
    assert_not_shown("Nobody");
}

static void bodies_are_ticked_as_one_change(void **state)
{
    (void)state;
    open_people();
    press(app, "Enter");
    assert_string_equal(app_screen(app), "person");
    for (int i = 0; i < 3; i++) {
        size(i);
        assert_non_null(strstr(cursor_row(), "Ministry of Education"));
        assert_shown("Inspector A: 1 body");
    }
    size(0);
    press(app, "Space Space"); /* one less, one more */
    assert_shown("1 more, 1 fewer");
    press(app, "Esc");
    inspector_is("MOT", "Inspector B");
    press(app, "Enter Space Space Enter");
    assert_shown("1 more, 1 fewer. u takes it back.");
    inspector_is("MOE", "");
    inspector_is("MOT", "Inspector A");
    press(app, "u");
    inspector_is("MOE", "Inspector A");
    inspector_is("MOT", "Inspector B");
    /* Words narrow the list; what they hide stays ticked. */
    press(app, "Enter 'customs");
    assert_not_shown("○ Ministry of Transport");
    press(app, "Space Enter");
    inspector_is("SCC", "Inspector A");
    inspector_is("MOE", "Inspector A");
    press(app, "End Enter");
    assert_shown("name the person first");
}

static void an_inspector_looks_and_is_told_why(void **state)
{
    (void)state;
    become("Inspector B");
    open_people();
    assert_non_null(strstr(cursor_row(), "Inspector B (you)"));
    press(app, "G");
    assert_shown("Only a supervisor says who does what here; you are Inspector B");
    press(app, "i");
    assert_string_equal(app_screen(app), "people");
    press(app, "Enter Space");
    assert_shown("Only a supervisor says who does what");
    press(app, "Enter");
    inspector_is("MOT", "Inspector B");
    press(app, "Esc Esc");
    press(app, "Home G");
    assert_shown("Only a supervisor gives bodies to people; you are Inspector B");
}

static void clicks_on_people(void **state)
{
    (void)state;
    open_people();
    click("Inspector B");
    assert_string_equal(app_screen(app), "people");
    assert_non_null(strstr(cursor_row(), "Inspector B"));
    click("Inspector B");
    assert_string_equal(app_screen(app), "person");
    click("○ Ministry of Education"); /* the row is chosen already */
    assert_shown("1 more, 0 fewer");
    app_press(app, PRESS_BUTTON, 23, 0); /* beside the box: not while something is ticked */
    assert_string_equal(app_screen(app), "person");
    press(app, "Esc");
    app_press(app, PRESS_BUTTON, 1, 0);
    assert_string_equal(app_screen(app), "bodies");
}

static void a_body_is_given_to_somebody(void **state)
{
    (void)state;
    press(app, "Home G");
    assert_string_equal(app_screen(app), "assign");
    for (int i = 0; i < 3; i++) {
        size(i);
        assert_shown("Give to: ");
        assert_non_null(strstr(cursor_row(), "Inspector A")); /* who has it */
    }
    size(0);
    press(app, "Down Enter");
    inspector_is("MOE", "Inspector B");
    assert_shown("Ministry of Education: Inspector B has it now. u takes it back.");
    press(app, "u");
    inspector_is("MOE", "Inspector A");
    press(app, "Enter G 'Nigar");
    assert_shown("New: Nigar");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "body");
    inspector_is("MOE", "Nigar");
    press(app, "G 'nobody");
    press(app, "Enter");
    inspector_is("MOE", "");
    press(app, "G");
    click("Inspector B");
    click("Inspector B");
    inspector_is("MOE", "Inspector B");
}

/* ---- states ---- */

static void an_inspector_brings_a_body_on(void **state)
{
    (void)state;
    become("Inspector B");
    press(app, "Home Down d"); /* Transport */
    assert_string_equal(app_screen(app), "state");
    for (int i = 0; i < 3; i++) {
        size(i);
        assert_shown("assigned");
        assert_non_null(strstr(cursor_row(), "The desk review"));
    }
    size(0);
    press(app, "Enter");
    state_is("MOT", REVIEW_DESK_DONE);
    assert_shown("Ministry of Transport: desk done.");
    assert_shown("still open");
    assert_shown("desk done"); /* and beside the body's name */
    press(app, "d");
    assert_non_null(strstr(cursor_row(), "has been visited"));
    press(app, "Down Down Enter");
    assert_string_equal(app_screen(app), "state");
    assert_shown("Only a supervisor does that.");
    press(app, "Esc a");
    assert_shown("Only a supervisor does that.");
    press(app, "b");
    assert_shown("Only a supervisor does that.");
    press(app, "Enter : 'has been visited");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "body");
    state_is("MOT", REVIEW_VISITED);
    press(app, "d");
    click("The opinion has"); /* it is what comes next: chosen already */
    state_is("MOT", REVIEW_OPINION_GIVEN);
    assert_non_null(strstr(headless_row(0), "opinion given"));
}

static void accepting_asks_and_enter_is_no_yes(void **state)
{
    (void)state;
    press(app, "Home Down a");
    assert_string_equal(app_screen(app), "bodies");
    assert_shown("Only what is handed in can be accepted.");
    hand_in("MOT");
    assert_shown("a accept  b send back");
    press(app, "a");
    assert_string_equal(app_screen(app), "accept");
    for (int i = 0; i < 3; i++) {
        size(i);
        assert_shown("Accept");
        assert_shown("not answered");
        assert_shown("Y does it");
    }
    size(0);
    press(app, "Enter");
    assert_string_equal(app_screen(app), "accept");
    assert_shown("Nothing is done yet: Y does it, Esc goes back.");
    state_is("MOT", REVIEW_HANDED_IN);
    press(app, "Esc");
    state_is("MOT", REVIEW_HANDED_IN);
    press(app, "a Y");
    assert_string_equal(app_screen(app), "bodies");
    state_is("MOT", REVIEW_ACCEPTED);
    assert_non_null(strstr(headless_row(headless_find("▶")), "✔"));
    assert_shown("accepted 2"); /* when, by whom */
    assert_shown("by Inspector A");
}

static void sending_back_needs_a_remark(void **state)
{
    (void)state;
    hand_in("MOT");
    press(app, "Home Down b");
    assert_string_equal(app_screen(app), "send-back");
    for (int i = 0; i < 3; i++) {
        size(i);
        assert_shown("no open remark");
    }
    size(0);
    press(app, "Enter");
    assert_shown("A remark is needed: what is to be mended?");
    press(app, "'The photos are missing");
    press(app, "Enter");
    for (int i = 0; i < 3; i++) {
        size(i);
        assert_shown("Send 6 services back to Inspector");
        assert_shown("The photos are missing");
        assert_shown("Y does it");
    }
    size(0);
    assert_shown("Send 6 services back to Inspector B with 1 remark?");
    assert_int_equal(desk_remarks(campaign, "MOT"), 0);
    press(app, "Enter");
    state_is("MOT", REVIEW_HANDED_IN);
    press(app, "Esc"); /* back to what was typed */
    assert_shown("The photos are missing");
    press(app, "Enter Y");
    state_is("MOT", REVIEW_SENT_BACK);
    assert_int_equal(desk_remarks(campaign, "MOT"), 1);
    /* The inspector sees it on every screen. */
    become("Inspector B");
    press(app, "Home Down");
    assert_non_null(strstr(headless_row(headless_find("▶")), "✎"));
    assert_shown("by Inspector A; 1 remark is open");
    press(app, "Enter");
    assert_non_null(strstr(headless_row(0), "sent back"));
    assert_shown("by Inspector A; 1 remark is open");
    press(app, "Down Enter");
    assert_non_null(strstr(headless_row(0), "sent back"));
}

static void an_open_remark_is_enough(void **state)
{
    struct err err = {0};

    (void)state;
    assert_true(remark_write(campaign, "MOT", "T1", NULL, "Look again", &err));
    assert_true(remark_write(campaign, "MOT", "", NULL, "And here", &err));
    hand_in("MOT");
    press(app, "Home Down b");
    assert_shown("Send 6 services back to Inspector B with 2 remarks?");
    app_press(app, PRESS_BUTTON, 1, 0); /* beside the box: no */
    assert_string_equal(app_screen(app), "bodies");
    state_is("MOT", REVIEW_HANDED_IN);
    press(app, "b Y");
    state_is("MOT", REVIEW_SENT_BACK);
    assert_int_equal(desk_remarks(campaign, "MOT"), 2);
}

static void reopening_needs_its_reason(void **state)
{
    (void)state;
    hand_in("MOT");
    set("MOT", REVIEW_ACCEPTED, NULL);
    app_resized(app);
    press(app, "Home Down : 're-open");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "re-open");
    for (int i = 0; i < 3; i++) {
        size(i);
        assert_shown("Why is it re-opened?");
    }
    size(0);
    press(app, "Enter");
    assert_shown("A reason is needed: the inspector reads it.");
    state_is("MOT", REVIEW_ACCEPTED);
    press(app, "'A complaint came in");
    press(app, "Enter");
    state_is("MOT", REVIEW_REOPENED);
    assert_shown(": A complaint came in");
    become("Inspector B");
    press(app, "Home Down Enter");
    assert_non_null(strstr(headless_row(0), "re-opened"));
    assert_shown(": A complaint came in");
}

static void a_supervisor_sets_a_body_back(void **state)
{
    (void)state;
    set("MOT", REVIEW_VISITED, NULL);
    app_resized(app);
    press(app, "Home Down : 'set-back");
    press(app, "Enter");
    state_is("MOT", REVIEW_ASSIGNED);
}

/* ---- locked ---- */

static void what_is_locked_says_so_before_and_when_tried(void **state)
{
    static const char *const keys[] = {"1", "Space", "x", "t", "c", "=", "Backspace"};

    (void)state;
    hand_in("MOT");
    become("Inspector B");
    press(app, "v v Home Down Enter");
    assert_non_null(strstr(headless_row(0), "handed in"));
    press(app, "i");
    assert_shown("a supervisor must send it back before you change anything.");
    press(app, "Home Down Enter");
    assert_string_equal(app_screen(app), "questions");
    assert_non_null(strstr(headless_row(0), "handed in"));
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        press(app, "Home");
        press(app, keys[i]);
        if (headless_find("a supervisor must send it back") < 0) {
            headless_dump(stderr);
            fail_msg("nothing was said of key %s", keys[i]);
        }
    }
    assert_string_equal(campaign_saved_at(campaign), "");
    press(app, "Right"); /* looking is no work */
    assert_not_shown("a supervisor must send it back");
}

static void a_supervisor_goes_on_in_what_is_handed_in(void **state)
{
    (void)state;
    hand_in("MOT");
    press(app, "v v Home Down Enter Home Down Enter Home 1");
    assert_not_shown("a supervisor must");
    set("MOT", REVIEW_ACCEPTED, NULL);
    app_resized(app);
    press(app, "2");
    assert_shown("a supervisor must re-open it before anything is changed.");
    assert_non_null(strstr(headless_row(0), "accepted"));
}

/* ---- the stage follows ---- */

static void stage_is(int stage)
{
    assert_int_equal(app->ui.stage, stage);
}

static void the_stage_follows_the_state(void **state)
{
    (void)state;
    stage_is(0);
    press(app, "Home Enter : 'desk-done");
    press(app, "Enter");
    stage_is(1); /* the work goes on at the next one */
    press(app, "Esc Down Enter");
    stage_is(0); /* this body is still at its desk review */
    press(app, "Esc Up Enter");
    stage_is(1);
    press(app, "v v"); /* all, the first: chosen on purpose */
    stage_is(0);
    press(app, "Esc Down Enter Esc Up Enter");
    stage_is(0);
    press(app, ": 'visited");
    press(app, "Enter");
    stage_is(1); /* a state changed here: it follows again */
    hand_in("MOE");
    press(app, "Esc Enter");
    stage_is(-1); /* whoever reviews looks at everything */
}

/* Coming back to where one was leaves the stage that one had. */
static void coming_back_keeps_the_stage(void **state)
{
    (void)state;
    set("MOE", REVIEW_VISITED, NULL);
    press(app, "Home Enter");
    stage_is(1);
    press(app, "v v");
    stage_is(0);
    running_again(0);
    assert_string_equal(app_screen(app), "body");
    stage_is(0);
}

static void any_number_of_stages(void **state)
{
    struct rubric r = {.nstages = 1};

    (void)state;
    for (int i = 0; i < REVIEWS; i++) {
        assert_int_equal(states_stage(&r, (enum review)i), -1);
    }
    r.nstages = 4;
    assert_int_equal(states_stage(&r, REVIEW_UNASSIGNED), 0);
    assert_int_equal(states_stage(&r, REVIEW_ASSIGNED), 0);
    assert_int_equal(states_stage(&r, REVIEW_DESK_DONE), 1);
    assert_int_equal(states_stage(&r, REVIEW_VISITED), 3);
    assert_int_equal(states_stage(&r, REVIEW_OPINION_GIVEN), 3);
    assert_int_equal(states_stage(&r, REVIEW_SENT_BACK), -1);
    assert_int_equal(states_stage(&r, REVIEW_ACCEPTED), -1);
}

/* ---- filters; what came in since ---- */

static void bodies_are_filtered_by_state(void **state)
{
    (void)state;
    hand_in("MOT");
    press(app, "f 'to review");
    press(app, "Enter");
    assert_shown("Ministry of Transport");
    assert_not_shown("Ministry of Education");
    press(app, "Esc f 'not assigned");
    press(app, "Enter");
    assert_shown("State Customs Committee");
    assert_not_shown("Ministry of Transport");
}

/* Somebody else's laptop, which knew nothing of the accept, answered. */
static void comes_in(const char *body, const char *service, const char *question, const char *value)
{
    struct err err = {0};
    struct slot slot = {"answer", body, service, question, ""};
    struct change *t = change_begin(campaign, &err);
    assert_non_null(t);
    change_fix_device(t, "0123456789abcdef0123456789abcdef");
    change_as(t, "Inspector B", "2019-10-15T14:03:40Z");
    change_touch(t, body, service);
    assert_true(change_event(t, &slot, json_pack("{s:n,s:s}", "note", "value", value), NULL, 0));
    assert_true(change_end(&t, true, &err));
}

static void what_came_in_since_is_shown_beside_what_was_accepted(void **state)
{
    (void)state;
    press(app, "v v Home");
    hand_in("NYN");
    set("NYN", REVIEW_ACCEPTED, NULL);
    app_resized(app);
    press(app, "Home Down Down Down");
    assert_shown("accepted 2");
    assert_not_shown("changed since");
    press(app, "f 'changed");
    assert_shown("changed since accepted");
    press(app, "Enter");
    assert_shown("No row is left by the filter");
    comes_in("NYN", "N1", "level", "full");
    app_resized(app);
    press(app, "Home");
    assert_shown("accepted, changed since"); /* beside who has it */
    headless_size(40, 200);                  /* room for the whole line */
    app_resized(app);
    app_draw(app);
    assert_shown("changed since, now");
    press(app, "Enter");
    assert_non_null(strstr(headless_row(0), "accepted, changed since"));
    press(app, "a"); /* once more: what it sees now */
    assert_string_equal(app_screen(app), "accept");
    press(app, "Y");
    assert_not_shown("changed since");
    state_is("NYN", REVIEW_ACCEPTED);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, running_leave)
    const struct CMUnitTest tests[] = {
        TEST(people_are_listed),
        TEST(roles_change_and_the_last_supervisor_stays),
        TEST(somebody_new_is_named),
        TEST(bodies_are_ticked_as_one_change),
        TEST(an_inspector_looks_and_is_told_why),
        TEST(clicks_on_people),
        TEST(a_body_is_given_to_somebody),
        TEST(an_inspector_brings_a_body_on),
        TEST(accepting_asks_and_enter_is_no_yes),
        TEST(sending_back_needs_a_remark),
        TEST(an_open_remark_is_enough),
        TEST(reopening_needs_its_reason),
        TEST(a_supervisor_sets_a_body_back),
        TEST(what_is_locked_says_so_before_and_when_tried),
        TEST(a_supervisor_goes_on_in_what_is_handed_in),
        TEST(the_stage_follows_the_state),
        TEST(coming_back_keeps_the_stage),
        TEST(any_number_of_stages),
        TEST(bodies_are_filtered_by_state),
        TEST(what_came_in_since_is_shown_beside_what_was_accepted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

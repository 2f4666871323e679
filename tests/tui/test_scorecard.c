/* The scorecard on screen: its keys, the place behind every line, review under one hand, and the
 * final rating by hand beside the computed one wherever ratings are shown. */
#include "tests/tui/running.h"

#include "tui/inside.h"
#include "tui/screens/scorecard.h"

static int enter(void **state)
{
    return running_enter(state, "Home r");
}

static void become(const char *by, unsigned flags)
{
    struct err err = {0};
    struct writer w = {by, "key"};

    app_free(&app);
    campaign_close(&campaign);
    campaign = campaign_open(small_path("2019.meyar"), flags, &w, &err);
    if (!campaign) {
        fail_msg("%s", err_text(&err));
    }
    app = app_new(campaign);
    app_draw(app);
}

static void on_screen(const char *name)
{
    if (strcmp(app_screen(app), name) != 0) {
        headless_dump(stderr);
        fail_msg("on %s, not on %s", app_screen(app), name);
    }
}

static void set_state(const char *body, enum review to, const char *reason)
{
    struct err err = {0};
    if (!review_set(campaign, body, to, reason, &err)) {
        fail_msg("%s", err_text(&err));
    }
    app_resized(app);
    app_draw(app);
}

static const char *state_of(const char *body)
{
    struct arena *a = arena_new();
    struct review_state s;
    assert_true(review_get(campaign, 0, body, &s, a));
    arena_free(&a);
    return review_id(s.state);
}

static struct card *card(void)
{
    on_screen("scorecard");
    return app_top(app)->data;
}

/* Puts the cursor on the first item of a kind; gives how many there are. */
static int choose(enum card_go go)
{
    struct card *c = card();
    int n = 0;

    press(app, "Home");
    for (int i = 0; i < c->nitems; i++) {
        n += c->item[i].go == go;
        if (c->item[i].go == go && n == 1) {
            for (int k = 0; k < i; k++) {
                press(app, "Down");
            }
        }
    }
    return n;
}

static void it_shows_the_body(void **state)
{
    (void)state;
    on_screen("scorecard");
    assert_shown("Ministry of Education › Scorecard");
    assert_shown("89.5  Good");
    assert_shown("Services 2");
    assert_shown("Criteria");
    assert_shown("Weakest questions");
    assert_shown("Proposals 5");
    assert_shown("Look at");
    assert_shown("Worked");
    assert_shown("1 of 5");
    press(app, "q");
    on_screen("bodies");
}

/* What each kind of line leads to. */
static const char *screen_of(const struct card_item *it)
{
    switch (it->go) {
    case GO_WHY:
    case GO_CRITERION:
    case GO_FINAL:
        return "why";
    case GO_SERVICES:
    case GO_MATCHED:
        return "body";
    case GO_PROPOSAL:
    case GO_PROPOSALS:
        return "proposals";
    case GO_WORKED:
        return "history";
    default:
        return NULL; /* one place is gone to at once, several are listed */
    }
}

static void every_line_opens_its_place_and_leads_back(void **state)
{
    (void)state;
    for (int body = 0; body < 3; body++) {
        int n = card()->nitems;
        assert_true(n > 8);
        press(app, "Home");
        for (int i = 0; i < n; i++) {
            const char *wanted = screen_of(&card()->item[card()->list.cur]);
            press(app, "Enter");
            if (wanted) {
                on_screen(wanted);
            } else if (strcmp(app_screen(app), "places") == 0) {
                press(app, "Enter");
                assert_string_not_equal(app_screen(app), "places");
                press(app, "Esc");
                on_screen("places");
            } else {
                assert_string_not_equal(app_screen(app), "scorecard");
            }
            press(app, "q"); /* Esc shows all of a filtered list first */
            if (strcmp(app_screen(app), "places") == 0) {
                press(app, "Esc");
            }
            on_screen("scorecard");
            assert_int_equal(card()->list.cur, i);
            press(app, "Down");
        }
        press(app, "Right");
    }
}

static void services_of_a_rating_are_listed_alone(void **state)
{
    (void)state;
    assert_int_equal(choose(GO_SERVICES), 4);
    press(app, "Down Enter"); /* good */
    on_screen("body");
    assert_int_equal(app->ui.services.filter, FILTER_RATING);
    assert_shown("1 of 2");
    assert_not_shown("School certificate copy");
    press(app, "q");
    on_screen("scorecard");
    assert_int_equal(app->ui.services.filter, FILTER_ALL);
}

static void a_criterion_is_asked_why(void **state)
{
    (void)state;
    choose(GO_CRITERION);
    press(app, "Down y");
    on_screen("why");
    assert_non_null(strstr(headless_row(getcury(stdscr)), "Openness"));
}

static void bodies_follow_one_another_as_the_list_has_them(void **state)
{
    (void)state;
    press(app, "Left");
    assert_shown("first body of the list");
    press(app, "Right");
    assert_shown("Ministry of Transport › Scorecard");
    assert_shown("2 of 5");
    press(app, "l h h");
    assert_shown("Ministry of Education › Scorecard");
    press(app, "q");
    app->ui.bodies.order = ORDER_WORST;
    app_resized(app);
    press(app, "Home r");
    assert_shown("1 of 5");
    assert_not_shown("Ministry of Education › Scorecard");
    press(app, "l l l l l");
    assert_shown("last body of the list");
    press(app, "q");
    on_screen("bodies");
    /* The cursor of the list followed. */
    assert_non_null(strstr(headless_row(getcury(stdscr)), "▶"));
}

/* More often than there may be screens: the oldest way back is forgotten, the latest ones lead
 * back.
 */
static void one_goes_on_for_ever(void **state)
{
    (void)state;
    choose(GO_LOOK);
    for (int i = 0; i < DEPTH_MOST; i++) {
        choose(GO_LOOK);
        press(app, "Enter");
        if (strcmp(app_screen(app), "places") == 0) {
            press(app, "Enter");
        }
        on_screen("questions");
        press(app, "r");
        on_screen("scorecard");
    }
    assert_true(app->depth <= DEPTH_MOST);
    assert_string_equal(app->stack[0].table->name, "bodies");
    press(app, "q");
    on_screen("questions");
    while (app->depth > 2) {
        press(app, strcmp(app_screen(app), "places") == 0 ? "Esc" : "q");
    }
    on_screen("scorecard");
    press(app, "q");
    on_screen("bodies");
}

/* ---- review ---- */

static void a_body_is_sent_back_and_accepted(void **state)
{
    (void)state;
    press(app, "a");
    assert_shown("Only what is handed in can be accepted.");
    set_state("MOE", REVIEW_HANDED_IN, "no files yet");
    assert_shown("handed in");
    press(app, "b");
    on_screen("send-back");
    press(app, "'Show the form");
    press(app, "Enter Y");
    on_screen("scorecard");
    assert_string_equal(state_of("MOE"), "sent_back");
    assert_shown("1 remark");
    choose(GO_LOOK);
    set_state("MOE", REVIEW_HANDED_IN, "mended");
    assert_shown("Nothing has changed since it was sent back.");
    press(app, "a Y");
    on_screen("scorecard");
    assert_string_equal(state_of("MOE"), "accepted");
    press(app, "o");
    on_screen("scorecard");
    assert_shown("is accepted: a supervisor must re-open it");
    press(app, "R");
    on_screen("re-open");
    press(app, "'A look was too short");
    press(app, "Enter");
    on_screen("scorecard");
    assert_string_equal(state_of("MOE"), "reopened");
}

static void what_changed_since_stands_first(void **state)
{
    (void)state;
    set_state("MOE", REVIEW_HANDED_IN, "no files yet");
    set_state("MOE", REVIEW_SENT_BACK, NULL);
    small_answer(campaign, "MOE", "M2", "mobile", "yes", NULL);
    small_answer(campaign, "MOE", "M2", "help", "yes", NULL);
    app_resized(app);
    press(app, "Home");
    int y = headless_find("Since it was sent back");
    assert_int_equal(y, 1);
    assert_non_null(strstr(headless_row(y), ": 2 answers"));
    press(app, "Enter");
    on_screen("places");
    assert_shown("No → Yes");
    press(app, "Enter");
    on_screen("questions");
    assert_shown("Is there help beside the form?");
}

static void a_remark_is_about_the_line(void **state)
{
    struct remark *list;
    struct err err = {0};
    struct arena *a = arena_new();
    int n;

    (void)state;
    choose(GO_WEAK);
    press(app, "m");
    on_screen("remarks");
    press(app, "m 'Is that so?");
    press(app, "Esc Esc");
    on_screen("scorecard");
    assert_true(remarks_list(campaign, "MOE", NULL, NULL, 0, &list, &n, a, &err));
    assert_int_equal(n, 1);
    assert_string_equal(list[0].service, "M2");
    assert_non_null(list[0].question);
    assert_shown("1 remark");
    arena_free(&a);
}

/* ---- the final rating ---- */

static int final_of(const char *service)
{
    struct arena *a = arena_new();
    struct final_rating f;
    final_read(campaign, 0, "MOE", service, &f, a);
    arena_free(&a);
    return f.rating;
}

static void the_final_rating_stands_beside_the_computed_one(void **state)
{
    (void)state;
    press(app, "o");
    on_screen("final-rating");
    assert_shown("computed");
    press(app, "4 Enter"); /* excellent; and no reason */
    assert_shown("A reason is needed");
    press(app, "'The counter was closed");
    press(app, "Enter");
    on_screen("scorecard");
    assert_int_equal(final_of(""), 3);
    assert_shown("Excellent (by hand; computed: Good)");
    assert_shown("By hand, by Inspector A: The counter was closed");
    press(app, "y");
    assert_shown("Set by hand, by Inspector A: Excellent, in place of: Good.");
    press(app, "Esc q");
    on_screen("bodies");
    assert_shown("Excellent †");
    press(app, "Enter Home o");
    on_screen("final-rating");
    assert_shown("Excellent, by Inspector A: The counter was closed");
    press(app, "5");
    on_screen("body");
    assert_int_equal(final_of(""), -1);
    assert_shown("the computed rating counts again");
}

static void a_service_gets_one_too(void **state)
{
    (void)state;
    press(app, "q Enter Home Down Down o");
    on_screen("final-rating");
    assert_shown("Recognition of a diploma");
    press(app, "1 'Nothing of it works");
    press(app, "Enter");
    on_screen("body");
    assert_int_equal(final_of("M2"), 0);
    assert_shown("ctory †");
    press(app, "Enter");
    on_screen("questions");
    assert_shown("Unsatisfactory (by hand;");
    press(app, "o");
    on_screen("final-rating");
    press(app, "End Down Down Down Down Enter");
    on_screen("questions");
    assert_int_equal(final_of("M2"), -1);
}

static void only_a_supervisor_and_only_what_is_rated(void **state)
{
    (void)state;
    press(app, "Right o");
    on_screen("scorecard");
    assert_shown("MOT is not rated yet");
    become("Inspector B", 0);
    press(app, "Home r");
    on_screen("scorecard");
    press(app, "o");
    on_screen("scorecard");
    assert_shown("Only a supervisor sets a final rating.");
    press(app, "a");
    assert_shown("Only a supervisor does that.");
}

static void nothing_is_written_where_it_is_read_only(void **state)
{
    static const char *const writes[] = {"a", "b", "o", "R", "u", "+"};

    (void)state;
    set_state("MOE", REVIEW_HANDED_IN, "no files yet");
    become("Inspector A", OPEN_READ_ONLY);
    press(app, "Home r");
    for (size_t i = 0; i < sizeof writes / sizeof writes[0]; i++) {
        press(app, writes[i]);
        on_screen("scorecard");
        assert_shown("Read only:");
    }
    every_line_opens_its_place_and_leads_back(state);
}

/* ---- any size ---- */

static void every_line_is_in_sight_at_any_size(void **state)
{
    static const int sizes[][2] = {{12, 40}, {13, 59}, {24, 80}, {24, 109}, {30, 110}, {60, 200}};

    (void)state;
    press(app, "Right");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        headless_size(sizes[i][0], sizes[i][1]);
        app_resized(app);
        press(app, "Home");
        for (int k = 0; k < card()->nitems; k++, press(app, "Down")) {
            int y = getcury(stdscr), x = getcurx(stdscr);
            assert_int_equal(card()->list.cur, k);
            assert_in_range(y, 1, LINES - 2);
            assert_in_range(x, 1, COLS - 2);
            assert_true(headless_reverse(y, x) || headless_reverse(y, x + 2));
        }
    }
}

static void a_click_chooses_and_opens(void **state)
{
    (void)state;
    choose(GO_WORKED);
    int y = getcury(stdscr), x = getcurx(stdscr);
    press(app, "Home");
    app_press(app, PRESS_BUTTON, y, x + 1);
    app_draw(app);
    assert_int_equal(getcury(stdscr), y);
    on_screen("scorecard");
    app_press(app, PRESS_BUTTON, y, x + 1);
    on_screen("history");
}

/* What it was opened over is as it was left; of another body by now, that one is gone to. */
static void it_leads_back_to_where_it_was_opened(void **state)
{
    (void)state;
    press(app, "q Enter Home Down Down Enter Home Right Right");
    on_screen("questions");
    char *row = mem_dup(headless_row(2));
    press(app, "r");
    on_screen("scorecard");
    press(app, "q");
    on_screen("questions");
    assert_string_equal(headless_row(2), row);
    free(row);
    press(app, "r Right q");
    on_screen("body");
    assert_shown("Ministry of Transport");
    press(app, "q r Right q");
    on_screen("bodies");
    press(app, "y");
    assert_shown("State Customs Committee");
}

/* One comes back to the daily work: the body. */
static void where_one_was_is_kept(void **state)
{
    (void)state;
    press(app, "Right");
    running_again(0);
    on_screen("body");
    assert_shown("Ministry of Transport");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter, running_leave)
    const struct CMUnitTest tests[] = {
        TEST(it_shows_the_body),
        TEST(every_line_opens_its_place_and_leads_back),
        TEST(services_of_a_rating_are_listed_alone),
        TEST(a_criterion_is_asked_why),
        TEST(bodies_follow_one_another_as_the_list_has_them),
        TEST(one_goes_on_for_ever),
        TEST(a_body_is_sent_back_and_accepted),
        TEST(what_changed_since_stands_first),
        TEST(a_remark_is_about_the_line),
        TEST(the_final_rating_stands_beside_the_computed_one),
        TEST(a_service_gets_one_too),
        TEST(only_a_supervisor_and_only_what_is_rated),
        TEST(nothing_is_written_where_it_is_read_only),
        TEST(every_line_is_in_sight_at_any_size),
        TEST(a_click_chooses_and_opens),
        TEST(it_leads_back_to_where_it_was_opened),
        TEST(where_one_was_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

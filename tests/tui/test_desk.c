/* The supervisor's way over the demo: what a line of the scorecard counts is what it opens, and
 * every screen leads back to the one it was opened from. */
#include "tests/tui/demo.h"

#include "tui/inside.h"
#include "tui/screens/body.h"
#include "tui/screens/proposals.h"
#include "tui/screens/scorecard.h"

static void on_screen(const char *name)
{
    if (strcmp(app_screen(app), name) != 0) {
        headless_dump(stderr);
        fail_msg("on %s, not on %s", app_screen(app), name);
    }
}

static struct card *card(void)
{
    on_screen("scorecard");
    return app_top(app)->data;
}

/* Moves the cursor to the item that goes there and has the index. */
static void choose(enum card_go go, int index)
{
    press(app, "Home");
    for (int i = 0; i < card()->nitems; i++) {
        const struct card_item *it = &card()->item[i];
        if (it->go == go && (it->index == index || index < 0)) {
            return;
        }
        press(app, "Down");
    }
    fail_msg("there is no such line");
}

/* Where the sum counts over all stages the list behind it must not be that of one. */
static void unfinished_services_are_those_that_were_counted(void **state)
{
    (void)state;
    demo_open("en", 24, 80, "Home");
    int stage = app->ui.stage;
    press(app, "r"); /* the first body has six of them, one in the stage on show */
    for (choose(GO_SERVICES, -1); card_chosen(card())->view.filter != FILTER_OPEN;) {
        press(app, "Down");
    }
    int n = card()->s.body->result->nincomplete;
    press(app, "Enter");
    on_screen("body");
    const struct body *b = app_top(app)->data;
    assert_true(n > 1);
    assert_int_equal(b->services.n, n);
    press(app, "Down Enter");
    on_screen("questions");
    press(app, "q");
    on_screen("body");
    press(app, "q");
    on_screen("scorecard");
    assert_int_equal(app->ui.stage, stage);
    demo_close();
}

/* It is never asked: what it is computed from stands in its sum. */
static void a_computed_question_leads_to_its_sum(void **state)
{
    (void)state;
    demo_open("en", 60, 200, "Home r");
    const struct card *c = card();
    int at = -1;
    for (int i = 0; at < 0 && i < c->s.nweakest; i++) {
        const struct question *q = &c->s.body->rubric->service->questions[c->s.weakest[i].question];
        at = q->type->id == Q_CALC ? i : -1;
    }
    assert_true(at >= 0);
    choose(GO_WEAK, at);
    press(app, "Enter");
    on_screen("places");
    press(app, "Enter");
    on_screen("why");
    press(app, "q Esc");
    on_screen("scorecard");
    demo_close();
}

static void a_proposal_of_last_year_is_the_chosen_one(void **state)
{
    (void)state;
    demo_open("en", 60, 200, "Home r");
    const struct card *c = card();
    while (strcmp(c->body, "MAL") != 0) { /* it was given an opinion the year before */
        press(app, "Right");
        assert_true(c->s.pos < c->s.of - 1);
    }
    int at = 0;
    while (at < c->s.nlook && c->s.look[at].kind != LOOK_NOT_FOLLOWED) {
        at++;
    }
    assert_true(at < c->s.nlook);
    assert_true(c->s.look[at].nplaces > 1);
    char *key = mem_dup(c->s.look[at].place[1].key);
    choose(GO_LOOK, at);
    press(app, "Enter");
    assert_int_equal(headless_find("\\n"), -1);
    press(app, "Down Enter");
    on_screen("proposals");
    const struct proposals_screen *p = app_top(app)->data;
    assert_true(proposals_is_earlier(p));
    assert_string_equal(proposals_chosen(p)->key, key);
    free(key);
    demo_close();
}

/* Beside the computed one, or with its sign, on every screen that shows a rating. */
static void a_rating_by_hand_is_marked_everywhere(void **state)
{
    struct err err = {0};

    (void)state;
    demo_open("en", 24, 80, "Home");
    if (!final_set(campaign, "VER", "", "excellent", "Seen again in May", &err)) {
        fail_msg("%s", err_text(&err));
    }
    press(app, "Down Down Down Down Down");
    assert_shown("Excellent †");
    press(app, "Enter");
    on_screen("body");
    assert_shown("Excellent †");
    demo_run("trends");
    on_screen("trends");
    assert_shown("Excellent (by hand; computed: Good)");
    press(app, "Tab"); /* of all bodies this one is the chosen one */
    assert_shown("▶ Vergil");
    press(app, "q");
    demo_run("Compare:");
    on_screen("compare");
    assert_shown("Excellent (by hand; computed: Good)");
    press(app, "q");
    demo_run("campaign report");
    press(app, "Tab Tab Tab Tab Tab Down");
    assert_shown("Excellent †");
    assert_shown("Excellent by hand, computed Good: Seen");
    demo_close();
}

/* The box says it: a line of the scorecard about many services is none of them. */
static void a_remark_says_what_it_is_about(void **state)
{
    (void)state;
    demo_open("en", 24, 80, "Home r m");
    on_screen("remarks");
    assert_shown("Remarks: The body itself");
    press(app, "m");
    assert_shown("Remark: The body itself");
    demo_close();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unfinished_services_are_those_that_were_counted),
        cmocka_unit_test(a_computed_question_leads_to_its_sum),
        cmocka_unit_test(a_proposal_of_last_year_is_the_chosen_one),
        cmocka_unit_test(a_remark_says_what_it_is_about),
        cmocka_unit_test(a_rating_by_hand_is_marked_everywhere),
    };

    return cmocka_run_group_tests(tests, demo_make, demo_remove);
}

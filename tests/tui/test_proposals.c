/* A body's proposals, own findings and its opinion on the screens: keys, and what is stored. */
#include "tests/tui/running.h"

#include <dirent.h>
#include <sys/stat.h>

/* All stages; the proposals of the Ministry of Transport: payment +1.8, level +1.7 (three
 * services), errors +0.8, ways +0.5; of 2018 level. */
static int enter(void **state)
{
    return running_enter(state, "v v Home Down p");
}

/* What is stored. */
static struct proposals now;
static struct body_full *body;
static struct arena *told;

static void look(const char *code)
{
    struct err err = {0};

    if (told) {
        proposals_free(&now);
        body_unload(&body);
        arena_free(&told);
    }
    told = arena_new();
    body = body_load(campaign, 0, code, &err);
    if (!body || !proposals_read(campaign, 0, body, 0, "2019-10-16", &now, told, &err)) {
        fail_msg("%s", err_text(&err));
    }
}

static const struct proposal_item *item(const char *key)
{
    look("MOT");
    for (int i = 0; i < now.n; i++) {
        if (strcmp(now.list[i].key, key) == 0) {
            return &now.list[i];
        }
    }
    fail_msg("no proposal %s", key);
    return NULL;
}

static int leave(void **state)
{
    if (told) {
        proposals_free(&now);
        body_unload(&body);
        arena_free(&told);
    }
    memset(&now, 0, sizeof now);
    return running_leave(state);
}

static void test_list(void **state)
{
    (void)state;
    assert_string_equal(app_screen(app), "proposals");
    assert_shown("2019 › Ministry of Transport › Proposals");
    assert_shown("4 · 1 of 2018");
    assert_shown("▶‼ Take the fee online.");
    assert_shown("(3)");
    assert_shown("Of 2018");
    press(app, "Down");
    assert_shown("Deficiency   The service ends at a form to be downloaded.");
    assert_shown("major · due 90 days · +1.7 · again, since 2018");
    press(app, "g");
    assert_shown("The proposal in full");
    press(app, "q q");
    assert_string_equal(app_screen(app), "bodies");
}

/* Each field is stored as soon as its editing ends. */
static void test_fields(void **state)
{
    (void)state;
    press(app, "Enter Down Enter");
    assert_shown("The rubric   Take the fee online."); /* stays in sight */
    press(app, "Ctrl-U 'Take it by card");
    press(app, "Enter 'from June.");
    press(app, "Esc");
    assert_shown("Stored: Proposal");
    assert_string_equal(item("payment")->proposal, "Take it by card\nfrom June.");
    assert_null(item("payment")->deficiency);
    assert_shown("The rubric   Take the fee online.");

    press(app, "Down Enter 'The IT department");
    press(app, "Enter Down Enter '2020-02-30");
    press(app, "Enter");
    assert_shown("2020-02-30"); /* is no day: what was typed stays */
    press(app, "Ctrl-U '2099-03-31");
    press(app, "Enter");
    assert_string_equal(item("payment")->owner, "The IT department");
    assert_string_equal(item("payment")->due, "2099-03-31");

    press(app, "Down 3");
    assert_shown("Stored: State");
    assert_int_equal(item("payment")->state, PROPOSAL_ACCEPTED);
    press(app, "Esc");
    assert_shown("The IT d…");
    assert_shown("2099-03-31  accepted");
    assert_shown("Take it by card from June.");
    assert_true(small_clean(campaign));
}

/* Back to what it was, by R and by undo. */
static void test_back(void **state)
{
    (void)state;
    press(app, "Enter Enter Ctrl-U 'No fee");
    press(app, "Esc");
    assert_string_equal(item("payment")->deficiency, "No fee");
    press(app, "u");
    assert_null(item("payment")->deficiency);
    press(app, "R");
    assert_shown("Nothing stands here that was put in by hand.");
    press(app, "Enter Ctrl-U 'No fee");
    press(app, "Esc R");
    assert_null(item("payment")->deficiency);
    press(app, "Enter Ctrl-U 'Again");
    press(app, "Esc Enter Ctrl-U Esc"); /* an empty text gives the rubric's words back */
    assert_null(item("payment")->deficiency);
    press(app, "Down Down Enter 'Press");
    press(app, "Enter R");
    assert_null(item("payment")->owner);
    press(app, "Down Down 5 R");
    assert_int_equal(item("payment")->state, PROPOSAL_DRAFT);
    press(app, "Enter Down Enter"); /* by the cursor, too */
    assert_int_equal(item("payment")->state, PROPOSAL_GIVEN);
}

static void test_disputed(void **state)
{
    (void)state;
    press(app, "Enter Down Down Down Down 4");
    assert_shown("What does the body say?");
    press(app, "Esc");
    assert_shown("its state stays as it is");
    assert_int_equal(item("payment")->state, PROPOSAL_DRAFT);
    press(app, "4 'The bank takes it.");
    press(app, "Esc");
    assert_int_equal(item("payment")->state, PROPOSAL_DISPUTED);
    assert_string_equal(item("payment")->reply, "The bank takes it.");
    press(app, "Down R");
    assert_string_equal(item("payment")->reply, "The bank takes it.");
    press(app, "Enter Ctrl-U 'Since May.");
    press(app, "Esc Up 3");
    assert_int_equal(item("payment")->state, PROPOSAL_ACCEPTED);
    assert_string_equal(item("payment")->reply, "Since May."); /* stays with another state */
    press(app, "Esc");
    assert_shown("Of the body  \"Since May.\"");
}

static void test_move(void **state)
{
    (void)state;
    press(app, "K");
    assert_shown("It is the first already.");
    press(app, "J");
    look("MOT");
    assert_string_equal(now.list[0].key, "level");
    assert_string_equal(now.list[1].key, "payment");
    assert_shown("▶‼ Take the fee online."); /* the cursor goes along */
    press(app, "K");
    look("MOT");
    assert_string_equal(now.list[0].key, "payment");
    press(app, "u");
    look("MOT");
    assert_string_equal(now.list[0].key, "level");
    press(app, "End J");
    assert_shown("Those of the campaign before have no place in this opinion.");
    assert_true(small_clean(campaign));
}

static void test_finding(void **state)
{
    (void)state;
    press(app, "+ Esc"); /* nothing yet */
    assert_string_equal(app_screen(app), "proposals");
    press(app, "+ 2 Enter Esc");
    assert_shown("Nothing was written, so nothing is stored.");
    look("MOT");
    assert_int_equal(now.n, 4);

    press(app, "+ 1 Down Enter 'The desk knows nothing");
    press(app, "Esc");
    assert_shown("The finding is stored; u takes it back.");
    look("MOT");
    assert_int_equal(now.n, 5);
    const struct proposal_item *x = &now.list[4];
    assert_int_equal(x->kind, PROPOSAL_DEFICIENCY);
    assert_string_equal(x->deficiency, "The desk knows nothing");
    assert_int_equal(x->nservices, 1);

    press(app, "Down Enter 'Train it");
    press(app, "Esc Down Enter 'Decision 191");
    press(app, "Esc Down 2");
    look("MOT");
    x = &now.list[4];
    assert_string_equal(x->proposal, "Train it");
    assert_string_equal(x->basis, "Decision 191");
    assert_int_equal(x->severity, 1);
    press(app, "Home Down Enter");
    assert_shown("It stays with what it is about");
    press(app, "Home 3"); /* a good practice has no severity */
    look("MOT");
    assert_int_equal(now.list[4].kind, PROPOSAL_PRACTICE);
    assert_int_equal(now.list[4].severity, -1);
    press(app, "Esc");
    assert_shown("▶+ Train it (good practice)");

    press(app, "Enter End Enter");
    assert_shown("The finding is withdrawn; u brings it back.");
    assert_string_equal(app_screen(app), "proposals");
    look("MOT");
    assert_int_equal(now.n, 4);
    press(app, "u");
    look("MOT");
    assert_int_equal(now.n, 5);
    assert_true(small_clean(campaign));
}

/* Last year's: what became of it, and nothing else. */
static void test_earlier(void **state)
{
    (void)state;
    press(app, "End");
    assert_shown("Enter what became of it");
    press(app, "Enter");
    assert_shown("Of 2018: what became of it");
    press(app, "Home Enter");
    assert_shown("It is of the campaign before: here is only said what became of it.");
    press(app, "Down Down Down Down 3");
    look("MOT");
    assert_int_equal(now.earlier[0].state, PROPOSAL_NO_LONGER);
    press(app, "Down Enter 'There is a new office");
    press(app, "Esc");
    look("MOT");
    assert_int_equal(now.earlier[0].state, PROPOSAL_NO_LONGER);
    assert_string_equal(now.earlier[0].reply, "There is a new office");
    press(app, "Up R");
    look("MOT");
    assert_int_equal(now.earlier[0].state, PROPOSAL_NOT_DONE); /* as the answers say */
    assert_true(small_clean(campaign));
}

static void test_answers(void **state)
{
    (void)state;
    press(app, "i"); /* one service alone */
    assert_string_equal(app_screen(app), "questions");
    assert_shown("Driving licence exchange");
    assert_shown("Can the fee be paid inside the service?");
    press(app, "p"); /* and back to its proposal */
    assert_shown("▶‼ Take the fee online.");
    press(app, "Down i");
    assert_string_equal(app_screen(app), "answers-of");
    press(app, "'plate");
    press(app, "Enter");
    assert_shown("Number plate choice");
    assert_shown("How far can the service be completed online?");
    press(app, "p q");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("Number plate choice"); /* as it was left */
    press(app, "p End i Esc");
    assert_string_equal(app_screen(app), "proposals");
}

static void test_neighbours(void **state)
{
    (void)state;
    press(app, "Left");
    assert_shown("Ministry of Education › Proposals");
    press(app, "Left");
    assert_shown("It is the first body of the list");
    press(app, "Right Right");
    assert_shown("State Customs Committee › Proposals");
    press(app, "q");
    assert_string_equal(app_screen(app), "bodies");
    assert_int_equal(getcury(stdscr), headless_find("Customs")); /* the body one came to */
    press(app, "Home Down Enter p Left q"); /* from a body one comes back to the other */
    assert_string_equal(app_screen(app), "body");
    assert_shown("2019 › Ministry of Education");
}

static void test_nothing(void **state)
{
    (void)state;
    press(app, "q End p");
    assert_shown("so nothing is proposed.");
    press(app, "Enter");
    assert_shown("There is no proposal here yet.");
    press(app, "i J g");
    assert_string_equal(app_screen(app), "proposals");
}

/* ---- the opinion ---- */

static int files_in(const char *folder)
{
    DIR *dir = opendir(folder);
    int n = 0;

    for (struct dirent *d; dir && (d = readdir(dir));) {
        n += d->d_name[0] != '.';
    }
    if (dir) {
        closedir(dir);
    }
    return n;
}

static void test_opinion(void **state)
{
    char *folder = mem_dup(small_path("handed"));

    (void)state;
    assert_int_equal(mkdir(folder, 0700), 0);
    press(app, "O");
    assert_string_equal(app_screen(app), "opinion");
    assert_shown("As it would be given today");
    assert_shown("1. Can the fee be paid inside the service?");
    press(app, "Y");
    struct review_state at;
    look("MOT");
    assert_true(review_get(campaign, 0, "MOT", &at, told));
    assert_int_equal(at.state, REVIEW_OPINION_GIVEN);
    assert_shown("As it was given on 20");
    press(app, "Y");
    assert_string_equal(app_screen(app), "opinion");

    press(app, "q Enter Enter Ctrl-U 'Changed since");
    press(app, "Esc Esc O"); /* the body has the text that it was given */
    assert_shown("1. Can the fee be paid inside the service?");
    assert_not_shown("Changed since");

    for (int i = 1; i <= 2; i++) {
        press(app, "E");
        for (const char *s = folder; *s; s++) {
            app_key(app, key_char((unsigned char)*s));
        }
        press(app, "Enter Enter");
        assert_shown("Written: ");
        assert_int_equal(files_in(folder), i); /* never over another */
    }
    char *path = mem_printf("%s/MOT-opinion.txt", folder);
    FILE *f = fopen(path, "r");
    char line[64];
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    assert_string_equal(line, "MOT  Ministry of Transport\n");
    fclose(f);
    free(path);
    free(folder);
    assert_true(small_clean(campaign));
}

/* It is given in the language on show, which whoever gives it can change. */
static void test_opinion_language(void **state)
{
    (void)state;
    press(app, "O");
    assert_shown("As it would be given today (English)");
    press(app, "Tab");
    assert_shown("As it would be given today (Azərbaycanca)");
    press(app, "Tab Tab Y");
    assert_shown("In this language:");
    look("MOT");
    assert_non_null(strstr(now.given_text, "Rüsum internetdə qəbul edilsin."));
    press(app, "Tab");
    assert_shown("It stands as the body has it.");
    assert_true(small_clean(campaign));
}

/* ---- what can't be changed ---- */

static void test_read_only(void **state)
{
    (void)state;
    running_again(OPEN_READ_ONLY);
    press(app, "q Home Down p J"); /* it comes back to the body */
    assert_shown("Read only: ");
    press(app, "+");
    assert_shown("Read only: ");
    press(app, "Enter Enter");
    assert_shown("Read only: ");
    press(app, "Down Down Down Down 3");
    assert_shown("Read only: ");
    press(app, "Esc g Esc O Y");
    assert_shown("Read only: ");
    press(app, "End q Right q");
    assert_string_equal(app_screen(app), "bodies");
}

/* Of a body that is accepted what it says can still be written down. */
static void test_locked(void **state)
{
    struct err err = {0};

    (void)state;
    assert_true(review_set(campaign, "MOT", REVIEW_HANDED_IN, "all there is", &err));
    assert_true(review_set(campaign, "MOT", REVIEW_ACCEPTED, NULL, &err));
    press(app, "J");
    assert_shown("accepted");
    press(app, "+");
    assert_string_equal(app_screen(app), "proposals");
    press(app, "Enter Down Enter");
    assert_string_equal(app_screen(app), "proposal");
    assert_null(item("payment")->proposal);
    press(app, "Down Down Down 3");
    assert_int_equal(item("payment")->state, PROPOSAL_ACCEPTED);
}

/* What was typed comes back after a kill. */
static void test_drafts(void **state)
{
    (void)state;
    press(app, "Enter Down Enter Ctrl-U 'Half a te");
    app_idle(app);
    running_again(0);
    assert_null(item("payment")->proposal);
    press(app, "Home Down p Enter Down Enter");
    assert_shown("Half a te");
    press(app, "'xt");
    press(app, "Esc");
    assert_string_equal(item("payment")->proposal, "Half a text");
    press(app, "Down Enter 'IT");
    press(app, "Esc");
    assert_shown("kept as a draft");
    assert_null(item("payment")->owner);
    press(app, "Enter Enter");
    assert_string_equal(item("payment")->owner, "IT");
    press(app, "Esc + 1 Enter 'A find");
    app_idle(app);
    running_again(0);
    press(app, "Home Down + 1 Enter 'ing");
    press(app, "Esc");
    look("MOT");
    assert_string_equal(now.list[4].deficiency, "A finding");
    press(app, "Esc + 1 Enter"); /* and is done with */
    assert_not_shown("A finding");
}

/* The mouse chooses, and opens what is chosen. */
static void test_clicks(void **state)
{
    (void)state;
    int y = headless_find("Explain errors");
    app_press(app, PRESS_BUTTON, y, 10);
    app_draw(app);
    assert_shown("▶! Explain errors");
    app_press(app, PRESS_BUTTON, y, 10);
    app_draw(app);
    assert_string_equal(app_screen(app), "proposal");
    y = headless_find("Owner  ");
    app_press(app, PRESS_BUTTON, headless_find("– "), 20);
    app_press(app, PRESS_BUTTON, 0, 0);
    app_draw(app);
    assert_string_equal(app_screen(app), "proposals");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, enter, leave)
    const struct CMUnitTest tests[] = {
        TEST(list),
        TEST(fields),
        TEST(back),
        TEST(disputed),
        TEST(move),
        TEST(finding),
        TEST(earlier),
        TEST(answers),
        TEST(nothing),
        TEST(opinion),
        TEST(opinion_language),
        TEST(neighbours),
        TEST(read_only),
        TEST(locked),
        TEST(drafts),
        TEST(clicks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

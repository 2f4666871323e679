/* The campaign report on screen, on the demo: its figures are the model's, in the seed report's
 * order, and what is behind each of them can be seen. */
#include "tests/tui/demo.h"

#include <stdlib.h>
#include "model/rubric_move.h"
#include "tui/busy.h"
#include "tui/report_words.h"

#define REPORT "campaign report"
#define REPORT_AZ "Kampaniya hesabat"

static void open_report(int rows, int cols)
{
    demo_open("en", rows, cols, "Home");
    demo_run(REPORT);
    assert_string_equal(app_screen(app), "report");
}

/* ---- words ---- */

/* The seed report's tables, 2013 to 2018, under the rubric's words. */
static const char seed[] = "How electronic the services are\n"
                           "Bodies evaluated: 40 41 39 34 30 29\n"
                           "Services: 439 438 438 444 404 410\n"
                           "  Electronicized: 305 341 354 351 330 345\n"
                           "  Not electronic: 134 97 84 71 74 65\n"
                           "  Stopped: 0 0 0 22 0 0\n"
                           "Electronicized, % of listed: 69.5 77.9 80.8 79.1 81.7 84.1\n"
                           "Electronicized, % of evaluated: 69.5 77.9 80.8 83.2 81.7 84.1\n"
                           "How the services are provided\n"
                           "Unsatisfactory: 5 55 67 30 19 76\n"
                           "Satisfactory: 83 72 54 58 51 45\n"
                           "Good: 142 100 105 109 105 102\n"
                           "Excellent: 75 114 128 154 155 122\n"
                           "Not finished: 0 0 0 0 0 0\n"
                           "Unsatisfactory, %: 1.6 16.1 18.9 8.5 5.8 22.0\n"
                           "Satisfactory, %: 27.2 21.1 15.3 16.5 15.5 13.0\n"
                           "Good, %: 46.6 29.3 29.7 31.1 31.8 29.6\n"
                           "Excellent, %: 24.6 33.4 36.2 43.9 47.0 35.4\n"
                           "Good or Excellent, %: 71.1 62.8 65.8 74.9 78.8 64.9\n";

static void the_tables_in_words(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct report r;
    struct buf b = {0};
    int n, last = -1;

    (void)state;
    demo_open("en", 24, 80, "Home");
    assert_true(report_read(campaign, campaign_find(campaign, "2018"), &r, a, &err));
    struct report_line *line = report_lines(&r, 0, &n, a);
    for (int i = 0; i < n; i++) {
        if (line[i].table != last) {
            buf_printf(&b, "%s\n", report_table_title(last = line[i].table));
        }
        buf_printf(&b, "%s%s:", line[i].within ? "  " : "", line[i].title);
        for (int k = 0; k < r.ncolumns; k++) {
            buf_printf(&b, " %s", report_cell(&line[i], &r.column[k], a));
        }
        buf_addc(&b, '\n');
    }
    assert_string_equal(b.s, seed);
    buf_free(&b);
    arena_free(&a);
    demo_close();
}

/* ---- figures ---- */

/* Every figure of the tables stands on the screen, year by year. */
static void every_figure_is_shown(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct report r;
    int n;

    (void)state;
    open_report(60, 200);
    assert_true(report_read(campaign, 0, &r, a, &err));
    struct report_line *line = report_lines(&r, 0, &n, a);
    for (int i = 0; i < n; i++) {
        char row[4096];
        int y = -1;
        do { /* "Good" stands in several rows: the one that it begins */
            y++;
            snprintf(row, sizeof row, "%s", headless_row(y));
        } while (y < LINES &&
                 strncmp(row + strspn(row, " ▶"), line[i].title, strlen(line[i].title)) != 0);
        assert_true(y < LINES);
        char *at = strstr(row, line[i].title) + strlen(line[i].title);
        for (int k = 0; k < r.ncolumns; k++) {
            char *word = strtok(k ? NULL : at, " ");
            word = word && strcmp(word, "¹") == 0 ? strtok(NULL, " ") : word;
            const char *cell = report_cell(&line[i], &r.column[k], a);
            cell =
                arena_printf(a, "%s%s", cell, report_unfinished(&line[i], &r.column[k]) ? "…" : "");
            if (!word || strcmp(word, cell) != 0) {
                headless_dump(stderr);
                fail_msg("%s, %s: %s", line[i].title, r.column[k].campaign, word ? word : "-");
            }
        }
    }
    arena_free(&a);
    demo_close();
}

static int behind_count(const struct report_line *l, const struct report_column *col)
{
    switch (l->figure) {
    case REPORT_BODIES:
        return (int)col->bodies;
    case REPORT_SERVICES:
        return (int)col->services;
    case REPORT_UNRATED:
        return (int)col->unrated[l->index];
    case REPORT_STOPPED:
        return (int)col->stopped;
    case REPORT_INCOMPLETE:
        return (int)col->incomplete;
    case REPORT_RATING:
    case REPORT_RATING_SHARE:
        return (int)col->rating[l->index];
    case REPORT_BEST_SHARE:
        return (int)(col->rating[l->index] + col->rating[l->index - 1]);
    default:
        return (int)col->rateable;
    }
}

/* Rows of the box, and how many more it says there are. */
static int box_count(void)
{
    int rows = 0, more = 0;

    for (int y = 0; y < LINES; y++) {
        const char *row = headless_row(y), *arrow = strstr(row, "↓ ");
        rows += strstr(row, " › ") && strstr(row, "│") && y > 0;
        if (arrow) {
            more = atoi(arrow + strlen("↓ "));
        }
    }
    return rows + more;
}

/* Enter lists as many as the figure says. */
static void what_is_behind_each_figure(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct report r;
    int n;

    (void)state;
    open_report(60, 200);
    assert_true(report_read(campaign, 0, &r, a, &err));
    struct report_line *line = report_lines(&r, 0, &n, a);
    for (int k = 0; k < 2; k++) {
        const struct report_column *col = &r.column[r.ncolumns - 1 - k];
        press(app, k ? "Home Left" : "Home");
        for (int i = 0; i < n; i++) {
            int wanted = behind_count(&line[i], col);
            press(app, "Enter");
            if (wanted == 0) {
                assert_string_equal(app_screen(app), "report");
                assert_shown("it counts nothing");
            } else {
                assert_string_equal(app_screen(app), "behind");
                assert_shown(line[i].title);
                /* what is typed stands behind one such sign, the line below the list has another */
                int about = line[i].figure == REPORT_BODIES ? 1 : 2;
                assert_int_equal(box_count() - about, wanted);
                press(app, "Esc");
            }
            press(app, "Down");
        }
    }
    arena_free(&a);
    demo_close();
}

static void published_totals_have_nothing_behind(void **state)
{
    (void)state;
    open_report(24, 80);
    press(app, "Left Left Left Enter");
    assert_string_equal(app_screen(app), "report");
    assert_shown("2016 is known by its published totals alone");
    demo_close();
}

static void from_a_figure_to_a_service(void **state)
{
    (void)state;
    open_report(24, 80);
    press(app, "Down Down Enter Enter"); /* the first that is electronicized */
    assert_string_equal(app_screen(app), "questions");
    press(app, "q Esc");
    assert_string_equal(app_screen(app), "report");
    press(app, "Up Up Enter Enter"); /* a body, a service of it, and back by the same way */
    assert_string_equal(app_screen(app), "body");
    press(app, "Down Enter");
    assert_string_equal(app_screen(app), "questions");
    press(app, "q");
    assert_string_equal(app_screen(app), "body");
    press(app, "q Esc");
    assert_string_equal(app_screen(app), "report");
    demo_close();
    open_report(24, 80);
    press(app, "Left Down Down Enter Enter");
    assert_string_equal(app_screen(app), "behind");
    assert_shown("That is of the earlier campaign 2018");
    press(app, "'gəmi"); /* letters narrow it */
    assert_shown("Gəminin qeydiyyatı");
    assert_int_equal(headless_find("Xarici diplomun"), -1);
    demo_close();
}

/* ---- the other parts ---- */

static void parts_and_their_places(void **state)
{
    (void)state;
    open_report(24, 80);
    press(app, "Tab Tab");
    assert_shown("2019: most often below full");
    press(app, "Enter"); /* the question most often below full */
    assert_string_equal(app_screen(app), "compare");
    assert_shown("How is the service joined");
    press(app, "Esc Tab Tab Tab");
    assert_shown("2019: bodies by score");
    press(app, "Enter"); /* the best one */
    assert_true(strcmp(app_screen(app), "body") == 0 || strcmp(app_screen(app), "scorecard") == 0);
    assert_shown("Əqli Mülkiyyət Agentliyi");
    demo_close();
    open_report(24, 80);
    press(app, "End Enter");
    assert_string_equal(app_screen(app), "behind");
    press(app, "Esc Tab"); /* after the last part the first */
    assert_shown("How electronic the services are");
    demo_close();
}

static void coverage_adds_up(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct national n;

    (void)state;
    open_report(60, 200);
    assert_true(national_read(campaign, 0, &n, a, &err));
    press(app, "End");
    const struct coverage *v = &n.coverage;
    assert_shown(arena_printf(a, "%d of %d", v->answered, v->asked));
    int y = headless_find("Still open");
    assert_non_null(strstr(headless_row(y), arena_printf(a, " %d", v->open)));
    y = headless_find("Evidence missing");
    assert_non_null(strstr(headless_row(y), arena_printf(a, " %d", v->evidence_missing)));
    arena_free(&a);
    demo_close();
}

/* What is stored meanwhile is counted when the report comes to the front. */
static void it_follows_what_is_stored(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    const char *body, *service;
    int question;
    struct report r;

    (void)state;
    open_report(60, 200);
    assert_true(report_read(campaign, 0, &r, a, &err));
    int64_t answers = r.column[r.ncolumns - 1].answers;
    assert_shown(arena_printf(a, "2019: from %lld answers", (long long)answers));
    const struct rubric *rubric = campaign_rubric(campaign, 0);
    const char *at_body = "", *at_service = "";
    int at = -1;
    do { /* one that nobody said anything to yet */
        assert_true(
            next_open(campaign, at_body, at_service, at, -1, 1, &body, &service, &question, a));
        at_body = body;
        at_service = service;
        at = question;
        const struct block *b = *service ? rubric->service : rubric->body;
        struct assignment one = {b->questions[question].id, "cannot-tell"};
        assert_true(answer_many(campaign, body, service, &one, 1, "Nobody was there", &err));
    } while (report_answers(campaign, 0) == answers);
    press(app, "Down");
    assert_shown(arena_printf(a, "2019: from %lld answers", (long long)answers + 1));
    const struct block *b = *service ? rubric->service : rubric->body;
    struct assignment back = {b->questions[question].id, ""};
    assert_true(answer_many(campaign, body, service, &back, 1, "", &err));
    press(app, "Down");
    assert_shown(arena_printf(a, "2019: from %lld answers", (long long)answers));
    arena_free(&a);
    demo_close();
}

static void hurry(bool on)
{
    busy_hurry(on ? 0 : -1);
    progress_every(on ? 0 : -1);
}

static void change_something(const char *value)
{
    struct err err = {0};
    struct assignment one = {"site_complete", value};

    if (!answer_many(campaign, "NYN", "", &one, 1, "", &err)) {
        fail_msg("%s", err_text(&err));
    }
}

/* Reading that was broken off, at first or later, takes the chosen year away from nobody. */
static void broken_off_and_read_again(void **state)
{
    (void)state;
    demo_open("en", 24, 80, "Home");
    hurry(true);
    ungetch(27);
    demo_run("campaign report");
    assert_string_equal(app_screen(app), "report");
    assert_not_shown("2019: ");
    hurry(false);
    change_something("90");
    press(app, "Down");
    assert_shown("2019 · ");
    press(app, "Left");
    assert_shown("2018 · ");
    hurry(true);
    change_something("10");
    ungetch(27);
    press(app, "Up");
    assert_not_shown("2018 · ");
    hurry(false);
    change_something("66");
    press(app, "Down");
    assert_shown("2018 · ");
    demo_close();
}

/* A year of published totals has no report of its own, and no other is written for it. The box says
 * what it writes also after a key that does nothing. */
static void only_a_year_that_is_here_is_exported(void **state)
{
    (void)state;
    open_report(24, 80);
    press(app, "Left E Tab F5");
    assert_string_equal(app_screen(app), "report_file");
    assert_shown("Report of the campaign 2018");
    press(app, "Esc Left E");
    assert_string_equal(app_screen(app), "report");
    assert_shown("2017 is known by its published totals alone");
    demo_close();
}

/* The list behind a figure follows what is changed from it. */
static void behind_after_a_change(void **state)
{
    (void)state;
    open_report(24, 80);
    press(app, "Home Enter");
    assert_shown("41.8–57.4");
    press(app, "Enter");
    change_something("10");
    press(app, "q");
    assert_shown("Bodies evaluated: 29");
    assert_not_shown("41.8–57.4");
    change_something("66");
    demo_close();
}

/* A rating set by hand stands with its sign; the computed one is told of the chosen row. */
static void a_rating_by_hand(void **state)
{
    struct err err = {0};

    (void)state;
    open_report(40, 160);
    if (!final_set(campaign, "VER", "", "excellent", "Seen again in May", &err)) {
        fail_msg("%s", err_text(&err));
    }
    press(app, "Tab Tab Tab Tab Tab Down");
    assert_shown("Excellent †");
    assert_shown("Excellent by hand, computed Good: Seen again in May");
    assert_true(final_set(campaign, "VER", "", NULL, NULL, &err));
    press(app, "Up Down");
    assert_not_shown("Excellent*");
    demo_close();
}

/* A click chooses a figure, one on the chosen figure opens what is behind it. */
static void clicks(void **state)
{
    (void)state;
    open_report(24, 80);
    int y = headless_find("  Services ");
    app_press(app, PRESS_BUTTON, y, 55);
    app_draw(app);
    assert_shown("2016 · Services: 444");
    app_press(app, PRESS_BUTTON, y, 72);
    app_draw(app);
    assert_shown("2019 · Services: 411");
    demo_close();
}

/* ---- pictures ---- */

static const struct picture pictures[] = {
    {"report-80x24", 24, 80, "en", "Down Down Left"},
    {"report-120x40", 40, 120, "en", "Down Down Left"},
    {"report-200x60", 60, 200, "en", "Down Down Left"},
    {"report-40x12", 12, 40, "en", "Down Down Left"},
    {"report-questions-80x24", 24, 80, "en", "Tab Tab Down"},
    {"report-bodies-80x24", 24, 80, "en", "Tab Tab Tab Tab Tab Down"},
    {"report-bodies-120x40", 40, 120, "en", "Tab Tab Tab Tab Tab Down"},
    {"report-bodies-40x12", 12, 40, "en", "Tab Tab Tab Tab Tab Down"},
    {"report-coverage-80x24", 24, 80, "en", "End"},
    {"report-behind-80x24", 24, 80, "en", "Left End Home Down Down Down Enter Down"},
    {"report-behind-40x12", 12, 40, "en", "Left Home Down Down Down Enter Down"},
    {"az-report-80x24", 24, 80, "az", "Down Down Left"},
    {"az-report-120x40", 40, 120, "az", "Down Down Left"},
    {"az-report-200x60", 60, 200, "az", "Down Down Left"},
    {"az-report-40x12", 12, 40, "az", "Down Down Left"},
    {"az-report-bodies-80x24", 24, 80, "az", "Tab Tab Tab Tab Tab Down"},
    {"az-report-coverage-80x24", 24, 80, "az", "End"},
};

static void test_pictures(void **state)
{
    (void)state;
    demo_pictures(pictures, sizeof pictures / sizeof pictures[0], REPORT, REPORT_AZ);
}

/* Another version of the rubric comes into force under the list: the page that it was read from is
 * gone then. The last test, since the demo is not as it was. */
static void behind_and_another_rubric(void **state)
{
    struct err err = {0};
    struct rubric_move m;
    struct arena *a = arena_new();
    const char *path = small_path("rubric-2.yaml");

    (void)state;
    open_report(24, 80);
    press(app, "Home Enter");
    assert_string_equal(app_screen(app), "behind");
    const char *command = arena_printf(
        a, "sed 's/^version: .*/version: \"2\"/' config/rubrics/az_eservice.yaml > '%s'", path);
    assert_int_equal(system(command), 0);
    struct rubric_text *text = rubric_text_read(path, &err);
    if (!text || !rubric_apply(campaign, text, &m, a, &err)) {
        fail_msg("%s", err_text(&err));
    }
    press(app, "Down");
    press(app, "Esc");
    demo_run("campaign report");
    assert_shown("2019 · Bodies evaluated: 29");
    rubric_text_free(&text);
    arena_free(&a);
    demo_close();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tables_in_words),
        cmocka_unit_test(every_figure_is_shown),
        cmocka_unit_test(what_is_behind_each_figure),
        cmocka_unit_test(published_totals_have_nothing_behind),
        cmocka_unit_test(from_a_figure_to_a_service),
        cmocka_unit_test(parts_and_their_places),
        cmocka_unit_test(coverage_adds_up),
        cmocka_unit_test(it_follows_what_is_stored),
        cmocka_unit_test(broken_off_and_read_again),
        cmocka_unit_test(behind_after_a_change),
        cmocka_unit_test(only_a_year_that_is_here_is_exported),
        cmocka_unit_test(a_rating_by_hand),
        cmocka_unit_test(clicks),
        cmocka_unit_test(test_pictures),
        cmocka_unit_test(behind_and_another_rubric),
    };
    return cmocka_run_group_tests(tests, demo_make, demo_remove);
}

/* Compare on screen, on the demo: every cell tells the share of the plain sums; bodies are chosen
 * by marks and in a box; what is behind a cell can be seen and gone to. */
#include "tests/tui/demo.h"

#include "tui/busy.h"
#include "tui/inside.h"
#include "tui/report_words.h"
#include "tui/screens/compare.h"

#define COMPARE "compare: bodies"
#define COMPARE_AZ "Müqayisə"

static void open_compare(int rows, int cols, const char *keys)
{
    demo_open("en", rows, cols, "Home");
    press(app, keys);
    demo_run(COMPARE);
    assert_string_equal(app_screen(app), "compare");
}

/* ---- cells ---- */

static const char *const codes[] = {"NYN", "VER", "EDL", "GOM", "DXN", "SEH"};

/* What the three lines below the table say of a cell. */
static void cell_is_told(const struct compare *x, const struct national *all,
                         const struct compare_row *row, int column, struct arena *a)
{
    const struct question_sum *sum = compare_cell(x, all, row, column);
    const struct block *b = row->own ? x->rubric->body : x->rubric->service;
    const char *line = headless_row(LINES - 2);

    if (sum->of) {
        const char *wanted =
            arena_printf(a, "%s %% of the points · below full in %d of %d",
                         say_percent(question_share(sum, a), a), sum->below, sum->of);
        if (!strstr(line, wanted)) {
            headless_dump(stderr);
            fail_msg("%s: %s", b->questions[row->question].id, wanted);
        }
    } else {
        assert_non_null(strstr(line, "not answered yet"));
    }
    assert_shown(column < 0 ? "All bodies" : x->body[column].of.name);
}

static void every_cell(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct compare x;
    struct national all;
    struct compare_row *row;

    (void)state;
    open_compare(24, 160, "");
    assert_true(compare_read(campaign, 0, codes, 6, &x, a, &err));
    assert_true(national_read(campaign, 0, &all, a, &err));
    for (enum compare_order order = COMPARE_RUBRIC; order < COMPARE_COLUMN; order++) {
        int n = compare_rows(&x, &all, order, -1, &row, a);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k <= x.n; k++) {
                cell_is_told(&x, &all, &row[i], k < x.n ? k : -1, a);
                press(app, "Right");
            }
            press(app, "Left Left Left Left Left Left Down");
        }
        press(app, "s");
    }
    arena_free(&a);
    demo_close();
}

/* Bars where there is no room for figures; digits where there is no UTF-8. */
static void bars_and_digits(void **state)
{
    (void)state;
    open_compare(24, 80, "");
    int y = headless_find("How far can the service be");
    assert_non_null(strstr(headless_row(y), "▄     ▇     ▄     ▅     ▆     ▅   73%"));
    marks_use_utf8(false);
    press(app, "Right");
    y = headless_find("How far can the service be");
    assert_non_null(strstr(headless_row(y), "4     7     4     6     7     6   73%"));
    marks_use_utf8(true);
    demo_close();
}

static void sorted_by_the_chosen_column(void **state)
{
    (void)state;
    open_compare(24, 80, "");
    press(app, "Right Right S");
    assert_shown("Questions, the worst of EDL first");
    assert_shown("0.0 % of the points");
    press(app, "s");
    assert_shown("Questions, share of the points earned");
    demo_close();
}

/* ---- the upper part ---- */

static void side_by_side(void **state)
{
    (void)state;
    open_compare(40, 160, "");
    press(app, "Tab");
    assert_shown("Proposals");
    int y = headless_find("  Proposals");
    assert_non_null(strstr(headless_row(y), "52"));
    y = headless_find("  Score");
    assert_non_null(strstr(headless_row(y), "41.8–57.4"));
    assert_non_null(strstr(headless_row(y), "85.6"));
    y = headless_find("Excellent");
    assert_non_null(strstr(headless_row(y), "16"));
    press(app, "Right Enter"); /* to the body of that column */
    assert_true(strcmp(app_screen(app), "body") == 0 || strcmp(app_screen(app), "scorecard") == 0);
    assert_shown("Vergilər Nazirliyi");
    demo_close();
}

/* ---- which bodies ---- */

static void those_that_are_marked(void **state)
{
    (void)state;
    demo_open("en", 24, 80, "Home Space Space Down Space");
    assert_shown("3 marked");
    assert_shown("◆");
    demo_run(COMPARE);
    assert_shown("3 of 29 bodies");
    assert_non_null(strstr(headless_row(1), "NYN"));
    assert_non_null(strstr(headless_row(1), "TEH"));
    assert_null(strstr(headless_row(1), "VER"));
    press(app, "f"); /* ticks are marks */
    assert_string_equal(app_screen(app), "compared");
    assert_shown("Bodies that are compared: 3");
    press(app, "Space Enter");
    assert_shown("2 of 29 bodies");
    press(app, "q");
    assert_shown("2 marked");
    demo_close();
}

static void at_most_eight(void **state)
{
    (void)state;
    open_compare(24, 80, "");
    press(app, "f");
    for (int i = 0; i < 20 && headless_find("At most 8 bodies") < 0; i++) {
        press(app, "Space");
    }
    assert_shown("Bodies that are compared: 8");
    assert_shown("At most 8 bodies stand side by side");
    press(app, "Esc");
    assert_shown("6 of 29 bodies"); /* nothing was taken */
    demo_close();
}

static void the_body_that_one_comes_from(void **state)
{
    (void)state;
    open_compare(24, 80, "End");
    assert_non_null(strstr(headless_row(1), "VER")); /* the largest … */
    demo_close();
    demo_open("en", 24, 80, "End Enter");
    demo_run(COMPARE);
    assert_null(strstr(headless_row(1), " NYN   VER   EDL   GOM   DXN   SEH"));
    demo_close();
}

/* ---- what is behind a cell ---- */

static void the_answers_behind(void **state)
{
    (void)state;
    open_compare(24, 80, "");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "behind");
    assert_shown("NYN: How far can the service be completed online?");
    assert_shown(" of 10");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("How far can the service be completed online?");
    press(app, "q Esc");
    assert_string_equal(app_screen(app), "compare");
    demo_close();
    open_compare(24, 80, "");
    press(app, "Left Right Right Right Right Right Right Right Enter"); /* of all bodies */
    assert_string_equal(app_screen(app), "behind");
    assert_shown("All: How far");
    press(app, "Esc Tab Enter");
    assert_string_equal(app_screen(app), "compare");
    assert_shown("That column is of all bodies");
    demo_close();
}

/* ---- broken off ---- */

/* What was broken off is no table: keys do no harm, and the report keeps its own tables. */
static void broken_off(void **state)
{
    (void)state;
    demo_open("en", 24, 80, "Home");
    busy_hurry(0);
    progress_every(0);
    ungetch(27);
    demo_run(COMPARE);
    assert_shown("Counting was broken off");
    press(app, "f s S Down Up Right Left Tab Enter Home End");
    assert_string_equal(app_screen(app), "compare");
    press(app, "q");
    busy_hurry(-1);
    progress_every(-1);
    demo_run(COMPARE);
    assert_shown("6 of 29 bodies");
    demo_close();
}

/* ---- pictures ---- */

static const struct picture pictures[] = {
    {"compare-80x24", 24, 80, "en", "Right Down"},
    {"compare-120x40", 40, 120, "en", "Right Down"},
    {"compare-200x60", 60, 200, "en", "Right Down"},
    {"compare-40x12", 12, 40, "en", "Right Down"},
    {"compare-bodies-80x24", 24, 80, "en", "Tab Right"},
    {"compare-different-120x40", 40, 120, "en", "s s"},
    {"compare-behind-80x24", 24, 80, "en", "Right Down Enter Down"},
    {"compare-choose-80x24", 24, 80, "en", "f Down"},
    {"compare-choose-40x12", 12, 40, "en", "f Down"},
    {"az-compare-80x24", 24, 80, "az", "Right Down"},
    {"az-compare-120x40", 40, 120, "az", "Right Down"},
    {"az-compare-200x60", 60, 200, "az", "Right Down"},
    {"az-compare-40x12", 12, 40, "az", "Right Down"},
    {"az-compare-bodies-80x24", 24, 80, "az", "Tab Right"},
};

static void test_pictures(void **state)
{
    (void)state;
    demo_pictures(pictures, sizeof pictures / sizeof pictures[0], COMPARE, COMPARE_AZ);
}

/* ---- after a change ---- */

static const struct question *chosen_question(const struct compare_screen *s)
{
    const struct compare_line *l = compare_chosen(s);
    const struct block *b = l->own ? s->x.rubric->body : s->x.rubric->service;
    return &b->questions[l->index];
}

/* An order by worth moves a question that was answered anew: the cursor goes with it. The last
 * test, since the demo is not as it was. */
static void a_question_is_followed(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();

    (void)state;
    demo_open("en", 40, 120, "Home");
    demo_run(COMPARE);
    press(app, "s");
    const struct compare_screen *s = app_top(app)->data;
    for (int i = 0; compare_chosen(s)->own || chosen_question(s)->type->id == Q_CALC; i++) {
        assert_true(i < 50);
        press(app, "Down");
    }
    const struct question *q = chosen_question(s);
    struct assignment none = {q->id, "n/a"};
    int at = s->list.cur;
    for (int body = 0; body < rows_count(campaign, 0, NULL); body++) {
        struct row b, row;
        rows_window(campaign, 0, NULL, -1, body, 1, &b, a);
        for (int i = 0; i < rows_count(campaign, 0, b.body); i++) {
            rows_window(campaign, 0, b.body, -1, i, 1, &row, a);
            if (!answer_many(campaign, b.body, row.service, &none, 1, "No", &err)) {
                err_clear(&err); /* of a body that is accepted */
            }
        }
    }
    press(app, "Left");
    assert_ptr_equal(chosen_question(s), q);
    assert_int_not_equal(s->list.cur, at);
    arena_free(&a);
    demo_close();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cell),
        cmocka_unit_test(bars_and_digits),
        cmocka_unit_test(sorted_by_the_chosen_column),
        cmocka_unit_test(side_by_side),
        cmocka_unit_test(those_that_are_marked),
        cmocka_unit_test(at_most_eight),
        cmocka_unit_test(the_body_that_one_comes_from),
        cmocka_unit_test(the_answers_behind),
        cmocka_unit_test(broken_off),
        cmocka_unit_test(test_pictures),
        cmocka_unit_test(a_question_is_followed),
    };
    return cmocka_run_group_tests(tests, demo_make, demo_remove);
}

/* Rows and columns: lists, tables, panes, gauges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "tui/layout.h"
#include "tui/widgets/gauge.h"
#include "tui/widgets/pane.h"

static void test_list_moves(void **state)
{
    struct list l = {.n = 5};

    (void)state;
    list_move(&l, STEP_UP, 3);
    assert_int_equal(l.cur, 0);
    list_move(&l, STEP_DOWN, 3);
    list_move(&l, STEP_PAGE_DOWN, 3);
    assert_int_equal(l.cur, 4);
    list_move(&l, STEP_DOWN, 3);
    assert_int_equal(l.cur, 4);
    list_move(&l, STEP_PAGE_UP, 3);
    assert_int_equal(l.cur, 1);
    list_move(&l, STEP_LAST, 3);
    assert_int_equal(l.cur, 4);
    list_move(&l, STEP_FIRST, 3);
    assert_int_equal(l.cur, 0);
    l.n = 0;
    list_move(&l, STEP_DOWN, 3);
    assert_int_equal(l.cur, 0);
}

/* The chosen row is always in the window, and the window has no rows below the last. */
static void test_list_fits(void **state)
{
    (void)state;
    for (int n = 0; n < 12; n++) {
        for (int h = 1; h < 8; h++) {
            struct list l = {.n = n};
            for (int i = 0; i < 40; i++) {
                list_move(&l, (enum list_step)(i * 7 % 6), h);
                list_fit(&l, h);
                assert_true(n == 0 || (l.cur >= 0 && l.cur < n));
                assert_true(l.top >= 0 && l.cur >= l.top && l.cur < l.top + h);
                assert_true(l.top == 0 || l.top + h <= n);
            }
        }
    }
}

static void test_list_shrinks(void **state)
{
    struct list l = {.n = 10, .top = 7, .cur = 9};

    (void)state;
    l.n = 3; /* rows were taken away under the cursor */
    list_fit(&l, 5);
    assert_int_equal(l.cur, 2);
    assert_int_equal(l.top, 0);
}

static void test_columns(void **state)
{
    struct column c[3] = {{.w = 8, .give = 2}, {.w = 11}, {.w = 12, .give = 1}};

    (void)state;
    assert_int_equal(columns_fit(c, 3, 4, 76, 18, 70), 76 - 8 - 11 - 12 - 6);
    assert_int_equal(c[0].x, 4 + 39 + 2);
    assert_int_equal(c[2].x + c[2].w, 80);
    assert_int_equal(columns_fit(c, 3, 4, 50, 18, 70), 23); /* the first gives way */
    assert_int_equal(c[0].x, -1);
    assert_true(c[1].x > 0 && c[2].x > 0);
    assert_int_equal(columns_fit(c, 3, 4, 33, 18, 70), 20);
    assert_int_equal(c[2].x, -1);
    assert_int_equal(columns_fit(c, 3, 4, 200, 18, 70), 70); /* no wider than the eye can follow */
}

/* Nothing overlaps, and all is inside, at any size from the least on. */
static void test_layouts_at_all_sizes(void **state)
{
    (void)state;
    for (int h = LEAST_ROWS; h <= 60; h++) {
        for (int w = LEAST_COLUMNS; w <= 240; w++) {
            struct rect area = {1, 0, h - 2, w};
            struct question_layout q = question_layout(area);
            assert_true(q.question.w >= 38);
            assert_true(q.live.w == 0 || q.live.w >= 20);
            assert_int_equal(
                q.outline.w + q.question.w + q.live.w + (q.wall_1 >= 0) + (q.wall_2 >= 0), w);
            for (int beside = 0; beside < 2; beside++) {
                struct list_layout l = list_layout(area, 6, beside);
                assert_true(l.list.h >= 3);
                assert_true(l.list.y + l.list.h <= area.y + area.h);
                assert_true(l.pane.y + l.pane.h <= area.y + area.h);
                assert_true(l.pane.x + l.pane.w <= w);
                assert_true((l.rule >= 0) != (l.wall >= 0));
                assert_true(l.rule < 0 || l.list.y + l.list.h == l.rule);
            }
        }
    }
}

static void test_boxes(void **state)
{
    struct rect area = {1, 0, 22, 80}, b = box_in(area, 10, 40);

    (void)state;
    assert_int_equal(b.h, 12);
    assert_int_equal(b.w, 44);
    assert_int_equal(b.x, 18);
    b = box_in(area, 100, 100);
    assert_int_equal(b.h, 22);
    assert_int_equal(b.w, 80);
}

static void test_gauge(void **state)
{
    struct gauge g = gauge_cells(283, 886, 1000, 24);

    (void)state;
    assert_int_equal(g.certain, 7);
    assert_int_equal(g.reach, 14);
    assert_int_equal(g.lost, 3);
    g = gauge_cells(UNITS_NONE, UNITS_NONE, 1000, 10);
    assert_int_equal(g.lost, 10);
    g = gauge_cells(1000, 1000, 1000, 10);
    assert_int_equal(g.certain, 10);
    for (int low = 0; low <= 1000; low += 7) {
        for (int high = low; high <= 1000; high += 13) {
            for (int w = 0; w < 60; w += 3) {
                g = gauge_cells(low, high, 1000, w);
                assert_true(g.certain >= 0 && g.reach >= 0 && g.lost >= 0);
                assert_int_equal(g.certain + g.reach + g.lost, w);
            }
        }
    }
}

static void test_bar(void **state)
{
    (void)state;
    assert_int_equal(bar_halves(0, 10, 10), 0);
    assert_int_equal(bar_halves(1, 1000, 10), 1);    /* something is done */
    assert_int_equal(bar_halves(999, 1000, 10), 19); /* not all is */
    assert_int_equal(bar_halves(10, 10, 10), 20);
    assert_int_equal(bar_halves(9, 20, 10), 9);
    assert_int_equal(bar_halves(0, 0, 10), 0);
}

static void test_pane_gives_way(void **state)
{
    struct arena *a = arena_new();
    struct pane p;

    (void)state;
    pane_begin(&p, a, 20);
    pane_text(&p, 0, ROLE_TEXT, 0, "stays");
    pane_text(&p, 1, ROLE_TEXT, 0, "goes last, and is two lines");
    pane_text(&p, 9, ROLE_TEXT, 0, "goes first");
    assert_int_equal(p.n, 4);
    pane_fit(&p, 3, 1);
    assert_int_equal(p.n, 3);
    pane_fit(&p, 2, 5); /* only what gives easily */
    assert_int_equal(p.n, 3);
    pane_fit(&p, 2, 1); /* both lines of one number together */
    assert_int_equal(p.n, 1);
    assert_string_equal(p.lines[0].left, "stays");
    pane_fit(&p, 0, 1);
    assert_int_equal(p.n, 1);
    arena_free(&a);
}

static void test_pane_cuts(void **state)
{
    struct arena *a = arena_new();
    struct pane p;

    (void)state;
    pane_begin(&p, a, 12);
    pane_text(&p, 0, ROLE_TEXT, 2, "one two three four five");
    assert_int_equal(p.n, 2);
    assert_string_equal(p.lines[0].left, "one two");
    assert_string_equal(p.lines[1].left, "three four …");
    pane_pair(&p, 0, ROLE_TEXT, "Electronicization", ROLE_TEXT, "25.7");
    assert_string_equal(p.lines[2].left, "Electr…");
    arena_free(&a);
}

static void test_rating_roles(void **state)
{
    (void)state;
    assert_int_equal(role_rating(0, 4), ROLE_RATING_1);
    assert_int_equal(role_rating(1, 4), ROLE_RATING_2);
    assert_int_equal(role_rating(3, 4), ROLE_RATING_4);
    assert_int_equal(role_rating(0, 1), ROLE_RATING_4);
    assert_int_equal(role_rating(0, 2), ROLE_RATING_1);
    assert_int_equal(role_rating(1, 2), ROLE_RATING_4);
    assert_int_equal(role_rating(9, 10), ROLE_RATING_4);
    assert_int_equal(role_rating(-1, 4), ROLE_TEXT);
    assert_int_equal(role_rating(0, 0), ROLE_TEXT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list_moves),
        cmocka_unit_test(test_list_fits),
        cmocka_unit_test(test_list_shrinks),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_layouts_at_all_sizes),
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_gauge),
        cmocka_unit_test(test_bar),
        cmocka_unit_test(test_pane_gives_way),
        cmocka_unit_test(test_pane_cuts),
        cmocka_unit_test(test_rating_roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Bodies side by side: the sums behind each cell are those of a plain reading, and of `weakest`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>
#include "model/compare.h"
#include "model/inside.h"
#include "tests/help/small.h"

static struct campaign *demo(void)
{
    small_demo(small_path("demo.meyar"));
    return small_open("demo.meyar");
}

static int all_codes(struct campaign *c, int which, const char ***codes, struct arena *a)
{
    int n = rows_count(c, which, NULL);
    struct row *rows = arena_alloc(a, (size_t)n * sizeof *rows);
    *codes = arena_alloc(a, (size_t)n * sizeof **codes);
    assert_int_equal(rows_window(c, which, NULL, -1, 0, n, rows, a), n);
    for (int i = 0; i < n; i++)
        (*codes)[i] = rows[i].body;
    return n;
}

/* ---- cells ---- */

/* The cell of a service question is what `weakest` says of it. */
static void like_weakest(const struct compare_body *it, const struct body_full *b, struct arena *a)
{
    const struct subject **all = arena_alloc(a, ((size_t)b->nservices + 1) * sizeof *all);
    int n, seen = 0;
    for (int i = 0; i < b->nservices; i++)
        all[i] = b->services[i].subject;
    struct weak *list = weakest(b->rubric, all, b->nservices, a, &n);
    for (int i = 0; i < n; i++) {
        const struct question_sum *sum = &it->service[list[i].question];
        assert_int_equal(sum->below, list[i].below);
        assert_int_equal(sum->of, list[i].of);
        assert_int_equal(num_cmp(question_share(sum, a), list[i].share), 0);
    }
    for (int q = 0; q < b->rubric->service->nquestions; q++)
        seen += it->service[q].of > 0;
    assert_int_equal(seen, n);
}

static void same_figures(num x, num y)
{
    assert_int_equal(num_is_none(x), num_is_none(y));
    if (!num_is_none(x))
        assert_int_equal(num_cmp(x, y), 0);
}

static void side_by_side(const struct compare_body *it, const struct body_full *b)
{
    const struct rubric *r = b->rubric;
    const struct body_result *x = b->result;
    assert_string_equal(it->of.code, b->code);
    same_figures(it->of.f.low, x->f.low);
    same_figures(it->of.f.score, x->f.score);
    assert_int_equal(it->nproposals, x->nproposals);
    for (int i = 0; i < r->service->ncriteria; i++)
        same_figures(it->service_criteria[i].low, x->service_criteria[i].low);
    for (int i = 0; i < r->body->ncriteria; i++)
        same_figures(it->criteria[i].high, b->own->criteria[i].high);
}

/* All bodies together are the campaign. */
static void adds_up(const struct compare *x, const struct national *all, struct arena *a)
{
    struct compare_row *row;
    int n = compare_rows(x, all, COMPARE_RUBRIC, -1, &row, a);
    assert_true(n > 40);
    for (int i = 0; i < n; i++) {
        const struct question_sum *whole = compare_cell(x, all, &row[i], -1);
        num earned = NUM_ZERO, most = NUM_ZERO;
        int of = 0, below = 0;
        for (int k = 0; k < x->n; k++) {
            const struct question_sum *sum = compare_cell(x, all, &row[i], k);
            earned = num_add(a, earned, sum->earned);
            most = num_add(a, most, sum->most);
            of += sum->of;
            below += sum->below;
        }
        assert_int_equal(num_cmp(earned, whole->earned), 0);
        assert_int_equal(num_cmp(most, whole->most), 0);
        assert_int_equal(of, whole->of);
        assert_int_equal(below, whole->below);
    }
}

static void every_cell_of_the_demo(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct campaign *c = demo();
    (void)state;
    for (int which = 0; which < 2; which++) {
        struct compare x;
        struct national all;
        const char **codes;
        int n = all_codes(c, which, &codes, a);
        assert_true(compare_read(c, which, codes, n, &x, a, &err));
        assert_true(national_read(c, which, &all, a, &err));
        assert_int_equal(x.n, n);
        for (int i = 0; i < n; i++) {
            struct body_full *b = body_load(c, which, codes[i], &err);
            assert_non_null(b);
            side_by_side(&x.body[i], b);
            like_weakest(&x.body[i], b, a);
            body_unload(&b);
        }
        adds_up(&x, &all, a);
    }
    arena_free(&a);
    campaign_close(&c);
}

/* ---- orders ---- */

static num spread(const struct compare *x, const struct compare_row *row, struct arena *a)
{
    num least = NUM_NONE, most = NUM_NONE;
    for (int k = 0; k < x->n; k++) {
        num s = question_share(compare_cell(x, NULL, row, k), a);
        if (num_is_none(s))
            continue;
        least = num_is_none(least) || num_cmp(s, least) < 0 ? s : least;
        most = num_is_none(most) || num_cmp(s, most) > 0 ? s : most;
    }
    return num_sub(a, most, least);
}

static num measure(const struct compare *x, const struct national *all, enum compare_order order,
                   const struct compare_row *row, struct arena *a)
{
    if (order == COMPARE_DIFFERENT)
        return num_neg(a, spread(x, row, a));
    return question_share(compare_cell(x, all, row, order == COMPARE_COLUMN ? 1 : -1), a);
}

static void rows_stand_in_order(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct campaign *c = demo();
    struct compare x;
    struct national all;
    const char *codes[] = {"VER", "EDL", "NYN"};
    (void)state;
    assert_true(compare_read(c, 0, codes, 3, &x, a, &err));
    assert_true(national_read(c, 0, &all, a, &err));
    for (enum compare_order order = COMPARE_WORST; order < COMPARE_ORDERS; order++) {
        struct compare_row *row;
        int n = compare_rows(&x, &all, order, 1, &row, a);
        for (int i = 1; i < n; i++) {
            num p = measure(&x, &all, order, &row[i - 1], a);
            num q = measure(&x, &all, order, &row[i], a);
            int place = row[i - 1].own - row[i].own;
            place = place ? place : row[i - 1].question - row[i].question;
            if (num_is_none(p)) {
                assert_true(num_is_none(q) && place < 0);
            } else if (!num_is_none(q)) {
                int by = num_cmp(p, q);
                assert_true(by < 0 || (by == 0 && place < 0));
            }
        }
    }
    arena_free(&a);
    campaign_close(&c);
}

static void steps_of_a_share(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    assert_int_equal(share_step(NUM_NONE, 8, a), -1);
    assert_int_equal(share_step(NUM_ZERO, 8, a), 0);
    assert_int_equal(share_step(num_frac(a, 999, 1000), 8, a), 6); /* the last is full alone */
    assert_int_equal(share_step(NUM_ONE, 8, a), 7);
    assert_int_equal(share_step(num_frac(a, 1, 2), 10, a), 4);
    arena_free(&a);
}

/* ---- what is behind a cell ---- */

static void the_answers_behind_a_cell(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct campaign *c = demo();
    struct compare x;
    struct national all;
    struct compare_row *row;
    const char *codes[] = {"NYN"};
    (void)state;
    assert_true(compare_read(c, 0, codes, 1, &x, a, &err));
    assert_true(national_read(c, 0, &all, a, &err));
    int rows = compare_rows(&x, &all, COMPARE_RUBRIC, -1, &row, a);
    for (int i = 0; i < rows; i++) {
        const struct question_sum *sum = compare_cell(&x, &all, &row[i], 0);
        struct compare_answer *list;
        num earned = NUM_ZERO;
        int n, of = 0, na = 0;
        assert_true(compare_answers(c, 0, "NYN", &row[i], &list, &n, a, &err));
        for (int k = 0; k < n; k++) {
            of += list[k].counts;
            na += list[k].state == QS_NA;
            if (list[k].counts)
                earned = num_add(a, earned, list[k].earned);
            if (k && list[k].counts) /* the smallest share first, those that count before others */
                assert_true(list[k - 1].counts);
        }
        assert_int_equal(of, sum->of);
        assert_true(na >= sum->na);
        assert_int_equal(num_cmp(earned, sum->earned), 0);
    }
    struct compare_answer *list;
    int n, of = 0;
    assert_true(compare_answers(c, 0, NULL, &row[0], &list, &n, a, &err));
    for (int k = 0; k < n; k++)
        of += list[k].counts;
    assert_int_equal(of, compare_cell(&x, &all, &row[0], -1)->of);
    arena_free(&a);
    campaign_close(&c);
}

/* ---- what is refused; JSON ---- */

static void an_unknown_body(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct campaign *c = demo();
    struct compare x;
    const char *codes[] = {"VER", "VEX"};
    (void)state;
    assert_false(compare_read(c, 0, codes, 2, &x, a, &err));
    assert_int_equal(err.status, REFUSED);
    assert_non_null(strstr(err_text(&err), "did you mean 'VER'"));
    err_clear(&err);
    arena_free(&a);
    campaign_close(&c);
}

/* Every figure of a body is the one of `score --json`. */
static void json_like_score_json(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct campaign *c = demo();
    struct compare x;
    struct national all;
    struct buf mine = {0}, score = {0};
    const char **codes;
    (void)state;
    int n = all_codes(c, 0, &codes, a);
    assert_true(compare_read(c, 0, codes, n, &x, a, &err));
    assert_true(national_read(c, 0, &all, a, &err));
    compare_json(&x, &all, &mine);
    assert_true(score_json(c, 0, NULL, NULL, &score, &err));
    json_t *m = json_loads(mine.s, 0, NULL), *s = json_loads(score.s, 0, NULL);
    assert_non_null(m);
    json_t *bodies = json_object_get(m, "bodies"), *wanted = json_object_get(s, "bodies");
    assert_int_equal(json_array_size(bodies), json_array_size(wanted));
    static const char *const keys[] = {"code", "name", "state",  "score",
                                       "low",  "high", "rating", "counts"};
    for (size_t i = 0; i < json_array_size(bodies); i++) {
        json_t *it = json_array_get(bodies, i), *was = json_array_get(wanted, i);
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
            assert_true(json_equal(json_object_get(it, keys[k]), json_object_get(was, keys[k])));
        assert_int_equal(json_integer_value(json_object_get(it, "proposals")),
                         json_array_size(json_object_get(was, "proposals")));
    }
    json_decref(m);
    json_decref(s);
    buf_free(&mine);
    buf_free(&score);
    arena_free(&a);
    campaign_close(&c);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {T(every_cell_of_the_demo), T(rows_stand_in_order),
                                       T(steps_of_a_share),       T(the_answers_behind_a_cell),
                                       T(an_unknown_body),        T(json_like_score_json)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

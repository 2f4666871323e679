/* One answer for many services: what is shown first is what is stored afterwards, to the last
 * figure; and what was answered the year before, taken over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/many.h"
#include "tests/help/small.h"

static void same_figures(const struct row *x, const struct row *y)
{
    assert_int_equal(x->state, y->state);
    assert_int_equal(x->score, y->score);
    assert_int_equal(x->so_far, y->so_far);
    assert_int_equal(x->low, y->low);
    assert_int_equal(x->high, y->high);
    assert_int_equal(x->rating, y->rating);
    assert_int_equal(x->rating_low, y->rating_low);
    assert_int_equal(x->rating_high, y->rating_high);
    assert_int_equal(x->held, y->held);
    assert_int_equal(x->asked, y->asked);
    assert_int_equal(x->answered, y->answered);
    assert_int_equal(x->stage_asked, y->stage_asked);
    assert_int_equal(x->stage_answered, y->stage_answered);
    assert_int_equal(x->ndeficiencies, y->ndeficiencies);
    assert_int_equal(x->worst, y->worst);
    assert_int_equal(x->cant_tell, y->cant_tell);
    assert_int_equal(x->not_applicable, y->not_applicable);
    assert_int_equal(x->conflicts, y->conflicts);
    assert_int_equal(x->notes, y->notes);
    assert_true((x->unrated != NULL) == (y->unrated != NULL));
    assert_true(!x->unrated || strcmp(x->unrated, y->unrated) == 0);
}

/* ---- over the demo ---- */

static uint64_t seed = 17;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static struct many_answer draw_answer(const struct question *q, struct arena *a)
{
    struct many_answer x = {.value = ""};
    int min = q->has_min ? (int)num_floor(q->min) : 0;
    uint32_t what = draw(8);
    if (what == 0) {
        x.before = true;
    } else if (what == 1) {
        x.value = "cannot-tell";
        x.note = "Nobody was there";
    } else if (what == 2 && q->na) {
        x.value = "n/a";
        x.note = "No such thing";
    } else if (what > 3 && (q->type->id == Q_CHOICE || q->type->id == Q_CHOICES)) {
        x.value = q->choices[draw((uint32_t)q->nchoices)].id;
    } else if (what > 3 && q->type->id == Q_YES_NO) {
        x.value = draw(2) ? "yes" : "no";
    } else if (what > 3 && (q->type->id == Q_NUMBER || q->type->id == Q_SCALE)) {
        x.value = arena_printf(a, "%d", min + (int)draw(5));
    }
    return x;
}

/* Previews, stores, compares every row of the body, takes it back, compares again. */
static int one_round(struct campaign *c, const char *body, const char *const *codes, int n,
                     int question, struct arena *a)
{
    struct err err = {0};
    struct many m;
    struct row row, was;
    struct undone u;
    int stored = -1;
    const struct question *q = &campaign_rubric(c, 0)->service->questions[question];
    struct many_answer x = draw_answer(q, a);
    if (q->type->id == Q_CALC)
        return 0;
    assert_true(many_preview(c, body, codes, n, question, &x, 0, &m, a, &err));
    assert_int_equal(m.n, m.ntakes + m.nsame + m.ncant);
    assert_true(row_get(c, 0, body, "", 0, &was, a));
    same_figures(&m.body_before, &was); /* nothing was written */
    bool done = many_store(c, body, codes, n, question, &x, &stored, &err);
    assert_int_equal(done, m.ntakes > 0);
    assert_int_equal(stored, m.ntakes);
    for (int i = 0; i < n; i++) {
        assert_true(row_get(c, 0, body, codes[i], 0, &row, a));
        same_figures(&m.item[i].after, &row);
        if (m.item[i].state == MANY_CANT)
            assert_non_null(m.item[i].why);
    }
    assert_true(row_get(c, 0, body, "", 0, &row, a));
    same_figures(&m.body_after, &row);
    if (!done)
        return 0;
    assert_true(undo_last(c, false, &u, a, &err));
    assert_int_equal(u.n, stored);
    assert_string_equal(u.via, x.before ? "copy" : "bulk");
    for (int i = 0; i < n; i++) {
        assert_true(row_get(c, 0, body, codes[i], 0, &row, a));
        same_figures(&m.item[i].before, &row);
    }
    assert_true(row_get(c, 0, body, "", 0, &row, a));
    same_figures(&m.body_before, &row);
    return stored;
}

static void test_demo(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    small_demo(small_path("demo.meyar"));
    struct campaign *c = small_open("demo.meyar");
    int nbodies = rows_count(c, 0, NULL), stored = 0;
    const struct block *b = campaign_rubric(c, 0)->service;
    for (int i = 0; i < nbodies; i++) {
        struct row body, row;
        assert_int_equal(rows_window(c, 0, NULL, -1, i, 1, &body, a), 1);
        int all = rows_count(c, 0, body.body), n = 0;
        const char **codes = arena_alloc(a, ((size_t)all + 1) * sizeof *codes);
        for (int k = 0; k < all; k++)
            if (draw(4) > 0 && rows_window(c, 0, body.body, -1, k, 1, &row, a) == 1)
                codes[n++] = row.service;
        for (int k = 0; k < 3; k++)
            stored += one_round(c, body.body, codes, n, (int)draw((uint32_t)b->nquestions), a);
    }
    assert_true(stored > 100);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
    err_clear(&err);
}

/* ---- by hand ---- */

static int question(struct campaign *c, const char *id)
{
    const struct question *q = block_question(campaign_rubric(c, 0)->service, id);
    assert_non_null(q);
    return q->index;
}

static void test_states(void **state)
{
    (void)state;
    static const char *const codes[] = {"s1", "s2", "s3"};
    struct err err = {0};
    struct arena *a = arena_new();
    struct many m;
    small_make("a.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    int days = question(c, "u_days"), stored;
    small_answer(c, "alpha", "s1", "u_days", "4", "Mine");
    struct many_answer x = {.value = "4.0"};
    assert_true(many_preview(c, "alpha", codes, 3, days, &x, -1, &m, a, &err));
    assert_int_equal(m.item[0].state, MANY_SAME);
    assert_int_equal(m.item[1].state, MANY_TAKES);
    assert_int_equal(m.item[2].state, MANY_CANT); /* stopped */
    assert_int_equal(m.noverwrites, 0);
    assert_string_equal(m.item[1].new_value, "4");
    x.value = "9";
    assert_true(many_preview(c, "alpha", codes, 3, days, &x, -1, &m, a, &err));
    assert_int_equal(m.noverwrites, 1);
    assert_string_equal(m.item[0].value, "4");
    assert_string_equal(m.item[0].new_note, "Mine");
    /* A question that is not asked of it takes no answer by the way. */
    small_answer(c, "alpha", "s1", "e_level", "none", NULL);
    x.value = "yes";
    assert_true(many_preview(c, "alpha", codes, 2, question(c, "e_pay"), &x, -1, &m, a, &err));
    assert_int_equal(m.item[0].state, MANY_CANT);
    /* A value that does not fit is refused for all, with its reason. */
    x.value = "soon";
    assert_true(many_preview(c, "alpha", codes, 3, days, &x, -1, &m, a, &err));
    assert_int_equal(m.ncant, 3);
    assert_false(many_store(c, "alpha", codes, 3, days, &x, &stored, &err));
    assert_int_equal(err.status, REFUSED);
    assert_int_equal(stored, 0);
    x = (struct many_answer){.before = true};
    assert_true(many_preview(c, "alpha", codes, 3, days, &x, -1, &m, a, &err));
    assert_int_equal(m.ncant, 3); /* there is no earlier campaign */
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
    err_clear(&err);
}

static void test_taking_over(void **state)
{
    (void)state;
    struct err err = {0};
    small_make("2018.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("2018.meyar");
    small_answer(c, "beta", "s1", "e_level", "full", NULL);
    small_answer(c, "beta", "s1", "e_pay", "n/a", "Free of charge");
    small_answer(c, "beta", "s1", "u_days", "4", "Then");
    campaign_close(&c);
    small_make("2019.meyar", "2019", small_rubric_next, "2018.meyar");
    c = small_open("2019.meyar");
    struct work *w = work_open(c, 0, "beta", "s1", &err);
    int level = question(c, "e_level"), paid = question(c, "e_paid"), days = question(c, "u_days");
    assert_true(work_take_over(w, days, &err));
    assert_string_equal(work_standing(w, days)->value, "4");
    assert_null(work_standing(w, days)->note); /* of that year's visit */
    assert_true(work_take_over(w, paid, &err));
    assert_string_equal(work_standing(w, paid)->value, "n/a");
    assert_string_equal(work_standing(w, paid)->note, "Free of charge");
    assert_false(work_take_over(w, level, &err)); /* its words have changed */
    assert_int_equal(err.status, REFUSED);
    assert_false(work_take_over(w, question(c, "u_clear"), &err)); /* was not answered */
    assert_null(work_standing(w, level)->value);
    struct arena *a = arena_new();
    struct history_entry *list;
    int n;
    assert_true(history_read(c, "beta", "s1", "u_days", &list, &n, a, &err));
    assert_int_equal(n, 1);
    assert_string_equal(list[0].via, "copy");
    struct undone u;
    assert_true(undo_last(c, false, &u, a, &err));
    assert_string_equal(u.first.item, "e_paid");
    assert_true(work_refresh(w, &err));
    assert_null(work_standing(w, paid)->value);
    assert_true(small_clean(c));
    arena_free(&a);
    work_close(&w);
    campaign_close(&c);
    err_clear(&err);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {TEST(test_demo), TEST(test_states), TEST(test_taking_over)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A campaign as a whole, against a plain recount of every body of the demo. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/compare.h"
#include "model/inside.h"
#include "model/national.h"
#include "model/registry_edit.h"
#include "model/report.h"
#include "tests/help/sums.h"
#include "tests/help/years.h"

/* ---- the plain recount ---- */

static const struct national_body *body_of(const struct national *n, const char *code)
{
    for (int i = 0; i < n->nbodies; i++)
        if (strcmp(n->bodies[i].code, code) == 0)
            return &n->bodies[i];
    fail_msg("%s is not listed", code);
    return NULL;
}

static void same_body(const struct national_body *it, const struct body_full *b)
{
    const struct rubric *r = b->rubric;
    const struct body_result *result = b->result;
    assert_string_equal(it->name, b->name);
    assert_string_equal(review_id(it->review), b->review);
    assert_int_equal(it->state, result->state);
    assert_int_equal(it->score, figure_units(r, result->f.score));
    assert_int_equal(it->low, figure_units(r, result->f.low));
    assert_int_equal(it->high, figure_units(r, result->f.high));
    assert_int_equal(it->rating_computed, result->rating);
    assert_int_equal(it->rating, rating_counting(result->state, b->final_rating, result->rating));
    assert_int_equal(it->nservices, result->nservices);
    assert_int_equal(it->nstopped, result->nstopped);
    assert_int_equal(it->nincomplete, result->nincomplete);
    assert_int_equal(it->nrated, result->nrated);
    for (int i = 0; i < r->nratings; i++)
        assert_int_equal(it->rating_counts[i], result->rating_counts[i]);
    for (int i = 0; i < r->service->nunrated; i++)
        assert_int_equal(it->unrated_counts[i], result->unrated_counts[i]);
    assert_int_equal(it->conflicts, b->conflicts);
    assert_int_equal(it->evidence_missing, sums_evidence(b));
}

/* Places found by comparing every two of them. */
static void same_places(const struct national *n)
{
    for (int i = 0; i < n->nbodies; i++) {
        const struct national_body *b = &n->bodies[i];
        int rank = 1, best = 1, worst = 1;
        if (b->state == SUBJECT_UNRATED) {
            assert_int_equal(b->best, 0);
            continue;
        }
        for (int k = 0; k < n->nbodies; k++) {
            const struct national_body *other = &n->bodies[k];
            if (k == i || other->state == SUBJECT_UNRATED)
                continue;
            rank += other->state == SUBJECT_RATED && other->score > b->score;
            best += other->low > b->high;
            worst += other->high > b->low;
        }
        assert_int_equal(b->rank, b->state == SUBJECT_RATED ? rank : 0);
        assert_int_equal(b->best, best);
        assert_int_equal(b->worst, worst);
        if (i && n->bodies[i - 1].rank && b->rank)
            assert_true(n->bodies[i - 1].rank <= b->rank);
    }
}

static void in_order(const struct question_lists *l, const struct question_sum *s, struct arena *a)
{
    for (int i = 1; i < l->ndeficient; i++) {
        int p = l->deficient[i - 1], q = l->deficient[i];
        int c = num_cmp(question_share(&s[p], a), question_share(&s[q], a));
        assert_true(s[p].below > s[q].below ||
                    (s[p].below == s[q].below && (c < 0 || (c == 0 && p < q))));
    }
}

static void compare(struct campaign *c, int which)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct national n;
    int bodies = rows_count(c, which, NULL);
    assert_true(national_read(c, which, &n, a, &err));
    assert_int_equal(n.nbodies, bodies);
    struct row *rows = arena_alloc(a, (size_t)bodies * sizeof *rows);
    assert_int_equal(rows_window(c, which, NULL, -1, 0, bodies, rows, a), bodies);
    int asked = 0, answered = 0;
    for (int i = 0; i < bodies; i++) {
        struct body_full *b = body_load(c, which, rows[i].body, &err);
        assert_non_null(b);
        const struct national_body *it = body_of(&n, rows[i].body);
        same_body(it, b);
        assert_int_equal(it->asked, rows[i].asked);
        assert_int_equal(it->answered, rows[i].answered);
        asked += it->asked;
        answered += it->answered;
        body_unload(&b);
    }
    sums_agree(c, which, a);
    in_order(&n.services, n.service, a);
    in_order(&n.own, n.body, a);
    same_places(&n);
    assert_int_equal(n.coverage.asked, asked);
    assert_int_equal(n.coverage.answered, answered);
    arena_free(&a);
}

static void the_demo_counted_by_hand(void **state)
{
    (void)state;
    small_demo(small_path("demo.meyar"));
    struct campaign *c = small_open("demo.meyar");
    compare(c, 0);
    compare(c, 1);
    campaign_close(&c);
}

/* What the tables count and what the bodies add up to is the same. */
static void it_agrees_with_the_tables(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct national n;
    struct report r;
    (void)state;
    small_demo(small_path("demo.meyar"));
    struct campaign *c = small_open("demo.meyar");
    for (int which = 0; which < 2; which++) {
        assert_true(report_read(c, which, &r, a, &err));
        assert_true(national_read(c, which, &n, a, &err));
        const struct report_column *col = &r.column[r.ncolumns - 1];
        const struct coverage *v = &n.coverage;
        assert_int_equal(col->bodies, v->bodies);
        assert_int_equal(col->services, v->services);
        assert_int_equal(col->stopped, v->stopped);
        assert_int_equal(col->incomplete, v->services_incomplete);
        assert_int_equal(col->rateable, v->rated + v->services_incomplete);
        assert_int_equal(col->answers, report_answers(c, which));
        assert_string_equal(col->as_of, report_as_of(c, which, NULL, a));
        assert_int_equal(v->bodies, v->complete + v->incomplete + v->unrated);
        assert_int_equal(v->asked, v->answered + v->open + v->cant_tell + v->conflicts);
    }
    arena_free(&a);
    campaign_close(&c);
}

/* The score of the year before is what was printed then; what it is more now is told only where
 * both are measured alike. */
static void the_year_before(void **state)
{
    struct arena *a = arena_new();
    struct err err = {0};
    (void)state;
    years_make();
    struct campaign *c = small_open("2019.meyar");
    char *text = years_with(small_rubric_next, "version: \"2\"", "decimals: 3\nversion: \"4\"");
    small_make("2020.meyar", "2020", text, "2019.meyar");
    campaign_close(&c);
    free(text);
    years_fill("2020.meyar", "beta", "e_paid", "full", "no");
    c = small_open("2020.meyar");
    for (int which = 0; which < 3; which++) {
        struct national n;
        struct row now, then;
        assert_true(national_read(c, which, &n, a, &err));
        assert_int_equal(n.comparable, which == 2); /* 2018 and 2017 */
        assert_true(row_get(c, which, "beta", "", -1, &now, a));
        assert_true(row_get(c, which + 1, "beta", "", -1, &then, a));
        for (int i = 0; i < n.nbodies; i++) {
            if (strcmp(n.bodies[i].code, "beta") != 0)
                continue;
            assert_int_equal(n.bodies[i].before, then.score);
            assert_int_equal(n.bodies[i].change, which == 2 ? now.score - then.score : UNITS_NONE);
        }
    }
    campaign_close(&c);
    arena_free(&a);
}

/* A rating set by hand counts, the computed one stays beside it, and no place moves. */
static void a_rating_by_hand(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct national n;
    int rank = 0;
    (void)state;
    small_demo(small_path("demo.meyar"));
    struct campaign *c = small_open("demo.meyar");
    assert_true(national_read(c, 0, &n, a, &err));
    const struct national_body *it = NULL;
    for (int i = 0; i < n.nbodies && !it; i++)
        if (n.bodies[i].rank && n.bodies[i].review != REVIEW_ACCEPTED && n.bodies[i].rating > 0)
            it = &n.bodies[i];
    assert_non_null(it);
    const char *code = it->code, *worst = n.rubric->ratings[0].id;
    int computed = it->rating;
    rank = it->rank;
    assert_false(it->by_hand);
    if (!final_set(c, code, "", worst, "The register was closed to citizens", &err))
        fail_msg("%s", err_text(&err));
    assert_true(national_read(c, 0, &n, a, &err));
    it = body_of(&n, code);
    assert_true(it->by_hand);
    assert_int_equal(it->rating, 0);
    assert_int_equal(it->rating_computed, computed);
    assert_int_equal(it->rank, rank);
    assert_string_equal(it->reason, "The register was closed to citizens");
    compare(c, 0);
    arena_free(&a);
    campaign_close(&c);
}

/* ---- small ones ---- */

static void what_tells_nothing_apart(void **state)
{
    struct question q = {.most = num_int(4)}, unscored = {.most = NUM_ZERO};
    (void)state;
    assert_int_equal(question_tells(&q, &(struct question_sum){.of = 3}), TELLS_FULL);
    assert_int_equal(question_tells(&q, &(struct question_sum){.of = 3, .below = 3, .empty = 3}),
                     TELLS_EMPTY);
    assert_int_equal(question_tells(&q, &(struct question_sum){.of = 3, .below = 3, .empty = 2}),
                     TELLS_APART);
    assert_int_equal(question_tells(&q, &(struct question_sum){.of = 3, .below = 1, .na = 4}),
                     TELLS_NA);
    assert_int_equal(question_tells(&q, &(struct question_sum){.of = 4, .below = 1, .na = 4}),
                     TELLS_APART);
    /* One answer tells nothing about telling. */
    assert_int_equal(question_tells(&q, &(struct question_sum){.of = 1}), TELLS_APART);
    assert_int_equal(question_tells(&q, &(struct question_sum){0}), TELLS_APART);
    assert_int_equal(question_tells(&unscored, &(struct question_sum){.na = 9}), TELLS_APART);
}

static bool stop_at_once(void *arg, const char *what, int64_t done, int64_t of)
{
    int64_t *seen = arg;
    assert_string_equal(what, "Working out figures");
    *seen = of;
    return done < 1;
}

static void it_can_be_broken_off(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct national n;
    int64_t of = 0;
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    progress_every(0);
    progress_listen(stop_at_once, &of);
    assert_false(national_read(c, 0, &n, a, &err));
    progress_listen(NULL, NULL);
    progress_every(-1);
    assert_int_equal(err.status, REFUSED);
    assert_int_equal(of, 2);
    err_clear(&err);
    assert_true(national_read(c, 0, &n, a, &err));
    assert_int_equal(n.coverage.bodies, 2);
    assert_int_equal(n.coverage.stopped, 1);
    assert_int_equal(n.coverage.reviews[REVIEW_UNASSIGNED], 1);
    assert_int_equal(n.coverage.reviews[REVIEW_ASSIGNED], 1);
    arena_free(&a);
    campaign_close(&c);
}

/* The services of a body that was withdrawn are in no count, and in nobody's way. */
static void a_withdrawn_body(void **state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct national n;
    struct compare_row row = {.own = false, .question = 0};
    struct compare_answer *list;
    int nlist;
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    small_answer(c, "alpha", "s1", "e_level", "full", NULL);
    small_answer(c, "beta", "s1", "e_level", "full", NULL);
    if (!registry_withdraw(c, "alpha", "", false, &err))
        fail_msg("%s", err_text(&err));
    if (!national_read(c, 0, &n, a, &err))
        fail_msg("refused: %s", err_text(&err));
    assert_int_equal(n.coverage.bodies, 1);
    assert_int_equal(n.coverage.services, 1);
    if (!compare_answers(c, 0, NULL, &row, &list, &nlist, a, &err))
        fail_msg("refused: %s", err_text(&err));
    assert_int_equal(nlist, 1);
    assert_string_equal(list[0].body, "beta");
    arena_free(&a);
    campaign_close(&c);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {T(the_demo_counted_by_hand), T(it_agrees_with_the_tables),
                                       T(the_year_before),          T(a_rating_by_hand),
                                       T(what_tells_nothing_apart), T(it_can_be_broken_off),
                                       T(a_withdrawn_body)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What must hold for every rubric and every answers: random ones, from seeds that are printed. */
#include "tests/forms/random.h"

/* ---- comparing ---- */

static void within(const struct figures *f)
{
    if (num_is_none(f->low)) {
        assert_true(num_is_none(f->high) && num_is_none(f->so_far) && num_is_none(f->score));
        return;
    }
    assert_true(num_cmp(f->low, f->high) <= 0);
    assert_true(num_cmp(f->low, NUM_ZERO) >= 0 && num_cmp(f->high, NUM_ONE) <= 0);
    if (!num_is_none(f->so_far)) {
        assert_true(num_cmp(f->low, f->so_far) <= 0);
        assert_true(num_cmp(f->so_far, f->high) <= 0);
    }
    if (!num_is_none(f->score)) {
        assert_int_equal(num_cmp(f->score, f->low), 0);
        assert_int_equal(num_cmp(f->score, f->high), 0);
    }
}

static bool same(num a, num b)
{
    if (num_is_none(a) || num_is_none(b))
        return num_is_none(a) && num_is_none(b);
    return num_cmp(a, b) == 0;
}

static void same_subject(const struct subject *a, const struct subject *b)
{
    const struct figures *x = &a->f, *y = &b->f;
    assert_true(same(x->so_far, y->so_far) && same(x->low, y->low) && same(x->high, y->high) &&
                same(x->score, y->score));
    assert_int_equal(a->rating, b->rating);
    assert_int_equal(a->nopen, b->nopen);
    assert_int_equal(a->ndeficiencies, b->ndeficiencies);
    for (int i = 0; i < a->ndeficiencies; i++) {
        int q = a->deficiencies[i];
        assert_int_equal(q, b->deficiencies[i]);
        assert_true(same(a->q[q].gain, b->q[q].gain));
    }
}

/* ---- the properties ---- */

static void ranges_only_narrow(struct sheet *t)
{
    struct figures before = t->s->f;
    num low = num_keep(t->arena, before.low), high = num_keep(t->arena, before.high);
    for (int i = 0; i < t->in.block->nquestions; i++) {
        const struct question *q = &t->in.block->questions[t->in.block->order[i]];
        if (t->s->q[q->index].state != QS_UNANSWERED)
            continue;
        sheet_set(t, q->id, random_value(q));
        sheet_score(t, "");
        for (int c = 0; c < t->in.block->ncriteria; c++)
            within(&t->s->criteria[c]);
        within(&t->s->f);
        if (num_is_none(t->s->f.low))
            continue;
        assert_true(num_cmp(low, t->s->f.low) <= 0);
        assert_true(num_cmp(t->s->f.high, high) <= 0);
        low = num_keep(t->arena, t->s->f.low);
        high = num_keep(t->arena, t->s->f.high);
    }
}

static bool stands_in_a_condition(const struct block *b, int q)
{
    for (int i = 0; i < b->nquestions; i++)
        for (int k = 0; k < b->questions[i].ndeps; k++)
            if (b->questions[i].deps[k] == q)
                return true;
    return false;
}

static const char *best_value(const struct question *q)
{
    switch (q->type->id) {
    case Q_YES_NO:
        return "yes";
    case Q_SCALE:
        return "3";
    case Q_CHOICE:
        return num_cmp(q->choices[0].points, q->choices[1].points) > 0 ? "a" : "b";
    default:
        return num_sign(q->choices[1].points) > 0 ? "a|b" : "a";
    }
}

/* A gain is what the low really rises by when the question is answered with full points. */
static void gains_are_true(struct sheet *t)
{
    int n = t->s->ndeficiencies, list[64];
    num gain[64], low = num_keep(t->arena, t->s->f.low);
    for (int i = 0; i < n; i++) {
        list[i] = t->s->deficiencies[i];
        gain[i] = num_keep(t->arena, t->s->q[list[i]].gain);
        if (i && !num_is_none(gain[i]))
            assert_true(num_cmp(gain[i - 1], gain[i]) >= 0);
    }
    for (int i = 0; i < n; i++) {
        if (stands_in_a_condition(t->in.block, list[i]))
            continue;
        struct answer kept = t->answers[list[i]];
        const struct question *q = &t->in.block->questions[list[i]];
        sheet_set(t, q->id, best_value(q));
        sheet_score(t, "");
        assert_true(same(num_sub(t->arena, t->s->f.low, low), gain[i]));
        t->answers[list[i]] = kept;
    }
    sheet_score(t, "");
}

/* The way up leads to `to`, and nothing in it can be left out. */
static void the_way_up_is_tight(struct sheet *t)
{
    int to = -1, list[64], n;
    int now = rating_of(t->r, t->s->f.low);
    if (!subject_way_up(&t->in, t->s, &to, list, &n)) {
        assert_int_equal(n, 0);
        return;
    }
    assert_true(to > now);
    for (int i = 0; i < n; i++)
        if (stands_in_a_condition(t->in.block, list[i]))
            return;
    struct answer kept[64];
    for (int i = 0; i < n; i++) {
        kept[i] = t->answers[list[i]];
        const struct question *q = &t->in.block->questions[list[i]];
        sheet_set(t, q->id, best_value(q));
    }
    sheet_score(t, "");
    assert_int_equal(rating_of(t->r, t->s->f.low), to);
    for (int i = 0; i < n; i++) {
        struct answer full = t->answers[list[i]];
        t->answers[list[i]] = kept[i];
        sheet_score(t, "");
        assert_true(rating_of(t->r, t->s->f.low) <= now);
        t->answers[list[i]] = full;
    }
}

/* A subject scored afresh, with every number a GMP rational or with all weights tripled. */
static void the_same_otherwise(struct sheet *t, uint64_t seed)
{
    uint64_t kept = state_of_dice;
    char *yaml = random_rubric(seed, 3);
    struct rubric *r = rubric_of(yaml);
    struct subject_input in = t->in;
    in.rubric = r;
    in.block = r->service;
    struct subject *scaled = subject_score(&in, NULL);
    same_subject(t->s, scaled);
    subject_free(&scaled);
    rubric_free(&r);
    free(yaml);
    num_force_big(true);
    struct subject *big = subject_score(&t->in, NULL);
    num_force_big(false);
    same_subject(t->s, big);
    subject_free(&big);
    state_of_dice = kept;
}

static void random_subjects(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        char *yaml = random_rubric(seed, 1);
        struct rubric *r = rubric_of(yaml);
        free(yaml);
        struct sheet t;
        sheet_open(&t, r, r->service);
        sheet_score(&t, "");
        /* A few answers, then what is left one by one. */
        for (int i = 0; i < r->service->nquestions; i++)
            if (roll(2))
                sheet_set(&t, r->service->questions[i].id, random_value(&r->service->questions[i]));
        sheet_score(&t, "");
        within(&t.s->f);
        the_same_otherwise(&t, seed);
        gains_are_true(&t);
        ranges_only_narrow(&t);
        the_same_otherwise(&t, seed);
        gains_are_true(&t);
        the_way_up_is_tight(&t);
        sheet_close(&t);
        rubric_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_subjects)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

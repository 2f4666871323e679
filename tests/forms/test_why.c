/* Figures taken apart: which rows there are, which stand in a sum, and that every sum gives the
 * figure that scoring gave. */
#include "tests/forms/random.h"

/* ---- the property ---- */

static num share_of(const struct why_term *t, struct arena *a)
{
    return num_div(a, t->earned, t->most);
}

/* The sum worked out once more, from its terms alone. */
static num worked_out(const struct why_sum *s, struct arena *a)
{
    num top = NUM_ZERO, bottom = NUM_ZERO, lowest = NUM_ONE;
    for (int i = 0; i < s->n; i++) {
        const struct why_term *t = &s->term[i];
        num share = share_of(t, a);
        lowest = num_cmp(share, lowest) < 0 ? share : lowest;
        bool points = s->how == WHY_POINTS;
        top = num_add(a, top, num_mul(a, t->weight, points ? t->earned : share));
        bottom = num_add(a, bottom, points ? num_mul(a, t->weight, t->most) : t->weight);
    }
    return s->how == WHY_LOWEST ? lowest : num_div(a, top, bottom);
}

static void sums_hold(const struct why *y)
{
    struct arena *a = arena_new();
    for (int i = 0; i < y->n; i++)
        for (enum why_figure w = 0; w < WHY_FIGURES; w++) {
            struct why_sum s;
            num f = why_figure_of(&y->row[i].f, w);
            bool summed = y->row[i].kind != WHY_SERVICE && !num_is_none(f);
            assert_int_equal(why_sum(y, i, w, a, &s), summed);
            if (!summed)
                continue;
            assert_true(s.holds && s.n > 0);
            assert_int_equal(num_cmp(worked_out(&s, a), f), 0);
            assert_int_equal(why_summing(y, i), i);
        }
    arena_free(&a);
}

/* A tree in preorder: each row's parts follow it at once. */
static void rows_nest(const struct why *y)
{
    assert_int_equal(y->row[0].end, y->n);
    for (int i = 1; i < y->n; i++) {
        const struct why_row *parent = &y->row[y->row[i].parent];
        assert_true(y->row[i].parent < i && i < parent->end && y->row[i].end <= parent->end);
        assert_int_equal(y->row[i].level, parent->level + 1);
    }
}

static void random_sums_hold(void **state)
{
    (void)state;
    for (uint64_t seed = 1000; seed < 1300; seed++) {
        char *yaml = random_rubric(seed, 1);
        struct rubric *r = rubric_of(yaml);
        free(yaml);
        struct sheet t;
        sheet_open(&t, r, r->service);
        for (int round = 0; round < 4; round++) {
            sheet_score(&t, "");
            struct arena *a = arena_new();
            const struct why *y = why_service(&t.in, t.s, a);
            rows_nest(y);
            sums_hold(y);
            arena_free(&a);
            for (int i = 0; i < r->service->nquestions; i++)
                if (roll(3) == 0)
                    sheet_set(&t, r->service->questions[i].id,
                              random_value(&r->service->questions[i]));
        }
        sheet_close(&t);
        rubric_free(&r);
    }
}

/* ---- a body ---- */

static const char house[] =
    "rubric: r\nversion: \"1\"\ntitle: T\n" RATINGS "service:\n"
    "  unrated:\n"
    "    - {id: paper, when: \"level == 'none'\", title: Paper}\n"
    "  criteria:\n"
    "    - id: depth\n"
    "      title: Depth\n"
    "      questions:\n"
    "        - {id: level, ask: L, type: choice, choices: [{id: none, label: N}, {id: half, label: "
    "H, "
    "points: 5}, {id: full, label: F, points: 10}]}\n"
    "        - {id: pay, ask: P, type: yes_no, points: 6}\n"
    "body:\n"
    "  score: {services: 70, own: 30, unrated_as: zero}\n"
    "  caps:\n"
    "    - {when: \"services('unrated') > 0\", at_most: fair, because: On paper}\n"
    "    - {when: \"services('all') > 9\", at_most: poor, because: Too many}\n"
    "    - {when: \"services('stopped') == 1\", at_most: best, because: Stopped}\n"
    "  criteria:\n"
    "    - id: visit\n"
    "      title: Visit\n"
    "      questions:\n"
    "        - {id: ramp, ask: R, type: yes_no, points: 5}\n"
    "        - {id: odd, ask: O, type: yes_no, points: 5, weight: 0}\n";

enum { SERVICES = 4 };

struct house {
    struct rubric *r;
    struct arena *a;
    struct sheet own, service[SERVICES];
    struct service_part parts[SERVICES];
    struct body_result *b;
    struct why *y;
};

static void house_open(struct house *h, const char *own, const char *const answers[SERVICES])
{
    h->r = rubric_of(house);
    h->a = arena_new();
    sheet_open(&h->own, h->r, h->r->body);
    sheet_score(&h->own, own);
    for (int i = 0; i < SERVICES; i++) {
        sheet_open(&h->service[i], h->r, h->r->service);
        h->service[i].in.stopped = strcmp(answers[i], "stopped") == 0;
        sheet_score(&h->service[i], answers[i]);
        h->parts[i] = service_part_of(h->service[i].s, -1, h->a);
    }
    h->b = body_score(&h->own.in, h->own.s, h->parts, SERVICES);
    h->y = why_body(&h->own.in, h->own.s, h->b, h->parts, SERVICES, h->a);
}

static void house_close(struct house *h)
{
    body_free(&h->b);
    for (int i = 0; i < SERVICES; i++)
        sheet_close(&h->service[i]);
    sheet_close(&h->own);
    arena_free(&h->a);
    rubric_free(&h->r);
}

/* The terms of a row's sum: "row:weight*earned/most", joined by blanks. */
static const char *terms(const struct house *h, enum why_kind kind, int index, enum why_figure w)
{
    struct why_sum s;
    struct buf b = {0};
    if (!why_sum(h->y, why_find(h->y, kind, index), w, h->a, &s))
        return "none";
    for (int i = 0; i < s.n; i++)
        buf_printf(&b, "%s%s*%s/%s", i ? " " : "", num_fraction(h->a, s.term[i].weight),
                   num_fraction(h->a, s.term[i].earned), num_fraction(h->a, s.term[i].most));
    const char *text = arena_dup(h->a, b.s);
    buf_free(&b);
    return text;
}

static void a_body_of_all_sorts(void **state)
{
    struct house h;
    (void)state;
    house_open(
        &h, "ramp=yes odd=no",
        (const char *const[]){"level=full pay=yes", "level=none pay=no", "stopped", "level=half"});
    rows_nest(h.y);
    sums_hold(h.y);
    /* 1, nothing for the one on paper, the open one 5/16 … 11/16. */
    assert_string_equal(terms(&h, WHY_SERVICES, 0, WHY_LOW), "1*1/1 1*0/1 1*5/16/1");
    assert_string_equal(terms(&h, WHY_SERVICES, 0, WHY_HIGH), "1*1/1 1*0/1 1*11/16/1");
    assert_string_equal(terms(&h, WHY_TOTAL, 0, WHY_LOW), "70*7/16/1 30*1/1");
    assert_string_equal(terms(&h, WHY_TOTAL, 0, WHY_SCORE), "none");
    assert_string_equal(terms(&h, WHY_OWN, 0, WHY_SCORE), "1*5/5");
    /* Over the services the one on paper is left out. */
    assert_string_equal(terms(&h, WHY_SERVICE_CRITERION, 0, WHY_LOW), "1*1/1 1*5/16/1");
    assert_false(h.y->row[why_find(h.y, WHY_SERVICE, 2)].in);
    assert_true(h.y->row[why_find(h.y, WHY_SERVICE, 1)].in);
    assert_true(h.y->row[why_find(h.y, WHY_QUESTION, 0)].in);
    assert_false(h.y->row[why_find(h.y, WHY_QUESTION, 1)].in);
    assert_true(h.y->caps[0].holds && !h.y->caps[0].lowers);
    assert_false(h.y->caps[1].holds);
    house_close(&h);
}

static void caps_that_lower(void **state)
{
    struct house h;
    (void)state;
    house_open(&h, "ramp=yes odd=no",
               (const char *const[]){"level=full pay=yes", "level=none pay=no", "stopped",
                                     "level=full pay=yes"});
    assert_int_equal(h.y->state, SUBJECT_RATED);
    sums_hold(h.y);
    /* (70 × 2/3 + 30) / 100 = 76.7: good, and held at fair. */
    assert_int_equal(h.y->rating_computed, 2);
    assert_int_equal(h.y->rating, 1);
    assert_true(h.y->caps[0].holds && h.y->caps[0].lowers);
    assert_false(h.y->caps[1].holds);
    assert_true(h.y->caps[2].holds && !h.y->caps[2].lowers);
    house_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_sums_hold),
        cmocka_unit_test(a_body_of_all_sorts),
        cmocka_unit_test(caps_that_lower),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

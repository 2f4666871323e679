/* A body: services and own questions together, proposals, weakest questions (rubric.md part 4). */
#include "tests/forms/scored.h"

#define RUBRIC(score)                                                                              \
    "rubric: r\nversion: \"1\"\ntitle: T\n" RATINGS "service:\n"                                   \
    "  unrated:\n    - {id: paper, when: \"a == 'none'\", title: Paper}\n"                         \
    "  criteria:\n    - id: c\n      title: C\n      questions:\n"                                 \
    "        - {id: a, ask: a, type: choice, deficiency: D, proposal: P, choices: [{id: none, "    \
    "label: N}, {id: half, label: H, points: 1, proposal: Half}, {id: full, label: F, points: "    \
    "2}]}\n"                                                                                       \
    "        - {id: b, ask: b, type: yes_no, points: 2}\n"                                         \
    "body:\n"                                                                                      \
    "  score: {" score "}\n"                                                                       \
    "  caps:\n    - {when: \"services('poor') > 1\", at_most: fair, because: Two poor}\n"          \
    "  unrated:\n    - {id: idle, when: \"services('stopped') == services('all')\", title: "       \
    "Idle}\n"                                                                                      \
    "  criteria:\n    - id: o\n      title: O\n      questions:\n"                                 \
    "        - {id: x, ask: x, type: scale, min: 0, max: 10, points: 10}\n"                        \
    "        - {id: y, ask: y, type: yes_no, points: 10}\n"

struct case_body {
    struct rubric *r;
    struct sheet own, service[8];
    struct service_part part[8];
    int n;
    struct body_result *b;
};

/* services: one list of answers each, "stopped" for a stopped one; final: ratings by hand, -1 none.
 */
static void open_body(struct case_body *c, const char *yaml, const char *own,
                      const char *const *services, const int *final)
{
    *c = (struct case_body){.r = rubric_of(yaml)};
    sheet_open(&c->own, c->r, c->r->body);
    sheet_score(&c->own, own);
    for (; services[c->n]; c->n++) {
        struct sheet *t = &c->service[c->n];
        sheet_open(t, c->r, c->r->service);
        t->in.stopped = strcmp(services[c->n], "stopped") == 0;
        sheet_score(t, t->in.stopped ? "" : services[c->n]);
        c->part[c->n] = service_part_of(t->s, final ? final[c->n] : -1, c->own.arena);
    }
    c->b = body_score(&c->own.in, c->own.s, c->part, c->n);
    body_proposals(c->b, c->r, c->own.s, c->part, c->n);
}

static void close_body(struct case_body *c)
{
    body_free(&c->b);
    for (int i = 0; i < c->n; i++)
        sheet_close(&c->service[i]);
    sheet_close(&c->own);
    rubric_free(&c->r);
}

static void parts_by_weight(void **state)
{
    (void)state;
    static const char *const services[] = {"a=full b=yes", "a=half b=no", "a=none", "stopped",
                                           NULL};
    struct case_body c;
    open_body(&c, RUBRIC("services: 70, own: 30"), "x=5 y=yes", services, NULL);
    /* services (1 + 1/4)/2 = 5/8, own 15/20 → (70·0.625 + 30·0.75)/100 = 66.25 */
    assert_int_equal(c.b->state, SUBJECT_RATED);
    assert_string_equal(printed(&c.own, c.b->service_mean.score), "62.5");
    assert_string_equal(printed(&c.own, c.b->own.score), "75.0");
    assert_string_equal(four(&c.own, &c.b->f), "66.3 66.3 66.3 66.3");
    assert_string_equal(rating_id(c.r, c.b->rating), "fair");
    assert_int_equal(c.b->nservices, 4);
    assert_int_equal(c.b->nstopped, 1);
    assert_int_equal(c.b->unrated_counts[0], 1);
    assert_int_equal(c.b->rating_counts[0], 1);
    assert_int_equal(c.b->rating_counts[3], 1);
    close_body(&c);
}

static void unrated_as_zero_and_lowest(void **state)
{
    (void)state;
    static const char *const services[] = {"a=full b=yes", "a=half b=yes", "a=none", NULL};
    struct case_body c;
    open_body(&c, RUBRIC("own: 0, unrated_as: zero"), "x=0 y=no", services, NULL);
    assert_string_equal(printed(&c.own, c.b->f.score), "58.3"); /* (1 + 3/4 + 0)/3 */
    close_body(&c);
    open_body(&c, RUBRIC("own: 0, services_by: lowest"), "x=0 y=no", services, NULL);
    assert_string_equal(printed(&c.own, c.b->f.score), "75.0");
    /* a of the second: the lowest becomes 1. */
    assert_string_equal(num_fraction(c.own.arena, c.b->proposals[0].gain), "1/4");
    close_body(&c);
}

static void ranges_of_the_unfinished(void **state)
{
    (void)state;
    static const char *const services[] = {"a=full b=yes", "a=half", "", NULL};
    struct case_body c;
    open_body(&c, RUBRIC("services: 50, own: 50"), "x=5", services, NULL);
    /* low: services (1 + 1/4 + 0)/3 = 5/12, own 5/20; high: (1 + 3/4 + 1)/3 = 11/12, own 15/20;
     * so far: services (1 + 1/2)/2 = 3/4, own 5/10 */
    assert_int_equal(c.b->state, SUBJECT_INCOMPLETE);
    assert_string_equal(four(&c.own, &c.b->f), "62.5 33.3 83.3 -");
    assert_int_equal(c.b->rating, -1);
    assert_string_equal(four(&c.own, &c.b->service_criteria[0]), "75.0 41.7 91.7 -");
    /* x is a deficiency of the body's own: (10 − 5)/20 of its own part's half */
    assert_string_equal(num_fraction(c.own.arena, c.b->own_gains[0]), "1/8");
    close_body(&c);
}

static void proposals_over_all_services(void **state)
{
    (void)state;
    static const char *const services[] = {"a=half b=yes", "a=half b=no", "a=none b=no", NULL};
    struct case_body c;
    open_body(&c, RUBRIC("services: 50, own: 50"), "x=10 y=no", services, NULL);
    /* a: +1/4 in two of two services: 1/4 · 1/2; b: +1/2 in one: 1/4 · 1/2; y: 10/20 · 1/2 */
    static const struct {
        const char *id;
        bool own;
        int n;
        const char *gain;
    } expected[] = {{"y", true, 0, "1/4"}, {"a", false, 3, "1/8"}, {"b", false, 2, "1/8"}};
    assert_int_equal(c.b->nproposals, 3);
    for (int i = 0; i < 3; i++) {
        const struct proposal *p = &c.b->proposals[i];
        const struct block *b = p->own ? c.r->body : c.r->service;
        assert_string_equal(b->questions[p->question].id, expected[i].id);
        assert_int_equal(p->own, expected[i].own);
        assert_int_equal(p->nservices, expected[i].n);
        assert_string_equal(num_fraction(c.own.arena, p->gain), expected[i].gain);
    }
    close_body(&c);
}

static void caps_and_rules_ask_for_services(void **state)
{
    (void)state;
    static const char *const poor[] = {"a=half b=no", "a=half b=no", "a=full b=yes", NULL};
    struct case_body c;
    open_body(&c, RUBRIC("services: 10, own: 90"), "x=10 y=yes", poor, NULL);
    assert_string_equal(rating_id(c.r, c.b->rating_computed), "best");
    assert_string_equal(rating_id(c.r, c.b->rating), "fair");
    assert_int_equal(c.b->ncapped, 1);
    close_body(&c);
    /* A final rating by hand counts in place of the computed one. */
    static const int final[] = {1, -1, -1};
    open_body(&c, RUBRIC("services: 10, own: 90"), "x=10 y=yes", poor, final);
    assert_string_equal(rating_id(c.r, c.b->rating), "best");
    assert_int_equal(c.b->rating_counts[0], 1);
    assert_int_equal(c.b->rating_counts[1], 1);
    close_body(&c);
    static const char *const stopped[] = {"stopped", "stopped", NULL};
    open_body(&c, RUBRIC("services: 10, own: 90"), "x=10", stopped, NULL);
    assert_int_equal(c.b->state, SUBJECT_UNRATED);
    assert_string_equal(c.r->body->unrated[c.b->unrated].id, "idle");
    assert_string_equal(four(&c.own, &c.b->f), "- - - -");
    assert_false(c.b->has_own);
    close_body(&c);
}

static void a_final_rating_stands_aside_while_not_rated(void **state)
{
    (void)state;
    static const char *const services[] = {"a=half", "a=none", NULL};
    static const int final[] = {2, 2};
    struct case_body c;
    open_body(&c, RUBRIC("own: 30"), "x=10 y=yes", services, final);
    for (int i = 0; i < c.r->nratings; i++)
        assert_int_equal(c.b->rating_counts[i], 0);
    close_body(&c);
}

static void a_part_without_a_figure_is_left_out(void **state)
{
    (void)state;
    static const char *const services[] = {"a=none", NULL};
    struct case_body c;
    open_body(&c, RUBRIC("services: 70, own: 30"), "x=10 y=no", services, NULL);
    assert_string_equal(four(&c.own, &c.b->f), "50.0 50.0 50.0 50.0");
    assert_int_equal(c.b->state, SUBJECT_RATED);
    assert_string_equal(four(&c.own, &c.b->service_mean), "- - - -");
    close_body(&c);
}

static void weakest_first(void **state)
{
    (void)state;
    static const char *const services[] = {"a=half b=yes", "a=full b=no", "a=full",
                                           "a=none b=no",  "stopped",     NULL};
    struct case_body c;
    open_body(&c, RUBRIC("own: 30"), "", services, NULL);
    const struct subject *s[5];
    for (int i = 0; i < c.n; i++)
        s[i] = c.service[i].s;
    int n;
    struct weak *w = weakest(c.r, s, c.n, c.own.arena, &n);
    assert_int_equal(n, 2);
    assert_string_equal(c.r->service->questions[w[0].question].id, "b");
    assert_int_equal(w[0].below, 1);
    assert_int_equal(w[0].of, 2);
    assert_string_equal(num_fraction(c.own.arena, w[0].share), "1/2");
    assert_int_equal(w[1].below, 1);
    assert_int_equal(w[1].of, 3);
    assert_string_equal(num_fraction(c.own.arena, w[1].share), "5/6");
    close_body(&c);
}

static void a_rubric_of_one_part(void **state)
{
    (void)state;
    struct case_body c;
    static const char *const none[] = {NULL};
    open_body(&c,
              "rubric: r\nversion: \"1\"\ntitle: T\n" RATINGS
              "body:\n  criteria:\n    - id: o\n      title: O\n      questions:\n"
              "        - {id: x, ask: x, type: scale, min: 0, max: 10, points: 10}\n",
              "x=7", none, NULL);
    assert_string_equal(four(&c.own, &c.b->f), "70.0 70.0 70.0 70.0");
    assert_string_equal(rating_id(c.r, c.b->rating), "good");
    assert_false(c.b->has_service_mean);
    close_body(&c);
}

/* Services of one question; what the body is asked follows. */
#define ONE_QUESTION_EACH                                                                          \
    "rubric: r\nversion: \"1\"\ntitle: T\n" RATINGS                                                \
    "service:\n  criteria:\n    - {id: s, title: S, questions: [{id: z, type: yes_no, ask: a, "    \
    "points: 1}]}\n"

/* The body's own part has no figure (weight 0), but its criterion keeps its own four. */
static void a_criterion_of_weight_0_keeps_its_figures(void **state)
{
    (void)state;
    static const char *const services[] = {"z=yes", NULL};
    struct case_body c;
    open_body(
        &c,
        ONE_QUESTION_EACH
        "body:\n  score: {own: 30}\n  criteria:\n    - {id: o, title: O, weight: 0, questions: "
        "[{id: y, type: yes_no, ask: a, points: 1}]}\n",
        "y=no", services, NULL);
    assert_int_equal(c.b->state, SUBJECT_RATED);
    assert_string_equal(four(&c.own, &c.own.s->criteria[0]), "0.0 0.0 0.0 0.0");
    assert_string_equal(four(&c.own, &c.b->own), "- - - -");
    assert_string_equal(num_fraction(c.own.arena, c.b->own_gains[0]), "0");
    close_body(&c);
}

/* Nor does a deficiency below weight 0 take the part that it stands in away. */
static void an_own_deficiency_below_weight_0_gains_nothing(void **state)
{
    (void)state;
    static const char *const services[] = {"z=no", NULL};
    struct case_body c;
    open_body(
        &c,
        ONE_QUESTION_EACH
        "body:\n  score: {own: 100}\n  criteria:\n    - {id: o, title: O, questions: [{id: x, "
        "type: yes_no, ask: a, points: 1}]}\n    - {id: p, title: P, criteria: [{id: w, weight: "
        "0, title: W, questions: [{id: y, type: yes_no, ask: a, points: 1}]}]}\n",
        "x=yes y=no", services, NULL);
    assert_string_equal(num_fraction(c.own.arena, c.b->own_gains[1]), "0");
    close_body(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_by_weight),
        cmocka_unit_test(unrated_as_zero_and_lowest),
        cmocka_unit_test(ranges_of_the_unfinished),
        cmocka_unit_test(proposals_over_all_services),
        cmocka_unit_test(caps_and_rules_ask_for_services),
        cmocka_unit_test(a_final_rating_stands_aside_while_not_rated),
        cmocka_unit_test(a_part_without_a_figure_is_left_out),
        cmocka_unit_test(weakest_first),
        cmocka_unit_test(a_rubric_of_one_part),
        cmocka_unit_test(a_criterion_of_weight_0_keeps_its_figures),
        cmocka_unit_test(an_own_deficiency_below_weight_0_gains_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

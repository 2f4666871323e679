/* Scores by worked examples: each expectation was computed by hand from rubric.md. */
#include "tests/forms/scored.h"

#define HEAD "rubric: r\nversion: \"1\"\ntitle: T\n" RATINGS

static const char two_criteria[] =
    HEAD "service:\n"
         "  unrated:\n"
         "    - {id: paper, when: \"level == 'none'\", title: Paper}\n"
         "  caps:\n"
         "    - {when: \"deficient('all', 'critical') > 0\", at_most: fair, because: Critical}\n"
         "  criteria:\n"
         "    - id: depth\n"
         "      title: Depth\n"
         "      weight: 2\n"
         "      questions:\n"
         "        - id: level\n"
         "          ask: Level?\n"
         "          type: choice\n"
         "          choices:\n"
         "            - {id: none, label: None}\n"
         "            - {id: form, label: Form, points: 4}\n"
         "            - {id: full, label: Full, points: 10}\n"
         "        - {id: pay, ask: Pay?, type: yes_no, points: 5, when: \"level == 'full'\"}\n"
         "        - {id: safe, ask: Safe?, type: yes_no, points: 5, severity: critical}\n"
         "    - id: ease\n"
         "      title: Ease\n"
         "      aggregate: mean\n"
         "      questions:\n"
         "        - {id: steps, ask: Steps?, type: scale, min: 1, max: 5, points: 8}\n"
         "        - {id: help, ask: Help?, type: yes_no, points: 3, weight: 3}\n"
         "        - {id: extra, ask: Extra?, type: yes_no, points: 2, required: false}\n"
         "        - {id: word, ask: Word?, type: text, required: false}\n";

static void an_untouched_service_can_reach_everything(void **state)
{
    (void)state;
    struct rubric *r = rubric_of(two_criteria);
    struct sheet t;
    sheet_open(&t, r, r->service);
    struct subject *s = sheet_score(&t, "");
    assert_int_equal(s->state, SUBJECT_INCOMPLETE);
    assert_string_equal(four(&t, &s->f), "- 0.0 100.0 -");
    assert_int_equal(sheet_result(&t, "pay")->state, QS_UNDECIDED);
    assert_true(sheet_result(&t, "pay")->open);
    assert_false(sheet_result(&t, "extra")->open);
    assert_int_equal(s->nopen, 5);
    assert_int_equal(s->rating, -1);
    sheet_close(&t);
    rubric_free(&r);
}

static void figures_move_with_each_answer(void **state)
{
    (void)state;
    struct rubric *r = rubric_of(two_criteria);
    struct sheet t;
    sheet_open(&t, r, r->service);
    /* depth: 4 of 10, safe open 5 → low 4/15, high 9/15; ease open → 0 … 1. */
    struct subject *s = sheet_score(&t, "level=form");
    assert_int_equal(sheet_result(&t, "pay")->state, QS_INACTIVE);
    assert_string_equal(four(&t, &s->criteria[0]), "40.0 26.7 60.0 -");
    assert_string_equal(four(&t, &s->f), "40.0 17.8 73.3 -");
    /* ease by mean: (1·(2/8) + 3·1) / 4 = 13/16 */
    s = sheet_score(&t, "safe=yes steps=2 help=yes");
    assert_string_equal(four(&t, &s->criteria[0]), "60.0 60.0 60.0 60.0");
    assert_string_equal(four(&t, &s->criteria[1]), "81.3 81.3 81.3 81.3");
    /* (2·0.6 + 0.8125) / 3 = 0.670833… */
    assert_string_equal(four(&t, &s->f), "67.1 67.1 67.1 67.1");
    assert_string_equal(num_fraction(t.arena, s->f.score), "161/240");
    assert_string_equal(rating_id(r, s->rating), "fair");
    /* An optional answer counts once it is there: (0.25 + 3 + 0) / 5 */
    s = sheet_score(&t, "extra=no");
    assert_string_equal(printed(&t, s->criteria[1].score), "65.0");
    sheet_close(&t);
    rubric_free(&r);
}

static void a_gate_makes_a_service_unrated_at_once(void **state)
{
    (void)state;
    struct rubric *r = rubric_of(two_criteria);
    struct sheet t;
    sheet_open(&t, r, r->service);
    struct subject *s = sheet_score(&t, "level=none help=no");
    assert_int_equal(s->state, SUBJECT_UNRATED);
    assert_string_equal(r->service->unrated[s->unrated].id, "paper");
    assert_string_equal(four(&t, &s->f), "- - - -");
    assert_string_equal(four(&t, &s->criteria[0]), "- - - -");
    assert_string_equal(ids(&t, s->deficiencies, s->ndeficiencies), "level help");
    assert_true(num_is_none(s->q[s->deficiencies[0]].gain));
    sheet_close(&t);
    rubric_free(&r);
}

static void a_cap_lowers_the_rating_never_the_score(void **state)
{
    (void)state;
    struct rubric *r = rubric_of(two_criteria);
    struct sheet t;
    sheet_open(&t, r, r->service);
    /* depth 15/20, ease 1: (2·0.75 + 1)/3 = 5/6 */
    struct subject *s = sheet_score(&t, "level=full pay=yes safe=no steps=5 help=yes");
    assert_string_equal(four(&t, &s->f), "83.3 83.3 83.3 83.3");
    assert_string_equal(rating_id(r, s->rating_computed), "good");
    assert_string_equal(rating_id(r, s->rating), "fair");
    assert_int_equal(s->ncapped, 1);
    assert_string_equal(text_in(&r->service->caps[s->capped[0]].because, 0), "Critical");
    /* Mending the critical one lifts it at once. */
    int to, questions[8], n;
    assert_true(subject_way_up(&t.in, s, &to, questions, &n));
    assert_string_equal(rating_id(r, to), "best");
    assert_string_equal(ids(&t, questions, n), "safe");
    sheet_close(&t);
    rubric_free(&r);
}

static void a_cap_holds_an_incomplete_service_as_it_stands(void **state)
{
    (void)state;
    struct rubric *r = rubric_of(two_criteria);
    struct sheet t;
    sheet_open(&t, r, r->service);
    struct subject *s = sheet_score(&t, "safe=no");
    assert_int_equal(s->rating, -1);
    assert_int_equal(s->ncapped, 0);
    assert_string_equal(rating_id(r, s->held), "fair");
    sheet_close(&t);
    rubric_free(&r);
}

static void gains_and_the_way_up(void **state)
{
    (void)state;
    struct rubric *r = rubric_of(two_criteria);
    struct sheet t;
    sheet_open(&t, r, r->service);
    /* depth 14/20… level 4/10, safe 5/5 → 9/15; ease (0 + 0)/4. score = (2·0.6 + 0)/3 = 0.4 */
    struct subject *s = sheet_score(&t, "level=form safe=yes steps=1 help=no");
    assert_string_equal(printed(&t, s->f.score), "40.0");
    assert_string_equal(ids(&t, s->deficiencies, s->ndeficiencies), "level help steps");
    /* level: 2/3 · 6/15 = 4/15; help: 1/3 · 3/4 = 1/4; steps: 1/3 · 1/4 = 1/12 */
    assert_string_equal(num_fraction(t.arena, sheet_result(&t, "level")->gain), "4/15");
    assert_string_equal(num_fraction(t.arena, sheet_result(&t, "help")->gain), "1/4");
    assert_string_equal(num_fraction(t.arena, sheet_result(&t, "steps")->gain), "1/12");
    int to, questions[8], n;
    /* 40 + 26.7 = 66.7 is fair already. */
    assert_true(subject_way_up(&t.in, s, &to, questions, &n));
    assert_string_equal(rating_id(r, to), "fair");
    assert_string_equal(ids(&t, questions, n), "level");
    /* At the best rating there is none. */
    s = sheet_score(&t, "level=full pay=yes steps=5 help=yes");
    assert_string_equal(rating_id(r, s->rating), "best");
    assert_false(subject_way_up(&t.in, s, &to, questions, &n));
    sheet_close(&t);
    rubric_free(&r);
}

static void a_taken_deficiency_that_is_not_needed_is_dropped(void **state)
{
    (void)state;
    struct rubric *r = rubric_of(
        HEAD
        "service:\n"
        "  caps:\n"
        "    - {when: \"deficient('all', 'critical') > 0\", at_most: poor, because: Critical}\n"
        "  criteria:\n"
        "    - id: c\n"
        "      title: C\n"
        "      questions:\n"
        "        - {id: big, ask: a, type: yes_no, points: 10}\n"
        "        - {id: small, ask: a, type: yes_no, points: 1, severity: critical}\n"
        "        - {id: rest, ask: a, type: yes_no, points: 89}\n");
    struct sheet t;
    sheet_open(&t, r, r->service);
    /* 89: good, held at poor. big is taken first (99: still held), then small; big is not needed.
     */
    struct subject *s = sheet_score(&t, "big=no small=no rest=yes");
    int to, questions[3], n;
    assert_true(subject_way_up(&t.in, s, &to, questions, &n));
    assert_string_equal(ids(&t, questions, n), "small");
    assert_string_equal(rating_id(r, to), "best");
    sheet_close(&t);
    rubric_free(&r);
}

static void nested_points_and_lowest(void **state)
{
    (void)state;
    struct rubric *r =
        rubric_of(HEAD "service:\n"
                       "  aggregate: lowest\n"
                       "  criteria:\n"
                       "    - id: pooled\n"
                       "      title: Pooled\n"
                       "      aggregate: points\n"
                       "      criteria:\n"
                       "        - id: p1\n"
                       "          title: P1\n"
                       "          questions:\n"
                       "            - {id: a, ask: a, type: yes_no, points: 1}\n"
                       "            - {id: b, ask: b, type: yes_no, points: 3, weight: 2}\n"
                       "        - id: p2\n"
                       "          title: P2\n"
                       "          questions:\n"
                       "            - {id: c, ask: c, type: yes_no, points: 3}\n"
                       "    - id: weak\n"
                       "      title: Weak\n"
                       "      aggregate: lowest\n"
                       "      questions:\n"
                       "        - {id: d, ask: d, type: scale, min: 0, max: 4, points: 4}\n"
                       "        - {id: e, ask: e, type: scale, min: 0, max: 4, points: 4}\n"
                       "        - {id: f, ask: f, type: yes_no, points: 1, weight: 0}\n");
    struct sheet t;
    sheet_open(&t, r, r->service);
    /* pooled: (1 + 2·3 + 0) / (1 + 6 + 3) = 0.7, its parts 7/7 and 0/3; weak: min(3/4, 1/2) */
    struct subject *s = sheet_score(&t, "a=yes b=yes c=no d=3 e=2 f=no");
    assert_string_equal(printed(&t, s->criteria[0].score), "70.0");
    assert_string_equal(printed(&t, s->criteria[1].score), "100.0");
    assert_string_equal(printed(&t, s->criteria[2].score), "0.0");
    assert_string_equal(printed(&t, s->criteria[3].score), "50.0");
    assert_string_equal(printed(&t, s->f.score), "50.0");
    /* Only e lifts the lowest: to d's 75, but the subject then rests on pooled's 70. */
    assert_string_equal(num_fraction(t.arena, sheet_result(&t, "e")->gain), "1/5");
    assert_string_equal(num_fraction(t.arena, sheet_result(&t, "d")->gain), "0");
    assert_string_equal(num_fraction(t.arena, sheet_result(&t, "f")->gain), "0");
    assert_string_equal(ids(&t, s->deficiencies, s->ndeficiencies), "e c d f");
    sheet_close(&t);
    rubric_free(&r);
}

static void not_applicable_in_its_three_ways(void **state)
{
    (void)state;
    static const char *const rule[] = {"exclude", "zero", "full"};
    static const char *const score[] = {"100.0", "25.0", "100.0"};
    static const char *const other[] = {"0.0", "0.0", "75.0"};
    for (int i = 0; i < 3; i++) {
        struct buf yaml = {0};
        buf_printf(&yaml,
                   HEAD "not_applicable: %s\n"
                        "service:\n  criteria:\n    - id: c\n      title: C\n      questions:\n"
                        "        - {id: a, ask: a, type: yes_no, points: 3}\n"
                        "        - {id: b, ask: b, type: yes_no, points: 1}\n",
                   rule[i]);
        struct rubric *r = rubric_of(yaml.s);
        struct sheet t;
        sheet_open(&t, r, r->service);
        struct subject *s = sheet_score(&t, "a=n/a b=yes");
        assert_string_equal(printed(&t, s->f.score), score[i]);
        assert_int_equal(s->ndeficiencies, 0);
        s = sheet_score(&t, "b=no");
        assert_string_equal(printed(&t, s->f.score), other[i]);
        sheet_close(&t);
        rubric_free(&r);
        buf_free(&yaml);
    }
}

static void what_is_pending_and_what_is_not(void **state)
{
    (void)state;
    struct rubric *r = rubric_of(
        HEAD
        "service:\n  criteria:\n    - id: c\n      title: C\n      questions:\n"
        "        - {id: a, ask: a, type: yes_no, points: 1}\n"
        "        - {id: opt, ask: o, type: yes_no, points: 1, required: false}\n"
        "        - {id: n, ask: n, type: number, required: false}\n"
        "        - {id: after, ask: f, type: yes_no, points: 1, when: opt}\n"
        "        - {id: c1, type: calc, value: \"n * 2\", steps: [{from: 0, points: 1}, {from: 5, "
        "points: 3}]}\n"
        "        - {id: m, ask: m, type: number}\n"
        "        - {id: c2, type: calc, value: \"m + 1\", steps: [{from: 0, points: 1}, {from: 5, "
        "points: 3}]}\n");
    struct sheet t;
    sheet_open(&t, r, r->service);
    struct subject *s = sheet_score(&t, "a=cannot-tell opt=conflict");
    assert_int_equal(sheet_result(&t, "a")->state, QS_CANT_TELL);
    assert_true(sheet_result(&t, "a")->pending);
    assert_false(sheet_result(&t, "opt")->pending);
    assert_int_equal(sheet_result(&t, "after")->state,
                     QS_INACTIVE);              /* what it waits for is not pending */
    assert_false(sheet_result(&t, "c1")->open); /* null for good */
    assert_true(sheet_result(&t, "c2")->open);  /* m is pending */
    assert_int_equal(s->nopen, 3);
    assert_string_equal(four(&t, &s->f), "- 0.0 100.0 -");
    s = sheet_score(&t, "a=yes m=1");
    /* a 1/1, c2 is 2: the first step, 1 of 3 */
    assert_string_equal(four(&t, &s->f), "50.0 50.0 50.0 50.0");
    s = sheet_score(&t, "n=3");
    /* c1 is 6: 3 of 3 → 5/7 */
    assert_string_equal(printed(&t, s->f.score), "71.4");
    sheet_close(&t);
    rubric_free(&r);
}

static void a_limit_takes_choices_away(void **state)
{
    (void)state;
    struct rubric *r = rubric_of(
        HEAD "service:\n  criteria:\n    - id: c\n      title: C\n      questions:\n"
             "        - {id: top, ask: t, type: number, required: false}\n"
             "        - id: reach\n          ask: r\n          type: choice\n          limit: top\n"
             "          choices:\n"
             "            - {id: one, label: 1, points: 1}\n"
             "            - {id: two, label: 2, points: 2}\n"
             "            - {id: three, label: 3, points: 4}\n");
    struct sheet t;
    sheet_open(&t, r, r->service);
    static const struct {
        const char *top, *score;
        int offered;
    } cases[] = {{"top=", "50.0", 3},  {"top=2", "100.0", 2}, {"top=2.9", "100.0", 2},
                 {"top=9", "50.0", 3}, {"top=0", "-", 1},     {"top=-3", "-", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sheet_set(&t, "reach", "two");
        struct subject *s = sheet_score(&t, cases[i].top);
        assert_int_equal(sheet_result(&t, "reach")->offered, cases[i].offered);
        assert_string_equal(printed(&t, s->f.score), cases[i].score);
        assert_int_equal(sheet_result(&t, "reach")->unfit, cases[i].offered < 2);
    }
    sheet_close(&t);
    rubric_free(&r);
}

static void choices_never_fall_below_zero_nor_rise_above_their_most(void **state)
{
    (void)state;
    struct rubric *r = rubric_of(
        HEAD "service:\n  criteria:\n    - id: c\n      title: C\n      questions:\n"
             "        - id: ways\n          ask: w\n          type: choices\n          points: 5\n"
             "          choices:\n"
             "            - {id: a, label: A, points: 3}\n"
             "            - {id: b, label: B, points: 3}\n"
             "            - {id: bad, label: Bad, points: -4}\n");
    struct sheet t;
    sheet_open(&t, r, r->service);
    assert_string_equal(printed(&t, sheet_score(&t, "ways=-")->f.score), "0.0");
    assert_string_equal(printed(&t, sheet_score(&t, "ways=a")->f.score), "60.0");
    assert_string_equal(printed(&t, sheet_score(&t, "ways=a|b")->f.score), "100.0");
    assert_string_equal(printed(&t, sheet_score(&t, "ways=a|b|bad")->f.score), "40.0");
    assert_string_equal(printed(&t, sheet_score(&t, "ways=a|bad")->f.score), "0.0");
    sheet_close(&t);
    rubric_free(&r);
}

static void who_owns_the_boundary(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *answer, *rating;
    } cases[] = {
        {"", "s=70", "good"},
        {"boundary: upper\n", "s=70", "fair"},
        {"boundary: upper\n", "s=0", "poor"},
        {"boundary: upper\n", "s=71", "good"},
        {"", "s=0", "poor"},
        {"", "s=100", "best"},
        /* 89.95 is 90.0 as printed, and not 90 exactly. */
        {"", "s=89 t=95", "best"},
        {"rate_on: exact\n", "s=89 t=95", "good"},
        {"decimals: 2\n", "s=89 t=95", "good"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf yaml = {0};
        buf_printf(&yaml,
                   HEAD "%s"
                        "service:\n  criteria:\n    - id: c\n      title: C\n      questions:\n"
                        "        - {id: s, ask: s, type: scale, min: 0, max: 100, points: 100}\n"
                        "    - id: d\n      title: D\n      weight: 0\n      questions:\n"
                        "        - {id: t, ask: t, type: scale, min: 0, max: 100, points: 100, "
                        "required: false}\n",
                   cases[i].keys);
        struct rubric *r = rubric_of(yaml.s);
        struct sheet t;
        sheet_open(&t, r, r->service);
        num extra = NUM_ZERO;
        if (strstr(cases[i].answer, "t="))
            extra = num_frac(t.arena, 95, 10000);
        struct subject *s = sheet_score(&t, cases[i].answer);
        int rating = rating_of(r, num_add(t.arena, s->f.score, extra));
        assert_string_equal(rating_id(r, rating), cases[i].rating);
        sheet_close(&t);
        rubric_free(&r);
        buf_free(&yaml);
    }
}

static void nothing_to_score_is_no_score(void **state)
{
    (void)state;
    struct rubric *r =
        rubric_of(HEAD "service:\n  criteria:\n    - id: c\n      title: C\n      questions:\n"
                       "        - {id: w, ask: w, type: text}\n"
                       "        - {id: a, ask: a, type: yes_no, points: 1, when: \"w == 'go'\"}\n");
    struct sheet t;
    sheet_open(&t, r, r->service);
    struct subject *s = sheet_score(&t, "");
    assert_int_equal(s->state, SUBJECT_INCOMPLETE);
    s = sheet_score(&t, "w=stay");
    assert_int_equal(s->state, SUBJECT_UNRATED);
    assert_int_equal(s->unrated, UNRATED_NO_SCORE);
    s = sheet_score(&t, "w=go a=yes");
    assert_int_equal(s->state, SUBJECT_RATED);
    t.in.stopped = true;
    s = sheet_score(&t, "");
    assert_int_equal(s->state, SUBJECT_STOPPED);
    assert_string_equal(four(&t, &s->f), "- - - -");
    assert_int_equal(s->ndeficiencies, 0);
    sheet_close(&t);
    rubric_free(&r);
}

/* c2 has no figure, because all below it has weight 0: whatever becomes of q2 moves nothing. */
#define DEAD_END                                                                                   \
    "  criteria:\n"                                                                                \
    "    - {id: c1, title: C, questions: [{id: q1, type: yes_no, ask: a, points: 1}, "             \
    "{id: q4, type: yes_no, ask: a, points: 1}]}\n"                                                \
    "    - {id: c2, title: C, criteria: [{id: c3, weight: 0, title: C, questions: "                \
    "[{id: q2, type: yes_no, ask: a, points: 1}]}]}\n"

static void below_weight_0_a_deficiency_gains_nothing(void **state)
{
    (void)state;
    static const char *const aggregate[] = {"", "  aggregate: lowest\n"};
    for (int i = 0; i < 2; i++) {
        struct buf yaml = {0};
        buf_printf(&yaml, HEAD "service:\n%s" DEAD_END, aggregate[i]);
        struct rubric *r = rubric_of(yaml.s);
        struct sheet t;
        sheet_open(&t, r, r->service);
        struct subject *s = sheet_score(&t, "q1=yes q2=no q4=no");
        assert_string_equal(num_fraction(t.arena, sheet_result(&t, "q2")->gain), "0");
        assert_string_equal(num_fraction(t.arena, sheet_result(&t, "q4")->gain), "1/2");
        assert_string_equal(ids(&t, s->deficiencies, s->ndeficiencies), "q4 q2");
        sheet_close(&t);
        rubric_free(&r);
        buf_free(&yaml);
    }
}

/* What counts in no sum may still hold a cap: it is taken like others. */
static void the_way_up_takes_what_has_weight_0(void **state)
{
    (void)state;
    static const char *const criteria[] = {
        DEAD_END,
        "  criteria:\n    - {id: c1, title: C, questions: [{id: q1, type: yes_no, ask: a, points: "
        "1}, {id: q2, type: yes_no, ask: a, points: 1, weight: 0}]}\n"};
    static const char *const answers[] = {"q1=yes q2=no q4=no", "q1=yes q2=no"};
    static const char *const way[] = {"q4 q2", "q2"};
    for (int i = 0; i < 2; i++) {
        struct buf yaml = {0};
        buf_printf(&yaml,
                   HEAD "service:\n  caps:\n    - {when: \"deficient('all') > 0\", at_most: poor, "
                        "because: B}\n%s",
                   criteria[i]);
        struct rubric *r = rubric_of(yaml.s);
        struct sheet t;
        sheet_open(&t, r, r->service);
        struct subject *s = sheet_score(&t, answers[i]);
        int to, questions[3], n;
        assert_true(subject_way_up(&t.in, s, &to, questions, &n));
        assert_string_equal(rating_id(r, to), "best");
        assert_string_equal(ids(&t, questions, n), way[i]);
        sheet_close(&t);
        rubric_free(&r);
        buf_free(&yaml);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_untouched_service_can_reach_everything),
        cmocka_unit_test(figures_move_with_each_answer),
        cmocka_unit_test(a_gate_makes_a_service_unrated_at_once),
        cmocka_unit_test(a_cap_lowers_the_rating_never_the_score),
        cmocka_unit_test(a_cap_holds_an_incomplete_service_as_it_stands),
        cmocka_unit_test(gains_and_the_way_up),
        cmocka_unit_test(a_taken_deficiency_that_is_not_needed_is_dropped),
        cmocka_unit_test(nested_points_and_lowest),
        cmocka_unit_test(not_applicable_in_its_three_ways),
        cmocka_unit_test(what_is_pending_and_what_is_not),
        cmocka_unit_test(a_limit_takes_choices_away),
        cmocka_unit_test(choices_never_fall_below_zero_nor_rise_above_their_most),
        cmocka_unit_test(who_owns_the_boundary),
        cmocka_unit_test(nothing_to_score_is_no_score),
        cmocka_unit_test(below_weight_0_a_deficiency_gains_nothing),
        cmocka_unit_test(the_way_up_takes_what_has_weight_0),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

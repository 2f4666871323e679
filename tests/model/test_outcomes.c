/* What is kept of a subject's questions sums up to what scoring it says, of random rubrics and
 * answers; and nothing else is taken for it. */
#include "model/outcomes.h"
#include "tests/forms/random.h"
#include "tests/help/sums.h"

/* Many answers of one rubric, kept one by one and added up, against the subjects themselves. */
static void a_rubric(const char *yaml, struct arena *a)
{
    struct rubric *r = rubric_of(yaml);
    struct question_sum *kept = question_sums_new(r->service, a);
    struct sums_plain *plain = sums_new(r->service, a);
    int missing = 0, required = 0;
    for (int i = 0; i < 30; i++) {
        struct sheet t;
        sheet_open(&t, r, r->service);
        for (int q = 0; q < r->service->nquestions; q++)
            if (r->service->questions[q].type->id != Q_CALC && roll(5))
                sheet_set(&t, r->service->questions[q].id,
                          roll(12) ? random_value(&r->service->questions[q]) : "conflict");
        t.in.stopped = roll(10) == 0;
        sheet_score(&t, "");
        bool sums = t.s->state == SUBJECT_RATED || t.s->state == SUBJECT_INCOMPLETE;
        int *evidence, n;
        assert_true(outcomes_add(outcomes_of(t.s, sums, a), r->service, kept, &evidence, &n, a));
        sums_count(plain, t.s, sums, a);
        required += n;
        for (int q = 0; q < r->service->nquestions && t.s->state != SUBJECT_STOPPED; q++)
            missing += t.s->q[q].evidence_missing;
        sheet_close(&t);
    }
    sums_same(r->service, kept, plain, a);
    assert_int_equal(required, missing); /* nothing is attached here */
    rubric_free(&r);
}

static void random_subjects(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        struct arena *a = arena_new();
        char *yaml = random_rubric(seed, 1);
        a_rubric(yaml, a);
        free(yaml);
        arena_free(&a);
    }
}

/* Limits, sums that are no whole numbers, a calc, an unrated rule, evidence that is required. */
static const char everything[] =
    "rubric: r\nversion: \"1\"\ntitle: T\n" RATINGS "service:\n"
    "  unrated:\n    - {id: shut, when: \"not gate\", title: Shut}\n"
    "  criteria:\n    - id: c\n      title: C\n      weight: 1\n      questions:\n"
    "        - {id: gate, ask: a, type: yes_no, points: 1, evidence: required}\n"
    "        - {id: thirds, ask: a, type: scale, min: 0, max: 3, points: 1, evidence: required}\n"
    "        - id: level\n          ask: a\n          type: choice\n"
    "          limit: \"1 + points(thirds) * 3\"\n"
    "          choices: [{id: a, label: A, points: 0.25}, {id: b, label: B, points: 2}]\n"
    "        - {id: sum, ask: a, type: calc, value: \"points(thirds) / 7\"}\n"
    "        - {id: spare, ask: a, type: yes_no, points: 2, required: false}\n";

static void everything_at_once(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    state_of_dice = 11;
    for (int i = 0; i < 50; i++)
        a_rubric(everything, a);
    arena_free(&a);
}

static void what_is_none(void **state)
{
    static const char *const bad[] = {"ffff",     "ffffff",    "fffffx",    "ffff?",    "fffp",
                                      "pffff",    "fp1/0fff",  "fl1fff",    "fl1:0fff", "fl1:-1fff",
                                      "fp--1fff", "fp1/fff",   "1ffff",     "fffff1",   "fffff\n",
                                      "",         "Offff",     "-ffff",     "fp4/6fff", "fp99fff",
                                      "fl5:4fff", "fl-1:4fff", "fp1/-2fff", "fl02:4fff"};
    struct arena *a = arena_new();
    struct rubric *r = rubric_of(everything);
    (void)state;
    assert_true(outcomes_add("Fp2/3l1/4:2o.", r->service, NULL, NULL, NULL, a));
    assert_true(outcomes_add("-", r->service, NULL, NULL, NULL, a));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (outcomes_add(bad[i], r->service, NULL, NULL, NULL, a))
            fail_msg("'%s' is taken", bad[i]);
    rubric_free(&r);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_subjects),
                                       cmocka_unit_test(everything_at_once),
                                       cmocka_unit_test(what_is_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

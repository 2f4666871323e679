/* Rubrics from text to memory: what is taken, with its defaults; what is refused, in which words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "forms/lib.h"
#include "tests/forms/load_faults.h"

#define SIZE(a) (sizeof(a) / sizeof *(a))

static struct arena *arena;
static struct diags diags;
static struct rubric *rubric;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    diags = (struct diags){.file = "r.yaml"};
    alarm(60); /* what would take longer has gone quadratic */
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    rubric_free(&rubric);
    diags_free(&diags);
    arena_free(&arena);
    alarm(0);
    return 0;
}

static const struct rubric *load(const char *yaml)
{
    rubric_free(&rubric);
    diags_free(&diags);
    rubric = rubric_load(yaml, strlen(yaml), &diags);
    assert_int_equal(rubric == NULL, diags.n > 0);
    return rubric;
}

/* All errors as "line:col text", one a line. */
static const char *told(void)
{
    struct buf b = {0};
    for (size_t i = 0; i < diags.n; i++)
        buf_printf(&b, "%s%d:%d %s", i ? "\n" : "", diags.list[i].line, diags.list[i].col,
                   diags.list[i].text);
    const char *s = arena_dup(arena, b.s ? b.s : "");
    buf_free(&b);
    return s;
}

static void assert_refused(const char *yaml, const char *expected)
{
    load(yaml);
    assert_string_equal(told(), expected);
}

static const struct rubric *assert_loads(const char *yaml)
{
    load(yaml);
    assert_string_equal(told(), "");
    return rubric;
}

/* ---- every class of error ---- */

static void assert_faults(const struct frame *frame, const struct fault *faults, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_refused(arena_printf(arena, "%s%s\n%s", frame->before, faults[i].yaml, frame->after),
                       faults[i].told);
}

static void test_root_faults(void **state)
{
    (void)state;
    assert_faults(&in_root, root_faults, SIZE(root_faults));
}

static void test_question_faults(void **state)
{
    (void)state;
    assert_faults(&in_question, question_faults, SIZE(question_faults));
}

static void test_criterion_faults(void **state)
{
    (void)state;
    assert_faults(&in_criterion, criterion_faults, SIZE(criterion_faults));
}

static void test_block_faults(void **state)
{
    (void)state;
    assert_faults(&in_block, block_faults, SIZE(block_faults));
}

static void test_example_faults(void **state)
{
    (void)state;
    assert_faults(&in_example, example_faults, SIZE(example_faults));
}

static void test_whole_file(void **state)
{
    (void)state;
    assert_refused("", "0:0 the file is empty; expected a rubric");
    assert_refused("a text", "1:1 expected a rubric with its keys but found 'a text'");
    assert_refused("{}", "1:1 the key 'rubric' is missing in a rubric\n"
                         "1:1 the key 'version' is missing in a rubric\n"
                         "1:1 the key 'title' is missing in a rubric\n"
                         "1:1 the rubric has neither 'service' nor 'body'; expected at least one");
    assert_refused(HEAD "servise: {criteria: []}",
                   "4:1 unknown key 'servise' in a rubric; did you mean 'service'?");
    assert_refused(HEAD "service:\n  " QUESTION_Q "  caps: [{when: q, at_most: good, because: B}]",
                   "6:3 a cap lowers the rating, but this rubric has no 'ratings'");
    assert_refused(HEAD "body:\n  " QUESTION_Q "examples: [{name: a, service: {}, expect: {}}]",
                   "6:22 this rubric has no 'service' that an example could be of");
}

/* ---- one fault, one error ---- */

static void test_no_echo(void **state)
{
    (void)state;
    /* What names a broken question is not judged … */
    assert_refused(HEAD "service:\n  criteria:\n  - id: c\n    title: C\n    questions:\n"
                        "    - {id: a, ask: A, type: nmber}\n"
                        "    - {id: b, ask: B, type: date, when: a > 3}\n"
                        "    - {id: d, ask: D, type: choice, list: nowhere}\n"
                        "    - {id: e, ask: E, type: date, when: \"d == 'x'\"}\n"
                        "    - {id: Big, ask: F, type: yes_no}\n"
                        "    - {id: g, ask: G, type: date, when: Big}\n"
                        "    - {id: h, ask: H, type: date, when: nosuch}\n",
                   "9:29 'type' must be one of yes_no, choice, choices, scale, number, text, date, "
                   "url, calc but is 'nmber'; did you mean 'number'?\n"
                   "11:43 no list is called 'nowhere'\n"
                   "13:12 'Big'" NO_ID "\n"
                   "15:41 unknown question 'nosuch'");
    /* … nor what looks something up in a list that could not be read. */
    assert_refused(HEAD
                   "ratings: x\nseverities: y\nstages: z\nlists: w\nservice:\n"
                   "  caps: [{when: \"deficient('all', 'grave') > 0\", at_most: a, because: B}]\n"
                   "  criteria:\n  - id: c\n    title: C\n    questions:\n"
                   "    - {id: a, ask: A, type: choice, list: l, stage: s, severity: v}\n"
                   "examples:\n- {name: e, service: {a: x}, expect: {rating: good}}\n",
                   "4:10 'ratings' must be a list but is 'x'\n"
                   "5:13 'severities' must be a list but is 'y'\n"
                   "6:9 'stages' must be a list but is 'z'\n"
                   "7:8 'lists' must be a map of names to lists of choices but is 'w'");
    assert_refused(
        HEAD "service:\n  criteria:\n  - {id: c, title: C, questions: [{id: s, ask: S, "
             "type: scale, max: 3, min: x}]}\n"
             "examples:\n- {name: e, service: {s: 9}, expect: {score: 1}}\n",
        "6:77 'min' must be a number (at most 9 digits and, after a point, 6) but is 'x'");
    assert_refused(HEAD "languages: [En]\nservice:\n  criteria:\n  - id: c\n    title: {az: C}\n"
                        "    questions: [{id: q, ask: {ru: Q}, type: date}]\n",
                   "4:13 this item must be the code of a language, like en, but is 'En'");
    assert_refused(HEAD "service:\n  criteria:\n  - id: c\n    title: C\n    questions: q\n"
                        "  unrated: [{id: u, when: q, title: T}]\nreplaces: {a: q}\n"
                        "examples: [{name: e, service: {q: x}, expect: {deficiencies: [q]}}]\n",
                   "8:16 'questions' must be a list but is 'q'");
}

static void test_all_at_once(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_add(&b, HEAD "service:\n  criteria:\n  - id: c\n    title: C\n    questions:\n");
    for (int i = 0; i < 60; i++)
        buf_printf(&b, "    - {id: q%d, ask: Q, type: date, wieght: 1}\n", i);
    load(b.s);
    assert_int_equal(diags.n, DIAG_MOST);
    assert_int_equal(diags.more, 10);
    for (size_t i = 0; i < diags.n; i++) {
        assert_int_equal(diags.list[i].line, 9 + i);
        assert_string_equal(diags.list[i].text,
                            "unknown key 'wieght' in a question; did you mean 'weight'?");
    }
    char *line = diag_line(&diags, 0);
    assert_string_equal(line, "r.yaml:9:36: error: unknown key 'wieght' in a question; did you "
                              "mean 'weight'?");
    free(line);
    buf_free(&b);
}

/* ---- what is taken ---- */

static void test_defaults(void **state)
{
    (void)state;
    const struct rubric *r =
        assert_loads("rubric: tiny\nversion: 2018.1\ntitle: 2018\nservice:\n  " QUESTION_Q);
    assert_string_equal(r->version, "2018.1");
    assert_string_equal(text_in(&r->title, 0), "2018");
    assert_null(text_in(&r->source, 0));
    assert_int_equal(r->nlanguages, 1);
    assert_string_equal(r->languages[0], "en");
    assert_int_equal(num_cmp(r->scale, num_int(100)), 0);
    assert_int_equal(r->decimals, 1);
    assert_false(r->rate_exact || r->boundary_upper || r->unrated_zero);
    assert_int_equal(r->not_applicable, NA_EXCLUDE);
    assert_int_equal(r->nratings, 0);
    assert_string_equal(text_in(&r->rateable_title, 0), "Rateable");
    assert_int_equal(r->nseverities, 3);
    assert_string_equal(r->severities[2], "critical");
    assert_int_equal(r->nstages, 1);
    assert_string_equal(r->stages[0].id, "visit");
    assert_string_equal(text_in(&r->stages[0].title, 0), "visit");
    assert_int_equal(num_cmp(r->weight_services, num_int(100)), 0);
    assert_int_equal(r->services_by, AGG_MEAN);
    assert_null(r->body);
    const struct block *b = r->service;
    assert_int_equal(b->aggregate, AGG_MEAN);
    assert_int_equal(b->criteria[0].aggregate, AGG_POINTS);
    assert_int_equal(num_cmp(b->criteria[0].weight, NUM_ONE), 0);
    const struct question *q = &b->questions[0];
    assert_true(q->required && q->na);
    assert_int_equal(q->evidence, EVIDENCE_OPTIONAL);
    assert_int_equal(q->stage + q->severity, 0);
    assert_int_equal(q->due_days, -1);
    assert_int_equal(num_cmp(q->weight, NUM_ONE), 0);
    assert_int_equal(num_sign(q->most), 0);
    assert_null(q->when);
    assert_int_equal(q->line, 5);
    assert_int_equal(q->col, 49);
}

static const char full[] =
    "rubric: full\n"
    "version: \"2\"\n"
    "title: {en: Full, az: Tam}\n"
    "source: S\n"
    "status: reconstruction\n"
    "licence: CC0-1.0\n"
    "languages: [en, az, ru]\n"
    "scale: 10\n"
    "decimals: 0\n"
    "rate_on: exact\n"
    "boundary: upper\n"
    "not_applicable: zero\n"
    "ratings: [{id: low, from: 0, title: {en: Low, ru: R}}, {id: high, from: 9.5, title: High}]\n"
    "rateable_title: Electronic\n"
    "severities: [light, grave]\n"
    "stages: [{id: desk, title: Desk}, {id: site, title: Site}]\n"
    "lists:\n"
    "  levels: [{id: none, label: No}, {id: full, label: Yes, points: 2.5, deficiency: D}]\n"
    "service:\n"
    "  aggregate: lowest\n"
    "  unrated: [{id: out, when: \"a == 'none'\", title: Out}]\n"
    "  caps: [{when: \"deficient('inner', 'grave') > 0\", at_most: low, because: {en: B, az: C}}]\n"
    "  criteria:\n"
    "  - id: top\n"
    "    title: Top\n"
    "    short: T\n"
    "    weight: 0.5\n"
    "    aggregate: points\n"
    "    criteria:\n"
    "    - id: inner\n"
    "      title: In\n"
    "      questions:\n"
    "      - {id: z, type: calc, value: 'y + 1', ask: shown, steps: [{from: 3, points: 1}]}\n"
    "      - {id: y, type: calc, value: 'if(b, 1, 2)'}\n"
    "    - {id: inner2, title: In, questions: [{id: a, ask: A, type: choice, list: levels, limit: "
    "2}]}\n"
    "  - id: bottom\n"
    "    title: Bottom\n"
    "    questions:\n"
    "    - id: b\n"
    "      ask: {en: B, az: Bə}\n"
    "      type: yes_no\n"
    "      points: {yes: 1, no: 3}\n"
    "      stage: site\n"
    "      weight: 2\n"
    "      when: |\n"
    "        a == 'full'\n"
    "        or has(s, 'x')\n"
    "      required: false\n"
    "      na: false\n"
    "      hint: H\n"
    "      guidance: G\n"
    "      basis: Law\n"
    "      evidence: a == 'full'\n"
    "      severity: grave\n"
    "      deficiency: D\n"
    "      proposal: P\n"
    "      due_days: 30\n"
    "    - {id: s, ask: S, type: choices, points: 3, choices: [{id: x, label: X, points: 2},\n"
    "         {id: y1, label: Y, points: -1}, {id: w, label: W, points: 2}]}\n"
    "    - {id: g, ask: G, type: scale, min: 1, max: 5, points: 4, evidence: required}\n"
    "    - {id: n, ask: N, type: number, min: 0, max: 9.5, unit: km,\n"
    "       steps: [{from: 0, points: 5}, {from: 3, points: 2}]}\n"
    "    - {id: t, ask: T, type: text, evidence: none}\n"
    "    - {id: d, ask: D, type: date}\n"
    "    - {id: u, ask: U, type: url}\n"
    "body:\n"
    "  criteria: [{id: own, title: Own, questions: [{id: o, ask: O, type: yes_no, points: 1}]}]\n"
    "  score: {services: 70, own: 30, services_by: lowest, unrated_as: zero}\n"
    "replaces: {old: b, older: old, old_s: s}\n"
    "examples:\n"
    "- name: all of an example\n"
    "  body: {o: yes}\n"
    "  attrs: {kind: x}\n"
    "  previous: {o: no}\n"
    "  services: [high, out, stopped, incomplete, no_score, {score: 5.5}]\n"
    "  expect: {state: incomplete, unrated: none, score: none, rating: none, capped: [], way_up: "
    "[],\n"
    "    deficiencies: []}\n"
    "- {name: of a service, service: {a: none, s: x|w}, expect: {unrated: out, capped: [], "
    "way_up: [],\n    deficiencies: [a]}}\n";

static void test_full_head(void **state)
{
    (void)state;
    const struct rubric *r = assert_loads(full);
    assert_string_equal(text_in(&r->title, 1), "Tam");
    assert_string_equal(text_in(&r->title, 2), "Full"); /* not there: the default one */
    assert_string_equal(text_in(&r->title, 9), "Full");
    assert_string_equal(text_in(&r->title, -1), "Full");
    assert_string_equal(text_in(&r->status, 0), "reconstruction");
    assert_string_equal(text_in(&r->ratings[0].title, 2), "R");
    assert_int_equal(num_cmp(r->scale, num_int(10)), 0);
    assert_int_equal(r->decimals, 0);
    assert_true(r->rate_exact && r->boundary_upper && r->unrated_zero);
    assert_int_equal(r->not_applicable, NA_ZERO);
    assert_int_equal(r->services_by, AGG_LOWEST);
    assert_string_equal(num_fraction(arena, r->ratings[1].from), "19/2");
    assert_string_equal(num_fraction(arena, r->weight_own), "30");
    assert_int_equal(rubric_rating(r, "high"), 1);
    assert_int_equal(rubric_stage(r, "site"), 1);
    assert_int_equal(rubric_severity(r, "grave"), 1);
    assert_int_equal(rubric_severity(r, "minor"), -1);
    assert_int_equal(block_unrated(r->service, "out"), 0);
    assert_int_equal(r->service->caps[0].at_most, 0);
    assert_string_equal(text_in(&r->service->caps[0].because, 1), "C");
}

static void test_full_criteria(void **state)
{
    (void)state;
    const struct block *b = assert_loads(full)->service;
    static const struct {
        const char *id;
        int parent, level, end, first, n;
        bool leaf;
        enum aggregate aggregate;
    } expected[] = {
        {"top", -1, 0, 3, 0, 3, false, AGG_POINTS},
        {"inner", 0, 1, 2, 0, 2, true, AGG_POINTS},
        {"inner2", 0, 1, 3, 2, 1, true, AGG_POINTS},
        {"bottom", -1, 0, 4, 3, 7, true, AGG_POINTS},
    };
    assert_int_equal(b->ncriteria, SIZE(expected));
    assert_int_equal(b->aggregate, AGG_LOWEST);
    for (int i = 0; i < b->ncriteria; i++) {
        const struct criterion *c = &b->criteria[i];
        assert_int_equal(block_criterion(b, expected[i].id), i);
        assert_int_equal(c->index, i);
        assert_int_equal(c->parent, expected[i].parent);
        assert_int_equal(c->level, expected[i].level);
        assert_int_equal(c->end, expected[i].end);
        assert_int_equal(c->first_question, expected[i].first);
        assert_int_equal(c->nquestions, expected[i].n);
        assert_int_equal(c->leaf, expected[i].leaf);
        assert_int_equal(c->aggregate, expected[i].aggregate);
    }
    assert_string_equal(text_in(&b->criteria[0].short_title, 0), "T");
    assert_string_equal(num_fraction(arena, b->criteria[0].weight), "1/2");
    assert_int_equal(b->questions[2].criterion, 2);
}

static void assert_question(const struct block *b, const char *id, const char *type,
                            const char *most)
{
    const struct question *q = block_question(b, id);
    assert_non_null(q);
    assert_string_equal(q->id, id);
    assert_string_equal(q->type->name, type);
    assert_string_equal(num_fraction(arena, q->most), most);
}

static void test_full_questions(void **state)
{
    (void)state;
    const struct block *b = assert_loads(full)->service;
    assert_question(b, "z", "calc", "1");
    assert_question(b, "y", "calc", "0");
    assert_question(b, "a", "choice", "5/2");
    assert_question(b, "b", "yes_no", "3");
    assert_question(b, "s", "choices", "3");
    assert_question(b, "g", "scale", "4");
    assert_question(b, "n", "number", "5");
    assert_question(b, "t", "text", "0");
    assert_null(block_question(b, "nosuch"));
    const struct question *q = block_question(b, "b");
    assert_false(q->required || q->na);
    assert_int_equal(q->stage, 1);
    assert_int_equal(q->severity, 1);
    assert_int_equal(q->due_days, 30);
    assert_int_equal(q->evidence, EVIDENCE_WHEN);
    assert_string_equal(expr_source(q->when), "a == 'full'\nor has(s, 'x')\n");
    assert_string_equal(text_in(&q->ask, 1), "Bə");
    assert_string_equal(text_in(&q->basis, 0), "Law");
    assert_int_equal(q->ndeps, 2);
    assert_int_equal(q->deps[0], block_question(b, "a")->index);
    assert_int_equal(q->deps[1], block_question(b, "s")->index);
    const struct question *a = block_question(b, "a");
    assert_int_equal(question_choice(a, "fullest", 4), 1);
    assert_int_equal(question_choice(a, "ful", 3), -1);
    assert_string_equal(text_in(&a->choices[1].deficiency, 0), "D");
    assert_int_equal(block_question(b, "t")->evidence, EVIDENCE_NONE);
    assert_int_equal(block_question(b, "g")->evidence, EVIDENCE_REQUIRED);
    const struct question *calc = block_question(b, "z");
    assert_false(calc->required || calc->na);
    assert_int_equal(calc->evidence, EVIDENCE_NONE);
    assert_true(calc->steps[0].has_from);
}

/* Each question after those that it waits for, and no other moved. */
static void test_order(void **state)
{
    (void)state;
    const struct block *b = assert_loads(full)->service;
    static const char *const expected[] = {"a", "s", "b", "y", "z", "g", "n", "t", "d", "u"};
    assert_int_equal(b->nquestions, SIZE(expected));
    for (int i = 0; i < b->nquestions; i++)
        assert_string_equal(b->questions[b->order[i]].id, expected[i]);
}

static void test_replaced_ids(void **state)
{
    (void)state;
    const struct rubric *r = assert_loads(full);
    static const char *const cases[][2] = {{"old", "b"}, {"older", "b"}, {"old_s", "s"},
                                           {"b", "b"},   {"o", "o"},     {"unknown", "unknown"}};
    for (size_t i = 0; i < SIZE(cases); i++)
        assert_string_equal(rubric_current_id(r, cases[i][0]), cases[i][1]);
    const struct block *in = NULL;
    assert_non_null(rubric_question(r, "o", &in));
    assert_ptr_equal(in, r->body);
    assert_null(rubric_question(r, "old", &in));
}

static void test_languages(void **state)
{
    (void)state;
    const struct rubric *r =
        assert_loads("rubric: tiny\nversion: 1\ntitle: T\n"
                     "languages: [en, az, pt_BR, pt]\nservice:\n  " QUESTION_Q);
    static const struct {
        const char *preferred;
        int language;
    } cases[] = {
        {NULL, 0},         {"", 0},   {"az", 1},  {"az_AZ.UTF-8", 1}, {"AZ-az", 1},
        {"de:az:en", 1},   {"C", 0},  {"aze", 0}, {"pt_BR.UTF-8", 2}, {"pt-br", 2},
        {"pt_PT@euro", 3}, {"pt", 3}, {":az", 1}, {"xx:yy", 0},       {"en:az", 0},
    };
    for (size_t i = 0; i < SIZE(cases); i++)
        assert_int_equal(rubric_language(r, cases[i].preferred), cases[i].language);
}

static void test_taken(void **state)
{
    (void)state;
    static const char *const good[] = {
        HEAD "ratings: []\nservice:\n  " QUESTION_Q,
        HEAD "lists: {}\nreplaces: {}\nexamples: []\nservice:\n  " QUESTION_Q,
        HEAD "body:\n  " QUESTION_Q,
        HEAD "body:\n  " QUESTION_Q "  score: {services: 0}\n",
        /* a body's part needs no weight where nothing of its own is scored */
        HEAD "service:\n  criteria: [{id: c, title: C, " DATE_Q "}]\nbody:\n"
             "  criteria: [{id: d, title: D, questions: [{id: p, ask: P, type: date}]}]\n",
        /* the blocks may share ids of `unrated`; a choice may have the id of a question */
        HEAD "service:\n  " QUESTION_Q "  unrated: [{id: a, when: q, title: T}]\nbody:\n"
             "  unrated: [{id: a, when: p, title: T}]\n  criteria: [{id: d, title: D, questions: "
             "[{id: p, ask: P, type: yes_no}, {id: k, ask: K, type: choice, choices: [{id: p, "
             "label: P}]}]}]\n",
        /* numbers, yes and no may stand for texts */
        HEAD "source: 5\nlicence: yes\nservice:\n  criteria:\n  - {id: c, title: no, " DATE_Q "}\n",
        HEAD "service:\n  criteria:\n  - {id: c, title: C, short: sixteen letters!, " DATE_Q "}\n",
    };
    for (size_t i = 0; i < SIZE(good); i++)
        assert_loads(good[i]);
}

/* ---- hostile rubrics ---- */

/* A service of n questions written by `format`, which may have the number twice. */
static char *many(const char *before, const char *format, int n)
{
    struct buf b = {0};
    buf_printf(&b, HEAD "%sservice:\n  criteria:\n  - id: c\n    title: C\n    questions:\n",
               before);
    for (int i = 0; i < n; i++)
        buf_printf(&b, format, i, (i + 1) % n);
    return b.s;
}

static void assert_first_error(char *yaml, const char *start)
{
    load(yaml);
    assert_int_equal(strncmp(told(), start, strlen(start)), 0);
    free(yaml);
}

static void test_hostile(void **state)
{
    (void)state;
    assert_first_error(many("", "    - {id: q%d, ask: Q, type: date}\n", 28000), "");
    assert_first_error(
        many("", "    - {id: q%d, ask: Q, type: yes_no, when: q%d}\n", 20000),
        "20008:48 these questions wait for each other: q0 → q1 → q2 → q3 → q4 → q5 → q6 "
        "→ q7 → q8 → q9 → q10 → q11 → … → q0");
    assert_first_error(many("", "    - {id: q%d, ask: Q, type: yes_no, when: p%d}\n", 20000),
                       "9:44 unknown question 'p1'");
    assert_first_error(many("replaces: {a: b}\n", "    - {id: q%d, ask: Q, type: date}\n", 28000),
                       "4:15 no question is called 'b'");
    char *long_one = mem_printf("%*s", 4001, "q");
    char *yaml = mem_printf(
        HEAD "service:\n  " QUESTION_Q "  unrated: [{id: u, title: U, when: '%s'}]", long_one);
    assert_first_error(yaml, "6:37 this expression has 4001 bytes; at most 4000 are allowed");
    free(long_one);
}

static void test_hostile_choices(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_add(&b, "lists:\n  l:\n");
    for (int i = 0; i < 1000; i++)
        buf_printf(&b, "  - {id: c%d, label: C, points: 0.%d}\n", i, i % 9 + 1);
    assert_first_error(many(b.s, "    - {id: q%d, ask: Q, type: choices, list: l}\n", 15000), "");
    buf_add(&b, "  - {id: d, label: D}\n");
    assert_first_error(many(b.s, "    - {id: q%d, ask: Q, type: choice, list: l}\n", 1),
                       "6:3 there are 1001 choices here; at most 1000 are allowed");
    buf_free(&b);
}

/* ---- damaged rubrics ---- */

/* A rubric is loaded, or it is told why not, at places in order and within the file. */
static void assert_sound(const char *text, int lines)
{
    load(text);
    for (size_t i = 0; i < diags.n; i++) {
        assert_in_range(diags.list[i].line, 0, lines + 1);
        if (i > 0)
            assert_true(diags.list[i].line >= diags.list[i - 1].line);
    }
}

static void test_every_byte_damaged(void **state)
{
    (void)state;
    static const char put[] = " :\"x[#\n-{&";
    int lines = 0;
    for (size_t i = 0; i < sizeof full; i++)
        lines += full[i] == '\n';
    char *text = mem_dup(full);
    for (size_t i = 0; i + 1 < sizeof full; i++) {
        text[i] = put[i % (sizeof put - 1)];
        assert_sound(text, lines + 1);
        text[i] = full[i];
    }
    free(text);
}

/* Each value in turn becomes something of another kind. */
static void test_every_value_damaged(void **state)
{
    (void)state;
    static const char *const put[] = {"null", "''", "[]", "{}", "[x, {a: b}]", "{en: [x]}",
                                      "true", "-1", "x",  "'",  "0",           "1.5"};
    const char *rest = full;
    while ((rest = strstr(rest, ": "))) {
        rest += 2;
        int before = (int)(rest - full);
        const char *after = rest + strcspn(rest, ",}\n");
        for (size_t i = 0; i < SIZE(put); i++)
            assert_sound(arena_printf(arena, "%.*s%s%s", before, full, put[i], after), 80);
        arena_reset(arena);
    }
}

/* ---- examples ---- */

#define RUN                                                                                        \
    HEAD RATINGS "service:\n  unrated: [{id: out, when: \"q == false\", title: Out}]\n"            \
                 "  caps: [{when: \"na(p)\", at_most: bad, because: Held}]\n"                      \
                 "  criteria: [{id: c, title: C, questions: [{id: q, ask: Q, type: yes_no},\n"     \
                 "    {id: p, ask: P, type: yes_no, points: 1},\n"                                 \
                 "    {id: r, ask: R, type: number, steps: [{points: 0}, {from: 3, points: 2}],"   \
                 " when: attr('kind') == 'x'}]}]\n"                                                \
                 "body:\n  criteria: [{id: d, title: D, questions: [{id: n, ask: N, type: "        \
                 "yes_no, points: 1}]}]\n"                                                         \
                 "  score: {services: 50, own: 50}\n"                                              \
                 "  caps: [{when: \"services('out') > 0 or previous(n)\", at_most: bad, because: " \
                 "{en: Some are out}}]\nexamples:\n"

static void assert_example(const char *example, const char *expected)
{
    assert_loads(arena_printf(arena, "%s%s\n", RUN, example));
    assert_int_equal(examples_run(rubric, &diags), !expected[0]);
    assert_string_equal(told(), expected);
}

static void test_examples_hold(void **state)
{
    (void)state;
    static const char *const good[] = {
        "- {name: a, service: {q: yes, p: yes}, expect: {state: rated, unrated: none, score: 100, "
        "low: 100.0, so_far: 100, high: 100, rating: good, capped: [], way_up: [], deficiencies: "
        "[]}}",
        "- {name: a, service: {q: no}, expect: {state: unrated, unrated: out, score: none, rating: "
        "none}}",
        "- {name: a, service: {q: yes, p: no}, expect: {score: 0, rating: bad, way_up: [p], "
        "deficiencies: [p]}}",
        "- {name: a, service: {q: yes}, expect: {state: incomplete, score: none, low: 0, high: "
        "100}}",
        "- {name: a, attrs: {kind: x}, service: {q: yes, p: no, r: 5}, expect: {score: 66.7, "
        "deficiencies: [p]}}",
        "- {name: a, attrs: {kind: x}, service: {q: yes, p: n/a, r: 3}, expect: {score: 100, "
        "rating: bad, capped: [Held]}}",
        "- {name: a, service: {q: yes, p: n/a}, expect: {unrated: no_score}}",
        "- {name: a, body: {n: no}, services: [{score: 60}, {score: 80}, good, stopped], expect: "
        "{state: complete, score: 35, rating: bad, deficiencies: [n], way_up: []}}",
        "- {name: a, body: {n: yes}, services: [{score: 60}, out], expect: {score: 80, rating: "
        "bad, "
        "capped: [Some are out]}}",
        "- {name: a, body: {n: yes}, previous: {n: yes}, services: [{score: 60}], expect: {rating: "
        "bad}}",
        "- {name: a, body: {n: yes}, services: [incomplete], expect: {state: incomplete, score: "
        "none, rating: none}}",
    };
    for (size_t i = 0; i < SIZE(good); i++)
        assert_example(good[i], "");
}

static void test_examples_fail(void **state)
{
    (void)state;
    assert_example(
        "- {name: a, service: {q: yes, p: no}, expect: {score: 0.1, rating: good, state: "
        "incomplete, unrated: out, low: none}}",
        "16:55 example 'a': expected score 0.1 but got 0.0\n"
        "16:68 example 'a': expected rating good but got bad\n"
        "16:81 example 'a': expected state incomplete but got rated\n"
        "16:102 example 'a': expected unrated out but got none\n"
        "16:112 example 'a': expected low none but got 0.0");
    assert_example("- {name: a, service: {q: yes, p: no}, expect: {deficiencies: [], way_up: [q, "
                   "p]}}",
                   "16:3 example 'a': expected deficiencies [] but got [p]\n"
                   "16:75 example 'a': expected way_up [q, p] but got [p]");
    assert_example("- {name: a, service: {q: no}, expect: {score: 5, capped: [Held]}}",
                   "16:47 example 'a': expected score 5 but got none\n"
                   "16:59 example 'a': expected capped [Held] but got []");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(test_root_faults),
        T(test_question_faults),
        T(test_criterion_faults),
        T(test_block_faults),
        T(test_example_faults),
        T(test_whole_file),
        T(test_no_echo),
        T(test_all_at_once),
        T(test_defaults),
        T(test_full_head),
        T(test_full_criteria),
        T(test_full_questions),
        T(test_order),
        T(test_replaced_ids),
        T(test_languages),
        T(test_taken),
        T(test_hostile),
        T(test_hostile_choices),
        T(test_every_byte_damaged),
        T(test_every_value_damaged),
        T(test_examples_hold),
        T(test_examples_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

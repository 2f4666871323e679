/* Every sum that is printed gives, worked out from what is printed, the figure that was scored: for
 * random rubrics and answers, on several scales; and worked examples of sums and sentences. */
#include "tests/forms/random.h"
#include "tests/help/paper.h"
#include "tui/why_text.h"

/* ---- an explanation of what is in memory ---- */

static struct why_text text_of(const struct sheet *t, struct arena *a)
{
    return (struct why_text){
        .t = {t->r, 0, a},
        .why = why_service(&t->in, t->s, a),
        .row = {.body = "B", .service = "S", .name = "Service", .rating = -1, .final_rating = -1}};
}

static num figure_named(const struct why_row *row, const char *label)
{
    static const char *const names[] = {"so far", "low", "high", "score"};
    for (int i = 0; i < WHY_FIGURES; i++)
        if (strcmp(names[i], label) == 0)
            return why_figure_of(&row->f, (enum why_figure)i);
    return NUM_NONE;
}

static void same_text(const char *line, const char *got, const char *wanted)
{
    if (strcmp(got, wanted) != 0)
        fail_msg("%s: %s, but it was scored %s", line, got, wanted);
}

static int lines_checked, lines_rounded;

/* One printed line against the figure of its row. */
static void check_line(const struct why_text *x, const struct why_row *row, const char *line)
{
    struct paper p;
    struct arena *a = x->t.arena;

    if (!paper_read(line, &p))
        fail_msg("does not add up: %s", line);
    lines_checked++;
    if (strcmp(p.label, "points") == 0) {
        same_text(line, p.exact, num_fraction(a, x->why->subject->q[row->index].earned));
        return;
    }
    num f = row->kind == WHY_QUESTION ? x->why->subject->q[row->index].gain
                                      : figure_named(row, p.label);
    assert_false(num_is_none(f));
    same_text(line, p.shown, num_fixed(a, figure_scaled(x->t.rubric, f, a), x->t.rubric->decimals));
    if (p.shares)
        same_text(line, p.exact, num_fraction(a, f));
    lines_rounded += !p.shares;
}

/* All lines of a row; each figure that it has must be among them. */
static void check_row(const struct why_text *x, int i)
{
    const struct why_row *row = &x->why->row[i];
    struct why_line *lines;
    int n = why_sums(x, i, &lines), due = 0;
    const struct figures *f = &row->f;

    for (int k = 0; k < n; k++)
        check_line(x, row, arena_printf(x->t.arena, "%s = %s", lines[k].label, lines[k].text));
    if (row->kind == WHY_QUESTION || row->kind == WHY_SERVICE || num_is_none(f->low))
        return;
    due = !num_is_none(f->score) ? 1 : 2 + !num_is_none(f->so_far);
    assert_int_equal(n, due);
}

static void check_all(const struct sheet *t)
{
    struct arena *a = arena_new();
    struct why_text x = text_of(t, a);
    const char **rules;

    for (int i = 0; i < x.why->n; i++) {
        check_row(&x, i);
        assert_non_null(why_part(&x, i));
        assert_non_null(why_remark(&x, i));
    }
    assert_true(why_rules(&x, &rules) >= 0);
    arena_free(&a);
}

/* ---- the property ---- */

static void every_printed_sum_adds_up(void **state)
{
    static const int scales[] = {100, 100, 10, 1, 5, 1000};

    (void)state;
    for (uint64_t seed = 1; seed <= 500; seed++) {
        char *yaml = random_rubric(seed, 1);
        struct rubric *r = rubric_of(yaml);
        struct sheet t;
        free(yaml);
        r->scale = num_int(scales[roll(6)]);
        r->decimals = roll(5);
        sheet_open(&t, r, r->service);
        sheet_score(&t, "");
        check_all(&t);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < r->service->nquestions; i++)
                if (roll(2))
                    sheet_set(&t, r->service->questions[i].id,
                              random_value(&r->service->questions[i]));
            sheet_score(&t, "");
            check_all(&t);
        }
        sheet_close(&t);
        rubric_free(&r);
    }
    assert_true(lines_checked > 20000 && lines_rounded > 500);
}

/* The services of a body, each its own random subject: mean and lowest, unrated ones as nothing. */
static void bodies_add_up(void **state)
{
    enum { SERVICES = 9 };
    struct unrated_rule rule = {.id = "paper"};

    (void)state;
    lines_rounded = lines_checked = 0;
    for (uint64_t seed = 1; seed <= 120; seed++) {
        char *yaml = random_rubric(seed, 1);
        struct rubric *r = rubric_of(yaml);
        struct sheet t[SERVICES];
        struct service_part parts[SERVICES];
        struct arena *a = arena_new();
        free(yaml);
        r->decimals = roll(3);
        r->services_by = roll(3) ? AGG_MEAN : AGG_LOWEST;
        r->unrated_zero = roll(2);
        r->service->unrated = &rule;
        r->service->nunrated = 1;
        for (int i = 0; i < SERVICES; i++) {
            sheet_open(&t[i], r, r->service);
            t[i].in.stopped = roll(8) == 0;
            bool all = roll(3) > 0;
            for (int q = 0; q < r->service->nquestions; q++)
                if (all || roll(2))
                    sheet_set(&t[i], r->service->questions[q].id,
                              random_value(&r->service->questions[q]));
            r->service->nunrated = 0; /* its rule is no expression */
            parts[i] = service_part_of(sheet_score(&t[i], ""), -1, a);
            r->service->nunrated = 1;
            if (parts[i].state == SUBJECT_UNRATED && roll(2))
                parts[i].unrated = 0; /* as by a rule of its own, not for want of a figure */
        }
        struct subject_input in = {.rubric = r};
        struct subject *own = subject_score(&in, NULL);
        struct body_result *b = body_score(&in, own, parts, SERVICES);
        struct why_text x = {.t = {r, 0, a}, .why = why_body(&in, own, b, parts, SERVICES, a)};
        for (int i = 0; i < x.why->n; i++)
            check_row(&x, i);
        body_free(&b);
        subject_free(&own);
        for (int i = 0; i < SERVICES; i++)
            sheet_close(&t[i]);
        arena_free(&a);
        rubric_free(&r);
    }
    assert_true(lines_checked > 500 && lines_rounded > 100);
}

/* ---- worked examples: each line was written by hand ---- */

#define HEAD "rubric: r\nversion: \"1\"\ntitle: T\n" RATINGS

struct worked {
    struct rubric *r;
    struct sheet t;
    struct arena *a;
    struct why_text x;
};

static void work_begin(struct worked *w, const char *yaml, const char *answers)
{
    w->r = rubric_of(yaml);
    w->a = arena_new();
    sheet_open(&w->t, w->r, w->r->service);
    sheet_score(&w->t, answers);
    w->x = text_of(&w->t, w->a);
}

static void work_end(struct worked *w)
{
    sheet_close(&w->t);
    arena_free(&w->a);
    rubric_free(&w->r);
}

/* The lines of a row, joined by newlines. */
static void sums_are(const struct worked *w, enum why_kind kind, int index, const char *wanted)
{
    int row = why_find(w->x.why, kind, index);
    struct why_line *lines;
    struct buf b = {0};

    assert_true(row >= 0);
    int n = why_sums(&w->x, row, &lines);
    buf_add(&b, "");
    for (int i = 0; i < n; i++)
        buf_printf(&b, "%s%s = %s", i ? "\n" : "", lines[i].label, lines[i].text);
    assert_string_equal(b.s, wanted);
    buf_free(&b);
}

static void remark_is(const struct worked *w, const char *question, const char *wanted)
{
    int q = sheet_question(&w->t, question)->index;
    assert_string_equal(why_remark(&w->x, why_find(w->x.why, WHY_QUESTION, q)), wanted);
}

static void rules_are(const struct worked *w, const char *wanted)
{
    const char **lines;
    struct buf b = {0};
    int n = why_rules(&w->x, &lines);

    buf_add(&b, "");
    for (int i = 0; i < n; i++)
        buf_printf(&b, "%s%s", i ? "\n" : "", lines[i]);
    assert_string_equal(b.s, wanted);
    buf_free(&b);
}

static const char nested[] =
    HEAD "service:\n"
         "  unrated:\n"
         "    - {id: paper, when: \"level == 'none'\", title: Paper}\n"
         "  caps:\n"
         "    - {when: \"deficient('all', 'critical') > 0\", at_most: fair, because: Critical}\n"
         "    - {when: \"deficient('all') > 5\", at_most: good, because: Many}\n"
         "  criteria:\n"
         "    - id: depth\n"
         "      title: Depth\n"
         "      weight: 2\n"
         "      criteria:\n"
         "        - id: far\n"
         "          title: Far\n"
         "          weight: 3\n"
         "          questions:\n"
         "            - id: level\n"
         "              ask: Level?\n"
         "              type: choice\n"
         "              weight: 2\n"
         "              choices:\n"
         "                - {id: none, label: None}\n"
         "                - {id: form, label: Form, points: 4}\n"
         "                - {id: full, label: Full, points: 10}\n"
         "            - {id: pay, ask: Pay?, type: yes_no, points: 5, when: \"level == 'full'\"}\n"
         "            - {id: safe, ask: Safe?, type: yes_no, points: 5, severity: critical}\n"
         "        - id: ways\n"
         "          title: Ways\n"
         "          aggregate: lowest\n"
         "          questions:\n"
         "            - id: way\n"
         "              ask: Ways?\n"
         "              type: choices\n"
         "              points: 6\n"
         "              choices:\n"
         "                - {id: a, label: A, points: 4}\n"
         "                - {id: b, label: B, points: 4}\n"
         "                - {id: c, label: C, points: -5}\n"
         "            - {id: few, ask: Few?, type: yes_no, points: 3}\n"
         "    - id: ease\n"
         "      title: Ease\n"
         "      aggregate: mean\n"
         "      questions:\n"
         "        - {id: steps, ask: Steps?, type: scale, min: 1, max: 5, points: 8}\n"
         "        - {id: help, ask: Help?, type: yes_no, points: 3, weight: 3}\n"
         "        - {id: extra, ask: Extra?, type: yes_no, points: 2, required: false}\n"
         "        - {id: word, ask: Word?, type: text}\n"
         "        - {id: twice, type: calc, value: \"2 * steps\", steps: [{points: 0}, {from: 4, "
         "points: 1}], weight: 0}\n";

static void an_incomplete_one(void **state)
{
    struct worked w;

    (void)state;
    work_begin(&w, nested, "level=form way=a|b|c steps=2 help=n/a few=cannot-tell");
    sums_are(&w, WHY_CRITERION, 1,
             "low = (2 × 4 + 0) / (2 × 10 + 5) = 8/25 = 32.0 %\n"
             "high = (2 × 4 + 5) / (2 × 10 + 5) = 13/25 = 52.0 %\n"
             "so far = 4/10 = 40.0 %");
    sums_are(&w, WHY_CRITERION, 2,
             "low = lowest of (3/6, 0) = 0.0 %\n"
             "high = lowest of (3/6, 1) = 50.0 %\n"
             "so far = 3/6 = 50.0 %");
    sums_are(&w, WHY_CRITERION, 3,
             "low = 2/8 = 25.0 %\nhigh = 2/8 = 25.0 %\nso far = 2/8 = 25.0 %");
    /* (3 × 8/25 + 0) / 4 = 24 %: its parts are no points, and rounded they do. */
    sums_are(&w, WHY_CRITERION, 0,
             "low = (3 × 32.0 + 0.0) / 4 = 24.0\n"
             "high = (3 × 52.0 + 50.0) / 4 = 51.5\n"
             "so far = (3 × 40.0 + 50.0) / 4 = 42.5");
    sums_are(&w, WHY_QUESTION, 3, "points = 4 + 4 - 5 = 3\ngain = 24.3 - 24.3 = 0.0");
    remark_is(&w, "level", "4 of 10: Form");
    remark_is(&w, "pay", "not asked, only where level == 'full'");
    remark_is(&w, "safe", "open, 0 … 5");
    remark_is(&w, "few", "can't tell, 0 … 3");
    remark_is(&w, "help", "not applicable");
    remark_is(&w, "extra", "optional, not answered: left out");
    remark_is(&w, "word", "open, brings no points");
    remark_is(&w, "twice", "1 of 1, computed: 4, weight 0: in no sum");
    rules_are(&w, "Not finished, so no score yet. Open questions: 3.\n"
                  "0 Poor · from 50 Fair · from 70 Good · from 90 Best\n"
                  "Before caps, 24.3 gives: Poor; 42.7 gives: Poor.\n"
                  "No cap applies.\n"
                  "\"Critical\" would hold it at: Fair.\n"
                  "\"Many\" would hold it at: Good.");
    work_end(&w);
}

static void a_rated_one(void **state)
{
    struct worked w;

    (void)state;
    work_begin(&w, nested,
               "level=full pay=yes safe=no way=a|b few=yes steps=5 help=yes extra=no word=x");
    sums_are(&w, WHY_CRITERION, 1, "score = (2 × 10 + 5 + 0) / (2 × 10 + 5 + 5) = 25/30 = 83.3 %");
    sums_are(&w, WHY_CRITERION, 3, "score = (1 + 3 × 1 + 0) / 5 = 80.0 %");
    sums_are(&w, WHY_QUESTION, 3, "points = lowest of (4 + 4, 6) = 6");
    sums_are(&w, WHY_QUESTION, 5, "points = 8 × (5 - 1) / (5 - 1) = 8");
    sums_are(&w, WHY_TOTAL, 0, "score = (2 × 87.5 + 80.0) / 3 = 85.0");
    assert_string_equal(why_head(&w.x), "85.0  Fair");
    rules_are(&w, "0 Poor · from 50 Fair · from 70 Good · from 90 Best\n"
                  "85.0 gives: Good.\n"
                  "\"Critical\" holds it at: Fair.\n"
                  "\"Many\" would hold it at: Good.");
    work_end(&w);
}

static void an_unrated_one(void **state)
{
    struct worked w;

    (void)state;
    work_begin(&w, nested, "level=none");
    sums_are(&w, WHY_TOTAL, 0, "");
    assert_string_equal(why_head(&w.x), "Paper");
    rules_are(&w, "Not rated, by the rule \"Paper\": level == 'none'");
    work_end(&w);
}

/* What is open brings no points: both ends are one, and yet it is no score. */
static void one_that_only_looks_finished(void **state)
{
    struct worked w;

    (void)state;
    work_begin(&w, nested, "level=full pay=yes safe=yes way=a|b few=yes steps=5 help=yes");
    assert_false(why_complete(&w.x));
    assert_string_equal(why_head(&w.x), "100.0 – 100.0   so far 100.0");
    rules_are(&w, "Not finished, so no score yet. Open questions: 1.\n"
                  "What is open brings no points, but it must be answered.\n"
                  "0 Poor · from 50 Fair · from 70 Good · from 90 Best\n"
                  "Before caps, 100.0 gives: Best; 100.0 gives: Best.\n"
                  "No cap applies.\n"
                  "\"Critical\" would hold it at: Fair.\n"
                  "\"Many\" would hold it at: Good.");
    work_end(&w);
}

static const char counted[] =
    "rubric: r\nversion: \"1\"\ntitle: T\nnot_applicable: zero\nscale: 20\nboundary: upper\n"
    "ratings: [{id: low, from: 0, title: Low}, {id: top, from: 10, title: Top}]\n"
    "service:\n"
    "  aggregate: lowest\n"
    "  criteria:\n"
    "    - id: a\n"
    "      title: A\n"
    "      questions:\n"
    "        - {id: x, ask: X, type: yes_no, points: 3}\n"
    "        - {id: y, ask: Y, type: yes_no, points: 4}\n"
    "    - id: b\n"
    "      title: B\n"
    "      weight: 0\n"
    "      questions:\n"
    "        - id: z\n"
    "          ask: Z\n"
    "          type: choice\n"
    "          limit: \"points(x)\"\n"
    "          choices: [{id: p, label: P, points: 1}, {id: q, label: Q, points: 2}, {id: r, "
    "label: "
    "R, points: 3}, {id: s, label: S, points: 4}]\n"
    "    - id: c\n"
    "      title: C\n"
    "      questions:\n"
    "        - {id: v, ask: V, type: yes_no, points: 3}\n";

/* Another scale, the lowest part, a weight of 0, a limit, n/a that counts. */
static void other_rules(void **state)
{
    struct worked w;

    (void)state;
    work_begin(&w, counted, "x=yes y=n/a z=q v=yes");
    sums_are(&w, WHY_CRITERION, 0, "score = (3 + 0) / (3 + 4) = 3/7 = 8.6 of 20");
    sums_are(&w, WHY_CRITERION, 2, "score = 3/3 = 20.0 of 20");
    sums_are(&w, WHY_TOTAL, 0, "score = lowest of (3/7, 1) = 8.6 of 20");
    remark_is(&w, "y", "not applicable counts 0 of 4");
    remark_is(&w, "z", "2 of 3, only 3 of 4 answers offered: Q");
    assert_string_equal(why_remark(&w.x, why_find(w.x.why, WHY_CRITERION, 1)),
                        "weight 0: in no sum");
    rules_are(&w, "0 Low · above 10 Top\n8.6 gives: Low.");
    work_end(&w);
    work_begin(&w, counted, "x=yes y=yes z=s v=yes");
    remark_is(&w, "z", "its answer is not offered, 0 … 3");
    work_end(&w);
}

/* Rounded parts that do not give the printed figure stand as they are. */
static void parts_that_do_not_add_up(void **state)
{
    struct worked w;

    (void)state;
    work_begin(&w, nested, "level=form safe=yes way=a few=yes steps=4 help=no word=x");
    w.r->decimals = 0;
    /* (3 × 13/25 + 2/3) / 4 = 167/300, of the whole (2 × 167/300 + 3/16) / 3: 43.4; of 56 and 19
     * it would be 43.7. */
    sums_are(&w, WHY_CRITERION, 0, "score = (3 × 52 + 67) / 4 = 56");
    sums_are(&w, WHY_CRITERION, 3, "score = (6/8 + 3 × 0) / 4 = 19 %");
    sums_are(&w, WHY_TOTAL, 0, "score = (2 × 167/300 + 3/16) / 3 = 43 %");
    work_end(&w);
}

/* The reader of sums is no yes-man. */
static void wrong_sums_are_seen(void **state)
{
    struct paper p;

    (void)state;
    assert_true(paper_read("low = (40 × 9/35 + 30 × 0 + 30 × 12/20) / 100 = 28.3 %", &p));
    assert_string_equal(p.label, "low");
    assert_string_equal(p.exact, "99/350");
    assert_false(paper_read("low = (40 × 9/35 + 30 × 0 + 30 × 12/20) / 100 = 28.2 %", &p));
    assert_false(paper_read("low = (40 × 9/35 + 30 × 0 + 30 × 11/20) / 100 = 28.3 %", &p));
    assert_false(paper_read("score = (4 + 5) / (10 + 5) = 9/16 = 60.0 %", &p));
    assert_false(paper_read("score = (4 + 5 / (10 + 5) = 60.0 %", &p));
    assert_false(paper_read("score = 60.0", &p));
    assert_true(paper_read("high = (71.4 + 60.0) / 2 = 65.7", &p));
    assert_false(p.shares);
    assert_true(paper_read("low = lowest of (4/10, 1, 1/3) = 3.3 of 10", &p));
    assert_true(paper_read("points = highest of (1 - 2, 0) = 0", &p));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_sums_are_seen),
        cmocka_unit_test(every_printed_sum_adds_up),
        cmocka_unit_test(bodies_add_up),
        cmocka_unit_test(an_incomplete_one),
        cmocka_unit_test(a_rated_one),
        cmocka_unit_test(an_unrated_one),
        cmocka_unit_test(one_that_only_looks_finished),
        cmocka_unit_test(other_rules),
        cmocka_unit_test(parts_that_do_not_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

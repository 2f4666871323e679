/* Expressions: precedence, null logic, every function, and what is refused where. */
#include "tests/forms/scored.h"

/* One optional question of every kind, a calc `out` and a flag `on` that hold what is asked about.
 */
#define BLOCK                                                                                      \
    "rubric: r\nversion: \"1\"\ntitle: T\n"                                                        \
    "service:\n  criteria:\n    - id: c\n      title: C\n      questions:\n"                       \
    "        - {id: y, ask: y, type: yes_no, points: 2, required: false}\n"                        \
    "        - {id: z, ask: z, type: yes_no, required: false}\n"                                   \
    "        - {id: n, ask: n, type: number, required: false}\n"                                   \
    "        - {id: m, ask: m, type: number, required: false}\n"                                   \
    "        - {id: s, ask: s, type: scale, min: 0, max: 9, points: 3, required: false}\n"         \
    "        - {id: t, ask: t, type: text, required: false}\n"                                     \
    "        - {id: d, ask: d, type: date, required: false}\n"                                     \
    "        - {id: e, ask: e, type: date, required: false}\n"                                     \
    "        - {id: ch, ask: c, type: choice, required: false, choices: [{id: lo, label: L}, "     \
    "{id: hi, label: H, points: 1}]}\n"                                                            \
    "        - {id: set, ask: s, type: choices, required: false, choices: [{id: a, label: A, "     \
    "points: 1}, {id: b, label: B, points: 1}, {id: x, label: X}]}\n"

static struct rubric *with(const char *type, const char *key, const char *expr)
{
    struct buf b = {0};
    buf_printf(&b, BLOCK "        - {id: out, ask: o, type: %s, %s: \"%s\"}\n", type, key, expr);
    struct rubric *r = rubric_of(b.s);
    buf_free(&b);
    return r;
}

static void numbers(void **state)
{
    (void)state;
    static const struct {
        const char *expr, *answers, *value;
    } cases[] = {
        {"1 + 2 * 3", "", "7"},
        {"(1 + 2) * 3", "", "9"},
        {"8 / 4 / 2", "", "1"},
        {"8 - 4 - 2", "", "2"},
        {"-2 * -3", "", "6"},
        {"- - 2", "", "2"},
        {"1 / 3 * 3", "", "1"},
        {"1 / 0", "", "null"},
        {"n / m", "n=1 m=0", "null"},
        {"n + 1", "", "null"},
        {"n + 1", "n=n/a", "null"},
        {"n + 1", "n=cannot-tell", "null"},
        {"n + 1", "n=conflict", "null"},
        {"n * m", "n=1.5 m=-2", "-3"},
        {"d - e", "d=2018-03-01 e=2018-02-01", "28"},
        {"d - e", "d=2016-03-01 e=2016-02-01", "29"},
        {"d - e", "d=2018-02-01", "null"},
        {"min(n, m, 5)", "n=7", "5"},
        {"max(n, m)", "n=7 m=8", "8"},
        {"max(n, m)", "", "null"},
        {"sum(n, m)", "m=4", "4"},
        {"sum(n, m, 1)", "n=1 m=4", "6"},
        {"round(2.5)", "", "3"},
        {"round(-2.5)", "", "-3"},
        {"round(1 / 3, 2)", "", "33/100"},
        {"round(n)", "", "null"},
        {"if(n > 3, 10, 20)", "n=4", "10"},
        {"if(n > 3, 10, 20)", "n=3", "20"},
        {"if(n > 3, 10, 20)", "", "null"},
        {"count(set)", "set=a|x", "2"},
        {"count(set)", "set=-", "0"},
        {"count(set)", "", "null"},
        {"points(y)", "y=yes", "2"},
        {"points(y)", "y=no", "0"},
        {"points(y)", "y=n/a", "null"},
        {"points(s)", "s=3", "1"},
        {"number(t)", "t=12.5", "25/2"},
        {"number(t)", "t=12,5", "null"},
        {"number(attr('days'))", "", "15"},
        {"number(attr('none'))", "", "null"},
        {"number(attr('empty'))", "", "null"},
        {"date('2018-03-01') - date('2018-02-28')", "", "1"},
        {"date('2018-02-29') - date('2018-02-28')", "", "null"},
        {"previous(n) + n", "n=1", "11"},
        {"previous(m)", "", "null"},
    };
    static const char *const attrs[] = {"days", "15", "empty", "", NULL};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rubric *r = with("calc", "value", cases[i].expr);
        struct sheet t;
        sheet_open(&t, r, r->service);
        t.attrs = attrs;
        t.previous[sheet_question(&t, "n")->index] =
            (struct value){.type = VT_NUM, .u.n = num_int(10)};
        sheet_score(&t, cases[i].answers);
        struct value v = sheet_result(&t, "out")->value;
        const char *got = v.type == VT_NUM ? num_fraction(t.arena, v.u.n) : "null";
        if (strcmp(got, cases[i].value) != 0)
            print_error("%s with %s\n", cases[i].expr, cases[i].answers);
        assert_string_equal(got, cases[i].value);
        sheet_close(&t);
        rubric_free(&r);
    }
}

/* A question is asked only where its condition is true: null and false alike hide it. */
static void conditions(void **state)
{
    (void)state;
    static const struct {
        const char *expr, *answers;
        int truth; /* 1 true, -1 false, 0 null */
    } cases[] = {
        {"y", "y=yes", 1},
        {"y", "y=no", -1},
        {"y", "", 0},
        {"not y", "", 0},
        {"not y", "y=no", 1},
        {"y and z", "y=no", -1},
        {"z and y", "y=no", -1},
        {"y and z", "y=yes", 0},
        {"y or z", "y=yes", 1},
        {"z or y", "y=yes", 1},
        {"y or z", "y=no", 0},
        {"y or z and false", "y=yes", 1},
        {"not y == z", "y=yes z=no", 1},
        {"not y or y", "y=no", 1},
        {"y == true", "y=yes", 1},
        {"y != z", "y=yes z=no", 1},
        {"y != z", "y=yes", 0},
        {"ch == 'lo'", "ch=lo", 1},
        {"ch == 'lo'", "ch=hi", -1},
        {"ch in ['lo', 'hi']", "ch=hi", 1},
        {"ch in ['lo']", "", 0},
        {"n in [1, -2.5]", "n=-2.5", 1},
        {"n in [1, -2.5]", "n=2", -1},
        {"n < m", "n=1 m=1", -1},
        {"n <= m", "n=1 m=1", 1},
        {"n >= 1.5", "n=1.5", 1},
        {"d > e", "d=2018-01-02 e=2018-01-01", 1},
        {"d == e", "d=2018-01-02 e=2018-01-02", 1},
        {"t == 'it\\\\'s \\\\\\\\'", "", 0},
        {"has(set, 'a')", "set=a|b", 1},
        {"has(set, 'x')", "set=a|b", -1},
        {"has(set, 'x')", "", 0},
        {"answered(y)", "", -1},
        {"answered(y)", "y=n/a", -1},
        {"answered(y)", "y=no", 1},
        {"na(y)", "y=n/a", 1},
        {"na(y)", "", -1},
        {"attr('kind') == 'licence'", "", 1},
        {"attr('gone') == 'licence'", "", 0},
        {"if(y, n == 1, n == 2)", "y=yes n=1", 1},
    };
    static const char *const attrs[] = {"kind", "licence", NULL};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int negated = 0; negated < 2; negated++) {
            struct buf e = {0};
            buf_printf(&e, negated ? "not (%s)" : "%s", cases[i].expr);
            struct rubric *r = with("yes_no", "when", e.s);
            struct sheet t;
            sheet_open(&t, r, r->service);
            t.attrs = attrs;
            sheet_score(&t, cases[i].answers);
            bool active = sheet_result(&t, "out")->state != QS_INACTIVE;
            if (active != (cases[i].truth == (negated ? -1 : 1)))
                print_error("%s with %s\n", e.s, cases[i].answers);
            assert_int_equal(active, cases[i].truth == (negated ? -1 : 1));
            sheet_close(&t);
            rubric_free(&r);
            buf_free(&e);
        }
}

static void what_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *expr, *sentence; /* the sentence holds this */
        int col;                     /* of the fault in the expression, from 1 */
    } cases[] = {
        {"", "no value", 0},
        {"y y", "expected an operator or the end but found 'y'", 3},
        {"(y", "expected ')' but found the end", 3},
        {"y = z", "'=='", 3},
        {"n < m < 3", "can't be chained", 7},
        {"n == 'x'", "a number can't be compared with a text", 3},
        {"ch == 'mid'", "has no choice 'mid'", 7},
        {"ch == 'hi1'", "did you mean 'hi'?", 7},
        {"'mid' == ch", "has no choice 'mid'", 1},
        {"ch in ['lo', 'mid']", "has no choice 'mid'", 14},
        {"set == set", "sets of choices can't be compared", 5},
        {"unknown", "unknown question 'unknown'", 1},
        {"answerd(y)", "unknown function 'answerd'; did you mean 'answered'?", 1},
        {"answered(1)", "expected the name of a question", 10},
        {"has(y, 'a')", "not a question of type choices", 5},
        {"has(set, 'q')", "has no choice 'q'", 10},
        {"has(set)", "has is called as has(q, 'x')", 1},
        {"round(n, 7) > 1", "whole number from 0 to 6", 10},
        {"round(n, m) > 1", "whole number from 0 to 6", 10},
        {"n", "expected a yes or no here but this is a number", 1},
        {"y + 1 > 2", "expected a number here but this is a yes or no", 1},
        {"d < n", "only two numbers or two dates", 3},
        {"not n", "expected a yes or no", 5},
        {"deficient('all') > 0", "only in 'unrated' and 'caps'", 1},
        {"services('all') > 0", "only in 'unrated' and 'caps'", 1},
        {"t == 'open", "no closing", 6},
        {"n > 1234567890", "no number", 5},
        {"n > 1.2.3", "no number", 5},
        {"n in []", "expected a value", 7},
        {"y and", "expected a value but found the end", 6},
        {"y # z", "unexpected '#'", 3},
        {"null == y", "unknown question 'null'", 1},
        {"out", "wait for each other: out → out", 0},
        {"if(y, 1, z) > 0", "both branches of if() must be of one type", 1},
        {"attr(t) == 'x'", "expected a name in quotes", 6},
        {"y or unknown or nowhere", "unknown question 'nowhere'", 17},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = {0};
        buf_printf(&b, BLOCK "        - {id: out, ask: o, type: yes_no, when: \"%s\"}\n",
                   cases[i].expr);
        struct diags d = {.file = "t.yaml"};
        struct rubric *r = rubric_load(b.s, b.n, &d);
        assert_null(r);
        bool told = false;
        /* The expression's text starts after `        - {id: out, ask: o, type: yes_no, when: "`.
         */
        for (size_t k = 0; k < d.n; k++)
            told |= strstr(d.list[k].text, cases[i].sentence) != NULL &&
                    (cases[i].col == 0 || d.list[k].col == 49 + cases[i].col);
        if (!told)
            for (size_t k = 0; k < d.n; k++)
                print_error("%s: %d:%d %s\n", cases[i].expr, d.list[k].line, d.list[k].col,
                            d.list[k].text);
        assert_true(told);
        diags_free(&d);
        buf_free(&b);
    }
}

static void long_and_deep_ones_are_refused_quickly(void **state)
{
    (void)state;
    static const char *const part[][3] = {
        {"(", "y", ")"}, {"not ", "y", ""}, {"y or ", "y", ""}, {"-", "n", ""}, {"", "'x'", ""}};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        struct buf e = {0};
        for (int k = 0; k < 100000; k++)
            buf_add(&e, part[i][0]);
        buf_add(&e, part[i][1]);
        for (int k = 0; k < 100000; k++)
            buf_add(&e, part[i][2]);
        struct buf b = {0};
        buf_printf(&b, BLOCK "        - {id: out, ask: o, type: yes_no, when: \"%s\"}\n", e.s);
        struct diags d = {.file = "t.yaml"};
        assert_null(rubric_load(b.s, b.n, &d));
        assert_true(d.n > 0);
        diags_free(&d);
        buf_free(&b);
        buf_free(&e);
    }
}

/* Squares of squares would fill the memory: beyond 4,096 bits a number is null. */
static void numbers_do_not_grow_without_end(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_add(&b, BLOCK "        - {id: c0, type: calc, value: \"999999999 / 7\"}\n");
    for (int i = 1; i <= 60; i++)
        buf_printf(&b, "        - {id: c%d, type: calc, value: \"c%d * c%d + 1 / %d\"}\n", i, i - 1,
                   i - 1, i + 2);
    struct rubric *r = rubric_of(b.s);
    struct sheet t;
    sheet_open(&t, r, r->service);
    sheet_score(&t, "");
    assert_int_equal(sheet_result(&t, "c3")->value.type, VT_NUM);
    assert_int_equal(sheet_result(&t, "c12")->value.type, VT_NULL);
    assert_int_equal(sheet_result(&t, "c60")->value.type, VT_NULL);
    assert_false(sheet_result(&t, "c60")->open);
    sheet_close(&t);
    rubric_free(&r);
    buf_free(&b);
}

static void what_undecided_waits_for(void **state)
{
    (void)state;
    struct rubric *r =
        rubric_of("rubric: r\nversion: \"1\"\ntitle: T\n"
                  "service:\n  criteria:\n    - id: c\n      title: C\n      questions:\n"
                  "        - {id: a, ask: a, type: yes_no, points: 1}\n"
                  "        - {id: b, ask: b, type: yes_no, points: 1, when: a}\n"
                  "        - {id: c1, ask: c, type: yes_no, points: 1, when: b, required: false}\n"
                  "        - {id: e, ask: e, type: yes_no, points: 1, when: c1}\n"
                  "        - {id: p, ask: p, type: yes_no, points: 1, when: previous(a)}\n");
    struct sheet t;
    sheet_open(&t, r, r->service);
    sheet_score(&t, "");
    static const enum qstate open[] = {QS_UNANSWERED, QS_UNDECIDED, QS_UNDECIDED, QS_UNDECIDED,
                                       QS_INACTIVE};
    for (int i = 0; i < 5; i++)
        assert_int_equal(t.s->q[i].state, open[i]);
    assert_true(t.s->q[1].open);
    assert_false(t.s->q[2].open); /* undecided but optional */
    assert_true(t.s->q[3].open);
    sheet_score(&t, "a=yes b=yes");
    assert_int_equal(t.s->q[2].state, QS_UNANSWERED);
    assert_int_equal(t.s->q[3].state, QS_INACTIVE); /* waits for nothing that is pending */
    sheet_close(&t);
    rubric_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(conditions),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(long_and_deep_ones_are_refused_quickly),
        cmocka_unit_test(numbers_do_not_grow_without_end),
        cmocka_unit_test(what_undecided_waits_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

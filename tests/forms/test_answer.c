/* Answers as texts: what each type takes, its one canonical form, its points, and what is left of
 * it in another campaign. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "forms/lib.h"

#define SIZE(a) (sizeof(a) / sizeof *(a))

static struct arena *arena;
static struct rubric *rubric;

static const char yaml[] =
    "rubric: answers\n"
    "version: 1\n"
    "title: A\n"
    "languages: [en, az]\n"
    "service:\n"
    "  criteria:\n"
    "  - id: c\n"
    "    title: C\n"
    "    questions:\n"
    "    - {id: yes_no, ask: Q, type: yes_no, points: {yes: 1, no: 2.5}}\n"
    "    - {id: strict, ask: Q, type: yes_no, na: false}\n"
    "    - {id: choice, ask: Q, type: choice, choices: [{id: sent, label: {en: Sent, az: "
    "Göndərilir}, points: 2}, {id: full, label: Full, points: 3}, {id: none, label: None}]}\n"
    "    - {id: choices, ask: Q, type: choices, choices: [{id: mail, label: {en: Mail, az: Poçt}, "
    "points: 1.5}, {id: phone, label: Phone, points: 2}, {id: fax, label: Fax, points: -2}]}\n"
    "    - {id: capped, ask: Q, type: choices, points: 2, choices: [{id: a, label: A, points: "
    "1.5}, "
    "{id: b, label: B, points: 1}]}\n"
    "    - {id: scale, ask: Q, type: scale, min: -2, max: 5, points: 3}\n"
    "    - {id: number, ask: Q, type: number, unit: {en: days, az: gün}, steps: [{points: 5}, "
    "{from: 3, points: 2}, {from: 7.5, points: 0}]}\n"
    "    - {id: least, ask: Q, type: number, min: 0}\n"
    "    - {id: most, ask: Q, type: number, max: 9.5}\n"
    "    - {id: range, ask: Q, type: number, min: 0, max: 9.5}\n"
    "    - {id: text, ask: Q, type: text}\n"
    "    - {id: date, ask: Q, type: date}\n"
    "    - {id: url, ask: Q, type: url}\n"
    "    - {id: calc, type: calc, value: number * 2, steps: [{from: 1, points: 1}, {from: 4, "
    "points: "
    "3}]}\n";

static int set_up(void **state)
{
    (void)state;
    struct diags diags = {.file = "answers.yaml"};
    arena = arena_new();
    rubric = rubric_load(yaml, sizeof yaml - 1, &diags);
    diags_free(&diags);
    return rubric ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    rubric_free(&rubric);
    arena_free(&arena);
    return 0;
}

static const struct question *question(const char *id)
{
    const struct question *q = block_question(rubric->service, id);
    assert_non_null(q);
    return q;
}

static struct answer parsed(const char *id, const char *s)
{
    struct answer v;
    const char *why = "";
    bool good = answer_parse(question(id), s, arena, &v, &why);
    assert_string_equal(good ? "" : why, "");
    return v;
}

/* ---- what is taken, and its canonical form ---- */

static void test_taken(void **state)
{
    (void)state;
    static const struct {
        const char *question, *value, *canonical;
    } cases[] = {
        {"yes_no", "yes", "yes"},
        {"yes_no", "no", "no"},
        {"yes_no", "", ""},
        {"yes_no", "n/a", "n/a"},
        {"yes_no", "cannot-tell", "cannot-tell"},
        {"strict", "cannot-tell", "cannot-tell"},
        {"choice", "full", "full"},
        {"choice", "none", "none"},
        {"choices", "mail", "mail"},
        {"choices", "fax|mail", "mail|fax"},
        {"choices", "-", "-"},
        {"scale", "5", "5"},
        {"scale", "-2", "-2"},
        {"scale", "004", "4"},
        {"scale", "-0", "0"},
        {"number", "3", "3"},
        {"number", "3.50", "3.5"},
        {"number", "-0.0", "0"},
        {"number", "999999999.999999", "999999999.999999"},
        {"range", "0", "0"},
        {"range", "9.500000", "9.5"},
        {"text", "as it is", "as it is"},
        {"text", " two\nlines ", " two\nlines "},
        {"text", "Bəli", "Bəli"},
        {"text", "-", "-"},
        {"text", "'n/a", "'n/a"},
        {"text", "''n/a", "''n/a"},
        {"text", "'''cannot-tell", "'''cannot-tell"},
        {"text", "'quoted'", "'quoted'"},
        {"text", "n/a ", "n/a "},
        {"text", "N/A", "N/A"},
        {"text", "=1+1", "=1+1"},
        {"date", "2018-02-28", "2018-02-28"},
        {"url", "https://example.org", "https://example.org"},
        {"url", "HTTP://e-gov.az:8080/a?b=c|d#e", "HTTP://e-gov.az:8080/a?b=c|d#e"},
        {"url", "https://xidmət.az/", "https://xidmət.az/"},
        {"url", "http://[2001:db8::1]:80/x", "http://[2001:db8::1]:80/x"},
        {"url", "http://127.0.0.1", "http://127.0.0.1"},
    };
    for (size_t i = 0; i < SIZE(cases); i++) {
        struct answer v = parsed(cases[i].question, cases[i].value);
        assert_string_equal(answer_text(question(cases[i].question), &v, arena),
                            cases[i].canonical);
    }
}

/* In memory the text is what the inspector meant; the apostrophe is the CSV's alone. */
static void test_apostrophes(void **state)
{
    (void)state;
    assert_string_equal(parsed("text", "'n/a").value.u.text, "n/a");
    assert_string_equal(parsed("text", "''cannot-tell").value.u.text, "'cannot-tell");
    assert_string_equal(parsed("text", "'other").value.u.text, "'other");
    struct answer v = {.given = GIVEN_VALUE, .value = {.type = VT_TEXT, .u.text = "n/a"}};
    assert_string_equal(answer_text(question("text"), &v, arena), "'n/a");
    assert_string_equal(answer_text(question("url"), &v, arena), "'n/a");
}

static void test_indexes(void **state)
{
    (void)state;
    struct answer v = parsed("choice", "full");
    assert_int_equal(v.choice, 1);
    assert_string_equal(v.value.u.text, "full");
    v = parsed("choices", "fax|phone");
    static const uint8_t set[] = {0, 1, 1};
    assert_memory_equal(v.value.u.set, set, 3);
    assert_int_equal(v.choice, -1);
    assert_int_equal(parsed("text", "n/a").given, GIVEN_NA);
    assert_int_equal(parsed("text", "cannot-tell").given, GIVEN_CANT_TELL);
    assert_int_equal(parsed("calc", "").given, GIVEN_NOTHING);
}

/* ---- what is refused ---- */

#define ADDRESS "expected an address like https://example.org/page but found "
#define NO_BLANKS                                                                                  \
    "an address has no blanks, quotes, angle brackets, backslashes or invisible characters in it"
#define A_NUMBER "expected a number (at most 9 digits and, after a point, 6) but found "

static const struct {
    const char *question, *value, *why;
} refused[] = {
    {"yes_no", "true", "expected yes or no but found 'true'"},
    {"yes_no", "Yes", "expected yes or no but found 'Yes'"},
    {"yes_no", "yes ", "expected yes or no but found 'yes '"},
    {"strict", "n/a", "'strict' can't be answered with n/a"},
    {"choice", "fulll", "'fulll' is no choice of 'choice'; did you mean 'full'?"},
    {"choice", "sent|full",
     "'sent|full' is no choice of 'choice'; expected one of sent, full, none"},
    {"choice", "'n/a", "''n/a' is no choice of 'choice'; expected one of sent, full, none"},
    {"choices", "mail|", "'' is no choice of 'choices'; expected one of mail, phone, fax"},
    {"choices", "mail|phnoe", "'phnoe' is no choice of 'choices'; did you mean 'phone'?"},
    {"choices", "mail|fax|mail", "the choice 'mail' stands twice"},
    {"choices", "-|mail", "'-' is no choice of 'choices'; expected one of mail, phone, fax"},
    {"scale", "6", "6 is not between -2 and 5"},
    {"scale", "-3", "-3 is not between -2 and 5"},
    {"scale", "1.0", "expected a whole number from -2 to 5 but found '1.0'"},
    {"scale", "one", "expected a whole number from -2 to 5 but found 'one'"},
    {"number", "1,5", A_NUMBER "'1,5'"},
    {"number", "1e3", A_NUMBER "'1e3'"},
    {"number", "+1", A_NUMBER "'+1'"},
    {"number", ".5", A_NUMBER "'.5'"},
    {"number", " 1", A_NUMBER "' 1'"},
    {"number", "1234567890", A_NUMBER "'1234567890'"},
    {"number", "0.1234567", A_NUMBER "'0.1234567'"},
    {"least", "-0.5", "-0.5 is below 0, the smallest allowed"},
    {"most", "9.6", "9.6 is above 9.5, the largest allowed"},
    {"range", "10", "10 is not between 0 and 9.5"},
    {"text", "a\x1b[1m", "the text has the control character U+001B in it"},
    {"text", "a\r\nb", "the text has the control character U+000D in it"},
    {"text", "a\xC2\x9B", "the text has the control character U+009B in it"},
    {"text", "a\xFF", "the text is not valid UTF-8"},
    {"date", "2018-02-29", "expected a date as YYYY-MM-DD but found '2018-02-29'"},
    {"date", "1.2.2018", "expected a date as YYYY-MM-DD but found '1.2.2018'"},
    {"url", "example.org", ADDRESS "'example.org'"},
    {"url", "ftp://example.org", ADDRESS "'ftp://example.org'"},
    {"url", "https://", ADDRESS "'https://'"},
    {"url", "https:///path", ADDRESS "'https:///path'"},
    {"url", "https://a..b", ADDRESS "'https://a..b'"},
    {"url", "https://.a", ADDRESS "'https://.a'"},
    {"url", "https://a b", ADDRESS "'https://a b'"},
    {"url", "https://user@host", ADDRESS "'https://user@host'"},
    {"url", "https://host:", ADDRESS "'https://host:'"},
    {"url", "https://host:x", ADDRESS "'https://host:x'"},
    {"url", "https://host:123456", ADDRESS "'https://host:123456'"},
    {"url", "https://:80", ADDRESS "'https://:80'"},
    {"url", "https://[]", ADDRESS "'https://[]'"},
    {"url", "https://[::1", ADDRESS "'https://[::1'"},
    {"url", "https://[::1]x", ADDRESS "'https://[::1]x'"},
    {"url", "javascript:alert(1)", ADDRESS "'javascript:alert(1)'"},
    {"url", "'n/a", ADDRESS "'n/a'"},
    {"url", "https://a/b c", NO_BLANKS},
    {"url", "https://a/<b>", NO_BLANKS},
    {"url", "https://a/\"", NO_BLANKS},
    {"url", "https://a/\\b", NO_BLANKS},
    {"url",
     "https://a/\xE2\x80\xAE"
     "b",
     NO_BLANKS},
    {"url",
     "https://a/\xC2\xA0"
     "b",
     NO_BLANKS},
    {"url", "https://a/b\nc", NO_BLANKS},
    {"calc", "1", "'calc' is calculated and can't be answered"},
    {"calc", "n/a", "'calc' is calculated and can't be answered"},
    {"calc", "cannot-tell", "'calc' is calculated and can't be answered"},
};

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < SIZE(refused); i++) {
        struct answer v;
        const char *why = "taken";
        bool good = answer_parse(question(refused[i].question), refused[i].value, arena, &v, &why);
        assert_string_equal(why, refused[i].why);
        assert_false(good);
    }
}

static void test_length_of_texts(void **state)
{
    (void)state;
    struct buf b = {0};
    struct answer v;
    const char *why = NULL;
    for (int i = 0; i < 4000; i++)
        buf_add(&b, "ə");
    assert_true(answer_parse(question("text"), b.s, arena, &v, &why));
    buf_add(&b, "ə");
    assert_false(answer_parse(question("text"), b.s, arena, &v, &why));
    assert_string_equal(why, "the text has 4001 characters; at most 4000 are allowed");
    assert_false(answer_parse(question("number"), b.s, arena, &v, &why));
    assert_true(strlen(why) < 200); /* what is wrong, not all that was typed */
    buf_free(&b);
}

/* ---- one text for each value ---- */

static uint32_t seed = 2018;

static uint32_t below(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)(seed >> 4) * n >> 28);
}

/* Something that looks like an answer of one type or another. */
static const char *random_answer(void)
{
    static const char *const words[] = {
        "yes",           "no",       "n/a", "cannot-tell", "'n/a",     "''n/a",          "sent",
        "full",          "none",     "-",   "mail",        "mail|fax", "fax|mail|phone", "a|b",
        "https://a.b/c", "Bəli\nyox"};
    switch (below(5)) {
    case 0:
        return words[below(SIZE(words))];
    case 1:
        return arena_printf(arena, "%s%u.%06u", below(2) ? "-" : "", below(12), below(1000000));
    case 2:
        return arena_printf(arena, "%s%u", below(2) ? "-0" : "00", below(10));
    case 3:
        return arena_printf(arena, "%04u-%02u-%02u", 1 + below(9999), 1 + below(13), 1 + below(32));
    default:
        return arena_printf(arena, "%s%c%s", words[below(SIZE(words))], (char)(' ' + below(95)),
                            words[below(SIZE(words))]);
    }
}

static void test_canonical_is_idempotent(void **state)
{
    (void)state;
    int taken = 0;
    for (int round = 0; round < 100000; round++) {
        const struct block *b = rubric->service;
        const struct question *q = &b->questions[below((uint32_t)b->nquestions)];
        const char *s = random_answer(), *why;
        struct answer v, again;
        if (!answer_parse(q, s, arena, &v, &why))
            continue;
        taken++;
        const char *text = answer_text(q, &v, arena);
        assert_true(answer_parse(q, text, arena, &again, &why));
        assert_int_equal(again.given, v.given);
        assert_string_equal(answer_text(q, &again, arena), text);
        num points =
            v.given == GIVEN_VALUE && q->type->earn ? q->type->earn(q, &v, arena) : NUM_ZERO;
        assert_true(num_sign(points) >= 0 && num_cmp(points, q->most) <= 0);
        if (round % 1000 == 0)
            arena_reset(arena);
    }
    assert_true(taken > 20000);
}

/* ---- points ---- */

static void test_points(void **state)
{
    (void)state;
    static const struct {
        const char *question, *value, *points;
    } cases[] = {
        {"yes_no", "yes", "1"},       {"yes_no", "no", "5/2"},
        {"strict", "yes", "0"},       {"choice", "sent", "2"},
        {"choice", "none", "0"},      {"choices", "-", "0"},
        {"choices", "mail", "3/2"},   {"choices", "mail|phone", "7/2"},
        {"choices", "mail|fax", "0"}, {"choices", "phone|mail|fax", "3/2"},
        {"capped", "a|b", "2"},       {"capped", "b", "1"},
        {"scale", "-2", "0"},         {"scale", "5", "3"},
        {"scale", "0", "6/7"},        {"number", "-5", "5"},
        {"number", "2.999999", "5"},  {"number", "3", "2"},
        {"number", "7.5", "0"},       {"least", "5", "0"},
    };
    for (size_t i = 0; i < SIZE(cases); i++) {
        const struct question *q = question(cases[i].question);
        struct answer v = parsed(cases[i].question, cases[i].value);
        assert_string_equal(num_fraction(arena, q->type->earn(q, &v, arena)), cases[i].points);
    }
    assert_string_equal(num_fraction(arena, question("choices")->most), "7/2");
    assert_string_equal(num_fraction(arena, question("capped")->most), "2");
    assert_string_equal(num_fraction(arena, question("calc")->most), "3");
    const struct question *calc = question("calc");
    assert_int_equal(num_sign(steps_points(calc, NUM_ZERO)), 0); /* below the first step */
    assert_int_equal(num_cmp(steps_points(calc, num_int(3)), NUM_ONE), 0);
    assert_int_equal(num_cmp(steps_points(calc, num_int(400)), num_int(3)), 0);
}

/* ---- for people ---- */

static void test_shown(void **state)
{
    (void)state;
    static const struct {
        const char *question, *value;
        int language;
        const char *shown;
    } cases[] = {
        {"yes_no", "yes", 0, "Yes"},
        {"yes_no", "n/a", 0, "not applicable"},
        {"yes_no", "cannot-tell", 0, "can't tell"},
        {"yes_no", "", 0, ""},
        {"choice", "sent", 0, "Sent"},
        {"choice", "sent", 1, "Göndərilir"},
        {"choices", "phone|mail", 1, "Poçt, Phone"},
        {"choices", "-", 0, "none of these"},
        {"number", "3.0", 0, "3 days"},
        {"number", "3", 1, "3 gün"},
        {"scale", "4", 0, "4"},
        {"text", "'n/a", 0, "n/a"},
        {"date", "2018-01-31", 0, "2018-01-31"},
    };
    for (size_t i = 0; i < SIZE(cases); i++) {
        struct answer v = parsed(cases[i].question, cases[i].value);
        assert_string_equal(answer_shown(question(cases[i].question), &v, cases[i].language, arena),
                            cases[i].shown);
    }
    struct answer conflict = {.given = GIVEN_CONFLICT};
    assert_string_equal(answer_shown(question("text"), &conflict, 0, arena), "in conflict");
    assert_string_equal(answer_text(question("text"), &conflict, arena), "");
}

/* ---- another campaign's values ---- */

static void test_previous(void **state)
{
    (void)state;
    static const struct {
        const char *question, *family, *text, *fits; /* as answer_text has it; "": null */
    } cases[] = {
        {"yes_no", "yes_no", "no", "no"},
        {"yes_no", "text", "no", ""},
        {"yes_no", "yes_no", "n/a", ""},
        {"yes_no", "yes_no", "cannot-tell", ""},
        {"yes_no", "yes_no", "", ""},
        {"yes_no", "yes_no", "maybe", ""},
        {"choice", "text", "full", "full"},
        {"choice", "text", "gone", ""},
        {"choice", "choices", "full", ""},
        {"text", "text", "full", "full"}, /* was a choice */
        {"text", "text", "'n/a", "'n/a"},
        {"url", "text", "no address", "no address"},
        {"choices", "choices", "fax|mail", "mail|fax"},
        {"choices", "choices", "-", "-"},
        {"choices", "choices", "mail|gone", ""},
        {"scale", "number", "99", "99"}, /* min and max are not asked */
        {"scale", "number", "2.5", "2.5"},
        {"range", "number", "-5", "-5"},
        {"range", "number", "1/4", "0.25"}, /* a calc's exact value */
        {"range", "number", "x", ""},
        {"range", "number", "1/0", ""},
        {"calc", "number", "3", "3"},
        {"date", "date", "2018-01-31", "2018-01-31"},
        {"date", "date", "2018-02-31", ""},
        {"date", "text", "2018-01-31", ""},
    };
    for (size_t i = 0; i < SIZE(cases); i++) {
        const struct question *q = question(cases[i].question);
        struct answer v = {.given = GIVEN_VALUE,
                           .value = previous_fit(q, cases[i].family, cases[i].text, arena)};
        assert_string_equal(answer_text(q, &v, arena), cases[i].fits);
    }
    assert_int_equal(previous_fit(question("text"), "text", NULL, arena).type, VT_NULL);
    assert_string_equal(previous_fit(question("text"), "text", "'n/a", arena).u.text, "n/a");
}

/* ---- the table of types ---- */

static void test_types(void **state)
{
    (void)state;
    assert_int_equal(nqtypes, 9);
    for (int i = 0; i < nqtypes; i++) {
        assert_int_equal(qtypes[i].id, i);
        assert_ptr_equal(qtype_find(qtypes[i].name), &qtypes[i]);
        assert_non_null(qtypes[i].parse);
        assert_non_null(qtypes[i].family);
        bool unscored = i == Q_TEXT || i == Q_DATE || i == Q_URL;
        assert_int_equal(qtypes[i].earn == NULL, unscored);
        assert_int_equal((qtypes[i].keys & KEY_ASKED) == 0, i == Q_CALC);
    }
    assert_null(qtype_find("yesno"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taken),           cmocka_unit_test(test_apostrophes),
        cmocka_unit_test(test_indexes),         cmocka_unit_test(test_refused),
        cmocka_unit_test(test_length_of_texts), cmocka_unit_test(test_canonical_is_idempotent),
        cmocka_unit_test(test_points),          cmocka_unit_test(test_shown),
        cmocka_unit_test(test_previous),        cmocka_unit_test(test_types),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

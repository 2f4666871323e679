/* Tables in and out: what `answers` writes, `import` reads back byte for byte; all rows or none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>
#include "model/change.h"
#include "model/csv.h"
#include "model/store.h"
#include "tests/help/small.h"

/* Every question type, in both blocks. */
static const char every_rubric[] =
    "rubric: every\n"
    "version: \"1\"\n"
    "title: {en: Every type}\n"
    "service:\n"
    "  criteria:\n"
    "    - id: one\n"
    "      title: {en: One}\n"
    "      questions:\n"
    "        - {id: yes, ask: {en: Y}, type: yes_no, points: 5}\n"
    "        - {id: pick, ask: {en: P}, type: choice, limit: \"if(yes, 2, 3)\", choices: [{id: a, "
    "label: "
    "{en: A}, points: 1}, {id: b_b, label: {en: B}, points: 2}, {id: c, label: {en: C}}]}\n"
    "        - {id: some, ask: {en: S}, type: choices, choices: [{id: x, label: {en: X}, points: "
    "1}, "
    "{id: y, label: {en: Y}, points: 1}, {id: z, label: {en: Z}, points: -1}]}\n"
    "        - {id: grade, ask: {en: G}, type: scale, min: -2, max: 4, points: 6}\n"
    "        - {id: amount, ask: {en: N}, type: number, steps: [{points: 1}]}\n"
    "        - {id: words, ask: {en: W}, type: text, required: false}\n"
    "        - {id: day, ask: {en: D}, type: date, required: false}\n"
    "        - {id: link, ask: {en: L}, type: url, required: false}\n"
    "        - {id: must, ask: {en: M}, type: yes_no, na: false}\n"
    "        - {id: total, type: calc, value: points(yes)}\n"
    "body:\n"
    "  criteria:\n"
    "    - id: two\n"
    "      title: {en: Two}\n"
    "      questions:\n"
    "        - {id: ramp, ask: {en: R}, type: yes_no}\n"
    "        - {id: sign, ask: {en: S}, type: text}\n"
    "replaces: {old_pick: pick}\n";

static const char head[] = "body,service,question,value,note\n";

static char *answers(struct campaign *c, const char *body, const char *service, unsigned flags)
{
    struct err err = {0};
    struct buf b = {0};
    char *left_out = NULL;
    if (!answers_write(c, body, service, flags, &b, &left_out, &err))
        fail_msg("%s", err_text(&err));
    assert_null(left_out);
    return b.s;
}

/* NULL where it was taken in, else what was told; the caller frees it. */
static char *import(struct campaign *c, const char *table, bool dry_run)
{
    struct err err = {0};
    int rows = -1;
    bool ok = import_answers(c, "t.csv", table, strlen(table), dry_run, &rows, &err);
    char *told = ok ? NULL : mem_dup(err_text(&err));
    assert_int_equal(err.status, ok ? DONE : REFUSED);
    err_clear(&err);
    return told;
}

static void taken(struct campaign *c, const char *table)
{
    char *told = import(c, table, false);
    if (told)
        fail_msg("%s", told);
}

/* ---- the round trip ---- */

static uint64_t seed;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

/* A text of up to eight pieces, many of them such as break careless tables. */
static const char *draw_text(struct arena *a, uint32_t least)
{
    static const char *const pieces[] = {
        "n/a", "cannot-tell", "'", "\"", ",", "\n", "=",  "+",   "-",    "ə",
        "İ",   " ",           "x", "@",  "|", ";",  "\t", "1.5", "true", "\xe2\x80\xae"};
    struct buf b = {0};
    buf_add(&b, "");
    for (uint32_t n = least + draw(8); n > 0; n--)
        buf_add(&b, pieces[draw(sizeof pieces / sizeof *pieces)]);
    const char *s = arena_dup(a, b.s);
    buf_free(&b);
    return s;
}

static const char *draw_set(const struct question *q, struct arena *a)
{
    struct buf b = {0};
    for (int i = q->nchoices - 1; i >= 0; i--) /* not in the rubric's order */
        if (draw(2))
            buf_printf(&b, "%s%s", b.n ? "|" : "", q->choices[i].id);
    const char *s = arena_dup(a, b.n ? b.s : "-");
    buf_free(&b);
    return s;
}

static const char *draw_value(const struct question *q, struct arena *a)
{
    int min = -2, max = 4;
    switch (q->type->id) {
    case Q_YES_NO:
        return draw(2) ? "yes" : "no";
    case Q_CHOICE:
        return q->choices[draw((uint32_t)q->nchoices)].id;
    case Q_CHOICES:
        return draw_set(q, a);
    case Q_SCALE:
        return arena_printf(a, "%d", min + (int)draw((uint32_t)(max - min + 1)));
    case Q_NUMBER:
        return arena_printf(a, "%s%u.%0*u", draw(2) ? "-" : "", draw(1000000000), 6, draw(1000000));
    case Q_TEXT:
        return draw_text(a, 1);
    case Q_DATE:
        return arena_printf(a, "%04u-%02u-%02u", 1 + draw(9999), 1 + draw(12), 1 + draw(28));
    case Q_URL:
        return arena_printf(a, "https://a%u.example/%s", draw(100), draw(2) ? "?q=1,2" : "");
    case Q_CALC:
        break;
    }
    return NULL;
}

/* Draws an answer; one that the question refuses (a text that is only blanks, say) is passed over.
 */
static void draw_answer(struct change *t, const char *body, const char *service,
                        const struct question *q, struct arena *a)
{
    struct err err = {0};
    uint32_t how = draw(10);
    const char *value = NULL, *note = draw(3) ? NULL : draw_text(a, 0);
    if (q->type->id == Q_CALC || how == 0)
        return;
    if (how == 1 && q->na)
        value = "n/a";
    else if (how == 2)
        value = "cannot-tell";
    else if (how > 3)
        value = draw_value(q, a);
    if (how <= 3)
        note = draw_text(a, 1);
    change_answer(t, body, service, q->id, value, note, &err);
    err_clear(&err);
}

static void draw_campaign(struct campaign *c, struct arena *a)
{
    static const char *const subjects[][2] = {{"alpha", ""},   {"alpha", "s1"}, {"alpha", "s2"},
                                              {"alpha", "s3"}, {"beta", ""},    {"beta", "s1"}};
    const struct rubric *r = campaign_rubric(c, 0);
    struct err err = {0};
    struct change *t = change_begin(c, &err);
    assert_non_null(t);
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
        const struct block *b = subjects[i][1][0] ? r->service : r->body;
        for (int q = 0; q < b->nquestions; q++)
            draw_answer(t, subjects[i][0], subjects[i][1], &b->questions[q], a);
    }
    if (!change_end(&t, true, &err))
        fail_msg("%s", err_text(&err));
}

static void answers_come_back_byte_for_byte(void **state)
{
    (void)state;
    for (int round = 0; round < 40; round++) {
        struct arena *a = arena_new();
        char from[32], to[32];
        snprintf(from, sizeof from, "from%d.meyar", round);
        snprintf(to, sizeof to, "to%d.meyar", round);
        seed = (uint64_t)round + 1;
        small_make(from, "2019", every_rubric, NULL);
        small_make(to, "2019", every_rubric, NULL);
        struct campaign *c = small_open(from), *d = small_open(to);
        draw_campaign(c, a);
        char *first = answers(c, NULL, NULL, 0);
        char *told = import(d, first, false);
        if (told)
            fail_msg("seed %d: %s\n%s", round + 1, told, first);
        char *second = answers(d, NULL, NULL, 0);
        assert_string_equal(first, second);
        assert_true(round % 10 || small_clean(d));
        free(first);
        free(second);
        campaign_close(&c);
        campaign_close(&d);
        arena_free(&a);
    }
}

/* ---- what is taken ---- */

static struct campaign *fresh(const char *file)
{
    small_make(file, "2019", every_rubric, NULL);
    return small_open(file);
}

static void tables_of_every_make_are_read(void **state)
{
    (void)state;
    struct campaign *c = fresh("makes.meyar");
    taken(c, "\xef\xbb\xbf"
             "note,value,colour,question,service,body\r\n"
             "\"two\nlines\",z|x,red,some,s1,alpha\r\n"
             ",yes,,ramp,,alpha\r\n"
             "no such thing,n/a,,yes,s1,beta\r\n");
    char *s = answers(c, NULL, NULL, 0);
    assert_string_equal(s, "body,service,question,value,note\n"
                           "alpha,,ramp,yes,\n"
                           "alpha,s1,some,x|z,\"two\nlines\"\n"
                           "beta,s1,yes,n/a,no such thing\n");
    free(s);
    campaign_close(&c);
}

static void a_note_alone_and_a_value_alone_leave_the_other(void **state)
{
    (void)state;
    struct campaign *c = fresh("notes.meyar");
    taken(c,
          "body,service,question,value,note\nalpha,s1,yes,yes,first\nalpha,s1,day,,only a note\n");
    taken(c, "body,service,question,value,note\nalpha,s1,yes,,second\n");
    taken(c, "body,service,question,value,note\nalpha,s1,yes,no,\nalpha,s1,old_pick,c,\n");
    char *s = answers(c, "alpha", "s1", 0);
    assert_string_equal(s, "body,service,question,value,note\n"
                           "alpha,s1,yes,no,second\n"
                           "alpha,s1,pick,c,\n"
                           "alpha,s1,day,,only a note\n");
    free(s);
    campaign_close(&c);
}

/* ---- what is refused ---- */

static void every_bad_row_is_told_and_nothing_changes(void **state)
{
    (void)state;
    static const struct {
        const char *rows, *told[4];
    } cases[] = {
        {"gamma,s1,yes,yes,\n", {"t.csv:2: error: ", "gamma"}},
        {"alpa,s1,yes,yes,\n", {"t.csv:2: error: ", "'alpha'?"}},
        {"alpha,s9,yes,yes,\n", {"t.csv:2: error: ", "s9"}},
        {"alpha,s1,yess,yes,\n", {"t.csv:2: error: ", "'yes'?"}},
        {"alpha,s1,ramp,yes,\n", {"t.csv:2: error: ", "ramp"}},
        {"alpha,,yes,yes,\n", {"t.csv:2: error: ", "yes"}},
        {"alpha,s1,total,5,\n", {"t.csv:2: error: total"}},
        {"alpha,s1,total,,a note\n", {"t.csv:2: error: total"}},
        {"alpha,s1,yes,maybe,\n", {"t.csv:2: error: yes: "}},
        {"alpha,s1,yes,true,\n", {"t.csv:2: error: yes: "}},
        {"alpha,s1,pick,bb,\n", {"t.csv:2: error: pick: ", "b_b"}},
        {"alpha,s1,some,x|x,\n", {"t.csv:2: error: some: "}},
        {"alpha,s1,some,x|,\n", {"t.csv:2: error: some: "}},
        {"alpha,s1,some,x|q,\n", {"t.csv:2: error: some: "}},
        {"alpha,s1,grade,5,\n", {"t.csv:2: error: grade: "}},
        {"alpha,s1,grade,1.0,\n", {"t.csv:2: error: grade: "}},
        {"alpha,s1,amount,\"1,5\",\n", {"t.csv:2: error: amount: "}},
        {"alpha,s1,amount,1e5,\n", {"t.csv:2: error: amount: "}},
        {"alpha,s1,day,2019-02-29,\n", {"t.csv:2: error: day: "}},
        {"alpha,s1,day,15.10.2019,\n", {"t.csv:2: error: day: "}},
        {"alpha,s1,must,n/a,because\n", {"t.csv:2: error: ", "must"}},
        {"alpha,s1,yes,n/a,\n", {"t.csv:2: error: yes: ", "note"}},
        {"alpha,s1,yes,cannot-tell,\n", {"t.csv:2: error: yes: ", "note"}},
        {"alpha,s1,yes,,\n", {"t.csv:2: error: the row has neither"}},
        {",s1,yes,yes,\n", {"t.csv:2: error: the row names no body"}},
        {"alpha,s1,,yes,\n", {"t.csv:2: error: the row names no question"}},
        {"alpha,s1,yes,yes,\nbeta,s1,yes,yes,\nalpha,s1,yes,no,\n",
         {"t.csv:4: error: yes: ", "line 2"}},
        {"alpha,s1,pick,a,\nalpha,s1,old_pick,a,\n", {"t.csv:3: error: ", "line 2"}},
        {"alpha,s1,yes,maybe,\nbeta,s1,yes,yes,\nalpha,s1,grade,9,\nalpha,s1,day,x\n",
         {"t.csv:2: error: yes: ", "\nt.csv:4: error: grade: ",
          "t.csv:5: error: the row has 4 cells"}},
        {"alpha,s1,yes,yes,\nalpha,s1,words,\"x\n", {"t.csv:3: error: the quote"}},
        {"\x1b[2J,s1,yes,yes,\n", {"t.csv:2: error: a control character"}},
        {"\xe2\x80\xae"
         "alpha,s1,yes,yes,\n",
         {"t.csv:2: error: ", "\\u202e"}},
    };
    struct campaign *c = fresh("bad.meyar");
    taken(c, "body,service,question,value,note\nbeta,,ramp,yes,stands\n");
    char *before = answers(c, NULL, NULL, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *table = mem_printf("%s%s", head, cases[i].rows);
        char *told = import(c, table, false);
        assert_non_null(told);
        for (int k = 0; k < 4 && cases[i].told[k]; k++)
            if (!strstr(told, cases[i].told[k]))
                fail_msg("case %zu: %s", i, told);
        char *after = answers(c, NULL, NULL, 0);
        assert_string_equal(before, after);
        free(after);
        free(told);
        free(table);
    }
    assert_true(small_clean(c));
    free(before);
    campaign_close(&c);
}

static void missing_columns_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *table, *told;
    } cases[] = {
        {"", "t.csv: error: the file is empty"},
        {"service,question,value,note\n", "t.csv:1: error: the column 'body' is missing"},
        {"body,service,question,value,notes\n", "'note' is missing; is it the one called 'notes'?"},
        {"body;service;question;value;note\nalpha;s1;yes;yes;\n", "not separated by commas"},
        {"body,service,question,value,note,note\n", "the column 'note' stands here twice"},
        {"Body,service,question,value,note\n", "the column 'body' is missing"},
    };
    struct campaign *c = fresh("columns.meyar");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *told = import(c, cases[i].table, false);
        assert_non_null(told);
        if (!strstr(told, cases[i].told))
            fail_msg("case %zu: %s", i, told);
        free(told);
    }
    campaign_close(&c);
}

static void a_dry_run_tells_the_same_and_changes_nothing(void **state)
{
    (void)state;
    struct campaign *c = fresh("dry.meyar");
    static const char good[] = "body,service,question,value,note\nalpha,s1,yes,yes,\n";
    static const char bad[] = "body,service,question,value,note\nalpha,s1,yes,maybe,\n";
    assert_null(import(c, good, true));
    char *s = answers(c, NULL, NULL, 0);
    assert_string_equal(s, head);
    free(s);
    char *dry = import(c, bad, true), *wet = import(c, bad, false);
    assert_string_equal(dry, wet);
    free(dry);
    free(wet);
    assert_true(small_clean(c));
    campaign_close(&c);
}

/* ---- several answers at once ---- */

static char *many(struct campaign *c, const char *service, const struct assignment *list, int n,
                  const char *note)
{
    struct err err = {0};
    bool ok = answer_many(c, "alpha", service, list, n, note, &err);
    char *told = ok ? NULL : mem_dup(err_text(&err));
    err_clear(&err);
    return told;
}

static void several_answers_are_one_change_or_none(void **state)
{
    (void)state;
    struct campaign *c = fresh("many.meyar");
    const struct assignment good[] = {{"yes", "yes"}, {"old_pick", "c"}, {"words", "n/a"}};
    const struct assignment bad[] = {{"yes", "perhaps"},
                                     {"grade", "1"},
                                     {"dya", "2019-10-15"},
                                     {"grade", "2"},
                                     {"words", "a\x01"}};
    assert_null(many(c, "s1", good, 3, "why"));
    char *before = answers(c, NULL, NULL, 0);
    assert_string_equal(before, "body,service,question,value,note\nalpha,s1,yes,yes,why\n"
                                "alpha,s1,pick,c,why\nalpha,s1,words,n/a,why\n");
    char *told = many(c, "s1", bad, 5, NULL);
    assert_non_null(told);
    assert_non_null(strstr(told, "yes: "));
    assert_non_null(strstr(told, "'day'?"));
    assert_non_null(strstr(told, "\ngrade: answered twice"));
    assert_non_null(strstr(told, "\nwords: the text has the control character U+0001"));
    assert_true(told[strlen(told) - 1] != '\n');
    free(told);
    char *after = answers(c, NULL, NULL, 0);
    assert_string_equal(before, after);
    free(before);
    free(after);
    told = many(c, "s7", good, 3, NULL);
    assert_non_null(strstr(told, "s7"));
    free(told);

    const struct assignment back[] = {{"yes", ""}, {"pick", ""}};
    assert_null(many(c, "s1", back, 2, ""));
    after = answers(c, NULL, NULL, 0);
    assert_string_equal(after, "body,service,question,value,note\nalpha,s1,words,n/a,why\n");
    free(after);
    assert_true(small_clean(c));
    campaign_close(&c);
}

/* ---- what is written ---- */

static void spreadsheets_get_no_formulas(void **state)
{
    (void)state;
    struct campaign *c = fresh("sheet.meyar");
    taken(c, "body,service,question,value,note\nalpha,s1,some,-,+1\nalpha,s1,grade,-2,@a\n"
             "alpha,s1,amount,-1.5,\nalpha,s1,words,=1+1,\n");
    char *s = answers(c, NULL, NULL, ANSWERS_SPREADSHEET);
    assert_string_equal(s, "body,service,question,value,note\nalpha,s1,some,'-,'+1\n"
                           "alpha,s1,grade,-2,'@a\nalpha,s1,amount,-1.5,\nalpha,s1,words,'=1+1,\n");
    free(s);
    s = answers(c, NULL, NULL, 0);
    assert_non_null(strstr(s, "words,=1+1,\n"));
    free(s);
    campaign_close(&c);
}

static void json_is_exact_and_holds_nothing_raw(void **state)
{
    (void)state;
    static const char text[] = "a\"\\\n\xe2\x80\xaeə\xf3\xa0\x80\x81";
    struct campaign *c = fresh("json.meyar");
    small_answer(c, "alpha", "s1", "words", text, NULL);
    small_answer(c, "alpha", "", "ramp", NULL, "a note");
    char *s = answers(c, NULL, NULL, ANSWERS_JSON | ANSWERS_WHO);
    assert_null(strstr(s, "\xe2\x80\xae"));
    assert_null(strstr(s, "\xf3\xa0\x80\x81"));
    json_error_t why;
    json_t *list = json_loads(s, 0, &why), *first = json_array_get(list, 0);
    assert_int_equal(json_array_size(list), 2);
    assert_true(json_is_null(json_object_get(first, "service")));
    assert_true(json_is_null(json_object_get(first, "value")));
    assert_string_equal(json_string_value(json_object_get(first, "note")), "a note");
    assert_string_equal(json_string_value(json_object_get(first, "by")), "Tester");
    assert_string_equal(json_string_value(json_object_get(json_array_get(list, 1), "value")), text);
    json_decref(list);
    free(s);
    campaign_close(&c);
}

static void what_is_not_there_is_said(void **state)
{
    (void)state;
    struct campaign *c = fresh("there.meyar");
    struct err err = {0};
    struct buf b = {0};
    char *left_out;
    assert_false(answers_write(c, "alpa", NULL, 0, &b, &left_out, &err));
    assert_int_equal(err.status, REFUSED);
    assert_non_null(strstr(err.text, "'alpha'?"));
    assert_false(answers_write(c, "alpha", "s", 0, &b, &left_out, &err));
    assert_non_null(strstr(err.text, "'s'"));
    buf_free(&b);
    campaign_close(&c);
}

/* Two devices that did not see each other's answer: both stand, and neither is exported. */
static void conflicts_are_left_out_and_named(void **state)
{
    (void)state;
    struct campaign *c = fresh("conflict.meyar");
    struct err err = {0};
    struct slot slot = {
        .kind = "answer", .body = "alpha", .service = "s1", .item = "yes", .set = ""};
    small_answer(c, "alpha", "s1", "yes", "yes", NULL);
    small_answer(c, "alpha", "s1", "must", "yes", NULL);
    struct change *t = change_begin(c, &err);
    json_t *payload = json_pack("{s:s, s:n}", "value", "no", "note");
    assert_true(change_event(t, &slot, payload, NULL, 0));
    change_touch(t, "alpha", "s1");
    assert_true(change_end(&t, true, &err));

    struct buf b = {0};
    char *left_out = NULL;
    assert_true(answers_write(c, NULL, NULL, 0, &b, &left_out, &err));
    assert_string_equal(b.s, "body,service,question,value,note\nalpha,s1,must,yes,\n");
    assert_string_equal(left_out, "alpha/s1 yes: left out, two different answers stand");
    free(left_out);
    buf_free(&b);
    campaign_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_come_back_byte_for_byte),
        cmocka_unit_test(tables_of_every_make_are_read),
        cmocka_unit_test(a_note_alone_and_a_value_alone_leave_the_other),
        cmocka_unit_test(every_bad_row_is_told_and_nothing_changes),
        cmocka_unit_test(missing_columns_are_named),
        cmocka_unit_test(a_dry_run_tells_the_same_and_changes_nothing),
        cmocka_unit_test(several_answers_are_one_change_or_none),
        cmocka_unit_test(spreadsheets_get_no_formulas),
        cmocka_unit_test(json_is_exact_and_holds_nothing_raw),
        cmocka_unit_test(what_is_not_there_is_said),
        cmocka_unit_test(conflicts_are_left_out_and_named),
    };
    return cmocka_run_group_tests_name("exchange", tests, small_enter, small_leave);
}

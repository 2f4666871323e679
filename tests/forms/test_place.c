/* A fault in an expression stands where the file has it, however the text is quoted and folded; a
 * ring of questions at the word that closes it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "forms/lib.h"

#define HEAD                                                                                       \
    "rubric: r\nversion: \"1\"\ntitle: {en: R}\nlanguages: [en]\n"                                 \
    "ratings: [{id: low, from: 0, title: {en: Low}}]\n"                                            \
    "service:\n  criteria:\n    - id: c\n      title: {en: C}\n      weight: 1\n      "            \
    "questions:\n"                                                                                 \
    "        - {id: q_one, ask: {en: One}, type: yes_no, points: 1}\n"                             \
    "        - id: q_two\n          ask: {en: Two}\n          type: yes_no\n          points: 1\n"
#define FIRST_LINE 17 /* of what follows HEAD */

/* The place of the only fault in HEAD and what follows, as if its first line were line 1. */
static void fault(const char *rest, int *line, int *col, char *text, size_t room)
{
    struct buf b = {0};
    struct diags d = {.file = "r.yaml"};
    buf_add(&b, HEAD);
    buf_add(&b, rest);
    struct rubric *r = rubric_load(b.s, b.n, &d);
    assert_null(r);
    if (d.n != 1)
        for (size_t i = 0; i < d.n; i++)
            print_error("%d:%d %s\n", d.list[i].line, d.list[i].col, d.list[i].text);
    assert_int_equal(d.n, 1);
    *line = d.list[0].line - FIRST_LINE + 1;
    *col = d.list[0].col;
    snprintf(text, room, "%s", d.list[0].text);
    diags_free(&d);
    buf_free(&b);
}

/* The fault is where ^ stands: the mark is taken out before the text is loaded. */
static void expect_at_mark(const char *marked)
{
    const char *mark = strchr(marked, '^');
    int line = 1, col = 1, got_line, got_col;
    char text[300];
    struct buf b = {0};
    assert_non_null(mark);
    for (const char *s = marked; s < mark; s++) {
        col = *s == '\n' ? 1 : col + (((unsigned char)*s & 0xC0) != 0x80);
        line += *s == '\n';
    }
    buf_addn(&b, marked, (size_t)(mark - marked));
    buf_add(&b, mark + 1);
    fault(b.s, &got_line, &got_col, text, sizeof text);
    if (got_line != line || got_col != col)
        print_error("%s\nexpected %d:%d, got %d:%d: %s\n", marked, line, col, got_line, got_col,
                    text);
    assert_int_equal(got_line, line);
    assert_int_equal(got_col, col);
    buf_free(&b);
}

#define WHEN "          when: "

static void plain_and_quoted(void **state)
{
    (void)state;
    expect_at_mark(WHEN "q_one and ^q_nil\n");
    expect_at_mark(WHEN "\"q_one and ^q_nil\"\n");
    expect_at_mark(WHEN "'q_one and ^q_nil'\n");
    expect_at_mark(WHEN "q_one and\n            ^q_nil\n");
    expect_at_mark(WHEN "q_one\n            and\n              not ^q_nil\n");
    expect_at_mark(WHEN "q_one and   \n\n            ^q_nil or\n            q_one\n");
    expect_at_mark(WHEN "\"q_one and\n            ^q_nil\"\n");
    expect_at_mark(WHEN "'q_one and\n\n            ^q_nil'\n");
    expect_at_mark(WHEN "\n            q_one and ^q_nil\n");
    expect_at_mark(WHEN "\n            q_one and\n            ^q_nil\n");
}

static void escapes(void **state)
{
    (void)state;
    expect_at_mark(WHEN "'attr(''a'') == ''b'' and ^q_nil'\n");
    expect_at_mark(WHEN "'attr(''a'') == ''b''\n            and ^q_nil'\n");
    expect_at_mark(WHEN "\"attr('\\u0061') == 'b' and ^q_nil\"\n");
    expect_at_mark(WHEN "\"attr('\\x61') == 'b' and ^q_nil\"\n");
    expect_at_mark(WHEN "\"attr('\\U00000061') == 'b'\\x20and ^q_nil\"\n");
    expect_at_mark(WHEN "\"q_one\\nand ^q_nil\"\n");
    expect_at_mark(WHEN "\"q_one \\\n            and ^q_nil\"\n");
    expect_at_mark(WHEN "\"attr('ə\\\"ğ') == 'ə' and ^q_nil\"\n");
    expect_at_mark(WHEN "\"^\\u0071_nil\"\n");
}

static void blocks(void **state)
{
    (void)state;
    expect_at_mark(WHEN "|\n            q_one and ^q_nil\n");
    expect_at_mark(WHEN "|\n            q_one and\n            ^q_nil\n");
    expect_at_mark(WHEN "|-\n            q_one\n              and ^q_nil\n");
    expect_at_mark(WHEN "|  # why\n\n            q_one and\n            ^q_nil\n");
    expect_at_mark(WHEN ">\n            q_one and ^q_nil\n");
    expect_at_mark(WHEN ">-\n            q_one and\n            ^q_nil\n");
    expect_at_mark(WHEN ">\n            q_one\n              and not\n\n            ^q_nil\n");
    expect_at_mark(WHEN "|2\n              q_one and\n            ^q_nil\n");
}

/* What is missing is missing right behind what stands there. */
static void at_the_end(void **state)
{
    (void)state;
    expect_at_mark(WHEN "q_one and^\n");
    expect_at_mark(WHEN "q_one\n            and^\n");
    expect_at_mark(WHEN ">\n            q_one\n            and^\n");
    expect_at_mark(WHEN "\"(q_one\n            or q_one^\"\n");
}

/* Letters of several bytes before it, also in keys on its line. */
static void letters(void **state)
{
    (void)state;
    expect_at_mark(WHEN "\"attr('ə') == 'ğ' and ^q_nil\"\n");
    expect_at_mark(WHEN "\"attr('ə') ==\n            'ğüş' and ^q_nil\"\n");
}

static void rings(void **state)
{
    (void)state;
    expect_at_mark("          when: q_three\n"
                   "        - id: q_three\n          ask: {en: Three}\n          type: yes_no\n"
                   "          points: 1\n          when: >\n            q_one and\n"
                   "            ^q_two\n");
    expect_at_mark("          when: q_one or\n            ^q_two\n");
    expect_at_mark("          when: \"previous(q_two) or ^q_two\"\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_and_quoted), cmocka_unit_test(escapes), cmocka_unit_test(blocks),
        cmocka_unit_test(at_the_end),       cmocka_unit_test(letters), cmocka_unit_test(rings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* YAML as a tree with places, and everything in YAML that a rubric may not have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "forms/text.h"
#include "forms/yaml.h"

#define SIZE(a) (sizeof(a) / sizeof *(a))

enum { MIB = 1024 * 1024 };

static struct arena *arena;
static struct diags diags;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    diags = (struct diags){.file = "r"};
    /* Something quadratic would take minutes: better a killed test than a patient one. */
    alarm(60);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    diags_free(&diags);
    arena_free(&arena);
    alarm(0);
    return 0;
}

static struct node *read_bytes(const char *bytes, size_t n)
{
    diags_free(&diags);
    return yaml_tree(bytes, n, arena, &diags);
}

static struct node *read_text(const char *s)
{
    return read_bytes(s, strlen(s));
}

/* All errors as "line:col text", one a line. */
static const char *told(void)
{
    struct buf b = {0};
    diags_sort(&diags);
    for (size_t i = 0; i < diags.n; i++)
        buf_printf(&b, "%s%d:%d %s", i ? "\n" : "", diags.list[i].line, diags.list[i].col,
                   diags.list[i].text);
    const char *s = arena_dup(arena, b.s ? b.s : "");
    buf_free(&b);
    return s;
}

/* ---- the tree ---- */

static void assert_place(const struct node *n, int line, int col, int text_line, int text_col)
{
    assert_int_equal(n->line, line);
    assert_int_equal(n->col, col);
    if (n->kind == NODE_SCALAR) {
        assert_int_equal(n->line + n->block, text_line);
        assert_int_equal(n->text_col, text_col);
    }
}

static void test_tree(void **state)
{
    (void)state;
    const struct node *root = read_text("# a comment\n"
                                        "a: plain text   # more\n"
                                        "ə: {x: \"quo\\u0259ted\", y: 'it''s'}\n"
                                        "list:\n"
                                        "  - 1\n"
                                        "  - [b, c]\n");
    assert_non_null(root);
    assert_int_equal(root->kind, NODE_MAP);
    assert_int_equal(root->n, 3);
    const struct node *a = node_get(root, "a");
    assert_string_equal(a->text, "plain text");
    assert_true(a->plain);
    assert_place(a, 2, 4, 2, 4);
    assert_place(a->key, 2, 1, 2, 1);
    const struct node *map = node_get(root, "ə");
    assert_int_equal(map->kind, NODE_MAP);
    assert_int_equal(map->col, 4); /* columns count characters */
    const struct node *x = node_get(map, "x"), *y = node_get(map, "y");
    assert_string_equal(x->text, "quoəted");
    assert_false(x->plain);
    assert_place(x, 3, 8, 3, 9);
    assert_string_equal(y->text, "it's");
    const struct node *list = node_get(root, "list");
    assert_int_equal(list->kind, NODE_LIST);
    assert_int_equal(list->n, 2);
    assert_null(list->first->key);
    assert_string_equal(list->first->next->first->next->text, "c");
    assert_place(list->first->next, 6, 5, 0, 0);
    assert_null(node_get(root, "none"));
}

static void test_block_texts(void **state)
{
    (void)state;
    const struct node *root =
        read_text("a: |\n   one\n   two\nb: >-\n    folded\n    text\nc: d\n");
    assert_non_null(root);
    const struct node *a = node_get(root, "a"), *b = node_get(root, "b");
    assert_string_equal(a->text, "one\ntwo\n");
    assert_false(a->plain);
    assert_place(a, 1, 4, 2, 4);
    assert_string_equal(b->text, "folded text");
    assert_place(b, 4, 4, 5, 5);
    assert_place(node_get(root, "c"), 7, 4, 7, 4);
}

static void test_taken_as_it_is(void **state)
{
    (void)state;
    static const char *const good[] = {
        ("\xEF\xBB\xBF"
         "a: b"), /* a BOM */
        "a: b\r\nc: d\r\n",
        "---\na: b\n...\n",
        "---\na: b\n...\n# the end\n\n",
        "%YAML 1.1\n---\na: b",
        "a: yes",
        "a: ~",
        "a: {}",
        "a: []",
        "a:\n- b\n",
        "a: '*no & alias'",
        "a: \"two\\nlines\"",
        "\n\n  # only then\na: b",
        "a: 'x\xE2\x80\xAEy'", /* shown escaped, but no control character */
    };
    for (size_t i = 0; i < SIZE(good); i++) {
        assert_non_null(read_text(good[i]));
        assert_string_equal(told(), "");
    }
}

/* ---- what is refused ---- */

#define ENDED "the document has ended before this; a rubric is one document"
#define INVALID "this is not valid YAML: "
#define NO_TAGS "tags are not allowed, nor directives that name them"
#define COLON                                                                                      \
    INVALID "a ':' can't stand here; indent the line as its neighbours are, or put the text in "   \
            "quotes"
#define START                                                                                      \
    INVALID "a value can't start with this character; put the text in quotes (a tab can't indent " \
            "a line)"

static const struct {
    const char *yaml, *told;
} unreadable[] = {
    {"", "0:0 the file is empty; expected a rubric"},
    {" \n\n", "0:0 the file is empty; expected a rubric"},
    {"# nothing\n", "0:0 the file is empty; expected a rubric"},
    {"---\n", "0:0 the file is empty; expected a rubric"},
    {"\xEF\xBB\xBF", "0:0 the file is empty; expected a rubric"},
    {"\xFF\xFE"
     "a",
     "1:1 the file is UTF-16; save it as UTF-8"},
    {"\xFE\xFF"
     "a",
     "1:1 the file is UTF-16; save it as UTF-8"},
    {"a: b\nə: \xE4", "2:4 the byte E4 is not valid UTF-8 here; save the file as UTF-8"},
    {"a: \xC0\xAF", "1:4 the byte C0 is not valid UTF-8 here; save the file as UTF-8"},
    {"a: \xED\xA0\x80", "1:4 the byte ED is not valid UTF-8 here; save the file as UTF-8"},
    {"a\r\nb: \x1b[1m", "2:4 the control character U+001B is not allowed"},
    {"a\rb: \x7f", "2:4 the control character U+007F is not allowed"},
    {"a: \xC2\x85", "1:4 the control character U+0085 is not allowed"},
    {"a: b\n---\nc: d", "2:1 " ENDED},
    {"a: b\n...\n  c: d", "3:3 " ENDED},
    {"a: b\r...\r# ok\rc", "4:1 " ENDED},
    {"a: b\n...\n%TAG ! x\n", "3:1 " ENDED},
    {"{a: b}\n]", "2:1 " ENDED},
    {"%TAG ! tag:x\n---\na: b", "1:1 " NO_TAGS},
    {"# first\n\n%YAML 1.1\n%TAG ! tag:x\n---\na: b", "4:1 " NO_TAGS},
    {"a: b: c", "1:5 " COLON},
    {"a: 1\n b: 2\n", "2:3 " COLON},
    {"\ta: b", "1:1 " START},
    {"a: @b", "1:4 " START},
    {"a: `b", "1:4 " START},
    {"a: \"b", "1:6 " INVALID "the file ends inside a quoted text"},
    {"a: {x: 1 y: 2}", "1:11 " INVALID "expected ',' or '}' in this map"},
    {"a: [x y: 2\nb", "3:1 " INVALID "expected ',' or ']' in this list"},
    {"- a\nb: c", "2:1 " INVALID "expected '-' here; are the items of this list indented alike?"},
    {"a: b\nc", "3:1 " INVALID "expected ':' after a key"},
    {"a: \"\\q\"",
     "1:5 " INVALID "found unknown escape character (while parsing a quoted scalar from line 1)"},
    {"a: *", "1:5 " INVALID "did not find expected alphabetic or numeric character (while "
             "scanning an alias from line 1)"},
    {"%TAH\n",
     "1:5 " INVALID "found unknown directive name (while scanning a directive from line 1)"},
};

static void test_unreadable(void **state)
{
    (void)state;
    for (size_t i = 0; i < SIZE(unreadable); i++) {
        assert_null(read_text(unreadable[i].yaml));
        assert_string_equal(told(), unreadable[i].told);
    }
    assert_null(read_bytes("a: b\0c", 6));
    assert_string_equal(told(), "1:5 there is a NUL byte here; a rubric is a UTF-8 text");
    assert_null(read_bytes("\0\0\0\0", 4));
    assert_string_equal(told(), "1:1 there is a NUL byte here; a rubric is a UTF-8 text");
}

#define SHARED "is not allowed; what several questions share stands in 'lists'"

/* What is refused, while the rest of the file is still read. */
static const struct {
    const char *yaml, *told;
} refused[] = {
    {"a: &x 1", "1:4 the anchor '&x' " SHARED},
    {"a: &x [1]", "1:4 the anchor '&x' " SHARED},
    {"&x {a: 1}", "1:1 the anchor '&x' " SHARED},
    {"a: &x 1\nb: *x", "1:4 the anchor '&x' " SHARED "\n2:4 the alias '*x' " SHARED},
    {"a: [*x, b]", "1:5 the alias '*x' " SHARED},
    {"*x : b", "1:1 the alias '*x' " SHARED},
    {"<<: {a: b}", "1:1 merge keys (<<) are not allowed; what several questions share stands in "
                   "'lists'"},
    {"a: !!str 1", "1:4 the tag 'tag:yaml.org,2002:str' is not allowed; leave it out"},
    {"a: !x [1]", "1:4 the tag '!x' is not allowed; leave it out"},
    {"a: ! 1", "1:4 the tag '!' is not allowed; leave it out"},
    {"!x {a: 1}", "1:1 the tag '!x' is not allowed; leave it out"},
    {"a: 1\nb: 2\na: 3", "3:1 the key 'a' stands here twice; the first is on line 1"},
    {"{a: 1, \"a\": 2, a: 3}", "1:8 the key 'a' stands here twice; the first is on line 1\n"
                               "1:16 the key 'a' stands here twice; the first is on line 1"},
    {"a:\nb: 1", "1:1 'a' has no value; expected one, or leave the key out"},
    {"a: \"\"", "1:1 'a' has no value; expected one, or leave the key out"},
    {"a: ''", "1:1 'a' has no value; expected one, or leave the key out"},
    {"a: null", "1:4 'a' is null; expected a value, or leave the key out"},
    {"a: [x, '']", "1:8 an item of this list is empty; expected a value"},
    {"- a\n-\n- null", "2:2 an item of this list is empty; expected a value\n"
                       "3:3 an item of this list is empty; expected a value"},
    {"'': a", "1:1 a key is missing before this ':'"},
    {"? [a]\n: b", "1:3 a key must be a text, not a list or a map"},
    {"? {a: b}\n: b", "1:3 a key must be a text, not a list or a map"},
    {"a: x\ty", "1:4 this text has a tab in it; only newlines are allowed"},
    {"a: \"\\e[1m\"", "1:4 this text has the control character U+001B in it; only newlines are "
                      "allowed"},
    {"a: \"\\0\"", "1:4 this text has the control character U+0000 in it; only newlines are "
                   "allowed"},
    {"a: \"\\N\"", "1:4 this text has the control character U+0085 in it; only newlines are "
                   "allowed"},
};

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < SIZE(refused); i++) {
        assert_non_null(read_text(refused[i].yaml));
        assert_string_equal(told(), refused[i].told);
    }
}

static void test_refused_is_passed_over(void **state)
{
    (void)state;
    const struct node *root = read_text("a: 1\na: 2\nb: null\nc: 3");
    assert_string_equal(node_get(root, "a")->text, "1");
    assert_null(node_get(root, "b"));
    assert_int_equal(node_find(root, "b")->kind, NODE_BAD);
    assert_string_equal(node_get(root, "c")->text, "3");
}

/* ---- size ---- */

/* `n` bytes of `unit` over and over, between two texts. */
static char *repeated(const char *before, const char *unit, size_t n, const char *after,
                      size_t *size)
{
    struct buf b = {0};
    buf_add(&b, before);
    for (size_t len = strlen(unit), i = 0; i + len <= n; i += len)
        buf_add(&b, unit);
    buf_add(&b, after);
    *size = b.n;
    return b.s;
}

static void test_hostile(void **state)
{
    (void)state;
    static const struct {
        const char *before, *unit;
        size_t n;
        const char *told; /* how the first error begins; "" for none */
    } cases[] = {
        {"", "[", 4 * MIB, "1:33 this is nested too deeply; at most 32 levels"},
        {"", "{", 4 * MIB, "1:33 this is nested too deeply; at most 32 levels"},
        {"", "- ", 4 * MIB, "1:65 this is nested too deeply; at most 32 levels"},
        {"", "? ", 4 * MIB, "1:65 this is nested too deeply; at most 32 levels"},
        {"", "%TAG !a! tag:x\n", 4 * MIB - 15, "1:1 " NO_TAGS},
        {"a: b\n...\n", "%TAG !a! tag:x\n", 4 * MIB - 15, "3:1 " ENDED},
        {"[", "a,", 4 * MIB - 2, "1:400000 the file has more than 200000 values and keys"},
        {"", "a:", 4 * MIB, "1:4194304 " COLON},
        {"", "!", 4 * MIB, "1:1 the tag"},
        {"", "&", 4 * MIB, "1:2 " INVALID "did not find expected alphabetic or numeric"},
        {"", "&a ", 4 * MIB, "1:1 the anchor '&a' " SHARED "\n1:4 the document"},
        {"", "\n", 4 * MIB, "0:0 the file is empty"},
        {"", "#", 4 * MIB, "0:0 the file is empty"},
        {"", "''", 4 * MIB, ""},
        {"", "a", 4 * MIB + 1, "0:0 the file has 4194305 bytes; a rubric has at most 4194304"},
        {"", "\xFF", 4 * MIB, "1:1 the byte FF is not valid UTF-8 here"},
        {"", "- &a x\n", 1 * MIB, "1:3 the anchor '&a' " SHARED},
        {"", "a: 1\n", 400000, "2:1 the key 'a' stands here twice; the first is on line 1"},
    };
    for (size_t i = 0; i < SIZE(cases); i++) {
        size_t n;
        char *s = repeated(cases[i].before, cases[i].unit, cases[i].n, "", &n);
        read_bytes(s, n);
        assert_int_equal(strncmp(told(), cases[i].told, strlen(cases[i].told)), 0);
        free(s);
    }
}

static void test_alias_bomb(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_add(&b, "a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++)
        buf_printf(&b, "a%d: &a%d [*a%d, *a%d]\n", i, i, i - 1, i - 1);
    assert_non_null(read_bytes(b.s, b.n));
    assert_int_equal(diags.n, DIAG_MOST);
    assert_int_equal(diags.n + diags.more, 30 + 58);
    buf_free(&b);
}

static void test_limits_hold(void **state)
{
    (void)state;
    size_t n;
    char *deep = repeated("", "[", 32, "a", &n), *s = repeated(deep, "]", 32, "", &n);
    assert_non_null(read_bytes(s, n)); /* 32 levels are allowed */
    free(deep);
    free(s);
    s = repeated("[", "a,", 2 * 199999, "]", &n);
    assert_non_null(read_bytes(s, n)); /* as are 200,000 nodes */
    free(s);
    s = repeated("a: '", "x", 4 * MIB - 5, "'", &n);
    assert_int_equal(n, 4 * MIB);
    assert_non_null(read_bytes(s, n));
    free(s);
}

/* Every cut and every flipped byte of a good file is read or refused, with a place within it. */
static void test_damaged(void **state)
{
    (void)state;
    static const char good[] = "a: {b: \"x\\n\", c: [1, 2]}\nd: |\n  text\ne: 'ə'\n";
    char s[sizeof good];
    for (size_t i = 0; i < sizeof good - 1; i++)
        for (int byte = -1; byte < 256; byte++) {
            memcpy(s, good, sizeof good);
            size_t n = sizeof good - 1;
            if (byte < 0)
                n = i;
            else
                s[i] = (char)byte;
            const struct node *root = read_bytes(s, n);
            assert_true(root || diags.n > 0);
            for (size_t k = 0; k < diags.n; k++)
                assert_in_range(diags.list[k].line, 0, 8);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_tree, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_block_texts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_taken_as_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unreadable, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refused_is_passed_over, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hostile, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_alias_bomb, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_limits_hold, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damaged, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

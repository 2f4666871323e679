/* Settings from text: what is taken, what is refused in which words and where, and that a fault
 * costs no more than what it concerns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "forms/settings.h"
#include "forms/text.h"

static struct arena *arena;
static struct diags diags;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    diags = (struct diags){.file = "settings.yaml"};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    diags_free(&diags);
    arena_free(&arena);
    return 0;
}

static struct settings load(const char *yaml)
{
    diags_free(&diags);
    return settings_load(yaml, strlen(yaml), arena, &diags);
}

static const char *told(void)
{
    struct buf b = {0};
    buf_add(&b, "");
    for (size_t i = 0; i < diags.n; i++)
        buf_printf(&b, "%s%d:%d %s", i ? "\n" : "", diags.list[i].line, diags.list[i].col,
                   diags.list[i].text);
    const char *s = arena_dup(arena, b.s);
    buf_free(&b);
    return s;
}

static void defaults(const struct settings *s)
{
    assert_null(s->by.text);
    assert_null(s->theme.text);
    assert_null(s->language.text);
    assert_null(s->editor.text);
    assert_true(s->mouse);
    assert_false(s->digits_go_on);
    assert_false(s->ascii);
    assert_int_equal(s->nbindings, 0);
}

static void test_nothing_said(void **state)
{
    static const char *const texts[] = {"", "\n\n", "# all is well\n  # so it is", "\r\n\t\n"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct settings s = load(texts[i]);
        defaults(&s);
        assert_string_equal(told(), "");
    }
}

static void test_all_said(void **state)
{
    struct settings s = load("by: Günel Əliyeva\ntheme: dark\nlanguage: pt_BR\neditor: nano -w\n"
                             "mouse: off\ndigits: go_on\nascii: on\n"
                             "keys:\n  note: [c, \"?\"]\n  help: F5\n  stage: []\n");
    (void)state;
    assert_string_equal(told(), "");
    assert_string_equal(s.by.text, "Günel Əliyeva");
    assert_string_equal(s.theme.text, "dark");
    assert_int_equal(s.theme.line, 2);
    assert_int_equal(s.theme.col, 8);
    assert_string_equal(s.language.text, "pt_BR");
    assert_string_equal(s.editor.text, "nano -w");
    assert_false(s.mouse);
    assert_true(s.digits_go_on);
    assert_true(s.ascii);
    assert_int_equal(s.nbindings, 3);
    assert_string_equal(s.bindings[0].action.text, "note");
    assert_int_equal(s.bindings[0].nkeys, 2);
    assert_string_equal(s.bindings[0].keys[1].text, "?");
    assert_int_equal(s.bindings[0].keys[1].line, 9);
    assert_int_equal(s.bindings[0].keys[1].col, 14);
    assert_string_equal(s.bindings[1].keys[0].text, "F5");
    assert_int_equal(s.bindings[2].nkeys, 0);
}

/* One fault, told in these words; all else holds. */
static void test_faults(void **state)
{
    static const struct {
        const char *yaml, *told;
    } cases[] = {
        {"them: dark", "1:1 unknown key 'them' in the settings; did you mean 'theme'?"},
        {"mouse: no", "1:8 'mouse' must be one of off, on but is 'no'"},
        {"digits: go-on",
         "1:9 'digits' must be one of stay, go_on but is 'go-on'; did you mean 'go_on'?"},
        {"digits: [stay]", "1:9 'digits' must be one of stay, go_on but is a list"},
        {"language: Az", "1:11 'language' must be the code of a language, like en, but is 'Az'"},
        {"language: en:az",
         "1:11 'language' must be the code of a language, like en, but is 'en:az'"},
        {"by: \"  \"", "1:5 'by' must be one line of text, of at most 200 bytes, but is the quoted "
                       "text '  '"},
        {"by: |\n  two\n  lines\n",
         "1:5 'by' must be one line of text, of at most 200 bytes, but is the quoted text "
         "'two\\nlines\\n'"},
        {"theme:", "1:1 'theme' has no value; expected one, or leave the key out"},
        {"keys: c", "1:7 'keys' must be a map of action to key but is 'c'"},
        {"keys: {note: {a: b}}", "1:14 'note' must be a key, or a list of keys, but is a map"},
        {"keys:\n  note: [c, [d]]", "2:13 this item must be the name of a key but is a list"},
        {"theme: dark\ntheme: light", NULL},
        {"- dark", "1:1 expected the settings with its keys but found a list"},
        {"theme: [", NULL},
        {"theme: &a dark", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        load(cases[i].yaml);
        if (cases[i].told)
            assert_string_equal(told(), cases[i].told);
        assert_int_equal(diags.n, 1);
        assert_true(diags.list[0].line > 0);
    }
}

static void test_the_rest_holds(void **state)
{
    struct settings s = load("mouse: maybe\ndigits: go_on\ncolour: red\nby: A\n"
                             "keys: {note: {}, undo: [u, []], redo: {a: b}}\nlanguage: 5\n");
    (void)state;
    assert_true(s.mouse);
    assert_true(s.digits_go_on);
    assert_string_equal(s.by.text, "A");
    assert_null(s.language.text);
    assert_int_equal(s.nbindings, 1);
    assert_string_equal(s.bindings[0].action.text, "undo");
    assert_int_equal(s.bindings[0].nkeys, 1);
    assert_true(diags.n >= 5);
    for (size_t i = 1; i < diags.n; i++)
        assert_true(diags.list[i].line >= diags.list[i - 1].line);
}

/* Whatever the bytes, it ends, and what it gives can be used. */
static void test_any_bytes(void **state)
{
    static const char parts[] = "keys: {note}[],\n\"':-#&*!|>%@`\t \xff\xc3\xa9~";
    uint32_t seed = 7;
    char text[64];

    (void)state;
    for (int round = 0; round < 20000; round++) {
        size_t n = 0;
        for (; n < sizeof text && (seed = seed * 1664525u + 1013904223u) >> 28; n++)
            text[n] = parts[(seed >> 12) % (sizeof parts - 1)];
        diags_free(&diags);
        struct arena *a = arena_new();
        struct settings s = settings_load(text, n, a, &diags);
        for (int i = 0; i < s.nbindings; i++)
            assert_non_null(s.bindings[i].action.text);
        arena_free(&a);
    }
}

/* The example that travels in the program: as it is it says nothing; with every # before a setting
 * taken away it says all there is, without a fault. */
static void test_example(void **state)
{
    FILE *f = fopen("config/settings.yaml", "r");
    struct buf all = {0}, said = {0};
    char line[256];

    (void)state;
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        bool prose = line[0] == '#' && line[1] == ' ' && line[2] != ' ';
        buf_add(&all, line);
        buf_add(&said, line[0] == '#' && !prose ? line + 1 : prose ? "\n" : line);
    }
    fclose(f);
    struct settings s = load(all.s);
    defaults(&s);
    assert_string_equal(told(), "");
    s = load(said.s);
    assert_string_equal(told(), "");
    assert_non_null(s.by.text);
    assert_non_null(s.theme.text);
    assert_non_null(s.language.text);
    assert_non_null(s.editor.text);
    assert_false(s.mouse);
    assert_true(s.digits_go_on && s.ascii);
    assert_true(s.nbindings >= 3);
    buf_free(&all);
    buf_free(&said);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_nothing_said),   TEST(test_all_said),  TEST(test_faults),
        TEST(test_the_rest_holds), TEST(test_any_bytes), TEST(test_example),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The text under the cursor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "forms/text.h"
#include "tui/lines.h"
#include "tui/widgets/edit.h"

static void type(struct edit *e, const char *s, int w)
{
    for (size_t len; *s; s += len) {
        uint32_t c = utf8_next(s, &len);
        edit_command(e, (struct command){.action = ACT_TYPE, .ch = c}, w);
    }
}

static bool act(struct edit *e, enum action action, int w)
{
    return edit_command(e, (struct command){.action = action}, w);
}

static void test_line(void **state)
{
    struct edit e = {0};

    (void)state;
    assert_false(act(&e, ACT_EDIT_ERASE, 0));
    assert_false(act(&e, ACT_EDIT_LEFT, 0));
    assert_false(act(&e, ACT_EDIT_CLEAR, 0));
    type(&e, "gəncə", 0);
    assert_string_equal(edit_text(&e), "gəncə");
    act(&e, ACT_EDIT_LEFT, 0);
    type(&e, "x", 0);
    assert_string_equal(edit_text(&e), "gəncxə");
    act(&e, ACT_EDIT_ERASE, 0);
    act(&e, ACT_EDIT_HOME, 0);
    type(&e, "1", 0);
    act(&e, ACT_EDIT_DELETE, 0);
    assert_string_equal(edit_text(&e), "1əncə");
    act(&e, ACT_EDIT_END, 0);
    act(&e, ACT_EDIT_ERASE, 0);
    assert_string_equal(edit_text(&e), "1ənc");
    act(&e, ACT_EDIT_CLEAR, 0);
    assert_string_equal(edit_text(&e), "");
    edit_free(&e);
}

/* Where an edit brings an accent to another letter, the cursor does not stay between the two. */
static void test_what_joins(void **state)
{
    struct edit e = {0};

    (void)state;
    edit_set(&e, "ab\xcc\x81");
    act(&e, ACT_EDIT_HOME, 0);
    act(&e, ACT_EDIT_RIGHT, 0);
    type(&e, "c", 0); /* "ac|b́" */
    act(&e, ACT_EDIT_DELETE, 0);
    assert_string_equal(edit_text(&e), "ac");
    edit_set(&e, "\xcc\x81z");
    act(&e, ACT_EDIT_HOME, 0);
    type(&e, "a", 0); /* the accent is upon it now */
    act(&e, ACT_EDIT_ERASE, 0);
    assert_string_equal(edit_text(&e), "z");
    edit_free(&e);
}

/* A letter and what is put upon it are one. */
static void test_graphemes_are_one(void **state)
{
    struct edit e = {0};

    (void)state;
    edit_set(&e, "ae\xcc\x81");
    act(&e, ACT_EDIT_ERASE, 0);
    assert_string_equal(edit_text(&e), "a");
    edit_free(&e);
}

static void test_lines(void **state)
{
    struct edit e = {0};

    (void)state;
    type(&e, "one two", 20);
    act(&e, ACT_NEW_LINE, 20);
    type(&e, "three", 20);
    assert_string_equal(edit_text(&e), "one two\nthree");
    assert_true(act(&e, ACT_EDIT_UP, 20));
    type(&e, "!", 20); /* in the same column */
    assert_string_equal(edit_text(&e), "one t!wo\nthree");
    assert_false(act(&e, ACT_EDIT_UP, 20));
    act(&e, ACT_EDIT_HOME, 20);
    act(&e, ACT_EDIT_DOWN, 20);
    type(&e, "-", 20);
    assert_string_equal(edit_text(&e), "one t!wo\n-three");
    assert_false(act(&e, ACT_EDIT_DOWN, 20));
    edit_free(&e);
}

static void test_paste(void **state)
{
    struct edit e = {0};
    struct command paste = {.action = ACT_PASTE, .text = "a\nb\tc\x1b[31m\xff\x07"};

    (void)state;
    edit_command(&e, paste, 0);
    assert_string_equal(edit_text(&e), "a b c[31m");
    edit_set(&e, NULL);
    edit_command(&e, paste, 30);
    assert_string_equal(edit_text(&e), "a\nb c[31m");
    edit_free(&e);
}

static void test_limit(void **state)
{
    struct edit e = {0};

    (void)state;
    for (int i = 0; i < EDIT_MOST + 10; i++) {
        type(&e, "x", 0);
    }
    assert_int_equal(strlen(edit_text(&e)), EDIT_MOST);
    edit_free(&e);
}

/* Whatever is pressed, the text stays valid and the cursor between two graphemes. */
static void test_random_keys(void **state)
{
    static const enum action moves[] = {
        ACT_EDIT_LEFT,  ACT_EDIT_RIGHT,  ACT_EDIT_UP,  ACT_EDIT_DOWN,  ACT_EDIT_HOME, ACT_EDIT_END,
        ACT_EDIT_ERASE, ACT_EDIT_DELETE, ACT_NEW_LINE, ACT_EDIT_ERASE, ACT_EDIT_ERASE};
    static const uint32_t letters[] = {'a',    ' ',    0x259, 0x301,    0x65E5,   0x1F600,
                                       0x200D, 0x202E, '-',   0x110000, 0x200000, 0xD800};
    struct edit e = {0};
    uint32_t seed = 1;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 1664525 + 1013904223;
        uint32_t pick = seed >> 16;
        int w = (int)(pick % 7) * 3;
        if (pick % 2) {
            edit_command(
                &e,
                (struct command){.action = ACT_TYPE,
                                 .ch = letters[pick / 2 % (sizeof letters / sizeof letters[0])]},
                w);
        } else {
            act(&e, moves[pick / 2 % 11], w);
        }
        size_t n = strlen(edit_text(&e));
        assert_int_equal(utf8_check(edit_text(&e), n), n);
        assert_true(e.at <= n);
        assert_true((edit_text(&e)[e.at] & 0xC0) != 0x80);
    }
    edit_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line),
        cmocka_unit_test(test_what_joins),
        cmocka_unit_test(test_graphemes_are_one),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_paste),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_random_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

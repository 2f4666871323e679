/* The text under the cursor. */
#include <curses.h>
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

/* Flags, families and letters with their marks are one, whichever way one comes. */
static void test_what_a_person_takes_for_one(void **state)
{
    static const char *const ones[] = {"ə",
                                       "İ",
                                       "ı",
                                       "ж",
                                       "語",
                                       "각",
                                       "e\u0301",
                                       "i\u0307\u0323",
                                       "\U0001F1E6\U0001F1FF",       /* the flag of Azerbaijan */
                                       "\U0001F469\u200D\U0001F52C", /* a woman at a microscope */
                                       "\U0001F44D\U0001F3FD",
                                       "\u2764\uFE0F",
                                       "नि"};
    struct edit e = {0};

    (void)state;
    for (size_t i = 0; i < sizeof ones / sizeof ones[0]; i++) {
        for (size_t j = 0; j < sizeof ones / sizeof ones[0]; j++) {
            char *both = mem_printf("%s%s", ones[i], ones[j]);
            edit_set(&e, both);
            act(&e, ACT_EDIT_LEFT, 0);
            assert_int_equal(e.at, strlen(ones[i]));
            act(&e, ACT_EDIT_LEFT, 0);
            assert_int_equal(e.at, 0);
            act(&e, ACT_EDIT_RIGHT, 0);
            assert_int_equal(e.at, strlen(ones[i]));
            act(&e, ACT_EDIT_DELETE, 0);
            assert_string_equal(edit_text(&e), ones[i]);
            act(&e, ACT_EDIT_ERASE, 0);
            assert_string_equal(edit_text(&e), "");
            free(both);
        }
    }
    edit_free(&e);
}

/* Where a change joins what was apart, the cursor stands behind the whole. */
static void test_joined_by_a_change(void **state)
{
    struct edit e = {0};

    (void)state;
    edit_set(&e, "a\n\u0301b");
    act(&e, ACT_EDIT_HOME, 10);
    act(&e, ACT_EDIT_ERASE, 10);
    assert_string_equal(edit_text(&e), "a\u0301b");
    assert_int_equal(e.at, 3);
    act(&e, ACT_EDIT_ERASE, 10);
    assert_string_equal(edit_text(&e), "b");
    edit_free(&e);
}

/* The cursor's column is where the letter stands that it is on, also where the line scrolls. */
static void test_cursor_among_wide_letters(void **state)
{
    struct edit e = {0};

    (void)state;
    edit_set(&e, "ə語e\u0301x");
    assert_int_equal(edit_draw_line(&e, 0, 2, 20, 0), 2 + 1 + 2 + 1 + 1);
    act(&e, ACT_EDIT_LEFT, 0);
    assert_int_equal(edit_draw_line(&e, 0, 2, 20, 0), 2 + 1 + 2 + 1);
    act(&e, ACT_EDIT_LEFT, 0);
    act(&e, ACT_EDIT_LEFT, 0);
    assert_int_equal(edit_draw_line(&e, 0, 2, 20, 0), 2 + 1);
    edit_set(&e, "語語語語語");
    assert_true(edit_draw_line(&e, 0, 2, 5, 0) < 2 + 5);
    edit_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_joins),
        cmocka_unit_test(test_what_a_person_takes_for_one),
        cmocka_unit_test(test_joined_by_a_change),
        cmocka_unit_test(test_cursor_among_wide_letters),
        cmocka_unit_test(test_line),
        cmocka_unit_test(test_graphemes_are_one),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_paste),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_random_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

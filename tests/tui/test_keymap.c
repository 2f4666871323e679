/* Keys and actions: one table for help, bottom line and keymap. */
#include <curses.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "forms/text.h"
#include "tui/keymap.h"

static bool all_run(void *arg, enum action action)
{
    (void)arg;
    (void)action;
    return true;
}

static bool not_this(void *arg, enum action action)
{
    return action != *(const enum action *)arg;
}

static enum action look(where_set where, struct key key)
{
    return keymap_look(where, key, all_run, NULL).action;
}

static void test_keys(void **state)
{
    (void)state;
    assert_int_equal(look(IN_BODIES, key_char('\r')), ACT_OPEN);
    assert_int_equal(look(IN_BODIES, key_char('\n')), ACT_OPEN);
    assert_int_equal(look(IN_BODIES, key_special(KEY_ENTER)), ACT_OPEN);
    assert_int_equal(look(IN_BODIES, key_char('j')), ACT_DOWN);
    assert_int_equal(look(IN_BODIES, key_special(KEY_DOWN)), ACT_DOWN);
    assert_int_equal(look(IN_QUESTIONS, key_char('7')), ACT_CHOOSE);
    assert_int_equal(look(IN_QUESTIONS, key_char(127)), ACT_TAKE_BACK);
    assert_int_equal(look(IN_QUESTIONS, key_char(8)), ACT_TAKE_BACK);
    assert_int_equal(look(IN_QUESTIONS, key_char('n')), ACT_NEXT_OPEN);
    assert_int_equal(look(IN_QUESTIONS, key_char('N')), ACT_PREVIOUS_OPEN);
    assert_int_equal(look(IN_FIELD, key_char('n')), ACT_TYPE);
    assert_int_equal(look(IN_FIELD, key_char('?')), ACT_TYPE);
    assert_int_equal(look(IN_FIELD, key_char(21)), ACT_EDIT_CLEAR);
    assert_int_equal(look(IN_NOTE, key_char('\r')), ACT_NEW_LINE);
    assert_int_equal(look(IN_NOTE, key_char(27)), ACT_STORE_NOTE);
    assert_int_equal(look(IN_FIELD, key_char(27)), ACT_LEAVE_FIELD);
    assert_int_equal(look(IN_BODIES, key_special(KEY_F(1))), ACT_HELP);
    assert_int_equal(look(IN_NOTE, key_special(KEY_F(1))), ACT_HELP_TYPING);
}

/* What changes an answer means nothing where nothing is answered. */
static void test_answering_keys_mean_nothing_elsewhere(void **state)
{
    (void)state;
    for (const char *s = "xtce=0123456789"; *s; s++) {
        assert_int_equal(look(IN_BODIES, key_char((uint32_t)*s)), ACT_NONE);
        if (*s != '=') {
            assert_int_equal(look(IN_BODY, key_char((uint32_t)*s)), ACT_NONE);
        }
    }
    assert_int_equal(look(IN_BODY, key_char('=')), ACT_TAKE_OVER_MANY); /* the same, of many */
    assert_int_equal(look(IN_BODY, key_char(127)), ACT_NONE);
}

static void test_first_that_runs(void **state)
{
    enum action begin = ACT_BEGIN;
    struct command c = keymap_look(IN_QUESTIONS, key_char('\r'), not_this, &begin);

    (void)state;
    assert_int_equal(look(IN_QUESTIONS, key_char('\r')), ACT_BEGIN);
    assert_int_equal(c.action, ACT_GO_ON);
    enum action pick = ACT_PICK_REASON;
    c = keymap_look(IN_REASON, key_char('2'), not_this, &pick);
    assert_int_equal(c.action, ACT_TYPE);
    assert_int_equal(look(IN_REASON, key_char('2')), ACT_PICK_REASON);
}

static void test_azerbaijani_keyboard(void **state)
{
    (void)state;
    assert_int_equal(look(IN_QUESTIONS, key_char(0x0131)), ACT_WRITE); /* ı */
    assert_int_equal(look(IN_QUESTIONS, key_char(0x0130)), ACT_WRITE); /* İ */
    assert_int_equal(look(IN_FIELD, key_char(0x0131)), ACT_TYPE);
    assert_int_equal(look(IN_BODIES, key_char(0x0259)),
                     ACT_NONE); /* ə is Latin, only not a command */
    for (enum action i = ACT_FOREIGN + 1; i < ACTIONS; i++) {
        for (const char *s = action_key_names(i); *s; s += strcspn(s, " "), s += *s == ' ') {
            if (s[1] == ' ' || s[1] == '\0') {
                assert_null(strchr("w[]{}'<>@#$^&", *s));
            }
        }
    }
}

static void test_other_alphabets(void **state)
{
    (void)state;
    assert_int_equal(look(IN_QUESTIONS, key_char(0x0442)), ACT_FOREIGN); /* т */
    assert_int_equal(look(IN_BODIES, key_char(0x03B1)), ACT_FOREIGN);    /* α */
    assert_int_equal(look(IN_NOTE, key_char(0x0442)), ACT_TYPE);
    assert_int_equal(look(IN_BODIES, key_char('!')), ACT_NONE);
    assert_int_equal(look(IN_BODIES, key_char(0x20AC)), ACT_NONE); /* € is no letter */
}

/* Every action can be explained, and no two actions of a place have a key in common but on purpose.
 */
static void test_table(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (enum action i = ACT_FOREIGN + 1; i < ACTIONS; i++) {
        assert_true(*action_name(i) && *action_help(i));
        for (enum action k = ACT_FOREIGN + 1; k < i; k++) {
            assert_string_not_equal(action_name(i), action_name(k));
        }
        if (*action_key_names(i)) { /* else only the palette has it */
            assert_true(*action_keys(a, i) && *action_key(a, i));
        } else {
            assert_string_equal(action_keys(a, i), "");
            assert_true(action_in(i, IN_COMMANDS) && action_by_name(i));
        }
        assert_int_equal(utf8_check(action_keys(a, i), strlen(action_keys(a, i))),
                         strlen(action_keys(a, i)));
    }
    assert_string_equal(action_keys(a, ACT_UP), "↑ k");
    assert_string_equal(action_key(a, ACT_CHOOSE), "0–9");
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_answering_keys_mean_nothing_elsewhere),
        cmocka_unit_test(test_first_that_runs),
        cmocka_unit_test(test_azerbaijani_keyboard),
        cmocka_unit_test(test_other_alphabets),
        cmocka_unit_test(test_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Wrapping, cutting, breadcrumbs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "forms/text.h"
#include "tui/lines.h"
#include "tui/marks.h"

static struct arena *a;

static int enter(void **state)
{
    (void)state;
    a = arena_new();
    return 0;
}

static int leave(void **state)
{
    (void)state;
    arena_free(&a);
    return 0;
}

/* The lines of a wrapped text with | between. */
static const char *wrapped(const char *s, int width)
{
    struct span *lines;
    int n = wrap(a, s, width, &lines);
    const char *out = "";

    for (int i = 0; i < n; i++) {
        out = arena_printf(a, "%s%s%s", out, i ? "|" : "", span_text(a, s, lines[i]));
    }
    return out;
}

static void test_wrap(void **state)
{
    (void)state;
    assert_string_equal(wrapped("", 10), "");
    assert_string_equal(wrapped("one", 10), "one");
    assert_string_equal(wrapped("one two three", 7), "one two|three");
    assert_string_equal(wrapped("one two three", 8), "one two|three");
    assert_string_equal(wrapped("one   two", 4), "one|two");
    assert_string_equal(wrapped("abcdefgh", 3), "abc|def|gh");
    assert_string_equal(wrapped("one\ntwo", 10), "one|two");
    assert_string_equal(wrapped("one\n\ntwo\n", 10), "one||two|");
    assert_string_equal(wrapped("one two", 0), "o|n|e|t|w|o");
    assert_string_equal(wrapped("şəhadətnamə üçün", 11), "şəhadətnamə|üçün");
}

static void test_wrap_wide_letters(void **state)
{
    (void)state;
    assert_string_equal(wrapped("日本語", 4), "日本|語");
    assert_string_equal(wrapped("日本語", 1), "日|本|語"); /* wider than the room: one at a time */
    assert_string_equal(wrapped("e\xcc\x81"
                                "a",
                                1),
                        "e\xcc\x81|a"); /* a mark stays with its letter */
}

/* Whatever is wrapped, no line is too wide but one of a single letter, and no letter is lost. */
static void test_wrap_keeps_everything(void **state)
{
    static const char *const texts[] = {"Which ways of proving who one is does the service take?",
                                        "a-b-c d/e/f  https://example.org/a/long/path?with=query",
                                        "日本語 text mixed\nwith lines \n and  blanks ",
                                        "\x1b[31mred\x1b[0m \xe2\x80\xaetfel"};
    (void)state;
    for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++) {
        for (int w = 1; w < 60; w++) {
            struct span *lines;
            int n = wrap(a, texts[t], w, &lines);
            size_t at = 0;
            for (int i = 0; i < n; i++) {
                assert_int_equal(lines[i].start, at);
                assert_true(lines[i].end <= lines[i].next);
                const char *text = span_text(a, texts[t], lines[i]);
                assert_true(text_width(text) <= w || next_grapheme(text, 0) == strlen(text));
                for (size_t k = lines[i].end; k < lines[i].next; k++) {
                    assert_true(texts[t][k] == ' ' || texts[t][k] == '\n');
                }
                at = lines[i].next;
            }
            assert_int_equal(at, strlen(texts[t]));
        }
    }
}

static void test_cuts(void **state)
{
    (void)state;
    assert_string_equal(cut_end(a, "Unsatisfactory", 14), "Unsatisfactory");
    assert_string_equal(cut_end(a, "Unsatisfactory", 12), "Unsatisfact…");
    assert_string_equal(cut_end(a, "one two", 5), "one…"); /* no blank before the … */
    assert_string_equal(cut_end(a, "one", 0), "");
    assert_string_equal(cut_middle(a, "Ministry of Transport", 21), "Ministry of Transport");
    assert_string_equal(cut_middle(a, "Ministry of Transport", 16), "Ministry…ansport");
    assert_string_equal(cut_middle(a, "Azərbaycan Respublikası", 9), "Azər…kası");
    assert_string_equal(cut_middle(a, "日本語日本語", 6), "日…語");
}

static void test_cuts_fit(void **state)
{
    const char *name = "Azərbaycan Respublikasının 日本語 Nazirliyi\x1b[2J";
    (void)state;
    for (int w = 0; w < 60; w++) {
        assert_true(text_width(cut_end(a, name, w)) <= w);
        assert_true(text_width(cut_middle(a, name, w)) <= w);
    }
}

static void test_crumbs(void **state)
{
    const char *const parts[] = {"2019", "Ministry of Transport", "Vehicle registration"};
    const char *const one[] = {"2019"};

    (void)state;
    assert_string_equal(crumbs_line(a, parts, 3, 80),
                        "2019 › Ministry of Transport › Vehicle registration");
    assert_string_equal(crumbs_line(a, parts, 3, 46),
                        "2019 › Ministry…ansport › Vehicle registration");
    assert_string_equal(crumbs_line(a, parts, 3, 36), "2019 › Minis…port › Vehicle…tration");
    assert_string_equal(crumbs_line(a, parts, 3, 24), "Minis…port › Vehic…tion");
    assert_string_equal(crumbs_line(a, parts, 3, 10), "Vehic…tion");
    assert_string_equal(crumbs_line(a, one, 1, 80), "2019");
    for (int w = 1; w < 80; w++) {
        assert_true(text_width(crumbs_line(a, parts, 3, w)) <= w);
    }
}

static void test_graphemes(void **state)
{
    const char *s = "e\xcc\x81ə";
    (void)state;
    assert_int_equal(next_grapheme(s, 0), 3);
    assert_int_equal(next_grapheme(s, 3), 5);
    assert_int_equal(next_grapheme(s, 5), 5);
    assert_int_equal(previous_grapheme(s, 5), 3);
    assert_int_equal(previous_grapheme(s, 3), 0);
    assert_int_equal(previous_grapheme(s, 0), 0);
}

/* Every mark takes one column, in UTF-8 and in ASCII, and each ASCII one is what its other is
 * folded to. */
static void test_marks(void **state)
{
    (void)state;
    for (enum mark m = 0; m < MARKS; m++) {
        size_t len;
        uint32_t c = utf8_next(mark_utf8(m), &len);
        assert_int_equal(text_width(mark_utf8(m)), 1);
        assert_int_equal(strlen(mark_utf8(m)), len);
        marks_use_utf8(false);
        assert_int_equal(strlen(mark(m)), 1);
        if (m != MARK_LOST && m != MARK_DOT && m != MARK_STOPPED && m != MARK_TIMES &&
            m != MARK_BLOCK_8) {
            assert_int_equal(ascii_of(c), mark(m)[0]);
        }
        marks_use_utf8(true);
    }
}

static void test_ascii(void **state)
{
    (void)state;
    assert_int_equal(ascii_of('x'), 'x');
    assert_int_equal(ascii_of(0x0259), 'e'); /* ə */
    assert_int_equal(ascii_of(0x015F), 's'); /* ş */
    assert_int_equal(ascii_of(0x0130), 'I'); /* İ */
    assert_int_equal(ascii_of(0x0131), 'i'); /* ı */
    assert_int_equal(ascii_of(0x2026), '~');
    assert_int_equal(ascii_of(0x65E5), '?');
}

#define LINES_TEST(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LINES_TEST(test_wrap),
        LINES_TEST(test_wrap_wide_letters),
        LINES_TEST(test_wrap_keeps_everything),
        LINES_TEST(test_cuts),
        LINES_TEST(test_cuts_fit),
        LINES_TEST(test_crumbs),
        LINES_TEST(test_graphemes),
        LINES_TEST(test_marks),
        LINES_TEST(test_ascii),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

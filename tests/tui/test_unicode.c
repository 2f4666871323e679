/* All letters of Unicode through the canvas: what stands beside a letter stands where it was
 * counted to stand, whatever the C library and curses think of its width. */
#include "tests/tui/headless.h"

#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/marks.h"

static wchar_t cell(int y, int x)
{
    cchar_t c;
    wchar_t text[CCHARW_MAX + 1] = L"";
    attr_t attr;
    short pair;

    mvin_wch(y, x, &c);
    getcchar(&c, text, &attr, &pair, NULL);
    return text[0];
}

/* "[" s "]" from column 3: both brackets stand where s is as wide as it was counted, and nothing
 * stands beyond. */
static bool stands(const char *s)
{
    char line[512];
    int w = text_width(s);

    snprintf(line, sizeof line, "[%s]", s);
    erase();
    mvaddstr(0, 0, "<<<");
    mvaddstr(0, 5 + w, ">>>");
    int took = put(0, 3, w + 2, 0, line);
    return took == w + 2 && cell(0, 2) == L'<' && cell(0, 3) == L'[' && cell(0, 4 + w) == L']' &&
           cell(0, 5 + w) == L'>';
}

static void test_every_letter(void **state)
{
    int wrong = 0;

    (void)state;
    headless_start();
    headless_size(24, 80);
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        char s[8] = "";
        if (char_hidden(c) && c > 0x3000 && c % 256 != 0) {
            continue; /* escapes: forms/ tries every one of them */
        }
        s[utf8_put(s, c)] = '\0';
        if (!stands(s) && wrong++ < 10) {
            print_error("U+%04X\n", (unsigned)c);
        }
        if (c % 64 == 0) {
            char after[8] = "e"; /* upon another letter */
            after[1 + utf8_put(after + 1, c)] = '\0';
            wrong += !stands(after);
        }
    }
    headless_stop();
    assert_int_equal(wrong, 0);
}

static const char *const texts[] = {
    "İclasın nəticələri ğüzərlə",
    "Сведения о порядке",
    "\U0001F1E6\U0001F1FF\U0001F1F9\U0001F1F7",
    "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466",
    "\U0001F44D\U0001F3FD ok",
    "e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030A\u030B",
    "é\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"
    "\u0301"
    "\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"
    "\u0301"
    "\u0301\u0301\u0301",
    "行政サービス評価",
    "각국",
    "नमस्ते",
    "\u202Egnp.exe",
    "a\u200Bb\u00ADc",
};

static void test_texts(void **state)
{
    (void)state;
    headless_start();
    headless_size(24, 80);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (!stands(texts[i])) {
            fail_msg("%s", texts[i]);
        }
    }
    headless_stop();
}

/* Cut and wrapped to any width: within it, between what a person takes for letters, nothing lost.
 */
static void test_any_width(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *s = text_show(a, texts[i], false);
        for (int w = 2; w < 40; w++) {
            struct span *lines;
            int n = wrap(a, s, w, &lines);
            assert_true(text_width(cut_end(a, s, w)) <= w);
            assert_true(text_width(cut_middle(a, s, w)) <= w);
            for (int k = 0; k < n; k++) {
                const char *line = span_text(a, s, lines[k]);
                size_t first = next_grapheme(line, 0);
                assert_true(text_width(line) <= w || !line[first]);
                assert_int_equal(lines[k].next, k + 1 < n ? lines[k + 1].start : strlen(s));
                assert_int_equal(utf8_check(line, strlen(line)), strlen(line));
                if (lines[k].start > 0) {
                    assert_int_equal(next_grapheme(s, previous_grapheme(s, lines[k].start)),
                                     lines[k].start);
                }
            }
        }
    }
    arena_free(&a);
}

/* The same in a terminal without UTF-8: one column for one column. */
static void test_ascii(void **state)
{
    (void)state;
    headless_start();
    headless_size(24, 80);
    marks_use_utf8(false);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (!stands(texts[i])) {
            fail_msg("%s", texts[i]);
        }
    }
    marks_use_utf8(true);
    headless_stop();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_letter),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_any_width),
        cmocka_unit_test(test_ascii),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

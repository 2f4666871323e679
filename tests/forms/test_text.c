/* Bytes as text, memory and diags: what everything else stands on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "forms/diag.h"
#include "forms/text.h"

#define SIZE(a) (sizeof(a) / sizeof *(a))

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* The same numbers in every run. */
static uint32_t seed = 12345;

static uint32_t random_below(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)(seed >> 4) * n >> 28);
}

/* ---- UTF-8 ---- */

static void test_utf8_check(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n, good;
    } cases[] = {
        {"", 0, 0},
        {"abc", 3, 3},
        {"a\0b", 3, 3},
        {"\xC9\x99\xE2\x86\x92\xF0\x9F\x98\x80", 9, 9},
        {"a\x80", 2, 1},            /* a continuation alone */
        {"a\xC0\x80", 3, 1},        /* an overlong NUL */
        {"\xC1\xBF", 2, 0},         /* overlong */
        {"\xE0\x9F\xBF", 3, 0},     /* overlong */
        {"\xF0\x8F\xBF\xBF", 4, 0}, /* overlong */
        {"ab\xED\xA0\x80", 5, 2},   /* a surrogate */
        {"\xED\x9F\xBF", 3, 3},     /* the last before them */
        {"\xF4\x8F\xBF\xBF", 4, 4}, /* U+10FFFF */
        {"\xF4\x90\x80\x80", 4, 0}, /* beyond */
        {"\xF8\x88\x80\x80\x80", 5, 0},
        {"abc\xE2\x86", 5, 3}, /* cut off */
        {"abc\xE2"
         "d",
         5, 3},
        {"\xFF", 1, 0},
    };
    for (size_t i = 0; i < SIZE(cases); i++)
        assert_int_equal(utf8_check(cases[i].bytes, cases[i].n), cases[i].good);
}

static void test_utf8_round_trip(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        char s[5] = "";
        size_t n = utf8_put(s, c), len;
        bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        assert_int_equal(utf8_check(s, n), surrogate ? 0 : n);
        assert_int_equal(utf8_next(s, &len), surrogate ? 0xFFFD : c);
        assert_int_equal(len, surrogate ? 1 : n);
    }
}

/* ---- showing ---- */

static void test_hidden(void **state)
{
    (void)state;
    static const uint32_t hidden[] = {
        0x00,    0x07,    0x0A,    0x1B,    0x1F,    0x7F,    0x80,    0x85,    0x9F,     0xAD,
        0x34F,   0x61C,   0x115F,  0x1160,  0x17B4,  0x17B5,  0x180B,  0x180E,  0x180F,   0x200B,
        0x200D,  0x200E,  0x200F,  0x2028,  0x2029,  0x202A,  0x202E,  0x2060,  0x2064,   0x2066,
        0x2069,  0x206A,  0x206F,  0x3164,  0xD800,  0xDFFF,  0xE000,  0xF8FF,  0xFDD0,   0xFDEF,
        0xFE00,  0xFE0F,  0xFEFF,  0xFFA0,  0xFFF0,  0xFFF9,  0xFFFB,  0xFFFE,  0xFFFF,   0x1D173,
        0x1D17A, 0x1FFFE, 0xE0001, 0xE0020, 0xE007F, 0xE0FFF, 0xDFFFD, 0xF0000, 0x10FFFD, 0x10FFFF};
    static const uint32_t visible[] = {' ',    '~',    0xA0,   0xAC,    0xAE,   0x130,
                                       0x259,  0x301,  0x627,  0x1161,  0x2010, 0x2027,
                                       0x202F, 0x2070, 0x3000, 0x3165,  0xD7FB, 0xF900,
                                       0xFE10, 0xFFFC, 0xFFFD, 0x1F600, 0x1D172};
    for (size_t i = 0; i < SIZE(hidden); i++)
        assert_true(char_hidden(hidden[i]));
    for (size_t i = 0; i < SIZE(visible); i++)
        assert_false(char_hidden(visible[i]));
}

static void test_show(void **state)
{
    (void)state;
    static const struct {
        const char *raw, *shown;
    } cases[] = {
        {"", ""},
        {"Bakı, Gəncə", "Bakı, Gəncə"},
        {"\x1b[31mred", "\\e[31mred"},
        {"a\nb\tc\rd", "a\\nb\\tc\\rd"},
        {"\a\x7f", "\\x07\\x7f"},
        {"\xC2\x9B", "\\u009b"}, /* the C1 form of ESC [ */
        {"a\xE2\x80\xAE"
         "b",
         "a\\u202eb"}, /* right-to-left override */
        {"a\xE2\x80\x8B"
         "b",
         "a\\u200bb"},                       /* zero-width space */
        {"\xF3\xA0\x81\x81", "\\U000e0041"}, /* a tag */
        {"a\x9B"
         "b",
         "a\\x9bb"}, /* a bad byte */
        {"\xE2\x80", "\\xe2\\x80"},
        {"\xE2\x98\x80\xEF\xB8\x8F!", "\xE2\x98\x80!"}, /* VS16 is dropped */
        {"a\xE2\x80\x8D"
         "b",
         "ab"},                             /* ZWJ is dropped */
        {"C:\\temp\\x1b", "C:\\temp\\x1b"}, /* a backslash is itself */
    };
    for (size_t i = 0; i < SIZE(cases); i++) {
        assert_string_equal(text_show(arena, cases[i].raw, false), cases[i].shown);
        assert_int_equal(text_width(cases[i].raw), text_width(cases[i].shown));
    }
    assert_string_equal(text_show(arena, "a\nb\x1b", true), "a\nb\\e");
    assert_string_equal(text_brief(arena, "short", 10), "short");
    assert_string_equal(text_brief(arena, "far too long", 10), "far too...");
    assert_string_equal(text_brief(arena, "a\x1b", 10), "a\\e");
}

/* No code point comes out as something that a terminal obeys or an eye can't see. */
static void test_show_every_code_point(void **state)
{
    (void)state;
    struct buf b = {0};
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        char s[5] = "";
        s[utf8_put(s, c)] = '\0';
        buf_clear(&b);
        buf_show(&b, s, false);
        assert_int_equal(utf8_check(b.s, b.n), b.n);
        for (size_t i = 0, len; i < b.n; i += len)
            assert_false(char_hidden(utf8_next(b.s + i, &len)));
        bool dropped = c == 0x200D || c == 0xFE0E || c == 0xFE0F;
        assert_int_equal(b.n == 0, dropped);
        if (!char_hidden(c))
            assert_string_equal(b.s, s);
        assert_int_equal(text_width(s), text_width(b.s));
    }
    buf_free(&b);
}

static void test_show_random_bytes(void **state)
{
    (void)state;
    for (int round = 0; round < 2000; round++) {
        char s[64];
        size_t n = random_below(sizeof s);
        for (size_t i = 0; i < n; i++)
            s[i] = (char)(1 + random_below(255));
        s[n] = '\0';
        const char *shown = text_show(arena, s, false);
        size_t size = strlen(shown);
        assert_int_equal(utf8_check(shown, size), size);
        assert_string_equal(text_show(arena, shown, false), shown);
        assert_int_equal(text_width(s), text_width(shown));
        for (int cells = 0; cells < 20; cells++) {
            int width;
            size_t cut = text_fit(s, cells, &width);
            assert_true(cut <= n && width <= cells);
            assert_int_equal(text_width(arena_dupn(arena, s, cut)), width);
        }
    }
}

static void test_widths(void **state)
{
    (void)state;
    static const struct {
        const char *s;
        int width;
    } cases[] = {
        {"", 0},      {"abc", 3},       {"Gəncə", 5},
        {"日本", 4},  {"e\xCC\x81", 1}, {"\xF0\x9F\x98\x80", 2},
        {"a\x1b", 3}, {"\xFF", 4},
    };
    for (size_t i = 0; i < SIZE(cases); i++)
        assert_int_equal(text_width(cases[i].s), cases[i].width);
}

static void test_fit(void **state)
{
    (void)state;
    static const struct {
        const char *s;
        int cells;
        size_t bytes;
        int width;
    } cases[] = {
        {"abc", 2, 2, 2},
        {"abc", 9, 3, 3},
        {"abc", 0, 0, 0},
        {"abc", -1, 0, 0},
        {"日本", 3, 3, 2}, /* half a wide letter does not fit */
        {"ae\xCC\x81"
         "b",
         2, 4, 2}, /* the accent stays with its letter */
        {"ae\xCC\x81"
         "b",
         1, 1, 1},
        {"a\x1b"
         "b",
         2, 1, 1}, /* an escape is not cut */
        {"a\x1b"
         "b",
         3, 2, 3},
    };
    for (size_t i = 0; i < SIZE(cases); i++) {
        int width = -1;
        assert_int_equal(text_fit(cases[i].s, cases[i].cells, &width), cases[i].bytes);
        assert_int_equal(width, cases[i].width);
    }
    assert_int_equal(text_fit("abc", 2, NULL), 2);
}

/* ---- names ---- */

static void test_casecmp(void **state)
{
    (void)state;
    assert_int_equal(ascii_casecmp("INFO", "info"), 0);
    assert_int_equal(ascii_casecmp("", ""), 0);
    assert_true(ascii_casecmp("a", "B") < 0);
    assert_true(ascii_casecmp("ab", "a") > 0);
    assert_true(ascii_casecmp("İ", "i") != 0);
    assert_true(ascii_casecmp("Ə", "ə") != 0);
}

static void test_fold(void **state)
{
    static const struct {
        const char *text, *folded;
    } cases[] = {
        {"Gəncə", "gence"},    {"GƏNCƏ", "gence"},       {"Iğdır", "igdir"},
        {"IĞDIR", "igdir"},    {"İnzibati", "inzibati"}, {"şöü çğ", "sou cg"},
        {"Straße", "strasse"}, {"Ёлка", "елка"},         {"ﬁ", "fi"},
        {"北京 👍", "北京 👍"},  {"e\xCC\x81", "e"},       {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf b = {0};
        text_fold(&b, cases[i].text);
        assert_string_equal(b.s ? b.s : "", cases[i].folded);
        buf_free(&b);
    }
    assert_true(text_finds("gence igdir", "Iğdır və Gəncə"));
    assert_true(text_finds("", "x"));
    assert_true(text_finds("  ", "x"));
    assert_false(text_finds("gence baki", "Gəncə"));
    assert_false(text_finds("a", ""));
}

static void test_nearest(void **state)
{
    (void)state;
    static const char *const names[] = {"weight", "when", "aggregate", "questions", "id", "from"};
    static const struct {
        const char *s, *meant;
    } cases[] = {
        {"wieght", "weight"},
        {"weigth", "weight"},
        {"weigt", "weight"},
        {"Weight", "weight"},
        {"wheight", "weight"},
        {"agregate", "aggregate"},
        {"question", "questions"},
        {"form", "from"},
        {"whne", "when"},
        {"di", NULL},
        {"x", NULL},
        {"", NULL},
        {"completely", NULL},
        {"weird", NULL},
    };
    for (size_t i = 0; i < SIZE(cases); i++) {
        const char *near = nearest(cases[i].s, names, SIZE(names));
        if (cases[i].meant)
            assert_string_equal(near, cases[i].meant);
        else
            assert_null(near);
    }
    char longer[100];
    memset(longer, 'a', sizeof longer);
    longer[99] = '\0';
    const char *same[] = {longer};
    assert_null(nearest(longer, same, 1));
    assert_null(nearest("abc", NULL, 0));
}

/* Edits by the plain table: what nearest is measured against. */
static int edits(const char *a, const char *b)
{
    int t[20][20];
    int n = (int)strlen(a), m = (int)strlen(b);
    for (int i = 0; i <= n; i++)
        for (int j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                t[i][j] = i + j;
                continue;
            }
            int best = t[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            best = t[i - 1][j] + 1 < best ? t[i - 1][j] + 1 : best;
            best = t[i][j - 1] + 1 < best ? t[i][j - 1] + 1 : best;
            bool swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swap && t[i - 2][j - 2] + 1 < best)
                best = t[i - 2][j - 2] + 1;
            t[i][j] = best;
        }
    return t[n][m];
}

static void random_name(char *s)
{
    uint32_t n = 3 + random_below(12);
    for (uint32_t i = 0; i < n; i++)
        s[i] = (char)('a' + random_below(3));
    s[n] = '\0';
}

static void test_nearest_is_nearest(void **state)
{
    (void)state;
    for (int round = 0; round < 20000; round++) {
        char s[20], other[2][20];
        random_name(s);
        random_name(other[0]);
        random_name(other[1]);
        const char *names[] = {other[0], other[1]};
        int a = edits(s, other[0]), b = edits(s, other[1]), most = (int)strlen(s) / 3;
        const char *meant = a <= most && a <= b ? other[0] : b <= most ? other[1] : NULL;
        const char *near = nearest(s, names, 2);
        assert_ptr_equal(near, meant);
    }
}

static void test_ids(void **state)
{
    (void)state;
    static const char *const good[] = {
        "a", "e_level", "q9", "none",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    static const char *const bad[] = {
        "",    "A",
        "9a",  "_a",
        "a-b", "a b",
        "ə",   "aB",
        "a\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < SIZE(good); i++)
        assert_true(is_id(good[i]));
    for (size_t i = 0; i < SIZE(bad); i++)
        assert_false(is_id(bad[i]));
    static const char *const reserved[] = {"all",      "rated", "unrated", "stopped", "incomplete",
                                           "no_score", "true",  "false",   "null",    "and",
                                           "or",       "not",   "in"};
    for (size_t i = 0; i < SIZE(reserved); i++)
        assert_true(id_reserved(reserved[i]));
    assert_false(id_reserved("none"));
    assert_false(id_reserved("allow"));
}

/* ---- dates ---- */

static void test_every_day(void **state)
{
    (void)state;
    int32_t first, last, days;
    assert_true(date_parse("0001-01-01", &first));
    assert_true(date_parse("9999-12-31", &last));
    assert_int_equal(last - first + 1, 3652059);
    assert_true(date_parse("1970-01-01", &days));
    assert_int_equal(days, 0);
    assert_true(date_parse("2000-03-01", &days));
    assert_int_equal(days, 11017);
    for (int32_t d = first; d <= last; d++) {
        char s[11];
        date_format(d, s);
        assert_true(date_parse(s, &days));
        assert_int_equal(days, d);
    }
}

static void test_bad_dates(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",           "2019",       "2019-1-1",    "2019-13-01", "2019-00-10",    "2019-02-29",
        "1900-02-29", "2019-04-31", "2019-06-00",  "0000-01-01", "2019-01-01 ",   " 2019-01-01",
        "2019/01/01", "20190101",   "2019-01-011", "-019-01-01", "２０１９-01-01"};
    int32_t days = 7;
    for (size_t i = 0; i < SIZE(bad); i++)
        assert_false(date_parse(bad[i], &days));
    assert_int_equal(days, 7);
    assert_true(date_parse("2000-02-29", &days));
}

/* ---- memory ---- */

static int freed[3], nfreed;

static void note_free(void *p)
{
    freed[nfreed++] = *(int *)p;
}

static void test_arena(void **state)
{
    (void)state;
    static int one = 1, two = 2;
    struct arena *a = arena_new();
    nfreed = 0;
    for (int round = 0; round < 3; round++) {
        for (size_t size = 0; size < 3000; size += 7) {
            unsigned char *p = arena_alloc(a, size);
            assert_int_equal((uintptr_t)p % 16, 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(p[i], 0);
            memset(p, 0xAA, size);
        }
        arena_reset(a);
    }
    arena_on_free(a, note_free, &one);
    arena_on_free(a, note_free, &two);
    assert_string_equal(arena_printf(a, "%s %d", "x", 5), "x 5");
    assert_string_equal(arena_dupn(a, "abc", 2), "ab");
    arena_reset(a);
    assert_int_equal(nfreed, 2);
    arena_on_free(a, note_free, &one);
    arena_free(&a);
    assert_null(a);
    assert_int_equal(nfreed, 3);
    arena_free(&a);
    arena_free(NULL);
}

static void test_buf(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_add(&b, "");
    assert_string_equal(b.s, "");
    for (int i = 0; i < 1000; i++)
        buf_printf(&b, "%d,", i);
    buf_addc(&b, '!');
    assert_int_equal(b.n, 3891);
    assert_int_equal(strlen(b.s), b.n);
    buf_clear(&b);
    assert_string_equal(b.s, "");
    buf_free(&b);
    assert_null(b.s);
    char *s = mem_printf("%s-%d", "a", 1), *copy = mem_dup(s);
    assert_string_equal(copy, "a-1");
    free(s);
    free(copy);
}

static jmp_buf out;

static void jump_out(void)
{
    longjmp(out, 1);
}

static void test_no_memory(void **state)
{
    (void)state;
    volatile int times = 0;
    mem_on_oom(jump_out);
    if (setjmp(out) == 0)
        mem_grow(NULL, SIZE_MAX / 2, 4); /* n times size wraps around */
    else
        times++;
    if (setjmp(out) == 0)
        arena_alloc(arena, SIZE_MAX - 8);
    else
        times++;
    mem_on_oom(NULL);
    assert_int_equal(times, 2);
}

/* ---- diags ---- */

static void assert_diag(const struct diags *d, size_t i, const char *expected)
{
    char *line = diag_line(d, i);
    assert_string_equal(line, expected);
    free(line);
}

static void test_diags(void **state)
{
    (void)state;
    struct diags d = {.file = "a\x1b.yaml"};
    diag_add(&d, 3, 1, "later");
    diag_add(&d, 2, 9, "%s", "b");
    diag_add(&d, 2, 9, "c");
    diag_add(&d, 2, 1, "a\x1b[1m\xE2\x80\xAE");
    diag_add(&d, 0, 0, "all of it");
    diags_sort(&d);
    assert_diag(&d, 0, "a\\e.yaml: error: all of it");
    assert_diag(&d, 1, "a\\e.yaml:2:1: error: a\\e[1m\\u202e");
    assert_diag(&d, 2, "a\\e.yaml:2:9: error: b");
    assert_diag(&d, 3, "a\\e.yaml:2:9: error: c");
    assert_diag(&d, 4, "a\\e.yaml:3:1: error: later");
    for (int i = 0; i < 60; i++)
        diag_add(&d, 1, 1, "more");
    assert_int_equal(d.n, DIAG_MOST);
    assert_int_equal(d.more, 15);
    diags_free(&d);
    assert_int_equal(d.n + d.more, 0);
}

static void test_one_line(void **state)
{
    (void)state;
    static const char *const good[] = {"a", "Aytən Sarıyurdlu", " a", "2019"};
    static const char *const bad[] = {"",        " ",         "   ",   "a\nb", "a\tb",
                                      "\x1b[1m", "a\xC2\x85", "a\x7F", "\xFF", "123456789"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(text_is_line(good[i], 30));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(text_is_line(bad[i], 8));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf8_check),
        cmocka_unit_test(test_utf8_round_trip),
        cmocka_unit_test(test_hidden),
        cmocka_unit_test(test_show),
        cmocka_unit_test(test_show_every_code_point),
        cmocka_unit_test(test_show_random_bytes),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_fit),
        cmocka_unit_test(test_casecmp),
        cmocka_unit_test(test_fold),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_nearest_is_nearest),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_every_day),
        cmocka_unit_test(test_bad_dates),
        cmocka_unit_test(test_arena),
        cmocka_unit_test(test_buf),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_diags),
        cmocka_unit_test(test_one_line),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

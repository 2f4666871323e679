/* The order of texts, and the words that are looked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "forms/text.h"

static int order(const char *a, const char *b)
{
    struct buf x = {0}, y = {0};
    text_collate(&x, a);
    text_collate(&y, b);
    assert_int_equal(strlen(x.s), x.n);
    int o = strcmp(x.s, y.s);
    buf_free(&x);
    buf_free(&y);
    return (o > 0) - (o < 0);
}

/* Each comes before the next, and so before all that follow. */
static void assert_ascending(const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            int should = (i > k) - (i < k);
            if (order(list[i], list[k]) != should)
                fail_msg("'%s' and '%s' are in the wrong order", list[i], list[k]);
        }
}
#define ASCENDING(...)                                                                             \
    do {                                                                                           \
        static const char *const list[] = {__VA_ARGS__};                                           \
        assert_ascending(list, sizeof list / sizeof list[0]);                                      \
    } while (0)

static void test_alphabet(void **state)
{
    (void)state;
    ASCENDING("a", "b", "c", "ç", "d", "e", "ə", "f", "g", "ğ", "h", "x", "ı", "i", "j", "k", "q",
              "l", "m", "n", "o", "ö", "p", "r", "s", "ş", "t", "u", "ü", "v", "w", "y", "z");
    ASCENDING("A", "B", "C", "Ç", "D", "E", "Ə", "F", "G", "Ğ", "H", "X", "I", "İ", "J", "K", "Q",
              "L", "M", "N", "O", "Ö", "P", "R", "S", "Ş", "T", "U", "Ü", "V", "W", "Y", "Z");
    ASCENDING("Xəzər", "Iğdır", "İmişli", "Jurnal");
    ASCENDING("Gəncə", "Göy", "Göygöl", "Ğ");
}

static void test_levels(void **state)
{
    (void)state;
    ASCENDING("ada", "Ada", "ADA", "adb");      /* case last */
    ASCENDING("cafe", "Cafe", "café", "cafes"); /* accents before case */
    ASCENDING("", "a", "a b", "a-c", "ab");     /* what parts words before all letters */
    ASCENDING("Bakı", "Bakı şəhəri", "Bakıxanov");
    ASCENDING("yol 2", "yol 10", "yol 10a", "yol 100"); /* numbers by their size */
    ASCENDING("07", "7", "8", "18446744073709551616", "x");
    ASCENDING("zebra", "æ", "Азия", "азия б", "ия", "йод"); /* Latin before Cyrillic */
    ASCENDING("c", "ç", "d");
    /* The same letter written in two ways is one. */
    assert_int_equal(order("s\xcc\xa7"
                           "b",
                           "şa"),
                     1);
    assert_int_equal(order("s\xcc\xa7"
                           "a",
                           "şb"),
                     -1);
    assert_int_equal(order("\xff", "a"), -1); /* no UTF-8: some order, no crash */
}

static const char *const bits[] = {
    "a",  "A",        "ə",  "Ə", "ı",    "I",  "i", "İ", "é",         "e\xcc\x81",
    "12", "2",        "02", " ", "-",    "й",  "и", "Ю", "ß",         "漢",
    "👍",  "\xcc\x81", "٣",  "ﬁ", "\xc3", "\n", "z", "ç", "c\xcc\xa7", ""};

static void draw(char *out, unsigned *seed)
{
    out[0] = '\0';
    for (int i = 0; i < 4; i++) {
        *seed = *seed * 1103515245 + 12345;
        strcat(out, bits[(*seed >> 16) % (sizeof bits / sizeof bits[0])]);
    }
}

/* A total order: different texts are never equal, and it is transitive. */
static void test_total(void **state)
{
    char a[64], b[64], c[64];
    unsigned seed = 5;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        draw(a, &seed);
        draw(b, &seed);
        draw(c, &seed);
        assert_int_equal(order(a, b), -order(b, a));
        assert_true((order(a, b) == 0) == (strcmp(a, b) == 0));
        if (order(a, b) <= 0 && order(b, c) <= 0)
            assert_true(order(a, c) <= 0);
    }
}

static void expect_words(const char *s, const char *words)
{
    struct buf b = {0};
    buf_add(&b, "");
    text_words(&b, s);
    assert_string_equal(b.s, words);
    buf_free(&b);
}

static void test_words(void **state)
{
    (void)state;
    expect_words("Gəncə şəhəri", "gence seheri");
    expect_words("  Iğdır -- \"İĞDIR\" OR (a*) ", "igdir igdir or a");
    expect_words("e-xidmət № 12.5\nTəqvim", "e xidmet no 12 5 teqvim");
    expect_words("", "");
    expect_words("— 👍 …", "");
    struct buf b = {0};
    text_words(&b, "bir");
    text_words(&b, "-iki");
    text_words(&b, "üç");
    assert_string_equal(b.s, "bir iki uc");
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alphabet),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_total),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Exact rationals: worked cases, and the small form against GMP's over random sums. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "forms/num.h"

static struct arena *a;

static int setup(void **state)
{
    (void)state;
    a = arena_new();
    num_force_big(false);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    num_force_big(false);
    arena_free(&a);
    return 0;
}

static void is_text(num x, const char *expected)
{
    assert_string_equal(num_fraction(a, x), expected);
}

static void numbers_are_read_exactly(void **state)
{
    (void)state;
    static const struct {
        const char *text, *fraction; /* NULL: refused */
    } cases[] = {
        {"0", "0"},
        {"-0", "0"},
        {"12", "12"},
        {"89.95", "1799/20"},
        {"-0.5", "-1/2"},
        {"000000001", "1"},
        {"999999999.999999", "999999999999999/1000000"},
        {"1234567890", NULL},
        {"1.1234567", NULL},
        {"", NULL},
        {"-", NULL},
        {".5", NULL},
        {"5.", NULL},
        {"1e3", NULL},
        {"+1", NULL},
        {" 1", NULL},
        {"1 ", NULL},
        {"1,5", NULL},
        {"0x10", NULL},
        {"1/2", NULL},
        {"--1", NULL},
        {"1.2.3", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        num x = num_int(77);
        assert_int_equal(num_parse(cases[i].text, &x), cases[i].fraction != NULL);
        is_text(x, cases[i].fraction ? cases[i].fraction : "77");
    }
}

static void none_spreads_and_zero_divides_nothing(void **state)
{
    (void)state;
    assert_true(num_is_none(num_div(a, NUM_ONE, NUM_ZERO)));
    assert_true(num_is_none(num_frac(a, 3, 0)));
    assert_true(num_is_none(num_add(a, NUM_NONE, NUM_ONE)));
    assert_true(num_is_none(num_mul(a, NUM_ONE, NUM_NONE)));
    assert_true(num_is_none(num_neg(a, NUM_NONE)));
    assert_true(num_is_none(num_round(a, NUM_NONE, 1)));
    assert_true(num_is_none(num_read_fraction(a, "1/0")));
    assert_true(num_is_none(num_read_fraction(a, "x")));
    assert_null(num_fixed(a, NUM_NONE, 1));
    is_text(NUM_NONE, "null");
}

static void half_rounds_away_from_zero(void **state)
{
    (void)state;
    static const struct {
        const char *x;
        int decimals;
        const char *fixed;
    } cases[] = {
        {"0.05", 1, "0.1"},  {"-0.05", 1, "-0.1"},  {"0.049999", 1, "0.0"},
        {"-0.04", 1, "0.0"}, {"89.95", 2, "89.95"}, {"89.95", 1, "90.0"},
        {"2.5", 0, "3"},     {"-2.5", 0, "-3"},     {"0.125", 2, "0.13"},
        {"7", 3, "7.000"},   {"0.001", 3, "0.001"}, {"-0.001", 3, "-0.001"},
    };
    for (int big = 0; big < 2; big++) {
        num_force_big(big);
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            num x;
            assert_true(num_parse(cases[i].x, &x));
            x = num_add(a, x, NUM_ZERO);
            assert_string_equal(num_fixed(a, x, cases[i].decimals), cases[i].fixed);
            char text[32];
            units_text(num_units(x, cases[i].decimals), cases[i].decimals, text, sizeof text);
            assert_string_equal(text, cases[i].fixed);
            num rounded = num_round(a, x, cases[i].decimals);
            assert_string_equal(num_fixed(a, rounded, cases[i].decimals), cases[i].fixed);
        }
    }
}

static void floors_and_shortest_texts(void **state)
{
    (void)state;
    assert_int_equal(num_floor(num_frac(a, 7, 2)), 3);
    assert_int_equal(num_floor(num_frac(a, -7, 2)), -4);
    assert_int_equal(num_floor(num_int(-3)), -3);
    static const char *const shortest[] = {"3", "-0.25", "0", "1000", "0.000001", "999999999"};
    for (size_t i = 0; i < sizeof shortest / sizeof *shortest; i++) {
        num x;
        assert_true(num_parse(shortest[i], &x));
        assert_string_equal(num_short(a, x), shortest[i]);
    }
    num x;
    assert_true(num_parse("3.500", &x));
    assert_string_equal(num_short(a, x), "3.5");
}

/* The mean over lcm(1…89) outgrows 128 bits; it must still be exact and come back. */
static void sums_outgrow_machine_words(void **state)
{
    (void)state;
    num sum = NUM_ZERO;
    for (int i = 1; i <= 89; i++)
        sum = num_add(a, sum, num_frac(a, 1, i));
    assert_true(strlen(num_fraction(a, sum)) > 60);
    is_text(num_read_fraction(a, num_fraction(a, sum)), num_fraction(a, sum));
    assert_string_equal(num_fixed(a, sum, 4), "5.0715");
    struct arena *other = arena_new();
    num kept = num_keep(other, sum);
    for (int i = 89; i >= 1; i--)
        kept = num_sub(other, kept, num_frac(other, 1, i));
    assert_int_equal(num_cmp(kept, NUM_ZERO), 0);
    is_text(kept, "0");
    arena_free(&other);
}

static uint64_t seed = 20181231;

static int64_t draw(int64_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((seed >> 33) % (uint64_t)below);
}

/* One random walk; the same seed with and without the small form must give the same texts. */
static void walk(struct buf *out)
{
    num x = NUM_ONE;
    for (int i = 0; i < 60; i++) {
        num y = num_frac(a, draw(2000001) - 1000000, draw(1000) + 1);
        switch (draw(4)) {
        case 0:
            x = num_add(a, x, y);
            break;
        case 1:
            x = num_sub(a, x, y);
            break;
        case 2:
            x = num_mul(a, x, y);
            break;
        default:
            if (num_sign(y))
                x = num_div(a, x, y);
        }
        if (i % 7 == 6)
            x = num_round(a, x, (int)draw(7));
        buf_printf(out, "%s %d %lld %s\n", num_fraction(a, x), num_cmp(x, y),
                   (long long)num_units(x, 2), num_fixed(a, x, 3));
    }
}

static void small_and_big_agree(void **state)
{
    (void)state;
    for (uint64_t s = 1; s <= 200; s++) {
        struct buf both[2] = {{0}};
        for (int big = 0; big < 2; big++) {
            num_force_big(big);
            seed = s;
            walk(&both[big]);
        }
        assert_string_equal(both[0].s, both[1].s);
        buf_free(&both[0]);
        buf_free(&both[1]);
        arena_reset(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_are_read_exactly, setup, teardown),
        cmocka_unit_test_setup_teardown(none_spreads_and_zero_divides_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(half_rounds_away_from_zero, setup, teardown),
        cmocka_unit_test_setup_teardown(floors_and_shortest_texts, setup, teardown),
        cmocka_unit_test_setup_teardown(sums_outgrow_machine_words, setup, teardown),
        cmocka_unit_test_setup_teardown(small_and_big_agree, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

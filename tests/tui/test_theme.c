/* Themes by the numbers: contrast as WCAG 2 reckons it, and the four ratings as eyes see them that
 * lack a kind of cone. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "tui/theme.h"

struct light {
    double r, g, b; /* linear */
};

static double linear(int of_255)
{
    double c = of_255 / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static struct light light_of(int of_256)
{
    int rgb = theme_rgb(of_256);
    return (struct light){linear(rgb >> 16), linear(rgb >> 8 & 0xff), linear(rgb & 0xff)};
}

static double luminance(struct light c)
{
    return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
}

static double contrast(int a, int b)
{
    double x = luminance(light_of(a)) + 0.05, y = luminance(light_of(b)) + 0.05;
    return x > y ? x / y : y / x;
}

#define BLACK 16
#define WHITE 231

/* Every colour of the theme has at least that contrast to what is behind it. */
static void at_least(enum theme theme, int background, double least)
{
    for (int role = 0; role < ROLES; role++) {
        int front, back;
        theme_colours(theme, (enum role)role, &front, &back);
        if (front < 0) {
            continue; /* the terminal's own: as strong as it can */
        }
        double there = contrast(front, back >= 0 ? back : background);
        if (there < least) {
            fail_msg("%s, role %d: %.2f, less than %.1f", theme_name(theme), role, there, least);
        }
    }
}

static void test_contrast(void **state)
{
    (void)state;
    assert_true(fabs(contrast(BLACK, WHITE) - 21) < 0.01);
    at_least(THEME_DEFAULT, BLACK, 3);
    at_least(THEME_DEFAULT, WHITE, 3);
    at_least(THEME_DARK, BLACK, 4.5);
    at_least(THEME_LIGHT, WHITE, 4.5);
    at_least(THEME_CONTRAST, BLACK, 7);
    at_least(THEME_CONTRAST, WHITE, 7);
    for (int role = 0; role < ROLES; role++) {
        int front, back;
        theme_colours(THEME_MONO, (enum role)role, &front, &back);
        assert_int_equal(front, -1);
        assert_int_equal(back, -1);
    }
}

/* ---- ratings ---- */

static double lab_f(double t)
{
    return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116;
}

static void lab(struct light c, double out[3])
{
    double x = lab_f((0.4124 * c.r + 0.3576 * c.g + 0.1805 * c.b) / 0.95047);
    double y = lab_f(luminance(c));
    double z = lab_f((0.0193 * c.r + 0.1192 * c.g + 0.9505 * c.b) / 1.08883);

    out[0] = 116 * y - 16;
    out[1] = 500 * (x - y);
    out[2] = 200 * (y - z);
}

static double within_0_1(double x)
{
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

/* As eyes see it that lack the cones for red, or for green (the matrices of Machado, Oliveira and
 * Fernandes, 2009). */
static struct light seen(struct light c, const double m[9])
{
    return (struct light){within_0_1(m[0] * c.r + m[1] * c.g + m[2] * c.b),
                          within_0_1(m[3] * c.r + m[4] * c.g + m[5] * c.b),
                          within_0_1(m[6] * c.r + m[7] * c.g + m[8] * c.b)};
}

static double apart(struct light a, struct light b)
{
    double x[3], y[3], sum = 0;

    lab(a, x);
    lab(b, y);
    for (int i = 0; i < 3; i++) {
        sum += (x[i] - y[i]) * (x[i] - y[i]);
    }
    return sqrt(sum);
}

static void ratings_apart(enum theme theme)
{
    static const double eyes[][9] = {
        {1, 0, 0, 0, 1, 0, 0, 0, 1},
        {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
         1.051998},
        {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940,
         0.968881},
    };
    for (int i = ROLE_RATING_1; i <= ROLE_RATING_4; i++) {
        for (int k = ROLE_RATING_1; k < i; k++) {
            int a, b, back;
            double x[3], y[3];
            theme_colours(theme, (enum role)i, &a, &back);
            theme_colours(theme, (enum role)k, &b, &back);
            lab(light_of(a), x);
            lab(light_of(b), y);
            assert_true(fabs(x[0] - y[0]) < 10);
            for (size_t e = 0; e < sizeof eyes / sizeof eyes[0]; e++) {
                double d = apart(seen(light_of(a), eyes[e]), seen(light_of(b), eyes[e]));
                if (d < 8) {
                    fail_msg("%s: %d and %d are %.1f apart for eyes %zu", theme_name(theme), a, b,
                             d, e);
                }
            }
        }
    }
}

static void test_ratings(void **state)
{
    (void)state;
    ratings_apart(THEME_DEFAULT);
    ratings_apart(THEME_DARK);
    ratings_apart(THEME_LIGHT);
}

static void test_names(void **state)
{
    (void)state;
    for (int i = 0; i < THEMES; i++) {
        assert_int_equal(theme_named(theme_name((enum theme)i)), i);
    }
    assert_int_equal(theme_named("drak"), THEMES);
    assert_int_equal(theme_rgb(16), 0);
    assert_int_equal(theme_rgb(231), 0xffffff);
    assert_int_equal(theme_rgb(208), 0xff8700);
    assert_int_equal(theme_rgb(232), 0x080808);
    assert_int_equal(theme_rgb(255), 0xeeeeee);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_ratings),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

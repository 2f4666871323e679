/* For tests: reads a sum as it is printed, "low = (40 × 9/35 + 30 × 0) / 70 = 14.7 %", and works it
 * out by GMP alone, so that the program's own numbers are no witness for themselves. Functions are
 * static: every test program is linked alone. */
#ifndef TESTS_HELP_PAPER_H
#define TESTS_HELP_PAPER_H

#include <gmp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* ---- an expression ---- */

static const char *paper_at;

static inline bool paper_take(const char *word)
{
    size_t n = strlen(word);
    while (*paper_at == ' ') {
        paper_at++;
    }
    if (strncmp(paper_at, word, n) != 0) {
        return false;
    }
    paper_at += n;
    return true;
}

/* Digits and perhaps a point; *decimals gets how many stand behind it. */
static inline bool paper_number(mpq_t x, int *decimals)
{
    char digits[64];
    size_t n = 0;
    bool point = false;
    int places = 0;

    paper_take("");
    for (; *paper_at && strchr("0123456789.", *paper_at) && n + 1 < sizeof digits; paper_at++) {
        if (*paper_at == '.') {
            point = true;
        } else {
            digits[n++] = *paper_at;
            places += point;
        }
    }
    digits[n] = '\0';
    if (n == 0) {
        return false;
    }
    mpz_set_str(mpq_numref(x), digits, 10);
    mpz_ui_pow_ui(mpq_denref(x), 10, (unsigned long)places);
    mpq_canonicalize(x);
    if (decimals) {
        *decimals = places;
    }
    return true;
}

static inline bool paper_sum(mpq_t x);

/* "(a, b, c)": the smallest (sign -1) or the largest of them. */
static inline bool paper_pick(mpq_t x, int sign)
{
    mpq_t next;
    bool well = paper_take("(") && paper_sum(x);

    mpq_init(next);
    while (well && paper_take(",")) {
        well = paper_sum(next);
        if (well && sign * mpq_cmp(next, x) > 0) {
            mpq_set(x, next);
        }
    }
    mpq_clear(next);
    return well && paper_take(")");
}

static inline bool paper_factor(mpq_t x)
{
    if (paper_take("lowest of")) {
        return paper_pick(x, -1);
    }
    if (paper_take("highest of")) {
        return paper_pick(x, 1);
    }
    if (paper_take("(")) {
        return paper_sum(x) && paper_take(")");
    }
    if (paper_take("-")) {
        bool well = paper_factor(x);
        mpq_neg(x, x);
        return well;
    }
    return paper_number(x, NULL);
}

static inline bool paper_product(mpq_t x)
{
    mpq_t next;
    bool well = paper_factor(x);

    mpq_init(next);
    while (well) {
        bool times = paper_take("×"), over = !times && paper_take("/");
        if (!times && !over) {
            break;
        }
        well = paper_factor(next) && (times || mpq_sgn(next) != 0);
        if (well && times) {
            mpq_mul(x, x, next);
        } else if (well) {
            mpq_div(x, x, next);
        }
    }
    mpq_clear(next);
    return well;
}

static inline bool paper_sum(mpq_t x)
{
    mpq_t next;
    bool well = paper_product(x);

    mpq_init(next);
    while (well) {
        bool plus = paper_take("+"), minus = !plus && paper_take("-");
        if (!plus && !minus) {
            break;
        }
        well = paper_product(next);
        if (plus) {
            mpq_add(x, x, next);
        } else {
            mpq_sub(x, x, next);
        }
    }
    mpq_clear(next);
    return well;
}

/* ---- a line ---- */

struct paper {
    char label[32];  /* "low" */
    char shown[32];  /* the figure as it stands at the end: "28.3" */
    bool shares;     /* its parts are exact shares of 1: the figure is in % or "of" a scale */
    char exact[512]; /* what the parts give, as p/q */
};

/* x rounded half away from zero to so many decimals, in place. */
static inline void paper_round(mpq_t x, int decimals)
{
    mpz_t ten, twice;
    int sign = mpq_sgn(x);

    mpz_inits(ten, twice, NULL);
    mpz_ui_pow_ui(ten, 10, (unsigned long)decimals);
    mpq_abs(x, x);
    mpz_mul(mpq_numref(x), mpq_numref(x), ten);
    mpz_mul_2exp(mpq_numref(x), mpq_numref(x), 1);
    mpz_add(mpq_numref(x), mpq_numref(x), mpq_denref(x));
    mpz_mul_2exp(twice, mpq_denref(x), 1);
    mpz_fdiv_q(mpq_numref(x), mpq_numref(x), twice);
    mpz_set(mpq_denref(x), ten);
    mpq_canonicalize(x);
    if (sign < 0) {
        mpq_neg(x, x);
    }
    mpz_clears(ten, twice, NULL);
}

/* The part behind the last "= ": a number, "28.3 %", "2.8 of 10". Does `value` round to it? */
static inline bool paper_ends(struct paper *p, mpq_t value)
{
    mpq_t end, scale;
    int decimals = 0;
    const char *start = paper_at;
    bool less = paper_take("-");

    mpq_inits(end, scale, NULL);
    bool well = paper_number(end, &decimals);
    if (less) {
        mpq_neg(end, end);
    }
    if (well) {
        snprintf(p->shown, sizeof p->shown, "%.*s", (int)(paper_at - start), start);
    }
    if (well && paper_take("/")) { /* of points: exact */
        well = paper_number(scale, NULL);
        mpq_div(end, end, scale);
        mpq_set(scale, value);
    } else {
        mpq_set_ui(scale, 1, 1);
        p->shares = paper_take("%");
        if (p->shares) {
            mpq_set_ui(scale, 100, 1);
        } else if (paper_take("of")) {
            p->shares = paper_number(scale, NULL);
        }
        mpq_mul(scale, scale, value);
        paper_round(scale, decimals);
    }
    well = well && *paper_at == '\0' && mpq_equal(scale, end);
    mpq_clears(end, scale, NULL);
    return well;
}

/* Reads and recomputes a line. False: it is no sum, or its parts do not give what it says. */
static inline bool paper_read(const char *line, struct paper *p)
{
    mpq_t first, next;
    const char *is = strstr(line, " = ");
    int n = 0;

    *p = (struct paper){.label = ""};
    while (*line == ' ') {
        line++;
    }
    if (!is || (size_t)(is - line) >= sizeof p->label) {
        return false;
    }
    memcpy(p->label, line, (size_t)(is - line));
    mpq_inits(first, next, NULL);
    paper_at = is + 3;
    bool well = true, more = true;
    while (well && more) {
        const char *start = paper_at;
        more = strstr(start, " = ") != NULL;
        if (!more) {
            well = n > 0 && paper_ends(p, first);
            break;
        }
        well = paper_sum(next) && paper_take("= ") && (n == 0 || mpq_equal(first, next));
        mpq_set(first, n == 0 ? next : first);
        n++;
    }
    gmp_snprintf(p->exact, sizeof p->exact, "%Qd", first);
    mpq_clears(first, next, NULL);
    return well;
}

#endif

#include <gmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "forms/num.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 uwide;

#define BIG (-1)

static bool all_big; /* num_force_big */

static mpq_ptr big_of(num x)
{
    return (mpq_ptr)(intptr_t)x.p;
}

static bool is_big(num x)
{
    return x.q == BIG;
}

static void big_clear(void *p)
{
    mpq_clear(p);
}

static mpq_ptr big_new(struct arena *a)
{
    mpq_ptr q = arena_alloc(a, sizeof(__mpq_struct));
    mpq_init(q);
    arena_on_free(a, big_clear, q);
    return q;
}

static num big_num(mpq_ptr q)
{
    return (num){(int64_t)(intptr_t)q, BIG};
}

/* GMP's longs are 64 bits wide on the machines we build for, but nothing says they must be. */
static void set_int64(mpz_ptr z, int64_t i)
{
    uint64_t m = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
    mpz_import(z, 1, -1, sizeof m, 0, 0, &m);
    if (i < 0)
        mpz_neg(z, z);
}

static bool get_int64(mpz_srcptr z, int64_t *i)
{
    uint64_t m = 0;
    if (mpz_sizeinbase(z, 2) > 63)
        return false;
    mpz_export(&m, NULL, -1, sizeof m, 0, 0, z);
    *i = mpz_sgn(z) < 0 ? -(int64_t)m : (int64_t)m;
    return true;
}

/* Fills q with x, whatever its form. */
static void load(mpq_ptr q, num x)
{
    if (is_big(x)) {
        mpq_set(q, big_of(x));
        return;
    }
    set_int64(mpq_numref(q), x.p);
    set_int64(mpq_denref(q), x.q);
}

/* The small form of a big result where it has one again. */
static num settle(mpq_ptr q)
{
    int64_t p, d;
    if (!all_big && get_int64(mpq_numref(q), &p) && get_int64(mpq_denref(q), &d))
        return (num){p, d};
    return big_num(q);
}

static uint64_t gcd64(uint64_t a, uint64_t b)
{
    if (!a || !b)
        return a | b;
    int shift = __builtin_ctzll(a | b);
    a >>= __builtin_ctzll(a);
    while (b) {
        b >>= __builtin_ctzll(b);
        if (a > b) {
            uint64_t t = a;
            a = b;
            b = t;
        }
        b -= a;
    }
    return a << shift;
}

static uwide gcd_wide(uwide a, uwide b)
{
    while (b) {
        if (a <= UINT64_MAX && b <= UINT64_MAX)
            return gcd64((uint64_t)a, (uint64_t)b);
        uwide t = a % b;
        a = b;
        b = t;
    }
    return a;
}

static void set_wide(mpz_ptr z, wide w)
{
    uwide m = w < 0 ? -(uwide)w : (uwide)w;
    uint64_t part[2] = {(uint64_t)m, (uint64_t)(m >> 64)};
    mpz_import(z, 2, -1, sizeof part[0], 0, 0, part);
    if (w < 0)
        mpz_neg(z, z);
}

/* p/q in lowest terms; q is not 0. Both are products or sums of products of int64, which fit. */
static num from_wide(struct arena *a, wide p, wide q)
{
    if (q < 0) {
        p = -p;
        q = -q;
    }
    uwide g = gcd_wide(p < 0 ? -(uwide)p : (uwide)p, (uwide)q);
    if (g > 1) {
        p /= (wide)g;
        q /= (wide)g;
    }
    if (!all_big && p >= -INT64_MAX && p <= INT64_MAX && q <= INT64_MAX)
        return (num){(int64_t)p, (int64_t)q};
    mpq_ptr b = big_new(a);
    set_wide(mpq_numref(b), p);
    set_wide(mpq_denref(b), q);
    return big_num(b);
}

num num_int(int64_t i)
{
    return (num){i, 1};
}

num num_frac(struct arena *a, int64_t p, int64_t q)
{
    return q ? from_wide(a, p, q) : NUM_NONE;
}

num num_keep(struct arena *a, num x)
{
    if (!is_big(x))
        return x;
    mpq_ptr b = big_new(a);
    mpq_set(b, big_of(x));
    return big_num(b);
}

static num big_op(struct arena *a, num x, num y, void (*op)(mpq_ptr, mpq_srcptr, mpq_srcptr))
{
    mpq_t u, v;
    mpq_inits(u, v, NULL);
    load(u, x);
    load(v, y);
    mpq_ptr r = big_new(a);
    op(r, u, v);
    mpq_clears(u, v, NULL);
    return settle(r);
}

static bool both_small(num x, num y)
{
    return !is_big(x) && !is_big(y) && !all_big;
}

num num_add(struct arena *a, num x, num y)
{
    if (num_is_none(x) || num_is_none(y))
        return NUM_NONE;
    if (!both_small(x, y))
        return big_op(a, x, y, mpq_add);
    int64_t sum;
    if (x.q == 1 && y.q == 1 && !__builtin_add_overflow(x.p, y.p, &sum) && sum != INT64_MIN)
        return (num){sum, 1};
    if (x.q == y.q)
        return from_wide(a, (wide)x.p + y.p, x.q);
    /* Two products below 2^126 each: their sum fits. */
    return from_wide(a, (wide)x.p * y.q + (wide)y.p * x.q, (wide)x.q * y.q);
}

num num_neg(struct arena *a, num x)
{
    if (num_is_none(x))
        return x;
    if (is_big(x))
        return big_op(a, NUM_ZERO, x, mpq_sub);
    return (num){-x.p, x.q};
}

num num_sub(struct arena *a, num x, num y)
{
    if (num_is_none(x) || num_is_none(y))
        return NUM_NONE;
    if (!both_small(x, y))
        return big_op(a, x, y, mpq_sub);
    return num_add(a, x, (num){-y.p, y.q});
}

num num_mul(struct arena *a, num x, num y)
{
    if (num_is_none(x) || num_is_none(y))
        return NUM_NONE;
    if (!both_small(x, y))
        return big_op(a, x, y, mpq_mul);
    int64_t product;
    if (x.q == 1 && y.q == 1 && !__builtin_mul_overflow(x.p, y.p, &product) && product != INT64_MIN)
        return (num){product, 1};
    return from_wide(a, (wide)x.p * y.p, (wide)x.q * y.q);
}

num num_div(struct arena *a, num x, num y)
{
    if (num_is_none(x) || num_is_none(y) || num_sign(y) == 0)
        return NUM_NONE;
    if (!both_small(x, y))
        return big_op(a, x, y, mpq_div);
    return from_wide(a, (wide)x.p * y.q, (wide)x.q * y.p);
}

int num_cmp(num x, num y)
{
    if (!is_big(x) && !is_big(y)) {
        wide l = (wide)x.p * y.q, r = (wide)y.p * x.q;
        return (l > r) - (l < r);
    }
    mpq_t u, v;
    mpq_inits(u, v, NULL);
    load(u, x);
    load(v, y);
    int c = mpq_cmp(u, v);
    mpq_clears(u, v, NULL);
    return c;
}

int num_sign(num x)
{
    if (is_big(x))
        return mpq_sgn(big_of(x));
    return (x.p > 0) - (x.p < 0);
}

static int64_t power_of_ten(int n)
{
    int64_t p = 1;
    while (n-- > 0)
        p *= 10;
    return p;
}

/* x times 10^decimals, rounded half away from zero, into z. */
static void units_big(mpz_ptr z, num x, int decimals)
{
    mpq_t q;
    mpz_t ten;
    mpq_init(q);
    load(q, x);
    mpz_init(ten);
    mpz_ui_pow_ui(ten, 10, (unsigned)decimals);
    mpz_mul(mpq_numref(q), mpq_numref(q), ten);
    bool negative = mpq_sgn(q) < 0;
    /* floor((2p + q) / 2q) of the absolute value */
    mpz_abs(z, mpq_numref(q));
    mpz_mul_2exp(z, z, 1);
    mpz_add(z, z, mpq_denref(q));
    mpz_mul_2exp(ten, mpq_denref(q), 1);
    mpz_fdiv_q(z, z, ten);
    if (negative)
        mpz_neg(z, z);
    mpz_clear(ten);
    mpq_clear(q);
}

/* The same without GMP; decimals ≤ 6, so everything fits in 128 bits. False where x is big. */
static bool units_small(num x, int decimals, wide *units)
{
    if (is_big(x))
        return false;
    wide p = (wide)(x.p < 0 ? -x.p : x.p) * power_of_ten(decimals);
    *units = (2 * p + x.q) / ((wide)2 * x.q);
    if (x.p < 0)
        *units = -*units;
    return true;
}

int64_t num_units(num x, int decimals)
{
    if (num_is_none(x))
        return UNITS_NONE;
    wide units;
    if (units_small(x, decimals, &units) && units <= INT64_MAX && units >= -INT64_MAX)
        return (int64_t)units;
    mpz_t z;
    mpz_init(z);
    units_big(z, x, decimals);
    int64_t i;
    if (!get_int64(z, &i))
        i = mpz_sgn(z) < 0 ? -INT64_MAX : INT64_MAX;
    mpz_clear(z);
    return i;
}

num num_round(struct arena *a, num x, int decimals)
{
    if (num_is_none(x))
        return x;
    wide units;
    if (units_small(x, decimals, &units))
        return from_wide(a, units, power_of_ten(decimals));
    mpq_ptr r = big_new(a);
    units_big(mpq_numref(r), x, decimals);
    set_int64(mpq_denref(r), power_of_ten(decimals));
    mpq_canonicalize(r);
    return settle(r);
}

bool num_outgrown(num x, unsigned bits)
{
    return is_big(x) && (mpz_sizeinbase(mpq_numref(big_of(x)), 2) > bits ||
                         mpz_sizeinbase(mpq_denref(big_of(x)), 2) > bits);
}

int64_t num_floor(num x)
{
    mpq_t q;
    mpq_init(q);
    load(q, x);
    mpz_fdiv_q(mpq_numref(q), mpq_numref(q), mpq_denref(q));
    int64_t i;
    if (!get_int64(mpq_numref(q), &i))
        i = mpq_sgn(q) < 0 ? INT64_MIN : INT64_MAX;
    mpq_clear(q);
    return i;
}

static const char *digits(const char *s, int most, int64_t *value, int *n)
{
    for (*n = 0; *s >= '0' && *s <= '9'; s++, (*n)++) {
        if (*n == most)
            return NULL;
        *value = *value * 10 + (*s - '0');
    }
    return *n ? s : NULL;
}

bool num_parse(const char *s, num *out)
{
    bool negative = *s == '-';
    int64_t value = 0;
    int n, decimals = 0;
    s = digits(s + negative, 9, &value, &n);
    if (s && *s == '.')
        s = digits(s + 1, 6, &value, &decimals);
    if (!s || *s)
        return false;
    /* Always small: 15 digits over at most 10^6. */
    int64_t q = power_of_ten(decimals);
    int64_t g = (int64_t)gcd64((uint64_t)value, (uint64_t)q);
    *out = (num){(negative ? -value : value) / g, q / g};
    return true;
}

/* The whole text, where both parts are short enough to need no GMP. */
static bool read_small(const char *s, num *out)
{
    bool negative = *s == '-';
    int64_t p = 0, q = 0;
    int n;
    s = digits(s + negative, 18, &p, &n);
    if (s && *s == '/')
        s = digits(s + 1, 18, &q, &n);
    else
        q = 1;
    if (!s || *s || q == 0)
        return false;
    int64_t g = (int64_t)gcd64((uint64_t)p, (uint64_t)q);
    *out = (num){(negative ? -p : p) / g, q / g};
    return true;
}

num num_read_fraction(struct arena *a, const char *s)
{
    num small;
    if (!all_big && read_small(s, &small))
        return small;
    mpq_ptr q = big_new(a);
    if (mpq_set_str(q, s, 10) != 0 || mpz_sgn(mpq_denref(q)) == 0)
        return NUM_NONE;
    mpq_canonicalize(q);
    return settle(q);
}

const char *num_fraction(struct arena *a, num x)
{
    if (num_is_none(x))
        return "null";
    if (!is_big(x))
        return x.q == 1 ? arena_printf(a, "%lld", (long long)x.p)
                        : arena_printf(a, "%lld/%lld", (long long)x.p, (long long)x.q);
    mpq_ptr q = big_of(x);
    char *s =
        arena_alloc(a, mpz_sizeinbase(mpq_numref(q), 10) + mpz_sizeinbase(mpq_denref(q), 10) + 3);
    return mpq_get_str(s, 10, q);
}

const char *num_fixed(struct arena *a, num x, int decimals)
{
    if (num_is_none(x))
        return NULL;
    mpz_t z;
    mpz_init(z);
    units_big(z, x, decimals);
    bool negative = mpz_sgn(z) < 0;
    mpz_abs(z, z);
    char *text = arena_alloc(a, mpz_sizeinbase(z, 10) + 2);
    mpz_get_str(text, 10, z);
    mpz_clear(z);
    const char *sign = negative ? "-" : "";
    int n = (int)strlen(text), whole = n - decimals;
    if (decimals == 0)
        return arena_printf(a, "%s%s", sign, text);
    if (whole > 0)
        return arena_printf(a, "%s%.*s.%s", sign, whole, text, text + whole);
    return arena_printf(a, "%s0.%.*s%s", sign, -whole, "000000", text);
}

const char *num_short(struct arena *a, num x)
{
    char *s = arena_dup(a, num_fixed(a, x, 6));
    char *end = s + strlen(s);
    while (end[-1] == '0')
        *--end = 0;
    if (end[-1] == '.')
        *--end = 0;
    return strcmp(s, "-0") == 0 ? "0" : s;
}

const char *units_text(int64_t units, int decimals, char *out, size_t size)
{
    if (units == UNITS_NONE)
        return "";
    uint64_t m = units < 0 ? 0 - (uint64_t)units : (uint64_t)units;
    uint64_t ten = (uint64_t)power_of_ten(decimals);
    const char *sign = units < 0 ? "-" : "";
    if (decimals == 0)
        snprintf(out, size, "%s%llu", sign, (unsigned long long)m);
    else
        snprintf(out, size, "%s%llu.%0*llu", sign, (unsigned long long)(m / ten), decimals,
                 (unsigned long long)(m % ten));
    return out;
}

void num_force_big(bool on)
{
    all_big = on;
}

/* Exact rational numbers: everything that touches a score is one of these, never a float.
 *
 * A num is a value. While it fits, it is two 64-bit integers in lowest terms; when a sum outgrows
 * them it becomes a GMP rational owned by the arena that was passed. So a num lives as long as the
 * arena it was computed in; num_keep copies it to another.
 *
 * A num may be *none*: a figure that is not there. Every operation on none gives none. */
#ifndef FORMS_NUM_H
#define FORMS_NUM_H

#include <stdbool.h>
#include <stdint.h>
#include "forms/mem.h"

typedef struct {
    int64_t p, q; /* q > 0: p/q; q == 0: none; q == -1: p is an mpq_ptr */
} num;

#define NUM_NONE ((num){0, 0})
#define NUM_ZERO ((num){0, 1})
#define NUM_ONE ((num){1, 1})

static inline bool num_is_none(num x)
{
    return x.q == 0;
}

num num_int(int64_t i);
/* p/q in lowest terms; none where q is 0. */
num num_frac(struct arena *a, int64_t p, int64_t q);
num num_keep(struct arena *a, num x);

num num_add(struct arena *a, num x, num y);
num num_sub(struct arena *a, num x, num y);
num num_mul(struct arena *a, num x, num y);
num num_div(struct arena *a, num x, num y); /* none where y is 0 */
num num_neg(struct arena *a, num x);

/* <0, 0, >0. Neither may be none. */
int num_cmp(num x, num y);
int num_sign(num x);

/* x rounded half away from zero to `decimals` (0 to 6) places (rubric.md part 4). */
num num_round(struct arena *a, num x, int decimals);
/* Does the numerator or the denominator need more than `bits` to be written? */
bool num_outgrown(num x, unsigned bits);
/* The largest integer not above x, clamped to int64; x is not none. */
int64_t num_floor(num x);
/* x times 10^decimals, rounded half away from zero, as an integer (clamped to int64): what a
 * printed figure is kept and sorted as. INT64_MIN for none. */
int64_t num_units(num x, int decimals);
#define UNITS_NONE INT64_MIN

/* Reads rubric.md's number: an optional '-', 1 to 9 digits, optionally '.' and 1 to 6 digits,
 * nothing else. False, and *out untouched, where s is not one. */
bool num_parse(const char *s, num *out);
/* Reads "p/q" or "p" as num_fraction writes it; none where s is not one or q is 0. */
num num_read_fraction(struct arena *a, const char *s);

/* "p/q" in lowest terms, "p" where q is 1; "null" for none. In the arena. */
const char *num_fraction(struct arena *a, num x);
/* Rounded to `decimals` places and written with exactly that many; NULL for none. In the arena. */
const char *num_fixed(struct arena *a, num x, int decimals);
/* The shortest decimal text of a number that has one of at most 6 places (as num_parse reads):
 * "3", "-0.25". Others are rounded to 6 places. In the arena. */
const char *num_short(struct arena *a, num x);
/* Writes units (num_units) with their decimals: (715, 1) -> "71.5"; "" for UNITS_NONE. */
const char *units_text(int64_t units, int decimals, char *out, size_t size);

/* For tests: from now on every result is a GMP rational, so that both ways can be compared. */
void num_force_big(bool on);

#endif

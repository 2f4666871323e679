/* Figures of quality.md: samples in nanoseconds, printed as minimum, median and 99th percentile,
 * and ratios of medians within one run. Nothing here asserts. */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "model/lib.h"

#define MOST_SAMPLES 20000

struct samples {
    int64_t ns[MOST_SAMPLES];
    int n;
};

/* Ends the program with the sentence unless all is well. */
static inline void bench_must(bool good, const struct err *err)
{
    if (good)
        return;
    fprintf(stderr, "%s\n", err_text(err));
    exit(1);
}

static inline struct campaign *bench_open(const char *path, const char *by, const char *via)
{
    struct writer writer = {by, via};
    struct err err = {0};
    struct campaign *c = campaign_open(path, 0, &writer, &err);
    bench_must(c != NULL, &err);
    return c;
}

static inline int64_t bench_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static inline void bench_add(struct samples *s, int64_t ns)
{
    if (s->n < MOST_SAMPLES)
        s->ns[s->n++] = ns;
}

static inline int bench_order(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The sample below which `percent` of all lie; microseconds. */
static inline double bench_at(struct samples *s, int percent)
{
    qsort(s->ns, (size_t)s->n, sizeof s->ns[0], bench_order);
    return s->n ? (double)s->ns[(s->n - 1) * percent / 100] / 1000 : 0;
}

static inline void bench_print(const char *what, struct samples *s)
{
    printf("%-58s %9.1f %9.1f %9.1f us, at most %.1f  (n=%d)\n", what, bench_at(s, 0),
           bench_at(s, 50), bench_at(s, 99), bench_at(s, 100), s->n);
}

static inline void bench_ratio(const char *what, struct samples *a, struct samples *b, double reach)
{
    printf("%-58s %9.2f x   (reach: at most %.1f)\n", what, bench_at(a, 50) / bench_at(b, 50),
           reach);
}

#endif

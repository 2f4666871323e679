/* The supervisor's desk on the demo: a body's scorecard, the campaign report and what stands beside
 * it; each at most 50 ms. Arguments: the file; "large" where it is one of 4,000 bodies. */
#include <string.h>
#include "model/lib.h"
#include "model/national.h"
#include "model/pace.h"
#include "model/report.h"
#include "model/scorecard.h"
#include "model/trends.h"
#include "tests/bench/bench.h"

#define ROUNDS 5
#define BODIES_MOST 200

static bool scorecard(struct campaign *c, const char *body, struct arena *a)
{
    struct scorecard s;
    bool ok = scorecard_read(c, 0, body, 0, "2019-04-23", &s, a, NULL);
    if (ok)
        scorecard_free(&s);
    return ok;
}

static bool report(struct campaign *c, const char *body, struct arena *a)
{
    struct report r;
    (void)body;
    return report_read(c, 0, &r, a, NULL);
}

static bool national(struct campaign *c, const char *body, struct arena *a)
{
    struct national n;
    (void)body;
    return national_read(c, 0, &n, a, NULL);
}

static bool compare(struct campaign *c, const char *body, struct arena *a)
{
    struct compare x;
    struct row rows[8];
    const char *codes[8];
    int n = rows_window(c, 0, NULL, -1, 0, 8, rows, a);
    (void)body;
    for (int i = 0; i < n; i++)
        codes[i] = rows[i].body;
    return compare_read(c, 0, codes, n, &x, a, NULL);
}

static bool trends(struct campaign *c, const char *body, struct arena *a)
{
    struct trends t;
    (void)body;
    return trends_bodies(c, 0, &t, a, NULL);
}

static bool pace(struct campaign *c, const char *body, struct arena *a)
{
    struct pace p;
    int32_t today = 0;
    (void)body;
    return date_parse("2019-04-23", &today) && pace_read(c, -1, today, &p, a, NULL);
}

/* Filtered as somebody sees it who has just stored an answer: nothing is kept. */
static bool bare(struct campaign *c, const char *body, struct arena *a)
{
    static const struct view views[] = {{.filter = FILTER_EVIDENCE}, {.filter = FILTER_NOTE}};
    (void)body;
    (void)a;
    view_count(c, 0, NULL, -1, &views[1]);
    return view_count(c, 0, NULL, -1, &views[0]) >= 0;
}

static const struct line {
    const char *what;
    bool each, large; /* body by body; of a large file too */
    bool (*run)(struct campaign *c, const char *body, struct arena *a);
} lines[] = {
    {"a body's scorecard", true, false, scorecard},
    {"the campaign report's tables", false, true, report},
    {"questions, bodies and coverage of the campaign", false, true, national},
    {"eight bodies side by side", false, true, compare},
    {"trends of all bodies", false, false, trends},
    {"progress of all inspectors", false, false, pace},
    {"bodies without evidence", false, false, bare},
};

static bool take(struct samples *s, const struct line *l, struct campaign *c, const char *body)
{
    struct arena *a = arena_new();
    int64_t from = bench_now();
    bool ok = l->run(c, body, a);
    bench_add(s, bench_now() - from);
    arena_free(&a);
    if (!ok)
        fprintf(stderr, "%s: can't be read\n", l->what);
    return ok;
}

static bool measure(const struct line *l, struct campaign *c, const struct row *rows, int n,
                    int rounds)
{
    static struct samples s;
    bool ok = true;
    s.n = 0;
    for (int round = 0; ok && round < (rounds == 0 ? 1 : l->each ? rounds : 10 * rounds); round++)
        for (int i = 0; ok && i < (l->each ? n : 1); i++)
            ok = take(&s, l, c, rows[i].body);
    if (ok)
        bench_print(l->what, &s);
    return ok;
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct campaign *c = argc > 1 ? campaign_open(argv[1], OPEN_READ_ONLY, NULL, &err) : NULL;
    if (!c) {
        fprintf(stderr, "bench_desk FILE: %s\n", err_text(&err));
        return 2;
    }
    struct arena *a = arena_new();
    struct row rows[BODIES_MOST];
    int n = rows_window(c, 0, NULL, -1, 0, BODIES_MOST, rows, a);
    bool ok = n > 0, large = argc > 2;
    for (size_t i = 0; ok && i < sizeof lines / sizeof lines[0]; i++)
        if (lines[i].large || !large)
            ok = measure(&lines[i], c, rows, n, large ? 0 : ROUNDS);
    puts(large ? "  (reach: the report 2,000,000 us)" : "  (reach: each at most 50,000 us)");
    arena_free(&a);
    campaign_close(&c);
    return ok ? 0 : 1;
}

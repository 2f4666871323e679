/* The campaign as a whole: its tables, its questions over all services, its bodies; eight bodies
 * side by side. Arguments: a campaign file; "large" where it is one of 4,000 bodies. */
#include <string.h>
#include "model/lib.h"
#include "tests/bench/bench.h"

static void must(bool good, const struct err *err)
{
    if (good)
        return;
    fprintf(stderr, "%s\n", err_text(err));
    exit(1);
}

enum what { TABLES, NATIONAL, COMPARE, WHATS };

static void once(struct campaign *c, enum what what, struct samples *s)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct report r;
    struct national n;
    struct compare x;
    struct row rows[8];
    const char *codes[8];
    int bodies = rows_window(c, 0, NULL, -1, 0, 8, rows, a);
    for (int i = 0; i < bodies; i++)
        codes[i] = rows[i].body;
    int64_t from = bench_now();
    must(what == TABLES     ? report_read(c, 0, &r, a, &err)
         : what == NATIONAL ? national_read(c, 0, &n, a, &err)
                            : compare_read(c, 0, codes, bodies, &x, a, &err),
         &err);
    bench_add(s, bench_now() - from);
    arena_free(&a);
}

int main(int argc, char **argv)
{
    static const char *const small[] = {"the report's tables (reach: 50 ms together)",
                                        "questions, ranks and coverage of a campaign",
                                        "eight bodies side by side"};
    static const char *const large[] = {"the report's tables, 4,000 bodies",
                                        "questions, ranks and coverage, 4,000 bodies",
                                        "eight bodies side by side of 4,000"};
    static struct samples s;
    struct writer w = {"Bench", "command"};
    struct err err = {0};
    bool is_large = argc > 2;
    if (argc < 2)
        return 2;
    struct campaign *c = campaign_open(argv[1], OPEN_READ_ONLY, &w, &err);
    must(c != NULL, &err);
    for (int what = 0; what < WHATS; what++) {
        s.n = 0;
        for (int i = 0; i < (is_large ? 3 : 20); i++)
            once(c, (enum what)what, &s);
        bench_print((is_large ? large : small)[what], &s);
    }
    campaign_close(&c);
    return 0;
}

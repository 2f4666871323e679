/* The campaign's report and a body's, in each format, of a campaign file (the demo): at most 50 ms
 * each. Argument: the file. */
#include "tests/bench/bench.h"
#include "tui/report/lib.h"

static void one(struct campaign *c, const char *body, enum report_format format)
{
    static struct samples s;
    struct err err = {0};
    char what[64];

    s.n = 0;
    for (int i = 0; i < 20; i++) {
        struct buf out = {0};
        int64_t from = bench_now();
        if (!report_write(c, 0, &(struct report_view){.body = body}, format, 0, &out, &err)) {
            fprintf(stderr, "%s\n", err_text(&err));
            exit(1);
        }
        bench_add(&s, bench_now() - from);
        buf_free(&out);
    }
    snprintf(what, sizeof what, "report of %s as %s (50 ms)", body ? body : "the campaign",
             report_kinds[format].name);
    bench_print(what, &s);
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct campaign *c = argc > 1 ? campaign_open(argv[1], OPEN_READ_ONLY, NULL, &err) : NULL;

    if (!c) {
        fprintf(stderr, "%s\n", err_text(&err));
        return 1;
    }
    for (int format = 0; format < REPORT_FORMATS; format++) {
        one(c, NULL, (enum report_format)format);
        one(c, "NYN", (enum report_format)format);
    }
    campaign_close(&c);
    return 0;
}

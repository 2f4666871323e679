/* The campaign report of a whole country (quality.md: L is 4,000 bodies, 100,000 services,
 * 6,000,000 answers; reach: 2 s): the tables, and what stands beside them. Arguments: a folder,
 * then how many bodies, of 25 services each. A file that an earlier run left in the folder is taken
 * as it is. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "model/data.h"
#include "model/lib.h"
#include "model/national.h"
#include "model/report.h"
#include "model/store.h"
#include "tests/bench/bench.h"

#define SERVICES 25
#define RUBRIC "rubrics/az_eservice.yaml"

static unsigned seed = 7;

static int roll(int below)
{
    seed = seed * 1103515245 + 12345;
    return (int)(seed >> 16) % below;
}

static const char *number(const struct question *q, struct arena *a)
{
    int low = q->has_min ? (int)num_floor(q->min) : 0;
    int high = q->has_max && num_floor(q->max) < low + 20 ? (int)num_floor(q->max) : low + 20;
    return arena_printf(a, "%d", low + roll(high - low + 1));
}

/* Some answer that the question takes, n/a and can't tell among them. */
static const char *draw(const struct question *q, struct arena *a)
{
    int luck = roll(50);
    if (luck == 0 && q->na)
        return "n/a";
    if (luck == 1)
        return "cannot-tell";
    switch (q->type->id) {
    case Q_YES_NO:
        return roll(3) ? "yes" : "no";
    case Q_CHOICE:
    case Q_CHOICES:
        return q->choices[roll(q->nchoices)].id;
    case Q_SCALE:
    case Q_NUMBER:
        return number(q, a);
    case Q_DATE:
        return "2019-03-04";
    default:
        return "some text";
    }
}

/* What does not fit is left open. */
static int answer(struct change *t, const char *body, const char *service, const struct block *b,
                  struct arena *a)
{
    int n = 0;
    for (int i = 0; b && i < b->nquestions; i++) {
        const struct question *q = &b->questions[i];
        struct err err = {0};
        if (q->type->id == Q_CALC)
            continue;
        const char *value = draw(q, a);
        bool reason = strcmp(value, "n/a") == 0 || strcmp(value, "cannot-tell") == 0;
        n += change_answer(t, body, service, q->id, value, reason ? "as was found" : NULL, &err) ==
             WRITE_DONE;
        err_clear(&err);
    }
    return n;
}

static void fill(struct campaign *c, int bodies)
{
    const struct rubric *r = campaign_rubric(c, 0);
    struct arena *a = arena_new();
    int64_t n = 0;
    for (int i = 0; i < bodies; i++) {
        struct err err = {0};
        const char *body = arena_printf(a, "B%d", i);
        struct change *t = change_begin(c, &err);
        bench_must(t != NULL, &err);
        n += answer(t, body, "", r->body, a);
        for (int k = 0; k < SERVICES; k++)
            n += answer(t, body, arena_printf(a, "S%d", k), r->service, a);
        bench_must(change_close(&t, true, &err), &err);
        arena_reset(a);
    }
    printf("  %lld answers\n", (long long)n);
    arena_free(&a);
}

static void make(const char *path, int bodies)
{
    const struct data_file *rubric = data_find(RUBRIC);
    struct buf csv = {0};
    struct err err = {0};
    buf_add(&csv, "body_code,body_name,service_code,service_name,inspector\n");
    for (int i = 0; i < bodies; i++)
        for (int k = 0; k < SERVICES; k++)
            buf_printf(&csv, "B%d,Body %d,S%d,Service %d of body %d,Inspector A\n", i, i, k, k, i);
    struct init_options o = {.name = "large",
                             .rubric_path = RUBRIC,
                             .rubric_bytes = (const char *)rubric->bytes,
                             .rubric_size = rubric->size,
                             .registry_path = "registry.csv",
                             .registry_bytes = csv.s,
                             .registry_size = csv.n,
                             .writer = {"Inspector A", "init"}};
    bench_must(campaign_create(path, &o, &err), &err);
    buf_free(&csv);
    struct campaign *c = bench_open(path, "Inspector A", "key");
    fill(c, bodies);
    campaign_close(&c);
}

int main(int argc, char **argv)
{
    static struct samples tables, beside, both;
    if (argc < 3)
        return 2;
    struct arena *a = arena_new();
    struct stat st;
    int bodies = atoi(argv[2]);
    const char *path = arena_printf(a, "%s/large-%d.meyar", argv[1], bodies);
    printf("%d bodies of %d services, every question answered\n", bodies, SERVICES);
    if (access(path, R_OK) != 0)
        make(path, bodies);
    if (stat(path, &st) == 0)
        printf("  file of %.1f MB\n", (double)st.st_size / 1e6);
    struct campaign *c = bench_open(path, "Inspector A", "key");
    for (int i = 0; i < 5; i++) {
        struct report r;
        struct national n;
        struct err err = {0};
        int64_t from = bench_now();
        bench_must(report_read(c, 0, &r, a, &err), &err);
        int64_t between = bench_now();
        bench_must(national_read(c, 0, &n, a, &err), &err);
        int64_t end = bench_now();
        bench_add(&tables, between - from);
        bench_add(&beside, end - between);
        bench_add(&both, end - from);
        arena_reset(a);
    }
    bench_print("  the report's tables", &tables);
    bench_print("  questions, bodies and coverage", &beside);
    bench_print("  together (reach at 4,000 bodies: 2,000,000 us)", &both);
    campaign_close(&c);
    arena_free(&a);
    return 0;
}

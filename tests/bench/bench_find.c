/* Finding as one types over 100,000 services, windows of filtered and sorted lists, the next open
 * question. Arguments: a folder, then how many bodies the services are spread over. A file that an
 * earlier run left in the folder is taken as it is. */
#include <string.h>
#include <unistd.h>
#include "model/lib.h"
#include "tests/bench/bench.h"

#define SERVICES 100000

static const char *const words[] = {
    "Nəqliyyat",   "vasitəsinin",
    "qeydiyyatı",  "sürücülük",
    "vəsiqəsinin", "dəyişdirilməsi",
    "Tikintiyə",   "icazə",
    "verilməsi",   "arayışın",
    "lisenziya",   "müraciətin",
    "İxracın",     "rəsmiləşdirilməsi",
    "əmlakın",     "qiymətləndirilməsi",
    "Gəncə",       "Şəki",
    "Iğdır",       "pensiyanın",
    "təyin",       "edilməsi",
    "elektron",    "ödənişi",
};

static void registry(struct buf *csv, int bodies)
{
    size_t n = sizeof words / sizeof words[0];
    unsigned seed = 7;
    buf_add(csv, "body_code,body_name,service_code,service_name,inspector\n");
    for (int i = 0; i < SERVICES; i++) {
        int body = (int)((int64_t)i * bodies / SERVICES);
        buf_printf(csv, "B%d,%s idarəsi %d,S%d,", body, words[(size_t)body % n], body, i);
        for (int k = 0; k < 5; k++) {
            seed = seed * 1103515245 + 12345;
            buf_printf(csv, "%s ", words[(seed >> 16) % n]);
        }
        buf_printf(csv, "%d,%s\n", i, body % 3 ? "Inspector A" : "Inspector B");
    }
}

static const char rubric[] =
    "rubric: bench\nversion: \"1\"\ntitle: Bench\n"
    "ratings:\n  - {id: low, from: 0, title: Low}\n  - {id: high, from: 50, title: High}\n"
    "service:\n  criteria:\n    - id: c\n      title: C\n      weight: 1\n      questions:\n"
    "        - {id: level, ask: How far is it electronic?, type: yes_no, points: 1}\n"
    "        - {id: pay, ask: Is the fee paid online?, type: yes_no, points: 1}\n";

static struct campaign *make(const char *path, int bodies)
{
    struct buf csv = {0};
    struct err err = {0};
    registry(&csv, bodies);
    struct init_options o = {.name = "bench",
                             .rubric_path = "rubric.yaml",
                             .rubric_bytes = rubric,
                             .rubric_size = sizeof rubric - 1,
                             .registry_path = "registry.csv",
                             .registry_bytes = csv.s,
                             .registry_size = csv.n,
                             .writer = {"Inspector A", "init"}};
    int64_t from = bench_now();
    bench_must(campaign_create(path, &o, &err), &err);
    printf("%-58s %9.1f s\n", "  making it", (double)(bench_now() - from) / 1e9);
    buf_free(&csv);
    return bench_open(path, "Inspector A", "key");
}

/* Every key of every text, as somebody types it. */
static void type(struct campaign *c, struct arena *a, struct samples *s)
{
    static const char *const typed[] = {"gence",
                                        "igdir vesiqe",
                                        "elektron odenisi tikinti",
                                        "S99999",
                                        "is the fee",
                                        "a e i o",
                                        "lisenziya 7",
                                        "seki seki seki",
                                        "zzz",
                                        "neqliyyat vasitesinin qeydiyyati"};
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        for (size_t n = 1; n <= strlen(typed[i]); n++) {
            const char *text = arena_dupn(a, typed[i], n);
            int64_t from = bench_now();
            search(c, text, 0, a);
            bench_add(s, bench_now() - from);
        }
    }
}

static void lists(struct campaign *c, struct arena *a, const char *body, struct samples *first,
                  struct samples *again)
{
    struct row rows[50];
    for (int order = ORDER_REGISTRY; order < ORDERS; order++) {
        for (int filter = FILTER_ALL; filter < FILTERS; filter++) {
            struct view v = {(enum filter)filter, 0, (enum order)order};
            int64_t from = bench_now();
            int n = view_count(c, 0, body, -1, &v);
            view_window(c, 0, body, -1, &v, n / 2, 50, rows, a);
            bench_add(first, bench_now() - from);
            from = bench_now();
            view_window(c, 0, body, -1, &v, n / 3, 50, rows, a);
            bench_add(again, bench_now() - from);
        }
    }
}

static void walk(struct campaign *c, struct arena *a, struct samples *next, struct samples *open)
{
    const char *body = "B0", *service = "";
    int q = -1;
    struct err err = {0};
    for (int i = 0; i < 20; i++) {
        int64_t from = bench_now();
        bench_must(next_open(c, body, service, q, -1, 1, &body, &service, &q, a), &err);
        bench_add(next, bench_now() - from);
        from = bench_now();
        struct work *w = work_open(c, 0, body, service, &err);
        bench_must(w != NULL, &err);
        bench_add(open, bench_now() - from);
        work_close(&w);
    }
}

int main(int argc, char **argv)
{
    static struct samples keys, first, again, of_body, of_body_again, next, open;
    if (argc < 3)
        return 2;
    struct arena *a = arena_new();
    int bodies = atoi(argv[2]);
    const char *path = arena_printf(a, "%s/find-%d.meyar", argv[1], bodies);
    printf("%d services in %d %s\n", SERVICES, bodies, bodies == 1 ? "body" : "bodies");
    struct campaign *c =
        access(path, R_OK) == 0 ? bench_open(path, "Inspector A", "key") : make(path, bodies);
    type(c, a, &keys);
    lists(c, a, NULL, &first, &again);
    lists(c, a, "B0", &of_body, &of_body_again);
    walk(c, a, &next, &open);
    bench_print("  search, a key (reach: at most 30 ms)", &keys);
    bench_print("  bodies filtered and sorted, first window", &first);
    bench_print("  … a window after that", &again);
    bench_print("  services of a body filtered and sorted, first window", &of_body);
    bench_print("  … a window after that", &of_body_again);
    bench_print("  next open question", &next);
    bench_print("  opening its subject", &open);
    campaign_close(&c);
    arena_free(&a);
    return 0;
}

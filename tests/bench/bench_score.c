/* Scoring one service: 60 questions, and 1,000 to see that it grows in a line. */
#include <string.h>
#include "forms/lib.h"
#include "tests/bench/bench.h"

static struct rubric *rubric_of(int n)
{
    struct buf b = {0};
    buf_add(
        &b,
        "rubric: r\nversion: \"1\"\ntitle: T\nratings:\n  - {id: low, from: 0, title: L}\n"
        "  - {id: high, from: 70, title: H}\nservice:\n"
        "  caps:\n    - {when: \"deficient('all', 'critical') > 0\", at_most: low, because: B}\n"
        "  criteria:\n");
    for (int i = 0; i < n; i++) {
        if (i % 20 == 0)
            buf_printf(&b, "    - id: c%d\n      title: C\n      weight: %d\n      questions:\n", i,
                       1 + i % 7);
        buf_printf(&b, "        - {id: q%d, ask: a, weight: %d, ", i, 1 + i % 3);
        if (i % 5 == 4)
            buf_printf(&b, "when: \"q%d == true and q%d in ['half', 'full']\", ", i - 4, i - 3);
        if (i % 5 == 0)
            buf_add(&b, "type: yes_no, points: 3}\n");
        else if (i % 5 == 3)
            buf_add(&b, "type: scale, min: 1, max: 5, points: 7}\n");
        else
            buf_add(&b,
                    "type: choice, choices: [{id: none, label: N}, {id: half, label: H, points: "
                    "3}, {id: full, label: F, points: 7}]}\n");
    }
    struct diags d = {.file = "bench.yaml"};
    struct rubric *r = rubric_load(b.s, b.n, &d);
    if (!r) {
        fprintf(stderr, "%s\n", diag_line(&d, 0));
        exit(1);
    }
    buf_free(&b);
    return r;
}

static void answer_all(const struct block *b, struct answer *answers, struct arena *a,
                       unsigned seed)
{
    for (int i = 0; i < b->nquestions; i++) {
        const struct question *q = &b->questions[i];
        const char *why, *value = "full";
        seed = seed * 1103515245u + 12345u;
        unsigned pick = (seed >> 16) % 4;
        if (q->type->id == Q_YES_NO)
            value = pick ? "yes" : "no";
        else if (q->type->id == Q_SCALE)
            value = pick > 1 ? "5" : "3";
        else if (pick == 0)
            value = "half";
        answer_parse(q, value, a, &answers[i], &why);
    }
}

static void run(int n, int rounds, const char *what, double reach)
{
    static struct samples s;
    s.n = 0;
    struct rubric *r = rubric_of(n);
    struct arena *a = arena_new();
    struct answer *answers = arena_alloc(a, (size_t)n * sizeof *answers);
    answer_all(r->service, answers, a, 7);
    struct subject_input in = {.rubric = r, .block = r->service, .answers = answers};
    struct subject *scored = NULL;
    for (int i = 0; i < rounds; i++) {
        int64_t from = bench_now();
        scored = subject_score(&in, scored);
        bench_add(&s, bench_now() - from);
    }
    bench_print(what, &s);
    printf("%-58s %9.1f us  (reach: at most %.0f)\n", "  median", bench_at(&s, 50), reach);
    subject_free(&scored);
    arena_free(&a);
    rubric_free(&r);
}

int main(void)
{
    run(60, 5000, "score one service of 60 questions", 20);
    run(1000, 1000, "score one service of 1,000 questions", 500);
    return 0;
}

/* Keys that an inspector presses for a service of 40 choice questions, with digits that go on by
 * themselves: in the real program, from the list of services until all is answered. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "model/lib.h"
#include "tests/bench/bench.h"
#include "tests/e2e/pty.h"

#define QUESTIONS 40
#define REACH 1.1

static void must(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static const char *rubric(struct buf *b)
{
    buf_add(b,
            "rubric: bench\nversion: \"1\"\ntitle: Bench\n"
            "ratings:\n  - {id: low, from: 0, title: Low}\n  - {id: high, from: 50, title: High}\n"
            "service:\n  criteria:\n");
    for (int i = 0; i < QUESTIONS; i++) {
        if (i % 10 == 0)
            buf_printf(b, "    - id: c%d\n      title: C\n      weight: 1\n      questions:\n", i);
        buf_printf(
            b,
            "        - {id: q%d, ask: How is it %d?, type: choice, choices: [{id: none, label: "
            "N}, {id: half, label: H, points: 3}, {id: full, label: F, points: 7}]}\n",
            i, i);
    }
    return b->s;
}

static void make(const char *path)
{
    static const char registry[] = "body_code,body_name,service_code,service_name\n"
                                   "b,The body,s,The service\n";
    struct buf text = {0};
    struct err err = {0};
    rubric(&text);
    struct init_options o = {.name = "bench",
                             .rubric_path = "rubric.yaml",
                             .rubric_bytes = text.s,
                             .rubric_size = text.n,
                             .registry_path = "registry.csv",
                             .registry_bytes = registry,
                             .registry_size = sizeof registry - 1,
                             .writer = {"Inspector A", "init"}};
    bool made = campaign_create(path, &o, &err);
    must(made, err_text(&err));
    buf_free(&text);
}

static void settings(struct arena *a, const char *folder)
{
    mkdir(arena_printf(a, "%s/config", folder), 0700);
    mkdir(arena_printf(a, "%s/config/meyar", folder), 0700);
    FILE *f = fopen(arena_printf(a, "%s/config/meyar/settings.yaml", folder), "w");
    must(f && fputs("digits: go_on\n", f) >= 0 && fclose(f) == 0, "the settings can't be written");
}

static void press(struct pty *p, const char *key, int *keys)
{
    pty_keys(p, key);
    ++*keys;
    pty_settle(p, 40);
}

int main(int argc, char **argv)
{
    /* bench_digits MEYAR FOLDER */
    if (argc < 3)
        return 2;
    struct arena *a = arena_new();
    char *file = arena_printf(a, "%s/digits.meyar", argv[2]);
    const char *const env[] = {arena_printf(a, "XDG_CONFIG_HOME=%s/config", argv[2]),
                               "LC_ALL=C.UTF-8", "LANGUAGE=en", NULL};
    make(file);
    settings(a, argv[2]);
    char *run[] = {argv[1], file, NULL};
    struct pty *p = pty_start(40, 120, run, env);
    int keys = 0, before = 0;
    must(pty_wait(p, "? help", 5000), "the program did not start");
    press(p, "\r", &before);
    pty_keys(p, "\033[F"); /* the service, below the body's own questions where it has any */
    pty_settle(p, 40);
    press(p, "\r", &keys);
    while (!pty_shows(p, "last question") && keys < 3 * QUESTIONS)
        press(p, keys % 3 ? "2" : "3", &keys);
    must(pty_shows(p, "40/40"), "not all of it was answered");
    printf("%-58s %9.3f     (reach: at most %.1f)\n",
           "keys a question, digits going on, 40 of a choice", (double)keys / QUESTIONS, REACH);
    pty_free(&p);
    arena_free(&a);
    return 0;
}

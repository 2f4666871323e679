/* The real program in a pseudo-terminal: start against nano, memory, bytes for a key. */
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>
#include "tests/bench/bench.h"
#include "tests/e2e/pty.h"

/* pty.c is written for tests; here a failure just ends the run. */

static int64_t peak_kb(pid_t pid)
{
    char path[64], line[256];
    int64_t kb = 0;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, "VmHWM:", 6) == 0)
            kb = strtoll(line + 6, NULL, 10);
    if (f)
        fclose(f);
    return kb;
}

/* From exec to the screen that holds both texts: of its top and of its last line. */
static int64_t start(char *const argv[], const char *const env[], const char *text,
                     const char *last, int64_t *kb)
{
    int64_t from = bench_now();
    struct pty *p = pty_start(40, 120, argv, env);
    bool there = pty_wait(p, text, 5000) && pty_wait(p, last, 5000);
    int64_t took = bench_now() - from;
    if (!there)
        fprintf(stderr, "%s did not show %s\n", argv[0], text);
    if (kb)
        *kb = peak_kb(pty_pid(p));
    pty_free(&p);
    return took;
}

static void keys(char *const argv[], const char *const env[])
{
    struct pty *p = pty_start(24, 80, argv, env);
    pty_wait(p, "Bodies", 5000);
    pty_settle(p, 100);
    size_t bytes = 0, worst = 0;
    const int n = 12;
    for (int i = 0; i < n; i++) {
        size_t before = pty_bytes(p);
        pty_keys(p, i < n / 2 ? "j" : "k");
        pty_settle(p, 40);
        size_t sent = pty_bytes(p) - before;
        bytes += sent;
        worst = sent > worst ? sent : worst;
    }
    printf("%-58s %9zu bytes, at most %zu (reach: 200)\n", "cursor move in the list of bodies",
           bytes / (size_t)n, worst);
    pty_free(&p);
}

int main(int argc, char **argv)
{
    static struct samples meyar, nano;
    if (argc < 4)
        return 2;
    /* bench_screen MEYAR FILE STATE [large] */
    bool large = argc > 4;
    char state[512];
    snprintf(state, sizeof state, "XDG_STATE_HOME=%s", argv[3]);
    const char *const env[] = {state, "TERM=xterm-256color", "LC_ALL=C.UTF-8", "LOGNAME=inspector",
                               NULL};
    char *own[] = {argv[1], argv[2], NULL};
    char file[512];
    snprintf(file, sizeof file, "%s/a.txt", argv[3]);
    FILE *f = fopen(file, "w");
    if (f) {
        fputs("A line of text\n", f);
        fclose(f);
    }
    /* Without its settings: a lock that a killed nano leaves would be asked about. */
    char *editor[] = {"/bin/nano", "--ignorercfiles", file, NULL};
    bool has_nano = access(editor[0], X_OK) == 0;
    int64_t kb = 0;
    for (int i = 0; i < 30; i++) {
        bench_add(&meyar, start(own, env, "Bodies", "? help", &kb));
        if (has_nano)
            bench_add(&nano, start(editor, env, "A line of text", "^X", NULL));
    }
    bench_print(large ? "start to first screen, 100,000 services"
                      : "start to first screen on the demo",
                &meyar);
    if (has_nano) {
        bench_print("nano on a file", &nano);
        bench_ratio("  start / nano's", &meyar, &nano, large ? 3 : 2);
    } else {
        puts("nano is not here to compare with");
    }
    printf("%-58s %9.1f MB (reach: %d)\n", "  peak memory", (double)kb / 1024, large ? 40 : 10);
    keys(own, env);
    return 0;
}

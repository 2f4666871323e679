/* What keys cost on the questions of the demo: bytes to the terminal for an answer and for a move,
 * over a whole service, and the time until the screen begins to change. */
#include <poll.h>
#include <string.h>
#include <unistd.h>
#include "tests/bench/bench.h"
#include "tests/e2e/pty.h"

#define QUIET 25 /* milliseconds of silence: the screen is drawn */

static struct samples answers, moves, cursor, answer_time, move_time;

/* Presses, and adds the bytes that came and the time until the first did. */
static size_t measure(struct pty *p, const char *key, struct samples *bytes, struct samples *time)
{
    size_t before = pty_bytes(p);
    int64_t from = bench_now();
    pty_keys(p, key);
    pty_take(p, 1000);
    if (time)
        bench_add(time, bench_now() - from);
    pty_settle(p, QUIET);
    size_t sent = pty_bytes(p) - before;
    bench_add(bytes, (int64_t)sent * 1000); /* printed divided by 1,000, as times are */
    return sent;
}

static void print_bytes(const char *what, struct samples *s, int reach)
{
    printf("%-58s %9.0f %9.0f %9.0f bytes, at most %.0f (reach: %d, n=%d)\n", what, bench_at(s, 0),
           bench_at(s, 50), bench_at(s, 99), bench_at(s, 100), reach, s->n);
}

static void one_size(const char *meyar, const char *demo, const char *const env[], int rows,
                     int cols)
{
    char *argv[] = {(char *)meyar, (char *)demo, NULL};
    struct pty *p = pty_start(rows, cols, argv, env);
    pty_wait(p, "? help", 5000);
    for (int i = 0; i < 3 && !pty_shows(p, "all stages"); i++) {
        pty_keys(p, "v");
        pty_settle(p, 100);
    }
    /* The second body, its second service, its first question: one of level that gates the rest. */
    for (const char *const *k =
             (const char *const[]){"\033[H", "j", "\r", "\033[H", "j", "j", "\r", "\033[H", NULL};
         *k; k++) {
        pty_keys(p, *k);
        pty_settle(p, 60);
    }
    answers.n = moves.n = cursor.n = answer_time.n = move_time.n = 0;
    size_t gate = 0;
    for (int i = 0; i < 36 && !pty_shows(p, "last question"); i++) {
        size_t sent = measure(p, "1", &answers, &answer_time);
        gate = i == 0 ? sent : gate;
        sent = measure(p, "2", &answers, &answer_time);
        gate = i == 0 && sent > gate ? sent : gate;
        measure(p, "j", &cursor, &move_time);
        measure(p, "\r", &moves, NULL);
        if (getenv("BENCH_SHOW"))
            fprintf(stderr, "%s: %zu\n", pty_row(p, 2), sent);
    }
    printf("questions at %d x %d\n", cols, rows);
    print_bytes("  an answer, over a whole service", &answers, 1024);
    printf("%-58s %9zu bytes\n", "  the gate that the other questions hang on", gate);
    print_bytes("  to the next question", &moves, 4000);
    print_bytes("  a cursor move", &cursor, 200);
    bench_print("  a cursor move until the screen changes", &move_time);
    bench_print("  an answer until the screen changes", &answer_time);
    pty_free(&p);
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    /* bench_keys MEYAR DEMO STATE */
    char state[512];
    snprintf(state, sizeof state, "XDG_STATE_HOME=%s", argv[3]);
    const char *const env[] = {state, "TERM=xterm-256color", "LC_ALL=C.UTF-8", "LANGUAGE=en", NULL};
    one_size(argv[1], argv[2], env, 40, 120);
    one_size(argv[1], argv[2], env, 24, 80);
    return 0;
}

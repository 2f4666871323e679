/* How far long work is: a line on the terminal after half a second, erased at the end. Ctrl-C
 * breaks the work off; a second one ends the program at once. */
#include <errno.h>
#include <langinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "forms/text.h"
#include "tui/bar.h"
#include "tui/cli.h"

#define PATIENCE_MS 500 /* before anything is shown */
#define BETWEEN_MS 200  /* from one drawing to the next */
#define BAR_MOST 40

static volatile sig_atomic_t asked_to_stop;
static bool working, shows, utf8;
static int64_t due;     /* when the line is drawn next */
static char drawn[512]; /* what stands on the terminal; "": nothing */

static void on_signal(int sig)
{
    (void)sig;
    asked_to_stop = 1;
}

static const int caught[] = {SIGINT, SIGTERM, SIGHUP};

/* The first is taken note of, the next ends the program. What was told to be ignored stays so. */
static void catch_signals(bool on)
{
    struct sigaction action = {0}, now;
    action.sa_handler = on ? on_signal : SIG_DFL;
    action.sa_flags = (int)SA_RESETHAND | SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof caught / sizeof caught[0]; i++)
        if (sigaction(caught[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaction(caught[i], &action, NULL);
}

static int columns(void)
{
    struct winsize size;
    bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : 80;
}

static void draw(const char *what, int64_t done, int64_t of)
{
    struct buf b = {0};
    int w = columns() - 1; /* the last column would let some terminals go to the next line */
    bar_line(&b, what, done, of, w, w / 3 < BAR_MOST ? w / 3 : BAR_MOST, utf8);
    if (strcmp(b.s, drawn) != 0 && b.n < sizeof drawn) {
        fprintf(stderr, "\r%s\033[K", b.s);
        fflush(stderr);
        memcpy(drawn, b.s, b.n + 1);
    }
    buf_free(&b);
}

static bool tick(void *arg, const char *what, int64_t done, int64_t of)
{
    (void)arg;
    int64_t now = clock_ms();
    if (shows && now >= due) {
        draw(what, done, of);
        due = now + BETWEEN_MS;
    }
    return !asked_to_stop;
}

void cli_progress_begin(const struct cli *cli)
{
    const char *term = getenv("TERM");
    if (working)
        return;
    working = true;
    shows = !cli_given(cli, O_QUIET) && isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
    utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    due = clock_ms() + PATIENCE_MS;
    catch_signals(true);
    progress_listen(tick, NULL);
}

void cli_progress_erase(void)
{
    if (drawn[0]) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
        drawn[0] = '\0';
    }
}

void cli_progress_end(void)
{
    if (!working)
        return;
    working = false;
    progress_listen(NULL, NULL);
    cli_progress_erase();
    catch_signals(false);
}

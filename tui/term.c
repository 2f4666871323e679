#include "tui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include "forms/text.h"
#include "tui/marks.h"
#include "tui/settings.h"
#include "tui/theme.h"

#define PASTE_BEGIN (KEY_MAX + 1)
#define PASTE_END (KEY_MAX + 2)
#define PASTE_MOST 65536 /* bytes of one paste that are taken */
#define SEQUENCE_MS 25   /* how long the rest of a key's bytes may take */

static SCREEN *screen;
static volatile sig_atomic_t leave, interrupted, resized, suspend;
static int wake[2] = {-1, -1}; /* a signal between a look at the flags and the wait is not missed */
static struct buf pasted;
static bool mouse_on;

static void on_signal(int sig)
{
    int kept = errno;

    if (sig == SIGWINCH) {
        resized = 1;
    } else if (sig == SIGTSTP) {
        suspend = 1;
    } else if (sig == SIGINT) {
        interrupted = 1;
    } else {
        leave = 1;
    }
    if (write(wake[1], "", 1) < 0) {
        errno = kept; /* the pipe is full: whoever reads it is woken anyway */
    }
    errno = kept;
}

static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGWINCH};

static void catch_signals(bool on)
{
    struct sigaction action = {0};

    action.sa_handler = on ? on_signal : SIG_DFL;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof caught / sizeof caught[0]; i++) {
        sigaction(caught[i], &action, NULL);
    }
}

const char *term_refusal(void)
{
    const char *term = getenv("TERM"), *accessible = getenv("ACCESSIBLE");

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        return _(
            "its screens need a terminal; run it in one, or see `meyar help` for the commands");
    }
    if (!term || !*term || strcmp(term, "dumb") == 0 ||
        (accessible && *accessible && strcmp(accessible, "0") != 0)) {
        return _("its screens need a terminal that can place text, and there is no line mode yet; "
                 "see `meyar help` for the commands");
    }
    return NULL;
}

static void ask_terminal(const char *sequence)
{
    fputs(sequence, stdout);
    fflush(stdout);
}

/* Keys that terminfo does not tell of, and cursor keys of terminals that ignore keypad mode. */
static void know_keys(void)
{
    static const struct {
        const char *sequence;
        int key;
    } keys[] = {
        {"\033[A", KEY_UP},         {"\033[B", KEY_DOWN},     {"\033[C", KEY_RIGHT},
        {"\033[D", KEY_LEFT},       {"\033[H", KEY_HOME},     {"\033[F", KEY_END},
        {"\033[200~", PASTE_BEGIN}, {"\033[201~", PASTE_END},
    };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        define_key(keys[i].sequence, keys[i].key);
    }
}

/* Ctrl-S would freeze the screen of whoever is used to saving by it. */
static void no_flow_control(void)
{
    struct termios t;

    if (tcgetattr(STDIN_FILENO, &t) == 0) {
        t.c_iflag &= ~(tcflag_t)IXON;
        tcsetattr(STDIN_FILENO, TCSANOW, &t);
        def_prog_mode();
    }
}

void term_looks(void)
{
    const char *no_colour = getenv("NO_COLOR");

    marks_use_utf8(strcmp(nl_langinfo(CODESET), "UTF-8") == 0 && !settings_now()->ascii);
    theme_start(!(no_colour && *no_colour), settings_theme());
}

bool term_start(void)
{
    if (screen) {
        return true;
    }
    if (pipe(wake) != 0) {
        return false;
    }
    for (int i = 0; i < 2; i++) {
        fcntl(wake[i], F_SETFL, O_NONBLOCK);
        fcntl(wake[i], F_SETFD, FD_CLOEXEC);
    }
    catch_signals(true); /* before curses, which then leaves them alone */
    screen = newterm(NULL, stdout, stdin);
    if (!screen) {
        catch_signals(false);
        return false;
    }
    set_escdelay(SEQUENCE_MS);
    cbreak();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    no_flow_control();
    know_keys();
    term_looks();
    curs_set(1);
    /* Until the first endwin, ncurses writes after every cursor movement: a hundred small writes a
     * screen, each a packet on a slow line. After it, one for each doupdate. */
    endwin();
    doupdate();
    ask_terminal("\033[?2004h");
    term_mouse(settings_now()->mouse);
    return true;
}

/* Only presses: they say where, and wait for nothing. A release or a movement would be bytes that
 * mean nothing here. */
void term_mouse(bool on)
{
    mmask_t all = BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED;
    const char *term = getenv("TERM");

    /* On Linux' own console ncurses would load a library and speak to a daemon, which takes the
     * console's selection away for as long as the program runs. */
    if (term && strncmp(term, "linux", 5) == 0) {
        return;
    }
    mouse_on = mousemask(on ? all : 0, NULL) != 0;
    mouseinterval(0); /* else a press waits for a second one that may make it a double click */
}

bool term_has_mouse(void)
{
    return mouse_on;
}

void term_stop(void)
{
    if (!screen) {
        return;
    }
    ask_terminal("\033[?2004l");
    endwin();
    delscreen(screen);
    screen = NULL;
    catch_signals(false);
    close(wake[0]);
    close(wake[1]);
    buf_free(&pasted);
    mouse_on = false;
}

void term_lend(void)
{
    if (screen) {
        ask_terminal("\033[?2004l");
        endwin();
    }
}

void term_take_back(void)
{
    if (screen) {
        resized = 1; /* who knows what happened meanwhile */
        ask_terminal("\033[?2004h");
        clearok(curscr, TRUE);
    }
}

/* Ctrl-Z: the shell gets its terminal back, and we come back with fg. */
static void stop_for_now(void)
{
    struct sigaction action = {0}, ours;

    term_lend();
    action.sa_handler = SIG_DFL;
    sigemptyset(&action.sa_mask);
    sigaction(SIGTSTP, &action, &ours);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
    term_take_back();
}

static void take_size(void)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        resizeterm(size.ws_row, size.ws_col);
    }
}

/* Has the other end of the terminal gone? Asked when it says that there is something to read. */
static bool is_gone(short revents)
{
    int n = 0;
    if (revents & (POLLHUP | POLLERR | POLLNVAL)) {
        return true;
    }
    return (revents & POLLIN) && ioctl(STDIN_FILENO, FIONREAD, &n) == 0 && n == 0;
}

static void add_pasted(wint_t ch)
{
    char out[4];

    if (pasted.n + sizeof out < PASTE_MOST) {
        buf_addn(&pasted, out, utf8_put(out, ch == '\r' ? '\n' : (uint32_t)ch));
    }
}

/* Between the marks that a terminal puts around pasted text nothing is a key, however long a slow
 * line pauses in it: a newline taken for Enter would answer a question. Only its end, a signal to
 * leave, or a terminal that is gone ends it. */
static struct input read_paste(void)
{
    wint_t ch;

    buf_clear(&pasted);
    buf_add(&pasted, "");
    timeout(200);
    for (;;) {
        int code = get_wch(&ch);
        struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};
        if (code == KEY_CODE_YES && ch == PASTE_END) {
            break;
        }
        if (leave || interrupted || (code == ERR && poll(&fd, 1, 0) > 0 && is_gone(fd.revents))) {
            break; /* however much is still coming */
        }
        if (code == OK) {
            add_pasted(ch);
        }
    }
    return (struct input){.kind = INPUT_PASTE, .text = pasted.s};
}

static struct input read_mouse(void)
{
    MEVENT e;

    if (getmouse(&e) != OK) {
        return (struct input){.kind = INPUT_NONE};
    }
    enum press press = e.bstate & BUTTON4_PRESSED   ? PRESS_WHEEL_UP
                       : e.bstate & BUTTON5_PRESSED ? PRESS_WHEEL_DOWN
                                                    : PRESS_BUTTON;
    return (struct input){.kind = INPUT_MOUSE, .press = press, .y = e.y, .x = e.x};
}

/* A key that is there already; the rest of its bytes may take a moment. */
static struct input read_key(bool readable)
{
    wint_t ch;

    timeout(readable ? SEQUENCE_MS : 0);
    int code = get_wch(&ch);
    if (code == ERR) {
        return (struct input){.kind = INPUT_NONE};
    }
    if (code != KEY_CODE_YES) {
        return (struct input){.kind = INPUT_KEY, .key = key_char(ch)};
    }
    if (ch == KEY_RESIZE) {
        return (struct input){.kind = INPUT_RESIZED};
    }
    if (ch == KEY_MOUSE) {
        return read_mouse();
    }
    if (ch == PASTE_BEGIN) {
        return read_paste();
    }
    return (struct input){.kind = INPUT_KEY, .key = key_special((int)ch)};
}

/* What signals have asked for; INPUT_NONE: nothing. */
static struct input read_signals(void)
{
    char dust[64];

    while (read(wake[0], dust, sizeof dust) > 0) {
    }
    if (leave || interrupted) {
        return (struct input){.kind = INPUT_LEAVE};
    }
    if (suspend) {
        suspend = 0;
        stop_for_now();
    }
    if (resized) {
        resized = 0;
        take_size();
        return (struct input){.kind = INPUT_RESIZED};
    }
    return (struct input){.kind = INPUT_NONE};
}

struct input term_read(int ms)
{
    for (;;) {
        struct pollfd fds[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
                                {.fd = wake[0], .events = POLLIN}};
        struct input in = read_signals();
        if (in.kind != INPUT_NONE) {
            return in;
        }
        if (poll(fds, 1, 0) > 0 && is_gone(fds[0].revents)) {
            return (struct input){.kind = INPUT_LEAVE};
        }
        in = read_key((fds[0].revents & POLLIN) != 0);
        if (in.kind != INPUT_NONE || poll(fds, 2, ms) == 0) {
            return in;
        }
    }
}

void term_forget_keys(void)
{
    interrupted = 0;
    flushinp();
    tcflush(STDIN_FILENO, TCIFLUSH);
}

bool term_waiting(void)
{
    struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&fd, 1, 0) > 0;
}

void term_show(int cursor_y, int cursor_x)
{
    move(cursor_y < LINES ? cursor_y : LINES - 1, cursor_x < COLS ? cursor_x : COLS - 1);
    wnoutrefresh(stdscr);
    doupdate();
}

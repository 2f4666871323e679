#include "tests/e2e/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>
#include <cmocka.h>
#include "forms/mem.h"
#include "forms/text.h"

struct pty {
    int fd;    /* the master; -1 once hung up */
    bool mute; /* nobody holds the other end any more */
    pid_t pid;
    bool ended;
    int status;
    VTerm *vt;
    VTermScreen *screen;
    VTermPos cursor;
    bool visible;
    int rows, cols;
    struct buf all, line;
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int on_cursor(VTermPos pos, VTermPos old, int visible, void *user)
{
    (void)old;
    (void)visible;
    ((struct pty *)user)->cursor = pos;
    return 1;
}

static int on_property(VTermProp prop, VTermValue *val, void *user)
{
    if (prop == VTERM_PROP_CURSORVISIBLE) {
        ((struct pty *)user)->visible = val->boolean != 0;
    }
    return 1;
}

static const VTermScreenCallbacks callbacks = {.movecursor = on_cursor, .settermprop = on_property};

static void child(char *const argv[], const char *const env[])
{
    unsetenv("NO_COLOR");
    setenv("TERM", "xterm-256color", 1);
    for (size_t i = 0; env && env[i]; i++) {
        char *entry = mem_dup(env[i]);
        char *equals = strchr(entry, '=');
        if (equals) {
            *equals = '\0';
            setenv(entry, equals + 1, 1);
        } else {
            unsetenv(entry);
        }
        free(entry);
    }
    execv(argv[0], argv);
    _exit(127);
}

struct pty *pty_start(int rows, int cols, char *const argv[], const char *const env[])
{
    struct pty *p = mem_alloc(sizeof *p);
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

    p->pid = forkpty(&p->fd, NULL, NULL, &size);
    assert_true(p->pid >= 0);
    if (p->pid == 0) {
        child(argv, env);
    }
    fcntl(p->fd, F_SETFD, FD_CLOEXEC);
    fcntl(p->fd, F_SETFL, O_NONBLOCK);
    p->rows = rows;
    p->cols = cols;
    p->visible = true;
    p->vt = vterm_new(rows, cols);
    vterm_set_utf8(p->vt, 1);
    p->screen = vterm_obtain_screen(p->vt);
    vterm_screen_enable_altscreen(p->screen, 1);
    vterm_screen_set_callbacks(p->screen, &callbacks, p);
    vterm_screen_reset(p->screen, 1);
    return p;
}

struct pty *pty_meyar(int rows, int cols, const char *const env[], const char *arg1,
                      const char *arg2, const char *arg3)
{
    const char *bin = getenv("MEYAR_BIN");
    const char *words[] = {bin && *bin ? bin : "build/meyar", arg1, arg2, arg3, NULL};
    char *argv[5] = {NULL};

    for (int i = 0; i < 4 && words[i]; i++) {
        argv[i] = mem_dup(words[i]);
    }
    struct pty *p = pty_start(rows, cols, argv, env);
    for (int i = 0; i < 4; i++) {
        free(argv[i]);
    }
    return p;
}

void pty_free(struct pty **p)
{
    if (!*p) {
        return;
    }
    if (!(*p)->ended) {
        kill((*p)->pid, SIGKILL);
        waitpid((*p)->pid, NULL, 0);
    }
    if ((*p)->fd >= 0) {
        close((*p)->fd);
    }
    vterm_free((*p)->vt);
    buf_free(&(*p)->all);
    buf_free(&(*p)->line);
    free(*p);
    *p = NULL;
}

pid_t pty_pid(const struct pty *p)
{
    return p->pid;
}

static void write_all(struct pty *p, const char *s, size_t n)
{
    while (n > 0 && p->fd >= 0) {
        ssize_t k = write(p->fd, s, n);
        if (k > 0) {
            s += k;
            n -= (size_t)k;
        } else if (errno == EAGAIN) {
            poll(&(struct pollfd){.fd = p->fd, .events = POLLOUT}, 1, 100);
        } else if (errno != EINTR) {
            return;
        }
    }
}

void pty_keys(struct pty *p, const char *bytes)
{
    write_all(p, bytes, strlen(bytes));
}

/* What the terminal answers by itself (where the cursor is, what it can do) goes back. */
static void answer_back(struct pty *p)
{
    char out[256];
    size_t n = vterm_output_read(p->vt, out, sizeof out);
    if (n > 0) {
        write_all(p, out, n);
    }
}

/* Waits at most ms for output and takes it in. False: nothing came. */
static bool take(struct pty *p, int ms)
{
    char in[4096];

    if (p->fd < 0 || p->mute) {
        return false;
    }
    if (poll(&(struct pollfd){.fd = p->fd, .events = POLLIN}, 1, ms) <= 0) {
        return false;
    }
    ssize_t n = read(p->fd, in, sizeof in);
    if (n <= 0) {
        p->mute = n == 0 || (errno != EAGAIN && errno != EINTR);
        return false;
    }
    buf_addn(&p->all, in, (size_t)n);
    vterm_input_write(p->vt, in, (size_t)n);
    answer_back(p);
    return true;
}

bool pty_take(struct pty *p, int ms)
{
    return take(p, ms);
}

const char *pty_output(const struct pty *p)
{
    return p->all.s ? p->all.s : "";
}

static bool wait_for(struct pty *p, const char *text, bool there, int ms)
{
    int64_t end = now_ms() + ms;

    for (;;) {
        while (take(p, 0)) {
        }
        if (pty_shows(p, text) == there) {
            return true;
        }
        int64_t left = end - now_ms();
        if (left <= 0) {
            return false;
        }
        take(p, left < 50 ? (int)left : 50);
        if (p->fd < 0 || p->mute) {
            return pty_shows(p, text) == there;
        }
    }
}

bool pty_wait(struct pty *p, const char *text, int ms)
{
    return wait_for(p, text, true, ms);
}

bool pty_wait_gone(struct pty *p, const char *text, int ms)
{
    return wait_for(p, text, false, ms);
}

void pty_settle(struct pty *p, int quiet)
{
    while (take(p, quiet)) {
    }
}

bool pty_shows(struct pty *p, const char *text)
{
    return pty_find(p, text) >= 0;
}

const char *pty_row(struct pty *p, int row)
{
    size_t end = 0;

    buf_clear(&p->line);
    buf_add(&p->line, "");
    for (int col = 0; col < p->cols; col++) {
        VTermScreenCell cell;
        vterm_screen_get_cell(p->screen, (VTermPos){.row = row, .col = col}, &cell);
        if (cell.chars[0] == (uint32_t)-1) {
            continue; /* the right half of a wide one */
        }
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++) {
            char out[4];
            buf_addn(&p->line, out, utf8_put(out, cell.chars[i]));
        }
        if (cell.chars[0] == 0) {
            buf_addc(&p->line, ' ');
        } else if (cell.chars[0] != ' ') {
            end = p->line.n;
        }
    }
    p->line.s[end] = '\0';
    return p->line.s;
}

char *pty_screen(struct pty *p)
{
    struct buf b = {0};

    for (int row = 0; row < p->rows; row++) {
        buf_add(&b, pty_row(p, row));
        buf_addc(&b, '\n');
    }
    return b.s;
}

int pty_find(struct pty *p, const char *text)
{
    for (int row = 0; row < p->rows; row++) {
        if (strstr(pty_row(p, row), text)) {
            return row;
        }
    }
    return -1;
}

void pty_cursor(struct pty *p, int *row, int *col, bool *visible)
{
    *row = p->cursor.row;
    *col = p->cursor.col;
    *visible = p->visible;
}

bool pty_reverse(struct pty *p, int row, int col)
{
    VTermScreenCell cell;
    vterm_screen_get_cell(p->screen, (VTermPos){.row = row, .col = col}, &cell);
    return cell.attrs.reverse != 0;
}

bool pty_coloured(struct pty *p, int row, int col)
{
    VTermScreenCell cell;
    vterm_screen_get_cell(p->screen, (VTermPos){.row = row, .col = col}, &cell);
    return !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
}

size_t pty_bytes(const struct pty *p)
{
    return p->all.n;
}

bool pty_sane(const struct pty *p)
{
    struct termios t;
    if (tcgetattr(p->fd, &t) != 0) {
        return false;
    }
    return (t.c_lflag & ICANON) && (t.c_lflag & ECHO) && (t.c_lflag & ISIG);
}

bool pty_wrote(const struct pty *p, const char *bytes)
{
    return p->all.s && strstr(p->all.s, bytes) != NULL;
}

const char *pty_all(const struct pty *p)
{
    return p->all.s ? p->all.s : "";
}

void pty_resize(struct pty *p, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    p->rows = rows;
    p->cols = cols;
    vterm_set_size(p->vt, rows, cols);
    ioctl(p->fd, TIOCSWINSZ, &size);
}

void pty_signal(struct pty *p, int signal)
{
    if (!p->ended) {
        kill(p->pid, signal);
    }
}

void pty_hang_up(struct pty *p)
{
    if (p->fd >= 0) {
        close(p->fd);
        p->fd = -1;
    }
}

int pty_end(struct pty *p, int ms)
{
    int64_t end = now_ms() + ms;

    while (!p->ended) {
        if (waitpid(p->pid, &p->status, WNOHANG) == p->pid) {
            p->ended = true;
            while (take(p, 0)) {
            }
        } else if (now_ms() >= end) {
            return -1;
        } else if (!take(p, 10) && (p->fd < 0 || p->mute)) {
            nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
        }
    }
    return p->status;
}

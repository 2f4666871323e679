/* Results: to standard output, or into a file that appears whole or not at all. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "forms/text.h"
#include "tui/cli.h"

enum status cli_print(const struct buf *b)
{
    struct buf shown = {0};
    cli_progress_end();
    if (isatty(STDOUT_FILENO)) {
        buf_show(&shown, b->s ? b->s : "", true);
        b = &shown;
    }
    bool ok = b->n == 0 || fwrite(b->s, 1, b->n, stdout) == b->n;
    ok = fflush(stdout) == 0 && ok;
    int error = errno;
    buf_free(&shown);
    if (ok)
        return DONE;
    return cli_refuse(BUSY, _("the result can't be written to standard output: %s"),
                      strerror(error));
}

/* Where a result goes, with what went wrong there: an errno. */
struct stream {
    int fd, error;
};

static bool stream_put(void *arg, const char *bytes, size_t n)
{
    struct stream *s = arg;
    for (size_t done = 0; done < n && !s->error;) {
        ssize_t got = write(s->fd, bytes + done, n - done);
        if (got < 0 && errno != EINTR)
            s->error = errno;
        if (got > 0)
            done += (size_t)got;
    }
    return !s->error;
}

/* What makes the result. */
struct maker {
    bool (*make)(void *arg, const struct sink *to, struct err *err);
    void *arg;
    struct err *err;
};

#define MAKER_FAILED (-1) /* its err says why */

static int write_all(int fd, const struct maker *m)
{
    struct stream s = {.fd = fd};
    struct sink to = {stream_put, &s};
    bool made = m->make(m->arg, &to, m->err);
    return s.error ? s.error : made ? 0 : MAKER_FAILED;
}

/* ---- a file in the making, when the program is told to end ---- */

static const char *volatile unfinished; /* its path; NULL: none */

static void on_end(int sig)
{
    if (unfinished)
        unlink(unfinished);
    raise(sig); /* its own handling is back: this ends the program once this returns */
}

static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
#define NENDING (sizeof ending / sizeof ending[0])

/* From now on a program that is told to end leaves nothing at that path; NULL: as it was before.
 * Where such signals are caught (by whoever breaks long work off) or ignored, they stay so. */
static void leave_nothing(const char *path)
{
    static bool mine[NENDING];
    struct sigaction now, action = {.sa_handler = on_end, .sa_flags = (int)SA_RESETHAND},
                          usual = {.sa_handler = SIG_DFL};
    sigemptyset(&action.sa_mask);
    unfinished = path;
    for (size_t i = 0; i < NENDING; i++) {
        if (path)
            mine[i] = sigaction(ending[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL;
        if (mine[i])
            sigaction(ending[i], path ? &action : &usual, NULL);
    }
}

/* A new file beside `path`, which then takes its place. 0, an errno or MAKER_FAILED. */
static int write_beside(const char *path, mode_t mode, const struct maker *m)
{
    struct arena *a = arena_new();
    const char *temporary;
    struct lock *making = file_making(path, &temporary, a);
    leave_nothing(temporary);
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    int error = fd < 0 ? errno : 0;
    if (fd >= 0) {
        error = write_all(fd, m);
        if (!error && fsync(fd) != 0)
            error = errno;
        if (close(fd) != 0 && !error)
            error = errno;
        if (!error && rename(temporary, path) != 0)
            error = errno;
        if (error)
            unlink(temporary);
    }
    leave_nothing(NULL);
    file_made(&making);
    arena_free(&a);
    return error;
}

/* Devices and pipes are written to as they are. */
static int write_into(const char *path, const struct maker *m)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return errno;
    int error = write_all(fd, m);
    if (close(fd) != 0 && !error)
        error = errno;
    return error;
}

/* Would SQLite take a file of that name for a part of the database beside it? */
static bool is_companion(const char *path)
{
    size_t n = strlen(path);
    bool is = false;
    for (int i = 0; file_beside[i] && !is; i++) {
        size_t end = strlen(file_beside[i]);
        if (n > end && strcmp(path + n - end, file_beside[i]) == 0) {
            char *base = mem_printf("%.*s", (int)(n - end), path);
            is = file_is_database(base);
            free(base);
        }
    }
    return is;
}

/* A new file gets this mode; one that is there keeps its own. */
static enum status write_to(const char *path, const char *kept, mode_t mode, const struct maker *m)
{
    struct stat st;
    cli_progress_end();
    bool there = stat(path, &st) == 0;
    if (there && kept && file_belongs_to(&st, kept))
        return cli_refuse(REFUSED,
                          _("%s is the campaign file itself; name another file to write to"), path);
    /* A result that takes a database's place destroys a campaign. */
    if (is_companion(path) || (there && S_ISREG(st.st_mode) && file_is_database(path)))
        return cli_refuse(
            REFUSED, _("%s is a database or a part of one; name another file to write to"), path);
    int error;
    if (there && S_ISDIR(st.st_mode)) {
        error = EISDIR;
    } else if (there && !S_ISREG(st.st_mode)) {
        error = write_into(path, m);
    } else {
        /* A link stays one: what it leads to is replaced. */
        char *real = there ? realpath(path, NULL) : NULL;
        error = write_beside(real ? real : path, there ? st.st_mode & 0777 : mode, m);
        free(real);
    }
    if (!error)
        return DONE;
    if (error == MAKER_FAILED)
        return cli_fail(m->err);
    return cli_refuse(BUSY, _("%s can't be written: %s"), path, strerror(error));
}

static bool put_buf(void *arg, const struct sink *to, struct err *err)
{
    const struct buf *b = arg;
    (void)err;
    return to->put(to->arg, b->s ? b->s : "", b->n);
}

enum status cli_write(const char *path, const char *kept, const struct buf *b)
{
    struct err err = {0};
    struct buf copy = *b;
    struct maker m = {put_buf, &copy, &err};
    return strcmp(path, "-") == 0 ? cli_print(b) : write_to(path, kept, 0666, &m);
}

enum status cli_stream(const char *path, const char *kept,
                       bool (*make)(void *arg, const struct sink *to, struct err *err), void *arg)
{
    struct err err = {0};
    struct maker m = {make, arg, &err};
    if (path && strcmp(path, "-") != 0)
        return write_to(path, kept, 0600, &m);
    int error = write_all(STDOUT_FILENO, &m);
    if (error == MAKER_FAILED)
        return cli_fail(&err);
    if (error)
        return cli_refuse(BUSY, _("the result can't be written to standard output: %s"),
                          strerror(error));
    return DONE;
}

/* Results: to standard output, or into a file that appears whole or not at all. */
#include <errno.h>
#include <fcntl.h>
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

static int write_all(int fd, const struct buf *b)
{
    for (size_t done = 0; done < b->n;) {
        ssize_t n = write(fd, b->s + done, b->n - done);
        if (n < 0 && errno != EINTR)
            return errno;
        if (n > 0)
            done += (size_t)n;
    }
    return 0;
}

/* A new file beside `path`, which then takes its place. 0 or an errno. */
static int write_beside(const char *path, mode_t mode, const struct buf *b)
{
    char *temporary = mem_printf("%s.%ld.tmp", path, (long)getpid());
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    int error = fd < 0 ? errno : 0;
    if (fd >= 0) {
        error = write_all(fd, b);
        if (!error && fsync(fd) != 0)
            error = errno;
        if (close(fd) != 0 && !error)
            error = errno;
        if (!error && rename(temporary, path) != 0)
            error = errno;
        if (error)
            unlink(temporary);
    }
    free(temporary);
    return error;
}

/* Devices and pipes are written to as they are. */
static int write_into(const char *path, const struct buf *b)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return errno;
    int error = write_all(fd, b);
    if (close(fd) != 0 && !error)
        error = errno;
    return error;
}

/* A result that takes a database's place destroys a campaign. */
static bool is_database(const char *path)
{
    char head[16] = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool is = fd >= 0 && read(fd, head, sizeof head) == (ssize_t)sizeof head &&
              memcmp(head, "SQLite format 3", sizeof head) == 0;
    if (fd >= 0)
        close(fd);
    return is;
}

/* Would SQLite take a file of that name for a part of the database beside it? */
static bool is_companion(const char *path)
{
    static const char *const ends[] = {"-wal", "-shm", "-journal"};
    size_t n = strlen(path);
    bool is = false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends && !is; i++) {
        size_t end = strlen(ends[i]);
        if (n > end && strcmp(path + n - end, ends[i]) == 0) {
            char *base = mem_printf("%.*s", (int)(n - end), path);
            is = is_database(base);
            free(base);
        }
    }
    return is;
}

/* Is path the campaign file, or one of the files that belong to it? */
static bool belongs_to(const struct stat *st, const char *kept)
{
    static const char *const companions[] = {"", "-wal", "-shm", "-journal"};
    bool same = false;
    for (size_t i = 0; i < sizeof companions / sizeof *companions && !same; i++) {
        struct stat its;
        char *name = mem_printf("%s%s", kept, companions[i]);
        same = stat(name, &its) == 0 && its.st_dev == st->st_dev && its.st_ino == st->st_ino;
        free(name);
    }
    return same;
}

enum status cli_write(const char *path, const char *kept, const struct buf *b)
{
    struct stat st;
    if (strcmp(path, "-") == 0)
        return cli_print(b);
    cli_progress_end();
    bool there = stat(path, &st) == 0;
    if (there && kept && belongs_to(&st, kept))
        return cli_refuse(REFUSED,
                          _("%s is the campaign file itself; name another file to write to"), path);
    if (is_companion(path) || (there && S_ISREG(st.st_mode) && is_database(path)))
        return cli_refuse(
            REFUSED, _("%s is a database or a part of one; name another file to write to"), path);
    int error;
    if (there && S_ISDIR(st.st_mode)) {
        error = EISDIR;
    } else if (there && !S_ISREG(st.st_mode)) {
        error = write_into(path, b);
    } else {
        /* A link stays one: what it leads to is replaced. */
        char *real = there ? realpath(path, NULL) : NULL;
        error = write_beside(real ? real : path, there ? st.st_mode & 0777 : 0666, b);
        free(real);
    }
    if (!error)
        return DONE;
    return cli_refuse(BUSY, _("%s can't be written: %s"), path, strerror(error));
}

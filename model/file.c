/* Whole files that the user names: read with a limit, and a sentence where that fails. */
#include "model/csv.h"
#include "model/lib.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "forms/text.h"

static bool fail(const char **why, struct arena *a, const char *path, int error)
{
    if (error == EFBIG)
        *why = arena_printf(a, _("%s is too large to be read"), path);
    else if (error == EISDIR)
        *why = arena_printf(a, _("%s is a folder; name a file"), path);
    else
        *why = arena_printf(a, _("%s can't be read: %s"), path, strerror(error));
    errno = error;
    return false;
}

/* Reads from fd to its end, at most `most` bytes; 0 or an errno. `likely` is how many there should
 * be: a large file then takes no more memory than it has bytes. */
static int read_all(int fd, size_t most, size_t likely, struct buf *b)
{
    b->room = likely + 2;
    b->s = mem_grow(NULL, b->room, 1);
    for (;;) {
        if (b->room - b->n < 2) {
            b->room += b->room / 2 + 65536;
            b->s = mem_grow(b->s, b->room, 1);
        }
        ssize_t n = read(fd, b->s + b->n, b->room - b->n - 1);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        b->n += (size_t)n;
        b->s[b->n] = '\0';
        if (n == 0)
            return 0;
        if (b->n > most)
            return EFBIG;
    }
}

static void free_bytes(void *p)
{
    free(p);
}

bool file_read(const char *path, size_t most, struct arena *a, char **bytes, size_t *n,
               const char **why)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail(why, a, path, errno);
    struct stat st = {0};
    int error = fstat(fd, &st) != 0 ? errno : S_ISDIR(st.st_mode) ? EISDIR : 0;
    size_t likely = S_ISREG(st.st_mode) ? (size_t)st.st_size : 0;
    if (!error && likely > most)
        error = EFBIG;
    struct buf b = {0};
    if (!error)
        error = read_all(fd, most, likely, &b);
    close(fd);
    if (error) {
        buf_free(&b);
        return fail(why, a, path, error);
    }
    arena_on_free(a, free_bytes, b.s);
    *bytes = b.s;
    *n = b.n;
    return true;
}

bool file_is_database(const char *path)
{
    char head[16] = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool is = fd >= 0 && read(fd, head, sizeof head) == (ssize_t)sizeof head &&
              memcmp(head, "SQLite format 3", sizeof head) == 0;
    if (fd >= 0)
        close(fd);
    return is;
}

const char *const file_beside[] = {"-wal", "-journal", "-shm", NULL};

static bool is_same(const struct stat *st, const char *path, const char *ending)
{
    struct stat its;
    char *name = mem_printf("%s%s", path, ending);
    bool same = stat(name, &its) == 0 && its.st_dev == st->st_dev && its.st_ino == st->st_ino;
    free(name);
    return same;
}

bool file_belongs_to(const struct stat *st, const char *path)
{
    bool belongs = is_same(st, path, "");
    for (int i = 0; file_beside[i] && !belongs; i++)
        belongs = is_same(st, path, file_beside[i]);
    return belongs;
}

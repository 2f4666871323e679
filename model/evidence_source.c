/* Reading the file that is to be attached: twice, piece by piece. The first time tells what it is
 * and its hash, under which the second time keeps it. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "model/chunk.h"
#include "model/evidence_in.h"

static int64_t limit = EVIDENCE_MOST;

void evidence_limit(int64_t most)
{
    limit = most > 0 ? most : EVIDENCE_MOST;
}

/* "64 MiB", or bytes where it is less than one. */
static const char *limit_text(struct arena *a)
{
    if (limit >= 1 << 20)
        return arena_printf(a, "%lld MiB", (long long)(limit >> 20));
    return arena_printf(a, _("%lld bytes"), (long long)limit);
}

/* Before it is opened: opening some of these would wait, or act. */
static bool may_open(struct source *s, const struct campaign *c, const char *shown, struct err *err)
{
    if (stat(s->path, &s->st) != 0)
        err_set(err, REFUSED, _("%s can't be read: %s"), shown, strerror(errno));
    else if (S_ISDIR(s->st.st_mode))
        err_set(err, REFUSED, _("%s is a folder; choose a file in it"), shown);
    else if (!S_ISREG(s->st.st_mode))
        err_set(err, REFUSED, _("%s is no regular file, but a device, a pipe or the like"), shown);
    else if (c->real && file_belongs_to(&s->st, c->real)) /* closing it would drop our locks */
        err_set(err, REFUSED, _("%s is this campaign file itself; choose another file"), shown);
    else
        return true;
    return false;
}

static bool may_keep(const struct source *s, const char *shown, struct arena *a, struct err *err)
{
    if (!S_ISREG(s->st.st_mode))
        err_set(err, REFUSED, _("%s is no regular file, but a device, a pipe or the like"), shown);
    else if (s->st.st_size == 0)
        err_set(err, REFUSED, _("%s is empty: there is nothing in it to keep"), shown);
    else if (s->st.st_size > limit)
        err_set(err, REFUSED, _("%s is too large: a file may have at most %s"), shown,
                limit_text(a));
    else
        return true;
    return false;
}

static bool changed(const char *shown, struct err *err)
{
    err_set(err, REFUSED, _("%s changed while it was read; try again when it is at rest"), shown);
    return false;
}

/* At most n bytes, less only at the file's end; -1 and errno. */
static ssize_t read_piece(int fd, unsigned char *to, size_t n)
{
    size_t got = 0;
    while (got < n) {
        ssize_t r = read(fd, to + got, n - got);
        if (r < 0 && errno != EINTR)
            return -1;
        if (r == 0)
            break;
        got += r > 0 ? (size_t)r : 0;
    }
    return (ssize_t)got;
}

/* Reads all of it from its start, keeps it under s->sha where db is given, and gives its hash. */
static bool read_all(struct source *s, struct db *db, const char *shown, char sha[HEX_SIZE],
                     struct err *err)
{
    unsigned char *piece = mem_alloc(CHUNK_SIZE), hash[HASH_SIZE];
    const char *what = db ? _("Keeping the file") : _("Reading the file");
    crypto_hash_sha256_state state;
    int64_t done = 0;
    bool ok = lseek(s->fd, 0, SEEK_SET) == 0;
    crypto_hash_sha256_init(&state);
    for (int number = 0; ok && done < s->st.st_size; number++) {
        ssize_t n = read_piece(s->fd, piece, CHUNK_SIZE);
        if (n < 0)
            err_set(err, REFUSED, _("%s can't be read: %s"), shown, strerror(errno));
        ok = n > 0 || (n == 0 && changed(shown, err));
        ok = ok && (done + n <= s->st.st_size || changed(shown, err));
        if (ok && number == 0 && !db)
            s->type = evidence_type(s->name, piece, n < TYPE_BYTES ? (size_t)n : TYPE_BYTES);
        if (ok)
            crypto_hash_sha256_update(&state, piece, (size_t)n);
        ok = ok && (!db || chunk_put(db, s->sha, number, piece, (size_t)n));
        done += n > 0 ? n : 0;
        ok = ok && progress_step(what, done, s->st.st_size, err);
    }
    free(piece);
    crypto_hash_sha256_final(&state, hash);
    hex_encode(hash, HASH_SIZE, sha);
    return ok;
}

/* Is it still the file that fstat told of? */
static bool at_rest(const struct source *s)
{
    struct stat now;
    return fstat(s->fd, &now) == 0 && now.st_size == s->st.st_size &&
           now.st_mtim.tv_sec == s->st.st_mtim.tv_sec &&
           now.st_mtim.tv_nsec == s->st.st_mtim.tv_nsec;
}

bool source_open(struct source *s, struct campaign *c, const char *path, struct arena *a,
                 struct err *err)
{
    const char *shown = text_show(a, path, false);
    *s = (struct source){.path = path, .fd = -1, .name = evidence_name(a, path)};
    if (!may_open(s, c, shown, err))
        return false;
    s->fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    bool ok = s->fd >= 0 && fstat(s->fd, &s->st) == 0;
    if (!ok)
        err_set(err, REFUSED, _("%s can't be read: %s"), shown, strerror(errno));
    ok = ok && may_keep(s, shown, a, err) && read_all(s, NULL, shown, s->sha, err) &&
         (at_rest(s) || changed(shown, err));
    if (!ok)
        source_close(s);
    return ok;
}

bool source_keep(struct source *s, struct db *db, struct err *err)
{
    struct arena *a = arena_new();
    const char *shown = text_show(a, s->path, false);
    char sha[HEX_SIZE];
    bool ok = read_all(s, db, shown, sha, err) &&
              ((at_rest(s) && strcmp(sha, s->sha) == 0) || changed(shown, err));
    arena_free(&a);
    return ok;
}

void source_close(struct source *s)
{
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
}

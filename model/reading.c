/* Reading a file that is not ours to write: beside a writer, or lying still, or with what a crash
 * left beside it. The file's own bytes are never touched. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "model/inside.h"

/* Is there a WAL that holds anything? Then *st is its. */
static bool wal_left(const struct campaign *c, struct stat *st)
{
    char *wal = mem_printf("%s-wal", c->real);
    bool left = stat(wal, st) == 0 && st->st_size > 0;
    free(wal);
    return left;
}

bool reading_wal_left(const struct campaign *c)
{
    struct stat st;
    return wal_left(c, &st);
}

static bool copy_file(const char *from, const char *to)
{
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = in < 0 ? -1 : open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool ok = out >= 0;
    char block[65536];
    for (ssize_t n; ok && (n = read(in, block, sizeof block)) != 0;)
        ok = n > 0 && write(out, block, (size_t)n) == n;
    if (out >= 0)
        ok = close(out) == 0 && ok;
    if (in >= 0)
        close(in);
    return ok;
}

static char *in_private(const struct campaign *c, const char *tail)
{
    return mem_printf("%s/copy%s", c->private_folder, tail);
}

void reading_end(struct campaign *c)
{
    static const char *const tails[] = {"", "-wal", "-shm"};
    if (!c->private_folder)
        return;
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
        char *path = in_private(c, tails[i]);
        unlink(path);
        free(path);
    }
    rmdir(c->private_folder);
    free(c->private_folder);
    c->private_folder = NULL;
}

/* What a crash left in the WAL belongs to the file; where nothing may be written to it, a copy of
 * both is read instead. The caller holds our lock, and no connection to the file is open. */
static char *make_private(struct campaign *c, struct err *err)
{
    const char *base = getenv("TMPDIR");
    reading_end(c);
    c->private_folder = mem_printf("%s/meyar-XXXXXX", base && base[0] == '/' ? base : "/tmp");
    char *wal = mem_printf("%s-wal", c->real);
    char *copy = NULL, *copy_wal = NULL;
    bool ok = mkdtemp(c->private_folder) != NULL;
    if (ok) {
        copy = in_private(c, "");
        copy_wal = in_private(c, "-wal");
        ok = copy_file(c->real, copy) && copy_file(wal, copy_wal);
    }
    free(wal);
    free(copy_wal);
    if (ok)
        return copy;
    err_set(err, BUSY,
            _("%s: a crash left changes beside the file, and no copy to read them from can be "
              "made: %s"),
            c->path, strerror(errno));
    free(copy);
    return NULL;
}

/* Was the file itself changed after the WAL was last written? By a checkpoint right before a crash;
 * or because it is another file now, a backup put in its place, and the WAL is not its own. */
static bool changed_after_wal(const struct campaign *c)
{
    struct stat file, wal;
    if (stat(c->real, &file) != 0 || !wal_left(c, &wal))
        return false;
    if (file.st_ctim.tv_sec != wal.st_mtim.tv_sec)
        return file.st_ctim.tv_sec > wal.st_mtim.tv_sec;
    return file.st_ctim.tv_nsec > wal.st_mtim.tv_nsec;
}

bool reading_wal_fits(struct campaign *c, struct err *err)
{
    if (!changed_after_wal(c))
        return true;
    char *copy = make_private(c, err);
    if (!copy)
        return false;
    /* Both together, in a copy, are true to their history or not. */
    struct err why = {0};
    char *report = NULL;
    int64_t events;
    struct campaign *together = campaign_open(copy, 0, NULL, &why);
    bool fits = together && campaign_verify(together, &events, &report, &why);
    campaign_close(&together);
    reading_end(c);
    if (!fits)
        err_set(
            err, DAMAGED,
            _("%s-wal, which a crash left, does not belong to %s as it is now (a copy put back?); "
              "nothing was touched: move the one that is not wanted away, and keep it"),
            c->path, c->path);
    err_clear(&why);
    free(report);
    free(copy);
    return fits;
}

static void note_file(struct campaign *c)
{
    struct stat st;
    if (stat(c->real, &st) == 0) {
        c->mtime = st.st_mtim;
        c->size = st.st_size;
    }
}

static bool open_reading(struct campaign *c, enum db_mode mode, const char *path, struct err *err)
{
    if (c->db)
        return db_reopen(c->db, path, mode, err);
    c->db = db_open(path, c->path, mode, err);
    return c->db != NULL;
}

/* Opens for reading by what is found: a writer, what a crash left, or a file that lies still. */
static bool choose_reading(struct campaign *c, struct err *err)
{
    enum lock_got got = c->lock ? lock_read(c->lock) : LOCK_GOT;
    if (got == LOCK_WRITER) {
        c->reading = READ_LIVE;
        return open_reading(c, DB_READ, c->real, err);
    }
    if (!reading_wal_left(c)) {
        c->reading = READ_STILL;
        note_file(c);
        return open_reading(c, DB_IMMUTABLE, c->real, err);
    }
    if (!reading_wal_fits(c, err))
        return false;
    char *copy = make_private(c, err);
    c->reading = READ_COPY;
    bool ok = copy && open_reading(c, DB_WRITE, copy, err);
    free(copy);
    return ok;
}

static bool lies_still(const struct campaign *c)
{
    struct stat st;
    return stat(c->real, &st) == 0 && st.st_ino == c->inode && st.st_size == c->size &&
           st.st_mtim.tv_sec == c->mtime.tv_sec && st.st_mtim.tv_nsec == c->mtime.tv_nsec &&
           !reading_wal_left(c);
}

/* Before each reading: has the writer written, and does the file that lay still do so yet? */
static bool enter_reading(void *arg, struct err *err)
{
    struct campaign *c = arg;
    if (c->reading == READ_LIVE) {
        int64_t version = db_number(c->db, 0, "PRAGMA data_version", "");
        c->changes += version != c->data_version;
        c->data_version = version;
    }
    if (c->reading != READ_STILL)
        return true;
    enum lock_got got = c->lock ? lock_read(c->lock) : LOCK_GOT;
    if (got != LOCK_WRITER && lies_still(c))
        return true;
    c->changes++;
    return choose_reading(c, err);
}

static void leave_reading(void *arg)
{
    const struct campaign *c = arg;
    if (c->lock)
        lock_release(c->lock);
}

bool reading_begin(struct campaign *c, struct err *err)
{
    if (!choose_reading(c, err))
        return false;
    leave_reading(c);
    db_watch(c->db, enter_reading, leave_reading, c);
    return true;
}

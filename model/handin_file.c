/* What is handed in, as a file in a folder. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "model/evidence.h"
#include "model/handin.h"
#include "model/inside.h"
#include "model/newfile.h"

int64_t handin_evidence_size(struct campaign *c)
{
    return db_number(c->db, 0, "SELECT sum(length(bytes)) FROM chunk", "");
}

/* What any file system and any stick takes: letters beyond ASCII stay, they are the names of
 * people. */
static void add_word(struct buf *b, const char *s)
{
    bool blank = false;
    for (; *s; s++) {
        unsigned char ch = (unsigned char)*s;
        bool plain = ch >= 0x80 || (ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z') ||
                     (ch >= 'a' && ch <= 'z') || ch == '.' || ch == '_' || ch == '-';
        if (plain && blank && b->n > 0)
            buf_addc(b, '-');
        if (plain)
            buf_addc(b, (char)ch);
        blank = !plain;
    }
}

const char *handin_name(struct campaign *c, struct arena *a)
{
    struct buf b = {0};
    char day[11];
    date_format(clock_today(), day);
    add_word(&b, c->eras[0].name);
    buf_add(&b, "-");
    add_word(&b, c->by);
    buf_printf(&b, "-%s.bundle", day);
    /* A first point would hide it, and invisible letters are taken out as of any file's name. */
    const char *name = evidence_name(a, b.s + strspn(b.s, ".-"));
    buf_free(&b);
    return name;
}

struct bundling {
    struct campaign *c;
    unsigned flags;
    int64_t events;
    int fd, error; /* error: an errno */
};

static bool put(void *arg, const char *bytes, size_t n)
{
    struct bundling *b = arg;
    while (n > 0 && !b->error) {
        ssize_t wrote = write(b->fd, bytes, n);
        if (wrote > 0) {
            bytes += wrote;
            n -= (size_t)wrote;
        } else if (wrote == 0 || errno != EINTR) {
            b->error = wrote == 0 ? EIO : errno;
        }
    }
    return !b->error;
}

static bool make(void *arg, const char *temporary, struct err *err)
{
    struct bundling *b = arg;
    const struct sink sink = {put, b};
    b->fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (b->fd < 0) {
        err_set(err, BUSY, _("%s can't be made: %s"), temporary, strerror(errno));
        return false;
    }
    bool ok = bundle_write(b->c, b->flags, &sink, &b->events, err);
    if (ok && fsync(b->fd) != 0)
        b->error = errno;
    if (close(b->fd) != 0 && !b->error)
        b->error = errno;
    if (b->error)
        err_set(err, BUSY, _("%s can't be written: %s"), temporary, strerror(b->error));
    return ok && !b->error;
}

bool handin_write(struct campaign *c, unsigned flags, const char *folder, const char *name,
                  struct arena *a, const char **path, int64_t *events, struct err *err)
{
    struct bundling b = {.c = c, .flags = flags};
    bool ok = newfile_into(folder, name, make, &b, a, path, err);
    *events = b.events;
    return ok;
}

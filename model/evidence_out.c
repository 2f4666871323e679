/* Evidence as files again: taken out into a folder, or copied for a viewer. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "forms/text.h"
#include "model/chunk.h"
#include "model/evidence_in.h"
#include "model/newfile.h"
#include "model/private.h"

struct writing {
    int fd, error; /* error: an errno */
    int64_t done, size;
    struct err *err;
    bool stopped;
};

static bool write_piece(void *arg, const void *bytes, size_t n)
{
    struct writing *w = arg;
    for (size_t done = 0; done < n;) {
        ssize_t wrote = write(w->fd, (const char *)bytes + done, n - done);
        if (wrote > 0) {
            done += (size_t)wrote;
        } else if (wrote == 0 || errno != EINTR) {
            w->error = wrote == 0 ? EIO : errno;
            return false;
        }
    }
    w->done += (int64_t)n;
    w->stopped = !progress_step(_("Writing the file"), w->done, w->size, w->err);
    return !w->stopped;
}

/* Writes the bytes to a new file; nothing is left of it where that fails. */
static bool write_new(struct campaign *c, const struct evidence *e, const char *path, mode_t mode,
                      struct err *err)
{
    struct writing w = {.size = e->size, .err = err};
    bool whole = false;
    w.fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (w.fd < 0) {
        err_set(err, BUSY, _("%s can't be made: %s"), path, strerror(errno));
        return false;
    }
    bool read = chunk_each(c->db, e->sha256, write_piece, &w, &whole);
    if (read && whole && (fchmod(w.fd, mode) != 0 || fsync(w.fd) != 0))
        w.error = errno;
    if (close(w.fd) != 0 && !w.error)
        w.error = errno;
    if (!read)
        db_failed(c->db, err);
    else if (w.error)
        err_set(err, BUSY, _("%s can't be written: %s"), path, strerror(w.error));
    else if (!whole && !w.stopped)
        err_set(
            err, DAMAGED,
            _("the content that is kept does not belong to its hash: it was changed, and is not "
              "given out; look with 'meyar verify'"));
    if (!read || !whole || w.error)
        unlink(path);
    return read && whole && !w.error;
}

static bool is_at_hand(const struct evidence *e, struct arena *a, struct err *err)
{
    if (!e->at_hand)
        err_set(err, REFUSED,
                _("The content of %s is not in this file: ask who attached it (%s) for a bundle "
                  "with its evidence"),
                text_show(a, e->name, false), text_show(a, e->by, false));
    return e->at_hand;
}

struct taking_out {
    struct campaign *c;
    const struct evidence *e;
};

static bool make(void *arg, const char *temporary, struct err *err)
{
    const struct taking_out *t = arg;
    return write_new(t->c, t->e, temporary, 0600, err);
}

bool evidence_take_out(struct campaign *c, const struct evidence *e, const char *folder,
                       struct arena *a, const char **path, struct err *err)
{
    struct taking_out t = {c, e};
    return is_at_hand(e, a, err) &&
           newfile_into(folder, evidence_name(a, e->name), make, &t, a, path, err);
}

/* The name for a viewer: it ends as the type does. NULL where no viewer may get it. */
static const char *viewed_name(struct arena *a, const struct evidence *e)
{
    const char *ending = type_ending(e->type), *name = evidence_name(a, e->name);
    const char *point = strrchr(name, '.');
    if (!ending)
        return NULL;
    if (point && strcmp(evidence_type(name, (const unsigned char *)"", 0), e->type) == 0)
        return name; /* a text's own ending */
    if (point && ascii_casecmp(point + 1, ending) == 0)
        return name;
    return arena_printf(a, "%.200s.%s", name, ending);
}

bool evidence_copy(struct campaign *c, const struct evidence *e, struct arena *a, const char **path,
                   struct err *err)
{
    const char *name = viewed_name(a, e);
    if (!is_at_hand(e, a, err))
        return false;
    if (!name) {
        err_set(
            err, REFUSED,
            _("%s is of a kind that is not opened from here, it could be a program: take it out "
              "into a folder"),
            text_show(a, e->name, false));
        return false;
    }
    const char *folder = private_folder(a, err);
    *path = folder ? arena_printf(a, "%s/%s", folder, name) : NULL;
    return folder && write_new(c, e, *path, 0400, err);
}

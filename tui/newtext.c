#include "tui/newtext.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "model/lib.h"
#include "model/newfile.h"

struct whole {
    const char *bytes;
    size_t n;
};

/* 0, or an errno. */
static int put(int fd, const struct whole *t)
{
    for (size_t done = 0; done < t->n;) {
        ssize_t wrote = write(fd, t->bytes + done, t->n - done);
        if (wrote == 0 || (wrote < 0 && errno != EINTR)) {
            return wrote == 0 ? EIO : errno;
        }
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    return fsync(fd) == 0 ? 0 : errno;
}

static bool make(void *arg, const char *temporary, struct err *err)
{
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);

    if (fd < 0) {
        err_set(err, BUSY, _("%s can't be made: %s"), temporary, strerror(errno));
        return false;
    }
    int error = put(fd, arg);
    if (close(fd) != 0 && !error) {
        error = errno;
    }
    if (error) {
        err_set(err, BUSY, _("%s can't be written: %s"), temporary, strerror(error));
    }
    return !error;
}

bool newtext_into(const char *folder, const char *name, const char *bytes, size_t n,
                  struct arena *a, const char **path, struct err *err)
{
    struct whole t = {bytes, n};
    return newfile_into(folder, name, make, &t, a, path, err);
}

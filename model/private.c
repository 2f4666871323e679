#define _GNU_SOURCE /* nftw */
#include "model/private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "model/event.h"
#include "model/state.h"

#define SHOWN "shown" /* the folder of all processes, in the state folder */

static bool failed(const char *path, struct err *err)
{
    err_set(err, BUSY, _("%s can't be made: %s"), path ? path : _("the state folder"),
            strerror(errno));
    return false;
}

const char *private_folder(struct arena *a, struct err *err)
{
    char random[RANDOM_SIZE];
    const char *mine = state_folder(a, arena_printf(a, SHOWN "/%ld", (long)getpid()));
    random_hex(random);
    const char *path = mine ? arena_printf(a, "%s/%.8s", mine, random) : NULL;
    if (!path || mkdir(path, 0700) != 0) {
        failed(path, err);
        return NULL;
    }
    return path;
}

const char *private_text(struct arena *a, const char *name, const char *text, struct err *err)
{
    const char *folder = private_folder(a, err);
    const char *path = folder ? arena_printf(a, "%s/%s", folder, name) : NULL;
    if (path && !write_whole(path, text, strlen(text), false)) {
        failed(path, err);
        return NULL;
    }
    return path;
}

/* Moves what can't be taken to where it is not removed. */
static const char *put_aside(struct arena *a, const char *path)
{
    char random[RANDOM_SIZE];
    const char *folder = state_folder(a, "texts"), *name = strrchr(path, '/') + 1;
    random_hex(random);
    const char *kept = folder ? arena_printf(a, "%s/%.8s-%s", folder, random, name) : NULL;
    return kept && rename(path, kept) == 0 ? kept : path;
}

const char *private_read(struct arena *a, const char *path, size_t most, struct err *err)
{
    struct stat st;
    size_t n = 0;
    char *text = NULL;
    if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode)) {
        err_set(err, REFUSED, _("The editor left no file behind: the text is as it was"));
        return NULL;
    }
    if ((size_t)st.st_size <= most)
        text = read_whole(a, path, most, &n);
    if (text && utf8_check(text, n) == n && strlen(text) == n) {
        unlink(path);
        return text;
    }
    if ((size_t)st.st_size > most)
        err_set(
            err, REFUSED,
            _("What the editor wrote is too long (%zu bytes at most): the text is as it was, and "
              "that lies in %s"),
            most, put_aside(a, path));
    else
        err_set(err, REFUSED,
                _("What the editor wrote is no UTF-8 text: the text is as it was, and that lies in "
                  "%s"),
                put_aside(a, path));
    return NULL;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    return remove(path);
}

/* Folders are named by their process: whose is no more is removed. */
void private_clear(void)
{
    struct arena *a = arena_new();
    const char *all = state_folder(a, SHOWN);
    DIR *dir = all ? opendir(all) : NULL;
    for (struct dirent *d; dir && (d = readdir(dir));) {
        char *end;
        long pid = strtol(d->d_name, &end, 10);
        if (pid > 0 && !*end &&
            (pid == (long)getpid() || (kill((pid_t)pid, 0) != 0 && errno == ESRCH)))
            nftw(arena_printf(a, "%s/%s", all, d->d_name), remove_one, 8, FTW_DEPTH | FTW_PHYS);
    }
    if (dir)
        closedir(dir);
    arena_free(&a);
}

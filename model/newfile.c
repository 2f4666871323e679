#include "model/newfile.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "model/inside.h"

#define NAMES_MOST 1000 /* that are tried where the first is taken */

/* "page.png", "page (2).png", … */
static const char *numbered(struct arena *a, const char *name, int number)
{
    const char *point = strrchr(name, '.');
    size_t stem = point && point != name ? (size_t)(point - name) : strlen(name);
    if (number == 1)
        return name;
    stem = stem > 240 ? 240 : stem;
    while (stem > 0 && ((unsigned char)name[stem] & 0xC0) == 0x80)
        stem--; /* to where a letter begins */
    return arena_printf(a, "%.*s (%d)%.12s", (int)stem, name, number, point && stem ? point : "");
}

static bool put_in_place(const char *temporary, const char *folder, const char *name,
                         struct arena *a, const char **path, struct err *err)
{
    for (int i = 1; i <= NAMES_MOST; i++) {
        *path = arena_printf(a, "%s/%s", folder, numbered(a, name, i));
        err_clear(err);
        if (create_put_in_place(temporary, *path, err))
            return true;
        if (err->status != REFUSED) /* anything else than that the name is taken */
            break;
    }
    return false;
}

/* Told of the folder that was named, not of what would have been made in it first. */
static bool may_write_into(const char *folder, struct err *err)
{
    struct stat st;
    int bad = stat(folder, &st) != 0             ? errno
              : !S_ISDIR(st.st_mode)             ? ENOTDIR
              : access(folder, W_OK | X_OK) != 0 ? errno
                                                 : 0;
    if (bad)
        err_set(err, BUSY, _("Nothing can be written into %s: %s"), folder, strerror(bad));
    return !bad;
}

bool newfile_into(const char *folder, const char *name,
                  bool (*make)(void *arg, const char *temporary, struct err *err), void *arg,
                  struct arena *a, const char **path, struct err *err)
{
    if (!may_write_into(folder, err))
        return false;
    /* Not the file's own name: that may be as long as names can be. */
    const char *place = arena_printf(a, "%s/.meyar", folder);
    struct lock *making = making_begin(place);
    const char *temporary = making_name(a, place);
    bool ok = make(arg, temporary, err) && put_in_place(temporary, folder, name, a, path, err);
    if (!ok)
        unlink(temporary);
    lock_close(&making);
    return ok;
}

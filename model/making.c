/* Files in the making: they lie beside their place under names of their own, and what a killed
 * program left of them is cleared away at the next try. */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "model/inside.h"

#define MARK ".making-"
#define DRAWN 8 /* hexadecimal digits that follow it */

const char *making_name(struct arena *a, const char *path)
{
    char random[RANDOM_SIZE];
    random_hex(random);
    return arena_printf(a, "%s" MARK "%.*s", path, DRAWN, random);
}

/* "NAME.making-1a2b3c4d", with whatever SQLite or the demo put behind it. */
static bool is_left_over(const char *entry, const char *name)
{
    size_t n = strlen(name);
    if (strncmp(entry, name, n) != 0 || strncmp(entry + n, MARK, strlen(MARK)) != 0)
        return false;
    return strspn(entry + n + strlen(MARK), "0123456789abcdef") >= DRAWN;
}

static void clear_folder(const char *folder, const char *name)
{
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));) {
        struct stat st;
        if (is_left_over(e->d_name, name) &&
            fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
            st.st_uid == geteuid())
            unlinkat(dirfd(d), e->d_name, 0);
    }
    if (d)
        closedir(d);
}

struct lock *making_begin(const char *path)
{
    bool alone = false;
    struct lock *l = lock_making(&alone);
    const char *slash = strrchr(path, '/');
    /* Whoever else makes a file now may be at the very ones that look left over. */
    if (alone) {
        char *folder = slash ? mem_printf("%.*s/", (int)(slash - path), path) : mem_dup(".");
        clear_folder(folder, slash ? slash + 1 : path);
        free(folder);
        lock_share(l);
    }
    return l;
}

struct lock *file_making(const char *path, const char **temporary, struct arena *a)
{
    *temporary = making_name(a, path);
    return making_begin(path);
}

void file_made(struct lock **making)
{
    lock_close(making);
}

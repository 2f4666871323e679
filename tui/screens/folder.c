#include "tui/screens/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "forms/text.h"

static const char *folded(struct arena *a, const char *name)
{
    struct buf b = {0};

    text_fold(&b, name);
    const char *out = arena_dup(a, b.s ? b.s : "");
    buf_free(&b);
    return out;
}

static int order(const void *a, const void *b)
{
    const struct folder_entry *x = a, *y = b;

    if (x->folder != y->folder) {
        return x->folder ? -1 : 1;
    }
    if (!x->folder && x->changed != y->changed) {
        return x->changed > y->changed ? -1 : 1;
    }
    int by_name = strcmp(x->folded, y->folded);
    return by_name ? by_name : strcmp(x->name, y->name);
}

/* Folders and regular files alone; what is hidden is not offered, but can be typed. */
static void add(struct folder *f, DIR *dir, const char *name)
{
    struct stat st;

    if (name[0] == '.' || fstatat(dirfd(dir), name, &st, 0) != 0 ||
        (!S_ISDIR(st.st_mode) && !S_ISREG(st.st_mode))) {
        return;
    }
    if ((f->n & (f->n - 1)) == 0) {
        f->entry = mem_grow(f->entry, 2 * (size_t)f->n + 1, sizeof *f->entry);
    }
    f->entry[f->n++] = (struct folder_entry){.name = arena_dup(f->arena, name),
                                             .folded = folded(f->arena, name),
                                             .folder = S_ISDIR(st.st_mode),
                                             .size = st.st_size,
                                             .changed = st.st_mtime};
}

void folder_read(struct folder *f, const char *path)
{
    struct arena *a = arena_new();
    DIR *dir = opendir(path);
    const char *kept = arena_dup(a, path); /* it may be of the arena that goes */

    folder_free(f);
    f->arena = a;
    f->path = kept;
    f->unread = dir ? NULL : arena_dup(a, strerror(errno));
    for (struct dirent *d; dir && (d = readdir(dir));) {
        if (f->n == FOLDER_MOST) {
            f->more = true;
            break;
        }
        add(f, dir, d->d_name);
    }
    if (dir) {
        closedir(dir);
    }
    if (f->n > 0) {
        qsort(f->entry, (size_t)f->n, sizeof *f->entry, order);
    }
}

void folder_free(struct folder *f)
{
    arena_free(&f->arena);
    free(f->entry);
    f->entry = NULL;
    f->n = 0;
    f->more = false;
    f->path = f->unread = NULL;
}

const char *folder_above(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash != path ? arena_dupn(a, path, (size_t)(slash - path)) : "/";
}

static int hex(char c)
{
    const char *digits = "0123456789abcdef", *at = strchr(digits, c | 0x20);
    return c && at ? (int)(at - digits) : -1;
}

/* %XX of an address become bytes. */
static const char *unescaped(struct arena *a, const char *s)
{
    char *out = arena_dup(a, s), *to = out;

    for (; *s; s++) {
        int high = *s == '%' ? hex(s[1]) : -1, low = high >= 0 ? hex(s[2]) : -1;
        if (low >= 0 && high + low > 0) {
            *to++ = (char)(high * 16 + low);
            s += 2;
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
    return out;
}

const char *typed_path(struct arena *a, const char *typed)
{
    const char *home = getenv("HOME");
    size_t n;

    typed += strspn(typed, " ");
    n = strlen(typed);
    while (n > 1 && typed[n - 1] == ' ') {
        n--;
    }
    if (n >= 2 && (typed[0] == '\'' || typed[0] == '"') && typed[n - 1] == typed[0]) {
        typed++;
        n -= 2;
    }
    char *path = arena_dupn(a, typed, n);
    if (strncmp(path, "file:///", 8) == 0) {
        return unescaped(a, path + 7);
    }
    if (path[0] == '~' && (path[1] == '/' || !path[1]) && home) {
        return arena_printf(a, "%s%s", home, path + 1);
    }
    while (n > 1 && path[0] == '/' && path[n - 1] == '/') {
        path[--n] = '\0';
    }
    return path[0] == '/' ? path : NULL;
}

/* The state folder: places, drafts, and where it lies (XDG). */
#include "model/state.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "model/event.h"
#include "model/inside.h"
#include "model/lib.h"

#define KEPT_MOST (1 << 20) /* bytes of one text kept here */

static const char *home(void)
{
    const char *h = getenv("HOME");
    if (h && h[0] == '/')
        return h;
    const struct passwd *p = getpwuid(getuid());
    return p && p->pw_dir ? p->pw_dir : "/";
}

/* A base folder of the XDG rules: the variable where it holds an absolute path, else below HOME. */
static const char *xdg(struct arena *a, const char *variable, const char *below_home)
{
    const char *v = getenv(variable);
    if (v && v[0] == '/')
        return arena_printf(a, "%s/meyar", v);
    return arena_printf(a, "%s/%s/meyar", home(), below_home);
}

bool make_folders(const char *path)
{
    char *copy = mem_dup(path);
    bool ok = true;
    for (char *s = copy + 1; ok && *s; s++) {
        if (*s != '/')
            continue;
        *s = '\0';
        int bad = mkdir(copy, 0700) == 0 ? 0 : errno;
        ok = !bad || bad == EEXIST || access(copy, X_OK) == 0;
        errno = bad; /* why it could not be made, not that it is not there */
        *s = '/';
    }
    ok = ok && (mkdir(copy, 0700) == 0 || errno == EEXIST);
    free(copy);
    return ok;
}

const char *state_folder(struct arena *a, const char *sub)
{
    const char *path = arena_printf(a, "%s/%s", xdg(a, "XDG_STATE_HOME", ".local/state"), sub);
    return access(path, X_OK) == 0 || make_folders(path) ? path : NULL;
}

const char *data_folder(struct arena *a, const char *sub)
{
    const char *folder = arena_printf(a, "%s/%s", xdg(a, "XDG_DATA_HOME", ".local/share"), sub);
    return make_folders(folder) ? folder : NULL;
}

const char *demo_path(struct arena *a)
{
    const char *folder = xdg(a, "XDG_DATA_HOME", ".local/share");
    make_folders(folder);
    return arena_printf(a, "%s/demo.meyar", folder);
}

const char *settings_path(struct arena *a)
{
    return arena_printf(a, "%s/settings.yaml", xdg(a, "XDG_CONFIG_HOME", ".config"));
}

const char *safe_name(struct arena *a, const char *text)
{
    struct buf b = {0};
    for (const char *s = text; *s; s++) {
        char c = *s;
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '_' || c == '-' || (c == '.' && s != text);
        if (plain)
            buf_addc(&b, c);
        else
            buf_printf(&b, "%%%02X", (unsigned)(unsigned char)c);
    }
    const char *name = arena_dup(a, b.s ? b.s : "%");
    buf_free(&b);
    if (strlen(name) <= 200)
        return name;
    char hash[HEX_SIZE];
    sha256_hex(text, strlen(text), hash);
    return arena_printf(a, "%%%s", hash);
}

bool write_whole(const char *path, const void *bytes, size_t n, bool sync)
{
    char *temporary = mem_printf("%s.%ld", path, (long)getpid());
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool ok = fd >= 0;
    for (size_t done = 0; ok && done < n;) {
        ssize_t w = write(fd, (const char *)bytes + done, n - done);
        if (w > 0)
            done += (size_t)w;
        else if (w == 0 || errno != EINTR)
            ok = false;
    }
    if (ok && sync)
        ok = fdatasync(fd) == 0;
    if (fd >= 0)
        close(fd);
    ok = ok && rename(temporary, path) == 0;
    if (!ok)
        unlink(temporary);
    free(temporary);
    return ok;
}

char *read_whole(struct arena *a, const char *path, size_t most, size_t *n)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC); /* a pipe would wait */
    if (fd < 0)
        return NULL;
    struct stat st;
    char *bytes = NULL;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size >= 0 &&
        (size_t)st.st_size <= most) {
        size_t size = (size_t)st.st_size;
        bytes = arena_alloc(a, size + 1);
        size_t got = 0;
        for (ssize_t r; got < size && (r = read(fd, bytes + got, size - got)) > 0;)
            got += (size_t)r;
        bytes[got] = '\0';
        if (n)
            *n = got;
    }
    close(fd);
    return bytes;
}

/* ---- words kept ---- */

/* The file of a key in a sub-folder; NULL where the folder can't be made. */
static const char *kept_path(struct arena *a, const char *sub, const char *key)
{
    const char *folder = state_folder(a, sub);
    return folder ? arena_printf(a, "%s/%s", folder, safe_name(a, key)) : NULL;
}

/* Does the file hold just this? Then nothing is written: at every start that is so. */
static bool kept_already(const char *path, const char *text)
{
    struct arena *a = arena_new();
    size_t n = 0;
    const char *now = read_whole(a, path, KEPT_MOST, &n);
    bool same = now && n == strlen(text) && memcmp(now, text, n) == 0;
    arena_free(&a);
    return same;
}

static bool keep(const char *path, const char *text, bool sync)
{
    if (!text)
        return unlink(path) == 0 || errno == ENOENT;
    return kept_already(path, text) || write_whole(path, text, strlen(text), sync);
}

const char *state_get(struct arena *a, const char *key)
{
    const char *path = kept_path(a, "kept", key);
    return path ? read_whole(a, path, KEPT_MOST, NULL) : NULL;
}

/* Written at nearly every move, so it is not synced: after a power cut an older place will do. */
bool state_put(const char *key, const char *value)
{
    struct arena *a = arena_new();
    const char *path = kept_path(a, "kept", key);
    bool ok = path && keep(path, value, false);
    arena_free(&a);
    return ok;
}

static const char *draft_path(struct arena *a, const struct campaign *c, const char *body,
                              const char *service, const char *question, const char *field)
{
    const char *sub = arena_printf(a, "drafts/%s", c->id);
    /* A code has no blank, nor has an id: the parts can't be taken for one another. */
    return kept_path(a, sub, arena_printf(a, "%s %s %s %s", body, service, question, field));
}

bool draft_put(struct campaign *c, const char *body, const char *service, const char *question,
               const char *field, const char *text)
{
    struct arena *a = arena_new();
    const char *path = draft_path(a, c, body, service, question, field);
    bool ok = path && keep(path, text && text[0] ? text : NULL, true);
    arena_free(&a);
    return ok;
}

const char *draft_get(struct campaign *c, const char *body, const char *service,
                      const char *question, const char *field, struct arena *a)
{
    const char *path = draft_path(a, c, body, service, question, field);
    return path ? read_whole(a, path, KEPT_MOST, NULL) : NULL;
}

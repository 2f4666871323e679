/* Linux tells which file system is mounted where, and what its device is made of. */
#include "model/disk.h"

#include <dirent.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#define DEPTH_MOST 8 /* of devices that are made of others */

struct mount {
    char type[64], source[PATH_MAX];
};

/* Undoes mountinfo's octal escapes (\040 for a blank) in place. */
static void unescape(char *s)
{
    char *to = s;
    for (; *s; s++) {
        unsigned code;
        if (*s == '\\' && sscanf(s + 1, "%3o", &code) == 1) {
            *to++ = (char)code;
            s += 3;
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
}

static bool is_below(const char *path, const char *mounted)
{
    size_t n = strlen(mounted);
    return strcmp(mounted, "/") == 0 ||
           (strncmp(path, mounted, n) == 0 && (path[n] == '/' || path[n] == '\0'));
}

/* The mount whose folder is the longest start of the path; of equal ones the last, which hides the
 * others. */
static bool find_mount(const char *path, struct mount *m)
{
    char *real = realpath(path, NULL), *line = NULL;
    FILE *f = real ? fopen("/proc/self/mountinfo", "re") : NULL;
    size_t room = 0, longest = 0;
    bool found = false;
    while (f && getline(&line, &room, f) > 0) {
        char mounted[PATH_MAX];
        const char *rest = strstr(line, " - ");
        struct mount here;
        if (!rest || sscanf(line, "%*s %*s %*s %*s %4095s", mounted) != 1 ||
            sscanf(rest, " - %63s %4095s", here.type, here.source) != 2)
            continue;
        unescape(mounted);
        unescape(here.source);
        if (is_below(real, mounted) && strlen(mounted) >= longest) {
            longest = strlen(mounted);
            *m = here;
            found = true;
        }
    }
    if (f)
        fclose(f);
    free(line);
    free(real);
    return found;
}

const char *disk_kind(const char *path, struct arena *a)
{
    struct mount m;
    return find_mount(path, &m) ? arena_printf(a, "%s (%s)", m.type, m.source) : NULL;
}

static bool is_crypt(const char *folder)
{
    char *name = mem_printf("%s/dm/uuid", folder);
    char uuid[16] = "";
    FILE *f = fopen(name, "re");
    bool crypt = f && fgets(uuid, sizeof uuid, f) && strncmp(uuid, "CRYPT-", 6) == 0;
    if (f)
        fclose(f);
    free(name);
    return crypt;
}

/* Is the device, or one that it is made of, an encrypting one? */
static bool device_encrypted(const char *folder, int depth)
{
    if (is_crypt(folder))
        return true;
    char *name = mem_printf("%s/slaves", folder);
    DIR *d = depth < DEPTH_MOST ? opendir(name) : NULL;
    bool crypt = false;
    for (struct dirent *e; d && !crypt && (e = readdir(d));) {
        if (e->d_name[0] == '.')
            continue;
        char *below = mem_printf("%s/%s", name, e->d_name);
        crypt = device_encrypted(below, depth + 1);
        free(below);
    }
    if (d)
        closedir(d);
    free(name);
    return crypt;
}

enum encrypted disk_encrypted(const char *path)
{
    static const char *const types[] = {"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs"};
    struct mount m;
    struct stat st;
    if (!find_mount(path, &m))
        return ENCRYPTED_UNKNOWN;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(m.type, types[i]) == 0)
            return ENCRYPTED_YES;
    if (stat(m.source, &st) != 0 || !S_ISBLK(st.st_mode))
        return ENCRYPTED_UNKNOWN;
    char *folder = mem_printf("/sys/dev/block/%u:%u", major(st.st_rdev), minor(st.st_rdev));
    struct stat there;
    bool known = stat(folder, &there) == 0, crypt = known && device_encrypted(folder, 0);
    free(folder);
    return crypt ? ENCRYPTED_YES : known ? ENCRYPTED_NO : ENCRYPTED_UNKNOWN;
}

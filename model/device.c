/* The chain memory. One file per device, devices/CAMPAIGN/DEVICE, of one line: the disk and inode
 * of the file that it writes to, the number and id of its last event. The line is written in place:
 * a crash between commit and this leaves an older line, and the chain in the file then goes on from
 * where it really ends. */
#include "model/device.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "forms/text.h"
#include "model/inside.h"
#include "model/state.h"
#include "model/store.h"

#define LINE "%016" PRIx64 " %016" PRIx64 " %020" PRId64 " %s\n"
#define LINE_SIZE (16 + 1 + 16 + 1 + 20 + 1 + 64 + 1)

#define SEQ_MOST (INT64_C(1) << 48) /* more than anybody writes: the line is not ours */

struct record {
    uint64_t disk, inode;
    int64_t seq;
    char last[HEX_SIZE];
};

static const char *folder_of(const char *campaign, struct arena *a)
{
    return state_folder(a, arena_printf(a, "devices/%s", campaign));
}

static bool record_read(const char *path, struct arena *a, struct record *r)
{
    unsigned char hash[HASH_SIZE];
    const char *line = read_whole(a, path, 4096, NULL);
    memset(r, 0, sizeof *r);
    return line &&
           sscanf(line, "%" SCNx64 " %" SCNx64 " %" SCNd64 " %64s", &r->disk, &r->inode, &r->seq,
                  r->last) == 4 &&
           r->seq >= 0 && r->seq < SEQ_MOST && hex_decode(r->last, hash, HASH_SIZE);
}

static bool holds(struct campaign *c, const char *id)
{
    unsigned char hash[HASH_SIZE];
    return hex_decode(id, hash, HASH_SIZE) &&
           db_number(c->db, 0, "SELECT 1 FROM event WHERE id = ?", "b", hash, (size_t)HASH_SIZE) ==
               1;
}

void device_end(struct campaign *c, const char *device, int64_t *seq, char last[HEX_SIZE])
{
    struct query *q =
        db_query(c->db, "SELECT seq, id FROM event WHERE device = ? ORDER BY seq DESC, n LIMIT 1",
                 "t", device);
    *seq = 0;
    last[0] = '\0';
    if (query_row(q)) {
        *seq = query_int(q, 0);
        query_id(q, 1, last);
    }
    query_done(&q);
}

/* `remembered`: what is written down as its last event. */
static void go_on(struct campaign *c, const char *path, const char *name, const char *remembered)
{
    struct device *d = &c->device;
    int fd = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return;
    memcpy(d->id, name, sizeof d->id);
    device_end(c, name, &d->seq, d->last);
    d->fd = fd;
    /* A crash left an older line: as long as it stands, an older copy put back would pass for this
     * file, and the chain would fork. */
    if (strcmp(d->last, remembered) != 0)
        device_remember(c);
}

/* One remembered device: the one of this file, or another whose events may be missing here. */
static void consider(struct campaign *c, const char *folder, const char *name, struct arena *a,
                     int64_t *missing)
{
    unsigned char bits[16];
    struct record r;
    const char *path = arena_printf(a, "%s/%s", folder, name);
    if (!hex_decode(name, bits, sizeof bits) || !record_read(path, a, &r))
        return;
    bool here = r.disk == (uint64_t)c->disk && r.inode == (uint64_t)c->inode;
    if (holds(c, r.last)) {
        if (here && !c->device.id[0])
            go_on(c, path, name, r.last);
    } else {
        char last[HEX_SIZE];
        int64_t seq;
        device_end(c, name, &seq, last);
        *missing += r.seq > seq ? r.seq - seq : 1;
    }
    c->device.known_here = true;
}

/* Once for this file, and again only when the number changes. */
static void tell_missing(struct campaign *c, int64_t missing, struct arena *a)
{
    const char *key = arena_printf(a, "missing:%s:%llx-%llx", c->id, (unsigned long long)c->disk,
                                   (unsigned long long)c->inode);
    const char *number = arena_printf(a, "%lld", (long long)missing);
    const char *told = state_get(a, key);
    if (missing == 0 || (told && strcmp(told, number) == 0))
        return;
    state_put(key, number);
    campaign_tell(c, arena_printf(a,
                                  ngettext("%lld entry that this laptop made in this campaign is "
                                           "not in this file: it is an older or another copy.",
                                           "%lld entries that this laptop made in this campaign "
                                           "are not in this file: it is an older or another copy.",
                                           (unsigned long)missing),
                                  (long long)missing));
}

void device_find(struct campaign *c)
{
    struct arena *a = arena_new();
    const char *folder = folder_of(c->id, a);
    DIR *d = folder ? opendir(folder) : NULL;
    int64_t missing = 0;
    for (struct dirent *entry; d && (entry = readdir(d));)
        consider(c, folder, entry->d_name, a, &missing);
    if (d)
        closedir(d);
    tell_missing(c, missing, a);
    arena_free(&a);
}

bool device_draw(struct campaign *c)
{
    struct device *d = &c->device;
    if (d->id[0])
        return true;
    struct arena *a = arena_new();
    const char *folder = folder_of(c->id, a);
    char id[RANDOM_SIZE];
    random_hex(id);
    int fd = -1;
    if (folder)
        fd = open(arena_printf(a, "%s/%s", folder, id), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                  0600);
    if (fd >= 0) {
        memcpy(d->id, id, sizeof d->id);
        d->seq = 0;
        d->last[0] = '\0';
        d->fd = fd;
        if (d->known_here)
            campaign_tell(
                c, _("This file is another copy of a campaign that this laptop has worked on: "
                     "what is entered here is a chain of its own from now on."));
    }
    arena_free(&a);
    return fd >= 0;
}

void device_remember(struct campaign *c)
{
    const struct device *d = &c->device;
    if (d->fd < 0 || d->fixed || !d->last[0])
        return;
    char line[LINE_SIZE + 1];
    snprintf(line, sizeof line, LINE, (uint64_t)c->disk, (uint64_t)c->inode, d->seq, d->last);
    /* Where it can't be written, an older line stands: that is as good as after a crash. */
    ssize_t ignored = pwrite(d->fd, line, LINE_SIZE, 0);
    (void)ignored;
}

void device_close(struct device *d)
{
    if (d->fd >= 0)
        close(d->fd);
    d->fd = -1;
}

/* ---- all that this laptop remembers ---- */

struct remembered {
    const char *path, *id;
    struct record r;
};

/* Every device of a campaign that is remembered; gives how many. In the arena. */
static int remembered_read(const char *campaign, struct remembered **list, struct arena *a)
{
    const char *folder = folder_of(campaign, a);
    DIR *d = folder ? opendir(folder) : NULL;
    unsigned char bits[16];
    int n = 0;
    *list = NULL;
    for (struct dirent *entry; d && (entry = readdir(d));) {
        struct remembered one = {.path = arena_printf(a, "%s/%s", folder, entry->d_name),
                                 .id = arena_dup(a, entry->d_name)};
        if (!hex_decode(one.id, bits, sizeof bits) || !record_read(one.path, a, &one.r))
            continue;
        *list = arena_more(a, *list, (size_t)n, sizeof **list);
        (*list)[n++] = one;
    }
    if (d)
        closedir(d);
    return n;
}

bool device_writes_here(struct campaign *c, const char *device)
{
    struct arena *a = arena_new();
    struct remembered *list;
    bool here = false;
    int n = remembered_read(c->id, &list, a);
    for (int i = 0; i < n && !here; i++)
        here = strcmp(list[i].id, device) == 0 && list[i].r.disk == (uint64_t)c->disk &&
               list[i].r.inode == (uint64_t)c->inode;
    arena_free(&a);
    return here;
}

int device_known(const char *campaign, const char ***ids, struct arena *a)
{
    struct remembered *list;
    int n = remembered_read(campaign, &list, a);
    *ids = arena_alloc(a, ((size_t)n + 1) * sizeof **ids);
    for (int i = 0; i < n; i++)
        (*ids)[i] = list[i].id;
    return n;
}

void device_retire(const char *campaign, dev_t disk, ino_t inode)
{
    struct arena *a = arena_new();
    struct remembered *list;
    int n = remembered_read(campaign, &list, a);
    for (int i = 0; i < n; i++) {
        const struct record *r = &list[i].r;
        if (r->disk != (uint64_t)disk || r->inode != (uint64_t)inode)
            continue;
        char line[LINE_SIZE + 1];
        snprintf(line, sizeof line, LINE, UINT64_C(0), UINT64_C(0), r->seq, r->last);
        int fd = open(list[i].path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
        if (fd >= 0) {
            ssize_t ignored = pwrite(fd, line, LINE_SIZE, 0);
            (void)ignored;
            close(fd);
        }
    }
    arena_free(&a);
}

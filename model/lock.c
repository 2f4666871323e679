/* The lock of one campaign file, and whether its disk is one on which locks hold. */
#include "model/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>
#include "model/state.h"

struct lock {
    int fd;
};

static struct lock *open_named(const char *name)
{
    struct arena *a = arena_new();
    const char *folder = state_folder(a, "locks");
    int fd = folder
                 ? open(arena_printf(a, "%s/%s", folder, name), O_RDWR | O_CREAT | O_CLOEXEC, 0600)
                 : -1;
    arena_free(&a);
    if (fd < 0)
        return NULL;
    struct lock *l = mem_alloc(sizeof *l);
    l->fd = fd;
    return l;
}

struct lock *lock_open(dev_t disk, ino_t inode)
{
    char name[40];
    snprintf(name, sizeof name, "%llx-%llx", (unsigned long long)disk, (unsigned long long)inode);
    return open_named(name);
}

static enum lock_got attempt(struct lock *l, int how)
{
    while (flock(l->fd, how | LOCK_NB) != 0) {
        if (errno != EINTR)
            return errno == EWOULDBLOCK ? LOCK_WRITER : LOCK_NONE;
    }
    return LOCK_GOT;
}

enum lock_got lock_write(struct lock *l)
{
    for (int tries = 0; tries < 100; tries++) {
        enum lock_got got = attempt(l, LOCK_EX);
        if (got != LOCK_WRITER)
            return got;
        /* Who shares it only reads, and lets go soon; who does not let us share it writes. */
        got = attempt(l, LOCK_SH);
        if (got != LOCK_GOT)
            return got;
        lock_release(l);
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    }
    return LOCK_WRITER;
}

enum lock_got lock_read(struct lock *l)
{
    return attempt(l, LOCK_SH);
}

struct lock *lock_making(bool *alone)
{
    struct lock *l = open_named("making");
    *alone = l && attempt(l, LOCK_EX) == LOCK_GOT;
    if (l && !*alone)
        lock_share(l);
    return l;
}

void lock_share(struct lock *l)
{
    while (flock(l->fd, LOCK_SH) != 0 && errno == EINTR) {
    }
}

void lock_release(struct lock *l)
{
    flock(l->fd, LOCK_UN);
}

void lock_close(struct lock **l)
{
    if (!*l)
        return;
    close((*l)->fd);
    free(*l);
    *l = NULL;
}

/* ---- the disk ---- */

static long fs_type(const char *path)
{
    struct statfs s;
    return statfs(path, &s) == 0 ? (long)(unsigned)s.f_type : -1;
}

long (*lock_fs_type)(const char *path) = fs_type;

const char *lock_network(const char *path)
{
    static const struct {
        long type;
        const char *name;
    } network[] = {
        {0x6969, "NFS"},    {0x517b, "SMB"},       {0xfe534d42, "SMB"},  {0xff534d42, "CIFS"},
        {0x01021997, "9P"}, {0x5346414f, "AFS"},   {0x73757245, "Coda"}, {0x00c36400, "Ceph"},
        {0x564c, "NCP"},    {0x7461636f, "OCFS2"}, {0x01161970, "GFS2"}, {0x0bd00bd0, "Lustre"},
    };
    long type = lock_fs_type(path);
    for (size_t i = 0; i < sizeof network / sizeof network[0]; i++)
        if (network[i].type == type)
            return network[i].name;
    return NULL;
}

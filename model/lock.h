/* One writing connection to a file at any time: a lock of our own in the state folder, named by the
 * file's disk and inode. Never a lock on the file itself, and never a descriptor of it: closing one
 * would drop SQLite's own locks. */
#ifndef MODEL_LOCK_H
#define MODEL_LOCK_H

#include <stdbool.h>
#include <sys/types.h>
#include "forms/mem.h"

struct lock;

enum lock_got {
    LOCK_GOT,
    LOCK_WRITER, /* another meyar writes */
    LOCK_NONE    /* the state folder can't be used: errno */
};

/* Opens the lock of a file; nothing is locked yet. NULL and errno where the state folder can't be
 * used. */
struct lock *lock_open(dev_t disk, ino_t inode);
/* The one that all who make new files share; *alone: nobody else does now, nor can begin before
 * lock_share. NULL where the state folder can't be used. */
struct lock *lock_making(bool *alone);
void lock_share(struct lock *l);
/* To write: waits a moment for readers that are just reading, never for a writer. */
enum lock_got lock_write(struct lock *l);
/* For one reading. */
enum lock_got lock_read(struct lock *l);
void lock_release(struct lock *l);
void lock_close(struct lock **l); /* releases; takes a pointer to NULL too */

/* The name of the network file system that a path lies on ("NFS"); NULL where the disk is local. */
const char *lock_network(const char *path);
/* The file system's type as statfs gives it, -1 where it can't be told; tests put another in place.
 */
extern long (*lock_fs_type)(const char *path);

#endif

/* What can be told of the disk that a file lies on. */
#ifndef MODEL_DISK_H
#define MODEL_DISK_H

#include "forms/mem.h"

/* "ext4 on /dev/sda2" for the file system at a path (an existing one); NULL where it can't be told.
 */
const char *disk_kind(const char *path, struct arena *a);

enum encrypted { ENCRYPTED_UNKNOWN, ENCRYPTED_NO, ENCRYPTED_YES };
/* Is what is written there encrypted: by the file system, or by the device below it? A disk that
 * encrypts by itself can't be seen. */
enum encrypted disk_encrypted(const char *path);

#endif

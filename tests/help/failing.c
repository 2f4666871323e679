#include "tests/help/failing.h"

#include <sqlite3.h>
#include <string.h>

static struct {
    int kinds, n, code, calls;
    bool for_ever;
} plan;

void failing_set(int kinds, int n, int code, bool for_ever)
{
    plan.kinds = kinds;
    plan.n = n;
    plan.code = code;
    plan.for_ever = for_ever;
    plan.calls = 0;
}

int failing_calls(void)
{
    return plan.calls;
}

static bool fails(int kind)
{
    if (!(plan.kinds & kind))
        return false;
    plan.calls++;
    return plan.n > 0 && (plan.for_ever ? plan.calls >= plan.n : plan.calls == plan.n);
}

/* ---- files ---- */

struct file {
    sqlite3_file base;
    sqlite3_file *real; /* lies right behind */
};

static sqlite3_file *real_of(sqlite3_file *f)
{
    return ((struct file *)f)->real;
}

static int file_close(sqlite3_file *f)
{
    return real_of(f)->pMethods->xClose(real_of(f));
}

static int file_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
    return fails(FAIL_READ) ? plan.code : real_of(f)->pMethods->xRead(real_of(f), to, n, at);
}

static int file_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
    if (!fails(FAIL_WRITE))
        return real_of(f)->pMethods->xWrite(real_of(f), from, n, at);
    /* As a full disk does: the first half is there. */
    real_of(f)->pMethods->xWrite(real_of(f), from, n / 2, at);
    return plan.code;
}

static int file_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    return fails(FAIL_TRUNCATE) ? plan.code : real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int file_sync(sqlite3_file *f, int flags)
{
    return fails(FAIL_SYNC) ? plan.code : real_of(f)->pMethods->xSync(real_of(f), flags);
}

static int file_size(sqlite3_file *f, sqlite3_int64 *size)
{
    return real_of(f)->pMethods->xFileSize(real_of(f), size);
}

static int file_lock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int file_unlock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int file_reserved(sqlite3_file *f, int *out)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int file_control(sqlite3_file *f, int op, void *arg)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}

static int file_sector(sqlite3_file *f)
{
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int file_device(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}

static int shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
}

static void shm_barrier(sqlite3_file *f)
{
    real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int shm_unmap(sqlite3_file *f, int remove)
{
    return real_of(f)->pMethods->xShmUnmap(real_of(f), remove);
}

static const sqlite3_io_methods methods = {.iVersion = 2,
                                           .xClose = file_close,
                                           .xRead = file_read,
                                           .xWrite = file_write,
                                           .xTruncate = file_truncate,
                                           .xSync = file_sync,
                                           .xFileSize = file_size,
                                           .xLock = file_lock,
                                           .xUnlock = file_unlock,
                                           .xCheckReservedLock = file_reserved,
                                           .xFileControl = file_control,
                                           .xSectorSize = file_sector,
                                           .xDeviceCharacteristics = file_device,
                                           .xShmMap = shm_map,
                                           .xShmLock = shm_lock,
                                           .xShmBarrier = shm_barrier,
                                           .xShmUnmap = shm_unmap};

/* ---- the VFS ---- */

static sqlite3_vfs layer, *below;

static int vfs_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *out)
{
    struct file *file = (struct file *)f;
    (void)v;
    f->pMethods = NULL;
    if (fails(FAIL_OPEN))
        return SQLITE_CANTOPEN;
    file->real = (sqlite3_file *)(file + 1);
    memset(file->real, 0, (size_t)below->szOsFile);
    int rc = below->xOpen(below, name, file->real, flags, out);
    if (rc == SQLITE_OK)
        f->pMethods = &methods;
    return rc;
}

void failing_install(void)
{
    if (below)
        return;
    below = sqlite3_vfs_find(NULL);
    layer = *below;
    layer.zName = "failing";
    layer.szOsFile = (int)sizeof(struct file) + below->szOsFile;
    layer.xOpen = vfs_open;
    sqlite3_vfs_register(&layer, 1);
}

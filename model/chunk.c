/* Bytes that events name by their hash, in rows of 256 KiB. */
#include <stdlib.h>
#include "model/project.h"

#define CHUNK_SIZE (256 * 1024)

bool chunk_store(struct db *db, const char *sha, const char *bytes, size_t n)
{
    int number = 0;
    for (size_t at = 0; at < n || number == 0; at += CHUNK_SIZE, number++) {
        size_t size = n - at < CHUNK_SIZE ? n - at : CHUNK_SIZE;
        if (!db_run(db, "INSERT OR IGNORE INTO chunk (sha, number, bytes) VALUES (?, ?, ?)", "tib",
                    sha, number, (const void *)(bytes + at), size))
            return false;
    }
    return true;
}

char *chunk_load(struct db *db, const char *sha, size_t *n)
{
    struct buf b = {0};
    struct query *q =
        db_query(db, "SELECT bytes FROM chunk WHERE sha = ? ORDER BY number", "t", sha);
    while (query_row(q)) {
        size_t size;
        const char *bytes = query_bytes(q, 0, &size);
        buf_addn(&b, bytes ? bytes : "", size);
    }
    query_done(&q);
    *n = b.n;
    return b.s;
}

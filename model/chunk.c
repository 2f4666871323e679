/* Bytes that events name by their hash, in rows of 256 KiB. */
#include "model/chunk.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

bool chunk_put(struct db *db, const char *sha, int number, const void *bytes, size_t n)
{
    return db_run(db, "INSERT OR REPLACE INTO chunk (sha, number, bytes) VALUES (?, ?, ?)", "tib",
                  sha, number, bytes, n);
}

bool chunk_drop(struct db *db, const char *sha)
{
    return db_run(db, "DELETE FROM chunk WHERE sha = ?", "t", sha);
}

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

int64_t chunk_size(struct db *db, const char *sha)
{
    return db_number(db, -1, "SELECT coalesce(sum(length(bytes)), -1) FROM chunk WHERE sha = ?",
                     "t", sha);
}

/* Piece by piece in queries of their own: a reading that stays open would let the WAL grow, and one
 * that is long must not hold rows in memory. */
bool chunk_each(struct db *db, const char *sha, bool (*f)(void *arg, const void *bytes, size_t n),
                void *arg, bool *whole)
{
    crypto_hash_sha256_state state;
    unsigned char hash[HASH_SIZE];
    char hex[HEX_SIZE];
    bool go_on = true, more = true;
    int64_t number = -1;
    crypto_hash_sha256_init(&state);
    db_pin(db);
    while (go_on && more) {
        struct query *q = db_query(db,
                                   "SELECT number, bytes FROM chunk WHERE sha = ? AND number > ?"
                                   " ORDER BY number LIMIT 1",
                                   "tl", sha, number);
        more = query_row(q);
        if (more) {
            size_t n;
            const void *bytes = query_bytes(q, 1, &n);
            number = query_int(q, 0);
            crypto_hash_sha256_update(&state, bytes ? bytes : "", n);
            go_on = !f || f(arg, bytes ? bytes : "", n);
        }
        query_done(&q);
    }
    db_unpin(db);
    crypto_hash_sha256_final(&state, hash);
    hex_encode(hash, HASH_SIZE, hex);
    *whole = go_on && number >= 0 && strcmp(hex, sha) == 0;
    return !db_broken(db);
}

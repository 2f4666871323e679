/* Bytes that events name by their SHA-256, in pieces. */
#ifndef MODEL_CHUNK_H
#define MODEL_CHUNK_H

#include "model/db.h"
#include "model/event.h"

#define CHUNK_SIZE (256 * 1024)

/* All at once: for texts that are in memory anyway. */
bool chunk_store(struct db *db, const char *sha, const char *bytes, size_t n);
/* All of them, NULL where they are not at hand; the caller frees. */
char *chunk_load(struct db *db, const char *sha, size_t *n);

/* One piece, in place of what stood there. */
bool chunk_put(struct db *db, const char *sha, int number, const void *bytes, size_t n);
/* Forgets all pieces of a hash: what follows is to be put in whole. */
bool chunk_drop(struct db *db, const char *sha);
/* Bytes there are of a hash; -1: none. */
int64_t chunk_size(struct db *db, const char *sha);
/* Hands on piece after piece, in order, and then whether the whole is true to its hash. f (NULL:
 * nobody takes them) gives false to stop: then *whole is false. False where reading failed. */
bool chunk_each(struct db *db, const char *sha, bool (*f)(void *arg, const void *bytes, size_t n),
                void *arg, bool *whole);

#endif

/* The one SQLite wrapper: statements prepared once, bound and read by type letters, transactions
 * that nest and roll back unless told otherwise, errors as sentences.
 *
 * The first thing that goes wrong is remembered by the database; everything after it does nothing
 * until the outermost transaction ends or, outside one, db_failed fetches it. So a sequence of
 * calls needs one look at the end. */
#ifndef MODEL_DB_H
#define MODEL_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "model/lib.h"

struct db;
struct query;

enum db_mode {
    DB_CREATE,    /* makes the file; it must not be there */
    DB_WRITE,     /* the one writing connection */
    DB_READ,      /* beside a writer: never writes, never checkpoints */
    DB_IMMUTABLE, /* nobody writes: the file alone is read, without any lock or companion file */
    DB_SCRATCH    /* a nameless one that vanishes when closed */
};

/* Opens a file. `shown` is its name in sentences. NULL and a sentence where it can't be opened or
 * read. */
struct db *db_open(const char *path, const char *shown, enum db_mode mode, struct err *err);
/* Closes; takes a pointer to NULL too. */
void db_close(struct db **db);
/* Another connection in place of the present one, everything else as it is; false: unchanged. No
 * query may be open. */
bool db_reopen(struct db *db, const char *path, enum db_mode mode, struct err *err);

/* Called before the first query of a reading and after its last, where nothing is pinned: a reader
 * without a lock of its own sees to it there that what it reads is still so. `enter` may reopen. */
void db_watch(struct db *db, bool (*enter)(void *arg, struct err *err), void (*leave)(void *arg),
              void *arg);
/* Holds one state of the file over several queries; nests. */
void db_pin(struct db *db);
void db_unpin(struct db *db);

/* A query, bound: one letter of `types` per argument: i int, l int64_t, t text (NULL: null), b
 * bytes and size_t. sql is a string literal (it is known by its address). Never NULL; after an
 * error it has no rows. Always end it with query_done. */
struct query *db_query(struct db *db, const char *sql, const char *types, ...);
bool query_row(struct query *q);
void query_done(struct query **q);
int64_t query_int(struct query *q, int column);      /* 0 where null */
const char *query_text(struct query *q, int column); /* NULL where null; good until the next row */
/* A text that stays, in the arena; NULL where null. */
const char *query_copy(struct query *q, int column, struct arena *a);
const void *query_bytes(struct query *q, int column, size_t *n);
bool query_null(struct query *q, int column);

/* Runs a statement that gives no rows; false after an error. */
bool db_run(struct db *db, const char *sql, const char *types, ...);
/* The first column of the first row; `otherwise` where there is none. */
int64_t db_number(struct db *db, int64_t otherwise, const char *sql, const char *types, ...);
/* Several statements in a text that need not be a literal. */
bool db_script(struct db *db, const char *sql);
int64_t db_last_row(struct db *db);
/* Rows that the last statement changed. */
int db_changed(struct db *db);

/* True where something went wrong; err gets it. Outside a transaction it is forgotten then; within
 * one it stands until the outermost ends. */
bool db_failed(struct db *db, struct err *err);
/* Was an error fetched with err NULL since this was last asked? Then what it was: a reading that
 * gives too little must not look like the whole. */
bool db_unheard(struct db *db, struct err *err);
/* The same without forgetting it. */
bool db_broken(const struct db *db);
void db_tell(const struct db *db, struct err *err);
/* Remembers an error of the caller as if it were the database's own: the transaction fails. */
void db_break(struct db *db, enum status status, const char *sentence);

/* A transaction, or a savepoint within one. */
bool db_begin(struct db *db, struct err *err);
/* Ends the innermost: commits where `ok` and nothing went wrong, else rolls back. True only where
 * it was committed. err is set only by an error of the database; where !ok it is the caller's. */
bool db_end(struct db *db, bool ok, struct err *err);
bool db_in_transaction(const struct db *db);

/* Folds the WAL into the file where there is anything in it. False where it could not. */
bool db_fold(struct db *db);
/* Writes the database as it is now into an empty one. False and a sentence where that failed. */
bool db_copy(struct db *from, struct db *to, struct err *err);
/* Holds every table of one file the very rows of the other's, and do they have the same schema?
 * False with err: one can't be read, or it was broken off. */
bool db_same(struct db *a, struct db *b, bool *same, struct err *err);
/* How much of the file may be kept in memory from now on: more for what touches many places of it.
 */
enum { DB_CACHE_USUAL = 2000, DB_CACHE_LARGE = 24000 };
void db_cache(struct db *db, int kib);
/* For tests: no more than so many pages from now on, as if the disk were full; 0: no limit. */
void db_limit_pages(struct db *db, int pages);

#endif

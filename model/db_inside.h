/* What db.c and query.c share; nobody else includes it. */
#ifndef MODEL_DB_INSIDE_H
#define MODEL_DB_INSIDE_H

#include <sqlite3.h>
#include "model/db.h"

struct query {
    struct db *db;
    sqlite3_stmt *statement;
    const char *sql; /* a literal: known by its address */
    bool busy;
    struct query *next;
};

#define QUERY_SLOTS 64 /* a power of two */

struct db {
    sqlite3 *handle;
    enum db_mode mode;
    char *shown;
    struct query *cache[QUERY_SLOTS];
    struct query dead; /* stands in for a query after an error */
    int depth;         /* transactions open */
    int holds, pins;
    bool (*enter)(void *arg, struct err *err);
    void (*leave)(void *arg);
    void *watch_arg;
    bool folded; /* nothing was committed since the WAL was folded in */
    bool broken;
    struct err err;
    struct err unheard; /* the first error that a caller who can't tell errors passed over */
};

/* Remembers what is wrong; true where nothing is. */
bool db_note(struct db *db, int rc);
void db_hold(struct db *db);
void db_let_go(struct db *db);
void query_forget_all(struct db *db);

#endif

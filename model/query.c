/* Statements: prepared once per literal, bound by type letters, read by column. */
#include "model/db.h"

#include <stdarg.h>
#include <stdlib.h>
#include "forms/mem.h"
#include "model/db_inside.h"

static size_t slot_of(const char *sql)
{
    return ((uintptr_t)sql >> 4) & (QUERY_SLOTS - 1);
}

/* A statement for the text that nobody is reading from at the moment. */
static struct query *acquire(struct db *db, const char *sql)
{
    struct query **slot = &db->cache[slot_of(sql)];
    for (struct query *q = *slot; q; q = q->next)
        if (q->sql == sql && !q->busy)
            return q;
    sqlite3_stmt *statement = NULL;
    int rc = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
    if (!db_note(db, rc))
        return NULL;
    struct query *q = mem_alloc(sizeof *q);
    *q = (struct query){.db = db, .statement = statement, .sql = sql, .next = *slot};
    *slot = q;
    return q;
}

void query_forget_all(struct db *db)
{
    for (size_t i = 0; i < QUERY_SLOTS; i++) {
        while (db->cache[i]) {
            struct query *q = db->cache[i];
            db->cache[i] = q->next;
            sqlite3_finalize(q->statement);
            free(q);
        }
    }
}

/* `keep`: SQLITE_STATIC where the caller's bytes outlive the query. */
static int bind(sqlite3_stmt *s, const char *types, sqlite3_destructor_type keep, va_list args)
{
    int rc = SQLITE_OK;
    for (int i = 1; types[i - 1] && rc == SQLITE_OK; i++) {
        switch (types[i - 1]) {
        case 'i':
            rc = sqlite3_bind_int(s, i, va_arg(args, int));
            break;
        case 'l':
            rc = sqlite3_bind_int64(s, i, va_arg(args, int64_t));
            break;
        case 't':
            rc = sqlite3_bind_text(s, i, va_arg(args, const char *), -1, keep);
            break;
        default: {
            const void *bytes = va_arg(args, const void *);
            size_t n = va_arg(args, size_t);
            rc = sqlite3_bind_blob64(s, i, bytes, n, keep);
        }
        }
    }
    return rc;
}

static struct query *query_of(struct db *db, const char *sql, const char *types,
                              sqlite3_destructor_type keep, va_list args)
{
    db_hold(db);
    struct query *q = db->broken ? NULL : acquire(db, sql);
    if (!q || !db_note(db, bind(q->statement, types, keep, args))) {
        if (q)
            sqlite3_clear_bindings(q->statement);
        return &db->dead;
    }
    q->busy = true;
    return q;
}

struct query *db_query(struct db *db, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    struct query *q = query_of(db, sql, types, SQLITE_TRANSIENT, args);
    va_end(args);
    return q;
}

bool query_row(struct query *q)
{
    if (!q->statement || q->db->broken)
        return false;
    int rc = sqlite3_step(q->statement);
    db_note(q->db, rc);
    return rc == SQLITE_ROW;
}

void query_done(struct query **q)
{
    struct query *it = *q;
    *q = NULL;
    if (it->statement) {
        sqlite3_reset(it->statement);
        sqlite3_clear_bindings(it->statement);
        it->busy = false;
    }
    db_let_go(it->db);
}

int64_t query_int(struct query *q, int column)
{
    return sqlite3_column_int64(q->statement, column);
}

const char *query_text(struct query *q, int column)
{
    return (const char *)sqlite3_column_text(q->statement, column);
}

const char *query_copy(struct query *q, int column, struct arena *a)
{
    return arena_copy(a, query_text(q, column));
}

const void *query_bytes(struct query *q, int column, size_t *n)
{
    const void *bytes = sqlite3_column_blob(q->statement, column);
    *n = (size_t)sqlite3_column_bytes(q->statement, column);
    return bytes;
}

bool query_null(struct query *q, int column)
{
    return sqlite3_column_type(q->statement, column) == SQLITE_NULL;
}

bool db_run(struct db *db, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    struct query *q = query_of(db, sql, types, SQLITE_STATIC, args);
    va_end(args);
    query_row(q);
    query_done(&q);
    return !db->broken;
}

int64_t db_number(struct db *db, int64_t otherwise, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    struct query *q = query_of(db, sql, types, SQLITE_STATIC, args);
    va_end(args);
    int64_t n = query_row(q) && !query_null(q, 0) ? query_int(q, 0) : otherwise;
    query_done(&q);
    return n;
}

bool db_script(struct db *db, const char *sql)
{
    db_hold(db);
    if (!db->broken)
        db_note(db, sqlite3_exec(db->handle, sql, NULL, NULL, NULL));
    db_let_go(db);
    return !db->broken;
}

int64_t db_last_row(struct db *db)
{
    return sqlite3_last_insert_rowid(db->handle);
}

int db_changed(struct db *db)
{
    return sqlite3_changes(db->handle);
}

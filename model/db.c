/* The SQLite wrapper: connections, transactions, errors. Statements are in query.c. */
#include "model/db.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "forms/mem.h"
#include "model/db_inside.h"

static void break_with(struct db *db, const struct err *why)
{
    if (db->broken)
        return;
    db->broken = true;
    err_copy(&db->err, why);
}

/* In two or three words; NULL: there are none. */
static const char *brief_of(int rc)
{
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return _("file in use");
    case SQLITE_FULL:
        return _("disk full");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return _("can't be written");
    case SQLITE_IOERR:
        return _("disk fault");
    case SQLITE_NOMEM:
        return _("no memory");
    default:
        return NULL;
    }
}

/* One sentence for what SQLite says: what is wrong, where, what to do. */
static void sentence_of(int rc, const char *shown, const char *detail, struct err *err)
{
    if ((rc & 0xff) == SQLITE_INTERRUPT && progress_broken_off(err))
        return;
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        err_set(err, BUSY, _("%s: another program is using the file; try again when it is done"),
                shown);
        return;
    case SQLITE_FULL:
        err_set(err, BUSY, _("%s: the disk is full; nothing was changed, make room and try again"),
                shown);
        return;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        err_set(err, BUSY, _("%s: the file can't be written; nothing was changed"), shown);
        return;
    case SQLITE_CANTOPEN:
        err_set(err, BUSY,
                _("%s: the file can't be opened; look at its permissions and its folder's"), shown);
        return;
    case SQLITE_IOERR:
        err_set(err, BUSY, _("%s: the disk can't be read or written (%s); nothing was changed"),
                shown, detail);
        return;
    case SQLITE_NOMEM:
        err_set(err, BUSY, _("%s: there is not enough memory; nothing was changed"), shown);
        return;
    case SQLITE_TOOBIG:
        err_set(err, REFUSED, _("%s: a text is too long to be stored; nothing was changed"), shown);
        return;
    case SQLITE_NOTADB:
        err_set(err, REFUSED, _("%s is not a campaign file of meyar"), shown);
        return;
    default:
        err_set(err, DAMAGED,
                _("%s: the file is damaged (%s); take a copy of it, and go on with a backup"),
                shown, detail);
    }
}

bool db_note(struct db *db, int rc)
{
    if (rc == SQLITE_OK || rc == SQLITE_ROW || rc == SQLITE_DONE)
        return true;
    if (!db->broken) {
        struct err e = {0};
        sentence_of(rc, db->shown, sqlite3_errmsg(db->handle), &e);
        e.brief = brief_of(rc);
        break_with(db, &e);
        err_clear(&e);
    }
    return false;
}

void db_break(struct db *db, enum status status, const char *sentence)
{
    struct err e = {0};
    err_set(&e, status, "%s", sentence);
    break_with(db, &e);
    err_clear(&e);
}

bool db_broken(const struct db *db)
{
    return db->broken;
}

void db_tell(const struct db *db, struct err *err)
{
    if (db->broken)
        err_copy(err, &db->err);
}

bool db_failed(struct db *db, struct err *err)
{
    if (!db->broken)
        return false;
    db_tell(db, err);
    if (db->depth > 0)
        return true;
    if (!err && db->unheard.status == DONE)
        err_set(&db->unheard, db->err.status, "%s", err_text(&db->err));
    err_clear(&db->err);
    db->broken = false;
    return true;
}

bool db_unheard(struct db *db, struct err *err)
{
    if (db->unheard.status == DONE)
        return false;
    err_set(err, db->unheard.status, "%s", err_text(&db->unheard));
    err_clear(&db->unheard);
    return true;
}

/* ---- connections ---- */

/* The lengths that a stranger's file may ask for. */
static void set_limits(sqlite3 *handle)
{
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 64 << 20);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 100);
}

#define STEPS_A_LOOK 20000 /* of SQLite's machine: about a millisecond */

/* While SQLite itself is busy: shall it go on? */
static int look_up(void *arg)
{
    (void)arg;
    return !progress_still();
}

static int settle(sqlite3 *handle, enum db_mode mode)
{
    set_limits(handle);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_progress_handler(handle, STEPS_A_LOOK, look_up, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    /* Plans that rest on what is bound, as "kind = ?" and an index of one kind alone, would be made
     * anew at every binding. */
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
    if (mode == DB_READ || mode == DB_IMMUTABLE)
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_busy_timeout(handle, mode == DB_READ ? 2000 : 200);
    return sqlite3_exec(handle, "PRAGMA cell_size_check = ON; PRAGMA cache_size = -2000;", NULL,
                        NULL, NULL);
}

/* A path as SQLite's URI, so that `?`, `#` and `%` in it are only characters. */
static char *uri_of(const char *path, enum db_mode mode)
{
    static const char *const tail[] = {
        [DB_CREATE] = "?mode=rwc",
        [DB_WRITE] = "?mode=rw",
        [DB_READ] = "?mode=ro",
        [DB_IMMUTABLE] = "?mode=ro&immutable=1",
    };
    struct buf b = {0};
    buf_add(&b, "file:");
    for (const char *s = path; *s; s++)
        if (strchr("%?#", *s))
            buf_printf(&b, "%%%02X", (unsigned)(unsigned char)*s);
        else
            buf_addc(&b, *s);
    buf_add(&b, tail[mode]);
    return b.s;
}

static sqlite3 *connect_to(const char *path, const char *shown, enum db_mode mode, struct err *err)
{
    sqlite3 *handle = NULL;
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    char *uri = mode == DB_SCRATCH ? mem_dup("") : uri_of(path, mode);
    mode_t old = umask(0077);
    int rc = sqlite3_open_v2(uri, &handle, flags, NULL);
    if (rc == SQLITE_OK)
        rc = settle(handle, mode);
    umask(old);
    free(uri);
    if (rc != SQLITE_OK) {
        sentence_of(rc, shown, handle ? sqlite3_errmsg(handle) : sqlite3_errstr(rc), err);
        sqlite3_close(handle);
        return NULL;
    }
    return handle;
}

struct db *db_open(const char *path, const char *shown, enum db_mode mode, struct err *err)
{
    sqlite3 *handle = connect_to(path, shown, mode, err);
    if (!handle)
        return NULL;
    struct db *db = mem_alloc(sizeof *db);
    db->handle = handle;
    db->mode = mode;
    db->shown = mem_dup(shown);
    db->dead.db = db;
    db->dead.busy = true;
    return db;
}

static void disconnect(struct db *db)
{
    query_forget_all(db);
    sqlite3_close(db->handle);
    db->handle = NULL;
}

bool db_reopen(struct db *db, const char *path, enum db_mode mode, struct err *err)
{
    sqlite3 *handle = connect_to(path, db->shown, mode, err);
    if (!handle)
        return false;
    disconnect(db);
    db->handle = handle;
    db->mode = mode;
    return true;
}

void db_close(struct db **db)
{
    if (!*db)
        return;
    disconnect(*db);
    free((*db)->shown);
    err_clear(&(*db)->err);
    err_clear(&(*db)->unheard);
    free(*db);
    *db = NULL;
}

/* ---- one state over several queries ---- */

void db_watch(struct db *db, bool (*enter)(void *arg, struct err *err), void (*leave)(void *arg),
              void *arg)
{
    db->enter = enter;
    db->leave = leave;
    db->watch_arg = arg;
}

void db_hold(struct db *db)
{
    if (db->holds++ > 0 || !db->enter)
        return;
    struct err e = {0};
    if (!db->enter(db->watch_arg, &e))
        break_with(db, &e);
    err_clear(&e);
}

void db_let_go(struct db *db)
{
    if (--db->holds == 0 && db->leave)
        db->leave(db->watch_arg);
}

void db_pin(struct db *db)
{
    db_hold(db);
    if (db->pins++ == 0 && db->depth == 0 && !db->broken)
        db_note(db, sqlite3_exec(db->handle, "BEGIN", NULL, NULL, NULL));
}

void db_unpin(struct db *db)
{
    if (--db->pins == 0 && db->depth == 0 && !sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL);
    db_let_go(db);
}

/* ---- transactions ---- */

static bool at_depth(struct db *db, const char *verb)
{
    char sql[64];
    snprintf(sql, sizeof sql, verb, db->depth);
    return db_script(db, sql);
}

bool db_begin(struct db *db, struct err *err)
{
    if (db->depth == 0)
        db_failed(db, NULL);
    /* A reading that is pinned gives way: nobody else writes, so it goes on with the same state. */
    if (db->depth == 0 && !sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL);
    bool begun =
        db->depth == 0 ? db_run(db, "BEGIN IMMEDIATE", "") : at_depth(db, "SAVEPOINT level%d");
    if (!begun) {
        if (db->depth == 0)
            db_failed(db, err);
        return false;
    }
    db->depth++;
    return true;
}

bool db_end(struct db *db, bool ok, struct err *err)
{
    db->depth--;
    if (db->depth > 0) {
        if (ok && !db->broken)
            return at_depth(db, "RELEASE level%d");
        /* A failure may have rolled back everything already: then there is no such savepoint. */
        char sql[96];
        snprintf(sql, sizeof sql, "ROLLBACK TO level%d; RELEASE level%d", db->depth, db->depth);
        sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
        return false;
    }
    if (ok && !db->broken && db_run(db, "COMMIT", "")) {
        db->folded = false;
        return true;
    }
    if (!sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    db_failed(db, err);
    return false;
}

bool db_in_transaction(const struct db *db)
{
    return db->depth > 0;
}

bool db_fold(struct db *db)
{
    if (db->folded || db->depth > 0)
        return true;
    int rc = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    db->folded = rc == SQLITE_OK;
    return db->folded;
}

#define COPY_PAGES 256 /* between two looks at whether it shall go on */

bool db_copy(struct db *from, struct db *to, struct err *err)
{
    sqlite3_backup *b = sqlite3_backup_init(to->handle, "main", from->handle, "main");
    int rc = b ? SQLITE_OK : sqlite3_errcode(to->handle);
    bool go_on = true;
    while (b && go_on && (rc = sqlite3_backup_step(b, COPY_PAGES)) == SQLITE_OK) {
        int of = sqlite3_backup_pagecount(b);
        go_on = progress_step(_("Copying"), of - sqlite3_backup_remaining(b), of, err);
    }
    if (b && sqlite3_backup_finish(b) != SQLITE_OK && go_on)
        rc = sqlite3_errcode(to->handle);
    if (go_on && rc != SQLITE_DONE && rc != SQLITE_OK)
        sentence_of(rc, to->shown, sqlite3_errmsg(to->handle), err);
    return go_on && rc == SQLITE_DONE;
}

void db_cache(struct db *db, int kib)
{
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA cache_size = -%d", kib);
    sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
}

void db_limit_pages(struct db *db, int pages)
{
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA max_page_count = %d", pages > 0 ? pages : 0x3fffffff);
    sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
}

/* Do two files hold the same? Row by row, beside each other, without a word about what is in them.
 */
#include <string.h>
#include "forms/text.h"
#include "model/db_inside.h"
#include "model/progress.h"

/* As prepared; NULL: it can't be, and its database knows why. */
static sqlite3_stmt *rows_of(struct db *db, const char *sql)
{
    sqlite3_stmt *s = NULL;
    return db_note(db, sqlite3_prepare_v2(db->handle, sql, -1, &s, NULL)) ? s : NULL;
}

static bool same_value(sqlite3_stmt *x, sqlite3_stmt *y, int column)
{
    int type = sqlite3_column_type(x, column);
    if (type != sqlite3_column_type(y, column))
        return false;
    if (type == SQLITE_NULL)
        return true;
    if (type == SQLITE_INTEGER)
        return sqlite3_column_int64(x, column) == sqlite3_column_int64(y, column);
    if (type == SQLITE_FLOAT) { /* by its bits: no meaning is asked for */
        double f = sqlite3_column_double(x, column), g = sqlite3_column_double(y, column);
        uint64_t a, b;
        memcpy(&a, &f, sizeof a);
        memcpy(&b, &g, sizeof b);
        return a == b;
    }
    const void *s = sqlite3_column_blob(x, column), *t = sqlite3_column_blob(y, column);
    int n = sqlite3_column_bytes(x, column);
    return n == sqlite3_column_bytes(y, column) &&
           (n == 0 || (s && t && memcmp(s, t, (size_t)n) == 0));
}

static bool same_row(sqlite3_stmt *x, sqlite3_stmt *y)
{
    int n = sqlite3_column_count(x);
    for (int i = 0; i < n; i++)
        if (!same_value(x, y, i))
            return false;
    return n == sqlite3_column_count(y);
}

struct comparing {
    struct db *a, *b;
    int64_t done;
    struct err *err;
};

static bool same_rows(struct comparing *k, const char *sql)
{
    sqlite3_stmt *x = rows_of(k->a, sql), *y = rows_of(k->b, sql);
    bool same = x && y, more = same;
    while (same && more && progress_step(_("Comparing the copy"), ++k->done, 0, k->err)) {
        int at = sqlite3_step(x), its = sqlite3_step(y);
        more = at == SQLITE_ROW;
        same = (more || db_note(k->a, at == SQLITE_DONE ? SQLITE_OK : at)) &&
               (its == SQLITE_ROW || db_note(k->b, its == SQLITE_DONE ? SQLITE_OK : its)) &&
               at == its && (!more || same_row(x, y));
    }
    sqlite3_finalize(x);
    sqlite3_finalize(y);
    return same && !more;
}

/* In the order in which the rows lie, whatever indexes there are. */
static bool same_table(struct comparing *k, const char *name)
{
    char *sql = sqlite3_mprintf("SELECT * FROM main.\"%w\" NOT INDEXED", name);
    bool same = sql && same_rows(k, sql);
    sqlite3_free(sql);
    return same;
}

bool db_same(struct db *a, struct db *b, bool *same, struct err *err)
{
    struct comparing k = {a, b, 0, err};
    db_pin(a);
    db_pin(b);
    *same =
        same_rows(&k, "SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY rowid");
    sqlite3_stmt *tables =
        rows_of(a, "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0");
    int rc = SQLITE_DONE;
    while (*same && tables && (rc = sqlite3_step(tables)) == SQLITE_ROW)
        *same = same_table(&k, (const char *)sqlite3_column_text(tables, 0));
    if (*same && rc != SQLITE_DONE)
        db_note(a, rc);
    sqlite3_finalize(tables);
    db_unpin(b);
    db_unpin(a);
    return !progress_broken_off(err) && !db_failed(a, err) && !db_failed(b, err);
}

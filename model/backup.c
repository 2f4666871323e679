/* Making copies: whole, and checked before they are called copies. */
#include "model/backup.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "model/inside.h"
#include "model/state.h"

static const char *const endings[COPY_WHYS] = {
    [COPY_DAILY] = "",         [COPY_MERGE] = "-merge",     [COPY_MERGED] = "-merged",
    [COPY_HANDED] = "-handed", [COPY_RESTORE] = "-restore", [COPY_BACK] = "-back",
};

/* ---- names ---- */

const char *copy_base(const char *path, struct arena *a)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t n = strlen(name);
    if (n > 6 && strcmp(name + n - 6, ".meyar") == 0)
        n -= 6;
    return safe_name(a, arena_dupn(a, name, n));
}

/* "20191015T140340Z" as "2019-10-15T14:03:40Z". */
static bool read_time(const char *s, char at[21])
{
    for (int i = 0; i < 16; i++) {
        bool fits = i == 8 ? s[i] == 'T' : i == 15 ? s[i] == 'Z' : s[i] >= '0' && s[i] <= '9';
        if (!fits)
            return false;
    }
    snprintf(at, 21, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", s, s + 4, s + 6, s + 9, s + 11, s + 13);
    return true;
}

static bool read_why(const char *s, size_t n, enum copy_why *why)
{
    for (int i = 0; i < COPY_WHYS; i++)
        if (strlen(endings[i]) == n && memcmp(endings[i], s, n) == 0) {
            *why = (enum copy_why)i;
            return true;
        }
    return false;
}

/* NAME-TIME[.NNN][-WHY].meyar; the name itself may have any of these in it. */
bool copy_name_read(const char *entry, struct copy *copy, struct arena *a)
{
    size_t n = strlen(entry);
    if (n < 24 || strcmp(entry + n - 6, ".meyar") != 0)
        return false;
    for (size_t i = n - 6 - 16; i > 1; i--) {
        if (entry[i - 1] != '-' || !read_time(entry + i, copy->at))
            continue;
        const char *rest = entry + i + 16;
        copy->number = 1;
        if (rest[0] == '.' && strspn(rest + 1, "0123456789") == 3) {
            copy->number = atoi(rest + 1);
            rest += 4;
        }
        copy->name = arena_dupn(a, entry, i - 1);
        return read_why(rest, (size_t)(entry + n - 6 - rest), &copy->why);
    }
    return false;
}

static const char *free_name(const char *folder, const char *base, enum copy_why why,
                             struct arena *a)
{
    char at[24];
    time_t now = time(NULL);
    struct tm tm;
    gmtime_r(&now, &tm);
    strftime(at, sizeof at, "%Y%m%dT%H%M%SZ", &tm);
    struct copy *list;
    int n = copies_in(folder, base, &list, 0, a), same = 0;
    const char *start = arena_printf(a, "%s/%s-%s", folder, base, at);
    /* Of one second they are numbered, so that the names tell the order, whatever they are for. */
    for (int i = 0; i < n; i++)
        if (strncmp(list[i].path, start, strlen(start)) == 0 && list[i].number > same)
            same = list[i].number;
    if (same == 0)
        return arena_printf(a, "%s%s.meyar", start, endings[why]);
    return arena_printf(a, "%s.%03d%s.meyar", start, same + 1, endings[why]);
}

/* ---- making one ---- */

static bool is_whole(struct campaign *copy, struct err *err)
{
    bool whole = true;
    struct query *q = db_query(copy->db, "PRAGMA integrity_check(1)", "");
    if (query_row(q))
        whole = strcmp(query_text(q, 0), "ok") == 0;
    query_done(&q);
    if (!whole)
        err_set(err, DAMAGED, _("%s: the copy of the file is damaged; nothing was changed"),
                copy->path);
    return whole && !db_failed(copy->db, err);
}

/* The copy is one where it is whole and every row of every table is the same, whatever is told of
 * what they say by `verify`. */
static bool is_copy(struct campaign *of, struct campaign *copy, struct err *err)
{
    bool same;
    if (!is_whole(copy, err) || !db_same(of->db, copy->db, &same, err))
        return false;
    if (!same)
        err_set(err, DAMAGED, _("%s: the copy of the file is damaged; nothing was changed"),
                copy->path);
    return same;
}

static bool copy_to(struct campaign *from, const char *to, struct err *err)
{
    struct db *db = db_open(to, to, DB_CREATE, err);
    bool ok = db && db_copy(from->db, db, err);
    db_close(&db);
    return ok;
}

bool backup_copy(struct campaign *from, const char *to, struct err *err)
{
    struct writer w = {from->by, from->via};
    struct campaign *copy = NULL;
    db_pin(from->db);
    /* A first reading holds the state; copying alone would let go of it before it is compared. */
    db_number(from->db, 0, "SELECT count(*) FROM sqlite_schema", "");
    bool ok = copy_to(from, to, err) && (copy = campaign_open(to, OPEN_READ_ONLY, &w, err)) &&
              is_copy(from, copy, err);
    db_unpin(from->db);
    campaign_close(&copy);
    return ok && !progress_broken_off(err);
}

/* Read beside ourselves: what is committed, whatever we are about to write. */
static bool copy_and_check(struct campaign *c, const char *to, struct err *err)
{
    struct writer w = {c->by, c->via};
    struct campaign *from = campaign_open(c->path, OPEN_READ_ONLY, &w, err);
    bool ok = from && backup_copy(from, to, err);
    campaign_close(&from);
    return ok;
}

/* ---- which stay ---- */

#define NEWEST 4
#define DAYS 3
#define DAY 86400

void copies_thin(const int64_t *at, const bool *must, int n, bool *keep)
{
    int kept = 0, days = 0;
    int64_t last = 0; /* the moment of the one kept before */
    for (int i = 0; must && i < n; i++)
        kept += must[i] && i >= NEWEST;
    for (int i = 0; i < n; i++) {
        bool other_day = at[i] / DAY != last / DAY;
        /* 1970 began on a Thursday: weeks begin on Mondays. */
        bool other_week = (at[i] / DAY + 3) / 7 != (last / DAY + 3) / 7;
        bool daily = i >= NEWEST && days < DAYS && other_day;
        keep[i] = i < NEWEST || daily || (i >= NEWEST && days >= DAYS && other_week);
        bool own = must && must[i] && i >= NEWEST; /* it has its place already */
        keep[i] = own || (keep[i] && kept < COPIES_KEPT);
        if (!keep[i])
            continue;
        days += daily;
        kept += !own;
        last = at[i];
    }
}

/* The last one before a merge is what taking it back needs; the last before a restoring undoes it.
 */
static void thin_out(const char *folder, const char *base, struct arena *a)
{
    struct copy *list;
    int n = copies_in(folder, base, &list, 0, a);
    int64_t *at = arena_alloc(a, ((size_t)n + 1) * sizeof *at);
    bool *must = arena_alloc(a, (size_t)n + 1), *keep = arena_alloc(a, (size_t)n + 1);
    bool had[COPY_WHYS] = {false};
    for (int i = 0; i < n; i++) {
        enum copy_why why = list[i].why;
        at[i] = time_read(list[i].at);
        must[i] = !had[why] && (why == COPY_MERGE || why == COPY_RESTORE);
        had[why] = true;
    }
    copies_thin(at, must, n, keep);
    for (int i = 0; i < n; i++)
        if (!keep[i])
            create_remove_traces(list[i].path);
}

const char *copies_make(struct campaign *c, enum copy_why why, struct arena *a, struct err *err)
{
    const char *folder = data_folder(a, arena_printf(a, "backups/%s", c->id));
    if (!folder) {
        err_set(err, BUSY, _("no copy of %s can be made: the data folder can't be written (%s)"),
                c->path, strerror(errno));
        return NULL;
    }
    const char *base = copy_base(c->real, a), *path = free_name(folder, base, why, a);
    /* Named by what it is a copy of, not by its moment: so the next one clears it away where we are
     * killed. */
    const char *place = arena_printf(a, "%s/%s", folder, base);
    struct lock *making = making_begin(place);
    const char *temporary = making_name(a, place);
    bool ok = copy_and_check(c, temporary, err) && create_put_in_place(temporary, path, err);
    if (!ok)
        create_remove_traces(temporary);
    lock_close(&making);
    if (ok)
        thin_out(folder, base, a);
    return ok ? path : NULL;
}

const char *backup_make(struct campaign *c, struct arena *a, struct err *err)
{
    return copies_make(c, COPY_MERGE, a, err);
}

/* ---- when one is due ---- */

static int64_t changed_at(const struct campaign *c)
{
    struct stat st;
    int64_t latest = stat(c->real, &st) == 0 ? (int64_t)st.st_mtime : 0;
    char *wal = mem_printf("%s-wal", c->real);
    if (stat(wal, &st) == 0 && st.st_size > 0 && st.st_mtime > latest)
        latest = st.st_mtime;
    free(wal);
    return latest;
}

/* The moment of the newest copy, 0: there is none. */
static int64_t newest_copy(struct campaign *c)
{
    struct arena *a = arena_new();
    struct copy *list;
    const char *folder = data_folder(a, arena_printf(a, "backups/%s", c->id));
    int n = folder ? copies_in(folder, copy_base(c->real, a), &list, 0, a) : 0;
    int64_t at = n > 0 ? time_read(list[0].at) : 0;
    arena_free(&a);
    return at;
}

static bool is_today(int64_t at)
{
    return at / DAY == (int64_t)time(NULL) / DAY;
}

bool copies_today(struct campaign *c)
{
    return is_today(newest_copy(c));
}

bool copies_due(struct campaign *c)
{
    int64_t newest = newest_copy(c);
    return !is_today(newest) && changed_at(c) > newest;
}

/* A fault that lasts is told once a day, not at every write. */
static void tell_once(struct campaign *c, const struct err *err, struct arena *a)
{
    const char *key = arena_printf(a, "no_copy:%s", c->id), *told = state_get(a, key);
    char now[21];
    time_utc(time(NULL), now);
    now[10] = '\0';
    if (told && strcmp(told, now) == 0)
        return;
    state_put(key, now);
    campaign_tell(c, arena_printf(a,
                                  _("No copy of the file could be made (%s). Work goes on; "
                                    "the file itself is as it should be."),
                                  err_text(err)));
}

bool copies_keep(struct campaign *c, enum copy_why why)
{
    struct arena *a = arena_new();
    struct err err = {0};
    bool made = copies_make(c, why, a, &err) != NULL;
    if (made)
        state_put(arena_printf(a, "no_copy:%s", c->id), NULL);
    else if (!progress_broken_off(NULL))
        tell_once(c, &err, a);
    err_clear(&err);
    arena_free(&a);
    return made;
}

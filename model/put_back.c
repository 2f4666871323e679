/* A copy put back in a file's place: whole or not at all, and nothing that was there is lost. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "model/backup.h"
#include "model/differ.h"
#include "model/inside.h"

struct putting {
    const char *path; /* as given, for sentences */
    const char *real; /* where it is put */
    bool there;
    struct stat was;       /* what is there now */
    struct campaign *from; /* the copy */
    struct lock *lock;     /* of what is there now: nobody else writes to it until it is replaced */
    struct restored *r;
    struct arena *a;
    struct err *err;
};

/* The copy, verified. */
static struct campaign *open_copy(const char *copy, struct err *err)
{
    struct err why = {0};
    char *report = NULL;
    int64_t events;
    struct campaign *c = campaign_open(copy, OPEN_READ_ONLY, NULL, err);
    if (c && !campaign_verify(c, &events, &report, &why)) {
        if (!progress_broken_off(err))
            err_set(err, DAMAGED,
                    _("%s is damaged itself, and was not put back: take another copy"), copy);
        campaign_close(&c);
    }
    err_clear(&why);
    free(report);
    return c;
}

/* ---- what is there now ---- */

static bool find_place(struct putting *p)
{
    const char *real = realpath(p->path, NULL);
    struct stat copy;
    p->real = real ? arena_dup(p->a, real) : p->path;
    free((char *)real);
    p->there = stat(p->real, &p->was) == 0;
    if (p->there && !S_ISREG(p->was.st_mode)) {
        err_set(p->err, REFUSED, _("%s is not a file: name a campaign file"), p->path);
        return false;
    }
    if (p->there && stat(p->from->real, &copy) == 0 && copy.st_ino == p->was.st_ino &&
        copy.st_dev == p->was.st_dev) {
        err_set(p->err, REFUSED, _("%s is the file itself: name a copy of it"), p->path);
        return false;
    }
    const char *slash = strrchr(p->real, '/');
    const char *folder = slash ? arena_printf(p->a, "%.*s/", (int)(slash - p->real), p->real) : ".";
    const char *network = lock_network(folder);
    int bad = access(folder, W_OK | X_OK) != 0 ? errno : 0;
    if (network)
        err_set(p->err, BUSY,
                _("%s would lie on a network disk (%s), where a file can't be kept safe; choose a "
                  "local one"),
                p->path, network);
    else if (bad)
        err_set(p->err, BUSY, _("%s can't be put back: %s: %s"), p->path, folder, strerror(bad));
    return !network && !bad;
}

static bool is_busy(struct putting *p, const char *why)
{
    err_set(p->err, BUSY, _("%s can't be put back: %s"), p->path, why);
    return false;
}

/* What it has that the copy has not, and a copy of it; then its lock alone is kept. */
static bool leave_whole(struct putting *p, struct campaign *c, bool dry_run)
{
    struct ids ids = {0};
    struct copy_difference d = {0};
    struct stat wal;
    if (campaign_read_only(c))
        return is_busy(p, campaign_read_only(c));
    if (strcmp(c->id, p->from->id) != 0) {
        err_set(p->err, REFUSED,
                _("%s holds another campaign than the copy; write the copy to another name (--to)"),
                p->path);
        return false;
    }
    bool ok = ids_read(p->from, &ids, p->err) && ids_differ(c, &ids, &d, p->a, p->err);
    ids_free(&ids);
    p->r->lost = d.since;
    p->r->own = d.own;
    if (!ok || dry_run)
        return ok;
    p->r->kept = copies_make(c, COPY_RESTORE, p->a, p->err);
    if (!p->r->kept)
        return false;
    if (!db_fold(c->db))
        return is_busy(p, _("another meyar reads it; try again"));
    p->lock = c->lock;
    c->lock = NULL;
    db_close(&c->db);
    if (stat(arena_printf(p->a, "%s-wal", p->real), &wal) == 0 && wal.st_size > 0)
        return is_busy(p, _("another meyar reads it; try again"));
    return true;
}

static bool lock_damaged(struct putting *p)
{
    p->r->damaged = true;
    p->lock = lock_open(p->was.st_dev, p->was.st_ino);
    enum lock_got got = p->lock ? lock_write(p->lock) : LOCK_NONE;
    if (got == LOCK_WRITER)
        return is_busy(p, _("another meyar has it open and writes to it"));
    if (got == LOCK_NONE)
        return is_busy(p, _("the state folder can't be used"));
    return true;
}

static bool look_at_present(struct putting *p, bool dry_run)
{
    struct err why = {0};
    if (!p->there)
        return true;
    struct campaign *c = campaign_open(p->path, 0, NULL, &why);
    bool ok = false;
    if (c)
        ok = leave_whole(p, c, dry_run);
    else if (why.status == BUSY || progress_broken_off(NULL))
        err_copy(p->err, &why);
    else
        ok = lock_damaged(p);
    err_clear(&why);
    campaign_close(&c);
    return ok;
}

/* ---- putting it there ---- */

static const char *aside_name(struct putting *p)
{
    char at[24];
    time_t now = time(NULL);
    struct tm tm;
    gmtime_r(&now, &tm);
    strftime(at, sizeof at, "%Y%m%dT%H%M%SZ", &tm); /* a stick takes no colons */
    const char *name = arena_printf(p->a, "%s.damaged-%s", p->real, at);
    for (int i = 2; access(name, F_OK) == 0; i++)
        name = arena_printf(p->a, "%s.damaged-%s.%d", p->real, at, i);
    return name;
}

/* What can't be read, and what a lost file left beside it, is kept as it is under another name. */
static bool keep_damaged(struct putting *p)
{
    const char *aside = aside_name(p);
    bool ok = !p->there || link(p->real, aside) == 0 || rename(p->real, aside) == 0;
    bool any = p->there;
    for (int i = 0; ok && file_beside[i]; i++) {
        const char *beside = arena_printf(p->a, "%s%s", p->real, file_beside[i]);
        struct stat st;
        if (stat(beside, &st) != 0)
            continue;
        bool empty = st.st_size == 0 || strcmp(file_beside[i], "-shm") == 0;
        any = any || !empty;
        ok = empty ? unlink(beside) == 0
                   : rename(beside, arena_printf(p->a, "%s%s", aside, file_beside[i])) == 0;
    }
    if (!ok)
        err_set(p->err, BUSY, _("%s can't be kept aside: %s"), p->path, strerror(errno));
    p->r->kept = any ? aside : NULL;
    return ok;
}

/* An empty WAL and its index are the old file's. */
static void drop_companions(struct putting *p)
{
    for (int i = 0; file_beside[i]; i++)
        unlink(arena_printf(p->a, "%s%s", p->real, file_beside[i]));
}

/* No device that this laptop remembers goes on in it: the chains may be longer elsewhere. */
static void retire_devices(struct putting *p, const char *temporary)
{
    struct stat st;
    if (p->there)
        device_retire(p->from->id, p->was.st_dev, p->was.st_ino);
    if (stat(temporary, &st) == 0)
        device_retire(p->from->id, st.st_dev, st.st_ino);
}

/* The copy, made and checked already, gets the file's name. */
static bool swap(struct putting *p, const char *temporary)
{
    bool ok = !p->there || chmod(temporary, p->was.st_mode & 0777) == 0;
    if (!ok)
        return is_busy(p, strerror(errno));
    retire_devices(p, temporary);
    if (p->r->damaged || !p->there)
        ok = keep_damaged(p);
    else
        drop_companions(p);
    return ok && create_replace(temporary, p->real, p->err);
}

/* Made before what is there is looked at: the copy of that may be one too many, and this the one
 * that goes. */
static bool put(struct putting *p)
{
    struct lock *making = making_begin(p->real);
    const char *temporary = making_name(p->a, p->real);
    bool ok =
        backup_copy(p->from, temporary, p->err) && look_at_present(p, false) && swap(p, temporary);
    if (!ok)
        create_remove_traces(temporary);
    lock_close(&making);
    return ok;
}

static void read_moment(struct putting *p)
{
    struct query *q = db_query(p->from->db,
                               "SELECT json_extract(body, '$.at') FROM event ORDER BY n DESC"
                               " LIMIT 1",
                               "");
    if (query_row(q) && query_text(q, 0))
        snprintf(p->r->at, sizeof p->r->at, "%s", query_text(q, 0));
    query_done(&q);
}

bool copies_restore(const char *path, const char *copy, bool dry_run, struct restored *r,
                    struct arena *a, struct err *err)
{
    struct putting p = {.path = path, .r = r, .a = a, .err = err};
    *r = (struct restored){.from = copy};
    p.from = open_copy(copy, err);
    bool ok = p.from && find_place(&p);
    if (ok)
        read_moment(&p);
    ok = ok && (dry_run ? look_at_present(&p, true) : put(&p));
    lock_close(&p.lock);
    campaign_close(&p.from);
    return ok;
}

bool copies_write(const char *copy, const char *to, struct err *err)
{
    struct arena *a = arena_new();
    struct campaign *from = create_check_place(to, err) ? open_copy(copy, err) : NULL;
    bool ok = from != NULL;
    if (ok) {
        struct lock *making = making_begin(to);
        const char *temporary = making_name(a, to);
        ok = backup_copy(from, temporary, err) && create_put_in_place(temporary, to, err);
        if (!ok)
            create_remove_traces(temporary);
        lock_close(&making);
    }
    campaign_close(&from);
    arena_free(&a);
    return ok;
}

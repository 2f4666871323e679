#include "model/backup.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "model/inside.h"
#include "model/state.h"

static const char *base_name(struct campaign *c, struct arena *a)
{
    const char *slash = strrchr(c->real, '/'), *name = slash ? slash + 1 : c->real;
    size_t n = strlen(name);
    if (n > 6 && strcmp(name + n - 6, ".meyar") == 0)
        n -= 6;
    return safe_name(a, arena_dupn(a, name, n));
}

static int by_name(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* Their names sort by time. */
static void thin_out(const char *folder, const char *base, struct arena *a)
{
    const char *start = arena_printf(a, "%s-", base), **names = NULL;
    size_t n = 0, length = strlen(start) + strlen("20191015T140340Z.meyar");
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));) {
        if (strncmp(e->d_name, start, strlen(start)) != 0 || strlen(e->d_name) < length)
            continue;
        names = mem_grow(names, n + 1, sizeof *names);
        names[n++] = arena_dup(a, e->d_name);
    }
    if (n > 0)
        qsort(names, n, sizeof *names, by_name);
    for (size_t i = 0; i + BACKUPS_KEPT < n; i++)
        unlinkat(dirfd(d), names[i], 0);
    if (d)
        closedir(d);
    free(names);
}

static bool add_to_hash(void *arg, const char *bytes, size_t n)
{
    crypto_hash_sha256_update(arg, (const unsigned char *)bytes, n);
    return true;
}

/* The hash of everything that a file holds. */
static bool hash_of(struct campaign *c, unsigned char hash[HASH_SIZE], struct err *err)
{
    crypto_hash_sha256_state state;
    struct sink to = {add_to_hash, &state};
    crypto_hash_sha256_init(&state);
    bool ok = campaign_dump(c, &to, err);
    crypto_hash_sha256_final(&state, hash);
    return ok;
}

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

/* The copy is one where it is whole and holds the same, whatever is told of that by `verify`. */
static bool is_copy(struct campaign *of, struct campaign *copy, struct err *err)
{
    unsigned char hash[HASH_SIZE], its[HASH_SIZE];
    if (!is_whole(copy, err) || !hash_of(of, hash, err) || !hash_of(copy, its, err))
        return false;
    if (memcmp(hash, its, HASH_SIZE) == 0)
        return true;
    err_set(err, DAMAGED, _("%s: the copy of the file is damaged; nothing was changed"),
            copy->path);
    return false;
}

static bool copy_to(struct campaign *from, const char *to, struct err *err)
{
    struct db *db = db_open(to, to, DB_CREATE, err);
    bool ok = db && db_copy(from->db, db, err);
    db_close(&db);
    return ok;
}

static bool copy_and_check(struct campaign *c, const char *to, struct err *err)
{
    struct writer w = {c->by, c->via};
    /* Read beside ourselves: what is committed, whatever we are about to write. */
    struct campaign *from = campaign_open(c->path, OPEN_READ_ONLY, &w, err), *copy = NULL;
    bool ok = from != NULL;
    if (ok)
        db_pin(from->db);
    ok = ok && copy_to(from, to, err) && (copy = campaign_open(to, OPEN_READ_ONLY, &w, err)) &&
         is_copy(from, copy, err);
    if (from)
        db_unpin(from->db);
    campaign_close(&copy);
    campaign_close(&from);
    return ok;
}

static const char *free_name(const char *folder, const char *base, struct arena *a)
{
    char at[24];
    time_t now = time(NULL);
    struct tm tm;
    gmtime_r(&now, &tm);
    strftime(at, sizeof at, "%Y%m%dT%H%M%SZ", &tm);
    const char *path = arena_printf(a, "%s/%s-%s.meyar", folder, base, at);
    for (int i = 2; access(path, F_OK) == 0 && i < 1000; i++)
        path = arena_printf(a, "%s/%s-%s.%03d.meyar", folder, base, at, i);
    return path;
}

const char *backup_make(struct campaign *c, struct arena *a, struct err *err)
{
    const char *folder = data_folder(a, arena_printf(a, "backups/%s", c->id));
    if (!folder) {
        err_set(err, BUSY, _("no copy of %s can be made: the data folder can't be written (%s)"),
                c->path, strerror(errno));
        return NULL;
    }
    const char *base = base_name(c, a), *path = free_name(folder, base, a);
    struct lock *making = making_begin(path);
    const char *temporary = making_name(a, path);
    bool ok = copy_and_check(c, temporary, err) && create_put_in_place(temporary, path, err);
    if (!ok)
        create_remove_traces(temporary);
    lock_close(&making);
    if (ok)
        thin_out(folder, base, a);
    return ok ? path : NULL;
}

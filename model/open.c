/* Opening and closing a campaign file, and who may write to it. */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "model/bodywork.h"
#include "model/figures.h"
#include "model/index.h"
#include "model/inside.h"
#include "model/schema.h"

/* ---- who ---- */

static const char *who(const struct writer *w)
{
    if (w && w->by)
        return w->by;
    const char *by = getenv("MEYAR_BY");
    if (by && by[0])
        return by;
    /* The login name as the session has it: asking the system's list of people takes longer. */
    const char *login = getenv("LOGNAME");
    if (login && login[0])
        return login;
    const struct passwd *p = getpwuid(getuid());
    return p && p->pw_name && p->pw_name[0] ? p->pw_name : "unknown";
}

static bool set_writer(struct campaign *c, const struct writer *w, struct err *err)
{
    const char *by = who(w);
    if (!text_is_line(by, 200)) {
        err_set(err, REFUSED,
                _("The person's name must be one line of UTF-8 text, 1 to 200 bytes long (--by, "
                  "MEYAR_BY)"));
        return false;
    }
    c->by = mem_dup(by);
    c->via = mem_dup(w && w->via ? w->via : "command");
    return true;
}

struct campaign *campaign_around(struct db *db, const char *path, const struct writer *w,
                                 struct err *err)
{
    struct campaign *c = mem_alloc(sizeof *c);
    c->path = mem_dup(path);
    c->db = db;
    c->device.fd = -1;
    c->version = schema_version();
    if (!set_writer(c, w, err))
        campaign_close(&c);
    return c;
}

void campaign_tell(struct campaign *c, const char *text)
{
    struct notice **last = &c->notices;
    while (*last)
        last = &(*last)->next;
    *last = mem_alloc(sizeof **last);
    (*last)->text = mem_dup(text);
}

const char *campaign_notice(struct campaign *c, struct arena *a)
{
    struct notice *n = c->notices;
    if (!n)
        return NULL;
    const char *text = arena_dup(a, n->text);
    c->notices = n->next;
    free(n->text);
    free(n);
    return text;
}

/* ---- opening ---- */

static bool find_file(struct campaign *c, struct err *err)
{
    struct stat st;
    if (stat(c->path, &st) != 0) {
        err_set(err, BUSY, _("%s can't be opened: %s"), c->path, strerror(errno));
        return false;
    }
    if (!S_ISREG(st.st_mode)) {
        err_set(err, REFUSED, _("%s is not a file: name a campaign file"), c->path);
        return false;
    }
    if (access(c->path, R_OK) != 0) {
        err_set(err, BUSY, _("%s can't be read: %s"), c->path, strerror(errno));
        return false;
    }
    const char *network = lock_network(c->path);
    if (network) {
        err_set(err, BUSY,
                _("%s lies on a network disk (%s), where a file can't be kept safe; copy it to "
                  "this computer"),
                c->path, network);
        return false;
    }
    c->real = realpath(c->path, NULL);
    c->disk = st.st_dev;
    c->inode = st.st_ino;
    if (!c->real)
        err_set(err, BUSY, _("%s can't be opened: %s"), c->path, strerror(errno));
    return c->real != NULL;
}

/* Why it can't be written, NULL where it can; then our lock is held to write. */
static char *why_not_written(struct campaign *c, unsigned flags)
{
    if (flags & OPEN_READ_ONLY)
        return mem_dup(_("opened for reading only, as asked for"));
    char *folder = mem_dup(c->real);
    *(strrchr(folder, '/') == folder ? folder + 1 : strrchr(folder, '/')) = '\0';
    int bad = access(c->real, W_OK) != 0 ? errno : 0;
    int bad_folder = access(folder, W_OK) != 0 ? errno : 0;
    free(folder);
    if (bad)
        return mem_printf(_("the file can't be written (%s)"), strerror(bad));
    if (bad_folder)
        return mem_printf(_("its folder can't be written (%s)"), strerror(bad_folder));
    enum lock_got got = c->lock ? lock_write(c->lock) : LOCK_NONE;
    if (got == LOCK_WRITER)
        return mem_dup(_("another meyar has it open and writes to it"));
    if (got == LOCK_NONE)
        return mem_printf(_("the state folder can't be used (%s)"), strerror(errno));
    return NULL;
}

static bool header_known(struct campaign *c, enum db_mode mode, struct err *err)
{
    int version;
    struct db *db = db_open(c->real, c->path, mode, err);
    bool ok = db && schema_known(db, c->path, &version, err);
    db_close(&db);
    return ok;
}

static unsigned long four_bytes(const unsigned char *at)
{
    return (unsigned long)at[0] << 24 | (unsigned long)at[1] << 16 | (unsigned long)at[2] << 8 |
           at[3];
}

/* Do the first bytes say by themselves that the file is ours, of a version that we know, with a WAL
 * as we leave it? */
static bool is_plainly_ours(const struct campaign *c)
{
    unsigned char h[100];
    int fd = open(c->real, O_RDONLY | O_CLOEXEC);
    bool whole = fd >= 0 && pread(fd, h, sizeof h, 0) == (ssize_t)sizeof h;
    if (fd >= 0)
        close(fd);
    return whole && memcmp(h, "SQLite format 3", 16) == 0 && h[18] == 2 && h[19] == 2 &&
           four_bytes(h + 68) == APPLICATION_ID && four_bytes(h + 60) >= 1 &&
           four_bytes(h + 60) <= (unsigned long)schema_version();
}

/* Looks at the header without touching anything: a stranger's file is left as it is, journal and
 * all. Where a crash left a WAL, the file alone may be half of what it should be: then both are
 * read. SQLite, which reads the whole schema for it, is asked only where the first bytes leave a
 * doubt: this is done at every start. */
static bool look_at_header(struct campaign *c, struct err *err)
{
    if (is_plainly_ours(c) || header_known(c, DB_IMMUTABLE, err))
        return true;
    if (!reading_wal_left(c))
        return false;
    err_clear(err);
    return header_known(c, DB_READ, err);
}

/* A file of an older version becomes one of this, all or nothing. */
static bool bring_up(struct campaign *c, int version, struct err *err)
{
    if (!db_begin(c->db, err))
        return false;
    bool ok = schema_migrate(c->db);
    if (ok && version < 2)
        index_fill(c->db, c->db);
    return db_end(c->db, ok, err);
}

static bool begin_writing(struct campaign *c, struct err *err)
{
    int version;
    if (!reading_wal_fits(c, err) || !look_at_header(c, err))
        return false;
    c->db = db_open(c->real, c->path, DB_WRITE, err);
    if (!c->db || !schema_known(c->db, c->path, &version, err))
        return false;
    db_script(c->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                     "PRAGMA wal_autocheckpoint = 1000;");
    if (db_failed(c->db, err))
        return false;
    return version == schema_version() || bring_up(c, version, err);
}

static void free_eras(struct campaign *c)
{
    for (int i = 0; i < c->neras; i++) {
        free(c->eras[i].id);
        free(c->eras[i].name);
    }
    free(c->eras);
    c->eras = NULL;
    c->neras = 0;
}

bool campaign_read_eras(struct campaign *c, struct err *err)
{
    free_eras(c);
    struct query *q =
        db_query(c->db, "SELECT camp, id, name, rubric FROM campaign ORDER BY camp", "");
    bool ok = true;
    while (ok && query_row(q)) {
        ok = query_int(q, 0) == c->neras && query_text(q, 1) && strlen(query_text(q, 1)) == 32;
        if (!ok)
            break;
        c->eras = mem_grow(c->eras, (size_t)c->neras + 1, sizeof *c->eras);
        struct era *era = &c->eras[c->neras++];
        *era = (struct era){.id = mem_dup(query_text(q, 1)), .name = mem_dup(query_text(q, 2))};
        snprintf(era->sha, sizeof era->sha, "%s", query_text(q, 3));
    }
    query_done(&q);
    if (db_failed(c->db, err))
        return false;
    if (!ok || c->neras == 0) {
        err_set(err, DAMAGED, _("%s: the file does not say which campaign it holds: it is damaged"),
                c->path);
        return false;
    }
    snprintf(c->id, sizeof c->id, "%s", c->eras[0].id);
    return true;
}

static bool open_all(struct campaign *c, unsigned flags, struct err *err)
{
    if (!find_file(c, err))
        return false;
    c->lock = lock_open(c->disk, c->inode);
    c->read_only = why_not_written(c, flags);
    bool ok = c->read_only ? reading_begin(c, err) && schema_known(c->db, c->path, &c->version, err)
                           : begin_writing(c, err);
    if (ok)
        db_pin(c->db);
    ok = ok && campaign_read_eras(c, err) && catalogue_of(c, 0, err) != NULL;
    if (c->db && ok)
        db_unpin(c->db);
    if (!ok || c->read_only)
        return ok;
    device_find(c);
    return figures_bring_up(c, err);
}

struct campaign *campaign_open(const char *path, unsigned flags, const struct writer *w,
                               struct err *err)
{
    struct campaign *c = campaign_around(NULL, path, w, err);
    if (c && !open_all(c, flags, err)) {
        progress_broken_off(err); /* rather than what could not be read because of it */
        campaign_close(&c);
    }
    return c;
}

void campaign_close(struct campaign **at)
{
    struct campaign *c = *at;
    if (!c)
        return;
    bodywork_free(&c->at_work);
    search_free(c);
    views_free(c);
    if (c->db && !c->read_only)
        db_fold(c->db);
    db_close(&c->db);
    reading_end(c);
    lock_close(&c->lock);
    device_close(&c->device);
    free_eras(c);
    catalogues_free(c);
    while (c->notices) {
        struct notice *n = c->notices;
        c->notices = n->next;
        free(n->text);
        free(n);
    }
    free(c->path);
    free(c->real);
    free(c->read_only);
    free(c->by);
    free(c->via);
    free(c);
    *at = NULL;
}

void campaign_idle(struct campaign *c)
{
    if (!c->read_only)
        db_fold(c->db);
}

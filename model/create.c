/* Making a campaign file: under a name of its own first, so that a failure leaves nothing behind.
 */
#define _GNU_SOURCE /* renameat2 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "model/change.h"
#include "model/csv.h"
#include "model/project.h"
#include "model/registry.h"
#include "model/schema.h"

#define NAME_MOST 200

/* Everything that the new campaign is made from. */
struct making {
    const struct init_options *o;
    struct arena *a;
    const char *path;
    const char *temporary;
    const char *rubric_text;
    size_t rubric_size;
    struct rubric *rubric; /* until the campaign takes it over */
    const struct registry *registry;
    struct buf previous; /* canonical text of the earlier campaigns */
    const char *previous_name;
    int64_t clock; /* of fixed_at; -1: the real one */
};

/* ---- what it is made from ---- */

static bool read_input(struct making *m, const char *path, const char *given, size_t given_size,
                       size_t most, const char **bytes, size_t *n, struct err *err)
{
    char *read = NULL;
    const char *why;
    *bytes = given;
    *n = given_size;
    if (given)
        return true;
    if (!file_read(path, most, m->a, &read, n, &why)) {
        err_set(err, errno == EFBIG ? REFUSED : BUSY, "%s", why);
        return false;
    }
    *bytes = read;
    return true;
}

static bool read_rubric(struct making *m, struct err *err)
{
    const struct init_options *o = m->o;
    struct diags d = {.file = o->rubric_path};
    if (!read_input(m, o->rubric_path, o->rubric_bytes, o->rubric_size, 4 << 20, &m->rubric_text,
                    &m->rubric_size, err))
        return false;
    m->rubric = rubric_load(m->rubric_text, m->rubric_size, &d);
    if (!m->rubric)
        err_diags(err, &d);
    diags_free(&d);
    return m->rubric != NULL;
}

static bool read_registry(struct making *m, struct err *err)
{
    const struct init_options *o = m->o;
    const char *bytes;
    size_t n;
    if (!read_input(m, o->registry_path, o->registry_bytes, o->registry_size, CSV_MOST_BYTES,
                    &bytes, &n, err))
        return false;
    m->registry = registry_read(o->registry_path, bytes, n, m->a, err);
    return m->registry != NULL;
}

static bool read_previous(struct making *m, struct err *err)
{
    if (!m->o->previous_path)
        return true;
    struct campaign *old = campaign_open(m->o->previous_path, OPEN_READ_ONLY, &m->o->writer, err);
    bool ok = old && previous_text(old, &m->previous, err);
    if (ok)
        m->previous_name = arena_dup(m->a, campaign_name(old, 0));
    if (ok && m->previous.n > ((size_t)1 << 30)) {
        err_set(err, REFUSED, _("%s: the earlier campaign is too large to be taken in"), old->path);
        ok = false;
    }
    campaign_close(&old);
    return ok;
}

static bool check_name(const char *name, struct err *err)
{
    bool ok = name && text_is_line(name, NAME_MOST);
    if (!ok)
        err_set(err, REFUSED,
                _("The campaign's name must be one line of UTF-8 text, 1 to %d bytes long"),
                NAME_MOST);
    return ok;
}

bool create_check_place(const char *path, struct err *err)
{
    if (access(path, F_OK) == 0) {
        err_set(err, REFUSED, _("%s is there already: nothing is overwritten; choose another name"),
                path);
        return false;
    }
    /* What another file of that name left would be taken for this one's. */
    for (int i = 0; file_beside[i]; i++) {
        char *left = mem_printf("%s%s", path, file_beside[i]);
        bool there = access(left, F_OK) == 0;
        if (there)
            err_set(
                err, REFUSED,
                _("%s is left from another file of that name and may hold its last answers: put "
                  "it back beside that file, or move it away; or choose another name"),
                left);
        free(left);
        if (there)
            return false;
    }
    const char *slash = strrchr(path, '/');
    char *folder = slash ? mem_printf("%.*s/", (int)(slash - path), path) : mem_dup(".");
    const char *network = lock_network(folder);
    int bad = access(folder, W_OK | X_OK) != 0 ? errno : 0;
    if (network)
        err_set(err, BUSY,
                _("%s would lie on a network disk (%s), where a file can't be kept safe; choose a "
                  "local one"),
                path, network);
    else if (bad)
        err_set(err, BUSY, _("%s can't be made: %s: %s"), path, folder, strerror(bad));
    free(folder);
    return !network && !bad;
}

/* ---- writing it ---- */

static void tick(struct change *t, void *arg)
{
    struct making *m = arg;
    char at[21];
    if (m->clock < 0)
        return;
    time_utc((time_t)m->clock++, at);
    change_as(t, m->o->writer.by, at);
}

static bool write_campaign(struct change *t, struct making *m)
{
    struct slot slot = {.kind = "campaign", .body = "", .service = "", .item = "", .set = ""};
    json_t *o = json_object();
    json_object_set_new(o, "name", json_string(m->o->name));
    tick(t, m);
    return change_put(t, &slot, o);
}

static bool write_rubric(struct change *t, struct making *m)
{
    struct slot slot = {.kind = "rubric", .body = "", .service = "", .item = "", .set = ""};
    json_t *o = json_object();
    json_object_set_new(o, "sha256", json_string(t->c->eras[0].sha));
    json_object_set_new(o, "text", json_stringn(m->rubric_text, m->rubric_size));
    tick(t, m);
    return change_put(t, &slot, o);
}

static bool write_previous(struct change *t, struct making *m, struct err *err)
{
    struct slot slot = {.kind = "previous", .body = "", .service = "", .item = "", .set = ""};
    struct campaign *c = t->c;
    char sha[HEX_SIZE];
    if (!m->previous.s)
        return true;
    sha256_hex(m->previous.s, m->previous.n, sha);
    json_t *o = json_object();
    json_object_set_new(o, "name", json_string(m->previous_name));
    json_object_set_new(o, "sha256", json_string(sha));
    tick(t, m);
    return chunk_store(c->db, sha, m->previous.s, m->previous.n) && change_put(t, &slot, o) &&
           campaign_read_eras(c, err) && catalogue_of(c, 0, err);
}

static void prepare(struct campaign *c, struct making *m)
{
    if (m->o->fixed_id)
        snprintf(c->id, sizeof c->id, "%s", m->o->fixed_id);
    else
        random_hex(c->id);
    c->eras = mem_alloc(sizeof *c->eras);
    c->neras = 1;
    c->eras[0] = (struct era){.id = mem_dup(c->id), .name = mem_dup(m->o->name)};
    sha256_hex(m->rubric_text, m->rubric_size, c->eras[0].sha);
    catalogue_add(c, c->eras[0].sha, m->rubric);
    m->rubric = NULL;
    catalogue_of(c, 0, NULL);
}

/* All in one transaction, from a device that nobody continues. */
static bool write_all(struct campaign *c, struct making *m, struct err *err)
{
    char device[RANDOM_SIZE];
    int added, changed;
    prepare(c, m);
    struct change *t = change_begin(c, err);
    if (!t)
        return false;
    schema_migrate(c->db);
    random_hex(device);
    change_fix_device(t, m->o->fixed_id ? m->o->fixed_id : device);
    bool ok = write_campaign(t, m) && write_rubric(t, m) && write_previous(t, m, err) &&
              registry_write(t, m->registry, tick, m, &added, &changed) &&
              db_run(c->db, "UPDATE campaign SET engine = ? WHERE camp = 0", "i", ENGINE);
    if (progress_broken_off(err)) {
        change_end(&t, false, NULL);
        return false;
    }
    return change_close(&t, ok, err);
}

static bool build(struct making *m, struct err *err)
{
    struct db *db = db_open(m->temporary, m->path, DB_CREATE, err);
    if (!db)
        return false;
    char header[96];
    snprintf(header, sizeof header,
             "PRAGMA application_id = %d; PRAGMA journal_mode = WAL;"
             "PRAGMA synchronous = FULL;",
             APPLICATION_ID);
    struct writer w = m->o->writer;
    w.via = w.via ? w.via : "init";
    struct campaign *c = campaign_around(db, m->path, &w, err);
    if (!c)
        return false;
    bool ok = db_script(db, header) ? write_all(c, m, err) : !db_failed(db, err);
    if (ok && !db_fold(db)) {
        err_set(err, BUSY, _("%s: the disk can't be written; nothing was made"), m->path);
        ok = false;
    }
    campaign_close(&c);
    return ok;
}

/* The name itself is on the disk only once the folder is. */
static void sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? mem_printf("%.*s/", (int)(slash - path), path) : mem_dup(".");
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(folder);
}

/* Gives it its name, unless somebody took that meanwhile. */
bool create_put_in_place(const char *temporary, const char *path, struct err *err)
{
    /* Disks without hard links (a stick) know the rename that refuses to overwrite, or at least the
     * plain one. */
    if (progress_broken_off(err))
        return false;
    bool ok = link(temporary, path) == 0;
    if (ok)
        unlink(temporary);
    else if (errno != EEXIST)
        ok = renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0 ||
             (errno == EINVAL && access(path, F_OK) != 0 && rename(temporary, path) == 0);
    if (ok)
        sync_folder(path);
    else
        err_set(err, errno == EEXIST ? REFUSED : BUSY, _("%s can't be made: %s"), path,
                strerror(errno));
    return ok;
}

bool create_replace(const char *temporary, const char *path, struct err *err)
{
    bool ok = rename(temporary, path) == 0;
    if (ok)
        sync_folder(path);
    else
        err_set(err, BUSY, _("%s can't be put in place: %s"), path, strerror(errno));
    return ok;
}

void create_remove_traces(const char *temporary)
{
    unlink(temporary);
    for (int i = 0; file_beside[i]; i++) {
        char *path = mem_printf("%s%s", temporary, file_beside[i]);
        unlink(path);
        free(path);
    }
}

bool campaign_create(const char *path, const struct init_options *o, struct err *err)
{
    struct making m = {.o = o, .a = arena_new(), .path = path, .clock = time_read(o->fixed_at)};
    bool ok = create_check_place(path, err) && check_name(o->name, err) && read_rubric(&m, err) &&
              read_registry(&m, err) && read_previous(&m, err);
    if (ok) {
        struct lock *lock = making_begin(path);
        m.temporary = making_name(m.a, path);
        ok = build(&m, err) && create_put_in_place(m.temporary, path, err);
        if (!ok)
            create_remove_traces(m.temporary);
        lock_close(&lock);
    }
    if (!ok)
        progress_broken_off(err);
    rubric_free(&m.rubric);
    buf_free(&m.previous);
    arena_free(&m.a);
    return ok;
}

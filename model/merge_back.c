/* Taking the last merge back: the events of the copy that was made before it, and this laptop's own
 * since then. */
#include <stdlib.h>
#include <string.h>
#include "model/anew.h"
#include "model/backup.h"
#include "model/change.h"
#include "model/differ.h"
#include "model/project.h"
#include "model/registry.h"
#include "model/state.h"

/* An event of this laptop that was written over one that goes. */
struct resting {
    const char *id;
    struct resting *next;
};

struct going_back {
    struct campaign *c;
    struct merge_back *m;
    struct arena *a;
    struct ids copy, gone;
    struct campaign *then; /* the copy, open */
    struct resting *resting;
    struct err *err;
};

/* ---- which events go ---- */

static bool is_answer(const struct event *e)
{
    return strcmp(e->slot.kind, "answer") == 0;
}

/* Sorts the events that the copy lacks: this laptop's stay, all others go. */
static void sort_out(struct going_back *g)
{
    struct arena *scratch = arena_new();
    struct merge_back *m = g->m;
    const char **own;
    size_t room = 0;
    int nown = device_known(g->c->id, &own, g->a);
    struct query *q = db_query(g->c->db, "SELECT id, body FROM event ORDER BY id", "");
    while (progress_still() && query_row(q)) {
        struct event e;
        size_t n;
        const char *why, *body = query_text(q, 1);
        const void *id = query_bytes(q, 0, &n);
        arena_reset(scratch);
        if (n != HASH_SIZE || ids_have(&g->copy, id) || !body ||
            !event_read(body, strlen(body), scratch, &e, &why))
            continue;
        if (id_among(e.device, own, nown)) {
            m->own++;
            continue;
        }
        if (g->gone.n == room) {
            room = 2 * room + 256;
            g->gone.id = mem_grow(g->gone.id, room, HASH_SIZE);
        }
        memcpy(g->gone.id[g->gone.n++], id, HASH_SIZE);
        m->events++;
        m->answers += is_answer(&e);
        people_count(&m->people, &m->npeople, e.by, e.at, is_answer(&e), g->a);
    }
    query_done(&q);
    people_sort(m->people, m->npeople);
    arena_free(&scratch);
}

/* Is everything of the copy in the file? Else the file went back further since. */
static bool holds_all(struct going_back *g)
{
    int64_t now = db_number(g->c->db, 0, "SELECT count(*) FROM event", "");
    return now == (int64_t)g->copy.n + g->m->own + g->m->events;
}

static void forget(struct going_back *g)
{
    ids_free(&g->copy);
    ids_free(&g->gone);
    campaign_close(&g->then);
    *g->m = (struct merge_back){0};
}

/* The newest copy before a merge of which anything is still in the file. */
static bool find_copy(struct going_back *g)
{
    struct copy *list;
    const char *folder = data_folder(g->a, arena_printf(g->a, "backups/%s", g->c->id));
    int n = folder ? copies_in(folder, copy_base(g->c->real, g->a), &list, 0, g->a) : 0;
    for (int i = 0; i < n && progress_still(); i++) {
        struct err ignored = {0};
        if (list[i].why != COPY_MERGE)
            continue;
        g->then = campaign_open(list[i].path, OPEN_READ_ONLY, NULL, &ignored);
        bool fits =
            g->then && strcmp(g->then->id, g->c->id) == 0 && ids_read(g->then, &g->copy, &ignored);
        err_clear(&ignored);
        if (fits)
            sort_out(g);
        if (fits && g->m->events > 0 && holds_all(g)) {
            g->m->copy = list[i].path;
            memcpy(g->m->at, list[i].at, sizeof g->m->at);
            return true;
        }
        forget(g);
    }
    if (!db_failed(g->c->db, g->err) && !progress_broken_off(g->err))
        err_set(g->err, REFUSED,
                _("%s: there is no merge to take back, or no copy from before it any more"),
                g->c->path);
    return false;
}

/* ---- the events ---- */

static bool rests_on_gone(struct going_back *g, const struct event *e)
{
    for (int i = 0; i < e->nreplaces; i++) {
        unsigned char id[HASH_SIZE];
        if (hex_decode(e->replaces[i], id, HASH_SIZE) && ids_have(&g->gone, id))
            return true;
    }
    return false;
}

static void find_resting(struct going_back *g)
{
    struct arena *scratch = arena_new();
    struct query *q = db_query(g->c->db, "SELECT id, body FROM event ORDER BY n DESC", "");
    while (progress_still() && query_row(q)) {
        struct event e;
        const char *why, *body = query_text(q, 1);
        size_t n;
        const void *id = query_bytes(q, 0, &n);
        arena_reset(scratch);
        if (n != HASH_SIZE || ids_have(&g->copy, id) || ids_have(&g->gone, id) || !body ||
            !event_read(body, strlen(body), scratch, &e, &why) || !rests_on_gone(g, &e))
            continue;
        struct resting *r = arena_alloc(g->a, sizeof *r);
        *r = (struct resting){arena_dup(g->a, e.id), g->resting};
        g->resting = r;
    }
    query_done(&q);
    arena_free(&scratch);
}

/* Stored files that nothing names any more, and that were not there before. */
static bool drop_files(struct going_back *g)
{
    struct query *q = db_query(g->c->db, "SELECT DISTINCT sha FROM chunk", "");
    struct resting *drop = NULL;
    while (query_row(q)) {
        const char *sha = query_text(q, 0);
        if (db_number(g->then->db, 0, "SELECT 1 FROM chunk WHERE sha = ?", "t", sha) == 0 &&
            db_number(g->c->db, 0, "SELECT 1 FROM event WHERE instr(body, ?) > 0 LIMIT 1", "t",
                      sha) == 0) {
            struct resting *one = arena_alloc(g->a, sizeof *one);
            *one = (struct resting){arena_dup(g->a, sha), drop};
            drop = one;
        }
    }
    query_done(&q);
    for (; drop; drop = drop->next)
        db_run(g->c->db, "DELETE FROM chunk WHERE sha = ?", "t", drop->id);
    return !db_broken(g->c->db);
}

/* Exactly the copy's events and this laptop's own. */
static bool go_back(struct going_back *g)
{
    int64_t waiting, left;
    for (size_t i = 0; i < g->gone.n; i++)
        db_run(g->c->db, "DELETE FROM event WHERE id = ?", "b", g->gone.id[i], (size_t)HASH_SIZE);
    left = db_number(g->c->db, -1, "SELECT count(*) FROM event", "");
    if (!db_broken(g->c->db) && left != (int64_t)g->copy.n + g->m->own) {
        err_set(g->err, DAMAGED, _("%s: the merge can't be taken back: %s does not fit it"),
                g->c->path, g->m->copy);
        return false;
    }
    return drop_files(g) && anew_derive(g->c, &waiting, g->err);
}

/* ---- what was written over them ---- */

/* The heads of the event's slot, and how many of them rest on what is gone. */
static int heads_of(struct going_back *g, const struct slot *s, int *resting)
{
    int n = 0;
    struct query *q = db_query(g->c->db,
                               "SELECT id FROM head WHERE camp = 0 AND body = ? AND service = ? AND"
                               " kind = ? AND item = ?",
                               "tttt", s->body, s->service, s->kind, s->item);
    *resting = 0;
    for (; query_row(q); n++) {
        char id[HEX_SIZE];
        query_id(q, 0, id);
        for (const struct resting *r = g->resting; r; r = r->next)
            *resting += strcmp(r->id, id) == 0;
    }
    query_done(&q);
    return n;
}

static bool is_head(struct going_back *g, const char *id)
{
    unsigned char hash[HASH_SIZE];
    return hex_decode(id, hash, HASH_SIZE) &&
           db_number(g->c->db, 0, "SELECT 1 FROM head WHERE camp = 0 AND id = ?", "b", hash,
                     (size_t)HASH_SIZE) != 0;
}

/* The writer saw what was there when the event was written, and what that had replaced: whatever
 * stands beside it now, it came after. Where several do (an undo that put a conflict back), nothing
 * is decided. */
static bool let_stand(struct going_back *g, struct change *t, const char *id, bool *registry)
{
    struct event e;
    int resting;
    if (!is_head(g, id) || !store_event(g->c, id, t->arena, &e) || e.slot.set[0])
        return true;
    struct slot slot = e.slot;
    slot.item = project_item(g->c, &e.slot, t->arena);
    if (heads_of(g, &slot, &resting) < 2 || resting != 1)
        return true;
    if (!change_put(t, &slot, json_deep_copy(e.payload)))
        return false;
    g->m->resting++;
    *registry = *registry || strcmp(slot.kind, "body") == 0 || strcmp(slot.kind, "service") == 0;
    if (slot.body[0] && store_has(g->c, 0, slot.body, slot.service))
        change_touch(t, slot.body, slot.service);
    return true;
}

static bool settle(struct going_back *g, struct change *t)
{
    bool registry = false, ok = true;
    for (const struct resting *r = g->resting; ok && r; r = r->next)
        ok = let_stand(g, t, r->id, &registry);
    return ok && (!registry || registry_settle(t));
}

/* ---- all of it ---- */

static bool take_back(struct going_back *g, bool dry_run)
{
    struct change *t = change_begin(g->c, g->err);
    if (!t)
        return false;
    t->via = "restore";
    t->more = true;
    find_resting(g);
    bool ok = go_back(g) && settle(g, t) && !progress_broken_off(g->err);
    if (ok && !dry_run) {
        g->m->kept = copies_make(g->c, COPY_BACK, g->a, g->err);
        ok = g->m->kept != NULL;
    }
    bool commit = ok && !dry_run, broken = db_broken(g->c->db);
    struct err ended = {0};
    bool done = change_end(&t, commit || broken, &ended);
    if (g->err->status == DONE && ended.status != DONE)
        err_copy(g->err, &ended);
    err_clear(&ended);
    bool read = anew_read(g->c, &ended);
    if (g->err->status == DONE && !read)
        err_copy(g->err, &ended);
    err_clear(&ended);
    return ok && done && read;
}

bool merge_take_back(struct campaign *c, bool dry_run, struct merge_back *m, struct arena *a,
                     struct err *err)
{
    struct going_back g = {.c = c, .m = m, .a = a, .err = err};
    *m = (struct merge_back){0};
    bool ok = campaign_writable(c, err) && find_copy(&g) && take_back(&g, dry_run);
    ids_free(&g.copy);
    ids_free(&g.gone);
    campaign_close(&g.then);
    return ok;
}

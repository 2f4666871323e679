/* Attaching, listing, taking away: events of kind `evidence`, and the bytes that they name. */
#include <string.h>
#include "model/change.h"
#include "model/chunk.h"
#include "model/evidence_in.h"
#include "model/project.h"
#include "model/store.h"

/* ---- where ---- */

/* The question under today's id; NULL and a sentence where there is no such place. */
static const struct question *question_at(struct campaign *c, const struct evidence_place *at,
                                          struct err *err)
{
    const struct catalogue *k = catalogue_of(c, 0, err);
    if (!k)
        return NULL;
    bool service = at->service[0] != '\0';
    if (!store_has(c, 0, at->body, "")) {
        store_unknown_body(c, 0, at->body, err);
        return NULL;
    }
    if (service && !store_has(c, 0, at->body, at->service)) {
        store_unknown_service(c, 0, at->body, at->service, err);
        return NULL;
    }
    const struct question *q = catalogue_question(k, service ? BLOCK_SERVICE : BLOCK_BODY,
                                                  rubric_current_id(k->rubric, at->question));
    if (!q)
        store_unknown_question(c, service, at->question, err);
    return q;
}

static struct slot slot_of(const struct evidence_place *at, const struct question *q,
                           const char *sha256, struct arena *a)
{
    return (struct slot){.kind = "evidence",
                         .body = at->body,
                         .service = at->service,
                         .item = arena_printf(a, "%s %s", q->id, sha256),
                         .set = ""};
}

/* ---- listing ---- */

static int64_t size_of(const struct event *e)
{
    const char *text = event_text(e, "size");
    int64_t size = 0;
    for (; text && *text >= '0' && *text <= '9' && size < INT64_MAX / 10 - 9; text++)
        size = size * 10 + (*text - '0');
    return size;
}

/* One row of table head with its event; false where it is nothing to list. */
static bool read_one(struct campaign *c, const char *item, const char *body, struct arena *a,
                     struct evidence *f)
{
    struct event e;
    const char *why, *blank = strchr(item, ' ');
    if (!blank || !event_read(body, strlen(body), a, &e, &why))
        return false;
    const char *type = event_text(&e, "type");
    f->name = arena_dup(a, event_text(&e, "name") ? event_text(&e, "name") : "");
    f->type = arena_dup(a, type ? type : "");
    f->size = size_of(&e);
    f->sha256 = arena_dup(a, blank + 1);
    f->by = e.by;
    f->at = e.at;
    f->at_hand = chunk_size(c->db, f->sha256) == f->size;
    return true;
}

/* Of several heads of a file the smallest id stands. */
#define STANDING                                                                                   \
    "SELECT h.item, e.body FROM head h JOIN event e ON e.id = h.id WHERE h.camp = 0 AND"           \
    " h.body = ?1 AND h.service = ?2 AND h.kind = 'evidence' AND h.item > ?3 || ' ' AND"           \
    " h.item < ?3 || '!' AND h.value <> '' AND h.id = (SELECT min(o.id) FROM head o WHERE"         \
    " o.camp = 0 AND o.body = h.body AND o.service = h.service AND o.kind = h.kind AND"            \
    " o.item = h.item) ORDER BY e.n"

bool evidence_list(struct campaign *c, const struct evidence_place *at, struct evidence **list,
                   int *n, struct arena *a, struct err *err)
{
    *n = 0;
    *list = NULL;
    const struct question *q = question_at(c, at, err);
    if (!q)
        return false;
    int room = 0;
    struct query *rows = db_query(c->db, STANDING, "ttt", at->body, at->service, q->id);
    while (query_row(rows)) {
        if (*n == room) {
            struct evidence *more = arena_alloc(a, (size_t)(room = 2 * room + 8) * sizeof *more);
            if (*n > 0)
                memcpy(more, *list, (size_t)*n * sizeof *more);
            *list = more;
        }
        *n += read_one(c, query_text(rows, 0), query_text(rows, 1), a, &(*list)[*n]);
    }
    query_done(&rows);
    return !db_failed(c->db, err);
}

static const struct evidence *find(const struct evidence *list, int n, const char *sha256)
{
    for (int i = 0; i < n; i++)
        if (strcmp(list[i].sha256, sha256) == 0)
            return &list[i];
    return NULL;
}

/* ---- writing ---- */

static json_t *payload_of(const char *name, const char *type, int64_t size, struct arena *a)
{
    json_t *o = json_object();
    json_object_set_new(o, "name", json_string(name));
    json_object_set_new(o, "type", json_string(type));
    json_object_set_new(o, "size", json_string(arena_printf(a, "%lld", (long long)size)));
    return o;
}

/* Does it stand attached to the question? */
static bool stands(struct change *t, const struct slot *slot)
{
    return db_number(t->c->db, 0,
                     "SELECT value <> '' FROM head WHERE camp = 0 AND body = ? AND service = ? AND"
                     " kind = 'evidence' AND item = ? ORDER BY id LIMIT 1",
                     "ttt", slot->body, slot->service, slot->item) != 0;
}

/* Are the bytes here, and true to their hash? What was damaged is put in anew. */
static bool is_kept(struct db *db, const struct source *s)
{
    bool whole = false;
    return chunk_size(db, s->sha) == s->st.st_size && chunk_each(db, s->sha, NULL, NULL, &whole) &&
           whole;
}

static bool attach_one(struct change *t, const struct evidence_place *at, const struct question *q,
                       const char *path, struct attached *done, struct arena *a, struct err *err)
{
    struct source s;
    if (!source_open(&s, t->c, path, a, err))
        return false;
    struct slot slot = slot_of(at, q, s.sha, a);
    bool there = is_kept(t->c->db, &s), already = there && stands(t, &slot);
    const char *slash = strrchr(path, '/');
    bool ok = there || (chunk_drop(t->c->db, s.sha) && source_keep(&s, t->c->db, err));
    if (ok && already)
        done->already++;
    else if (ok)
        ok = change_put(t, &slot, payload_of(s.name, s.type, s.st.st_size, a));
    if (ok && !already) {
        done->stored++;
        if (!done->renamed && strcmp(s.name, slash ? slash + 1 : path) != 0)
            done->renamed = s.name;
    }
    source_close(&s);
    return ok;
}

bool evidence_attach(struct campaign *c, const struct evidence_place *at, const char *const *paths,
                     int npaths, struct attached *done, struct arena *a, struct err *err)
{
    *done = (struct attached){0};
    const struct question *q = question_at(c, at, err);
    struct change *t = q ? change_begin(c, err) : NULL;
    if (!t)
        return false;
    bool ok = review_open_for_work(c, at->body, err);
    for (int i = 0; ok && i < npaths; i++)
        ok = attach_one(t, at, q, paths[i], done, a, err);
    return change_close(&t, ok, err);
}

bool evidence_take_away(struct campaign *c, const struct evidence_place *at, const char *sha256,
                        struct err *err)
{
    struct arena *a = arena_new();
    struct evidence *list;
    int n;
    const struct question *q = question_at(c, at, err);
    bool ok = q && evidence_list(c, at, &list, &n, a, err);
    const struct evidence *f = ok ? find(list, n, sha256) : NULL;
    struct change *t = f ? change_begin(c, err) : NULL;
    if (f && !t)
        ok = false;
    if (t) {
        struct slot slot = slot_of(at, q, sha256, a);
        json_t *payload = payload_of(f->name, f->type, f->size, a);
        json_object_set_new(payload, "withdrawn", json_true());
        bool open = review_open_for_work(c, at->body, err);
        if (!open)
            json_decref(payload);
        ok = change_close(&t, open && change_put(t, &slot, payload), err);
    }
    arena_free(&a);
    return ok;
}

/* Reading a subject: heads become answers, registry columns become attrs. */
#include "model/known.h"

#include <stdlib.h>
#include <string.h>
#include "model/store.h"

/* ---- further columns ---- */

static void read_attrs(const char *json, struct arena *a, struct attrs *out)
{
    if (!json || strcmp(json, "{}") == 0)
        return;
    json_t *o = json_loads(json, 0, NULL);
    size_t n = json_object_size(o);
    out->name = arena_alloc(a, (n + 1) * sizeof *out->name);
    out->value = arena_alloc(a, (n + 1) * sizeof *out->value);
    const char *key;
    json_t *value;
    json_object_foreach(o, key, value)
    {
        out->name[out->n] = arena_dup(a, key);
        out->value[out->n++] = arena_dup(a, json_is_string(value) ? json_string_value(value) : "");
    }
    json_decref(o);
}

/* For a service its own column, else its body's. */
static const char *attr_of(void *arg, const char *name)
{
    for (const struct attrs *list = arg; list; list = list->outer)
        for (int i = 0; i < list->n; i++)
            if (strcmp(list->name[i], name) == 0 && list->value[i][0])
                return list->value[i];
    return NULL;
}

static bool read_subject(struct campaign *c, int which, struct known *k)
{
    struct query *q =
        db_query(c->db,
                 "SELECT service, stopped, attrs FROM subject WHERE camp = ? AND body = ? AND"
                 " service IN ('', ?) AND pos IS NOT NULL",
                 "itt", which, k->body, k->service);
    bool found = false;
    while (query_row(q)) {
        bool it = strcmp(query_text(q, 0), k->service) == 0;
        read_attrs(query_text(q, 2), k->arena, it ? &k->attrs : &k->body_attrs);
        if (it) {
            found = true;
            k->stopped = query_int(q, 1) != 0;
        }
    }
    query_done(&q);
    k->attrs.outer = k->service[0] ? &k->body_attrs : NULL;
    return found;
}

/* ---- what stands ---- */

static const char *with_notes(const struct head_row *heads, int n, int stands, struct arena *a)
{
    const char *note = stands >= 0 ? heads[stands].note : NULL;
    for (int i = 0; i < n; i++) {
        const char *other = heads[i].note;
        if (i == stands || !other || !other[0] || (note && strcmp(other, note) == 0))
            continue;
        note = note && note[0] ? arena_printf(a, "%s\n%s", note, other) : other;
    }
    return note && note[0] ? note : NULL;
}

void known_settle(const struct question *q, const struct head_row *heads, int n, struct arena *a,
                  struct standing *s, struct answer *answer)
{
    int stands = -1;
    for (int i = 0; i < n; i++) {
        if (!heads[i].value)
            continue;
        if (stands < 0)
            stands = i;
        else if (strcmp(heads[i].value, heads[stands].value) != 0)
            s->conflict = true;
    }
    const struct head_row *h = &heads[stands < 0 ? 0 : stands];
    s->by = h->by;
    s->at = h->at;
    s->was = h->was;
    s->note = with_notes(heads, n, stands, a);
    if (s->conflict) {
        answer->given = GIVEN_CONFLICT;
        return;
    }
    if (!h->value || !h->value[0])
        return;
    const char *why;
    s->value = h->value;
    if (!answer_parse(q, h->value, a, answer, &why)) {
        *answer = (struct answer){.given = GIVEN_NOTHING};
        s->unfit = true;
    }
}

#define HEADS_MOST 64 /* of one slot that are looked at: laptops that answered apart */

static void settle(struct known *k, const char *item, const struct head_row *heads, int n)
{
    enum block_kind kind = k->service[0] ? BLOCK_SERVICE : BLOCK_BODY;
    const struct question *q = n > 0 ? catalogue_question(k->catalogue, kind, item) : NULL;
    if (!q)
        return;
    struct standing *s = &k->standing[q->index];
    known_settle(q, heads, n, k->arena, s, &k->answers[q->index]);
    k->conflicts += s->conflict;
    k->notes += s->note != NULL;
}

static struct head_row read_head(struct query *q, struct arena *a)
{
    return (struct head_row){.value = query_copy(q, 1, a),
                             .note = query_copy(q, 2, a),
                             .was = query_copy(q, 3, a),
                             .by = query_copy(q, 4, a),
                             .at = query_copy(q, 5, a)};
}

#define HEADS " FROM head WHERE camp = ? AND body = ? AND service = ? AND kind = 'answer'"

static void read_heads(struct campaign *c, int which, struct known *k)
{
    struct query *q =
        db_query(c->db, "SELECT item, value, note, was, by, at" HEADS " ORDER BY item, id", "itt",
                 which, k->body, k->service);
    struct head_row heads[HEADS_MOST];
    const char *item = "";
    int n = 0;
    while (query_row(q)) {
        if (strcmp(query_text(q, 0), item) != 0) {
            settle(k, item, heads, n);
            item = query_copy(q, 0, k->arena);
            n = 0;
        }
        if (n < HEADS_MOST)
            heads[n++] = read_head(q, k->arena);
    }
    settle(k, item, heads, n);
    query_done(&q);
}

void known_files(struct campaign *c, int which, const char *body, const char *service, int *files,
                 struct arena *a)
{
    enum block_kind kind = service[0] ? BLOCK_SERVICE : BLOCK_BODY;
    struct query *q = db_query(c->db,
                               "SELECT item, value FROM head WHERE camp = ? AND body = ? AND"
                               " service = ? AND kind = 'evidence' ORDER BY item, id",
                               "itt", which, body, service);
    const char *last = "";
    while (query_row(q)) {
        const char *item = query_text(q, 0), *value = query_text(q, 1);
        if (strcmp(item, last) == 0) /* of several heads of a file the smallest id decides */
            continue;
        last = arena_dup(a, item);
        const char *id = arena_dupn(a, item, strcspn(item, " "));
        const struct question *of = catalogue_question(c->eras[which].catalogue, kind, id);
        if (of && value && value[0])
            files[of->index]++;
    }
    query_done(&q);
}

static void read_files(struct campaign *c, int which, struct known *k)
{
    int *files = arena_alloc(k->arena, ((size_t)k->block->nquestions + 1) * sizeof *files);
    known_files(c, which, k->body, k->service, files, k->arena);
    for (int i = 0; i < k->block->nquestions; i++) {
        k->standing[i].files = files[i];
        k->answers[i].evidence = files[i] > 0;
    }
}

static bool read_remarks(struct campaign *c, struct known *k, struct err *err)
{
    struct remark *list;
    int n;
    if (!remarks_list(c, k->body, k->service, NULL, 0, &list, &n, k->arena, err))
        return false;
    for (int i = 0; i < n; i++)
        if (list[i].index >= 0)
            k->standing[list[i].index].remarks++;
    return true;
}

void known_reread(struct campaign *c, int which, struct known *k, const struct question *of)
{
    struct head_row heads[HEADS_MOST];
    struct standing *s = &k->standing[of->index], old = *s;
    int n = 0;
    struct query *q =
        db_query(c->db, "SELECT item, value, note, was, by, at" HEADS " AND item = ? ORDER BY id",
                 "ittt", which, k->body, k->service, of->id);
    while (n < HEADS_MOST && query_row(q))
        heads[n++] = read_head(q, k->arena);
    query_done(&q);
    k->conflicts -= old.conflict;
    k->notes -= old.note != NULL;
    *s = (struct standing){.files = old.files,
                           .remarks = old.remarks,
                           .before = old.before,
                           .before_note = old.before_note,
                           .before_changed = old.before_changed};
    k->answers[of->index] = (struct answer){.given = GIVEN_NOTHING};
    settle(k, of->id, heads, n);
    k->answers[of->index].evidence = old.files > 0;
}

bool known_load(struct campaign *c, int which, const char *body, const char *service,
                unsigned flags, struct arena *a, struct known *k, struct err *err)
{
    memset(k, 0, sizeof *k);
    k->arena = a;
    k->body = arena_dup(a, body);
    k->service = arena_dup(a, service);
    k->catalogue = catalogue_of(c, which, err);
    if (!k->catalogue)
        return false;
    bool found = read_subject(c, which, k);
    if (db_failed(c->db, err))
        return false;
    if (!found)
        return service[0] ? store_unknown_service(c, which, body, service, err)
                          : store_unknown_body(c, which, body, err);
    const struct rubric *r = k->catalogue->rubric;
    k->block = rubric_block(r, service[0] != '\0');
    size_t n = k->block ? (size_t)k->block->nquestions : 0;
    k->answers = arena_alloc(a, (n + 1) * sizeof *k->answers);
    k->standing = arena_alloc(a, (n + 1) * sizeof *k->standing);
    if (k->block) {
        read_heads(c, which, k);
        read_files(c, which, k);
        before_values(c, which, k);
        if ((flags & KNOWN_BEFORE) && !before_standing(c, which, k, err))
            return false;
        if ((flags & KNOWN_REMARKS) && which == 0 && !read_remarks(c, k, err))
            return false;
    }
    k->in = (struct subject_input){.rubric = r,
                                   .block = k->block,
                                   .answers = k->answers,
                                   .previous = k->previous,
                                   .attr = attr_of,
                                   .attr_arg = &k->attrs,
                                   .stopped = k->stopped};
    return !db_failed(c->db, err);
}

#include "model/aside.h"

#include <stdlib.h>
#include <string.h>
#include "model/store.h"
#include "model/inside.h"

const char *aside_id(enum aside_why why)
{
    static const char *const ids[] = {[ASIDE_UNFIT] = "unfit",
                                      [ASIDE_QUESTION] = "question",
                                      [ASIDE_WITHDRAWN] = "withdrawn",
                                      [ASIDE_UNLISTED] = "unlisted"};
    return ids[why];
}

struct listing {
    struct campaign *c;
    struct arena *a, *passing;
    const struct catalogue *catalogue;
    struct aside *list;
    int n, room;
};

/* Does the question take it? A calc takes nothing. */
static bool takes(struct listing *l, const struct question *q, const char *value, bool evidence)
{
    struct answer ignored;
    const char *why;
    if (evidence)
        return true;
    return q->type->id != Q_CALC && (!value || answer_parse(q, value, l->passing, &ignored, &why));
}

/* Is it aside? `listed`: NULL not in the registry, else whether it is there. */
static bool is_aside(struct listing *l, struct query *q, const char *item, const char *value,
                     bool evidence, enum aside_why *why)
{
    enum block_kind kind = query_text(q, 1)[0] ? BLOCK_SERVICE : BLOCK_BODY;
    if (query_null(q, 8)) {
        *why = ASIDE_UNLISTED;
        return true;
    }
    if (query_int(q, 8) == 0) {
        *why = ASIDE_WITHDRAWN;
        return true;
    }
    const struct question *of = catalogue_question(l->catalogue, kind, item);
    *why = of ? ASIDE_UNFIT : ASIDE_QUESTION;
    return !of || !takes(l, of, value, evidence);
}

static const char *kept(struct listing *l, const char *s)
{
    return s && s[0] ? arena_dup(l->a, s) : NULL;
}

/* The name of a file, from its event. */
static const char *file_name(struct listing *l, const char *id)
{
    struct event e;
    const char *name = store_event(l->c, id, l->passing, &e) ? event_text(&e, "name") : NULL;
    return arena_dup(l->a, name ? name : "");
}

static void add(struct listing *l, struct query *q)
{
    arena_reset(l->passing);
    const char *item = query_text(q, 3), *value = query_text(q, 4), *note = query_text(q, 5);
    bool evidence = strcmp(query_text(q, 2), "evidence") == 0;
    enum aside_why why;
    item = evidence ? arena_dupn(l->passing, item, strcspn(item, " ")) : item;
    value = value && value[0] ? value : NULL;
    if ((!value && (evidence || !note || !note[0])) || !is_aside(l, q, item, value, evidence, &why))
        return;
    if (!l->list || l->n == l->room) {
        l->room = 2 * l->room + 16;
        l->list = mem_grow(l->list, (size_t)l->room, sizeof *l->list);
    }
    char id[HEX_SIZE];
    query_id(q, 10, id);
    const char *name = query_text(q, 9);
    l->list[l->n++] = (struct aside){
        .why = why,
        .id = arena_dup(l->a, id),
        .body = arena_dup(l->a, query_text(q, 0)),
        .service = arena_dup(l->a, query_text(q, 1)),
        .name = arena_dup(l->a, name                  ? name
                                : query_text(q, 1)[0] ? query_text(q, 1)
                                                      : query_text(q, 0)),
        .question = arena_dup(l->a, item),
        .value = evidence ? file_name(l, id) : kept(l, value),
        .note = kept(l, note),
        .by = arena_dup(l->a, query_text(q, 6)),
        .at = arena_dup(l->a, query_text(q, 7)),
        .evidence = evidence,
    };
}

bool aside_list(struct campaign *c, struct aside **list, int *n, struct arena *a, struct err *err)
{
    struct listing l = {.c = c, .a = a, .passing = arena_new()};
    l.catalogue = catalogue_of(c, 0, err);
    if (!l.catalogue) {
        arena_free(&l.passing);
        return false;
    }
    struct query *q = db_query(
        c->db,
        "SELECT h.body, h.service, h.kind, h.item, h.value, h.note, h.by, h.at,"
        " CASE WHEN s.body IS NULL OR b.body IS NULL THEN NULL ELSE NOT s.withdrawn AND NOT"
        " b.withdrawn END, s.name, h.id FROM head h LEFT JOIN subject s ON s.camp = 0 AND"
        " s.body = h.body AND s.service = h.service LEFT JOIN subject b ON b.camp = 0 AND"
        " b.body = h.body AND b.service = '' WHERE h.camp = 0 AND h.kind IN ('answer', 'evidence')"
        " ORDER BY h.body, h.service, h.kind, h.item, h.id",
        "");
    while (query_row(q))
        add(&l, q);
    query_done(&q);
    *n = l.n;
    *list = arena_alloc(a, ((size_t)l.n + 1) * sizeof **list);
    if (l.list)
        memcpy(*list, l.list, (size_t)l.n * sizeof *l.list);
    free(l.list);
    arena_free(&l.passing);
    return !db_failed(c->db, err);
}

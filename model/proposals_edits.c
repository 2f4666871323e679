/* What somebody edited of a body's proposals, what was found beside them, and which an opinion had:
 * read from what stands. */
#include <stdlib.h>
#include <string.h>
#include "model/project.h"
#include "model/proposals_inside.h"
#include "model/store.h"

const char *const head_kinds[HEAD_KINDS] = {
    [HEAD_DUE] = "proposal_due",     [HEAD_ORDER] = "proposal_order",
    [HEAD_OWNER] = "proposal_owner", [HEAD_STATE] = "proposal_state",
    [HEAD_TEXT] = "proposal_text",
};

enum head_kind head_kind_of(const char *kind)
{
    int i = 0;
    while (i < HEAD_KINDS && strcmp(head_kinds[i], kind) != 0)
        i++;
    return (enum head_kind)i;
}

bool edit_is_work(const char *kind)
{
    enum head_kind k = head_kind_of(kind);
    return k == HEAD_KINDS ? strcmp(kind, "finding") == 0 : k != HEAD_STATE;
}

json_t *edit_nothing(const struct event *e)
{
    json_t *o = json_object();
    const char *key;
    json_t *ignored;
    json_object_foreach((json_t *)(uintptr_t)e->payload, key, ignored)
    {
        json_object_set_new(o, key, json_null());
    }
    return o;
}

/* ---- events to heads ---- */

const char *edit_head_value(const struct event *e)
{
    static const char *const keys[HEAD_KINDS + 1] = {
        [HEAD_DUE] = "date",    [HEAD_ORDER] = "place",   [HEAD_OWNER] = "owner",
        [HEAD_STATE] = "state", [HEAD_TEXT] = "proposal", [HEAD_KINDS] = "kind",
    };
    return event_text(e, keys[head_kind_of(e->slot.kind)]);
}

const char *edit_head_note(const struct event *e, struct arena *a)
{
    switch (head_kind_of(e->slot.kind)) {
    case HEAD_STATE:
        return event_text(e, "reply");
    case HEAD_TEXT:
        return event_text(e, "deficiency");
    case HEAD_KINDS: {
        char *text = json_canonical(e->payload);
        const char *kept = arena_copy(a, text);
        free(text);
        return kept;
    }
    default:
        return NULL;
    }
}

/* ---- one proposal's ---- */

static const struct edit blank = {.state = PROPOSAL_STATES, .place = -1};

static int by_key(const void *x, const void *y)
{
    return strcmp(((const struct edit *)x)->key, ((const struct edit *)y)->key);
}

struct edit edits_of(const struct edits *e, const char *key)
{
    struct edit sought = {.key = key};
    const struct edit *found =
        e->n > 0 ? bsearch(&sought, e->list, (size_t)e->n, sizeof *e->list, by_key) : NULL;
    sought = found ? *found : blank;
    sought.key = key;
    return sought;
}

/* While they are read a key may stand there several times, each with a part of what is known; the
 * file may be anybody's, so that nothing is looked for in a list of unknown length. */
static struct edit *edit_add(struct edits *e, const char *key, struct arena *a)
{
    e->list = arena_more(a, e->list, (size_t)e->n, sizeof *e->list);
    e->list[e->n] = blank;
    e->list[e->n].key = arena_dup(a, key);
    e->list[e->n].read = e->n;
    return &e->list[e->n++];
}

static int by_key_and_reading(const void *x, const void *y)
{
    int order = by_key(x, y);
    return order ? order : ((const struct edit *)x)->read - ((const struct edit *)y)->read;
}

/* What a later one knows goes over what the one before knew. */
static void join(struct edit *to, const struct edit *from)
{
    if (from->text_by || from->deficiency || from->proposal) {
        to->deficiency = from->deficiency;
        to->proposal = from->proposal;
        to->text_by = from->text_by;
        to->text_at = from->text_at;
    }
    if (from->state != PROPOSAL_STATES) {
        to->state = from->state;
        to->reply = from->reply;
        to->state_by = from->state_by;
        to->state_at = from->state_at;
    }
    to->owner = from->owner ? from->owner : to->owner;
    to->due = from->due ? from->due : to->due;
    to->place = from->place >= 0 ? from->place : to->place;
    to->given = from->given ? from->given : to->given;
}

static void join_all(struct edits *e)
{
    int kept = 0;
    if (e->n > 1)
        qsort(e->list, (size_t)e->n, sizeof *e->list, by_key_and_reading);
    for (int i = 0; i < e->n; i++) {
        if (kept > 0 && strcmp(e->list[kept - 1].key, e->list[i].key) == 0)
            join(&e->list[kept - 1], &e->list[i]);
        else
            e->list[kept++] = e->list[i];
    }
    e->n = kept;
}

/* A number that a place can be; else -1. */
static int place_of(const char *s)
{
    char *end;
    long n = s && s[0] ? strtol(s, &end, 10) : -1;
    return n >= 0 && n < 100000 && !*end ? (int)n : -1;
}

static void take_in(struct edit *x, enum head_kind kind, struct query *q, struct arena *a)
{
    const char *value = query_text(q, 2), *note = query_text(q, 3);
    switch (kind) {
    case HEAD_DUE:
        x->due = arena_copy(a, value);
        break;
    case HEAD_ORDER:
        x->place = place_of(value);
        break;
    case HEAD_OWNER:
        x->owner = arena_copy(a, value);
        break;
    case HEAD_STATE:
        x->state = proposal_state_of(value);
        if (x->state == PROPOSAL_STATES)
            break;
        x->reply = arena_copy(a, note);
        x->state_by = query_copy(q, 4, a);
        x->state_at = query_copy(q, 5, a);
        break;
    default:
        x->proposal = arena_copy(a, value);
        x->deficiency = arena_copy(a, note);
        if (!value && !note)
            break;
        x->text_by = query_copy(q, 4, a);
        x->text_at = query_copy(q, 5, a);
    }
}

/* Of several heads the first stands. */
static void read_edits(struct campaign *c, int which, const char *body, struct edits *e,
                       struct arena *a)
{
    const char *kind = "", *item = "";
    struct query *q = db_query(c->db,
                               "SELECT kind, item, value, note, by, at FROM head WHERE camp = ? AND"
                               " body = ? AND service = '' AND kind BETWEEN 'proposal_due' AND"
                               " 'proposal_text' ORDER BY kind, item, id",
                               "it", which, body);
    while (query_row(q)) {
        enum head_kind k = head_kind_of(query_text(q, 0));
        bool again = strcmp(kind, query_text(q, 0)) == 0 && strcmp(item, query_text(q, 1)) == 0;
        if (k == HEAD_KINDS || again)
            continue;
        struct edit *x = edit_add(e, query_text(q, 1), a);
        kind = head_kinds[k];
        item = x->key;
        take_in(x, k, q, a);
    }
    query_done(&q);
}

/* ---- findings ---- */

static const char *json_part(const json_t *o, const char *key, struct arena *a)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s && s[0] ? arena_dup(a, s) : NULL;
}

/* False where it was withdrawn, or is none that this program knows. */
static bool read_finding(const struct rubric *r, struct query *q, struct written_finding *f,
                         struct arena *a)
{
    enum proposal_kind kind = proposal_kind_of(query_text(q, 2));
    const char *note = query_text(q, 3), *severity;
    json_t *o = note ? json_loads(note, 0, NULL) : NULL;
    *f = (struct written_finding){.key = query_copy(q, 1, a),
                                  .service = query_copy(q, 0, a),
                                  .by = query_copy(q, 4, a),
                                  .at = query_copy(q, 5, a)};
    f->it = (struct finding){.kind = kind,
                             .service = f->service,
                             .deficiency = json_part(o, "deficiency", a),
                             .proposal = json_part(o, "proposal", a),
                             .basis = json_part(o, "basis", a),
                             .severity = -1};
    severity = json_part(o, "severity", a);
    if (severity)
        f->it.severity = rubric_severity(r, severity);
    json_decref(o);
    return kind != PROPOSAL_KINDS && kind != PROPOSAL_RAISED && f->it.deficiency;
}

static int by_writing(const void *x, const void *y)
{
    const struct written_finding *a = x, *b = y;
    int order = strcmp(a->at, b->at);
    return order ? order : strcmp(a->key, b->key);
}

/* Of services that are not withdrawn, and of the body itself; of several heads the first stands. */
static void read_findings(struct campaign *c, int which, const char *body, struct edits *e,
                          struct arena *a)
{
    const char *key = "";
    struct query *q =
        db_query(c->db,
                 "SELECT h.service, h.item, h.value, h.note, h.by, h.at FROM subject s CROSS JOIN"
                 " head h WHERE s.camp = ?1 AND s.body = ?2 AND s.pos >= 0 AND h.camp = ?1 AND"
                 " h.body = ?2 AND h.service = s.service AND h.kind = 'finding' ORDER BY h.service,"
                 " h.item, h.id",
                 "it", which, body);
    while (query_row(q)) {
        struct written_finding f;
        if (strcmp(key, query_text(q, 1)) == 0)
            continue;
        bool there = read_finding(c->eras[which].catalogue->rubric, q, &f, a);
        key = f.key;
        if (!there)
            continue;
        e->findings = arena_more(a, e->findings, (size_t)e->nfindings, sizeof *e->findings);
        e->findings[e->nfindings++] = f;
    }
    query_done(&q);
    if (e->nfindings > 1)
        qsort(e->findings, (size_t)e->nfindings, sizeof *e->findings, by_writing);
}

/* ---- what opinions had ---- */

static bool read_opinions(struct campaign *c, int which, const char *body, struct edits *e,
                          struct arena *a, struct err *err)
{
    const struct rubric *r = c->eras[which].catalogue->rubric;
    struct opinion *list;
    int n;
    if (!opinions_read(c, which, body, &list, &n, a, err))
        return false;
    for (int i = 0; i < n; i++) {
        json_t *keys = list[i].keys ? json_loads(list[i].keys, 0, NULL) : NULL;
        for (size_t k = 0; k < json_array_size(keys); k++) {
            const char *key = json_string_value(json_array_get(keys, k));
            if (key)
                edit_add(e, rubric_current_id(r, key), a)->given = list[i].at;
        }
        json_decref(keys);
        e->given_at = list[i].at;
        e->given_text = list[i].text;
    }
    return true;
}

bool edits_read(struct campaign *c, int which, const char *body, struct edits *e, struct arena *a,
                struct err *err)
{
    bool ok;
    *e = (struct edits){.n = 0};
    db_pin(c->db);
    read_edits(c, which, body, e, a);
    read_findings(c, which, body, e, a);
    ok = read_opinions(c, which, body, e, a, err);
    db_unpin(c->db);
    join_all(e);
    return !db_failed(c->db, ok ? err : NULL) && ok;
}

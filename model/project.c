/* Events to heads, registry and rubrics. */
#include "model/project.h"

#include <stdlib.h>
#include <string.h>
#include "model/had.h"
#include "model/index.h"
#include "model/proposals_inside.h"
#include "model/review.h"
#include "model/store.h"

const char *project_item(struct campaign *c, const struct slot *s, struct arena *a)
{
    if (strcmp(s->kind, "answer") == 0 || head_kind_of(s->kind) != HEAD_KINDS)
        return rubric_current_id(c->eras[0].catalogue->rubric, s->item);
    const char *blank = strcmp(s->kind, "evidence") == 0 ? strchr(s->item, ' ') : NULL;
    if (!blank)
        return s->item;
    const char *id = arena_dupn(a, s->item, (size_t)(blank - s->item));
    return arena_printf(a, "%s%s", rubric_current_id(c->eras[0].catalogue->rubric, id), blank);
}

/* Where the payload of an event that is no answer has what table head has as its value and note. */
static const struct {
    const char *kind, *value, *note;
} parts[] = {
    {"state", "state", "reason"},         {"person", "role", NULL},   {"remark", "state", "text"},
    {"final_rating", "rating", "reason"}, {"setting", "value", NULL},
};

static const char *part(const struct event *e, bool note, struct arena *a)
{
    if (head_kind_of(e->slot.kind) != HEAD_KINDS || strcmp(e->slot.kind, "finding") == 0)
        return note ? edit_head_note(e, a) : edit_head_value(e);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strcmp(e->slot.kind, parts[i].kind) == 0) {
            const char *key = note ? parts[i].note : parts[i].value;
            return key ? event_text(e, key) : NULL;
        }
    return NULL;
}

/* What table head has as the value of an event that is no answer: "" where it was taken away; of
 * evidence "file" where it stands. */
static const char *other_value(const struct event *e, struct arena *a)
{
    bool gone = json_is_true(json_object_get(e->payload, "withdrawn"));
    if (strcmp(e->slot.kind, "evidence") == 0)
        return gone || !event_text(e, "name") ? "" : "file";
    return gone && part(e, false, a) ? "" : part(e, false, a);
}

const char *project_value(struct campaign *c, const char *id, struct arena *a)
{
    return had_value(c, NULL, id, a);
}

/* Takes an event that is replaced from the heads. True where it was one; *value is what it had;
 * *noted is set where a note goes with it. */
static bool unhead(struct campaign *c, const struct slot *s, const char *item,
                   const unsigned char *hash, struct arena *a, const char **value, bool *noted)
{
    struct query *q =
        db_query(c->db,
                 "DELETE FROM head WHERE camp = 0 AND body = ? AND service = ? AND kind = ?"
                 " AND item = ? AND id = ? RETURNING value, note <> ''",
                 "ttttb", s->body, s->service, s->kind, item, hash, (size_t)HASH_SIZE);
    bool was_head = query_row(q);
    *value = was_head ? query_copy(q, 0, a) : NULL;
    *noted = *noted || (was_head && query_int(q, 1) != 0);
    query_done(&q);
    return was_head;
}

/* Marks one event as replaced; gives what it had (see had_value). */
static const char *replace(struct campaign *c, struct had *had, const struct event *e,
                           const char *item, const char *id, struct arena *a, bool *noted)
{
    const struct slot *s = &e->slot;
    const char *value = NULL;
    unsigned char hash[HASH_SIZE];
    hex_decode(id, hash, HASH_SIZE);
    db_run(c->db,
           "INSERT OR IGNORE INTO replaced (id, body, service, kind, item) VALUES (?, ?, ?, ?, ?)",
           "btttt", hash, (size_t)HASH_SIZE, s->body, s->service, s->kind, item);
    if (unhead(c, s, item, hash, a, &value, noted))
        return value;
    return strcmp(s->kind, "answer") == 0 ? had_value(c, had, id, a) : NULL;
}

static bool is_replaced(struct campaign *c, const struct event *e, const char *item,
                        const unsigned char *hash)
{
    return db_number(c->db, 0,
                     "SELECT 1 FROM replaced WHERE id = ? AND body = ? AND service = ? AND kind = ?"
                     " AND item = ?",
                     "btttt", hash, (size_t)HASH_SIZE, e->slot.body, e->slot.service, e->slot.kind,
                     item) != 0;
}

/* True where the notes that stand in the slot are others now. */
static bool project_head(struct campaign *c, struct had *had, const struct event *e,
                         struct arena *a)
{
    const struct slot *s = &e->slot;
    const char *item = project_item(c, s, a), *value = event_value(e), *was = NULL;
    bool answer = strcmp(s->kind, "answer") == 0, noted = false;
    unsigned char hash[HASH_SIZE];
    hex_decode(e->id, hash, HASH_SIZE);
    for (int i = 0; i < e->nreplaces; i++) {
        const char *its = replace(c, had, e, item, e->replaces[i], a, &noted);
        if (its && !value)
            value = "";
        if (!was && its && its[0])
            was = its;
    }
    if (is_replaced(c, e, item, hash))
        return noted;
    db_run(
        c->db,
        "INSERT OR IGNORE INTO head (camp, body, service, kind, item, id, value, note, was, by, at)"
        " VALUES (0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "ttttbttttt", s->body, s->service, s->kind, item, hash, (size_t)HASH_SIZE,
        answer ? value : other_value(e, a), answer ? event_note(e) : part(e, true, a),
        answer ? was : NULL, e->by, e->at);
    return noted || (answer && event_note(e) && event_note(e)[0]);
}

/* The event that stands in a slot of another kind than answer: of several heads the smallest id. */
static bool standing_event(struct campaign *c, const struct slot *s, struct arena *a,
                           struct event *e)
{
    struct query *q = db_query(c->db,
                               "SELECT id FROM head WHERE camp = 0 AND body = ? AND service = ? AND"
                               " kind = ? AND item = ? ORDER BY id LIMIT 1",
                               "tttt", s->body, s->service, s->kind, s->item);
    char id[HEX_SIZE] = "";
    if (query_row(q))
        query_id(q, 0, id);
    query_done(&q);
    return id[0] && store_event(c, id, a, e);
}

/* ---- kinds with a table of their own ---- */

static void project_subject(struct campaign *c, const struct event *e)
{
    const char *place = event_text(e, "place"), *name = event_text(e, "name");
    const json_t *attrs = json_object_get(e->payload, "attrs");
    char *json = json_is_object(attrs) ? json_canonical(attrs) : NULL;
    bool service = e->slot.service[0] != '\0';
    db_run(c->db,
           "INSERT INTO subject (camp, body, service, list, place, name, short, inspector, stopped,"
           " reason, previous, attrs, withdrawn) VALUES (0,?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)"
           " ON CONFLICT (camp, body, service) DO UPDATE SET place = ?4, name = ?5, short = ?6,"
           " inspector = ?7, stopped = ?8, reason = ?9, previous = ?10, attrs = ?11,"
           " withdrawn = ?12",
           "tttltttittti", e->slot.body, e->slot.service, service ? e->slot.body : "",
           (int64_t)strtoll(place ? place : "0", NULL, 10), name ? name : e->slot.body,
           event_text(e, "short"), event_text(e, "inspector"),
           json_is_true(json_object_get(e->payload, "stopped")), event_text(e, "reason"),
           event_text(e, "previous"), json ? json : "{}",
           json_is_true(json_object_get(e->payload, "withdrawn")));
    free(json);
    index_name(c->db, e->slot.body, e->slot.service, name ? name : e->slot.body,
               event_text(e, "short"));
}

static void project_campaign(struct campaign *c, const struct event *e)
{
    const char *name = event_text(e, "name");
    db_run(c->db,
           "INSERT INTO campaign (camp, id, name, rubric, engine) VALUES (0, ?1, ?2, ?3, 0)"
           " ON CONFLICT (camp) DO UPDATE SET name = ?2",
           "ttt", e->campaign, name ? name : "", e->rubric ? e->rubric : "");
}

/* A rubric is at hand from its event on, whether it stands or not: others wrote under it. */
static void keep_rubric(struct campaign *c, const struct event *e, char sha[HEX_SIZE])
{
    const char *text = event_text(e, "text");
    if (!text)
        return;
    sha256_hex(text, strlen(text), sha);
    db_run(c->db, "INSERT OR IGNORE INTO rubric (sha, text) VALUES (?, ?)", "tt", sha, text);
}

static void project_rubric(struct campaign *c, const struct event *e)
{
    char sha[HEX_SIZE] = "";
    keep_rubric(c, e, sha);
    if (sha[0])
        db_run(c->db, "UPDATE campaign SET rubric = ? WHERE camp = 0", "t", sha);
}

/* Who is, or ever was, a supervisor decides which states count. */
static void project_review(struct campaign *c, const struct event *e)
{
    if (strcmp(e->slot.kind, "state") == 0)
        review_project(c, e->slot.body);
    else if (strcmp(e->slot.kind, "person") == 0)
        review_project_all(c);
}

static void project_previous(struct campaign *c, const struct event *e)
{
    previous_project(c, e);
}

/* Kinds with a table of their own, each from one kind of slot: where somebody has put one into
 * another, two slots would say what a row is. */
static const struct own_table {
    const char *kind;
    bool body, service; /* its slot has one */
    void (*project)(struct campaign *c, const struct event *e);
} own_tables[] = {
    {"campaign", false, false, project_campaign}, {"rubric", false, false, project_rubric},
    {"body", true, false, project_subject},       {"service", true, true, project_subject},
    {"previous", false, false, project_previous},
};

static const struct own_table *own_table(const struct slot *s)
{
    for (size_t i = 0; i < sizeof own_tables / sizeof own_tables[0]; i++) {
        const struct own_table *t = &own_tables[i];
        if (strcmp(s->kind, t->kind) == 0)
            return !s->item[0] && t->body == (s->body[0] != '\0') &&
                           t->service == (s->service[0] != '\0')
                       ? t
                       : NULL;
    }
    return NULL;
}

bool project_one(struct campaign *c, struct had *had, const struct event *e, bool *notes)
{
    /* A second rating on purpose is kept and counted nowhere yet. */
    if (notes)
        *notes = false;
    if (e->slot.set[0])
        return true;
    struct arena *a = arena_new();
    struct event stands;
    char ignored[HEX_SIZE];
    if (strcmp(e->slot.kind, "rubric") == 0)
        keep_rubric(c, e, ignored);
    bool noted = project_head(c, had, e, a);
    bool index = noted && strcmp(e->slot.kind, "answer") == 0;
    if (notes)
        *notes = index;
    else if (index)
        index_note(c->db, e->slot.body, e->slot.service, project_item(c, &e->slot, a));
    const struct own_table *own = own_table(&e->slot);
    if (own && standing_event(c, &e->slot, a, &stands))
        own->project(c, &stands);
    arena_free(&a);
    return !db_broken(c->db);
}

bool project_event(struct campaign *c, const struct event *e)
{
    if (!project_one(c, NULL, e, NULL))
        return false;
    project_review(c, e);
    return !db_broken(c->db);
}

/* Withdrawn rows stand in no list. */
bool project_all_orders(struct campaign *c, int which)
{
    return db_run(c->db,
                  "UPDATE subject SET pos = o.pos FROM (SELECT rowid AS r, CASE WHEN withdrawn THEN"
                  " NULL ELSE row_number() OVER (PARTITION BY list, withdrawn ORDER BY place, body,"
                  " service) - 1 END AS pos FROM subject WHERE camp = ?1) AS o WHERE"
                  " subject.rowid = o.r AND subject.pos IS NOT o.pos",
                  "i", which);
}

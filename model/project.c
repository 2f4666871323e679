/* Events to heads, registry and rubrics. */
#include "model/project.h"

#include <stdlib.h>
#include <string.h>
#include "model/index.h"
#include "model/review.h"
#include "model/store.h"

#define CHAIN_MOST                                                                                 \
    1000 /* notes changed on nothing, one after the other, that are followed back                  \
          */

const char *project_item(struct campaign *c, const struct slot *s, struct arena *a)
{
    if (strcmp(s->kind, "answer") == 0)
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

static const char *part(const struct event *e, bool note)
{
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strcmp(e->slot.kind, parts[i].kind) == 0) {
            const char *key = note ? parts[i].note : parts[i].value;
            return key ? event_text(e, key) : NULL;
        }
    return NULL;
}

/* What table head has as the value of an event that is no answer: of evidence "" where it was taken
 * away, "file" where it stands. */
static const char *other_value(const struct event *e)
{
    if (strcmp(e->slot.kind, "evidence") != 0)
        return part(e, false);
    bool gone = !event_text(e, "name") || json_is_true(json_object_get(e->payload, "withdrawn"));
    return gone ? "" : "file";
}

/* What an event had as answer, as table head has it: NULL a note alone, "" taken back. It takes
 * back where it has no value and replaced something that had one, or took one back itself: then it
 * conflicts with an answer that did not know; a note alone does not. An event that is not at hand
 * is taken to have had one. */
static const char *value_of(struct campaign *c, const char *id, struct arena *a, int steps)
{
    struct event e;
    if (steps == 0 || !store_event(c, id, a, &e))
        return "";
    if (event_value(&e))
        return event_value(&e);
    for (int i = 0; i < e.nreplaces; i++)
        if (value_of(c, e.replaces[i], a, steps - 1))
            return "";
    return NULL;
}

const char *project_value(struct campaign *c, const char *id, struct arena *a)
{
    return value_of(c, id, a, CHAIN_MOST);
}

/* Takes an event that is replaced from the heads. True where it was one; *value is what it had. */
static bool unhead(struct campaign *c, const struct slot *s, const char *item,
                   const unsigned char *hash, struct arena *a, const char **value)
{
    struct query *q =
        db_query(c->db,
                 "DELETE FROM head WHERE camp = 0 AND body = ? AND service = ? AND kind = ?"
                 " AND item = ? AND id = ? RETURNING value",
                 "ttttb", s->body, s->service, s->kind, item, hash, (size_t)HASH_SIZE);
    bool was_head = query_row(q);
    *value = was_head && query_text(q, 0) ? arena_dup(a, query_text(q, 0)) : NULL;
    query_done(&q);
    return was_head;
}

/* Marks one event as replaced; gives what it had (see value_of). */
static const char *replace(struct campaign *c, const struct event *e, const char *item,
                           const char *id, struct arena *a)
{
    const struct slot *s = &e->slot;
    const char *value = NULL;
    unsigned char hash[HASH_SIZE];
    hex_decode(id, hash, HASH_SIZE);
    db_run(c->db,
           "INSERT OR IGNORE INTO replaced (id, body, service, kind, item) VALUES (?, ?, ?, ?, ?)",
           "btttt", hash, (size_t)HASH_SIZE, s->body, s->service, s->kind, item);
    if (unhead(c, s, item, hash, a, &value))
        return value;
    return strcmp(s->kind, "answer") == 0 ? value_of(c, id, a, CHAIN_MOST) : NULL;
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

static void project_head(struct campaign *c, const struct event *e, struct arena *a)
{
    const struct slot *s = &e->slot;
    const char *item = project_item(c, s, a), *value = event_value(e), *was = NULL;
    bool answer = strcmp(s->kind, "answer") == 0;
    unsigned char hash[HASH_SIZE];
    hex_decode(e->id, hash, HASH_SIZE);
    for (int i = 0; i < e->nreplaces; i++) {
        const char *had = replace(c, e, item, e->replaces[i], a);
        if (had && !value)
            value = "";
        if (!was && had && had[0])
            was = had;
    }
    if (is_replaced(c, e, item, hash))
        return;
    db_run(
        c->db,
        "INSERT OR IGNORE INTO head (camp, body, service, kind, item, id, value, note, was, by, at)"
        " VALUES (0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "ttttbttttt", s->body, s->service, s->kind, item, hash, (size_t)HASH_SIZE,
        answer ? value : other_value(e), answer ? event_note(e) : part(e, true),
        answer ? was : NULL, e->by, e->at);
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

static void project_rubric(struct campaign *c, const struct event *e)
{
    const char *text = event_text(e, "text");
    char sha[HEX_SIZE];
    if (!text)
        return;
    sha256_hex(text, strlen(text), sha);
    db_run(c->db, "INSERT OR IGNORE INTO rubric (sha, text) VALUES (?, ?)", "tt", sha, text);
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

static bool project_one(struct campaign *c, const struct event *e)
{
    static const struct {
        const char *kind;
        void (*project)(struct campaign *c, const struct event *e);
    } kinds[] = {
        {"campaign", project_campaign},
        {"rubric", project_rubric},
        {"body", project_subject},
        {"service", project_subject},
    };
    /* A second rating on purpose is kept and counted nowhere yet. */
    if (e->slot.set[0])
        return true;
    struct arena *a = arena_new();
    struct event stands;
    project_head(c, e, a);
    if (strcmp(e->slot.kind, "answer") == 0)
        index_note(c->db, e->slot.body, e->slot.service, project_item(c, &e->slot, a));
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(e->slot.kind, kinds[i].kind) == 0 && standing_event(c, &e->slot, a, &stands))
            kinds[i].project(c, &stands);
    if (strcmp(e->slot.kind, "previous") == 0 && standing_event(c, &e->slot, a, &stands))
        previous_project(c, &stands);
    arena_free(&a);
    return !db_broken(c->db);
}

bool project_event(struct campaign *c, const struct event *e)
{
    if (!project_one(c, e))
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
                  " subject.rowid = o.r",
                  "i", which);
}

/* ---- everything anew ---- */

/* Does the chain reach its beginning? Events come in the order of seq, so those before are settled.
 */
static bool reached(struct campaign *c, const struct event *e)
{
    unsigned char hash[HASH_SIZE];
    bool ok = e->prev == NULL && e->seq == 1;
    if (e->prev && hex_decode(e->prev, hash, HASH_SIZE))
        ok = db_number(c->db, 0,
                       "SELECT 1 FROM temp.reached WHERE id = ? AND device = ? AND seq = ?", "btl",
                       hash, (size_t)HASH_SIZE, e->device, e->seq - 1) != 0;
    hex_decode(e->id, hash, HASH_SIZE);
    if (ok)
        db_run(c->db, "INSERT OR IGNORE INTO temp.reached (id, device, seq) VALUES (?, ?, ?)",
               "btl", hash, (size_t)HASH_SIZE, e->device, e->seq);
    return ok;
}

static bool rubric_at_hand(struct campaign *c, const struct event *e)
{
    return !e->rubric ||
           db_number(c->db, 0, "SELECT 1 FROM rubric WHERE sha = ?", "t", e->rubric) != 0;
}

static bool is_first_pass(const char *kind)
{
    return strcmp(kind, "campaign") == 0 || strcmp(kind, "rubric") == 0;
}

static bool project_pass(struct campaign *c, bool first, int64_t *uncounted)
{
    struct arena *a = arena_new();
    int64_t done = 0, of = db_number(c->db, 0, "SELECT count(*) FROM event", "");
    struct query *q = db_query(c->db, "SELECT body, kind FROM event ORDER BY seq, id", "");
    while (progress_step(_("Making anew what follows from the events"), first ? 0 : done++, of,
                         NULL) &&
           query_row(q)) {
        struct event e;
        const char *why, *body = query_text(q, 0);
        bool mine = is_first_pass(query_text(q, 1)) == first;
        if (first && !mine)
            continue;
        bool counts = event_read(body, strlen(body), a, &e, &why) && (first || reached(c, &e)) &&
                      (first || rubric_at_hand(c, &e));
        if (counts && mine)
            project_one(c, &e);
        else if (!counts && !first)
            ++*uncounted;
        arena_reset(a);
    }
    query_done(&q);
    arena_free(&a);
    return progress_still() && !db_broken(c->db);
}

bool project_all(struct campaign *c, int64_t *uncounted, struct err *err)
{
    *uncounted = 0;
    db_script(c->db, "CREATE TEMP TABLE reached (id BLOB PRIMARY KEY, device TEXT, seq INTEGER)"
                     " WITHOUT ROWID");
    bool ok = project_pass(c, true, uncounted) && campaign_read_eras(c, err) &&
              catalogue_of(c, 0, err) && project_pass(c, false, uncounted) &&
              project_all_orders(c, 0) && campaign_read_eras(c, err) && review_project_all(c);
    db_script(c->db, "DROP TABLE temp.reached");
    return !progress_broken_off(err) && ok && !db_failed(c->db, err);
}

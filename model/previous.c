/* Earlier campaigns inside a file: taken in as one text, of which the event keeps the hash.
 *
 * The text is JSON, an array a line; the first element says what it is. A campaign's lines follow
 * its own; the first campaign is the one before the present one.
 *
 *   ["meyar previous","1"]
 *   ["campaign", id, name, rubric, engine]
 *   ["rubric", sha, text]                        once for all that use it
 *   ["subject", body, service, place, name, short, inspector, stopped, reason, previous, attrs]
 *   ["head", body, service, item, value, note, by, at]
 *   ["counted", body, service, item, family, value]
 *   ["proposal", kind, body, item, value, note, by, at]      what was edited, as table head has it
 *   ["finding", body, service, item, value, note, by, at]
 *   ["opinion", body, number, keys, text, by, at]   each that was given; the last one's text alone
 *   ["figures", body, service, [numbers], stages, text]
 */
#include <stdlib.h>
#include <string.h>
#include "model/bodywork.h"
#include "model/project.h"
#include "model/proposals_inside.h"
#include "model/store.h"

/* ---- writing ---- */

struct telling {
    struct campaign *c;
    int which;
    int64_t bodies, of; /* told so far, and how many there are */
    struct buf *out;
    struct err *err;
    bool ok;
};

static json_t *texts(const char *const *list, size_t n)
{
    json_t *line = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(line, json_text(list[i]));
    return line;
}

static void tell(struct telling *t, json_t *line)
{
    char *text = json_canonical(line);
    if (text) {
        buf_add(t->out, text);
        buf_addc(t->out, '\n');
    } else {
        err_set(t->err, DAMAGED, _("%s: a text in it is not valid UTF-8: the file is damaged"),
                t->c->path);
        t->ok = false;
    }
    free(text);
    json_decref(line);
}

#define TELL(t, ...)                                                                               \
    tell(t, texts((const char *const[]){__VA_ARGS__},                                              \
                  sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)))

static void tell_figures(struct telling *t, const char *body, const char *service,
                         const struct figs *f)
{
    const struct rubric *r = t->c->eras[t->which].catalogue->rubric;
    int64_t n[FIGS_NUMBERS];
    struct buf stages = {0}, text = {0};
    json_t *numbers = json_array();
    figs_numbers(f, n);
    for (int i = 0; i < FIGS_NUMBERS; i++)
        json_array_append_new(numbers, json_integer(n[i]));
    figs_write_stages(f, r, &stages);
    figs_write_text(f, r, service[0] != '\0', &text);
    json_t *line = texts((const char *const[]){"figures", body, service}, 3);
    json_array_append_new(line, numbers);
    json_array_append_new(line, json_string(stages.s));
    json_array_append_new(line, json_string(text.s));
    tell(t, line);
    buf_free(&stages);
    buf_free(&text);
}

/* The text of what counted: canonical; of a calc the exact fraction; NULL where nothing did. */
static const char *counted_text(const struct question *q, const struct qresult *r,
                                const struct answer *answer, struct arena *a)
{
    if (r->state != QS_ANSWERED || r->unfit || r->value.type == VT_NULL)
        return NULL;
    if (q->type->id == Q_CALC)
        return num_fraction(a, r->value.u.n);
    return answer_text(q, answer, a);
}

static void tell_answers(struct telling *t, const struct known *k, const struct subject *s)
{
    for (int i = 0; k->block && i < k->block->nquestions; i++) {
        const struct question *q = &k->block->questions[i];
        const struct standing *st = &k->standing[i];
        const char *value = s->state == SUBJECT_STOPPED
                                ? NULL
                                : counted_text(q, &s->q[i], &k->answers[i], k->arena);
        if (st->by)
            TELL(t, "head", k->body, k->service, q->id, st->value, st->note, st->by, st->at);
        if (value || (st->by && (st->value || st->conflict)))
            TELL(t, "counted", k->body, k->service, q->id, q->type->family, value);
    }
}

/* Of the campaign at work: evaluated anew, because what counted stands in no table. */
static void tell_evaluated(struct telling *t, const char *body, const char *service)
{
    struct arena *a = arena_new();
    struct known k;
    if (known_load(t->c, t->which, body, service, 0, a, &k, t->err)) {
        struct subject *s = subject_score(&k.in, NULL);
        tell_answers(t, &k, s);
        subject_free(&s);
    } else {
        t->ok = false;
    }
    arena_free(&a);
}

/* Of an earlier campaign: as it was taken in. */
static void tell_kept(struct telling *t, const char *body, const char *service)
{
    struct query *q =
        db_query(t->c->db,
                 "SELECT item, value, note, by, at FROM head WHERE camp = ? AND body = ?"
                 " AND service = ? AND kind = 'answer' ORDER BY item",
                 "itt", t->which, body, service);
    while (query_row(q))
        TELL(t, "head", body, service, query_text(q, 0), query_text(q, 1), query_text(q, 2),
             query_text(q, 3), query_text(q, 4));
    query_done(&q);
    q = db_query(
        t->c->db,
        "SELECT item, family, value FROM counted WHERE camp = ? AND body = ? AND service = ?"
        " ORDER BY item",
        "itt", t->which, body, service);
    while (query_row(q))
        TELL(t, "counted", body, service, query_text(q, 0), query_text(q, 1), query_text(q, 2));
    query_done(&q);
}

/* ---- proposals ---- */

/* As it stood, of several heads the one that counted; of any year alike. */
static void tell_edits(struct telling *t, const char *body, const char *service)
{
    struct query *q =
        db_query(t->c->db,
                 "SELECT kind, item, value, note, by, at FROM head h WHERE camp = ?1 AND body = ?2"
                 " AND service = ?3 AND (kind = 'finding' OR kind BETWEEN 'proposal_due' AND"
                 " 'proposal_text') AND value IS NOT '' AND NOT EXISTS (SELECT 1 FROM head o WHERE"
                 " o.camp = h.camp AND o.body = h.body AND o.service = h.service AND"
                 " o.kind = h.kind AND o.item = h.item AND o.id < h.id) ORDER BY kind, item",
                 "itt", t->which, body, service);
    while (query_row(q)) {
        const char *kind = query_text(q, 0);
        if (strcmp(kind, "finding") == 0)
            TELL(t, "finding", body, service, query_text(q, 1), query_text(q, 2), query_text(q, 3),
                 query_text(q, 4), query_text(q, 5));
        else if (head_kind_of(kind) != HEAD_KINDS && (query_text(q, 2) || query_text(q, 3)))
            TELL(t, "proposal", kind, body, query_text(q, 1), query_text(q, 2), query_text(q, 3),
                 query_text(q, 4), query_text(q, 5));
    }
    query_done(&q);
}

static void tell_opinions(struct telling *t, const char *body)
{
    struct arena *a = arena_new();
    struct opinion *list;
    int n;
    t->ok = t->ok && opinions_read(t->c, t->which, body, &list, &n, a, t->err);
    for (int i = 0; t->ok && i < n; i++)
        TELL(t, "opinion", body, arena_printf(a, "%04d", i + 1), list[i].keys,
             i == n - 1 ? list[i].text : NULL, list[i].by, list[i].at);
    arena_free(&a);
}

static void tell_subject(struct telling *t, const char *body, const char *service)
{
    struct query *q =
        db_query(t->c->db,
                 "SELECT place, name, short, inspector, stopped, reason, previous, attrs"
                 " FROM subject WHERE camp = ? AND body = ? AND service = ?",
                 "itt", t->which, body, service);
    if (query_row(q))
        TELL(t, "subject", body, service, query_text(q, 0), query_text(q, 1), query_text(q, 2),
             query_text(q, 3), query_text(q, 4), query_text(q, 5), query_text(q, 6),
             query_text(q, 7));
    query_done(&q);
    if (t->which == 0)
        tell_evaluated(t, body, service);
    else
        tell_kept(t, body, service);
    tell_edits(t, body, service);
    if (!service[0])
        tell_opinions(t, body);
}

static bool tell_body(void *arg, const struct listed *s)
{
    struct telling *t = arg;
    if (s->service[0])
        return true;
    t->ok = progress_step(_("Reading the earlier campaign"), t->bodies++, t->of, t->err);
    if (!t->ok)
        return false;
    struct bodywork *w = bodywork_open(t->c, t->which, s->body, t->err);
    t->ok = t->ok && w;
    if (w) {
        tell_subject(t, s->body, "");
        tell_figures(t, s->body, "", &w->figs);
        for (int i = 0; i < w->nmembers && t->ok; i++) {
            tell_subject(t, s->body, w->members[i].code);
            tell_figures(t, s->body, w->members[i].code, &w->members[i].figs);
        }
    }
    bodywork_free(&w);
    return t->ok;
}

static void tell_rubric(struct telling *t, const char *sha)
{
    for (int i = 0; i < t->which; i++)
        if (strcmp(t->c->eras[i].sha, sha) == 0)
            return;
    struct query *q = db_query(t->c->db, "SELECT text FROM rubric WHERE sha = ?", "t", sha);
    if (query_row(q))
        TELL(t, "rubric", sha, query_text(q, 0));
    query_done(&q);
}

bool previous_text(struct campaign *old, struct buf *out, struct err *err)
{
    struct telling t = {.c = old, .out = out, .err = err, .ok = true};
    char engine[16];
    snprintf(engine, sizeof engine, "%d", ENGINE);
    db_pin(old->db);
    t.of = db_number(old->db, 0, "SELECT count(*) FROM subject WHERE list = '' AND pos >= 0", "");
    TELL(&t, "meyar previous", "1");
    for (t.which = 0; t.ok && t.which < old->neras; t.which++) {
        const struct era *era = &old->eras[t.which];
        t.ok = catalogue_of(old, t.which, err) != NULL;
        TELL(&t, "campaign", era->id, era->name, era->sha, engine);
        tell_rubric(&t, era->sha);
        t.ok = t.ok && store_each_subject(old, t.which, NULL, "", tell_body, &t, err) && t.ok;
    }
    db_unpin(old->db);
    return t.ok && !db_failed(old->db, err);
}

/* ---- taking in ---- */

struct taking {
    struct db *db;
    int camp;
    const char *rubric; /* of the campaign whose lines are read; in its line */
    json_t *campaign;
    int engine;
};

static const char *at(const json_t *line, size_t i)
{
    return json_string_value(json_array_get(line, i));
}

static const char *some(const json_t *line, size_t i)
{
    const char *s = at(line, i);
    return s ? s : "";
}

static void take_campaign(struct taking *t, json_t *line)
{
    json_decref(t->campaign);
    t->campaign = json_incref(line);
    t->camp++;
    t->rubric = some(line, 3);
    t->engine = (int)strtol(some(line, 4), NULL, 10);
    db_run(t->db, "INSERT INTO campaign (camp, id, name, rubric, engine) VALUES (?, ?, ?, ?, ?)",
           "ittti", t->camp, some(line, 1), some(line, 2), t->rubric, t->engine);
}

static void take_rubric(struct taking *t, json_t *line)
{
    db_run(t->db, "INSERT OR IGNORE INTO rubric (sha, text) VALUES (?, ?)", "tt", some(line, 1),
           some(line, 2));
}

static void take_subject(struct taking *t, json_t *line)
{
    const char *body = some(line, 1), *service = some(line, 2);
    db_run(
        t->db,
        "INSERT INTO subject (camp, body, service, list, withdrawn, place, name, short, inspector,"
        " stopped, reason, previous, attrs) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)",
        "itttltttittt", t->camp, body, service, service[0] ? body : "",
        (int64_t)strtoll(some(line, 3), NULL, 10), some(line, 4), at(line, 5), at(line, 6),
        strcmp(some(line, 7), "0") != 0, at(line, 8), at(line, 9), some(line, 10));
}

static void put_head(struct taking *t, const char *kind, const char *body, const char *service,
                     json_t *line, const char *item, size_t value)
{
    db_run(t->db,
           "INSERT INTO head (camp, body, service, kind, item, id, value, note, by, at)"
           " VALUES (?, ?, ?, ?, ?, x'', ?, ?, ?, ?)",
           "itttttttt", t->camp, body, service, kind, item, at(line, value), at(line, value + 1),
           some(line, value + 2), some(line, value + 3));
}

static void take_head(struct taking *t, json_t *line)
{
    put_head(t, "answer", some(line, 1), some(line, 2), line, some(line, 3), 4);
}

static void take_finding(struct taking *t, json_t *line)
{
    put_head(t, "finding", some(line, 1), some(line, 2), line, some(line, 3), 4);
}

static void take_proposal(struct taking *t, json_t *line)
{
    if (head_kind_of(some(line, 1)) != HEAD_KINDS)
        put_head(t, some(line, 1), some(line, 2), "", line, some(line, 3), 4);
}

static void take_opinion(struct taking *t, json_t *line)
{
    put_head(t, "opinion", some(line, 1), "", line, some(line, 2), 3);
}

static void take_counted(struct taking *t, json_t *line)
{
    db_run(
        t->db,
        "INSERT INTO counted (camp, body, service, item, family, value) VALUES (?, ?, ?, ?, ?, ?)",
        "ittttt", t->camp, some(line, 1), some(line, 2), some(line, 3), some(line, 4), at(line, 5));
}

static void take_figures(struct taking *t, json_t *line)
{
    int64_t n[FIGS_NUMBERS];
    const json_t *numbers = json_array_get(line, 3);
    for (size_t i = 0; i < FIGS_NUMBERS; i++)
        n[i] = json_integer_value(json_array_get(numbers, i));
    figs_insert(t->db, t->camp, some(line, 1), some(line, 2), t->rubric, t->engine, n,
                some(line, 4), some(line, 5));
}

static void take_line(struct taking *t, const char *text, size_t n)
{
    static const struct {
        const char *what;
        void (*take)(struct taking *t, json_t *line);
    } lines[] = {
        {"campaign", take_campaign}, {"rubric", take_rubric},     {"subject", take_subject},
        {"head", take_head},         {"counted", take_counted},   {"figures", take_figures},
        {"finding", take_finding},   {"proposal", take_proposal}, {"opinion", take_opinion},
    };
    json_t *line = json_loadb(text, n, 0, NULL);
    const char *what = some(line, 0);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (strcmp(what, lines[i].what) == 0)
            lines[i].take(t, line);
    json_decref(line);
}

/* Nothing where the bytes are not at hand: then the file simply knows of no earlier campaign. */
bool previous_project(struct campaign *c, const struct event *e)
{
    const char *sha = event_text(e, "sha256");
    size_t n = 0;
    char *text = sha ? chunk_load(c->db, sha, &n) : NULL;
    struct taking t = {.db = c->db};
    for (size_t from = 0; from < n && !db_broken(c->db);) {
        if (!progress_step(_("Taking in the earlier campaign"), (int64_t)from >> 10,
                           (int64_t)n >> 10, NULL)) {
            db_break(c->db, REFUSED, _("Broken off: nothing was changed"));
            break;
        }
        const char *end = memchr(text + from, '\n', n - from);
        size_t length = end ? (size_t)(end - text) - from : n - from;
        take_line(&t, text + from, length);
        from += length + 1;
    }
    json_decref(t.campaign);
    free(text);
    for (int camp = 1; camp <= t.camp; camp++)
        project_all_orders(c, camp);
    return !db_broken(c->db);
}

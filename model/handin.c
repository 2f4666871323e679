/* What is missing before a body is handed in, and marking it. */
#include "model/handin.h"

#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "model/known.h"
#include "model/people.h"
#include "model/store.h"

#define REASON_LEAST 5 /* letters and digits that a reason has at least */

struct looking {
    struct campaign *c;
    struct arena *a, *read; /* a NULL: only the counts are wanted; read: of one subject */
    struct subject *subject;
    struct handin *h;
    size_t room;
    int first; /* of the subject at hand in the list */
    int64_t done;
    struct err *err;
};

static bool is_hardly_a_reason(const char *note)
{
    int letters = 0;
    size_t len;
    for (const char *s = note ? note : ""; *s && letters < REASON_LEAST; s += len) {
        uint32_t ch = utf8_next(s, &len);
        letters +=
            ch >= 0x80 || (ch >= '0' && ch <= '9') || ((ch | 0x20) >= 'a' && (ch | 0x20) <= 'z');
    }
    return letters < REASON_LEAST;
}

unsigned handin_kinds(const struct question *q, const struct subject *of, const struct standing *s)
{
    const struct qresult *r = &of->q[q->index];
    unsigned kinds = 0;
    if (r->state == QS_INACTIVE || r->state == QS_UNDECIDED || q->type->id == Q_CALC)
        return 0;
    /* Nothing waits where there is no rating; can't tell is an answer that has its reason. */
    bool waits = of->state != SUBJECT_UNRATED && r->state != QS_CANT_TELL;
    kinds |= (unsigned)s->conflict << HANDIN_CONFLICT;
    kinds |= (unsigned)(waits && r->open && !s->conflict) << HANDIN_OPEN;
    kinds |= (unsigned)r->evidence_missing << HANDIN_EVIDENCE;
    kinds |= (unsigned)(r->state == QS_CANT_TELL) << HANDIN_CANT_TELL;
    kinds |= (unsigned)(r->state == QS_NA && is_hardly_a_reason(s->note)) << HANDIN_NA;
    return kinds;
}

/* Left open by the rubric, of the gravest severity. */
static bool should_prove(const struct rubric *r, const struct question *q)
{
    return q->evidence == EVIDENCE_OPTIONAL && r->nseverities > 1 &&
           q->severity == r->nseverities - 1;
}

bool handin_may_lack(const struct rubric *r, const struct question *q)
{
    return q->evidence == EVIDENCE_REQUIRED || q->evidence == EVIDENCE_WHEN || should_prove(r, q);
}

bool handin_unproved(const struct rubric *r, const struct question *q, const struct subject *of,
                     const struct standing *s)
{
    const struct qresult *at = &of->q[q->index];
    bool asks = at->evidence_missing || (should_prove(r, q) && s->files == 0);
    return asks && q->type->id != Q_CALC && of->state != SUBJECT_UNRATED &&
           at->state == QS_ANSWERED && !at->unfit && !num_is_none(at->earned) &&
           num_sign(at->most) > 0 && num_cmp(at->earned, at->most) == 0;
}

/* ---- the list ---- */

static void count(struct handin *h, unsigned kinds)
{
    for (int kind = 0; kind < HANDIN_KINDS; kind++)
        h->counts[kind] += (int)(kinds >> kind & 1);
}

/* Adds kinds to the place of a question, or a place. */
static void add(struct looking *l, const struct listed *at, int question, unsigned kinds,
                const char *text)
{
    struct handin *h = l->h;
    count(h, kinds);
    if (!l->a)
        return;
    for (int i = l->first; question >= 0 && i < h->n; i++)
        if (h->list[i].question == question) {
            h->list[i].kinds |= kinds;
            h->list[i].text = text ? arena_dup(l->a, text) : h->list[i].text;
            return;
        }
    if ((size_t)h->n == l->room)
        h->list = mem_grow(h->list, l->room = l->room * 2 + 64, sizeof *h->list);
    const char *name = at->short_name && at->short_name[0] ? at->short_name : at->name;
    h->list[h->n++] = (struct handin_place){
        .service = arena_dup(l->a, at->service),
        .service_name = at->service[0] ? arena_dup(l->a, name) : NULL,
        .question = question,
        .kinds = kinds,
        .text = arena_copy(l->a, text),
    };
}

static void add_questions(struct looking *l, const struct listed *at, const struct known *k)
{
    for (int i = 0; i < k->block->nquestions; i++) {
        unsigned kinds = handin_kinds(&k->block->questions[i], l->subject, &k->standing[i]);
        if (kinds)
            add(l, at, i, kinds, k->standing[i].note);
    }
}

/* The question of the rubric in force; -1: none. */
static int question_of(const struct looking *l, const struct listed *at, const char *id)
{
    const struct catalogue *k = l->c->eras[0].catalogue;
    const struct question *q =
        id && k ? catalogue_question(k, at->service[0] ? BLOCK_SERVICE : BLOCK_BODY,
                                     rubric_current_id(k->rubric, id))
                : NULL;
    return q ? q->index : -1;
}

static void add_files(struct looking *l, const struct listed *at)
{
    struct query *q = db_query(
        l->c->db,
        "SELECT DISTINCT substr(item, 1, instr(item, ' ') - 1) FROM head WHERE camp = 0 AND"
        " body = ? AND service = ? AND kind = 'evidence' AND value = 'file' AND NOT EXISTS"
        " (SELECT 1 FROM chunk WHERE sha = substr(head.item, instr(head.item, ' ') + 1))",
        "tt", at->body, at->service);
    while (query_row(q)) {
        int question = question_of(l, at, query_text(q, 0));
        if (question >= 0)
            add(l, at, question, 1u << HANDIN_BYTES, NULL);
    }
    query_done(&q);
}

static void add_remarks(struct looking *l, const struct listed *at)
{
    struct query *q = db_query(l->c->db,
                               "SELECT h.note, e.body FROM head h JOIN event e ON e.id = h.id WHERE"
                               " h.camp = 0 AND h.body = ? AND h.service = ? AND h.kind = 'remark'"
                               " AND h.value = 'open'"
                               " ORDER BY e.n",
                               "tt", at->body, at->service);
    while (query_row(q)) {
        struct event e;
        const char *why, *body = query_text(q, 1);
        bool read = event_read(body, strlen(body), l->read, &e, &why);
        add(l, at, question_of(l, at, read ? event_text(&e, "question") : NULL),
            1u << HANDIN_REMARK, query_text(q, 0));
    }
    query_done(&q);
}

static bool look(void *arg, const struct listed *at)
{
    struct looking *l = arg;
    struct known k;
    arena_reset(l->read);
    l->first = l->h->n;
    if (!at->stopped && known_load(l->c, 0, at->body, at->service, 0, l->read, &k, NULL) &&
        k.block) {
        l->subject = subject_score(&k.in, l->subject);
        add_questions(l, at, &k);
        add_files(l, at);
    }
    add_remarks(l, at);
    return progress_step(_("Looking for what is missing"), ++l->done, 0, l->err);
}

/* The list came from the heap while it grew; it is the arena's from now on. */
static void free_list(void *list)
{
    free(list);
}

bool handin_read(struct campaign *c, const char *body, struct handin *h, struct arena *a,
                 struct err *err)
{
    struct looking l = {.c = c, .a = a, .read = arena_new(), .h = h, .err = err};
    *h = (struct handin){0};
    db_pin(c->db);
    bool ok = store_each_subject(c, 0, body, NULL, look, &l, err);
    db_unpin(c->db);
    ok = !db_failed(c->db, err) && ok && !progress_broken_off(err);
    subject_free(&l.subject);
    arena_free(&l.read);
    if (a)
        arena_on_free(a, free_list, h->list);
    return ok;
}

bool handin_count(struct campaign *c, const char *body, int counts[HANDIN_KINDS], struct err *err)
{
    struct handin h;
    bool ok = handin_read(c, body, &h, NULL, err);
    memcpy(counts, h.counts, sizeof h.counts);
    return ok;
}

const char *handin_wants_reason(struct campaign *c, const char *body, struct arena *a)
{
    int n[HANDIN_KINDS];
    struct err err = {0};
    bool ok = handin_count(c, body, n, &err);
    const char *why = ok ? NULL : arena_dup(a, err_text(&err));
    err_clear(&err);
    int open = n[HANDIN_OPEN] + n[HANDIN_CONFLICT];
    if (ok && (open > 0 || n[HANDIN_EVIDENCE] > 0))
        why = arena_printf(
            a, _("Handing it in needs a reason: open questions %d, missing evidence %d"), open,
            n[HANDIN_EVIDENCE]);
    return why;
}

/* ---- which bodies ---- */

struct gathering {
    struct campaign *c;
    struct arena *a;
    bool all; /* else only those whose inspector works here */
    struct handin_body *list;
    int n;
    size_t room;
};

static bool gather(void *arg, const struct listed *s)
{
    struct gathering *g = arg;
    if (s->service[0] || (!g->all && (!s->inspector || strcmp(s->inspector, g->c->by) != 0)))
        return true;
    struct review_state state;
    review_read(g->c, 0, s->body, s->inspector, &state, g->a);
    if ((size_t)g->n == g->room)
        g->list = mem_grow(g->list, g->room = g->room * 2 + 32, sizeof *g->list);
    g->list[g->n++] = (struct handin_body){
        .code = arena_dup(g->a, s->body),
        .name = arena_dup(g->a, s->name),
        .short_name = s->short_name && s->short_name[0] ? arena_dup(g->a, s->short_name) : NULL,
        .state = state.state,
    };
    return true;
}

bool handin_bodies(struct campaign *c, struct handin_body **list, int *n, struct arena *a,
                   struct err *err)
{
    struct gathering g = {.c = c, .a = a, .all = people_supervises(c)};
    db_pin(c->db);
    bool ok = store_each_subject(c, 0, NULL, NULL, gather, &g, err);
    if (ok && !g.all && g.n == 0) {
        g.all = true;
        ok = store_each_subject(c, 0, NULL, NULL, gather, &g, err);
    }
    db_unpin(c->db);
    arena_on_free(a, free_list, g.list);
    *list = g.list;
    *n = g.n;
    return ok;
}

/* ---- marking ---- */

static const char *why_not(struct campaign *c, const char *body, const char *reason,
                           struct arena *a)
{
    const char *why = review_why_not(c, body, REVIEW_HANDED_IN, a);
    if (!why && text_blank(reason))
        why = handin_wants_reason(c, body, a);
    return why;
}

bool handin_mark(struct campaign *c, const char *const *bodies, int n, const char *reason,
                 int *done, struct err *err)
{
    struct arena *a = arena_new();
    const char *why = NULL;
    *done = 0;
    for (int i = 0; !why && i < n; i++) {
        why = why_not(c, bodies[i], reason, a);
        if (why)
            err_set(err, REFUSED, "%s: %s", bodies[i], why);
    }
    bool ok = !why;
    for (int i = 0; ok && i < n; i++) {
        bool wants = handin_wants_reason(c, bodies[i], a) != NULL;
        ok = review_set(c, bodies[i], REVIEW_HANDED_IN, wants ? reason : NULL, err);
        *done += ok;
    }
    arena_free(&a);
    return ok;
}

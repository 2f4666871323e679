/* The proposals of a body: what answers raise, what was found beside them, and what was edited. */
#include "model/proposals.h"

#include <stdlib.h>
#include <string.h>
#include "forms/finding.h"
#include "model/inside.h"
#include "model/proposals_inside.h"

static const char *const kind_ids[PROPOSAL_KINDS] = {
    [PROPOSAL_RAISED] = "raised",
    [PROPOSAL_DEFICIENCY] = "deficiency",
    [PROPOSAL_OBSERVATION] = "observation",
    [PROPOSAL_PRACTICE] = "good_practice",
};

static const char *const state_ids[PROPOSAL_STATES] = {
    [PROPOSAL_DRAFT] = "draft",
    [PROPOSAL_GIVEN] = "given",
    [PROPOSAL_ACCEPTED] = "accepted",
    [PROPOSAL_DISPUTED] = "disputed",
    [PROPOSAL_DONE] = "done",
    [PROPOSAL_NOT_DONE] = "not_done",
    [PROPOSAL_NO_LONGER] = "no_longer_applies",
};

static int place_among(const char *id, const char *const *ids, int n)
{
    int i = 0;
    while (i < n && (!id || strcmp(ids[i], id) != 0))
        i++;
    return i;
}

const char *proposal_kind_id(enum proposal_kind kind)
{
    return kind_ids[kind];
}

enum proposal_kind proposal_kind_of(const char *id)
{
    return (enum proposal_kind)place_among(id, kind_ids, PROPOSAL_KINDS);
}

const char *proposal_state_id(enum proposal_state state)
{
    return state_ids[state];
}

enum proposal_state proposal_state_of(const char *id)
{
    return (enum proposal_state)place_among(id, state_ids, PROPOSAL_STATES);
}

bool proposal_overdue(const struct proposal_item *x, const char *today)
{
    return today && x->due && x->state != PROPOSAL_DONE && x->state != PROPOSAL_NO_LONGER &&
           strcmp(x->due, today) < 0;
}

/* ---- one ---- */

struct listing {
    const struct body_full *b;
    const struct edits *e;
    int language;
    struct arena *a;
    struct proposal_item *list;
    int n;
};

const char *proposal_days_after(const char *at, int days, struct arena *a)
{
    char day[11];
    int32_t from;
    if (days < 0 || strlen(at) < 10)
        return NULL;
    memcpy(day, at, 10);
    day[10] = '\0';
    if (!date_parse(day, &from))
        return NULL;
    date_format(from + days, day);
    return arena_dup(a, day);
}

/* Without an event: draft, until an opinion had it; no longer applying once answers raise it no
 * more. */
static enum proposal_state state_of(const struct edit *e, bool raised)
{
    if (e->state != PROPOSAL_STATES)
        return e->state;
    if (!raised)
        return PROPOSAL_NO_LONGER;
    return e->given ? PROPOSAL_GIVEN : PROPOSAL_DRAFT;
}

static void take_edits(struct listing *l, struct proposal_item *x)
{
    struct edit e = edits_of(l->e, x->key);
    if (x->kind == PROPOSAL_RAISED) {
        x->deficiency = e.deficiency;
        x->proposal = e.proposal;
        x->text_by = e.text_by;
        x->text_at = e.text_at;
    }
    x->owner = e.owner;
    x->due_by_hand = e.due != NULL;
    x->due = e.due ? e.due : e.given ? proposal_days_after(e.given, x->due_days, l->a) : NULL;
    x->state = state_of(&e, x->raised);
    x->reply = e.reply;
    x->state_by = e.state_by;
    x->state_at = e.state_at;
    x->given = e.given;
    x->placed = e.place >= 0;
    x->times = 1;
}

static void take_question(struct listing *l, struct proposal_item *x, const struct question *q)
{
    x->ask = text_in(&q->ask, l->language);
    x->basis = text_in(&q->basis, l->language);
    x->severity = q->severity;
    x->due_days = q->due_days;
}

static void add_raised(struct listing *l, const struct proposal *p)
{
    const struct block *block = p->own ? l->b->rubric->body : l->b->rubric->service;
    const struct question *q = &block->questions[p->question];
    struct proposal_item *x = &l->list[l->n++];
    struct proposal_wording *texts;
    *x = (struct proposal_item){.key = q->id,
                                .kind = PROPOSAL_RAISED,
                                .question = p->question,
                                .raised = true,
                                .own = p->own,
                                .gain = p->gain,
                                .services = p->services,
                                .nservices = p->nservices};
    x->ntexts = proposal_wordings(l->b, p, l->language, &texts, l->a);
    x->texts = texts;
    take_question(l, x, q);
    take_edits(l, x);
}

static void add_finding(struct listing *l, const struct written_finding *f)
{
    struct proposal_item *x = &l->list[l->n];
    int *service = arena_alloc(l->a, sizeof *service);
    bool own = !f->service[0];
    *service = body_service(l->b, f->service);
    if (!own && *service < 0)
        return;
    l->n++;
    *x = (struct proposal_item){.key = f->key,
                                .kind = f->it.kind,
                                .question = -1,
                                .raised = true,
                                .own = own,
                                .severity = f->it.severity,
                                .gain = NUM_NONE,
                                .services = own ? NULL : service,
                                .nservices = own ? 0 : 1,
                                .deficiency = f->it.deficiency,
                                .proposal = f->it.proposal,
                                .text_by = f->by,
                                .text_at = f->at,
                                .basis = f->it.basis,
                                .due_days = -1};
    take_edits(l, x);
}

static bool is_raised(const struct listing *l, const struct question *q, bool own)
{
    const struct body_result *x = l->b->result;
    for (int i = 0; q && i < x->nproposals; i++)
        if (x->proposals[i].own == own && x->proposals[i].question == q->index)
            return true;
    return false;
}

/* A finding's key may look like an id. */
static bool is_question_key(const struct question *q, const char *key)
{
    unsigned char bytes[16];
    return q || (is_id(key) && !hex_decode(key, bytes, sizeof bytes));
}

/* Raised once, and no more: it is told where an opinion had it, or somebody said what became of it;
 * of others the edits wait, should the answers raise it again. A finding that was withdrawn is
 * gone, and what is said of another campaign's is not of this list. */
static void add_gone(struct listing *l, const struct edit *e)
{
    const struct block *block = NULL;
    const struct question *q = rubric_question(l->b->rubric, e->key, &block);
    bool own = q && block->kind == BLOCK_BODY;
    if ((!e->given && e->state == PROPOSAL_STATES) || !is_question_key(q, e->key) ||
        is_raised(l, q, own))
        return;
    struct proposal_item *x = &l->list[l->n++];
    *x = (struct proposal_item){.key = e->key,
                                .kind = PROPOSAL_RAISED,
                                .question = -1,
                                .own = own,
                                .severity = -1,
                                .gain = NUM_NONE,
                                .due_days = -1};
    if (q) {
        static const struct answer none = {.given = GIVEN_NOTHING};
        struct proposal_wording *w = arena_alloc(l->a, sizeof *w);
        w->deficiency = finding_deficiency(q, &none, l->language, l->a);
        w->proposal = finding_proposal(q, &none, l->language, l->a);
        x->texts = w;
        x->ntexts = 1;
        take_question(l, x, q);
    }
    take_edits(l, x);
}

/* ---- in order ---- */

struct at_place {
    int place, index;
};

static int by_place(const void *x, const void *y)
{
    const struct at_place *a = x, *b = y;
    int order = (a->place > b->place) - (a->place < b->place);
    return order ? order : a->index - b->index;
}

static bool stays(const struct proposal_item *x)
{
    return x->raised && x->state != PROPOSAL_NO_LONGER;
}

/* Of those who want one place the later goes on to the next; none goes beyond the end. */
static void keep_apart(struct at_place *p, int n, int live)
{
    qsort(p, (size_t)n, sizeof *p, by_place);
    for (int i = 1; i < n; i++)
        if (p[i].place <= p[i - 1].place)
            p[i].place = p[i - 1].place + 1;
    for (int i = n, last = live; i-- > 0; last = p[i].place)
        if (p[i].place >= last)
            p[i].place = last - 1;
}

/* Those with a place of their own take it, or the next free one; the others fill what is left, in
 * the order in which they stand. What applies no longer comes last. */
static void put_in_order(struct listing *l)
{
    size_t room = (size_t)l->n + 1;
    struct proposal_item *sorted = arena_alloc(l->a, room * sizeof *sorted);
    struct at_place *placed = arena_alloc(l->a, room * sizeof *placed);
    bool *taken = arena_alloc(l->a, room * sizeof *taken);
    int nplaced = 0, live = 0;
    for (int i = 0; i < l->n; i++) {
        l->list[i].placed = l->list[i].placed && stays(&l->list[i]);
        live += stays(&l->list[i]);
        if (l->list[i].placed)
            placed[nplaced++] = (struct at_place){edits_of(l->e, l->list[i].key).place, i};
    }
    keep_apart(placed, nplaced, live);
    for (int i = 0; i < nplaced; i++) {
        sorted[placed[i].place] = l->list[placed[i].index];
        taken[placed[i].place] = true;
    }
    for (int i = 0, at = 0, last = live; i < l->n; i++) {
        if (l->list[i].placed)
            continue;
        while (at < live && taken[at])
            at++;
        sorted[stays(&l->list[i]) ? at++ : last++] = l->list[i];
    }
    l->list = sorted;
}

void proposals_list(const struct body_full *b, int language, const struct edits *e,
                    struct proposal_item **list, int *n, struct arena *a)
{
    size_t room = (size_t)(b->result->nproposals + e->nfindings + e->n) + 1;
    struct listing l = {b, e, language, a, arena_alloc(a, room * sizeof *l.list), 0};
    for (int i = 0; i < b->result->nproposals; i++)
        add_raised(&l, &b->result->proposals[i]);
    for (int i = 0; i < e->nfindings; i++)
        add_finding(&l, &e->findings[i]);
    for (int i = 0; i < e->n; i++)
        add_gone(&l, &e->list[i]);
    put_in_order(&l);
    *list = l.list;
    *n = l.n;
}

/* ---- all of a body ---- */

bool proposals_read(struct campaign *c, int which, const struct body_full *b, int language,
                    const char *today, struct proposals *p, struct arena *a, struct err *err)
{
    struct edits e;
    *p = (struct proposals){.n = 0};
    db_pin(c->db);
    bool ok = edits_read(c, which, b->code, &e, a, err);
    if (ok) {
        p->given_at = e.given_at;
        p->given_text = e.given_text;
        proposals_list(b, language, &e, &p->list, &p->n, a);
        for (int i = 0; i < p->n; i++)
            p->list[i].overdue = proposal_overdue(&p->list[i], today);
        ok = proposals_look_back(c, which, b, language, today, &e, p, a, err);
    }
    db_unpin(c->db);
    ok = !db_failed(c->db, ok ? err : NULL) && ok;
    if (!ok)
        proposals_free(p);
    return ok;
}

void proposals_free(struct proposals *p)
{
    body_unload(&p->before);
}

/* Proposals through the years: those of the campaign before and what became of them, and since when
 * one has stood. */
#include <string.h>
#include "model/known.h"
#include "model/proposals_inside.h"
#include "model/store.h"

/* What the body's answers raised in one campaign, this one first. */
struct year {
    const char **keys; /* as that campaign's rubric has them */
    int n;
};

struct years {
    struct campaign *c;
    int which; /* of the first */
    struct year *list;
    int n;
    struct arena *a;
};

static void add_year(struct years *y, const struct body_full *b)
{
    struct year *at = &y->list[y->n++];
    at->keys = arena_alloc(y->a, ((size_t)b->result->nproposals + 1) * sizeof *at->keys);
    for (int i = 0; i < b->result->nproposals; i++) {
        const struct proposal *p = &b->result->proposals[i];
        const struct block *block = p->own ? b->rubric->body : b->rubric->service;
        at->keys[at->n++] = block->questions[p->question].id;
    }
}

/* The id that an old one has in a later campaign: step by step, since a rubric need not know what
 * the ones before it replaced. */
static const char *later_id(const struct years *y, const char *id, int from, int to)
{
    for (int i = from; i-- > to;)
        id = rubric_current_id(y->c->eras[y->which + i].catalogue->rubric, id);
    return id;
}

static bool raised_in(const struct years *y, int year, const char *key, int key_year)
{
    for (int i = 0; i < y->list[year].n; i++)
        if (strcmp(later_id(y, y->list[year].keys[i], year, key_year), key) == 0)
            return true;
    return false;
}

/* How long it has stood without a gap, of a list that is of that year. */
static void tell_since(const struct years *y, struct proposal_item *x, const char *key, int year)
{
    int first = year;
    if (x->kind != PROPOSAL_RAISED)
        return;
    while (first + 1 < y->n && raised_in(y, first + 1, key, year))
        first++;
    x->times = first - year + 1;
    x->since = y->c->eras[y->which + first].name;
}

/* ---- the campaigns before ---- */

/* Goes on behind the campaign before: of those only what was raised is kept. */
static bool read_years(struct years *y, const struct body_full *before, struct err *err)
{
    const char *code = before->code;
    for (int i = y->which + 1; y->list[y->n - 1].n > 0; i++) {
        code = before_body(y->c, i, code, y->a);
        if (!code)
            return true;
        struct body_full *b = body_load(y->c, i + 1, code, err);
        if (!b)
            return false;
        add_year(y, b);
        body_unload(&b); /* question ids are the rubric's */
    }
    return true;
}

/* ---- what became of it ---- */

/* What a question is in the body now, over all its services, or its own. */
struct now {
    bool open, answered;
};

static void look_at(struct now *now, const struct subject *s, int question)
{
    const struct qresult *q = &s->q[question];
    if (s->state == SUBJECT_STOPPED || s->state == SUBJECT_UNRATED)
        return;
    now->open = now->open || q->open;
    now->answered = now->answered || q->state == QS_ANSWERED;
}

static struct now now_of(const struct body_full *b, const char *id)
{
    struct now now = {false, false};
    const struct block *block;
    const struct question *q = rubric_question(b->rubric, id, &block);
    if (q && block->kind == BLOCK_BODY)
        look_at(&now, b->own, q->index);
    for (int i = 0; q && block->kind == BLOCK_SERVICE && i < b->nservices; i++)
        look_at(&now, b->services[i].subject, q->index);
    return now;
}

static enum proposal_state became(const struct years *y, const struct body_full *b,
                                  const struct proposal_item *x, const char *key)
{
    if (x->kind != PROPOSAL_RAISED) {
        bool said = x->state == PROPOSAL_DONE || x->state == PROPOSAL_NOT_DONE ||
                    x->state == PROPOSAL_NO_LONGER;
        return said ? x->state : PROPOSAL_DRAFT;
    }
    const char *id = later_id(y, key, 1, 0);
    if (raised_in(y, 0, id, 0))
        return PROPOSAL_NOT_DONE;
    if (!x->raised) /* it was gone there already */
        return x->state;
    struct now now = now_of(b, id);
    return now.open ? PROPOSAL_DRAFT : now.answered ? PROPOSAL_DONE : PROPOSAL_NO_LONGER;
}

static void tell_earlier(const struct years *y, const struct body_full *b, const struct edits *e,
                         const char *today, struct proposal_item *x)
{
    const char *key = x->key;
    x->key = arena_printf(y->a, "%s %s", y->c->eras[y->which + 1].id, key);
    struct edit said = edits_of(e, x->key);
    bool here = said.state != PROPOSAL_STATES;
    x->state = here ? said.state : became(y, b, x, key);
    x->state_by = said.state_by;
    x->state_at = said.state_at;
    x->reply = here ? said.reply : x->reply;
    x->overdue = proposal_overdue(x, today);
    tell_since(y, x, key, 1);
}

/* What was good, or only seen, is not followed up. */
static int drop_others(struct proposal_item *list, int n)
{
    int kept = 0;
    for (int i = 0; i < n; i++)
        if (list[i].kind == PROPOSAL_RAISED || list[i].kind == PROPOSAL_DEFICIENCY)
            list[kept++] = list[i];
    return kept;
}

static bool read_before(struct years *y, const char *code, int language, struct proposals *p,
                        struct err *err)
{
    struct edits then;
    p->before = body_load(y->c, y->which + 1, code, err);
    if (!p->before || !edits_read(y->c, y->which + 1, code, &then, y->a, err))
        return false;
    add_year(y, p->before);
    proposals_list(p->before, language, &then, &p->earlier, &p->nearlier, y->a);
    p->nearlier = drop_others(p->earlier, p->nearlier);
    return read_years(y, p->before, err);
}

bool proposals_look_back(struct campaign *c, int which, const struct body_full *b, int language,
                         const char *today, const struct edits *e, struct proposals *p,
                         struct arena *a, struct err *err)
{
    struct years y = {c, which, arena_alloc(a, (size_t)(c->neras + 1) * sizeof *y.list), 0, a};
    const char *code = before_body(c, which, b->code, a);
    add_year(&y, b);
    if (code && !read_before(&y, code, language, p, err))
        return false;
    for (int i = 0; i < p->n; i++)
        tell_since(&y, &p->list[i], p->list[i].key, 0);
    for (int i = 0; i < p->nearlier; i++)
        tell_earlier(&y, b, e, today, &p->earlier[i]);
    return true;
}

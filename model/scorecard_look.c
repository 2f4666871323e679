/* What stands out in a body: nobody asked for it, and a supervisor wants to see it. */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "model/handin.h"
#include "model/scorecard_inside.h"

/* A place, and what its question weighs. */
struct weighed {
    struct look_place at;
    int severity, order;
    num points; /* its maximum times its weight */
};

/* Places of one kind; from the heap while they grow. */
struct places {
    struct weighed *list;
    int n;
};

/* A note, and where it stands. */
struct noted {
    const char *note;
    int service, question, order;
};

struct looking {
    struct scorecard *s;
    struct places kinds[LOOK_KINDS];
    struct noted *notes; /* of services */
    int nnotes;
    struct arena *a;
};

static struct weighed *add(struct looking *l, enum look_kind kind, struct look_place place)
{
    struct places *p = &l->kinds[kind];
    if ((p->n & (p->n - 1)) == 0)
        p->list = mem_grow(p->list, 2 * (size_t)p->n + 1, sizeof *p->list);
    p->list[p->n] = (struct weighed){.at = place, .order = p->n};
    return &p->list[p->n++];
}

/* ---- questions ---- */

static void add_asked(struct looking *l, enum look_kind kind, struct look_place place,
                      const struct asked_at *at)
{
    struct weighed *it = add(l, kind, place);
    num most = at->subject->q[at->question->index].most;
    it->severity = at->question->severity;
    it->points = num_is_none(most) ? num_int(0) : num_mul(l->a, most, at->question->weight);
}

static int by_weight(const void *x, const void *y)
{
    const struct weighed *a = x, *b = y;
    if (a->severity != b->severity)
        return b->severity - a->severity;
    int order = num_cmp(b->points, a->points);
    return order ? order : a->order - b->order;
}

static void add_note(struct looking *l, const struct asked_at *at)
{
    if (at->service < 0 || text_blank(at->standing->note))
        return;
    if ((l->nnotes & (l->nnotes - 1)) == 0)
        l->notes = mem_grow(l->notes, 2 * (size_t)l->nnotes + 1, sizeof *l->notes);
    l->notes[l->nnotes] =
        (struct noted){at->standing->note, at->service, at->question->index, l->nnotes};
    l->nnotes++;
}

static void look(void *arg, const struct asked_at *at)
{
    static const enum look_kind kinds[HANDIN_KINDS] = {
        [HANDIN_OPEN] = LOOK_OPEN,           [HANDIN_CONFLICT] = LOOK_CONFLICT,
        [HANDIN_EVIDENCE] = LOOK_EVIDENCE,   [HANDIN_BYTES] = LOOK_KINDS,
        [HANDIN_CANT_TELL] = LOOK_CANT_TELL, [HANDIN_NA] = LOOK_NA,
        [HANDIN_REMARK] = LOOK_KINDS,
    };
    struct looking *l = arg;
    struct look_place place = {
        .service = at->service < 0 ? "" : l->s->body->services[at->service].code,
        .question = at->question->index,
        .text = at->standing->note,
    };
    unsigned of = handin_kinds(at->question, at->subject, at->standing);
    for (int i = 0; i < HANDIN_KINDS; i++)
        if ((of >> i & 1) && kinds[i] != LOOK_KINDS)
            add_asked(l, kinds[i], place, at);
    if (handin_unproved(l->s->body->rubric, at->question, at->subject, at->standing))
        add_asked(l, LOOK_BARE_FULL, place, at);
    add_note(l, at);
}

/* ---- one note over many services ---- */

static int by_note(const void *a, const void *b)
{
    const struct noted *x = a, *y = b;
    int order = strcmp(x->note, y->note);
    return order ? order : x->order - y->order;
}

static void add_pasted(struct looking *l)
{
    if (l->nnotes > 0)
        qsort(l->notes, (size_t)l->nnotes, sizeof *l->notes, by_note);
    for (int i = 0, end; i < l->nnotes; i = end) {
        int services = 0;
        for (end = i; end < l->nnotes && strcmp(l->notes[end].note, l->notes[i].note) == 0; end++)
            services += end == i || l->notes[end].service != l->notes[end - 1].service;
        for (int k = i; services >= LOOK_PASTED && k < end; k++)
            add(l, LOOK_SAME_NOTE,
                (struct look_place){.service = l->s->body->services[l->notes[k].service].code,
                                    .question = l->notes[k].question,
                                    .text = l->notes[k].note});
    }
}

/* ---- remarks ---- */

struct placed_remark {
    const struct remark *it;
    int service, order;
};

static int by_place(const void *a, const void *b)
{
    const struct placed_remark *x = a, *y = b;
    return x->service != y->service ? x->service - y->service : x->order - y->order;
}

static bool add_remarks(struct looking *l, struct campaign *c, struct arena *a, struct err *err)
{
    struct remark *list;
    int n;
    if (!remarks_list(c, l->s->body->code, NULL, NULL, 0, &list, &n, a, err))
        return false;
    struct placed_remark *placed = arena_alloc(a, ((size_t)n + 1) * sizeof *placed);
    for (int i = 0; i < n; i++)
        placed[i] = (struct placed_remark){&list[i], body_service(l->s->body, list[i].service), i};
    if (n > 0)
        qsort(placed, (size_t)n, sizeof *placed, by_place);
    for (int i = 0; i < n; i++)
        add(l, LOOK_REMARK,
            (struct look_place){.service = placed[i].it->service,
                                .question = placed[i].it->index,
                                .text = placed[i].it->text});
    return true;
}

/* ---- proposals ---- */

static struct look_place place_of(const struct body_full *b, const struct proposal_item *p)
{
    return (struct look_place){.service = p->nservices > 0 ? b->services[p->services[0]].code : "",
                               .question = p->question,
                               .key = p->key,
                               .text = proposal_title(p)};
}

/* Has somebody at the body to do something about it? */
static bool is_to_do(const struct proposal_item *p)
{
    bool proposes = p->kind == PROPOSAL_RAISED || p->kind == PROPOSAL_DEFICIENCY;
    return proposes && p->state != PROPOSAL_DONE && p->state != PROPOSAL_NO_LONGER;
}

/* One of last year whose answers raise it anew has its word there: but for one that the body had
 * been given, who has to be asked why. */
static bool is_silent(const struct proposal_item *e)
{
    return is_to_do(e) && !e->state_by && (e->state != PROPOSAL_NOT_DONE || e->given);
}

/* Before the visit both are still to come. */
static void add_proposals(struct looking *l)
{
    const struct scorecard *s = l->s;
    const struct proposals *p = &s->proposals;
    enum review at = s->review.state;
    if (!p->given_at &&
        (at == REVIEW_UNASSIGNED || at == REVIEW_ASSIGNED || at == REVIEW_DESK_DONE))
        return;
    for (int i = 0; i < p->n; i++)
        if (is_to_do(&p->list[i]) &&
            (!p->list[i].owner || (!p->list[i].due && p->list[i].due_days < 0)))
            add(l, LOOK_NO_OWNER, place_of(s->body, &p->list[i]));
    for (int i = 0; i < p->nearlier; i++) {
        const struct proposal_item *e = &p->earlier[i];
        if (is_silent(e))
            add(l, LOOK_NOT_FOLLOWED,
                (struct look_place){
                    .service = "", .question = -1, .key = e->key, .text = proposal_title(e)});
    }
}

/* ---- all of it ---- */

static void put_together(struct looking *l, struct arena *a)
{
    struct scorecard *s = l->s;
    s->look = arena_alloc(a, LOOK_KINDS * sizeof *s->look);
    for (int kind = 0; kind < LOOK_KINDS; kind++) {
        struct places *p = &l->kinds[kind];
        if (p->n > 0) {
            struct look *it = &s->look[s->nlook++];
            *it = (struct look){(enum look_kind)kind,
                                arena_alloc(a, (size_t)p->n * sizeof *it->place), p->n};
            if (kind == LOOK_EVIDENCE || kind == LOOK_BARE_FULL)
                qsort(p->list, (size_t)p->n, sizeof *p->list, by_weight);
            for (int i = 0; i < p->n; i++)
                it->place[i] = p->list[i].at;
        }
        free(p->list);
    }
    free(l->notes);
}

bool scorecard_look_at(struct campaign *c, int which, struct scorecard *s, struct arena *a,
                       struct err *err)
{
    struct looking l = {.s = s, .a = a};
    scorecard_each(s->body, look, &l);
    add_pasted(&l);
    bool ok = which != 0 || add_remarks(&l, c, a, err);
    add_proposals(&l);
    put_together(&l, a);
    return ok;
}

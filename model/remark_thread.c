#include "model/remark_thread.h"

#include <stdlib.h>
#include <string.h>
#include "model/inside.h"
#include "model/store.h"

#define EVENTS_MOST 1000 /* of one remark that are looked at */

struct thread {
    struct campaign *c;
    struct arena *a;
    struct slot slot;
    struct event *e[EVENTS_MOST]; /* the heads, by id, then what they replaced */
    char fate[EVENTS_MOST];       /* see is_undone */
    int n, nheads;
};

/* The event of that id among those that were read; -1: none. */
static int find(const struct thread *t, const char *id)
{
    for (int i = 0; i < t->n; i++)
        if (strcmp(t->e[i]->id, id) == 0)
            return i;
    return -1;
}

/* An event may say that it replaces anything: only what is of this remark belongs to it. */
static bool is_of(const struct thread *t, const struct slot *s)
{
    return strcmp(s->kind, "remark") == 0 && strcmp(s->body, t->slot.body) == 0 &&
           strcmp(s->service, t->slot.service) == 0 && strcmp(s->item, t->slot.item) == 0 &&
           !s->set[0];
}

static void add(struct thread *t, const char *id)
{
    if (t->n == EVENTS_MOST || find(t, id) >= 0)
        return;
    struct event *e = arena_alloc(t->a, sizeof *e);
    if (store_event(t->c, id, t->a, e) && is_of(t, &e->slot))
        t->e[t->n++] = e;
}

static void read_events(struct thread *t)
{
    const char *ids[64];
    int n = 0;
    struct query *q = db_query(t->c->db,
                               "SELECT id FROM head WHERE camp = 0 AND body = ? AND service = ? AND"
                               " kind = 'remark' AND item = ? ORDER BY id LIMIT 64",
                               "ttt", t->slot.body, t->slot.service, t->slot.item);
    while (n < 64 && query_row(q)) {
        char id[HEX_SIZE];
        query_id(q, 0, id);
        ids[n++] = arena_dup(t->a, id);
    }
    query_done(&q);
    for (int i = 0; i < n; i++)
        add(t, ids[i]);
    t->nheads = t->n;
    for (int i = 0; i < t->n; i++)
        for (int k = 0; k < t->e[i]->nreplaces; k++)
            add(t, t->e[i]->replaces[k]);
}

/* ---- what they say ---- */

static enum remark_state state_of(const struct event *e)
{
    const char *id = event_text(e, "state");
    for (int i = 0; id && i < REMARK_UNKNOWN; i++)
        if (strcmp(id, remark_state_id((enum remark_state)i)) == 0)
            return (enum remark_state)i;
    return REMARK_UNKNOWN;
}

static bool is_withdrawn(const struct event *e)
{
    return json_is_true(json_object_get(e->payload, "withdrawn"));
}

static const char *answer_of(const struct event *e)
{
    const char *text = event_text(e, "answer");
    return text && text[0] ? text : NULL;
}

/* The event that this one replaced and that says the same, which it only passes on; NULL: none. */
static const struct event *passed_on(const struct thread *t, const struct event *e,
                                     bool (*alike)(const struct event *x, const struct event *y))
{
    for (int i = 0; i < e->nreplaces; i++) {
        int at = find(t, e->replaces[i]);
        if (at >= 0 && alike(t->e[at], e))
            return t->e[at];
    }
    return NULL;
}

static bool same_answer(const struct event *x, const struct event *y)
{
    return text_same(answer_of(x), answer_of(y));
}

static bool both_settled(const struct event *x, const struct event *y)
{
    return state_of(x) == REMARK_SETTLED && state_of(y) == REMARK_SETTLED;
}

static bool any(const struct event *x, const struct event *y)
{
    return x != y;
}

/* The event that began it: its words stay its author's, whatever later events say. */
static const struct event *first_of(const struct thread *t)
{
    const struct event *first = NULL;
    for (int i = 0; i < t->n; i++)
        if (!passed_on(t, t->e[i], any) && (!first || strcmp(t->e[i]->id, first->id) < 0))
            first = t->e[i];
    return first ? first : t->e[0];
}

static int by_time(const void *x, const void *y)
{
    const struct event *const *a = x, *const *b = y;
    int order = strcmp((*a)->at, (*b)->at);
    return order ? order : strcmp((*a)->id, (*b)->id);
}

enum { NOT_KNOWN, STANDS, UNDONE };

/* Has an undo of the same laptop taken the event's change back, which no redo took back in turn?
 * What goes in a circle stands. */
static bool is_undone(struct thread *t, int at)
{
    const struct event *e = t->e[at];
    if (t->fate[at] != NOT_KNOWN)
        return t->fate[at] == UNDONE;
    t->fate[at] = STANDS;
    for (int i = 0; i < t->n && t->fate[at] == STANDS; i++)
        if (text_same(t->e[i]->undoes, e->change) && text_same(t->e[i]->device, e->device) &&
            !is_undone(t, i))
            t->fate[at] = UNDONE;
    return t->fate[at] == UNDONE;
}

/* Each answer once, from the event that gave it. */
static void read_answers(struct thread *t, struct remark *r, struct arena *a)
{
    const struct event *gave[EVENTS_MOST] = {NULL};
    int n = 0;
    for (int i = 0; i < t->n; i++)
        if (answer_of(t->e[i]) && !t->e[i]->undoes && !is_undone(t, i) &&
            !passed_on(t, t->e[i], same_answer))
            gave[n++] = t->e[i];
    qsort(gave, (size_t)n, sizeof gave[0], by_time);
    r->answers = arena_alloc(a, ((size_t)n + 1) * sizeof *r->answers);
    for (int i = 0; i < n; i++)
        r->answers[i] = (struct remark_answer){
            arena_dup(a, answer_of(gave[i])), arena_dup(a, gave[i]->by), arena_dup(a, gave[i]->at)};
    r->nanswers = n;
}

static void read_settled(const struct thread *t, const struct event *e, struct remark *r,
                         struct arena *a)
{
    const struct event *before;
    if (r->state != REMARK_SETTLED)
        return;
    while ((before = passed_on(t, e, both_settled)))
        e = before;
    r->settled_by = arena_dup(a, e->by);
    r->settled_at = arena_dup(a, e->at);
}

/* Of the heads that were not taken back the one with the smallest id; NULL: none is left. */
static const struct event *read_heads(const struct thread *t, struct remark *r)
{
    const struct event *stands = NULL;
    for (int i = 0; i < t->nheads; i++) {
        if (is_withdrawn(t->e[i]))
            continue;
        enum remark_state state = state_of(t->e[i]);
        stands = stands ? stands : t->e[i];
        r->waits = r->waits || state == REMARK_OPEN || state == REMARK_ANSWERED;
        r->heads++;
    }
    return stands;
}

static void read_place(const struct thread *t, const struct event *e, struct remark *r,
                       struct arena *a)
{
    const struct catalogue *k = t->c->eras[0].catalogue;
    const char *question = event_text(e, "question");
    enum block_kind kind = t->slot.service[0] ? BLOCK_SERVICE : BLOCK_BODY;
    r->item = arena_dup(a, t->slot.item);
    r->body = arena_dup(a, t->slot.body);
    r->service = arena_dup(a, t->slot.service);
    r->index = -1;
    if (!question || !question[0])
        return;
    r->question = arena_dup(a, rubric_current_id(k->rubric, question));
    const struct question *q = catalogue_question(k, kind, r->question);
    r->index = q ? q->index : -1;
}

bool remark_read(struct campaign *c, const char *body, const char *service, const char *item,
                 struct remark *r, struct arena *a)
{
    struct arena *own = arena_new();
    struct thread *t = arena_alloc(own, sizeof *t);
    memset(r, 0, sizeof *r);
    *t = (struct thread){.c = c, .a = own, .slot = {"remark", body, service, item, ""}};
    read_events(t);
    const struct event *stands = read_heads(t, r);
    if (stands) {
        const struct event *first = first_of(t);
        const char *text = event_text(first, "text");
        text = text ? text : event_text(stands, "text");
        read_place(t, stands, r, a);
        r->state = state_of(stands);
        r->text = text ? arena_dup(a, text) : "";
        r->by = arena_copy(a, first->by);
        r->at = arena_copy(a, first->at);
        read_answers(t, r, a);
        read_settled(t, stands, r, a);
    }
    arena_free(&own);
    return stands != NULL;
}

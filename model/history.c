/* The history of answers: events in an order that no clock decides where the events themselves do.
 * An event comes after those that it replaces and after its device's earlier ones; among those that
 * may come next, the one that says it is the earliest. */
#include <stdlib.h>
#include <string.h>
#include "model/lib.h"
#include "model/store.h"

struct node {
    struct history_entry entry;
    const char **replaces;
    int nreplaces;
    int waits; /* events before it that are not out yet */
    bool out;
    int *after; /* events that wait for it */
    int nafter;
};

struct history {
    struct campaign *c;
    struct arena *arena;
    struct node *node;
    int n;
    int *by_id, *by_chain; /* places of nodes, sorted */
    int most;              /* nodes that are wanted; 0: all */
};

static bool is_evidence(const struct event *e)
{
    return strcmp(e->slot.kind, "evidence") == 0;
}

/* What stood after it; NULL: nothing. */
static const char *value_of(const struct event *e)
{
    if (!is_evidence(e))
        return event_value(e);
    return json_is_true(json_object_get(e->payload, "withdrawn")) ? NULL : event_text(e, "name");
}

static bool collect(void *arg, const struct event *e)
{
    struct history *h = arg;
    struct arena *a = h->arena;
    const char *item = e->slot.item;
    size_t question = is_evidence(e) ? strcspn(item, " ") : strlen(item); /* "QUESTION SHA256" */
    if ((h->n & (h->n - 1)) == 0)
        h->node = mem_grow(h->node, 2 * (size_t)h->n + 1, sizeof *h->node);
    struct node *x = &h->node[h->n++];
    *x = (struct node){.nreplaces = e->nreplaces};
    x->replaces = arena_alloc(a, ((size_t)e->nreplaces + 1) * sizeof *x->replaces);
    for (int i = 0; i < e->nreplaces; i++)
        x->replaces[i] = arena_dup(a, e->replaces[i]);
    x->entry = (struct history_entry){
        .id = arena_dup(a, e->id),
        .device = arena_dup(a, e->device),
        .at = arena_dup(a, e->at),
        .by = arena_dup(a, e->by),
        .kind = arena_dup(a, e->slot.kind),
        .via = arena_dup(a, e->via),
        .body = arena_dup(a, e->slot.body),
        .service = e->slot.service[0] ? arena_dup(a, e->slot.service) : NULL,
        .question = arena_dupn(a, item, question),
        .value = arena_copy(a, value_of(e)),
        .note = arena_copy(a, event_note(e)),
        .undoes = arena_copy(a, e->undoes),
        .set = arena_dup(a, e->slot.set),
        .change = arena_dup(a, e->change),
        .seq = e->seq,
    };
    return h->most == 0 || h->n < h->most;
}

/* ---- what comes before what ---- */

static int id_order(const struct node *x, const struct node *y)
{
    return strcmp(x->entry.id, y->entry.id);
}

static int chain_order(const struct node *x, const struct node *y)
{
    int order = strcmp(x->entry.device, y->entry.device);
    if (order)
        return order;
    if (x->entry.seq != y->entry.seq)
        return x->entry.seq > y->entry.seq ? 1 : -1;
    return id_order(x, y);
}

static int time_order(const struct node *x, const struct node *y)
{
    int order = strcmp(x->entry.at, y->entry.at);
    return order ? order : id_order(x, y);
}

/* Sifts the root of a heap (the largest on top) down to where it belongs. */
static void sift(const struct node *node, int *heap, int n, int at,
                 int (*order)(const struct node *, const struct node *))
{
    for (int child; (child = 2 * at + 1) < n; at = child) {
        if (child + 1 < n && order(&node[heap[child + 1]], &node[heap[child]]) > 0)
            child++;
        if (order(&node[heap[at]], &node[heap[child]]) >= 0)
            return;
        int x = heap[at];
        heap[at] = heap[child];
        heap[child] = x;
    }
}

static int *sorted(struct history *h, int (*order)(const struct node *, const struct node *))
{
    int *list = arena_alloc(h->arena, ((size_t)h->n + 1) * sizeof *list);
    for (int i = 0; i < h->n; i++)
        list[i] = i;
    for (int i = h->n / 2 - 1; i >= 0; i--)
        sift(h->node, list, h->n, i, order);
    for (int n = h->n - 1; n > 0; n--) {
        int x = list[0];
        list[0] = list[n];
        list[n] = x;
        sift(h->node, list, n, 0, order);
    }
    return list;
}

static int find(const struct history *h, const char *id)
{
    int low = 0, high = h->n;
    while (low < high) {
        int middle = low + (high - low) / 2;
        int order = strcmp(h->node[h->by_id[middle]].entry.id, id);
        if (order == 0)
            return h->by_id[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

static void comes_after(struct history *h, int later, int earlier)
{
    struct node *x = &h->node[earlier];
    if ((x->nafter & (x->nafter - 1)) == 0)
        x->after = mem_grow(x->after, 2 * (size_t)x->nafter + 1, sizeof *x->after);
    x->after[x->nafter++] = later;
    h->node[later].waits++;
}

static bool one_place(const struct node *x, const struct node *y)
{
    return x->entry.seq == y->entry.seq && strcmp(x->entry.device, y->entry.device) == 0;
}

/* Each event waits for the one before it in its device's chain; where that number was used twice (a
 * fork), for all of them. */
static void link_chains(struct history *h)
{
    int start = 0, end = 0; /* of the number before, in by_chain */
    for (int i = 0; i < h->n; i++) {
        const struct node *x = &h->node[h->by_chain[i]];
        if (i > 0 && !one_place(x, &h->node[h->by_chain[i - 1]])) {
            start = end;
            end = i;
        }
        for (int k = start; k < end; k++)
            if (strcmp(h->node[h->by_chain[k]].entry.device, x->entry.device) == 0)
                comes_after(h, h->by_chain[i], h->by_chain[k]);
    }
}

static void link_replaced(struct history *h)
{
    for (int i = 0; i < h->n; i++) {
        for (int k = 0; k < h->node[i].nreplaces; k++) {
            int earlier = find(h, h->node[i].replaces[k]);
            if (earlier >= 0)
                comes_after(h, i, earlier);
        }
    }
}

/* ---- the list ---- */

/* A heap with the earliest on top is the same heap with the order turned. */
static int later_first(const struct node *x, const struct node *y)
{
    return -time_order(x, y);
}

static void push(const struct node *node, int *heap, int *n, int x)
{
    int at = (*n)++;
    heap[at] = x;
    while (at > 0 && later_first(&node[heap[at]], &node[heap[(at - 1) / 2]]) > 0) {
        int up = (at - 1) / 2, swap = heap[at];
        heap[at] = heap[up];
        heap[up] = swap;
        at = up;
    }
}

static int pop(const struct node *node, int *heap, int *n)
{
    int x = heap[0];
    heap[0] = heap[--*n];
    sift(node, heap, *n, 0, later_first);
    return x;
}

/* The values that an event replaced: most are at hand; others (of an older id of the question, of
 * another subject that was asked for) are looked up. */
static void fill_was(struct history *h, struct node *x)
{
    const char **was = arena_alloc(h->arena, ((size_t)x->nreplaces + 1) * sizeof *was);
    for (int i = 0; i < x->nreplaces; i++) {
        int at = find(h, x->replaces[i]);
        struct event e;
        if (at >= 0)
            was[x->entry.nwas++] = h->node[at].entry.value;
        else if (store_event(h->c, x->replaces[i], h->arena, &e))
            was[x->entry.nwas++] = arena_copy(h->arena, value_of(&e));
    }
    x->entry.was = was;
}

static void put_out(struct history *h, int x, int *heap, int *ready)
{
    struct node *node = &h->node[x];
    node->out = true;
    for (int i = 0; i < node->nafter; i++)
        if (--h->node[node->after[i]].waits == 0 && !h->node[node->after[i]].out)
            push(h->node, heap, ready, node->after[i]);
}

/* True chains wait in no circle; from forged ones the earliest goes on all the same, so that every
 * event is shown. */
static void in_order(struct history *h, struct history_entry *out)
{
    int *heap = arena_alloc(h->arena, ((size_t)h->n + 1) * sizeof *heap);
    int *by_time = sorted(h, time_order), ready = 0, earliest = 0;
    for (int i = 0; i < h->n; i++)
        if (h->node[i].waits == 0)
            push(h->node, heap, &ready, i);
    for (int n = 0; n < h->n; n++) {
        while (ready == 0 && h->node[by_time[earliest]].out)
            earliest++;
        int x = ready > 0 ? pop(h->node, heap, &ready) : by_time[earliest];
        out[n] = h->node[x].entry;
        put_out(h, x, heap, &ready);
    }
}

/* Nothing was found: is what was asked for there at all? */
static bool known(struct campaign *c, const char *body, const char *service, const char *question,
                  struct err *err)
{
    const struct rubric *r = campaign_rubric(c, 0);
    const struct block *block = NULL;
    if (!store_has(c, 0, body, ""))
        return store_unknown_body(c, 0, body, err);
    if (service && service[0] && !store_has(c, 0, body, service))
        return store_unknown_service(c, 0, body, service, err);
    if (!question)
        return true;
    const char *id = rubric_current_id(r, question);
    bool there = rubric_question(r, id, &block) != NULL;
    if (there && (!service || (block->kind == BLOCK_SERVICE) == (service[0] != '\0')))
        return true;
    return store_unknown_question(c, !service || service[0], question, err);
}

/* An entry by its change and slot; the question under today's id. */
struct slotted {
    struct history_entry *entry;
    const char *change, *question;
};

static int slot_order(const void *a, const void *b)
{
    const struct slotted *x = a, *y = b;
    int order = strcmp(x->change, y->change);
    order = order ? order : strcmp(x->entry->body, y->entry->body);
    if (!order)
        order = strcmp(x->entry->service ? x->entry->service : "",
                       y->entry->service ? y->entry->service : "");
    return order ? order : strcmp(x->question, y->question);
}

/* An undo takes back what its change did before in the same slot (others of that change it may have
 * left), unless a later one takes it back itself: the last is looked at first. */
static void mark_undone(struct history *h, struct history_entry *list)
{
    struct slotted *by_slot = arena_alloc(h->arena, ((size_t)h->n + 1) * sizeof *by_slot);
    const struct rubric *r = campaign_rubric(h->c, 0);
    for (int i = 0; i < h->n; i++)
        by_slot[i] =
            (struct slotted){&list[i], list[i].change, rubric_current_id(r, list[i].question)};
    qsort(by_slot, (size_t)h->n, sizeof *by_slot, slot_order);
    for (int i = h->n - 1; i >= 0; i--) {
        if (!list[i].undoes || list[i].undone)
            continue;
        struct slotted key = {&list[i], list[i].undoes, rubric_current_id(r, list[i].question)};
        int from = 0, to = h->n;
        while (from < to) {
            int middle = from + (to - from) / 2;
            if (slot_order(&by_slot[middle], &key) < 0)
                from = middle + 1;
            else
                to = middle;
        }
        for (; from < h->n && slot_order(&by_slot[from], &key) == 0; from++)
            if (by_slot[from].entry < key.entry)
                by_slot[from].entry->undone = true;
    }
}

/* Puts what was collected in order. */
static void finish(struct history *h, struct history_entry **list, int *n)
{
    h->by_id = sorted(h, id_order);
    h->by_chain = sorted(h, chain_order);
    link_chains(h);
    link_replaced(h);
    for (int i = 0; i < h->n; i++)
        fill_was(h, &h->node[i]);
    *list = arena_alloc(h->arena, ((size_t)h->n + 1) * sizeof **list);
    *n = h->n;
    in_order(h, *list);
    mark_undone(h, *list);
}

static void let_go(struct history *h)
{
    for (int i = 0; i < h->n; i++)
        free(h->node[i].after);
    free(h->node);
}

bool history_read(struct campaign *c, const char *body, const char *service, const char *question,
                  struct history_entry **list, int *n, struct arena *a, struct err *err)
{
    struct history h = {.c = c, .arena = a};
    bool ok = store_each_event(c, "answer", body, service, question, collect, &h, err);
    if (ok && h.n == 0)
        ok = known(c, body, service, question, err);
    if (ok)
        finish(&h, list, n);
    let_go(&h);
    return ok;
}

bool history_latest(struct campaign *c, const char *body, const char *service, const char *question,
                    int most, struct history_entry **list, int *n, bool *more, struct arena *a,
                    struct err *err)
{
    struct history h = {.c = c, .arena = a, .most = most + 1}; /* one more tells of others */
    bool ok = store_latest_answers(c, body, service, question, most + 1, collect, &h, err);
    if (ok) {
        *more = h.n > most;
        if (*more)
            free(h.node[--h.n].after);
        finish(&h, list, n);
        for (int i = 0; i < *n / 2; i++) {
            struct history_entry swap = (*list)[i];
            (*list)[i] = (*list)[*n - 1 - i];
            (*list)[*n - 1 - i] = swap;
        }
    }
    let_go(&h);
    return ok;
}

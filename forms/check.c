#include <stdlib.h>
#include <string.h>
#include "forms/load.h"

/* ---- look-up ---- */

static int by_id(const void *a, const void *b)
{
    const struct question *x = *(const struct question *const *)a;
    const struct question *y = *(const struct question *const *)b;
    int c = strcmp(x->id, y->id);
    return c ? c : x->index - y->index;
}

void check_index(struct load *l, struct block *b)
{
    size_t n = (size_t)b->nquestions;
    const struct question **sorted = arena_alloc(l->tmp, sizeof *sorted * (n + 1));
    for (size_t i = 0; i < n; i++)
        sorted[i] = &b->questions[i];
    qsort(sorted, n, sizeof *sorted, by_id);
    b->by_id = arena_alloc(l->a, sizeof *b->by_id * (n + 1));
    for (size_t i = 0; i < n; i++)
        b->by_id[i] = sorted[i]->index;
}

/* ---- expressions ---- */

/* Whether an error in it may be the echo of one that was told already. */
static bool is_echo(const struct load *l, const struct pending *p)
{
    const bool *holes = l->holes;
    bool verdict = p->place == PLACE_VERDICT;
    if (holes[p->block->kind] ||
        (verdict && (holes[BLOCK_SERVICE] || l->unsure_ratings || l->unsure_severities)))
        return true;
    for (size_t i = 0; i < l->nbroken; i++)
        if (l->broken[i][0] && strstr(p->node->text, l->broken[i]))
            return true;
    return false;
}

/* A single word that is no question is no expression either, but one of three words misspelt. */
static bool refuse_evidence(struct load *l, const struct pending *p)
{
    static const char *const words[] = {"none", "optional", "required"};
    const struct node *n = p->node;
    if (p->place != PLACE_EVIDENCE || !is_id(n->text) || id_reserved(n->text) ||
        block_question(p->block, n->text))
        return false;
    load_unknown(l, n,
                 arena_printf(l->tmp,
                              _("'evidence' is none, optional, required or an expression; "
                                "there is no question '%s'"),
                              n->text),
                 words, 3);
    return true;
}

/* Both limits keep a hostile file from taking all the memory. */
static bool refuse_length(struct load *l, const struct pending *p)
{
    size_t n = strlen(p->node->text);
    l->expression_bytes += n;
    if (n > EXPRESSION_MOST)
        FAULT(l, p->node, _("this expression has %zu bytes; at most %d are allowed"), n,
              EXPRESSION_MOST);
    else if (l->expression_bytes > EXPRESSIONS_MOST && l->expression_bytes - n <= EXPRESSIONS_MOST)
        FAULT(l, p->node, _("the expressions of this rubric have more than %d bytes together"),
              EXPRESSIONS_MOST);
    return n > EXPRESSION_MOST || l->expression_bytes > EXPRESSIONS_MOST;
}

static void compile(struct load *l, const struct pending *p)
{
    const struct node *n = p->node;
    struct diags own = {.file = l->d->file};
    if (refuse_length(l, p))
        return;
    if (!is_echo(l, p) && refuse_evidence(l, p))
        return;
    *p->to = expr_compile(l->r, p->block, p->place, n->text, &own);
    if (own.n && !is_echo(l, p))
        for (size_t i = 0; i < own.n; i++) {
            int line, col;
            node_place(l->bytes, l->nbytes, n, own.list[i].col, &line, &col);
            diag_add(l->d, line, col, "%s", own.list[i].text);
        }
    diags_free(&own);
}

/* ---- which question waits for which ---- */

struct collector {
    int *deps, n, room;
    int *seen; /* by question: the last question that it was found in, plus 1 */
    int self;
};

static void collect(int question, void *arg)
{
    struct collector *c = arg;
    if (c->seen[question] == c->self + 1)
        return;
    c->seen[question] = c->self + 1;
    if (c->n == c->room) {
        c->room = c->room ? c->room * 2 : 16;
        c->deps = mem_grow(c->deps, (size_t)c->room, sizeof *c->deps);
    }
    c->deps[c->n++] = question;
}

static int by_number(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static void find_deps(struct load *l, struct block *b)
{
    struct collector c = {.seen = arena_alloc(l->tmp, sizeof(int) * (size_t)(b->nquestions + 1))};
    for (int i = 0; i < b->nquestions; i++) {
        struct question *q = &b->questions[i];
        c.n = 0;
        c.self = i;
        expr_questions(q->when, false, collect, &c);
        expr_questions(q->limit, false, collect, &c);
        expr_questions(q->value, false, collect, &c);
        if (c.n == 0)
            continue;
        qsort(c.deps, (size_t)c.n, sizeof *c.deps, by_number);
        q->ndeps = c.n;
        q->deps = arena_alloc(l->a, sizeof *q->deps * (size_t)c.n);
        memcpy(q->deps, c.deps, sizeof *q->deps * (size_t)c.n);
    }
    free(c.deps);
}

struct visit {
    int question, next; /* the next of its deps to look at */
};

/* Where the question says that it waits for the other: in its `when`, `limit` or `value`. */
static void place_wait(const struct load *l, struct question *q, int other, int *line, int *col)
{
    struct expr *const *const all[] = {&q->when, &q->limit, &q->value};
    for (const struct pending *p = l->pending; p; p = p->next)
        for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
            int at = p->to == all[i] ? expr_mention(*p->to, other) : -1;
            if (at >= 0) {
                node_place(l->bytes, l->nbytes, p->node, at, line, col);
                return;
            }
        }
}

/* stack[from…top] wait for each other in a ring. */
static void tell_loop(struct load *l, const struct block *b, const struct visit *stack, int from,
                      int top)
{
    enum { NAMES_MOST = 12 };
    const struct question *first = &b->questions[stack[from].question];
    struct buf names = {0};
    for (int i = from; i <= top && i < from + NAMES_MOST; i++)
        buf_printf(&names, "%s → ", b->questions[stack[i].question].id);
    if (top >= from + NAMES_MOST)
        buf_add(&names, "… → ");
    int line = first->line, col = first->col;
    place_wait(l, &b->questions[stack[top].question], first->index, &line, &col);
    diag_add(l->d, line, col, _("these questions wait for each other: %s%s"), names.s, first->id);
    buf_free(&names);
}

/* Depth first, with a stack of its own: a chain may be as long as the rubric. */
struct walk {
    struct load *l;
    struct block *b;
    struct visit *stack;
    int top;
    int *place; /* by question: where it is on the stack, plus 1; 0: not yet, -1: done */
    int ordered;
};

static void enter(struct walk *w, int question)
{
    w->stack[++w->top] = (struct visit){question, 0};
    w->place[question] = w->top + 1;
}

static void leave(struct walk *w)
{
    int question = w->stack[w->top--].question;
    w->place[question] = -1;
    w->b->order[w->ordered++] = question;
}

static void walk_from(struct walk *w, int question)
{
    if (w->place[question] == 0)
        enter(w, question);
    while (w->top >= 0) {
        struct visit *v = &w->stack[w->top];
        const struct question *q = &w->b->questions[v->question];
        if (v->next == q->ndeps) {
            leave(w);
            continue;
        }
        int dep = q->deps[v->next++];
        if (w->place[dep] == 0)
            enter(w, dep);
        else if (w->place[dep] > 0 && !load_full(w->l))
            tell_loop(w->l, w->b, w->stack, w->place[dep] - 1, w->top);
    }
}

static void put_in_order(struct load *l, struct block *b)
{
    size_t n = (size_t)b->nquestions + 1;
    struct walk w = {.l = l, .b = b, .top = -1};
    w.stack = arena_alloc(l->tmp, sizeof *w.stack * n);
    w.place = arena_alloc(l->tmp, sizeof *w.place * n);
    b->order = arena_alloc(l->a, sizeof *b->order * n);
    for (int i = 0; i < b->nquestions; i++)
        walk_from(&w, i);
}

void check_expressions(struct load *l)
{
    for (const struct pending *p = l->pending; p && !load_full(l); p = p->next)
        compile(l, p);
    struct block *blocks[] = {l->r->service, l->r->body};
    for (size_t i = 0; i < 2; i++) {
        if (!blocks[i])
            continue;
        find_deps(l, blocks[i]);
        put_in_order(l, blocks[i]);
    }
}

/* ---- the body's score ---- */

static bool is_scored(const struct block *b)
{
    for (int i = 0; i < b->nquestions; i++)
        if (num_sign(b->questions[i].most) > 0)
            return true;
    return false;
}

void check_weights(struct load *l)
{
    struct rubric *r = l->r;
    if (!r->body || l->holes[BLOCK_SERVICE] || l->holes[BLOCK_BODY])
        return;
    const struct node *at = l->score ? l->score : l->body;
    if (!r->service && !l->has_own)
        r->weight_own = num_int(100);
    if (r->service && !l->has_own && is_scored(r->body))
        FAULT(l, at,
              _("the body's 'score' needs 'own': what the body's own questions weigh beside the "
                "services"));
    else if (num_sign(r->weight_services) == 0 && num_sign(r->weight_own) == 0)
        FAULT(l, at, _("'services' and 'own' can't both weigh 0"));
}

/* ---- replaces ---- */

struct old {
    const char *id, *new_id;
    const char *end; /* where all steps lead; NULL while unknown */
    const struct node *node;
    size_t walk; /* the last walk that came by, plus 1 */
};

struct olds {
    struct old *v;
    size_t n;
};

static int by_old_id(const void *a, const void *b)
{
    const struct old *x = a, *y = b;
    return strcmp(x->id, y->id);
}

static struct old *find_old(const struct olds *olds, const char *id)
{
    struct old wanted = {.id = id};
    return bsearch(&wanted, olds->v, olds->n, sizeof wanted, by_old_id);
}

static void read_olds(struct load *l, const struct node *n, struct olds *olds)
{
    struct scope scope = {0};
    olds->v = arena_alloc(l->tmp, sizeof *olds->v * (size_t)(n->n + 1));
    for (const struct node *v = n->first; v; v = v->next) {
        struct old *o = &olds->v[olds->n];
        if (!v->key || !load_id(l, v->key, &o->id) || !load_id(l, v, &o->new_id))
            continue;
        if (rubric_question(l->r, o->id, NULL)) {
            FAULT(l, v->key, _("'%s' is a question of this rubric, so nothing can replace it"),
                  o->id);
            continue;
        }
        o->node = v;
        scope_add(l, &scope, o->new_id, v);
        olds->n++;
    }
    scope_check(l, &scope, _("'%s' can't replace two older questions; the first is on line %d"));
    qsort(olds->v, olds->n, sizeof *olds->v, by_old_id);
}

static void check_end(struct load *l, const struct old *o)
{
    struct block *blocks[] = {l->r->service, l->r->body};
    size_t n = 0, room = 1;
    if (rubric_question(l->r, o->new_id, NULL) || load_full(l) || l->holes[BLOCK_SERVICE] ||
        l->holes[BLOCK_BODY] || load_is_broken(l, o->new_id))
        return;
    for (size_t i = 0; i < 2; i++)
        room += blocks[i] ? (size_t)blocks[i]->nquestions : 0;
    const char **ids = arena_alloc(l->tmp, sizeof *ids * room);
    for (size_t i = 0; i < 2; i++)
        for (int k = 0; blocks[i] && k < blocks[i]->nquestions; k++)
            ids[n++] = blocks[i]->questions[k].id;
    load_pick(l, o->node, _("no question is called '%s'"), ids, n);
}

/* Follows one old id to its end and gives that to all on the way. */
static void follow(struct load *l, const struct olds *olds, size_t from, struct old **way)
{
    size_t n = 0;
    struct old *o = &olds->v[from];
    const char *end = o->end;
    while (!end) {
        o->walk = from + 1;
        way[n++] = o;
        struct old *next = find_old(olds, o->new_id);
        if (!next) {
            check_end(l, o);
            end = o->new_id;
        } else if (next->walk == from + 1) {
            FAULT(l, next->node->key, _("'%s' is replaced in a ring that leads to no question"),
                  next->id);
            end = next->id;
        } else {
            o = next;
            end = o->end;
        }
    }
    while (n > 0)
        way[--n]->end = end;
}

void check_replaces(struct load *l, const struct node *n)
{
    struct rubric *r = l->r;
    struct olds olds = {0};
    if (n->kind != NODE_MAP) {
        load_expected(l, n, _("a map of older question ids to present ones"));
        return;
    }
    read_olds(l, n, &olds);
    struct old **way = arena_alloc(l->tmp, sizeof *way * (olds.n + 1));
    r->replaces = arena_alloc(l->a, sizeof *r->replaces * (olds.n + 1));
    for (size_t i = 0; i < olds.n; i++) {
        follow(l, &olds, i, way);
        r->replaces[r->nreplaces++] = (struct replacement){olds.v[i].id, olds.v[i].end};
    }
}

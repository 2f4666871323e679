#include "model/jump.h"

#include <stdlib.h>
#include <string.h>
#include "model/known.h"
#include "model/store.h"

struct looking {
    struct campaign *c;
    int stage;
    struct arena *a, *read; /* read: of one subject */
    struct subject *subject;
    struct jumps jumps;
    size_t room;
    int services;
};

static unsigned kinds_of(const struct qresult *r, const struct standing *s)
{
    unsigned kinds = 0;
    kinds |= (unsigned)r->open << JUMP_OPEN;
    kinds |= (unsigned)r->deficient << JUMP_DEFICIENT;
    kinds |= (unsigned)(r->state == QS_CANT_TELL) << JUMP_CANT_TELL;
    kinds |= (unsigned)(r->state == QS_NA) << JUMP_NOT_APPLICABLE;
    kinds |= (unsigned)(s->note != NULL) << JUMP_NOTE;
    kinds |= (unsigned)(s->remarks > 0) << JUMP_REMARK;
    kinds |= (unsigned)s->conflict << JUMP_CONFLICT;
    kinds |= (unsigned)(s->unfit || r->unfit) << JUMP_UNFIT;
    return kinds;
}

static void add(struct looking *l, const struct listed *at, int question, unsigned kinds,
                const char *note)
{
    const char *name = at->short_name && at->short_name[0] ? at->short_name : at->name;
    struct jumps *j = &l->jumps;
    if ((size_t)j->n == l->room)
        j->list = mem_grow(j->list, l->room = l->room * 2 + 64, sizeof *j->list);
    j->list[j->n++] = (struct jump){.service = arena_dup(l->a, at->service),
                                    .service_name = at->service[0] ? arena_dup(l->a, name) : NULL,
                                    .question = question,
                                    .kinds = kinds,
                                    .note = arena_copy(l->a, note)};
    for (int kind = 0; kind < JUMP_KINDS; kind++)
        j->counts[kind] += (int)(kinds >> kind & 1);
}

static bool is_asked(const struct question *q, const struct qresult *r)
{
    return r->state != QS_INACTIVE && r->state != QS_UNDECIDED && q->type->id != Q_CALC;
}

/* Of a question that is not asked only a conflict waits: rows count it, and it can be settled. */
static unsigned kinds_at(const struct looking *l, const struct question *q, const struct qresult *r,
                         const struct standing *s)
{
    if (l->stage >= 0 && q->stage != l->stage)
        return 0;
    return kinds_of(r, s) & (is_asked(q, r) ? ~0u : 1u << JUMP_CONFLICT);
}

static bool look(void *arg, const struct listed *at)
{
    struct looking *l = arg;
    struct known k;
    if (at->stopped)
        return true;
    if (at->service[0] && l->services++ >= JUMP_SERVICES) {
        l->jumps.passed_over++;
        return true;
    }
    arena_reset(l->read);
    if (!known_load(l->c, 0, at->body, at->service, KNOWN_REMARKS, l->read, &k, NULL) || !k.block)
        return true;
    l->subject = subject_score(&k.in, l->subject);
    for (int i = 0; i < k.block->nquestions; i++) {
        const struct qresult *r = &l->subject->q[i];
        unsigned kinds = kinds_at(l, &k.block->questions[i], r, &k.standing[i]);
        if (l->subject->state == SUBJECT_UNRATED) /* nothing waits there, as for "next open" */
            kinds &= ~(1u << JUMP_OPEN);
        if (kinds)
            add(l, at, i, kinds, k.standing[i].note);
    }
    return true;
}

/* The list came from the heap while it grew; it is the arena's from now on. */
static void free_list(void *list)
{
    free(list);
}

struct jumps jumps_read(struct campaign *c, const char *body, const char *service, int stage,
                        struct arena *a)
{
    struct looking l = {.c = c, .stage = stage, .a = a, .read = arena_new()};
    db_pin(c->db);
    store_each_subject(c, 0, body, service, look, &l, NULL);
    db_unpin(c->db);
    db_failed(c->db, NULL);
    subject_free(&l.subject);
    arena_free(&l.read);
    arena_on_free(a, free_list, l.jumps.list);
    return l.jumps;
}

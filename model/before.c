/* The campaign before: who was whom, what counted, and whether the question is still the same. */
#include <stdlib.h>
#include <string.h>
#include "model/known.h"
#include "model/store.h"

/* The code that the registry gives for the campaign before; NULL where it gives none. */
static const char *earlier_code(struct campaign *c, int which, const char *body,
                                const char *service, struct arena *a)
{
    struct query *q =
        db_query(c->db, "SELECT previous FROM subject WHERE camp = ? AND body = ? AND service = ?",
                 "itt", which, body, service);
    const char *code = query_row(q) ? query_copy(q, 0, a) : NULL;
    query_done(&q);
    return code;
}

bool before_counterpart(struct campaign *c, int which, const char *body, const char *service,
                        struct arena *a, const char **its_body, const char **its_service)
{
    if (which + 1 >= c->neras)
        return false;
    const char *code = earlier_code(c, which, body, "", a);
    *its_body = code ? code : arena_dup(a, body);
    *its_service = arena_dup(a, service);
    if (!service[0])
        return true;
    code = earlier_code(c, which, body, service, a);
    const char *slash = code ? strchr(code, '/') : NULL;
    if (slash)
        *its_body = arena_dupn(a, code, (size_t)(slash - code));
    if (code)
        *its_service = slash ? slash + 1 : code;
    return true;
}

const char *before_body(struct campaign *c, int which, const char *body, struct arena *a)
{
    const char *code, *service;
    bool there = before_counterpart(c, which, body, "", a, &code, &service) &&
                 store_has(c, which + 1, code, "");
    return there ? code : NULL;
}

/* How well an old item fits today's question: its own id first, then the newest of the ids that
 * `replaces` leads from. 0: another question. */
static int rank(const struct rubric *r, const struct question *q, const char *item)
{
    if (strcmp(q->id, item) == 0)
        return r->nreplaces + 1;
    for (int i = r->nreplaces; i-- > 0;)
        if (strcmp(r->replaces[i].old_id, item) == 0)
            return strcmp(r->replaces[i].new_id, q->id) == 0 ? i + 1 : 0;
    return 0;
}

/* Today's question of an old item, if the item fits it better than the one that was best so far. */
static const struct question *better(const struct known *k, const char *item, int *best)
{
    const struct rubric *r = k->catalogue->rubric;
    enum block_kind kind = k->service[0] ? BLOCK_SERVICE : BLOCK_BODY;
    const struct question *q = catalogue_question(k->catalogue, kind, item);
    if (!q)
        q = catalogue_question(k->catalogue, kind, rubric_current_id(r, item));
    int fit = q ? rank(r, q, item) : 0;
    if (!q || fit <= best[q->index])
        return NULL;
    best[q->index] = fit;
    return q;
}

void before_values(struct campaign *c, int which, struct known *k)
{
    const char *body, *service;
    if (!before_counterpart(c, which, k->body, k->service, k->arena, &body, &service))
        return;
    size_t n = (size_t)k->block->nquestions;
    k->previous = arena_alloc(k->arena, (n + 1) * sizeof *k->previous);
    int *best = arena_alloc(k->arena, (n + 1) * sizeof *best);
    struct query *q = db_query(
        c->db,
        "SELECT item, family, value FROM counted WHERE camp = ? AND body = ? AND service = ?",
        "itt", which + 1, body, service);
    while (query_row(q)) {
        const struct question *now = better(k, query_text(q, 0), best);
        if (now)
            k->previous[now->index] =
                previous_fit(now, query_text(q, 1), query_text(q, 2), k->arena);
    }
    query_done(&q);
}

/* ---- is it still the same question? ---- */

static bool same_number(num x, num y)
{
    return num_is_none(x) || num_is_none(y) ? num_is_none(x) == num_is_none(y) : num_cmp(x, y) == 0;
}

static bool same_steps(const struct question *a, const struct question *b)
{
    if (a->nsteps != b->nsteps)
        return false;
    for (int i = 0; i < a->nsteps; i++)
        if (a->steps[i].has_from != b->steps[i].has_from ||
            (a->steps[i].has_from && !same_number(a->steps[i].from, b->steps[i].from)) ||
            !same_number(a->steps[i].points, b->steps[i].points))
            return false;
    return true;
}

static bool same_choices(const struct question *a, const struct question *b)
{
    if (a->nchoices != b->nchoices)
        return false;
    for (int i = 0; i < a->nchoices; i++)
        if (strcmp(a->choices[i].id, b->choices[i].id) != 0 ||
            !text_same(text_in(&a->choices[i].label, 0), text_in(&b->choices[i].label, 0)) ||
            !same_number(a->choices[i].points, b->choices[i].points))
            return false;
    return true;
}

/* Its words, what can be answered, and what that earns. */
static bool same_question(const struct question *a, const struct question *b)
{
    if (a->type != b->type || !text_same(text_in(&a->ask, 0), text_in(&b->ask, 0)))
        return false;
    if (a->has_min != b->has_min || (a->has_min && !same_number(a->min, b->min)) ||
        a->has_max != b->has_max || (a->has_max && !same_number(a->max, b->max)))
        return false;
    return text_same(text_in(&a->unit, 0), text_in(&b->unit, 0)) && same_number(a->most, b->most) &&
           same_number(a->yes_points, b->yes_points) && same_number(a->no_points, b->no_points) &&
           same_choices(a, b) && same_steps(a, b);
}

static bool fits(const struct question *q, const char *value, struct arena *a)
{
    struct answer ignored;
    const char *why;
    return !value || answer_parse(q, value, a, &ignored, &why);
}

bool before_standing(struct campaign *c, int which, struct known *k, struct err *err)
{
    const char *body, *service;
    if (!before_counterpart(c, which, k->body, k->service, k->arena, &body, &service))
        return true;
    const struct catalogue *old = catalogue_of(c, which + 1, err);
    if (!old)
        return false;
    enum block_kind kind = k->service[0] ? BLOCK_SERVICE : BLOCK_BODY;
    int *best = arena_alloc(k->arena, ((size_t)k->block->nquestions + 1) * sizeof *best);
    struct query *q = db_query(c->db,
                               "SELECT item, value, note FROM head WHERE camp = ? AND body = ? AND"
                               " service = ? AND kind = 'answer'",
                               "itt", which + 1, body, service);
    while (query_row(q)) {
        const char *item = query_text(q, 0), *value = query_text(q, 1), *note = query_text(q, 2);
        const struct question *now = better(k, item, best);
        if (!now)
            continue;
        const struct question *then = catalogue_question(old, kind, item);
        struct standing *s = &k->standing[now->index];
        s->before = value && value[0] ? arena_dup(k->arena, value) : NULL;
        s->before_note = arena_copy(k->arena, note);
        s->before_changed = !then || (old != k->catalogue && !same_question(now, then)) ||
                            !fits(now, s->before, k->arena);
    }
    query_done(&q);
    return true;
}

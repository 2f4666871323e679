#include "forms/compare.h"

#include <stdlib.h>
#include <string.h>
#include "forms/expr.h"
#include "forms/qtype.h"

static const char *const ids[DIFFERENCES] = {
    [DIFFERENT_SCALE] = "scale",
    [DIFFERENT_RATINGS] = "ratings",
    [DIFFERENT_NA] = "not_applicable",
    [DIFFERENT_BODY] = "body_score",
    [DIFFERENT_AGGREGATE] = "aggregate",
    [DIFFERENT_UNRATED] = "unrated",
    [DIFFERENT_CAPS] = "caps",
    [CRITERION_NEW] = "criterion_new",
    [CRITERION_GONE] = "criterion_gone",
    [CRITERION_CHANGED] = "criterion_changed",
    [QUESTION_NEW] = "question_new",
    [QUESTION_GONE] = "question_gone",
    [QUESTION_RENAMED] = "question_renamed",
    [QUESTION_CHANGED] = "question_changed",
    [QUESTION_WEIGHT] = "question_weight",
    [QUESTION_WHEN] = "question_when",
};

const char *difference_id(enum difference d)
{
    return ids[d];
}

struct comparing {
    const struct rubric *was, *now;
    struct rubric_difference *list;
    int n;
};

static void add(struct comparing *x, struct rubric_difference d)
{
    x->list = mem_grow(x->list, (size_t)x->n + 1, sizeof *x->list);
    x->list[x->n++] = d;
}

/* ---- what is the same ---- */

static bool same_number(num a, num b)
{
    return num_is_none(a) || num_is_none(b) ? num_is_none(a) == num_is_none(b) : num_cmp(a, b) == 0;
}

/* The source with the questions that it names under their ids in the new version. */
static void add_source(struct buf *b, const struct rubric *now, const struct expr *e)
{
    struct arena *a = arena_new();
    const char *s = expr_source(e);
    buf_add(b, "");
    while (*s) {
        size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");
        if (*s == '\'') { /* a text is no name */
            for (n = 1; s[n] && s[n] != '\''; n++)
                n += s[n] == '\\' && s[n + 1];
            n += s[n] == '\'';
            buf_addn(b, s, n);
        } else if (n > 0) {
            buf_add(b, rubric_current_id(now, arena_dupn(a, s, n)));
        } else {
            buf_addn(b, s, n = 1);
        }
        s += n;
    }
    arena_free(&a);
}

static bool same_expr(const struct comparing *x, const struct expr *a, const struct expr *b)
{
    if (!a || !b)
        return a == b;
    struct buf was = {0}, now = {0};
    add_source(&was, x->now, a);
    add_source(&now, x->now, b);
    bool same = was.s && now.s && strcmp(was.s, now.s) == 0;
    buf_free(&was);
    buf_free(&now);
    return same;
}

static bool same_ratings(const struct rubric *a, const struct rubric *b)
{
    if (a->nratings != b->nratings || a->rate_exact != b->rate_exact ||
        a->boundary_upper != b->boundary_upper)
        return false;
    for (int i = 0; i < a->nratings; i++)
        if (strcmp(a->ratings[i].id, b->ratings[i].id) != 0 ||
            !same_number(a->ratings[i].from, b->ratings[i].from))
            return false;
    return true;
}

static bool same_body_score(const struct rubric *a, const struct rubric *b)
{
    return !a->service == !b->service && !a->body == !b->body &&
           same_number(a->weight_services, b->weight_services) &&
           same_number(a->weight_own, b->weight_own) && a->services_by == b->services_by &&
           a->unrated_zero == b->unrated_zero;
}

static bool same_unrated(const struct comparing *x, const struct block *a, const struct block *b)
{
    if (a->nunrated != b->nunrated)
        return false;
    for (int i = 0; i < a->nunrated; i++)
        if (strcmp(a->unrated[i].id, b->unrated[i].id) != 0 ||
            !same_expr(x, a->unrated[i].when, b->unrated[i].when))
            return false;
    return true;
}

static bool same_caps(const struct comparing *x, const struct block *a, const struct block *b)
{
    if (a->ncaps != b->ncaps)
        return false;
    for (int i = 0; i < a->ncaps; i++)
        if (!same_expr(x, a->caps[i].when, b->caps[i].when) ||
            strcmp(x->was->ratings[a->caps[i].at_most].id,
                   x->now->ratings[b->caps[i].at_most].id) != 0)
            return false;
    return true;
}

static bool same_choices(const struct question *a, const struct question *b)
{
    if (a->nchoices != b->nchoices)
        return false;
    for (int i = 0; i < a->nchoices; i++)
        if (strcmp(a->choices[i].id, b->choices[i].id) != 0 ||
            !same_number(a->choices[i].points, b->choices[i].points))
            return false;
    return true;
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

static bool same_range(const struct question *a, const struct question *b)
{
    return a->has_min == b->has_min && (!a->has_min || same_number(a->min, b->min)) &&
           a->has_max == b->has_max && (!a->has_max || same_number(a->max, b->max));
}

/* What can be answered, and what it earns. */
static bool same_question(const struct comparing *x, const struct question *a,
                          const struct question *b)
{
    return a->type == b->type && same_number(a->most, b->most) &&
           same_number(a->yes_points, b->yes_points) && same_number(a->no_points, b->no_points) &&
           same_range(a, b) && same_choices(a, b) && same_steps(a, b) &&
           same_expr(x, a->limit, b->limit) && same_expr(x, a->value, b->value);
}

/* ---- blocks ---- */

static const struct block *block_of(const struct rubric *r, enum block_kind kind)
{
    return kind == BLOCK_SERVICE ? r->service : r->body;
}

static const char *parent_id(const struct block *b, int criterion)
{
    int parent = b->criteria[criterion].parent;
    return parent < 0 ? "" : b->criteria[parent].id;
}

static bool is_scored(const struct question *q)
{
    return num_sign(q->most) > 0;
}

static void compare_criteria(struct comparing *x, enum difference kind, enum block_kind block)
{
    const struct block *was = block_of(x->was, block), *now = block_of(x->now, block);
    const struct block *walked = kind == CRITERION_GONE ? was : now;
    const struct block *other = kind == CRITERION_GONE ? now : was;
    for (int i = 0; walked && i < walked->ncriteria; i++) {
        const struct criterion *c = &walked->criteria[i];
        int at = other ? block_criterion(other, c->id) : -1;
        bool differs = at < 0;
        if (kind == CRITERION_CHANGED)
            differs = at >= 0 && (!same_number(c->weight, other->criteria[at].weight) ||
                                  c->aggregate != other->criteria[at].aggregate ||
                                  strcmp(parent_id(walked, i), parent_id(other, at)) != 0);
        if (differs)
            add(x, (struct rubric_difference){kind, block, c->id, NULL, true});
    }
}

/* The new version's question of an old one; NULL: it is gone. */
static const struct question *now_of(const struct comparing *x, enum block_kind block,
                                     const struct question *was)
{
    const struct block *now = block_of(x->now, block);
    return now ? block_question(now, rubric_current_id(x->now, was->id)) : NULL;
}

/* The old one of the new version's: under its own id first, else the one that it replaces. */
static const struct question *was_of(const struct comparing *x, enum block_kind block,
                                     const struct question *now)
{
    const struct block *was = block_of(x->was, block);
    const struct question *own = was ? block_question(was, now->id) : NULL;
    for (int i = 0; was && !own && i < was->nquestions; i++)
        if (now_of(x, block, &was->questions[i]) == now)
            own = &was->questions[i];
    return own;
}

static bool stands_elsewhere(const struct comparing *x, enum block_kind block,
                             const struct question *a, const struct question *b)
{
    const struct block *was = block_of(x->was, block), *now = block_of(x->now, block);
    return !same_number(a->weight, b->weight) ||
           strcmp(was->criteria[a->criterion].id, now->criteria[b->criterion].id) != 0;
}

static bool differs(const struct comparing *x, enum difference kind, enum block_kind block,
                    const struct question *was, const struct question *now)
{
    switch (kind) {
    case QUESTION_RENAMED:
        return strcmp(was->id, now->id) != 0;
    case QUESTION_CHANGED:
        return !same_question(x, was, now);
    case QUESTION_WEIGHT:
        return stands_elsewhere(x, block, was, now);
    default:
        return !same_expr(x, was->when, now->when) || was->required != now->required ||
               was->na != now->na;
    }
}

static void compare_questions(struct comparing *x, enum difference kind, enum block_kind block)
{
    const struct block *walked = block_of(kind == QUESTION_GONE ? x->was : x->now, block);
    for (int i = 0; walked && i < walked->nquestions; i++) {
        const struct question *q = &walked->questions[i];
        struct rubric_difference d = {kind, block, q->id, NULL, is_scored(q)};
        if (kind == QUESTION_GONE) {
            if (!now_of(x, block, q))
                add(x, d);
            continue;
        }
        const struct question *was = was_of(x, block, q);
        if (kind == QUESTION_NEW ? was != NULL : !was || !differs(x, kind, block, was, q))
            continue;
        if (kind == QUESTION_RENAMED) {
            d.old_id = was->id;
            d.bears = false;
        } else if (kind != QUESTION_NEW) {
            d.bears = is_scored(q) || is_scored(was);
        }
        add(x, d);
    }
}

static void compare_rules(struct comparing *x, enum difference kind, enum block_kind block)
{
    const struct block *was = block_of(x->was, block), *now = block_of(x->now, block);
    if (!was || !now)
        return;
    bool same = kind == DIFFERENT_AGGREGATE ? was->aggregate == now->aggregate
                : kind == DIFFERENT_UNRATED ? same_unrated(x, was, now)
                                            : same_caps(x, was, now);
    if (!same)
        add(x, (struct rubric_difference){kind, block, NULL, NULL, true});
}

int rubric_compare(const struct rubric *was, const struct rubric *now,
                   struct rubric_difference **list, struct arena *a)
{
    struct comparing x = {.was = was, .now = now};
    const bool same[] = {
        [DIFFERENT_SCALE] = same_number(was->scale, now->scale) && was->decimals == now->decimals,
        [DIFFERENT_RATINGS] = same_ratings(was, now),
        [DIFFERENT_NA] = was->not_applicable == now->not_applicable,
        [DIFFERENT_BODY] = same_body_score(was, now),
    };
    for (int kind = 0; kind <= DIFFERENT_BODY; kind++)
        if (!same[kind])
            add(&x,
                (struct rubric_difference){(enum difference)kind, BLOCK_SERVICE, NULL, NULL, true});
    for (int kind = DIFFERENT_AGGREGATE; kind < DIFFERENCES; kind++)
        for (int block = BLOCK_SERVICE; block <= BLOCK_BODY; block++)
            if (kind <= DIFFERENT_CAPS)
                compare_rules(&x, (enum difference)kind, (enum block_kind)block);
            else if (kind <= CRITERION_CHANGED)
                compare_criteria(&x, (enum difference)kind, (enum block_kind)block);
            else
                compare_questions(&x, (enum difference)kind, (enum block_kind)block);
    *list = arena_alloc(a, ((size_t)x.n + 1) * sizeof **list);
    if (x.list)
        memcpy(*list, x.list, (size_t)x.n * sizeof *x.list);
    free(x.list);
    return x.n;
}

/* ---- criteria through versions ---- */

static int same_id(const struct block *b, const struct criterion *of)
{
    int i = b ? block_criterion(b, of->id) : -1;
    return i >= 0 && b->criteria[i].level == 0 ? i : -1;
}

/* Is every question of an earlier criterion that is asked still one of this criterion's? */
static bool became(const struct rubric *now, const struct block *b, const struct criterion *of,
                   const struct block *then, const struct criterion *old)
{
    int kept = 0;
    for (int i = 0; i < old->nquestions; i++) {
        const char *id = rubric_current_id(now, then->questions[old->first_question + i].id);
        const struct question *q = block_question(b, id);
        if (!q)
            continue;
        if (q->index < of->first_question || q->index >= of->first_question + of->nquestions)
            return false;
        kept++;
    }
    return kept > 0;
}

int criterion_before(const struct rubric *now, const struct block *b, const struct criterion *of,
                     const struct block *then)
{
    int found = same_id(then, of);
    for (int i = 0; then && found < 0 && i < then->ncriteria; i++)
        if (then->criteria[i].level == 0 && same_id(b, &then->criteria[i]) < 0 &&
            became(now, b, of, then, &then->criteria[i]))
            found = i;
    return found;
}

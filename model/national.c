/* A campaign as a whole, from what is kept of its subjects. */
#include "model/national.h"

#include <stdlib.h>
#include <string.h>
#include "model/figures.h"
#include "model/national_inside.h"
#include "model/report.h"
#include "model/trends_inside.h"

/* ---- questions ---- */

struct question_sum *question_sums_new(const struct block *b, struct arena *a)
{
    size_t n = b ? (size_t)b->nquestions : 0;
    struct question_sum *sums = arena_alloc(a, (n + 1) * sizeof *sums);
    for (size_t i = 0; i < n; i++)
        sums[i].earned = sums[i].most = NUM_ZERO;
    return sums;
}

num question_share(const struct question_sum *q, struct arena *a)
{
    return q->of ? num_div(a, q->earned, q->most) : NUM_NONE;
}

enum tells question_tells(const struct question *q, const struct question_sum *s)
{
    if (num_sign(q->most) <= 0)
        return TELLS_APART;
    if (s->na >= 2 && s->na > s->of)
        return TELLS_NA;
    if (s->of >= 2 && s->below == 0)
        return TELLS_FULL;
    return s->of >= 2 && s->empty == s->of ? TELLS_EMPTY : TELLS_APART;
}

void question_sums_join(struct question_sum *sums, const struct question_sum *more,
                        const struct block *b, struct arena *a)
{
    for (int i = 0; b && i < b->nquestions; i++) {
        struct question_sum *sum = &sums[i];
        const struct question_sum *its = &more[i];
        sum->of += its->of;
        sum->below += its->below;
        sum->empty += its->empty;
        sum->earned = num_keep(a, num_add(a, sum->earned, its->earned));
        sum->most = num_keep(a, num_add(a, sum->most, its->most));
        sum->na += its->na;
        sum->cant_tell += its->cant_tell;
        sum->conflicts += its->conflicts;
        sum->open += its->open;
    }
}

/* ---- reading ---- */

struct gathering {
    struct campaign *c;
    struct national *n;
    struct arena *a;           /* of the result */
    struct arena *short_lived; /* of the body in the making */
    int room;
    bool broken; /* off, or something can't be read */
    struct err *err;
};

static bool take(struct gathering *g, const struct listed *s)
{
    struct national *n = g->n;
    struct question_sum *service, *own;
    if (!progress_step(_("Working out figures"), n->nbodies, g->room, g->err))
        return false;
    if (n->nbodies == g->room)
        return store_no_row(g->c, g->err);
    struct national_body *b = &n->bodies[n->nbodies++];
    arena_reset(g->short_lived);
    if (!national_read_body(g->c, n, s, b, g->a, g->err) ||
        !national_sum_up(g->c, n->which, s->body, &service, &own, &b->evidence_missing,
                         g->short_lived, g->err))
        return false;
    question_sums_join(n->service, service, n->rubric->service, g->a);
    question_sums_join(n->body, own, n->rubric->body, g->a);
    return true;
}

static bool visit(void *arg, const struct listed *s)
{
    struct gathering *g = arg;
    g->broken = !take(g, s);
    return !g->broken;
}

static bool gather(struct gathering *g)
{
    struct campaign *c = g->c;
    struct national *n = g->n;
    g->room = rows_count(c, n->which, NULL);
    n->bodies = arena_alloc(g->a, ((size_t)g->room + 1) * sizeof *n->bodies);
    n->service = question_sums_new(n->rubric->service, g->a);
    n->body = question_sums_new(n->rubric->body, g->a);
    g->short_lived = arena_new();
    bool read = store_each_subject(c, n->which, NULL, "", visit, g, g->err);
    arena_free(&g->short_lived);
    return read && !g->broken;
}

/* ---- what the sums tell ---- */

/* A question in the order of the most deficient. */
struct ordered {
    int question, below;
    num share;
};

static int by_below(const void *x, const void *y)
{
    const struct ordered *p = x, *q = y;
    if (p->below != q->below)
        return q->below - p->below;
    int c = num_cmp(p->share, q->share);
    return c ? c : p->question - q->question;
}

static void list_questions(const struct block *b, const struct question_sum *sums,
                           struct question_lists *l, struct arena *a)
{
    size_t n = b ? (size_t)b->nquestions : 0;
    struct ordered *deficient = arena_alloc(a, (n + 1) * sizeof *deficient);
    l->deficient = arena_alloc(a, (n + 1) * sizeof *l->deficient);
    l->flat = arena_alloc(a, (n + 1) * sizeof *l->flat);
    for (int i = 0; i < (int)n; i++) {
        if (sums[i].below > 0)
            deficient[l->ndeficient++] =
                (struct ordered){i, sums[i].below, question_share(&sums[i], a)};
        if (question_tells(&b->questions[i], &sums[i]) != TELLS_APART)
            l->flat[l->nflat++] = i;
    }
    qsort(deficient, (size_t)l->ndeficient, sizeof *deficient, by_below);
    for (int i = 0; i < l->ndeficient; i++)
        l->deficient[i] = deficient[i].question;
}

static void cover(struct national *n)
{
    struct coverage *all = &n->coverage;
    for (int i = 0; i < n->nbodies; i++) {
        const struct national_body *b = &n->bodies[i];
        all->bodies++;
        all->complete += b->state == SUBJECT_RATED;
        all->unrated += b->state == SUBJECT_UNRATED;
        all->incomplete += b->state == SUBJECT_INCOMPLETE;
        all->services += b->nservices;
        all->rated += b->nrated;
        all->services_incomplete += b->nincomplete;
        all->stopped += b->nstopped;
        all->services_unrated += b->nservices - b->nrated - b->nincomplete - b->nstopped;
        all->reviews[b->review]++;
        all->changed += b->changed;
        all->asked += b->asked;
        all->answered += b->answered;
        all->not_applicable += b->not_applicable;
        all->cant_tell += b->cant_tell;
        all->conflicts += b->conflicts;
        all->evidence_missing += b->evidence_missing;
    }
    all->open = all->asked - all->answered - all->cant_tell - all->conflicts;
}

/* How the campaign before was measured. */
static bool look_back(struct campaign *c, struct national *n, struct arena *a, struct err *err)
{
    struct trends t;
    if (n->which + 1 >= c->neras)
        return true;
    if (!trends_begin(c, n->which, 0, &t, a, err))
        return false;
    n->rubric_before = t.column[t.ncolumns - 2].rubric;
    n->comparable = t.column[t.ncolumns - 1].comparable;
    return true;
}

bool national_read(struct campaign *c, int which, struct national *n, struct arena *a,
                   struct err *err)
{
    struct gathering g = {.c = c, .n = n, .a = a, .err = err};
    const struct catalogue *k = catalogue_of(c, which, err);
    memset(n, 0, sizeof *n);
    if (!k)
        return false;
    n->which = which;
    n->rubric = k->rubric;
    n->campaign = c->eras[which].name;
    db_pin(c->db);
    bool ok = look_back(c, n, a, err) && gather(&g);
    db_unpin(c->db);
    if (db_failed(c->db, err) || !ok)
        return false;
    list_questions(n->rubric->service, n->service, &n->services, a);
    list_questions(n->rubric->body, n->body, &n->own, a);
    cover(n);
    national_rank(n);
    return true;
}

#include "model/scorecard.h"

#include <stdlib.h>
#include <string.h>
#include "model/scorecard_inside.h"

static void each_of(const struct subject *subject, const struct subject_input *in,
                    const struct standing *standing, int service,
                    void (*f)(void *arg, const struct asked_at *at), void *arg)
{
    int n = subject->block && subject->state != SUBJECT_STOPPED ? subject->block->nquestions : 0;
    for (int i = 0; i < n; i++) {
        struct asked_at at = {service, subject, &subject->block->questions[i], &in->answers[i],
                              &standing[i]};
        f(arg, &at);
    }
}

void scorecard_each(const struct body_full *b, void (*f)(void *arg, const struct asked_at *at),
                    void *arg)
{
    each_of(b->own, &b->own_in, b->own_standing, -1, f, arg);
    for (int i = 0; i < b->nservices; i++)
        each_of(b->services[i].subject, &b->services[i].in, b->services[i].standing, i, f, arg);
}

/* ---- who answered when ---- */

struct counting {
    struct worker *list; /* from the heap while it grows */
    int n;
};

static void count_answer(void *arg, const struct asked_at *at)
{
    struct counting *x = arg;
    const struct standing *s = at->standing;
    int i = 0;
    if (!s->by || (!s->value && !s->conflict))
        return;
    while (i < x->n && strcmp(x->list[i].by, s->by) != 0)
        i++;
    if (i == x->n) {
        x->list = mem_grow(x->list, (size_t)x->n + 1, sizeof *x->list);
        x->list[x->n++] = (struct worker){s->by, s->at, s->at, 0};
    }
    struct worker *w = &x->list[i];
    w->answers++;
    w->first = strcmp(s->at, w->first) < 0 ? s->at : w->first;
    w->last = strcmp(s->at, w->last) > 0 ? s->at : w->last;
}

static int by_work(const void *a, const void *b)
{
    const struct worker *x = a, *y = b;
    return x->answers != y->answers ? y->answers - x->answers : strcmp(x->by, y->by);
}

static void read_workers(struct scorecard *s, struct arena *a)
{
    struct counting x = {.n = 0};
    scorecard_each(s->body, count_answer, &x);
    if (x.n > 0)
        qsort(x.list, (size_t)x.n, sizeof *x.list, by_work);
    s->workers = arena_alloc(a, ((size_t)x.n + 1) * sizeof *s->workers);
    for (int i = 0; i < x.n; i++)
        s->workers[i] = x.list[i];
    s->nworkers = x.n;
    free(x.list);
}

/* ---- weakest questions ---- */

static void read_weakest(struct scorecard *s, struct arena *a)
{
    int n, kept = 0;
    s->weakest = body_weakest(s->body, a, &n);
    for (int i = 0; i < n; i++)
        if (s->weakest[i].below > 0)
            s->weakest[kept++] = s->weakest[i];
    s->nweakest = kept;
}

/* ---- all of it ---- */

static bool read_review(struct campaign *c, int which, struct scorecard *s, struct arena *a,
                        struct err *err)
{
    const char *body = s->body->code;
    struct query *q =
        db_query(c->db, "SELECT pos FROM subject WHERE camp = ? AND body = ? AND service = ''",
                 "it", which, body);
    s->pos = query_row(q) ? (int)query_int(q, 0) : 0;
    query_done(&q);
    s->of = rows_count(c, which, NULL);
    review_read(c, which, body, s->body->inspector, &s->review, a);
    s->since = (struct review_since){.state = REVIEW_UNASSIGNED};
    return which != 0 || review_since(c, body, &s->since, a, err);
}

static bool read_all(struct campaign *c, int which, struct scorecard *s, struct arena *a,
                     struct err *err)
{
    s->earlier = s->proposals.before;
    s->earlier_name = which + 1 < campaign_count(c) ? campaign_name(c, which + 1) : NULL;
    read_workers(s, a);
    read_weakest(s, a);
    return read_review(c, which, s, a, err) && scorecard_compare(c, which, s, a, err) &&
           scorecard_look_at(c, which, s, a, err) && !db_failed(c->db, err);
}

bool scorecard_read(struct campaign *c, int which, const char *body, int language,
                    const char *today, struct scorecard *s, struct arena *a, struct err *err)
{
    memset(s, 0, sizeof *s);
    db_pin(c->db);
    s->body = body_load(c, which, body, err);
    bool proposed =
        s->body && proposals_read(c, which, s->body, language, today, &s->proposals, a, err);
    bool ok = proposed && read_all(c, which, s, a, err);
    db_unpin(c->db);
    if (!proposed)
        body_unload(&s->body);
    else if (!ok)
        scorecard_free(s);
    return ok;
}

void scorecard_free(struct scorecard *s)
{
    proposals_free(&s->proposals);
    body_unload(&s->body);
    s->earlier = NULL;
}

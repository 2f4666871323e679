/* A body: its own questions and its services together (rubric.md part 4, Body). */
#include <stdlib.h>
#include <string.h>
#include "forms/score_in.h"

int rating_counting(enum subject_state state, int final_rating, int computed)
{
    return state == SUBJECT_RATED && final_rating >= 0 ? final_rating : computed;
}

struct service_part service_part_of(const struct subject *s, int final_rating, struct arena *a)
{
    num *gains = arena_alloc(a, (size_t)s->ndeficiencies * sizeof *gains);
    for (int i = 0; i < s->ndeficiencies; i++)
        gains[i] = s->q[s->deficiencies[i]].gain;
    return (struct service_part){s->state,    s->unrated,      s->rating, final_rating,    s->f,
                                 s->criteria, s->deficiencies, gains,     s->ndeficiencies};
}

enum which { SO_FAR, LOW, HIGH, SCORE };

static num figure(const struct figures *f, enum which w)
{
    const num all[] = {f->so_far, f->low, f->high, f->score};
    return all[w];
}

static void set_figure(struct figures *f, enum which w, num x)
{
    num *all[] = {&f->so_far, &f->low, &f->high, &f->score};
    *all[w] = x;
}

/* What a service brings to the services' own figure; none: it is left out. */
static num contribution(const struct rubric *r, const struct service_part *p, enum which w)
{
    switch (p->state) {
    case SUBJECT_RATED:
    case SUBJECT_INCOMPLETE:
        return figure(&p->f, w);
    case SUBJECT_UNRATED:
        return r->unrated_zero && p->unrated != UNRATED_NO_SCORE ? NUM_ZERO : NUM_NONE;
    case SUBJECT_STOPPED:
        break;
    }
    return NUM_NONE;
}

/* Mean or lowest over the services; `gain`, where not NULL, is added to each one's figure. */
static num over_services(const struct rubric *r, const struct service_part *parts, int n,
                         enum which w, const num *gain, struct arena *a)
{
    num sum = NUM_ZERO, lowest = NUM_NONE;
    int count = 0;
    for (int i = 0; i < n; i++) {
        num x = contribution(r, &parts[i], w);
        if (num_is_none(x))
            continue;
        if (gain && !num_is_none(gain[i]))
            x = num_add(a, x, gain[i]);
        sum = num_add(a, sum, x);
        count++;
        if (num_is_none(lowest) || num_cmp(x, lowest) < 0)
            lowest = x;
    }
    if (r->services_by == AGG_LOWEST)
        return lowest;
    return count ? num_div(a, sum, num_int(count)) : NUM_NONE;
}

/* (Ws·services + Wo·own) / (Ws + Wo), a part without a figure left out. */
static num combine(const struct rubric *r, num services, num own, struct arena *a)
{
    if (!r->service)
        return own;
    if (!r->body)
        return services;
    num top = NUM_ZERO, bottom = NUM_ZERO;
    if (!num_is_none(services)) {
        top = num_mul(a, r->weight_services, services);
        bottom = r->weight_services;
    }
    if (!num_is_none(own)) {
        top = num_add(a, top, num_mul(a, r->weight_own, own));
        bottom = num_add(a, bottom, r->weight_own);
    }
    return num_div(a, top, bottom);
}

static void count_services(struct body_result *b, const struct service_part *parts, int n)
{
    b->nservices = n;
    for (int i = 0; i < n; i++) {
        const struct service_part *p = &parts[i];
        int rating = p->final_rating >= 0 ? p->final_rating : p->rating;
        b->nstopped += p->state == SUBJECT_STOPPED;
        b->nincomplete += p->state == SUBJECT_INCOMPLETE;
        b->nrated += p->state == SUBJECT_RATED;
        if (p->state == SUBJECT_RATED && rating >= 0)
            b->rating_counts[rating]++;
        if (p->state == SUBJECT_UNRATED && p->unrated >= 0)
            b->unrated_counts[p->unrated]++;
        b->nno_score += p->state == SUBJECT_UNRATED && p->unrated == UNRATED_NO_SCORE;
    }
}

/* Its words are checked when the rubric is loaded. */
int counted_services(const void *arg, const char *what)
{
    const struct counted *c = arg;
    const struct body_result *b = c->b;
    const struct {
        const char *word;
        int n;
    } states[] = {{"all", b->nservices},
                  {"rated", b->nrated},
                  {"stopped", b->nstopped},
                  {"incomplete", b->nincomplete},
                  {"no_score", b->nno_score},
                  {"unrated", b->nservices - b->nrated - b->nstopped - b->nincomplete}};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(states[i].word, what) == 0)
            return states[i].n;
    int rating = rubric_rating(c->r, what);
    if (rating >= 0)
        return b->rating_counts[rating];
    int unrated = c->r->service ? block_unrated(c->r->service, what) : UNRATED_NONE;
    return unrated >= 0 ? b->unrated_counts[unrated] : 0;
}

static void mean_criteria(struct body_result *b, const struct rubric *r,
                          const struct service_part *parts, int n)
{
    for (int c = 0; r->service && c < r->service->ncriteria; c++)
        for (enum which w = SO_FAR; w <= SCORE; w++) {
            num sum = NUM_ZERO;
            int count = 0;
            for (int i = 0; i < n; i++) {
                const struct service_part *p = &parts[i];
                bool in = p->state == SUBJECT_RATED || p->state == SUBJECT_INCOMPLETE;
                num x = in && p->criteria ? figure(&p->criteria[c], w) : NUM_NONE;
                if (num_is_none(x))
                    continue;
                sum = num_add(b->arena, sum, x);
                count++;
            }
            bool missing = !count || (w == SCORE && b->nincomplete);
            set_figure(&b->service_criteria[c], w,
                       missing ? NUM_NONE : num_div(b->arena, sum, num_int(count)));
        }
}

static void body_figures(struct body_result *b, const struct rubric *r, const struct subject *own,
                         const struct service_part *parts, int n)
{
    bool closed = own->nopen == 0 && b->nincomplete == 0;
    b->own = own->f;
    for (enum which w = SO_FAR; w <= SCORE; w++) {
        bool no_score = w == SCORE && b->nincomplete;
        num services =
            r->service && !no_score ? over_services(r, parts, n, w, NULL, b->arena) : NUM_NONE;
        num mine = figure(&own->f, w);
        set_figure(&b->service_mean, w, services);
        if (w != SCORE || closed)
            set_figure(&b->f, w, combine(r, services, mine, b->arena));
    }
}

static void no_figures(struct body_result *b, const struct rubric *r)
{
    b->f = b->own = b->service_mean = (struct figures){NUM_NONE, NUM_NONE, NUM_NONE, NUM_NONE};
    for (int c = 0; r->service && c < r->service->ncriteria; c++)
        b->service_criteria[c] = b->f;
}

static void judge_body(struct body_result *b, const struct rubric *r, const struct subject *own,
                       const struct subject_input *own_in)
{
    struct counted counted = {b, r};
    struct view v = {
        .s = own, .in = own_in, .services = counted_services, .services_arg = &counted};
    struct expr_env env = score_env(&v, b->arena);
    bool closed = own->nopen == 0 && b->nincomplete == 0;
    if (r->body)
        b->unrated = unrated_rule(r->body, &env);
    if (b->unrated == UNRATED_NONE && closed && num_is_none(b->f.score))
        b->unrated = UNRATED_NO_SCORE;
    if (b->unrated != UNRATED_NONE) {
        b->state = SUBJECT_UNRATED;
        no_figures(b, r);
        return;
    }
    b->state = closed ? SUBJECT_RATED : SUBJECT_INCOMPLETE;
    b->has_own = r->body != NULL;
    b->has_service_mean = r->service != NULL;
    b->held = r->body ? caps_held(r->body, &env) : -1;
    if (!closed)
        return;
    b->rating_computed = rating_of(r, b->f.score);
    b->rating = rating_under(b->rating_computed, b->held);
    if (r->body)
        b->ncapped = caps_below(r->body, &env, b->rating_computed, &b->capped, b->arena);
}

/* The gains of the body's own deficiencies, in the body's low. */
static void own_gains(struct body_result *b, const struct rubric *r, const struct subject *own)
{
    int n = own->block ? own->block->nquestions : 0;
    b->own_gains = arena_alloc(b->arena, (size_t)n * sizeof(num));
    b->deficiencies = arena_alloc(b->arena, (size_t)n * sizeof(int));
    for (int q = 0; q < n; q++) {
        b->own_gains[q] = NUM_NONE;
        if (!own->q[q].deficient)
            continue;
        b->deficiencies[b->ndeficiencies++] = q;
        num low = num_add(b->arena, own->f.low, own->q[q].gain);
        if (!num_is_none(b->f.low))
            b->own_gains[q] =
                num_sub(b->arena, combine(r, b->service_mean.low, low, b->arena), b->f.low);
    }
    sort_by_gain(b->deficiencies, b->ndeficiencies, b->own_gains, b->arena);
}

struct body_result *body_score(const struct subject_input *own_in, const struct subject *own,
                               const struct service_part *services, int n)
{
    const struct rubric *r = own_in->rubric;
    struct body_result *b = mem_alloc(sizeof *b);
    struct arena *a = arena_new();
    *b = (struct body_result){
        .arena = a, .unrated = UNRATED_NONE, .rating = -1, .rating_computed = -1, .held = -1};
    b->unrated_counts =
        arena_alloc(a, (r->service ? (size_t)r->service->nunrated : 0) * sizeof(int));
    b->rating_counts = arena_alloc(a, (size_t)r->nratings * sizeof(int));
    b->service_criteria =
        arena_alloc(a, (r->service ? (size_t)r->service->ncriteria : 0) * sizeof(struct figures));
    count_services(b, services, n);
    body_figures(b, r, own, services, n);
    mean_criteria(b, r, services, n);
    judge_body(b, r, own, own_in);
    own_gains(b, r, own);
    return b;
}

/* ---- proposals ---- */

static num proposal_gain(const struct body_result *b, const struct rubric *r,
                         const struct service_part *parts, int n, const num *gain)
{
    if (num_is_none(b->f.low))
        return NUM_NONE;
    num services = over_services(r, parts, n, LOW, gain, b->arena);
    return num_sub(b->arena, combine(r, services, b->own.low, b->arena), b->f.low);
}

/* The proposal of service question q; false where it is deficient nowhere. */
static bool propose(struct proposal *p, const struct body_result *b, const struct rubric *r, int q,
                    const struct service_part *parts, int n)
{
    num *gain = arena_alloc(b->arena, (size_t)n * sizeof *gain);
    *p = (struct proposal){.question = q,
                           .services = arena_alloc(b->arena, (size_t)n * sizeof(int))};
    for (int i = 0; i < n; i++)
        for (int k = 0; k < parts[i].ndeficiencies; k++)
            if (parts[i].deficiencies[k] == q) {
                gain[i] = parts[i].gains[k];
                p->services[p->nservices++] = i;
            }
    if (p->nservices)
        p->gain = proposal_gain(b, r, parts, n, gain);
    return p->nservices > 0;
}

/* Largest gain first; the rubric's order (service before body) among equals. */
static int proposal_order(const void *x, const void *y)
{
    const struct proposal *a = x, *b = y;
    bool none_a = num_is_none(a->gain), none_b = num_is_none(b->gain);
    if (none_a != none_b)
        return none_a - none_b;
    int c = none_a ? 0 : num_cmp(b->gain, a->gain);
    if (!c)
        c = a->own - b->own;
    return c ? c : a->question - b->question;
}

void body_proposals(struct body_result *b, const struct rubric *r, const struct subject *own,
                    const struct service_part *services, int n)
{
    int asked = r->service ? r->service->nquestions : 0;
    uint8_t *stands = arena_alloc(b->arena, (size_t)asked + 1);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < services[i].ndeficiencies; k++)
            stands[services[i].deficiencies[k]] = 1;
    b->proposals = arena_alloc(b->arena, (size_t)(asked + b->ndeficiencies) * sizeof *b->proposals);
    b->nproposals = 0;
    for (int q = 0; q < asked; q++)
        if (stands[q] && propose(&b->proposals[b->nproposals], b, r, q, services, n))
            b->nproposals++;
    for (int i = 0; i < b->ndeficiencies; i++) {
        int q = b->deficiencies[i];
        b->proposals[b->nproposals++] =
            (struct proposal){.question = q, .own = true, .gain = b->own_gains[q]};
    }
    qsort(b->proposals, (size_t)b->nproposals, sizeof *b->proposals, proposal_order);
    (void)own;
}

void body_free(struct body_result **b)
{
    if (!*b)
        return;
    arena_free(&(*b)->arena);
    free(*b);
    *b = NULL;
}

/* ---- weakest questions ---- */

static int weak_order(const void *x, const void *y)
{
    const struct weak *a = x, *b = y;
    int c = num_cmp(a->share, b->share);
    return c ? c : a->question - b->question;
}

struct weak *weakest(const struct rubric *r, const struct subject *const *services, int nservices,
                     struct arena *a, int *n)
{
    *n = 0;
    if (!r->service)
        return NULL;
    struct weak *list = arena_alloc(a, (size_t)r->service->nquestions * sizeof *list);
    for (int q = 0; q < r->service->nquestions; q++) {
        struct weak w = {.question = q};
        num earned = NUM_ZERO, most = NUM_ZERO;
        for (int i = 0; i < nservices; i++) {
            const struct subject *s = services[i];
            bool in = s->state == SUBJECT_RATED || s->state == SUBJECT_INCOMPLETE;
            if (!in || s->q[q].state != QS_ANSWERED || num_sign(s->q[q].most) <= 0)
                continue;
            w.of++;
            w.below += s->q[q].deficient;
            earned = num_add(a, earned, s->q[q].earned);
            most = num_add(a, most, s->q[q].most);
        }
        w.share = num_div(a, earned, most);
        if (w.of)
            list[(*n)++] = w;
    }
    qsort(list, (size_t)*n, sizeof *list, weak_order);
    return list;
}

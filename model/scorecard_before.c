/* What a scorecard says of the year before: the same services, and the criteria. */
#include <string.h>
#include "model/scorecard_inside.h"

/* ---- the same services ---- */

/* The score that a service had then; none: it had none, or was not there. Mostly it was a service
 * of the same body, which is at hand. */
static num score_then(struct campaign *c, int which, const struct scorecard *s, const char *body,
                      const char *service, struct arena *a)
{
    const struct body_full *e = s->earlier;
    if (e && strcmp(e->code, body) == 0) {
        int i = body_service(e, service);
        return i >= 0 ? e->services[i].subject->f.score : NUM_NONE;
    }
    struct known k;
    struct arena *read = arena_new();
    num score = NUM_NONE;
    if (store_has(c, which, body, service) &&
        known_load(c, which, body, service, 0, read, &k, NULL)) {
        struct subject *then = subject_score(&k.in, NULL);
        score = num_keep(a, then->f.score);
        subject_free(&then);
    }
    arena_free(&read);
    return score;
}

static void match(struct campaign *c, int which, struct scorecard *s, struct arena *a)
{
    struct matched *m = &s->matched;
    num then = NUM_ZERO, now = NUM_ZERO;
    for (int i = 0; i < s->body->nservices; i++) {
        const struct service_full *f = &s->body->services[i];
        const char *body, *service;
        if (num_is_none(f->subject->f.score) ||
            !before_counterpart(c, which, s->body->code, f->code, a, &body, &service))
            continue;
        num was = score_then(c, which + 1, s, body, service, a);
        if (num_is_none(was))
            continue;
        m->n++;
        then = num_add(a, then, was);
        now = num_add(a, now, f->subject->f.score);
    }
    m->before = m->n ? num_div(a, then, num_int(m->n)) : NUM_NONE;
    m->now = m->n ? num_div(a, now, num_int(m->n)) : NUM_NONE;
}

/* ---- criteria ---- */

static const struct figures nothing = {{0, 0}, {0, 0}, {0, 0}, {0, 0}};

static void add_criteria(struct scorecard *s, const struct block *b, const struct block *then,
                         const struct figures *now, const struct figures *before)
{
    for (int i = 0; b && i < b->ncriteria; i++) {
        const struct criterion *of = &b->criteria[i];
        if (of->level > 0)
            continue;
        int was = before ? criterion_before(s->body->rubric, b, of, then) : -1;
        s->criteria[s->ncriteria++] = (struct scorecard_criterion){
            of, b->kind == BLOCK_BODY, now[i], was >= 0 ? before[was] : nothing};
    }
}

bool scorecard_compare(struct campaign *c, int which, struct scorecard *s, struct arena *a,
                       struct err *err)
{
    const struct rubric *r = s->body->rubric;
    const struct body_full *e = s->earlier;
    size_t n = (r->service ? (size_t)r->service->ncriteria : 0) +
               (r->body ? (size_t)r->body->ncriteria : 0);
    s->criteria = arena_alloc(a, (n + 1) * sizeof *s->criteria);
    add_criteria(s, r->service, e ? e->rubric->service : NULL, s->body->result->service_criteria,
                 e ? e->result->service_criteria : NULL);
    add_criteria(s, r->body, e ? e->rubric->body : NULL, s->body->own->criteria,
                 e ? e->own->criteria : NULL);
    s->matched = (struct matched){.before = NUM_NONE, .now = NUM_NONE, .rubric_now = r->version};
    if (which + 1 >= campaign_count(c))
        return true;
    const struct catalogue *then = catalogue_of(c, which + 1, err);
    if (!then)
        return false;
    s->matched.rubric_before = then->rubric->version;
    s->matched.rubric_changed =
        strcmp(campaign_rubric_sha256(c, which), campaign_rubric_sha256(c, which + 1)) != 0;
    match(c, which, s, a);
    return true;
}

/* From an evaluated subject or body to the figures that are kept of it. */
#include "model/figures.h"

#include <string.h>
#include "model/outcomes.h"

uint64_t stage_bit(int stage)
{
    return UINT64_C(1) << (stage < 62 ? stage : 62);
}

/* ---- tallies ---- */

static void tally_begin(struct tally *t, const struct rubric *r, struct arena *a)
{
    *t = (struct tally){.worst = -1};
    t->stage_asked = arena_alloc(a, ((size_t)r->nstages + 1) * sizeof(int));
    t->stage_answered = arena_alloc(a, ((size_t)r->nstages + 1) * sizeof(int));
}

/* A question is asked where it is answered (n/a and can't tell too) or still open; what is not
 * asked yet, or optional and left alone, is not. */
static void tally_question(struct tally *t, const struct question *q, const struct qresult *r)
{
    if (r->deficient) {
        t->deficiencies++;
        t->worst = q->severity > t->worst ? q->severity : t->worst;
    }
    t->cant_tell += r->state == QS_CANT_TELL;
    t->not_applicable += r->state == QS_NA;
    if (q->type->id == Q_CALC || r->state == QS_UNDECIDED || r->state == QS_INACTIVE)
        return;
    if (r->open)
        t->open |= stage_bit(q->stage);
    bool answered = r->state == QS_ANSWERED || r->state == QS_NA;
    if (!answered && r->state != QS_CANT_TELL && !r->open)
        return;
    t->asked++;
    t->stage_asked[q->stage]++;
    t->answered += answered;
    t->stage_answered[q->stage] += answered;
}

static void tally_subject(struct tally *t, const struct known *k, const struct subject *s,
                          struct arena *a)
{
    tally_begin(t, k->catalogue->rubric, a);
    if (!k->block || s->state == SUBJECT_STOPPED)
        return;
    for (int i = 0; i < k->block->nquestions; i++)
        tally_question(t, &k->block->questions[i], &s->q[i]);
    if (s->state == SUBJECT_UNRATED)
        t->open = 0;
    t->conflicts = k->conflicts;
    t->notes = k->notes;
}

static void tally_add(struct tally *t, const struct tally *more, int nstages)
{
    t->asked += more->asked;
    t->answered += more->answered;
    t->worst = more->worst > t->worst ? more->worst : t->worst;
    t->cant_tell += more->cant_tell;
    t->not_applicable += more->not_applicable;
    t->conflicts += more->conflicts;
    t->notes += more->notes;
    for (int i = 0; i < nstages; i++) {
        t->stage_asked[i] += more->stage_asked[i];
        t->stage_answered[i] += more->stage_answered[i];
    }
}

/* ---- figures ---- */

static struct figures keep(struct arena *a, const struct figures *f)
{
    return (struct figures){num_keep(a, f->so_far), num_keep(a, f->low), num_keep(a, f->high),
                            num_keep(a, f->score)};
}

static struct figures *keep_all(struct arena *a, const struct figures *list, int n)
{
    struct figures *kept = arena_alloc(a, ((size_t)n + 1) * sizeof *kept);
    for (int i = 0; list && i < n; i++)
        kept[i] = keep(a, &list[i]);
    return kept;
}

static void *keep_ints(struct arena *a, const int *list, int n)
{
    int *kept = arena_alloc(a, ((size_t)n + 1) * sizeof *kept);
    if (list && n > 0)
        memcpy(kept, list, (size_t)n * sizeof *kept);
    return kept;
}

static void print(struct figs *f, const struct rubric *r, const struct figures *exact,
                  struct arena *a)
{
    f->f = keep(a, exact);
    f->score = figure_units(r, exact->score);
    f->so_far = figure_units(r, exact->so_far);
    f->low = figure_units(r, exact->low);
    f->high = figure_units(r, exact->high);
    f->rating_low = rating_of(r, exact->low);
    f->rating_high = rating_of(r, exact->high);
}

void figs_of_service(struct figs *f, const struct known *k, const struct subject *s,
                     struct arena *a)
{
    const struct rubric *r = k->catalogue->rubric;
    *f = (struct figs){.state = s->state,
                       .unrated = s->unrated,
                       .rating = s->rating,
                       .computed = s->rating_computed,
                       .held = s->held,
                       .ndeficiencies = s->ndeficiencies};
    print(f, r, &s->f, a);
    f->criteria = keep_all(a, s->criteria, k->block ? k->block->ncriteria : 0);
    f->deficiencies = keep_ints(a, s->deficiencies, s->ndeficiencies);
    f->gains = arena_alloc(a, ((size_t)s->ndeficiencies + 1) * sizeof *f->gains);
    for (int i = 0; i < s->ndeficiencies; i++)
        f->gains[i] = num_keep(a, s->q[s->deficiencies[i]].gain);
    f->outcomes = outcomes_of(s, s->state != SUBJECT_UNRATED, a);
    tally_subject(&f->t, k, s, a);
    f->open_all = f->t.open;
}

/* Different questions that are deficient in any of the services. */
static int different(const struct rubric *r, const struct figs *const *services, int n,
                     struct arena *a)
{
    int count = 0;
    if (!r->service)
        return 0;
    bool *seen = arena_alloc(a, (size_t)r->service->nquestions + 1);
    for (int i = 0; i < n; i++) {
        for (int d = 0; d < services[i]->ndeficiencies; d++) {
            bool *it = &seen[services[i]->deficiencies[d]];
            count += !*it;
            *it = true;
        }
    }
    return count;
}

static void total(struct figs *f, const struct rubric *r, const struct figs *const *services, int n,
                  struct arena *a)
{
    tally_begin(&f->t, r, a);
    tally_add(&f->t, &f->own_t, r->nstages);
    f->open_all = f->own_t.open;
    for (int i = 0; i < n; i++) {
        tally_add(&f->t, &services[i]->t, r->nstages);
        f->open_all |= services[i]->t.open;
    }
    f->t.open = f->own_t.open;
    f->t.deficiencies = f->own_t.deficiencies + different(r, services, n, a);
}

void figs_of_body(struct figs *f, const struct known *own, const struct subject *s,
                  const struct figs *const *services, int n, const struct body_result *b,
                  struct arena *a)
{
    const struct rubric *r = own->catalogue->rubric;
    *f = (struct figs){.state = b->state,
                       .unrated = b->unrated,
                       .rating = b->rating,
                       .computed = b->rating_computed,
                       .held = b->held,
                       .ndeficiencies = b->ndeficiencies,
                       .own_state = s->state,
                       .nservices = b->nservices,
                       .nstopped = b->nstopped,
                       .nincomplete = b->nincomplete,
                       .nrated = b->nrated,
                       .nno_score = b->nno_score};
    print(f, r, &b->f, a);
    f->own = keep(a, &b->own);
    f->service_mean = keep(a, &b->service_mean);
    f->has_own = b->has_own;
    f->has_service_mean = b->has_service_mean;
    bool none = b->state == SUBJECT_UNRATED;
    f->criteria = keep_all(a, none ? NULL : s->criteria, r->body ? r->body->ncriteria : 0);
    f->service_criteria = keep_all(a, b->service_criteria, r->service ? r->service->ncriteria : 0);
    f->deficiencies = keep_ints(a, b->deficiencies, b->ndeficiencies);
    f->gains = arena_alloc(a, ((size_t)b->ndeficiencies + 1) * sizeof *f->gains);
    for (int i = 0; i < b->ndeficiencies; i++)
        f->gains[i] = num_keep(a, b->own_gains[b->deficiencies[i]]);
    f->unrated_counts = keep_ints(a, b->unrated_counts, r->service ? r->service->nunrated : 0);
    f->rating_counts = keep_ints(a, b->rating_counts, r->nratings);
    f->outcomes = outcomes_of(s, !none && s->state != SUBJECT_UNRATED, a);
    tally_subject(&f->own_t, own, s, a);
    if (b->state == SUBJECT_UNRATED)
        f->own_t.open = 0;
    total(f, r, services, n, a);
}

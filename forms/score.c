#include <stdlib.h>
#include "forms/qtype.h"
#include "forms/score_in.h"

const char *subject_state_id(enum subject_state s, enum block_kind kind)
{
    static const char *const ids[] = {"rated", "incomplete", "unrated", "stopped"};
    return s == SUBJECT_RATED && kind == BLOCK_BODY ? "complete" : ids[s];
}

/* ---- what expressions see ---- */

static struct value view_value(void *self, int q)
{
    const struct view *v = self;
    const struct qresult *r = &v->s->q[q];
    return r->state == QS_ANSWERED ? r->value : (struct value){.type = VT_NULL};
}

static bool view_answered(void *self, int q)
{
    const struct view *v = self;
    return v->s->q[q].state == QS_ANSWERED;
}

static bool view_na(void *self, int q)
{
    const struct view *v = self;
    return v->s->q[q].state == QS_NA;
}

static num view_points(void *self, int q)
{
    const struct view *v = self;
    return v->s->q[q].state == QS_ANSWERED ? v->s->q[q].earned : NUM_NONE;
}

static struct value view_previous(void *self, int q)
{
    const struct view *v = self;
    return v->in->previous ? v->in->previous[q] : (struct value){.type = VT_NULL};
}

static const char *view_attr(void *self, const char *name)
{
    const struct view *v = self;
    return v->in->attr ? v->in->attr(v->in->attr_arg, name) : NULL;
}

static int view_deficient(void *self, int criterion, int severity)
{
    const struct view *v = self;
    const struct block *b = v->s->block;
    int first = criterion < 0 ? 0 : b->criteria[criterion].first_question;
    int end = criterion < 0 ? b->nquestions : first + b->criteria[criterion].nquestions;
    int n = 0;
    for (int q = first; q < end; q++)
        n += v->s->q[q].deficient && b->questions[q].severity >= severity &&
             !(v->taken && v->taken[q]);
    return n;
}

static int view_services(void *self, const char *what)
{
    const struct view *v = self;
    return v->services ? v->services(v->services_arg, what) : 0;
}

struct expr_env score_env(struct view *v, struct arena *a)
{
    return (struct expr_env){
        v->s->rubric, v->s->block,   a,         view_value,     view_answered, view_na,
        view_points,  view_previous, view_attr, view_deficient, view_services, v};
}

/* ---- one question (rubric.md part 3) ---- */

struct waiting {
    const struct subject *s;
    bool yes;
};

static void note_waiting(int q, void *arg)
{
    struct waiting *w = arg;
    const struct qresult *r = &w->s->q[q];
    w->yes |= r->pending || r->state == QS_UNDECIDED;
}

/* Does a question that stands in e (outside previous) still wait for its answer? */
static bool waits(const struct subject *s, const struct expr *e)
{
    struct waiting w = {s, false};
    expr_questions(e, false, note_waiting, &w);
    return w.yes;
}

/* Only the first n choices of a `choice` are offered where it has a limit. */
static void apply_limit(const struct question *q, struct qresult *r, const struct expr_env *env)
{
    r->most = q->most;
    r->offered = q->nchoices;
    if (!q->limit)
        return;
    struct value v = expr_eval(q->limit, env);
    if (v.type != VT_NUM)
        return;
    int64_t n = num_floor(v.u.n);
    r->offered = n < 1 ? 1 : n < q->nchoices ? (int)n : q->nchoices;
    r->most = q->choices[0].points;
    for (int i = 1; i < r->offered; i++)
        if (num_cmp(q->choices[i].points, r->most) > 0)
            r->most = q->choices[i].points;
}

/* Gives false where the question is not asked: undecided or inactive. */
static bool decide_active(const struct question *q, struct qresult *r, const struct subject *s,
                          const struct expr_env *env)
{
    if (!q->when)
        return true;
    struct value active = expr_eval(q->when, env);
    if (active.type == VT_BOOL && active.u.yes)
        return true;
    bool undecided = active.type == VT_NULL && waits(s, q->when);
    r->state = undecided ? QS_UNDECIDED : QS_INACTIVE;
    r->open = undecided && (q->required || q->type->id == Q_CALC);
    return false;
}

static void set_answered(const struct question *q, struct qresult *r, const struct answer *a,
                         struct arena *arena)
{
    r->state = QS_ANSWERED;
    r->value = a->value;
    r->earned = q->type->earn ? q->type->earn(q, a, arena) : NUM_ZERO;
    r->counts = num_sign(r->most) > 0;
    r->deficient = r->counts && num_cmp(r->earned, r->most) < 0;
}

static void eval_calc(const struct question *q, struct qresult *r, const struct subject *s,
                      const struct expr_env *env)
{
    struct answer a = {.given = GIVEN_VALUE, .value = expr_eval(q->value, env)};
    if (a.value.type == VT_NUM) {
        set_answered(q, r, &a, env->arena);
        return;
    }
    r->state = QS_UNANSWERED;
    r->pending = r->open = waits(s, q->value);
}

static void eval_given(const struct question *q, struct qresult *r, const struct answer *a,
                       enum na_rule na, struct arena *arena)
{
    enum given given = a->given;
    if (given == GIVEN_VALUE && q->type->id == Q_CHOICE && a->choice >= r->offered) {
        r->unfit = true;
        given = GIVEN_NOTHING;
    }
    switch (given) {
    case GIVEN_VALUE:
        set_answered(q, r, a, arena);
        return;
    case GIVEN_NA:
        r->state = QS_NA;
        r->counts = na != NA_EXCLUDE && num_sign(r->most) > 0;
        r->earned = na == NA_FULL ? r->most : NUM_ZERO;
        return;
    case GIVEN_CANT_TELL:
        r->state = QS_CANT_TELL;
        break;
    case GIVEN_CONFLICT:
        r->state = QS_CONFLICT;
        break;
    case GIVEN_NOTHING:
        r->state = QS_UNANSWERED;
        break;
    }
    r->pending = r->open = q->required;
}

static void eval_question(int i, struct subject *s, struct view *v, const struct expr_env *env)
{
    const struct question *q = &s->block->questions[i];
    struct qresult *r = &s->q[i];
    r->earned = NUM_ZERO;
    r->gain = NUM_NONE;
    apply_limit(q, r, env);
    if (!decide_active(q, r, s, env))
        return;
    if (q->type->id == Q_CALC)
        eval_calc(q, r, s, env);
    else
        eval_given(q, r, &v->in->answers[i], s->rubric->not_applicable, s->arena);
}

static void eval_evidence(struct subject *s, const struct view *v, const struct expr_env *env)
{
    for (int i = 0; i < s->block->nquestions; i++) {
        const struct question *q = &s->block->questions[i];
        struct qresult *r = &s->q[i];
        r->evidence_required = q->evidence == EVIDENCE_REQUIRED ||
                               (q->evidence == EVIDENCE_WHEN && expr_holds(q->evidence_when, env));
        r->evidence_missing =
            r->evidence_required && r->state == QS_ANSWERED && !v->in->answers[i].evidence;
    }
}

/* ---- ratings ---- */

int64_t figure_units(const struct rubric *r, num figure)
{
    if (num_is_none(figure))
        return UNITS_NONE;
    struct arena *a = arena_new();
    int64_t units = num_units(num_mul(a, figure, r->scale), r->decimals);
    arena_free(&a);
    return units;
}

num figure_scaled(const struct rubric *r, num figure, struct arena *a)
{
    return num_mul(a, figure, r->scale);
}

static int rating_in(const struct rubric *r, num score, struct arena *a)
{
    if (num_is_none(score) || r->nratings == 0)
        return -1;
    num x = num_mul(a, score, r->scale);
    if (!r->rate_exact)
        x = num_round(a, x, r->decimals);
    int rating = 0;
    for (int i = 1; i < r->nratings; i++) {
        int c = num_cmp(r->ratings[i].from, x);
        if (r->boundary_upper ? c < 0 : c <= 0)
            rating = i;
    }
    return rating;
}

int rating_of(const struct rubric *r, num score)
{
    struct arena *a = arena_new();
    int rating = rating_in(r, score, a);
    arena_free(&a);
    return rating;
}

int rating_under(int rating, int held)
{
    return held >= 0 && held < rating ? held : rating;
}

int caps_held(const struct block *b, const struct expr_env *env)
{
    int held = -1;
    for (int i = 0; i < b->ncaps; i++)
        if (expr_holds(b->caps[i].when, env) && (held < 0 || b->caps[i].at_most < held))
            held = b->caps[i].at_most;
    return held;
}

int caps_below(const struct block *b, const struct expr_env *env, int rating, int **list,
               struct arena *a)
{
    int n = 0;
    *list = arena_alloc(a, (size_t)b->ncaps * sizeof **list);
    for (int i = 0; i < b->ncaps; i++)
        if (b->caps[i].at_most < rating && expr_holds(b->caps[i].when, env))
            (*list)[n++] = i;
    return n;
}

int unrated_rule(const struct block *b, const struct expr_env *env)
{
    for (int i = 0; i < b->nunrated; i++)
        if (expr_holds(b->unrated[i].when, env))
            return i;
    return UNRATED_NONE;
}

/* ---- a subject ---- */

struct ranked {
    int item;
    num gain;
};

static int by_gain(const void *x, const void *y)
{
    const struct ranked *a = x, *b = y;
    bool none_a = num_is_none(a->gain), none_b = num_is_none(b->gain);
    int c = none_a || none_b ? none_a - none_b : num_cmp(b->gain, a->gain);
    return c ? c : a->item - b->item;
}

void sort_by_gain(int *items, int n, const num *gain, struct arena *a)
{
    struct ranked *list = arena_alloc(a, (size_t)n * sizeof *list);
    for (int i = 0; i < n; i++)
        list[i] = (struct ranked){items[i], gain[items[i]]};
    qsort(list, (size_t)n, sizeof *list, by_gain);
    for (int i = 0; i < n; i++)
        items[i] = list[i].item;
}

static void find_deficiencies(struct subject *s)
{
    s->deficiencies = arena_alloc(s->arena, (size_t)s->block->nquestions * sizeof(int));
    for (int i = 0; i < s->block->nquestions; i++)
        if (s->q[i].deficient)
            s->deficiencies[s->ndeficiencies++] = i;
}

/* rubric.md part 4, Gain. */
static void find_gains(struct subject *s)
{
    if (num_is_none(s->f.low))
        return;
    struct low_tree *t = low_tree_new(s, s->arena);
    num *gain = arena_alloc(s->arena, (size_t)s->block->nquestions * sizeof *gain);
    for (int i = 0; i < s->ndeficiencies; i++) {
        int q = s->deficiencies[i];
        gain[q] = num_sub(s->arena, low_tree_move(t, q, true, false), s->f.low);
        s->q[q].gain = gain[q];
    }
    sort_by_gain(s->deficiencies, s->ndeficiencies, gain, s->arena);
}

static void clear_figures(struct subject *s)
{
    s->f = (struct figures){NUM_NONE, NUM_NONE, NUM_NONE, NUM_NONE};
    for (int i = 0; s->block && i < s->block->ncriteria; i++)
        s->criteria[i] = s->f;
}

static void set_stopped(struct subject *s)
{
    clear_figures(s);
    s->state = SUBJECT_STOPPED;
    s->nopen = 0;
    for (int i = 0; s->block && i < s->block->nquestions; i++)
        s->q[i].open = s->q[i].pending = s->q[i].deficient = false;
}

/* Is the subject rated, unrated or incomplete, and what does that leave of its figures? */
static void judge(struct subject *s, bool no_gains, const struct expr_env *env)
{
    bool service = s->block->kind == BLOCK_SERVICE;
    /* A body's own rules may ask for its services: body_score judges them. */
    if (service)
        s->unrated = unrated_rule(s->block, env);
    if (s->unrated == UNRATED_NONE && s->nopen == 0 && num_is_none(s->f.score))
        s->unrated = UNRATED_NO_SCORE;
    if (s->unrated != UNRATED_NONE) {
        s->state = SUBJECT_UNRATED;
        /* A body whose own part has no figure may be rated all the same, by its services. */
        if (service)
            clear_figures(s);
    } else {
        s->state = s->nopen ? SUBJECT_INCOMPLETE : SUBJECT_RATED;
    }
    find_deficiencies(s);
    if (s->unrated != UNRATED_NONE)
        return;
    if (!no_gains)
        find_gains(s);
    if (!service)
        return;
    s->held = caps_held(s->block, env);
    if (s->state == SUBJECT_RATED) {
        s->rating_computed = rating_in(s->rubric, s->f.score, s->arena);
        s->rating = rating_under(s->rating_computed, s->held);
        s->ncapped = caps_below(s->block, env, s->rating_computed, &s->capped, s->arena);
    }
}

static struct subject *subject_blank(const struct subject_input *in, struct subject *reuse)
{
    struct subject *s = reuse ? reuse : mem_alloc(sizeof *s);
    struct arena *a = reuse ? reuse->arena : arena_new();
    if (reuse)
        arena_reset(a);
    size_t nq = in->block ? (size_t)in->block->nquestions : 0;
    size_t nc = in->block ? (size_t)in->block->ncriteria : 0;
    *s = (struct subject){.arena = a,
                          .rubric = in->rubric,
                          .block = in->block,
                          .unrated = UNRATED_NONE,
                          .rating = -1,
                          .rating_computed = -1,
                          .held = -1,
                          .criteria = arena_alloc(a, nc * sizeof *s->criteria),
                          .q = arena_alloc(a, nq * sizeof *s->q)};
    return s;
}

struct subject *subject_score(const struct subject_input *in, struct subject *reuse)
{
    struct subject *s = subject_blank(in, reuse);
    if (!in->block) {
        s->state = in->stopped ? SUBJECT_STOPPED : SUBJECT_UNRATED;
        s->unrated = in->stopped ? UNRATED_NONE : UNRATED_NO_SCORE;
        return s;
    }
    struct view v = {.s = s, .in = in};
    struct expr_env env = score_env(&v, s->arena);
    for (int i = 0; i < in->block->nquestions; i++)
        eval_question(in->block->order[i], s, &v, &env);
    eval_evidence(s, &v, &env);
    for (int i = 0; i < in->block->nquestions; i++)
        s->nopen += s->q[i].open;
    if (in->stopped) {
        set_stopped(s);
        return s;
    }
    score_criteria(s);
    judge(s, in->no_gains, &env);
    return s;
}

void subject_free(struct subject **s)
{
    if (!*s)
        return;
    arena_free(&(*s)->arena);
    free(*s);
    *s = NULL;
}

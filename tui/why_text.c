/* The rows of an explanation in words: names, figures, and how each part counts. */
#include "tui/why_text.h"

/* ---- reading ---- */

bool why_read(struct why_text *x, struct campaign *c, int which, const char *body,
              const char *service, struct tongue t, struct err *err)
{
    const struct rubric *r = campaign_rubric(c, which);
    struct why_text next = {.t = t};
    bool asked = *service ? r->service != NULL : r->body != NULL;
    bool there = row_get(c, which, body, service, -1, &next.row, t.arena);

    if (!there) {
        err_set(err, REFUSED, _("there is no body %s in this campaign"), body);
    }
    if (there && !*service) {
        there = (next.full = body_load(c, which, body, err)) != NULL;
    }
    if (there && (*service || asked)) {
        there = (next.work = work_open(c, which, body, service, err)) != NULL;
    }
    if (!there) {
        why_free(&next);
        return false;
    }
    if (next.full) {
        const struct body_full *f = next.full;
        next.why = why_body(&f->own_in, f->own, f->result, f->parts, f->nservices, t.arena);
    } else {
        next.why = why_service(work_input(next.work), work_subject(next.work), t.arena);
    }
    why_free(x);
    *x = next;
    return true;
}

void why_free(struct why_text *x)
{
    work_close(&x->work);
    body_unload(&x->full);
}

/* ---- names, weights, figures ---- */

static const char *service_title(const struct service_full *v)
{
    return v->short_name && *v->short_name ? v->short_name : v->name;
}

const char *why_part(const struct why_text *x, int row)
{
    const struct why_row *part = &x->why->row[row];

    switch (part->kind) {
    case WHY_TOTAL:
        return short_name(&x->row);
    case WHY_SERVICES:
        return _("Its services");
    case WHY_SERVICE:
        return service_title(&x->full->services[part->index]);
    case WHY_OWN:
        return _("The body itself");
    case WHY_CRITERION:
        return text_in(&x->why->block->criteria[part->index].title, x->t.language);
    case WHY_QUESTION:
        return question_ask(&x->why->block->questions[part->index], x->t.language);
    case WHY_SERVICE_CRITERIA:
        return _("Criteria, over its services");
    case WHY_SERVICE_CRITERION:
        return text_in(&x->t.rubric->service->criteria[part->index].title, x->t.language);
    }
    return "";
}

const char *why_part_short(const struct why_text *x, int row)
{
    const struct why_row *part = &x->why->row[row];
    const struct block *b = part->kind == WHY_CRITERION           ? x->why->block
                            : part->kind == WHY_SERVICE_CRITERION ? x->t.rubric->service
                                                                  : NULL;

    return b ? text_in(&b->criteria[part->index].short_title, x->t.language) : NULL;
}

const char *why_weight(const struct why_text *x, int row)
{
    const struct why_row *part = &x->why->row[row];
    struct arena *a = x->t.arena;

    if (num_is_none(part->weight)) {
        return "";
    }
    if (part->kind != WHY_QUESTION) {
        return num_short(a, part->weight);
    }
    bool one = num_cmp(part->weight, NUM_ONE) == 0;
    return one ? "" : arena_printf(a, "× %s", num_short(a, part->weight));
}

const char *why_cell(const struct why_text *x, int row, enum why_figure which)
{
    const struct why_row *part = &x->why->row[row];
    num f = why_figure_of(&part->f, which);

    if (part->kind == WHY_QUESTION || part->kind == WHY_SERVICE_CRITERIA) {
        return "";
    }
    return num_is_none(f) ? "–" : say_units(&x->t, figure_units(x->t.rubric, f));
}

bool why_complete(const struct why_text *x)
{
    return x->why->state == SUBJECT_RATED;
}

/* ---- how a question counts ---- */

/* Points exactly: "4", "2.5", "8/3". */
static const char *points(struct arena *a, num x)
{
    bool plain = num_cmp(num_round(a, x, 6), x) == 0;
    return plain ? num_short(a, x) : num_fraction(a, x);
}

/* What a calc gives; more than two places help nobody. */
static const char *computed(struct arena *a, num x)
{
    return num_short(a, num_round(a, x, 2));
}

static const char *reason(const struct why_text *x, int question)
{
    const struct standing *s = x->work ? work_standing(x->work, question) : NULL;
    return s && s->note && *s->note ? arena_printf(x->t.arena, ": %s", s->note) : "";
}

/* An open one, or one that is left out: what it is, then what it can still bring. */
static const char *waiting(const struct why_text *x, const struct qresult *r, const char *what)
{
    struct arena *a = x->t.arena;

    if (!r->open) {
        return arena_printf(a, _("%s, optional: left out"), what);
    }
    if (num_sign(r->most) == 0) {
        return arena_printf(a, _("%s, brings no points"), what);
    }
    return arena_printf(a, "%s, 0 … %s", what, points(a, r->most));
}

static const char *not_applicable(const struct why_text *x, const struct question *q,
                                  const struct qresult *r)
{
    struct arena *a = x->t.arena;
    const char *why = reason(x, q->index);

    if (!r->counts) {
        return arena_printf(a, _("not applicable%s"), why);
    }
    return arena_printf(a, _("not applicable counts %s of %s%s"), points(a, r->earned),
                        points(a, r->most), why);
}

/* What was answered, in words. */
static const char *answer_words(const struct why_text *x, const struct question *q)
{
    const char *words = answer_shown(q, &x->why->in->answers[q->index], x->t.language, x->t.arena);
    return words && *words ? words : "–";
}

static const char *computed_points(const struct why_text *x, const struct qresult *r,
                                   const char *of)
{
    struct arena *a = x->t.arena;
    const char *value = r->value.type == VT_NUM ? computed(a, r->value.u.n) : "–";

    return num_sign(r->most) > 0 ? arena_printf(a, _("%s, computed: %s"), of, value)
                                 : arena_printf(a, _("brings no points, computed: %s"), value);
}

static const char *answered(const struct why_text *x, const struct question *q,
                            const struct qresult *r)
{
    struct arena *a = x->t.arena;
    const char *of = arena_printf(a, _("%s of %s"), points(a, r->earned), points(a, r->most));

    if (q->type->id == Q_CALC) {
        return computed_points(x, r, of);
    }
    const char *words = answer_words(x, q);
    if (num_sign(r->most) == 0) {
        return arena_printf(a, _("brings no points: %s"), words);
    }
    if (r->offered < q->nchoices) {
        return arena_printf(a, _("%s, only %d of %d answers offered: %s"), of, r->offered,
                            q->nchoices, words);
    }
    return arena_printf(a, "%s: %s", of, words);
}

static const char *unanswered(const struct why_text *x, const struct question *q,
                              const struct qresult *r)
{
    if (q->type->id == Q_CALC && !r->open) {
        return _("no value: left out");
    }
    if (q->type->id == Q_CALC) {
        return waiting(x, r, _("computed later"));
    }
    if (r->unfit) {
        return waiting(x, r, _("its answer is not offered"));
    }
    if (!r->open) {
        return _("optional, not answered: left out");
    }
    return num_sign(r->most) > 0
               ? arena_printf(x->t.arena, _("open, 0 … %s"), points(x->t.arena, r->most))
               : _("open, brings no points");
}

/* Not asked, or not yet: by which rule. */
static const char *not_asked(const struct why_text *x, const struct question *q,
                             const struct qresult *r)
{
    struct arena *a = x->t.arena;
    const char *rule = expr_source(q->when);

    if (r->state == QS_INACTIVE) {
        return arena_printf(a, _("not asked, only where %s"), rule);
    }
    if (!r->open) {
        return arena_printf(a, _("not asked yet, only where %s"), rule);
    }
    return num_sign(r->most) > 0
               ? arena_printf(a, _("open, 0 … %s, only where %s"), points(a, r->most), rule)
               : arena_printf(a, _("open, only where %s"), rule);
}

static const char *question_state(const struct why_text *x, const struct question *q,
                                  const struct qresult *r)
{
    struct arena *a = x->t.arena;

    switch (r->state) {
    case QS_UNDECIDED:
    case QS_INACTIVE:
        return not_asked(x, q, r);
    case QS_NA:
        return not_applicable(x, q, r);
    case QS_CANT_TELL:
        return arena_printf(a, "%s%s", waiting(x, r, _("can't tell")), reason(x, q->index));
    case QS_CONFLICT:
        return waiting(x, r, _("conflict"));
    case QS_ANSWERED:
        return answered(x, q, r);
    case QS_UNANSWERED:
        return unanswered(x, q, r);
    }
    return "";
}

static const char *question_remark(const struct why_text *x, const struct why_row *row)
{
    const struct question *q = &x->why->block->questions[row->index];
    const struct qresult *r = &x->why->subject->q[row->index];

    if (x->why->state == SUBJECT_STOPPED) {
        return "";
    }
    const char *state = question_state(x, q, r);
    if (num_sign(q->weight) == 0 && num_sign(r->most) > 0) {
        return arena_printf(x->t.arena, _("%s, weight 0: in no sum"), state);
    }
    return state;
}

/* ---- how other parts count ---- */

static const char *service_remark(const struct why_text *x, const struct why_row *row)
{
    const struct service_part *p = &x->why->services[row->index];
    const struct service_full *v = &x->full->services[row->index];
    const struct block *b = x->t.rubric->service;
    struct arena *a = x->t.arena;

    switch (p->state) {
    case SUBJECT_RATED:
        return say_by_hand(&x->t, p->final_rating, p->rating);
    case SUBJECT_INCOMPLETE:
        return _("not finished");
    case SUBJECT_STOPPED:
        return arena_printf(a, _("stopped: %s"), v->state_reason ? v->state_reason : "–");
    case SUBJECT_UNRATED:
        break;
    }
    const char *title =
        p->unrated >= 0 && b ? say_unrated(&x->t, b, b->unrated[p->unrated].id) : _("no score");
    return arena_printf(a, row->in ? _("%s: counts as 0") : _("%s: left out"), title);
}

/* A part with parts of its own: why it is not in the sum above, or is not whole. */
static const char *sum_remark(const struct why_text *x, const struct why_row *row)
{
    if (row->kind == WHY_SERVICE_CRITERIA || num_is_none(x->why->row[0].f.low)) {
        return "";
    }
    if (num_is_none(row->f.low)) {
        return _("no figure: left out");
    }
    if (!num_is_none(row->weight) && num_sign(row->weight) == 0) {
        return _("weight 0: in no sum");
    }
    return num_is_none(row->f.so_far) ? _("nothing answered") : "";
}

const char *why_remark(const struct why_text *x, int row)
{
    const struct why_row *part = &x->why->row[row];

    switch (part->kind) {
    case WHY_QUESTION:
        return question_remark(x, part);
    case WHY_SERVICE:
        return service_remark(x, part);
    case WHY_TOTAL:
        return "";
    default:
        return sum_remark(x, part);
    }
}

#include <string.h>
#include "forms/answer.h"
#include "forms/examples.h"
#include "forms/qtype.h"
#include "forms/score.h"
#include "forms/text.h"

/* One example at work, and what came out of it. */
struct run {
    const struct rubric *r;
    const struct example *e;
    const struct block *block; /* NULL: a body of a rubric that asks bodies nothing */
    struct diags *diags;
    struct arena *a;
    bool holds;
    enum subject_state state;
    int unrated, rating;
    struct figures f;
    const int *capped, *deficiencies;
    int ncapped, ndeficiencies;
    int *way_up;
    int nway_up;
};

/* ---- input ---- */

static const char *attr(void *arg, const char *name)
{
    const struct example *e = ((const struct run *)arg)->e;
    for (int i = 0; i < e->nattrs; i++)
        if (strcmp(e->attrs[i].name, name) == 0)
            return e->attrs[i].value;
    return NULL;
}

static struct subject_input input_of(struct run *x)
{
    const struct example *e = x->e;
    size_t n = x->block ? (size_t)x->block->nquestions : 0;
    struct answer *answers = arena_alloc(x->a, sizeof *answers * (n + 1));
    struct value *previous = arena_alloc(x->a, sizeof *previous * (n + 1));
    const char *why;
    for (int i = 0; i < e->nanswers; i++) {
        const struct question *q = block_question(x->block, e->answers[i].name);
        answer_parse(q, e->answers[i].value, x->a, &answers[q->index], &why);
    }
    for (int i = 0; i < e->nprevious; i++) {
        const struct question *q = block_question(x->block, e->previous[i].name);
        previous[q->index] = previous_fit(q, q->type->family, e->previous[i].value, x->a);
    }
    return (struct subject_input){.rubric = x->r,
                                  .block = x->block,
                                  .answers = answers,
                                  .previous = e->nprevious ? previous : NULL,
                                  .attr = attr,
                                  .attr_arg = x};
}

static struct service_part part_of(const struct run *x, const struct example_service *s)
{
    const struct rubric *r = x->r;
    struct figures none = {NUM_NONE, NUM_NONE, NUM_NONE, NUM_NONE};
    struct service_part p = {.state = SUBJECT_RATED,
                             .unrated = UNRATED_NONE,
                             .rating = -1,
                             .final_rating = -1,
                             .f = none};
    if (!s->id) {
        num f = num_div(x->a, s->score, r->scale);
        p.f = (struct figures){f, f, f, f};
        p.rating = rating_of(r, f);
    } else if (strcmp(s->id, "stopped") == 0) {
        p.state = SUBJECT_STOPPED;
    } else if (strcmp(s->id, "incomplete") == 0) {
        p.state = SUBJECT_INCOMPLETE;
    } else if ((p.rating = rubric_rating(r, s->id)) < 0) {
        p.state = SUBJECT_UNRATED;
        p.unrated =
            strcmp(s->id, "no_score") == 0 ? UNRATED_NO_SCORE : block_unrated(r->service, s->id);
    }
    return p;
}

/* ---- comparing ---- */

static void told(struct run *x, int line, int col, const char *what, const char *wanted,
                 const char *got)
{
    x->holds = false;
    diag_add(x->diags, line, col, _("example '%s': expected %s %s but got %s"), x->e->name, what,
             wanted, got);
}

static const num *figure_named(const struct run *x, const char *name)
{
    if (strcmp(name, "so_far") == 0)
        return &x->f.so_far;
    if (strcmp(name, "low") == 0)
        return &x->f.low;
    if (strcmp(name, "high") == 0)
        return &x->f.high;
    return strcmp(name, "score") == 0 ? &x->f.score : NULL;
}

/* Figures are compared as printed: as whole numbers of their last decimal. */
static void compare_figure(struct run *x, const struct pair *p, num figure)
{
    int decimals = x->r->decimals;
    int64_t got = figure_units(x->r, figure), wanted = UNITS_NONE;
    num n;
    char text[32];
    if (num_parse(p->value, &n))
        wanted = num_units(n, decimals);
    if (got == wanted)
        return;
    units_text(got, decimals, text, sizeof text);
    told(x, p->line, p->col, p->name, p->value, got == UNITS_NONE ? "none" : text);
}

static const char *unrated_id(const struct run *x)
{
    if (x->unrated == UNRATED_NONE)
        return "none";
    return x->unrated == UNRATED_NO_SCORE ? "no_score" : x->block->unrated[x->unrated].id;
}

static void compare_word(struct run *x, const struct pair *p)
{
    const char *got = subject_state_id(x->state, x->e->kind);
    if (strcmp(p->name, "rating") == 0)
        got = x->rating < 0 ? "none" : x->r->ratings[x->rating].id;
    else if (strcmp(p->name, "unrated") == 0)
        got = unrated_id(x);
    if (strcmp(got, p->value) != 0)
        told(x, p->line, p->col, p->name, p->value, got);
}

static const char *bracketed(struct run *x, const char *const *items, int n)
{
    struct buf b = {0};
    buf_add(&b, "[");
    for (int i = 0; i < n; i++)
        buf_printf(&b, i ? ", %s" : "%s", items[i]);
    buf_add(&b, "]");
    const char *s = arena_dup(x->a, b.s);
    buf_free(&b);
    return s;
}

static bool has(const char *const *items, int n, const char *item)
{
    for (int i = 0; i < n; i++)
        if (strcmp(items[i], item) == 0)
            return true;
    return false;
}

static void compare_list(struct run *x, const char *what, const struct pair *wanted, int nwanted,
                         const char *const *got, int ngot, bool as_set)
{
    const char **names = arena_alloc(x->a, sizeof *names * (size_t)(nwanted + 1));
    bool equal = nwanted == ngot;
    for (int i = 0; i < nwanted; i++) {
        names[i] = wanted[i].name;
        equal = equal && (as_set ? has(got, ngot, names[i]) : strcmp(got[i], names[i]) == 0);
    }
    if (equal)
        return;
    const struct example *e = x->e;
    told(x, nwanted ? wanted[0].line : e->line, nwanted ? wanted[0].col : e->col, what,
         bracketed(x, names, nwanted), bracketed(x, got, ngot));
}

static const char **question_ids(const struct run *x, const int *questions, int n)
{
    const char **ids = arena_alloc(x->a, sizeof *ids * (size_t)(n + 1));
    for (int i = 0; i < n; i++)
        ids[i] = x->block->questions[questions[i]].id;
    return ids;
}

static void compare(struct run *x)
{
    const struct example *e = x->e;
    for (int i = 0; i < e->nexpect; i++) {
        const num *figure = figure_named(x, e->expect[i].name);
        if (figure)
            compare_figure(x, &e->expect[i], *figure);
        else
            compare_word(x, &e->expect[i]);
    }
    if (e->has_capped) {
        const char **texts = arena_alloc(x->a, sizeof *texts * (size_t)(x->ncapped + 1));
        for (int i = 0; i < x->ncapped; i++)
            texts[i] = text_in(&x->block->caps[x->capped[i]].because, 0);
        compare_list(x, "capped", e->capped, e->ncapped, texts, x->ncapped, false);
    }
    if (e->has_way_up)
        compare_list(x, "way_up", e->way_up, e->nway_up, question_ids(x, x->way_up, x->nway_up),
                     x->nway_up, false);
    if (e->has_deficiencies)
        compare_list(x, "deficiencies", e->deficiencies, e->ndeficiencies,
                     question_ids(x, x->deficiencies, x->ndeficiencies), x->ndeficiencies, true);
}

/* ---- running ---- */

static void run_service(struct run *x)
{
    struct subject_input in = input_of(x);
    struct subject *s = subject_score(&in, NULL);
    int to;
    x->state = s->state;
    x->unrated = s->unrated;
    x->rating = s->rating;
    x->f = s->f;
    x->capped = s->capped;
    x->ncapped = s->ncapped;
    x->deficiencies = s->deficiencies;
    x->ndeficiencies = s->ndeficiencies;
    x->way_up = arena_alloc(x->a, sizeof *x->way_up * (size_t)(s->ndeficiencies + 1));
    if (!x->e->has_way_up || !subject_way_up(&in, s, &to, x->way_up, &x->nway_up))
        x->nway_up = 0;
    compare(x);
    subject_free(&s);
}

static void run_body(struct run *x)
{
    const struct example *e = x->e;
    struct subject_input in = input_of(x);
    struct subject *own = subject_score(&in, NULL);
    size_t n = (size_t)e->nservices;
    struct service_part *parts = arena_alloc(x->a, sizeof *parts * (n + 1));
    for (size_t i = 0; i < n; i++)
        parts[i] = part_of(x, &e->services[i]);
    struct body_result *b = body_score(&in, own, parts, e->nservices);
    x->state = b->state;
    x->unrated = b->unrated;
    x->rating = b->rating;
    x->f = b->f;
    x->capped = b->capped;
    x->ncapped = b->ncapped;
    x->deficiencies = b->deficiencies;
    x->ndeficiencies = b->ndeficiencies;
    compare(x);
    body_free(&b);
    subject_free(&own);
}

bool examples_run(const struct rubric *r, struct diags *diags)
{
    bool hold = true;
    struct arena *a = arena_new();
    for (int i = 0; i < r->nexamples; i++) {
        const struct example *e = &r->examples[i];
        struct run x = {.r = r, .e = e, .diags = diags, .a = a, .holds = true};
        x.block = e->kind == BLOCK_BODY ? r->body : r->service;
        if (e->kind == BLOCK_BODY)
            run_body(&x);
        else
            run_service(&x);
        hold = hold && x.holds;
        arena_reset(a);
    }
    arena_free(&a);
    diags_sort(diags);
    return hold;
}

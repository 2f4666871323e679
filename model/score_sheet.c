/* The parts that bodies and services share in `score --json`. */
#include "model/score_sheet.h"

#include <string.h>
#include "forms/finding.h"
#include "model/put_json.h"

/* {value, exact} of a figure in [0, 1], or null. */
void sheet_figure(const struct sheet *s, const char *key, num x)
{
    put_key(s->b, key);
    if (num_is_none(x)) {
        put_null(s->b);
        return;
    }
    num scaled = figure_scaled(s->r, x, s->arena);
    put_open(s->b, '{');
    put_key(s->b, "value");
    put_raw(s->b, num_fixed(s->arena, scaled, s->r->decimals));
    put_text(s->b, "exact", num_fraction(s->arena, scaled));
    put_close(s->b, '}');
}

void sheet_figures(const struct sheet *s, const struct figures *f)
{
    sheet_figure(s, "score", f->score);
    sheet_figure(s, "so_far", f->so_far);
    sheet_figure(s, "low", f->low);
    sheet_figure(s, "high", f->high);
}

static const char *text(const struct text *t)
{
    return text_in(t, 0);
}

const char *sheet_rating(const struct sheet *s, int rating)
{
    return rating >= 0 ? s->r->ratings[rating].id : NULL;
}

void sheet_counts(const struct sheet *s, const struct sheet_counts *n)
{
    const struct block *block = s->r->service;
    put_key(s->b, "counts");
    put_open(s->b, '{');
    put_number(s->b, "services", n->services);
    put_number(s->b, "stopped", n->stopped);
    put_number(s->b, "incomplete", n->incomplete);
    put_key(s->b, "unrated");
    put_open(s->b, '{');
    for (int i = 0; block && i < block->nunrated; i++)
        put_number(s->b, block->unrated[i].id, n->unrated[i]);
    if (n->no_score > 0)
        put_number(s->b, "no_score", n->no_score);
    put_close(s->b, '}');
    put_key(s->b, "ratings");
    put_open(s->b, '{');
    for (int i = 0; i < s->r->nratings; i++)
        put_number(s->b, s->r->ratings[i].id, n->ratings[i]);
    put_close(s->b, '}');
    put_close(s->b, '}');
}

void sheet_verdict(const struct sheet *s, const struct block *block, int rating, const int *capped,
                   int ncapped)
{
    put_text(s->b, "rating", sheet_rating(s, rating));
    put_key(s->b, "capped");
    put_open(s->b, '[');
    for (int i = 0; i < ncapped; i++)
        put_string(s->b, text(&block->caps[capped[i]].because));
    put_close(s->b, ']');
}

void sheet_final_rating(const struct sheet *s, int rating, const char *reason, const char *by)
{
    put_key(s->b, "final_rating");
    if (rating < 0) {
        put_null(s->b);
        return;
    }
    put_open(s->b, '{');
    put_text(s->b, "rating", sheet_rating(s, rating));
    put_text(s->b, "reason", reason);
    put_text(s->b, "by", by);
    put_close(s->b, '}');
}

/* ---- criteria ---- */

static const struct figures no_figures = {{0, 0}, {0, 0}, {0, 0}, {0, 0}};

/* The criteria from `i` to before `end` that stand at one level, each with those below it. */
static void criteria_from(const struct sheet *s, const struct block *block, const struct figures *f,
                          int i, int end)
{
    put_open(s->b, '[');
    while (i < end) {
        const struct criterion *c = &block->criteria[i];
        const struct figures *x = f ? &f[i] : &no_figures;
        put_open(s->b, '{');
        put_text(s->b, "id", c->id);
        sheet_figure(s, "so_far", x->so_far);
        sheet_figure(s, "low", x->low);
        sheet_figure(s, "high", x->high);
        sheet_figure(s, "score", x->score);
        put_key(s->b, "criteria");
        criteria_from(s, block, f, i + 1, c->end);
        put_close(s->b, '}');
        i = c->end;
    }
    put_close(s->b, ']');
}

void sheet_criteria(const struct sheet *s, const char *key, const struct block *block,
                    const struct figures *f)
{
    put_key(s->b, key);
    criteria_from(s, block, f, 0, block ? block->ncriteria : 0);
}

/* ---- deficiencies and proposals ---- */

static void deficiency(const struct sheet *s, const struct subject_input *in,
                       const struct subject *sub, int i, num gain)
{
    const struct question *q = &in->block->questions[i];
    put_open(s->b, '{');
    put_text(s->b, "question", q->id);
    put_text(s->b, "points", num_fraction(s->arena, sub->q[i].earned));
    put_text(s->b, "max", num_fraction(s->arena, sub->q[i].most));
    put_text(s->b, "severity", s->r->severities[q->severity]);
    sheet_figure(s, "gain", gain);
    put_text(s->b, "deficiency", finding_deficiency(q, &in->answers[i], 0, s->arena));
    put_text(s->b, "proposal", finding_proposal(q, &in->answers[i], 0, s->arena));
    put_text(s->b, "basis", text(&q->basis));
    put_close(s->b, '}');
}

/* own_gains, where not NULL, has the gains of a body's own deficiencies. */
void sheet_deficiencies(const struct sheet *s, const struct subject_input *in,
                        const struct subject *sub, const int *list, int n, const num *own_gains)
{
    put_key(s->b, "deficiencies");
    put_open(s->b, '[');
    for (int i = 0; i < n; i++) {
        int q = list[i];
        deficiency(s, in, sub, q, own_gains ? own_gains[q] : sub->q[q].gain);
    }
    put_close(s->b, ']');
}

void sheet_codes(const struct sheet *s, const int *services, int n)
{
    if (!services) {
        put_null(s->b);
        return;
    }
    put_open(s->b, '[');
    for (int i = 0; i < n; i++)
        put_string(s->b, s->body->services[services[i]].code);
    put_close(s->b, ']');
}

void sheet_wordings(const struct sheet *s, const struct proposal_wording *w, int n)
{
    put_key(s->b, "texts");
    put_open(s->b, '[');
    for (int i = 0; i < n; i++) {
        put_open(s->b, '{');
        put_text(s->b, "deficiency", w[i].deficiency);
        put_text(s->b, "proposal", w[i].proposal);
        put_key(s->b, "services");
        sheet_codes(s, w[i].services, w[i].nservices);
        put_close(s->b, '}');
    }
    put_close(s->b, ']');
}

static void proposal(const struct sheet *s, const struct proposal *p)
{
    const struct block *block = p->own ? s->r->body : s->r->service;
    const struct question *q = &block->questions[p->question];
    struct proposal_wording *w;
    put_open(s->b, '{');
    put_text(s->b, "question", q->id);
    put_key(s->b, "services");
    sheet_codes(s, p->own ? NULL : p->services, p->nservices);
    put_text(s->b, "severity", s->r->severities[q->severity]);
    sheet_figure(s, "gain", p->gain);
    int n = proposal_wordings(s->body, p, 0, &w, s->arena);
    sheet_wordings(s, w, n);
    put_close(s->b, '}');
}

void sheet_proposals(const struct sheet *s)
{
    const struct body_result *x = s->body->result;
    put_key(s->b, "proposals");
    put_open(s->b, '[');
    for (int i = 0; i < x->nproposals; i++)
        proposal(s, &x->proposals[i]);
    put_close(s->b, ']');
}

void sheet_weakest(const struct sheet *s)
{
    int n;
    struct weak *list = body_weakest(s->body, s->arena, &n);
    put_key(s->b, "weakest");
    put_open(s->b, '[');
    for (int i = 0; i < n; i++) {
        put_open(s->b, '{');
        put_text(s->b, "question", s->r->service->questions[list[i].question].id);
        put_number(s->b, "below", list[i].below);
        put_number(s->b, "of", list[i].of);
        sheet_figure(s, "share", list[i].share);
        put_close(s->b, '}');
    }
    put_close(s->b, ']');
}

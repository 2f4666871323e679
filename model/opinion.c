#include "model/opinion.h"

#include <string.h>
#include "forms/finding.h"

#define TEXT_MOST (4 << 20) /* bytes; an event may be twice as long */

struct wording {
    const char *deficiency, *proposal;
};

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_wording(const struct wording *x, const struct wording *y)
{
    return same(x->deficiency, y->deficiency) && same(x->proposal, y->proposal);
}

static struct wording wording_of(const struct question *q, const struct subject_input *in,
                                 struct arena *a)
{
    const struct answer *v = &in->answers[q->index];
    return (struct wording){finding_deficiency(q, v, 0, a), finding_proposal(q, v, 0, a)};
}

/* A text, led by a sign; its further lines stand below the first. */
static void put_lines(struct buf *b, const char *lead, const char *text)
{
    for (const char *end; text; text = end ? end + 1 : NULL) {
        end = strchr(text, '\n');
        int n = end ? (int)(end - text) : (int)strlen(text);
        buf_printf(b, "%s%.*s\n", lead, n, text);
        lead = "     ";
    }
}

/* A question without a text of its own is known by what it asks. */
static void put_wording(struct buf *b, const struct question *q, const struct wording *w,
                        int number)
{
    const char *what = w->deficiency ? w->deficiency : text_in(&q->ask, 0);
    char lead[24];
    snprintf(lead, sizeof lead, "%d. ", number);
    put_lines(b, lead, what ? what : q->id);
    put_lines(b, "   → ", w->proposal);
    put_lines(b, "   § ", text_in(&q->basis, 0));
}

/* One paragraph for each different wording, with the services that it speaks for. */
static void put_services(struct buf *b, const struct body_full *f, const struct proposal *p,
                         const struct question *q, int *number, struct arena *a)
{
    struct wording *all = arena_alloc(a, ((size_t)p->nservices + 1) * sizeof *all);
    bool *done = arena_alloc(a, ((size_t)p->nservices + 1) * sizeof *done);
    for (int i = 0; i < p->nservices; i++) {
        all[i] = wording_of(q, &f->services[p->services[i]].in, a);
        done[i] = false;
    }
    for (int i = 0; i < p->nservices; i++) {
        if (done[i])
            continue;
        buf_addc(b, '\n');
        put_wording(b, q, &all[i], ++*number);
        for (int k = i; k < p->nservices; k++) {
            if (done[k] || !same_wording(&all[k], &all[i]))
                continue;
            const struct service_full *s = &f->services[p->services[k]];
            buf_printf(b, "   • %s  %s\n", s->code, s->name);
            done[k] = true;
        }
    }
}

static void put_headline(struct buf *b, const struct body_full *f)
{
    const struct rubric *r = f->rubric;
    const struct figures *x = &f->result->f;
    int rating = rating_counting(f->result->state, f->final_rating, f->result->rating);
    const char *title = rating >= 0 ? text_in(&r->ratings[rating].title, 0) : NULL;
    int64_t units = figure_units(r, x->score);
    char score[32];
    buf_printf(b, "%s  %s\n", f->code, f->name);
    if (units != UNITS_NONE)
        buf_add(b, units_text(units, r->decimals, score, sizeof score));
    if (title)
        buf_printf(b, "%s%s", units != UNITS_NONE ? "  " : "", title);
    if (units != UNITS_NONE || title)
        buf_addc(b, '\n');
}

const char *opinion_text(const struct body_full *f, struct arena *a)
{
    struct buf b = {0};
    int number = 0;
    put_headline(&b, f);
    for (int i = 0; i < f->result->nproposals; i++) {
        const struct proposal *p = &f->result->proposals[i];
        const struct block *block = p->own ? f->rubric->body : f->rubric->service;
        const struct question *q = &block->questions[p->question];
        if (p->own) {
            struct wording w = wording_of(q, &f->own_in, a);
            buf_addc(&b, '\n');
            put_wording(&b, q, &w, ++number);
        } else {
            put_services(&b, f, p, q, &number, a);
        }
    }
    const char *text = arena_dup(a, b.s);
    buf_free(&b);
    return text;
}

void opinion_add(struct campaign *c, const char *body, json_t *payload, struct arena *a)
{
    struct body_full *f = body_load(c, 0, body, NULL);
    if (!f)
        return;
    const char *text = opinion_text(f, a);
    if (strlen(text) <= TEXT_MOST)
        json_object_set_new(payload, "text", json_string(text));
    body_unload(&f);
}

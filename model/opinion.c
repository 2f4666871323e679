#include "model/opinion.h"

#include <string.h>

#define TEXT_MOST (4 << 20) /* bytes; an event may be twice as long */

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
static void put_wording(struct buf *b, const struct question *q, const struct proposal_wording *w,
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
static void put_proposal(struct buf *b, const struct body_full *f, const struct proposal *p,
                         int *number, struct arena *a)
{
    const struct block *block = p->own ? f->rubric->body : f->rubric->service;
    struct proposal_wording *w;
    int n = proposal_wordings(f, p, 0, &w, a);
    for (int i = 0; i < n; i++) {
        buf_addc(b, '\n');
        put_wording(b, &block->questions[p->question], &w[i], ++*number);
        for (int k = 0; k < w[i].nservices; k++) {
            const struct service_full *s = &f->services[w[i].services[k]];
            buf_printf(b, "   • %s  %s\n", s->code, s->name);
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
    for (int i = 0; i < f->result->nproposals; i++)
        put_proposal(&b, f, &f->result->proposals[i], &number, a);
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

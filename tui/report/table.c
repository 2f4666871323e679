/* A body's proposals as CSV: one row each, in their order. */
#include "model/csv.h"
#include "tui/proposal_words.h"
#include "tui/report/build.h"

static void cell(struct buf *out, const char *text)
{
    csv_cell(out, text ? text : "", true);
    buf_addc(out, ',');
}

static void services(struct buf *out, const struct building *b, const struct proposal_item *x)
{
    struct buf codes = {0};
    for (int i = 0; i < x->nservices; i++) {
        buf_printf(&codes, "%s%s", i ? "|" : "", b->body.body->services[x->services[i]].code);
    }
    cell(out, codes.s);
    buf_free(&codes);
}

static void row(struct buf *out, const struct building *b, const struct proposal_item *x)
{
    const struct rubric *r = b->t.rubric;
    cell(out, x->key);
    cell(out, proposal_kind_id(x->kind));
    cell(out, x->severity >= 0 ? r->severities[x->severity] : NULL);
    /* A number: a ' before it would make it a text. */
    buf_printf(out, "%s,",
               num_is_none(x->gain)
                   ? ""
                   : num_fixed(b->t.arena, figure_scaled(r, x->gain, b->t.arena), r->decimals));
    services(out, b, x);
    cell(out, say_proposal_deficiency(&b->t, b->body.body, x));
    cell(out, say_proposal_text(&b->t, b->body.body, x));
    cell(out, x->basis);
    cell(out, x->owner);
    cell(out, x->due);
    cell(out, proposal_state_id(x->state));
    cell(out, x->reply);
    csv_cell(out, x->since ? x->since : "", true);
    buf_addc(out, '\n');
}

void build_csv(const struct building *b, struct buf *out)
{
    buf_add(out, "key,kind,severity,gain,services,deficiency,proposal,basis,owner,due,state,reply,"
                 "since\n");
    for (int i = 0; i < b->body.proposals.n; i++) {
        row(out, b, &b->body.proposals.list[i]);
    }
}

/* Proposals of a body as JSON: everything that struct proposal_item says. */
#include <string.h>
#include "model/inside.h"
#include "model/put_json.h"
#include "model/score_sheet.h"
#include "model/store.h"

static void put_places(const struct sheet *s, const char *key, const int *services, int n)
{
    put_key(s->b, key);
    sheet_codes(s, n > 0 ? services : NULL, n);
}

static void put_days(const struct sheet *s, int days)
{
    put_key(s->b, "due_days");
    if (days >= 0)
        put_int(s->b, days);
    else
        put_null(s->b);
}

static void put_duty(const struct sheet *s, const struct proposal_item *x)
{
    put_text(s->b, "basis", x->basis);
    put_text(s->b, "owner", x->owner);
    put_text(s->b, "due", x->due);
    put_bool(s->b, "due_by_hand", x->due_by_hand);
    put_days(s, x->due_days);
    put_bool(s->b, "overdue", x->overdue);
    put_text(s->b, "given", x->given);
    put_text(s->b, "state", proposal_state_id(x->state));
    put_text(s->b, "reply", x->reply);
    put_text(s->b, "state_by", x->state_by);
    put_text(s->b, "state_at", x->state_at);
}

static void put_item(const struct sheet *s, const struct proposal_item *x, const char *key)
{
    const char *id = strrchr(x->key, ' ');
    put_open(s->b, '{');
    put_text(s->b, "key", key);
    put_text(s->b, "kind", proposal_kind_id(x->kind));
    put_text(s->b, "question", x->kind != PROPOSAL_RAISED ? NULL : id ? id + 1 : x->key);
    put_text(s->b, "ask", x->ask);
    put_bool(s->b, "raised", x->raised);
    put_bool(s->b, "own", x->own);
    put_text(s->b, "severity", x->severity >= 0 ? s->r->severities[x->severity] : NULL);
    sheet_figure(s, "gain", x->gain);
    put_places(s, "services", x->services, x->nservices);
    sheet_wordings(s, x->texts, x->ntexts);
    put_text(s->b, "deficiency", x->deficiency);
    put_text(s->b, "proposal", x->proposal);
    put_text(s->b, "text_by", x->text_by);
    put_text(s->b, "text_at", x->text_at);
    put_duty(s, x);
    put_text(s->b, "since", x->since);
    put_number(s->b, "times", x->times);
    put_bool(s->b, "placed", x->placed);
    put_close(s->b, '}');
}

void sheet_items(const struct sheet *s, const struct campaign *c, int which, const char *key,
                 const struct proposal_item *list, int n)
{
    put_key(s->b, key);
    put_open(s->b, '[');
    for (int i = 0; i < n; i++)
        put_item(s, &list[i], proposal_key_shown(c, which, &list[i], s->arena));
    put_close(s->b, ']');
}

static void put_all(struct campaign *c, int which, const struct body_full *b,
                    const struct proposals *p, struct buf *out, struct arena *a)
{
    struct sheet s = {out, b->rubric, b, a};
    put_open(out, '{');
    put_text(out, "campaign", campaign_name(c, which));
    put_text(out, "body", b->code);
    put_text(out, "name", b->name);
    put_text(out, "given_at", p->given_at);
    sheet_items(&s, c, which, "proposals", p->list, p->n);
    put_text(out, "before", p->before ? campaign_name(c, which + 1) : NULL);
    if (p->before) {
        s.body = p->before;
        s.r = p->before->rubric;
    }
    sheet_items(&s, c, which, "earlier", p->earlier, p->nearlier);
    put_close(out, '}');
    buf_addc(out, '\n');
}

bool proposals_json(struct campaign *c, int which, const char *body, const char *today,
                    struct buf *out, struct err *err)
{
    struct proposals p;
    if (!store_has(c, which, body, ""))
        return store_unknown_body(c, which, body, err);
    struct body_full *b = body_load(c, which, body, err);
    struct arena *a = arena_new();
    bool ok = b && proposals_read(c, which, b, 0, today, &p, a, err);
    if (ok) {
        put_all(c, which, b, &p, out, a);
        proposals_free(&p);
    }
    body_unload(&b);
    arena_free(&a);
    return ok;
}

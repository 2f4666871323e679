/* cli.md's `score --json`, key by key in its order. */
#include <string.h>
#include "model/put_json.h"
#include "model/score_sheet.h"
#include "model/store.h"

static const char *unrated_id(const struct block *b, int unrated)
{
    if (unrated == UNRATED_NO_SCORE)
        return "no_score";
    return b && unrated >= 0 ? b->unrated[unrated].id : NULL;
}

/* ---- services ---- */

static void way_up(const struct sheet *s, const struct service_full *v)
{
    int to = -1, n = 0;
    int *questions =
        arena_alloc(s->arena, ((size_t)v->subject->ndeficiencies + 1) * sizeof *questions);
    put_key(s->b, "way_up");
    if (!subject_way_up(&v->in, v->subject, &to, questions, &n)) {
        put_null(s->b);
        return;
    }
    put_open(s->b, '{');
    put_text(s->b, "to", sheet_rating(s, to));
    put_key(s->b, "proposals");
    put_open(s->b, '[');
    for (int i = 0; i < n; i++)
        put_string(s->b, s->r->service->questions[questions[i]].id);
    put_close(s->b, ']');
    put_close(s->b, '}');
}

static void service(const struct sheet *s, int i)
{
    const struct service_full *v = &s->body->services[i];
    const struct subject *x = v->subject;
    put_open(s->b, '{');
    put_text(s->b, "code", v->code);
    put_text(s->b, "name", v->name);
    put_text(s->b, "state", subject_state_id(x->state, BLOCK_SERVICE));
    put_text(s->b, "unrated", unrated_id(s->r->service, x->unrated));
    sheet_figures(s, &x->f);
    sheet_verdict(s, s->r->service, x->rating, x->capped, x->ncapped);
    sheet_final_rating(s, v->final_rating, v->final_reason, v->final_by);
    put_number(s->b, "conflicts", s->body->service_conflicts[i]);
    put_text(s->b, "own", NULL);
    put_text(s->b, "service_mean", NULL);
    sheet_criteria(s, "criteria", s->r->service, x->criteria);
    sheet_deficiencies(s, &v->in, x, x->deficiencies, x->ndeficiencies, NULL);
    way_up(s, v);
    put_close(s->b, '}');
}

/* ---- a body ---- */

static void part(const struct sheet *s, const char *key, bool there, const struct figures *f)
{
    put_key(s->b, key);
    if (!there) {
        put_null(s->b);
        return;
    }
    put_open(s->b, '{');
    sheet_figures(s, f);
    put_close(s->b, '}');
}

static void body_figures(const struct sheet *s)
{
    const struct body_full *f = s->body;
    const struct body_result *x = f->result;
    put_text(s->b, "code", f->code);
    put_text(s->b, "name", f->name);
    put_text(s->b, "state", subject_state_id(x->state, BLOCK_BODY));
    put_text(s->b, "review", f->review);
    put_text(s->b, "unrated", unrated_id(s->r->body, x->unrated));
    sheet_figures(s, &x->f);
    sheet_verdict(s, s->r->body, x->rating, x->capped, x->ncapped);
    sheet_final_rating(s, f->final_rating, f->final_reason, f->final_by);
    put_number(s->b, "conflicts", f->conflicts);
    sheet_counts(s, &(struct sheet_counts){x->nservices, x->nstopped, x->nincomplete, x->nno_score,
                                           x->unrated_counts, x->rating_counts});
    part(s, "own", x->has_own, &x->own);
    part(s, "service_mean", x->has_service_mean, &x->service_mean);
}

void sheet_body(const struct sheet *s, int alone)
{
    const struct body_full *f = s->body;
    const struct body_result *x = f->result;
    bool unrated = x->state == SUBJECT_UNRATED;
    put_open(s->b, '{');
    body_figures(s);
    sheet_criteria(s, "criteria", s->r->body, unrated ? NULL : f->own->criteria);
    sheet_deficiencies(s, &f->own_in, f->own, x->deficiencies, x->ndeficiencies, x->own_gains);
    sheet_criteria(s, "service_criteria", s->r->service, unrated ? NULL : x->service_criteria);
    sheet_proposals(s);
    sheet_weakest(s);
    put_text(s->b, "way_up", NULL);
    put_key(s->b, "services");
    put_open(s->b, '[');
    for (int i = 0; i < f->nservices; i++) {
        if (alone >= 0 && i != alone)
            continue;
        service(s, i);
    }
    put_close(s->b, ']');
    put_close(s->b, '}');
}

/* ---- the whole ---- */

struct asked {
    struct campaign *c;
    int which;
    const char *service; /* NULL: all */
    struct buf *out;
    struct err *err;
    bool ok;
    int64_t done, of; /* bodies */
};

static bool one_body(void *arg, const struct listed *l)
{
    struct asked *asked = arg;
    asked->ok = progress_step(_("Working out figures"), asked->done++, asked->of, asked->err);
    if (!asked->ok)
        return false;
    struct body_full *f = body_load(asked->c, asked->which, l->body, asked->err);
    asked->ok = f != NULL;
    if (!f)
        return false;
    int alone = asked->service ? body_service(f, asked->service) : -1;
    if (asked->service && alone < 0) {
        asked->ok =
            store_unknown_service(asked->c, asked->which, l->body, asked->service, asked->err);
    } else {
        struct arena *a = arena_new();
        struct sheet s = {.b = asked->out, .r = f->rubric, .body = f, .arena = a};
        sheet_body(&s, alone);
        arena_free(&a);
    }
    body_unload(&f);
    return asked->ok;
}

void sheet_heading(struct campaign *c, int which, const struct rubric *r, struct buf *out)
{
    struct arena *a = arena_new();
    put_open(out, '{');
    put_text(out, "campaign", campaign_name(c, which));
    put_key(out, "rubric");
    put_open(out, '{');
    put_text(out, "id", r->id);
    put_text(out, "version", r->version);
    put_text(out, "sha256", campaign_rubric_sha256(c, which));
    put_close(out, '}');
    put_key(out, "scale");
    put_raw(out, num_short(a, r->scale));
    put_number(out, "decimals", r->decimals);
    arena_free(&a);
}

bool score_json(struct campaign *c, int which, const char *body_code, const char *service_code,
                struct buf *out, struct err *err)
{
    const struct rubric *r = campaign_rubric(c, which);
    if (!r) {
        err_set(err, DAMAGED, _("%s: the rubric of the campaign can't be read"), campaign_path(c));
        return false;
    }
    if (body_code && !store_has(c, which, body_code, ""))
        return store_unknown_body(c, which, body_code, err);
    struct asked asked = {c, which, service_code, out, err, true, 0, 1};
    if (!body_code)
        asked.of = rows_count(c, which, NULL);
    sheet_heading(c, which, r, out);
    put_key(out, "bodies");
    put_open(out, '[');
    if (!store_each_subject(c, which, body_code, "", one_body, &asked, err))
        return false;
    put_close(out, ']');
    put_close(out, '}');
    buf_addc(out, '\n');
    return asked.ok;
}

#include "model/scorecard_json.h"

#include "model/put_json.h"
#include "model/score_sheet.h"
#include "model/scorecard.h"

struct writing {
    const struct scorecard *s;
    struct sheet now, before; /* before: of the earlier body; its body NULL where there is none */
    struct buf *b;
};

static void open_list(struct buf *b, const char *key)
{
    put_key(b, key);
    put_open(b, '[');
}

/* ---- the year before ---- */

static void earlier(const struct writing *w)
{
    const struct body_full *f = w->before.body;
    put_key(w->b, "earlier");
    if (!f) {
        put_null(w->b);
        return;
    }
    put_open(w->b, '{');
    put_text(w->b, "campaign", w->s->earlier_name);
    put_text(w->b, "rubric", f->rubric->version);
    sheet_figures(&w->before, &f->result->f);
    put_text(w->b, "rating",
             sheet_rating(&w->before,
                          rating_counting(f->result->state, f->final_rating, f->result->rating)));
    put_close(w->b, '}');
}

static void matched(const struct writing *w)
{
    const struct matched *m = &w->s->matched;
    put_key(w->b, "matched");
    put_open(w->b, '{');
    put_number(w->b, "services", m->n);
    sheet_figure(&w->before, "before", m->before);
    sheet_figure(&w->now, "now", m->now);
    put_bool(w->b, "rubric_changed", m->rubric_changed);
    put_close(w->b, '}');
}

static void figures(const struct sheet *s, const char *key, const struct figures *f)
{
    put_key(s->b, key);
    put_open(s->b, '{');
    sheet_figures(s, f);
    put_close(s->b, '}');
}

static void criteria(const struct writing *w)
{
    open_list(w->b, "criteria");
    for (int i = 0; i < w->s->ncriteria; i++) {
        const struct scorecard_criterion *k = &w->s->criteria[i];
        put_open(w->b, '{');
        put_text(w->b, "id", k->criterion->id);
        put_bool(w->b, "own", k->own);
        figures(&w->now, "now", &k->now);
        figures(&w->before, "before", &k->before);
        put_close(w->b, '}');
    }
    put_close(w->b, ']');
}

/* ---- what stands out, who worked ---- */

static void place(const struct writing *w, const struct look_place *p)
{
    const struct rubric *r = w->now.r;
    const struct block *block = p->service && *p->service ? r->service : r->body;
    put_open(w->b, '{');
    put_text(w->b, "service", p->service && *p->service ? p->service : NULL);
    put_text(w->b, "question", block && p->question >= 0 ? block->questions[p->question].id : NULL);
    put_text(w->b, "proposal", p->key);
    put_text(w->b, "text", p->text);
    put_close(w->b, '}');
}

static void look(const struct writing *w)
{
    static const char *const kinds[LOOK_KINDS] = {
        "conflict",       "cant_tell", "open",     "evidence_missing", "full_without_evidence",
        "not_applicable", "remark",    "no_owner", "not_followed_up",  "same_note"};
    open_list(w->b, "look");
    for (int i = 0; i < w->s->nlook; i++) {
        const struct look *l = &w->s->look[i];
        put_open(w->b, '{');
        put_text(w->b, "kind", kinds[l->kind]);
        open_list(w->b, "places");
        for (int k = 0; k < l->nplaces; k++)
            place(w, &l->place[k]);
        put_close(w->b, ']');
        put_close(w->b, '}');
    }
    put_close(w->b, ']');
}

static void workers(const struct writing *w)
{
    open_list(w->b, "workers");
    for (int i = 0; i < w->s->nworkers; i++) {
        const struct worker *x = &w->s->workers[i];
        put_open(w->b, '{');
        put_text(w->b, "by", x->by);
        put_text(w->b, "first", x->first);
        put_text(w->b, "last", x->last);
        put_number(w->b, "answers", x->answers);
        put_close(w->b, '}');
    }
    put_close(w->b, ']');
}

void scorecard_json(struct campaign *c, int which, const struct scorecard *s, const char *as_of,
                    struct buf *out)
{
    struct arena *a = arena_new();
    const struct rubric *r = s->body->rubric;
    const struct body_full *before = s->earlier;
    struct writing w = {
        .s = s,
        .now = {.b = out, .r = r, .body = s->body, .arena = a},
        .before = {.b = out, .r = before ? before->rubric : r, .body = before, .arena = a},
        .b = out,
    };
    sheet_heading(c, which, r, out);
    put_text(out, "as_of", as_of);
    put_key(out, "body");
    sheet_body(&w.now, -1);
    earlier(&w);
    matched(&w);
    criteria(&w);
    sheet_items(&w.now, c, which, "proposals", s->proposals.list, s->proposals.n);
    sheet_items(&w.before, c, which, "earlier_proposals", s->proposals.earlier,
                before ? s->proposals.nearlier : 0);
    look(&w);
    workers(&w);
    put_close(out, '}');
    buf_addc(out, '\n');
    arena_free(&a);
}

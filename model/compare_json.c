/* Bodies side by side, as JSON. */
#include "model/compare.h"
#include "model/put_json.h"
#include "model/score_sheet.h"

static void criteria(const struct sheet *s, const char *key, const struct block *b,
                     const struct figures *f)
{
    put_key(s->b, key);
    put_open(s->b, '{');
    for (int i = 0; b && i < b->ncriteria; i++)
        sheet_figure(s, b->criteria[i].id, f[i].score);
    put_close(s->b, '}');
}

static void one_body(const struct sheet *s, const struct compare_body *it)
{
    const struct national_body *b = &it->of;
    put_open(s->b, '{');
    put_text(s->b, "code", b->code);
    put_text(s->b, "name", b->name);
    put_text(s->b, "state", subject_state_id(b->state, BLOCK_BODY));
    sheet_figure(s, "score", b->f.score);
    sheet_figure(s, "low", b->f.low);
    sheet_figure(s, "high", b->f.high);
    put_text(s->b, "rating", sheet_rating(s, b->rating_computed));
    put_text(s->b, "final_rating", b->by_hand ? sheet_rating(s, b->rating) : NULL);
    criteria(s, "service_criteria", s->r->service, it->service_criteria);
    criteria(s, "criteria", s->r->body, it->criteria);
    sheet_counts(s, &(struct sheet_counts){b->nservices, b->nstopped, b->nincomplete, b->nno_score,
                                           b->unrated_counts, b->rating_counts});
    put_number(s->b, "proposals", it->nproposals);
    put_close(s->b, '}');
}

static void one_cell(const struct sheet *s, const struct question_sum *sum)
{
    if (!sum->of) {
        put_null(s->b);
        return;
    }
    put_open(s->b, '{');
    sheet_figure(s, "share", question_share(sum, s->arena));
    put_number(s->b, "below", sum->below);
    put_number(s->b, "of", sum->of);
    put_close(s->b, '}');
}

static void questions(const struct sheet *s, const struct compare *x, const struct national *all)
{
    struct compare_row *row;
    int n = compare_rows(x, all, COMPARE_RUBRIC, -1, &row, s->arena);
    put_key(s->b, "questions");
    put_open(s->b, '[');
    for (int i = 0; i < n; i++) {
        const struct block *b = row[i].own ? s->r->body : s->r->service;
        put_open(s->b, '{');
        put_text(s->b, "question", b->questions[row[i].question].id);
        put_key(s->b, "all");
        one_cell(s, compare_cell(x, all, &row[i], -1));
        put_key(s->b, "bodies");
        put_open(s->b, '[');
        for (int k = 0; k < x->n; k++)
            one_cell(s, compare_cell(x, all, &row[i], k));
        put_close(s->b, ']');
        put_close(s->b, '}');
    }
    put_close(s->b, ']');
}

void compare_json(const struct compare *x, const struct national *all, struct buf *out)
{
    struct arena *a = arena_new();
    struct sheet s = {.b = out, .r = x->rubric, .arena = a};
    put_open(out, '{');
    put_text(out, "campaign", x->campaign);
    put_key(out, "bodies");
    put_open(out, '[');
    for (int i = 0; i < x->n; i++)
        one_body(&s, &x->body[i]);
    put_close(out, ']');
    if (all)
        questions(&s, x, all);
    put_close(out, '}');
    buf_addc(out, '\n');
    arena_free(&a);
}

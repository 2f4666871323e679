/* A body's or a service's scores, block by block. */
#include "tui/cli/score.h"

#include <string.h>
#include "forms/finding.h"
#include "forms/text.h"
#include "tui/cli/columns.h"

static void line(const struct scores *s, const char *name, const char *value)
{
    if (!value || !value[0])
        return;
    buf_printf(s->out, "  %s: ", name);
    buf_show(s->out, value, false);
    buf_addc(s->out, '\n');
}

static void headline(const struct scores *s, const char *title)
{
    buf_printf(s->out, "\n%s\n", title);
}

/* "71.4", or the range with what there is so far. */
static const char *score_words(const struct scores *s)
{
    const struct row *r = &s->row;
    if (r->score != UNITS_NONE)
        return say_units(&s->t, r->score);
    if (r->low == UNITS_NONE)
        return "–";
    const char *range =
        arena_printf(s->t.arena, "%s–%s", say_units(&s->t, r->low), say_units(&s->t, r->high));
    if (r->so_far == UNITS_NONE)
        return range;
    return arena_printf(s->t.arena, _("%s, so far %s"), range, say_units(&s->t, r->so_far));
}

static void subject_lines(const struct scores *s, const struct block *block, const int *capped,
                          int ncapped)
{
    const struct tongue *t = &s->t;
    const struct row *r = &s->row;
    line(s, _("score"), score_words(s));
    line(s, _("rating"), say_verdict_full(t, r, block));
    if (r->state == SUBJECT_STOPPED)
        line(s, _("because"), r->state_reason);
    for (int i = 0; i < ncapped; i++)
        line(s, _("capped"), text_in(&block->caps[capped[i]].because, t->language));
    if (r->asked > 0)
        line(s, _("answered"), arena_printf(t->arena, _("%d of %d"), r->answered, r->asked));
    if (r->conflicts > 0)
        line(s, _("conflicts"), arena_printf(t->arena, "%d", r->conflicts));
}

static void final_line(const struct scores *s, int computed, int rating, const char *reason,
                       const char *by)
{
    if (rating < 0)
        return;
    line(s, _("final rating"),
         arena_printf(s->t.arena, _("%s in place of %s, by %s: %s"), say_rating(&s->t, rating),
                      computed >= 0 ? say_rating(&s->t, computed) : "–", by, reason));
}

static void name_line(const struct scores *s, const char *code, const char *name)
{
    buf_show(s->out, code, false);
    buf_add(s->out, "  ");
    buf_show(s->out, name, false);
    buf_addc(s->out, '\n');
}

/* ---- criteria ---- */

static const char *figure(const struct scores *s, num f)
{
    return num_is_none(f) ? "–" : say_units(&s->t, figure_units(s->t.rubric, f));
}

static void criteria(const struct scores *s, const char *title, const struct block *block,
                     const struct figures *f)
{
    struct columns *table = columns_new(s->t.arena, "rrrrl");
    if (!block || !f || block->ncriteria == 0 || s->row.low == UNITS_NONE)
        return;
    columns_row(table, _("Score"), _("So far"), _("Low"), _("High"), _("Criterion"));
    for (int i = 0; i < block->ncriteria; i++) {
        const struct criterion *c = &block->criteria[i];
        columns_row(
            table, figure(s, f[i].score), figure(s, f[i].so_far), figure(s, f[i].low),
            figure(s, f[i].high),
            arena_printf(s->t.arena, "%*s%s", 2 * c->level, "", text_in(&c->title, s->t.language)));
    }
    headline(s, title);
    columns_write(table, 2, s->out);
}

/* ---- deficiencies and proposals ---- */

/* Each line of a proposal is led by an arrow: what is wrong stands above, what to do below. */
static void proposal_below(struct columns *table, int at, const char *text, struct arena *a)
{
    for (const char *end; text; text = end ? end + 1 : NULL) {
        end = strchr(text, '\n');
        int n = end ? (int)(end - text) : (int)strlen(text);
        columns_below(table, at, arena_printf(a, "→ %.*s", n, text));
    }
}

static void texts_below(struct columns *table, int at, const struct question *q,
                        const struct answer *v, const struct tongue *t)
{
    const char *basis = text_in(&q->basis, t->language);
    columns_below(table, at, finding_deficiency(q, v, t->language, t->arena));
    proposal_below(table, at, finding_proposal(q, v, t->language, t->arena), t->arena);
    if (basis)
        columns_below(table, at, arena_printf(t->arena, _("Basis: %s"), basis));
}

static void deficiencies(const struct scores *s, const struct subject_input *in,
                         const struct subject *x, const int *list, int n, const num *own_gains)
{
    struct columns *table = columns_new(s->t.arena, "rlrl");
    if (n == 0)
        return;
    columns_row(table, _("Gain"), _("Severity"), _("Points"), _("Question"));
    for (int i = 0; i < n; i++) {
        const struct question *q = &in->block->questions[list[i]];
        const struct qresult *e = &x->q[list[i]];
        const char *points =
            arena_printf(s->t.arena, _("%s of %s"), num_short(s->t.arena, e->earned),
                         num_short(s->t.arena, e->most));
        columns_row(table, say_gain(&s->t, own_gains ? own_gains[list[i]] : e->gain),
                    say_severity(&s->t, q->severity), points, q->id);
        texts_below(table, 3, q, &in->answers[list[i]], &s->t);
    }
    headline(s, _("Deficiencies and proposals"));
    columns_write(table, 2, s->out);
}

static const struct answer *answer_of(const struct body_full *f, const struct proposal *p, int i)
{
    const struct subject_input *in = p->own ? &f->own_in : &f->services[p->services[i]].in;
    return &in->answers[p->question];
}

static void proposal(const struct scores *s, struct columns *table, const struct proposal *p)
{
    const struct body_full *f = s->body;
    const struct block *block = p->own ? s->t.rubric->body : s->t.rubric->service;
    const struct question *q = &block->questions[p->question];
    struct buf codes = {0};
    for (int i = 0; i < p->nservices; i++)
        buf_printf(&codes, "%s%s", i ? " " : "", f->services[p->services[i]].code);
    columns_row(table, say_gain(&s->t, p->gain), say_severity(&s->t, q->severity), q->id,
                p->own ? _("the body itself") : codes.s);
    buf_free(&codes);
    struct proposal_wording *words;
    if (proposal_wordings(f, p, s->t.language, &words, s->t.arena) == 1) {
        texts_below(table, 2, q, answer_of(f, p, 0), &s->t);
        return;
    }
    columns_below(table, 2, text_in(&q->ask, s->t.language));
    columns_below(table, 2, _("(in several wordings: see each service)"));
}

static void proposals(const struct scores *s)
{
    const struct body_result *x = s->body->result;
    struct columns *table = columns_new(s->t.arena, "rlll");
    if (x->nproposals == 0)
        return;
    columns_row(table, _("Gain"), _("Severity"), _("Question"), C_("column", "Services"));
    for (int i = 0; i < x->nproposals; i++)
        proposal(s, table, &x->proposals[i]);
    headline(s, _("Proposals"));
    columns_write(table, 2, s->out);
}

/* ---- a service ---- */

static void way_up(const struct scores *s)
{
    const struct service_full *v = s->service;
    int to, n;
    int *list = arena_alloc(s->t.arena, ((size_t)v->subject->ndeficiencies + 1) * sizeof *list);
    if (!subject_way_up(&v->in, v->subject, &to, list, &n))
        return;
    struct buf b = {0};
    for (int i = 0; i < n; i++)
        buf_printf(&b, "%s%s", i ? ", " : "", v->in.block->questions[list[i]].id);
    buf_addc(s->out, '\n');
    buf_printf(s->out, _("The way up to %s: %s\n"),
               text_show(s->t.arena, say_rating(&s->t, to), false), b.n ? b.s : "–");
    buf_free(&b);
}

void score_service(const struct scores *s)
{
    const struct service_full *v = s->service;
    const struct subject *x = v->subject;
    const struct block *block = s->t.rubric->service;
    name_line(s, arena_printf(s->t.arena, "%s/%s", s->body->code, v->code), v->name);
    subject_lines(s, block, x->capped, x->ncapped);
    final_line(s, x->rating, v->final_rating, v->final_reason, v->final_by);
    criteria(s, _("Criteria"), block, x->criteria);
    deficiencies(s, &v->in, x, x->deficiencies, x->ndeficiencies, NULL);
    way_up(s);
}

/* ---- a body ---- */

static void add_count(const struct scores *s, struct buf *b, int n, const char *what)
{
    if (n > 0)
        buf_printf(b, "%s%d %s", b->n ? ", " : "", n, text_show(s->t.arena, what, false));
}

static void counts_line(const struct scores *s)
{
    const struct body_result *x = s->body->result;
    const struct block *block = s->t.rubric->service;
    struct buf b = {0};
    for (int i = s->t.rubric->nratings - 1; i >= 0; i--)
        add_count(s, &b, x->rating_counts[i], say_rating(&s->t, i));
    for (int i = 0; block && i < block->nunrated; i++)
        add_count(s, &b, x->unrated_counts[i], text_in(&block->unrated[i].title, s->t.language));
    add_count(s, &b, x->nno_score, _("without a score"));
    add_count(s, &b, x->nstopped, _("stopped"));
    add_count(s, &b, x->nincomplete, _("not finished"));
    line(s, _("services"),
         arena_printf(s->t.arena, "%d%s%s", x->nservices, b.n ? ": " : "", b.n ? b.s : ""));
    buf_free(&b);
}

static void services(const struct scores *s)
{
    const struct body_full *f = s->body;
    struct columns *table = columns_new(s->t.arena, "lrlrl");
    if (f->nservices == 0)
        return;
    columns_row(table, _("Code"), _("Score"), _("Rating"), _("Deficiencies"), _("Service"));
    for (int i = 0; i < f->nservices; i++) {
        const struct service_full *v = &f->services[i];
        const struct subject *x = v->subject;
        int by_hand = x->state == SUBJECT_RATED ? v->final_rating : -1;
        const char *verdict =
            x->state == SUBJECT_STOPPED      ? _("stopped")
            : x->state == SUBJECT_INCOMPLETE ? _("not finished")
            : x->unrated >= 0 ? text_in(&x->block->unrated[x->unrated].title, s->t.language)
            : x->unrated == UNRATED_NO_SCORE ? _("no score")
                                             : say_by_hand(&s->t, by_hand, x->rating);
        columns_row(table, v->code, say_figures(&s->t, &x->f, "–"), verdict,
                    arena_printf(s->t.arena, "%d", x->ndeficiencies), v->name);
    }
    headline(s, C_("heading", "Services"));
    columns_write(table, 2, s->out);
}

void score_body(const struct scores *s)
{
    const struct body_full *f = s->body;
    const struct body_result *x = f->result;
    const struct rubric *r = s->t.rubric;
    name_line(s, f->code, f->name);
    subject_lines(s, r->body, x->capped, x->ncapped);
    final_line(s, x->rating, f->final_rating, f->final_reason, f->final_by);
    line(s, _("review"), say_review(f->review));
    counts_line(s);
    criteria(s, _("Criteria of the services"), r->service, x->service_criteria);
    criteria(s, _("Criteria of the body itself"), r->body, f->own->criteria);
    services(s);
    proposals(s);
}

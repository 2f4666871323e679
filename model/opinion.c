#include "model/opinion.h"

#include <stdlib.h>
#include <string.h>
#include "model/inside.h"
#include "model/proposals_inside.h"
#include "model/review.h"

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
static void put_wording(struct buf *b, const struct proposal_item *x,
                        const struct proposal_wording *w, const char *lead)
{
    const char *what = w->deficiency ? w->deficiency : x->ask;
    put_lines(b, lead, what ? what : x->key);
    put_lines(b, "   → ", w->proposal);
    put_lines(b, "   § ", x->basis);
}

/* Who, until when. */
static void put_duty(struct buf *b, const struct proposal_item *x, const char *day, struct arena *a)
{
    const char *due = x->due_by_hand ? x->due : proposal_days_after(day, x->due_days, a);
    if (!x->owner && !due)
        return;
    buf_add(b, "   ");
    if (x->owner)
        buf_printf(b, "» %s", x->owner);
    if (due)
        buf_printf(b, "%s≤ %s", x->owner ? "  " : "", due);
    buf_addc(b, '\n');
}

/* One paragraph for each different wording, with the services that it speaks for. */
static void put_proposal(struct buf *b, const struct body_full *f, const struct proposal_item *x,
                         const char *day, int *number, struct arena *a)
{
    struct proposal_wording *w, none = {NULL, NULL, x->services, x->nservices};
    int n = proposal_words(x, &w, a);
    for (int i = 0; i == 0 || i < n; i++) {
        const struct proposal_wording *one = n > 0 ? &w[i] : &none;
        const char *lead = x->kind == PROPOSAL_OBSERVATION ? "–  "
                           : x->kind == PROPOSAL_PRACTICE  ? "+  "
                                                           : arena_printf(a, "%d. ", ++*number);
        buf_addc(b, '\n');
        put_wording(b, x, one, lead);
        for (int k = 0; k < one->nservices; k++) {
            const struct service_full *s = &f->services[one->services[k]];
            buf_printf(b, "   • %s  %s\n", s->code, s->name);
        }
        put_duty(b, x, day, a);
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

static bool is_given(const struct proposal_item *x)
{
    return x->raised && x->state != PROPOSAL_NO_LONGER;
}

const char *opinion_text(const struct body_full *f, const struct proposals *p, const char *day,
                         struct arena *a)
{
    /* Sections, in this order. */
    static const unsigned sections[] = {1U << PROPOSAL_RAISED | 1U << PROPOSAL_DEFICIENCY,
                                        1U << PROPOSAL_OBSERVATION, 1U << PROPOSAL_PRACTICE};
    struct buf b = {0};
    int number = 0;
    put_headline(&b, f);
    for (int s = 0; s < 3; s++)
        for (int i = 0; i < p->n; i++)
            if (is_given(&p->list[i]) && sections[s] & 1U << p->list[i].kind)
                put_proposal(&b, f, &p->list[i], day, &number, a);
    const char *text = arena_dup(a, b.s);
    buf_free(&b);
    return text;
}

static void add_all(const struct body_full *f, const struct proposals *p, const char *at,
                    json_t *payload, struct arena *a)
{
    const char *text = opinion_text(f, p, arena_dupn(a, at, strcspn(at, "T")), a);
    json_t *given = json_array();
    for (int i = 0; i < p->n; i++)
        if (is_given(&p->list[i]))
            json_array_append_new(given, json_string(p->list[i].key));
    json_object_set_new(payload, "given", given);
    if (strlen(text) <= TEXT_MOST)
        json_object_set_new(payload, "text", json_string(text));
}

void opinion_add(struct campaign *c, const char *body, const char *at, json_t *payload,
                 struct arena *a)
{
    struct body_full *f = body_load(c, 0, body, NULL);
    struct proposals p;
    if (f && proposals_read(c, 0, f, 0, NULL, &p, a, NULL)) {
        add_all(f, &p, at, payload, a);
        proposals_free(&p);
    }
    body_unload(&f);
}

/* ---- those that were given ---- */

static void add_opinion(struct opinion **list, int *n, struct opinion o, struct arena *a)
{
    *list = arena_more(a, *list, (size_t)*n, sizeof **list);
    (*list)[(*n)++] = o;
}

static void read_kept_opinions(struct campaign *c, int which, const char *body,
                               struct opinion **list, int *n, struct arena *a)
{
    struct query *q = db_query(c->db,
                               "SELECT by, at, value, note FROM head WHERE camp = ? AND body = ?"
                               " AND service = '' AND kind = 'opinion' ORDER BY item",
                               "it", which, body);
    while (query_row(q))
        add_opinion(list, n,
                    (struct opinion){query_copy(q, 0, a), query_copy(q, 1, a), query_copy(q, 2, a),
                                     query_copy(q, 3, a)},
                    a);
    query_done(&q);
}

static struct opinion opinion_of(const struct review_step *s, const struct event *e,
                                 struct arena *a)
{
    char *keys = json_canonical(json_object_get(e->payload, "given"));
    struct opinion o = {s->by, s->at, arena_copy(a, keys), s->text};
    free(keys);
    return o;
}

bool opinions_read(struct campaign *c, int which, const char *body, struct opinion **list, int *n,
                   struct arena *a, struct err *err)
{
    struct review_step *steps;
    int nsteps = 0;
    *list = NULL;
    *n = 0;
    if (which > 0)
        read_kept_opinions(c, which, body, list, n, a);
    else if (c->version >= 3 && !review_way(c, body, &steps, &nsteps, a, err))
        return false;
    for (int i = 0; i < nsteps; i++) {
        struct event e;
        if (steps[i].known && steps[i].counts &&
            review_of(steps[i].state) == REVIEW_OPINION_GIVEN && store_event(c, steps[i].id, a, &e))
            add_opinion(list, n, opinion_of(&steps[i], &e, a), a);
    }
    return !db_failed(c->db, err);
}

#include "model/opinion.h"

#include <stdlib.h>
#include <string.h>
#include "model/inside.h"
#include "model/proposals_inside.h"
#include "model/review.h"

#define TEXT_MOST (4 << 20) /* bytes; an event may be twice as long */
#define NAMED_MOST 3        /* services */

/* A text, led by a sign; its further lines stand below the first. */
static void put_lines(struct buf *b, const char *lead, const char *text, const char *below)
{
    for (const char *end; text; text = end ? end + 1 : NULL) {
        end = strchr(text, '\n');
        int n = end ? (int)(end - text) : (int)strlen(text);
        buf_printf(b, "%s%.*s\n", lead, n, text);
        lead = below;
    }
}

/* An opinion in the making. */
struct writing {
    const struct body_full *f;
    int language;
    const char *day;
    bool *coded; /* per service: somewhere it stands by its code alone */
    int number;
    struct buf out;
    struct arena *a;
};

/* A few are named; many are known by their codes, and named once at the end. */
static void put_services(struct writing *w, const char *in, const int *services, int n)
{
    const struct service_full *all = w->f->services;
    for (int i = 0; i < n && n <= NAMED_MOST; i++)
        buf_printf(&w->out, "%s   • %s  %s\n", in, all[services[i]].code, all[services[i]].name);
    if (n <= NAMED_MOST)
        return;
    buf_printf(&w->out, "%s   • ", in);
    for (int i = 0; i < n; i++) {
        buf_printf(&w->out, "%s%s", i ? ", " : "", all[services[i]].code);
        w->coded[services[i]] = true;
    }
    buf_addc(&w->out, '\n');
}

/* Who, until when. */
static void put_duty(struct writing *w, const struct proposal_item *x)
{
    const char *due = x->due_by_hand ? x->due : proposal_days_after(w->day, x->due_days, w->a);
    if (!x->owner && !due)
        return;
    buf_add(&w->out, "   ");
    if (x->owner)
        buf_printf(&w->out, "» %s", x->owner);
    if (due)
        buf_printf(&w->out, "%s≤ %s", x->owner ? "  " : "", due);
    buf_addc(&w->out, '\n');
}

/* What is wrong, and beneath it what to do. */
static void put_pair(struct writing *w, const struct proposal_wording *pair)
{
    bool under = pair->deficiency != NULL;
    put_lines(&w->out, "   – ", pair->deficiency, "     ");
    put_lines(&w->out, under ? "     → " : "   → ", pair->proposal, under ? "       " : "     ");
}

/* A question without a text of its own, or with several, is known by what it asks. */
static void put_proposal(struct writing *w, const struct proposal_item *x)
{
    struct proposal_wording *pair;
    int n = proposal_pairs(w->f, x, w->language, &pair, w->a);
    const char *what = n == 1 && pair->deficiency ? pair->deficiency : x->ask;
    const char *lead = x->kind == PROPOSAL_OBSERVATION ? "–  "
                       : x->kind == PROPOSAL_PRACTICE  ? "+  "
                                                       : arena_printf(w->a, "%d. ", ++w->number);
    bool apart = proposal_is_apart(x, pair, n);
    buf_addc(&w->out, '\n');
    put_lines(&w->out, lead, what ? what : x->key, "     ");
    if (n == 1)
        put_lines(&w->out, "   → ", pair->proposal, "     ");
    for (int i = 0; n > 1 && i < n; i++) {
        put_pair(w, &pair[i]);
        if (apart && pair[i].deficiency)
            put_services(w, "  ", pair[i].services, pair[i].nservices);
        else if (pair[i].nservices < x->nservices)
            put_services(w, "", pair[i].services, pair[i].nservices);
    }
    put_lines(&w->out, "   § ", x->basis, "     ");
    if (!apart)
        put_services(w, "", x->services, x->nservices);
    put_duty(w, x);
}

static void put_headline(struct writing *w)
{
    const struct body_full *f = w->f;
    const struct rubric *r = f->rubric;
    const struct figures *x = &f->result->f;
    int rating = rating_counting(f->result->state, f->final_rating, f->result->rating);
    const char *title = rating >= 0 ? text_in(&r->ratings[rating].title, w->language) : NULL;
    int64_t units = figure_units(r, x->score);
    char score[32];
    buf_printf(&w->out, "%s  %s\n", f->code, f->name);
    if (units != UNITS_NONE)
        buf_add(&w->out, units_text(units, r->decimals, score, sizeof score));
    if (title)
        buf_printf(&w->out, "%s%s", units != UNITS_NONE ? "  " : "", title);
    if (units != UNITS_NONE || title)
        buf_addc(&w->out, '\n');
}

static void put_names(struct writing *w)
{
    const char *before = "\n";
    for (int i = 0; i < w->f->nservices; i++) {
        const struct service_full *s = &w->f->services[i];
        if (!w->coded[i])
            continue;
        buf_printf(&w->out, "%s•  %s  %s\n", before, s->code, s->name);
        before = "";
    }
}

static bool is_given(const struct proposal_item *x)
{
    return x->raised && x->state != PROPOSAL_NO_LONGER;
}

const char *opinion_text(const struct body_full *f, const struct proposals *p, int language,
                         const char *day, struct arena *a)
{
    /* Sections, in this order. */
    static const unsigned sections[] = {1U << PROPOSAL_RAISED | 1U << PROPOSAL_DEFICIENCY,
                                        1U << PROPOSAL_OBSERVATION, 1U << PROPOSAL_PRACTICE};
    struct writing w = {f, language, day, arena_alloc(a, (size_t)f->nservices + 1), 0, {0}, a};
    put_headline(&w);
    for (int s = 0; s < 3; s++)
        for (int i = 0; i < p->n; i++)
            if (is_given(&p->list[i]) && sections[s] & 1U << p->list[i].kind)
                put_proposal(&w, &p->list[i]);
    put_names(&w);
    const char *text = arena_dup(a, w.out.s);
    buf_free(&w.out);
    return text;
}

static void add_all(const struct body_full *f, const struct proposals *p, int language,
                    const char *at, json_t *payload, struct arena *a)
{
    const char *text = opinion_text(f, p, language, arena_dupn(a, at, strcspn(at, "T")), a);
    json_t *given = json_array();
    for (int i = 0; i < p->n; i++)
        if (is_given(&p->list[i]))
            json_array_append_new(given, json_string(p->list[i].key));
    json_object_set_new(payload, "given", given);
    if (strlen(text) <= TEXT_MOST)
        json_object_set_new(payload, "text", json_string(text));
}

void opinion_add(struct campaign *c, const char *body, int language, const char *at,
                 json_t *payload, struct arena *a)
{
    struct body_full *f = body_load(c, 0, body, NULL);
    struct proposals p;
    if (f && proposals_read(c, 0, f, language, NULL, &p, a, NULL)) {
        add_all(f, &p, language, at, payload, a);
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

#include <string.h>
#include "forms/answer.h"
#include "forms/load.h"
#include "forms/qtype.h"

enum { EXAMPLES_MOST = 500 };

#define KIND(what, keys)                                                                           \
    {                                                                                              \
        what, keys, sizeof keys / sizeof *keys                                                     \
    }

/* ---- names ---- */

/* A question of the block by its id; NULL after a diag, or where the block is not fully known. */
static const struct question *question_at(struct load *l, const struct block *b,
                                          const struct node *n, const char *id)
{
    const struct question *q = b ? block_question(b, id) : NULL;
    bool holes = b ? l->holes[b->kind] : l->holes[BLOCK_SERVICE] || l->holes[BLOCK_BODY];
    if (q || holes || load_is_broken(l, id))
        return q;
    const struct block *other = NULL;
    if (rubric_question(l->r, id, &other)) {
        FAULT(l, n,
              other->kind == BLOCK_BODY
                  ? _("'%s' is a question of the body; an example of a service has its own")
                  : _("'%s' is a question of services; an example of the body has its own"),
              id);
        return NULL;
    }
    size_t count = b && !load_full(l) ? (size_t)b->nquestions : 0;
    const char **ids = arena_alloc(l->tmp, sizeof *ids * (count + 1));
    for (size_t i = 0; i < count; i++)
        ids[i] = b->questions[i].id;
    load_unknown(l, n,
                 arena_printf(l->tmp, _("no question is called '%s'"), text_brief(l->tmp, id, 40)),
                 ids, count);
    return NULL;
}

static struct pair pair_of(struct load *l, const struct node *n, const char *name,
                           const char *value)
{
    return (struct pair){arena_dup(l->a, name), value ? arena_dup(l->a, value) : NULL, n->line,
                         n->col};
}

/* ---- answers, previous, attrs ---- */

enum pairs { ANSWERS, PREVIOUS, ATTRS };

/* What a question was answered with before may be of another type now: it is not looked at. */
static void check_answer(struct load *l, const struct block *b, const struct node *n,
                         enum pairs what)
{
    struct answer parsed;
    const char *why;
    const struct question *q = question_at(l, b, n->key, n->key->text);
    if (!q || what == PREVIOUS || load_is_broken(l, q->id))
        return;
    if (!answer_parse(q, n->text, l->tmp, &parsed, &why))
        FAULT(l, n, "%s", why);
}

static struct pair *load_pairs(struct load *l, const struct node *n, const struct block *b,
                               enum pairs what, int *count)
{
    *count = 0;
    if (!n || n->kind == NODE_BAD)
        return NULL;
    if (n->kind != NODE_MAP) {
        load_expected(
            l, n, what == ATTRS ? _("a map of names to texts") : _("a map of questions to values"));
        return NULL;
    }
    struct pair *pairs = arena_alloc(l->a, sizeof *pairs * (size_t)(n->n + 1));
    for (const struct node *v = n->first; v; v = v->next) {
        if (!v->key || v->kind == NODE_BAD)
            continue;
        if (v->kind != NODE_SCALAR) {
            load_expected(l, v, _("a value as in the answers CSV"));
            continue;
        }
        if (what != ATTRS)
            check_answer(l, b, v, what);
        pairs[(*count)++] = pair_of(l, v, v->key->text, v->text);
    }
    return pairs;
}

/* ---- services ---- */

static bool load_service_score(struct load *l, const struct node *n, num *score)
{
    static const struct key keys[] = {{"score", true, 0}};
    static const struct map_kind kind = KIND(N_("a service of an example"), keys);
    if (!load_map(l, n, &kind))
        return false;
    const struct node *v = node_get(n, "score");
    if (!v || !load_positive(l, v, score))
        return false;
    if (num_cmp(*score, l->r->scale) <= 0)
        return true;
    FAULT(l, v, _("the score %s lies above the scale's %s"), num_short(l->tmp, *score),
          num_short(l->tmp, l->r->scale));
    return false;
}

/* What a service of an example may be called: a rating, why it has no score, or a state. */
static const char **service_words(struct load *l, size_t *n)
{
    static const char *const states[] = {"stopped", "incomplete", "no_score"};
    const struct block *s = l->r->service;
    size_t room = 3 + (size_t)l->r->nratings + (s ? (size_t)s->nunrated : 0);
    const char **words = arena_alloc(l->tmp, sizeof *words * room);
    *n = 0;
    for (int i = 0; i < l->r->nratings; i++)
        words[(*n)++] = l->r->ratings[i].id;
    for (int i = 0; s && i < s->nunrated; i++)
        words[(*n)++] = s->unrated[i].id;
    for (size_t i = 0; i < 3; i++)
        words[(*n)++] = states[i];
    return words;
}

static void load_services(struct load *l, const struct node *n, struct example *e)
{
    if (!n || !load_list(l, n))
        return;
    size_t nwords;
    const char **words = service_words(l, &nwords);
    bool unsure = l->unsure_ratings || l->holes[BLOCK_SERVICE];
    e->services = arena_alloc(l->a, sizeof *e->services * (size_t)(n->n + 1));
    for (const struct node *v = n->first; v; v = v->next) {
        struct example_service *s = &e->services[e->nservices];
        *s = (struct example_service){.score = NUM_NONE, .line = v->line, .col = v->col};
        if (v->kind == NODE_MAP) {
            e->nservices += load_service_score(l, v, &s->score);
            continue;
        }
        int i = unsure ? -1 : load_pick(l, v, _("no service can be '%s'"), words, nwords);
        if (i >= 0)
            e->services[e->nservices++].id = arena_dup(l->a, words[i]);
    }
}

/* ---- expect ---- */

static bool is_none(const struct node *n)
{
    return n->kind == NODE_SCALAR && strcmp(n->text, "none") == 0;
}

static bool good_figure(struct load *l, const struct node *n)
{
    num x;
    if (is_none(n))
        return true;
    if (!load_num(l, n, &x))
        return false;
    const char *point = strchr(n->text, '.');
    if (!point || (int)strlen(point + 1) <= l->r->decimals)
        return true;
    FAULT(l, n, _("'%s' has more decimals than the rubric prints (%d)"), n->text, l->r->decimals);
    return false;
}

static bool good_state(struct load *l, const struct node *n, enum block_kind kind)
{
    static const char *const service[] = {"rated", "incomplete", "unrated"};
    static const char *const body[] = {"complete", "incomplete", "unrated"};
    return load_word(l, n, kind == BLOCK_BODY ? body : service, 3) >= 0;
}

static bool good_rating(struct load *l, const struct node *n)
{
    if (l->unsure_ratings || is_none(n))
        return !l->unsure_ratings;
    return load_pick(l, n, _("no rating is called '%s'"), l->rating_ids, (size_t)l->r->nratings) >=
           0;
}

static bool good_unrated(struct load *l, const struct node *n, const struct block *b)
{
    if (is_none(n) || (b && l->holes[b->kind]))
        return true;
    size_t count = b ? (size_t)b->nunrated : 0;
    const char **ids = arena_alloc(l->tmp, sizeof *ids * (count + 1));
    for (size_t i = 0; i < count; i++)
        ids[i] = b->unrated[i].id;
    ids[count] = "no_score";
    return load_pick(l, n, _("no item of 'unrated' is called '%s'"), ids, count + 1) >= 0;
}

static bool good_because(struct load *l, const struct node *n, const struct block *b)
{
    size_t count = b ? (size_t)b->ncaps : 0;
    const char **texts = arena_alloc(l->tmp, sizeof *texts * (count + 1));
    for (size_t i = 0; i < count; i++) {
        texts[i] = text_in(&b->caps[i].because, 0);
        if (!texts[i])
            return true; /* told already */
    }
    return load_pick(l, n, _("no cap says '%s'"), texts, count) >= 0;
}

/* The items of a list: questions, or (capped) the texts of caps. NULL where there is none. */
static struct pair *load_items(struct load *l, const struct node *n, const struct block *b,
                               bool because, bool *has, int *count)
{
    struct scope scope = {0};
    *has = n && load_list(l, n);
    if (!*has)
        return NULL;
    struct pair *items = arena_alloc(l->a, sizeof *items * (size_t)(n->n + 1));
    for (const struct node *v = n->first; v; v = v->next) {
        if (v->kind == NODE_BAD)
            continue;
        if (v->kind != NODE_SCALAR)
            load_expected(l, v, because ? _("the text of a cap") : _("a question"));
        else if (because ? good_because(l, v, b) : question_at(l, b, v, v->text) != NULL) {
            scope_add(l, &scope, v->text, v);
            items[(*count)++] = pair_of(l, v, v->text, NULL);
        }
    }
    scope_check(l, &scope, _("'%s' stands already on line %d"));
    return items;
}

static bool good_expectation(struct load *l, const struct node *n, const struct example *e,
                             const struct block *b)
{
    const char *key = n->key->text;
    if (strcmp(key, "state") == 0)
        return good_state(l, n, e->kind);
    if (strcmp(key, "rating") == 0)
        return good_rating(l, n);
    if (strcmp(key, "unrated") == 0)
        return good_unrated(l, n, b);
    return good_figure(l, n);
}

static void load_expect(struct load *l, const struct node *n, const struct block *b,
                        struct example *e)
{
    static const struct key keys[] = {
        {"state", false, 0},  {"unrated", false, 0},     {"score", false, 0},  {"so_far", false, 0},
        {"low", false, 0},    {"high", false, 0},        {"rating", false, 0}, {"capped", false, 0},
        {"way_up", false, 0}, {"deficiencies", false, 0}};
    static const struct map_kind kind = KIND(N_("'expect'"), keys);
    if (!load_map(l, n, &kind))
        return;
    if (!n->first) {
        FAULT(l, n, _("'expect' is empty; expected at least one figure, rating or list"));
        return;
    }
    e->expect = arena_alloc(l->a, sizeof *e->expect * (size_t)n->n);
    e->capped = load_items(l, node_get(n, "capped"), b, true, &e->has_capped, &e->ncapped);
    e->way_up = load_items(l, node_get(n, "way_up"), b, false, &e->has_way_up, &e->nway_up);
    e->deficiencies = load_items(l, node_get(n, "deficiencies"), b, false, &e->has_deficiencies,
                                 &e->ndeficiencies);
    for (size_t i = 0; i < 7; i++) {
        const struct node *v = node_get(n, keys[i].name);
        if (v && good_expectation(l, v, e, b))
            e->expect[e->nexpect++] = pair_of(l, v, keys[i].name, v->text);
    }
}

/* ---- one example ---- */

/* The answers under `service` or `body`, of which there is one; NULL after a diag. */
static const struct node *subject_of(struct load *l, const struct node *n, enum block_kind *kind)
{
    const struct node *service = node_find(n, "service"), *body = node_find(n, "body");
    *kind = body ? BLOCK_BODY : BLOCK_SERVICE;
    if (service && body)
        FAULT(l, body->key, _("an example is of 'service' or of 'body', not of both"));
    else if (service && !l->r->service && !l->holes[BLOCK_SERVICE])
        FAULT(l, service->key, _("this rubric has no 'service' that an example could be of"));
    else if (!service && !body && !load_was_meant(l, "service") && !load_was_meant(l, "body"))
        FAULT(l, n, _("an example needs 'service' or 'body'"));
    else
        return service ? service : body;
    return NULL;
}

static void load_example(struct load *l, const struct node *n, struct example *e)
{
    static const struct key keys[] = {
        {"name", true, 0},      {"service", false, 0},  {"body", false, 0},  {"attrs", false, 0},
        {"previous", false, 0}, {"services", false, 0}, {"expect", true, 0},
    };
    static const struct map_kind kind = KIND(N_("an example"), keys);
    if (!load_map(l, n, &kind))
        return;
    e->line = n->line;
    e->col = n->col;
    const struct node *name = node_get(n, "name"), *services = node_find(n, "services");
    const struct node *subject = subject_of(l, n, &e->kind), *expect = node_get(n, "expect");
    if (name)
        load_string(l, name, &e->name);
    if (!subject)
        return;
    const struct block *b = e->kind == BLOCK_BODY ? l->r->body : l->r->service;
    e->answers = load_pairs(l, subject, b, ANSWERS, &e->nanswers);
    e->previous = load_pairs(l, node_get(n, "previous"), b, PREVIOUS, &e->nprevious);
    e->attrs = load_pairs(l, node_get(n, "attrs"), b, ATTRS, &e->nattrs);
    if (services && e->kind == BLOCK_SERVICE)
        FAULT(l, services->key, _("only an example of the body has 'services'"));
    else
        load_services(l, services, e);
    if (expect)
        load_expect(l, expect, b, e);
}

void load_examples(struct load *l, const struct node *n)
{
    struct rubric *r = l->r;
    if (!load_list(l, n))
        return;
    if (n->n > EXAMPLES_MOST) {
        FAULT(l, n, _("there are %d examples; at most %d are allowed"), n->n, EXAMPLES_MOST);
        return;
    }
    r->examples = arena_alloc(l->a, sizeof *r->examples * (size_t)(n->n + 1));
    for (const struct node *v = n->first; v; v = v->next)
        load_example(l, v, &r->examples[r->nexamples++]);
}

#include <string.h>
#include "forms/load.h"

enum { LEVELS_MOST = 4, RULES_MOST = 100 };

#define KIND(what, keys)                                                                           \
    {                                                                                              \
        what, keys, sizeof keys / sizeof *keys                                                     \
    }

/* ---- criteria ---- */

static const struct key criterion_keys[] = {
    {"id", true, 0},         {"title", true, 0},      {"short", false, 0},   {"weight", false, 0},
    {"aggregate", false, 0}, {"questions", false, 0}, {"criteria", false, 0}};
static const struct map_kind criterion_kind = KIND(N_("a criterion"), criterion_keys);

/* How many criteria and questions stand in a list of criteria, so that both get one array. Deeper
 * than four levels nothing is counted, because nothing is read there. */
static void count(const struct node *list, int level, int *criteria, int *questions)
{
    if (!list || list->kind != NODE_LIST || level == LEVELS_MOST)
        return;
    for (const struct node *c = list->first; c; c = c->next) {
        const struct node *q = c->kind == NODE_MAP ? node_get(c, "questions") : NULL;
        ++*criteria;
        if (q && q->kind == NODE_LIST)
            *questions += q->n;
        if (c->kind == NODE_MAP)
            count(node_get(c, "criteria"), level + 1, criteria, questions);
    }
}

static void check_short(struct load *l, const struct node *n, const struct text *t)
{
    enum { CELLS_MOST = 16 };
    for (int i = 0; t->in && i < l->r->nlanguages; i++)
        if (t->in[i] && text_width(t->in[i]) > CELLS_MOST)
            FAULT(l, n, _("'short' may take at most %d cells, but '%s' takes %d"), CELLS_MOST,
                  text_brief(l->tmp, t->in[i], 40), text_width(t->in[i]));
}

/* Under a criterion that sums all points below it, neither would count for anything. */
static void refuse_idle(struct load *l, const struct node *n, const char *points_above)
{
    static const char *const idle[] = {"weight", "aggregate"};
    for (size_t i = 0; points_above && i < 2; i++) {
        const struct node *v = node_find(n, idle[i]);
        if (v)
            FAULT(l, v->key,
                  _("'%s' would count for nothing here: criterion '%s' above sums the points of "
                    "all its questions"),
                  idle[i], points_above);
    }
}

static void load_criterion_head(struct load *l, const struct node *n, struct criterion *c)
{
    static const char *const words[] = {"mean", "points", "lowest"};
    const struct node *v;
    c->weight = NUM_ONE;
    c->aggregate = c->leaf ? AGG_POINTS : AGG_MEAN;
    load_text_at(l, n, "title", &c->title);
    if ((v = node_get(n, "short"))) {
        load_text(l, v, &c->short_title);
        check_short(l, v, &c->short_title);
    }
    if ((v = node_get(n, "weight")))
        load_positive(l, v, &c->weight);
    int word = (v = node_get(n, "aggregate")) ? load_word(l, v, words, 3) : -1;
    if (word >= 0)
        c->aggregate = (enum aggregate)word;
}

static void load_criterion_id(struct load *l, const struct node *n, const struct block *b,
                              struct criterion *c)
{
    const struct node *id = node_get(n, "id");
    c->id = "";
    if (id && load_id(l, id, &c->id))
        scope_add(l, &l->ids, c->id, id);
    else
        l->holes[b->kind] = true;
}

/* Exactly one of the two lists of a criterion; NULL after a diag. */
static const struct node *children_of(struct load *l, const struct node *n, bool *leaf)
{
    const struct node *q = node_find(n, "questions"), *c = node_find(n, "criteria");
    *leaf = q != NULL;
    if (q && c)
        FAULT(l, c->key, _("a criterion has 'questions' or 'criteria', not both"));
    else if (!q && !c && !load_was_meant(l, "questions") && !load_was_meant(l, "criteria"))
        FAULT(l, n, _("a criterion needs 'questions' or 'criteria'"));
    else if (q || c)
        return q ? q : c;
    return NULL;
}

static void load_questions(struct load *l, const struct node *list, struct block *b, int criterion)
{
    for (const struct node *v = list->first; v; v = v->next) {
        struct question *q = &b->questions[b->nquestions];
        q->index = b->nquestions++;
        q->criterion = criterion;
        load_question(l, v, b, q);
    }
}

/* Where one is in the tree. */
struct above {
    int parent, level;
    const char *points; /* id of a criterion above whose aggregate is points; NULL: none */
};

static void load_criteria(struct load *l, const struct node *list, struct block *b,
                          struct above above);

static void load_children(struct load *l, const struct node *n, struct block *b,
                          struct criterion *c, struct above above)
{
    if (!n || !load_full_list(l, n)) {
        l->holes[b->kind] = true;
        return;
    }
    if (c->leaf) {
        load_questions(l, n, b, c->index);
        return;
    }
    const char *points = c->aggregate == AGG_POINTS ? c->id : above.points;
    load_criteria(l, n, b, (struct above){c->index, above.level + 1, points});
}

static void load_criterion(struct load *l, const struct node *n, struct block *b,
                           struct above above)
{
    struct criterion *c = &b->criteria[b->ncriteria];
    c->index = b->ncriteria++;
    c->parent = above.parent;
    c->level = above.level;
    c->first_question = b->nquestions;
    c->id = "";
    if (load_map(l, n, &criterion_kind)) {
        const struct node *children = children_of(l, n, &c->leaf);
        load_criterion_id(l, n, b, c);
        load_criterion_head(l, n, c);
        refuse_idle(l, n, above.points);
        load_children(l, children, b, c, above);
    } else {
        l->holes[b->kind] = true;
    }
    c->end = b->ncriteria;
    c->nquestions = b->nquestions - c->first_question;
}

static void load_criteria(struct load *l, const struct node *list, struct block *b,
                          struct above above)
{
    if (above.level == LEVELS_MOST) {
        FAULT(l, list, _("criteria may be nested at most %d levels deep"), LEVELS_MOST);
        l->holes[b->kind] = true;
        return;
    }
    for (const struct node *v = list->first; v; v = v->next)
        load_criterion(l, v, b, above);
}

static void load_tree(struct load *l, const struct node *n, struct block *b)
{
    const struct node *list = node_get(n, "criteria");
    if (!list || !load_full_list(l, list)) {
        l->holes[b->kind] = true;
        return;
    }
    int criteria = 0, questions = 0;
    count(list, 0, &criteria, &questions);
    b->criteria = arena_alloc(l->a, sizeof *b->criteria * (size_t)criteria);
    b->questions = arena_alloc(l->a, sizeof *b->questions * (size_t)questions);
    load_criteria(l, list, b, (struct above){.parent = -1});
}

/* ---- unrated, caps ---- */

/* The list at a key, or NULL. */
static const struct node *rules_at(struct load *l, const struct node *map, const char *key)
{
    const struct node *n = node_get(map, key);
    if (!n || !load_list(l, n))
        return NULL;
    if (n->n <= RULES_MOST)
        return n;
    FAULT(l, n, _("'%s' has %d items; at most %d are allowed"), key, n->n, RULES_MOST);
    return NULL;
}

static void load_unrated_rule(struct load *l, const struct node *n, struct block *b,
                              struct scope *scope)
{
    static const struct key keys[] = {{"id", true, 0}, {"when", true, 0}, {"title", true, 0}};
    static const struct map_kind kind = KIND(N_("an item of 'unrated'"), keys);
    struct unrated_rule *u = &b->unrated[b->nunrated];
    if (!load_map(l, n, &kind))
        return;
    const struct node *id = node_get(n, "id"), *when = node_get(n, "when");
    if (when)
        load_expression(l, when, b, PLACE_VERDICT, &u->when);
    load_text_at(l, n, "title", &u->title);
    u->id = "";
    b->nunrated++;
    if (!id || !load_id(l, id, &u->id)) {
        l->holes[b->kind] = true;
        return;
    }
    scope_add(l, scope, u->id, id);
    if (strcmp(u->id, "none") == 0)
        FAULT(l, id, _("an item of 'unrated' can't be called 'none': that word stands for none"));
    else if (rubric_rating(l->r, u->id) >= 0)
        FAULT(l, id, _("'%s' is a rating already; an item of 'unrated' needs another id"), u->id);
}

static void load_unrated(struct load *l, const struct node *n, struct block *b)
{
    struct scope scope = {0};
    const struct node *list = rules_at(l, n, "unrated");
    if (!list)
        return;
    b->unrated = arena_alloc(l->a, sizeof *b->unrated * (size_t)(list->n + 1));
    for (const struct node *v = list->first; v; v = v->next)
        load_unrated_rule(l, v, b, &scope);
    scope_check(l, &scope, _("the id '%s' stands already on line %d"));
}

static void load_cap(struct load *l, const struct node *n, struct block *b)
{
    static const struct key keys[] = {
        {"when", true, 0}, {"at_most", true, 0}, {"because", true, 0}};
    static const struct map_kind kind = KIND(N_("a cap"), keys);
    struct cap *c = &b->caps[b->ncaps];
    if (!load_map(l, n, &kind))
        return;
    b->ncaps++;
    const struct node *when = node_get(n, "when"), *at_most = node_get(n, "at_most");
    if (when)
        load_expression(l, when, b, PLACE_VERDICT, &c->when);
    load_text_at(l, n, "because", &c->because);
    if (at_most && l->r->nratings && !l->unsure_ratings)
        c->at_most = load_pick(l, at_most, _("no rating is called '%s'"), l->rating_ids,
                               (size_t)l->r->nratings);
}

static void load_caps(struct load *l, const struct node *n, struct block *b)
{
    const struct node *list = rules_at(l, n, "caps");
    if (!list)
        return;
    if (list->first && l->r->nratings == 0 && !l->unsure_ratings)
        FAULT(l, list->key, _("a cap lowers the rating, but this rubric has no 'ratings'"));
    b->caps = arena_alloc(l->a, sizeof *b->caps * (size_t)(list->n + 1));
    for (const struct node *v = list->first; v; v = v->next)
        load_cap(l, v, b);
}

/* ---- blocks ---- */

static enum aggregate mean_or_lowest(struct load *l, const struct node *map, const char *key)
{
    static const char *const words[] = {"mean", "lowest"};
    const struct node *n = node_get(map, key);
    return n && load_word(l, n, words, 2) == 1 ? AGG_LOWEST : AGG_MEAN;
}

static void load_score(struct load *l, const struct node *n)
{
    static const struct key keys[] = {{"services", false, 0},
                                      {"own", false, 0},
                                      {"services_by", false, 0},
                                      {"unrated_as", false, 0}};
    static const struct map_kind kind = KIND(N_("the body's 'score'"), keys);
    static const char *const unrated_as[] = {"exclude", "zero"};
    if (!load_map(l, n, &kind))
        return;
    const struct node *v;
    l->score = n;
    l->has_own = node_find(n, "own") || load_was_meant(l, "own");
    if ((v = node_get(n, "services")))
        load_positive(l, v, &l->r->weight_services);
    if ((v = node_get(n, "own")))
        load_positive(l, v, &l->r->weight_own);
    l->r->services_by = mean_or_lowest(l, n, "services_by");
    if ((v = node_get(n, "unrated_as")))
        l->r->unrated_zero = load_word(l, v, unrated_as, 2) == 1;
}

struct block *load_block(struct load *l, const struct node *n, enum block_kind kind)
{
    static const struct key service_keys[] = {
        {"criteria", true, 0}, {"unrated", false, 0}, {"caps", false, 0}, {"aggregate", false, 0}};
    static const struct key body_keys[] = {{"criteria", true, 0},
                                           {"unrated", false, 0},
                                           {"caps", false, 0},
                                           {"aggregate", false, 0},
                                           {"score", false, 0}};
    static const struct map_kind kinds[] = {KIND(N_("'service'"), service_keys),
                                            KIND(N_("'body'"), body_keys)};
    struct block *b = arena_alloc(l->a, sizeof *b);
    b->kind = kind;
    if (!load_map(l, n, &kinds[kind])) {
        l->holes[kind] = true;
        return b;
    }
    const struct node *score = kind == BLOCK_BODY ? node_get(n, "score") : NULL;
    load_tree(l, n, b);
    load_unrated(l, n, b);
    load_caps(l, n, b);
    b->aggregate = mean_or_lowest(l, n, "aggregate");
    if (score)
        load_score(l, score);
    return b;
}

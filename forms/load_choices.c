#include <string.h>
#include "forms/load.h"
#include "forms/qtype.h"

static void load_choice(struct load *l, const struct node *n, struct scope *scope,
                        struct choice_list *list)
{
    static const struct key keys[] = {{"id", true, 0},
                                      {"label", true, 0},
                                      {"points", false, 0},
                                      {"deficiency", false, 0},
                                      {"proposal", false, 0}};
    static const struct map_kind kind = {N_("a choice"), keys, sizeof keys / sizeof *keys};
    struct choice *c = &list->choices[list->n];
    const struct node *id = load_map(l, n, &kind) ? node_get(n, "id") : NULL;
    if (!id || !load_id(l, id, &c->id)) {
        list->broken = true;
        return;
    }
    const struct node *points = node_get(n, "points");
    c->points = NUM_ZERO;
    if (points && load_num(l, points, &c->points) && num_sign(c->points) < 0 && !list->negative)
        list->negative = points;
    load_text_at(l, n, "label", &c->label);
    load_text_at(l, n, "deficiency", &c->deficiency);
    load_text_at(l, n, "proposal", &c->proposal);
    scope_add(l, scope, c->id, id);
    list->n++;
}

static void load_choice_list(struct load *l, const struct node *n, struct choice_list *list)
{
    struct scope scope = {0};
    list->broken = !load_full_list(l, n);
    if (list->broken)
        return;
    if (n->n > CHOICES_MOST) {
        FAULT(l, n, _("there are %d choices here; at most %d are allowed"), n->n, CHOICES_MOST);
        list->broken = true;
        return;
    }
    list->choices = arena_alloc(l->a, sizeof *list->choices * (size_t)n->n);
    for (const struct node *v = n->first; v; v = v->next)
        load_choice(l, v, &scope, list);
    scope_check(l, &scope, _("the choice '%s' stands already on line %d"));
}

void load_lists(struct load *l, const struct node *n)
{
    if (n->kind != NODE_MAP) {
        l->unsure_lists = true;
        if (n->kind != NODE_BAD)
            load_expected(l, n, _("a map of names to lists of choices"));
        return;
    }
    l->lists = arena_alloc(l->tmp, sizeof *l->lists * (size_t)(n->n + 1));
    for (const struct node *v = n->first; v; v = v->next) {
        struct choice_list *list = &l->lists[l->nlists];
        if (!v->key || !load_id(l, v->key, &list->id))
            continue;
        l->nlists++;
        scope_add(l, &l->ids, list->id, v->key);
        load_choice_list(l, v, list);
    }
}

static struct choice_list *find_list(struct load *l, const struct node *n)
{
    for (int i = 0; n->kind == NODE_SCALAR && i < l->nlists; i++)
        if (strcmp(l->lists[i].id, n->text) == 0)
            return &l->lists[i];
    if (l->unsure_lists)
        return NULL;
    const char **names = arena_alloc(l->tmp, sizeof *names * (size_t)(l->nlists + 1));
    for (int i = 0; i < l->nlists; i++)
        names[i] = l->lists[i].id;
    load_pick(l, n, _("no list is called '%s'"), names, (size_t)l->nlists);
    return NULL;
}

/* The list that a question chooses from, its own or a shared one; NULL after a diag. */
static struct choice_list *choices_of(struct load *l, const struct node *n,
                                      const struct question *q)
{
    const struct node *own = node_find(n, "choices"), *shared = node_find(n, "list");
    if (own && shared) {
        FAULT(l, shared->key, _("a question has 'choices' or 'list', not both"));
        return NULL;
    }
    if (shared)
        return shared->kind == NODE_BAD ? NULL : find_list(l, shared);
    if (!own) {
        if (!load_was_meant(l, "choices") && !load_was_meant(l, "list"))
            FAULT(l, n, _("a question of type %s needs 'choices' or 'list'"), q->type->name);
        return NULL;
    }
    struct choice_list *list = arena_alloc(l->tmp, sizeof *list);
    load_choice_list(l, own, list);
    return list;
}

static void refuse_negative(struct load *l, const struct node *n, const struct choice_list *list)
{
    const struct node *shared = node_find(n, "list");
    if (shared)
        FAULT(l, shared,
              _("the list '%s' has points below 0 (line %d); only questions of type choices can "
                "use it"),
              list->id, list->negative->line);
    else
        FAULT(l, list->negative,
              _("only in a question of type choices may a choice take points away"));
}

static void load_cap_of_points(struct load *l, const struct node *n, struct question *q)
{
    const struct node *points = node_get(n, "points");
    num sum = q->most;
    if (!points || !load_positive(l, points, &q->points_most))
        return;
    q->has_points_most = true;
    q->most = q->points_most;
    if (num_cmp(q->points_most, sum) > 0)
        FAULT(l, points, _("'points' is %s, above the %s that all good choices earn together"),
              num_short(l->tmp, q->points_most), num_short(l->tmp, sum));
}

void load_choices(struct load *l, const struct node *n, struct question *q)
{
    bool set = q->type->id == Q_CHOICES;
    struct choice_list *list = choices_of(l, n, q);
    if (!list || list->broken) {
        load_broken(l, q->id);
        return;
    }
    q->choices = list->choices;
    q->nchoices = list->n;
    if (!set && list->negative)
        refuse_negative(l, n, list);
    /* A list may be long and used by many. */
    if (!list->has_most[set])
        list->most[set] = question_most(q, l->a);
    list->has_most[set] = true;
    q->most = list->most[set];
    if (set)
        load_cap_of_points(l, n, q);
}

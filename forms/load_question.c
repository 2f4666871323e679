#include <string.h>
#include "forms/load.h"
#include "forms/qtype.h"

static const struct key question_keys[] = {
    {"id", true, 0},
    {"ask", false, 0},
    {"type", true, 0},
    {"stage", false, 0},
    {"weight", false, 0},
    {"when", false, 0},
    {"required", false, KEY_ASKED},
    {"na", false, KEY_ASKED},
    {"hint", false, KEY_ASKED},
    {"guidance", false, 0},
    {"basis", false, 0},
    {"evidence", false, KEY_ASKED},
    {"severity", false, 0},
    {"deficiency", false, 0},
    {"proposal", false, 0},
    {"due_days", false, 0},
    {"choices", false, KEY_CHOICES},
    {"list", false, KEY_CHOICES},
    {"limit", false, KEY_LIMIT},
    {"points", false, KEY_POINTS},
    {"min", false, KEY_RANGE},
    {"max", false, KEY_RANGE},
    {"unit", false, KEY_UNIT},
    {"steps", false, KEY_STEPS},
    {"value", false, KEY_VALUE},
};
static const struct map_kind question_kind = {N_("a question"), question_keys,
                                              sizeof question_keys / sizeof *question_keys};

/* ---- points, ranges, steps ---- */

static void load_yes_no(struct load *l, const struct node *n, struct question *q)
{
    static const struct key keys[] = {{"yes", false, 0}, {"no", false, 0}};
    static const struct map_kind kind = {N_("the points of a yes_no"), keys, 2};
    const struct node *points = node_get(n, "points");
    q->yes_points = q->no_points = NUM_ZERO;
    if (!points)
        return;
    if (points->kind != NODE_MAP) {
        load_positive(l, points, &q->yes_points);
        return;
    }
    if (!load_map(l, points, &kind))
        return;
    const struct node *yes = node_get(points, "yes"), *no = node_get(points, "no");
    if (yes)
        load_positive(l, yes, &q->yes_points);
    if (no)
        load_positive(l, no, &q->no_points);
    if (!points->first)
        load_expected(l, points, _("a number, or a map of yes and no to numbers,"));
}

static bool whole_at(struct load *l, const struct node *n, const char *key, num *out)
{
    const struct node *v = node_get(n, key);
    if (!v) {
        if (!node_find(n, key) && !load_was_meant(l, key))
            FAULT(l, n, _("a question of type scale needs '%s'"), key);
        return false;
    }
    if (!load_num(l, v, out))
        return false;
    return !strchr(v->text, '.') || load_expected(l, v, _("a whole number"));
}

static void load_scale(struct load *l, const struct node *n, struct question *q)
{
    const struct node *points = node_get(n, "points");
    q->has_min = whole_at(l, n, "min", &q->min);
    q->has_max = whole_at(l, n, "max", &q->max);
    q->scale_points = NUM_ZERO;
    if (!q->has_min || !q->has_max) /* what examples answer it with can't be judged */
        load_broken(l, q->id);
    else if (num_cmp(q->min, q->max) >= 0)
        FAULT(l, node_find(n, "max"), _("'max' is %s, not above the 'min' of %s"),
              num_short(l->tmp, q->max), num_short(l->tmp, q->min));
    if (points)
        load_positive(l, points, &q->scale_points);
}

static void load_range(struct load *l, const struct node *n, struct question *q)
{
    const struct node *min = node_get(n, "min"), *max = node_get(n, "max");
    q->has_min = min && load_num(l, min, &q->min);
    q->has_max = max && load_num(l, max, &q->max);
    if (q->has_min && q->has_max && num_cmp(q->min, q->max) > 0)
        FAULT(l, max, _("'max' is %s, below the 'min' of %s"), num_short(l->tmp, q->max),
              num_short(l->tmp, q->min));
    load_text_at(l, n, "unit", &q->unit);
}

/* The first step has no `from`, or (of a number) one not above min; of a calc any. */
static void check_first_step(struct load *l, const struct node *from, const struct question *q,
                             num x)
{
    if (q->type->id == Q_CALC || (q->has_min && num_cmp(x, q->min) <= 0))
        return;
    if (q->has_min)
        FAULT(l, from, _("the first step begins at %s, above the 'min' of %s"),
              num_short(l->tmp, x), num_short(l->tmp, q->min));
    else
        FAULT(l, from, _("the first step has no 'from' where the question has no 'min'"));
}

static void load_step(struct load *l, const struct node *n, struct question *q)
{
    static const struct key keys[] = {{"from", false, 0}, {"points", true, 0}};
    static const struct map_kind kind = {N_("a step"), keys, 2};
    int i = q->nsteps;
    struct step *s = &q->steps[q->nsteps++];
    s->points = NUM_ZERO;
    if (!load_map(l, n, &kind))
        return;
    const struct node *from = node_get(n, "from"), *points = node_get(n, "points");
    if (points)
        load_positive(l, points, &s->points);
    if (!from) {
        if (i > 0 && !node_find(n, "from") && !load_was_meant(l, "from"))
            FAULT(l, n, _("every step but the first needs 'from'"));
        return;
    }
    s->has_from = load_num(l, from, &s->from);
    if (!s->has_from)
        return;
    if (i == 0)
        check_first_step(l, from, q, s->from);
    else if (s[-1].has_from && num_cmp(s->from, s[-1].from) <= 0)
        FAULT(l, from, _("'from' must rise from step to step, but %s does not lie above %s"),
              num_short(l->tmp, s->from), num_short(l->tmp, s[-1].from));
}

static void load_steps(struct load *l, const struct node *n, struct question *q)
{
    const struct node *steps = node_get(n, "steps");
    if (!steps || !load_full_list(l, steps))
        return;
    q->steps = arena_alloc(l->a, sizeof *q->steps * (size_t)steps->n);
    for (const struct node *v = steps->first; v; v = v->next)
        load_step(l, v, q);
}

static void load_value(struct load *l, const struct node *n, const struct block *b,
                       struct question *q)
{
    const struct node *value = node_get(n, "value");
    q->required = false;
    q->na = false;
    q->evidence = EVIDENCE_NONE;
    if (value)
        load_expression(l, value, b, PLACE_VALUE, &q->value);
    else if (!node_find(n, "value") && !load_was_meant(l, "value"))
        FAULT(l, n, _("a question of type calc needs 'value'"));
}

/* ---- what all questions have ---- */

static const struct qtype *type_of(struct load *l, const struct node *n)
{
    const char *names[16];
    for (int i = 0; i < nqtypes; i++)
        names[i] = qtypes[i].name;
    int i = n ? load_word(l, n, names, (size_t)nqtypes) : -1;
    return i < 0 ? NULL : &qtypes[i];
}

static void refuse_keys(struct load *l, const struct node *n, const struct qtype *type)
{
    for (size_t i = 0; i < question_kind.nkeys; i++) {
        const struct key *k = &question_keys[i];
        const struct node *v = k->only && !(type->keys & k->only) ? node_find(n, k->name) : NULL;
        if (v)
            FAULT(l, v->key, _("a question of type %s does not take '%s'"), type->name, k->name);
    }
}

static void load_evidence(struct load *l, const struct node *n, const struct block *b,
                          struct question *q)
{
    static const char *const words[] = {"none", "optional", "required"};
    static const enum evidence_rule rules[] = {EVIDENCE_NONE, EVIDENCE_OPTIONAL, EVIDENCE_REQUIRED};
    q->evidence = EVIDENCE_OPTIONAL;
    if (!n)
        return;
    for (size_t i = 0; n->kind == NODE_SCALAR && i < 3; i++)
        if (strcmp(n->text, words[i]) == 0) {
            q->evidence = rules[i];
            return;
        }
    q->evidence = EVIDENCE_WHEN;
    load_expression(l, n, b, PLACE_EVIDENCE, &q->evidence_when);
}

static void load_rules(struct load *l, const struct node *n, const struct block *b,
                       struct question *q)
{
    const struct node *v;
    q->weight = NUM_ONE;
    q->required = true;
    q->na = true;
    q->due_days = -1;
    if ((v = node_get(n, "weight")))
        load_positive(l, v, &q->weight);
    if ((v = node_get(n, "required")))
        load_bool(l, v, &q->required);
    if ((v = node_get(n, "na")))
        load_bool(l, v, &q->na);
    if ((v = node_get(n, "due_days")))
        load_whole(l, v, 0, 36500, &q->due_days);
    if ((v = node_get(n, "when")))
        load_expression(l, v, b, PLACE_WHEN, &q->when);
    if ((v = node_get(n, "limit")))
        load_expression(l, v, b, PLACE_LIMIT, &q->limit);
    if ((v = node_get(n, "stage")) && !l->unsure_stages)
        q->stage =
            load_pick(l, v, _("no stage is called '%s'"), l->stage_ids, (size_t)l->r->nstages);
    if ((v = node_get(n, "severity")) && !l->unsure_severities)
        q->severity = load_pick(l, v, _("no severity is called '%s'"), l->r->severities,
                                (size_t)l->r->nseverities);
    load_evidence(l, node_get(n, "evidence"), b, q);
}

static void load_texts(struct load *l, const struct node *n, struct question *q)
{
    load_text_at(l, n, "ask", &q->ask);
    load_text_at(l, n, "hint", &q->hint);
    load_text_at(l, n, "guidance", &q->guidance);
    load_text_at(l, n, "basis", &q->basis);
    load_text_at(l, n, "deficiency", &q->deficiency);
    load_text_at(l, n, "proposal", &q->proposal);
}

/* What the type alone has: choices, ranges, steps, and with them the maximum. */
static void load_by_type(struct load *l, const struct node *n, const struct block *b,
                         struct question *q)
{
    refuse_keys(l, n, q->type);
    q->yes_points = q->no_points = q->scale_points = q->most = NUM_ZERO;
    switch (q->type->id) {
    case Q_YES_NO:
        load_yes_no(l, n, q);
        break;
    case Q_CHOICE:
    case Q_CHOICES:
        load_choices(l, n, q);
        return;
    case Q_SCALE:
        load_scale(l, n, q);
        break;
    case Q_NUMBER:
        load_range(l, n, q);
        load_steps(l, n, q);
        break;
    case Q_CALC:
        load_value(l, n, b, q);
        load_steps(l, n, q);
        break;
    case Q_TEXT:
    case Q_DATE:
    case Q_URL:
        break;
    }
    q->most = question_most(q, l->a);
}

/* Where the id is wrong the question has "" for one, which no name is equal to; expressions that
 * have the text in them are then not judged. */
static void load_question_id(struct load *l, const struct node *n, const struct block *b,
                             struct question *q)
{
    const struct node *id = node_get(n, "id");
    q->id = "";
    q->line = id ? id->line : n->line;
    q->col = id ? id->col : n->col;
    if (id && load_id(l, id, &q->id))
        scope_add(l, &l->ids, q->id, id);
    else if (id && id->kind == NODE_SCALAR)
        load_broken(l, arena_dup(l->tmp, id->text));
    else
        l->holes[b->kind] = true;
}

void load_question(struct load *l, const struct node *n, const struct block *b, struct question *q)
{
    q->id = "";
    q->type = qtype_find("text");
    if (!load_map(l, n, &question_kind)) {
        l->holes[b->kind] = true;
        return;
    }
    load_question_id(l, n, b, q);
    const struct qtype *type = type_of(l, node_get(n, "type"));
    load_rules(l, n, b, q);
    load_texts(l, n, q);
    if (!type) {
        load_broken(l, q->id);
        return;
    }
    q->type = type;
    if (type->keys & KEY_ASKED && !node_find(n, "ask") && !load_was_meant(l, "ask"))
        FAULT(l, n, _("the key 'ask' is missing in a question"));
    load_by_type(l, n, b, q);
}

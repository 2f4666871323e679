#include <stdlib.h>
#include <string.h>
#include "forms/expr_node.h"
#include "forms/qtype.h"

/* What a check needs at every node. */
struct checker {
    const struct rubric *r;
    const struct block *b;
    enum expr_place place;
    struct diags *diags;
};

static const char *type_name(enum vtype t)
{
    switch (t) {
    case VT_BOOL:
        return _("a yes or no");
    case VT_NUM:
        return _("a number");
    case VT_TEXT:
        return _("a text");
    case VT_DATE:
        return _("a date");
    case VT_SET:
        return _("a set of choices");
    case VT_NULL:
        break;
    }
    return "";
}

static bool check(struct checker *c, struct expr *e);

/* Both are judged, so that one run tells of the faults on both sides. */
static bool both(bool a, bool b)
{
    return a && b;
}

/* An error, with the nearest of the names where there is one. */
static bool unknown(struct checker *c, const struct expr *e, const char *sentence,
                    const char *const *names, size_t n)
{
    const char *near = nearest(e->word ? e->word : e->value.u.text, names, n);
    if (near)
        diag_add(c->diags, 0, e->col, _("%s; did you mean '%s'?"), sentence, near);
    else
        diag_add(c->diags, 0, e->col, "%s", sentence);
    return false;
}

/* The format has one %s, for the name. */
static bool unknown_name(struct checker *c, const struct expr *e, const char *format,
                         const char *const *names, size_t n)
{
    const char *word = e->word ? e->word : e->value.u.text;
    struct buf b = {0};
    buf_printf(&b, format, word);
    unknown(c, e, b.s, names, n);
    buf_free(&b);
    return false;
}

static bool check_question(struct checker *c, struct expr *e)
{
    const struct question *q = block_question(c->b, e->word);
    if (q) {
        e->question = q->index;
        e->type = q->type->value;
        return true;
    }
    size_t n = (size_t)c->b->nquestions;
    const char **names = mem_alloc((n + 1) * sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[i] = c->b->questions[i].id;
    const struct block *other = c->b == c->r->service ? c->r->body : c->r->service;
    if (other && block_question(other, e->word))
        diag_add(c->diags, 0, e->col,
                 c->b->kind == BLOCK_SERVICE
                     ? _("'%s' is a question of the body; a service's expressions name its own")
                     : _("'%s' is a question of services; the body's expressions name its own"),
                 e->word);
    else
        unknown_name(c, e, _("unknown question '%s'"), names, n);
    free(names);
    return false;
}

static bool wants(struct checker *c, const struct expr *e, enum vtype type)
{
    if (e->type == type)
        return true;
    diag_add(c->diags, 0, e->col, _("expected %s here but this is %s"), type_name(type),
             type_name(e->type));
    return false;
}

/* A literal beside a `choice` question must be one of its ids. */
static bool check_choice_literal(struct checker *c, const struct expr *question,
                                 struct expr *literal)
{
    if (question->op != OP_QUESTION || literal->op != OP_LITERAL || literal->type != VT_TEXT)
        return true;
    const struct question *q = &c->b->questions[question->question];
    if (q->type->id != Q_CHOICE && q->type->id != Q_CHOICES)
        return true;
    const char *id = literal->value.u.text;
    literal->index = question_choice(q, id, strlen(id));
    if (literal->index >= 0)
        return true;
    size_t n = (size_t)q->nchoices;
    const char **names = mem_alloc((n + 1) * sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[i] = q->choices[i].id;
    struct buf b = {0};
    buf_printf(&b, _("question '%s' has no choice '%s'"), q->id, id);
    unknown(c, literal, b.s, names, n);
    buf_free(&b);
    free(names);
    return false;
}

/* A previous(q) is compared like q itself. */
static const struct expr *asked(const struct expr *e)
{
    bool previous = e->op == OP_CALL && strcmp(e->word, "previous") == 0;
    return previous ? e->kid[0] : e;
}

static bool check_equality(struct checker *c, struct expr *e, struct expr *l, struct expr *r)
{
    if (l->type != r->type) {
        diag_add(c->diags, 0, e->col, _("%s can't be compared with %s"), type_name(l->type),
                 type_name(r->type));
        return false;
    }
    if (l->type == VT_SET) {
        diag_add(c->diags, 0, e->col,
                 _("sets of choices can't be compared; ask with has() or count()"));
        return false;
    }
    return both(check_choice_literal(c, asked(l), r), check_choice_literal(c, asked(r), l));
}

static bool check_order(struct checker *c, struct expr *e, struct expr *l, struct expr *r)
{
    if (l->type == r->type && (l->type == VT_NUM || l->type == VT_DATE))
        return true;
    diag_add(c->diags, 0, e->col,
             _("only two numbers or two dates have an order; this compares %s with %s"),
             type_name(l->type), type_name(r->type));
    return false;
}

static bool check_in(struct checker *c, struct expr *e, struct expr *l, struct expr *list)
{
    bool good = true;
    if (l->type == VT_SET) {
        diag_add(c->diags, 0, e->col,
                 _("a set of choices can't be looked for in a list; ask with has()"));
        return false;
    }
    for (int i = 0; i < list->nkids; i++) {
        struct expr *kid = list->kid[i];
        if (kid->type == l->type) {
            good = both(good, check_choice_literal(c, asked(l), kid));
            continue;
        }
        diag_add(c->diags, 0, kid->col, _("%s can't be compared with %s"), type_name(l->type),
                 type_name(kid->type));
        good = false;
    }
    return good;
}

static bool check_difference(struct checker *c, struct expr *e, struct expr *l, struct expr *r)
{
    if (l->type == VT_DATE && r->type == VT_DATE && e->op == OP_SUB)
        return true;
    return both(wants(c, l, VT_NUM), wants(c, r, VT_NUM));
}

static bool check_binary(struct checker *c, struct expr *e)
{
    struct expr *l = e->kid[0], *r = e->kid[1];
    if (e->op == OP_IN)
        r->type = VT_NULL; /* its literals are typed already */
    bool good = check(c, l);
    if (e->op != OP_IN)
        good = both(good, check(c, r));
    e->type = e->op >= OP_ADD ? VT_NUM : VT_BOOL;
    if (!good)
        return false;
    switch (e->op) {
    case OP_OR:
    case OP_AND:
        return both(wants(c, l, VT_BOOL), wants(c, r, VT_BOOL));
    case OP_EQ:
    case OP_NE:
        return check_equality(c, e, l, r);
    case OP_IN:
        return check_in(c, e, l, r);
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE:
        return check_order(c, e, l, r);
    default:
        return check_difference(c, e, l, r);
    }
}

/* The quoted text that an argument must be; NULL after a diag. */
static const char *quoted(struct checker *c, struct expr *e, const char *what)
{
    if (e->op == OP_LITERAL && e->type == VT_TEXT)
        return e->value.u.text;
    diag_add(c->diags, 0, e->col, _("expected %s in quotes here"), what);
    return NULL;
}

static bool check_criterion(struct checker *c, struct expr *e)
{
    const char *id = quoted(c, e, _("a criterion, or 'all',"));
    if (!id)
        return false;
    e->index = block_criterion(c->b, id);
    if (e->index >= 0 || strcmp(id, "all") == 0)
        return true;
    size_t n = (size_t)c->b->ncriteria;
    const char **names = mem_alloc((n + 1) * sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[i] = c->b->criteria[i].id;
    names[n] = "all";
    unknown_name(c, e, _("unknown criterion '%s'"), names, n + 1);
    free(names);
    return false;
}

static bool check_severity(struct checker *c, struct expr *e)
{
    const char *id = quoted(c, e, _("a severity"));
    if (!id)
        return false;
    e->index = rubric_severity(c->r, id);
    return e->index >= 0 || unknown_name(c, e, _("unknown severity '%s'"), c->r->severities,
                                         (size_t)c->r->nseverities);
}

/* What services() counts: a rating, an unrated id of services, or a state. */
static bool check_counted(struct checker *c, struct expr *e)
{
    static const char *const states[] = {"rated",      "unrated", "stopped",
                                         "incomplete", "all",     "no_score"};
    const size_t nstates = sizeof states / sizeof *states;
    const char *id = quoted(c, e, _("a rating or a state of services"));
    if (!id)
        return false;
    const struct block *s = c->r->service;
    size_t n = 0, room = nstates + (size_t)c->r->nratings + (s ? (size_t)s->nunrated : 0);
    const char **names = mem_alloc(room * sizeof *names);
    for (size_t i = 0; i < nstates; i++)
        names[n++] = states[i];
    for (int i = 0; i < c->r->nratings; i++)
        names[n++] = c->r->ratings[i].id;
    for (int i = 0; s && i < s->nunrated; i++)
        names[n++] = s->unrated[i].id;
    bool known = false;
    for (size_t i = 0; i < n; i++)
        known |= strcmp(names[i], id) == 0;
    if (!known)
        unknown_name(c, e, _("services() does not count '%s'"), names, n);
    free(names);
    return known;
}

static bool check_digits(struct checker *c, struct expr *e)
{
    if (e->op == OP_LITERAL && e->type == VT_NUM && e->value.u.n.q == 1 && e->value.u.n.p <= 6) {
        e->index = (int)e->value.u.n.p;
        return true;
    }
    diag_add(c->diags, 0, e->col, _("expected a whole number from 0 to 6 here"));
    return false;
}

static bool check_named_question(struct checker *c, struct expr *e, bool set)
{
    if (e->op != OP_QUESTION) {
        diag_add(c->diags, 0, e->col, _("expected the name of a question here"));
        return false;
    }
    if (!check_question(c, e))
        return false;
    if (!set || e->type == VT_SET)
        return true;
    diag_add(c->diags, 0, e->col, _("'%s' is not a question of type choices"), e->word);
    return false;
}

static bool check_arg(struct checker *c, struct expr *call, int i, enum arg arg)
{
    struct expr *e = call->kid[i];
    switch (arg) {
    case ARG_QUESTION:
    case ARG_SET:
        return check_named_question(c, e, arg == ARG_SET);
    case ARG_CHOICE:
        return call->kid[i - 1]->question >= 0 && quoted(c, e, _("a choice")) &&
               check_choice_literal(c, call->kid[i - 1], e);
    case ARG_NAME:
        return quoted(c, e, _("a name")) != NULL;
    case ARG_CRITERION:
        return check_criterion(c, e);
    case ARG_SEVERITY:
        return check_severity(c, e);
    case ARG_COUNTED:
        return check_counted(c, e);
    case ARG_DIGITS:
        return check_digits(c, e);
    case ARG_NUM:
        return check(c, e) && wants(c, e, VT_NUM);
    case ARG_BOOL:
        return check(c, e) && wants(c, e, VT_BOOL);
    case ARG_TEXT:
        return check(c, e) && wants(c, e, VT_TEXT);
    case ARG_ANY:
    case ARG_NONE:
        break;
    }
    return check(c, e);
}

static bool check_place(struct checker *c, const struct expr *e)
{
    const struct function *f = e->function;
    if (f->verdict && c->place != PLACE_VERDICT) {
        diag_add(c->diags, 0, e->col, _("%s() may stand only in 'unrated' and 'caps'"), f->name);
        return false;
    }
    if (f->body_only && c->b->kind != BLOCK_BODY) {
        diag_add(c->diags, 0, e->col, _("%s() may stand only in 'unrated' and 'caps' of the body"),
                 f->name);
        return false;
    }
    return true;
}

/* if(c, a, b): both branches of one type, which is the call's. */
static bool check_branches(struct checker *c, struct expr *e)
{
    struct expr *a = e->kid[1], *b = e->kid[2];
    e->type = a->type;
    if (a->type == b->type && a->type != VT_SET)
        return true;
    diag_add(c->diags, 0, e->col, _("both branches of if() must be of one type, no set"));
    return false;
}

static bool check_call(struct checker *c, struct expr *e)
{
    e->function = function_find(e->word, strlen(e->word));
    if (!e->function) {
        size_t n;
        const char *const *names = function_names(&n);
        return unknown_name(c, e, _("unknown function '%s'"), names, n);
    }
    const struct function *f = e->function;
    if (!check_place(c, e))
        return false;
    int most = 0;
    while (most < MOST_ARGS && f->args[most] != ARG_NONE)
        most++;
    if (e->nkids < f->least || (e->nkids > most && !f->repeats)) {
        diag_add(c->diags, 0, e->col, _("%s is called as %s"), f->name, f->usage);
        return false;
    }
    bool good = true;
    for (int i = 0; i < e->nkids; i++)
        good = both(good, check_arg(c, e, i, f->args[i < most ? i : most - 1]));
    e->type = f->type;
    if (!good)
        return false;
    if (f->args[0] == ARG_BOOL)
        return check_branches(c, e);
    if (f->type == VT_NULL)
        e->type = e->kid[0]->type;
    return true;
}

static bool check(struct checker *c, struct expr *e)
{
    switch (e->op) {
    case OP_LITERAL:
        return true;
    case OP_LIST:
        return true;
    case OP_QUESTION:
        return check_question(c, e);
    case OP_CALL:
        return check_call(c, e);
    case OP_NOT:
        e->type = VT_BOOL;
        return check(c, e->kid[0]) && wants(c, e->kid[0], VT_BOOL);
    case OP_NEG:
        e->type = VT_NUM;
        return check(c, e->kid[0]) && wants(c, e->kid[0], VT_NUM);
    default:
        return check_binary(c, e);
    }
}

bool expr_check(struct expr *e, const struct rubric *r, const struct block *b,
                enum expr_place place, struct diags *diags)
{
    struct checker c = {r, b, place, diags};
    if (!check(&c, e))
        return false;
    bool number = place == PLACE_LIMIT || place == PLACE_VALUE;
    return wants(&c, e, number ? VT_NUM : VT_BOOL);
}

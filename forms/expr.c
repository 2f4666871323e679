#include <string.h>
#include "forms/expr_node.h"

struct value value_null(void)
{
    return (struct value){.type = VT_NULL};
}

struct value value_num(num n)
{
    return num_is_none(n) || num_outgrown(n, NUMBER_BITS)
               ? value_null()
               : (struct value){.type = VT_NUM, .u.n = n};
}

struct value value_bool(bool yes)
{
    return (struct value){.type = VT_BOOL, .u.yes = yes};
}

struct expr *expr_compile(const struct rubric *r, const struct block *b, enum expr_place place,
                          const char *source, struct diags *diags)
{
    struct parser p = {r->arena, source, diags};
    struct expr *e = expr_parse(&p);
    if (!e || !expr_check(e, r, b, place, diags))
        return NULL;
    e->source = arena_dup(r->arena, source);
    return e;
}

const char *expr_source(const struct expr *e)
{
    return e->source;
}

void expr_questions(const struct expr *e, bool with_previous, void (*f)(int question, void *arg),
                    void *arg)
{
    if (!e)
        return;
    if (e->op == OP_QUESTION)
        f(e->question, arg);
    if (e->op == OP_CALL && !with_previous && strcmp(e->function->name, "previous") == 0)
        return;
    for (int i = 0; i < e->nkids; i++)
        expr_questions(e->kid[i], with_previous, f, arg);
}

int expr_mention(const struct expr *e, int question)
{
    if (!e || (e->op == OP_CALL && strcmp(e->function->name, "previous") == 0))
        return -1;
    int at = e->op == OP_QUESTION && e->question == question ? e->col : -1;
    for (int i = 0; i < e->nkids && at < 0; i++)
        at = expr_mention(e->kid[i], question);
    return at;
}

/* -1 false, 0 null, 1 true */
static int truth(struct value v)
{
    return v.type != VT_BOOL ? 0 : v.u.yes ? 1 : -1;
}

static struct value from_truth(int t)
{
    return t ? value_bool(t > 0) : value_null();
}

/* Three-valued: false beats null in `and`, true beats null in `or`. */
static struct value eval_logic(const struct expr *e, const struct expr_env *env)
{
    int stop = e->op == OP_AND ? -1 : 1;
    int l = truth(expr_eval(e->kid[0], env));
    if (l == stop)
        return from_truth(l);
    int r = truth(expr_eval(e->kid[1], env));
    if (r == stop)
        return from_truth(r);
    return from_truth(l && r ? l : 0);
}

static bool equal(struct value a, struct value b)
{
    switch (a.type) {
    case VT_BOOL:
        return a.u.yes == b.u.yes;
    case VT_NUM:
        return num_cmp(a.u.n, b.u.n) == 0;
    case VT_TEXT:
        return strcmp(a.u.text, b.u.text) == 0;
    case VT_DATE:
        return a.u.days == b.u.days;
    case VT_SET:
    case VT_NULL:
        break;
    }
    return false;
}

static struct value eval_in(const struct expr *e, const struct expr_env *env)
{
    struct value v = expr_eval(e->kid[0], env);
    const struct expr *list = e->kid[1];
    if (v.type == VT_NULL)
        return v;
    for (int i = 0; i < list->nkids; i++)
        if (equal(v, list->kid[i]->value))
            return value_bool(true);
    return value_bool(false);
}

static struct value compare(enum op op, struct value a, struct value b)
{
    if (op == OP_EQ || op == OP_NE)
        return value_bool(equal(a, b) == (op == OP_EQ));
    int c =
        a.type == VT_DATE ? (a.u.days > b.u.days) - (a.u.days < b.u.days) : num_cmp(a.u.n, b.u.n);
    switch (op) {
    case OP_LT:
        return value_bool(c < 0);
    case OP_LE:
        return value_bool(c <= 0);
    case OP_GT:
        return value_bool(c > 0);
    default:
        return value_bool(c >= 0);
    }
}

static struct value arithmetic(enum op op, struct value a, struct value b, struct arena *arena)
{
    if (a.type == VT_DATE)
        return value_num(num_int((int64_t)a.u.days - b.u.days));
    switch (op) {
    case OP_ADD:
        return value_num(num_add(arena, a.u.n, b.u.n));
    case OP_SUB:
        return value_num(num_sub(arena, a.u.n, b.u.n));
    case OP_MUL:
        return value_num(num_mul(arena, a.u.n, b.u.n));
    default:
        return value_num(num_div(arena, a.u.n, b.u.n));
    }
}

struct value expr_eval(const struct expr *e, const struct expr_env *env)
{
    switch (e->op) {
    case OP_LITERAL:
        return e->value;
    case OP_QUESTION:
        return env->value(env->self, e->question);
    case OP_CALL:
        return e->function->eval(e, env);
    case OP_AND:
    case OP_OR:
        return eval_logic(e, env);
    case OP_IN:
        return eval_in(e, env);
    default:
        break;
    }
    struct value a = expr_eval(e->kid[0], env);
    if (a.type == VT_NULL)
        return a;
    if (e->op == OP_NOT)
        return value_bool(!a.u.yes);
    if (e->op == OP_NEG)
        return value_num(num_neg(env->arena, a.u.n));
    struct value b = expr_eval(e->kid[1], env);
    if (b.type == VT_NULL)
        return b;
    return e->op >= OP_ADD ? arithmetic(e->op, a, b, env->arena) : compare(e->op, a, b);
}

bool expr_holds(const struct expr *e, const struct expr_env *env)
{
    return truth(expr_eval(e, env)) > 0;
}

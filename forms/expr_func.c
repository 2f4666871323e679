#include <string.h>
#include "forms/expr_node.h"

static num arg_num(const struct expr *call, int i, const struct expr_env *env)
{
    struct value v = expr_eval(call->kid[i], env);
    return v.type == VT_NUM ? v.u.n : NUM_NONE;
}

static struct value f_answered(const struct expr *call, const struct expr_env *env)
{
    return value_bool(env->answered(env->self, call->kid[0]->question));
}

static struct value f_na(const struct expr *call, const struct expr_env *env)
{
    return value_bool(env->na(env->self, call->kid[0]->question));
}

static struct value f_has(const struct expr *call, const struct expr_env *env)
{
    struct value v = env->value(env->self, call->kid[0]->question);
    return v.type == VT_SET ? value_bool(v.u.set[call->kid[1]->index] != 0) : value_null();
}

static struct value f_count(const struct expr *call, const struct expr_env *env)
{
    int q = call->kid[0]->question, n = 0;
    struct value v = env->value(env->self, q);
    if (v.type != VT_SET)
        return value_null();
    for (int i = 0; i < env->block->questions[q].nchoices; i++)
        n += v.u.set[i] != 0;
    return value_num(num_int(n));
}

static struct value f_points(const struct expr *call, const struct expr_env *env)
{
    return value_num(env->points(env->self, call->kid[0]->question));
}

static struct value f_min(const struct expr *call, const struct expr_env *env)
{
    num best = NUM_NONE;
    for (int i = 0; i < call->nkids; i++) {
        num x = arg_num(call, i, env);
        if (!num_is_none(x) && (num_is_none(best) || num_cmp(x, best) < 0))
            best = x;
    }
    return value_num(best);
}

static struct value f_max(const struct expr *call, const struct expr_env *env)
{
    num best = NUM_NONE;
    for (int i = 0; i < call->nkids; i++) {
        num x = arg_num(call, i, env);
        if (!num_is_none(x) && (num_is_none(best) || num_cmp(x, best) > 0))
            best = x;
    }
    return value_num(best);
}

static struct value f_sum(const struct expr *call, const struct expr_env *env)
{
    num sum = NUM_NONE;
    for (int i = 0; i < call->nkids; i++) {
        num x = arg_num(call, i, env);
        if (!num_is_none(x))
            sum = num_is_none(sum) ? x : num_add(env->arena, sum, x);
        if (num_outgrown(sum, NUMBER_BITS))
            return value_null();
    }
    return value_num(sum);
}

static struct value f_round(const struct expr *call, const struct expr_env *env)
{
    int decimals = call->nkids > 1 ? call->kid[1]->index : 0;
    return value_num(num_round(env->arena, arg_num(call, 0, env), decimals));
}

static struct value f_if(const struct expr *call, const struct expr_env *env)
{
    struct value c = expr_eval(call->kid[0], env);
    if (c.type != VT_BOOL)
        return value_null();
    return expr_eval(call->kid[c.u.yes ? 1 : 2], env);
}

static struct value f_previous(const struct expr *call, const struct expr_env *env)
{
    return env->previous(env->self, call->kid[0]->question);
}

static struct value f_attr(const struct expr *call, const struct expr_env *env)
{
    const char *s = env->attr(env->self, call->kid[0]->value.u.text);
    if (!s || !*s)
        return value_null();
    return (struct value){.type = VT_TEXT, .u.text = s};
}

static struct value f_number(const struct expr *call, const struct expr_env *env)
{
    struct value v = expr_eval(call->kid[0], env);
    num n;
    return v.type == VT_TEXT && num_parse(v.u.text, &n) ? value_num(n) : value_null();
}

static struct value f_date(const struct expr *call, const struct expr_env *env)
{
    struct value v = expr_eval(call->kid[0], env), date = {.type = VT_DATE};
    return v.type == VT_TEXT && date_parse(v.u.text, &date.u.days) ? date : value_null();
}

static struct value f_deficient(const struct expr *call, const struct expr_env *env)
{
    int severity = call->nkids > 1 ? call->kid[1]->index : 0;
    return value_num(num_int(env->deficient(env->self, call->kid[0]->index, severity)));
}

static struct value f_services(const struct expr *call, const struct expr_env *env)
{
    return value_num(num_int(env->services(env->self, call->kid[0]->value.u.text)));
}

/* Name, arguments, how many must be there, does the last repeat, result, verdict, body only. */
static const struct function functions[] = {
    {"answered",
     {ARG_QUESTION},
     1,
     false,
     VT_BOOL,
     false,
     false,
     f_answered,
     "answered(q)",
     N_("is the question answered; never null")},
    {"na",
     {ARG_QUESTION},
     1,
     false,
     VT_BOOL,
     false,
     false,
     f_na,
     "na(q)",
     N_("is the question answered with not applicable; never null")},
    {"has",
     {ARG_SET, ARG_CHOICE},
     2,
     false,
     VT_BOOL,
     false,
     false,
     f_has,
     "has(q, 'x')",
     N_("is choice x of a choices question checked")},
    {"count",
     {ARG_SET},
     1,
     false,
     VT_NUM,
     false,
     false,
     f_count,
     "count(q)",
     N_("how many choices of a choices question are checked")},
    {"points",
     {ARG_QUESTION},
     1,
     false,
     VT_NUM,
     false,
     false,
     f_points,
     "points(q)",
     N_("the points earned; null where there is no answer")},
    {"min",
     {ARG_NUM},
     1,
     true,
     VT_NUM,
     false,
     false,
     f_min,
     "min(a, …)",
     N_("the smallest of the numbers that are not null")},
    {"max",
     {ARG_NUM},
     1,
     true,
     VT_NUM,
     false,
     false,
     f_max,
     "max(a, …)",
     N_("the largest of the numbers that are not null")},
    {"sum",
     {ARG_NUM},
     1,
     true,
     VT_NUM,
     false,
     false,
     f_sum,
     "sum(a, …)",
     N_("the sum of the numbers that are not null")},
    {"round",
     {ARG_NUM, ARG_DIGITS},
     1,
     false,
     VT_NUM,
     false,
     false,
     f_round,
     "round(x) or round(x, n)",
     N_("rounded half away from zero to n decimals, 0 to 6")},
    {"if",
     {ARG_BOOL, ARG_ANY, ARG_ANY},
     3,
     false,
     VT_NULL,
     false,
     false,
     f_if,
     "if(c, a, b)",
     N_("a where c is true, b where it is false")},
    {"previous",
     {ARG_QUESTION},
     1,
     false,
     VT_NULL,
     false,
     false,
     f_previous,
     "previous(q)",
     N_("the value that counted in the campaign before")},
    {"attr",
     {ARG_NAME},
     1,
     false,
     VT_TEXT,
     false,
     false,
     f_attr,
     "attr('name')",
     N_("the text in the registry's further column of that name")},
    {"number",
     {ARG_TEXT},
     1,
     false,
     VT_NUM,
     false,
     false,
     f_number,
     "number(t)",
     N_("the number that a text reads as")},
    {"date",
     {ARG_TEXT},
     1,
     false,
     VT_DATE,
     false,
     false,
     f_date,
     "date(t)",
     N_("the date that a text reads as")},
    {"deficient",
     {ARG_CRITERION, ARG_SEVERITY},
     1,
     false,
     VT_NUM,
     true,
     false,
     f_deficient,
     "deficient(c) or deficient(c, s)",
     N_("how many deficiencies stand under criterion c, of severity s or worse")},
    {"services",
     {ARG_COUNTED},
     1,
     false,
     VT_NUM,
     true,
     true,
     f_services,
     "services(s)",
     N_("how many services of the body have the rating or state s")},
};

#define NFUNCTIONS (sizeof functions / sizeof *functions)

const struct function *function_find(const char *name, size_t len)
{
    for (size_t i = 0; i < NFUNCTIONS; i++)
        if (strlen(functions[i].name) == len && memcmp(functions[i].name, name, len) == 0)
            return &functions[i];
    return NULL;
}

const char *const *function_names(size_t *n)
{
    static const char *names[NFUNCTIONS];
    for (size_t i = 0; i < NFUNCTIONS; i++)
        names[i] = functions[i].name;
    *n = NFUNCTIONS;
    return names;
}

const struct expr_function_help *expr_functions(void)
{
    static struct expr_function_help help[NFUNCTIONS + 1];
    for (size_t i = 0; i < NFUNCTIONS; i++)
        help[i] =
            (struct expr_function_help){functions[i].name, functions[i].usage, functions[i].help};
    return help;
}

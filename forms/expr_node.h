/* Expressions from the inside: shared by the parser (expr_parse.c), the checks (expr_check.c), the
 * functions (expr_func.c) and the evaluator (expr.c); for nobody else. */
#ifndef FORMS_EXPR_NODE_H
#define FORMS_EXPR_NODE_H

#include "forms/expr.h"
#include "forms/text.h"

enum op {
    OP_LITERAL, /* value */
    OP_LIST,    /* kids are literals; only after `in` */
    OP_QUESTION,
    OP_CALL,
    OP_OR,
    OP_AND,
    OP_NOT,
    OP_EQ,
    OP_NE,
    OP_LT,
    OP_LE,
    OP_GT,
    OP_GE,
    OP_IN,
    OP_ADD,
    OP_SUB,
    OP_MUL,
    OP_DIV,
    OP_NEG
};

struct function;

struct expr {
    enum op op;
    enum vtype type;  /* of its value; VT_NULL while unknown (after an error) */
    int col;          /* characters of the source before it */
    const char *word; /* a question's or function's name as written */
    struct value value;
    int question; /* OP_QUESTION; -1 unknown */
    int index;    /* what a function's check found for this argument: criterion, severity, choice */
    const struct function *function;
    struct expr **kid;
    int nkids;
    const char *source; /* of the root: the whole text */
};

/* What an argument of a function may be. */
enum arg {
    ARG_NONE,
    ARG_NUM,
    ARG_BOOL,
    ARG_TEXT,
    ARG_ANY,       /* any type but a set */
    ARG_QUESTION,  /* the name of a question */
    ARG_SET,       /* the name of a `choices` question */
    ARG_CHOICE,    /* a quoted id of a choice of the question before it */
    ARG_NAME,      /* a quoted text */
    ARG_CRITERION, /* a quoted criterion, or 'all' */
    ARG_SEVERITY,
    ARG_COUNTED, /* what services() counts */
    ARG_DIGITS   /* a whole literal, 0 to 6 */
};

#define MOST_ARGS 3

struct function {
    const char *name;
    enum arg args[MOST_ARGS];
    int least;    /* arguments that must be there */
    bool repeats; /* the last one may come any number of times */
    enum vtype
        type;     /* of the result; VT_NULL: that of its first question or of its last argument */
    bool verdict; /* only in `unrated` and `caps` */
    bool body_only;
    struct value (*eval)(const struct expr *call, const struct expr_env *env);
    const char *usage, *help;
};

const struct function *function_find(const char *name, size_t len);
const char *const *function_names(size_t *n);

struct parser {
    struct arena *arena;
    const char *source;
    struct diags *diags;
};

/* The tree of p->source, or NULL after a diag. Names are not looked up yet. */
struct expr *expr_parse(struct parser *p);

/* Looks names up and checks types below e. False after a diag; goes on where it can. */
bool expr_check(struct expr *e, const struct rubric *r, const struct block *b,
                enum expr_place place, struct diags *diags);

/* No number that a rubric means is longer; calculations that square each other grow without end,
 * and are null beyond it. */
#define NUMBER_BITS 4096

/* Null for none, and for what has outgrown NUMBER_BITS. */
struct value value_num(num n);
struct value value_bool(bool yes);
struct value value_null(void);

#endif

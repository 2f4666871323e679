/* Expressions (rubric.md part 2): parsed and type-checked at load, evaluated with three-valued
 * logic. */
#ifndef FORMS_EXPR_H
#define FORMS_EXPR_H

#include "forms/rubric.h"

struct expr;

/* Where an expression stands decides which functions and types it may use. */
enum expr_place {
    PLACE_WHEN,     /* boolean; of questions */
    PLACE_EVIDENCE, /* boolean */
    PLACE_LIMIT,    /* number */
    PLACE_VALUE,    /* number */
    PLACE_VERDICT   /* boolean; `unrated` and `caps`: deficient() and, in a body, services() too */
};

/* Parses and type-checks `source` against a block whose questions (ids, types, choices) are already
 * known. Adds diags and gives NULL where it is wrong: their line is 0 and their col the number of
 * characters before the fault, for the caller who knows where the source stands. The expression
 * lives in the rubric's arena. */
struct expr *expr_compile(const struct rubric *r, const struct block *b, enum expr_place place,
                          const char *source, struct diags *diags);

/* How many characters of the source stand before the question is first named outside previous();
 * -1 where it is not (or e is NULL). */
int expr_mention(const struct expr *e, int question);

/* Calls f for every question that stands in it; `previous` ones only where with_previous. NULL has
 * none. */
void expr_questions(const struct expr *e, bool with_previous, void (*f)(int question, void *arg),
                    void *arg);
const char *expr_source(const struct expr *e);

/* What an expression sees of a subject; score.c fills it. */
struct expr_env {
    const struct rubric *rubric;
    const struct block *block;
    struct arena *arena;
    /* The value of question i as it counts (null where undecided, inactive, n/a, …). */
    struct value (*value)(void *self, int question);
    bool (*answered)(void *self, int question);
    bool (*na)(void *self, int question);
    num (*points)(void *self, int question);
    struct value (*previous)(void *self, int question);
    const char *(*attr)(void *self, const char *name);         /* NULL: absent */
    int (*deficient)(void *self, int criterion, int severity); /* criterion -1: all */
    int (*services)(void *self, const char *what);
    void *self;
};

/* Numbers of more than 4,096 bits (over or under the line) are null. */
struct value expr_eval(const struct expr *e, const struct expr_env *env);
/* True only where the value is a true boolean. */
bool expr_holds(const struct expr *e, const struct expr_env *env);

/* The function table, for the manual: name, arguments, one line of help. Ends with a NULL name. */
struct expr_function_help {
    const char *name, *usage, *help;
};
const struct expr_function_help *expr_functions(void);

#endif

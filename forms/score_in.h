/* Scoring from the inside: shared by score*.c and why*.c, which explains it; for nobody else. */
#ifndef FORMS_SCORE_IN_H
#define FORMS_SCORE_IN_H

#include "forms/expr.h"
#include "forms/score.h"

/* The `low` of every criterion and of the subject, kept so that one question put to its maximum
 * changes the sums on its way up and nothing else. One element per criterion of the block, and one
 * more, the last, for the subject over the top-level criteria. */
struct low_tree {
    const struct subject *s;
    struct arena *arena;
    num *top;       /* numerator: of questions' points, or of child criteria's lows; weights in */
    num *bottom;    /* denominator */
    num *low;       /* their quotient, or the smallest; none where empty */
    uint8_t *taken; /* questions that stand at their maximum */
};

struct low_tree *low_tree_new(const struct subject *s, struct arena *a);
/* The subject's low with question q moved to its maximum (at_most) or back from there. Stored only
 * where keep; a question is moved there once before it is moved back. */
num low_tree_move(struct low_tree *t, int q, bool at_most, bool keep);
num low_tree_root(const struct low_tree *t);

/* Figures of all criteria and of the subject from its questions' results. */
void score_criteria(struct subject *s);

/* An expression's view of a scored subject. `taken`, where not NULL, are questions whose deficiency
 * does not count; services where not NULL answers services(). */
struct view {
    const struct subject *s;
    const struct subject_input *in;
    const uint8_t *taken;
    int (*services)(const void *arg, const char *what);
    const void *services_arg;
};
struct expr_env score_env(struct view *v, struct arena *a);

/* What services('…') counts, for a view of a body: its argument, and the function. */
struct counted {
    const struct body_result *b;
    const struct rubric *r;
};
int counted_services(const void *arg, const char *what);

/* The lowest at_most among the caps that are true; -1: none is. */
int caps_held(const struct block *b, const struct expr_env *env);
/* The caps that are true and lie below the rating, in *list (arena) in the rubric's order. */
int caps_below(const struct block *b, const struct expr_env *env, int rating, int **list,
               struct arena *a);
/* The first unrated rule that is true; UNRATED_NONE. */
int unrated_rule(const struct block *b, const struct expr_env *env);
int rating_under(int rating, int held);

/* Sorts items (indexes in the rubric's order) by gain[item], largest first, none last; equal ones
 * in the rubric's order. */
void sort_by_gain(int *items, int n, const num *gain, struct arena *a);

#endif

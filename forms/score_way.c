/* The way up of a service (rubric.md part 4, Gain). */
#include "forms/score_in.h"

struct climb {
    struct low_tree *tree;
    struct view view;
    struct expr_env env;
    const struct rubric *rubric;
};

/* The rating that `low` gives now, under the caps as they are with what was taken. */
static int present(const struct climb *c)
{
    return rating_under(rating_of(c->rubric, low_tree_root(c->tree)),
                        caps_held(c->view.s->block, &c->env));
}

/* Takes deficiencies, largest gain first, until the rating is better than `now`; 0: it never is. */
static int take_up(struct climb *c, int now, int *questions)
{
    const struct subject *s = c->view.s;
    for (int i = 0; i < s->ndeficiencies; i++) {
        questions[i] = s->deficiencies[i];
        low_tree_move(c->tree, questions[i], true, true);
        if (present(c) > now)
            return i + 1;
    }
    return 0;
}

/* Drops, from the last taken to the first, what the better rating does not need. */
static int drop_needless(struct climb *c, int now, int *questions, int n)
{
    for (int i = n - 1; i >= 0; i--) {
        low_tree_move(c->tree, questions[i], false, true);
        if (present(c) <= now)
            low_tree_move(c->tree, questions[i], true, true);
    }
    int kept = 0;
    for (int i = 0; i < n; i++)
        if (c->tree->taken[questions[i]])
            questions[kept++] = questions[i];
    return kept;
}

bool subject_way_up(const struct subject_input *in, const struct subject *s, int *to,
                    int *questions, int *n)
{
    *n = 0;
    bool figures = s->state == SUBJECT_RATED || s->state == SUBJECT_INCOMPLETE;
    if (!figures || !s->block || s->block->kind != BLOCK_SERVICE || num_is_none(s->f.low) ||
        s->rubric->nratings == 0)
        return false;
    struct arena *a = arena_new();
    struct climb c = {low_tree_new(s, a), {.s = s, .in = in}, {0}, s->rubric};
    c.view.taken = c.tree->taken;
    c.env = score_env(&c.view, a);
    int now = present(&c);
    if (now < s->rubric->nratings - 1) {
        int taken = take_up(&c, now, questions);
        *n = taken ? drop_needless(&c, now, questions, taken) : 0;
        *to = present(&c);
    }
    arena_free(&a);
    return *n > 0;
}

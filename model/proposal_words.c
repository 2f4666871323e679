/* The words of a proposal as they stand. */
#include <string.h>
#include "model/lib.h"

static struct proposal_wording standing(const struct proposal_item *x,
                                        const struct proposal_wording *rubric)
{
    struct proposal_wording w = *rubric;
    w.deficiency = x->deficiency ? x->deficiency : w.deficiency;
    w.proposal = x->proposal ? x->proposal : w.proposal;
    return w;
}

/* Takes the services of one into another that says the same; both are in the order of the body's.
 */
static void join(struct proposal_wording *to, const struct proposal_wording *from, struct arena *a)
{
    int *all = arena_alloc(a, (size_t)(to->nservices + from->nservices + 1) * sizeof *all);
    int n = 0, i = 0, k = 0;
    while (i < to->nservices || k < from->nservices) {
        bool first =
            k == from->nservices || (i < to->nservices && to->services[i] < from->services[k]);
        all[n++] = first ? to->services[i++] : from->services[k++];
    }
    to->services = n > 0 ? all : NULL;
    to->nservices = n;
}

/* Puts one at the end, or with the one that says the same; one without words nowhere. */
static void put(struct proposal_wording *list, int *n, struct proposal_wording w, struct arena *a)
{
    int k = 0;
    while (k < *n && !(text_same(list[k].deficiency, w.deficiency) &&
                       text_same(list[k].proposal, w.proposal)))
        k++;
    if (k < *n)
        join(&list[k], &w, a);
    else if (w.deficiency || w.proposal)
        list[(*n)++] = w;
}

int proposal_words(const struct proposal_item *x, struct proposal_wording **list, struct arena *a)
{
    int n = 0;
    struct proposal_wording alone = {NULL, NULL, x->services, x->nservices};
    const struct proposal_wording *rubric = x->ntexts > 0 ? x->texts : &alone;
    *list = arena_alloc(a, ((size_t)x->ntexts + 1) * sizeof **list);
    for (int i = 0; i == 0 || i < x->ntexts; i++)
        put(*list, &n, standing(x, &rubric[i]), a);
    return n;
}

/* What somebody wrote speaks for all services: with the rubric's other side, where that is one
 * text, else by itself. */
static int by_hand(const struct proposal_item *x, struct proposal_wording *rubric, int nrubric,
                   struct proposal_wording **list, struct arena *a)
{
    struct proposal_wording *all = arena_alloc(a, ((size_t)nrubric + 2) * sizeof *all);
    struct proposal_wording whole = {x->deficiency, x->proposal, x->services, x->nservices};
    int n = 0;
    for (int i = 0; i < nrubric; i++) {
        rubric[i].deficiency = x->deficiency ? NULL : rubric[i].deficiency;
        rubric[i].proposal = x->proposal ? NULL : rubric[i].proposal;
        put(all + 1, &n, rubric[i], a);
    }
    *list = all + 1;
    if (n == 0 || (n == 1 && all[1].nservices == x->nservices)) {
        whole.deficiency = x->deficiency ? x->deficiency : all[1].deficiency;
        whole.proposal = x->proposal ? x->proposal : all[1].proposal;
        all[1] = whole;
        return 1;
    }
    if (x->proposal)
        all[1 + n] = whole;
    else
        *--*list = whole;
    return n + 1;
}

static const struct proposal *raised(const struct body_full *b, const struct proposal_item *x)
{
    const struct body_result *r = b->result;
    for (int i = 0; i < r->nproposals; i++)
        if (r->proposals[i].own == x->own && r->proposals[i].question == x->question)
            return &r->proposals[i];
    return NULL;
}

int proposal_pairs(const struct body_full *b, const struct proposal_item *x, int language,
                   struct proposal_wording **list, struct arena *a)
{
    const struct proposal *p = raised(b, x);
    if (!p) /* no answers to ask */
        return proposal_words(x, list, a);
    int n = proposal_wordings_apart(b, p, language, list, a);
    return x->deficiency || x->proposal ? by_hand(x, *list, n, list, a) : n;
}

bool proposal_is_apart(const struct proposal_item *x, const struct proposal_wording *pairs, int n)
{
    for (int i = 0; i < n; i++)
        if (pairs[i].nservices < x->nservices)
            return true;
    return false;
}

const char *proposal_deficiency(const struct proposal_item *x)
{
    const char *rubric = x->ntexts > 0 ? x->texts[0].deficiency : NULL;
    const char *text = x->deficiency ? x->deficiency : rubric ? rubric : x->ask;
    return text ? text : x->key;
}

const char *proposal_text(const struct proposal_item *x)
{
    return x->proposal ? x->proposal : x->ntexts > 0 ? x->texts[0].proposal : NULL;
}

const char *proposal_title(const struct proposal_item *x)
{
    const char *text = proposal_text(x);
    return text ? text : proposal_deficiency(x);
}

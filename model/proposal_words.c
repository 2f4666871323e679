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

int proposal_words(const struct proposal_item *x, struct proposal_wording **list, struct arena *a)
{
    int n = 0;
    struct proposal_wording alone = {NULL, NULL, x->services, x->nservices};
    const struct proposal_wording *rubric = x->ntexts > 0 ? x->texts : &alone;
    *list = arena_alloc(a, ((size_t)x->ntexts + 1) * sizeof **list);
    for (int i = 0; i == 0 || i < x->ntexts; i++) {
        struct proposal_wording w = standing(x, &rubric[i]);
        int k = 0;
        while (k < n && !(text_same((*list)[k].deficiency, w.deficiency) &&
                          text_same((*list)[k].proposal, w.proposal)))
            k++;
        if (k < n)
            join(&(*list)[k], &w, a);
        else if (w.deficiency || w.proposal)
            (*list)[n++] = w;
    }
    return n;
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

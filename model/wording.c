#include "model/wording.h"

#include "forms/finding.h"
#include "model/lib.h"

/* Their services are being gathered: in the order in which they come. */
struct group {
    struct proposal_wording it;
    int *services;
};

static struct proposal_wording wording_in(const struct subject_input *in, int question,
                                          int language, struct arena *a)
{
    const struct question *q = &in->block->questions[question];
    const struct answer *v = &in->answers[question];
    return (struct proposal_wording){finding_deficiency(q, v, language, a),
                                     finding_proposal(q, v, language, a), NULL, 0};
}

int proposal_wordings(const struct body_full *b, const struct proposal *p, int language,
                      struct proposal_wording **list, struct arena *a)
{
    size_t room = (size_t)p->nservices + 1;
    struct group *groups = arena_alloc(a, room * sizeof *groups);
    int *services = arena_alloc(a, room * sizeof *services);
    int *group_of = arena_alloc(a, room * sizeof *group_of);
    int n = 0;
    if (p->own)
        groups[n++].it = wording_in(&b->own_in, p->question, language, a);
    for (int i = 0; i < p->nservices; i++) {
        struct proposal_wording w =
            wording_in(&b->services[p->services[i]].in, p->question, language, a);
        int k = 0;
        while (k < n && !(text_same(groups[k].it.deficiency, w.deficiency) &&
                          text_same(groups[k].it.proposal, w.proposal)))
            k++;
        if (k == n)
            groups[n++].it = w;
        groups[k].it.nservices++;
        group_of[i] = k;
    }
    *list = arena_alloc(a, room * sizeof **list);
    for (int k = 0; k < n; k++) {
        groups[k].services = services;
        services += groups[k].it.nservices;
        (*list)[k] = groups[k].it;
        (*list)[k].services = p->own ? NULL : groups[k].services;
    }
    for (int i = 0; i < p->nservices; i++)
        *groups[group_of[i]].services++ = p->services[i];
    return n;
}

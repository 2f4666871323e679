#include "model/wording.h"

#include "forms/finding.h"
#include "model/lib.h"

/* Different pairs of texts with their services, as these come. */
struct gathering {
    const struct body_full *b;
    int question, language;
    bool apart; /* each thing that is wrong by itself, else all that an answer lacks in one */
    struct proposal_wording *list;
    int n;
    struct arena *a;
};

static void add(struct gathering *g, const struct finding_pair *pair, int service)
{
    int k = 0;
    while (k < g->n && !(text_same(g->list[k].deficiency, pair->deficiency) &&
                         text_same(g->list[k].proposal, pair->proposal)))
        k++;
    if (k == g->n) {
        g->list = arena_more(g->a, g->list, (size_t)g->n, sizeof *g->list);
        g->list[g->n++] = (struct proposal_wording){pair->deficiency, pair->proposal, NULL, 0};
    }
    struct proposal_wording *w = &g->list[k];
    bool known = w->nservices > 0 && w->services[w->nservices - 1] == service;
    if (service < 0 || known) /* two choices may say the same */
        return;
    int *services = arena_more(g->a, (void *)w->services, (size_t)w->nservices, sizeof *services);
    services[w->nservices++] = service;
    w->services = services;
}

/* Service -1: the body itself. */
static void take(struct gathering *g, int service)
{
    const struct subject_input *in = service < 0 ? &g->b->own_in : &g->b->services[service].in;
    const struct question *q = &in->block->questions[g->question];
    const struct answer *v = &in->answers[g->question];
    struct finding_pair whole, *pair = &whole;
    int n = 1;
    if (g->apart)
        n = finding_pairs(q, v, g->language, &pair, g->a);
    else
        whole = (struct finding_pair){finding_deficiency(q, v, g->language, g->a),
                                      finding_proposal(q, v, g->language, g->a)};
    for (int i = 0; i < n; i++)
        add(g, &pair[i], service);
}

static int gather(struct gathering *g, const struct proposal *p, struct proposal_wording **list)
{
    if (p->own)
        take(g, -1);
    for (int i = 0; i < p->nservices; i++)
        take(g, p->services[i]);
    *list = g->list;
    return g->n;
}

int proposal_wordings(const struct body_full *b, const struct proposal *p, int language,
                      struct proposal_wording **list, struct arena *a)
{
    return gather(&(struct gathering){b, p->question, language, false, NULL, 0, a}, p, list);
}

int proposal_wordings_apart(const struct body_full *b, const struct proposal *p, int language,
                            struct proposal_wording **list, struct arena *a)
{
    return gather(&(struct gathering){b, p->question, language, true, NULL, 0, a}, p, list);
}

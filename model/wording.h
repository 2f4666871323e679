/* A proposal's words: they may depend on the answer, so that one proposal speaks differently for
 * different services. */
#ifndef MODEL_WORDING_H
#define MODEL_WORDING_H

struct arena;
struct body_full;
struct proposal;

struct proposal_wording {
    const char *deficiency, *proposal; /* NULL: the rubric has none */
    const int *services;               /* of body_full, in their order; NULL: the body's own */
    int nservices;
};
/* Each different pair of texts in a language, in the order of the services; gives how many. A
 * proposal of the body's own has one. In the arena. */
int proposal_wordings(const struct body_full *b, const struct proposal *p, int language,
                      struct proposal_wording **list, struct arena *a);
/* The same with each thing that is wrong beside what is proposed against it (finding_pairs), once,
 * with all services of which it is true: what lacks several things stands in several. */
int proposal_wordings_apart(const struct body_full *b, const struct proposal *p, int language,
                            struct proposal_wording **list, struct arena *a);

#endif

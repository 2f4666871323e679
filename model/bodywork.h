/* The body at work: its services' figures in memory, so that one answer costs the scoring of one
 * service and of the body, and reads nothing of the others. */
#ifndef MODEL_BODYWORK_H
#define MODEL_BODYWORK_H

#include "model/figures.h"

struct member {
    const char *code;
    struct arena *arena; /* of figs once they were made here; NULL: they are in the body's arena */
    struct figs figs;
    int final_rating; /* set by hand; -1 */
    bool good;        /* figs are there: else they were missing, or of another rubric or engine */
};

struct bodywork {
    struct campaign *c;
    int which;
    unsigned changes; /* c->changes when it was read */
    struct arena *arena;
    const struct catalogue *catalogue;
    struct known own;
    struct subject *own_subject;
    struct member *members;
    int nmembers;
    struct arena *total_arena; /* of what bodywork_total makes */
    struct service_part *parts;
    struct body_result *result;
    struct figs figs; /* the body's */
};

/* Reads a body with its services' figures (making those that are missing or of another rubric or
 * engine) and scores it. NULL and a sentence where it is not there or can't be read. */
struct bodywork *bodywork_open(struct campaign *c, int which, const char *body, struct err *err);
void bodywork_free(struct bodywork **w);
/* The one kept in c->at_work, read anew where it is another body's or out of date; it stays the
 * campaign's. */
struct bodywork *bodywork_at(struct campaign *c, int which, const char *body, struct err *err);
/* The index of a service; -1. */
int bodywork_member(const struct bodywork *w, const char *service);
/* Takes over what a service came to. */
void bodywork_set(struct bodywork *w, int member, const struct known *k, const struct subject *s);
/* Scores the body anew from its members and own_subject. */
void bodywork_total(struct bodywork *w);
/* Reads the service and scores it anew. */
bool bodywork_rescore(struct bodywork *w, int member, struct err *err);

#endif

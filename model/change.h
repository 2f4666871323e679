/* One action of the user being written: events, what they project to, what they touch. */
#ifndef MODEL_CHANGE_H
#define MODEL_CHANGE_H

#include "model/figures.h"
#include "model/store.h"

struct change {
    struct campaign *c;
    struct arena *arena;
    char id[RANDOM_SIZE];        /* of the change */
    struct device before;        /* the device as it was, for a rollback */
    const char *by, *at, *fixed; /* change_as, change_fix_device; NULL: as usual */
    const char *via; /* how its events came about; NULL: as the campaign's writer says */
    struct touched *touched;
    int ntouched;
    int events; /* written so far */
};

/* Appends an event and projects it. Takes the payload over. false: the database is broken (its
 * sentence comes at the end). */
bool change_event(struct change *t, const struct slot *slot, json_t *payload,
                  const char *const *replaces, int nreplaces);
/* Appends an event that replaces whatever heads its slot has. */
bool change_put(struct change *t, const struct slot *slot, json_t *payload);
/* Remembers that a subject's figures have to be brought up to date. */
void change_touch(struct change *t, const char *body, const char *service);
/* As change_answer, for a question known already; not NULL: *canonical gets the value as stored.
 * Does not look whether the subject is there, and touches nothing. */
enum written change_question(struct change *t, const char *body, const char *service,
                             const struct question *q, const char *value, const char *note,
                             struct err *err);
/* change_end without bringing figures up to date: the caller has stored them. */
bool change_finish(struct change **t, bool commit, struct err *err);

#endif

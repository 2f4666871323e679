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
    const char *via;             /* how, where that is another way than the campaign's; NULL */
    const char *undoes;          /* the change that this one takes back; NULL: none */
    const char *above, *below;   /* ids between which those of the next events should lie, as which
                                  * of several heads stands rests on them; NULL: wherever */
    struct touched *touched;
    int ntouched, touched_room;
    const char **bodies; /* whom events were about, so that what was accepted shows as changed */
    int nbodies, bodies_room;
    int events; /* written so far */
    bool more;  /* the caller changed more than that: it is to be committed without one, too */
};

/* Appends an event and projects it. Takes the payload over. false: the database is broken (its
 * sentence comes at the end). */
bool change_event(struct change *t, const struct slot *slot, json_t *payload,
                  const char *const *replaces, int nreplaces);
/* Appends an event that replaces whatever heads its slot has. */
bool change_put(struct change *t, const struct slot *slot, json_t *payload);
/* Remembers that a subject's figures have to be brought up to date. */
void change_touch(struct change *t, const char *body, const char *service);
/* The same for a body and all its services: what a body is bears on their figures. */
void change_touch_all(struct change *t, const char *body);
/* What storing an answer over what stands would come to: value and note as they would be stored
 * (NULL none), in the arena. As change_question, but writes nothing. */
enum written change_decide(struct arena *a, const struct question *q, const struct standing *s,
                           const char *value, const char *note, const char **new_value,
                           const char **new_note, struct err *err);
/* As change_answer, for a question known already. Does not look whether the subject is there, and
 * touches nothing. */
enum written change_question(struct change *t, const char *body, const char *service,
                             const struct question *q, const char *value, const char *note,
                             struct err *err);
/* change_end without bringing figures up to date: the caller has stored them. */
bool change_finish(struct change **t, bool commit, struct err *err);

#endif

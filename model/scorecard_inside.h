/* What the files about a body's scorecard share. */
#ifndef MODEL_SCORECARD_INSIDE_H
#define MODEL_SCORECARD_INSIDE_H

#include "model/known.h"
#include "model/store.h"

/* A question of a body or one of its services, as one walks over all that is evaluated. */
struct asked_at {
    int service; /* index in body_full.services; -1: of the body itself */
    const struct subject *subject;
    const struct question *question;
    const struct answer *answer;
    const struct standing *standing;
};
/* Calls f for every question of a body, its own first, then service by service; passes over stopped
 * services. */
void scorecard_each(const struct body_full *b, void (*f)(void *arg, const struct asked_at *at),
                    void *arg);

/* ---- scorecard_look.c ---- */

/* Fills look from what else is there. */
bool scorecard_look_at(struct campaign *c, int which, struct scorecard *s, struct arena *a,
                       struct err *err);

/* ---- scorecard_before.c ---- */

/* Fills matched and criteria. */
bool scorecard_compare(struct campaign *c, int which, struct scorecard *s, struct arena *a,
                       struct err *err);

#endif

/* A body's opinion as a text: what is wrong with its services, and what is proposed. */
#ifndef MODEL_OPINION_H
#define MODEL_OPINION_H

#include <jansson.h>
#include "model/lib.h"

/* Adds the opinion (opinion_text) in a language of the rubric to the payload of the event that
 * gives it, and the keys of what it gives ("given"); nothing where it can't be read (the database
 * is broken then), no text where that is longer than an event may be. `at`: of the event. */
void opinion_add(struct campaign *c, const char *body, int language, const char *at,
                 json_t *payload, struct arena *a);

#endif

/* A body's opinion as a text: what is wrong with its services, and what is proposed. */
#ifndef MODEL_OPINION_H
#define MODEL_OPINION_H

#include <jansson.h>
#include "model/lib.h"

/* Plain text in the campaign's default language: the body, its rating and score, then each of its
 * proposals, the largest gain first: what is wrong, "→" what to do, "§" on what basis, "•" for
 * which services. Without a word of the program, which would be in the language of whoever runs it.
 * In the arena. */
const char *opinion_text(const struct body_full *b, struct arena *a);

/* Adds it to the payload of the event that gives the opinion; nothing where it can't be read (the
 * database is broken then) or is longer than an event may be. */
void opinion_add(struct campaign *c, const char *body, json_t *payload, struct arena *a);

#endif

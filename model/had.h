/* Did an event have an answer's value? */
#ifndef MODEL_HAD_H
#define MODEL_HAD_H

#include "model/inside.h"

/* What was found out already: while many events are projected none is asked twice. */
struct had;
struct had *had_new(void);
void had_free(struct had **h); /* takes a pointer to NULL too */

/* What an event had as answer, as table head has it: its value, in the arena; NULL a note alone, ""
 * taken back. It takes back where it has no value and replaced something that had one, or took one
 * back itself: then it conflicts with an answer that did not know; a note alone does not. An event
 * that is not at hand is taken to have had one. h NULL: nothing is kept. */
const char *had_value(struct campaign *c, struct had *h, const char *id, struct arena *a);

#endif

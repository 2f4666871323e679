/* What a reviewer says about an answer, a service or a body: an event of kind `remark` in the slot
 * of the body or service, item 128 random bits, payload {question, text, state, answer}. `state` is
 * "open", "answered" or "settled"; whoever answers or settles writes the whole payload anew. */
#ifndef MODEL_REMARK_H
#define MODEL_REMARK_H

#include <stdbool.h>

struct campaign;
struct err;

/* Writes a new remark: service "" about the body itself, question NULL about the whole of it.
 * REFUSED where the place is not there, or where the text says nothing or is none that
 * answer_characters takes (4,000 characters). */
bool remark_write(struct campaign *c, const char *body, const char *service, const char *question,
                  const char *text, struct err *err);

#endif

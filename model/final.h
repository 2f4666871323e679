/* Final ratings: set by hand by a supervisor, with a reason, in place of the computed one, which
 * stays beside it. An event of kind `final_rating`, payload {rating, reason}; rating null: taken
 * back. Of several different heads none stands. It counts while the subject is rated. */
#ifndef MODEL_FINAL_H
#define MODEL_FINAL_H

#include <stdbool.h>

struct arena;
struct campaign;
struct err;

struct final_rating {
    int rating; /* of the rubric's ratings; -1: none stands */
    const char *reason, *by,
        *at; /* NULL where there is none; several that differ: of one of them */
};
/* What stands of a body (service "") or a service. Strings in the arena. */
void final_read(struct campaign *c, int which, const char *body, const char *service,
                struct final_rating *f, struct arena *a);
/* Why nobody can be given one as things stand, or it can't be taken back, as a sentence in the
 * arena; NULL: it can. */
const char *final_why_not(struct campaign *c, const char *body, const char *service,
                          struct arena *a);
/* Sets one by its id, or takes it back (NULL). REFUSED, and nothing written: who works here is no
 * supervisor; the body is accepted; no such subject, or rating (the nearest is named); the subject
 * is not rated; the reason is missing or no text; it stands so already. */
bool final_set(struct campaign *c, const char *body, const char *service, const char *rating,
               const char *reason, struct err *err);

#endif

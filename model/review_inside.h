/* What the files about a body's states share. */
#ifndef MODEL_REVIEW_INSIDE_H
#define MODEL_REVIEW_INSIDE_H

#include "model/change.h"
#include "model/review.h"

/* ---- review_stands.c ---- */

/* One event of a body's slot of states. */
struct state_event {
    struct event e;
    bool counts; /* a state that we know, by somebody who may bring a body there */
    bool hidden; /* another event that counts replaces it, by itself or by way of some that don't */
};
/* All that are projected, in the order of their ids, in the arena. */
struct state_event *review_events(struct campaign *c, const char *body, struct arena *a, int *n);
/* Which of them stands: of those that count and are not hidden the one furthest from accepted, of
 * equal ones the smallest id. -1: none. */
int review_standing(const struct state_event *list, int n);
/* Only a supervisor brings a body there. */
bool review_is_supervisors(enum review state);

/* ---- review_seen.c ---- */

/* Everything that the figures of a body rest on, and what it is given. */
#define SEEN_KINDS                                                                                 \
    " AND kind IN ('answer', 'evidence', 'final_rating', 'body', 'service', 'finding',"            \
    " 'proposal_due', 'proposal_owner', 'proposal_text')"

/* What the payload of an accept keeps of what it saw. */
void review_add_seen(struct campaign *c, const char *body, json_t *payload, struct arena *a);
/* What that of sending back and of re-opening keeps: enough to tell what came in since. */
void review_add_heads(struct campaign *c, const char *body, json_t *payload, struct arena *a);
/* Is everything as this accept saw it? */
bool review_as_seen(struct campaign *c, const char *body, const struct event *accept);

/* A hash of what matters of a body's row, by the event's id; that id where it is not there. */
void review_row_digest(struct campaign *c, const char *id, struct arena *a, char out[HEX_SIZE]);
/* Do two events of a body's row differ in nothing but who works on it, and its place? */
bool review_same_row(const struct event *x, const struct event *y);

#endif

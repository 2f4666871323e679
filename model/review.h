/* A body's way through a campaign, from not assigned to accepted (data.md). A state is an event of
 * kind `state` in the body's slot, payload {state, reason} and what an accept saw; table `review`
 * is what stands. Of several heads that one stands which is furthest from accepted. */
#ifndef MODEL_REVIEW_H
#define MODEL_REVIEW_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct campaign;
struct err;

/* From the furthest from accepted to accepted, but for the first: no event says that. */
enum review {
    REVIEW_UNASSIGNED,
    REVIEW_SENT_BACK,
    REVIEW_REOPENED,
    REVIEW_ASSIGNED,
    REVIEW_DESK_DONE,
    REVIEW_VISITED,
    REVIEW_OPINION_GIVEN,
    REVIEW_HANDED_IN,
    REVIEW_ACCEPTED,
    REVIEWS
};

/* "unassigned", "assigned", … and back; REVIEWS where it is no state. */
const char *review_id(enum review state);
enum review review_of(const char *id);

struct review_state {
    enum review state;
    const char *by, *at, *reason; /* of the event; NULL where none says it (or no reason) */
    bool changed;                 /* accepted, and something came in since */
    const char *rating, *score;   /* what the accept saw: a rating's id, the printed score; NULL */
};
/* What stands of a body (`which` 0: the campaign at work; of earlier ones only whether it was
 * assigned). Strings in the arena. False where the body is not in the registry. */
bool review_get(struct campaign *c, int which, const char *body, struct review_state *s,
                struct arena *a);
/* The same where the body's row is at hand. `inspector` NULL: none. */
void review_read(struct campaign *c, int which, const char *body, const char *inspector,
                 struct review_state *s, struct arena *a);

/* Why this person may not bring the body to this state as things stand, as a sentence in the arena;
 * NULL where it can be done. */
const char *review_why_not(struct campaign *c, const char *body, enum review to, struct arena *a);
/* Brings a body to a state, in one transaction: REFUSED with review_why_not's sentence; where a
 * reason is needed (re-opened; handed in with something open) and missing or blank; where `reason`
 * is no text. */
bool review_set(struct campaign *c, const char *body, enum review to, const char *reason,
                struct err *err);
struct change;
/* Writes the event in the change of the caller, who has asked whether it may be. False: the
 * database is broken. */
bool review_put(struct change *t, const char *body, enum review to, const char *reason);

/* May this person change answers, evidence and registry rows of the body? False and a sentence
 * (REFUSED) where it is handed in and the person is no supervisor, or where it is accepted. */
bool review_open_for_work(struct campaign *c, const char *body, struct err *err);

/* Projects what stands of one body, of all, of all that are accepted (whether something changed).
 */
bool review_project(struct campaign *c, const char *body);
bool review_project_all(struct campaign *c);
/* After something about the body was stored: marks it as changed where it is accepted. */
bool review_touched(struct campaign *c, const char *body);

#endif

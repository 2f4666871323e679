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

/* Where laptops brought the body to different states apart from one another: of the states that
 * stand beside the one that counts the one nearest to accepted, and who brought it there. Its name
 * in the arena. False: none stands beside it. */
bool review_beside(struct campaign *c, const char *body, enum review *state, const char **by,
                   struct arena *a);

/* Why this person may not bring the body to this state as things stand, as a sentence in the arena;
 * NULL where it can be done. */
const char *review_why_not(struct campaign *c, const char *body, enum review to, struct arena *a);
/* Brings a body to a state, in one transaction: REFUSED with review_why_not's sentence; where a
 * reason is needed (re-opened; handed in with something open) and missing or blank; where `reason`
 * is no text. */
bool review_set(struct campaign *c, const char *body, enum review to, const char *reason,
                struct err *err);
/* Gives the opinion in a language of the rubric; by review_set it is given in the default one. */
bool review_give(struct campaign *c, const char *body, const char *reason, int language,
                 struct err *err);
struct change;
/* Writes the event in the change of the caller, who has asked whether it may be. False: the
 * database is broken. */
bool review_put(struct change *t, const char *body, enum review to, const char *reason);

/* May this person change answers and evidence of the body? False and a sentence (REFUSED) where it
 * is handed in and the person is no supervisor, or where it is accepted. One indexed look. */
bool review_open_for_work(struct campaign *c, const char *body, struct err *err);
/* May this person change its rows of the registry by a table? A supervisor always may: what of an
 * accepted body is another then counts, and the body is marked as changed. */
bool review_open_for_registry(struct campaign *c, const char *body, struct err *err);

/* ---- what happened on the way ---- */

/* One event of a body's states. */
struct review_step {
    const char *id, *device, *at, *by, *via;
    int64_t seq;
    const char *state, *reason; /* the state's id, whatever the event says; NULL where none */
    bool known;                 /* it is a state */
    bool counts;                /* … and by somebody who may bring a body there */
    bool stands;                /* it is the state now */
    const char *rating, *score; /* of an accept, as in struct review_state */
    const char *text;           /* of an opinion: as it was given, kept for ever; NULL */
};
/* All of them, each after those that it replaces and after its device's earlier ones, otherwise by
 * (at, id). In the arena. False: REFUSED where the body is not in the registry, or the file can't
 * be read. */
bool review_way(struct campaign *c, const char *body, struct review_step **list, int *n,
                struct arena *a, struct err *err);

/* What stood somewhere. */
struct review_side {
    const char *value; /* an answer (as in the answers CSV), a file's name, a final rating, a row of
                          the registry in a few words, a rubric's SHA-256, what was found, a
                          proposal's text, owner or deadline; NULL: nothing */
    const char *note;  /* of an answer or final rating, of a text its deficiency; NULL */
    bool conflict;     /* several different answers: value is NULL */
};
/* One thing that is not as an accept saw it. */
struct review_change {
    const char *kind;     /* "answer", "evidence", "final_rating", "body", "service", "rubric",
                             "finding", "proposal_text", "proposal_owner", "proposal_due" */
    const char *service;  /* "": of the body itself */
    const char *question; /* also of a proposal that answers raise */
    struct review_side was, now;
    const char *by, *at; /* who brought it last; NULL: nothing new stands */
};
/* What came in since the body was accepted, service by service, its own first: nothing where it is
 * not accepted, and nothing where the accept saw more than 2,000 events (review_state.changed says
 * so all the same). Who has to work on it is no change. In the arena. */
bool review_changes(struct campaign *c, const char *body, struct review_change **list, int *n,
                    struct arena *a, struct err *err);

/* The last time that a supervisor accepted the body, sent it back or re-opened it. */
struct review_since {
    enum review state;   /* what he did; REVIEW_UNASSIGNED: none did yet */
    const char *by, *at; /* NULL where none did */
    bool told; /* it is kept what he saw, so that what came in since is in the list: not by
                  earlier programs, and not of more than 2,000 events */
    struct review_change *list; /* as review_changes, whatever the body's state is now */
    int n;
};
/* Reads it. In the arena; errors as review_way. */
bool review_since(struct campaign *c, const char *body, struct review_since *s, struct arena *a,
                  struct err *err);

/* ---- projecting ---- */

/* Projects what stands of one body, of all, of all that are accepted (whether something changed).
 */
bool review_project(struct campaign *c, const char *body);
bool review_project_all(struct campaign *c);
/* After something about the body was stored: marks it as changed where it is accepted. */
bool review_touched(struct campaign *c, const char *body);

#endif

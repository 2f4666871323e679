/* What a reviewer says about an answer, a service or a body: an event of kind `remark` in the slot
 * of the body or service, item 128 random bits, payload {question, text, state, answer}. `state` is
 * "open", "answered" or "settled"; whoever answers or settles writes the whole payload anew. */
#ifndef MODEL_REMARK_H
#define MODEL_REMARK_H

#include <stdbool.h>

struct arena;
struct campaign;
struct err;

enum remark_state {
    REMARK_OPEN,
    REMARK_ANSWERED,
    REMARK_SETTLED,
    REMARK_UNKNOWN, /* a newer program may know more; it waits for nobody here */
    REMARK_STATES
};
/* "open", "answered", "settled", "unknown". */
const char *remark_state_id(enum remark_state state);

/* Something said to a remark; nothing that anybody said is ever left out. */
struct remark_answer {
    const char *text, *by, *at;
};

/* One remark. Strings live in the arena that it was read into. */
struct remark {
    const char *item, *body, *service; /* service "": about the body itself */
    const char *question;              /* under its present id; NULL: about the whole of it */
    int index;                         /* the question's in its block; -1: none there (any more) */
    enum remark_state state;           /* of several heads the one with the smallest id says it */
    bool waits;                        /* any of the heads is open or answered */
    int heads;                         /* that stand: more than one where laptops wrote apart */
    const char *text, *by, *at;        /* what was said first, by whom */
    struct remark_answer *answers;     /* all that there ever were, the earliest first */
    int nanswers;
    const char *settled_by, *settled_at; /* NULL where it is not settled */
};

enum { REMARKS_ALL = 1 }; /* the settled ones too, not only what waits */

/* Remarks about a body with its services (service NULL), a body itself (""), a service; body NULL:
 * of all bodies. question NULL: about any of its questions or the whole; "" about the whole alone.
 * The newest last. In a file of an older version, which is only read, there are none. False where
 * the file can't be read. */
bool remarks_list(struct campaign *c, const char *body, const char *service, const char *question,
                  unsigned flags, struct remark **list, int *n, struct arena *a, struct err *err);
/* How many of them wait: of a body with its services (service NULL), a body itself (""), a service.
 */
int remarks_waiting(struct campaign *c, int which, const char *body, const char *service);
/* The one whose item begins so. REFUSED where there is none, or several. */
bool remark_find(struct campaign *c, const char *prefix, struct remark *r, struct arena *a,
                 struct err *err);
/* The next place (direction 1) or the previous one (-1) where a remark waits, in the order of the
 * lists (of a body itself first; the whole before its questions), from a place; body "": from the
 * beginning or the end. *question -1: about the whole. False where there is none. */
bool remark_next(struct campaign *c, const char *body, const char *service, int question,
                 int direction, const char **to_body, const char **to_service, int *to_question,
                 struct arena *a);

/* Writes a new remark: service "" about the body itself, question NULL about the whole of it.
 * REFUSED where the place is not there, or where the text says nothing or is none that
 * answer_characters takes (4,000 characters). Anybody may, in locked bodies too. */
bool remark_write(struct campaign *c, const char *body, const char *service, const char *question,
                  const char *text, struct err *err);
/* The same; item (33 bytes) gets the new remark's, or "" where nothing was written. */
bool remark_write_new(struct campaign *c, const char *body, const char *service,
                      const char *question, const char *text, char *item, struct err *err);

/* Why who works here may not bring the remark to this state, as a sentence; NULL where it can be
 * done. Anybody answers; who wrote it and supervisors settle and re-open. */
const char *remark_why_not(struct campaign *c, const struct remark *r, enum remark_state to);
/* Answers it, settles it, opens a settled one again; it is read anew for that. REFUSED:
 * remark_why_not's sentence, or of the text as remark_write. */
bool remark_reply(struct campaign *c, const struct remark *r, const char *text, struct err *err);
bool remark_settle(struct campaign *c, const struct remark *r, struct err *err);
bool remark_reopen(struct campaign *c, const struct remark *r, struct err *err);

#endif

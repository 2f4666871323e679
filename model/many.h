/* One question answered for many services of a body at once: first what it would change, computed
 * without writing, then the same as one change. */
#ifndef MODEL_MANY_H
#define MODEL_MANY_H

#include "model/lib.h"

/* What is to be stored: as work_answer takes it, or what was answered in the campaign before. */
struct many_answer {
    const char *value, *note;
    bool before;
};

enum many_state {
    MANY_TAKES, /* it would be stored */
    MANY_SAME,  /* it stands so already */
    MANY_CANT   /* it can't be: `why` */
};

struct many_item {
    const char *service;
    enum many_state state;
    const char *why;                  /* of MANY_CANT: a sentence */
    const char *value, *note;         /* what stands; NULL none */
    bool conflict;                    /* … or different answers */
    bool overwrites;                  /* an answer that stands gives way to another */
    const char *new_value, *new_note; /* what would stand */
    struct row before, after;         /* equal where nothing would be stored */
};

struct many {
    int question; /* of the service block */
    struct many_item *item;
    int n, ntakes, nsame, ncant, noverwrites;
    struct row body_before, body_after;
};

/* What storing the answer for these services of a body would come to, to the last figure. Rows
 * count as for `stage` (-1: all). False and a sentence where it can't be read. */
bool many_preview(struct campaign *c, const char *body, const char *const *services, int n,
                  int question, const struct many_answer *answer, int stage, struct many *m,
                  struct arena *a, struct err *err);
/* Stores it for those that can take it, in one change; *stored gets for how many. False: err, and
 * nothing was stored; REFUSED where it would change nothing. */
bool many_store(struct campaign *c, const char *body, const char *const *services, int n,
                int question, const struct many_answer *answer, int *stored, struct err *err);

/* The answer of the campaign before as it can be taken over today. `offered`: choices that are
 * (struct qresult). False, REFUSED and a sentence why not. */
bool before_answer(const struct question *q, const struct standing *s, int offered,
                   struct many_answer *out, struct err *err);

#endif

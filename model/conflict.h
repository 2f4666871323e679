/* What several laptops entered apart and differs: the conflicts of a campaign, what each side would
 * come to, and settling them (data.md, "What stands"). Of answers those of different value are in
 * conflict; of all other kinds those that say anything else, but for a body's states, of which a
 * rule tells the one that stands. */
#ifndef MODEL_CONFLICT_H
#define MODEL_CONFLICT_H

#include <stdbool.h>
#include "model/evidence.h"
#include "model/lib.h"

/* A slot in conflict. Strings live in the arena; "" where one does not apply. */
struct conflict_at {
    const char *kind; /* "answer", "evidence", "body", "service", "person", "remark", … */
    const char *body, *service; /* codes */
    const char *item;           /* as the rubric in force has it */
    int question;               /* in its block, of answers and evidence; else -1 */
};

/* All conflicts of the campaign at work: in the registry's order, a body before its services, what
 * belongs to no body last; of a subject its row, then its questions in the rubric's order. Those
 * about subjects that were withdrawn, questions that the rubric does not have and answers of
 * stopped services are none, as they count nowhere. In the arena. False and a sentence where the
 * file can't be read. */
bool conflicts_list(struct campaign *c, struct conflict_at **list, int *n, struct arena *a,
                    struct err *err);

/* A part of what is no answer, where the sides differ; value NULL: this side has none. */
struct conflict_part {
    const char *key, *value;
};

/* What one or more people entered. */
struct conflict_side {
    const char *id;    /* of an event that says it */
    const char *value; /* of an answer: canonical text, NULL: taken back */
    const char *note;  /* theirs together; NULL none */
    const char **by;   /* each once, the first to enter it first */
    int nby;
    const char *at, *device;      /* of the first */
    const char *was;              /* the value that it replaced; NULL: none */
    const struct evidence **file; /* of an answer: what these people attached to the question */
    int nfiles;
    struct conflict_part *part; /* of other kinds */
    int nparts;
    bool stands;      /* of other kinds: the one that counts until it is settled */
    struct row after; /* the figures if it were taken, where the conflict is scored */
};

#define CONFLICT_HEADS 64 /* of one slot that are looked at */

struct conflict {
    struct conflict_at at;
    struct conflict_side *side; /* by the time of their first, as its laptop's clock told it */
    int nsides;
    bool one_start;     /* of an answer: all replaced the same value: every side's `was` */
    const char *beside; /* of an answer: notes that others gave without a value; NULL none */
    /* What was said about it and not settled yet, the latest; NULL none. */
    const char *remark, *remark_by;
    bool scored;    /* of an answer: now and after are there */
    struct row now; /* the figures of the service, or of the body's own questions */
    const char *head[CONFLICT_HEADS]; /* ids of the events that stand */
    int nheads;
};
/* Reads one of the list. Of rows only the figures are filled in. False and a sentence (REFUSED)
 * where it is no conflict any more, or can't be read. Strings live in the arena. */
bool conflict_read(struct campaign *c, const struct conflict_at *at, struct conflict *x,
                   struct arena *a, struct err *err);

/* Settles it with what a side says: one event that replaces all of them, via "conflict", as one
 * change; an answer takes its side's note along, and those that stood beside. REFUSED where it is
 * not as it was read, who works here may not (remarks, and what became of a proposal: anybody; else
 * review_open_for_work, and of rows as registry_why_not; final ratings, rows of bodies and what
 * belongs to no body are a supervisor's), the rubric takes the value no longer, or no supervisor
 * would be left. */
bool conflict_take(struct campaign *c, const struct conflict *x, int side, struct err *err);
/* Leaves it as it is, with a remark at its place (remark_write). */
bool conflict_leave(struct campaign *c, const struct conflict *x, const char *text,
                    struct err *err);

#endif

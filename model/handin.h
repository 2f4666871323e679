/* What a body still lacks before its inspector hands it in. */
#ifndef MODEL_HANDIN_H
#define MODEL_HANDIN_H

#include <stdbool.h>
#include <stdint.h>
#include "model/review.h"

struct arena;
struct campaign;
struct err;

enum handin_kind {
    HANDIN_OPEN,      /* not answered */
    HANDIN_CONFLICT,  /* two answers stand */
    HANDIN_EVIDENCE,  /* the rubric requires evidence of the answer, and there is none */
    HANDIN_BYTES,     /* a file of it is known by its name alone */
    HANDIN_CANT_TELL, /* answered with "can't tell" */
    HANDIN_NA,        /* not applicable, and the reason hardly is one */
    HANDIN_REMARK,    /* a remark that nobody has answered */
    HANDIN_KINDS
};

/* A place to go to. */
struct handin_place {
    const char *service, *service_name; /* "", NULL: of the body itself */
    int question;                       /* in its block; -1: a remark on the whole */
    unsigned kinds;                     /* a bit (1 << kind) for each that it is of */
    const char *text;                   /* the reason, or the remark; NULL: none */
};

struct question;
struct rubric;
struct standing;
struct subject;
/* Of which kinds a question of a subject is, as a bit each: of HANDIN_BYTES and HANDIN_REMARK it
 * tells nothing. The subject is evaluated and not stopped. */
unsigned handin_kinds(const struct question *q, const struct subject *of, const struct standing *s);
/* Stands an answer with its full points that nothing proves: without a file, though the rubric
 * requires evidence of it, or leaves that open for a question of the gravest severity? Not of a
 * subject that is not rated. The subject is as above, of rubric r. */
bool handin_unproved(const struct rubric *r, const struct question *q, const struct subject *of,
                     const struct standing *s);

/* Can evidence of the question be missing at all, required or for handin_unproved? */
bool handin_may_lack(const struct rubric *r, const struct question *q);

struct handin {
    struct handin_place *list; /* in working order: the body's own first, then service by service */
    int n;
    int counts[HANDIN_KINDS]; /* of a remark how many there are, of the others how many questions */
};

/* Reads it of one body, services that are stopped or not rated without their open questions. The
 * list lives in the arena. False and a sentence where the file can't be read or the work was broken
 * off. */
bool handin_read(struct campaign *c, const char *body, struct handin *h, struct arena *a,
                 struct err *err);
/* The counts alone. */
bool handin_count(struct campaign *c, const char *body, int counts[HANDIN_KINDS], struct err *err);

/* Why handing the body in needs a reason, as a sentence in the arena: questions are open (or in
 * conflict), or required evidence is missing. NULL where it needs none. */
const char *handin_wants_reason(struct campaign *c, const char *body, struct arena *a);

struct handin_body {
    const char *code, *name, *short_name; /* short_name NULL: none */
    enum review state;
};
/* The bodies to hand in: those whose inspector works here; all of them where that is a supervisor,
 * or where none is his. In the registry's order, in the arena. */
bool handin_bodies(struct campaign *c, struct handin_body **list, int *n, struct arena *a,
                   struct err *err);
/* Marks bodies as handed in. `reason` (NULL: none) goes with those that need one. Everything is
 * looked at first: REFUSED, and none is marked, where one can't be handed in or needs a reason and
 * none is given. *done gets how many were marked (also where the file failed on the way). */
bool handin_mark(struct campaign *c, const char *const *bodies, int n, const char *reason,
                 int *done, struct err *err);

/* The bytes of all evidence in the file. */
int64_t handin_evidence_size(struct campaign *c);
/* A name for what is handed in: campaign, who, day; letters, digits, '-', '.', '_' alone. In the
 * arena. */
const char *handin_name(struct campaign *c, struct arena *a);
/* Writes a bundle (exchange.h's flags) into a folder, whole or not at all, readable by its owner
 * alone, never over another file: a number is put behind the name then. *path gets its path, in the
 * arena, *events how many it holds. */
bool handin_write(struct campaign *c, unsigned flags, const char *folder, const char *name,
                  struct arena *a, const char **path, int64_t *events, struct err *err);

#endif

/* A campaign moved to another version of its rubric (rubric.md part 5), or back. Answers follow
 * their question ids and `replaces`; what no longer fits is kept aside (aside.h) and comes back
 * with the version that takes it. Undo does not cover it: it goes back by moving to the old
 * version. */
#ifndef MODEL_RUBRIC_MOVE_H
#define MODEL_RUBRIC_MOVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "forms/compare.h"
#include "forms/score.h"
#include "model/aside.h"

struct arena;
struct campaign;
struct err;

/* What a subject comes to under one of the two; figures in that version's units. */
struct rubric_verdict {
    enum subject_state state;
    const char *unrated; /* id; NULL */
    int64_t score, low, high;
    int rating; /* index there; -1 */
};
/* A body (service "") or service whose score, range, rating or state differs. */
struct rubric_moved {
    const char *body, *service, *name;
    struct rubric_verdict was, now;
};

struct rubric_move {
    const struct rubric *was, *now;  /* the first good until the campaign is
                                      * closed, the second as long as `to` */
    const char *was_sha256, *sha256; /* hex */
    struct rubric_difference *differences;
    int ndifferences;
    bool comparable;            /* nothing that differs bears on scores */
    struct rubric_moved *moved; /* in the registry's order; a body before its services */
    int nmoved, nsubjects;      /* of how many */
    int64_t carried;            /* answers that count under the new version too */
    int64_t renamed;            /* … of these, under another id than before */
    struct aside *aside;        /* that counted before and would not */
    int naside;
    int64_t back; /* answers that were aside and would count again */
};

struct rubric_text; /* a rubric file, read and found right */

/* Reads and checks a rubric, its examples too. NULL and every fault as `file:line:col: error: …`,
 * one a line. */
struct rubric_text *rubric_text_read(const char *path, struct err *err);
void rubric_text_free(struct rubric_text **t);
const struct rubric *rubric_text_rubric(const struct rubric_text *t);

/* What the move would come to, worked out beside the file, which is not touched and may be open for
 * reading only. `m` lives in the arena and as long as `to` and the campaign. REFUSED where it is
 * the rubric that stands alone already, or another rubric than the campaign's (its id). */
bool rubric_preview(struct campaign *c, const struct rubric_text *to, struct rubric_move *m,
                    struct arena *a, struct err *err);
/* Does it: one event, everything derived anew, in one transaction; m gets what it came to, which is
 * what the preview said. REFUSED also where who works here is no supervisor. */
bool rubric_apply(struct campaign *c, const struct rubric_text *to, struct rubric_move *m,
                  struct arena *a, struct err *err);
/* Why this person can't apply any, as a sentence; NULL where they can. */
const char *rubric_why_not(struct campaign *c);

#endif

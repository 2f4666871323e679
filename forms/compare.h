/* Two versions of a rubric side by side: what differs, and whether scores stay comparable. Texts
 * (titles, hints, proposals) are no difference: only what is asked, and what it earns. */
#ifndef FORMS_COMPARE_H
#define FORMS_COMPARE_H

#include "forms/rubric.h"

enum difference {
    DIFFERENT_SCALE,   /* scale or decimals */
    DIFFERENT_RATINGS, /* ids, from, boundary, rate_on */
    DIFFERENT_NA,      /* what not applicable counts as */
    DIFFERENT_BODY,    /* how a body's score is made of its parts; a block came or went */
    DIFFERENT_AGGREGATE,
    DIFFERENT_UNRATED,
    DIFFERENT_CAPS,
    CRITERION_NEW,
    CRITERION_GONE,
    CRITERION_CHANGED, /* weight, aggregate or place */
    QUESTION_NEW,
    QUESTION_GONE,
    QUESTION_RENAMED, /* by `replaces`; what else differs of it is told too */
    QUESTION_CHANGED, /* type, choices, points, limits */
    QUESTION_WEIGHT,  /* weight, or the criterion it stands in */
    QUESTION_WHEN,    /* when it is asked, whether it must be answered or may be n/a */
    DIFFERENCES
};

/* "scale", "ratings", …: as JSON has them. */
const char *difference_id(enum difference d);

struct rubric_difference {
    enum difference kind;
    enum block_kind block; /* from DIFFERENT_AGGREGATE on */
    const char *id;        /* of the criterion or question, in the new version unless GONE; NULL */
    const char *old_id;    /* RENAMED: in the old one; NULL else */
    bool bears;            /* on scores: those of the two versions can't be compared */
};

/* All differences, in the order above, each kind in the rubric's order, `service` before `body`.
 * Ids are the rubrics' own, the list is in the arena. */
int rubric_compare(const struct rubric *was, const struct rubric *now,
                   struct rubric_difference **list, struct arena *a);

/* The criterion at the top of an earlier version's block (NULL: it had none) that is this one: of
 * its id, else the one whose questions that are still asked are all of this one now. Its index; -1:
 * there was none. */
int criterion_before(const struct rubric *now, const struct block *b, const struct criterion *of,
                     const struct block *then);

#endif

/* The score: from a rubric and answers to figures, ratings, deficiencies, gains (rubric.md parts 3
 * and 4). Pure: same input, same output; no clock, no storage. */
#ifndef FORMS_SCORE_H
#define FORMS_SCORE_H

#include "forms/rubric.h"

enum subject_state { SUBJECT_RATED, SUBJECT_INCOMPLETE, SUBJECT_UNRATED, SUBJECT_STOPPED };
/* "rated" "incomplete" "unrated" "stopped"; of a body the first reads "complete". */
const char *subject_state_id(enum subject_state s, enum block_kind kind);

/* Figures are in [0, 1]; none where not there. Times rubric.scale is what is printed. */
struct figures {
    num so_far, low, high, score;
};

enum qstate {
    QS_UNDECIDED,
    QS_INACTIVE,
    QS_NA,
    QS_CANT_TELL,
    QS_CONFLICT,
    QS_ANSWERED,
    QS_UNANSWERED
};

/* One question of a subject, after evaluation. */
struct qresult {
    enum qstate state; /* a calc: ANSWERED, UNANSWERED (pending, or out of every sum), … */
    bool pending, open;
    bool counts;    /* stands in the sums of so_far */
    bool deficient; /* answered with less than its maximum */
    bool unfit;     /* a stored answer is not among the offered ones: counts as unanswered */
    bool evidence_required, evidence_missing;
    int offered;        /* of a choice: how many of its choices are offered */
    num earned, most;   /* points; most under the limit in force */
    num gain;           /* of a deficiency; none: null */
    struct value value; /* as expressions see it; a calc's value */
};

#define UNRATED_NONE (-1)
#define UNRATED_NO_SCORE (-2)

/* A service, or a body's own questions. Lives in its own arena; free with subject_free. */
struct subject {
    struct arena *arena;
    const struct rubric *rubric;
    const struct block *block; /* NULL where the rubric has none for this kind */
    enum subject_state state;
    int unrated;              /* index in block.unrated, or UNRATED_NONE, UNRATED_NO_SCORE */
    struct figures f;         /* of a body's own questions: `own` */
    struct figures *criteria; /* one per criterion; all none where unrated or stopped */
    struct qresult *q;        /* one per question */
    int rating; /* after caps; -1: none. Services only: a body's is in struct body_result */
    int rating_computed; /* before caps; -1: none */
    int held;            /* lowest at_most of the caps that are true now; -1: none */
    int *capped;         /* caps below the computed rating, in the rubric's order */
    int ncapped;
    int *deficiencies; /* questions, largest gain first, ties and null in the rubric's order */
    int ndeficiencies;
    int nopen; /* questions that are open */
};

/* What is known of a subject. Arrays have one element per question of the block. */
struct subject_input {
    const struct rubric *rubric;
    const struct block *block; /* NULL: the rubric has none for this kind */
    const struct answer *answers;
    const struct value *previous;                     /* NULL: no earlier campaign */
    const char *(*attr)(void *arg, const char *name); /* NULL: none has any */
    void *attr_arg;
    bool stopped;  /* services only */
    bool no_gains; /* nobody asks: deficiencies without, in the rubric's order */
};

/* Never NULL. `reuse`, where not NULL, is a subject of the same kind whose memory is used again
 * (whatever it held is gone): scoring many services then allocates next to nothing. */
struct subject *subject_score(const struct subject_input *in, struct subject *reuse);
void subject_free(struct subject **s);

/* The way up of a service (rubric.md part 4). True where there is one: *to is the rating, questions
 * (room for ndeficiencies) and *n what it takes, in the order taken. False: null. */
bool subject_way_up(const struct subject_input *in, const struct subject *s, int *to,
                    int *questions, int *n);

/* What a body's figures need of one of its services. */
struct service_part {
    enum subject_state state;
    int unrated;
    int rating;       /* after caps; -1 */
    int final_rating; /* set by hand; -1. Counts only while rated */
    struct figures f;
    const struct figures *criteria; /* one per service criterion; NULL: none */
    const int *deficiencies;        /* questions */
    const num *gains;               /* of those, in the service's own low; parallel */
    int ndeficiencies;
};
/* The rating that counts: the final one (-1: none) while the subject is rated, else the computed.
 */
int rating_counting(enum subject_state state, int final_rating, int computed);
/* The part that a scored service plays; it points into s. */
struct service_part service_part_of(const struct subject *s, int final_rating, struct arena *a);

struct proposal {
    int question;
    bool own;      /* of the body itself; else of its services */
    int *services; /* indexes in the array of services; NULL for own */
    int nservices;
    num gain; /* in the body's low; none: null */
};

struct body_result {
    struct arena *arena;
    enum subject_state state;            /* RATED here means complete */
    int unrated;                         /* index in rubric.body->unrated or as in struct subject */
    struct figures f, own, service_mean; /* own, service_mean: all none where `null` */
    bool has_own, has_service_mean;      /* false: null in cli.md's sense */
    struct figures *service_criteria;    /* one per service criterion */
    int rating, rating_computed, held;
    int *capped, ncapped;
    int nservices, nstopped, nincomplete, nrated, nno_score;
    int *unrated_counts;        /* one per rubric.service->unrated */
    int *rating_counts;         /* one per rating; final ratings count in place of computed ones */
    struct proposal *proposals; /* by gain; NULL until body_proposals */
    int nproposals;
    num *own_gains; /* one per question of the body's block: the gain of a deficiency in the body's
                       low */
    int *deficiencies; /* the body's own, by that gain */
    int ndeficiencies;
};

/* The body's figures from its own questions' subject and its services (rubric.md part 4, Body).
 * `own_in` is the input that `own` was scored from (for rules and caps). Never NULL. */
struct body_result *body_score(const struct subject_input *own_in, const struct subject *own,
                               const struct service_part *services, int n);
/* Adds the proposals with their gains. */
void body_proposals(struct body_result *b, const struct rubric *r, const struct subject *own,
                    const struct service_part *services, int n);
void body_free(struct body_result **b);

struct weak {
    int question, below, of;
    num share; /* in [0, 1] */
};
/* Weakest service questions over scored services (those stopped or unrated are passed over);
 * smallest share first; *n of them, in the arena. */
struct weak *weakest(const struct rubric *r, const struct subject *const *services, int nservices,
                     struct arena *a, int *n);

/* The rating of a score in [0, 1] (rubric.md part 4, before caps); -1 where none or no ratings. */
int rating_of(const struct rubric *r, num score);
/* A figure as printed: times scale in units of 10^-decimals (num.h); UNITS_NONE for none. */
int64_t figure_units(const struct rubric *r, num figure);
/* Times scale, exact. */
num figure_scaled(const struct rubric *r, num figure, struct arena *a);

#endif

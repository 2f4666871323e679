/* Why a figure is what it is: the sums that score*.c made, taken apart into their parts, down to
 * the answers. Figures are those of the results; nothing here decides anything anew. Pure. */
#ifndef FORMS_WHY_H
#define FORMS_WHY_H

#include "forms/score.h"

enum why_figure { WHY_SO_FAR, WHY_LOW, WHY_HIGH, WHY_SCORE, WHY_FIGURES };
num why_figure_of(const struct figures *f, enum why_figure which);

enum why_kind {
    WHY_TOTAL,            /* the subject itself: a service, or a body */
    WHY_SERVICES,         /* of a body: its services together */
    WHY_SERVICE,          /* index: in the array of services */
    WHY_OWN,              /* of a body: its own questions together */
    WHY_CRITERION,        /* index: in why.block's criteria */
    WHY_QUESTION,         /* index: in why.block's questions */
    WHY_SERVICE_CRITERIA, /* of a body: no part of its figure, a heading for … */
    WHY_SERVICE_CRITERION /* … a criterion of `service` over its services; index in its criteria */
};

/* A part, in the order of the paper: each is followed by what it is made of. */
struct why_row {
    enum why_kind kind;
    int index;
    int level;        /* 0: the total */
    int parent;       /* row; -1: none */
    int end;          /* row after its last part */
    num weight;       /* in the sum that it stands in; none: that sum does not weigh */
    bool in;          /* stands in the sum for `low` of what it is a part of */
    int nopen;        /* questions that are open in it; of services: of them not finished */
    struct figures f; /* none of a question */
};

struct why_cap {
    bool holds;  /* true now */
    bool lowers; /* … and below the computed rating */
};

struct why {
    const struct rubric *rubric;
    const struct block *block;           /* of the criteria and questions among the rows; NULL */
    const struct block *judge;           /* whose `unrated` and `caps` apply; NULL */
    const struct subject *subject;       /* the service, or the body's own questions */
    const struct subject_input *in;      /* that it was scored from */
    const struct body_result *body;      /* NULL: it is a service */
    const struct service_part *services; /* of a body */
    int nservices;
    struct why_row *row;
    int n;
    enum subject_state state;
    int unrated, rating, rating_computed, held; /* as in struct subject and struct body_result */
    struct why_cap *caps;                       /* one per cap of `judge` */
};

/* Both live in the arena, and as long as what they are made from. */
struct why *why_service(const struct subject_input *in, const struct subject *s, struct arena *a);
struct why *why_body(const struct subject_input *own_in, const struct subject *own,
                     const struct body_result *b, const struct service_part *services, int n,
                     struct arena *a);

/* The row of that kind and index; -1: there is none. */
int why_find(const struct why *y, enum why_kind kind, int index);

enum why_how {
    WHY_POINTS, /* Σ weight × earned / Σ weight × most */
    WHY_MEAN,   /* Σ weight × part / Σ weight */
    WHY_LOWEST  /* the smallest part */
};

/* A part as it counts in one sum: of a question its points, and what it could earn at most; of
 * others their figure over 1, or, where they add points up themselves, those over theirs. */
struct why_term {
    int row;
    num weight; /* 1 where the sum does not weigh */
    num earned, most;
    bool points; /* earned and most are points */
};

struct why_sum {
    enum why_figure which;
    enum why_how how;
    struct why_term *term;
    int n;
    num top, bottom; /* of WHY_POINTS both sums, of WHY_MEAN with the weights as bottom */
    num result;      /* the figure, as it was scored */
    bool holds;      /* the sum gives exactly that; false were an error of this program */
};

/* The sum that gives a row its figure. False: the row has none such, or is a question, or a
 * service, whose sums stand in its own explanation. In the arena. */
bool why_sum(const struct why *y, int row, enum why_figure which, struct arena *a,
             struct why_sum *sum);

/* The nearest row above, or the row itself, that has sums. */
int why_summing(const struct why *y, int row);

#endif

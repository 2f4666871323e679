/* Bodies side by side, and the table of questions × bodies: which share of the points each body's
 * services earned with each question. */
#ifndef MODEL_COMPARE_H
#define MODEL_COMPARE_H

#include <stdbool.h>
#include "model/national.h"

struct arena;
struct buf;
struct campaign;
struct err;

struct compare_body {
    struct national_body of;                     /* its figures, ratings and counts; no places */
    struct figures *service_criteria, *criteria; /* of its services, its own; one per criterion */
    int nproposals;
    struct question_sum *service, *body; /* one per question; of `body` itself alone */
};

struct compare {
    int which;
    const char *campaign;
    const struct rubric *rubric;
    struct compare_body *body;
    int n;
};

/* Reads these bodies of campaign `which`, in that order. All in the arena. REFUSED where one is
 * not in the registry; long of many: tells how far it is, and may be broken off (progress.h). */
bool compare_read(struct campaign *c, int which, const char *const *codes, int n,
                  struct compare *out, struct arena *a, struct err *err);

/* A row of the table: a question that has a maximum. */
struct compare_row {
    bool own; /* of the bodies themselves */
    int question;
};
enum compare_order {
    COMPARE_RUBRIC,
    COMPARE_WORST,     /* the smallest share over the campaign first */
    COMPARE_DIFFERENT, /* the largest difference between the bodies shown first */
    COMPARE_COLUMN,    /* the smallest share of one column first */
    COMPARE_ORDERS
};
/* All rows in an order; equal ones, and last those without a share, in the rubric's (services
 * before the bodies themselves). `column` of COMPARE_COLUMN: the body; -1: all. `all`: sums over
 * the campaign. In the arena; gives how many. */
int compare_rows(const struct compare *x, const struct national *all, enum compare_order order,
                 int column, struct compare_row **rows, struct arena *a);
/* The sum of a cell; column -1: over the campaign. */
const struct question_sum *compare_cell(const struct compare *x, const struct national *all,
                                        const struct compare_row *row, int column);
/* A share in `steps` even steps from 0: the last one is a full share alone. -1: none. */
int share_step(num share, int steps, struct arena *a);

/* ---- the answers behind a cell ---- */

struct compare_answer {
    const char *body, *service;   /* codes; service "": the body itself */
    const char *body_name, *name; /* short where there is a short one; name of the service */
    const char *value;            /* canonical; NULL: none stands */
    enum qstate state;
    bool counts; /* it is in the cell's sum */
    num earned, most;
    int pos; /* in registry order */
};
/* The subjects of a body (NULL: of all) that the question is active for, those that earn the
 * smallest share first, then what counts nowhere; equal ones in registry order. Otherwise as
 * compare_read. */
bool compare_answers(struct campaign *c, int which, const char *body, const struct compare_row *row,
                     struct compare_answer **list, int *n, struct arena *a, struct err *err);

/* {"campaign", "bodies": [{"code", "name", "state", "score", "low", "high", "rating",
 * "final_rating", "service_criteria": {id: score}, "criteria": {id: score}, "counts": {"services",
 * "stopped", "incomplete", "ratings": {id: n}, "unrated": {id: n}}, "proposals"}], and with `all`
 * "questions": [{"question", "all": {"share", "below", "of"}, "bodies": [{…} or null where nothing
 * counts]}]}; figures and shares as in score --json, null where not there. */
void compare_json(const struct compare *x, const struct national *all, struct buf *out);

#endif

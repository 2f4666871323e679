/* Pace: how far each inspector is against the day by which the campaign is to be done (setting
 * `end`), and where that leads as things go.
 *
 * Work is counted in questions. Days are working days (workdays.h).
 * The days on which answers were given are what laptops' clocks said, between the day on which the
 * campaign was made and today: they are shown and reckoned with, and decide nothing. */
#ifndef MODEL_PACE_H
#define MODEL_PACE_H

#include <stdbool.h>
#include <stdint.h>
#include "forms/num.h"
#include "model/review.h"
#include "model/workdays.h"

struct arena;
struct buf;
struct campaign;
struct err;

struct pace_body {
    const char *code, *name, *short_name;
    enum review state;
    bool changed;                                     /* accepted, and something came in since */
    int asked, answered, stage_asked, stage_answered; /* as in struct row */
    int left; /* questions without an answer; 0 once it is handed in or accepted */
};

/* The better first. */
enum pace_verdict {
    PACE_NO_BODY, /* inspects no body: nothing is asked of them */
    PACE_DONE,    /* nothing is left */
    PACE_IN_TIME,
    PACE_OPEN,    /* something is left, and no end is set */
    PACE_UNKNOWN, /* nothing was answered yet: nobody can tell */
    PACE_LATE,    /* as things go the end will be missed */
    PACE_OVER     /* the end has passed, and something is left */
};

/* Whoever inspects a body, and whoever else answered. Each answer that stands is one row's: of who
 * gave it; but one in a body that nobody inspects, by somebody who inspects none, is of the row of
 * nobody's bodies. So the rows add up to the total. */
struct pace_person {
    const char *name;       /* NULL: of the bodies that nobody inspects; of the total too */
    struct pace_body *body; /* in the registry's order; of the total none */
    int nbodies;
    int states[REVIEWS];                                        /* bodies in each state */
    int64_t asked, answered, stage_asked, stage_answered, left; /* of all bodies */
    int64_t given; /* answers that stand, wherever; each side of a conflict stands */
    int32_t first; /* the day of the first of them; NO_DAY */
    bool today;    /* some of them are of today */
    int days;      /* working days from then on; today only once something was given today */
    num rate;      /* given per such day; none where nothing was given */
    int days_left; /* working days until the end, today too unless it counts above; -1: no end */
    num needed;    /* left per such day; none where there is none or nothing is left */
    enum pace_verdict verdict;
    int32_t finish; /* the day on which nothing will be left, as things go; NO_DAY: can't be told,
                       or not within ten years */
    int late; /* of PACE_LATE: working days from the end to `finish`, of the total to the latest
                 that is known; -1: no telling */
};

struct pace {
    int32_t today, end; /* end NO_DAY: none is set */
    const char *off;    /* days off as they are set; NULL: none */
    struct workdays work;
    struct pace_person *person; /* inspectors by name; what nobody inspects, where there is any;
                                   others who answered, by name */
    int npersons;
    struct pace_person total; /* verdict: the worst of them; finish: the latest */
};

/* Reads it of the campaign at work, with a stage's figures beside all (-1: all's again). All in the
 * arena; false with a sentence where the file can't be read. */
bool pace_read(struct campaign *c, int stage, int32_t today, struct pace *p, struct arena *a,
               struct err *err);
/* {"today", "end", "off": [{"from", "to"}], "total", "inspectors": [{"name", "bodies": [{"code",
 * "name", "state", "asked", "answered", "left"}], "asked", "answered", "left", "given", "days",
 * "per_day", "days_left", "needed_per_day", "verdict", "finish", "late"}]}: days as YYYY-MM-DD,
 * paces with one decimal, what is not there null. */
void pace_json(const struct pace *p, struct buf *out, struct arena *a);

#endif

/* Trends: figures of every campaign that the file holds, side by side, and where they can't be
 * compared.
 *
 * A *column* is a campaign, the earliest first. A *series* is one figure followed through them: a
 * body's score, one of its criteria, a share of the whole campaign. A *break* stands before a
 * column whose rubric is another version than that of the column before it: a mark stands there,
 * and no line is drawn across it. Where what differs bears on scores (forms/compare.h) the two
 * can't be compared, and no change is told. A body is followed back by its code or the registry's
 * `previous_code`, a criterion by its id, else by its questions and their
 * `replaces` (criterion_before). */
#ifndef MODEL_TRENDS_H
#define MODEL_TRENDS_H

#include <stdbool.h>
#include <stdint.h>
#include "forms/lib.h"

struct arena;
struct buf;
struct campaign;
struct err;

struct trend_column {
    const char *campaign;        /* name */
    bool published;              /* known by its published totals alone */
    int which;                   /* of the file's campaigns; -1: published */
    const struct rubric *rubric; /* NULL: published */
    /* Against the column before. Of published totals no rubric is known: no break is claimed. */
    bool broken;     /* another version of the rubric, or another rubric */
    bool comparable; /* … of which nothing bears on scores; true too where nothing is broken */
    const char *was, *now; /* of a break: the versions, "2018.1"; where both are called the same,
                              the first digits of their SHA-256 behind them; NULL: no break */
    int bears;             /* how many differences bear on scores */
};

enum point_state {
    POINT_NONE,  /* a gap: the subject was not there, or has no figure */
    POINT_EXACT, /* value */
    POINT_OPEN   /* not finished: somewhere from low to high */
};
struct trend_point {
    enum point_state state;
    const char *body; /* the body's code there; NULL: it was not there, or none is meant */
    /* In [0, 1]. POINT_EXACT: all three alike. POINT_OPEN: value NUM_NONE; of a campaign's share
     * the one that the report gives, as it stands. */
    num value, low, high;
    const char *text;  /* as printed in that campaign: "71.4", "53.8–80.8", of a share that is not
                          final yet "87.6…"; "" where a gap */
    const char *range; /* of such a share: "40.6–87.6"; NULL else */
    int rating;        /* of a body's score: in that column's rubric, after caps; -1 */
    int final_rating;  /* the one that was set by hand and counts in its place; -1 */
    /* Since the column before, where both are exact and comparable; else change is NUM_NONE and
     * change_text NULL. The change of the printed figures, so that it can be checked by hand. */
    num change;              /* on the scale as printed */
    const char *change_text; /* "10.4", without a sign */
};

enum series_kind {
    SERIES_SCORE,             /* of a body */
    SERIES_SERVICE_CRITERION, /* the mean over the body's services; top level */
    SERIES_OWN_CRITERION,     /* of the body's own questions; top level */
    SERIES_OF_LISTED,         /* the campaign: rateable of the services listed */
    SERIES_OF_EVALUATED,      /* … of those that were evaluated: not stopped */
    SERIES_RATING             /* … services of a rating, of the rateable */
};
struct series {
    enum series_kind kind;
    const char *id;              /* of a criterion or rating in the latest rubric that has it; of a
                                    score the body's code in the latest campaign */
    const struct text *title;    /* of a criterion or rating; NULL else */
    const struct rubric *rubric; /* whose language `title` speaks; NULL where title is */
    const char *name, *short_name; /* of a score: the body's; NULL else */
    struct trend_point *point;     /* parallel to the columns */
};

struct trends {
    struct trend_column *column; /* the earliest first */
    int ncolumns;
    struct series *series;
    int nseries;
    bool percent; /* shares of the campaign: texts are percents with one decimal; else each column's
                     are on its rubric's scale */
};

/* A body of campaign `which` and those before it: its score, then the criteria of services, then
 * its own, those of the latest rubric first in its order. REFUSED where there is no such body. All
 * in the arena; rubrics live as long as the campaign. */
bool trends_body(struct campaign *c, int which, const char *body, struct trends *t, struct arena *a,
                 struct err *err);
/* The score of every body of campaign `which`, in the registry's order. */
bool trends_bodies(struct campaign *c, int which, struct trends *t, struct arena *a,
                   struct err *err);
/* The whole campaign's shares, published totals first. */
bool trends_campaign(struct campaign *c, int which, struct trends *t, struct arena *a,
                     struct err *err);
/* Sorts series by their change in the last column, the largest fall first; those without one last,
 * in their order. */
void trends_sort(struct trends *t);

/* "score", "service_criterion", …: how files name it. */
const char *series_kind_id(enum series_kind kind);
/* {"columns": [{"campaign", "published", "rubric": version or null, "break": null or {"from", "to",
 * "comparable"}}], "series": [{"kind", "id", "points": [null or {"value", "low", "high" (figures as
 * in score --json, or null; of a share that is not final `value` as it stands), "change": number or
 * null}]}]}, without a newline: a caller may put several into one object. Bodies' series have
 * "name" too. */
void trends_json(const struct trends *t, struct buf *out, struct arena *a);

#endif

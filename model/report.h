/* The campaign report: the seed report's two tables in one, a column per campaign that the file
 * knows, by its answers or by its published totals alone (rubric.md part 4, "Campaign"; cli.md). */
#ifndef MODEL_REPORT_H
#define MODEL_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct campaign;
struct err;
struct text;

/* One campaign. Numbers are counts; of published totals `incomplete` and `answers` are 0. */
struct report_column {
    const char *campaign;
    bool published; /* known by its published totals alone */
    int which;      /* of the file's campaigns; -1: published */
    int64_t bodies, services, rateable, stopped, incomplete;
    int64_t *unrated, *rating; /* parallel to the report's ids; 0 where its rubric has none such */
    int64_t answers;           /* that it was made from */
    const char *as_of;         /* as report_as_of; NULL of published totals, too */
};
struct report_id {
    const char *id;
    const struct text *title; /* of the latest rubric that has it; NULL: the built-in no_score */
};
struct report {
    struct report_id *unrated, *rating; /* as the rubrics order them, the latest first; ratings from
                                           worst to best */
    int nunrated, nratings;
    const struct text *rateable_title;
    struct report_column *column; /* published totals by name, then campaigns from the earliest */
    int ncolumns;
};

/* Reads what is known of campaign `which` and of those before it. All in the arena. */
bool report_read(struct campaign *c, int which, struct report *r, struct arena *a, struct err *err);

/* How many answers campaign `which` was made from. */
int64_t report_answers(struct campaign *c, int which);

/* The latest day (of UTC) on which anything that stands of campaign `which`, or of one of its
 * bodies, was entered: "2019-10-15"; NULL: nothing was. In the arena. */
const char *report_as_of(struct campaign *c, int which, const char *body, struct arena *a);

/* One row per figure, as cli.md has it: figure,CAMPAIGN… */
void report_csv(const struct report *r, struct buf *out);
/* {"campaigns": [{"campaign", "published", "bodies", "services", "rateable", "unrated": {id: n},
 * "stopped", "ratings": {id: n}, "incomplete", "share_of_listed", "share_of_evaluated",
 * "rating_shares": {id: share}}]}; shares in percent with one decimal, null where of nothing. */
void report_json(const struct report *r, struct buf *out, struct arena *a);

/* part / whole in percent, rounded half away from zero to one decimal; NULL where whole is 0. */
const char *report_share(int64_t part, int64_t whole, struct arena *a);

/* Takes published totals in from a CSV with the columns campaign, bodies, services, rateable, every
 * unrated id of the rubric, stopped, every rating's id: all rows or none, every fault with its line
 * (rateable + unrated + stopped is not services; the ratings do not add up to rateable; a campaign
 * that the file itself holds; who works here is no supervisor; …). bytes NULL: read from path.
 * *rows gets how many are new or changed. */
bool import_totals(struct campaign *c, const char *path, const char *bytes, size_t size,
                   bool dry_run, int *rows, struct err *err);

#endif

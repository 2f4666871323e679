/* What is behind a figure of the campaign report: the bodies or services that it counts. */
#ifndef MODEL_BEHIND_H
#define MODEL_BEHIND_H

#include <stdbool.h>

struct arena;
struct campaign;
struct err;
struct row;

/* The plain figures of report.h. */
enum behind {
    BEHIND_BODIES,
    BEHIND_SERVICES,
    BEHIND_RATEABLE,
    BEHIND_UNRATED, /* under the id */
    BEHIND_STOPPED,
    BEHIND_RATING, /* at the rating of that id, be it set by hand */
    BEHIND_INCOMPLETE
};

/* A body or service, with what its body is called. */
struct behind_row {
    struct row *row;
    const char *body_name; /* the short one where there is one */
};

/* Those that the figure of campaign `which` counts, in registry order. `id` of UNRATED and RATING,
 * else NULL. All in the arena. Long of many bodies: tells how far it is, and may be broken off
 * (progress.h). False and a sentence then, and where the file can't be read. */
bool behind_read(struct campaign *c, int which, enum behind kind, const char *id,
                 struct behind_row **list, int *n, struct arena *a, struct err *err);

/* Why services of campaign `which` are stopped. */
struct stopped_reason {
    const char *reason; /* "" where none is given */
    int services;
};
/* Most services first, then by the registry's order. In the arena; gives how many. */
int stopped_reasons(struct campaign *c, int which, struct stopped_reason **list, struct arena *a);

#endif

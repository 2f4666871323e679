/* What came in with a merge, counted while it is read, for merge.c and merge_report.c alone: tables
 * of the connection, so that what a file left out had counted goes with it. */
#ifndef MODEL_MERGE_CAME_H
#define MODEL_MERGE_CAME_H

#include "forms/mem.h"
#include "model/event.h"

struct campaign;

/* Events of one hand about one body come one after the other: they are counted together. */
struct came {
    struct campaign *c;
    struct buf by, body, from, to; /* from, to: their first and last moment */
    int64_t answers, files, proposals, remarks, states;
    bool any;
};

/* temp.came: counts by person and body. temp.came_source: whoever wrote the events of the file that
 * is being read, with their first and last moment. temp.came_note: the numbers of events that are
 * remarks or states. */
bool came_begin(struct came *k, struct campaign *c);
/* An event was stored, as the last row. */
bool came_add(struct came *k, const struct event *e);
/* A file is read: the tables have all of it. */
bool came_put(struct came *k);
/* The next file begins; what of the last is not in the tables yet is forgotten. */
void came_next(struct came *k);
void came_end(struct came *k);

#endif

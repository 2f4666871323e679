/* Projections: from events to what stands. Each event is projected once, in any order: the result
 * is the same. */
#ifndef MODEL_PROJECT_H
#define MODEL_PROJECT_H

#include "model/chunk.h"
#include "model/inside.h"

/* Projects one event that is in table event already, and whose rubric is at hand. Heads of lists
 * (registry places) are ordered by project_all_orders afterwards. */
bool project_event(struct campaign *c, const struct event *e);
/* What an answer's event had, as table head has it: NULL a note alone, "" taken back. */
const char *project_value(struct campaign *c, const char *id, struct arena *a);
/* Gives the subjects of each list (the bodies; a body's services) their places 0 … n-1. */
bool project_all_orders(struct campaign *c, int which);
/* Projects one event but for what it does to the states of bodies: the caller sees to reviews.
 * `had`: see had.h. *notes (NULL: done here): the slot's notes have to be indexed anew. */
struct had;
bool project_one(struct campaign *c, struct had *had, const struct event *e, bool *notes);

/* ---- project_all.c ---- */

/* The beginning of project_all, enough to write an event: the campaign's name and its rubrics. */
bool project_begin(struct campaign *c, struct err *err);
/* Makes all projections but figures anew from c's events; its projections must be empty. Events
 * that don't count yet (rubric not at hand, chain that does not reach its beginning) are passed
 * over; *uncounted gets how many. */
bool project_all(struct campaign *c, int64_t *uncounted, struct err *err);
/* After events with numbers above `newest` were put into table event: brings projections and
 * figures up to date with them, and with those that waited for them, so that all is as if it had
 * been made anew. *anew: that can't be had this way; everything has to be made anew, and what was
 * projected here is of no worth. */
bool project_fresh(struct campaign *c, int64_t newest, int64_t *uncounted, bool *anew,
                   struct err *err);

/* previous.c: unpacks what an event of kind `previous` names into the tables of earlier campaigns.
 */
bool previous_project(struct campaign *c, const struct event *e);
/* The text of OLD's campaigns: what stood there, what counted, figures. */
bool previous_text(struct campaign *old, struct buf *out, struct err *err);

/* An event's item as its slot has it: questions under the id that the rubric in force gives them.
 * In the arena, or the event's own. */
const char *project_item(struct campaign *c, const struct slot *s, struct arena *a);

#endif

/* The registry of bodies and services: from a CSV to events. */
#ifndef MODEL_REGISTRY_H
#define MODEL_REGISTRY_H

#include "model/change.h"

struct registry; /* a registry CSV, read and found right; in the arena */

/* Reads and checks a registry CSV; NULL and every bad row in err, one a line. */
struct registry *registry_read(const char *file, const char *bytes, size_t n, struct arena *a,
                               struct err *err);
/* Writes what is new or other than it stands; touches it. `tick`, where not NULL, is called before
 * each event. False: the database is broken. */
bool registry_write(struct change *t, const struct registry *r,
                    void (*tick)(struct change *t, void *arg), void *arg, int *added, int *changed);

/* Is it a code, as cli.md has them? */
bool registry_code(const char *s, size_t n);
/* Bytes of a name or reason: longer ones than anybody reads would only stop the screens. */
#define REGISTRY_TEXT_MOST 4000

/* The payload that stands in a slot, a body's, a service's or another's, in the arena's keeping;
 * NULL where nothing does. */
const json_t *registry_payload(struct change *t, const struct slot *s, struct arena *a);
/* Writes another one and touches what rests on it; takes it over. Whoever changes places, or puts
 * rows in or out, calls registry_settle in the end. */
bool registry_put(struct change *t, const struct slot *slot, json_t *payload);
/* The place, as a payload has it, behind all of a list ("": the bodies; a body's services). */
int64_t registry_next_place(struct change *t, const char *list);
/* After rows were put in, out or elsewhere: places in the lists anew; rows that were withdrawn have
 * no figures any more and nothing of them is brought up to date, and a body that is back has those
 * of all its services. */
bool registry_settle(struct change *t);
/* What was touched of withdrawn bodies has nothing to bring up to date. */
void registry_drop_withdrawn(struct change *t);

#endif

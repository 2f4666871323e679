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

/* The payload that stands in a slot, a body's, a service's or another's, in the arena's keeping;
 * NULL where nothing does. */
const json_t *registry_payload(struct change *t, const struct slot *s, struct arena *a);
/* Writes another one and touches what rests on it; takes it over. Whoever changes places, or puts
 * rows in or out, calls project_all_orders in the end. */
bool registry_put(struct change *t, const struct slot *slot, json_t *payload);

#endif

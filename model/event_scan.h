/* The quick way to read an event: one look at each byte, no tree. */
#ifndef MODEL_EVENT_SCAN_H
#define MODEL_EVENT_SCAN_H

#include "model/event.h"

/* Reads a body as event_read does, but for its id and its payload, which is checked and left
 * (e->payload NULL; *payload is where its text begins, *npayload its length). False does not say
 * that it is no event, only that event_read's own way has to decide. Strings live in the arena. */
bool event_scan(const char *body, size_t n, struct arena *a, struct event *e, const char **payload,
                size_t *npayload);
/* Reads the payload that event_scan left; false: there is no memory for it. */
bool event_load_payload(struct event *e, const char *payload, size_t n, struct arena *a);
/* Reads a body without its payload, by whichever way: what event_read takes, and nothing else. */
bool event_outline(const char *body, size_t n, struct arena *a, struct event *e, const char **why);

#endif

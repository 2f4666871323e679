/* Sets of events: what one file has and another does not (copies.c). */
#ifndef MODEL_DIFFER_H
#define MODEL_DIFFER_H

#include "model/copies.h"
#include "model/event.h"

/* The ids of all events of a file, sorted. */
struct ids {
    unsigned char (*id)[HASH_SIZE];
    size_t n;
};
bool ids_read(struct campaign *c, struct ids *ids, struct err *err);
bool ids_have(const struct ids *ids, const void *id);
void ids_free(struct ids *ids);
/* What the campaign has that is not among the ids, and the other way round. */
bool ids_differ(struct campaign *c, const struct ids *copy, struct copy_difference *d,
                struct arena *a, struct err *err);
bool id_among(const char *id, const char *const *ids, int n);

/* Counts an event for the person who wrote it. */
void people_count(struct copy_person **people, int *n, const char *by, const char *at, bool answer,
                  struct arena *a);
void people_sort(struct copy_person *people, int n);

#endif

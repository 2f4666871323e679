/* Published totals: campaigns that are known by their figures alone. An event of kind `totals` in
 * the slot of the campaign's name (item), payload {bodies, services, rateable, stopped, unrated:
 * {id: n}, ratings: {id: n}}, numbers as texts. */
#ifndef MODEL_TOTALS_H
#define MODEL_TOTALS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct campaign;
struct err;

struct totals {
    const char *campaign;
    int64_t bodies, services, rateable, stopped;
    const char **id; /* of unrated rules and of ratings */
    int64_t *count;  /* parallel */
    int n;
};
/* What stands, by the campaigns' names. In the arena; false with a sentence where the file can't be
 * read. */
bool totals_read(struct campaign *c, struct totals **list, int *n, struct arena *a,
                 struct err *err);

#endif

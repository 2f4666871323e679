/* Published totals: campaigns that are known by their figures alone. An event of kind `totals` in
 * the slot of the campaign's name (item), payload {bodies, services, rateable, stopped, unrated:
 * {id: n}, ratings: {id: n}}, numbers as texts. */
#ifndef MODEL_TOTALS_H
#define MODEL_TOTALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct campaign;
struct change;
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

/* Takes a CSV's rows into a change, as import_totals (report.h) does; false: err, and the change
 * must not be committed. *rows gets how many are new or changed. */
bool totals_take(struct change *t, const char *path, const char *bytes, size_t n, int *rows,
                 struct err *err);

#endif

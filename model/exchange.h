/* How laptops' work comes together (data.md, "Hand-out, hand-in, merge"): bundles out, bundles and
 * campaign files in as a union of events, and the canonical text of what comes of it. */
#ifndef MODEL_EXCHANGE_H
#define MODEL_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct campaign;
struct err;

/* Where bytes go as they are made. false: they can't be taken; whoever put them knows why. */
struct sink {
    bool (*put)(void *arg, const char *bytes, size_t n);
    void *arg;
};

enum { BUNDLE_NO_EVIDENCE = 1 };

/* Writes everything that happened in the campaign at work as a bundle: all events, and the bytes
 * that they name unless BUNDLE_NO_EVIDENCE. Equal events give equal bytes. *events gets how many.
 * False with err: the file can't be read; false without (status DONE): the sink refused. */
bool bundle_write(struct campaign *c, unsigned flags, const struct sink *sink, int64_t *events,
                  struct err *err);

/* Writes the canonical text: every event and everything derived from them, in an order that depends
 * on nothing but what they are. Two files with equal dumps hold the same. As bundle_write. */
bool campaign_dump(struct campaign *c, const struct sink *sink, struct err *err);

struct merge_source {
    const char *path;
    int64_t events, fresh; /* that it holds; that were not known yet */
    int files;             /* stored files whose bytes were not at hand yet */
};
struct merge_person {
    const char *by;
    int64_t answers; /* new ones */
};
/* A body or a service (service "": the body) that is not as it was. Figures as in struct row. */
struct merge_moved {
    const char *body, *service, *name;
    int64_t score_before, low_before, high_before, score, low, high;
    int rating_before, rating; /* -1: none */
    int conflicts_before, conflicts;
    bool added; /* it was not in the registry */
};
struct merge_report {
    struct merge_source *sources;
    int nsources;
    struct merge_person *people; /* by name */
    int npeople;
    struct merge_moved *moved; /* in the registry's order; a body before its services */
    int nmoved;
    const char *copy; /* of the file as it was before, verified; NULL: nothing new, or dry run */
    int64_t fresh;    /* events that were not known yet */
    int64_t waiting; /* events of the whole file that count nowhere until what they rest on comes */
};

/* Takes the events of bundles and campaign files in: the union, in one transaction, all or nothing.
 * Everything is checked first: form, ids, campaign, hashes, limits; then a verified copy of the
 * file as it was is made (backup.h). `dry_run`: neither copy nor commit. The report lives in the
 * arena. False: err, and nothing was changed; REFUSED names the file. */
bool campaign_merge(struct campaign *c, const char *const *paths, int n, bool dry_run,
                    struct merge_report *report, struct arena *a, struct err *err);

#endif

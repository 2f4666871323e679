/* How laptops' work comes together (data.md, "Hand-out, hand-in, merge"): bundles out, bundles and
 * campaign files in as a union of events, and the canonical text of what comes of it. */
#ifndef MODEL_EXCHANGE_H
#define MODEL_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
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
    const char *refused;   /* why it was left out (MERGE_LEAVE_OUT), a sentence; NULL: taken */
    int64_t events, fresh; /* that it holds; that were not known yet */
    int files;             /* stored files whose bytes were not at hand yet */
    const char **by;       /* who wrote the new events, by name */
    int nby;
    const char *from, *to; /* the first and last moment of the new ones, RFC 3339; NULL: none */
};
/* What one person's new events say about one body. Answers, files and states are of the campaign at
 * work, whether they stand or not. */
struct merge_person {
    const char *by;
    const char *body, *name; /* code and name of the body; name NULL: not in the registry */
    int64_t answers, files, proposals, remarks, states; /* proposals: edits, and own findings */
};
/* A body or a service (service "": the body) that is not as it was. Figures as in struct row. */
struct merge_moved {
    const char *body, *service, *name;
    int64_t score_before, low_before, high_before, score, low, high;
    int rating_before, rating; /* -1: none */
    int conflicts_before, conflicts;
    bool added; /* it was not in the registry */
};
/* A body that is accepted, and about which something came in that its accept did not see. */
struct merge_accepted {
    const char *body, *name;
};
/* A question for which several different answers stand now, and did not before. */
struct merge_conflict {
    const char *body, *service, *question; /* service "": the body itself */
    const char *name;                      /* of the body or the service; NULL: not known */
};
/* A remark or a body's state that came in: "open", "answered", "settled", or a state's id. */
struct merge_note {
    bool remark;                           /* else a state */
    const char *body, *service, *question; /* service "", question NULL: the whole */
    const char *by, *at, *state, *text;    /* text: of the remark, the reason; NULL: none */
};
/* What some events wait for. */
struct merge_lack {
    const char *rubric; /* SHA-256 of the rubric that is missing; NULL: events of a laptop are */
    const char *by;     /* who wrote the events that wait */
    int64_t from, to;   /* the numbers of the laptop's events that are missing */
    int64_t waiting;    /* events that wait for it: at least */
};
struct merge_report {
    struct merge_source *sources;
    int nsources;
    struct merge_person *people; /* by name, then in the registry's order */
    int npeople;
    struct merge_moved *moved; /* in the registry's order; a body before its services */
    int nmoved;
    struct merge_accepted *accepted; /* in the registry's order */
    int naccepted;
    struct merge_conflict *conflicts; /* in the registry's order */
    int nconflicts;
    struct merge_note *notes; /* in the order of their moments */
    int nnotes;
    struct merge_lack *lacks;
    int nlacks;
    const char *copy; /* of the file as it was before, verified; NULL: nothing new, or dry run */
    int64_t fresh;    /* events that were not known yet */
    int64_t waiting; /* events of the whole file that count nowhere until what they rest on comes */
};

enum {
    MERGE_DRY_RUN = 1,  /* neither copy nor commit */
    MERGE_LEAVE_OUT = 2 /* a file that is damaged, of another campaign or not to be read is left
                         * out, and its source says why; without, it refuses all */
};

/* Takes the events of bundles and campaign files in: the union, in one transaction, all or nothing.
 * Everything is checked first: form, ids, campaign, hashes, limits; then a verified copy of the
 * file as it was is made (backup.h). The report lives in the arena. False: err, and nothing was
 * changed; REFUSED names the file. */
bool campaign_merge(struct campaign *c, const char *const *paths, int n, unsigned flags,
                    struct merge_report *report, struct arena *a, struct err *err);
/* The report as JSON, a line: codes, ids and figures as in `score --json`. */
void merge_json(struct campaign *c, const struct merge_report *report, struct buf *out);

#endif

/* What a campaign comes to beside the seed report's tables (report.h): its questions over all
 * subjects, its bodies ranked, and how much of it is covered. One campaign of the file. */
#ifndef MODEL_NATIONAL_H
#define MODEL_NATIONAL_H

#include <stdbool.h>
#include <stdint.h>
#include "forms/score.h"
#include "model/review.h"

struct arena;
struct campaign;
struct err;

/* ---- questions ---- */

/* One question over some subjects: services that are neither stopped nor unrated, or bodies that
 * are not unrated (rubric.md part 4, weakest questions: the same counts). */
struct question_sum {
    int of;           /* subjects where it is answered and has a maximum above 0 */
    int below;        /* … and earns less than its maximum */
    int empty;        /* … and earns nothing */
    num earned, most; /* over these */
    int na, cant_tell, conflicts, open; /* subjects where it is so; open: not answered, nor the
                                           others, and waits */
};
/* Sums of a block (one per question; NULL: none) that nothing was added to yet, in the arena. */
struct question_sum *question_sums_new(const struct block *b, struct arena *a);
/* Adds the sums of other subjects of the block to them. */
void question_sums_join(struct question_sum *sums, const struct question_sum *more,
                        const struct block *b, struct arena *a);
/* Σ earned / Σ most, in [0, 1]; none where nothing is answered. */
num question_share(const struct question_sum *q, struct arena *a);

/* Why a question tells no subject from another. */
enum tells {
    TELLS_APART,
    TELLS_FULL,  /* it earns its maximum everywhere (at least twice) */
    TELLS_EMPTY, /* it earns nothing anywhere (at least twice) */
    TELLS_NA,    /* it is not applicable to more than half of those that settled it */
    TELLS_WORDS
};
/* TELLS_APART too of one whose maximum is 0: it is in no sum. */
enum tells question_tells(const struct question *q, const struct question_sum *s);

/* ---- bodies ---- */

struct national_body {
    const char *code, *name, *short_name, *inspector; /* the last two NULL where none */
    enum review review;
    bool changed;             /* accepted, and something came in since */
    enum subject_state state; /* RATED: complete */
    const char *unrated;      /* id; NULL */
    struct figures f;         /* exact */
    int64_t score, low, high; /* as printed: units (num.h); UNITS_NONE */
    int rating;               /* that counts: the final one where one was set; -1: none */
    int rating_computed;      /* after caps; -1 */
    bool by_hand;             /* rating was set by hand, with the reason, by: */
    const char *reason, *by;
    int rating_low, rating_high; /* of an unfinished one */
    /* Its place among all that are not unrated. `rank` is that among the finished (equal printed
     * scores share it); 0: not finished. `best` and `worst`: where it can still end, as far as the
     * ranges go; 0: unrated. */
    int rank, best, worst;
    int nservices, nstopped, nincomplete, nrated, nno_score;
    const int *unrated_counts, *rating_counts; /* as in body_result */
    int asked, answered, cant_tell, not_applicable, conflicts, evidence_missing;
    /* The body's score in the campaign before, in the units of that one's rubric, and what it is
     * more now, of the figures as printed: UNITS_NONE where either is not there, or where a change
     * of the rubric bears on scores. */
    int64_t before, change;
};

/* ---- the whole ---- */

struct coverage {
    int bodies, complete, unrated, incomplete; /* bodies listed = the other three */
    int services, rated, services_unrated, services_incomplete, stopped;
    int reviews[REVIEWS], changed; /* bodies in each state; changed since they were accepted */
    int asked, answered, open;     /* questions of the evaluation: asked = answered (n/a too) +
                                      can't tell + in conflict + open */
    int not_applicable, cant_tell, conflicts;
    int evidence_missing; /* questions whose required evidence is not there */
};

/* Questions of one block, as indexes in it. */
struct question_lists {
    /* Those below full anywhere: in most subjects first, then the smaller share, then the rubric's
     * order. */
    int *deficient, ndeficient;
    int *flat, nflat; /* those that tell nothing apart, in the rubric's order */
};

struct national {
    int which;
    const char *campaign;
    const struct rubric *rubric;
    const struct rubric *rubric_before;  /* of the campaign before; NULL: there is none */
    bool comparable;                     /* scores of both are measured alike */
    struct question_sum *service, *body; /* one per question of the rubric's blocks */
    struct question_lists services, own; /* own: of the bodies themselves */
    /* By rank; then the unfinished by best, then worst place; then the unrated. */
    struct national_body *bodies;
    int nbodies;
    struct coverage coverage;
};

/* Adds up campaign `which`. All in the arena, but for the rubric. Long of many bodies:
 * tells how far it is, and may be broken off (progress.h). False and a sentence then, and where the
 * file can't be read. */
bool national_read(struct campaign *c, int which, struct national *n, struct arena *a,
                   struct err *err);

#endif

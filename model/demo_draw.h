/* Drawing answers for the demo campaign: seeded, so that the same seed gives the same answers. */
#ifndef MODEL_DEMO_DRAW_H
#define MODEL_DEMO_DRAW_H

#include "forms/lib.h"

/* A stream of random numbers that is the same on every machine. */
struct dice {
    uint64_t state;
};
/* 0 … below-1; below ≥ 1. */
int dice_roll(struct dice *d, int below);
/* True in `percent` of a hundred times. */
bool dice_chance(struct dice *d, int percent);

/* What the files of config/demo/ say: ranges of plausible values, and inspectors' notes. */
struct habits;
struct habits *habits_read(struct arena *a);

/* One subject whose answers are being drawn. */
struct draft {
    struct dice dice;
    const struct habits *habits;
    struct arena *arena;        /* of the answers */
    struct subject_input in;    /* in.answers is `answers` */
    struct answer *answers;     /* one per question of the block */
    const char **value, **note; /* canonical; NULL: none */
    const char *body, *service; /* codes */
    int32_t day;                /* of the inspection */
    int quality;                /* 0 … 1000: how much of the points it tends to earn */
    struct subject *scored;     /* after draft_fill and draft_reach */
};

/* A blank draft of a subject. `in` gives rubric, block, previous and attributes; its answers, where
 * not NULL, are taken over with a probability of `keep` in a hundred. */
struct draft *draft_new(const struct subject_input *in, const char *body, const char *service,
                        const struct habits *h, int keep, uint64_t seed);
void draft_free(struct draft **d);
/* Sets one answer; it must fit. */
void draft_set(struct draft *d, int question, const char *value, const char *note);
/* Draws an answer for every open question until none is left. */
void draft_fill(struct draft *d);
/* Draws until the subject has the rating; false where it can't be reached. */
bool draft_reach(struct draft *d, int rating);
/* Adds notes to some of the answers, fitting what they earn. */
void draft_annotate(struct draft *d);
/* A text from the notes: of a question (or "*") and kind ("bad", "good", "na", …); NULL: none. */
const char *habits_note(const struct habits *h, struct dice *dice, const char *question,
                        const char *kind);

#endif

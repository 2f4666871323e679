/* What the writers of `score --json` and its like share. Each writes its key and value. */
#ifndef MODEL_SCORE_SHEET_H
#define MODEL_SCORE_SHEET_H

#include "model/lib.h"

struct sheet {
    struct buf *b;
    const struct rubric *r;
    const struct body_full *body;
    struct arena *arena; /* for one body */
};

/* {value, exact} of a figure in [0, 1], or null. */
void sheet_figure(const struct sheet *s, const char *key, num x);
/* score, so_far, low, high. */
void sheet_figures(const struct sheet *s, const struct figures *f);
/* A rating's id; NULL for -1. */
const char *sheet_rating(const struct sheet *s, int rating);
/* rating, capped. */
void sheet_verdict(const struct sheet *s, const struct block *block, int rating, const int *capped,
                   int ncapped);
void sheet_final_rating(const struct sheet *s, int rating, const char *reason, const char *by);
/* f NULL: all of them null; block NULL: an empty list. */
void sheet_criteria(const struct sheet *s, const char *key, const struct block *block,
                    const struct figures *f);
/* own_gains, where not NULL, has the gains of a body's own deficiencies. */
void sheet_deficiencies(const struct sheet *s, const struct subject_input *in,
                        const struct subject *sub, const int *list, int n, const num *own_gains);
void sheet_proposals(const struct sheet *s);
void sheet_weakest(const struct sheet *s);

#endif

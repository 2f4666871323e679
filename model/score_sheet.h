/* What the writers of `score --json`, of `proposals --json` and of a body's report share. Each
 * writes its key and value. */
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
/* counts: a body's services. */
struct sheet_counts {
    int services, stopped, incomplete, no_score;
    const int *unrated, *ratings; /* one per reason and rating of the rubric */
};
void sheet_counts(const struct sheet *s, const struct sheet_counts *n);
/* own_gains, where not NULL, has the gains of a body's own deficiencies. */
void sheet_deficiencies(const struct sheet *s, const struct subject_input *in,
                        const struct subject *sub, const int *list, int n, const num *own_gains);
/* The codes of services; null of the body's own question (services NULL). Without a key. */
void sheet_codes(const struct sheet *s, const int *services, int n);
/* texts: one object per different pair, each with the services that it speaks for. */
void sheet_wordings(const struct sheet *s, const struct proposal_wording *w, int n);
void sheet_proposals(const struct sheet *s);
void sheet_weakest(const struct sheet *s);

/* A list of a body's proposals: everything that struct proposal_item says. `which`: the campaign
 * that they were read in. */
void sheet_items(const struct sheet *s, const struct campaign *c, int which, const char *key,
                 const struct proposal_item *list, int n);
/* The opened object of the whole, as far as the key of the bodies: campaign, rubric, … */
void sheet_heading(struct campaign *c, int which, const struct rubric *r, struct buf *out);
/* The object of a body. `alone`: only this service of it, by its place; -1: all of them. */
void sheet_body(const struct sheet *s, int alone);

#endif

/* What is known of one subject: its answers and all else that scoring needs, read from the file. */
#ifndef MODEL_KNOWN_H
#define MODEL_KNOWN_H

#include "model/inside.h"

/* Further registry columns of a subject, and of its body behind them. */
struct attrs {
    const char **name, **value;
    int n;
    struct attrs *outer;
};

struct known {
    struct arena *arena; /* of all strings in here; the caller's */
    const struct catalogue *catalogue;
    const struct block *block; /* NULL: the rubric asks this kind of subject nothing */
    const char *body, *service;
    struct answer *answers;    /* one per question */
    struct standing *standing; /* one per question; before* only with KNOWN_BEFORE, remarks only
                                * with KNOWN_REMARKS */
    struct value *previous;    /* NULL: no earlier campaign */
    struct attrs attrs, body_attrs;
    bool stopped;
    int conflicts, notes;
    struct subject_input in; /* points to the above: the struct must not move */
};

enum { KNOWN_BEFORE = 1, KNOWN_REMARKS = 2 };

/* Reads a subject. False and a sentence where the file can't be read; REFUSED where it is not in
 * the registry. */
bool known_load(struct campaign *c, int which, const char *body, const char *service,
                unsigned flags, struct arena *a, struct known *k, struct err *err);
/* Reads one question anew; what is known of the campaign before stays. */
void known_reread(struct campaign *c, int which, struct known *k, const struct question *q);

/* How many files stand with each question of a subject: adds them to `files`, one per question. */
void known_files(struct campaign *c, int which, const char *body, const char *service, int *files,
                 struct arena *a);

/* A row of table `head`: value "" taken back, NULL a note alone. */
struct head_row {
    const char *value, *note, *was, *by, *at;
};
/* What stands for question q, from its heads in the order of their ids. Fills s and *answer; counts
 * are the caller's. */
void known_settle(const struct question *q, const struct head_row *heads, int n, struct arena *a,
                  struct standing *s, struct answer *answer);

/* ---- before.c: the campaign before ---- */

/* The codes of a subject's counterpart in the campaign before, in the arena; false where there is
 * no such campaign. Whether the counterpart was there is another question. */
bool before_counterpart(struct campaign *c, int which, const char *body, const char *service,
                        struct arena *a, const char **its_body, const char **its_service);
/* A body's code in the campaign before, in the arena; NULL: it was not there. */
const char *before_body(struct campaign *c, int which, const char *body, struct arena *a);
/* Fills k->previous (what previous() gives). */
void before_values(struct campaign *c, int which, struct known *k);
/* Fills the before* of k->standing. */
bool before_standing(struct campaign *c, int which, struct known *k, struct err *err);

#endif

/* A body's whole way through the campaign, and what changed since it was accepted, in words: for
 * the screen and for `meyar state`. */
#ifndef TUI_WAY_H
#define TUI_WAY_H

#include "model/lib.h"

struct way {
    struct row row;
    struct review_state state;
    struct review_step *steps;
    struct review_change *changes;
    int nsteps, nchanges;
};
/* Reads it, into the arena. False with a sentence: no such body, or the file can't be read. */
bool way_read(struct campaign *c, const char *body, struct way *w, struct arena *a,
              struct err *err);

/* "accepted, changed since" */
const char *way_state(struct arena *a, const struct review_state *s);

/* For whom it is worded. */
struct way_told {
    struct campaign *campaign;
    struct arena *arena;
    int language; /* of the rubric's texts */
    bool local;   /* times as this computer's clock shows them; else as they are stored */
};
/* Lines that are safe to show. */
void way_text(const struct way_told *t, const struct way *w, struct buf *b);

#endif

/* A body's proposals as a screen reads them: the body in full, and what is proposed of it. */
#ifndef TUI_SCREENS_PROPOSALS_TOLD_H
#define TUI_SCREENS_PROPOSALS_TOLD_H

#include "tui/ui.h"

#define PROPOSAL_KEY_ROOM 160 /* "CAMPAIGN KEY" with the longest ids */

struct proposals_told {
    struct arena *arena;    /* of what was read; NULL: nothing yet */
    struct body_full *full; /* NULL: it could not be read */
    struct proposals read;  /* nothing in it then */
    char *fault;            /* why not; NULL */
    const char *day;        /* the user's, of then */
};

/* Reads those of the body, in one of the rubric's languages; what was read before is freed. */
void told_read(struct proposals_told *t, const struct ui *ui, const char *body, int language);
void told_free(struct proposals_told *t);

/* Of the campaign's own, and behind them those of the campaign before: how many, and the i-th. */
int told_count(const struct proposals_told *t);
const struct proposal_item *told_item(const struct proposals_told *t, int i);
/* The place among them of a key; -1: there is none. */
int told_find(const struct proposals_told *t, const char *key);
/* The body that the i-th points into: this campaign's, or the one before's. */
const struct body_full *told_body(const struct proposals_told *t, int i);

#endif

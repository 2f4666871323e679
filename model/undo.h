/* Undo and redo: new events that restore what was before a change of this device (data.md, "Undo").
 * What was done is read from the events themselves, so that it works after a restart too. */
#ifndef MODEL_UNDO_H
#define MODEL_UNDO_H

#include <stdbool.h>
#include <stdint.h>
#include "forms/mem.h"

struct campaign;
struct err;

/* What an event was about. Strings are never NULL; "" where it does not apply. */
struct undone_place {
    const char *kind, *body, *service, *item;
};

/* What is, or would be, taken back (redo: done again). Strings live in the arena. */
struct undone {
    const char *via; /* how it was done: "key", "bulk", "copy", "import", "command", … */
    int64_t n;       /* things put back; of undo_peek those that the change touched */
    struct undone_place first;
    bool one_body, one_subject; /* all of them are of first's body, of first's subject */
    /* Of one answer: what stood and what stands now. NULL: no value, no note. */
    const char *from, *from_note, *to, *to_note;
    bool to_conflict; /* … several different answers stand again */
    /* Things left as they are because somebody else has changed them since: how many, the first of
     * them, and who that was (NULL: nobody; what stood before is not in this file). */
    int64_t nleft;
    struct undone_place left;
    const char *left_by;
};

/* Takes back the last change of this device that still stands; with `redo` does that again which
 * was taken back last, as long as nothing was changed in between. A change of which others have
 * changed everything since is passed over (nleft). One transaction, and one change by itself.
 * False: REFUSED where there is nothing (u->nleft: because of others), where the last change is of
 * a kind that goes back by its own action (a body's state, a final rating), or where it concerns a
 * body that is locked (review.h); else as change_end. */
bool undo_last(struct campaign *c, bool redo, struct undone *u, struct arena *a, struct err *err);
/* What undo_last would take back, without doing it; n counts all that the change touched, and of
 * from and to nothing is told. False where there is nothing, or it can't be read. */
bool undo_peek(struct campaign *c, bool redo, struct undone *u, struct arena *a, struct err *err);

#endif

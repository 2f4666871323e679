/* A body's way through a campaign, on the screens: which actions bring it on, what asks before, and
 * the words for where it is. Any screen with a chosen body may offer them:
 *
 * states       which actions can run, what they do, and the box that lists them
 * states_ask   the boxes of those that ask first: accept, send back, re-open
 * states_words what the screens say of a state, and which stage they show for it */
#ifndef TUI_SCREENS_STATES_H
#define TUI_SCREENS_STATES_H

#include "tui/ui.h"

/* Is it an action that changes where a body is, or whose it is? */
bool states_has(enum action action);
/* Why it can't run for the body as things stand, in the tongue's arena; NULL: it can. */
const char *states_why_not(const struct ui *ui, const char *body, enum action action);
/* Does it for the body, or opens what asks first. `from` is where the body is chosen. */
struct effect states_act(struct ui *ui, enum screen_id from, const char *body, enum action action);
/* Gives the body's opinion in a language of the rubric; by states_act it is that of the screen. */
struct effect states_give(struct ui *ui, const char *body, int language);

/* What is to be stored of a body; a job's argument. */
struct state_job {
    struct ui *ui;
    const char *body;
    enum review to;
    const char *reason; /* NULL: none */
    const char *remark; /* written first, about the body as a whole; NULL: none */
    int language;       /* of an opinion: of the rubric's */
};
bool state_job_run(void *arg, struct campaign *c, struct arena *a, const char **said,
                   struct err *err);

/* ---- states_words ---- */

/* "sent back", "accepted, changed since"; "" where nothing says more than who has it. */
const char *states_note(enum review state, bool changed);
/* The same with when, by whom, the reason, what an accept saw and how it is now; NULL where there
 * is no more to say. In the tongue's arena; *role is WARNING where something waits for somebody. */
const char *states_line(const struct tongue *t, struct campaign *c, const struct row *row,
                        enum role *role);
/* What is said once `row`, a body, was brought to a state here: what is still open of the stage
 * that this ends, the stage on show where it is no longer `stage`, and that somebody else's laptop
 * learns of it from a file. In the arena. */
const char *states_said(const struct ui *ui, struct campaign *c, const struct row *row,
                        enum review to, int stage, struct arena *a);
/* The mark of what asks for attention most, in a list of bodies: one that was sent back or
 * re-opened is the reviewer's remark, whatever remarks there are. */
enum mark states_attention(const struct row *row, const struct rubric *r);
/* Why the body's answers can't be changed by who works here, as a sentence in the tongue's arena;
 * NULL: they can. A file that is read only comes first. */
const char *states_locked(const struct ui *ui, const char *body);

/* The stage that a body in this state is worked on at: at first the first; after the desk review
 * the one after it; once visited the last; of what was handed in all (-1), since a reviewer, and
 * who mends what a reviewer found, looks at everything. -1 where there is but one. */
int states_stage(const struct rubric *r, enum review state);
/* Puts that stage on show, unless the user has chosen another by the key since a state was last
 * changed here: called where a body is opened from a list, and nowhere else, so that what goes to
 * one question or comes back to where one was keeps its stage. */
void states_follow(struct ui *ui, const char *body);

#endif

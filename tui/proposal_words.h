/* Proposals in words: for screens, commands and files (no curses). Results are in the tongue's
 * arena or live as long as the rubric; raw. */
#ifndef TUI_PROPOSAL_WORDS_H
#define TUI_PROPOSAL_WORDS_H

#include "model/proposals.h"
#include "tui/words.h"

/* "draft", "given", …; "deficiency", "observation", "good practice" (of a raised one too). */
const char *say_proposal_state(enum proposal_state state);
const char *say_proposal_kind(enum proposal_kind kind);
/* … of one of the campaign before: "open" where nobody can tell yet what became of it. */
const char *say_proposal_became(enum proposal_state state);
/* "third time, since 2017", "again, since 2018"; "" where it is new. */
const char *say_proposal_since(const struct tongue *t, const struct proposal_item *x);
/* "third time": the same without the year. */
const char *say_proposal_times(struct arena *a, int times);
/* When it is due: "2019-12-14"; as long as the opinion was not given "90 days"; "". */
const char *say_proposal_due(struct arena *a, const struct proposal_item *x);
/* What is wrong, and what to do: as somebody wrote it, else the rubric's words, of several wordings
 * each different line once, with the codes of its services behind it where it is not for all. NULL
 * where there is no such text. */
const char *say_proposal_deficiency(const struct tongue *t, const struct body_full *b,
                                    const struct proposal_item *x);
const char *say_proposal_text(const struct tongue *t, const struct body_full *b,
                              const struct proposal_item *x);

/* Its severity among the rubric's, or that somebody wrote it. */
enum mark proposal_mark(const struct proposal_item *x, const struct rubric *r);

#endif

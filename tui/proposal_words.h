/* Proposals in words: for screens, commands and files (no curses). Results are in the tongue's
 * arena or live as long as the rubric; raw. */
#ifndef TUI_PROPOSAL_WORDS_H
#define TUI_PROPOSAL_WORDS_H

#include "model/proposals.h"
#include "tui/words.h"

/* "draft", "given", …; "deficiency", "observation", "good practice" (of a raised one too). */
const char *say_proposal_state(enum proposal_state state);
const char *say_proposal_kind(enum proposal_kind kind);
/* "since 2017, 3 campaigns in a row"; "" where it is new. */
const char *say_proposal_since(const struct tongue *t, const struct proposal_item *x);
/* What is wrong, and what to do: as somebody wrote it, else the rubric's words, of several wordings
 * each different line once, with the codes of its services behind it where it is not for all. NULL where there is no such text. */
const char *say_proposal_deficiency(const struct tongue *t, const struct body_full *b,
                                    const struct proposal_item *x);
const char *say_proposal_text(const struct tongue *t, const struct body_full *b,
                              const struct proposal_item *x);

#endif

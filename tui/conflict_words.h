/* Conflicts as the words that the screen and the command show. Results are in the tongue's arena or
 * live as long as what they come from; raw where strangers wrote them. */
#ifndef TUI_CONFLICT_WORDS_H
#define TUI_CONFLICT_WORDS_H

#include "tui/words.h"

/* What it is about: the question, "the registry's row of Taxi permit", "the role of Leyla". */
const char *conflict_title(const struct tongue *t, struct campaign *c, const struct conflict *x);
/* Whose it is: the service, with its body where `whole`, or the body; "" where it is of none. */
const char *conflict_owner(const struct tongue *t, struct campaign *c, const struct conflict *x,
                           bool whole);
/* What a side says in one line: the answer, or its first part. */
const char *conflict_said(const struct tongue *t, const struct conflict *x, int side);
/* Of an answer: a stored value in words, "not answered" where NULL. */
const char *conflict_value(const struct tongue *t, const struct conflict *x, const char *value);
/* "Inspector A, Inspector C". */
const char *conflict_people(const struct tongue *t, const struct conflict_side *s);
/* A part of what is no answer: its name, and what it says ("none" where nothing). */
const char *conflict_key(const char *key);
const char *conflict_part_value(const struct tongue *t, const struct conflict_part *p);
/* "58.0–74.0", or the score; "" where there is none. */
const char *conflict_figure(const struct tongue *t, const struct row *row);

#endif

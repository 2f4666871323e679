/* Answers as texts: the one form in which they stand in CSV, events, command lines and examples. */
#ifndef FORMS_ANSWER_H
#define FORMS_ANSWER_H

#include "forms/rubric.h"

/* Reads what the answers CSV (cli.md) has as value of a question: a value, n/a, cannot-tell. An
 * empty text gives GIVEN_NOTHING. False and *why, a sentence in the arena, where it does not fit
 * (out of range, unknown choice with the nearest one named, na: false, a calc, …). */
bool answer_parse(const struct question *q, const char *s, struct arena *a, struct answer *out,
                  const char **why);
/* May a text that people write (an answer, a note) be kept? UTF-8, at most 4,000 characters, no
 * control characters but newline and tab. False and *why, a sentence in the arena. */
bool answer_characters(const char *s, struct arena *a, const char **why);
/* The same value in its canonical form: choices in the rubric's order, numbers in their shortest
 * form, n/a, cannot-tell, texts escaped with a leading ' where the CSV needs it; "" for
 * GIVEN_NOTHING. In the arena. Equal values give equal texts. */
const char *answer_text(const struct question *q, const struct answer *v, struct arena *a);
/* As a person reads it: the label of the choice, yes/no in words (_()), number with its unit. */
const char *answer_shown(const struct question *q, const struct answer *v, int language,
                         struct arena *a);

/* What previous(q) gives now for a value kept from an earlier campaign: family of the type it had
 * there, and its canonical text (NULL: as good as not there). VT_NULL where it no longer fits. */
struct value previous_fit(const struct question *q, const char *family, const char *text,
                          struct arena *a);

#endif

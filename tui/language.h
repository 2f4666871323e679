/* The languages there are: those of the rubric, and those that the program has words in. */
#ifndef TUI_LANGUAGE_H
#define TUI_LANGUAGE_H

#include <stdbool.h>
#include "forms/rubric.h"

/* Has the program words in it? English always. */
bool language_of_program(const char *code);
/* Its name in itself, so that who reads no other finds it; the code where it is not known. */
const char *language_name(const char *code);
/* The rubric's languages in its order, then those that only the program has; gives how many. The
 * codes are the rubric's or in the arena. */
int languages_known(const struct rubric *r, struct arena *a, const char *const **codes);

#endif

/* A rubric's own tests. */
#ifndef FORMS_EXAMPLES_H
#define FORMS_EXAMPLES_H

#include "forms/rubric.h"

/* Runs every example; adds a diag at the expectation that does not hold, saying what came instead.
 * True where all hold. */
bool examples_run(const struct rubric *r, struct diags *diags);

#endif

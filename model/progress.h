/* How long work tells how far it is, and how it is broken off. One listener for the program: a box
 * on the screen, a line on the terminal, or nobody. */
#ifndef MODEL_PROGRESS_H
#define MODEL_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct err;

/* `tick` is called while something takes long: what is being done (a word for the user, already
 * translated), how much of it is done and how much there is (of 0: not known). It gives false to
 * break the work off. NULL: nobody listens. */
void progress_listen(bool (*tick)(void *arg, const char *what, int64_t done, int64_t of),
                     void *arg);
/* Tells the listener, at most every 50 ms. False, REFUSED and a sentence: it shall be broken off;
 * the caller ends with everything as it was before. */
bool progress_step(const char *what, int64_t done, int64_t of, struct err *err);

#endif

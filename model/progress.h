/* How long work tells how far it is, and how it is broken off. One listener for the program: a box
 * on the screen, a line on the terminal, or nobody. */
#ifndef MODEL_PROGRESS_H
#define MODEL_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct err;

/* `tick` is called while something takes long: what is being done (words for the user, already
 * translated; "": not known yet), how much of it is done and how much there is (of 0: not known).
 * It gives false to break the work off. NULL: nobody listens. */
void progress_listen(bool (*tick)(void *arg, const char *what, int64_t done, int64_t of),
                     void *arg);
/* Tells the listener, at most every 50 ms. False, REFUSED and a sentence: it shall be broken off;
 * the caller ends with everything as it was before. Once broken off, everything is, until the next
 * progress_listen. `what` is a text that stays: a literal, translated. */
bool progress_step(const char *what, int64_t done, int64_t of, struct err *err);
/* The same from within something that can't count: it is still where it was last. */
bool progress_still(void);
/* Was it broken off since progress_listen? Then err gets the sentence. */
bool progress_broken_off(struct err *err);
/* For tests: at most every so many milliseconds; 0: every step is told. -1: as usual. */
void progress_every(int ms);

#endif

/* A disk that fails: a layer over SQLite's own VFS in which the n-th call of the kinds chosen
 * fails. */
#ifndef TESTS_HELP_FAILING_H
#define TESTS_HELP_FAILING_H

#include <stdbool.h>

enum { FAIL_READ = 1, FAIL_WRITE = 2, FAIL_SYNC = 4, FAIL_TRUNCATE = 8, FAIL_OPEN = 16 };

/* Puts the layer over the default VFS; from then on every connection uses it. */
void failing_install(void);
/* The n-th call (from 1) of these kinds fails with the SQLite result `code`, and where `for_ever`
 * all after it. n 0: none does. */
void failing_set(int kinds, int n, int code, bool for_ever);
/* How many calls of the kinds chosen there were since failing_set. */
int failing_calls(void);

#endif

/* Runs the program under test ($MEYAR_BIN, else build/meyar) as a shell would, and keeps what it
 * said. Standard input is empty. */
#ifndef TESTS_HELP_PROGRAM_H
#define TESTS_HELP_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

struct ran {
    int status;      /* exit status; 128 + the signal where one ended it */
    char *out, *err; /* each ended with a NUL */
    size_t nout, nerr;
};

/* A fresh folder: the current one, HOME, and the one that the state and data folders lie in. */
int program_enter(void **state);
int program_leave(void **state);
/* A path below the folder where the test was started: the project's own files. In a static buffer.
 */
const char *program_source(const char *path);

/* Runs it with these arguments, up to a NULL. What it gives is good until the next run. */
const struct ran *meyar(const char *arg, ...) __attribute__((sentinel));
/* The same of the build without sanitizers ($MEYAR_PLAIN), with at most 256 MiB of memory; NULL
 * where there is none. */
const struct ran *meyar_plain(const char *arg, ...) __attribute__((sentinel));

void write_file(const char *name, const void *bytes, size_t n);
void write_text(const char *name, const char *text);
/* The whole of a file, ended with a NUL; the caller frees it. Fails the test where it is not there.
 */
char *read_file(const char *name, size_t *n);

#endif

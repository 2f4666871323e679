/* What is wrong with a file: sentences with their place, collected so that one run tells them all.
 */
#ifndef FORMS_DIAG_H
#define FORMS_DIAG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#define DIAG_MOST 50

struct diag {
    int line, col; /* from 1; 0: the file as a whole */
    char *text;    /* one sentence, without the place */
};

/* Zero-initialise with the file's name as people know it. */
struct diags {
    const char *file;
    struct diag list[DIAG_MOST];
    size_t n;    /* kept, at most DIAG_MOST, sorted by place once diags_sort was called */
    size_t more; /* found beyond those */
};

void diag_add(struct diags *d, int line, int col, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void diags_sort(struct diags *d);
/* "file:line:col: error: text" of number i, made showable (text.h); the caller frees it. */
char *diag_line(const struct diags *d, size_t i);
void diags_free(struct diags *d); /* frees the texts and empties the list */

#endif

/* CSV by RFC 4180: header row, quoted cells, CRLF or LF, a BOM allowed. Ours, because libcsv has
 * been asleep since 2021 and this is a page. */
#ifndef MODEL_CSV_H
#define MODEL_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include "forms/mem.h"

struct csv_row {
    int line;          /* of its first character, from 1 */
    const char **cell; /* one per header column; "" where empty */
};

struct csv {
    const char *file; /* for messages */
    const char **column;
    int ncolumns;
    struct csv_row *row;
    int nrows;
    struct buf errors; /* "file:line: error: …", one a line, as they were found; .s NULL: none */
    int nerrors;       /* at most CSV_MOST_ERRORS */
};

#define CSV_MOST_BYTES (64u * 1024 * 1024)
#define CSV_MOST_CELLS 2000000 /* more would not fit in 256 MB */
#define CSV_MOST_COLUMNS 1000
#define CSV_MOST_ERRORS 10000 /* then nothing more is looked at */

/* Reads all of it into the arena. Every fault is told in errors with its line (a quote that never
 * ends, text after a closing quote, a row with another number of cells, a control character but a
 * tab or a newline in quotes, invalid UTF-8, a column twice or without a name, more than the limits
 * above, no header): rows that are well formed are still given, so that one run tells of all. Empty
 * lines are passed over; CRLF in quotes is read as a newline. The caller frees errors with
 * buf_free. */
struct csv *csv_read(const char *file, const char *bytes, size_t n, struct arena *a);
/* Index of a column, -1: none. */
int csv_column(const struct csv *t, const char *name);
/* Adds "file:line: error: …", made showable, to errors (line 0: "file: error: …"). */
void csv_error(struct csv *t, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Were there so many errors that looking for more is of no use? */
static inline bool csv_full(const struct csv *t)
{
    return t->nerrors >= CSV_MOST_ERRORS;
}
/* All that was told, in the order of the lines; NULL: nothing. To be asked for once, at the end. */
const char *csv_errors(struct csv *t);
/* Appends a cell, quoted where it must be; `spreadsheet`: a ' before what would start a formula
 * (for cells that are text: a number stays one). */
void csv_cell(struct buf *b, const char *s, bool spreadsheet);

/* Reads a whole file of at most `most` bytes; false and a sentence in *why (arena) where it can't
 * (missing, a folder, too large, unreadable). Then errno is EFBIG where it is too large: the input
 * is refused; else it can't be read. */
bool file_read(const char *path, size_t most, struct arena *a, char **bytes, size_t *n,
               const char **why);

#endif

/* The campaign report in words: the rows of the seed report's two tables, in its order, under the
 * rubric's own words; stopped services and shares added. For screens, commands and files (no
 * curses). */
#ifndef TUI_REPORT_WORDS_H
#define TUI_REPORT_WORDS_H

#include <stdbool.h>
#include <stdint.h>
#include "model/compare.h"
#include "model/lib.h"

enum report_figure {
    REPORT_BODIES,
    REPORT_SERVICES,
    REPORT_RATEABLE,
    REPORT_UNRATED, /* under the report's unrated id `index` */
    REPORT_STOPPED,
    REPORT_OF_LISTED, /* from here on to the next comment shares, in percent */
    REPORT_OF_EVALUATED,
    REPORT_RATING, /* at the report's rating `index` */
    REPORT_INCOMPLETE,
    REPORT_RATING_SHARE, /* of the rateable */
    REPORT_BEST_SHARE    /* of the two best ratings together */
};

enum { REPORT_TABLES = 2 };

struct report_line {
    int table; /* from 0 */
    enum report_figure figure;
    int index;
    bool share;        /* a figure in percent */
    bool within;       /* a part of `services`: stands further in */
    const char *title; /* raw, where it is the rubric's */
};
/* All rows, table by table. In the arena. */
struct report_line *report_lines(const struct report *r, int language, int *n, struct arena *a);
/* "How electronic the services are"; "How the services are provided". */
const char *report_table_title(int table);
/* A cell: a count, or a share with one decimal; "–" where it is of nothing. */
const char *report_cell(const struct report_line *l, const struct report_column *col,
                        struct arena *a);
/* Is it a share that is not final yet, as services of its campaign are not finished? */
bool report_unfinished(const struct report_line *l, const struct report_column *col);
/* What the columns are made from, one line each: "2018: from 14,283 answers", and how many
 * services are not finished; "2013, 2014: published totals". */
void report_sources(const struct report *r, struct buf *out);

/* "48.2"; "–" where there is none. In the arena. */
const char *say_percent(num share, struct arena *a);
/* "full everywhere"; "" of one that tells subjects apart. */
const char *say_tells(enum tells tells);
/* In which order the questions of Compare stand: "Questions, the worst of VER first"; column -1:
 * all. */
const char *say_compare_order(const struct compare *x, enum compare_order order, int column,
                              struct arena *a);
/* A body as lists of rows know it, with the rating that counts. */
struct row national_row(const struct national_body *b);

#endif

/* A report as a value: sections of texts, facts, tables and charts, without a word on how they
 * look. Builders (campaign.c, body.c) fill one, renderers (text.c, html.c, xlsx.c) write it. Texts
 * are raw: whoever renders makes them showable. Everything lives in the document's arena. */
#ifndef TUI_REPORT_DOC_H
#define TUI_REPORT_DOC_H

#include <stdbool.h>
#include <stdint.h>
#include "forms/mem.h"

#define DOC_TO_DO "→ " /* leads what is proposed, in a line of a text */

/* Who speaks: in which language a text is, and how far it is to be trusted not to run into its
 * neighbours. */
enum voice {
    VOICE_PROGRAM, /* translated words */
    VOICE_RUBRIC,  /* in the language that was read of the rubric */
    VOICE_OTHERS   /* names, notes, whatever somebody typed: any language, any direction */
};

enum cell_kind {
    CELL_NONE,   /* nothing to tell: "–" */
    CELL_TEXT,   /* text */
    CELL_NUMBER, /* units of 10^-decimals */
    CELL_RANGE,  /* from units to high */
    CELL_DATE    /* text: YYYY-MM-DD */
};
struct cell {
    enum cell_kind kind;
    enum voice voice;
    const char *text;
    int64_t units, high;
    int decimals;
    bool plus; /* a change: + before what is not below 0 */
    int level,
        levels; /* of a rating: its place from the worst (1), and how many there are; 0: none */
};
struct cell cell_none(void);
struct cell cell_text(enum voice voice, const char *text); /* NULL, "": none */
struct cell cell_count(int64_t n);
struct cell cell_units(int64_t units, int decimals); /* UNITS_NONE: none */
/* Both UNITS_NONE: none; equal: a number. */
struct cell cell_range(int64_t low, int64_t high, int decimals);
struct cell cell_share(int64_t part, int64_t whole); /* percent, one decimal; whole 0: none */
struct cell cell_date(const char *at);               /* an ISO date or moment; NULL: none */
/* As it is printed: "71.4", "53.8–80.8", "+6.9", the text; "" where none. In the arena. */
const char *cell_words(const struct cell *c, struct arena *a);

enum column_kind { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_RANGE, COLUMN_DATE };
struct doc_column {
    enum column_kind kind;
    enum voice voice;
    const char *title;
    bool lines; /* in an entry: a text by itself; else it shares lines with others */
    bool bare;  /* … without its title, which its sign says */
};
struct doc_row {
    struct cell *cell; /* one per column; the first names the row */
    int level;         /* how far it is set in: one of which, … */
};
struct doc_table {
    const char *title;
    bool entries; /* texts too long for columns: each row is an entry, the first cell its heading */
    struct doc_column *column;
    int ncolumns;
    struct doc_row *row;
    int nrows;
};

enum chart_kind {
    CHART_BARS,    /* one column of a table: a bar per row */
    CHART_STACKED, /* rows of shares: a bar per column, parted by the rows */
    CHART_LINES    /* rows of figures: a line per row over the columns */
};
/* A picture of a part of a table, which stands beside it: nothing is told by a chart alone. */
struct doc_chart {
    enum chart_kind kind;
    const char *title;
    const struct doc_table *of;
    int row, nrows, column, ncolumns;
    int64_t full;       /* units of the whole scale; 0: the largest value */
    const bool *broken; /* of lines, parallel to the columns drawn: it can't be compared with the
                           one before; NULL: none */
    bool rated;         /* its rows are ratings, from the worst */
};

struct doc_fact {
    const char *name;
    struct cell value;
    struct doc_fact *next;
};

enum doc_kind { DOC_PARAGRAPH, DOC_FACTS, DOC_TABLE, DOC_CHART };
struct doc_block {
    enum doc_kind kind;
    struct cell text; /* of a paragraph */
    struct doc_fact *fact, **last_fact;
    struct doc_table *table;
    struct doc_chart *chart;
    struct doc_block *next;
};
struct doc_section {
    const char *title;
    struct doc_block *first, *latest;
    struct doc_section *next;
};
struct doc {
    struct arena *arena;
    const char *title;                      /* what it is: a word of the program … */
    const char *name;                       /* … and of whom: a name that others gave; NULL */
    const char *language, *rubric_language; /* codes: of the program's words, of the rubric's */
    struct doc_fact *about, **last_about;   /* what goes below the title */
    const char *foot;                       /* the last line */
    const char *day;                        /* ISO date that all of it is as of; NULL: none */
    struct doc_section *first, *latest;
};

struct doc *doc_new(struct arena *a, const char *title, const char *name,
                    const char *rubric_language);
void doc_about(struct doc *d, const char *name, struct cell value);
/* What follows goes into the last section begun. */
void doc_section(struct doc *d, const char *title);
void doc_paragraph(struct doc *d, struct cell text);
/* Facts that follow one another make one list; one that is none is left out. */
void doc_fact(struct doc *d, const char *name, struct cell value);
struct doc_table *doc_table(struct doc *d, const char *title);
void doc_column(struct doc *d, struct doc_table *t, enum column_kind kind, enum voice voice,
                const char *title);
/* A new row; its cells are none yet. Valid until the next one is added. */
struct doc_row *doc_row(struct doc *d, struct doc_table *t);
/* Of entries, for each column: what three of four at least say there, so that it is told once for
 * all that do not say otherwise; NULL where there is no such value. In the arena. */
const struct cell *const *doc_usual(const struct doc *d, const struct doc_table *t);
/* Does an entry's cell say anything, or something else than what is usual there (then also that it
 * has nothing)? */
bool doc_tells(const struct doc *d, const struct cell *usual, const struct cell *c);
/* Rows and columns [first, first + n). NULL, and no chart, where there is nothing to draw. */
struct doc_chart *doc_chart(struct doc *d, enum chart_kind kind, const char *title,
                            const struct doc_table *of, int row, int nrows, int column,
                            int ncolumns);
/* What a chart shows, in a sentence per category: its text alternative. In the arena. */
const char *chart_words(const struct doc *d, const struct doc_chart *c);

#endif

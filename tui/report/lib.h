/* Reports as files: of a campaign, of a body; in the formats there are. No curses.
 *
 * file           what it holds
 * -------------  -------------------------------------------------------------------------
 * doc            a report as a value
 * campaign       the campaign's: the two tables
 * campaign_parts … its questions, bodies, coverage, years
 * body           a body's: what the body is given
 * body_proposals … its proposals and findings
 * table          a body's proposals as CSV
 * compare        bodies side by side
 * trends         the figures of all campaigns
 * text html      a report written down
 * svg svg_lines  … its charts
 * xlsx book book_chart  … as a workbook
 * xlsxwriter     the library that writes those, opened when it is needed
 * formats        which there are; the whole
 */
#ifndef TUI_REPORT_LIB_H
#define TUI_REPORT_LIB_H

#include "model/compare.h"
#include "model/lib.h"
#include "tui/report/doc.h"

enum report_format {
    REPORT_TEXT,
    REPORT_CSV,
    REPORT_JSON,
    REPORT_HTML,
    REPORT_XLSX,
    REPORT_FORMATS /* none */
};
struct report_kind {
    const char *name, *ending; /* "text", ".txt" */
    const char *words;         /* N_(): what it is good for */
    bool binary;               /* nothing to put on a terminal */
};
extern const struct report_kind report_kinds[REPORT_FORMATS];
enum report_format report_format_of(const char *name); /* REPORT_FORMATS: no format */

/* What a file is of, in the choice and order in which it is on show. */
enum report_view_kind { VIEW_REPORT, VIEW_COMPARE, VIEW_TRENDS };
struct report_view {
    enum report_view_kind kind;
    const char *body; /* VIEW_REPORT, VIEW_TRENDS: of this body; NULL: of the campaign */
    /* VIEW_COMPARE: these bodies; the questions too, in this order (model/compare.h). */
    const char *const *codes;
    int ncodes;
    bool questions;
    enum compare_order order;
    int column;
    /* VIEW_TRENDS without a body: the campaign's shares, all bodies, the largest fall first. */
    bool shares, bodies, sorted;
};

/* Appends the report of campaign `which` of the file (with those before it), or what else the view
 * is, to `out`; language: of the rubric's words. The same bytes for the same file and language:
 * what depends on a day is told as of the latest day on which anything was entered. False and a
 * sentence where there is no such body, or it can't be read. */
bool report_write(struct campaign *c, int which, const struct report_view *view,
                  enum report_format format, int language, struct buf *out, struct err *err);

/* A name for its file, "2019.html", "2019-MoT.html", "2019-compare.html", "2019-MoT-trends.html",
 * with nothing in it that a folder would take for something else. In the arena. */
const char *report_name(struct campaign *c, int which, const struct report_view *view,
                        enum report_format format, struct arena *a);

/* The version of the library that makes workbooks; NULL where it is not there. */
const char *report_library(void);

#endif

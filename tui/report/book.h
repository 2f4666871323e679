/* Sheets of a workbook in the making: between xlsx.c, book.c and book_chart.c. */
#ifndef TUI_REPORT_BOOK_H
#define TUI_REPORT_BOOK_H

#include "tui/report/doc.h"
#include "tui/report/xlsxwriter.h"

#define SHEET_DECIMALS 7
#define SHEET_MOST 200 /* sheets */

struct table_sheet {
    const struct doc_table *table;
    const char *name;
    lxw_worksheet *sheet;
    lxw_row_t charts_at; /* where the next chart goes */
};
struct book {
    const struct doc *d;
    lxw_workbook *book;
    lxw_format *text, *bold, *title, *head, *date, *link;
    lxw_format *number[SHEET_DECIMALS], *change[SHEET_DECIMALS];
    struct table_sheet sheet[SHEET_MOST];
    int nsheets;
};

/* A sheet under a name that is allowed and not taken yet; NULL where there are too many. */
lxw_worksheet *book_sheet(struct book *k, const char *title, const struct doc_table *table);
/* A text as a string, whatever it begins with; what no cell can hold is cut, and says so. */
void book_text(const struct book *k, lxw_worksheet *w, lxw_row_t row, lxw_col_t col,
               const char *text, lxw_format *format);
void book_cell(const struct book *k, lxw_worksheet *w, lxw_row_t row, lxw_col_t col,
               const struct cell *c);
/* A link to a table's sheet. */
void book_link(const struct book *k, lxw_worksheet *w, lxw_row_t row, const struct doc_table *t);
void book_table(struct book *k, const struct doc_table *t);
/* The sheet's column of a table's: a range takes two columns of numbers, so that a spreadsheet can
 * reckon with it. */
lxw_col_t book_column(const struct doc_table *t, int column);
void book_chart(struct book *k, const struct doc_chart *c);
/* A4, as wide as the page. */
void book_paper(lxw_worksheet *w, bool landscape);

#endif

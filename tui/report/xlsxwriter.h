/* libxlsxwriter, opened with the first workbook: it brings OpenSSL along, and looking those names
 * up would take longer than all else of the program's start. Its functions are called as
 * xlsx.workbook_close(…). */
#ifndef TUI_REPORT_XLSXWRITER_H
#define TUI_REPORT_XLSXWRITER_H

#include <stdbool.h>
#include <xlsxwriter.h>

struct err;

/* clang-format off */
#define XLSX_FUNCTIONS(X) \
    X(chart_add_series) \
    X(chart_axis_set_reverse) \
    X(chart_legend_set_position) \
    X(chart_series_set_categories) \
    X(chart_series_set_name_range) \
    X(chart_series_set_values) \
    X(chart_title_set_name) \
    X(format_set_align) \
    X(format_set_bold) \
    X(format_set_bottom) \
    X(format_set_font_size) \
    X(format_set_num_format) \
    X(format_set_text_wrap) \
    X(format_set_underline) \
    X(lxw_version) \
    X(workbook_add_chart) \
    X(workbook_add_format) \
    X(workbook_add_worksheet) \
    X(workbook_close) \
    X(workbook_new_opt) \
    X(workbook_set_properties) \
    X(worksheet_fit_to_pages) \
    X(worksheet_freeze_panes) \
    X(worksheet_insert_chart_opt) \
    X(worksheet_repeat_rows) \
    X(worksheet_set_column) \
    X(worksheet_set_landscape) \
    X(worksheet_set_paper) \
    X(worksheet_write_number) \
    X(worksheet_write_string) \
    X(worksheet_write_url_opt)
/* clang-format on */

#define XLSX_FIELD(name) __typeof__(name) *name;
struct xlsx_functions {
    XLSX_FUNCTIONS(XLSX_FIELD)
};
extern struct xlsx_functions xlsx; /* good once it is open */

/* False and a sentence where the library is not there. */
bool xlsx_open(struct err *err);

#endif

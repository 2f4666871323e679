/* A report as a workbook: a sheet that is read from top to bottom, and a sheet per table, where
 * numbers are numbers and texts are never formulas. libxlsxwriter makes a file of it. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "forms/text.h"
#include "model/csv.h"
#include "model/lib.h"
#include "model/private.h"
#include "tui/report/lib.h"
#include "tui/report/render.h"
#include "tui/report/book.h"

static lxw_format *new_format(struct book *k, bool bold, bool wrap)
{
    lxw_format *f = xlsx.workbook_add_format(k->book);
    xlsx.format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    if (bold) {
        xlsx.format_set_bold(f);
    }
    if (wrap) {
        xlsx.format_set_text_wrap(f);
    }
    return f;
}

static void make_formats(struct book *k)
{
    k->text = new_format(k, false, true);
    k->bold = new_format(k, true, true);
    k->title = new_format(k, true, false);
    xlsx.format_set_font_size(k->title, 16);
    k->head = new_format(k, true, true);
    xlsx.format_set_bottom(k->head, LXW_BORDER_THIN);
    k->date = new_format(k, false, false);
    xlsx.format_set_num_format(k->date, "yyyy-mm-dd");
    xlsx.format_set_align(k->date, LXW_ALIGN_LEFT);
    k->link = new_format(k, false, false);
    xlsx.format_set_underline(k->link, LXW_UNDERLINE_SINGLE);
    for (int i = 0; i < SHEET_DECIMALS; i++) {
        const char *digits = arena_printf(k->d->arena, "0%s%.*s", i ? "." : "", i, "000000");
        k->number[i] = new_format(k, false, false);
        xlsx.format_set_num_format(k->number[i], digits);
        k->change[i] = new_format(k, false, false);
        xlsx.format_set_num_format(
            k->change[i], arena_printf(k->d->arena, "+%s;-%s;+%s", digits, digits, digits));
    }
}

/* ---- the sheet to read ---- */

static void read_facts(struct book *k, lxw_worksheet *w, const struct doc_fact *f, lxw_row_t *row)
{
    for (; f; f = f->next) {
        book_text(k, w, *row, 0, f->name, k->text);
        book_cell(k, w, (*row)++, 1, &f->value);
    }
}

static void read_block(struct book *k, lxw_worksheet *w, const struct doc_block *b, lxw_row_t *row)
{
    switch (b->kind) {
    case DOC_PARAGRAPH:
        book_text(k, w, (*row)++, 1, cell_words(&b->text, k->d->arena), k->text);
        break;
    case DOC_FACTS:
        read_facts(k, w, b->fact, row);
        break;
    case DOC_TABLE:
        book_link(k, w, (*row)++, b->table);
        break;
    case DOC_CHART:
        break;
    }
}

static void read_sheet(struct book *k, lxw_worksheet *w)
{
    const struct doc *d = k->d;
    lxw_row_t row = 0;

    xlsx.worksheet_set_column(w, 0, 0, 30, NULL);
    xlsx.worksheet_set_column(w, 1, 1, 90, NULL);
    book_text(k, w, row++, 0,
              d->name ? arena_printf(d->arena, "%s – %s", d->title, d->name) : d->title, k->title);
    read_facts(k, w, d->about, &row);
    for (const struct doc_section *s = d->first; s; s = s->next) {
        row++;
        book_text(k, w, row++, 0, s->title, k->bold);
        for (const struct doc_block *b = s->first; b; b = b->next) {
            read_block(k, w, b, &row);
        }
    }
    row++;
    book_text(k, w, row, 1, d->foot, k->text);
    book_paper(w, false);
}

/* ---- the workbook ---- */

static void add_tables(struct book *k)
{
    for (const struct doc_section *s = k->d->first; s; s = s->next) {
        for (const struct doc_block *b = s->first; b; b = b->next) {
            if (b->kind == DOC_TABLE) {
                book_table(k, b->table);
            }
        }
    }
    for (const struct doc_section *s = k->d->first; s; s = s->next) {
        for (const struct doc_block *b = s->first; b; b = b->next) {
            if (b->kind == DOC_CHART) {
                book_chart(k, b->chart);
            }
        }
    }
}

/* The program's word for a moment that the library would else take from the clock. */
static void properties(struct book *k)
{
    int32_t days;
    lxw_doc_properties p = {0};
    const char *title = text_brief(k->d->arena, k->d->title, 200);

    p.title = (char *)title; /* copied */
    p.created = k->d->day && date_parse(k->d->day, &days) && days > 0 ? (time_t)days * 86400 : 1;
    xlsx.workbook_set_properties(k->book, &p);
}

/* The library says what fails it on standard error, in words of its own and more than once: on a
 * screen it would write over it. The caller tells it in one sentence. -1: there is nothing to be
 * put back. */
static int silence(void)
{
    int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    int nowhere = kept < 0 ? -1 : open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) {
        dup2(nowhere, STDERR_FILENO);
        close(nowhere);
    }
    return kept;
}

static void speak(int kept)
{
    if (kept >= 0) {
        dup2(kept, STDERR_FILENO);
        close(kept);
    }
}

static bool make_book(const struct doc *d, const char *path, const char *folder)
{
    char *tmpdir = arena_dup(d->arena, folder);
    lxw_workbook_options options = {.tmpdir = tmpdir};
    struct book k = {.d = d, .book = xlsx.workbook_new_opt(path, &options)};

    if (!k.book) {
        return false;
    }
    make_formats(&k);
    properties(&k);
    lxw_worksheet *first = book_sheet(&k, d->title, NULL);
    add_tables(&k);
    read_sheet(&k, first);
    return xlsx.workbook_close(k.book) == LXW_NO_ERROR;
}

bool doc_xlsx(const struct doc *d, struct buf *out, struct err *err)
{
    const char *folder, *why = NULL;
    char *bytes;
    size_t n;

    if (!xlsx_open(err) || !(folder = private_folder(d->arena, err))) {
        return false;
    }
    const char *path = arena_printf(d->arena, "%s/report.xlsx", folder);
    int kept = silence();
    bool ok = make_book(d, path, folder);
    speak(kept);
    ok = ok && file_read(path, 512u * 1024 * 1024, d->arena, &bytes, &n, &why);
    unlink(path);
    rmdir(folder);
    if (!ok) {
        err_set(err, BUSY, _("the workbook can't be made in %s: is there room on its disk?"),
                folder);
        return false;
    }
    buf_addn(out, bytes, n);
    return true;
}

const char *report_library(void)
{
    struct err err = {0};
    bool here = xlsx_open(&err);
    err_clear(&err);
    return here ? xlsx.lxw_version() : NULL;
}

#include "tui/report/book.h"

#include <string.h>
#include "forms/num.h"
#include "forms/text.h"

#define NAME_MOST 31    /* letters of a sheet's name */
#define TEXT_MOST 32767 /* UTF-16 units of a cell */
#define ROWS_MOST 1048575

/* ---- names ---- */

static bool taken(const struct book *k, const char *name)
{
    for (int i = 0; i < k->nsheets; i++) {
        struct buf a = {0}, b = {0};
        text_fold(&a, k->sheet[i].name);
        text_fold(&b, name);
        bool same = text_same(a.s, b.s);
        buf_free(&a);
        buf_free(&b);
        if (same) {
            return true;
        }
    }
    return false;
}

/* The first words of a text that fit, those letters that no sheet's name may have as blanks. */
static const char *allowed(struct arena *a, const char *title, int most)
{
    char *out = arena_dup(a, text_show(a, title, false));
    size_t end = 0, word = 0, next;
    int letters = 0;

    for (char *s = out; *s; s++) {
        *s = strchr("[]:*?/\\'", *s) ? ' ' : *s;
    }
    while (out[end]) {
        next = next_grapheme(out, end);
        for (size_t at = end, len; at < next; at += len) { /* it counts as a spreadsheet counts */
            letters += utf8_next(out + at, &len) > 0xffff ? 2 : 1;
        }
        if (letters > most) {
            end = word > 0 ? word : end;
            break;
        }
        word = out[end] == ' ' ? end : word;
        end = next;
    }
    while (end > 0 && out[end - 1] == ' ') {
        end--;
    }
    out[end] = '\0';
    out += strspn(out, " ");
    return *out ? out : "-";
}

lxw_worksheet *book_sheet(struct book *k, const char *title, const struct doc_table *table)
{
    struct arena *a = k->d->arena;
    const char *name = allowed(a, title, NAME_MOST - 4);

    if (k->nsheets == SHEET_MOST) {
        return NULL;
    }
    for (int i = 2; taken(k, name); i++) {
        name = arena_printf(a, "%s %d", allowed(a, title, NAME_MOST - 4), i);
    }
    lxw_worksheet *w = xlsx.workbook_add_worksheet(k->book, name);
    if (!w) { /* a name that this library would not have after all */
        name = arena_printf(a, "%d", k->nsheets + 1);
        w = xlsx.workbook_add_worksheet(k->book, name);
    }
    if (w) {
        k->sheet[k->nsheets++] = (struct table_sheet){table, name, w, 0};
    }
    return w;
}

/* ---- cells ---- */

static const char *within_cell(const struct book *k, const char *text)
{
    size_t units = 0, at = 0, cut = 0;
    const char *note = _("… (the rest does not fit into a cell)");
    size_t room = TEXT_MOST - strlen(note);

    while (text[at] && units <= TEXT_MOST) {
        size_t len;
        units += utf8_next(text + at, &len) > 0xffff ? 2 : 1;
        at += len;
        cut = units <= room ? at : cut;
    }
    return units <= TEXT_MOST
               ? text
               : arena_printf(k->d->arena, "%s%s", arena_dupn(k->d->arena, text, cut), note);
}

void book_text(const struct book *k, lxw_worksheet *w, lxw_row_t row, lxw_col_t col,
               const char *text, lxw_format *format)
{
    struct arena *a = k->d->arena;
    const char *shown = text_show(a, text, true);

    if (*shown && strchr("=+-@\t\r\n", *shown)) {
        shown = arena_printf(a, "'%s", shown);
    }
    xlsx.worksheet_write_string(w, row, col, within_cell(k, shown), format);
}

static double number_of(int64_t units, int decimals)
{
    double x = (double)units;
    for (; decimals > 0; decimals--) {
        x /= 10;
    }
    return x;
}

static void put_number(const struct book *k, lxw_worksheet *w, lxw_row_t row, lxw_col_t col,
                       int64_t units, const struct cell *c)
{
    int d = c->decimals < SHEET_DECIMALS ? c->decimals : SHEET_DECIMALS - 1;
    xlsx.worksheet_write_number(w, row, col, number_of(units, c->decimals),
                                c->plus ? k->change[d] : k->number[d]);
}

static void put_date(const struct book *k, lxw_worksheet *w, lxw_row_t row, lxw_col_t col,
                     const char *iso)
{
    int32_t days;
    /* Day numbers of spreadsheets begin to be right with March 1900. */
    if (date_parse(iso, &days) && days >= -25508) {
        xlsx.worksheet_write_number(w, row, col, days + 25569, k->date);
    } else {
        book_text(k, w, row, col, iso, k->text);
    }
}

void book_cell(const struct book *k, lxw_worksheet *w, lxw_row_t row, lxw_col_t col,
               const struct cell *c)
{
    const char *words = cell_words(c, k->d->arena);
    switch (c->kind) {
    case CELL_NUMBER:
        put_number(k, w, row, col, c->units, c);
        break;
    case CELL_DATE:
        put_date(k, w, row, col, words);
        break;
    case CELL_RANGE:
    case CELL_TEXT:
        book_text(k, w, row, col, words, k->text);
        break;
    case CELL_NONE:
        break;
    }
}

void book_link(const struct book *k, lxw_worksheet *w, lxw_row_t row, const struct doc_table *t)
{
    for (int i = 0; i < k->nsheets; i++) {
        if (k->sheet[i].table == t) {
            const char *to = arena_printf(k->d->arena, "internal:'%s'!A1", k->sheet[i].name);
            xlsx.worksheet_write_url_opt(w, row, 1, to, k->link, t->title, NULL);
            return;
        }
    }
}

/* ---- a table ---- */

void book_paper(lxw_worksheet *w, bool landscape)
{
    xlsx.worksheet_set_paper(w, 9); /* A4 */
    xlsx.worksheet_fit_to_pages(w, 1, 0);
    if (landscape) {
        xlsx.worksheet_set_landscape(w);
    }
}

lxw_col_t book_column(const struct doc_table *t, int column)
{
    lxw_col_t at = 0;
    for (int i = 0; i < column; i++) {
        at = (lxw_col_t)(at + (t->column[i].kind == COLUMN_RANGE ? 2 : 1));
    }
    return at;
}

static int width_of(const struct book *k, const struct doc_table *t, int column)
{
    int most = text_width(text_brief(k->d->arena, t->column[column].title, 24));
    for (int i = 0; i < t->nrows; i++) {
        const char *words = cell_words(&t->row[i].cell[column], k->d->arena);
        int w = text_width_n(words, strnlen(words, 200));
        most = w > most ? w : most;
    }
    return most < 8 ? 10 : most > 58 ? 60 : most + 2;
}

static void table_head(const struct book *k, lxw_worksheet *w, const struct doc_table *t)
{
    for (int i = 0; i < t->ncolumns; i++) {
        const struct doc_column *c = &t->column[i];
        lxw_col_t at = book_column(t, i);
        if (c->kind == COLUMN_RANGE) {
            struct arena *a = k->d->arena;
            book_text(k, w, 0, at, arena_printf(a, _("%s, lowest"), c->title), k->head);
            book_text(k, w, 0, (lxw_col_t)(at + 1), arena_printf(a, _("%s, highest"), c->title),
                      k->head);
            xlsx.worksheet_set_column(w, at, (lxw_col_t)(at + 1), 12, NULL);
        } else {
            book_text(k, w, 0, at, c->title, k->head);
            xlsx.worksheet_set_column(w, at, at, width_of(k, t, i), NULL);
        }
    }
}

static void table_cell(const struct book *k, lxw_worksheet *w, lxw_row_t row,
                       const struct doc_table *t, int column, const struct cell *c)
{
    lxw_col_t at = book_column(t, column);
    bool figures = c->kind == CELL_NUMBER || c->kind == CELL_RANGE;
    if (t->column[column].kind == COLUMN_RANGE && figures) {
        put_number(k, w, row, at, c->units, c);
        put_number(k, w, row, (lxw_col_t)(at + 1), c->high, c);
    } else {
        book_cell(k, w, row, at, c);
    }
}

void book_table(struct book *k, const struct doc_table *t)
{
    lxw_worksheet *w = book_sheet(k, t->title, t);
    if (!w) {
        return;
    }
    table_head(k, w, t);
    for (int i = 0; i < t->nrows && i < ROWS_MOST; i++) {
        for (int c = 0; c < t->ncolumns; c++) {
            table_cell(k, w, (lxw_row_t)(i + 1), t, c, &t->row[i].cell[c]);
        }
    }
    xlsx.worksheet_freeze_panes(w, 1, 1);
    xlsx.worksheet_repeat_rows(w, 0, 0);
    book_paper(w, true);
    k->sheet[k->nsheets - 1].charts_at = (lxw_row_t)t->nrows + 3;
}

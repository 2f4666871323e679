/* Reading and writing CSV. The bytes are copied once; cells point into the copy. */
#include "model/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"

struct reader {
    struct csv *t;
    struct arena *arena;
    const char *p, *end;
    char *out; /* where the next cell is copied to */
    int line;  /* of p */
    const char **cell;
    int ncells;        /* of the row that is read; those beyond CSV_MOST_COLUMNS are only counted */
    const char *fault; /* the first one of this row, a sentence; NULL: none */
    int fault_line;
    size_t rows_room, cells_kept;
};

/* The caller frees it. */
static char *formatted(const char *format, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t room = (n < 0 ? 0 : (size_t)n) + 1;
    char *text = mem_alloc(room);
    vsnprintf(text, room, format, ap);
    return text;
}

void csv_error(struct csv *t, int line, const char *format, ...)
{
    if (csv_full(t))
        return;
    t->nerrors++;
    va_list ap;
    va_start(ap, format);
    char *text = formatted(format, ap);
    va_end(ap);
    struct buf *b = &t->errors;
    if (b->n > 0)
        buf_addc(b, '\n');
    buf_show(b, t->file, false);
    if (line > 0)
        buf_printf(b, ":%d", line);
    buf_add(b, ": error: ");
    buf_show(b, text, false);
    free(text);
}

struct told {
    const char *s, *end;
    long line;
};

/* Two errors of one line stay in the order found: that of their addresses. */
static int by_line(const void *a, const void *b)
{
    const struct told *x = a, *y = b;
    if (x->line != y->line)
        return x->line > y->line ? 1 : -1;
    return x->s > y->s ? 1 : -1;
}

static void sort_lines(struct csv *t)
{
    struct buf name = {0}, sorted = {0};
    struct told *list = mem_alloc(CSV_MOST_ERRORS * sizeof *list);
    size_t n = 0;
    buf_show(&name, t->file, false);
    for (const char *s = t->errors.s, *end = s + t->errors.n; s < end; n++) {
        const char *stop = memchr(s, '\n', (size_t)(end - s));
        list[n] = (struct told){s, stop ? stop : end, 0};
        if (s[name.n] == ':' && s[name.n + 1] != ' ')
            list[n].line = strtol(s + name.n + 1, NULL, 10);
        s = list[n].end + 1;
    }
    qsort(list, n, sizeof *list, by_line);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_addc(&sorted, '\n');
        buf_addn(&sorted, list[i].s, (size_t)(list[i].end - list[i].s));
    }
    free(list);
    buf_free(&name);
    buf_free(&t->errors);
    t->errors = sorted;
}

const char *csv_errors(struct csv *t)
{
    if (t->nerrors == 0)
        return NULL;
    sort_lines(t);
    if (csv_full(t)) {
        buf_addc(&t->errors, '\n');
        buf_show(&t->errors, t->file, false);
        buf_printf(&t->errors, ": error: %s", _("too many errors; the rest was not looked at"));
    }
    return t->errors.s;
}

int csv_column(const struct csv *t, const char *name)
{
    for (int i = 0; i < t->ncolumns; i++)
        if (strcmp(t->column[i], name) == 0)
            return i;
    return -1;
}

static void set_fault(struct reader *r, const char *sentence)
{
    if (r->fault)
        return;
    r->fault = sentence;
    r->fault_line = r->line;
}

static bool at_line_end(const struct reader *r)
{
    return r->p == r->end || *r->p == '\n' ||
           (*r->p == '\r' && r->end - r->p > 1 && r->p[1] == '\n');
}

/* Copies what stands between the quotes. */
static void read_quoted(struct reader *r)
{
    int opened = r->line;
    r->p++;
    for (;; r->p++) {
        if (r->p == r->end) {
            r->line = opened;
            set_fault(r, _("the quote that opens a cell here is never closed"));
            return;
        }
        if (*r->p == '"') {
            if (r->end - r->p < 2 || r->p[1] != '"')
                break;
            r->p++;
        } else if (*r->p == '\n') {
            r->line++;
        } else if (*r->p == '\r' && r->end - r->p > 1 && r->p[1] == '\n') {
            continue;
        }
        *r->out++ = *r->p;
    }
    r->p++;
    if (!at_line_end(r) && *r->p != ',')
        set_fault(r, _("text follows the closing quote of a cell; a quote inside a quoted cell is "
                       "written twice"));
}

static void read_cell(struct reader *r)
{
    const char *start = r->out;
    if (r->p != r->end && *r->p == '"')
        read_quoted(r);
    while (!at_line_end(r) && *r->p != ',') {
        if (*r->p == '"')
            set_fault(r, _("a quote stands inside a cell that does not begin with one; put the "
                           "cell in quotes and write the quote twice"));
        *r->out++ = *r->p++;
    }
    if (r->ncells < CSV_MOST_COLUMNS)
        r->cell[r->ncells] = start == r->out ? "" : start;
    r->ncells++;
    *r->out++ = '\0';
}

/* What no cell may hold: bytes that are not text, and control characters. The lines are counted
 * anew, for a row may be many. */
static void check_bytes(struct reader *r, const char *s, const char *end, int line)
{
    size_t n = (size_t)(end - s), good = utf8_check(s, n);
    const char *sentence =
        good < n ? _("this is not UTF-8 text; save the table as CSV in UTF-8") : NULL;
    for (size_t i = 0; i < good; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == '\n') {
            line++;
        } else if ((c < ' ' && c != '\t' && !(c == '\r' && i + 1 < n && s[i + 1] == '\n')) ||
                   c == 0x7f || (c == 0xc2 && (unsigned char)s[i + 1] < 0xa0)) {
            sentence = _("a control character stands in a cell; take it out");
            break;
        }
    }
    if (!sentence)
        return;
    r->fault = sentence;
    r->fault_line = line;
}

/* Reads to the end of the row; false at the end of the file. Empty lines are passed over. */
static bool read_row(struct reader *r, int *line)
{
    while (r->p != r->end && at_line_end(r)) {
        r->p += *r->p == '\r' ? 2 : 1;
        r->line++;
    }
    if (r->p == r->end)
        return false;
    *line = r->line;
    r->ncells = 0;
    r->fault = NULL;
    const char *start = r->p;
    for (;;) {
        read_cell(r);
        if (at_line_end(r))
            break;
        r->p++;
    }
    check_bytes(r, start, r->p, *line);
    if (r->p != r->end) {
        r->p += *r->p == '\r' ? 2 : 1;
        r->line++;
    }
    return true;
}

static bool header_well(struct csv *t, int line)
{
    if (t->ncolumns == 1 && (strchr(t->column[0], ';') || strchr(t->column[0], '\t'))) {
        csv_error(t, line,
                  _("the columns are not separated by commas; save the table as CSV with "
                    "commas"));
        return false;
    }
    int before = t->nerrors;
    for (int i = 0; i < t->ncolumns; i++) {
        if (!t->column[i][0])
            csv_error(t, line, _("column %d has no name"), i + 1);
        else if (csv_column(t, t->column[i]) < i)
            csv_error(t, line, _("the column '%s' stands here twice"), t->column[i]);
    }
    return t->nerrors == before;
}

static bool read_header(struct reader *r)
{
    struct csv *t = r->t;
    int line;
    if (!read_row(r, &line)) {
        csv_error(t, 0, _("the file is empty; a row with the names of the columns is expected"));
        return false;
    }
    if (r->fault) {
        csv_error(t, r->fault_line, "%s", r->fault);
        return false;
    }
    if (r->ncells > CSV_MOST_COLUMNS) {
        csv_error(t, line, _("there are %d columns, more than the %d that can be read"), r->ncells,
                  CSV_MOST_COLUMNS);
        return false;
    }
    t->column = arena_alloc(r->arena, (size_t)r->ncells * sizeof *t->column);
    memcpy(t->column, r->cell, (size_t)r->ncells * sizeof *t->column);
    t->ncolumns = r->ncells;
    return header_well(t, line);
}

static void keep_row(struct reader *r, int line)
{
    struct csv *t = r->t;
    size_t n = (size_t)t->ncolumns;
    if ((size_t)t->nrows == r->rows_room) {
        r->rows_room = r->rows_room ? r->rows_room * 2 : 256;
        t->row = mem_grow(t->row, r->rows_room, sizeof *t->row);
    }
    const char **cell = arena_alloc(r->arena, n * sizeof *cell);
    memcpy(cell, r->cell, n * sizeof *cell);
    t->row[t->nrows++] = (struct csv_row){line, cell};
    r->cells_kept += n;
}

static void read_rows(struct reader *r)
{
    struct csv *t = r->t;
    int line;
    while (!csv_full(t) && read_row(r, &line)) {
        if (r->fault) {
            csv_error(t, r->fault_line, "%s", r->fault);
        } else if (r->ncells != t->ncolumns) {
            csv_error(t, line,
                      ngettext("the row has %d cell, the header has %d",
                               "the row has %d cells, the header has %d", (unsigned long)r->ncells),
                      r->ncells, t->ncolumns);
        } else if (r->cells_kept >= CSV_MOST_CELLS) {
            csv_error(t, line, _("the table is too large to be read at once; cut it in several"));
            return;
        } else {
            keep_row(r, line);
        }
    }
}

static void free_rows(void *p)
{
    struct csv *t = p;
    free(t->row);
    t->row = NULL;
}

struct csv *csv_read(const char *file, const char *bytes, size_t n, struct arena *a)
{
    struct csv *t = arena_alloc(a, sizeof *t);
    t->file = arena_dup(a, file);
    if (n > CSV_MOST_BYTES) {
        csv_error(t, 0, _("the file is larger than the %u MiB that can be read at once"),
                  CSV_MOST_BYTES / 1024 / 1024);
        return t;
    }
    if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        bytes += 3;
        n -= 3;
    }
    struct reader r = {.t = t, .arena = a, .p = bytes, .end = bytes + n, .line = 1};
    /* A cell and its NUL never take more than the cell and what ends it took in the file. */
    r.out = arena_alloc(a, n + 1);
    r.cell = arena_alloc(a, CSV_MOST_COLUMNS * sizeof *r.cell);
    if (read_header(&r))
        read_rows(&r);
    arena_on_free(a, free_rows, t);
    return t;
}

void csv_cell(struct buf *b, const char *s, bool spreadsheet)
{
    bool formula = spreadsheet && *s && strchr("=+-@\t\r\n", *s);
    if (!strpbrk(s, ",\"\r\n")) {
        if (formula)
            buf_addc(b, '\'');
        buf_add(b, s);
        return;
    }
    buf_addc(b, '"');
    if (formula)
        buf_addc(b, '\'');
    for (; *s; s++) {
        if (*s == '"')
            buf_addc(b, '"');
        buf_addc(b, *s);
    }
    buf_addc(b, '"');
}

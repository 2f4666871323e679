#include "tui/report/doc.h"

#include <stdlib.h>
#include <string.h>
#include "forms/num.h"
#include "forms/text.h"

/* ---- cells ---- */

struct cell cell_none(void)
{
    return (struct cell){.kind = CELL_NONE};
}

struct cell cell_text(enum voice voice, const char *text)
{
    return text_blank(text) ? cell_none()
                            : (struct cell){.kind = CELL_TEXT, .voice = voice, .text = text};
}

struct cell cell_units(int64_t units, int decimals)
{
    return cell_range(units, units, decimals);
}

struct cell cell_count(int64_t n)
{
    return cell_units(n, 0);
}

struct cell cell_range(int64_t low, int64_t high, int decimals)
{
    if (low == UNITS_NONE || high == UNITS_NONE) {
        return cell_none();
    }
    return (struct cell){.kind = low == high ? CELL_NUMBER : CELL_RANGE,
                         .units = low,
                         .high = high,
                         .decimals = decimals};
}

struct cell cell_share(int64_t part, int64_t whole)
{
    if (whole == 0) {
        return cell_none();
    }
    struct arena *a = arena_new();
    int64_t units = num_units(num_mul(a, num_frac(a, part, whole), num_int(100)), 1);
    arena_free(&a);
    return cell_units(units, 1);
}

struct cell cell_date(const char *at)
{
    return at ? (struct cell){.kind = CELL_DATE, .text = at} : cell_none();
}

const char *cell_words(const struct cell *c, struct arena *a)
{
    char low[32], high[32];

    switch (c->kind) {
    case CELL_TEXT:
        return c->text;
    case CELL_DATE:
        return arena_printf(a, "%.10s", c->text);
    case CELL_NUMBER:
        return arena_printf(a, "%s%s", c->plus && c->units >= 0 ? "+" : "",
                            units_text(c->units, c->decimals, low, sizeof low));
    case CELL_RANGE:
        return arena_printf(a, "%s–%s", units_text(c->units, c->decimals, low, sizeof low),
                            units_text(c->high, c->decimals, high, sizeof high));
    case CELL_NONE:
        break;
    }
    return "";
}

/* ---- the whole ---- */

struct doc *doc_new(struct arena *a, const char *title, const char *name,
                    const char *rubric_language)
{
    struct doc *d = arena_alloc(a, sizeof *d);
    d->arena = a;
    d->title = title;
    d->name = name;
    /* The code of the language that the program's words are in. */
    d->language = C_("code of this language", "en");
    d->rubric_language = rubric_language;
    d->last_about = &d->about;
    return d;
}

static void add_fact(struct doc *d, struct doc_fact ***last, const char *name, struct cell value)
{
    struct doc_fact *f = arena_alloc(d->arena, sizeof *f);
    f->name = name;
    f->value = value;
    **last = f;
    *last = &f->next;
}

void doc_about(struct doc *d, const char *name, struct cell value)
{
    if (value.kind != CELL_NONE) {
        add_fact(d, &d->last_about, name, value);
    }
}

void doc_section(struct doc *d, const char *title)
{
    struct doc_section *s = arena_alloc(d->arena, sizeof *s);
    s->title = title;
    if (d->latest) {
        d->latest->next = s;
    } else {
        d->first = s;
    }
    d->latest = s;
}

static struct doc_block *add_block(struct doc *d, enum doc_kind kind)
{
    struct doc_section *s = d->latest;
    struct doc_block *b = arena_alloc(d->arena, sizeof *b);
    b->kind = kind;
    b->last_fact = &b->fact;
    if (s->latest) {
        s->latest->next = b;
    } else {
        s->first = b;
    }
    s->latest = b;
    return b;
}

void doc_paragraph(struct doc *d, struct cell text)
{
    if (text.kind != CELL_NONE) {
        add_block(d, DOC_PARAGRAPH)->text = text;
    }
}

void doc_fact(struct doc *d, const char *name, struct cell value)
{
    struct doc_block *b = d->latest->latest;

    if (value.kind == CELL_NONE) {
        return;
    }
    if (!b || b->kind != DOC_FACTS) {
        b = add_block(d, DOC_FACTS);
    }
    add_fact(d, &b->last_fact, name, value);
}

struct doc_table *doc_table(struct doc *d, const char *title)
{
    struct doc_table *t = arena_alloc(d->arena, sizeof *t);
    t->title = title;
    add_block(d, DOC_TABLE)->table = t;
    return t;
}

void doc_column(struct doc *d, struct doc_table *t, enum column_kind kind, enum voice voice,
                const char *title)
{
    t->column = arena_more(d->arena, t->column, (size_t)t->ncolumns, sizeof *t->column);
    t->column[t->ncolumns++] = (struct doc_column){kind, voice, title, false, false};
}

struct doc_row *doc_row(struct doc *d, struct doc_table *t)
{
    t->row = arena_more(d->arena, t->row, (size_t)t->nrows, sizeof *t->row);
    struct doc_row *r = &t->row[t->nrows++];
    r->cell = arena_alloc(d->arena, (size_t)t->ncolumns * sizeof *r->cell);
    return r;
}

/* ---- what is usual in a column ---- */

/* Do they read the same? */
static bool doc_same(const struct doc *d, const struct cell *a, const struct cell *b)
{
    return strcmp(cell_words(a, d->arena), cell_words(b, d->arena)) == 0;
}

/* The first value there is may be the odd one: then none is usual, and each row says its own. */
static const struct cell *usual_in(const struct doc *d, const struct doc_table *t, int column)
{
    int n = 0;
    const struct cell *first = NULL;
    for (int i = 0; i < t->nrows && column > 0 && !t->column[column].lines; i++) {
        const struct cell *c = &t->row[i].cell[column];
        if (c->kind != CELL_NONE && (!first || doc_same(d, c, first))) {
            first = c;
            n++;
        }
    }
    return n > 1 && 4 * n >= 3 * t->nrows ? first : NULL;
}

const struct cell *const *doc_usual(const struct doc *d, const struct doc_table *t)
{
    const struct cell **usual = arena_alloc(d->arena, (size_t)t->ncolumns * sizeof *usual);
    for (int k = 0; k < t->ncolumns; k++) {
        usual[k] = usual_in(d, t, k);
    }
    return usual;
}

bool doc_tells(const struct doc *d, const struct cell *usual, const struct cell *c)
{
    return usual ? !doc_same(d, c, usual) : c->kind != CELL_NONE;
}

/* ---- charts ---- */

struct doc_chart *doc_chart(struct doc *d, enum chart_kind kind, const char *title,
                            const struct doc_table *of, int row, int nrows, int column,
                            int ncolumns)
{
    if (nrows < 1 || ncolumns < 1) {
        return NULL;
    }
    struct doc_chart *c = arena_alloc(d->arena, sizeof *c);
    *c = (struct doc_chart){.kind = kind,
                            .title = title,
                            .of = of,
                            .row = row,
                            .nrows = nrows,
                            .column = column,
                            .ncolumns = ncolumns};
    add_block(d, DOC_CHART)->chart = c;
    return c;
}

static void add_value(struct buf *b, const char *name, const struct cell *c, const char *before,
                      struct arena *a)
{
    const char *value = c->kind == CELL_NONE ? "–" : cell_words(c, a);
    buf_printf(b, "%s%s %s", before, name, value);
}

const char *chart_words(const struct doc *d, const struct doc_chart *c)
{
    struct buf b = {0};
    const struct doc_table *t = c->of;
    for (int i = 0; i < c->ncolumns; i++) {
        int at = c->column + i;
        if (c->kind != CHART_BARS) {
            buf_printf(&b, "%s%s: ", i ? "; " : "", t->column[at].title);
        }
        for (int k = 0; k < c->nrows; k++) {
            const struct doc_row *r = &t->row[c->row + k];
            add_value(&b, cell_words(&r->cell[0], d->arena), &r->cell[at], k ? ", " : "", d->arena);
        }
    }
    const char *words = arena_dup(d->arena, b.s ? b.s : "");
    buf_free(&b);
    return words;
}

/* A report as plain text, for a terminal or a letter. */
#include <string.h>
#include "forms/text.h"
#include "tui/cli/columns.h"
#include "tui/lines.h"
#include "tui/report/render.h"

#define WIDE 80
#define NAMES_MOST 42

/* `text` wrapped behind what stands at its first line's beginning. */
static void wrapped(const struct doc *d, struct buf *out, const char *lead, const char *text)
{
    int indent = text_width(lead), n;
    const char *shown = text_show(d->arena, text, true);
    struct span *lines;

    n = wrap(d->arena, shown, WIDE - indent, &lines);
    for (int i = 0; i < n; i++) {
        const char *line = span_text(d->arena, shown, lines[i]);
        if (i == 0) {
            buf_add(out, lead);
        } else if (*line) {
            buf_printf(out, "%*s", indent, "");
        }
        buf_printf(out, "%s\n", line);
    }
}

static const char *words(const struct doc *d, const struct cell *c)
{
    return c->kind == CELL_NONE ? "–" : cell_words(c, d->arena);
}

static void fact(const struct doc *d, struct buf *out, int indent, const char *name,
                 const struct cell *value)
{
    const char *shown = text_show(d->arena, name, false);
    wrapped(d, out, arena_printf(d->arena, "%*s%s: ", indent, "", shown), words(d, value));
}

static void facts(const struct doc *d, struct buf *out, const struct doc_fact *f)
{
    for (; f; f = f->next) {
        fact(d, out, 2, f->name, &f->value);
    }
}

static const char *set_in(const struct doc *d, int level, const char *s)
{
    return level > 0 ? arena_printf(d->arena, "%*s%s", 2 * level, "", s) : s;
}

/* Long names go last, where they push nothing out of sight. */
static bool names_last(const struct doc *d, const struct doc_table *t)
{
    int most = 0;
    for (int i = 0; i < t->nrows; i++) {
        int w = text_width(cell_words(&t->row[i].cell[0], d->arena));
        most = w > most ? w : most;
    }
    return most > NAMES_MOST && t->ncolumns > 1;
}

static char side_of(enum column_kind kind)
{
    return kind == COLUMN_NUMBER || kind == COLUMN_RANGE ? 'r' : 'l';
}

static void table(const struct doc *d, struct buf *out, const struct doc_table *t)
{
    int n = t->ncolumns, from = names_last(d, t) ? 1 : 0;
    char *sides = arena_alloc(d->arena, (size_t)n + 1);
    const char **cell = arena_alloc(d->arena, (size_t)n * sizeof *cell);

    for (int i = 0; i < n; i++) {
        sides[i] = side_of(t->column[(i + from) % n].kind);
        cell[i] = t->column[(i + from) % n].title;
    }
    struct columns *all = columns_new(d->arena, sides);
    columns_list(all, cell);
    for (int i = 0; i < t->nrows; i++) {
        for (int k = 0; k < n; k++) {
            cell[(k + n - from) % n] = words(d, &t->row[i].cell[k]);
        }
        int name = (n - from) % n;
        cell[name] = set_in(d, t->row[i].level, cell[name]);
        columns_list(all, cell);
    }
    wrapped(d, out, "", t->title);
    columns_write(all, 2, out);
}

/* What is behind a sign at a line's beginning hangs behind it. */
static void signed_lines(const struct doc *d, struct buf *out, const char *text)
{
    for (const char *end; text; text = end ? end + 1 : NULL) {
        end = strchr(text, '\n');
        const char *line = arena_dupn(d->arena, text, end ? (size_t)(end - text) : strlen(text));
        size_t sign = strncmp(line, DOC_TO_DO, strlen(DOC_TO_DO)) == 0 ? strlen(DOC_TO_DO) : 0;
        wrapped(d, out, sign ? "    " DOC_TO_DO : "    ", line + sign);
    }
}

/* Texts by themselves, then short facts one after the other. */
static void entry(const struct doc *d, struct buf *out, const struct doc_table *t,
                  const struct cell *const *usual, const struct doc_row *r)
{
    struct buf all = {0};
    for (int k = 1; k < t->ncolumns; k++) {
        const struct doc_column *c = &t->column[k];
        if (!doc_tells(d, usual[k], &r->cell[k])) {
            continue;
        }
        if (c->bare) {
            signed_lines(d, out, words(d, &r->cell[k]));
        } else if (c->lines) {
            fact(d, out, 4, c->title, &r->cell[k]);
        } else {
            buf_printf(&all, "%s%s: %s", all.n ? " · " : "", c->title, words(d, &r->cell[k]));
        }
    }
    if (all.n) {
        wrapped(d, out, "    ", all.s);
    }
    buf_free(&all);
}

static void entries(const struct doc *d, struct buf *out, const struct doc_table *t)
{
    const struct cell *const *usual = doc_usual(d, t);
    int told = 0;
    for (int k = 1; k < t->ncolumns; k++) {
        if (usual[k]) {
            const char *title = t->column[k].title;
            fact(d, out, 2, arena_printf(d->arena, _("%s, where nothing else is said"), title),
                 usual[k]);
            told++;
        }
    }
    for (int i = 0; i < t->nrows; i++) {
        if (i == 0 && told > 0) {
            buf_addc(out, '\n');
        }
        wrapped(d, out, arena_printf(d->arena, "%2d. ", i + 1), words(d, &t->row[i].cell[0]));
        entry(d, out, t, usual, &t->row[i]);
    }
}

/* Charts show what tables say: they are left to the renderers that can draw. */
static void block(const struct doc *d, struct buf *out, const struct doc_block *b)
{
    if (b->kind == DOC_CHART) {
        return;
    }
    buf_addc(out, '\n');
    switch (b->kind) {
    case DOC_PARAGRAPH:
        wrapped(d, out, "", words(d, &b->text));
        break;
    case DOC_FACTS:
        facts(d, out, b->fact);
        break;
    case DOC_TABLE:
        if (b->table->entries) {
            entries(d, out, b->table);
        } else {
            table(d, out, b->table);
        }
        break;
    case DOC_CHART:
        break;
    }
}

static void underlined(const struct doc *d, struct buf *out, const char *title, char with)
{
    int width = text_width(text_show(d->arena, title, false));
    wrapped(d, out, "", title);
    for (int i = width < WIDE ? width : WIDE; i > 0; i--) {
        buf_addc(out, with);
    }
    buf_addc(out, '\n');
}

void doc_text(const struct doc *d, struct buf *out)
{
    const char *title = d->name ? arena_printf(d->arena, "%s – %s", d->title, d->name) : d->title;
    underlined(d, out, title, '=');
    facts(d, out, d->about);
    for (const struct doc_section *s = d->first; s; s = s->next) {
        buf_addc(out, '\n');
        underlined(d, out, s->title, '-');
        for (const struct doc_block *b = s->first; b; b = b->next) {
            block(d, out, b);
        }
    }
    buf_addc(out, '\n');
    wrapped(d, out, "", d->foot);
}

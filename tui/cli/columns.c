#include "tui/cli/columns.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include "forms/text.h"

#define GAP 2

struct line {
    const char **cell;
    int below; /* -1: a row; else cell[0] stands alone from this column on */
    struct line *next;
};

struct columns {
    struct arena *arena;
    const char *sides;
    int n;
    int *width;
    struct line *first, **last;
};

struct columns *columns_new(struct arena *a, const char *sides)
{
    struct columns *t = arena_alloc(a, sizeof *t);
    t->arena = a;
    t->sides = sides;
    t->n = (int)strlen(sides);
    t->width = arena_alloc(a, (strlen(sides) + 1) * sizeof *t->width);
    t->last = &t->first;
    return t;
}

static struct line *add_line(struct columns *t)
{
    struct line *l = arena_alloc(t->arena, sizeof *l);
    l->below = -1;
    l->cell = arena_alloc(t->arena, ((size_t)t->n + 1) * sizeof *l->cell);
    *t->last = l;
    t->last = &l->next;
    return l;
}

static void set_cell(struct columns *t, struct line *l, int i, const char *s)
{
    l->cell[i] = s ? text_show(t->arena, s, false) : "";
    int w = text_width(l->cell[i]);
    if (w > t->width[i])
        t->width[i] = w;
}

void columns_row(struct columns *t, ...)
{
    struct line *l = add_line(t);
    va_list ap;
    va_start(ap, t);
    for (int i = 0; i < t->n; i++)
        set_cell(t, l, i, va_arg(ap, const char *));
    va_end(ap);
}

void columns_list(struct columns *t, const char *const *cells)
{
    struct line *l = add_line(t);
    for (int i = 0; i < t->n; i++)
        set_cell(t, l, i, cells[i]);
}

void columns_below(struct columns *t, int at, const char *text)
{
    for (const char *end; text; text = end ? end + 1 : NULL) {
        end = strchr(text, '\n');
        struct line *l = add_line(t);
        const char *one = end ? arena_dupn(t->arena, text, (size_t)(end - text)) : text;
        l->cell[0] = text_show(t->arena, one, false);
        l->below = at;
    }
}

static void blanks(struct buf *out, int n)
{
    for (; n > 0; n--)
        buf_addc(out, ' ');
}

static int start_of(const struct columns *t, int column)
{
    int start = 0;
    for (int i = 0; i < column; i++)
        start += t->width[i] + GAP;
    return start;
}

/* Without blanks at its end. */
static void write_row(const struct columns *t, const struct line *l, struct buf *out)
{
    int due = 0;
    for (int i = 0; i < t->n; i++) {
        int w = text_width(l->cell[i]), pad = t->width[i] - w;
        bool right = t->sides[i] == 'r';
        if (w > 0) {
            blanks(out, due + (right ? pad : 0));
            buf_add(out, l->cell[i]);
            due = right ? 0 : pad;
        } else {
            due += t->width[i];
        }
        due += GAP;
    }
}

void columns_write(const struct columns *t, int indent, struct buf *out)
{
    for (const struct line *l = t->first; l; l = l->next) {
        blanks(out, indent);
        if (l->below >= 0) {
            blanks(out, start_of(t, l->below));
            buf_add(out, l->cell[0]);
        } else {
            write_row(t, l, out);
        }
        buf_addc(out, '\n');
    }
}

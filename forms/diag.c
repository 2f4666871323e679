#include <stdio.h>
#include <stdlib.h>
#include "forms/diag.h"
#include "forms/mem.h"
#include "forms/text.h"

void diag_add(struct diags *d, int line, int col, const char *format, ...)
{
    if (d->n == DIAG_MOST) {
        d->more++;
        return;
    }
    va_list ap, again;
    va_start(ap, format);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t room = (n < 0 ? 0 : (size_t)n) + 1;
    char *text = mem_alloc(room);
    vsnprintf(text, room, format, ap);
    va_end(ap);
    d->list[d->n++] = (struct diag){line, col, text};
}

static bool after(const struct diag *a, const struct diag *b)
{
    return a->line != b->line ? a->line > b->line : a->col > b->col;
}

/* Stable: two errors of one place stay in the order found. */
void diags_sort(struct diags *d)
{
    for (size_t i = 1; i < d->n; i++) {
        struct diag x = d->list[i];
        size_t k = i;
        for (; k > 0 && after(&d->list[k - 1], &x); k--)
            d->list[k] = d->list[k - 1];
        d->list[k] = x;
    }
}

char *diag_line(const struct diags *d, size_t i)
{
    const struct diag *x = &d->list[i];
    struct buf b = {0};
    buf_show(&b, d->file, false);
    if (x->line > 0)
        buf_printf(&b, ":%d:%d", x->line, x->col);
    buf_add(&b, ": error: ");
    buf_show(&b, x->text, false);
    return b.s;
}

void diags_free(struct diags *d)
{
    for (size_t i = 0; i < d->n; i++)
        free(d->list[i].text);
    d->n = d->more = 0;
}

/* Errors: one sentence and the exit status that goes with it. */
#include "model/lib.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void err_set(struct err *e, enum status status, const char *format, ...)
{
    if (!e)
        return;
    /* The arguments may point into the sentence that is replaced. */
    char *old = e->long_text;
    char text[sizeof e->text];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    e->long_text = NULL;
    if (n >= (int)sizeof text) {
        e->long_text = mem_alloc((size_t)n + 1);
        vsnprintf(e->long_text, (size_t)n + 1, format, again);
    }
    va_end(again);
    memcpy(e->text, text, sizeof text);
    e->status = status;
    e->brief = NULL;
    free(old);
}

void err_clear(struct err *e)
{
    free(e->long_text);
    *e = (struct err){.status = DONE};
}

void err_copy(struct err *e, const struct err *from)
{
    const char *brief = from->brief;
    err_set(e, from->status, "%s", err_text(from));
    if (e)
        e->brief = brief;
}

const char *err_text(const struct err *e)
{
    return e->long_text ? e->long_text : e->text;
}

void err_diags(struct err *e, struct diags *d)
{
    struct buf b = {0};
    diags_sort(d);
    for (size_t i = 0; i < d->n; i++) {
        char *line = diag_line(d, i);
        buf_printf(&b, "%s%s", i ? "\n" : "", line);
        free(line);
    }
    if (d->more)
        buf_printf(&b, _("\n%s: and %zu more"), d->file, d->more);
    err_set(e, REFUSED, "%s", b.s ? b.s : "");
    buf_free(&b);
}

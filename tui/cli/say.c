/* What goes to standard error, and how. Whatever strangers wrote is shown, never obeyed. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/cli.h"

/* Lines that begin with a file's name and place say by themselves where they come from. */
static bool is_list(const char *text)
{
    const char *error = strstr(text, ": error: "), *end = strchr(text, '\n');
    return error && (!end || error < end);
}

void cli_tell(const char *text)
{
    struct buf shown = {0}, b = {0};
    const char *name = is_list(text) ? "" : "meyar: ";
    buf_show(&shown, text, true);
    for (const char *line = shown.s, *end; line; line = end ? end + 1 : NULL) {
        end = strchr(line, '\n');
        buf_printf(&b, "%s%.*s\n", name, end ? (int)(end - line) : (int)strlen(line), line);
    }
    fflush(stdout);
    cli_progress_erase();
    fwrite(b.s, 1, b.n, stderr);
    buf_free(&shown);
    buf_free(&b);
}

void cli_tell_diags(struct diags *d)
{
    diags_sort(d);
    for (size_t i = 0; i < d->n; i++) {
        char *line = diag_line(d, i);
        cli_tell(line);
        free(line);
    }
    if (d->more > 0)
        cli_refuse(REFUSED,
                   ngettext("%s: error: %zu more error", "%s: error: %zu more errors", d->more),
                   d->file, d->more);
}

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

void cli_note(const struct cli *cli, const char *format, ...)
{
    if (cli_given(cli, O_QUIET))
        return;
    va_list ap;
    va_start(ap, format);
    char *text = formatted(format, ap);
    va_end(ap);
    cli_tell(text);
    free(text);
}

enum status cli_fail(struct err *err)
{
    enum status status = err->status;
    cli_tell(err_text(err));
    err_clear(err);
    return status;
}

enum status cli_refuse(enum status status, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    char *text = formatted(format, ap);
    va_end(ap);
    cli_tell(text);
    free(text);
    return status;
}

const char *cli_usage_lines(const struct cli_command *command, struct arena *a)
{
    struct buf b = {0};
    const char *form = command ? command->usage : "[FILE]\nCOMMAND …\nhelp [COMMAND]";
    for (const char *end; form; form = end ? end + 1 : NULL) {
        end = strchr(form, '\n');
        buf_add(&b, b.n ? "\n       meyar " : "meyar ");
        if (command)
            buf_printf(&b, "%s ", command->name);
        buf_addn(&b, form, end ? (size_t)(end - form) : strlen(form));
    }
    const char *lines = arena_dup(a, b.s);
    buf_free(&b);
    return lines;
}

enum status cli_usage(const struct cli_command *command, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    char *text = formatted(format, ap);
    va_end(ap);
    cli_tell(text);
    free(text);
    struct arena *a = arena_new();
    fprintf(stderr, _("usage: %s\n"), cli_usage_lines(command, a));
    arena_free(&a);
    return USAGE;
}

/* meyar report FILE: the campaign's tables, a column per campaign. */
#include <string.h>
#include "forms/text.h"
#include "tui/cli.h"
#include "tui/cli/columns.h"
#include "tui/report_words.h"

/* ---- as text, under the rubric's own words ---- */

static void write_tables(const struct report *r, int language, struct columns *table,
                         struct arena *a)
{
    const char **cell = arena_alloc(a, ((size_t)r->ncolumns + 2) * sizeof *cell);
    int n, last = -1;
    struct report_line *line = report_lines(r, language, &n, a);
    for (int i = 0; i < n; i++) {
        if (line[i].table != last) {
            if (i > 0)
                columns_below(table, 0, "");
            cell[0] = report_table_title(last = line[i].table);
            for (int k = 0; k < r->ncolumns; k++)
                cell[k + 1] = r->column[k].campaign;
            columns_list(table, cell);
        }
        cell[0] = line[i].within ? arena_printf(a, "  %s", line[i].title) : line[i].title;
        for (int k = 0; k < r->ncolumns; k++)
            cell[k + 1] = report_cell(&line[i], &r->column[k], a);
        columns_list(table, cell);
    }
}

static void as_text(const struct report *r, int language, struct buf *out, struct arena *a)
{
    char *sides = arena_alloc(a, (size_t)r->ncolumns + 2);
    memset(sides, 'r', (size_t)r->ncolumns + 1);
    sides[0] = 'l';
    struct columns *table = columns_new(a, sides);
    write_tables(r, language, table, a);
    columns_write(table, 0, out);
    buf_addc(out, '\n');
    report_sources(r, out);
}

/* ---- the command ---- */

static enum status write_report(struct cli *cli, struct campaign *c, int which)
{
    const char *format = cli->value[O_FORMAT] ? cli->value[O_FORMAT] : "text";
    struct err err = {0};
    struct report r;
    struct buf out = {0};
    if (!report_read(c, which, &r, cli->arena, &err))
        return cli_fail(&err);
    if (strcmp(format, "csv") == 0)
        report_csv(&r, &out);
    else if (strcmp(format, "json") == 0)
        report_json(&r, &out, cli->arena);
    else
        as_text(&r, cli_language(campaign_rubric(c, which)), &out, cli->arena);
    enum status status =
        cli->value[O_OUT] ? cli_write(cli->value[O_OUT], cli->argument[0], &out) : cli_print(&out);
    buf_free(&out);
    return status;
}

enum status exec_report(struct cli *cli)
{
    static const char *const formats[] = {"text", "csv", "json"};
    const char *format = cli->value[O_FORMAT];
    bool known = !format;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        known = known || strcmp(format, formats[i]) == 0;
    if (!known)
        return cli_usage(cli->command, _("'%s' is no format of a report"), format);
    enum status status;
    struct campaign *c = cli_open(cli, false, "report", &status);
    if (!c)
        return status;
    int which = cli_campaign(cli, c);
    status = which < 0 ? REFUSED : write_report(cli, c, which);
    campaign_close(&c);
    return status;
}

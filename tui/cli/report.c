/* meyar report FILE: the campaign's report or a body's, in any of its formats. */
#include <unistd.h>
#include "forms/text.h"
#include "model/evidence.h"
#include "tui/cli.h"
#include "tui/report/lib.h"

static enum report_format format_of(const struct cli *cli)
{
    const char *name = cli->value[O_FORMAT];
    return name ? report_format_of(name) : REPORT_TEXT;
}

static enum status write_report(struct cli *cli, struct campaign *c, int which)
{
    const char *to = cli->value[O_OUT];
    struct err err = {0};
    struct buf out = {0};

    cli_progress_begin(cli);
    if (!report_write(c, which, cli->value[O_BODY], format_of(cli),
                      cli_language(campaign_rubric(c, which)), &out, &err)) {
        buf_free(&out);
        return cli_fail(&err);
    }
    enum status status = to ? cli_write(to, cli->argument[0], &out) : cli_print(&out);
    buf_free(&out);
    return status;
}

/* Bytes that are no text would only garble a terminal. */
static bool to_terminal(const struct cli *cli)
{
    const char *to = cli->value[O_OUT];
    return (!to || (to[0] == '-' && !to[1])) && isatty(STDOUT_FILENO);
}

enum status exec_report(struct cli *cli)
{
    enum report_format format = format_of(cli);
    enum status status;

    if (format == REPORT_FORMATS) {
        return cli_usage(cli->command, _("'%s' is no format of a report"), cli->value[O_FORMAT]);
    }
    if (report_kinds[format].binary && to_terminal(cli)) {
        return cli_refuse(USAGE,
                          _("a report as %s is nothing to read on a terminal; name a file with -o, "
                            "or pipe it"),
                          report_kinds[format].name);
    }
    struct campaign *c = cli_open(cli, false, "report", &status);
    if (!c) {
        return status;
    }
    int which = cli_campaign(cli, c);
    status = which < 0 ? REFUSED : write_report(cli, c, which);
    campaign_close(&c);
    private_clear(); /* of a workbook in the making, here or in a run that was killed */
    return status;
}

/* meyar report FILE: the campaign's report or a body's; and what compare and trends share with it:
 * formats and where they go. */
#include "tui/cli/report.h"

#include <unistd.h>
#include "forms/text.h"
#include "model/evidence.h"

static enum report_format format_of(const struct cli *cli)
{
    const char *name = cli->value[O_FORMAT];

    return name ? report_format_of(name) : cli_given(cli, O_JSON) ? REPORT_JSON : REPORT_TEXT;
}

static bool make(struct cli *cli, const struct reporting *r, struct campaign *c, int which,
                 struct buf *out, struct err *err)
{
    enum report_format format = format_of(cli);
    struct report_view view = {0};

    if (format == REPORT_TEXT && r->text) {
        return r->text(cli, c, which, out, err);
    }
    r->view(cli, c, which, &view);
    return report_write(c, which, &view, format, cli_language(campaign_rubric(c, which)), out, err);
}

static enum status write_report(struct cli *cli, const struct reporting *r, struct campaign *c,
                                int which)
{
    const char *to = cli->value[O_OUT];
    struct err err = {0};
    struct buf out = {0};

    cli_progress_begin(cli);
    bool made = make(cli, r, c, which, &out, &err);
    enum status status = campaign_fault(c, &err) || !made ? cli_fail(&err)
                         : to                             ? cli_write(to, cli->argument[0], &out)
                                                          : cli_print(&out);
    buf_free(&out);
    return status;
}

/* Bytes that are no text would only garble a terminal. */
static bool to_terminal(const struct cli *cli)
{
    const char *to = cli->value[O_OUT];
    return (!to || (to[0] == '-' && !to[1])) && isatty(STDOUT_FILENO);
}

enum status cli_report(struct cli *cli, const struct reporting *r)
{
    enum report_format format = format_of(cli);
    enum status status;

    if (format == REPORT_FORMATS) {
        return cli_usage(cli->command, _("'%s' is no format of a report"), cli->value[O_FORMAT]);
    }
    if (cli_given(cli, O_JSON) && format != REPORT_JSON) {
        return cli_usage(cli->command, _("--json and --format %s ask for two formats: give one"),
                         report_kinds[format].name);
    }
    if (report_kinds[format].binary && to_terminal(cli)) {
        return cli_refuse(USAGE,
                          _("a report as %s is nothing to read on a terminal; name a file with -o, "
                            "or pipe it"),
                          report_kinds[format].name);
    }
    struct campaign *c = cli_open(cli, false, r->via, &status);
    if (!c) {
        return status;
    }
    int which = cli_campaign(cli, c);
    status = which < 0 ? REFUSED : write_report(cli, r, c, which);
    campaign_close(&c);
    private_clear(); /* of a workbook in the making, here or in a run that was killed */
    return status;
}

/* ---- the command ---- */

static void report_view(struct cli *cli, struct campaign *c, int which, struct report_view *view)
{
    (void)c;
    (void)which;
    view->body = cli->value[O_BODY];
}

enum status exec_report(struct cli *cli)
{
    return cli_report(cli, &(struct reporting){"report", report_view, NULL});
}

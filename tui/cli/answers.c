/* meyar answers: everything that was answered, as CSV or JSON. */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/cli.h"

static bool wanted(struct cli *cli, unsigned *flags)
{
    const char *format = cli->value[O_FORMAT];
    bool json = format && strcmp(format, "json") == 0;
    if (format && !json && strcmp(format, "csv") != 0) {
        cli_usage(cli->command, _("there is no format '%s'; it is csv or json"), format);
        return false;
    }
    if (json && cli_given(cli, O_SPREADSHEET)) {
        cli_usage(cli->command, _("--spreadsheet goes with CSV, not with JSON"));
        return false;
    }
    *flags = (json ? ANSWERS_JSON : 0u) | (cli_given(cli, O_WHO) ? ANSWERS_WHO : 0u) |
             (cli_given(cli, O_SPREADSHEET) ? ANSWERS_SPREADSHEET : 0u);
    return true;
}

static enum status give(struct cli *cli, struct campaign *c, const char *body, const char *service,
                        unsigned flags)
{
    struct err err = {0};
    struct buf out = {0};
    char *left_out = NULL;
    if (!answers_write(c, body, service, flags, &out, &left_out, &err)) {
        buf_free(&out);
        return cli_fail(&err);
    }
    const char *path = cli->value[O_OUT];
    enum status status = path ? cli_write(path, cli->argument[0], &out) : cli_print(&out);
    buf_free(&out);
    if (status == DONE && left_out)
        cli_tell(left_out);
    if (status == DONE && (flags & ANSWERS_SPREADSHEET))
        cli_note(cli,
                 _("texts that a spreadsheet would take for formulas have a ' before them; to read "
                   "answers in again, write them without --spreadsheet"));
    free(left_out);
    return status;
}

enum status exec_answers(struct cli *cli)
{
    const char *body = NULL, *service = NULL;
    unsigned flags;
    enum status status;
    if (!wanted(cli, &flags))
        return USAGE;
    if (cli_given(cli, O_ASIDE))
        return cli->narguments > 1 || cli->value[O_OUT] ||
                       (flags & (ANSWERS_WHO | ANSWERS_SPREADSHEET))
                   ? cli_usage(cli->command,
                               _("--aside goes with --format json and the file alone"))
                   : exec_aside(cli);
    if (cli->narguments > 1 && !cli_subject(cli, cli->argument[1], &body, &service))
        return USAGE;
    struct campaign *c = cli_open(cli, false, "command", &status);
    if (!c)
        return status;
    status = give(cli, c, body, service, flags);
    campaign_close(&c);
    return status;
}

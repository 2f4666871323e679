/* meyar rate FILE BODY[/SERVICE] RATING --reason T: a final rating by hand; "-" takes it back. */
#include <string.h>
#include "forms/text.h"
#include "tui/cli.h"

enum status exec_rate(struct cli *cli)
{
    const char *body, *service;
    struct err err = {0};
    enum status status;
    if (!cli_subject(cli, cli->argument[1], &body, &service))
        return USAGE;
    bool back = strcmp(cli->argument[2], "-") == 0;
    if (!back && !cli_given(cli, O_REASON))
        return cli_usage(cli->command, _("'rate' needs --reason: why the rating is another"));
    struct campaign *c = cli_open(cli, true, "command", &status);
    if (!c)
        return status;
    bool done = final_set(c, body, service ? service : "", back ? NULL : cli->argument[2],
                          cli->value[O_REASON], &err);
    campaign_close(&c);
    if (!done)
        return cli_fail(&err);
    if (back)
        cli_note(cli, _("%s: the computed rating counts again"), cli->argument[1]);
    else
        cli_note(cli, _("%s: the final rating is %s"), cli->argument[1], cli->argument[2]);
    return DONE;
}

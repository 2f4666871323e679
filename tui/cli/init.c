/* meyar init: a campaign file from a rubric and a registry. */
#include "forms/text.h"
#include "tui/cli.h"

enum status exec_init(struct cli *cli)
{
    static const enum option_id needed[] = {O_RUBRIC, O_REGISTRY, O_CAMPAIGN};
    struct err err = {0};
    const char *path = cli->argument[0];
    for (int i = 0; i < 3; i++)
        if (!cli_given(cli, needed[i]))
            return cli_usage(cli->command, _("'init' needs --%s"), cli_options[needed[i]].name);
    if (cli_given(cli, O_READ_ONLY))
        return cli_usage(cli->command, _("'init' makes a file; --read-only can't go with it"));
    cli_doubt_by(cli);
    struct init_options o = {
        .name = cli->value[O_CAMPAIGN],
        .rubric_path = cli->value[O_RUBRIC],
        .registry_path = cli->value[O_REGISTRY],
        .previous_path = cli->value[O_PREVIOUS],
        .writer = {.by = cli->value[O_BY], .via = "init"},
    };
    cli_progress_begin(cli);
    if (!campaign_create(path, &o, &err))
        return cli_fail(&err);
    cli_note(cli, _("the campaign '%s' is in %s; `meyar %s` opens it"), o.name, path, path);
    return DONE;
}

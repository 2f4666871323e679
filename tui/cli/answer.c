/* meyar answer FILE BODY[/SERVICE] question=value…: all or none. */
#include <string.h>
#include "forms/text.h"
#include "tui/cli.h"

/* "question=value" parted at the first '='. */
static bool part(struct cli *cli, const char *word, struct assignment *out)
{
    const char *equals = strchr(word, '=');
    if (!equals || equals == word) {
        cli_usage(cli->command, _("'%s' is no answer; write question=value"), word);
        return false;
    }
    out->question = arena_dupn(cli->arena, word, (size_t)(equals - word));
    out->value = equals + 1;
    return true;
}

enum status exec_answer(struct cli *cli)
{
    const char *body, *service;
    int n = cli->narguments - 2;
    struct assignment *list = arena_alloc(cli->arena, (size_t)n * sizeof *list);
    if (!cli_subject(cli, cli->argument[1], &body, &service))
        return USAGE;
    for (int i = 0; i < n; i++)
        if (!part(cli, cli->argument[i + 2], &list[i]))
            return USAGE;
    struct err err = {0};
    enum status status;
    struct campaign *c = cli_open(cli, true, "command", &status);
    if (!c)
        return status;
    if (answer_many(c, body, service ? service : "", list, n, cli->value[O_NOTE], &err))
        cli_note(cli, ngettext("%d answer is saved", "%d answers are saved", (unsigned long)n), n);
    else
        status = cli_fail(&err);
    campaign_close(&c);
    return status;
}

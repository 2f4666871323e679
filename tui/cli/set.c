/* meyar set FILE [NAME=VALUE]: what the campaign is set to. */
#include <string.h>
#include "forms/text.h"
#include "model/setting.h"
#include "tui/cli.h"
#include "tui/cli/columns.h"

static enum status list(struct cli *cli, struct campaign *c)
{
    struct buf out = {0};
    struct columns *table = columns_new(cli->arena, "lll");
    for (const struct setting_kind *k = setting_kinds; k->name; k++) {
        const char *value = setting_get(c, k->name, cli->arena);
        columns_row(table, k->name, value ? value : "–", _(k->help));
    }
    columns_write(table, 0, &out);
    enum status status = cli_print(&out);
    buf_free(&out);
    return status;
}

static enum status put(struct cli *cli, struct campaign *c, const char *word)
{
    struct err err = {0};
    const char *equals = strchr(word, '=');
    const char *name = arena_dupn(cli->arena, word, (size_t)(equals - word));
    return setting_put(c, name, equals + 1, &err) ? DONE : cli_fail(&err);
}

enum status exec_set(struct cli *cli)
{
    const char *word = cli->narguments > 1 ? cli->argument[1] : NULL;
    enum status status;
    if (word && !strchr(word, '='))
        return cli_usage(cli->command, _("'%s' sets nothing: write NAME=VALUE"), word);
    struct campaign *c = cli_open(cli, word != NULL, "command", &status);
    if (!c)
        return status;
    status = word ? put(cli, c, word) : list(cli, c);
    campaign_close(&c);
    return status;
}

/* meyar help [COMMAND]: from the table, so that it can't be wrong. */
#include <stdio.h>
#include <string.h>
#include "forms/text.h"
#include "tui/cli.h"

#define OPTION_W 24 /* columns of an option */

static void add_padded(struct buf *b, const char *s, int width)
{
    buf_add(b, s);
    for (int have = text_width(s); have < width; have++)
        buf_addc(b, ' ');
}

/* What it is stands beside it, or below where it is too long for that. */
static void add_option(struct buf *b, const struct cli_option *o, struct arena *a)
{
    const char *dash = o->name[1] ? "--" : "-", *value = o->value ? o->value : "";
    const char *how = arena_printf(a, "%s%s%s%s", dash, o->name, *value ? " " : "", value);
    buf_add(b, "  ");
    add_padded(b, how, OPTION_W);
    if (text_width(how) > OPTION_W)
        buf_printf(b, "\n%*s", OPTION_W + 2, "");
    buf_printf(b, " %s\n", _(o->help));
}

static void add_options(struct buf *b, uint64_t takes, struct arena *a)
{
    for (int i = 0; i < O_COUNT; i++)
        if (takes & TAKES(i))
            add_option(b, &cli_options[i], a);
}

static void one_command(struct buf *b, const struct cli_command *c, struct arena *a)
{
    buf_printf(b, _("usage: %s\n"), cli_usage_lines(c, a));
    buf_printf(b, "\n%s\n", _(c->summary));
    if (c->takes) {
        buf_addc(b, '\n');
        add_options(b, c->takes, a);
    }
    buf_printf(b, "\n%s\n", _("Every command takes:"));
    add_options(b, TAKES_ALWAYS, a);
}

static void all_commands(struct buf *b, struct arena *a)
{
    buf_add(b, _("meyar evaluates public e-services against a rubric.\n"));
    buf_printf(b, "\n  ");
    add_padded(b, "meyar [FILE]", 16);
    buf_printf(b, " %s\n", _("open the screens on a campaign file, or on the last one"));
    for (const struct cli_command *c = cli_commands; c->name; c++) {
        buf_add(b, "  ");
        add_padded(b, arena_printf(a, "meyar %s", c->name), 16);
        buf_printf(b, " %s\n", _(c->summary));
    }
    buf_printf(b, "\n%s\n", _("Every command takes:"));
    add_options(b, TAKES_ALWAYS, a);
    buf_printf(b, "\n%s\n", _("Without a command:"));
    add_options(b, TAKES(O_VERSION), a);
    buf_printf(b, "\n%s\n", _("`meyar help COMMAND` tells how a command is used."));
}

enum status exec_help(struct cli *cli)
{
    const struct cli_command *c = cli->command;
    if (c && !cli_given(cli, O_HELP)) { /* "meyar help", not "meyar COMMAND --help" */
        const char *name = cli->narguments > 0 ? cli->argument[0] : NULL;
        c = name ? cli_command_find(name) : NULL;
        if (name && !c)
            return cli_usage(cli->command, _("'%s' is no command"), name);
    }
    struct buf b = {0};
    if (c)
        one_command(&b, c, cli->arena);
    else
        all_commands(&b, cli->arena);
    enum status status = cli_print(&b);
    buf_free(&b);
    return status;
}

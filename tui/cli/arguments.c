/* The words of a command line, sorted. getopt_long reads them in the order in which they stand (so
 * POSIXLY_CORRECT changes nothing); which options go with the command is seen at the end. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "forms/text.h"
#include "tui/cli.h"

#define FIRST_LONG 1000 /* getopt's value of option 0; beyond any letter */

static void long_options(struct option out[O_COUNT + 1])
{
    int n = 0;
    for (int i = 0; i < O_COUNT; i++) {
        const struct cli_option *o = &cli_options[i];
        if (o->name[1])
            out[n++] = (struct option){o->name, o->value ? required_argument : no_argument, NULL,
                                       FIRST_LONG + i};
    }
    out[n] = (struct option){0};
}

static enum option_id option_of(int got)
{
    if (got >= FIRST_LONG)
        return (enum option_id)(got - FIRST_LONG);
    for (int i = 0; i < O_COUNT; i++)
        if (cli_options[i].name[0] == (char)got && !cli_options[i].name[1])
            return (enum option_id)i;
    return O_COUNT;
}

static const char *dashes(enum option_id id)
{
    return cli_options[id].name[1] ? "--" : "-";
}

/* A word may name a command; a path, or what is there as a file, is one for the screens. */
static bool is_file(const char *word)
{
    size_t n = strlen(word);
    struct stat st;
    return strchr(word, '/') || (n > 6 && strcmp(word + n - 6, ".meyar") == 0) ||
           stat(word, &st) == 0;
}

static void unknown_command(const char *word)
{
    const char *names[64];
    size_t n = 0;
    for (const struct cli_command *c = cli_commands; c->name; c++)
        names[n++] = c->name;
    const char *near = nearest(word, names, n);
    if (near)
        cli_usage(NULL, _("'%s' is no command, and no such file is here; did you mean '%s'?"), word,
                  near);
    else
        cli_usage(NULL, _("'%s' is no command, and no such file is here"), word);
}

/* The command is the first word that is not an option. */
static bool find_command(struct cli *cli)
{
    const char *word = cli->narguments > 0 ? cli->argument[0] : NULL;
    if (!word)
        return true;
    cli->command = cli_command_find(word);
    if (cli->command) {
        cli->argument++;
        cli->narguments--;
        return true;
    }
    if (!is_file(word)) {
        unknown_command(word);
        return false;
    }
    if (cli->narguments > 1) {
        cli_usage(NULL, _("the screens open one file, but '%s' is named too"), cli->argument[1]);
        return false;
    }
    return true;
}

static bool options_fit(const struct cli *cli)
{
    uint64_t takes = TAKES_ALWAYS | (cli->command ? cli->command->takes : TAKES(O_VERSION));
    for (int i = 0; i < O_COUNT; i++) {
        if (!cli_given(cli, (enum option_id)i) || (takes & TAKES(i)))
            continue;
        const char *dash = dashes((enum option_id)i), *name = cli_options[i].name;
        if (cli->command)
            cli_usage(cli->command, _("'%s' takes no option '%s%s'"), cli->command->name, dash,
                      name);
        else
            cli_usage(NULL, _("the screens take no option '%s%s'"), dash, name);
        return false;
    }
    return true;
}

/* Nothing but a note, and what an edit takes back, can be empty: a folder would be the root. */
static bool may_be_empty(const struct cli *cli, enum option_id id)
{
    static const uint64_t edits = TAKES(O_DEFICIENCY) | TAKES(O_OWNER) | TAKES(O_DUE) |
                                  TAKES(O_STATE) | TAKES(O_REPLY) | TAKES(O_PLACE);
    bool edited = cli->command && (cli->command->takes & TAKES(O_DEFICIENCY));
    return id == O_NOTE || (edits & TAKES(id)) || (id == O_TEXT && edited);
}

static bool values_fit(const struct cli *cli)
{
    for (int i = 0; i < O_COUNT; i++) {
        enum option_id id = (enum option_id)i;
        if (may_be_empty(cli, id) || !cli_given(cli, id) || !cli->value[id] || cli->value[id][0])
            continue;
        cli_usage(cli->command, _("'%s%s' is given nothing; was it a variable without a value?"),
                  dashes(id), cli_options[id].name);
        return false;
    }
    return true;
}

static bool arguments_fit(const struct cli *cli)
{
    const struct cli_command *c = cli->command;
    if (!c || cli_given(cli, O_HELP))
        return true;
    if (!values_fit(cli))
        return false;
    for (int i = 0; i < cli->narguments; i++) {
        if (!cli->argument[i][0]) {
            cli_usage(c, _("a word of the command is empty; was it a variable without a value?"));
            return false;
        }
    }
    if (cli->narguments < c->least) {
        cli_usage(c, _("'%s' needs more than it was given"), c->name);
        return false;
    }
    if (c->most >= 0 && cli->narguments > c->most) {
        cli_usage(c, _("'%s' does not know what to do with '%s'"), c->name, cli->argument[c->most]);
        return false;
    }
    return true;
}

/* The word as it was typed, for a sentence: getopt tells a short option only by its letter. */
static void unknown_option(const struct cli *cli, char **argv)
{
    const char *names[O_COUNT], *word = argv[optind - 1];
    const struct cli_command *c = cli->narguments > 0 ? cli_command_find(cli->argument[0]) : NULL;
    size_t n = 0;
    if (strncmp(word, "--", 2) != 0) {
        cli_usage(c, _("there is no option '-%c'"), optopt);
        return;
    }
    for (int i = 0; i < O_COUNT; i++)
        if (cli_options[i].name[1])
            names[n++] = cli_options[i].name;
    if (optopt >= FIRST_LONG) { /* known, but it has a value where it takes none */
        cli_usage(c, _("the option '--%s' takes no value"), cli_options[optopt - FIRST_LONG].name);
        return;
    }
    const char *near = nearest(word + 2, names, n);
    if (near)
        cli_usage(c, _("there is no option '%s'; did you mean '--%s'?"), word, near);
    else
        cli_usage(c, _("there is no option '%s'"), word);
}

static void missing_value(const struct cli *cli)
{
    const struct cli_command *c = cli->narguments > 0 ? cli_command_find(cli->argument[0]) : NULL;
    enum option_id id = option_of(optopt);
    cli_usage(c, _("the option '%s%s' needs a value"), dashes(id), cli_options[id].name);
}

bool cli_arguments(struct cli *cli, int argc, char **argv)
{
    struct option options[O_COUNT + 1];
    long_options(options);
    cli->argument = arena_alloc(cli->arena, ((size_t)argc + 1) * sizeof *cli->argument);
    opterr = 0;
    optind = 1;
    for (int got; (got = getopt_long(argc, argv, "-:o:", options, NULL)) != -1;) {
        if (got == 1) {
            cli->argument[cli->narguments++] = optarg;
        } else if (got == '?') {
            unknown_option(cli, argv);
            return false;
        } else if (got == ':') {
            missing_value(cli);
            return false;
        } else {
            enum option_id id = option_of(got);
            cli->given |= TAKES(id);
            cli->value[id] = optarg;
        }
    }
    while (optind < argc) /* what follows "--" */
        cli->argument[cli->narguments++] = argv[optind++];
    return find_command(cli) && options_fit(cli) && arguments_fit(cli);
}

/* meyar proposal FILE BODY KEY …: edits one proposal of a body. */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/cli.h"

/* ---- what the options say ---- */

/* The states that there are, for whoever does not know one. */
static const char *known_states(struct arena *a)
{
    const char *all = "";
    for (int i = 0; i < PROPOSAL_STATES; i++)
        all = arena_printf(a, "%s%s%s", all, i ? ", " : "",
                           proposal_state_id((enum proposal_state)i));
    return all;
}

/* PROPOSAL_STATES for an empty value: nobody said. False, and usage is told. */
static bool state_asked(struct cli *cli, enum proposal_state *state)
{
    const char *word = cli->value[O_STATE];
    *state = PROPOSAL_STATES;
    if (!cli_given(cli, O_STATE) || !*word)
        return true;
    *state = proposal_state_of(word);
    if (*state == PROPOSAL_STATES)
        cli_usage(cli->command, _("'%s' is no state of a proposal; there are: %s"),
                  text_show(cli->arena, word, false), known_states(cli->arena));
    return *state != PROPOSAL_STATES;
}

/* From 1 on the command line, -1 for an empty value. */
static bool place_asked(struct cli *cli, int *place)
{
    const char *word = cli->value[O_PLACE];
    char *end;
    *place = -1;
    if (!cli_given(cli, O_PLACE) || !*word)
        return true;
    long n = strtol(word, &end, 10);
    bool good = *word >= '0' && *word <= '9' && !*end && n >= 1 && n <= 100000;
    if (!good)
        cli_usage(cli->command, _("'%s' is no place in the list: they are counted from 1"),
                  text_show(cli->arena, word, false));
    *place = good ? (int)n - 1 : -1;
    return good;
}

/* What is asked for, as one edit. */
static struct proposal_edit edit_of(const struct cli *cli, enum proposal_state state, int place)
{
    static const struct {
        enum option_id id;
        unsigned what;
    } parts[] = {
        {O_DEFICIENCY, EDIT_DEFICIENCY}, {O_TEXT, EDIT_PROPOSAL},
        {O_OWNER, EDIT_OWNER},           {O_DUE, EDIT_DUE},
        {O_STATE, EDIT_STATE},           {O_REPLY, EDIT_REPLY},
        {O_PLACE, EDIT_PLACE},
    };
    struct proposal_edit e = {.deficiency = cli->value[O_DEFICIENCY],
                              .proposal = cli->value[O_TEXT],
                              .owner = cli->value[O_OWNER],
                              .date = cli->value[O_DUE],
                              .reply = cli->value[O_REPLY],
                              .state = state,
                              .place = place};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        e.what |= cli_given(cli, parts[i].id) ? parts[i].what : 0;
    return e;
}

enum status exec_proposal(struct cli *cli)
{
    enum proposal_state state;
    enum status status;
    int place;
    if (!state_asked(cli, &state) || !place_asked(cli, &place))
        return USAGE;
    struct proposal_edit e = edit_of(cli, state, place);
    if (!e.what)
        return cli_usage(cli->command, _("'proposal' needs at least one edit"));
    struct campaign *c = cli_open(cli, true, "command", &status);
    if (!c)
        return status;
    struct err err = {0};
    bool done = proposal_edit(c, cli->argument[1], cli->argument[2], &e, &err);
    campaign_close(&c);
    if (!done)
        return cli_fail(&err);
    cli_note(cli, _("%s: stored"), cli->argument[2]);
    return DONE;
}

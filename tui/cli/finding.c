/* meyar finding FILE BODY[/SERVICE] …: notes an own finding, or takes one back. */
#include <string.h>
#include "forms/text.h"
#include "tui/cli.h"

static const char *misuse(const struct cli *cli)
{
    bool back = cli_given(cli, O_WITHDRAW);
    uint64_t says =
        TAKES(O_KIND) | TAKES(O_TEXT) | TAKES(O_PROPOSAL) | TAKES(O_BASIS) | TAKES(O_SEVERITY);
    if (back != (cli->narguments == 3))
        return _("--withdraw needs the KEY of the finding, and nothing else does");
    if (back && (cli->given & says))
        return _("--withdraw takes no words");
    if (!back && !(cli_given(cli, O_KIND) && cli_given(cli, O_TEXT)))
        return _("'finding' needs --kind and --text");
    return NULL;
}

static bool kind_asked(struct cli *cli, enum proposal_kind *kind)
{
    *kind = proposal_kind_of(cli->value[O_KIND]);
    bool known = *kind != PROPOSAL_RAISED && *kind != PROPOSAL_KINDS;
    if (!known)
        cli_usage(cli->command,
                  _("'%s' is no kind of finding; there are: deficiency, observation, "
                    "good_practice"),
                  text_show(cli->arena, cli->value[O_KIND], false));
    else if (cli_given(cli, O_SEVERITY) && *kind != PROPOSAL_DEFICIENCY)
        cli_usage(cli->command, _("only a deficiency has a severity"));
    return known && !(cli_given(cli, O_SEVERITY) && *kind != PROPOSAL_DEFICIENCY);
}

/* False, and it is told. */
static bool severity_asked(struct cli *cli, const struct rubric *r, int *severity)
{
    const char *word = cli->value[O_SEVERITY], *all = "";
    *severity = cli_given(cli, O_SEVERITY) && *word ? rubric_severity(r, word) : -1;
    if (*severity >= 0 || !cli_given(cli, O_SEVERITY) || !*word)
        return true;
    for (int i = 0; i < r->nseverities; i++)
        all = arena_printf(cli->arena, "%s%s%s", all, i ? ", " : "", r->severities[i]);
    cli_refuse(REFUSED, _("The rubric has no severity '%s'; there are: %s"), word, all);
    return false;
}

static enum status add(struct cli *cli, struct campaign *c, const char *body, const char *service,
                       enum proposal_kind kind)
{
    struct finding f = {.kind = kind,
                        .service = service ? service : "",
                        .deficiency = cli->value[O_TEXT],
                        .proposal = cli->value[O_PROPOSAL],
                        .basis = cli->value[O_BASIS]};
    struct err err = {0};
    struct buf out = {0};
    char key[33];
    if (!severity_asked(cli, campaign_rubric(c, 0), &f.severity))
        return REFUSED;
    if (!finding_add(c, body, &f, key, &err))
        return cli_fail(&err);
    buf_printf(&out, "%s\n", key);
    enum status status = cli_print(&out);
    buf_free(&out);
    return status;
}

static enum status withdraw(struct cli *cli, struct campaign *c)
{
    struct err err = {0};
    if (!finding_withdraw(c, cli->argument[1], cli->argument[2], &err))
        return cli_fail(&err);
    cli_note(cli, _("the finding is taken back"));
    return DONE;
}

enum status exec_finding(struct cli *cli)
{
    const char *wrong = misuse(cli), *body = NULL, *service = NULL;
    bool back = cli_given(cli, O_WITHDRAW);
    enum proposal_kind kind = PROPOSAL_KINDS;
    enum status status;
    if (wrong)
        return cli_usage(cli->command, "%s", wrong);
    if (!back && (!cli_subject(cli, cli->argument[1], &body, &service) || !kind_asked(cli, &kind)))
        return USAGE;
    struct campaign *c = cli_open(cli, true, "command", &status);
    if (!c)
        return status;
    status = back ? withdraw(cli, c) : add(cli, c, body, service, kind);
    campaign_close(&c);
    return status;
}

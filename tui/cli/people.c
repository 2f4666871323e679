/* meyar people FILE: who works in the campaign, in what role and on which bodies. */
#include <string.h>
#include "forms/text.h"
#include "model/put_json.h"
#include "tui/cli.h"
#include "tui/cli/columns.h"

static void list_json(struct buf *b, const struct person *list, int n)
{
    put_open(b, '[');
    for (int i = 0; i < n; i++) {
        put_open(b, '{');
        put_text(b, "name", list[i].name);
        put_text(b, "role", person_role_id(list[i].role));
        put_bool(b, "named", list[i].named);
        put_number(b, "bodies", list[i].nbodies);
        put_close(b, '}');
    }
    put_close(b, ']');
    buf_addc(b, '\n');
}

static void list_text(struct cli *cli, struct buf *b, const struct person *list, int n)
{
    struct columns *t = columns_new(cli->arena, "lrl");
    columns_row(t, _("Role"), _("Bodies"), C_("person", "Name"));
    for (int i = 0; i < n; i++) {
        bool others = strcmp(list[i].name, PEOPLE_OTHERS) == 0;
        columns_row(t, list[i].role == PERSON_SUPERVISOR ? _("supervisor") : _("inspector"),
                    others ? "" : arena_printf(cli->arena, "%d", list[i].nbodies),
                    others ? _("* (everybody else)") : list[i].name);
    }
    columns_write(t, 0, b);
}

static enum status show(struct cli *cli, struct campaign *c)
{
    struct err err = {0};
    struct person *list;
    int n;
    if (!people_list(c, &list, &n, cli->arena, &err))
        return cli_fail(&err);
    struct buf b = {0};
    if (cli_given(cli, O_JSON))
        list_json(&b, list, n);
    else
        list_text(cli, &b, list, n);
    enum status status = cli_print(&b);
    buf_free(&b);
    return status;
}

static enum status give_role(struct cli *cli, struct campaign *c, enum person_role role)
{
    struct err err = {0};
    const char *name = cli->argument[1];
    if (!people_put(c, name, role, &err))
        return cli_fail(&err);
    if (strcmp(name, PEOPLE_OTHERS) == 0)
        cli_note(cli, role == PERSON_SUPERVISOR ? _("everybody else is a supervisor now")
                                                : _("everybody else is an inspector now"));
    else
        cli_note(cli,
                 role == PERSON_SUPERVISOR ? _("%s is a supervisor now")
                                           : _("%s is an inspector now"),
                 name);
    return DONE;
}

/* All of the bodies or none. */
static enum status assign(struct cli *cli, struct campaign *c, const char *inspector)
{
    struct err err = {0};
    int n = cli->narguments - 1;
    const char *const *bodies = (const char *const *)&cli->argument[1];
    if (!people_assign(c, bodies, n, inspector, &err))
        return cli_fail(&err);
    if (inspector)
        cli_note(
            cli,
            ngettext("%d body is assigned to %s", "%d bodies are assigned to %s", (unsigned long)n),
            n, inspector);
    else
        cli_note(cli,
                 ngettext("%d body is assigned to nobody now",
                          "%d bodies are assigned to nobody now", (unsigned long)n),
                 n);
    return DONE;
}

/* What the words on the command line ask for. */
enum deed { SHOW, ROLE, ASSIGN, UNASSIGN, WRONG };

static enum deed deed_of(const struct cli *cli, enum person_role *role)
{
    bool to = cli_given(cli, O_ASSIGN), away = cli_given(cli, O_UNASSIGN);
    if (to || away)
        return to != away && cli->narguments > 1 && !cli_given(cli, O_JSON) ? to ? ASSIGN : UNASSIGN
                                                                            : WRONG;
    if (cli->narguments == 1)
        return SHOW;
    if (cli->narguments != 3 || cli_given(cli, O_JSON))
        return WRONG;
    for (*role = PERSON_INSPECTOR; *role <= PERSON_SUPERVISOR; ++*role)
        if (strcmp(cli->argument[2], person_role_id(*role)) == 0)
            return ROLE;
    return WRONG;
}

enum status exec_people(struct cli *cli)
{
    enum person_role role;
    enum deed deed = deed_of(cli, &role);
    enum status status;
    if (deed == WRONG)
        return cli_usage(
            cli->command,
            _("'people' takes a name and its role (inspector or supervisor), or bodies "
              "to assign or unassign"));
    struct campaign *c = cli_open(cli, deed != SHOW, "command", &status);
    if (!c)
        return status;
    if (deed == SHOW)
        status = show(cli, c);
    else if (deed == ROLE)
        status = give_role(cli, c, role);
    else
        status = assign(cli, c, deed == ASSIGN ? cli->value[O_ASSIGN] : NULL);
    campaign_close(&c);
    return status;
}

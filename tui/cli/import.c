/* meyar import: answers or a registry from a spreadsheet; all rows or none. */
#include "forms/text.h"
#include "model/report.h"
#include "tui/cli.h"

static enum status import_the_answers(struct cli *cli, struct campaign *c, bool dry_run)
{
    struct err err = {0};
    int rows = 0;
    if (!import_answers(c, cli->value[O_ANSWERS], NULL, 0, dry_run, &rows, &err))
        return cli_fail(&err);
    if (dry_run)
        cli_note(cli,
                 ngettext("%d row would be taken in; nothing was changed",
                          "%d rows would be taken in; nothing was changed", (unsigned long)rows),
                 rows);
    else
        cli_note(cli, ngettext("%d row was taken in", "%d rows were taken in", (unsigned long)rows),
                 rows);
    return DONE;
}

/* A line per row: "+ MoT/visa  Visa on arrival", "~ MoT/taxi  Taxi permit: service_name". */
static enum status say_rows(const struct registry_changed *list, int n)
{
    struct buf b = {0};
    buf_add(&b, "");
    for (int i = 0; i < n; i++) {
        const struct registry_changed *r = &list[i];
        buf_printf(&b, "%s %s%s%s  %s%s%s\n", r->added ? "+" : "~", r->body,
                   r->service[0] ? "/" : "", r->service, r->name, r->columns[0] ? ": " : "",
                   r->columns);
    }
    enum status status = n > 0 ? cli_print(&b) : DONE;
    buf_free(&b);
    return status;
}

static enum status import_the_registry(struct cli *cli, struct campaign *c, bool dry_run)
{
    struct err err = {0};
    struct registry_changed *list;
    int n = 0, added = 0;
    if (!import_registry_told(c, cli->value[O_REGISTRY], dry_run, &list, &n, cli->arena, &err))
        return cli_fail(&err);
    for (int i = 0; i < n; i++)
        added += list[i].added;
    enum status status = cli_given(cli, O_QUIET) ? DONE : say_rows(list, n);
    if (dry_run)
        cli_note(cli, _("bodies and services: %d would be added, %d changed; nothing was changed"),
                 added, n - added);
    else
        cli_note(cli, _("bodies and services: %d added, %d changed"), added, n - added);
    return status;
}

static enum status import_the_totals(struct cli *cli, struct campaign *c, bool dry_run)
{
    struct err err = {0};
    int rows = 0;
    if (!import_totals(c, cli->value[O_HISTORY], NULL, 0, dry_run, &rows, &err))
        return cli_fail(&err);
    if (dry_run)
        cli_note(cli,
                 ngettext("the totals of %d campaign would be taken in; nothing was changed",
                          "the totals of %d campaigns would be taken in; nothing was changed",
                          (unsigned long)rows),
                 rows);
    else
        cli_note(cli,
                 ngettext("the published totals of %d campaign were taken in",
                          "the published totals of %d campaigns were taken in",
                          (unsigned long)rows),
                 rows);
    return DONE;
}

enum status exec_import(struct cli *cli)
{
    bool answers = cli_given(cli, O_ANSWERS), registry = cli_given(cli, O_REGISTRY);
    bool totals = cli_given(cli, O_HISTORY), dry_run = cli_given(cli, O_DRY_RUN);
    if (answers + registry + totals != 1)
        return cli_usage(cli->command,
                         _("'import' takes one of --answers, --registry and --history"));
    enum status status;
    struct campaign *c = cli_open(cli, true, "import", &status);
    if (!c)
        return status;
    if (totals)
        status = import_the_totals(cli, c, dry_run);
    else
        status =
            answers ? import_the_answers(cli, c, dry_run) : import_the_registry(cli, c, dry_run);
    for (const char *notice; (notice = campaign_notice(c, cli->arena));)
        cli_note(cli, "%s", notice);
    campaign_close(&c);
    return status;
}

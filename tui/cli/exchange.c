/* meyar export, merge and dump: what laptops hand in, and what comes of it. */
#include <stdio.h>
#include <string.h>
#include "forms/text.h"
#include "tui/cli.h"
#include "tui/merge_words.h"

struct exporting {
    struct campaign *c;
    unsigned flags;
    int64_t events;
};

static bool make_bundle(void *arg, const struct sink *to, struct err *err)
{
    struct exporting *x = arg;
    return bundle_write(x->c, x->flags, to, &x->events, err);
}

enum status exec_export(struct cli *cli)
{
    enum status status;
    struct exporting x = {.flags = cli_given(cli, O_NO_EVIDENCE) ? BUNDLE_NO_EVIDENCE : 0};
    if (!cli->value[O_OUT])
        return cli_usage(cli->command, _("'export' needs -o: the bundle's name"));
    x.c = cli_open(cli, false, "command", &status);
    if (!x.c)
        return status;
    status = cli_stream(cli->value[O_OUT], cli->argument[0], make_bundle, &x);
    campaign_close(&x.c);
    if (status == DONE)
        cli_note(cli,
                 ngettext("%lld event is in %s", "%lld events are in %s", (unsigned long)x.events),
                 (long long)x.events, cli->value[O_OUT]);
    if (status == DONE)
        cli_keep_copy(cli, COPY_HANDED);
    return status;
}

static bool make_dump(void *arg, const struct sink *to, struct err *err)
{
    return campaign_dump(arg, to, err);
}

enum status exec_dump(struct cli *cli)
{
    enum status status;
    struct campaign *c = cli_open(cli, false, "command", &status);
    if (!c)
        return status;
    status = cli_stream(NULL, NULL, make_dump, c);
    campaign_close(&c);
    return status;
}

/* ---- the report of a merge ---- */

static void say_report(struct buf *b, const struct tongue *t, const struct merge_report *m)
{
    int n;
    const struct merge_line *line = merge_lines(t, m, true, &n);
    for (int i = 0; i < n; i++)
        buf_printf(b, "%*s%s\n", 2 * line[i].indent, "", text_show(t->arena, line[i].text, false));
}

enum status exec_merge(struct cli *cli)
{
    enum status status;
    struct merge_report report;
    struct err err = {0};
    bool dry_run = cli_given(cli, O_DRY_RUN);
    struct campaign *c = cli_open(cli, true, "command", &status);
    if (!c)
        return status;
    if (!campaign_merge(c, (const char *const *)cli->argument + 1, cli->narguments - 1,
                        dry_run ? MERGE_DRY_RUN : 0, &report, cli->arena, &err)) {
        campaign_close(&c);
        return cli_fail(&err);
    }
    struct buf b = {0};
    const struct rubric *r = campaign_rubric(c, 0);
    struct tongue t = {r, cli_language(r), cli->arena};
    if (cli_given(cli, O_JSON))
        merge_json(c, &report, &b);
    else
        say_report(&b, &t, &report);
    status = cli_print(&b);
    if (status == DONE && dry_run)
        cli_note(cli, _("nothing was changed"));
    if (status == DONE && report.copy)
        cli_note(cli, _("the file as it was before is kept as %s"), report.copy);
    buf_free(&b);
    campaign_close(&c);
    if (status == DONE && report.copy)
        cli_keep_copy(cli, COPY_MERGED);
    return status;
}

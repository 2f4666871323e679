/* meyar restore FILE: the copies of a file, one of them put back, the last merge taken back. */
#include <string.h>
#include <unistd.h>
#include "forms/text.h"
#include "model/put_json.h"
#include "tui/cli.h"
#include "tui/cli/columns.h"
#include "tui/copies_words.h"
#include "tui/screens/files.h"

/* ---- the list ---- */

static void copy_json(struct buf *b, const struct copy *c, int number)
{
    static const char *const why[COPY_WHYS] = {"daily",  "merge",   "merged",
                                               "handed", "restore", "merge-back"};
    put_open(b, '{');
    put_number(b, "number", number);
    put_text(b, "path", c->path);
    put_text(b, "at", c->at);
    put_text(b, "why", why[c->why]);
    put_number(b, "size", c->size);
    put_text(b, "campaign", c->campaign);
    put_number(b, "events", c->events);
    put_number(b, "answers", c->answers);
    put_text(b, "last_at", c->last_at);
    put_text(b, "last_by", c->last_by);
    put_text(b, "fault", c->fault);
    put_close(b, '}');
}

static void list_json(struct buf *b, const struct copy *list, int n)
{
    put_open(b, '[');
    for (int i = 0; i < n; i++)
        copy_json(b, &list[i], i + 1);
    put_close(b, ']');
    buf_addc(b, '\n');
}

static void list_text(struct buf *b, const struct copy *list, int n, struct arena *a)
{
    struct columns *t = columns_new(a, "rlrrrlll");
    columns_row(t, C_("heading", "no."), C_("heading", "made"), C_("heading", "size"),
                C_("heading", "events"), C_("heading", "answers"), C_("heading", "last change"),
                C_("heading", "campaign"), C_("heading", "why"));
    for (int i = 0; i < n; i++) {
        const struct copy *c = &list[i];
        bool read = !c->fault && c->last_at;
        columns_row(t, arena_printf(a, "%d", i + 1), say_moment(a, c->at), say_size(a, c->size),
                    read ? arena_printf(a, "%lld", (long long)c->events) : "",
                    read ? arena_printf(a, "%lld", (long long)c->answers) : "",
                    read ? arena_printf(a, "%s  %s", say_moment(a, c->last_at), c->last_by)
                         : _("damaged"),
                    read ? c->campaign : "", say_copy_why(c->why));
    }
    columns_write(t, 0, b);
}

static enum status show_list(struct cli *cli)
{
    const char *path = cli->argument[0];
    struct copy *list;
    struct buf b = {0};
    cli_progress_begin(cli);
    int n = copies_list(path, &list, cli->arena);
    if (cli_given(cli, O_JSON))
        list_json(&b, list, n);
    else if (n > 0)
        list_text(&b, list, n, cli->arena);
    enum status status = cli_print(&b);
    buf_free(&b);
    if (status != DONE)
        return status;
    if (n == 0)
        cli_note(cli, _("there is no copy of %s on this computer"), path);
    else if (!cli_given(cli, O_JSON))
        cli_note(cli,
                 _("`meyar restore %s --from NUMBER` puts one back; what is there now is kept"),
                 path);
    return DONE;
}

/* ---- putting one back ---- */

static enum status print_lines(struct cli *cli, const char *text)
{
    struct buf b = {0};
    (void)cli;
    buf_show(&b, text, true);
    buf_addc(&b, '\n');
    enum status status = cli_print(&b);
    buf_free(&b);
    return status;
}

static enum status write_out(struct cli *cli, const char *copy)
{
    struct err err = {0};
    const char *to = cli->value[O_TO];
    if (cli_given(cli, O_DRY_RUN))
        return cli_usage(cli->command, _("--to and --dry-run don't go together"));
    if (!copies_write(copy, to, &err))
        return cli_fail(&err);
    cli_note(cli, _("%s is a copy of %s"), to, copy);
    return DONE;
}

static enum status show_difference(struct cli *cli, const char *copy)
{
    struct err err = {0};
    struct restored r;
    struct copy_difference d;
    if (!copies_restore(cli->argument[0], copy, true, &r, cli->arena, &err))
        return cli_fail(&err);
    struct campaign *c = r.damaged || access(cli->argument[0], F_OK) != 0
                             ? NULL
                             : campaign_open(cli->argument[0], OPEN_READ_ONLY, NULL, &err);
    enum status status = DONE;
    if (c && copies_differ(c, copy, &d, cli->arena, &err))
        status = print_lines(cli, say_difference(cli->arena, &d));
    else if (err.status != DONE)
        status = cli_fail(&err);
    campaign_close(&c);
    if (status == DONE)
        cli_note(cli, _("nothing was changed"));
    return status;
}

static enum status put_back(struct cli *cli)
{
    struct err err = {0};
    struct restored r;
    cli_progress_begin(cli);
    const char *copy = copies_named(cli->argument[0], cli->value[O_FROM], cli->arena, &err);
    if (!copy)
        return cli_fail(&err);
    if (cli_given(cli, O_TO))
        return write_out(cli, copy);
    if (cli_given(cli, O_DRY_RUN))
        return show_difference(cli, copy);
    if (!copies_restore(cli->argument[0], copy, false, &r, cli->arena, &err))
        return cli_fail(&err);
    return print_lines(cli, say_restored(cli->arena, &r, false));
}

/* ---- the last merge ---- */

static enum status merge_back(struct cli *cli)
{
    struct err err = {0};
    struct merge_back m;
    enum status status;
    bool dry_run = cli_given(cli, O_DRY_RUN);
    struct campaign *c = cli_open(cli, true, "restore", &status);
    if (!c)
        return status;
    if (!merge_take_back(c, dry_run, &m, cli->arena, &err))
        status = cli_fail(&err);
    else
        status = print_lines(cli, say_merge_back(cli->arena, &m));
    campaign_close(&c);
    if (status == DONE && dry_run)
        cli_note(cli, _("nothing was changed"));
    if (status == DONE && m.kept)
        cli_note(cli, _("the file as it was before is kept as %s"), m.kept);
    return status;
}

enum status exec_restore(struct cli *cli)
{
    bool from = cli_given(cli, O_FROM), merge = cli_given(cli, O_MERGE);
    bool writes = (from || merge) && !cli_given(cli, O_DRY_RUN) && !cli_given(cli, O_TO);
    if (from && merge)
        return cli_usage(cli->command, _("--from and --merge don't go together"));
    if (!from && cli_given(cli, O_TO))
        return cli_usage(cli->command, _("--to needs --from: which copy"));
    if (!from && !merge && cli_given(cli, O_DRY_RUN))
        return cli_usage(cli->command, _("--dry-run needs --from or --merge"));
    if (writes && cli_given(cli, O_READ_ONLY))
        return cli_refuse(BUSY, _("%s can't be written: %s"), cli->argument[0],
                          _("--read-only was asked for"));
    return merge ? merge_back(cli) : from ? put_back(cli) : show_list(cli);
}

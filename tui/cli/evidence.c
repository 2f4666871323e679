/* meyar evidence FILE BODY[/SERVICE] QUESTION: the files of an answer. */
#include <string.h>
#include "forms/text.h"
#include "model/put_json.h"
#include "tui/cli.h"

static void list_json(struct buf *b, const struct evidence *list, int n)
{
    put_open(b, '[');
    for (int i = 0; i < n; i++) {
        put_open(b, '{');
        put_text(b, "name", list[i].name);
        put_text(b, "type", list[i].type);
        put_number(b, "size", list[i].size);
        put_text(b, "sha256", list[i].sha256);
        put_text(b, "by", list[i].by);
        put_text(b, "at", list[i].at);
        put_bool(b, "at_hand", list[i].at_hand);
        put_close(b, '}');
    }
    put_close(b, ']');
    buf_addc(b, '\n');
}

static void list_text(struct buf *b, const struct evidence *list, int n)
{
    for (int i = 0; i < n; i++) {
        buf_printf(b, "%.12s  %10lld  ", list[i].sha256, (long long)list[i].size);
        buf_show(b, list[i].at, false);
        buf_add(b, "  ");
        buf_show(b, list[i].by, false);
        buf_add(b, "  ");
        buf_show(b, list[i].name, false);
        buf_add(b, list[i].at_hand ? "\n" : _("  (its content is not at hand)\n"));
    }
}

static enum status show(struct cli *cli, const struct evidence *list, int n)
{
    struct buf b = {0};
    if (cli_given(cli, O_JSON))
        list_json(&b, list, n);
    else
        list_text(&b, list, n);
    enum status status = cli_print(&b);
    buf_free(&b);
    return status;
}

static enum status attach(struct cli *cli, struct campaign *c, const struct evidence_place *at)
{
    struct attached done;
    struct err err = {0};
    const char *const *paths = (const char *const *)&cli->argument[3];
    if (!evidence_attach(c, at, paths, cli->narguments - 3, &done, cli->arena, &err))
        return cli_fail(&err);
    cli_note(cli,
             ngettext("%d file is attached", "%d files are attached", (unsigned long)done.stored),
             done.stored);
    if (done.already > 0)
        cli_note(cli,
                 ngettext("%d file stood there already", "%d files stood there already",
                          (unsigned long)done.already),
                 done.already);
    return DONE;
}

static enum status take_out(struct cli *cli, struct campaign *c, const struct evidence *list, int n)
{
    for (int i = 0; i < n; i++) {
        struct err err = {0};
        const char *path;
        if (!evidence_take_out(c, &list[i], cli->value[O_TAKE_OUT], cli->arena, &path, &err))
            return cli_fail(&err);
        cli_note(cli, "%s", path);
    }
    return DONE;
}

/* By its name, or by the beginning of its hash; NULL, and it is told, where that is none or
 * several.
 */
static const struct evidence *choose(const struct evidence *list, int n, const char *word)
{
    const struct evidence *found = NULL;
    int matches = 0;
    for (int i = 0; i < n; i++)
        if (strcmp(list[i].name, word) == 0 ||
            (strlen(word) >= 6 && strncmp(list[i].sha256, word, strlen(word)) == 0)) {
            found = &list[i];
            matches++;
        }
    if (matches == 0)
        cli_refuse(REFUSED,
                   _("no file '%s' is attached there; without options the command lists "
                     "those that are"),
                   word);
    else if (matches > 1)
        cli_refuse(REFUSED, _("several files '%s' are attached there; name one by its hash"), word);
    return matches == 1 ? found : NULL;
}

static enum status take_away(struct cli *cli, struct campaign *c, const struct evidence_place *at,
                             const struct evidence *list, int n)
{
    struct err err = {0};
    const struct evidence *f = choose(list, n, cli->value[O_TAKE_AWAY]);
    if (!f)
        return REFUSED;
    if (!evidence_take_away(c, at, f->sha256, &err))
        return cli_fail(&err);
    cli_note(cli, _("%s is taken away; its history keeps it"), f->name);
    return DONE;
}

static enum status run(struct cli *cli, struct campaign *c, const struct evidence_place *at)
{
    struct err err = {0};
    struct evidence *list;
    int n;
    if (!evidence_list(c, at, &list, &n, cli->arena, &err))
        return cli_fail(&err);
    if (cli->narguments > 3)
        return attach(cli, c, at);
    if (cli_given(cli, O_TAKE_OUT))
        return take_out(cli, c, list, n);
    if (cli_given(cli, O_TAKE_AWAY))
        return take_away(cli, c, at, list, n);
    return show(cli, list, n);
}

enum status exec_evidence(struct cli *cli)
{
    const char *body, *service;
    int asked = (cli->narguments > 3) + cli_given(cli, O_TAKE_OUT) + cli_given(cli, O_TAKE_AWAY);
    if (!cli_subject(cli, cli->argument[1], &body, &service))
        return USAGE;
    if (asked > 1)
        return cli_usage(cli->command,
                         _("'evidence' does one thing at a time: attach, take out or take away"));
    enum status status;
    bool write = cli->narguments > 3 || cli_given(cli, O_TAKE_AWAY);
    struct campaign *c = cli_open(cli, write, "command", &status);
    if (!c)
        return status;
    struct evidence_place at = {body, service ? service : "", cli->argument[2]};
    status = run(cli, c, &at);
    campaign_close(&c);
    return status;
}

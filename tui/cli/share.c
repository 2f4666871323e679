/* What several commands do in the same way. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "forms/text.h"
#include "tui/app.h"
#include "tui/cli.h"
#include "tui/copying.h"

static struct timespec changed_at(const char *path)
{
    struct stat st = {0};
    return stat(path, &st) == 0 ? st.st_mtim : (struct timespec){0};
}

struct campaign *cli_open(struct cli *cli, bool write, const char *via, enum status *status)
{
    struct err err = {0};
    if (write)
        cli_doubt_by(cli);
    struct writer w = {.by = cli->value[O_BY], .via = via};
    cli_progress_begin(cli);
    unsigned flags = write && !cli_given(cli, O_READ_ONLY) ? 0 : OPEN_READ_ONLY;
    struct campaign *c = campaign_open(cli->argument[0], flags, &w, &err);
    *status = DONE;
    if (!c) {
        *status = cli_fail(&err);
        const char *hint = copying_hint(cli->argument[0], cli->arena);
        if (hint)
            cli_note(cli, "%s", hint);
        return NULL;
    }
    cli->daily = write && !campaign_read_only(c) && !copies_today(c);
    cli->changed_at = changed_at(cli->argument[0]);
    for (const char *notice; (notice = campaign_notice(c, cli->arena));)
        cli_note(cli, "%s", notice);
    if (write && campaign_read_only(c)) {
        *status = cli_refuse(BUSY, _("%s can't be written: %s"), cli->argument[0],
                             cli_given(cli, O_READ_ONLY) ? _("--read-only was asked for")
                                                         : campaign_read_only(c));
        campaign_close(&c);
    }
    return c;
}

static void keep_copy(struct cli *cli, enum copy_why why, bool where_due)
{
    struct err err = {0};
    struct campaign *c = campaign_open(cli->argument[0], OPEN_READ_ONLY, NULL, &err);
    if (c && (!where_due || copies_due(c)))
        copies_keep(c, why);
    /* Even where nothing else is said: whoever counts on copies must know. */
    for (const char *notice; c && (notice = campaign_notice(c, cli->arena));)
        cli_tell(notice);
    err_clear(&err);
    campaign_close(&c);
}

void cli_keep_copy(struct cli *cli, enum copy_why why)
{
    keep_copy(cli, why, false);
}

void cli_keep_daily(struct cli *cli)
{
    if (!cli->daily)
        return;
    struct timespec now = changed_at(cli->argument[0]);
    /* A dry run, and what stood so already, change nothing. */
    if (now.tv_sec != cli->changed_at.tv_sec || now.tv_nsec != cli->changed_at.tv_nsec)
        keep_copy(cli, COPY_DAILY, true);
}

bool cli_subject(struct cli *cli, const char *word, const char **body, const char **service)
{
    const char *slash = strchr(word, '/');
    *body = slash ? arena_dupn(cli->arena, word, (size_t)(slash - word)) : word;
    *service = slash ? slash + 1 : NULL;
    if (**body && (!slash || **service))
        return true;
    cli_usage(cli->command, _("'%s' names no body or service; write BODY or BODY/SERVICE"), word);
    return false;
}

int cli_campaign(struct cli *cli, struct campaign *c)
{
    const char *name = cli->value[O_CAMPAIGN];
    int which = name ? campaign_find(c, name) : 0;
    if (which >= 0)
        return which;
    struct buf known = {0};
    for (int i = 0; i < campaign_count(c); i++)
        buf_printf(&known, "%s%s", i ? ", " : "", campaign_name(c, i));
    cli_refuse(REFUSED, _("%s holds no campaign '%s'; it holds %s"), cli->argument[0], name,
               known.n ? known.s : "-");
    buf_free(&known);
    return -1;
}

int cli_language(const struct rubric *r)
{
    const char *locale = setlocale(LC_MESSAGES, NULL), *language = getenv("LANGUAGE");
    if (!r)
        return 0; /* the file is damaged, and whoever reads on says so */
    bool plain = !locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
    return rubric_language(r, plain ? "" : language && language[0] ? language : locale);
}

enum status cli_screens(struct cli *cli, const char *path)
{
    struct writer w = {.by = cli->value[O_BY], .via = "key"};
    cli_progress_end();
    return (enum status)app_run(path, cli_given(cli, O_READ_ONLY) ? OPEN_READ_ONLY : 0, &w);
}

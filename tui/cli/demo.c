/* meyar demo [FILE]: the demo campaign, made where it is not there, and opened. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include "forms/text.h"
#include "tui/cli.h"
#include "tui/term.h"

static enum status make(struct cli *cli, const char *path)
{
    struct err err = {0};
    if (cli_given(cli, O_READ_ONLY))
        return cli_refuse(REFUSED, _("%s is not there, and --read-only makes nothing"), path);
    cli_progress_begin(cli);
    return demo_create(path, &err) ? DONE : cli_fail(&err);
}

/* What is there already may be anything. */
static enum status look(const char *path)
{
    struct err err = {0};
    struct campaign *c = campaign_open(path, OPEN_READ_ONLY, NULL, &err);
    if (!c)
        return cli_fail(&err);
    campaign_close(&c);
    return DONE;
}

enum status exec_demo(struct cli *cli)
{
    const char *path = cli->narguments > 0 ? cli->argument[0] : demo_path(cli->arena);
    bool open = !cli_given(cli, O_NO_OPEN);
    const char *why = open ? term_refusal() : NULL;
    struct stat st;
    if (why) /* before anything is made */
        return cli_refuse(REFUSED, "%s", why);
    if (!path)
        return cli_refuse(BUSY,
                          _("the folder for the demo campaign can't be made: %s; name a file"),
                          strerror(errno));
    bool there = stat(path, &st) == 0;
    if (there && open)
        return cli_screens(cli, path);
    enum status status = there ? look(path) : make(cli, path);
    if (status != DONE)
        return status;
    if (open)
        return cli_screens(cli, path);
    cli_note(cli, _("the demo campaign is in %s"), path);
    return DONE;
}

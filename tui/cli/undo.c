/* meyar undo FILE [--redo]: takes back the last change that was made on this laptop. */
#include "forms/text.h"
#include "tui/cli.h"
#include "tui/undone.h"

enum status exec_undo(struct cli *cli)
{
    struct err err = {0};
    enum status status;
    bool redo = cli_given(cli, O_REDO);
    struct campaign *c = cli_open(cli, true, "undo", &status);
    if (!c)
        return status;
    const struct rubric *r = campaign_rubric(c, 0);
    struct tongue t = {r, cli_language(r), cli->arena};
    struct undone u;
    if (undo_last(c, redo, &u, cli->arena, &err)) {
        struct buf b = {0};
        buf_show(&b, say_undone(&t, c, &u, redo), false);
        buf_addc(&b, '\n');
        status = cli_print(&b);
        buf_free(&b);
    } else {
        status = cli_fail(&err);
    }
    campaign_close(&c);
    return status;
}

/* meyar verify FILE. */
#include <stdlib.h>
#include "forms/text.h"
#include "tui/cli.h"

enum status exec_verify(struct cli *cli)
{
    struct err err = {0};
    enum status status;
    struct campaign *c = cli_open(cli, false, "command", &status);
    if (!c)
        return status;
    int64_t events = 0;
    char *report = NULL;
    bool ok = campaign_verify(c, &events, &report, &err);
    if (report)
        cli_tell(report);
    free(report);
    if (!ok) {
        status = cli_fail(&err);
    } else if (!cli_given(cli, O_QUIET)) {
        struct buf b = {0};
        buf_printf(&b, ngettext("ok: %lld event", "ok: %lld events", (unsigned long)events),
                   (long long)events);
        buf_addc(&b, '\n');
        status = cli_print(&b);
        buf_free(&b);
    }
    campaign_close(&c);
    return status;
}

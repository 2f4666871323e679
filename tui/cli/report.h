/* What commands share that give figures in the formats of reports. */
#ifndef TUI_CLI_REPORT_H
#define TUI_CLI_REPORT_H

#include "tui/cli.h"
#include "tui/report/lib.h"

struct reporting {
    const char *via; /* as cli_open takes it */
    /* What it is of; what it keeps lives in the command's arena. */
    void (*view)(struct cli *cli, struct campaign *c, int which, struct report_view *view);
    /* The text in place of the document's; NULL: that one. False and a sentence as report_write. */
    bool (*text)(struct cli *cli, struct campaign *c, int which, struct buf *out, struct err *err);
};
/* The whole command: --format (or --json for short), -o, --campaign. */
enum status cli_report(struct cli *cli, const struct reporting *r);

#endif

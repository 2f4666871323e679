/* meyar progress FILE: how far each inspector is against the campaign's end. (cli/progress.c is how
 * far long work of the program is.) */
#include <string.h>
#include "forms/text.h"
#include "model/pace.h"
#include "tui/cli.h"
#include "tui/cli/columns.h"
#include "tui/pace_words.h"

static void row(struct cli *cli, struct columns *t, const char *name, const struct pace_person *it)
{
    struct arena *a = cli->arena;
    columns_row(t, mark_utf8(verdict_mark(it->verdict)), name, arena_printf(a, "%d", it->nbodies),
                arena_printf(a, "%lld/%lld", (long long)it->answered, (long long)it->asked),
                arena_printf(a, "%lld", (long long)it->left), say_rate(a, it->rate),
                say_rate(a, it->needed), say_verdict_short(a, it), say_finish(a, it));
}

static void as_text(struct cli *cli, const struct pace *p, struct buf *out)
{
    struct columns *t = columns_new(cli->arena, "llrrrrrll");
    if (p->end == NO_DAY)
        buf_printf(out, "%s\n",
                   _("No end is set: `meyar set FILE end=YYYY-MM-DD` sets it (a supervisor)."));
    else
        buf_printf(out, _("The end is %s; today is %s.\n"), say_day(cli->arena, p->end),
                   say_day(cli->arena, p->today));
    columns_row(t, "", _("Inspector"), C_("column", "Bodies"), _("Answered"),
                C_("questions", "Left"), _("A day"), _("Needed"), _("As things go"), _("Finished"));
    for (int i = 0; i < p->npersons; i++)
        row(cli, t, say_inspector(&p->person[i]), &p->person[i]);
    if (p->npersons > 1)
        row(cli, t, _("All together"), &p->total);
    columns_write(t, 0, out);
    buf_printf(out, "%s\n", say_working_days(cli->arena, &p->work));
}

enum status exec_progress(struct cli *cli)
{
    enum status status;
    struct err err = {0};
    struct buf out = {0};
    struct pace p;
    struct campaign *c = cli_open(cli, false, "progress", &status);
    if (!c)
        return status;
    if (!pace_read(c, -1, clock_today(), &p, cli->arena, &err)) {
        status = cli_fail(&err);
    } else {
        if (cli_given(cli, O_JSON))
            pace_json(&p, &out, cli->arena);
        else
            as_text(cli, &p, &out);
        status = cli_print(&out);
    }
    buf_free(&out);
    campaign_close(&c);
    return status;
}

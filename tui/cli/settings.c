/* meyar settings: what is in force, from where, and what is wrong with it. */
#include <stdlib.h>
#include <unistd.h>
#include "forms/text.h"
#include "model/data.h"
#include "tui/cli.h"
#include "tui/keymap.h"
#include "tui/settings.h"

void cli_settings(struct cli *cli)
{
    const char *by = getenv("MEYAR_BY");

    settings_start();
    if (!(by && by[0]))
        cli->value[O_BY] = settings_now()->by.text; /* --by, read later, takes its place */
}

void cli_doubt_by(const struct cli *cli)
{
    const char *by = getenv("MEYAR_BY");
    size_t n = settings_faults()->n + settings_faults()->more;

    if (n > 0 && !cli->value[O_BY] && !(by && by[0]))
        cli_note(cli,
                 _("%s has faults and names nobody, so the login name goes with what is "
                   "written; `meyar settings` tells them"),
                 settings_file());
}

static void line(struct buf *b, const char *name, const char *value)
{
    buf_printf(b, "%s: ", name);
    buf_show(b, value, false);
    buf_addc(b, '\n');
}

static void keys_lines(struct buf *b)
{
    bool any = false;

    for (enum action i = ACT_FOREIGN + 1; i < ACTIONS; i++) {
        if (action_key_names(i) == action_table_keys(i))
            continue;
        if (!any)
            buf_add(b, "keys:\n");
        any = true;
        buf_printf(b, "  %s: ", action_name(i));
        buf_show(b, *action_key_names(i) ? action_key_names(i) : "-", false);
        buf_addc(b, '\n');
    }
}

/* The example, and the actions that it speaks of. */
static void example(struct cli *cli, struct buf *b)
{
    const struct data_file *file = data_find("settings.yaml");

    buf_addn(b, (const char *)file->bytes, file->size);
    buf_printf(b, "\n# %s\n", _("Actions, with their keys:"));
    for (enum action i = ACT_FOREIGN + 1; i < ACTIONS; i++) {
        const char *keys = action_table_keys(i);
        const char *name = arena_printf(cli->arena, "%s (%s)", action_name(i), *keys ? keys : "-");
        buf_printf(b, "# %-34s %s\n", name, action_help(i));
    }
}

static void in_force(struct cli *cli, struct buf *b)
{
    const struct settings *s = settings_now();
    const char *path = settings_file();
    const char *there =
        access(path, F_OK) == 0 ? path : arena_printf(cli->arena, _("%s (not there)"), path);

    line(b, _("file"), there);
    line(b, "by", s->by.text ? s->by.text : "-");
    line(b, "theme", theme_name(settings_theme()));
    line(b, "language", s->language.text ? s->language.text : "-");
    line(b, "editor", s->editor.text ? s->editor.text : "-");
    line(b, "mouse", s->mouse ? "on" : "off");
    line(b, "digits", s->digits_go_on ? "go_on" : "stay");
    line(b, "ascii", s->ascii ? "on" : "off");
    keys_lines(b);
}

enum status exec_settings(struct cli *cli)
{
    struct buf b = {0};
    const struct diags *faults = settings_faults();
    bool faulty = faults->n > 0;

    if (cli_given(cli, O_EXAMPLE)) {
        example(cli, &b);
    } else {
        in_force(cli, &b);
    }
    enum status status = cli_print(&b);
    buf_free(&b);
    if (status == DONE && faulty && !cli_given(cli, O_EXAMPLE)) {
        struct diags copy = *faults;
        cli_tell_diags(&copy);
        status = REFUSED;
    }
    return status;
}

/* meyar rubric: what moving to another version of the rubric would come to, and doing it; and meyar
 * answers --aside. */
#include <string.h>
#include "model/rubric_json.h"
#include "tui/cli.h"
#include "tui/rubric_words.h"

static void say_aside_list(struct buf *b, const struct aside *list, int n, struct arena *a)
{
    for (int i = 0; i < n; i++) {
        const struct aside *x = &list[i];
        buf_printf(b, "  %s%s%s  %s  (%s, %.10s)  %s\n", x->body, *x->service ? "/" : "",
                   x->service, say_aside(a, x), x->by, x->at, say_aside_why(x->why));
    }
}

static void say_move(struct buf *b, const struct rubric_move *m, struct arena *a)
{
    const char *others = say_differences(a, m, false);
    int was = cli_language(m->was), now = cli_language(m->now);

    buf_printf(b, _("%s: version %s → %s\n"), m->now->id, m->was->version, m->now->version);
    buf_printf(b,
               ngettext("What changes, of %d body or service: %d\n",
                        "What changes, of %d bodies and services: %d\n",
                        (unsigned long)m->nsubjects),
               m->nsubjects, m->nmoved);
    for (int i = 0; i < m->nmoved; i++) {
        const struct rubric_moved *x = &m->moved[i];
        buf_printf(b, "  %s%s%s  %s  %s\n", x->body, *x->service ? "/" : "", x->service, x->name,
                   say_rubric_moved(a, m, x, was, now));
    }
    buf_printf(b, "%s\n", say_comparable(a, m));
    if (*others) {
        buf_printf(b, _("Other differences: %s.\n"), others);
    }
    buf_printf(b, "%s\n", say_carried(a, m));
    if (m->naside > 0) {
        buf_printf(b, ngettext("Kept aside: %d\n", "Kept aside: %d\n", (unsigned long)m->naside),
                   m->naside);
    }
    say_aside_list(b, m->aside, m->naside, a);
}

static enum status report(struct cli *cli, const struct rubric_move *m, bool applied)
{
    struct buf b = {0};
    bool json = cli_given(cli, O_JSON);

    if (json) {
        rubric_move_json(m, applied, &b);
        buf_addc(&b, '\n');
    } else {
        say_move(&b, m, cli->arena);
    }
    enum status status = cli_print(&b);
    buf_free(&b);
    if (status == DONE && !applied) {
        cli_note(cli, _("nothing was changed; --apply does it"));
    } else if (status == DONE) {
        cli_note(cli,
                 _("the campaign has version %s now; to go back, move it to a file with version %s "
                   "(undo does not)"),
                 m->now->version, m->was->version);
    }
    return status;
}

enum status exec_rubric(struct cli *cli)
{
    bool apply = cli_given(cli, O_APPLY);
    struct err err = {0};
    enum status status;
    struct rubric_move m;

    if (!cli->value[O_TO]) {
        return cli_usage(cli->command, _("'rubric' needs --to: the rubric to move to"));
    }
    struct rubric_text *to = rubric_text_read(cli->value[O_TO], &err);
    if (!to) {
        return cli_fail(&err);
    }
    struct campaign *c = cli_open(cli, apply, "command", &status);
    if (c && (apply ? rubric_apply(c, to, &m, cli->arena, &err)
                    : rubric_preview(c, to, &m, cli->arena, &err))) {
        status = report(cli, &m, apply);
    } else if (c) {
        status = cli_fail(&err);
    }
    campaign_close(&c);
    rubric_text_free(&to);
    return status;
}

enum status exec_aside(struct cli *cli)
{
    struct err err = {0};
    struct aside *list;
    int n;
    enum status status;
    struct campaign *c = cli_open(cli, false, "command", &status);

    if (!c) {
        return status;
    }
    if (!aside_list(c, &list, &n, cli->arena, &err)) {
        status = cli_fail(&err);
    } else {
        struct buf b = {0};
        buf_add(&b, "");
        if (cli->value[O_FORMAT] && strcmp(cli->value[O_FORMAT], "json") == 0) {
            aside_json(list, n, &b);
            buf_addc(&b, '\n');
        } else {
            say_aside_list(&b, list, n, cli->arena);
        }
        status = cli_print(&b);
        buf_free(&b);
        if (status == DONE && n == 0) {
            cli_note(cli, _("nothing is kept aside: every answer counts"));
        }
    }
    campaign_close(&c);
    return status;
}

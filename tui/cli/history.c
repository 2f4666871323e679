/* meyar history FILE BODY[/SERVICE] [QUESTION]: who answered what, and when. */
#include "forms/text.h"
#include "model/put_json.h"
#include "tui/cli.h"

static void entry_json(struct buf *b, const struct history_entry *e)
{
    put_open(b, '{');
    put_text(b, "id", e->id);
    put_text(b, "device", e->device);
    put_number(b, "seq", e->seq);
    put_text(b, "at", e->at);
    put_text(b, "by", e->by);
    put_text(b, "kind", e->kind);
    put_text(b, "via", e->via);
    put_text(b, "body", e->body);
    put_text(b, "service", e->service);
    put_text(b, "question", e->question);
    put_text(b, "value", e->value);
    put_text(b, "note", e->note);
    put_key(b, "was");
    put_open(b, '[');
    for (int i = 0; i < e->nwas; i++)
        put_string(b, e->was[i]);
    put_close(b, ']');
    put_text(b, "undoes", e->undoes);
    put_text(b, "set", e->set);
    put_close(b, '}');
}

static void all_json(struct buf *b, const struct history_entry *list, int n)
{
    put_open(b, '[');
    for (int i = 0; i < n; i++)
        entry_json(b, &list[i]);
    put_close(b, ']');
    buf_addc(b, '\n');
}

static void value_text(struct buf *b, const struct history_entry *e)
{
    if (e->value)
        buf_show(b, e->value, false);
    else
        buf_add(b, e->nwas > 0 && e->was[0] ? _("(taken back)") : _("(a note alone)"));
    for (int i = 0; i < e->nwas; i++) {
        buf_add(b, i ? ", " : _("  was: "));
        buf_show(b, e->was[i] ? e->was[i] : _("(nothing)"), false);
    }
}

/* One line an event, its note below it. */
static void entry_text(struct buf *b, const struct history_entry *e)
{
    buf_show(b, e->at, false);
    buf_add(b, "  ");
    buf_show(b, e->by, false);
    buf_add(b, "  ");
    buf_show(b, e->body, false);
    if (e->service) {
        buf_addc(b, '/');
        buf_show(b, e->service, false);
    }
    buf_addc(b, ' ');
    buf_show(b, e->question, false);
    buf_add(b, "  ");
    value_text(b, e);
    if (e->undoes)
        buf_add(b, _("  (undone or redone)"));
    buf_addc(b, '\n');
    if (e->note) {
        buf_add(b, _("    note: "));
        buf_show(b, e->note, false);
        buf_addc(b, '\n');
    }
}

enum status exec_history(struct cli *cli)
{
    const char *body, *service;
    const char *question = cli->narguments > 2 ? cli->argument[2] : NULL;
    if (!cli_subject(cli, cli->argument[1], &body, &service))
        return USAGE;
    struct err err = {0};
    enum status status;
    struct campaign *c = cli_open(cli, false, "command", &status);
    if (!c)
        return status;
    struct history_entry *list;
    int n;
    struct buf b = {0};
    if (!history_read(c, body, service, question, &list, &n, cli->arena, &err)) {
        status = cli_fail(&err);
    } else {
        if (cli_given(cli, O_JSON))
            all_json(&b, list, n);
        else
            for (int i = 0; i < n; i++)
                entry_text(&b, &list[i]);
        status = cli_print(&b);
    }
    buf_free(&b);
    campaign_close(&c);
    return status;
}

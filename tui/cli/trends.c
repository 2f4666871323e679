/* meyar trends FILE [BODY]: the figures of every campaign that the file holds, side by side. */
#include <string.h>
#include "forms/text.h"
#include "model/put_json.h"
#include "model/trends.h"
#include "tui/cli.h"
#include "tui/cli/columns.h"
#include "tui/trends_words.h"

/* A table in the making: code (of bodies), name, blocks, a column per campaign, the change. */
struct table {
    const struct trends *t;
    struct tongue tongue;
    struct columns *columns;
    const char **cell;
    int n;
    bool bodies;
};

static void begin(struct table *x, const struct trends *t, bool bodies)
{
    size_t most = (size_t)t->ncolumns * 2 + 5;
    char *sides = arena_alloc(x->tongue.arena, most);
    int n = 0;
    x->t = t;
    x->bodies = bodies;
    x->cell = arena_alloc(x->tongue.arena, most * sizeof *x->cell);
    if (bodies)
        sides[n++] = 'l';
    sides[n++] = 'l';
    sides[n++] = 'l';
    for (int i = 0; i < t->ncolumns; i++) {
        if (t->column[i].broken)
            sides[n++] = 'l';
        sides[n++] = 'r';
    }
    sides[n] = 'r';
    x->columns = columns_new(x->tongue.arena, sides);
}

static void add(struct table *x, const char *text)
{
    x->cell[x->n++] = text;
}

static void end_row(struct table *x)
{
    columns_list(x->columns, x->cell);
    x->n = 0;
}

static void heading(struct table *x, const char *name)
{
    if (x->bodies)
        add(x, _("Code"));
    add(x, name);
    add(x, "");
    for (int i = 0; i < x->t->ncolumns; i++) {
        if (x->t->column[i].broken)
            add(x, mark_utf8(MARK_BREAK));
        add(x, say_campaign(x->tongue.arena, &x->t->column[i]));
    }
    add(x, _("Change"));
    end_row(x);
}

static void row(struct table *x, const struct series *s)
{
    struct arena *a = x->tongue.arena;
    if (x->bodies)
        add(x, s->id);
    add(x, say_series(&x->tongue, s, x->bodies));
    add(x, trend_blocks(x->t, s, a));
    for (int i = 0; i < x->t->ncolumns; i++) {
        if (x->t->column[i].broken)
            add(x, mark_utf8(MARK_BREAK));
        add(x, s->point[i].text);
    }
    add(x, x->t->ncolumns > 0 ? say_change(a, &s->point[x->t->ncolumns - 1]) : "");
    end_row(x);
}

static void table(struct cli *cli, const struct rubric *r, const struct trends *t, const char *name,
                  bool bodies, struct buf *out)
{
    struct table x = {.tongue = {r, cli_language(r), cli->arena}};
    begin(&x, t, bodies);
    heading(&x, name);
    for (int i = 0; i < t->nseries; i++)
        row(&x, &t->series[i]);
    columns_write(x.columns, 0, out);
}

static void footnotes(struct cli *cli, const struct trends *t, struct buf *out)
{
    const char *signs = say_signs(cli->arena, t);
    if (*signs)
        buf_printf(out, "%s\n", signs);
    for (int i = 0; i < t->ncolumns; i++)
        if (t->column[i].broken) {
            buf_show(out, say_break_full(cli->arena, t, i), false);
            buf_addc(out, '\n');
        }
}

static enum status one_body(struct cli *cli, struct campaign *c, int which, struct buf *out)
{
    struct trends t;
    struct err err = {0};
    if (!trends_body(c, which, cli->argument[1], &t, cli->arena, &err))
        return cli_fail(&err);
    if (cli_given(cli, O_JSON)) {
        trends_json(&t, out, cli->arena);
        buf_addc(out, '\n');
    } else {
        table(cli, campaign_rubric(c, which), &t, t.series[0].name, false, out);
        footnotes(cli, &t, out);
    }
    return DONE;
}

static enum status whole(struct cli *cli, struct campaign *c, int which, struct buf *out)
{
    struct trends shares, bodies;
    struct err err = {0};
    if (!trends_campaign(c, which, &shares, cli->arena, &err) ||
        !trends_bodies(c, which, &bodies, cli->arena, &err))
        return cli_fail(&err);
    if (cli_given(cli, O_JSON)) {
        put_open(out, '{');
        put_key(out, "campaign");
        trends_json(&shares, out, cli->arena);
        put_key(out, "bodies");
        trends_json(&bodies, out, cli->arena);
        put_close(out, '}');
        buf_addc(out, '\n');
        return DONE;
    }
    trends_sort(&bodies);
    table(cli, campaign_rubric(c, which), &shares, _("All services"), false, out);
    buf_addc(out, '\n');
    table(cli, campaign_rubric(c, which), &bodies, _("Body, largest fall first"), true, out);
    footnotes(cli, &shares, out);
    return DONE;
}

enum status exec_trends(struct cli *cli)
{
    enum status status;
    struct buf out = {0};
    struct campaign *c = cli_open(cli, false, "trends", &status);
    if (!c)
        return status;
    int which = cli_campaign(cli, c);
    if (which < 0)
        status = REFUSED;
    else
        status = cli->narguments > 1 ? one_body(cli, c, which, &out) : whole(cli, c, which, &out);
    if (status == DONE)
        status = cli_print(&out);
    buf_free(&out);
    campaign_close(&c);
    return status;
}

/* meyar trends FILE [BODY]: the figures of every campaign that the file holds, side by side. */
#include <string.h>
#include "forms/text.h"
#include "model/trends.h"
#include "tui/cli/columns.h"
#include "tui/cli/report.h"
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

static const char *body_of(const struct cli *cli)
{
    return cli->narguments > 1 ? cli->argument[1] : NULL;
}

static void view(struct cli *cli, struct campaign *c, int which, struct report_view *v)
{
    (void)c;
    (void)which;
    *v = (struct report_view){
        .kind = VIEW_TRENDS, .body = body_of(cli), .shares = true, .bodies = true, .sorted = true};
}

static bool text(struct cli *cli, struct campaign *c, int which, struct buf *out, struct err *err)
{
    const struct rubric *r = campaign_rubric(c, which);
    struct trends t, bodies;
    if (body_of(cli)) {
        if (!trends_body(c, which, body_of(cli), &t, cli->arena, err))
            return false;
        table(cli, r, &t, t.series[0].name, false, out);
    } else {
        if (!trends_campaign(c, which, &t, cli->arena, err) ||
            !trends_bodies(c, which, &bodies, cli->arena, err))
            return false;
        trends_sort(&bodies);
        table(cli, r, &t, _("All services"), false, out);
        buf_addc(out, '\n');
        table(cli, r, &bodies, _("Body, largest fall first"), true, out);
    }
    footnotes(cli, &t, out);
    return true;
}

enum status exec_trends(struct cli *cli)
{
    return cli_report(cli, &(struct reporting){"trends", view, text});
}

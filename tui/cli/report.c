/* meyar report FILE: the campaign's tables, a column per campaign. */
#include <string.h>
#include "forms/text.h"
#include "model/report.h"
#include "tui/cli.h"
#include "tui/cli/columns.h"
#include "tui/words.h"

/* ---- as text, under the rubric's own words ---- */

struct telling {
    const struct report *r;
    struct arena *a;
    int language;
    struct columns *table;
    const char **cell; /* of the row in the making */
};

typedef const char *(*cell_of)(const struct telling *t, const struct report_column *col, int i);

static const char *count(const struct telling *t, int64_t n)
{
    return arena_printf(t->a, "%lld", (long long)n);
}

static const char *cell_bodies(const struct telling *t, const struct report_column *col, int i)
{
    (void)i;
    return count(t, col->bodies);
}

static const char *cell_services(const struct telling *t, const struct report_column *col, int i)
{
    (void)i;
    return count(t, col->services);
}

static const char *cell_rateable(const struct telling *t, const struct report_column *col, int i)
{
    (void)i;
    return count(t, col->rateable);
}

static const char *cell_unrated(const struct telling *t, const struct report_column *col, int i)
{
    return count(t, col->unrated[i]);
}

static const char *cell_stopped(const struct telling *t, const struct report_column *col, int i)
{
    (void)i;
    return count(t, col->stopped);
}

static const char *cell_incomplete(const struct telling *t, const struct report_column *col, int i)
{
    (void)i;
    return count(t, col->incomplete);
}

static const char *cell_rating(const struct telling *t, const struct report_column *col, int i)
{
    return count(t, col->rating[i]);
}

static const char *or_dash(const char *share)
{
    return share ? share : "–";
}

static const char *cell_of_listed(const struct telling *t, const struct report_column *col, int i)
{
    (void)i;
    return or_dash(report_share(col->rateable, col->services, t->a));
}

static const char *cell_of_evaluated(const struct telling *t, const struct report_column *col,
                                     int i)
{
    (void)i;
    return or_dash(report_share(col->rateable, col->services - col->stopped, t->a));
}

static const char *cell_rating_share(const struct telling *t, const struct report_column *col,
                                     int i)
{
    return or_dash(report_share(col->rating[i], col->rateable, t->a));
}

/* The two best ratings together. */
static const char *cell_best_share(const struct telling *t, const struct report_column *col, int i)
{
    return or_dash(report_share(col->rating[i] + col->rating[i - 1], col->rateable, t->a));
}

static void row(struct telling *t, const char *title, cell_of f, int i)
{
    t->cell[0] = title;
    for (int k = 0; k < t->r->ncolumns; k++)
        t->cell[k + 1] = f(t, &t->r->column[k], i);
    columns_list(t->table, t->cell);
}

static const char *title_of(const struct telling *t, const struct report_id *id)
{
    const char *title = id->title ? text_in(id->title, t->language) : NULL;
    if (title)
        return title;
    return id->title ? id->id : _("without a score");
}

static void heading(struct telling *t, const char *title)
{
    t->cell[0] = title;
    for (int k = 0; k < t->r->ncolumns; k++)
        t->cell[k + 1] = t->r->column[k].campaign;
    columns_list(t->table, t->cell);
}

static const char *of_which(struct telling *t, const char *title)
{
    return arena_printf(t->a, "  %s", title);
}

static void first_table(struct telling *t)
{
    const struct report *r = t->r;
    const char *rateable = text_in(r->rateable_title, t->language);
    heading(t, _("How electronic the services are"));
    row(t, _("Bodies evaluated"), cell_bodies, 0);
    row(t, C_("column", "Services"), cell_services, 0);
    row(t, of_which(t, rateable), cell_rateable, 0);
    for (int i = 0; i < r->nunrated; i++)
        row(t, of_which(t, title_of(t, &r->unrated[i])), cell_unrated, i);
    row(t, of_which(t, _("Stopped")), cell_stopped, 0);
    row(t, arena_printf(t->a, _("%s, %% of listed"), rateable), cell_of_listed, 0);
    row(t, arena_printf(t->a, _("%s, %% of evaluated"), rateable), cell_of_evaluated, 0);
}

static void second_table(struct telling *t)
{
    const struct report *r = t->r;
    heading(t, _("How the services are provided"));
    for (int i = 0; i < r->nratings; i++)
        row(t, title_of(t, &r->rating[i]), cell_rating, i);
    row(t, _("Not finished"), cell_incomplete, 0);
    for (int i = 0; i < r->nratings; i++)
        row(t, arena_printf(t->a, "%s, %%", title_of(t, &r->rating[i])), cell_rating_share, i);
    if (r->nratings > 2)
        row(t,
            arena_printf(t->a, _("%s or %s, %%"), title_of(t, &r->rating[r->nratings - 2]),
                         title_of(t, &r->rating[r->nratings - 1])),
            cell_best_share, r->nratings - 1);
}

static void sources(const struct telling *t, struct buf *out)
{
    struct buf published = {0};
    for (int i = 0; i < t->r->ncolumns; i++) {
        const struct report_column *col = &t->r->column[i];
        if (col->published)
            buf_printf(&published, "%s%s", published.n ? ", " : "", col->campaign);
        else
            buf_printf(out,
                       ngettext("%s: from %lld answer\n", "%s: from %lld answers\n",
                                (unsigned long)col->answers),
                       col->campaign, (long long)col->answers);
    }
    if (published.s)
        buf_printf(out, _("%s: published totals\n"), published.s);
    buf_free(&published);
}

static void as_text(const struct report *r, int language, struct buf *out, struct arena *a)
{
    struct telling t = {.r = r, .a = a, .language = language};
    t.cell = arena_alloc(a, ((size_t)r->ncolumns + 2) * sizeof *t.cell);
    char *sides = arena_alloc(a, (size_t)r->ncolumns + 2);
    memset(sides, 'r', (size_t)r->ncolumns + 1);
    sides[0] = 'l';
    t.table = columns_new(a, sides);
    first_table(&t);
    columns_below(t.table, 0, "");
    second_table(&t);
    columns_write(t.table, 0, out);
    buf_addc(out, '\n');
    sources(&t, out);
}

/* ---- the command ---- */

static enum status write_report(struct cli *cli, struct campaign *c, int which)
{
    const char *format = cli->value[O_FORMAT] ? cli->value[O_FORMAT] : "text";
    struct err err = {0};
    struct report r;
    struct buf out = {0};
    if (!report_read(c, which, &r, cli->arena, &err))
        return cli_fail(&err);
    if (strcmp(format, "csv") == 0)
        report_csv(&r, &out);
    else if (strcmp(format, "json") == 0)
        report_json(&r, &out, cli->arena);
    else
        as_text(&r, cli_language(campaign_rubric(c, which)), &out, cli->arena);
    enum status status =
        cli->value[O_OUT] ? cli_write(cli->value[O_OUT], cli->argument[0], &out) : cli_print(&out);
    buf_free(&out);
    return status;
}

enum status exec_report(struct cli *cli)
{
    static const char *const formats[] = {"text", "csv", "json"};
    const char *format = cli->value[O_FORMAT];
    bool known = !format;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        known = known || strcmp(format, formats[i]) == 0;
    if (!known)
        return cli_usage(cli->command, _("'%s' is no format of a report"), format);
    enum status status;
    struct campaign *c = cli_open(cli, false, "report", &status);
    if (!c)
        return status;
    int which = cli_campaign(cli, c);
    status = which < 0 ? REFUSED : write_report(cli, c, which);
    campaign_close(&c);
    return status;
}

/* meyar compare FILE [BODY…]: bodies side by side, and questions × bodies. */
#include <string.h>
#include "forms/text.h"
#include "model/compare.h"
#include "tui/cli/columns.h"
#include "tui/cli/report.h"
#include "tui/report_words.h"
#include "tui/words.h"

struct comparison {
    struct tongue t;
    struct compare x;
    struct national all; /* of the questions */
    bool questions;
    struct buf *out;
};

/* ---- as text ---- */

/* How many columns of criteria a block makes: those at the top. */
static int tops(const struct block *b)
{
    int n = 0;
    for (int i = 0; b && i < b->ncriteria; i++)
        n += b->criteria[i].parent < 0;
    return n;
}

static int criteria_heads(const struct comparison *m, const struct block *b, const char **cell)
{
    int n = 0;
    for (int i = 0; b && i < b->ncriteria; i++)
        if (b->criteria[i].parent < 0)
            cell[n++] = criterion_short(&b->criteria[i], m->t.language);
    return n;
}

static int criteria_cells(const struct comparison *m, const struct block *b,
                          const struct figures *f, const char **cell)
{
    int n = 0;
    for (int i = 0; b && i < b->ncriteria; i++)
        if (b->criteria[i].parent < 0)
            cell[n++] = say_figures(&m->t, &f[i], "–");
    return n;
}

static struct columns *new_table(const struct comparison *m, const char *first, int n)
{
    char *sides = arena_alloc(m->t.arena, strlen(first) + (size_t)n + 1);
    strcpy(sides, first);
    memset(sides + strlen(first), 'r', (size_t)n);
    return columns_new(m->t.arena, sides);
}

/* A line per body. */
static void side_by_side(const struct comparison *m)
{
    const struct rubric *r = m->x.rubric;
    struct arena *a = m->t.arena;
    int most = tops(r->service) + tops(r->body) + r->nratings + 3, n = 3;
    const char **cell = arena_alloc(a, ((size_t)most + 4) * sizeof *cell);
    struct columns *table = new_table(m, "lrl", most);
    cell[0] = _("Body");
    cell[1] = _("Score");
    cell[2] = _("Rating");
    n += criteria_heads(m, r->service, cell + n);
    n += criteria_heads(m, r->body, cell + n);
    for (int i = r->nratings - 1; i >= 0; i--)
        cell[n++] = say_rating(&m->t, i);
    cell[n++] = _("Not finished");
    cell[n++] = _("Stopped");
    cell[n++] = _("Proposals");
    columns_list(table, cell);
    for (int k = 0; k < m->x.n; k++) {
        const struct compare_body *b = &m->x.body[k];
        struct row row = national_row(&b->of);
        n = 3;
        cell[0] = b->of.code;
        cell[1] = say_figures(&m->t, &b->of.f, "–");
        cell[2] = say_verdict_full(&m->t, &row, r->body);
        n += criteria_cells(m, r->service, b->service_criteria, cell + n);
        n += criteria_cells(m, r->body, b->criteria, cell + n);
        for (int i = r->nratings - 1; i >= 0; i--)
            cell[n++] = arena_printf(a, "%d", b->of.rating_counts[i]);
        cell[n++] = arena_printf(a, "%d", b->of.nincomplete);
        cell[n++] = arena_printf(a, "%d", b->of.nstopped);
        cell[n++] = arena_printf(a, "%d", b->nproposals);
        columns_list(table, cell);
    }
    columns_write(table, 0, m->out);
}

/* A line per question: the share of the points, in percent. */
static void question_table(const struct comparison *m)
{
    const struct rubric *r = m->x.rubric;
    struct arena *a = m->t.arena;
    struct compare_row *row;
    int n = compare_rows(&m->x, &m->all, COMPARE_RUBRIC, -1, &row, a);
    const char **cell = arena_alloc(a, ((size_t)m->x.n + 3) * sizeof *cell);
    struct columns *table = new_table(m, "l", m->x.n + 1);
    cell[0] = _("Question");
    for (int k = 0; k < m->x.n; k++)
        cell[k + 1] = m->x.body[k].of.code;
    cell[m->x.n + 1] = _("All");
    columns_list(table, cell);
    for (int i = 0; i < n; i++) {
        const struct block *b = row[i].own ? r->body : r->service;
        cell[0] = b->questions[row[i].question].id;
        for (int k = 0; k <= m->x.n; k++) {
            int column = k < m->x.n ? k : -1;
            cell[k + 1] =
                say_percent(question_share(compare_cell(&m->x, &m->all, &row[i], column), a), a);
        }
        columns_list(table, cell);
    }
    buf_addc(m->out, '\n');
    columns_write(table, 0, m->out);
}

/* ---- the command ---- */

/* The bodies that are named, each once; without any all of them. */
static int codes_of(const struct cli *cli, struct campaign *c, int which, const char ***codes)
{
    int named = cli->narguments - 1, all = named ? 0 : rows_count(c, which, NULL), n = 0;
    struct row row;
    *codes = arena_alloc(cli->arena, ((size_t)(named + all) + 1) * sizeof **codes);
    for (int i = 0; i < named; i++) {
        bool again = false;
        for (int k = 0; k < n; k++)
            again = again || strcmp((*codes)[k], cli->argument[i + 1]) == 0;
        if (!again)
            (*codes)[n++] = cli->argument[i + 1];
    }
    for (int pos = 0; pos < all; pos++)
        if (rows_window(c, which, NULL, -1, pos, 1, &row, cli->arena) == 1)
            (*codes)[n++] = row.body;
    return n;
}

static void view(struct cli *cli, struct campaign *c, int which, struct report_view *v)
{
    const char **codes;

    v->kind = VIEW_COMPARE;
    v->ncodes = codes_of(cli, c, which, &codes);
    v->codes = codes;
    v->questions = cli_given(cli, O_QUESTIONS);
}

static bool text(struct cli *cli, struct campaign *c, int which, struct buf *out, struct err *err)
{
    const struct rubric *r = campaign_rubric(c, which);
    struct comparison m = {.t = {r, r ? cli_language(r) : 0, cli->arena},
                           .questions = cli_given(cli, O_QUESTIONS),
                           .out = out};
    const char **codes;
    int n = codes_of(cli, c, which, &codes);
    if (!compare_read(c, which, codes, n, &m.x, cli->arena, err) ||
        (m.questions && !national_read(c, which, &m.all, cli->arena, err)))
        return false;
    side_by_side(&m);
    if (m.questions)
        question_table(&m);
    return true;
}

enum status exec_compare(struct cli *cli)
{
    return cli_report(cli, &(struct reporting){"command", view, text});
}

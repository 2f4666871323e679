/* meyar score FILE [BODY[/SERVICE]]: figures, ratings, deficiencies, proposals, gains. */
#include "tui/cli/score.h"

#include <string.h>
#include "forms/text.h"
#include "tui/cli.h"
#include "tui/cli/columns.h"

#define WINDOW 64 /* rows of the registry that are looked at at a time */

/* The campaign: a line per body. */
static void all_bodies(const struct tongue *t, struct campaign *c, int which, struct buf *out)
{
    struct row rows[WINDOW];
    struct columns *table = columns_new(t->arena, "lrlrl");
    columns_row(table, _("Body"), _("Score"), _("Rating"), C_("column", "Services"), _("Name"));
    for (int first = 0, n; (n = rows_window(c, which, NULL, -1, first, WINDOW, rows, t->arena)) > 0;
         first += n) {
        for (int i = 0; i < n; i++) {
            struct row *r = &rows[i];
            const char *score = r->score != UNITS_NONE ? say_units(t, r->score)
                                                       : say_range(t, r->low, r->high, "–");
            r->held = -1; /* too much for a column; the body's own page says it */
            columns_row(table, r->body, score, say_verdict_full(t, r, t->rubric->body),
                        arena_printf(t->arena, "%d", r->nservices), r->name);
        }
    }
    columns_write(table, 0, out);
}

/* NULL, and err, where the body has no such service. */
static const struct service_full *find_service(const struct body_full *f, const char *code,
                                               struct err *err)
{
    int at = body_service(f, code);
    if (at >= 0)
        return &f->services[at];
    const char **codes = arena_alloc(f->arena, ((size_t)f->nservices + 1) * sizeof *codes);
    for (int i = 0; i < f->nservices; i++)
        codes[i] = f->services[i].code;
    const char *near = nearest(code, codes, (size_t)f->nservices);
    if (near)
        err_set(err, REFUSED, _("The body '%s' has no service '%s'; did you mean '%s'?"), f->code,
                code, near);
    else
        err_set(err, REFUSED, _("The body '%s' has no service '%s'"), f->code, code);
    return NULL;
}

static void heading(const struct scores *s, const char *campaign)
{
    const struct rubric *r = s->t.rubric;
    const char *title = text_in(&r->title, s->t.language);
    buf_show(s->out, campaign, false);
    buf_add(s->out, "  ");
    buf_show(s->out, title, false);
    buf_add(s->out, " (");
    buf_show(s->out, r->version, false);
    buf_add(s->out, ")\n\n");
}

static bool one_subject(struct scores *s, struct campaign *c, int which, const char *body,
                        const char *service, struct err *err)
{
    struct body_full *f = body_load(c, which, body, err);
    if (!f)
        return false;
    s->body = f;
    s->service = service ? find_service(f, service, err) : NULL;
    bool found = !service || s->service;
    if (s->why) {
        body_unload(&f);
        return found && score_why(c, which, body, service, s->t, s->out, err);
    }
    bool there = found && row_get(c, which, body, service ? service : "", -1, &s->row, s->t.arena);
    if (there && s->service)
        score_service(s);
    else if (there)
        score_body(s);
    body_unload(&f);
    return there;
}

static bool write_text(struct cli *cli, struct campaign *c, int which, const char *body,
                       const char *service, struct buf *out, struct err *err)
{
    const struct rubric *r = campaign_rubric(c, which);
    struct scores s = {.t = {r, cli_language(r), cli->arena}, .out = out};
    s.why = cli_given(cli, O_WHY);
    heading(&s, campaign_name(c, which));
    if (body)
        return one_subject(&s, c, which, body, service, err);
    if (s.why)
        return score_why(c, which, NULL, NULL, s.t, out, err);
    all_bodies(&s.t, c, which, out);
    return true;
}

static bool write_score(struct cli *cli, struct campaign *c, int which, const char *body,
                        const char *service, struct buf *out, struct err *err)
{
    bool done = cli_given(cli, O_JSON) ? score_json(c, which, body, service, out, err)
                                       : write_text(cli, c, which, body, service, out, err);
    return !campaign_fault(c, err) && done;
}

enum status exec_score(struct cli *cli)
{
    const char *body = NULL, *service = NULL;
    if (cli->narguments > 1 && !cli_subject(cli, cli->argument[1], &body, &service))
        return USAGE;
    if (cli_given(cli, O_WHY) && cli_given(cli, O_JSON))
        return cli_usage(cli->command, _("--why is a text to read: it does not go with --json"));
    struct err err = {0};
    enum status status;
    struct campaign *c = cli_open(cli, false, "command", &status);
    if (!c)
        return status;
    struct buf out = {0};
    int which = cli_campaign(cli, c);
    if (which < 0)
        status = REFUSED;
    else
        status = write_score(cli, c, which, body, service, &out, &err) ? cli_print(&out)
                                                                       : cli_fail(&err);
    buf_free(&out);
    campaign_close(&c);
    return status;
}

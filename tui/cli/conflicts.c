/* meyar conflicts FILE: what several people entered apart and differs, and settling one. */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "model/put_json.h"
#include "tui/cli.h"
#include "tui/conflict_words.h"

/* What was asked for; NULL: all. */
struct asked {
    const char *body, *service, *question;
};

static bool is_asked(const struct asked *asked, const struct rubric *r,
                     const struct conflict_at *at)
{
    if (asked->body && strcmp(at->body, asked->body) != 0)
        return false;
    if (asked->service && strcmp(at->service, asked->service) != 0)
        return false;
    if (!asked->question)
        return true;
    const char *id = rubric_current_id(r, asked->question);
    return strncmp(at->item, id, strlen(id)) == 0 && strcspn(at->item, " ") == strlen(id);
}

/* ---- JSON ---- */

static void figures_json(struct buf *b, const struct tongue *t, const struct row *row)
{
    const struct rubric *r = t->rubric;
    put_text(b, "score", row->score == UNITS_NONE ? NULL : say_units(t, row->score));
    put_text(b, "low", row->low == UNITS_NONE ? NULL : say_units(t, row->low));
    put_text(b, "high", row->high == UNITS_NONE ? NULL : say_units(t, row->high));
    put_text(b, "rating", row->rating < 0 ? NULL : r->ratings[row->rating].id);
}

static void side_json(struct buf *b, const struct tongue *t, const struct conflict *x,
                      const struct conflict_side *s)
{
    put_open(b, '{');
    put_text(b, "value", s->value);
    put_text(b, "note", s->note);
    put_key(b, "by");
    put_open(b, '[');
    for (int i = 0; i < s->nby; i++)
        put_string(b, s->by[i]);
    put_close(b, ']');
    put_text(b, "at", s->at);
    put_text(b, "device", s->device);
    put_text(b, "event", s->id);
    put_text(b, "was", s->was);
    put_key(b, "evidence");
    put_open(b, '[');
    for (int i = 0; i < s->nfiles; i++) {
        put_open(b, '{');
        put_text(b, "name", s->file[i]->name);
        put_text(b, "sha256", s->file[i]->sha256);
        put_close(b, '}');
    }
    put_close(b, ']');
    put_key(b, "differs");
    put_open(b, '{');
    for (int i = 0; i < s->nparts; i++)
        put_text(b, s->part[i].key, s->part[i].value);
    put_close(b, '}');
    put_bool(b, "stands", s->stands);
    if (x->scored)
        figures_json(b, t, &s->after);
    put_close(b, '}');
}

static void conflict_json(struct buf *b, const struct tongue *t, const struct conflict *x)
{
    const struct conflict_at *at = &x->at;
    put_open(b, '{');
    put_text(b, "kind", at->kind);
    put_text(b, "body", at->body[0] ? at->body : NULL);
    put_text(b, "service", at->service[0] ? at->service : NULL);
    put_text(b, "question",
             at->question < 0 ? NULL : arena_dupn(t->arena, at->item, strcspn(at->item, " ")));
    put_text(b, "item", at->item);
    put_text(b, "beside", x->beside);
    put_text(b, "remark", x->remark);
    if (x->scored)
        figures_json(b, t, &x->now);
    put_key(b, "sides");
    put_open(b, '[');
    for (int i = 0; i < x->nsides; i++)
        side_json(b, t, x, &x->side[i]);
    put_close(b, ']');
    put_close(b, '}');
}

/* ---- text ---- */

static void line(struct buf *b, const char *text)
{
    buf_show(b, text, false);
    buf_addc(b, '\n');
}

static void side_text(struct buf *b, const struct tongue *t, const struct conflict *x, int i)
{
    const struct conflict_side *s = &x->side[i];
    struct arena *a = t->arena;
    const char *said = strcmp(x->at.kind, "answer") == 0 ? conflict_said(t, x, i) : "";
    line(b, arena_printf(a, "  %d  %s%s%s, %s", i + 1, said, said[0] ? "  " : "",
                         conflict_people(t, s), s->at));
    if (!x->one_start && s->was)
        line(b, arena_printf(a, _("     was: %s"), conflict_value(t, x, s->was)));
    if (s->note)
        line(b, arena_printf(a, _("     note: %s"), s->note));
    for (int k = 0; k < s->nfiles; k++)
        line(b, arena_printf(a, _("     file: %s"), s->file[k]->name));
    for (int k = 0; k < s->nparts; k++)
        line(b, arena_printf(a, "     %s: %s", conflict_key(s->part[k].key),
                             conflict_part_value(t, &s->part[k])));
    if (x->scored)
        line(b, arena_printf(a, _("     if taken: %s %s"), conflict_figure(t, &s->after),
                             x->at.service[0] ? say_verdict_full(t, &s->after, t->rubric->service)
                                              : ""));
    if (s->stands)
        line(b, _("     this counts until it is settled"));
}

static void conflict_text(struct buf *b, const struct tongue *t, struct campaign *c,
                          const struct conflict *x)
{
    const struct conflict_at *at = &x->at;
    struct arena *a = t->arena;
    const char *where = at->service[0] ? arena_printf(a, "%s/%s", at->body, at->service) : at->body;
    const char *item = at->question < 0 ? "" : arena_dupn(a, at->item, strcspn(at->item, " "));
    line(b, arena_printf(a, "%s%s%s%s%s", where, where[0] ? " " : "", item, item[0] ? "  " : "",
                         conflict_title(t, c, x)));
    if (x->one_start)
        line(b, arena_printf(a, _("     before: %s"), conflict_value(t, x, x->side[0].was)));
    for (int i = 0; i < x->nsides; i++)
        side_text(b, t, x, i);
    if (x->beside)
        line(b, arena_printf(a, _("     noted beside: %s"), x->beside));
    if (x->remark)
        line(b, arena_printf(a, _("     remark of %s: %s"), x->remark_by, x->remark));
    if (x->scored)
        line(b, arena_printf(a, _("     as it stands: %s"), conflict_figure(t, &x->now)));
}

/* ---- both ---- */

static enum status list(struct cli *cli, struct campaign *c, const struct tongue *t,
                        const struct conflict_at *at, int n)
{
    struct buf b = {0};
    struct err err = {0};
    bool json = cli_given(cli, O_JSON), ok = true;
    buf_add(&b, "");
    if (json)
        put_open(&b, '[');
    for (int i = 0; ok && i < n; i++) {
        struct conflict x;
        ok = conflict_read(c, &at[i], &x, cli->arena, &err);
        if (ok && json)
            conflict_json(&b, t, &x);
        else if (ok)
            conflict_text(&b, t, c, &x);
    }
    if (json) {
        put_close(&b, ']');
        buf_addc(&b, '\n');
    }
    enum status status = ok ? cli_print(&b) : cli_fail(&err);
    if (status == DONE && n == 0)
        cli_note(cli, _("nothing is in conflict"));
    buf_free(&b);
    return status;
}

/* A side's number; 0: it is none. */
static int side_number(const char *word)
{
    char *end;
    long n = strtol(word, &end, 10);
    return *word >= '0' && *word <= '9' && !*end && n <= CONFLICT_HEADS ? (int)n : 0;
}

static enum status take(struct cli *cli, struct campaign *c, const struct tongue *t,
                        const struct conflict_at *at, int n)
{
    struct conflict x;
    struct err err = {0};
    int side = side_number(cli->value[O_TAKE]);
    if (n == 0)
        return cli_refuse(REFUSED, _("nothing is in conflict there"));
    if (n > 1)
        return cli_refuse(REFUSED, _("%d conflicts are there: name the question of one"), n);
    if (!conflict_read(c, at, &x, cli->arena, &err))
        return cli_fail(&err);
    if (side < 1 || side > x.nsides)
        return cli_refuse(REFUSED, _("there is no side '%s': they are 1 to %d"),
                          text_show(cli->arena, cli->value[O_TAKE], false), x.nsides);
    if (!conflict_take(c, &x, side - 1, &err))
        return cli_fail(&err);
    cli_note(cli, _("settled with %s"), conflict_people(t, &x.side[side - 1]));
    return DONE;
}

/* What was asked for must be there, so that a slip of the pen does not read as peace. */
static bool place_is_there(struct campaign *c, const struct asked *asked, struct err *err)
{
    struct arena *a = arena_new();
    struct history_entry *entries;
    int n;
    bool there = !asked->body || history_read(c, asked->body, asked->service, asked->question,
                                              &entries, &n, a, err);
    arena_free(&a);
    return there;
}

enum status exec_conflicts(struct cli *cli)
{
    struct asked asked = {.question = cli->narguments > 2 ? cli->argument[2] : NULL};
    bool settle = cli_given(cli, O_TAKE);
    if (settle && cli->narguments < 2)
        return cli_usage(cli->command, _("--take needs the BODY or BODY/SERVICE"));
    if (cli->narguments > 1 && !cli_subject(cli, cli->argument[1], &asked.body, &asked.service))
        return USAGE;
    if ((settle || asked.question) && !asked.service)
        asked.service = "";
    enum status status;
    struct campaign *c = cli_open(cli, settle, "command", &status);
    if (!c)
        return status;
    struct err err = {0};
    struct conflict_at *all;
    int n = 0, left = 0;
    const struct rubric *r = campaign_rubric(c, 0);
    struct tongue t = {r, cli_language(r), cli->arena};
    bool ok = conflicts_list(c, &all, &n, cli->arena, &err);
    for (int i = 0; ok && i < n; i++)
        if (is_asked(&asked, r, &all[i]) && (!settle || asked.question || all[i].question < 0))
            all[left++] = all[i];
    if (!ok || (left == 0 && !place_is_there(c, &asked, &err))) {
        campaign_close(&c);
        return cli_fail(&err);
    }
    status = settle ? take(cli, c, &t, all, left) : list(cli, c, &t, all, left);
    campaign_close(&c);
    return status;
}

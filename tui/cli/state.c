/* meyar state FILE [BODY [STATE]]: where the bodies are on their way, and bringing one further. */
#include <string.h>
#include "forms/text.h"
#include "model/put_json.h"
#include "tui/cli.h"
#include "tui/cli/columns.h"
#include "tui/way.h"
#include "tui/words.h"

/* ---- as JSON ---- */

/* The keys of a body; its object stays open. */
static void body_json(struct buf *b, const struct row *row, const struct review_state *s)
{
    put_open(b, '{');
    put_text(b, "body", row->body);
    put_text(b, "name", row->name);
    put_text(b, "inspector", row->inspector);
    put_text(b, "state", review_id(s->state));
    put_text(b, "by", s->by);
    put_text(b, "at", s->at);
    put_text(b, "reason", s->reason);
    put_text(b, "rating", s->rating);
    put_text(b, "score", s->score);
    put_bool(b, "changed", s->changed);
}

static void step_json(struct buf *b, const struct review_step *s)
{
    put_open(b, '{');
    put_text(b, "id", s->id);
    put_text(b, "device", s->device);
    put_number(b, "seq", s->seq);
    put_text(b, "at", s->at);
    put_text(b, "by", s->by);
    put_text(b, "via", s->via);
    put_text(b, "state", s->state);
    put_text(b, "reason", s->reason);
    put_bool(b, "counts", s->counts);
    put_bool(b, "stands", s->stands);
    put_text(b, "rating", s->rating);
    put_text(b, "score", s->score);
    put_text(b, "text", s->text);
    put_close(b, '}');
}

static void side_json(struct buf *b, const char *key, const struct review_side *s)
{
    put_key(b, key);
    put_open(b, '{');
    put_text(b, "value", s->value);
    put_text(b, "note", s->note);
    put_bool(b, "conflict", s->conflict);
    put_close(b, '}');
}

static void change_json(struct buf *b, const struct review_change *x)
{
    put_open(b, '{');
    put_text(b, "kind", x->kind);
    put_text(b, "service", x->service[0] ? x->service : NULL);
    put_text(b, "question", x->question);
    side_json(b, "was", &x->was);
    side_json(b, "now", &x->now);
    put_text(b, "by", x->by);
    put_text(b, "at", x->at);
    put_close(b, '}');
}

/* ---- all bodies ---- */

static void add_line(struct columns *t, const struct row *row, const struct review_state *s,
                     struct arena *a)
{
    columns_row(t, row->body, way_state(a, s), row->inspector, s->at, s->by, row->name);
    if (s->reason)
        columns_below(t, 5, s->reason);
}

static enum status show_all(struct cli *cli, struct campaign *c)
{
    struct arena *a = cli->arena;
    struct columns *t = columns_new(a, "llllll");
    struct err err = {0};
    struct buf b = {0};
    bool json = cli_given(cli, O_JSON);
    campaign_pin(c);
    int n = rows_count(c, 0, NULL);
    struct row *rows = arena_alloc(a, ((size_t)n + 1) * sizeof *rows);
    n = rows_window(c, 0, NULL, -1, 0, n, rows, a);
    if (json)
        put_open(&b, '[');
    else
        columns_row(t, _("Code"), _("State"), _("Inspector"), _("Since"), C_("column", "By"),
                    C_("body", "Name"));
    for (int i = 0; i < n; i++) {
        struct review_state s;
        review_get(c, 0, rows[i].body, &s, a);
        if (json) {
            body_json(&b, &rows[i], &s);
            put_close(&b, '}');
        } else {
            add_line(t, &rows[i], &s, a);
        }
    }
    campaign_unpin(c);
    if (json) {
        put_close(&b, ']');
        buf_addc(&b, '\n');
    } else {
        columns_write(t, 0, &b);
    }
    enum status status = campaign_fault(c, &err) ? cli_fail(&err) : cli_print(&b);
    buf_free(&b);
    return status;
}

/* ---- one body's whole way ---- */

static void way_json(struct buf *b, const struct way *w)
{
    body_json(b, &w->row, &w->state);
    put_key(b, "way");
    put_open(b, '[');
    for (int i = 0; i < w->nsteps; i++)
        step_json(b, &w->steps[i]);
    put_close(b, ']');
    put_key(b, "changes");
    put_open(b, '[');
    for (int i = 0; i < w->nchanges; i++)
        change_json(b, &w->changes[i]);
    put_close(b, ']');
    put_close(b, '}');
    buf_addc(b, '\n');
}

static enum status show_one(struct cli *cli, struct campaign *c)
{
    const char *body = cli->argument[1];
    struct err err = {0};
    struct way w = {.nsteps = 0};
    struct buf b = {0};
    if (!way_read(c, body, &w, cli->arena, &err))
        return cli_fail(&err);
    if (cli_given(cli, O_JSON))
        way_json(&b, &w);
    else
        way_text(&(struct way_told){c, cli->arena, cli_language(campaign_rubric(c, 0)), false}, &w,
                 &b);
    enum status status = cli_print(&b);
    buf_free(&b);
    return status;
}

/* ---- bringing one further ---- */

/* "handed in" and "handed-in" are said as well as handed_in. */
static enum review state_of(struct cli *cli, const char *word)
{
    char *id = arena_dupn(cli->arena, word, strlen(word));
    for (char *at = id; *at; at++) {
        if (*at == ' ' || *at == '-')
            *at = '_';
    }
    return review_of(id);
}

/* In the language that was asked for, else the one that the user reads. -1, and it is told. */
static int opinion_language(struct cli *cli, const struct rubric *r)
{
    const char *code = cli->value[O_LANGUAGE];
    const char *known = "";
    if (!code)
        return cli_language(r);
    for (int i = 0; i < r->nlanguages; i++) {
        if (strcmp(r->languages[i], code) == 0)
            return i;
        known = arena_printf(cli->arena, "%s%s%s", known, i ? ", " : "", r->languages[i]);
    }
    cli_refuse(REFUSED, _("the rubric has no texts in '%s'; it has them in %s"), code, known);
    return -1;
}

static enum status give(struct cli *cli, struct campaign *c)
{
    const struct rubric *r = campaign_rubric(c, 0);
    const char *body = cli->argument[1];
    struct err err = {0};
    int language = opinion_language(cli, r);
    if (language < 0)
        return REFUSED;
    if (!review_give(c, body, cli->value[O_REASON], language, &err))
        return cli_fail(&err);
    cli_note(cli, "%s: %s (%s)", body, say_review(review_id(REVIEW_OPINION_GIVEN)),
             r->languages[language]);
    return DONE;
}

static enum status set(struct cli *cli, struct campaign *c, enum review to)
{
    struct err err = {0};
    const char *body = cli->argument[1];
    if (to == REVIEW_OPINION_GIVEN)
        return give(cli, c);
    if (!review_set(c, body, to, cli->value[O_REASON], &err))
        return cli_fail(&err);
    cli_note(cli, "%s: %s", body, say_review(review_id(to)));
    return DONE;
}

enum status exec_state(struct cli *cli)
{
    bool sets = cli->narguments == 3;
    enum review to = sets ? state_of(cli, cli->argument[2]) : REVIEWS;
    enum status status;
    if (!sets && cli_given(cli, O_REASON))
        return cli_usage(cli->command,
                         _("'state' takes a reason only with the state that it is of"));
    if (sets && to == REVIEWS)
        return cli_usage(cli->command, _("'%s' is no state that a body can be brought to"),
                         cli->argument[2]);
    if (to != REVIEW_OPINION_GIVEN && cli_given(cli, O_LANGUAGE))
        return cli_usage(cli->command, _("only an opinion is given in a language"));
    struct campaign *c = cli_open(cli, sets, "command", &status);
    if (!c)
        return status;
    if (sets)
        status = set(cli, c, to);
    else
        status = cli->narguments == 1 ? show_all(cli, c) : show_one(cli, c);
    campaign_close(&c);
    return status;
}

/* meyar state FILE [BODY [STATE]]: where the bodies are on their way, and bringing one further. */
#include <string.h>
#include "forms/text.h"
#include "model/put_json.h"
#include "tui/cli.h"
#include "tui/cli/columns.h"
#include "tui/words.h"

/* ---- as JSON ---- */

static void put_bool(struct buf *b, const char *key, bool value)
{
    put_key(b, key);
    put_raw(b, value ? "true" : "false");
}

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
    put_key(b, "seq");
    put_int(b, s->seq);
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

static const char *state_text(struct arena *a, const struct review_state *s)
{
    const char *state = say_review(review_id(s->state));
    return s->changed ? arena_printf(a, _("%s, changed since"), state) : state;
}

static void add_line(struct columns *t, const struct row *row, const struct review_state *s,
                     struct arena *a)
{
    columns_row(t, row->body, state_text(a, s), row->inspector, s->at, s->by, row->name);
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

struct way {
    struct row row;
    struct review_state state;
    struct review_step *steps;
    struct review_change *changes;
    int nsteps, nchanges;
};

static const char *shown(struct cli *cli, const char *s)
{
    return text_show(cli->arena, s ? s : "", false);
}

/* "Good, 81.3"; what strangers wrote as a rating is shown as it is. */
static const char *verdict(struct cli *cli, struct campaign *c, const char *rating,
                           const char *score)
{
    const struct rubric *r = campaign_rubric(c, 0);
    const char *title = rating;
    for (int i = 0; rating && i < r->nratings; i++)
        if (strcmp(r->ratings[i].id, rating) == 0)
            title = text_in(&r->ratings[i].title, cli_language(r));
    if (!title && !score)
        return _("no score");
    return arena_printf(cli->arena, "%s%s%s", shown(cli, title), title && score ? ", " : "",
                        shown(cli, score));
}

static const char *verdict_now(struct cli *cli, struct campaign *c, const struct row *row)
{
    const struct rubric *r = campaign_rubric(c, 0);
    char text[32];
    int rating = rating_counting(row->state, row->final_rating, row->rating);
    const char *score =
        row->score == UNITS_NONE
            ? NULL
            : arena_dup(cli->arena, units_text(row->score, r->decimals, text, sizeof text));
    return verdict(cli, c, rating >= 0 ? r->ratings[rating].id : NULL, score);
}

static void step_text(struct cli *cli, struct campaign *c, struct buf *b,
                      const struct review_step *s)
{
    buf_printf(b, "%s  %s  %s", shown(cli, s->at), shown(cli, s->by),
               shown(cli, say_review(s->state ? s->state : "?")));
    if (s->state && strcmp(s->state, review_id(REVIEW_ACCEPTED)) == 0)
        buf_printf(b, ": %s", verdict(cli, c, s->rating, s->score));
    if (!s->known)
        buf_add(b, _("  (no state that this meyar knows: it counts nowhere)"));
    else if (!s->counts)
        buf_add(b, _("  (never a supervisor: it counts nowhere)"));
    if (s->text)
        buf_add(b, _("  (its text is kept)"));
    buf_addc(b, '\n');
    if (s->reason)
        buf_printf(b, _("    reason: %s\n"), shown(cli, s->reason));
}

static const char *side_text(struct cli *cli, const struct review_side *s)
{
    if (s->conflict)
        return _("several answers");
    return s->value ? shown(cli, s->value) : _("nothing");
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void change_text(struct cli *cli, struct buf *b, const struct review_change *x)
{
    buf_printf(b, "%s  %s  ", shown(cli, x->at ? x->at : "-"), shown(cli, x->by ? x->by : "-"));
    const char *what = strcmp(x->kind, "answer") == 0         ? NULL
                       : strcmp(x->kind, "evidence") == 0     ? _("evidence of")
                       : strcmp(x->kind, "rubric") == 0       ? _("the rubric")
                       : strcmp(x->kind, "final_rating") == 0 ? _("final rating")
                                                              : _("the registry's row");
    const char *const words[] = {x->service[0] ? shown(cli, x->service) : NULL, what,
                                 x->question ? shown(cli, x->question) : NULL};
    bool first = true;
    for (int i = 0; i < 3; i++)
        if (words[i]) {
            buf_printf(b, "%s%s", first ? "" : " ", words[i]);
            first = false;
        }
    buf_printf(b, ": %s → %s\n", side_text(cli, &x->was), side_text(cli, &x->now));
    if (!same(x->was.note, x->now.note))
        buf_printf(b, _("    note: %s → %s\n"), x->was.note ? shown(cli, x->was.note) : "–",
                   x->now.note ? shown(cli, x->now.note) : "–");
}

static void way_text(struct cli *cli, struct campaign *c, struct buf *b, const struct way *w)
{
    const struct review_state *s = &w->state;
    buf_printf(b, "%s  %s\n%s: %s\n", shown(cli, w->row.body), shown(cli, w->row.name), _("state"),
               state_text(cli->arena, s));
    if (w->row.inspector)
        buf_printf(b, "%s: %s\n", _("inspector"), shown(cli, w->row.inspector));
    if (s->state == REVIEW_ACCEPTED)
        buf_printf(b, s->changed ? _("accepted as: %s; now: %s\n") : _("accepted as: %s\n"),
                   verdict(cli, c, s->rating, s->score), verdict_now(cli, c, &w->row));
    if (w->nsteps > 0)
        buf_addc(b, '\n');
    for (int i = 0; i < w->nsteps; i++)
        step_text(cli, c, b, &w->steps[i]);
    if (!s->changed)
        return;
    buf_printf(b, "\n%s\n", _("Changed since it was accepted"));
    for (int i = 0; i < w->nchanges; i++)
        change_text(cli, b, &w->changes[i]);
    if (w->nchanges == 0)
        buf_printf(b, "%s\n", _("(the accept does not list what it saw, so this can't be told)"));
}

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
    campaign_pin(c);
    bool ok = review_way(c, body, &w.steps, &w.nsteps, cli->arena, &err) &&
              review_changes(c, body, &w.changes, &w.nchanges, cli->arena, &err) &&
              review_get(c, 0, body, &w.state, cli->arena) &&
              row_get(c, 0, body, "", -1, &w.row, cli->arena);
    campaign_unpin(c);
    if (!ok || campaign_fault(c, &err))
        return cli_fail(&err);
    if (cli_given(cli, O_JSON))
        way_json(&b, &w);
    else
        way_text(cli, c, &b, &w);
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

static enum status set(struct cli *cli, struct campaign *c, enum review to)
{
    struct err err = {0};
    const char *body = cli->argument[1];
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

/* meyar remark FILE …: lists remarks, writes one, answers, settles or opens one again. */
#include <string.h>
#include "forms/text.h"
#include "model/put_json.h"
#include "tui/cli.h"
#include "tui/remark_words.h"

#define ID_SHOWN 8 /* digits of an item: enough to tell a campaign's remarks apart */

/* ---- listing ---- */

static void said_json(struct buf *b, const char *by, const char *at)
{
    put_text(b, "by", by);
    put_text(b, "at", at);
}

static void remark_json(struct buf *b, const struct remark *r)
{
    put_open(b, '{');
    put_text(b, "id", r->item);
    put_text(b, "body", r->body);
    put_text(b, "service", *r->service ? r->service : NULL);
    put_text(b, "question", r->question);
    put_text(b, "state", remark_state_id(r->state));
    put_bool(b, "waits", r->waits);
    put_text(b, "text", r->text);
    said_json(b, r->by, r->at);
    put_key(b, "answers");
    put_open(b, '[');
    for (int i = 0; i < r->nanswers; i++) {
        put_open(b, '{');
        put_text(b, "text", r->answers[i].text);
        said_json(b, r->answers[i].by, r->answers[i].at);
        put_close(b, '}');
    }
    put_close(b, ']');
    put_text(b, "settled_by", r->settled_by);
    put_text(b, "settled_at", r->settled_at);
    put_close(b, '}');
}

/* Lines of a text, each under the one above. */
static void add_lines(struct buf *b, const char *label, const char *text)
{
    struct buf shown = {0};
    buf_show(&shown, text, true);
    for (const char *line = shown.s ? shown.s : "", *end; line; line = end ? end + 1 : NULL) {
        end = strchr(line, '\n');
        buf_add(b, "    ");
        buf_add(b, label);
        buf_addn(b, line, end ? (size_t)(end - line) : strlen(line));
        buf_addc(b, '\n');
        label = "";
    }
    buf_free(&shown);
}

static void add_word(struct buf *b, const char *word)
{
    buf_show(b, word, false);
    buf_add(b, "  ");
}

static void remark_text(struct cli *cli, struct buf *b, const struct remark *r)
{
    size_t n = strlen(r->item);
    add_word(b, arena_dupn(cli->arena, r->item, n < ID_SHOWN ? n : ID_SHOWN));
    add_word(b, say_remark_state(r));
    add_word(b, r->at);
    add_word(b, r->by);
    buf_show(b, r->body, false);
    if (*r->service) {
        buf_addc(b, '/');
        buf_show(b, r->service, false);
    }
    if (r->question) {
        buf_addc(b, ' ');
        buf_show(b, r->question, false);
    }
    buf_addc(b, '\n');
    add_lines(b, "", r->text);
    for (int i = 0; i < r->nanswers; i++) {
        const struct remark_answer *a = &r->answers[i];
        add_lines(b, arena_printf(cli->arena, _("answer, %s, %s: "), a->by, a->at), a->text);
    }
    if (r->settled_by)
        add_lines(b, _("settled: "),
                  arena_printf(cli->arena, "%s, %s", r->settled_by, r->settled_at));
}

static enum status list(struct cli *cli, struct campaign *c, const char *body, const char *service,
                        const char *question)
{
    struct remark *all;
    struct err err = {0};
    struct buf b = {0};
    int n;
    if (!remarks_list(c, body, service, question, cli_given(cli, O_ALL) ? REMARKS_ALL : 0, &all, &n,
                      cli->arena, &err))
        return cli_fail(&err);
    if (cli_given(cli, O_JSON)) {
        put_open(&b, '[');
        for (int i = 0; i < n; i++)
            remark_json(&b, &all[i]);
        put_close(&b, ']');
        buf_addc(&b, '\n');
    } else {
        for (int i = 0; i < n; i++)
            remark_text(cli, &b, &all[i]);
    }
    enum status status = cli_print(&b);
    buf_free(&b);
    return status;
}

/* A mistyped place must not look like one without remarks. */
static bool place_there(struct cli *cli, struct campaign *c, const char *body, const char *service,
                        const char *question)
{
    const struct rubric *r = campaign_rubric(c, 0);
    const struct block *b = service ? r->service : r->body;
    struct row row;
    if (!body)
        return true;
    if (!row_get(c, 0, body, service ? service : "", -1, &row, cli->arena)) {
        cli_refuse(REFUSED, _("There is no '%s' in the registry"), cli->argument[1]);
        return false;
    }
    if (question && (!b || !block_question(b, rubric_current_id(r, question)))) {
        cli_refuse(REFUSED, _("%s has no question '%s'"), cli->argument[1], question);
        return false;
    }
    return true;
}

/* ---- writing ---- */

static enum status write_one(struct cli *cli, struct campaign *c, const char *body,
                             const char *service, const char *question)
{
    char item[33];
    struct err err = {0};
    struct buf b = {0};
    if (!remark_write_new(c, body, service ? service : "", question, cli->value[O_TEXT], item,
                          &err))
        return cli_fail(&err);
    buf_printf(&b, "%s\n", item);
    enum status status = cli_print(&b);
    buf_free(&b);
    return status;
}

static enum status bring(struct cli *cli, struct campaign *c)
{
    struct err err = {0};
    struct remark r;
    enum option_id how = cli_given(cli, O_ANSWER)   ? O_ANSWER
                         : cli_given(cli, O_SETTLE) ? O_SETTLE
                                                    : O_OPEN;
    bool done = remark_find(c, cli->value[how], &r, cli->arena, &err);
    if (done && how == O_ANSWER)
        done = remark_reply(c, &r, cli->value[O_TEXT], &err);
    else if (done && how == O_SETTLE)
        done = remark_settle(c, &r, &err);
    else if (done)
        done = remark_reopen(c, &r, &err);
    if (!done)
        return cli_fail(&err);
    cli_note(cli, "%s",
             how == O_ANSWER   ? _("the answer is stored")
             : how == O_SETTLE ? _("it is settled")
                               : _("it is open again"));
    return DONE;
}

/* What does not go together; NULL: it does. */
static const char *misuse(const struct cli *cli)
{
    int one = cli_given(cli, O_ANSWER) + cli_given(cli, O_SETTLE) + cli_given(cli, O_OPEN);
    bool text = cli_given(cli, O_TEXT);
    if (one > 1)
        return _("'remark' takes one of --answer, --settle and --open");
    if (one && cli->narguments > 1)
        return _("an id says which remark: no BODY goes with it");
    if (cli_given(cli, O_ANSWER) != (one && text))
        return _("--answer needs --text, and --settle and --open take none");
    if (text && !one && cli->narguments < 2)
        return _("--text needs the BODY, and SERVICE or QUESTION, that it is about");
    if ((one || text) && (cli_given(cli, O_JSON) || cli_given(cli, O_ALL)))
        return _("--json and --all are for listing");
    return NULL;
}

enum status exec_remark(struct cli *cli)
{
    const char *body = NULL, *service = NULL;
    const char *question = cli->narguments > 2 ? cli->argument[2] : NULL;
    bool one = cli_given(cli, O_ANSWER) || cli_given(cli, O_SETTLE) || cli_given(cli, O_OPEN);
    bool writes = one || cli_given(cli, O_TEXT);
    const char *wrong = misuse(cli);
    if (wrong)
        return cli_usage(cli->command, "%s", wrong);
    if (cli->narguments > 1 && !cli_subject(cli, cli->argument[1], &body, &service))
        return USAGE;
    enum status status;
    struct campaign *c = cli_open(cli, writes, "command", &status);
    if (!c)
        return status;
    if (one)
        status = bring(cli, c);
    else if (writes)
        status = write_one(cli, c, body, service, question);
    else if (place_there(cli, c, body, service, question))
        status = list(cli, c, body, question && !service ? "" : service, question);
    else
        status = REFUSED;
    campaign_close(&c);
    return status;
}

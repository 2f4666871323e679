/* meyar proposals FILE BODY: what the body is proposed, and what became of the year before's. */
#include <string.h>
#include "forms/text.h"
#include "tui/cli.h"
#include "tui/cli/columns.h"
#include "tui/proposal_words.h"
#include "tui/when.h"

#define ID_SHOWN 8 /* digits of a finding's key: enough to tell a body's findings apart */
#define WORDS_AT 1 /* the column below which its words stand */

struct listing {
    struct tongue t;
    const struct campaign *c;
    int which;
    const struct body_full *b;
    struct columns *columns;
};

/* Of a finding as much as tells it apart. */
static const char *key_of(const struct listing *l, const struct proposal_item *x)
{
    const char *key = proposal_key_shown(l->c, l->which, x, l->t.arena);
    const char *own = strchr(key, '/') ? strchr(key, '/') + 1 : key;
    size_t n = (size_t)(own - key) + ID_SHOWN;
    return x->kind != PROPOSAL_RAISED && strlen(key) > n ? arena_dupn(l->t.arena, key, n) : key;
}

/* "third time, since 2017; overdue". */
static const char *further(const struct listing *l, const struct proposal_item *x)
{
    const char *since = say_proposal_since(&l->t, x);
    const char *late = x->overdue ? _("overdue") : "";
    return arena_printf(l->t.arena, "%s%s%s", since, *since && *late ? "; " : "", late);
}

static void add_below(const struct listing *l, const char *lead, const char *text)
{
    if (text)
        columns_below(l->columns, WORDS_AT, arena_printf(l->t.arena, "%s%s", lead, text));
}

static void add_item(const struct listing *l, const struct proposal_item *x, bool earlier)
{
    struct arena *a = l->t.arena;
    const char *kind = x->kind == PROPOSAL_RAISED ? "" : say_proposal_kind(x->kind);
    const char *deficiency = say_proposal_deficiency(&l->t, l->b, x);
    columns_row(l->columns, key_of(l, x),
                x->kind == PROPOSAL_RAISED ? say_gain(&l->t, x->gain) : kind,
                earlier ? say_proposal_became(x->state) : say_proposal_state(x->state),
                say_proposal_due(a, x), x->owner, further(l, x));
    add_below(l, "", deficiency ? deficiency : x->ask);
    add_below(l, "→ ", say_proposal_text(&l->t, l->b, x));
    add_below(l, "§ ", x->basis);
    add_below(l, "“ ", x->reply);
}

static void add_list(struct listing *l, const struct proposal_item *list, int n, bool earlier,
                     struct buf *out)
{
    l->columns = columns_new(l->t.arena, "lrllll");
    columns_row(l->columns, C_("column", "Key"), C_("column", "Gain"), _("State"),
                C_("column", "Due"), C_("column", "Owner"), "");
    for (int i = 0; i < n; i++)
        add_item(l, &list[i], earlier);
    columns_write(l->columns, 0, out);
}

static void write_text(struct cli *cli, struct campaign *c, int which, const struct body_full *b,
                       const struct proposals *p, struct buf *out)
{
    struct listing l = {{b->rubric, cli_language(b->rubric), cli->arena}, c, which, b, NULL};
    if (p->n > 0)
        add_list(&l, p->list, p->n, false, out);
    if (p->nearlier == 0)
        return;
    buf_add(out, p->n > 0 ? "\n" : "");
    buf_printf(out, _("Of %s:\n"), campaign_name(c, which + 1));
    l.b = p->before;
    l.t.rubric = p->before->rubric;
    add_list(&l, p->earlier, p->nearlier, true, out);
}

static bool list_text(struct cli *cli, struct campaign *c, int which, struct buf *out,
                      struct err *err)
{
    struct proposals p;
    struct body_full *b = body_load(c, which, cli->argument[1], err);
    const struct rubric *r = b ? b->rubric : NULL;
    bool ok = b && proposals_read(c, which, b, cli_language(r), when_today(cli->arena), &p,
                                  cli->arena, err);
    if (ok) {
        write_text(cli, c, which, b, &p, out);
        proposals_free(&p);
    }
    body_unload(&b);
    return ok;
}

enum status exec_proposals(struct cli *cli)
{
    enum status status;
    struct campaign *c = cli_open(cli, false, "command", &status);
    if (!c)
        return status;
    struct buf out = {0};
    struct err err = {0};
    int which = cli_campaign(cli, c);
    buf_add(&out, "");
    if (which < 0)
        status = REFUSED;
    else if (cli_given(cli, O_JSON)
                 ? proposals_json(c, which, cli->argument[1], when_today(cli->arena), &out, &err)
                 : list_text(cli, c, which, &out, &err))
        status = cli_print(&out);
    else
        status = cli_fail(&err);
    buf_free(&out);
    campaign_close(&c);
    return status;
}

#include "tui/screens/scorecard.h"

#include <stdlib.h>
#include <string.h>
#include "tui/neighbour.h"
#include "tui/screens/proposals.h"
#include "tui/screens/states.h"
#include "tui/when.h"
#include "tui/widgets/list.h"

#define WIDE_LINE 100 /* columns from which the bottom line has room for more */

/* ---- reading ---- */

static void forget(struct card *c)
{
    if (c->there) {
        scorecard_free(&c->s);
    }
    c->there = false;
    arena_reset(c->arena);
    free(c->fault);
    c->fault = NULL;
}

static void read_card(struct card *c, const struct ui *ui)
{
    struct err err = {0};

    forget(c);
    c->there = row_get(ui->campaign, 0, c->body, "", -1, &c->row, c->arena) &&
               scorecard_read(ui->campaign, 0, c->body, ui->tongue.language, when_today(c->arena),
                              &c->s, c->arena, &err);
    c->name = campaign_name(ui->campaign, 0);
    if (!c->there) {
        c->fault =
            mem_dup(err.status == DONE ? _("This body is not there any more.") : err_text(&err));
    }
    err_clear(&err);
}

static bool card_go(struct screen *s, struct ui *ui, const struct place *at)
{
    struct card *c = s->data;

    if (*at->body && strcmp(at->body, c->body) != 0) {
        snprintf(c->body, sizeof c->body, "%s", at->body);
        c->list = (struct list){.cur = 0};
        read_card(c, ui);
        c->fresh = true;
    }
    return true;
}

static bool card_open_screen(struct screen *s, struct ui *ui, const struct place *at,
                             const struct screen *below, struct err *err)
{
    struct row row;

    (void)below;
    if (!row_get(ui->campaign, 0, at->body, "", -1, &row, ui->tongue.arena)) {
        err_set(err, REFUSED, _("There is no body here to show the scorecard of."));
        return false;
    }
    struct card *c = mem_alloc(sizeof *c);
    c->arena = arena_new();
    c->laid = arena_new();
    snprintf(c->from, sizeof c->from, "%s", at->body);
    s->data = c;
    return card_go(s, ui, at);
}

static void card_close(struct screen *s)
{
    struct card *c = s->data;

    forget(c);
    arena_free(&c->arena);
    arena_free(&c->laid);
    free(c);
}

static where_set card_where(const struct screen *s)
{
    (void)s;
    return IN_SCORECARD;
}

/* ---- what runs ---- */

static bool card_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct card *c = s->data;

    if (states_has(action)) {
        return !states_why_not(ui, c->body, action);
    }
    if (proposals_has(action)) {
        return !proposals_why_not(ui, c->body, action);
    }
    switch (action) {
    case ACT_OPEN:
    case ACT_WHY:
        return card_chosen(c) != NULL;
    default:
        return true;
    }
}

static const char *card_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct card *c = s->data;

    return states_has(action)      ? states_why_not(ui, c->body, action)
           : proposals_has(action) ? proposals_why_not(ui, c->body, action)
                                   : NULL;
}

/* ---- commands ---- */

static struct effect next_body(struct screen *s, struct ui *ui, int direction)
{
    struct card *c = s->data;
    struct place at = place_of(SCREEN_SCORECARD, c->body, "", -1);

    if (!neighbour_body(ui, c->body, direction, at.body)) {
        return effect_say(ROLE_TEXT, neighbour_why_not(ui, c->body, direction));
    }
    card_go(s, ui, &at);
    return effect_none();
}

static struct effect card_act(struct screen *s, struct ui *ui, struct command command)
{
    struct card *c = s->data;

    if (list_command(&c->list, command.action, ui->area.h / 2)) {
        return effect_none();
    }
    if (states_has(command.action)) {
        return states_act(ui, SCREEN_BODY, c->body, command.action);
    }
    if (proposals_has(command.action)) {
        struct place at = card_about(c, ui);
        return proposals_act(command.action, c->body, at.service,
                             at.question >= 0 ? at.question : -1);
    }
    switch (command.action) {
    case ACT_OPEN:
        return card_open(c, ui);
    case ACT_WHY:
        return effect_over(&why_screen, card_about(c, ui));
    case ACT_REMARKS:
        return effect_over(&remarks_screen, card_about(c, ui));
    case ACT_HISTORY:
        return effect_over(&history_screen, place_of(SCREEN_BODIES, c->body, "", -1));
    case ACT_PREVIOUS_BODY:
    case ACT_NEXT_BODY:
        return next_body(s, ui, command.action == ACT_NEXT_BODY ? 1 : -1);
    case ACT_NEXT_OPEN:
    case ACT_PREVIOUS_OPEN:
        return (struct effect){.kind = EFFECT_NEXT_OPEN,
                               .direction = command.action == ACT_NEXT_OPEN ? 1 : -1};
    case ACT_BACK:
        return (struct effect){.kind = EFFECT_BACK, .went_on = strcmp(c->body, c->from) != 0};
    default:
        return effect_none();
    }
}

static void card_recalc(struct screen *s, struct ui *ui)
{
    struct card *c = s->data;

    /* Something may have been stored since; a moving cursor stores nothing. */
    if (!c->fresh && (!ui->moving || !c->there)) {
        read_card(c, ui);
    }
    c->fresh = false;
    card_lay(c, ui);
    card_fit(c, ui);
}

/* ---- where one is ---- */

static void card_place(const struct screen *s, struct place *at)
{
    *at = place_of(SCREEN_BODY, ((const struct card *)s->data)->body, "", -1);
}

static int card_crumbs(const struct screen *s, const struct ui *ui, const char **parts)
{
    const struct card *c = s->data;

    parts[0] = campaign_name(ui->campaign, 0);
    parts[1] = c->there ? short_name(&c->row) : c->body;
    parts[2] = _("Scorecard");
    return 3;
}

/* "handed in 2019-10-16   1 of 29" */
static const char *card_note(const struct screen *s, const struct ui *ui)
{
    const struct card *c = s->data;
    struct arena *a = ui->tongue.arena;
    int n, place = neighbour_place(ui, c->body, &n);
    const char *text = "";

    if (c->there) {
        text = states_note(c->s.review.state, c->s.review.changed);
        if (*text && c->s.review.at) {
            text = arena_printf(a, "%s %s", text, when_local(a, c->s.review.at, "%Y-%m-%d"));
        }
    }
    return place > 0 ? arena_printf(a, _("%s%s%d of %d"), text, *text ? "   " : "", place, n)
                     : text;
}

/* Reading and reviewing is what one is here for: a narrow line has room for that alone. */
static void card_hint(const struct screen *s, const struct ui *ui, enum action action,
                      const char **key, const char **word)
{
    (void)s;
    (void)word;
    switch (action) {
    case ACT_PREVIOUS_BODY:
        *key = "← →";
        break;
    case ACT_PALETTE:
        *key = ui->area.w < WIDE_LINE ? "" : *key;
        break;
    case ACT_NEXT_OPEN:
    case ACT_FIND:
    case ACT_STATE:
    case ACT_FINDING:
    case ACT_OPINION:
    case ACT_EXPORT:
    case ACT_UNDO:
        *key = "";
        break;
    default:
        break;
    }
}

const struct screen_table scorecard_screen = {
    .name = "scorecard",
    .whole = true,
    .open = card_open_screen,
    .close = card_close,
    .where = card_where,
    .runs = card_runs,
    .why_not = card_why_not,
    .act = card_act,
    .click = card_click,
    .go = card_go,
    .place = card_place,
    .recalc = card_recalc,
    .draw = card_draw,
    .crumbs = card_crumbs,
    .note = card_note,
    .hint = card_hint,
};

#include "tui/screens/scorecard.h"

#include <stdlib.h>
#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/neighbour.h"
#include "tui/screens/proposals.h"
#include "tui/screens/states.h"
#include "tui/when.h"
#include "tui/widgets/gauge.h"
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

    if (!row_get(ui->campaign, 0, at->body, "", -1, &row, ui->tongue.arena)) {
        err_set(err, REFUSED, _("There is no body here to show the scorecard of."));
        return false;
    }
    struct card *c = mem_alloc(sizeof *c);
    c->arena = arena_new();
    c->laid = arena_new();
    c->over_list = below && below->table == &bodies_screen;
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

static enum where card_where(const struct screen *s)
{
    (void)s;
    return IN_SCORECARD;
}

/* ---- what runs ---- */

static const struct card_item *chosen(const struct card *c)
{
    return c->list.cur < c->nitems ? &c->item[c->list.cur] : NULL;
}

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
        return chosen(c) != NULL;
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

/* Where it was opened over another body than it shows by now, that one is gone to. */
static struct effect back(const struct card *c)
{
    bool stays = c->over_list || strcmp(c->body, c->from) == 0;

    return stays ? (struct effect){.kind = EFFECT_BACK}
                 : (struct effect){.kind = EFFECT_OPEN,
                                   .place = place_of(SCREEN_BODY, c->body, "", -1)};
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
        return proposals_act(command.action, c->body, at.service, at.question);
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
        return back(c);
    default:
        return effect_none();
    }
}

/* ---- the window on the page ---- */

/* Rows of the page that are shown: the last line says how many more there are. */
static int window(const struct card *c, const struct ui *ui)
{
    return c->rows > ui->area.h ? ui->area.h - 1 : ui->area.h;
}

/* What is chosen stays in sight; from the first item on all that stands above it is seen too. */
static void fit(struct card *c, const struct ui *ui)
{
    int h = window(c, ui);

    c->list.n = c->nitems;
    c->list.cur = c->list.cur < c->nitems ? c->list.cur : c->nitems - 1;
    c->list.cur = c->list.cur < 0 ? 0 : c->list.cur;
    if (c->list.cur == 0 || !chosen(c)) {
        c->list.top = 0;
        return;
    }
    int y = chosen(c)->y;
    c->list.top = c->list.top > c->rows - h ? c->rows - h : c->list.top;
    c->list.top = c->list.top < 0 ? 0 : c->list.top;
    if (y - 1 < c->list.top) { /* with the heading above it */
        c->list.top = y > 0 ? y - 1 : 0;
    } else if (y >= c->list.top + h) {
        c->list.top = y - h + 1;
    }
}

static void card_recalc(struct screen *s, struct ui *ui)
{
    struct card *c = s->data;

    if (c->filtered) { /* the list that was opened from here is closed again */
        ui->services.filter = FILTER_ALL;
        c->filtered = false;
    }
    /* Something may have been stored since; a moving cursor stores nothing. */
    if (!c->fresh && (!ui->moving || !c->there)) {
        read_card(c, ui);
    }
    c->fresh = false;
    card_lay(c, ui);
    fit(c, ui);
}

static void cell_draw(const struct card *c, const struct card_cell *cell, int y)
{
    attr_t attr = role_attr(cell->role);

    if (cell->item >= 0 && cell->item == c->list.cur) {
        attr |= A_REVERSE;
    }
    switch (cell->kind) {
    case CELL_TEXT:
        put(y, cell->x, cell->w, attr, cell->text);
        break;
    case CELL_RIGHT:
        put_right(y, cell->x, cell->w, attr, cell->text);
        break;
    case CELL_GAUGE:
        gauge_draw(y, cell->x, cell->w, cell->low, cell->high, cell->full, cell->role);
        break;
    }
}

static void card_draw(const struct screen *s, struct ui *ui)
{
    const struct card *c = s->data;
    const struct card_item *at = chosen(c);
    int h = window(c, ui), more = c->rows - c->list.top - h;

    if (!c->there) {
        put(ui->area.y + 1, 1, ui->area.w - 2, role_attr(ROLE_ERROR),
            cut_end(ui->tongue.arena, c->fault ? c->fault : "", ui->area.w - 2));
        ui->cursor_y = ui->area.y + 1;
        ui->cursor_x = 1;
        return;
    }
    for (int i = 0; i < c->ncells; i++) {
        int row = c->cell[i].y - c->list.top;
        if (row >= 0 && row < h) {
            cell_draw(c, &c->cell[i], ui->area.y + row);
        }
    }
    if (c->rows > ui->area.h) {
        put_right(ui->area.y + h, 1, ui->area.w - 2, role_attr(ROLE_DIM),
                  more > 0 ? arena_printf(ui->tongue.arena, _(" ↓ %d more "), more) : "");
    }
    ui->cursor_y = ui->area.y + (at ? at->y - c->list.top : 0);
    ui->cursor_x = at ? at->x : 1;
    if (at) {
        put_cursor(ui->cursor_y, ui->cursor_x - 1, true);
    }
}

/* The item at a cell: the last one that begins before it in its line. */
static struct command card_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct card *c = s->data;
    int row = y - ui->area.y + c->list.top, hit = -1;

    for (int i = 0; i < c->nitems; i++) {
        bool before = c->item[i].y == row && c->item[i].x - 1 <= x;
        hit = before && (hit < 0 || c->item[i].x > c->item[hit].x) ? i : hit;
    }
    bool again = hit >= 0 && list_click(&c->list, hit);
    return (struct command){.action = again ? ACT_OPEN : ACT_NONE};
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
    .once = true,
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

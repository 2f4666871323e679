/* Body: its own questions and its services as rows, and how the body stands. */
#include <stdlib.h>
#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/screens/body.h"
#include "tui/screens/proposals.h"
#include "tui/screens/remarks.h"
#include "tui/screens/row_edit.h"
#include "tui/screens/states.h"
#include "tui/widgets/list.h"

static bool body_go(struct screen *s, struct ui *ui, const struct place *at)
{
    struct body *b = s->data;
    struct row row;

    if (strcmp(at->body, b->code) != 0) {
        return false;
    }
    if (!*at->service) {
        b->list.cur = at->screen == SCREEN_QUESTIONS ? 0 : b->list.cur;
        b->kept.at = -1;
    } else if (row_get(ui->campaign, 0, b->code, at->service, ui->stage, &row, ui->tongue.arena)) {
        int place = view_place(ui->campaign, 0, b->code, ui->stage, &ui->services, row.pos);
        b->list.cur = place < 0 ? b->list.cur : b->own + place;
        b->kept.at = place < 0 ? b->kept.at : -1;
    }
    return true;
}

static bool body_open(struct screen *s, struct ui *ui, const struct place *at,
                      const struct screen *below, struct err *err)
{
    struct row row;

    (void)below;
    if (!row_get(ui->campaign, 0, at->body, "", ui->stage, &row, ui->tongue.arena)) {
        err_set(err, REFUSED, _("there is no body %s in this campaign"), at->body);
        return false;
    }
    struct body *b = mem_alloc(sizeof *b);
    b->arena = arena_new();
    b->own = ui->tongue.rubric->body ? 1 : 0;
    strcpy(b->code, at->body);
    b->kept.at = -1;
    if (at->screen != SCREEN_SCORECARD) { /* which filters for what it opens */
        ui->services.filter = FILTER_ALL; /* made for the body before: here it would hide unasked */
    }
    s->data = b;
    return body_go(s, ui, at);
}

static void body_close(struct screen *s)
{
    struct body *b = s->data;
    arena_free(&b->arena);
    free(b->name);
    marked_free(&b->marked);
    free(b);
}

static where_set body_where(const struct screen *s)
{
    (void)s;
    return IN_BODY;
}

/* The body itself is withdrawn in the list of bodies: here it would go from under one's feet. */
static const char *body_row_why_not(const struct body *b, const struct ui *ui, enum action action)
{
    const struct row *row = body_chosen(b);

    if (action == ACT_WITHDRAW && body_is_own(b)) {
        return _("The body itself is withdrawn in the list of bodies.");
    }
    return row_why_not(ui, action, row || action == ACT_NEW_SERVICE ? b->code : "",
                       row && !body_is_own(b) ? row->service : "");
}

static bool body_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct body *b = s->data;

    if (states_has(action)) {
        return !states_why_not(ui, b->code, action);
    }
    if (row_action(action)) {
        return !body_row_why_not(b, ui, action);
    }
    if (proposals_has(action)) {
        return !proposals_why_not(ui, b->code, action);
    }
    switch (action) {
    case ACT_STAGE:
        return ui->tongue.rubric->nstages > 1;
    case ACT_SHOW_ALL:
        return view_hides(&ui->services);
    case ACT_OPEN:
    case ACT_HISTORY:
    case ACT_REMARKS:
    case ACT_WHY:
        return b->list.n > 0;
    case ACT_MARK:
    case ACT_MARK_RANGE:
    case ACT_MARK_ALL:
        return ui->tongue.rubric->service && b->services.n > 0;
    case ACT_ANSWER_MANY:
    case ACT_TAKE_OVER_MANY:
        return !body_many_why_not(b, ui, action == ACT_TAKE_OVER_MANY);
    default:
        return true;
    }
}

static const char *body_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct body *b = s->data;

    if (states_has(action)) {
        return states_why_not(ui, b->code, action);
    }
    if (row_action(action)) {
        return body_row_why_not(b, ui, action);
    }
    if (proposals_has(action)) {
        return proposals_why_not(ui, b->code, action);
    }
    if (action == ACT_STAGE) {
        return _("The work has only one stage here.");
    }
    if (action == ACT_SHOW_ALL) {
        return _("All rows are shown.");
    }
    if (action == ACT_ANSWER_MANY || action == ACT_TAKE_OVER_MANY) {
        return body_many_why_not(b, ui, action == ACT_TAKE_OVER_MANY);
    }
    return b->list.n == 0 ? _("This body has no services, and is asked nothing itself.") : NULL;
}

bool body_is_own(const struct body *b)
{
    return b->list.cur < b->own;
}

const struct row *body_chosen(const struct body *b)
{
    int i = b->list.cur - b->own - b->services.top;
    if (body_is_own(b)) {
        return b->there ? &b->summary.own : NULL;
    }
    return i >= 0 && i < b->nrows ? &b->rows[i] : NULL;
}

static struct effect open_chosen(const struct body *b, const struct rubric *r)
{
    const struct row *row = body_chosen(b);

    if (!row) {
        return effect_none();
    }
    if (!body_is_own(b) && row->state == SUBJECT_STOPPED) {
        return effect_say(ROLE_TEXT, _("A stopped service is not evaluated: nothing is asked."));
    }
    if (!body_is_own(b) && !r->service) {
        return effect_say(ROLE_TEXT, _("This rubric asks nothing of services."));
    }
    return (struct effect){
        .kind = EFFECT_OPEN,
        .place = place_of(SCREEN_QUESTIONS, b->code, body_is_own(b) ? "" : row->service, -1)};
}

static struct effect show_history(const struct body *b)
{
    const struct row *row = body_chosen(b);
    const char *service = body_is_own(b) || !row ? "" : row->service;
    return effect_over(&history_screen, place_of(SCREEN_BODY, b->code, service, -1));
}

static struct effect show_remarks(const struct body *b)
{
    const struct row *row = body_chosen(b);
    const char *service = body_is_own(b) || !row ? "" : row->service;
    return effect_over(&remarks_screen, place_of(SCREEN_BODY, b->code, service, -1));
}

static struct effect open_why(const struct body *b)
{
    const struct row *row = body_chosen(b);
    const char *service = body_is_own(b) ? "" : row ? row->service : "";
    return row ? effect_over(&why_screen, place_of(SCREEN_BODY, b->code, service, -1))
               : effect_none();
}

static struct effect body_act(struct screen *s, struct ui *ui, struct command c)
{
    struct body *b = s->data;

    if (list_command(&b->list, c.action, b->layout.list.h - 1)) {
        return effect_none();
    }
    if (states_has(c.action)) {
        return states_act(ui, SCREEN_BODY, b->code, c.action);
    }
    switch (c.action) {
    case ACT_OPEN:
        return open_chosen(b, ui->tongue.rubric);
    case ACT_WHY:
        return open_why(b);
    case ACT_NEXT_OPEN:
    case ACT_PREVIOUS_OPEN:
        return (struct effect){.kind = EFFECT_NEXT_OPEN,
                               .direction = c.action == ACT_NEXT_OPEN ? 1 : -1};
    case ACT_STAGE:
        return (struct effect){.kind = EFFECT_STAGE};
    case ACT_HISTORY:
        return show_history(b);
    case ACT_REMARKS:
        return show_remarks(b);
    case ACT_SHOW_ALL:
        ui->services.filter = FILTER_ALL;
        return effect_none();
    case ACT_BACK:
        return (struct effect){.kind = EFFECT_BACK};
    case ACT_MARK:
        return body_mark(b, ui);
    case ACT_MARK_RANGE:
        return body_mark_range(b, ui);
    case ACT_MARK_ALL:
        return body_mark_all(b, ui);
    case ACT_ANSWER_MANY:
    case ACT_TAKE_OVER_MANY:
        return body_many(b, ui, c.action == ACT_TAKE_OVER_MANY);
    default:
        break;
    }
    const struct row *row = body_is_own(b) ? NULL : body_chosen(b);
    if (proposals_has(c.action)) {
        return proposals_act(c.action, b->code, row ? row->service : "", -1);
    }
    return row_action(c.action) ? row_act(ui, c.action, b->code, row ? row->service : "")
                                : effect_none();
}

/* The row of the list at y; -1: none. */
static int row_at(const struct body *b, int y)
{
    if (b->own && y == b->layout.list.y) {
        return 0;
    }
    return y >= b->services_y ? b->own + b->services.top + y - b->services_y : -1;
}

static struct command body_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct body *b = s->data;

    (void)ui;
    bool again = rect_has(b->layout.list, y, x) && list_click(&b->list, row_at(b, y));
    return (struct command){.action = again ? ACT_OPEN : ACT_NONE};
}

/* ---- reading ---- */

static const char *heading(int column)
{
    static const char *const names[COLUMNS] = {NC_("column", "Answered"), N_("Score"), N_("Rating"),
                                               N_("Prop.")};
    return text_translated(names[column]);
}

static void columns(struct body *b, const struct tongue *t)
{
    b->columns[ANSWERED] = (struct column){.w = head_width(heading(ANSWERED), 8), .give = 3};
    b->columns[SCORE] = (struct column){.w = range_width(t->rubric)};
    b->columns[RATING] =
        (struct column){.w = rating_width(t, t->rubric->service, b->layout.list.w), .give = 1};
    b->columns[PROPOSALS] = (struct column){.w = head_width(heading(PROPOSALS), 5), .give = 2};
    b->name_w = columns_fit(b->columns, COLUMNS, b->layout.list.x + MARKS_W,
                            b->layout.list.w - MARKS_W - 1, 18, 90);
}

/* The body's own row stands above the services and does not scroll away. */
static void windows(struct body *b, struct ui *ui)
{
    int fixed = b->own ? 2 : 0, h = b->layout.list.h - fixed;
    const struct view *v = &ui->services;

    b->services_y = b->layout.list.y + fixed;
    b->all = rows_count(ui->campaign, 0, b->code);
    b->services.n = view_count(ui->campaign, 0, b->code, ui->stage, v);
    b->list.n = b->own + b->services.n;
    if (!body_is_own(b)) {
        b->list.cur = b->own + view_follow(ui, v, b->code, &b->kept, b->list.cur - b->own);
    }
    list_fit(&b->list, 0);
    b->services.cur = body_is_own(b) ? 0 : b->list.cur - b->own;
    list_fit(&b->services, h);
    b->rows = arena_alloc(b->arena, (size_t)(h + 1) * sizeof *b->rows);
    b->nrows =
        view_window(ui->campaign, 0, b->code, ui->stage, v, b->services.top, h, b->rows, b->arena);
    const struct row *row = body_is_own(b) ? NULL : body_chosen(b);
    b->kept = row ? (struct kept_row){row->pos, b->list.cur - b->own} : (struct kept_row){0, -1};
}

static void body_recalc(struct screen *s, struct ui *ui)
{
    struct body *b = s->data;
    int rows = body_pane_rows(ui->tongue.rubric, ui->area);

    arena_reset(b->arena);
    b->layout = list_layout(ui->area, rows, false);
    columns(b, &ui->tongue);
    b->there = row_get(ui->campaign, 0, b->code, "", ui->stage, &b->row, b->arena) &&
               body_summary(ui->campaign, 0, b->code, ui->stage, &b->summary, b->arena);
    body_state_read(b, ui);
    if (b->state_line) {
        b->layout = list_layout(ui->area, ++rows, false);
    }
    windows(b, ui);
    b->name_rows = ui->area.h < 16 ? 0 : body_name_rows(b); /* a small screen can't keep room */
    if (b->name_rows > 0) {
        b->layout = list_layout(ui->area, rows + b->name_rows, false);
        windows(b, ui);
    }
    if (!ui->moving) {
        body_name_read(b);
    }
}

/* ---- drawing ---- */

static void head_draw(const struct body *b, const struct ui *ui)
{
    attr_t dim = role_attr(ROLE_DIM);

    put(b->layout.head, b->layout.list.x + MARKS_W, b->name_w, dim,
        cut_end(ui->tongue.arena, view_head(ui, &ui->services, _("Service")), b->name_w));
    for (int i = 0; i < COLUMNS; i++) {
        const struct column *c = &b->columns[i];
        const char *name = cut_end(ui->tongue.arena, heading(i), c->w);
        if (c->x >= 0 && i == RATING) {
            put(b->layout.head, c->x, c->w, dim, name);
        } else if (c->x >= 0) {
            put_right(b->layout.head, c->x, c->w, dim, name);
        }
    }
}

static void row_draw(const struct body *b, const struct ui *ui, int y, const struct row *row,
                     const char *name, const struct block *block)
{
    struct arena *a = ui->tongue.arena;
    const struct column *c = b->columns;
    attr_t text = role_attr(ROLE_TEXT);
    enum role role;
    const char *verdict = say_verdict(&ui->tongue, row, block, c[RATING].w, &role);
    int answered = ui->stage < 0 ? row->answered : row->stage_answered;
    int asked = ui->stage < 0 ? row->asked : row->stage_asked;

    list_row_draw(y, b->layout.list.x, row == body_chosen(b), row_progress(row),
                  row_attention(row, ui->tongue.rubric), b->name_w, cut_middle(a, name, b->name_w));
    if (block == ui->tongue.rubric->service && marked_has(&b->marked, row->service)) {
        put(y, b->layout.list.x + MARKS_W - 1, 1, role_attr(ROLE_ACCENT), mark(MARK_MARKED));
    }
    if (c[ANSWERED].x >= 0 && asked > 0) {
        put_right(y, c[ANSWERED].x, c[ANSWERED].w, text, arena_printf(a, "%d/%d", answered, asked));
    }
    put_right(y, c[SCORE].x, c[SCORE].w, text, row_range(&ui->tongue, row));
    if (c[RATING].x >= 0) {
        put(y, c[RATING].x, c[RATING].w, role_attr(role), verdict);
    }
    if (c[PROPOSALS].x >= 0 && row->ndeficiencies > 0) {
        put_right(y, c[PROPOSALS].x, c[PROPOSALS].w, text,
                  arena_printf(a, "%d", row->ndeficiencies));
    }
}

static void body_draw(const struct screen *s, struct ui *ui)
{
    const struct body *b = s->data;
    const struct list_layout *l = &b->layout;
    const struct rubric *r = ui->tongue.rubric;

    head_draw(b, ui);
    if (b->own && b->there) {
        row_draw(b, ui, l->list.y, &b->summary.own, _("The body itself"), r->body);
        put_rule(l->list.y + 1, l->list.x + 1, l->list.w - 2);
    }
    for (int i = 0; i < b->nrows; i++) {
        row_draw(b, ui, b->services_y + i, &b->rows[i], short_name(&b->rows[i]), r->service);
    }
    if (b->services.n == 0 && b->all > 0) {
        put(b->services_y, l->list.x + MARKS_W, l->list.w - MARKS_W, role_attr(ROLE_TEXT),
            view_empty(ui, &ui->services));
    }
    put_rule(l->rule, ui->area.x, ui->area.w);
    body_pane_draw(b, ui);
    ui->cursor_x = l->list.x + MARKS_W;
    ui->cursor_y = body_is_own(b) ? l->list.y : b->services_y + b->services.cur - b->services.top;
}

static void body_place(const struct screen *s, struct place *at)
{
    const struct body *b = s->data;
    const struct row *row = body_is_own(b) ? NULL : body_chosen(b);
    *at = place_of(SCREEN_BODY, b->code, row ? row->service : "", -1);
}

static int body_crumbs(const struct screen *s, const struct ui *ui, const char **parts)
{
    const struct body *b = s->data;
    parts[0] = campaign_name(ui->campaign, 0);
    parts[1] = b->there ? short_name(&b->row) : b->code;
    return 2;
}

static const char *body_note(const struct screen *s, const struct ui *ui)
{
    const struct body *b = s->data;
    const char *shown = view_note(ui, &ui->services, b->services.n, b->all, "");
    const char *state = b->there ? states_note(review_of(b->row.review), b->row.changed) : "";
    shown = *shown && *state ? arena_printf(ui->tongue.arena, "%s   %s", shown, state)
            : *state         ? state
                             : shown;
    if (b->marked.n == 0) {
        return shown;
    }
    return arena_printf(ui->tongue.arena,
                        ngettext("%s%s%d marked", "%s%s%d marked", (unsigned long)b->marked.n),
                        shown, *shown ? " · " : "", b->marked.n);
}

/* Answering many stands in the bottom line once there are many. */
static void body_hint(const struct screen *s, const struct ui *ui, enum action action,
                      const char **key, const char **word)
{
    (void)ui;
    (void)word;
    if ((action == ACT_ANSWER_MANY && ((const struct body *)s->data)->marked.n == 0) ||
        (action == ACT_REMARKS && !remarks_offered(body_chosen(s->data))) ||
        action == ACT_FINDING || action == ACT_OPINION || action == ACT_EXPORT) {
        *key = "";
    }
}

const struct screen_table body_screen = {
    .name = "body",
    .open = body_open,
    .close = body_close,
    .where = body_where,
    .runs = body_runs,
    .why_not = body_why_not,
    .act = body_act,
    .click = body_click,
    .go = body_go,
    .place = body_place,
    .recalc = body_recalc,
    .draw = body_draw,
    .crumbs = body_crumbs,
    .note = body_note,
    .hint = body_hint,
};

/* Bodies, the home screen: a row per body; the chosen one's summary below, or beside where there is
 * room. */
#include <stdlib.h>
#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/screens/bodies.h"
#include "tui/screens/proposals.h"
#include "tui/screens/remarks.h"
#include "tui/screens/row_edit.h"
#include "tui/screens/states.h"
#include "tui/widgets/gauge.h"
#include "tui/widgets/list.h"

#define PANE_ROWS 6
#define DONE_W 10
#define STATE_W 23
#define STATE_FROM 110 /* columns of the list from which names keep their room beside it */

static bool bodies_go(struct screen *s, struct ui *ui, const struct place *at)
{
    struct bodies *b = s->data;
    struct row row;

    if (*at->body && row_get(ui->campaign, 0, at->body, "", ui->stage, &row, ui->tongue.arena)) {
        int place = view_place(ui->campaign, 0, NULL, ui->stage, &ui->bodies, row.pos);
        b->list.cur = place < 0 ? b->list.cur : place;
        b->kept.at = place < 0 ? b->kept.at : -1;
    }
    return true;
}

static bool bodies_open(struct screen *s, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    struct bodies *b = mem_alloc(sizeof *b);

    (void)below;
    (void)err;
    b->arena = arena_new();
    b->summed = arena_new();
    b->kept.at = -1;
    s->data = b;
    return bodies_go(s, ui, at);
}

static void bodies_close(struct screen *s)
{
    struct bodies *b = s->data;
    arena_free(&b->arena);
    arena_free(&b->summed);
    free(b);
}

static where_set bodies_where(const struct screen *s)
{
    (void)s;
    return IN_BODIES;
}

static const char *nothing_yet(void)
{
    return _("This campaign has no bodies yet: `meyar import FILE --registry REG.csv` adds "
             "them.");
}

static const char *bodies_row_why_not(const struct bodies *b, const struct ui *ui,
                                      enum action action)
{
    const struct row *row = bodies_chosen(b);
    return row_why_not(ui, action, row ? row->body : "", "");
}

static const char *bodies_proposals_why_not(const struct bodies *b, const struct ui *ui,
                                            enum action action)
{
    const struct row *row = bodies_chosen(b);
    return proposals_why_not(ui, row ? row->body : NULL, action);
}

static bool bodies_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct bodies *b = s->data;
    const struct row *row = states_has(action) ? bodies_chosen(b) : NULL;

    if (states_has(action)) {
        return row && !states_why_not(ui, row->body, action);
    }
    if (row_action(action)) {
        return !bodies_row_why_not(b, ui, action);
    }
    if (proposals_has(action)) {
        return !bodies_proposals_why_not(b, ui, action);
    }
    switch (action) {
    case ACT_STAGE:
        return ui->tongue.rubric->nstages > 1;
    case ACT_SHOW_ALL:
        return view_hides(&ui->bodies);
    case ACT_OPEN:
    case ACT_MARK:
    case ACT_WHY:
    case ACT_HISTORY:
    case ACT_REMARKS:
        return b->list.n > 0;
    case ACT_NEXT_OPEN:
    case ACT_PREVIOUS_OPEN:
        return b->all > 0;
    default:
        return true;
    }
}

static const char *bodies_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct row *row = bodies_chosen(s->data);

    if (states_has(action) && row) {
        return states_why_not(ui, row->body, action);
    }
    if (row_action(action)) {
        return bodies_row_why_not(s->data, ui, action);
    }
    if (proposals_has(action)) {
        return bodies_proposals_why_not(s->data, ui, action);
    }
    if (action == ACT_STAGE) {
        return _("The work has only one stage here.");
    }
    if (action == ACT_SHOW_ALL) {
        return arena_printf(ui->tongue.arena, _("All rows are shown; %s leaves meyar."),
                            action_key(ui->tongue.arena, ACT_LEAVE));
    }
    return ((const struct bodies *)s->data)->list.n == 0 ? nothing_yet() : NULL;
}

const struct row *bodies_chosen(const struct bodies *b)
{
    int i = b->list.cur - b->list.top;
    return i >= 0 && i < b->nrows ? &b->rows[i] : NULL;
}

static struct effect open_chosen(const struct bodies *b)
{
    const struct row *row = bodies_chosen(b);
    if (!row) {
        return effect_none();
    }
    return (struct effect){.kind = EFFECT_OPEN, .place = place_of(SCREEN_BODY, row->body, "", -1)};
}

static struct effect show_history(const struct bodies *b)
{
    const struct row *row = bodies_chosen(b);
    return row ? effect_over(&history_screen, place_of(SCREEN_BODIES, row->body, "", -1))
               : effect_none();
}

static struct effect show_remarks(const struct bodies *b)
{
    const struct row *row = bodies_chosen(b);
    return row ? effect_over(&remarks_screen, place_of(SCREEN_BODIES, row->body, "", -1))
               : effect_none();
}

static struct effect open_why(const struct bodies *b)
{
    const struct row *row = bodies_chosen(b);
    return row ? effect_over(&why_screen, place_of(SCREEN_BODIES, row->body, "", -1))
               : effect_none();
}

/* What is marked is compared. */
static struct effect mark_chosen(struct bodies *b, struct ui *ui)
{
    const struct row *row = bodies_chosen(b);
    struct arena *a = ui->tongue.arena;

    if (!row) {
        return effect_none();
    }
    marked_toggle(&ui->bodies_marked, row->body);
    list_move(&b->list, STEP_DOWN, 1);
    int n = ui->bodies_marked.n;
    if (n == 0) {
        return effect_say(ROLE_TEXT, _("No body is marked now."));
    }
    return effect_say(ROLE_TEXT,
                      arena_printf(a,
                                   ngettext("%d body is marked; the action Compare (%s) sets it "
                                            "beside others.",
                                            "%d bodies are marked; the action Compare (%s) sets "
                                            "them side by side.",
                                            (unsigned long)n),
                                   n, action_key(a, ACT_PALETTE)));
}

static struct effect bodies_act(struct screen *s, struct ui *ui, struct command c)
{
    struct bodies *b = s->data;

    if (list_command(&b->list, c.action, b->layout.list.h - 1)) {
        return effect_none();
    }
    if (states_has(c.action)) {
        const struct row *row = bodies_chosen(b);
        return row ? states_act(ui, SCREEN_BODIES, row->body, c.action) : effect_none();
    }
    switch (c.action) {
    case ACT_OPEN:
        return open_chosen(b);
    case ACT_MARK:
        return mark_chosen(b, ui);
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
        ui->bodies.filter = FILTER_ALL;
        view_keep(ui, true);
        return effect_none();
    case ACT_LEAVE:
        return (struct effect){.kind = EFFECT_BACK};
    default:
        break;
    }
    const struct row *row = bodies_chosen(b);
    if (row && proposals_has(c.action)) {
        return proposals_act(c.action, row->body, "", -1);
    }
    return row_action(c.action) ? row_act(ui, c.action, row ? row->body : "", "") : effect_none();
}

static struct command bodies_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct bodies *b = s->data;
    struct rect r = b->layout.list;

    (void)ui;
    bool again = rect_has(r, y, x) && list_click(&b->list, b->list.top + y - r.y);
    return (struct command){.action = again ? ACT_OPEN : ACT_NONE};
}

/* ---- reading and drawing ---- */

static const char *heading(int column)
{
    static const char *const names[COLUMNS] = {NC_("column", "Services"), N_("Done"), N_("Score"),
                                               N_("Rating"), N_("State")};
    return text_translated(names[column]);
}

static void columns(struct bodies *b, const struct tongue *t)
{
    b->columns[SERVICES] = (struct column){.w = head_width(heading(SERVICES), 8), .give = 3};
    b->columns[PROGRESS] = (struct column){.w = DONE_W, .give = 2};
    b->columns[SCORE] = (struct column){.w = range_width(t->rubric)};
    b->columns[RATING] =
        (struct column){.w = rating_width(t, t->rubric->body, b->layout.list.w), .give = 1};
    b->columns[STATE] =
        (struct column){.w = b->layout.list.w < STATE_FROM ? b->layout.list.w : STATE_W, .give = 4};
    b->name_w = columns_fit(b->columns, COLUMNS, b->layout.list.x + MARKS_W,
                            b->layout.list.w - MARKS_W, 18, 70);
}

static void bodies_recalc(struct screen *s, struct ui *ui)
{
    struct bodies *b = s->data;
    const struct view *v = &ui->bodies;

    arena_reset(b->arena);
    b->layout = list_layout(ui->area, PANE_ROWS, true);
    columns(b, &ui->tongue);
    b->all = rows_count(ui->campaign, 0, NULL);
    b->list.n = view_count(ui->campaign, 0, NULL, ui->stage, v);
    b->list.cur = view_follow(ui, v, NULL, &b->kept, b->list.cur);
    list_fit(&b->list, b->layout.list.h);
    b->rows = arena_alloc(b->arena, (size_t)(b->layout.list.h + 1) * sizeof *b->rows);
    b->nrows = view_window(ui->campaign, 0, NULL, ui->stage, v, b->list.top, b->layout.list.h,
                           b->rows, b->arena);
    const struct row *row = bodies_chosen(b);
    b->kept = row ? (struct kept_row){row->pos, b->list.cur} : b->kept;
    if (!ui->moving) {
        bodies_summary_read(b, ui);
    }
}

static void head_draw(const struct bodies *b, const struct ui *ui)
{
    attr_t dim = role_attr(ROLE_DIM);

    put(b->layout.head, b->layout.list.x + MARKS_W, b->name_w, dim,
        cut_end(ui->tongue.arena, view_head(ui, &ui->bodies, _("Body")), b->name_w));
    for (int i = 0; i < COLUMNS; i++) {
        const struct column *c = &b->columns[i];
        const char *name = cut_end(ui->tongue.arena, heading(i), c->w);
        if (c->x >= 0 && (i == SERVICES || i == SCORE)) {
            put_right(b->layout.head, c->x, c->w, dim, name);
        } else if (c->x >= 0) {
            put(b->layout.head, c->x, c->w, dim, name);
        }
    }
}

static void row_draw(const struct bodies *b, const struct ui *ui, int y, const struct row *row)
{
    const struct rubric *r = ui->tongue.rubric;
    const struct column *c = b->columns;
    attr_t text = role_attr(ROLE_TEXT);
    enum role role;
    const char *verdict = say_verdict(&ui->tongue, row, r->body, c[RATING].w, &role);
    int done = ui->stage < 0 ? row->answered : row->stage_answered;
    int asked = ui->stage < 0 ? row->asked : row->stage_asked;

    list_row_draw(y, b->layout.list.x, row == bodies_chosen(b), row_progress(row),
                  states_attention(row, r), b->name_w,
                  cut_middle(ui->tongue.arena, short_name(row), b->name_w));
    if (marked_has(&ui->bodies_marked, row->body)) {
        put(y, b->layout.list.x + MARKS_W - 1, 1, role_attr(ROLE_ACCENT), mark(MARK_MARKED));
    }
    if (c[SERVICES].x >= 0) {
        put_right(y, c[SERVICES].x, c[SERVICES].w, text,
                  arena_printf(ui->tongue.arena, "%d", row->nservices));
    }
    if (c[STATE].x >= 0) {
        const char *note = states_note(review_of(row->review), row->changed);
        put(y, c[STATE].x, c[STATE].w, row->changed ? role_attr(ROLE_WARNING) : text,
            cut_end(ui->tongue.arena, note, c[STATE].w));
    }
    if (row->state == SUBJECT_INCOMPLETE && !row_begun(row)) {
        return; /* nothing to see yet: an empty row says so best */
    }
    if (c[PROGRESS].x >= 0) {
        bar_draw(y, c[PROGRESS].x, DONE_W, done, asked, ROLE_DIM);
    }
    put_right(y, c[SCORE].x, c[SCORE].w, text, row_range(&ui->tongue, row));
    if (c[RATING].x >= 0) {
        put(y, c[RATING].x, c[RATING].w, role_attr(role), verdict);
    }
}

static void bodies_draw(const struct screen *s, struct ui *ui)
{
    const struct bodies *b = s->data;
    const struct list_layout *l = &b->layout;

    head_draw(b, ui);
    for (int i = 0; i < b->nrows; i++) {
        row_draw(b, ui, l->list.y + i, &b->rows[i]);
    }
    if (b->list.n == 0 && b->all > 0) {
        put(l->list.y, l->list.x + MARKS_W, l->list.w - MARKS_W, role_attr(ROLE_TEXT),
            view_empty(ui, &ui->bodies));
    } else if (b->list.n == 0) {
        put(l->list.y, l->list.x + MARKS_W, l->list.w - MARKS_W, role_attr(ROLE_TEXT),
            nothing_yet());
    }
    list_parted(l, ui->area);
    pane_draw(&b->pane, l->pane.y, l->pane.x + (l->wall < 0), l->pane.h);
    ui->cursor_y = l->list.y + b->list.cur - b->list.top;
    ui->cursor_x = l->list.x + MARKS_W;
}

static void bodies_place(const struct screen *s, struct place *at)
{
    const struct row *row = bodies_chosen(s->data);
    *at = place_of(SCREEN_BODIES, row ? row->body : "", "", -1);
}

static int bodies_crumbs(const struct screen *s, const struct ui *ui, const char **parts)
{
    (void)s;
    parts[0] = campaign_name(ui->campaign, 0);
    parts[1] = _("Bodies");
    return 2;
}

static const char *bodies_note(const struct screen *s, const struct ui *ui)
{
    const struct bodies *b = s->data;
    int marked = ui->bodies_marked.n;
    const char *shown = view_note(ui, &ui->bodies, b->list.n, b->all,
                                  arena_printf(ui->tongue.arena, _("all %d"), b->all));
    return marked == 0
               ? shown
               : arena_printf(ui->tongue.arena,
                              ngettext("%s%s%d marked", "%s%s%d marked", (unsigned long)marked),
                              shown, *shown ? " · " : "", marked);
}

static void bodies_hint(const struct screen *s, const struct ui *ui, enum action action,
                        const char **key, const char **word)
{
    (void)ui;
    (void)word;
    if (proposals_has(action) || action == ACT_MARK || action == ACT_EXPORT ||
        (action == ACT_REMARKS && !remarks_offered(bodies_chosen(s->data)))) {
        *key = "";
    }
}

const struct screen_table bodies_screen = {
    .name = "bodies",
    .open = bodies_open,
    .close = bodies_close,
    .where = bodies_where,
    .runs = bodies_runs,
    .why_not = bodies_why_not,
    .act = bodies_act,
    .click = bodies_click,
    .go = bodies_go,
    .place = bodies_place,
    .recalc = bodies_recalc,
    .draw = bodies_draw,
    .crumbs = bodies_crumbs,
    .note = bodies_note,
    .hint = bodies_hint,
};

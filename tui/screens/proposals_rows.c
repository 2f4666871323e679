/* The two lists of the Proposals screen: the campaign's own, and what became of those before. */
#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/proposal_words.h"
#include "tui/remark_words.h"
#include "tui/screens/proposals.h"
#include "tui/widgets/list.h"

#define NAME_X 3 /* behind the cursor, the mark and a blank */
#define PANE_ROWS 8
#define PANE_ROWS_TALL 10
#define TALL 34     /* rows of a screen from which the pane is the tall one */
#define ROOMY 100   /* columns of the list from which there is a further one */
#define ROOMIER 130 /* … and one more, and wider ones */
#define NAME_LEAST 20
#define NAME_MOST 100

/* ---- reading ---- */

const struct proposal_item *proposals_chosen(const struct proposals_screen *p)
{
    return told_item(&p->told, p->cur);
}

bool proposals_is_earlier(const struct proposals_screen *p)
{
    return p->cur >= p->told.read.n && p->told.read.nearlier > 0;
}

void proposals_choose(struct proposals_screen *p, int i)
{
    p->cur = i < 0 ? 0 : i;
    const struct proposal_item *item = proposals_chosen(p);
    snprintf(p->chosen, sizeof p->chosen, "%s", item ? item->key : "");
}

/* The proposal may have gone to another place, or be gone. */
static void keep_cursor(struct proposals_screen *p)
{
    int at = *p->chosen ? told_find(&p->told, p->chosen) : -1, n = told_count(&p->told);

    proposals_choose(p, at >= 0 ? at : p->cur < n ? p->cur : n - 1);
}

void proposals_take(struct proposals_screen *p, const struct ui *ui)
{
    told_read(&p->told, ui, p->body, ui->tongue.language);
    if (!row_get(ui->campaign, 0, p->body, "", -1, &p->row, p->told.arena)) {
        p->row = (struct row){.body = p->body, .service = "", .name = p->body};
    }
    keep_cursor(p);
}

/* ---- where things stand ---- */

static const char *heading(int column)
{
    static const char *const names[P_COLUMNS] = {[P_GAIN] = NC_("column", "Gain"),
                                                 [P_SERVICES] = NC_("column", "Services"),
                                                 [P_OWNER] = NC_("column", "Owner"),
                                                 [P_DUE] = NC_("column", "Due"),
                                                 [P_STATE] = N_("State"),
                                                 [P_AGAIN] = NC_("column", "Again")};
    return text_translated(names[column]);
}

/* The longest state on show decides, within reason. */
static int state_width(const struct proposals_screen *p, int most)
{
    int w = head_width(heading(P_STATE), 6);

    for (int i = 0; i < p->told.read.n; i++) {
        int one = text_width(say_proposal_state(p->told.read.list[i].state));
        w = one > w ? one : w;
    }
    for (int i = 0; i < p->told.read.nearlier; i++) {
        int one = text_width(say_proposal_became(p->told.read.earlier[i].state));
        w = one > w ? one : w;
    }
    return w < most ? w : most;
}

static void columns(struct proposals_screen *p)
{
    struct rect l = p->layout.list;
    struct column *c = p->columns;

    c[P_GAIN] = (struct column){.w = head_width(heading(P_GAIN), 5), .give = 3};
    /* What has no room for sure is as wide as all of it. */
    c[P_SERVICES] =
        (struct column){.w = l.w < ROOMIER ? l.w : head_width(heading(P_SERVICES), 4), .give = 6};
    c[P_OWNER] = (struct column){.w = l.w < 90 ? 9 : l.w < ROOMIER ? 16 : 22, .give = 2};
    c[P_DUE] = (struct column){.w = head_width(_("overdue"), 10), .give = 1};
    c[P_STATE] = (struct column){.w = state_width(p, l.w < 90 ? 12 : 20)};
    c[P_AGAIN] = (struct column){.w = l.w < ROOMY ? l.w : 12, .give = 5};
    p->name_w = columns_fit(c, P_COLUMNS, l.x + NAME_X, l.w - NAME_X - 1, NAME_LEAST, NAME_MOST);
}

static void fit_part(struct proposals_part *part, int n, int y, int h)
{
    part->list.n = n;
    part->y = y;
    part->more = n > h && h > 1;
    part->h = part->more ? h - 1 : h;
    list_fit(&part->list, part->h);
}

/* Both lists have their window; the later one gives way first. Where even that is too little room,
 * the one with the cursor is on show. */
static void place_parts(struct proposals_screen *p)
{
    int y = p->layout.list.y, h = p->layout.list.h, n = p->told.read.n, m = p->told.read.nearlier;
    int upper = n > 0 ? n : 1, lower = m > 0 ? m + 2 : 0;

    if (upper + lower > h && m > 0) {
        int least = 2 + (m < 2 + h / 5 ? m : 2 + h / 5);
        lower = h - upper > least ? h - upper : least;
        if (h - lower < 3) {
            lower = proposals_is_earlier(p) ? h : 0;
        }
    }
    upper = h - lower;
    p->head_y = lower == 0 ? -1 : upper > 0 ? y + upper + 1 : y;
    if (proposals_is_earlier(p)) {
        p->before.list.cur = p->cur - n;
    } else {
        p->now.list.cur = p->cur;
    }
    fit_part(&p->now, n, y, upper);
    fit_part(&p->before, m, p->head_y + 1, lower == 0 ? 0 : y + h - p->head_y - 1);
}

void proposals_lay(struct proposals_screen *p, const struct ui *ui)
{
    arena_reset(p->arena);
    p->layout = list_layout(ui->area, ui->area.h < TALL ? PANE_ROWS : PANE_ROWS_TALL, true);
    columns(p);
    place_parts(p);
}

int proposals_row_at(const struct proposals_screen *p, int y, int x)
{
    const struct proposals_part *parts[] = {&p->now, &p->before};
    int from[] = {0, p->told.read.n};

    for (int i = 0; i < 2; i++) {
        const struct proposals_part *part = parts[i];
        int row = part->list.top + y - part->y;
        struct rect r = {part->y, p->layout.list.x, part->h, p->layout.list.w};
        if (rect_has(r, y, x) && row >= 0 && row < part->list.n) {
            return from[i] + row;
        }
    }
    return -1;
}

/* ---- drawing ---- */

static void head_draw(const struct proposals_screen *p)
{
    attr_t dim = role_attr(ROLE_DIM);
    int y = p->layout.head;

    put(y, p->layout.list.x + NAME_X, p->name_w, dim, cut_end(p->arena, _("Proposal"), p->name_w));
    for (int i = 0; i < P_COLUMNS; i++) {
        const struct column *c = &p->columns[i];
        const char *name = cut_end(p->arena, heading(i), c->w);
        if (c->x >= 0 && (i == P_GAIN || i == P_SERVICES)) {
            put_right(y, c->x, c->w, dim, name);
        } else if (c->x >= 0) {
            put(y, c->x, c->w, dim, name);
        }
    }
}

/* How many services it stands in, and for how many of them these words are; who wrote it; that it
 * comes back for the third time (a second is left to what is said of the chosen one): what has no
 * column of its own. */
static const char *behind(const struct proposals_screen *p, const struct proposal_item *x)
{
    struct arena *a = p->arena;
    const char *text = "", *times = say_proposal_times(a, x->times);

    if (x->kind == PROPOSAL_DEFICIENCY) {
        text = _(" (own finding)");
    } else if (x->kind != PROPOSAL_RAISED) {
        text = arena_printf(a, " (%s)", say_proposal_kind(x->kind));
    } else if (x->ntexts > 1 && !x->proposal) {
        text = arena_printf(a, _(" (%d of %d)"), x->texts[0].nservices, x->nservices);
    } else if (x->nservices > 1 && p->columns[P_SERVICES].x < 0) {
        text = arena_printf(a, " (%d)", x->nservices);
    }
    if (x->times > 2 && p->columns[P_AGAIN].x < 0) {
        text = arena_printf(a, "%s %s %s", text, mark_utf8(MARK_DOT), times);
    }
    return text;
}

static const char *name_cell(const struct proposals_screen *p, const struct proposal_item *x)
{
    struct arena *a = p->arena;
    const char *end = behind(p, x), *title = say_in_line(a, proposal_title(x));
    int room = p->name_w - text_width(end);

    if (room < NAME_LEAST / 2) {
        return cut_end(a, title, p->name_w);
    }
    return arena_printf(a, "%s%s", cut_end(a, title, room), end);
}

static void cells_draw(const struct proposals_screen *p, const struct ui *ui,
                       const struct proposal_item *x, bool earlier, int y, attr_t text)
{
    const struct column *c = p->columns;
    struct arena *a = p->arena;
    struct tongue t = {ui->tongue.rubric, ui->tongue.language, a};
    const char *due = earlier ? (x->due ? x->due : "") : say_proposal_due(a, x);
    const char *state = earlier ? say_proposal_became(x->state) : say_proposal_state(x->state);

    if (c[P_GAIN].x >= 0 && !earlier) {
        put_right(y, c[P_GAIN].x, c[P_GAIN].w, text, say_gain(&t, x->gain));
    }
    if (c[P_SERVICES].x >= 0 && x->nservices > 0) {
        put_right(y, c[P_SERVICES].x, c[P_SERVICES].w, text, arena_printf(a, "%d", x->nservices));
    }
    if (c[P_OWNER].x >= 0) {
        put(y, c[P_OWNER].x, c[P_OWNER].w, text,
            cut_end(a, x->owner ? x->owner : "–", c[P_OWNER].w));
    }
    if (c[P_DUE].x >= 0 && x->overdue) {
        put(y, c[P_DUE].x, c[P_DUE].w, role_attr(ROLE_WARNING),
            cut_end(a, _("overdue"), c[P_DUE].w));
    } else if (c[P_DUE].x >= 0) {
        put(y, c[P_DUE].x, c[P_DUE].w, text, cut_end(a, *due ? due : "–", c[P_DUE].w));
    }
    put(y, c[P_STATE].x, c[P_STATE].w, text, cut_end(a, state, c[P_STATE].w));
    if (c[P_AGAIN].x >= 0) {
        put(y, c[P_AGAIN].x, c[P_AGAIN].w, text,
            cut_end(a, say_proposal_times(a, x->times), c[P_AGAIN].w));
    }
}

static void row_draw(const struct proposals_screen *p, struct ui *ui, const struct proposal_item *x,
                     bool earlier, int y, bool here)
{
    const struct rubric *r =
        earlier && p->told.read.before ? p->told.read.before->rubric : ui->tongue.rubric;
    bool past = x->state == PROPOSAL_DONE || x->state == PROPOSAL_NO_LONGER;
    attr_t text = role_attr(past ? ROLE_DIM : ROLE_TEXT);
    int x0 = p->layout.list.x;

    put_cursor(y, x0, here);
    put(y, x0 + 1, 1, text, mark(proposal_mark(x, r)));
    put(y, x0 + NAME_X, p->name_w, here ? text | A_REVERSE : text, name_cell(p, x));
    cells_draw(p, ui, x, earlier, y, text);
    if (here) {
        ui->cursor_y = y;
        ui->cursor_x = x0 + NAME_X;
    }
}

/* "↑ 2 · ↓ 7 more" */
static void more_draw(const struct proposals_screen *p, const struct proposals_part *part)
{
    struct arena *a = p->arena;
    int above = part->list.top, below = part->list.n - above - part->h;
    const char *text = above == 0   ? arena_printf(a, _("%s %d more"), mark_utf8(MARK_DOWN), below)
                       : below == 0 ? arena_printf(a, _("%s %d more"), mark_utf8(MARK_UP), above)
                                    : arena_printf(a, _("%s %d, %s %d more"), mark_utf8(MARK_UP),
                                                   above, mark_utf8(MARK_DOWN), below);

    put(part->y + part->h, p->layout.list.x + NAME_X, p->name_w, role_attr(ROLE_DIM), text);
}

static void part_draw(const struct proposals_screen *p, struct ui *ui, bool earlier)
{
    const struct proposals_part *part = earlier ? &p->before : &p->now;
    const struct proposal_item *list = earlier ? p->told.read.earlier : p->told.read.list;

    for (int i = 0; i < part->h && part->list.top + i < part->list.n; i++) {
        int row = part->list.top + i;
        bool here = row + (earlier ? p->told.read.n : 0) == p->cur;
        row_draw(p, ui, &list[row], earlier, part->y + i, here);
    }
    if (part->more) {
        more_draw(p, part);
    }
}

/* A body without proposals is no fault of anybody. */
static const char *nothing(const struct proposals_screen *p)
{
    if (p->told.fault) {
        return p->told.fault;
    }
    return row_begun(&p->row) ? _("No answer of this body is deficient as they stand.")
                              : _("Nothing is answered here yet, so nothing is proposed.");
}

void proposals_rows_draw(const struct proposals_screen *p, struct ui *ui)
{
    struct rect l = p->layout.list;
    int w = l.w - NAME_X - 1;

    ui->cursor_y = l.y;
    ui->cursor_x = l.x + NAME_X;
    head_draw(p);
    if (p->told.read.n == 0 && p->now.h > 0) {
        put(l.y, l.x + NAME_X, w, role_attr(ROLE_TEXT), cut_end(p->arena, nothing(p), w));
    }
    part_draw(p, ui, false);
    if (p->head_y >= 0) {
        put(p->head_y, l.x + 1, w, role_attr(ROLE_DIM),
            arena_printf(p->arena, _("Of %s"), campaign_name(ui->campaign, 1)));
        part_draw(p, ui, true);
    }
}

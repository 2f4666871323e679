/* The rows of the paper, and below them (beside, where there is room) the sums of the chosen one.
 */
#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/screens/why.h"
#include "tui/widgets/list.h"

#define INDENT 2     /* columns a level */
#define ROOMY 60     /* columns from which the weights are shown */
#define NAME_MOST 64 /* columns of a part's name */
#define NO_BREAK "\u00a0"
#define PANE_MOST 17   /* rows that the sums need, with room to spare */
#define REMARK_LEAST 8 /* columns: less says nothing */

/* ---- what stands below the rows ---- */

/* A sum breaks before its signs, never within a product or before what it gives. */
static const char *glued(struct arena *a, const char *sum)
{
    struct buf b = {0};

    for (const char *s = sum; *s; s++) {
        bool after = s > sum && (s[-1] == '=' || (s - sum > 1 && memcmp(s - 2, "×", 2) == 0));
        bool before = s[1] == '%' || strncmp(s + 1, "×", 2) == 0;
        if (*s == ' ' && (after || before)) {
            buf_add(&b, NO_BREAK);
        } else {
            buf_addc(&b, *s);
        }
    }
    const char *text = arena_dup(a, b.s ? b.s : "");
    buf_free(&b);
    return text;
}

/* Once the lines are broken the blanks are blanks again. */
static void unglue(struct pane *p, int first)
{
    for (int i = first; i < p->n; i++) {
        struct buf b = {0};
        for (const char *s = p->lines[i].left, *at; *s; s = at) {
            at = strstr(s, NO_BREAK);
            buf_addn(&b, s, at ? (size_t)(at - s) : strlen(s));
            buf_add(&b, at ? " " : "");
            at = at ? at + strlen(NO_BREAK) : s + strlen(s);
        }
        p->lines[i].left = arena_dup(p->arena, b.s ? b.s : "");
        buf_free(&b);
    }
}

static int label_width(const struct why_line *lines, int n)
{
    int widest = 6;

    for (int i = 0; i < n; i++) {
        int w = text_width(lines[i].label);
        widest = w > widest ? w : widest;
    }
    return widest + 1;
}

static void add_sums(struct pane *p, const struct why_text *x, int row, bool headed)
{
    struct why_line *lines;
    int n = why_sums(x, row, &lines);

    if (n == 0) {
        return;
    }
    if (headed) {
        pane_text(p, 0, ROLE_DIM, 1, why_part(x, row));
    }
    int first = p->n;
    for (int i = 0; i < n; i++) {
        const char *text = glued(p->arena, arena_printf(p->arena, "= %s", lines[i].text));
        pane_entry(p, 0, lines[i].label, label_width(lines, n), 0, text);
    }
    unglue(p, first);
    pane_blank(p, 0);
}

/* A row's name and remark in full, where its line may have cut them. */
static void add_row(struct pane *p, const struct why_text *x, int row)
{
    const char *remark = why_remark(x, row);

    pane_text(p, 0, ROLE_TITLE, 0, why_part(x, row));
    if (*remark) {
        pane_text(p, 0, ROLE_TEXT, 0, remark);
    }
}

/* A part that is summed; where it is not whole, or left out, that too. */
static void add_part(struct pane *p, const struct why_text *x, int row)
{
    const char *remark = why_remark(x, row);

    if (*remark) {
        pane_text(p, 0, ROLE_DIM, 1, why_part(x, row));
        pane_text(p, 0, ROLE_TEXT, 0, remark);
        add_sums(p, x, row, false);
    } else {
        add_sums(p, x, row, true);
    }
}

/* The chosen row and its sums, those of what it is summed in, those of the whole, and the rules. */
static void fill(struct pane *p, const struct why_text *x, int row)
{
    const struct why_row *part = &x->why->row[row];
    const char **rules;
    bool alone = part->kind == WHY_QUESTION || part->kind == WHY_SERVICE;

    if (alone) {
        add_row(p, x, row);
        int n = p->n;
        add_sums(p, x, row, false);
        if (p->n == n) {
            pane_blank(p, 0);
        }
    } else if (row > 0) {
        add_part(p, x, row);
    }
    int summing = alone ? why_summing(x->why, row) : 0;
    if (summing > 0) {
        add_sums(p, x, summing, true);
    }
    add_sums(p, x, 0, row > 0);
    int n = why_rules(x, &rules);
    for (int i = 0; i < n; i++) {
        pane_text(p, 0, ROLE_TEXT, 0, rules[i]);
    }
}

/* ---- layout ---- */

static void place_columns(struct why_screen *w)
{
    const struct rect *l = &w->layout.list;
    int x0 = l->x + 2, figure_w = 7;

    bool none = num_is_none(w->text.why->row[0].f.low);
    w->nfigures = none ? 0 : why_complete(&w->text) ? 1 : 3;
    w->weight_w = l->w >= ROOMY ? 6 : 0;
    x0 += w->weight_w > 0 ? w->weight_w + 2 : 0;
    for (int i = 0; i < w->nfigures; i++) {
        w->columns[i] = (struct column){.w = figure_w, .give = w->nfigures == 3 && i == 0 ? 1 : 0};
    }
    int room = l->w - (x0 - l->x), figures_w = w->nfigures * (figure_w + 2);
    int remark = (room - figures_w) * 2 / 5;
    w->columns[w->nfigures] = (struct column){.w = remark, .give = 2};
    w->part_w = columns_fit(w->columns, w->nfigures + 1, x0, room - 1, 18, NAME_MOST);
    struct column *last = &w->columns[w->nfigures];
    if (last->x >= 0) {
        last->w = l->x + l->w - last->x;
        last->x = last->w < REMARK_LEAST ? -1 : last->x;
    }
}

/* The rows keep half of the height, and give what they do not need. */
static void place_pane(struct why_screen *w, struct rect area)
{
    struct list_layout *l = &w->layout;

    *l = list_layout(area, PANE_MOST, true);
    int spare = l->list.h - w->nshown;
    if (l->rule >= 0 && spare > 0) {
        l->rule -= spare;
        l->list.h -= spare;
        l->pane.y -= spare;
        l->pane.h += spare;
    }
}

void why_lay(struct why_screen *w, const struct ui *ui)
{
    place_pane(w, ui->area);
    place_columns(w);
    list_fit(&w->list, w->layout.list.h);
    int pane_w = w->layout.pane.w - 2;
    /* While the cursor runs only rows change: what belongs to one waits for its rest. */
    if (!ui->moving || w->reading || w->pane.w != pane_w) {
        arena_reset(w->laid);
        pane_begin(&w->pane, w->laid, pane_w);
        fill(&w->pane, &w->text, why_chosen(w));
    }
    if (w->reading) {
        reader_begin(&w->reader, w->laid, ui->area, _("Why"));
        fill(&w->reader.pane, &w->text, why_chosen(w));
        reader_end(&w->reader, ui->area);
    }
}

/* ---- drawing ---- */

static void head_draw(const struct why_screen *w)
{
    static const char *const figures[] = {N_("so far"), N_("low"), N_("high")};
    attr_t dim = role_attr(ROLE_DIM);
    int y = w->layout.head, x = w->layout.list.x + 2;

    if (w->weight_w > 0) {
        put_right(y, x, w->weight_w, dim, cut_end(w->arena, _("weight"), w->weight_w));
        x += w->weight_w + 2;
    }
    put(y, x, w->part_w, dim, cut_end(w->arena, _("part"), w->part_w));
    for (int i = 0; i < w->nfigures && i < 3; i++) {
        const struct column *c = &w->columns[i];
        if (c->x >= 0) {
            put_right(y, c->x, c->w, dim,
                      cut_end(w->arena, w->nfigures == 1 ? _("score") : _(figures[i]), c->w));
        }
    }
}

/* What there is to say of a row stands behind the figures; of a question, which has none, from
 * where they begin. */
static void remark_draw(const struct why_screen *w, const struct ui *ui, int y, int row)
{
    const struct why_row *part = &w->text.why->row[row];
    const struct column *at = &w->columns[w->nfigures];
    struct arena *a = ui->tongue.arena;
    bool dim = !part->in && part->kind != WHY_TOTAL;

    for (int i = 0; part->kind == WHY_QUESTION && i < w->nfigures; i++) {
        if (w->columns[i].x >= 0) {
            at = &w->columns[i];
            break;
        }
    }
    if (at->x < 0) {
        return;
    }
    int end = w->layout.list.x + w->layout.list.w, cells = end - at->x - 1;
    put(y, at->x, cells, role_attr(dim ? ROLE_DIM : ROLE_TEXT),
        cut_end(a, text_show(a, why_remark(&w->text, row), false), cells));
}

static void figures_draw(const struct why_screen *w, int y, int row)
{
    static const enum why_figure order[] = {WHY_SO_FAR, WHY_LOW, WHY_HIGH};
    attr_t attr = role_attr(row == 0 ? ROLE_TITLE : ROLE_TEXT);

    for (int i = 0; i < w->nfigures; i++) {
        const struct column *c = &w->columns[i];
        enum why_figure which = w->nfigures == 1 ? WHY_SCORE : order[i];
        if (c->x >= 0) {
            put_right(y, c->x, c->w, attr, why_cell(&w->text, row, which));
        }
    }
}

static bool has_fold(const struct why_screen *w, int row)
{
    return w->folded[row] && w->text.why->row[row].end > row + 1;
}

static void row_draw(const struct why_screen *w, const struct ui *ui, int y, int at)
{
    const struct why_row *part = &w->text.why->row[w->shown[at]];
    struct arena *a = ui->tongue.arena;
    int x = w->layout.list.x, indent = part->level > 1 ? INDENT * (part->level - 1) : 0;
    bool chosen = at == w->list.cur;
    attr_t attr = role_attr(part->level == 0 ? ROLE_TITLE : ROLE_TEXT);

    put_cursor(y, x, chosen);
    int weights = w->weight_w > 0 ? w->weight_w + 2 : 0;
    if (weights > 0) {
        put_right(y, x + 2, w->weight_w, role_attr(ROLE_TEXT), why_weight(&w->text, w->shown[at]));
    }
    x += 2 + (part->level > 0 ? weights : 0);
    int cells = w->part_w - indent + (part->level > 0 ? 0 : weights);
    const char *name = text_show(a, why_part(&w->text, w->shown[at]), false);
    const char *narrow = why_part_short(&w->text, w->shown[at]);
    name = narrow && text_width(name) + 2 > cells ? text_show(a, narrow, false) : name;
    const char *more = has_fold(w, w->shown[at]) ? " +" : "";
    bool middle = part->kind == WHY_SERVICE || part->kind == WHY_TOTAL;
    name = middle ? cut_middle(a, name, cells) : cut_end(a, name, cells - (int)strlen(more));
    put(y, x + indent, cells, chosen ? attr | A_REVERSE : attr,
        arena_printf(a, "%s%s", name, more));
    if (part->kind != WHY_QUESTION && part->kind != WHY_SERVICE_CRITERIA) {
        figures_draw(w, y, w->shown[at]);
    }
    remark_draw(w, ui, y, w->shown[at]);
}

/* Where the cursor stands: on the name's first letter. */
static void set_cursor(const struct why_screen *w, struct ui *ui)
{
    int level = w->text.why->row[why_chosen(w)].level;
    int weights = w->weight_w > 0 && level > 0 ? w->weight_w + 2 : 0;

    ui->cursor_y = w->layout.list.y + w->list.cur - w->list.top;
    ui->cursor_x = w->layout.list.x + 2 + weights + (level > 1 ? INDENT * (level - 1) : 0);
}

static void pane_part_draw(const struct why_screen *w, struct ui *ui)
{
    const struct rect *r = &w->layout.pane;
    int more = w->pane.n - r->h;

    pane_draw(&w->pane, r->y, r->x + (w->layout.wall < 0), r->h);
    if (more > 0) {
        const char *text = arena_printf(ui->tongue.arena, _(" ↓ %d more: %s "), more,
                                        action_key(ui->tongue.arena, ACT_WHY_MORE));
        int at = w->layout.rule >= 0 ? w->layout.rule : r->y + r->h - 1;
        put_right(at, r->x, r->w - 1, role_attr(ROLE_DIM), text);
    }
}

void why_draw(const struct screen *s, struct ui *ui)
{
    const struct why_screen *w = s->data;
    const struct list_layout *l = &w->layout;

    head_draw(w);
    for (int i = w->list.top; i < w->nshown && i < w->list.top + l->list.h; i++) {
        row_draw(w, ui, l->list.y + i - w->list.top, i);
    }
    list_parted(l, ui->area);
    pane_part_draw(w, ui);
    set_cursor(w, ui);
    if (w->reading) {
        reader_draw(&w->reader, ui);
    }
}

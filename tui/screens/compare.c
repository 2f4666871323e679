/* Compare: up to eight bodies side by side; below, which share of the points each earned with each
 * question. */
#include "tui/screens/compare.h"

#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/screens/goto.h"
#include "tui/screens/report.h"
#include "tui/widgets/list.h"

static bool screen_open(struct screen *screen, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    struct compare_screen *s = mem_alloc(sizeof *s);
    struct place from = {.question = -1};

    (void)err;
    s->kept = arena_new();
    s->arena = arena_new();
    screen->data = s;
    if (below && below->table->place) {
        below->table->place(below, &from);
    }
    strcpy(s->from, *at->body ? at->body : from.body);
    /* From the report: the row of a question, of the bodies themselves where no service is named.
     */
    s->to_row = at->question >= 0;
    s->own_row = !*at->service;
    s->question = at->question;
    compare_read_all(s, ui);
    return true;
}

static void screen_close(struct screen *screen)
{
    struct compare_screen *s = screen->data;

    arena_free(&s->kept);
    arena_free(&s->arena);
    free(s->fault);
    free(s);
}

static where_set screen_where(const struct screen *screen)
{
    (void)screen;
    return IN_COMPARE;
}

bool compare_line_chosen(const struct compare_line *line)
{
    return line->kind > COMPARE_HEAD;
}

const struct compare_line *compare_chosen(const struct compare_screen *s)
{
    return s->list.cur < s->list.n && compare_line_chosen(&s->line[s->list.cur])
               ? &s->line[s->list.cur]
               : NULL;
}

int compare_column(const struct compare_screen *s)
{
    return s->column < s->x.n ? s->column : -1;
}

struct report_view compare_file(const struct screen *compare, struct arena *a)
{
    const struct compare_screen *s = compare->data;
    const char **codes = arena_alloc(a, COMPARE_MOST * sizeof *codes);

    for (int i = 0; i < s->x.n; i++) {
        codes[i] = arena_dup(a, s->x.body[i].of.code);
    }
    return (struct report_view){.kind = VIEW_COMPARE,
                                .codes = codes,
                                .ncodes = s->x.n,
                                .questions = true,
                                .order = s->order,
                                .column = s->order_column < s->x.n ? s->order_column : -1};
}

/* ---- moving ---- */

static bool can(const void *screen, int i)
{
    return compare_line_chosen(&((const struct compare_screen *)screen)->line[i]);
}

static void settle(struct compare_screen *s, int direction)
{
    list_settle(&s->list, direction, can, s);
}

/* The heading right above the chosen row comes into sight. */
static void show_head(struct compare_screen *s)
{
    list_show_around(&s->list, s->rows.h, can, s);
}

/* To the first row of the next part; the part begins at the top. */
static void next_part(struct compare_screen *s)
{
    for (int i = 1; i <= s->list.n; i++) {
        int at = (s->list.cur + i) % s->list.n;
        if (at == 0 || s->line[at].kind == COMPARE_HEAD) {
            s->list.cur = s->list.top = at;
            settle(s, 1);
            return;
        }
    }
}

/* The first question, or the one that it was opened for. */
static void begin(struct compare_screen *s)
{
    s->begun = true;
    s->list.cur = s->list.n - 1;
    for (int i = s->list.n - 1; i >= 0 && s->line[i].kind == COMPARE_QUESTION; i--) {
        s->list.cur = s->list.top = i;
    }
    s->list.top -= s->list.top > 0;
    for (int i = 0; s->to_row && i < s->list.n; i++) {
        const struct compare_line *line = &s->line[i];
        if (line->kind == COMPARE_QUESTION && line->own == s->own_row &&
            line->index == s->question) {
            s->list.cur = i;
        }
    }
    if (s->to_row) {
        s->column = s->x.n;
    }
}

static void to_first_question(struct compare_screen *s)
{
    bool to_row = s->to_row;
    s->to_row = false;
    begin(s);
    s->to_row = to_row;
}

/* ---- what can be done ---- */

static const char *why_not(const struct screen *screen, const struct ui *ui, enum action action)
{
    const struct compare_screen *s = screen->data;
    const struct compare_line *line = compare_chosen(s);

    (void)ui;
    if (action != ACT_CELL_GO) {
        return NULL;
    }
    if (!line) {
        return _("Nothing is chosen here.");
    }
    return line->kind != COMPARE_QUESTION && compare_column(s) < 0
               ? _("That column is of all bodies: nothing stands behind its cell here.")
               : NULL;
}

static bool runs(const struct screen *screen, const struct ui *ui, enum action action)
{
    const struct compare_screen *s = screen->data;

    switch (action) {
    case ACT_CELL_LEFT:
    case ACT_CELL_RIGHT:
    case ACT_SECTION:
    case ACT_SORT_ROWS:
    case ACT_SORT_COLUMN:
    case ACT_COMPARE_BODIES:
    case ACT_EXPORT:
        return s->read;
    default:
        return !why_not(screen, ui, action);
    }
}

static void sort(struct compare_screen *s, enum compare_order order, int column)
{
    s->order = order;
    s->order_column = column;
    compare_lines_make(s); /* the arena lives until the next recalc */
    to_first_question(s);
}

static struct effect act(struct screen *screen, struct ui *ui, struct command c)
{
    struct compare_screen *s = screen->data;
    int was = s->list.cur;

    (void)ui;
    if (!s->read) {
        return (struct effect){.kind = c.action == ACT_BACK ? EFFECT_BACK : EFFECT_NONE};
    }
    if (list_command(&s->list, c.action, s->rows.h - 1)) {
        settle(s, s->list.cur < was || c.action == ACT_LAST ? -1 : 1);
        show_head(s);
        return effect_none();
    }
    switch (c.action) {
    case ACT_BACK:
        return (struct effect){.kind = EFFECT_BACK};
    case ACT_CELL_LEFT:
        s->column -= s->column > 0;
        return effect_none();
    case ACT_CELL_RIGHT:
        s->column += s->column < s->x.n;
        return effect_none();
    case ACT_SECTION:
        next_part(s);
        return effect_none();
    case ACT_SORT_ROWS:
        sort(s, s->order >= COMPARE_DIFFERENT ? COMPARE_RUBRIC : s->order + 1, 0);
        return effect_none();
    case ACT_SORT_COLUMN:
        sort(s, COMPARE_COLUMN, s->column);
        return effect_none();
    case ACT_COMPARE_BODIES:
        return effect_over(&compared_screen, (struct place){.question = -1});
    case ACT_CELL_GO:
        return compare_chosen(s)->kind == COMPARE_QUESTION
                   ? effect_over(&behind_screen, (struct place){.question = -1})
                   : go_body(s->x.body[s->column].of.code);
    default:
        return effect_none();
    }
}

static struct command click(struct screen *screen, struct ui *ui, int y, int x)
{
    struct compare_screen *s = screen->data;
    int i = s->list.top + y - s->rows.y, at = x - s->rows.x - 2 - s->name_w;

    (void)ui;
    if (!rect_has(s->rows, y, x) || i >= s->list.n || !compare_line_chosen(&s->line[i])) {
        return (struct command){.action = ACT_NONE};
    }
    int column = at < 0 ? s->column : s->first + at / s->cell_w;
    bool here = column == s->column || column >= s->first + s->fit;
    s->column = here ? s->column : column;
    return (struct command){.action = list_click(&s->list, i) && here ? ACT_CELL_GO : ACT_NONE};
}

/* ---- showing ---- */

/* Are others marked than those that are shown? */
static bool marked_anew(const struct compare_screen *s, struct ui *ui)
{
    const char **codes;
    int n = s->read ? compare_codes(s, ui, &codes, s->arena) : 0;
    bool same = n == s->x.n;

    for (int i = 0; same && i < n; i++) {
        same = strcmp(codes[i], s->x.body[i].of.code) == 0;
    }
    return s->read && !same;
}

/* An answer that was given from here moves its question in an order by worth: the cursor, and what
 * is listed behind its cell, stay with it. */
static void follow(struct compare_screen *s, const struct compare_line *was)
{
    for (int i = 0; i < s->list.n; i++) {
        const struct compare_line *l = &s->line[i];
        if (l->kind == was->kind && l->index == was->index && l->own == was->own) {
            s->list.cur = i;
            return;
        }
    }
}

static void recalc(struct screen *screen, struct ui *ui)
{
    struct compare_screen *s = screen->data;
    const struct compare_line *chosen = compare_chosen(s);
    struct compare_line was = chosen ? *chosen : (struct compare_line){.index = -1};
    bool changed = s->changes != campaign_changes(ui->campaign);

    arena_reset(s->arena);
    if (changed || marked_anew(s, ui)) {
        compare_read_all(s, ui);
    }
    s->tongue = ui->tongue;
    s->tongue.arena = s->arena;
    compare_lines_make(s);
    if (changed && chosen) {
        follow(s, &was);
    }
    compare_place(s, ui);
    if (!s->begun && s->read) {
        begin(s);
    }
    list_fit(&s->list, s->rows.h);
    settle(s, 1);
    show_head(s);
    compare_foot(s, ui);
}

static void draw(const struct screen *screen, struct ui *ui)
{
    compare_draw(screen->data, ui);
}

static int crumbs(const struct screen *screen, const struct ui *ui, const char **parts)
{
    (void)screen;
    parts[0] = campaign_name(ui->campaign, 0);
    parts[1] = _("Compare");
    return 2;
}

static const char *note(const struct screen *screen, const struct ui *ui)
{
    const struct compare_screen *s = screen->data;
    return s->read ? arena_printf(ui->tongue.arena, _("%d of %d bodies"), s->x.n, s->all.nbodies)
                   : "";
}

const struct screen_table compare_screen = {
    .name = "compare",
    .open = screen_open,
    .close = screen_close,
    .where = screen_where,
    .runs = runs,
    .why_not = why_not,
    .act = act,
    .click = click,
    .recalc = recalc,
    .draw = draw,
    .crumbs = crumbs,
    .note = note,
};

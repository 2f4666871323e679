/* Which bodies are compared: all of them, those that are shown ticked. What is taken is marked in
 * Bodies too. */
#include <stdlib.h>
#include <string.h>
#include "tui/lines.h"
#include "tui/screens/compare.h"
#include "tui/screens/goto.h"
#include "tui/widgets/picker.h"

struct choosing {
    struct arena *kept;  /* of the bodies */
    struct arena *shown; /* of what recalc makes */
    struct row *row;
    int n;
    struct marked chosen; /* in the order in which they were ticked */
    struct narrowed left; /* rows that have what was typed */
    struct picker picker;
};

static bool box_open(struct screen *screen, struct ui *ui, const struct place *at,
                     const struct screen *below, struct err *err)
{
    const struct compare_screen *s = below->data;
    struct choosing *k = mem_alloc(sizeof *k);
    int n = rows_count(ui->campaign, 0, NULL);

    (void)at;
    (void)err;
    k->kept = arena_new();
    k->shown = arena_new();
    k->row = arena_alloc(k->kept, ((size_t)n + 1) * sizeof *k->row);
    k->n = rows_window(ui->campaign, 0, NULL, -1, 0, n, k->row, k->kept);
    for (int i = 0; i < s->x.n; i++) {
        marked_add(&k->chosen, s->x.body[i].of.code);
    }
    screen->data = k;
    return true;
}

static void box_close(struct screen *screen)
{
    struct choosing *k = screen->data;
    picker_free(&k->picker);
    marked_free(&k->chosen);
    arena_free(&k->kept);
    arena_free(&k->shown);
    free(k);
}

static where_set box_where(const struct screen *screen)
{
    (void)screen;
    return IN_PICKER;
}

static bool box_runs(const struct screen *screen, const struct ui *ui, enum action action)
{
    (void)screen;
    (void)ui;
    (void)action;
    return true;
}

static struct effect tick(struct choosing *k, struct ui *ui)
{
    int i = narrowed_chosen(&k->left, &k->picker);
    if (i < 0) {
        return effect_none();
    }
    const char *code = k->row[i].body;
    if (!marked_has(&k->chosen, code) && k->chosen.n >= COMPARE_MOST) {
        return effect_say(ROLE_TEXT,
                          arena_printf(ui->tongue.arena,
                                       _("At most %d bodies stand side by side: take a tick away "
                                         "first."),
                                       COMPARE_MOST));
    }
    marked_toggle(&k->chosen, code);
    list_move(&k->picker.list, STEP_DOWN, 1);
    return effect_none();
}

/* Without a tick nothing is marked any more, and Compare chooses by itself. */
static struct effect take(const struct choosing *k, struct ui *ui)
{
    marked_clear(&ui->bodies_marked);
    for (int i = 0; i < k->chosen.n; i++) {
        marked_add(&ui->bodies_marked, k->chosen.code[i]);
    }
    return (struct effect){.kind = EFFECT_BACK};
}

static struct effect box_act(struct screen *screen, struct ui *ui, struct command c)
{
    struct choosing *k = screen->data;

    if (c.action == ACT_TYPE && c.ch == ' ') {
        return tick(k, ui);
    }
    if (picker_command(&k->picker, c)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_PICK:
        return take(k, ui);
    case ACT_CLOSE_PICKER:
        return (struct effect){.kind = EFFECT_BACK};
    default:
        return effect_none();
    }
}

/* A click on the chosen row ticks it. */
static struct command box_click(struct screen *screen, struct ui *ui, int y, int x)
{
    struct choosing *k = screen->data;
    struct command c = picker_click(&k->picker, y, x);

    (void)ui;
    return c.action == ACT_PICK ? (struct command){.action = ACT_TYPE, .ch = ' '} : c;
}

static void add(struct choosing *k, const struct ui *ui, int i)
{
    const struct row *row = &k->row[i];
    const char *all = arena_printf(k->shown, "%s %s %s", row->name,
                                   row->short_name ? row->short_name : "", row->body);

    struct picker_item item = {.left = short_name(row),
                               .right = cut_end(k->shown, row->body, ui->area.w < 60 ? 8 : 20),
                               .mark = marked_has(&k->chosen, row->body) ? MARK_CHOSEN
                                                                         : MARK_NOT_CHOSEN};
    narrowed_add(&k->left, &k->picker, i, all, item);
}

static void box_recalc(struct screen *screen, struct ui *ui)
{
    struct choosing *k = screen->data;

    arena_reset(k->shown);
    narrowed_begin(&k->left, k->n, k->shown);
    for (int i = 0; i < k->n; i++) {
        add(k, ui, i);
    }
    const char *title = arena_printf(k->shown, _("Bodies that are compared: %d"), k->chosen.n);
    picker_read(&k->picker, go_area(ui), title, k->left.item, k->left.n, k->n,
                k->left.n ? _("Space ticks a body; what is typed narrows the list")
                          : _("No body has these words."));
}

static void box_draw(const struct screen *screen, struct ui *ui)
{
    picker_draw(&((const struct choosing *)screen->data)->picker, ui);
}

const struct screen_table compared_screen = {
    .name = "compared",
    .floats = true,
    .open = box_open,
    .close = box_close,
    .where = box_where,
    .runs = box_runs,
    .act = box_act,
    .click = box_click,
    .recalc = box_recalc,
    .draw = box_draw,
};

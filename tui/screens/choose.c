/* Filter and sort: short lists over the list of bodies or of services; what is taken stands at once
 * and is kept. */
#include <stdlib.h>
#include "tui/busy.h"
#include "tui/screens/views.h"
#include "tui/widgets/picker.h"

struct choosing {
    struct arena *arena;
    struct picker picker;
    bool bodies;        /* the list below is that of bodies */
    bool order;         /* the order is chosen; else the filter */
    bool begun;         /* the cursor was put on what stands */
    struct view *views; /* what can be chosen, as left by what was typed */
    int n;
};

static const enum filter of_bodies[] = {
    FILTER_ALL,        FILTER_MINE,     FILTER_OPEN,     FILTER_FINISHED,
    FILTER_TO_REVIEW,  FILTER_RETURNED, FILTER_ACCEPTED, FILTER_CHANGED,
    FILTER_UNASSIGNED, FILTER_RATING,   FILTER_GRAVEST,  FILTER_REMARK,
    FILTER_CANT_TELL,  FILTER_EVIDENCE, FILTER_CONFLICT, FILTER_NOTE};
static const enum filter of_services[] = {
    FILTER_ALL,      FILTER_OPEN,      FILTER_RATED,     FILTER_RATING,         FILTER_UNRATED,
    FILTER_STOPPED,  FILTER_DEFICIENT, FILTER_CANT_TELL, FILTER_NOT_APPLICABLE, FILTER_NOTE,
    FILTER_CONFLICT, FILTER_REMARK,    FILTER_EVIDENCE};
#define SIZE(array) ((int)(sizeof(array) / sizeof(array)[0]))

static bool begin(struct screen *s, const struct screen *below, bool order)
{
    struct choosing *c = mem_alloc(sizeof *c);

    c->arena = arena_new();
    c->bodies = below->table == &bodies_screen;
    c->order = order;
    s->data = c;
    return true;
}

static bool filter_open(struct screen *s, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    (void)ui;
    (void)at;
    (void)err;
    return begin(s, below, false);
}

static bool sort_open(struct screen *s, struct ui *ui, const struct place *at,
                      const struct screen *below, struct err *err)
{
    (void)ui;
    (void)at;
    (void)err;
    return begin(s, below, true);
}

static void choose_close(struct screen *s)
{
    struct choosing *c = s->data;
    picker_free(&c->picker);
    arena_free(&c->arena);
    free(c);
}

static where_set choose_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool choose_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct choosing *c = s->data;
    (void)ui;
    return action != ACT_PICK || c->n > 0;
}

/* What takes long is looked for now, under a bar; where that is broken off, what stood before comes
 * back. */
static struct effect take(struct choosing *c, struct ui *ui)
{
    struct view *now = view_of(ui, c->bodies), was = *now;
    struct err err = {0};
    struct effect e = {.kind = EFFECT_BACK};

    *now = c->views[c->picker.list.cur];
    if (c->bodies && now->filter == FILTER_EVIDENCE) {
        busy_begin(false);
        view_count(ui->campaign, 0, NULL, ui->stage, now);
        if (progress_broken_off(&err)) {
            *now = was;
            e.message = (struct message){ROLE_TEXT, arena_dup(ui->tongue.arena, err_text(&err))};
        }
        busy_end();
        err_clear(&err);
    }
    view_keep(ui, c->bodies);
    return e;
}

static struct effect choose_act(struct screen *s, struct ui *ui, struct command command)
{
    struct choosing *c = s->data;

    if (picker_command(&c->picker, command)) {
        return effect_none();
    }
    if (command.action == ACT_PICK && c->n > 0) {
        return take(c, ui);
    }
    bool closes = command.action == ACT_PICK || command.action == ACT_CLOSE_PICKER;
    return (struct effect){.kind = closes ? EFFECT_BACK : EFFECT_NONE};
}

static struct command choose_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct choosing *c = s->data;

    (void)ui;
    return picker_click(&c->picker, y, x);
}

/* ---- reading ---- */

static const char *word_of(const struct choosing *c, const struct ui *ui, const struct view *v)
{
    if (c->order) {
        return order_word(v->order);
    }
    return view_hides(v) ? filter_word(&ui->tongue, v) : _("all");
}

/* Adds a row where it has what was typed. */
static void add(struct choosing *c, struct ui *ui, struct picker_item *items, struct view v)
{
    const struct view *now = view_of(ui, c->bodies);
    const char *word = word_of(c, ui, &v);
    bool stands = c->order ? now->order == v.order : now->filter == v.filter && now->arg == v.arg;

    if (!text_finds(picker_typed(&c->picker), word)) {
        return;
    }
    if (stands && !c->begun) {
        c->picker.list.cur = c->n;
    }
    items[c->n] = (struct picker_item){.left = arena_dup(c->arena, word),
                                       .mark = stands ? MARK_CHOSEN : MARK_NOT_CHOSEN};
    c->views[c->n++] = v;
}

static void add_filters(struct choosing *c, struct ui *ui, struct picker_item *items)
{
    const struct view *now = view_of(ui, c->bodies);
    const enum filter *list = c->bodies ? of_bodies : of_services;
    int n = c->bodies ? SIZE(of_bodies) : SIZE(of_services);

    for (int i = 0; i < n; i++) {
        struct view v = {list[i], 0, now->order};
        int ratings = list[i] == FILTER_RATING ? ui->tongue.rubric->nratings : 1;
        for (; v.arg < ratings; v.arg++) {
            add(c, ui, items, v);
        }
    }
}

static void choose_recalc(struct screen *s, struct ui *ui)
{
    struct choosing *c = s->data;
    const struct view *now = view_of(ui, c->bodies);
    int most = ORDERS + FILTERS + ui->tongue.rubric->nratings;
    int all = c->order    ? ORDERS
              : c->bodies ? SIZE(of_bodies) + ui->tongue.rubric->nratings - 1
                          : SIZE(of_services) + ui->tongue.rubric->nratings - 1;

    arena_reset(c->arena);
    struct picker_item *items = arena_alloc(c->arena, (size_t)most * sizeof *items);
    c->views = arena_alloc(c->arena, (size_t)most * sizeof *c->views);
    c->n = 0;
    if (c->order) {
        for (enum order i = 0; i < ORDERS; i++) {
            add(c, ui, items, (struct view){now->filter, now->arg, i});
        }
    } else {
        add_filters(c, ui, items);
    }
    c->begun = true;
    const char *title = c->order    ? _("Order of the rows")
                        : c->bodies ? _("Bodies that are shown")
                                    : _("Services that are shown");
    picker_read(&c->picker, ui->area, title, items, c->n, all, NULL);
}

static void choose_draw(const struct screen *s, struct ui *ui)
{
    const struct choosing *c = s->data;
    picker_draw(&c->picker, ui);
}

#define CHOOSE(id, title)                                                                          \
    const struct screen_table id##_screen = {                                                      \
        .name = title,                                                                             \
        .floats = true,                                                                            \
        .open = id##_open,                                                                         \
        .close = choose_close,                                                                     \
        .where = choose_where,                                                                     \
        .runs = choose_runs,                                                                       \
        .act = choose_act,                                                                         \
        .click = choose_click,                                                                     \
        .recalc = choose_recalc,                                                                   \
        .draw = choose_draw,                                                                       \
    };
CHOOSE(filter, "filter")
CHOOSE(sort, "sort")

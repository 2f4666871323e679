/* The places of one line of a scorecard: Enter goes to one, and back leads here again, so that one
 * goes through them one after the other. */
#include <stdlib.h>
#include "tui/lines.h"
#include "tui/remark_words.h"
#include "tui/screens/goto.h"
#include "tui/screens/scorecard.h"
#include "tui/widgets/picker.h"

struct places {
    struct arena *arena; /* of the places */
    struct arena *shown; /* of what recalc makes */
    struct picker picker;
    const char *title;
    struct card_place *list;
    int n;
    struct narrowed left; /* those that have what was typed */
};

static bool places_open(struct screen *s, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    struct places *p;
    const char *title;

    (void)at;
    if (!below || below->table != &scorecard_screen) {
        err_set(err, REFUSED, _("There is no scorecard here."));
        return false;
    }
    p = mem_alloc(sizeof *p);
    p->arena = arena_new();
    p->shown = arena_new();
    p->n = card_places(below->data, ui, &p->list, &title, p->arena);
    p->title = arena_dup(p->arena, title);
    s->data = p;
    return true;
}

static void places_close(struct screen *s)
{
    struct places *p = s->data;
    picker_free(&p->picker);
    arena_free(&p->arena);
    arena_free(&p->shown);
    free(p);
}

static where_set places_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool places_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    (void)ui;
    return action != ACT_PICK || ((const struct places *)s->data)->left.n > 0;
}

static struct effect places_act(struct screen *s, struct ui *ui, struct command c)
{
    struct places *p = s->data;

    if (picker_command(&p->picker, c)) {
        return effect_none();
    }
    if (c.action == ACT_CLOSE_PICKER) {
        return (struct effect){.kind = EFFECT_BACK};
    }
    return c.action == ACT_PICK && p->left.n > 0
               ? card_go_place(ui, &p->list[narrowed_chosen(&p->left, &p->picker)])
               : effect_none();
}

static struct command places_click(struct screen *s, struct ui *ui, int y, int x)
{
    (void)ui;
    return picker_click(&((struct places *)s->data)->picker, y, x);
}

static void places_recalc(struct screen *s, struct ui *ui)
{
    struct places *p = s->data;
    struct rect area = go_area(ui);

    arena_reset(p->shown);
    narrowed_begin(&p->left, p->n, p->shown);
    for (int i = 0; i < p->n; i++) {
        const struct card_place *at = &p->list[i];
        const char *words =
            arena_printf(p->shown, "%s %s %s", at->left, at->right, at->text ? at->text : "");
        const char *right = cut_middle(p->shown, at->right, area.w < 60 ? 12 : 24);
        narrowed_add(&p->left, &p->picker, i, words,
                     (struct picker_item){.left = at->left, .right = right});
    }
    int chosen = narrowed_chosen(&p->left, &p->picker);
    const struct card_place *at = chosen >= 0 ? &p->list[chosen] : NULL;
    const char *foot = !at ? "" : at->text ? say_in_line(p->shown, at->text) : at->right;
    picker_read(&p->picker, area, cut_end(p->shown, p->title, area.w < 76 ? area.w - 8 : 68),
                p->left.item, p->left.n, p->n, ui->moving ? p->picker.foot : foot);
}

static void places_draw(const struct screen *s, struct ui *ui)
{
    picker_draw(&((const struct places *)s->data)->picker, ui);
}

const struct screen_table places_screen = {
    .name = "places",
    .floats = true,
    .open = places_open,
    .close = places_close,
    .where = places_where,
    .runs = places_runs,
    .act = places_act,
    .click = places_click,
    .recalc = places_recalc,
    .draw = places_draw,
};

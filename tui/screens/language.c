/* Language: what rubric and program speak, chosen from a short list. */
#include <stdlib.h>
#include <string.h>
#include "tui/language.h"
#include "tui/ui.h"
#include "tui/widgets/picker.h"

struct language {
    struct arena *arena;
    struct picker picker;
    const char *const *codes;
    int ncodes;
    bool placed; /* the cursor was put on what is spoken now */
};

static bool language_open(struct screen *s, struct ui *ui, const struct place *at,
                          const struct screen *below, struct err *err)
{
    struct language *l = mem_alloc(sizeof *l);

    (void)ui;
    (void)at;
    (void)below;
    (void)err;
    l->arena = arena_new();
    l->picker.silent = true;
    s->data = l;
    return true;
}

static void language_close(struct screen *s)
{
    struct language *l = s->data;

    picker_free(&l->picker);
    arena_free(&l->arena);
    free(l);
}

static where_set language_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool language_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    (void)s;
    (void)ui;
    return action != ACT_EDIT_CLEAR; /* nothing can be typed */
}

static struct effect language_act(struct screen *s, struct ui *ui, struct command c)
{
    struct language *l = s->data;

    if (picker_command(&l->picker, c)) {
        return effect_none();
    }
    if (c.action == ACT_PICK && l->ncodes > 0) {
        return (struct effect){.kind = EFFECT_LANGUAGE,
                               .text = arena_dup(ui->tongue.arena, l->codes[l->picker.list.cur])};
    }
    return (struct effect){.kind = c.action == ACT_CLOSE_PICKER ? EFFECT_BACK : EFFECT_NONE};
}

static struct command language_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct language *l = s->data;

    (void)ui;
    return picker_click(&l->picker, y, x);
}

static const char *spoken_by(const struct rubric *r, int i, const char *code)
{
    return i >= r->nlanguages           ? _("the program alone")
           : !language_of_program(code) ? _("the rubric alone")
                                        : NULL;
}

static void language_recalc(struct screen *s, struct ui *ui)
{
    struct language *l = s->data;
    const struct rubric *r = ui->tongue.rubric;

    arena_reset(l->arena);
    l->ncodes = languages_known(r, l->arena, &l->codes);
    struct picker_item *items = arena_alloc(l->arena, (size_t)(l->ncodes + 1) * sizeof *items);
    for (int i = 0; i < l->ncodes; i++) {
        bool now = i == ui->tongue.language;
        items[i] = (struct picker_item){.left = language_name(l->codes[i]),
                                        .right = spoken_by(r, i, l->codes[i]),
                                        .mark = now ? MARK_CHOSEN : MARK_NOT_CHOSEN};
    }
    if (!l->placed) {
        l->picker.list.cur = ui->tongue.language;
        l->placed = true;
    }
    picker_read(&l->picker, ui->area, _("Language"), items, l->ncodes, 2, NULL);
}

static void language_draw(const struct screen *s, struct ui *ui)
{
    const struct language *l = s->data;
    picker_draw(&l->picker, ui);
}

const struct screen_table language_screen = {
    .name = "language",
    .floats = true,
    .open = language_open,
    .close = language_close,
    .where = language_where,
    .runs = language_runs,
    .act = language_act,
    .click = language_click,
    .recalc = language_recalc,
    .draw = language_draw,
};

/* Help: the keys that work on the screen below, from the table of actions, and what the marks mean.
 */
#include <stdlib.h>
#include "tui/ui.h"
#include "tui/widgets/reader.h"

struct help {
    struct arena *arena;
    const struct screen *below;
    struct reader reader;
};

#define KEYS_W 16

static bool help_open(struct screen *s, struct ui *ui, const struct place *at,
                      const struct screen *below, struct err *err)
{
    struct help *h = mem_alloc(sizeof *h);

    (void)ui;
    (void)at;
    (void)err;
    h->arena = arena_new();
    h->below = below;
    s->data = h;
    return true;
}

static void help_close(struct screen *s)
{
    struct help *h = s->data;
    arena_free(&h->arena);
    free(h);
}

static enum where help_where(const struct screen *s)
{
    (void)s;
    return IN_READER;
}

static bool help_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    (void)s;
    (void)ui;
    (void)action;
    return true;
}

static struct effect help_act(struct screen *s, struct ui *ui, struct command c)
{
    struct help *h = s->data;

    (void)ui;
    if (reader_command(&h->reader, c.action)) {
        return effect_none();
    }
    return (struct effect){.kind = c.action == ACT_CLOSE_READER ? EFFECT_BACK : EFFECT_NONE};
}

static void add_keys(struct pane *p, const struct screen *below, const struct ui *ui)
{
    enum where where = below->table->where(below);

    for (enum action i = ACT_FOREIGN + 1; i < ACTIONS; i++) {
        if (action_in(i, where) && action_runs(below, ui, i)) {
            pane_entry(p, 0, action_keys(p->arena, i), KEYS_W, 0, action_help(i));
        }
    }
    pane_entry(p, 0, "Ctrl-C", KEYS_W, 0, _("Leave meyar; everything is stored already"));
    pane_entry(p, 0, "Ctrl-Z", KEYS_W, 0, _("Put meyar aside; fg brings it back"));
}

static void help_recalc(struct screen *s, struct ui *ui)
{
    struct help *h = s->data;
    struct pane *p = &h->reader.pane;

    arena_reset(h->arena);
    reader_begin(&h->reader, h->arena, ui->area, _("Keys that work here"));
    add_keys(p, h->below, ui);
    pane_blank(p, 0);
    pane_text(p, 0, ROLE_TITLE, 1, _("Marks"));
    for (enum mark m = 0; m < MARKS; m++) {
        if (mark_legend(m)) {
            pane_entry(p, 0, mark_utf8(m), KEYS_W, 0, mark_legend(m));
        }
    }
    reader_end(&h->reader, ui->area);
}

static void help_draw(const struct screen *s, struct ui *ui)
{
    const struct help *h = s->data;
    reader_draw(&h->reader, ui);
}

const struct screen_table help_screen = {
    .name = "help",
    .floats = true,
    .open = help_open,
    .close = help_close,
    .where = help_where,
    .runs = help_runs,
    .act = help_act,
    .recalc = help_recalc,
    .draw = help_draw,
};

/* A choice of colours: the whole screen shows each as one moves to it. */
#include <stdlib.h>
#include "tui/settings.h"
#include "tui/ui.h"
#include "tui/widgets/picker.h"

struct themes {
    struct picker picker;
    struct picker_item items[THEMES];
    enum theme before; /* to go back to */
};

static const char *const words[THEMES] = {
    [THEME_DEFAULT] = N_("default: on dark and on light"),
    [THEME_DARK] = N_("dark: on a dark background"),
    [THEME_LIGHT] = N_("light: on a light background"),
    [THEME_CONTRAST] = N_("contrast: as strong as can be"),
    [THEME_MONO] = N_("mono: no colours"),
};

static bool themes_open(struct screen *s, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    (void)ui;
    (void)at;
    (void)below;
    if (!theme_has_colours()) {
        err_set(err, REFUSED, _("This terminal has no colours, or NO_COLOR forbids them."));
        return false;
    }
    struct themes *t = mem_alloc(sizeof *t);
    t->before = theme_now();
    t->picker.silent = true;
    t->picker.list.cur = (int)t->before;
    for (int i = 0; i < THEMES; i++) {
        t->items[i].left = _(words[i]);
    }
    s->data = t;
    return true;
}

static void themes_close(struct screen *s)
{
    struct themes *t = s->data;
    picker_free(&t->picker);
    free(t);
}

static where_set themes_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool themes_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    (void)s;
    (void)ui;
    return action_where(action) == IN_PICKER; /* nothing is typed */
}

/* What was chosen is kept, but the settings go before it at the next start. */
static struct effect keep(struct themes *t)
{
    struct effect e = {.kind = EFFECT_BACK};

    t->before = theme_now();
    if (!settings_keep_theme(theme_now())) {
        e.message = (struct message){
            ROLE_TEXT, _("Until you leave: the settings name another theme for the next time.")};
    }
    return e;
}

static struct effect themes_act(struct screen *s, struct ui *ui, struct command c)
{
    struct themes *t = s->data;

    (void)ui;
    if (picker_command(&t->picker, c)) {
        theme_use((enum theme)t->picker.list.cur);
        return effect_none();
    }
    switch (c.action) {
    case ACT_PICK:
        return keep(t);
    case ACT_CLOSE_PICKER:
        theme_use(t->before);
        return (struct effect){.kind = EFFECT_BACK};
    default:
        return effect_none();
    }
}

static struct command themes_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct themes *t = s->data;
    struct command c = picker_click(&t->picker, y, x);

    (void)ui;
    theme_use((enum theme)t->picker.list.cur);
    return c;
}

static void themes_recalc(struct screen *s, struct ui *ui)
{
    struct themes *t = s->data;
    picker_read(&t->picker, ui->area, _("Colours"), t->items, THEMES, THEMES, NULL);
}

static void themes_draw(const struct screen *s, struct ui *ui)
{
    picker_draw(&((const struct themes *)s->data)->picker, ui);
}

const struct screen_table themes_screen = {
    .name = "themes",
    .floats = true,
    .open = themes_open,
    .close = themes_close,
    .where = themes_where,
    .runs = themes_runs,
    .act = themes_act,
    .click = themes_click,
    .recalc = themes_recalc,
    .draw = themes_draw,
};

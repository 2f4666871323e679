/* Actions that mean the same on every screen: one row each. */
#include "tui/inside.h"

struct common {
    enum action action;
    /* NULL: wherever its key works. */
    bool (*runs)(const struct ui *ui);
    void (*run)(struct app *app);
    /* Why it can't run where it can't; NULL: there is nothing to say. */
    const char *(*why_not)(const struct ui *ui);
};

static void show(struct app *app, const struct screen_table *table)
{
    struct effect e = effect_over(table, (struct place){.question = -1});
    app_carry(app, &e);
}

/* Its key shows it, and takes it away again. */
static void show_help(struct app *app)
{
    if (app_top(app)->table == &help_screen) {
        app_close_top(app);
    } else {
        show(app, &help_screen);
    }
}

static void show_palette(struct app *app)
{
    show(app, &palette_screen);
}

static void show_messages(struct app *app)
{
    show(app, &messages_screen);
}

static void say_foreign(struct app *app)
{
    app_say(app, ROLE_WARNING,
            _("That is a letter of another alphabet, and keys are Latin ones: switch the "
              "keyboard."));
}

static const struct common commons[] = {
    {ACT_HELP, NULL, show_help, NULL},       {ACT_HELP_TYPING, NULL, show_help, NULL},
    {ACT_PALETTE, NULL, show_palette, NULL}, {ACT_MESSAGES, NULL, show_messages, NULL},
    {ACT_FOREIGN, NULL, say_foreign, NULL},
};

static const struct common *common_of(enum action action)
{
    for (size_t i = 0; i < sizeof commons / sizeof commons[0]; i++) {
        if (commons[i].action == action) {
            return &commons[i];
        }
    }
    return NULL;
}

bool action_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct common *common = common_of(action);

    if (common) {
        return !common->runs || common->runs(ui);
    }
    return s->table->runs(s, ui, action);
}

const char *action_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct common *common = common_of(action);

    if (action_runs(s, ui, action)) {
        return NULL;
    }
    if (common) {
        return common->why_not ? common->why_not(ui) : NULL;
    }
    return s->table->why_not ? s->table->why_not(s, ui, action) : NULL;
}

bool common_command(struct app *app, struct command c)
{
    const struct common *common = common_of(c.action);

    if (!common) {
        return false;
    }
    if (!common->runs || common->runs(&app->ui)) {
        common->run(app);
    }
    return true;
}

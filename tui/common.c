/* Actions that mean the same on every screen: one row each. */
#include "tui/inside.h"

struct common {
    enum action action;
    /* NULL: wherever its key works. */
    bool (*runs)(const struct ui *ui);
    void (*run)(struct app *app);
};

static void show_help(struct app *app)
{
    struct effect e = effect_over(&help_screen, (struct place){.question = -1});
    app_carry(app, &e);
}

static void say_foreign(struct app *app)
{
    app_say(app, ROLE_WARNING,
            _("That is a letter of another alphabet, and keys are Latin ones: switch the "
              "keyboard."));
}

static const struct common commons[] = {
    {ACT_HELP, NULL, show_help},
    {ACT_HELP_TYPING, NULL, show_help},
    {ACT_FOREIGN, NULL, say_foreign},
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

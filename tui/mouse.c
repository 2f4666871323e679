/* The mouse: a press becomes the action that a key would have asked for. The screen on top says
 * which (its `click`); the bottom line's hints and the wheel are the same everywhere. */
#include <curses.h>
#include <string.h>
#include "tui/frame.h"
#include "tui/inside.h"

#define DOUBLE_MS 400 /* in which two presses may be meant as one double click */
#define WHEEL_ROWS 3  /* of a list, for one step of the wheel */

static void run(struct app *app, struct command c)
{
    const struct screen *s = app_top(app);

    if (c.action != ACT_NONE && action_runs(s, &app->ui, c.action)) {
        app_command(app, c);
    } else {
        app_recalc(app);
    }
}

/* Only where there is an action that moves: in a field the wheel does nothing. */
static void wheel(struct app *app, bool up)
{
    static const enum action moves[][2] = {
        {ACT_UP, ACT_DOWN}, {ACT_PICK_UP, ACT_PICK_DOWN}, {ACT_EDIT_UP, ACT_EDIT_DOWN}};
    const struct screen *s = app_top(app);
    where_set where = s->table->where(s);
    int rows = where & (IN_QUESTIONS | IN_NOTE | IN_PICKER) ? 1 : WHEEL_ROWS;

    for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++) {
        enum action action = moves[i][!up];
        if (action_in(action, where)) {
            app->ui.moving = action_moves(action);
            for (int n = 0; n < rows; n++) {
                run(app, (struct command){.action = action});
            }
            return;
        }
    }
}

/* The action of the hint at a column; none where it takes a digit, which a click does not tell. */
static enum action hinted(struct app *app, int x)
{
    enum action action = keys_at(app_top(app), &app->ui, COLS, x);
    const char *keys = action == ACT_NONE ? "" : action_table_keys(action);

    return is_key_range(keys, strlen(keys)) ? ACT_NONE : action;
}

static void click(struct app *app, int y, int x)
{
    struct screen *s = app_top(app);
    struct command c = {.action = ACT_NONE};

    app->ui.moving = false;
    if (y == LINES - 1) {
        c.action = hinted(app, x);
    } else if (s->table->click) {
        c = s->table->click(s, &app->ui, y, x);
    }
    run(app, c);
}

void app_press(struct app *app, enum press press, int y, int x)
{
    if (app_too_small()) {
        return;
    }
    app_begin_input(app);
    if (press == PRESS_BUTTON) {
        click(app, y, x);
    } else {
        wheel(app, press == PRESS_WHEEL_UP);
    }
}

/* The second press would fall on whatever stands there now. */
void app_take_press(struct app *app, const struct input *in, int64_t at)
{
    bool again =
        at - app->pressed.at < DOUBLE_MS && app->pressed.y == in->y && app->pressed.x == in->x;
    bool opened = again && app->pressed.opened;
    struct screen before = *app_top(app);

    app->pressed.y = in->y;
    app->pressed.x = in->x;
    app->pressed.at = at;
    if (in->press == PRESS_BUTTON && opened) {
        return;
    }
    app_press(app, in->press, in->y, in->x);
    const struct screen *now = app_top(app);
    app->pressed.opened = !now || now->table != before.table || now->data != before.data;
}

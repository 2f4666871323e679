/* The stack of screens: each lies over the one from which it was opened, and closing it leads back
 * there, where everything is as it was. */
#include <string.h>
#include "tui/inside.h"

static const struct screen_table *const tables[SCREENS] = {
#define SCREEN(id, table) [SCREEN_##id] = &table,
#include "tui/screens.def"
#undef SCREEN
};

const char *screen_name(enum screen_id screen)
{
    return tables[screen]->name;
}

/* Only those of the daily work: another may have a place too, which then is one of theirs. */
enum screen_id screen_named(const char *name)
{
    for (enum screen_id i = 0; i <= SCREEN_QUESTIONS; i++) {
        if (strcmp(tables[i]->name, name) == 0) {
            return i;
        }
    }
    return SCREENS;
}

/* Which of the screens of the daily work it is, which lead from one to the next; SCREENS: none. */
static enum screen_id daily(const struct screen_table *table)
{
    return screen_named(table->name);
}

struct screen *app_top(struct app *app)
{
    return app->depth > 0 ? &app->stack[app->depth - 1] : NULL;
}

struct sight app_sight(const struct app *app)
{
    return (struct sight){app->ui.stage, app->ui.services.filter, app->ui.services.arg};
}

void app_drop_top(struct app *app)
{
    struct screen *s = app_top(app);
    s->table->close(s);
    app->depth--;
}

/* A stage that its key has chosen since stays; a filter that was made for this list goes with it.
 */
void app_close_top(struct app *app)
{
    struct screen s = *app_top(app);

    app_drop_top(app);
    if (app->ui.stage == s.stage) {
        app->ui.stage = s.before.stage;
    }
    if (s.table == &body_screen) {
        app->ui.services.filter = s.before.filter;
        app->ui.services.arg = s.before.arg;
    }
}

/* Does a way lead out there: from the daily work, or from a page to another page? What lies over a
 * page in a box belongs to it. */
static bool is_way_out(const struct app *app, int i)
{
    return daily(app->stack[i].table) == SCREENS &&
           (daily(app->stack[i - 1].table) != SCREENS || !app->stack[i].table->floats);
}

static int next_way_out(const struct app *app, int i)
{
    while (i < app->depth && !is_way_out(app, i)) {
        i++;
    }
    return i;
}

/* Whoever goes on from find to find, from sum to question to sum, is led back only so far: the
 * oldest way is forgotten, up to where the next leads out. */
static bool forget_oldest(struct app *app)
{
    int from = next_way_out(app, 1), to = next_way_out(app, from + 1);

    if (to >= app->depth) {
        return false;
    }
    app->stack[to].before = app->stack[from].before;
    for (int i = from; i < to; i++) {
        app->stack[i].table->close(&app->stack[i]);
    }
    memmove(&app->stack[from], &app->stack[to], (size_t)(app->depth - to) * sizeof app->stack[0]);
    app->depth -= to - from;
    return true;
}

bool app_push(struct app *app, const struct screen_table *table, const struct place *at,
              struct err *err)
{
    struct screen s = {.table = table, .before = app->sight};

    if (app->depth == DEPTH_MOST && !forget_oldest(app)) {
        err_set(err, REFUSED, _("Too many screens lie over one another: Esc closes one."));
        return false;
    }
    if (!table->open(&s, &app->ui, at, app_top(app), err)) {
        return false;
    }
    s.stage = app->ui.stage;
    app->sight = app_sight(app);
    app->stack[app->depth++] = s;
    return true;
}

/* Where the screens of the daily work that lie on top begin. */
static int daily_from(const struct app *app)
{
    int i = app->depth;

    while (i > 0 && daily(app->stack[i - 1].table) != SCREENS) {
        i--;
    }
    return i;
}

/* A screen of the daily work at stack[i] shows the place; else it is opened there. */
static bool show_at(struct app *app, int i, enum screen_id id, const struct place *at)
{
    struct screen *s = i < app->depth ? &app->stack[i] : NULL;
    struct err err = {0};

    if (s && s->table == tables[id] && s->table->go && s->table->go(s, &app->ui, at)) {
        return true;
    }
    while (app->depth > i) {
        app_close_top(app);
    }
    if (!app_push(app, tables[id], at, &err)) {
        app_say(app, ROLE_ERROR, err_text(&err));
        err_clear(&err);
        return false;
    }
    return true;
}

bool app_show(struct app *app, const struct place *at)
{
    int i = daily_from(app);
    enum screen_id to = at->screen;

    if (i > 0 && to == SCREEN_BODIES && *at->body) {
        to = SCREEN_BODY; /* the list of all bodies is home, and lies over nothing */
    } else if (to == SCREEN_BODIES) {
        i = 0;
    }
    bool home = i == 0;
    for (enum screen_id id = 0; id <= to; id++) {
        bool there = i < app->depth && app->stack[i].table == tables[id];
        if (!home && !there && id != to) {
            continue;
        }
        if (!show_at(app, i, id, at)) {
            return false;
        }
        i = i < app->depth ? i + 1 : app->depth; /* opening may have forgotten some below */
    }
    while (app->depth > i) {
        app_close_top(app);
    }
    return true;
}

void app_lead_back(struct app *app, const struct place *left, bool went_on)
{
    struct screen *s = app_top(app);
    enum screen_id id = daily(s->table);

    if (left->screen == SCREENS) {
        return;
    }
    bool leads = id == SCREENS ? went_on : id <= left->screen;
    bool there = leads && s->table->go && s->table->go(s, &app->ui, left);
    if (!there && went_on && id != SCREENS && daily_from(app) == 0) {
        app_show(app, left);
    }
}

/* Actions that mean the same on every screen: one row each. */
#include "tui/inside.h"
#include <string.h>
#include "tui/undone.h"

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

static void show_languages(struct app *app)
{
    struct effect e = effect_over(&language_screen, (struct place){.question = -1});
    app_carry(app, &e);
}

static void show_over(struct app *app, const struct screen_table *over)
{
    struct effect e = effect_over(over, (struct place){.question = -1});
    app_carry(app, &e);
}

static void show_find(struct app *app)
{
    show_over(app, &find_screen);
}

static void show_filter(struct app *app)
{
    show_over(app, &filter_screen);
}

static void show_sort(struct app *app)
{
    show_over(app, &sort_screen);
}

static void show_jump(struct app *app)
{
    show_over(app, &jump_screen);
}

static void say_foreign(struct app *app)
{
    app_say(app, ROLE_WARNING,
            _("That is a letter of another alphabet, and keys are Latin ones: switch the "
              "keyboard."));
}

/* ---- undo and redo ---- */

struct undo_job {
    const struct tongue *tongue;
    bool redo, done;
    struct undone undone;
};

/* That there is nothing is no failure of storing. */
static bool undo_run(void *arg, struct campaign *c, struct arena *a, const char **said,
                     struct err *err)
{
    struct undo_job *j = arg;

    j->done = undo_last(c, j->redo, &j->undone, a, err);
    if (j->done) {
        *said = say_undone(j->tongue, c, &j->undone, j->redo);
    } else if (err->status == REFUSED) {
        *said = arena_dup(a, err_text(err));
        return true;
    }
    return j->done;
}

/* Shows the question that it was about where its subject is on show; leaves what is no more. */
static void follow(struct app *app, const struct undone *u)
{
    struct screen *s = app_top(app);
    struct place at = {.screen = SCREENS};
    struct row row;

    if (!s->table->place) {
        return;
    }
    s->table->place(s, &at);
    if (at.body[0] &&
        !row_get(app->ui.campaign, 0, at.body, at.service, -1, &row, app->ui.tongue.arena)) {
        struct place home = {.screen = SCREEN_BODIES, .question = -1};
        app_show(app, &home);
    } else if (at.screen == SCREEN_QUESTIONS && strcmp(at.body, u->first.body) == 0 &&
               strcmp(at.service, u->first.service) == 0) {
        const struct rubric *r = app->ui.tongue.rubric;
        const struct block *b = at.service[0] ? r->service : r->body;
        const struct question *q = b ? block_question(b, u->first.item) : NULL;
        at.question = q ? q->index : -1;
        s->table->go(s, &app->ui, &at);
    }
}

static bool writes(const struct ui *ui)
{
    return !read_only_text(ui);
}

static void take_back(struct app *app, bool redo)
{
    struct undo_job job = {.tongue = &app->ui.tongue, .redo = redo};
    struct effect e = {.kind = EFFECT_DO, .job = {undo_run, &job}};

    app_carry(app, &e);
    if (job.done) {
        follow(app, &job.undone);
    }
}

static void undo(struct app *app)
{
    take_back(app, false);
}

static void redo_it(struct app *app)
{
    take_back(app, true);
}

static void choose_theme(struct app *app)
{
    struct effect e = effect_over(&themes_screen, (struct place){.question = -1});
    app_carry(app, &e);
}

static void switch_mouse(struct app *app)
{
    bool on = !term_has_mouse();
    const char *text = on ? _("The mouse chooses and opens here.")
                          : _("The mouse is the terminal's until you leave; `mouse: off` in the "
                              "settings leaves it there.");

    term_mouse(on);
    app_say(app, ROLE_TEXT,
            on && !term_has_mouse() ? _("This terminal tells nothing of a mouse.") : text);
}

static const struct common commons[] = {
    {ACT_HELP, NULL, show_help, NULL},           {ACT_HELP_TYPING, NULL, show_help, NULL},
    {ACT_PALETTE, NULL, show_palette, NULL},     {ACT_MESSAGES, NULL, show_messages, NULL},
    {ACT_FOREIGN, NULL, say_foreign, NULL},      {ACT_UNDO, writes, undo, read_only_text},
    {ACT_REDO, writes, redo_it, read_only_text}, {ACT_THEME, NULL, choose_theme, NULL},
    {ACT_MOUSE, NULL, switch_mouse, NULL},       {ACT_LANGUAGE, NULL, show_languages, NULL},
    {ACT_FIND, NULL, show_find, NULL},           {ACT_FILTER, NULL, show_filter, NULL},
    {ACT_SORT, NULL, show_sort, NULL},           {ACT_JUMP, NULL, show_jump, NULL},
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

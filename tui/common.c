/* Actions that mean the same on every screen: one row each. */
#include "tui/inside.h"
#include <string.h>
#include "tui/screens/final_rating.h"
#include "tui/screens/remarks.h"
#include "tui/undone.h"

struct common {
    enum action action;
    const struct screen_table *over; /* the screen that it opens; NULL: `run` does it */
    void (*run)(struct app *app);
    /* Why it can't run as things stand; NULL: it can, wherever its key works. */
    const char *(*why_not)(const struct ui *ui);
    /* The same of what depends on where one is. */
    const char *(*why_not_at)(const struct ui *ui, struct place here);
};

static void show(struct app *app, const struct screen_table *over)
{
    struct effect e = effect_over(over, (struct place){.question = -1});
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

/* Shows the question that it was about where its subject is on show; leaves what is no more, which
 * may be what the screen on top (history, why, evidence) is about. */
static void follow(struct app *app, const struct undone *u)
{
    struct place at = {.screen = SCREENS};
    struct screen *s = NULL;
    struct row row;

    for (int i = app->depth - 1; i >= 0 && at.screen == SCREENS; i--) {
        s = &app->stack[i];
        if (s->table->place) {
            s->table->place(s, &at);
        }
    }
    if (at.body[0] &&
        !row_get(app->ui.campaign, 0, at.body, at.service, -1, &row, app->ui.tongue.arena)) {
        struct place home = {.screen = SCREEN_BODIES, .question = -1};
        app_show(app, &home);
    } else if (s == app_top(app) && at.screen == SCREEN_QUESTIONS &&
               strcmp(at.body, u->first.body) == 0 && strcmp(at.service, u->first.service) == 0) {
        const struct rubric *r = app->ui.tongue.rubric;
        const struct block *b = at.service[0] ? r->service : r->body;
        const struct question *q = b ? block_question(b, u->first.item) : NULL;
        at.question = q ? q->index : -1;
        s->table->go(s, &app->ui, &at);
    }
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

/* Where the screen is; nowhere where it is no place. */
static struct place place_on(const struct screen *s)
{
    struct place here = {.question = -1};

    if (s->table->place) {
        s->table->place(s, &here);
    }
    return here;
}

static void walk_remarks(struct app *app, int direction)
{
    struct place here = place_on(app_top(app));
    struct effect e = remarks_walk(&app->ui, &here, direction);
    app_carry(app, &e);
}

static void next_remark(struct app *app)
{
    walk_remarks(app, 1);
}

static void previous_remark(struct app *app)
{
    walk_remarks(app, -1);
}

/* ---- of the body, or the service, that one is at ---- */

static const char *no_body(const struct ui *ui, struct place here)
{
    (void)ui;
    return *here.body ? NULL : _("There is no body here.");
}

static void open_at(struct app *app, const struct screen_table *over)
{
    struct effect e = effect_over(over, place_on(app_top(app)));
    app_carry(app, &e);
}

static void open_scorecard(struct app *app)
{
    open_at(app, &scorecard_screen);
}

static void open_final_rating(struct app *app)
{
    open_at(app, &final_rating_screen);
}

/* Of the body whose screen it is; of the campaign where all bodies are on show. */
static void export_report(struct app *app)
{
    struct place at = place_on(app_top(app));

    if (at.screen == SCREEN_BODIES) {
        at.body[0] = '\0';
    }
    struct effect e = effect_over(&report_file_screen, at);
    app_carry(app, &e);
}

static const struct common commons[] = {
    {ACT_HELP, NULL, show_help, NULL, NULL},
    {ACT_HELP_TYPING, NULL, show_help, NULL, NULL},
    {ACT_PALETTE, &palette_screen, NULL, NULL, NULL},
    {ACT_MESSAGES, &messages_screen, NULL, NULL, NULL},
    {ACT_FOREIGN, NULL, say_foreign, NULL, NULL},
    {ACT_UNDO, NULL, undo, read_only_text, NULL},
    {ACT_REDO, NULL, redo_it, read_only_text, NULL},
    {ACT_THEME, &themes_screen, NULL, NULL, NULL},
    {ACT_MOUSE, NULL, switch_mouse, NULL, NULL},
    {ACT_LANGUAGE, &language_screen, NULL, NULL, NULL},
    {ACT_COPIES, &copies_screen, NULL, NULL, NULL},
    {ACT_MERGE_BACK, &merge_back_screen, NULL, read_only_text, NULL},
    {ACT_FIND, &find_screen, NULL, NULL, NULL},
    {ACT_FILTER, &filter_screen, NULL, NULL, NULL},
    {ACT_SORT, &sort_screen, NULL, NULL, NULL},
    {ACT_JUMP, &jump_screen, NULL, NULL, NULL},
    {ACT_PEOPLE, &people_screen, NULL, NULL, NULL},
    {ACT_CONFLICTS, &conflicts_screen, NULL, NULL, NULL},
    {ACT_NEXT_REMARK, NULL, next_remark, NULL, NULL},
    {ACT_PREVIOUS_REMARK, NULL, previous_remark, NULL, NULL},
    {ACT_HAND_IN, &hand_in_screen, NULL, NULL, NULL},
    {ACT_TAKE_IN, &take_in_screen, NULL, read_only_text, NULL},
    {ACT_ASIDE, &aside_screen, NULL, NULL, NULL},
    {ACT_BRING_BACK, &withdrawn_screen, NULL, NULL, NULL},
    {ACT_RUBRIC, &rubric_file_screen, NULL, NULL, NULL},
    {ACT_WAY, &way_screen, NULL, NULL, NULL},
    {ACT_SCORECARD, NULL, open_scorecard, NULL, no_body},
    {ACT_FINAL_RATING, NULL, open_final_rating, NULL, final_rating_why_not},
    {ACT_TRENDS, &trends_screen, NULL, NULL, NULL},
    {ACT_PROGRESS, &pace_screen, NULL, NULL, NULL},
    {ACT_REPORT, &report_screen, NULL, NULL, NULL},
    {ACT_COMPARE, &compare_screen, NULL, NULL, NULL},
    {ACT_EXPORT, NULL, export_report, NULL, NULL},
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

static const char *common_why_not(const struct common *common, const struct screen *s,
                                  const struct ui *ui)
{
    if (common->why_not_at) {
        return common->why_not_at(ui, place_on(s));
    }
    return common->why_not ? common->why_not(ui) : NULL;
}

bool action_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct common *common = common_of(action);

    if (common) {
        return !common_why_not(common, s, ui);
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
        return common_why_not(common, s, ui);
    }
    return s->table->why_not ? s->table->why_not(s, ui, action) : NULL;
}

bool common_command(struct app *app, struct command c)
{
    const struct common *common = common_of(c.action);

    if (common && common->over) {
        show(app, common->over);
    } else if (common) {
        common->run(app);
    }
    return common != NULL;
}

#include "tui/app.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/busy.h"
#include "tui/canvas.h"
#include "tui/copying.h"
#include "tui/frame.h"
#include "tui/inside.h"
#include "tui/lines.h"
#include "tui/messages.h"
#include "tui/screens/views.h"
#include "tui/settings.h"
#include "tui/term.h"

/* ---- keys ---- */

/* What the user should know beside what is done; the campaign's own word first. */
static const char *notice(struct app *app)
{
    struct arena *a = app->ui.tongue.arena;
    const char *text = campaign_notice(app->ui.campaign, a);
    return text ? text : settings_notice(a);
}

void app_begin_input(struct app *app)
{
    arena_reset(app->ui.tongue.arena);
    app_say(app, ROLE_WARNING, notice(app));
    if (app->depth > 0) {
        app_top(app)->led_back = false;
    }
}

void app_command(struct app *app, struct command c)
{
    struct screen *s = app_top(app);

    if (c.action == ACT_NONE) {
        return;
    }
    app->sight = app_sight(app);
    const char *why_not = action_why_not(s, &app->ui, c.action);
    if (why_not) {
        app_say(app, ROLE_TEXT, why_not);
    } else if (!common_command(app, c)) {
        struct effect e = s->table->act(s, &app->ui, c);
        app_carry(app, &e);
    }
    if (!app->over) {
        app_recalc(app);
    }
}

struct runs_arg {
    struct screen *screen;
    struct ui *ui;
};

static bool runs(void *arg, enum action action)
{
    struct runs_arg *r = arg;
    return action_runs(r->screen, r->ui, action);
}

/* A letter that is no key where keys are commands: silence would leave one wondering whether
 * something was done. */
static void say_no_key(struct app *app, where_set where, struct key key)
{
    char letter[5] = "";
    struct arena *a = app->ui.tongue.arena;

    if (!(where & IN_COMMANDS) || key.code != 0 || key.ch <= ' ' || key.ch == 127) {
        return;
    }
    letter[utf8_put(letter, key.ch)] = '\0';
    app_say(app, ROLE_TEXT,
            arena_printf(a, _("%s does nothing here; %s shows the keys that work."), letter,
                         action_key(a, ACT_HELP)));
}

static bool any(void *arg, enum action action)
{
    (void)arg;
    (void)action;
    return true;
}

/* Whoever is led back to a box by the key of a page presses it once more to go on back: there it
 * would be a letter, until another key shows that somebody is at work in the box. */
static bool back_once_more(const struct screen *s, where_set where, struct key key)
{
    return s->led_back && (where & IN_PICKER) &&
           keymap_look(IN_BODY, key, any, NULL).action == ACT_BACK;
}

void app_key(struct app *app, struct key key)
{
    struct screen *s = app_top(app);
    struct runs_arg arg = {s, &app->ui};
    where_set where = s->table->where(s);

    if (app_too_small()) {
        return; /* nobody should answer what can't be read */
    }
    bool again = back_once_more(s, where, key);
    app_begin_input(app);
    struct command c = keymap_look(where, key, runs, &arg);
    if (again) {
        c.action = ACT_CLOSE_PICKER;
    }
    if (c.action == ACT_NONE) {
        say_no_key(app, where, key);
    }
    app->ui.moving = action_moves(c.action);
    app_command(app, c);
}

void app_paste(struct app *app, const char *text)
{
    struct screen *s = app_top(app);

    if (app_too_small()) {
        return;
    }
    app_begin_input(app);
    if (s->table->where(s) & IN_TYPING) {
        app_command(app, (struct command){.action = ACT_PASTE, .text = text});
    } else {
        app_say(app, ROLE_TEXT, _("Pasted text goes into a field or a note: open one first."));
    }
}

void app_idle(struct app *app)
{
    for (int i = 0; i < app->depth; i++) {
        struct screen *s = &app->stack[i];
        if (s->table->idle && s->table->restless && s->table->restless(s)) {
            struct effect e = s->table->idle(s, &app->ui);
            app_carry(app, &e);
        }
    }
    if (app->unfolded) {
        campaign_idle(app->ui.campaign);
        app->unfolded = false;
        app->uncopied = true;
    }
}

static bool is_restless(const struct app *app)
{
    for (int i = 0; i < app->depth; i++) {
        const struct screen *s = &app->stack[i];
        if (s->table->restless && s->table->restless(s)) {
            return true;
        }
    }
    return app->unfolded || copying_waits(app);
}

void app_rest(struct app *app)
{
    if (app->ui.moving) {
        app->ui.moving = false;
        app_resized(app);
    }
}

void app_resized(struct app *app)
{
    arena_reset(app->ui.tongue.arena);
    app_recalc(app);
}

bool app_over(const struct app *app)
{
    return app->over;
}

const char *app_restoring(const struct app *app)
{
    return app->restore;
}

const char *app_screen(const struct app *app)
{
    return app->stack[app->depth - 1].table->name;
}

/* ---- drawing ---- */

static void draw_too_small(struct app *app)
{
    struct arena *a = app->ui.tongue.arena;
    const char *text = arena_printf(
        a, _("meyar needs a terminal of %d × %d; this one has %d × %d. Ctrl-C leaves."),
        LEAST_COLUMNS, LEAST_ROWS, COLS, LINES);
    struct span *lines;
    int n = wrap(a, text, COLS, &lines);

    for (int i = 0; i < n && i < LINES; i++) {
        put(i, 0, COLS, role_attr(ROLE_TEXT), span_text(a, text, lines[i]));
    }
    app->ui.cursor_y = app->ui.cursor_x = 0;
}

static void draw_frame(struct app *app, const struct screen *s)
{
    const char *crumbs[CRUMBS_MOST];
    struct ui *ui = &app->ui;
    int stages = ui->tongue.rubric->nstages;
    struct top_line top = {
        .crumbs = crumbs,
        .ncrumbs = s->table->crumbs ? s->table->crumbs(s, ui, crumbs) : 0,
        .note = s->table->note ? s->table->note(s, ui) : "",
        .stage = stages > 1 && !s->table->whole ? say_stage(&ui->tongue, ui->stage, COLS) : "",
        .saved = campaign_saved_at(ui->campaign),
        .not_saved = app->not_saved,
        .read_only = campaign_read_only(ui->campaign) != NULL,
    };
    top_draw(ui->tongue.arena, &top, COLS);
}

void app_draw(struct app *app)
{
    struct screen *s = app_top(app);
    int base = app->depth - 1;

    erase();
    if (app_too_small()) {
        draw_too_small(app);
    } else if (s) {
        while (base > 0 && app->stack[base].table->floats) {
            base--;
        }
        draw_frame(app, &app->stack[base]);
        keys_draw(s, &app->ui, LINES - 1, COLS);
        for (int i = base; i < app->depth; i++) {
            app->stack[i].table->draw(&app->stack[i], &app->ui);
        }
        message_draw(app->ui.tongue.arena, &(struct message){app->message_role, app->message},
                     LINES - 2, COLS);
    }
    term_show(app->ui.cursor_y, app->ui.cursor_x);
}

/* ---- beginning and end ---- */

struct app *app_new(struct campaign *c)
{
    struct app *app = mem_alloc(sizeof *app);
    const struct rubric *r = campaign_rubric(c, 0);

    app->ui.campaign = c;
    app->ui.messages = messages_new();
    app->ui.tongue = (struct tongue){r, 0, arena_new()};
    app_language_kept(app);
    char *path = realpath(campaign_path(c), NULL);
    if (path) {
        app->place_key = mem_printf("place:%s", path);
        state_put("last_file", path);
        free(path);
    }
    views_recall(&app->ui);
    struct place at = app_kept_place(app);
    app->sight = app_sight(app);
    app_show(app, &at);
    const char *text = campaign_notice(c, app->ui.tongue.arena);
    text = text ? text : read_only_text(&app->ui);
    text = text ? text : settings_notice(app->ui.tongue.arena);
    if (text) {
        app_say(app, ROLE_WARNING, text);
    }
    app_resized(app);
    return app;
}

void app_free(struct app **app)
{
    struct app *a = *app;

    if (!a) {
        return;
    }
    app_idle(a);
    app_keep_place(a);
    while (a->depth > 0) {
        app_close_top(a);
    }
    messages_free(&a->ui.messages);
    marked_free(&a->ui.bodies_marked);
    arena_free(&a->ui.tongue.arena);
    free(a->message);
    free(a->not_saved);
    free(a->restore);
    free(a->place_key);
    free(a->place_kept);
    free(a);
    *app = NULL;
}

/* ---- the loop ---- */

#define IDLE_MS 2000 /* without a key until a draft is kept, and the file folded */
#define REST_MS 120  /* … until the cursor is taken to rest */

static void take(struct app *app, const struct input *in)
{
    switch (in->kind) {
    case INPUT_NONE:
        if (app->ui.moving) {
            app_rest(app);
        } else {
            app_idle(app);
            copying_rest(app);
        }
        break;
    case INPUT_KEY:
        app_key(app, in->key);
        break;
    case INPUT_PASTE:
        app_paste(app, in->text);
        break;
    case INPUT_MOUSE:
        app_take_press(app, in, clock_ms());
        break;
    case INPUT_RESIZED:
        app_resized(app);
        break;
    case INPUT_LEAVE:
        app->over = true;
        break;
    }
}

/* How long to wait for a key, so many milliseconds after the last; -1: for ever. */
static int patience(const struct app *app, int64_t since)
{
    int64_t until = app->ui.moving ? REST_MS : is_restless(app) ? IDLE_MS : -1;
    if (until < 0) {
        return -1;
    }
    return until > since ? (int)(until - since) : 0;
}

static void loop(struct app *app)
{
    int64_t last_key = clock_ms();

    while (!app->over) {
        app_draw(app);
        if (!term_waiting()) {
            /* after the screen shows it, and not between keys that come fast */
            app_keep_place(app);
            messages_keep(app->ui.messages);
        }
        struct input in = term_read(patience(app, clock_ms() - last_key));
        if (in.kind == INPUT_KEY || in.kind == INPUT_PASTE || in.kind == INPUT_MOUSE) {
            last_key = clock_ms();
        }
        take(app, &in);
    }
}

/* A sentence on standard error, safe to show. */
static int refuse(enum status status, const char *text)
{
    struct buf b = {0};

    buf_show(&b, text, true);
    fprintf(stderr, "meyar: %s\n", b.s);
    buf_free(&b);
    return (int)status;
}

/* What can't be opened, and whether there is a copy to go on with. */
static int refuse_file(const char *path, struct err *err)
{
    struct arena *a = arena_new();
    int status = refuse(err->status, err_text(err));
    const char *hint = copying_hint(path, a);

    if (hint) {
        refuse(err->status, hint);
    }
    err_clear(err);
    arena_free(&a);
    return status;
}

/* What arose after the last key. */
static void tell_notices(struct campaign *c)
{
    struct arena *a = arena_new();

    for (const char *text; (text = campaign_notice(c, a));) {
        refuse(DONE, text);
    }
    arena_free(&a);
}

/* The screens on a file, until the user leaves. True: a copy was put in its place, and is open now;
 * false with *c NULL: it can't be opened any more. */
static bool show_file(struct campaign **c, const struct writer *w, const char **said,
                      struct arena *a, struct err *err)
{
    struct app *app = app_new(*c);

    if (*said) {
        app_say(app, ROLE_WARNING, *said);
    }
    loop(app);
    copying_leave(app);
    const char *copy = app->restore ? arena_dup(a, app->restore) : NULL;
    app_free(&app);
    return copy && copying_put_back(c, copy, w, said, a, err);
}

static int run_on(const char *path, unsigned flags, const struct writer *w)
{
    struct err err = {0};

    busy_begin(true);
    struct campaign *c = campaign_open(path, flags, w, &err);
    busy_end();
    if (!c) {
        term_stop(); /* it was started where opening took long */
        return refuse_file(path, &err);
    }
    if (!term_start()) {
        campaign_close(&c);
        return refuse(REFUSED,
                      _("this terminal is not known to the system; set TERM to one that is"));
    }
    struct arena *a = arena_new();
    const char *said = NULL;
    while (show_file(&c, w, &said, a, &err)) {
    }
    arena_free(&a);
    term_stop();
    private_clear();
    if (!c) {
        return refuse_file(path, &err);
    }
    tell_notices(c);
    campaign_close(&c);
    return DONE;
}

int app_run(const char *path, unsigned flags, const struct writer *w)
{
    struct arena *a = arena_new();
    const char *why = term_refusal();
    int status;

    if (!path && !why) {
        path = state_get(a, "last_file");
    }
    if (why) {
        status = refuse(REFUSED, why);
    } else if (!path) {
        status =
            refuse(REFUSED, _("no campaign was opened yet: `meyar demo` makes one to try, `meyar "
                              "init` one of your own"));
    } else {
        status = run_on(path, flags, w);
    }
    arena_free(&a);
    return status;
}

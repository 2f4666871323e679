#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tui/busy.h"
#include "tui/inside.h"
#include "tui/messages.h"
#include "tui/screens/states.h"

bool app_too_small(void)
{
    return LINES < LEAST_ROWS || COLS < LEAST_COLUMNS;
}

struct effect effect_none(void)
{
    return (struct effect){.kind = EFFECT_NONE};
}

struct effect effect_say(enum role role, const char *text)
{
    return (struct effect){.kind = EFFECT_NONE, .message = {role, text}};
}

struct effect effect_wait(const struct ui *ui)
{
    struct arena *a = ui->tongue.arena;

    return effect_say(ROLE_TEXT,
                      arena_printf(a, _("Nothing is done yet: %s does it, %s goes back."),
                                   action_key(a, ACT_ASK_YES), action_key(a, ACT_ASK_NO)));
}

struct effect effect_over(const struct screen_table *over, struct place place)
{
    return (struct effect){.kind = EFFECT_OVER, .over = over, .place = place};
}

const char *read_only_text(const struct ui *ui)
{
    const char *why = campaign_read_only(ui->campaign);
    return why ? arena_printf(ui->tongue.arena, _("Read only: %s"), why) : NULL;
}

static void copy_code(char out[CODE_ROOM], const char *code)
{
    snprintf(out, CODE_ROOM, "%s", code ? code : "");
}

struct place place_of(enum screen_id screen, const char *body, const char *service, int question)
{
    struct place p = {.screen = screen, .question = question};
    copy_code(p.body, body);
    copy_code(p.service, service);
    return p;
}

void app_say(struct app *app, enum role role, const char *text)
{
    free(app->message);
    app->message = text ? mem_dup(text) : NULL;
    app->message_role = role;
    if (text) {
        messages_add(app->ui.messages, role, text);
    }
}

void app_recalc(struct app *app)
{
    app->ui.area = (struct rect){1, 0, LINES - 2, COLS};
    if (app_too_small()) {
        return;
    }
    campaign_pin(app->ui.campaign);
    app_follow_rubric(app);
    int i = app->depth - 1;
    while (i > 0 && app->stack[i].table->floats) {
        i--;
    }
    for (; i < app->depth; i++) { /* a box after the page that it may show something of */
        app->stack[i].table->recalc(&app->stack[i], &app->ui);
    }
    campaign_unpin(app->ui.campaign);
    struct err err = {0};
    if (campaign_fault(app->ui.campaign, &err)) {
        app_say(app, ROLE_ERROR, err_text(&err));
        err_clear(&err);
    }
}

/* ---- effects ---- */

static void carry_back(struct app *app, const struct effect *e)
{
    struct place left = {.screen = SCREENS};
    struct screen *s = app_top(app);

    /* A list of another kind has a cursor of its own: it leaves the one below where it is. */
    if (e->went_on || screen_named(s->table->name) != SCREENS) {
        s->table->place(s, &left);
    }
    app_close_top(app);
    if (app->depth == 0) {
        app->over = true;
    } else {
        app_lead_back(app, &left, e->went_on);
        app_top(app)->led_back = true;
    }
}

static void carry_next_open(struct app *app, const struct effect *e)
{
    struct arena *a = app->ui.tongue.arena;
    struct place here = {.question = -1};
    struct screen *s = app_top(app);
    const char *body, *service;
    int question;

    s->table->place(s, &here);
    if (!next_open(app->ui.campaign, here.body, here.service, here.question, app->ui.stage,
                   e->direction, &body, &service, &question, a)) {
        app_say(app, ROLE_TEXT,
                e->direction > 0 ? _("No open question after this one. N looks back.")
                                 : _("No open question before this one. n looks on."));
        return;
    }
    struct place to = place_of(SCREEN_QUESTIONS, body, service, question);
    app_show(app, &to);
}

static void carry_stage(struct app *app, const struct effect *e)
{
    (void)e;
    app->ui.stage_chosen = true;
    app->ui.stage = app->ui.stage + 1 < app->ui.tongue.rubric->nstages ? app->ui.stage + 1 : -1;
}

static const char *question_id(const struct effect *e)
{
    return work_block(e->work)->questions[e->question].id;
}

static void put_draft(struct app *app, const struct effect *e, const char *text)
{
    const struct row *row = work_row(e->work);
    draft_put(app->ui.campaign, row->body, row->service, question_id(e), e->field, text);
}

/* The top line has room for a few words; the whole sentence is the message's. */
static void not_saved(struct app *app, const struct err *err)
{
    free(app->not_saved);
    app->not_saved = err ? mem_dup(err->brief ? err->brief : err_text(err)) : NULL;
}

static void carry_answer(struct app *app, const struct effect *e)
{
    struct err err = {0};
    struct screen *s = app_top(app);
    app_keep_place(app); /* whoever comes back after a kill finds the question that was answered */
    bool stored = work_answer(e->work, e->question, e->value, e->note, &err);

    not_saved(app, stored ? NULL : &err);
    app->unfolded |= stored;
    if (!stored) {
        app_say(app, ROLE_ERROR, err_text(&err));
    } else if (e->field) {
        put_draft(app, e, NULL);
    }
    err_clear(&err);
    if (s->table->settled) {
        s->table->settled(s, &app->ui, stored);
    }
}

static void carry_draft(struct app *app, const struct effect *e)
{
    put_draft(app, e, e->text);
}

static void carry_over(struct app *app, const struct effect *e)
{
    struct err err = {0};

    if (!app_push(app, e->over, &e->place, &err)) {
        app_say(app, ROLE_ERROR, err_text(&err));
    }
    err_clear(&err);
}

static void carry_open(struct app *app, const struct effect *e)
{
    if (e->place.screen == SCREEN_BODY) {
        states_follow(&app->ui, e->place.body);
    }
    app_show(app, &e->place);
}

static void carry_run(struct app *app, const struct effect *e)
{
    struct command c = {.action = e->action};

    app_close_top(app);
    if (app_top(app)) {
        app_recalc(app);
        app_command(app, c);
    }
}

/* What changes nothing in the file is no saving that could fail. */
static void carry_aside(struct app *app, const struct effect *e)
{
    struct err err = {0};
    const char *said = NULL;
    busy_begin(false);
    bool done = e->job.run(e->job.arg, app->ui.campaign, app->ui.tongue.arena, &said, &err);
    busy_end();

    if (!done) {
        app_say(app, ROLE_WARNING, err_text(&err));
    } else if (said) {
        app_say(app, ROLE_TEXT, said);
    }
    err_clear(&err);
    if (done && e->closes) {
        app_close_top(app);
    }
}

static void carry_do(struct app *app, const struct effect *e)
{
    struct err err = {0};
    const char *said = NULL;
    struct screen *s = app_top(app);

    app_keep_place(app); /* as before an answer: an editor leaves a draft, which is come back to */
    if (e->aside) {
        carry_aside(app, e);
        return;
    }
    busy_begin(false);
    bool stored = e->job.run(e->job.arg, app->ui.campaign, app->ui.tongue.arena, &said, &err);
    bool off = !stored && progress_broken_off(NULL);
    busy_end();
    if (!off && err.status != REFUSED) { /* neither of these is a fault of the disk */
        not_saved(app, stored ? NULL : &err);
    }
    app->unfolded |= stored;
    if (!stored) {
        app_say(app, off ? ROLE_WARNING : ROLE_ERROR, err_text(&err));
    } else if (said) {
        app_say(app, ROLE_TEXT, said);
    }
    err_clear(&err);
    if (s->table->settled) {
        s->table->settled(s, &app->ui, stored);
    }
    if (stored && e->closes) {
        app_close_top(app);
    }
}

static void carry_language(struct app *app, const struct effect *e)
{
    app_close_top(app);
    app_language(app, e->text);
}

/* Whoever runs the screens does it once they are closed. */
static void carry_restore(struct app *app, const struct effect *e)
{
    free(app->restore);
    app->restore = mem_dup(e->text);
    app->over = true;
}

static void (*const carriers[])(struct app *app, const struct effect *e) = {
    [EFFECT_OPEN] = carry_open,
    [EFFECT_BACK] = carry_back,
    [EFFECT_NEXT_OPEN] = carry_next_open,
    [EFFECT_STAGE] = carry_stage,
    [EFFECT_ANSWER] = carry_answer,
    [EFFECT_DRAFT] = carry_draft,
    [EFFECT_OVER] = carry_over,
    [EFFECT_RUN] = carry_run,
    [EFFECT_DO] = carry_do,
    [EFFECT_RESTORE] = carry_restore,
    [EFFECT_LANGUAGE] = carry_language,
};

void app_carry(struct app *app, const struct effect *e)
{
    if (e->message.text) {
        app_say(app, e->message.role, e->message.text);
    }
    if (e->kind != EFFECT_NONE) {
        carriers[e->kind](app, e);
    }
}

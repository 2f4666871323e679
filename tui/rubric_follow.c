/* Another rubric has come into force: moved here, taken in, or moved by another process. Numbers of
 * questions, stages and ratings that screens hold mean other things by now, so all screens are
 * opened anew, at the same place by its ids; one on top that holds none of these stays. */
#include <string.h>
#include "tui/inside.h"

static const struct block *block_at(const struct rubric *r, const char *service)
{
    return *service ? r->service : r->body;
}

/* Where one is, with the question under its id in the new rubric. */
static struct place place_now(struct app *app, const struct rubric *was, const struct rubric *now)
{
    struct place at = {.screen = SCREEN_BODIES, .question = -1};

    for (int i = app->depth - 1; i >= 0; i--) {
        const struct screen *s = &app->stack[i];
        if (s->table->place) {
            s->table->place(s, &at);
            break;
        }
    }
    const struct block *old = block_at(was, at.service), *b = block_at(now, at.service);
    const struct question *q = NULL;
    if (old && b && at.question >= 0 && at.question < old->nquestions) {
        q = block_question(b, rubric_current_id(now, old->questions[at.question].id));
    }
    at.question = q ? q->index : -1;
    if (at.screen == SCREEN_QUESTIONS && !b) { /* nothing is asked of it any more */
        at.screen = SCREEN_BODY;
    }
    return at;
}

static void follow_view(struct view *v, const struct rubric *was, const struct rubric *now)
{
    if (v->filter != FILTER_RATING) {
        return;
    }
    int rating = v->arg < was->nratings ? rubric_rating(now, was->ratings[v->arg].id) : -1;
    if (rating < 0) {
        v->filter = FILTER_ALL;
        rating = 0;
    }
    v->arg = rating;
}

/* What is being typed stays a draft of its question. */
static void keep_drafts(struct app *app)
{
    for (int i = 0; i < app->depth; i++) {
        struct screen *s = &app->stack[i];
        if (s->table->idle && s->table->restless && s->table->restless(s)) {
            struct effect e = s->table->idle(s, &app->ui);
            app_carry(app, &e);
        }
    }
}

void app_follow_rubric(struct app *app)
{
    struct ui *ui = &app->ui;
    const struct rubric *was = ui->tongue.rubric;

    campaign_follow(ui->campaign);
    const struct rubric *now = campaign_rubric(ui->campaign, 0);
    if (!now || now == was) {
        return;
    }
    struct place at = place_now(app, was, now);
    const char *language = was->languages[ui->tongue.language];
    ui->tongue.language = rubric_language(now, language);
    ui->stage =
        ui->stage < 0 || now->nstages < 2 ? -1 : rubric_stage(now, was->stages[ui->stage].id);
    follow_view(&ui->bodies, was, now);
    follow_view(&ui->services, was, now);
    keep_drafts(app);
    struct screen top = *app_top(app);
    app->depth -= top.table->stays;
    while (app->depth > 0) {
        app_drop_top(app);
    }
    ui->tongue.rubric = now;
    app->sight = app_sight(app);
    if (!app_show(app, &at)) {
        struct place home = {.screen = SCREEN_BODIES, .question = -1};
        app_show(app, &home);
    }
    if (top.table->stays) {
        top.before = app->sight;
        top.stage = ui->stage;
        app->stack[app->depth++] = top;
    }
    if (!app->message) {
        app_say(app, ROLE_WARNING,
                arena_printf(ui->tongue.arena, _("The rubric is now version %s."), now->version));
    }
}

/* Where the user was, kept in the state folder: one comes back to the same question. */
#include <stdlib.h>
#include <string.h>
#include "tui/inside.h"

static const struct block *block_at(const struct rubric *r, const struct place *at)
{
    return *at->service ? r->service : r->body;
}

/* "questions\tMOT\tLICENCE\tpayment\ton_site": screen, body, service, question, stage. */
static const char *place_text(struct app *app)
{
    const struct rubric *r = app->ui.tongue.rubric;
    struct place at = {.screen = SCREENS, .question = -1};

    for (int i = app->depth - 1; i >= 0 && at.screen == SCREENS; i--) {
        if (app->stack[i].table->place) {
            app->stack[i].table->place(&app->stack[i], &at);
        }
    }
    if (at.screen == SCREENS) {
        return NULL;
    }
    const struct block *b = block_at(r, &at);
    return arena_printf(app->ui.tongue.arena, "%s\t%s\t%s\t%s\t%s", screen_name(at.screen), at.body,
                        at.service, b && at.question >= 0 ? b->questions[at.question].id : "",
                        app->ui.stage >= 0 ? r->stages[app->ui.stage].id : "");
}

void app_keep_place(struct app *app)
{
    const char *text = place_text(app);

    if (!app->place_key || !text || (app->place_kept && strcmp(text, app->place_kept) == 0)) {
        return;
    }
    free(app->place_kept);
    app->place_kept = mem_dup(text);
    state_put(app->place_key, text);
}

/* Splits at tabs; what is not there is "". */
static void split(char *s, const char **words, int n)
{
    for (int i = 0; i < n; i++) {
        char *tab = s ? strchr(s, '\t') : NULL;
        words[i] = s ? s : "";
        if (tab) {
            *tab++ = '\0';
        }
        s = tab;
    }
}

struct place app_kept_place(struct app *app)
{
    struct arena *a = app->ui.tongue.arena;
    const struct rubric *r = app->ui.tongue.rubric;
    const char *kept = app->place_key ? state_get(a, app->place_key) : NULL, *words[5];

    split(kept ? arena_dup(a, kept) : NULL, words, 5);
    struct place at = place_of(screen_named(words[0]), words[1], words[2], -1);
    app->ui.stage = r->nstages < 2 ? -1 : kept ? rubric_stage(r, words[4]) : 0;
    if (at.screen == SCREENS) {
        return place_of(SCREEN_BODIES, "", "", -1);
    }
    const struct block *b = block_at(r, &at);
    const struct question *q = b ? block_question(b, words[3]) : NULL;
    at.question = q ? q->index : -1;
    return at;
}

#include "tui/copying.h"

#include "tui/busy.h"
#include "tui/copies_words.h"
#include "tui/term.h"

#define TRIES_MOST 5 /* broken off by keys; then it waits until the user leaves */

static bool until_key(void *arg, const char *what, int64_t done, int64_t of)
{
    (void)arg;
    (void)what;
    (void)done;
    (void)of;
    return !term_waiting();
}

bool copying_waits(const struct app *app)
{
    return app->uncopied && app->copy_tries < TRIES_MOST;
}

/* Is there anything to do? Where not, nothing is looked at again until something is stored. */
static bool is_due(struct app *app)
{
    app->uncopied = app->uncopied && copies_due(app->ui.campaign);
    return app->uncopied;
}

void copying_rest(struct app *app)
{
    if (!copying_waits(app) || !is_due(app)) {
        return;
    }
    progress_listen(until_key, NULL);
    copies_keep(app->ui.campaign, COPY_DAILY);
    bool off = progress_broken_off(NULL);
    progress_listen(NULL, NULL);
    app->copy_tries += off;
    app->uncopied = off;
    const char *notice = campaign_notice(app->ui.campaign, app->ui.tongue.arena);
    if (notice) {
        app_say(app, ROLE_WARNING, notice);
    }
}

void copying_leave(struct app *app)
{
    app->uncopied |= app->unfolded;
    if (!is_due(app)) {
        return;
    }
    busy_begin(false);
    copies_keep(app->ui.campaign, COPY_DAILY);
    busy_end();
    app->uncopied = false;
}

bool copying_put_back(struct campaign **c, const char *copy, const struct writer *w,
                      const char **said, struct arena *a, struct err *err)
{
    const char *path = arena_dup(a, campaign_path(*c));
    struct restored r;
    struct err why = {0};

    campaign_close(c);
    busy_begin(false);
    bool done = copies_restore(path, copy, false, &r, a, &why);
    busy_end();
    *said = done ? say_restored(a, &r, true) : arena_dup(a, err_text(&why));
    err_clear(&why);
    *c = campaign_open(path, 0, w, err);
    return *c != NULL;
}

const char *copying_hint(const char *path, struct arena *a)
{
    int n = copies_count(path);

    if (n == 0) {
        return NULL;
    }
    return arena_printf(
        a,
        ngettext("There is %d copy of it: `meyar restore %s` shows it, and puts it "
                 "back.",
                 "There are %d copies of it: `meyar restore %s` lists them, and puts "
                 "one back.",
                 (unsigned long)n),
        n, path);
}

/* The screens running on the campaign of tests/tui/data, for tests that press keys. */
#ifndef TESTS_TUI_RUNNING_H
#define TESTS_TUI_RUNNING_H

#include "tests/tui/headless.h"

static struct campaign *campaign;
static struct app *app;

/* On the campaign that is there in this folder already, as if the program was started. */
static inline void running_start(unsigned flags)
{
    campaign = flags ? office_open_file("2019.meyar", flags) : office_open();
    app = app_new(campaign);
    app_draw(app);
}

/* As if the program was left and started again. */
static inline void running_again(unsigned flags)
{
    app_free(&app);
    campaign_close(&campaign);
    running_start(flags);
}

/* In a fresh folder, in English, at 80 × 24; then these keys are pressed. */
static inline int running_enter(void **state, const char *keys)
{
    small_enter(state);
    setenv("LANGUAGE", "en", 1);
    headless_start();
    headless_size(24, 80);
    running_start(0);
    press(app, keys);
    return 0;
}

static inline int running_leave(void **state)
{
    app_free(&app);
    campaign_close(&campaign);
    headless_stop();
    return small_leave(state);
}

#endif

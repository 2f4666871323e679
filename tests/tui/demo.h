/* The screens on the demo, made once for a whole test program; each test gets them as they open the
 * first time. */
#ifndef TESTS_TUI_DEMO_H
#define TESTS_TUI_DEMO_H

#include <libgen.h>
#include <libintl.h>
#include "tests/tui/golden.h"
#include "tui/marks.h"

static struct campaign *campaign;
static struct app *app;

static inline int demo_make(void **state)
{
    struct err err = {0};

    small_enter(state);
    headless_start();
    if (!demo_create(small_path("demo.meyar"), &err)) {
        fail_msg("%s", err_text(&err));
    }
    return 0;
}

static inline int demo_remove(void **state)
{
    headless_stop();
    return small_leave(state);
}

/* Program and rubric speak it. */
static inline void demo_speak(const char *language)
{
    char *built = mem_dup(getenv("MEYAR_PLAIN") ? getenv("MEYAR_PLAIN") : "build/meyar");
    char *folder = mem_printf("%s/locale", dirname(built));

    bindtextdomain("meyar", strcmp(language, "en") == 0 ? "/nonexistent" : folder);
    bind_textdomain_codeset("meyar", "UTF-8");
    textdomain("meyar");
    setenv("LANGUAGE", language, 1);
    free(folder);
    free(built);
}

static inline void demo_open(const char *language, int rows, int cols, const char *keys)
{
    char *key = mem_printf("place:%s", small_path("demo.meyar"));

    state_put(key, NULL);
    free(key);
    demo_speak(language);
    headless_size(rows, cols);
    campaign = office_open_file("demo.meyar", 0);
    app = app_new(campaign);
    app_draw(app);
    press(app, keys);
}

static inline void demo_close(void)
{
    app_free(&app);
    campaign_close(&campaign);
    demo_speak("en");
}

/* Runs an action by its sentence's words in the palette. */
static inline void demo_run(const char *words)
{
    char *typed = mem_printf("'%s", words);
    press(app, ":");
    press(app, typed);
    press(app, "Enter");
    free(typed);
}

#endif

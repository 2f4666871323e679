/* The screens on the demo, made once for a whole test program; each test gets them as they open the
 * first time. */
#ifndef TESTS_TUI_DEMO_H
#define TESTS_TUI_DEMO_H

#include "tests/tui/golden.h"
#include "tui/marks.h"

static struct campaign *campaign;
static struct app *app;

static inline int demo_make(void **state)
{
    small_enter(state);
    headless_start();
    small_demo(small_path("demo.meyar"));
    return 0;
}

static inline int demo_remove(void **state)
{
    headless_stop();
    return small_leave(state);
}

static inline void demo_open(const char *language, int rows, int cols, const char *keys)
{
    char *key = mem_printf("place:%s", small_path("demo.meyar"));

    state_put(key, NULL);
    free(key);
    golden_speak(language);
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
    golden_speak("en");
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

/* A screen that is opened by its words in the palette, and keys pressed there. */
struct picture {
    const char *name; /* of the golden */
    int rows, cols;
    const char *language, *keys;
};

/* All pictures are as they were. */
static inline void demo_pictures(const struct picture *list, size_t n, const char *words,
                                 const char *words_az)
{
    int wrong = 0;

    for (size_t i = 0; i < n; i++) {
        const struct picture *p = &list[i];
        demo_open(p->language, p->rows, p->cols, "Home");
        demo_run(strcmp(p->language, "az") == 0 ? words_az : words);
        press(app, p->keys);
        wrong += !golden_same(p->name);
        demo_close();
    }
    assert_int_equal(wrong, 0);
}

#endif

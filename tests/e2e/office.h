/* A campaign for the tests that drive the real program: that of tests/tui/data, made in this
 * process. */
#ifndef TESTS_E2E_OFFICE_H
#define TESTS_E2E_OFFICE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "tests/e2e/pty.h"
#include "tests/help/small.h"

/* Makes it in a fresh folder; small_leave removes that. */
static inline int office_enter(void **state)
{
    struct err err = {0};
    struct init_options o = {.name = "2019",
                             .rubric_path = "tests/tui/data/rubric.yaml",
                             .registry_path = "tests/tui/data/registry.csv",
                             .writer = {"Inspector A", "command"}};
    int rows;

    small_enter(state);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("LANGUAGE", "en", 1);
    if (!campaign_create(small_path("2019.meyar"), &o, &err)) {
        fail_msg("%s", err_text(&err));
    }
    struct campaign *c = campaign_open(small_path("2019.meyar"), 0, &o.writer, &err);
    if (!c || !import_answers(c, "tests/tui/data/answers.csv", NULL, 0, false, &rows, &err)) {
        fail_msg("%s", err_text(&err));
    }
    campaign_close(&c);
    return 0;
}

/* The program on that campaign. */
static inline struct pty *office_run(int rows, int cols, const char *const env[])
{
    return pty_meyar(rows, cols, env, small_path("2019.meyar"), NULL, NULL);
}

/* Fails, with the screen, where the text does not come in good time. */
static inline void office_expect(struct pty *p, const char *text)
{
    if (!pty_wait(p, text, 20000)) {
        char *screen = pty_screen(p);
        fprintf(stderr, "%s", screen);
        free(screen);
        fail_msg("not on the screen: %s", text);
    }
}

/* The standing value of a question, as the file has it: "" none. */
static inline const char *office_value(const char *body, const char *service, const char *question)
{
    static char value[256];
    struct err err = {0};
    struct campaign *c = campaign_open(small_path("2019.meyar"), OPEN_READ_ONLY, NULL, &err);
    struct work *w = c ? work_open(c, 0, body, service, &err) : NULL;

    if (!w) {
        fail_msg("%s", err_text(&err));
    }
    int i = block_question(work_block(w), question)->index;
    snprintf(value, sizeof value, "%s",
             work_standing(w, i)->value ? work_standing(w, i)->value : "");
    work_close(&w);
    campaign_close(&c);
    return value;
}

#endif

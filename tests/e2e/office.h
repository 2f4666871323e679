/* A campaign for the tests that drive the real program: that of tests/tui/data, made in this
 * process. */
#ifndef TESTS_E2E_OFFICE_H
#define TESTS_E2E_OFFICE_H

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
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

/* To the list of bodies, wherever it opened. */
static inline void office_bodies(struct pty *p)
{
    for (int i = 0; i < 3 && !pty_wait(p, "Bodies", 500); i++) {
        pty_keys(p, "q");
    }
    office_expect(p, "Bodies");
}

/* To the first question of "Vehicle registration", all stages on show: chosen by the key, for else
 * the stage follows the body's state. */
static inline void office_level(struct pty *p)
{
    office_bodies(p);
    if (pty_wait(p, "all stages", 500)) {
        pty_keys(p, "vvv");
    }
    for (int i = 0; i < 3 && !pty_wait(p, "all stages", 500); i++) {
        pty_keys(p, "v");
    }
    office_expect(p, "all stages");
    pty_keys(p, "\033[Hj\r");
    office_expect(p, "The body itself");
    pty_keys(p, "\033[Hjj\r");
    office_expect(p, "question ");
    pty_keys(p, "\033[H");
    office_expect(p, "question 1 of 10");
}

/* Leaves by these keys; the terminal is as it was. Frees it. */
static inline void office_leave(struct pty **p, const char *keys)
{
    pty_keys(*p, keys);
    int status = pty_end(*p, 20000);
    if (status == -1) {
        char *screen = pty_screen(*p);
        fprintf(stderr, "%s", screen);
        free(screen);
    }
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_true(pty_sane(*p));
    pty_free(p);
}

/* Ends it at once, as a power cut would. Frees it. */
static inline void office_kill(struct pty **p)
{
    pty_signal(*p, SIGKILL);
    assert_true(WIFSIGNALED(pty_end(*p, 20000)));
    pty_free(p);
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

/* Every state of the four screens that the other pictures do not show, at three sizes: goldens
 * beside those of test_golden.c (MEYAR_GOLDEN=update writes them), and what must not be cut. */
#include <stdio.h>
#include <unistd.h>
#include "tests/tui/headless.h"
#include "tui/marks.h"

static const struct size {
    int rows, cols;
} sizes[] = {{24, 80}, {40, 120}, {12, 40}};

struct state {
    const char *name;
    bool demo; /* on the demo: it has two answers that contradict each other */
    const char *keys[8];
    int sizes; /* how many of the sizes: some are alike at the others */
};

#define TO_LEVEL "Home Down Enter", "Home Down Down Enter Home"
static const struct state states[] = {
    /* A stage on show: counts of it and of all. */
    {"stage", false, {TO_LEVEL}, 3},
    {"stage-outline", false, {TO_LEVEL, "Tab"}, 3},
    /* What is not asked, dim by choice: the payment question waits for the level. */
    {"inactive", false, {"v v", TO_LEVEL, "1", "Tab i"}, 3},
    /* All done: the closing line of a service with a rating, and where n leads. */
    {"closing-rated", false, {"v v", "Home Down Enter", "Home Down Enter", "End Enter"}, 3},
    {"closing-open", false, {"v v", TO_LEVEL, "End Enter"}, 3},
    /* A service that was stopped, one that is not electronic, chosen: the summary's reason. */
    {"body-stopped", false, {"v v", "Home Down Enter", "End Up"}, 3},
    /* Can't tell, with its reason. */
    {"cant-tell", false, {"v v", TO_LEVEL, "End Left Left Left"}, 3},
    {"not-applicable", false, {"v v", TO_LEVEL, "Right Right Right"}, 3},
    /* Two answers stand for one question. */
    {"conflict-bodies", true, {"v v", "Home"}, 3},
    {"conflict-body", true, {"v v", "Home Enter", "Home Down Down Down Down Down Down Down"}, 3},
    {"conflict",
     true,
     {"v v", "Home Enter", "Home Down Down Down Down Down Down Down Enter Home Right"},
     3},
    /* A body whose own questions are on show. */
    {"own", false, {"v v", "Home Down Enter", "Home Enter"}, 3},
};

/* ---- files ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Dates and times are of the day of the test. */
static void mask(char *s)
{
    static const char *const shapes[] = {"dddd-dd-dd dd:dd", "dd:dd:dd"};

    for (; *s; s++) {
        for (size_t k = 0; k < 2; k++) {
            size_t i = 0;
            while (shapes[k][i] && (shapes[k][i] == 'd' ? is_digit(s[i]) : s[i] == shapes[k][i])) {
                i++;
            }
            for (size_t j = 0; !shapes[k][i] && j < i; j++) {
                s[j] = is_digit(s[j]) ? '0' : s[j];
            }
        }
    }
}

static char *screen_text(void)
{
    struct buf b = {0};
    int y = getcury(stdscr), x = getcurx(stdscr);

    for (int i = 0; i < LINES; i++) {
        buf_printf(&b, "%s\n", headless_row(i));
    }
    buf_printf(&b, "cursor %d,%d\n", y, x);
    mask(b.s);
    return b.s;
}

static bool same_as_file(const char *path, const char *text)
{
    struct buf b = {0};
    char part[4096];
    FILE *f = fopen(path, "r");
    buf_add(&b, "");
    for (size_t n; f && (n = fread(part, 1, sizeof part, f)) > 0;) {
        buf_addn(&b, part, n);
    }
    if (f) {
        fclose(f);
    }
    bool same = strcmp(b.s, text) == 0;
    buf_free(&b);
    return same;
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static bool compare(const char *name, const struct size *size)
{
    const char *update = getenv("MEYAR_GOLDEN");
    char *path = mem_printf("tests/golden/state-%s-%dx%d", name, size->cols, size->rows);
    char *wanted = mem_printf("%s.txt", path), *actual = mem_printf("%s.actual", path);
    char *came = screen_text();
    bool same = same_as_file(wanted, came);

    remove(actual);
    if (!same && update && strcmp(update, "update") == 0) {
        write_file(wanted, came);
        same = true;
    } else if (!same) {
        write_file(actual, came);
        print_error("%s differs from %s:\n%s", actual, wanted, came);
    }
    free(path);
    free(wanted);
    free(actual);
    free(came);
    return same;
}

/* ---- taking them ---- */

static struct campaign *open_demo(void)
{
    if (access(small_path("demo.meyar"), F_OK) != 0) {
        small_demo(small_path("demo.meyar"));
    }
    return office_open_file("demo.meyar", 0);
}

static bool changed; /* the last state answered something: the next begins from a new file */

/* Each state begins from the same answers and from the list of bodies. */
static struct app *begin(const struct state *s, const struct size *size, struct campaign **c)
{
    if (changed) {
        unlink(small_path("2019.meyar"));
        unlink(small_path("2019.meyar-wal")); /* of the one that was moved away */
        unlink(small_path("2019.meyar-shm"));
        unlink(small_path("2018.meyar"));
        changed = false;
    }
    *c = s->demo ? open_demo() : office_open();
    char *key = mem_printf("place:%s", campaign_path(*c));
    state_put(key, NULL);
    free(key);
    headless_size(size->rows, size->cols);
    struct app *app = app_new(*c);
    app_draw(app);
    return app;
}

static bool take(const struct state *s, const struct size *size)
{
    struct campaign *c;
    struct app *app = begin(s, size, &c);

    for (int i = 0; s->keys[i]; i++) {
        press(app, s->keys[i]);
    }
    bool same = compare(s->name, size);
    changed = *campaign_saved_at(c) != '\0';
    app_free(&app);
    campaign_close(&c);
    return same;
}

static int enter(void **state)
{
    small_enter(state);
    setenv("LANGUAGE", "en", 1);
    headless_start();
    return 0;
}

static int leave(void **state)
{
    headless_stop();
    return small_leave(state);
}

static void every_state(void **state)
{
    int wrong = 0;

    (void)state;
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        for (int k = 0; k < states[i].sizes; k++) {
            wrong += !take(&states[i], &sizes[k]);
        }
    }
    assert_int_equal(wrong, 0);
}

/* The file went away under the program: the top line says so in whole words at every size, the
 * message says the rest. */
static void what_is_not_saved_is_said_in_whole(void **state)
{
    (void)state;
    static const struct state at = {"", false, {"v v", TO_LEVEL}, 3};
    for (int k = 0; k < 3; k++) {
        struct campaign *c;
        struct app *app = begin(&at, &sizes[k], &c);
        for (int i = 0; at.keys[i]; i++) {
            press(app, at.keys[i]);
        }
        assert_int_equal(rename(small_path("2019.meyar"), small_path("elsewhere")), 0);
        press(app, "4");
        assert_non_null(strstr(headless_row(0), "not saved: file replaced"));
        if (sizes[k].cols >= 80) {
            assert_shown("open it again");
        }
        app_free(&app);
        campaign_close(&c);
        unlink(small_path("elsewhere"));
        changed = true;
    }
}

/* Nothing that is incomplete has a rating that reads as a verdict: the word never stands alone. */
static void no_range_looks_like_a_verdict(void **state)
{
    (void)state;
    static const char *const words[] = {"Unsatisfactory", "Satisfactory", "Good", "Excellent"};
    static const struct state at = {"", true, {"v v"}, 3};
    struct campaign *c;
    struct app *app = begin(&at, &(struct size){60, 130}, &c);
    press(app, "v v");
    int ranges = 0;
    for (int y = 3; y < 32; y++) {
        const char *row = headless_row(y);
        if (!strstr(row, "–")) {
            continue;
        }
        ranges++;
        for (int i = 0; i < 4; i++) {
            size_t n = strlen(row), w = strlen(words[i]);
            assert_false(n > w && strcmp(row + n - w, words[i]) == 0);
        }
    }
    assert_true(ranges > 5);
    app_free(&app);
    campaign_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_state, enter, leave),
        cmocka_unit_test_setup_teardown(what_is_not_saved_is_said_in_whole, enter, leave),
        cmocka_unit_test_setup_teardown(no_range_looks_like_a_verdict, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

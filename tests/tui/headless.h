/* For the tests of the screens: curses without a terminal, a campaign to show, keys, and what
 * stands in the cells. Functions are static: every test program is linked alone. */
#ifndef TESTS_TUI_HEADLESS_H
#define TESTS_TUI_HEADLESS_H

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "tests/help/small.h"
#include "tui/app.h"
#include "tui/term.h"

static SCREEN *headless;
static FILE *headless_out, *headless_in;

/* Nobody types: long work that looks for Esc would wait for ever at the end of a file. */
static inline void headless_silence(void)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_true(dup2(ends[0], STDIN_FILENO) >= 0);
    close(ends[0]);
}

/* Curses on /dev/null. */
static inline void headless_start(void)
{
    if (headless) {
        return;
    }
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) { /* else the environment's, whatever it is */
        setlocale(LC_ALL, "C.UTF-8");
    }
    unsetenv("LINES");
    unsetenv("COLUMNS");
    headless_out = fopen("/dev/null", "w");
    headless_in = fopen("/dev/null", "r");
    headless = newterm("xterm-256color", headless_out, headless_in);
    assert_non_null(headless);
    keypad(stdscr, TRUE);
    term_looks();
    headless_silence();
}

static inline void headless_stop(void)
{
    endwin();
    delscreen(headless);
    headless = NULL;
    fclose(headless_out);
    fclose(headless_in);
}

static inline void headless_size(int rows, int cols)
{
    resize_term(rows, cols);
}

/* A row's text, blanks at its end cut; good until the next call. */
static inline const char *headless_row(int y)
{
    static char out[4096];
    wchar_t cells[1024];
    size_t n = 0, end = 0;

    mvinnwstr(y, 0, cells, 1023);
    for (int i = 0; cells[i] && n + 5 < sizeof out; i++) {
        n += utf8_put(out + n, (uint32_t)cells[i]);
        end = cells[i] == L' ' ? end : n;
    }
    out[end] = '\0';
    return out;
}

/* The row that contains the text, -1: none. */
static inline int headless_find(const char *text)
{
    for (int y = 0; y < LINES; y++) {
        if (strstr(headless_row(y), text)) {
            return y;
        }
    }
    return -1;
}

static inline void headless_dump(FILE *f)
{
    for (int y = 0; y < LINES; y++) {
        fprintf(f, "%s\n", headless_row(y));
    }
}

/* Fails the test, with the screen, where the text is not (or, `there` false, is) on it. */
static inline void headless_expect(const char *text, bool there)
{
    if ((headless_find(text) >= 0) != there) {
        headless_dump(stderr);
        fail_msg("%s the screen: %s", there ? "not on" : "on", text);
    }
}
#define assert_shown(text) headless_expect(text, true)
#define assert_not_shown(text) headless_expect(text, false)

static inline bool headless_reverse(int y, int x)
{
    return (mvinch(y, x) & A_REVERSE) != 0;
}

/* ---- keys ---- */

/* "3", "ü", "Enter", "Esc", "Up" …: as people name them. */
static inline struct key named_key(const char *name)
{
    static const struct {
        const char *name;
        int code;
        uint32_t ch;
    } names[] = {
        {"Enter", 0, '\r'},      {"Esc", 0, 27},         {"Tab", 0, '\t'},
        {"Space", 0, ' '},       {"Backspace", 0, 127},  {"Delete", KEY_DC, 0},
        {"Up", KEY_UP, 0},       {"Down", KEY_DOWN, 0},  {"Left", KEY_LEFT, 0},
        {"Right", KEY_RIGHT, 0}, {"PgUp", KEY_PPAGE, 0}, {"PgDn", KEY_NPAGE, 0},
        {"Home", KEY_HOME, 0},   {"End", KEY_END, 0},    {"F1", KEY_F(1), 0},
        {"Ctrl-U", 0, 21},
    };
    size_t len;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i].name, name) == 0) {
            return names[i].code ? key_special(names[i].code) : key_char(names[i].ch);
        }
    }
    return key_char(utf8_next(name, &len));
}

/* Presses keys, named and parted by blanks, and draws. "'some words" types what follows to the end.
 */
static inline void press(struct app *app, const char *keys)
{
    char *copy = mem_dup(keys), *at = copy;

    while (*at && !app_over(app)) {
        if (*at == '\'') {
            for (size_t len = 1; *++at; at += len - 1) {
                uint32_t c = utf8_next(at, &len);
                app_key(app, key_char(c));
            }
            break;
        }
        char *end = at + strcspn(at, " ");
        bool last = !*end;
        *end = '\0';
        app_key(app, named_key(at));
        at = last ? end : end + 1;
    }
    free(copy);
    app_rest(app);
    app_draw(app);
}

/* ---- a campaign to show ---- */

static inline void office_init(const char *file, const char *name, const char *previous)
{
    struct err err = {0};
    struct init_options o = {.name = name,
                             .rubric_path = "tests/tui/data/rubric.yaml",
                             .registry_path = "tests/tui/data/registry.csv",
                             .previous_path = previous,
                             .writer = {"Inspector A", "command"}};
    if (!campaign_create(small_path(file), &o, &err)) {
        fail_msg("%s", err_text(&err));
    }
}

static inline struct campaign *office_open_file(const char *file, unsigned flags)
{
    struct err err = {0};
    struct writer w = {"Inspector A", "key"};
    struct campaign *c = campaign_open(small_path(file), flags, &w, &err);
    if (!c) {
        fail_msg("%s", err_text(&err));
    }
    return c;
}

static inline void office_answers(const char *file, const char *answers)
{
    struct err err = {0};
    int rows;
    struct campaign *c = office_open_file(file, 0);
    if (!import_answers(c, answers, NULL, 0, false, &rows, &err)) {
        fail_msg("%s", err_text(&err));
    }
    campaign_close(&c);
}

/* The campaign of tests/tui/data: 2019, with a few answers of 2018 behind it; once per folder. */
static inline struct campaign *office_open(void)
{
    FILE *there = fopen(small_path("2019.meyar"), "r");
    if (there) {
        fclose(there);
        return office_open_file("2019.meyar", 0);
    }
    office_init("2018.meyar", "2018", NULL);
    office_answers("2018.meyar", "tests/tui/data/answers-2018.csv");
    office_init("2019.meyar", "2019", small_path("2018.meyar"));
    office_answers("2019.meyar", "tests/tui/data/answers.csv");
    return office_open_file("2019.meyar", 0);
}

#endif

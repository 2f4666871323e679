/* Whole screens against tests/golden/NAME.txt. Where one differs, what came is written beside it as
 * NAME.actual; MEYAR_GOLDEN=update writes what came in its place. */
#ifndef TESTS_TUI_GOLDEN_H
#define TESTS_TUI_GOLDEN_H

#include "tests/tui/headless.h"

static inline bool golden_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool golden_like(char shape, char c)
{
    if (shape == '#') {
        return golden_digit(c) || (c >= 'a' && c <= 'f');
    }
    return shape == '0' ? golden_digit(c) : shape == c;
}

/* Dates and times are of the day: "2024-11-24 10:15", "10:15:30"; and names of events are drawn. */
static inline void golden_mask(char *s)
{
    static const char *const shapes[] = {"0000-00-00 00:00", "0000-00-00",     "00-00 00:00",
                                         "00:00:00",         "event ########", "device ########"};

    for (; *s; s++) {
        for (size_t k = 0; k < sizeof shapes / sizeof shapes[0]; k++) {
            size_t i = 0;
            while (shapes[k][i] && golden_like(shapes[k][i], s[i])) {
                i++;
            }
            for (size_t j = 0; !shapes[k][i] && j < i; j++) {
                s[j] = shapes[k][j] == '#' || golden_digit(s[j]) ? '0' : s[j];
            }
        }
    }
}

/* The program's own words in a language too, from the catalogue that was built with it. */
static inline void golden_speak(const char *language)
{
    const char *plain = getenv("MEYAR_PLAIN");
    char *folder = mem_dup(plain ? plain : "build/meyar");
    char *end = strrchr(folder, '/');

    if (end) {
        *end = '\0';
    }
    char *catalogue = mem_printf("%s/locale", end ? folder : ".");
    assert_non_null(bindtextdomain("meyar", catalogue));
    bind_textdomain_codeset("meyar", "UTF-8");
    textdomain("meyar");
    setenv("LANGUAGE", language, 1);
    free(catalogue);
    free(folder);
}

/* The screen as text, and where the cursor is. */
static inline char *golden_screen(void)
{
    struct buf b = {0};
    int y = getcury(stdscr), x = getcurx(stdscr);

    for (int i = 0; i < LINES; i++) {
        buf_printf(&b, "%s\n", headless_row(i));
    }
    buf_printf(&b, "cursor %d,%d\n", y, x);
    golden_mask(b.s);
    return b.s;
}

static inline char *golden_read(const char *path)
{
    struct buf b = {0};
    char chunk[4096];
    FILE *f = fopen(path, "r");

    buf_add(&b, "");
    for (size_t n; f && (n = fread(chunk, 1, sizeof chunk, f)) > 0;) {
        buf_addn(&b, chunk, n);
    }
    if (f) {
        fclose(f);
    }
    return b.s;
}

static inline void golden_write(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

/* True where the screen is as the file has it. */
static inline bool golden_same(const char *name)
{
    const char *update = getenv("MEYAR_GOLDEN");
    char *path = mem_printf("tests/golden/%s.txt", name);
    char *actual = mem_printf("tests/golden/%s.actual", name);
    char *came = golden_screen(), *wanted = golden_read(path);
    bool same = strcmp(came, wanted) == 0;

    remove(actual);
    if (!same && update && strcmp(update, "update") == 0) {
        golden_write(path, came);
        same = true;
    } else if (!same) {
        golden_write(actual, came);
        print_error("%s differs from %s:\n%s", actual, path, came);
    }
    free(path);
    free(actual);
    free(came);
    free(wanted);
    return same;
}

#endif

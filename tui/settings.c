#include "tui/settings.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "forms/text.h"
#include "model/csv.h"
#include "model/lib.h"
#include "tui/keymap.h"

#define FILE_MOST (256u * 1024)

static struct {
    struct arena *arena; /* of everything here; NULL: all is default */
    struct settings now;
    struct diags faults;
    enum theme theme; /* THEMES: not said */
    bool told;
} s = {.now = {.mouse = true}, .theme = THEMES};

const struct settings *settings_now(void)
{
    return &s.now;
}

const struct diags *settings_faults(void)
{
    return &s.faults;
}

void settings_stop(void)
{
    diags_free(&s.faults);
    s.faults.file = NULL; /* it was the arena's */
    arena_free(&s.arena);
    keymap_bind(NULL, 0, &s.faults);
    s.now = (struct settings){.mouse = true};
    s.theme = THEMES;
    s.told = false;
}

static void begin(const char *file)
{
    settings_stop();
    s.arena = arena_new();
    s.faults.file = arena_dup(s.arena, file);
}

static void check_theme(void)
{
    if (!s.now.theme.text) {
        return;
    }
    s.theme = theme_named(s.now.theme.text);
    if (s.theme == THEMES) {
        settings_unknown(&s.faults, &s.now.theme, _("unknown theme '%s'"), theme_names(), THEMES);
    }
}

static void take(const char *bytes, size_t n)
{
    s.now = settings_load(bytes, n, s.arena, &s.faults);
    check_theme();
    keymap_bind(s.now.bindings, s.now.nbindings, &s.faults);
    diags_sort(&s.faults);
}

void settings_take(const char *file, const char *bytes, size_t n)
{
    begin(file);
    take(bytes, n);
}

const char *settings_file(void)
{
    if (!s.arena) {
        s.arena = arena_new();
    }
    return settings_path(s.arena);
}

void settings_start(void)
{
    struct arena *a = arena_new();
    const char *path = settings_path(a), *why;
    struct stat st;
    char *bytes;
    size_t n;

    begin(path);
    if (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
        arena_free(&a); /* most people have none */
        return;
    }
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) {
        /* Reading a pipe would wait for somebody to write. */
        diag_add(&s.faults, 0, 0, _("%s is no regular file, but a device, a pipe or the like"),
                 path);
    } else if (file_read(path, FILE_MOST, a, &bytes, &n, &why)) {
        take(bytes, n);
    } else {
        diag_add(&s.faults, 0, 0, "%s", why);
    }
    arena_free(&a);
}

void settings_speak(void)
{
    settings_start();
    if (s.now.language.text) {
        const char *locale = setlocale(LC_MESSAGES, NULL);
        setenv("LANGUAGE", s.now.language.text, 1);
        /* gettext translates nothing in the locale "C", whatever LANGUAGE says. */
        if (!locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0) {
            setlocale(LC_MESSAGES, "C.UTF-8");
        }
    }
    settings_stop(); /* its faults are told once there are words for them in that language */
}

const char *settings_notice(struct arena *a)
{
    size_t more = s.faults.n + s.faults.more;

    if (more == 0 || s.told) {
        return NULL;
    }
    s.told = true;
    char *line = diag_line(&s.faults, 0);
    const char *text = arena_dup(a, line);
    free(line);
    if (--more > 0) {
        text = arena_printf(a,
                            ngettext("%s (and %zu more; `meyar settings` tells it)",
                                     "%s (and %zu more; `meyar settings` tells them)", more),
                            text, more);
    }
    return text;
}

enum theme settings_theme(void)
{
    struct arena *a = arena_new();
    const char *kept = s.theme == THEMES ? state_get(a, "theme") : NULL;
    enum theme theme = kept ? theme_named(kept) : s.theme;

    arena_free(&a);
    return theme == THEMES ? THEME_DEFAULT : theme;
}

bool settings_keep_theme(enum theme theme)
{
    if (s.theme != THEMES) {
        return false;
    }
    state_put("theme", theme == THEME_DEFAULT ? NULL : theme_name(theme));
    return true;
}

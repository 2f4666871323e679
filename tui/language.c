/* The language that rubric and program speak: the one chosen on screen, else the environment's. */
#include "tui/language.h"

#include <dirent.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "tui/inside.h"

#define KEY "language" /* in the state folder */

/* The languages that gettext would take, in its order. */
static const char *environment_language(void)
{
    static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) {
            return value;
        }
    }
    return "";
}

static bool is_language(const char *s)
{
    size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-@");
    return n > 1 && n < 16 && !s[n];
}

bool language_of_program(const char *code)
{
    const char *folder = bindtextdomain("meyar", NULL);

    if (strcmp(code, "en") == 0) {
        return true; /* what the messages are written in */
    }
    if (!folder || !is_language(code)) {
        return false;
    }
    char *path = mem_printf("%s/%s/LC_MESSAGES/meyar.mo", folder, code);
    bool there = access(path, R_OK) == 0;
    free(path);
    return there;
}

const char *language_name(const char *code)
{
    static const struct {
        const char *code, *name;
    } names[] = {{"az", "Azərbaycanca"}, {"en", "English"}, {"ru", "Русский"}, {"tr", "Türkçe"}};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i].code, code) == 0) {
            return names[i].name;
        }
    }
    return code;
}

static bool has(const char *const *list, int n, const char *code)
{
    for (int i = 0; i < n; i++) {
        if (strcmp(list[i], code) == 0) {
            return true;
        }
    }
    return false;
}

#define LANGUAGES_MOST 32

int languages_known(const struct rubric *r, struct arena *a, const char *const **codes)
{
    const char **list = arena_alloc(a, LANGUAGES_MOST * sizeof *list);
    const char *folder = bindtextdomain("meyar", NULL);
    DIR *dir = folder ? opendir(folder) : NULL;
    int n = 0;

    for (; n < r->nlanguages && n < LANGUAGES_MOST; n++) {
        list[n] = r->languages[n];
    }
    if (n < LANGUAGES_MOST && !has(list, n, "en")) {
        list[n++] = "en";
    }
    for (struct dirent *e; dir && n < LANGUAGES_MOST && (e = readdir(dir));) {
        if (language_of_program(e->d_name) && !has(list, n, e->d_name)) {
            list[n++] = arena_dup(a, e->d_name);
        }
    }
    if (dir) {
        closedir(dir);
    }
    *codes = list;
    return n;
}

/* gettext reads LANGUAGE anew once it is told its domain again; in the locale "C" it never does. */
static void speak(const char *code)
{
    const char *locale = setlocale(LC_MESSAGES, NULL);

    if (!language_of_program(code)) {
        return; /* words of the program stay as they are */
    }
    if (!locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0) {
        setlocale(LC_MESSAGES, "C.UTF-8");
    }
    setenv("LANGUAGE", code, 1);
    textdomain("meyar");
}

static void take(struct app *app, const char *code)
{
    struct tongue *t = &app->ui.tongue;
    char *wanted = mem_printf("%s:%s", code, environment_language());

    t->language = rubric_language(t->rubric, wanted);
    free(wanted);
    speak(code);
}

void app_language(struct app *app, const char *code)
{
    if (is_language(code)) {
        state_put(KEY, code);
        take(app, code);
    }
}

void app_language_kept(struct app *app)
{
    const char *kept = state_get(app->ui.tongue.arena, KEY);
    take(app, kept && is_language(kept) ? kept : "");
}

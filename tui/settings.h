/* The settings in force: read once at the start, from $XDG_CONFIG_HOME/meyar/settings.yaml. Where
 * that has faults, what they concern keeps its default, and the program starts all the same. */
#ifndef TUI_SETTINGS_H
#define TUI_SETTINGS_H

#include "forms/settings.h"
#include "tui/theme.h"

/* Before translations are looked for: the language that the settings ask for becomes that of the
 * process. */
void settings_speak(void);
/* Reads the file, checks what forms/settings.c can't (actions, keys, themes), and puts the keys in
 * force. */
void settings_start(void);
/* The same from text instead of a file, for tests. `file` is its name in messages. */
void settings_take(const char *file, const char *bytes, size_t n);
/* All defaults again, and nothing told. */
void settings_stop(void);

const struct settings *settings_now(void);
/* What is wrong with the file, sorted by place. */
const struct diags *settings_faults(void);
/* Where it is looked for. */
const char *settings_file(void);

/* The first fault and how many more there are, once, for the message line; NULL: none, or it was
 * told. In the arena. */
const char *settings_notice(struct arena *a);

/* The theme to begin with: the settings', else the one chosen on screen last, else the default. */
enum theme settings_theme(void);
/* Keeps a theme that was chosen on screen for the next time, in the state folder: the settings are
 * the user's own file and never written. False: they name a theme, which holds next time. */
bool settings_keep_theme(enum theme theme);

#endif

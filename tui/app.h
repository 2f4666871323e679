/* tui/: the screens. A key becomes a command (keymap), the screen on top acts on it and gives an
 * effect, the application carries it out, the screen reads anew what it shows, and is drawn.
 *
 * file           what it holds
 * -------------  ------------------------------------------------------------------
 * app            the loop, keys, drawing; what its parts share: inside.h
 * effects        what screens want done
 * stack          the stack of screens: opening over one, and being led back
 * common         actions that mean the same on every screen
 * place          where the user was
 * messages       what was said
 * language       what rubric and program speak
 * undone         what was undone or redone, as a sentence (no curses)
 * away           another program has the terminal: an editor, a viewer
 * ui             what screens and application agree on: screens, places, effects
 * screens.def    every screen, one line each
 * actions.def    every action, one line each; help, bottom line, keymap come from it
 * keymap         from keys to actions: keynames (keys by name), keybind (the user's keys)
 * mouse          from presses of the mouse to actions
 * settings       the user's settings in force
 * busy, bar      how far long work is, and breaking it off; a bar as text (no curses)
 * term           curses, signals, keys, paste, sizes
 * frame          top line, message, bottom line
 * canvas         putting text, safely, at columns
 * layout         where things stand; lists; columns (no curses)
 * lines          wrapping and cutting (no curses)
 * when           moments as the user's clock shows them (no curses)
 * words          figures, ratings, states as words (no curses)
 * why_*          why a figure is what it is, in words: text (its parts), sums, rules (no curses)
 * marks, theme   every mark in UTF-8 and ASCII; roles to colours
 * screens/       one file, or a few, per screen
 * widgets/       gauge, panes of lines, editors, answers
 * cli/           the commands
 */
#ifndef TUI_APP_H
#define TUI_APP_H

#include <stdbool.h>
#include "model/lib.h"
#include "tui/keymap.h"
#include "tui/term.h"

/* Opens the screens on a campaign file (NULL: the one opened last) until the user leaves. Gives the
 * exit status of cli.md; what went wrong is said on standard error, with the terminal as it was. */
int app_run(const char *path, unsigned flags, const struct writer *w);

/* The screens without a terminal of their own, for tests: curses has started. */
struct app;
/* Opens the screens where the user was last; what can't be opened any more is passed over. */
struct app *app_new(struct campaign *c);
void app_free(struct app **app); /* keeps drafts and the place; not the campaign */
void app_key(struct app *app, struct key key);
void app_paste(struct app *app, const char *text);
/* A press of the mouse at a cell of the screen. */
void app_press(struct app *app, enum press press, int y, int x);
void app_idle(struct app *app);    /* two seconds have passed without a key */
void app_rest(struct app *app);    /* a moment has passed: what follows the cursor is shown */
void app_resized(struct app *app); /* curses knows the size */
void app_draw(struct app *app);
bool app_over(const struct app *app); /* the user has left */
/* … because this copy shall be put in the file's place: its path. NULL: just so. */
const char *app_restoring(const struct app *app);
/* The name of the screen on top. */
const char *app_screen(const struct app *app);

#endif

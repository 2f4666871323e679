/* The terminal: starting and leaving curses, signals, reading keys, pasted text, changes of size.
 */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include <stdbool.h>
#include "tui/keymap.h"

/* Can the screens run here at all? NULL, or the sentence that says why not. Before term_start. */
const char *term_refusal(void);
/* Starts curses on the terminal, and catches signals; nothing where that was done. False: the
 * terminal is none that curses knows. */
bool term_start(void);
/* Leaves the terminal as it was. May be called twice. */
void term_stop(void);
/* Tells marks and theme what the terminal can do; curses has started (for tests, by other means).
 */
void term_looks(void);

enum input_kind {
    INPUT_NONE, /* the time is over */
    INPUT_KEY,
    INPUT_PASTE,   /* text */
    INPUT_MOUSE,   /* press, at y and x */
    INPUT_RESIZED, /* or everything has to be drawn again */
    INPUT_LEAVE,   /* Ctrl-C, a signal, or the terminal is gone */
};
enum press { PRESS_BUTTON, PRESS_WHEEL_UP, PRESS_WHEEL_DOWN };
struct input {
    enum input_kind kind;
    struct key key;
    const char *text; /* good until the next call */
    enum press press;
    int y, x;
};
/* Whether the program gets the mouse; else the terminal keeps it for its own selection. */
void term_mouse(bool on);
bool term_has_mouse(void);
/* Waits for what comes next, at most ms milliseconds (-1: without limit). */
struct input term_read(int ms);
/* Throws away what was typed and not yet read; a Ctrl-C among it too, but no other signal. */
void term_forget_keys(void);
/* Is there input that waits already? */
bool term_waiting(void);
/* Gives the terminal to another program, as it was before term_start, and takes it back. Without
 * term_start (in tests): nothing. */
void term_lend(void);
void term_take_back(void);
/* Puts what was drawn on the terminal, with the cursor at a place. */
void term_show(int cursor_y, int cursor_x);

#endif

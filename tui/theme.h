/* Roles to colours and attributes. Code names roles; only this file knows colours. */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include <stdbool.h>
#include <curses.h>

enum role {
    ROLE_TEXT,
    ROLE_DIM,    /* hints, what is inactive */
    ROLE_ACCENT, /* the cursor, the focus */
    ROLE_TITLE,  /* the top line */
    ROLE_KEYS,   /* the bottom line */
    ROLE_SAVED,
    ROLE_WARNING,
    ROLE_ERROR,
    ROLE_RATING_1, /* worst */
    ROLE_RATING_2,
    ROLE_RATING_3,
    ROLE_RATING_4, /* best */
    ROLES
};

enum theme {
    THEME_DEFAULT, /* readable on a dark and on a light background */
    THEME_DARK,
    THEME_LIGHT,
    THEME_CONTRAST,
    THEME_MONO,
    THEMES
};
/* Their names in the settings; of theme_named THEMES: there is none. */
const char *theme_name(enum theme theme);
const char *const *theme_names(void);
enum theme theme_named(const char *name);

/* After curses has started; without `colour` (NO_COLOR) attributes alone tell roles apart, whatever
 * the theme. */
void theme_start(bool colour, enum theme theme);
/* Another theme from the next drawing on. */
void theme_use(enum theme theme);
enum theme theme_now(void);
/* Does the terminal show colours, and may it? */
bool theme_has_colours(void);

/* For tests: a role's colours among the 256 (-1: the terminal's own), and what such a one looks
 * like, as 0xRRGGBB. */
void theme_colours(enum theme theme, enum role role, int *front, int *back);
int theme_rgb(int of_256);

attr_t role_attr(enum role role);
/* The role of rating i (from 0, worst) of n; ROLE_TEXT for -1. */
enum role role_rating(int i, int n);

#endif

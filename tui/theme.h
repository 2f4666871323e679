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

/* After curses has started; without `colour` (NO_COLOR) attributes alone tell roles apart. */
void theme_start(bool colour);
attr_t role_attr(enum role role);
/* The role of rating i (from 0, worst) of n; ROLE_TEXT for -1. */
enum role role_rating(int i, int n);

#endif

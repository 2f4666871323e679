#include "tui/theme.h"

/* One look of a role. Colours are of middle lightness, so that they can be read on a dark and on a
 * light background alike; the terminal's own background stays. -1: its own foreground. */
struct look {
    short of_256, of_8;
    attr_t attr, mono;
};

static const struct look looks[ROLES] = {
    [ROLE_TEXT] = {-1, -1, A_NORMAL, A_NORMAL},
    [ROLE_DIM] = {243, -1, A_NORMAL, A_NORMAL},
    [ROLE_ACCENT] = {32, COLOR_BLUE, A_BOLD, A_BOLD},
    [ROLE_TITLE] = {-1, -1, A_BOLD, A_BOLD},
    [ROLE_KEYS] = {243, -1, A_NORMAL, A_NORMAL},
    [ROLE_SAVED] = {29, COLOR_GREEN, A_NORMAL, A_NORMAL},
    [ROLE_WARNING] = {136, COLOR_YELLOW, A_NORMAL, A_BOLD},
    [ROLE_ERROR] = {160, COLOR_RED, A_BOLD, A_REVERSE},
    [ROLE_RATING_1] = {161, COLOR_RED, A_NORMAL, A_NORMAL},
    [ROLE_RATING_2] = {136, COLOR_YELLOW, A_NORMAL, A_NORMAL},
    [ROLE_RATING_3] = {31, COLOR_CYAN, A_NORMAL, A_NORMAL},
    [ROLE_RATING_4] = {64, COLOR_GREEN, A_NORMAL, A_NORMAL},
};

static attr_t attrs[ROLES];

void theme_start(bool colour)
{
    bool on = colour && has_colors() && start_color() == OK && use_default_colors() == OK;

    for (int i = 0; i < ROLES; i++) {
        const struct look *l = &looks[i];
        short c = COLORS >= 256 ? l->of_256 : l->of_8;
        attrs[i] = on ? l->attr : l->mono;
        if (on && c >= 0 && init_pair((short)(i + 1), c, -1) == OK) {
            attrs[i] |= (attr_t)COLOR_PAIR(i + 1);
        }
    }
}

attr_t role_attr(enum role role)
{
    return attrs[role];
}

enum role role_rating(int i, int n)
{
    if (i < 0 || n <= 0) {
        return ROLE_TEXT;
    }
    if (n == 1) {
        return ROLE_RATING_4;
    }
    int last = n - 1;
    return (enum role)(ROLE_RATING_1 + (2 * i * 3 + last) / (2 * last)); /* rounded */
}

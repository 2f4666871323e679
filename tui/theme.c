#include "tui/theme.h"

#include <string.h>

/* One look of a role. Colours are the terminal's own foreground (-1) or numbers: of 256 colours,
 * which are the same everywhere; of 16 and 8, which each terminal mixes as it likes. The terminal's
 * background stays, but for what `on_256` puts behind a warning. */
struct look {
    short of_256, on_256, of_16, of_8;
    attr_t attr;
};
#define OWN(attr)                                                                                  \
    {                                                                                              \
        -1, -1, -1, -1, attr                                                                       \
    }
#define HUE(of_256, of_16, of_8, attr)                                                             \
    {                                                                                              \
        of_256, -1, of_16, of_8, attr                                                              \
    }
#define BRIGHT(c) ((c) + 8)

/* tests/tui/test_theme.c holds every colour to its contrast: of `default` on black and on white, of
 * `dark` on black, of `light` on white; and the four ratings to equal lightness, and to being told
 * apart by eyes that see no red or no green. */
static const struct look themes[THEMES][ROLES] =
    {
        [THEME_DEFAULT] =
            {
                [ROLE_TEXT] = OWN(A_NORMAL),
                [ROLE_DIM] = HUE(243, -1, -1, A_NORMAL),
                [ROLE_ACCENT] = HUE(32, COLOR_BLUE, COLOR_BLUE, A_BOLD),
                [ROLE_TITLE] = OWN(A_BOLD),
                [ROLE_KEYS] = HUE(243, -1, -1, A_NORMAL),
                [ROLE_SAVED] = HUE(29, COLOR_GREEN, COLOR_GREEN, A_NORMAL),
                [ROLE_WARNING] = HUE(130, COLOR_YELLOW, COLOR_YELLOW, A_NORMAL),
                [ROLE_ERROR] = HUE(160, COLOR_RED, COLOR_RED, A_BOLD),
                [ROLE_RATING_1] = HUE(161, COLOR_RED, COLOR_RED, A_NORMAL),
                [ROLE_RATING_2] = HUE(130, COLOR_YELLOW, COLOR_YELLOW, A_NORMAL),
                [ROLE_RATING_3] = HUE(30, COLOR_CYAN, COLOR_CYAN, A_NORMAL),
                [ROLE_RATING_4] = HUE(28, COLOR_GREEN, COLOR_GREEN, A_NORMAL),
            },
        [THEME_DARK] =
            {
                [ROLE_TEXT] = OWN(A_NORMAL),
                [ROLE_DIM] = HUE(246, -1, -1, A_NORMAL),
                [ROLE_ACCENT] = HUE(75, BRIGHT(COLOR_BLUE), COLOR_CYAN, A_BOLD),
                [ROLE_TITLE] = OWN(A_BOLD),
                [ROLE_KEYS] = HUE(246, -1, -1, A_NORMAL),
                [ROLE_SAVED] = HUE(114, BRIGHT(COLOR_GREEN), COLOR_GREEN, A_NORMAL),
                [ROLE_WARNING] = HUE(179, BRIGHT(COLOR_YELLOW), COLOR_YELLOW, A_NORMAL),
                [ROLE_ERROR] = HUE(203, BRIGHT(COLOR_RED), COLOR_RED, A_BOLD),
                [ROLE_RATING_1] = HUE(205, BRIGHT(COLOR_RED), COLOR_RED, A_NORMAL),
                [ROLE_RATING_2] = HUE(179, BRIGHT(COLOR_YELLOW), COLOR_YELLOW, A_NORMAL),
                [ROLE_RATING_3] = HUE(75, BRIGHT(COLOR_CYAN), COLOR_CYAN, A_NORMAL),
                [ROLE_RATING_4] = HUE(70, BRIGHT(COLOR_GREEN), COLOR_GREEN, A_NORMAL),
            },
        [THEME_LIGHT] =
            {
                [ROLE_TEXT] = OWN(A_NORMAL),
                [ROLE_DIM] = HUE(241, -1, -1, A_NORMAL),
                [ROLE_ACCENT] = HUE(25, COLOR_BLUE, COLOR_BLUE, A_BOLD),
                [ROLE_TITLE] = OWN(A_BOLD),
                [ROLE_KEYS] = HUE(241, -1, -1, A_NORMAL),
                [ROLE_SAVED] = HUE(22, COLOR_GREEN, COLOR_GREEN, A_NORMAL),
                [ROLE_WARNING] = HUE(94, COLOR_MAGENTA, COLOR_MAGENTA, A_NORMAL),
                [ROLE_ERROR] = HUE(124, COLOR_RED, COLOR_RED, A_BOLD),
                [ROLE_RATING_1] = HUE(161, COLOR_RED, COLOR_RED, A_NORMAL),
                [ROLE_RATING_2] = HUE(130, COLOR_MAGENTA, COLOR_MAGENTA, A_NORMAL),
                [ROLE_RATING_3] = HUE(26, COLOR_BLUE, COLOR_BLUE, A_NORMAL),
                [ROLE_RATING_4] = HUE(28, COLOR_GREEN, COLOR_GREEN, A_NORMAL),
            },
        /* No colour has much contrast to a background that is not known: the terminal's own
         * foreground has. What must not be overlooked brings its background along. */
        [THEME_CONTRAST] =
            {
                [ROLE_TEXT] = OWN(A_NORMAL),
                [ROLE_DIM] = OWN(A_NORMAL),
                [ROLE_ACCENT] = OWN(A_BOLD),
                [ROLE_TITLE] = OWN(A_BOLD),
                [ROLE_KEYS] = OWN(A_NORMAL),
                [ROLE_SAVED] = OWN(A_NORMAL),
                [ROLE_WARNING] = {16, 226, -1, -1, A_BOLD},
                [ROLE_ERROR] = {231, 124, -1, -1, A_BOLD},
                [ROLE_RATING_1] = OWN(A_BOLD),
                [ROLE_RATING_2] = OWN(A_BOLD),
                [ROLE_RATING_3] = OWN(A_BOLD),
                [ROLE_RATING_4] = OWN(A_BOLD),
            },
        [THEME_MONO] =
            {
                [ROLE_TEXT] = OWN(A_NORMAL),
                [ROLE_DIM] = OWN(A_NORMAL),
                [ROLE_ACCENT] = OWN(A_BOLD),
                [ROLE_TITLE] = OWN(A_BOLD),
                [ROLE_KEYS] = OWN(A_NORMAL),
                [ROLE_SAVED] = OWN(A_NORMAL),
                [ROLE_WARNING] = OWN(A_BOLD),
                [ROLE_ERROR] = OWN(A_REVERSE),
                [ROLE_RATING_1] = OWN(A_NORMAL),
                [ROLE_RATING_2] = OWN(A_NORMAL),
                [ROLE_RATING_3] = OWN(A_NORMAL),
                [ROLE_RATING_4] = OWN(A_NORMAL),
            },
};

static const char *const names[THEMES] = {"default", "dark", "light", "contrast", "mono"};

static attr_t attrs[ROLES];
static enum theme now;
static bool colours_on; /* the terminal has them, and nobody has forbidden them */

const char *theme_name(enum theme theme)
{
    return names[theme];
}

const char *const *theme_names(void)
{
    return names;
}

enum theme theme_named(const char *name)
{
    int i = 0;
    while (i < THEMES && strcmp(names[i], name) != 0) {
        i++;
    }
    return (enum theme)i;
}

int theme_rgb(int of_256)
{
    static const int steps[] = {0, 95, 135, 175, 215, 255};
    int cube = of_256 - 16, grey = 8 + 10 * (of_256 - 232);

    if (of_256 >= 232) {
        return grey << 16 | grey << 8 | grey;
    }
    return steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6];
}

void theme_colours(enum theme theme, enum role role, int *front, int *back)
{
    *front = themes[theme][role].of_256;
    *back = themes[theme][role].on_256;
}

#define ALL_COLOURS 0x1000000 /* a colour's number is its value */

/* The look's colours as this terminal numbers them. Beyond 256 and short of all of them nobody
 * knows what a number means: then only the first eight are taken. */
static void numbered(const struct look *l, int *front, int *back)
{
    bool many = COLORS == 256 || COLORS >= ALL_COLOURS;

    *front = many ? l->of_256 : COLORS >= 16 && COLORS < 256 ? l->of_16 : l->of_8;
    *back = many ? l->on_256 : -1;
    if (COLORS >= ALL_COLOURS) {
        *front = *front < 0 ? -1 : theme_rgb(*front);
        *back = *back < 0 ? -1 : theme_rgb(*back);
    }
}

static int pair_of(const struct look *l, int number)
{
    int front, back;

    numbered(l, &front, &back);
    if (front < 0 || init_extended_pair(number, front, back) != OK) {
        return 0;
    }
    return number;
}

void theme_use(enum theme theme)
{
    now = theme;
    for (int i = 0; i < ROLES; i++) {
        const struct look *l = &themes[colours_on ? theme : THEME_MONO][i];
        int pair = colours_on ? pair_of(l, i + 1) : 0;
        attrs[i] = l->attr;
        if (pair) {
            attrs[i] |= (attr_t)COLOR_PAIR(pair);
        } else if (l->on_256 >= 0) {
            attrs[i] |= A_REVERSE; /* fewer colours than it needs */
        }
    }
}

enum theme theme_now(void)
{
    return now;
}

bool theme_has_colours(void)
{
    return colours_on;
}

void theme_start(bool colour, enum theme theme)
{
    colours_on = colour && has_colors() && start_color() == OK && use_default_colors() == OK;
    theme_use(theme);
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

#include "tui/keynames.h"

#include <curses.h>
#include <string.h>
#include "forms/text.h"
#include "tui/marks.h"

/* Keys that are known by a name; `shown` is the mark they are shown by, MARK_NONE: the name. */
static const struct {
    const char *name;
    int code;
    uint32_t ch;
    enum mark shown;
} names[] = {
    {"Enter", 0, '\r', MARK_NONE},     {"Esc", 0, 27, MARK_NONE},
    {"Tab", 0, '\t', MARK_NONE},       {"Shift-Tab", KEY_BTAB, 0, MARK_NONE},
    {"Space", 0, ' ', MARK_NONE},      {"Backspace", KEY_BACKSPACE, 0, MARK_NONE},
    {"Delete", KEY_DC, 0, MARK_NONE},  {"Insert", KEY_IC, 0, MARK_NONE},
    {"Up", KEY_UP, 0, MARK_UP},        {"Down", KEY_DOWN, 0, MARK_DOWN},
    {"Left", KEY_LEFT, 0, MARK_LEFT},  {"Right", KEY_RIGHT, 0, MARK_RIGHT},
    {"PgUp", KEY_PPAGE, 0, MARK_NONE}, {"PgDn", KEY_NPAGE, 0, MARK_NONE},
    {"Home", KEY_HOME, 0, MARK_NONE},  {"End", KEY_END, 0, MARK_NONE},
    {"F1", KEY_F(1), 0, MARK_NONE},    {"F2", KEY_F(2), 0, MARK_NONE},
    {"F3", KEY_F(3), 0, MARK_NONE},    {"F4", KEY_F(4), 0, MARK_NONE},
    {"F5", KEY_F(5), 0, MARK_NONE},    {"F6", KEY_F(6), 0, MARK_NONE},
    {"F7", KEY_F(7), 0, MARK_NONE},    {"F8", KEY_F(8), 0, MARK_NONE},
    {"F9", KEY_F(9), 0, MARK_NONE},    {"F10", KEY_F(10), 0, MARK_NONE},
    {"F11", KEY_F(11), 0, MARK_NONE},  {"F12", KEY_F(12), 0, MARK_NONE},
};
#define NNAMES (sizeof names / sizeof names[0])

#define CTRL "Ctrl-"
#define CTRL_N (sizeof CTRL - 1)

/* Index of a name, -1: none of the table. */
static int find(const char *name, size_t n)
{
    for (size_t i = 0; i < NNAMES; i++) {
        if (strlen(names[i].name) == n && strncmp(names[i].name, name, n) == 0) {
            return (int)i;
        }
    }
    return -1;
}

bool key_named(const char *name, size_t n, struct key *key)
{
    int i = find(name, n);
    size_t len;

    if (i >= 0) {
        *key = (struct key){names[i].code, names[i].ch};
        return true;
    }
    if (n == CTRL_N + 1 && strncmp(name, CTRL, CTRL_N) == 0) {
        *key = (struct key){0, (uint32_t)name[CTRL_N] & 0x1f};
        return true;
    }
    uint32_t ch = n > 0 ? utf8_next(name, &len) : 0;
    if (n == 0 || len != n) {
        return false;
    }
    *key = (struct key){0, ch};
    return true;
}

const char *key_shown(struct arena *a, const char *name, size_t n)
{
    int i = find(name, n);

    if (i >= 0 && names[i].shown != MARK_NONE) {
        return mark_utf8(names[i].shown);
    }
    return arena_dupn(a, name, n);
}

const char *const *key_names(size_t *n)
{
    static const char *list[NNAMES];

    for (size_t i = 0; i < NNAMES; i++) {
        list[i] = names[i].name;
    }
    *n = NNAMES;
    return list;
}

/* ---- as people write them ---- */

/* A terminal sends the same for these as for a key with a name of its own. */
static const char *same_as(char letter)
{
    switch (letter) {
    case 'H':
        return "Backspace";
    case 'I':
        return "Tab";
    case 'J':
    case 'M':
        return "Enter";
    default:
        return NULL;
    }
}

static const char *ctrl_name(struct arena *a, char letter, const char **why)
{
    letter = letter >= 'a' && letter <= 'z' ? (char)(letter - 'a' + 'A') : letter;
    if (letter < 'A' || letter > 'Z') {
        *why = _("Ctrl goes with a letter from A to Z");
        return NULL;
    }
    if (letter == 'C' || letter == 'Z') {
        *why = _("Ctrl-C always leaves and Ctrl-Z always suspends: they can't be given away");
        return NULL;
    }
    if (same_as(letter)) {
        *why = arena_printf(a, _("Ctrl-%c is the same to a terminal as %s: write that"), letter,
                            same_as(letter));
        return NULL;
    }
    return arena_printf(a, CTRL "%c", letter);
}

const char *key_written(struct arena *a, const char *written, const char **why)
{
    size_t n = strlen(written), len = 0;
    uint32_t ch = utf8_next(written, &len);

    *why = NULL;
    for (size_t i = 0; i < NNAMES; i++) {
        if (ascii_casecmp(names[i].name, written) == 0) {
            return names[i].name;
        }
    }
    if (n == CTRL_N + 1 && ascii_casecmp(arena_dupn(a, written, CTRL_N), CTRL) == 0) {
        return ctrl_name(a, written[CTRL_N], why);
    }
    if (strcmp(written, " ") == 0) {
        return "Space";
    }
    return n > 0 && len == n && !char_hidden(ch) && text_width(written) > 0 ? arena_dup(a, written)
                                                                            : NULL;
}

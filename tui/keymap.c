#include "tui/keymap.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include "forms/text.h"
#include "tui/keynames.h"
#include "tui/marks.h"

static const struct {
    const char *name, *keys, *word, *help;
    where_set where;
} actions[ACTIONS] = {
#define ACTION(id, name, keys, word, help, where) [ACT_##id] = {name, keys, word, help, where},
#include "tui/actions.def"
#undef ACTION
};

/* The keys in force: the user's in place of the table's (keybind.c); NULL: the table's. */
static char *own_keys[ACTIONS];

struct key key_special(int code)
{
    switch (code) {
    case KEY_ENTER:
        return key_char('\r');
    case KEY_FIND:
        return (struct key){.code = KEY_HOME};
    case KEY_SELECT:
        return (struct key){.code = KEY_END};
    default:
        return (struct key){.code = code};
    }
}

struct key key_char(uint32_t ch)
{
    if (ch == '\n') {
        ch = '\r';
    }
    if (ch == 8 || ch == 127) {
        return (struct key){.code = KEY_BACKSPACE};
    }
    return (struct key){.ch = ch};
}

/* One name of a table row, n bytes: does it mean the key? */
static bool name_means(const char *name, size_t n, struct key key)
{
    struct key named;

    if (is_key_range(name, n)) {
        return !key.code && key.ch >= (uint32_t)name[0] && key.ch <= (uint32_t)name[2];
    }
    return key_named(name, n, &named) && named.code == key.code && named.ch == key.ch;
}

bool action_has(enum action action, struct key key)
{
    for (const char *s = action_key_names(action); *s;) {
        size_t n = strcspn(s, " ");
        if (name_means(s, n, key)) {
            return true;
        }
        s += n + strspn(s + n, " ");
    }
    return false;
}

static enum action find(where_set where, struct key key,
                        bool (*runs)(void *arg, enum action action), void *arg)
{
    enum action first = ACT_NONE;

    for (enum action i = ACT_FOREIGN + 1; i < ACTIONS; i++) {
        if (!(actions[i].where & where) || !action_has(i, key)) {
            continue;
        }
        if (runs(arg, i)) {
            return i;
        }
        if (first == ACT_NONE) {
            first = i;
        }
    }
    return first;
}

/* Letters that stand where a Latin keyboard has the one that commands are called by. */
static uint32_t latin(uint32_t ch)
{
    switch (ch) {
    case 0x00FC: /* ü */
        return 'w';
    case 0x00DC:
        return 'W';
    case 0x0131: /* ı */
    case 0x0130: /* İ */
        return 'i';
    default:
        return ch;
    }
}

static bool is_foreign(struct key key)
{
    if (key.code || key.ch < 0x80 || !uc_is_property_alphabetic(key.ch)) {
        return false;
    }
    const uc_script_t *script = uc_script(key.ch);
    return !script || strcmp(script->name, "Latin") != 0;
}

struct command keymap_look(where_set where, struct key key,
                           bool (*runs)(void *arg, enum action action), void *arg)
{
    struct command c = {.action = find(where, key, runs, arg), .ch = key.ch};
    bool letter = !key.code && key.ch >= ' ' && key.ch != 127;

    if (where & IN_TYPING) {
        if (letter && (c.action == ACT_NONE || !runs(arg, c.action))) {
            c.action = ACT_TYPE;
        }
        return c;
    }
    if (c.action == ACT_NONE && letter && latin(key.ch) != key.ch) {
        c.action = find(where, (struct key){.ch = latin(key.ch)}, runs, arg);
    }
    if (c.action == ACT_NONE && is_foreign(key)) {
        c.action = ACT_FOREIGN;
    }
    return c;
}

bool action_in(enum action action, where_set where)
{
    return (actions[action].where & where) != 0;
}

where_set action_where(enum action action)
{
    return actions[action].where;
}

bool action_moves(enum action action)
{
    switch (action) {
    case ACT_UP:
    case ACT_DOWN:
    case ACT_PAGE_UP:
    case ACT_PAGE_DOWN:
    case ACT_FIRST:
    case ACT_LAST:
    case ACT_PICK_UP:
    case ACT_PICK_DOWN:
    case ACT_PICK_PAGE_UP:
    case ACT_PICK_PAGE_DOWN:
        return true;
    default:
        return false;
    }
}

bool action_by_name(enum action action)
{
    switch (action) {
    case ACT_CHOOSE:
    case ACT_FIELD_CHOOSE:
    case ACT_MINUS:
    case ACT_PREVIOUS:
    case ACT_NEXT:
    case ACT_PALETTE:
        return false;
    default:
        return !action_moves(action);
    }
}

const char *action_word(enum action action)
{
    const char *word = actions[action].word;
    return word && *word ? text_translated(word) : "";
}

const char *action_help(enum action action)
{
    return _(actions[action].help);
}

const char *action_name(enum action action)
{
    return actions[action].name;
}

const char *action_key_names(enum action action)
{
    return own_keys[action] ? own_keys[action] : action_table_keys(action);
}

const char *action_table_keys(enum action action)
{
    return actions[action].keys ? actions[action].keys : "";
}

void action_set_keys(enum action action, const char *keys)
{
    free(own_keys[action]);
    own_keys[action] = keys ? mem_dup(keys) : NULL;
}

bool is_key_range(const char *name, size_t n)
{
    return n == 3 && name[1] == '-';
}

/* A key's name as it is shown. */
static const char *shown(struct arena *a, const char *name, size_t n)
{
    if (is_key_range(name, n)) {
        return arena_printf(a, "%c%s%c", name[0], mark_utf8(MARK_NOT_RATED), name[2]);
    }
    return key_shown(a, name, n);
}

const char *action_key(struct arena *a, enum action action)
{
    const char *s = action_key_names(action);
    return shown(a, s, strcspn(s, " "));
}

const char *action_keys(struct arena *a, enum action action)
{
    const char *all = "";

    for (const char *s = action_key_names(action); *s;) {
        size_t n = strcspn(s, " ");
        all = arena_printf(a, "%s%s%s", all, *all ? " " : "", shown(a, s, n));
        s += n + strspn(s + n, " ");
    }
    return all;
}

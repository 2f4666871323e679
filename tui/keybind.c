/* The user's keys in the place of the table's. All that is wished for is put first, then what can't
 * stand beside the rest is taken out again: so two actions may change their keys with each other.
 */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/keymap.h"
#include "tui/keynames.h"

/* What is wished for one action. */
struct wish {
    enum action action;
    const struct binding *from;
    struct {
        const char *name;
        struct key key;
        const struct placed *at;
    } * keys;
    int nkeys;
};

struct wishes {
    struct wish *list;
    int n;
    struct arena *a;
    struct diags *d;
};

static enum action action_named(const char *name)
{
    for (enum action i = ACT_FOREIGN + 1; i < ACTIONS; i++) {
        if (strcmp(action_name(i), name) == 0) {
            return i;
        }
    }
    return ACT_NONE;
}

static void fault(struct wishes *w, const struct placed *at, const char *text)
{
    diag_add(w->d, at->line, at->col, "%s", text);
}

static void unknown_action(struct wishes *w, const struct placed *at)
{
    const char *names[ACTIONS];
    size_t n = 0;

    for (enum action i = ACT_FOREIGN + 1; i < ACTIONS; i++) {
        names[n++] = action_name(i);
    }
    settings_unknown(w->d, at, _("unknown action '%s'"), names, n);
}

/* Without these one would not get out of a place, or not learn how. */
static bool is_needed(enum action action)
{
    static const enum action needed[] = {ACT_HELP,  ACT_HELP_TYPING, ACT_BACK,       ACT_LEAVE,
                                         ACT_STORE, ACT_LEAVE_FIELD, ACT_STORE_NOTE, ACT_PICK};

    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        if (needed[i] == action) {
            return true;
        }
    }
    return strncmp(action_name(action), "close-", 6) == 0;
}

/* Digits say which answer or reason is meant: no other key could. */
static bool is_by_digit(enum action action)
{
    const char *keys = action_table_keys(action);
    return is_key_range(keys, strlen(keys));
}

/* Where words are typed a letter is a letter. */
static bool is_letter(struct key key)
{
    return !key.code && key.ch >= ' ' && key.ch != 127;
}

static void wish_key(struct wishes *w, struct wish *to, const struct placed *at)
{
    const char *why, *name = key_written(w->a, at->text, &why);
    struct key key;

    if (!name || !key_named(name, strlen(name), &key)) {
        size_t n;
        const char *const *names = key_names(&n);
        if (why) {
            fault(w, at, why);
        } else {
            settings_unknown(w->d, at,
                             _("unknown key '%s'; a key is a letter or sign, Ctrl- and "
                               "a letter, F1 to F12 or a name like PgUp"),
                             names, n);
        }
        return;
    }
    if (is_letter(key) && (action_where(to->action) & IN_TYPING)) {
        fault(w, at,
              arena_printf(w->a, _("'%s' runs where words are typed, so its key can't be '%s'"),
                           action_name(to->action), name));
        return;
    }
    for (int i = 0; i < to->nkeys; i++) {
        if (strcmp(to->keys[i].name, name) == 0) {
            return;
        }
    }
    to->keys[to->nkeys].name = name;
    to->keys[to->nkeys].key = key;
    to->keys[to->nkeys++].at = at;
}

static void put_wish(const struct wish *wish)
{
    struct buf b = {0};

    buf_add(&b, "");
    for (int i = 0; i < wish->nkeys; i++) {
        buf_printf(&b, "%s%s", i ? " " : "", wish->keys[i].name);
    }
    bool stands = wish->nkeys > 0 || wish->from->nkeys == 0;
    action_set_keys(wish->action, stands ? b.s : NULL);
    buf_free(&b);
}

static void wish_for(struct wishes *w, const struct binding *b)
{
    struct wish *wish = &w->list[w->n];
    enum action action = action_named(b->action.text);

    if (action == ACT_NONE) {
        unknown_action(w, &b->action);
        return;
    }
    if (is_by_digit(action)) {
        fault(
            w, &b->action,
            arena_printf(w->a, _("'%s' goes by digits and can't have other keys"), b->action.text));
        return;
    }
    if (b->nkeys == 0 && is_needed(action)) {
        fault(w, &b->action,
              arena_printf(w->a, _("'%s' can't be left without a key"), b->action.text));
        return;
    }
    *wish = (struct wish){.action = action, .from = b};
    wish->keys = arena_alloc(w->a, (size_t)(b->nkeys + 1) * sizeof *wish->keys);
    for (int i = 0; i < b->nkeys; i++) {
        wish_key(w, wish, &b->keys[i]);
    }
    w->n++;
    put_wish(wish);
}

/* Do the two have a key in common in the table? Then it is on purpose: the first that can run does
 * (Enter opens a field, or goes on). */
static bool share_on_purpose(enum action a, enum action b)
{
    for (const char *s = action_table_keys(a); *s;) {
        size_t n = strcspn(s, " ");
        const char *other = action_table_keys(b);
        while (*other) {
            size_t k = strcspn(other, " ");
            if (k == n && strncmp(s, other, n) == 0) {
                return true;
            }
            other += k + strspn(other + k, " ");
        }
        s += n + strspn(s + n, " ");
    }
    return false;
}

/* Whose key it is already in a place where the action runs too; ACT_NONE: nobody's. Of two wishes
 * the later one gives way. */
static enum action holder(const struct wishes *w, int i, struct key key)
{
    enum action own = w->list[i].action;

    for (enum action k = ACT_FOREIGN + 1; k < ACTIONS; k++) {
        if (k == own || !(action_where(k) & action_where(own)) || !action_has(k, key) ||
            share_on_purpose(own, k)) {
            continue;
        }
        int at = 0;
        while (at < w->n && w->list[at].action != k) {
            at++;
        }
        /* A wish that has come to nothing holds the table's keys as any action. */
        if (at <= i || at == w->n || w->list[at].nkeys == 0) {
            return k;
        }
    }
    return ACT_NONE;
}

/* Takes the first key out that can't stand. False: all can. */
static bool settle_one(struct wishes *w)
{
    for (int i = 0; i < w->n; i++) {
        struct wish *wish = &w->list[i];
        for (int k = 0; k < wish->nkeys; k++) {
            enum action other = holder(w, i, wish->keys[k].key);
            if (other == ACT_NONE) {
                continue;
            }
            fault(w, wish->keys[k].at,
                  arena_printf(w->a,
                               _("'%s' is the key of '%s' already, in a place where '%s' runs "
                                 "too; give that one another first"),
                               wish->keys[k].name, action_name(other), action_name(wish->action)));
            wish->nkeys--;
            for (int m = k; m < wish->nkeys; m++) {
                wish->keys[m] = wish->keys[m + 1];
            }
            put_wish(wish);
            return true;
        }
    }
    return false;
}

void keymap_bind(const struct binding *b, int n, struct diags *d)
{
    struct wishes w = {.a = arena_new(), .d = d};

    w.list = arena_alloc(w.a, (size_t)(n + 1) * sizeof *w.list);
    for (enum action i = ACT_FOREIGN + 1; i < ACTIONS; i++) {
        action_set_keys(i, NULL);
    }
    for (int i = 0; i < n; i++) {
        wish_for(&w, &b[i]);
    }
    while (settle_one(&w)) {
    }
    arena_free(&w.a);
}

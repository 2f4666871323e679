#include "forms/settings.h"

#include <string.h>
#include "forms/load.h"

enum { BINDINGS_MOST = 500, KEYS_MOST = 16, LINE_MOST = 200, EDITOR_MOST = 1000 };

/* One line of text, at a key; else `what` is said to be expected. */
static void take_line(struct load *l, const struct node *map, const char *key, size_t most,
                      const char *what, struct placed *out)
{
    const struct node *n = node_get(map, key);
    const char *text;

    if (!n || !load_string(l, n, &text))
        return;
    if (text_is_line(text, most))
        *out = (struct placed){text, n->line, n->text_col};
    else
        load_expected(l, n, what);
}

/* One of two words; where the second stands true. */
static void take_word(struct load *l, const struct node *map, const char *key, const char *no,
                      const char *yes, bool *out)
{
    const char *const words[] = {no, yes};
    const struct node *n = node_get(map, key);
    int i = n ? load_word(l, n, words, 2) : -1;

    if (i >= 0)
        *out = i == 1;
}

/* A code like en, az or pt_BR: what gettext and rubrics call a language by. */
static void take_language(struct load *l, const struct node *map, struct placed *out)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz",
                      rest[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    const char *what = _("the code of a language, like en,");
    struct placed code = {0};

    take_line(l, map, "language", 35, what, &code);
    if (!code.text)
        return;
    if (strspn(code.text, letters) >= 2 && strspn(code.text, rest) == strlen(code.text))
        *out = code;
    else
        load_expected(l, node_get(map, "language"), what);
}

/* ---- keys ---- */

static bool take_key(struct load *l, const struct node *n, struct placed *out)
{
    if (n->kind == NODE_BAD)
        return false;
    if (n->kind != NODE_SCALAR)
        return load_expected(l, n, _("the name of a key"));
    *out = (struct placed){arena_dup(l->a, n->text), n->line, n->text_col};
    return true;
}

/* `key: F5`, `key: [c, F5]`; `key: []` leaves the action without one. */
static void take_binding(struct load *l, const struct node *n, struct binding *b)
{
    const struct node *first = n->kind == NODE_LIST ? n->first : n;
    int room = n->kind == NODE_LIST ? n->n : 1;

    if (n->kind == NODE_MAP) {
        load_expected(l, n, _("a key, or a list of keys,"));
        return;
    }
    if (room > KEYS_MOST) {
        FAULT(l, n, _("'%s' has %d items; at most %d are allowed"), n->key->text, room, KEYS_MOST);
        return;
    }
    *b = (struct binding){
        .action = {arena_dup(l->a, n->key->text), n->key->line, n->key->text_col},
        .keys = arena_alloc(l->a, (size_t)(room + 1) * sizeof *b->keys),
    };
    for (const struct node *v = first; v; v = n->kind == NODE_LIST ? v->next : NULL)
        b->nkeys += take_key(l, v, &b->keys[b->nkeys]);
    if (b->nkeys == 0 && room > 0)
        b->action.text = NULL; /* none could be read: its own keys stay */
}

static void take_bindings(struct load *l, const struct node *n, struct settings *s)
{
    if (n->kind == NODE_BAD)
        return;
    if (n->kind != NODE_MAP) {
        load_expected(l, n, _("a map of action to key"));
        return;
    }
    if (n->n > BINDINGS_MOST) {
        FAULT(l, n, _("'%s' has %d items; at most %d are allowed"), "keys", n->n, BINDINGS_MOST);
        return;
    }
    s->bindings = arena_alloc(l->a, (size_t)(n->n + 1) * sizeof *s->bindings);
    for (const struct node *v = n->first; v; v = v->next) {
        if (v->kind == NODE_BAD || !v->key)
            continue;
        take_binding(l, v, &s->bindings[s->nbindings]);
        s->nbindings += s->bindings[s->nbindings].action.text != NULL;
    }
}

/* ---- the whole ---- */

static void take_all(struct load *l, const struct node *root, struct settings *s)
{
    static const struct key keys[] = {
        {"by", false, 0},    {"theme", false, 0},  {"language", false, 0}, {"editor", false, 0},
        {"mouse", false, 0}, {"digits", false, 0}, {"ascii", false, 0},    {"keys", false, 0},
    };
    static const struct map_kind kind = {N_("the settings"), keys, sizeof keys / sizeof *keys};
    const struct node *bound;

    if (!load_map(l, root, &kind))
        return;
    take_line(l, root, "by", LINE_MOST, _("one line of text, of at most 200 bytes,"), &s->by);
    take_line(l, root, "theme", LINE_MOST, _("the name of a theme"), &s->theme);
    take_line(l, root, "editor", EDITOR_MOST, _("one line: a program and its options,"),
              &s->editor);
    take_language(l, root, &s->language);
    take_word(l, root, "mouse", "off", "on", &s->mouse);
    take_word(l, root, "digits", "stay", "go_on", &s->digits_go_on);
    take_word(l, root, "ascii", "off", "on", &s->ascii);
    bound = node_get(root, "keys");
    if (bound)
        take_bindings(l, bound, s);
}

/* Only blank lines and comments: an example of which nobody has taken anything yet. */
static bool says_nothing(const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '#')
            while (i < n && bytes[i] != '\n')
                i++;
        else if (!strchr(" \t\r\n", bytes[i]) || !bytes[i])
            return false;
    }
    return true;
}

struct settings settings_load(const char *bytes, size_t n, struct arena *a, struct diags *d)
{
    struct settings s = {.mouse = true};
    struct load l = {.a = a, .tmp = arena_new(), .d = d};

    if (!says_nothing(bytes, n)) {
        const struct node *root = yaml_tree(bytes, n, l.tmp, d);
        if (root)
            take_all(&l, root, &s);
        diags_sort(d);
    }
    arena_free(&l.tmp);
    return s;
}

void settings_unknown(struct diags *d, const struct placed *at, const char *sentence,
                      const char *const *names, size_t n)
{
    struct load l = {.tmp = arena_new(), .d = d};
    const struct node node = {.line = at->line, .col = at->col, .text = at->text};

    load_unknown(&l, &node, arena_printf(l.tmp, sentence, text_brief(l.tmp, at->text, 40)), names,
                 n);
    arena_free(&l.tmp);
}

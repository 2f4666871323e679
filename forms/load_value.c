#include <stdlib.h>
#include <string.h>
#include "forms/load.h"

size_t load_faults(const struct load *l)
{
    return l->d->n + l->d->more;
}

bool load_full(const struct load *l)
{
    return l->d->n == DIAG_MOST;
}

/* ---- what is there, in words ---- */

static const char *brief(struct load *l, const char *s)
{
    return text_brief(l->tmp, s, 40);
}

/* The key that a value stands at, or that it is an item of a list. */
static const char *place_name(struct load *l, const struct node *n)
{
    return n->key ? arena_printf(l->tmp, "'%s'", brief(l, n->key->text)) : _("this item");
}

static const char *found(struct load *l, const struct node *n)
{
    switch (n->kind) {
    case NODE_LIST:
        return _("a list");
    case NODE_MAP:
        return _("a map");
    case NODE_SCALAR:
    case NODE_BAD:
        break;
    }
    if (n->plain)
        return arena_printf(l->tmp, "'%s'", brief(l, n->text));
    return arena_printf(l->tmp, _("the quoted text '%s'"), brief(l, n->text));
}

bool load_expected(struct load *l, const struct node *n, const char *what)
{
    FAULT(l, n, _("%s must be %s but is %s"), place_name(l, n), what, found(l, n));
    return false;
}

/* "mean, points, lowest", NULL where they are too many to read. */
static const char *enumerate(struct load *l, const char *const *names, size_t n)
{
    struct buf b = {0};
    for (size_t i = 0; i < n && b.n < 120; i++)
        buf_printf(&b, i ? ", %s" : "%s", names[i]);
    const char *s = n && b.n < 120 ? arena_dup(l->tmp, b.s) : NULL;
    buf_free(&b);
    return s;
}

void load_unknown(struct load *l, const struct node *n, const char *sentence,
                  const char *const *names, size_t nnames)
{
    if (load_full(l)) {
        FAULT(l, n, "%s", sentence);
        return;
    }
    const char *near = nearest(n->text, names, nnames), *all = enumerate(l, names, nnames);
    if (near)
        FAULT(l, n, _("%s; did you mean '%s'?"), sentence, near);
    else if (all)
        FAULT(l, n, _("%s; expected one of %s"), sentence, all);
    else
        FAULT(l, n, "%s", sentence);
}

/* ---- maps and lists ---- */

bool load_was_meant(const struct load *l, const char *key)
{
    for (size_t i = 0; i < l->nsuggested; i++)
        if (strcmp(l->suggested[i], key) == 0)
            return true;
    return false;
}

static void tell_unknown_key(struct load *l, const struct node *key, const struct map_kind *kind)
{
    const char *names[32];
    for (size_t i = 0; i < kind->nkeys; i++)
        names[i] = kind->keys[i].name;
    const char *near = load_full(l) ? NULL : nearest(key->text, names, kind->nkeys);
    if (!near) {
        FAULT(l, key, _("unknown key '%s' in %s"), brief(l, key->text), _(kind->what));
        return;
    }
    FAULT(l, key, _("unknown key '%s' in %s; did you mean '%s'?"), brief(l, key->text),
          _(kind->what), near);
    if (l->nsuggested < sizeof l->suggested / sizeof *l->suggested)
        l->suggested[l->nsuggested++] = near;
}

static bool knows(const struct map_kind *kind, const char *key)
{
    for (size_t i = 0; i < kind->nkeys; i++)
        if (kind->keys[i].name[0] == key[0] && strcmp(kind->keys[i].name, key) == 0)
            return true;
    return false;
}

bool load_map(struct load *l, const struct node *n, const struct map_kind *kind)
{
    l->nsuggested = 0;
    if (n->kind == NODE_BAD)
        return false;
    if (n->kind != NODE_MAP) {
        FAULT(l, n, _("expected %s with its keys but found %s"), _(kind->what), found(l, n));
        return false;
    }
    for (const struct node *v = n->first; v; v = v->next)
        if (v->key && !knows(kind, v->key->text))
            tell_unknown_key(l, v->key, kind);
    for (size_t i = 0; i < kind->nkeys; i++) {
        const char *key = kind->keys[i].name;
        if (kind->keys[i].required && !node_find(n, key) && !load_was_meant(l, key))
            FAULT(l, n, _("the key '%s' is missing in %s"), key, _(kind->what));
    }
    return true;
}

bool load_list(struct load *l, const struct node *n)
{
    if (n->kind == NODE_LIST)
        return true;
    return n->kind == NODE_BAD ? false : load_expected(l, n, _("a list"));
}

bool load_full_list(struct load *l, const struct node *n)
{
    if (!load_list(l, n))
        return false;
    if (n->first)
        return true;
    FAULT(l, n, _("%s is an empty list; expected at least one item"), place_name(l, n));
    return false;
}

/* ---- scalars ---- */

static bool is_boolean(const struct node *n)
{
    return n->plain && (strcmp(n->text, "true") == 0 || strcmp(n->text, "false") == 0);
}

bool load_id(struct load *l, const struct node *n, const char **out)
{
    if (n->kind == NODE_BAD)
        return false;
    if (n->kind != NODE_SCALAR)
        return load_expected(l, n, _("an id"));
    if (!is_id(n->text)) {
        FAULT(l, n,
              _("'%s' is no id: an id begins with a letter from a to z, and goes on with these "
                "letters, digits and _, at most 64 in all"),
              brief(l, n->text));
        return false;
    }
    if (id_reserved(n->text)) {
        FAULT(l, n, _("'%s' is a word of the language and can't be an id"), n->text);
        return false;
    }
    *out = arena_dup(l->a, n->text);
    return true;
}

bool load_bool(struct load *l, const struct node *n, bool *out)
{
    if (n->kind == NODE_BAD)
        return false;
    if (n->kind != NODE_SCALAR || !is_boolean(n))
        return load_expected(l, n, _("true or false"));
    *out = n->text[0] == 't';
    return true;
}

bool load_num(struct load *l, const struct node *n, num *out)
{
    if (n->kind == NODE_BAD)
        return false;
    if (n->kind == NODE_SCALAR && n->plain && num_parse(n->text, out))
        return true;
    num unused;
    if (n->kind == NODE_SCALAR && num_parse(n->text, &unused))
        return load_expected(l, n, _("a number, without quotes,"));
    return load_expected(l, n, _("a number (at most 9 digits and, after a point, 6)"));
}

bool load_positive(struct load *l, const struct node *n, num *out)
{
    if (!load_num(l, n, out))
        return false;
    return num_sign(*out) >= 0 || load_expected(l, n, _("a number of at least 0"));
}

bool load_whole(struct load *l, const struct node *n, int least, int most, int *out)
{
    num x;
    if (!load_num(l, n, &x))
        return false;
    if (strchr(n->text, '.') || num_cmp(x, num_int(least)) < 0 || num_cmp(x, num_int(most)) > 0)
        return load_expected(l, n,
                             arena_printf(l->tmp, _("a whole number from %d to %d"), least, most));
    *out = (int)num_floor(x);
    return true;
}

bool load_string(struct load *l, const struct node *n, const char **out)
{
    if (n->kind == NODE_BAD)
        return false;
    if (n->kind != NODE_SCALAR)
        return load_expected(l, n, _("a text"));
    if (is_boolean(n))
        return load_expected(l, n, _("a text (in quotes, where it reads true or false)"));
    *out = arena_dup(l->a, n->text);
    return true;
}

static int language_index(const struct load *l, const char *language)
{
    for (int i = 0; i < l->r->nlanguages; i++)
        if (strcmp(l->r->languages[i], language) == 0)
            return i;
    return -1;
}

/* Only the first of `languages` must be there: in any other the text shows in the first. */
static bool load_languages_of(struct load *l, const struct node *n, struct text *out)
{
    size_t before = load_faults(l);
    for (const struct node *v = n->first; v; v = v->next) {
        int i = v->key ? language_index(l, v->key->text) : -1;
        if (i >= 0)
            load_string(l, v, &out->in[i]);
        else if (v->key && !l->unsure_languages)
            load_unknown(l, v->key,
                         arena_printf(l->tmp, _("the language '%s' does not stand in 'languages'"),
                                      brief(l, v->key->text)),
                         l->r->languages, (size_t)l->r->nlanguages);
    }
    if (load_faults(l) == before && !out->in[0] && !l->unsure_languages)
        FAULT(l, n, _("%s has no text in '%s', the first of 'languages'"), place_name(l, n),
              l->r->languages[0]);
    return out->in[0] != NULL;
}

bool load_text(struct load *l, const struct node *n, struct text *out)
{
    if (n->kind == NODE_BAD)
        return false;
    if (n->kind == NODE_LIST)
        return load_expected(l, n, _("a text, or a map of language to text,"));
    size_t languages = (size_t)l->r->nlanguages;
    struct text t = {arena_alloc(l->a, sizeof *t.in * (languages + 1))};
    t.in[languages] = text_end;
    if (n->kind == NODE_MAP ? !load_languages_of(l, n, &t) : !load_string(l, n, &t.in[0]))
        return false;
    *out = t;
    return true;
}

void load_text_at(struct load *l, const struct node *map, const char *key, struct text *out)
{
    const struct node *n = node_get(map, key);
    if (n)
        load_text(l, n, out);
}

int load_word(struct load *l, const struct node *n, const char *const *words, size_t nwords)
{
    if (n->kind == NODE_BAD)
        return -1;
    for (size_t i = 0; n->kind == NODE_SCALAR && i < nwords; i++)
        if (strcmp(n->text, words[i]) == 0)
            return (int)i;
    const char *near = n->kind == NODE_SCALAR ? nearest(n->text, words, nwords) : NULL;
    const char *all = enumerate(l, words, nwords);
    if (near)
        FAULT(l, n, _("%s must be one of %s but is %s; did you mean '%s'?"), place_name(l, n), all,
              found(l, n), near);
    else
        FAULT(l, n, _("%s must be one of %s but is %s"), place_name(l, n), all, found(l, n));
    return -1;
}

int load_pick(struct load *l, const struct node *n, const char *unknown, const char *const *names,
              size_t nnames)
{
    if (n->kind == NODE_BAD)
        return -1;
    if (n->kind != NODE_SCALAR) {
        load_expected(l, n, _("an id"));
        return -1;
    }
    for (size_t i = 0; i < nnames; i++)
        if (strcmp(n->text, names[i]) == 0)
            return (int)i;
    load_unknown(l, n, arena_printf(l->tmp, unknown, brief(l, n->text)), names, nnames);
    return -1;
}

/* ---- scopes ---- */

void scope_add(struct load *l, struct scope *s, const char *id, const struct node *at)
{
    if (s->n == s->room) {
        size_t room = s->room ? s->room * 2 : 16;
        struct named *v = arena_alloc(l->tmp, room * sizeof *v);
        if (s->n)
            memcpy(v, s->v, s->n * sizeof *v);
        s->v = v;
        s->room = room;
    }
    s->v[s->n++] = (struct named){id, at->line, at->col};
}

static int by_id(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int c = strcmp(x->id, y->id);
    if (c)
        return c;
    return x->line != y->line ? x->line - y->line : x->col - y->col;
}

void scope_check(struct load *l, struct scope *s, const char *format)
{
    if (s->n < 2)
        return;
    qsort(s->v, s->n, sizeof *s->v, by_id);
    const struct named *first = &s->v[0];
    for (size_t i = 1; i < s->n; i++) {
        const struct named *x = &s->v[i];
        if (strcmp(x->id, first->id) == 0)
            diag_add(l->d, x->line, x->col, format, x->id, first->line);
        else
            first = x;
    }
}

/* ---- expressions ---- */

void load_expression(struct load *l, const struct node *n, const struct block *b,
                     enum expr_place place, struct expr **to)
{
    if (n->kind == NODE_BAD)
        return;
    if (n->kind != NODE_SCALAR) {
        load_expected(l, n, _("an expression"));
        return;
    }
    struct pending *p = arena_alloc(l->tmp, sizeof *p);
    *p = (struct pending){.node = n, .block = b, .place = place, .to = to};
    *l->pending_tail = p;
    l->pending_tail = &p->next;
}

void load_broken(struct load *l, const char *id)
{
    l->broken = arena_more(l->tmp, l->broken, l->nbroken, sizeof *l->broken);
    l->broken[l->nbroken++] = id;
}

bool load_is_broken(const struct load *l, const char *id)
{
    for (size_t i = 0; i < l->nbroken; i++)
        if (strcmp(l->broken[i], id) == 0)
            return true;
    return false;
}

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>
#include "forms/text.h"
#include "forms/yaml.h"

enum { DEPTH_MOST = 32, NODES_MOST = 200000 };

struct reader {
    yaml_parser_t parser;
    const char *bytes;
    size_t n;
    struct arena *arena;
    struct diags *diags;
    int depth, nodes;
    size_t index, offset; /* a place in characters and in bytes: it only goes forward */
};

/* ---- events ---- */

/* What libyaml says, in words that tell what to do; all others as libyaml has them. */
static const char *explain(const char *problem)
{
    static const struct {
        const char *theirs, *ours;
    } table[] = {
        {"mapping values are not allowed in this context",
         N_("a ':' can't stand here; indent the line as its neighbours are, or put the text in "
            "quotes")},
        {"did not find expected key",
         N_("expected a key here; is the line indented as its neighbours are, and every quote and "
            "bracket before it closed?")},
        {"could not find expected ':'", N_("expected ':' after a key")},
        {"found character that cannot start any token",
         N_("a value can't start with this character; put the text in quotes (a tab can't indent "
            "a line)")},
        {"did not find expected '-' indicator",
         N_("expected '-' here; are the items of this list indented alike?")},
        {"did not find expected ',' or ']'", N_("expected ',' or ']' in this list")},
        {"did not find expected ',' or '}'", N_("expected ',' or '}' in this map")},
        {"found unexpected end of stream", N_("the file ends inside a quoted text")},
        {"did not find expected node content", N_("expected a value here")},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (problem && strcmp(problem, table[i].theirs) == 0)
            return _(table[i].ours);
    return NULL;
}

static void tell_problem(struct reader *r)
{
    const yaml_parser_t *p = &r->parser;
    int line = (int)p->problem_mark.line + 1, col = (int)p->problem_mark.column + 1;
    const char *ours = explain(p->problem);
    if (p->error == YAML_MEMORY_ERROR)
        diag_add(r->diags, 0, 0, _("the system has no memory left to read the file"));
    else if (ours)
        diag_add(r->diags, line, col, _("this is not valid YAML: %s"), ours);
    else if (p->context)
        diag_add(r->diags, line, col, _("this is not valid YAML: %s (%s from line %d)"), p->problem,
                 p->context, (int)p->context_mark.line + 1);
    else
        diag_add(r->diags, line, col, _("this is not valid YAML: %s"),
                 p->problem ? p->problem : "");
}

/* A name from the file as it stands in a sentence. */
static const char *brief(struct reader *r, const void *name)
{
    return text_brief(r->arena, name, 40);
}

static bool next_event(struct reader *r, yaml_event_t *e)
{
    if (yaml_parser_parse(&r->parser, e))
        return true;
    tell_problem(r);
    return false;
}

static void refuse_marks(struct reader *r, const struct node *n, const yaml_char_t *anchor,
                         const yaml_char_t *tag)
{
    if (anchor)
        diag_add(r->diags, n->line, n->col,
                 _("the anchor '&%s' is not allowed; what several questions share stands in "
                   "'lists'"),
                 brief(r, anchor));
    if (tag)
        diag_add(r->diags, n->line, n->col, _("the tag '%s' is not allowed; leave it out"),
                 brief(r, tag));
}

/* ---- scalars ---- */

/* Moves the cursor to a place that libyaml tells as a count of characters. Scalars come in the
 * file's order, so all the calls of one file together pass over it once. */
static void seek(struct reader *r, size_t index)
{
    for (size_t len; r->index < index && r->offset < r->n; r->index++, r->offset += len)
        utf8_next(r->bytes + r->offset, &len);
}

/* A quoted text begins after the quote, a block's on the next line after its blanks. */
static void place_text(struct reader *r, struct node *n, const yaml_event_t *e)
{
    yaml_scalar_style_t style = e->data.scalar.style;
    n->text_col = n->col + !n->plain;
    n->block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
    if (!n->block)
        return;
    seek(r, e->start_mark.index);
    size_t at = r->offset;
    while (at < r->n && r->bytes[at] != '\n')
        at++;
    n->text_col = 1;
    for (at++; at < r->n && r->bytes[at] == ' '; at++)
        n->text_col++;
}

/* A tab counts as a control character in a text, as does what an escape like "\e" stands for. */
static bool check_text(struct reader *r, const struct node *n, const char *s, size_t size)
{
    for (size_t i = 0, len; i < size; i += len) {
        len = 1;
        if (s[i] >= ' ' && s[i] <= '~')
            continue;
        uint32_t c = utf8_next(s + i, &len);
        if (!is_control(c) || c == '\n')
            continue;
        if (c == '\t')
            diag_add(r->diags, n->line, n->col,
                     _("this text has a tab in it; only newlines are allowed"));
        else
            diag_add(r->diags, n->line, n->col,
                     _("this text has the control character U+%04X in it; only newlines are "
                       "allowed"),
                     (unsigned)c);
        return false;
    }
    return true;
}

static void read_scalar(struct reader *r, struct node *n, const yaml_event_t *e)
{
    const char *s = (const char *)e->data.scalar.value;
    size_t size = e->data.scalar.length;
    n->kind = check_text(r, n, s, size) ? NODE_SCALAR : NODE_BAD;
    n->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    n->text = arena_dupn(r->arena, s, size);
    place_text(r, n, e);
    refuse_marks(r, n, e->data.scalar.anchor, e->data.scalar.tag);
}

/* An empty value is an error wherever it stands: a key without a value is a line that somebody
 * meant to finish. */
static void refuse_empty(struct reader *r, struct node *n)
{
    bool null = n->plain && strcmp(n->text, "null") == 0;
    if (n->kind != NODE_SCALAR || (n->text[0] && !null))
        return;
    n->kind = NODE_BAD;
    if (!n->key)
        diag_add(r->diags, n->line, n->col, _("an item of this list is empty; expected a value"));
    else if (null)
        diag_add(r->diags, n->line, n->col,
                 _("'%s' is null; expected a value, or leave the key out"), brief(r, n->key->text));
    else
        diag_add(r->diags, n->key->line, n->key->col,
                 _("'%s' has no value; expected one, or leave the key out"),
                 brief(r, n->key->text));
}

/* ---- lists and maps ---- */

static struct node *read_node(struct reader *r, yaml_event_t *e);

/* The next node within a list or map; *end where there is none. NULL then, and after an error. */
static struct node *read_next(struct reader *r, bool *end)
{
    yaml_event_t e;
    *end = false;
    if (!next_event(r, &e))
        return NULL;
    *end = e.type == YAML_SEQUENCE_END_EVENT || e.type == YAML_MAPPING_END_EVENT;
    if (!*end)
        return read_node(r, &e);
    yaml_event_delete(&e);
    return NULL;
}

static bool read_items(struct reader *r, struct node *list)
{
    struct node **tail = &list->first;
    bool end;
    for (struct node *item; (item = read_next(r, &end)); tail = &item->next, list->n++) {
        refuse_empty(r, item);
        *tail = item;
    }
    return end;
}

/* False where the pair has to be left out. */
static bool good_key(struct reader *r, const struct node *key)
{
    if (key->kind == NODE_BAD)
        return false;
    if (key->kind != NODE_SCALAR)
        diag_add(r->diags, key->line, key->col, _("a key must be a text, not a list or a map"));
    else if (!key->text[0])
        diag_add(r->diags, key->line, key->col, _("a key is missing before this ':'"));
    else if (key->plain && strcmp(key->text, "<<") == 0)
        diag_add(r->diags, key->line, key->col,
                 _("merge keys (<<) are not allowed; what several questions share stands in "
                   "'lists'"));
    else
        return true;
    return false;
}

static int by_key(const void *a, const void *b)
{
    const struct node *x = *(struct node *const *)a, *y = *(struct node *const *)b;
    int c = strcmp(x->key->text, y->key->text);
    if (c)
        return c;
    return x->key->line != y->key->line ? x->key->line - y->key->line : x->key->col - y->key->col;
}

/* The later of two equal keys is told and becomes NODE_BAD under an empty name, so that the first
 * one counts. Sorting keeps a map of many thousand keys cheap. */
static void refuse_duplicates(struct reader *r, struct node *map)
{
    if (map->n < 2)
        return;
    size_t n = 0;
    struct node **all = mem_grow(NULL, (size_t)map->n, sizeof *all);
    for (struct node *v = map->first; v; v = v->next)
        all[n++] = v;
    qsort(all, n, sizeof *all, by_key);
    const struct node *first = all[0];
    for (size_t i = 1; i < n; i++) {
        if (strcmp(all[i]->key->text, first->key->text) != 0) {
            first = all[i];
            continue;
        }
        diag_add(r->diags, all[i]->key->line, all[i]->key->col,
                 _("the key '%s' stands here twice; the first is on line %d"),
                 brief(r, first->key->text), first->key->line);
        all[i]->kind = NODE_BAD;
        all[i]->key = NULL;
    }
    free(all);
}

static bool read_pairs(struct reader *r, struct node *map)
{
    struct node **tail = &map->first;
    bool end, stray;
    for (struct node *key; (key = read_next(r, &end));) {
        struct node *value = read_next(r, &stray);
        if (!value)
            return false;
        if (!good_key(r, key))
            continue;
        value->key = key;
        refuse_empty(r, value);
        *tail = value;
        tail = &value->next;
        map->n++;
    }
    if (end)
        refuse_duplicates(r, map);
    return end;
}

static bool read_children(struct reader *r, struct node *n, const yaml_event_t *e)
{
    bool list = e->type == YAML_SEQUENCE_START_EVENT;
    n->kind = list ? NODE_LIST : NODE_MAP;
    if (list)
        refuse_marks(r, n, e->data.sequence_start.anchor, e->data.sequence_start.tag);
    else
        refuse_marks(r, n, e->data.mapping_start.anchor, e->data.mapping_start.tag);
    if (++r->depth > DEPTH_MOST) {
        diag_add(r->diags, n->line, n->col, _("this is nested too deeply; at most %d levels"),
                 DEPTH_MOST);
        return false;
    }
    bool whole = list ? read_items(r, n) : read_pairs(r, n);
    r->depth--;
    return whole;
}

/* The node that starts with e, which is freed here. NULL after an error that ends the reading. */
static struct node *read_node(struct reader *r, yaml_event_t *e)
{
    struct node *n = arena_alloc(r->arena, sizeof *n);
    n->line = (int)e->start_mark.line + 1;
    n->col = (int)e->start_mark.column + 1;
    bool whole = ++r->nodes <= NODES_MOST;
    if (!whole)
        diag_add(r->diags, n->line, n->col, _("the file has more than %d values and keys"),
                 NODES_MOST);
    else if (e->type == YAML_SCALAR_EVENT)
        read_scalar(r, n, e);
    else if (e->type == YAML_ALIAS_EVENT)
        diag_add(r->diags, n->line, n->col,
                 _("the alias '*%s' is not allowed; what several questions share stands in "
                   "'lists'"),
                 brief(r, e->data.alias.anchor));
    else
        whole = read_children(r, n, e);
    yaml_event_delete(e);
    return whole ? n : NULL;
}

/* ---- the document ---- */

/* The document ends at `mark`; what is no comment after it belongs to another. libyaml is not
 * asked, because it would read a second document's directives first. */
static bool refuse_rest(struct reader *r, yaml_mark_t mark)
{
    int line = (int)mark.line + 1, col = (int)mark.column + 1;
    bool comment = false;
    seek(r, mark.index);
    for (size_t i = r->offset; i < r->n; i++, col++) {
        char c = r->bytes[i];
        if (c == '\n' || (c == '\r' && (i + 1 == r->n || r->bytes[i + 1] != '\n'))) {
            line++;
            col = 0;
            comment = false;
        } else if (c == '#') {
            comment = true;
        } else if (!comment && c != ' ' && c != '\t' && c != '\r') {
            diag_add(r->diags, line, col,
                     _("the document has ended before this; a rubric is one document"));
            return true;
        }
    }
    return false;
}

static struct node *read_document(struct reader *r)
{
    yaml_event_t e;
    struct node *root = NULL;
    for (;;) {
        if (!next_event(r, &e))
            return NULL;
        yaml_event_type_t type = e.type;
        yaml_mark_t end = e.end_mark;
        if (type != YAML_STREAM_START_EVENT && type != YAML_DOCUMENT_START_EVENT &&
            type != YAML_DOCUMENT_END_EVENT && type != YAML_STREAM_END_EVENT) {
            root = read_node(r, &e);
            if (!root)
                return NULL;
            continue;
        }
        yaml_event_delete(&e);
        if (type == YAML_DOCUMENT_END_EVENT)
            return refuse_rest(r, end) ? NULL : root;
        if (type == YAML_STREAM_END_EVENT)
            return NULL;
    }
}

struct node *yaml_tree(const char *bytes, size_t n, struct arena *a, struct diags *d)
{
    size_t before = d->n + d->more;
    if (!yaml_bytes(&bytes, &n, d))
        return NULL;
    struct reader r = {.bytes = bytes, .n = n, .arena = a, .diags = d};
    if (!yaml_parser_initialize(&r.parser)) {
        tell_problem(&r);
        return NULL;
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes, n);
    struct node *root = read_document(&r);
    yaml_parser_delete(&r.parser);
    bool empty = !root || (root->kind == NODE_SCALAR && root->plain && !root->text[0]);
    if (empty && d->n + d->more == before)
        diag_add(d, 0, 0, _("the file is empty; expected a rubric"));
    return empty ? NULL : root;
}

struct node *node_find(const struct node *map, const char *key)
{
    for (struct node *v = map->first; v; v = v->next)
        if (v->key && v->key->text[0] == key[0] && strcmp(v->key->text, key) == 0)
            return v;
    return NULL;
}

struct node *node_get(const struct node *map, const char *key)
{
    struct node *v = node_find(map, key);
    return v && v->kind != NODE_BAD ? v : NULL;
}

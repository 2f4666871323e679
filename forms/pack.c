#include "forms/pack.h"

#include <string.h>
#include "forms/load.h"

/* Another form of the tree gets another number. */
static const char magic[] = "meyar rubric tree 1\n";

#define DEPTH_MOST 33
#define NODES_MOST 400000

/* ---- packing ---- */

static void put_number(struct buf *b, unsigned n)
{
    for (; n >= 0x80; n >>= 7)
        buf_addc(b, (char)(n | 0x80));
    buf_addc(b, (char)n);
}

/* In preorder; a map's keys before their values. What stands at the key `skip` is left out. */
static void put_node(struct buf *b, const struct node *e, const char *skip)
{
    put_number(b, (unsigned)e->kind | (unsigned)e->plain << 3 | (unsigned)e->block << 4);
    put_number(b, (unsigned)e->line);
    put_number(b, (unsigned)e->col);
    if (e->kind == NODE_SCALAR) {
        size_t n = strlen(e->text);
        put_number(b, (unsigned)e->text_col);
        put_number(b, (unsigned)n);
        buf_addn(b, e->text, n + 1);
        return;
    }
    const struct node *left_out = skip ? node_find(e, skip) : NULL;
    put_number(b, (unsigned)e->n - (left_out != NULL));
    for (const struct node *child = e->first; child; child = child->next) {
        if (child == left_out)
            continue;
        if (e->kind == NODE_MAP)
            put_node(b, child->key, NULL);
        put_node(b, child, NULL);
    }
}

bool rubric_pack(const char *bytes, size_t n, struct buf *out)
{
    struct diags d = {.file = ""};
    struct arena *a = arena_new();
    const struct node *root = yaml_tree(bytes, n, a, &d);
    bool good = root && d.n == 0;
    if (good) {
        buf_add(out, magic);
        put_node(out, root, root->kind == NODE_MAP ? "examples" : NULL);
    }
    diags_free(&d);
    arena_free(&a);
    return good;
}

/* ---- unpacking: nothing is believed ---- */

struct unpack {
    const unsigned char *at, *end;
    struct arena *arena;
    int depth, nodes;
};

static bool get_number(struct unpack *u, int *out)
{
    unsigned n = 0;
    for (int shift = 0; shift < 28 && u->at < u->end; shift += 7) {
        unsigned char c = *u->at++;
        n |= (c & 0x7Fu) << shift;
        if (c < 0x80) {
            *out = (int)n;
            return true;
        }
    }
    return false;
}

static bool get_text(struct unpack *u, struct node *e)
{
    int n;
    if (!get_number(u, &e->text_col) || !get_number(u, &n) || u->end - u->at <= n || u->at[n] != 0)
        return false;
    e->text = (const char *)u->at;
    u->at += n + 1;
    return strlen(e->text) == (size_t)n && utf8_check(e->text, (size_t)n) == (size_t)n;
}

static struct node *get_node(struct unpack *u);

static bool get_children(struct unpack *u, struct node *e)
{
    struct node **tail = &e->first;
    e->first = NULL;
    for (int i = 0; i < e->n; i++) {
        const struct node *key = e->kind == NODE_MAP ? get_node(u) : NULL;
        struct node *child = e->kind == NODE_MAP && !key ? NULL : get_node(u);
        if (!child || (key && key->kind != NODE_SCALAR))
            return false;
        child->key = key;
        *tail = child;
        tail = &child->next;
    }
    return true;
}

static struct node *get_node(struct unpack *u)
{
    int head;
    struct node *e = arena_alloc(u->arena, sizeof *e);
    if (u->depth >= DEPTH_MOST || ++u->nodes > NODES_MOST || !get_number(u, &head) ||
        !get_number(u, &e->line) || !get_number(u, &e->col))
        return NULL;
    e->kind = (enum node_kind)(head & 7);
    e->plain = head & 8;
    e->block = head & 16;
    if (e->kind == NODE_SCALAR)
        return get_text(u, e) ? e : NULL;
    if ((e->kind != NODE_LIST && e->kind != NODE_MAP) || !get_number(u, &e->n))
        return NULL;
    u->depth++;
    bool good = get_children(u, e);
    u->depth--;
    return good ? e : NULL;
}

struct rubric *rubric_unpack(const char *packed, size_t n)
{
    size_t head = sizeof magic - 1;
    if (n < head || memcmp(packed, magic, head) != 0)
        return NULL;
    struct unpack u = {(const unsigned char *)packed + head, (const unsigned char *)packed + n,
                       arena_new(), 0, 0};
    const struct node *root = get_node(&u);
    struct rubric *r = NULL;
    if (root && u.at == u.end) {
        struct diags d = {.file = ""};
        r = rubric_from_tree(root, "", 0, &d);
        diags_free(&d);
    }
    arena_free(&u.arena);
    return r;
}

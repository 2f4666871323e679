/* A YAML file as a tree of nodes that know their place. Only what rubric.md part 1 allows. */
#ifndef FORMS_YAML_H
#define FORMS_YAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "forms/diag.h"
#include "forms/mem.h"

enum node_kind {
    NODE_BAD, /* something refused stood here and has been told: pass over it in silence */
    NODE_SCALAR,
    NODE_LIST,
    NODE_MAP
};

/* Small, because a large rubric has tens of thousands of them. */
struct node {
    enum node_kind kind;
    bool plain;    /* of a scalar: without quotes, no block */
    bool block;    /* of a scalar: its text begins on the next line, after | or > */
    int line, col; /* of its first character, from 1; columns count characters */
    int text_col; /* of a scalar: where its text itself begins, after a quote or a block's blanks */
    int n;        /* how many children */
    union {
        const char *text;   /* of a scalar; valid UTF-8, no control character but newline */
        struct node *first; /* of a list its items, of a map its values, in the file's order */
    };
    const struct node *key; /* of a map's value: its key, a scalar that is not empty; else NULL */
    struct node *next;      /* the sibling after this one */
};

/* Reads one document of at most 4 MiB, 32 levels and 200,000 nodes into the arena. Refused, each
 * with a diag: what is not UTF-8 (UTF-16 is named), control characters, anchors, aliases, merge
 * keys, tags, a second document, duplicate keys, empty values ("" and null too) and whatever
 * libyaml can't parse. NULL where no tree can be had; a tree with NODE_BAD in it where one can go
 * on looking for further errors. Linear in n. */
struct node *yaml_tree(const char *bytes, size_t n, struct arena *a, struct diags *d);

/* What no YAML text has, found before libyaml sees it: too many bytes, UTF-16, bad UTF-8, control
 * characters, tag directives. False after a diag; else a BOM is passed over. */
bool yaml_bytes(const char **bytes, size_t *n, struct diags *d);
/* C0, DEL and C1, newline and tab among them. */
bool is_control(uint32_t c);

/* Where in the file (as yaml_tree was given it) character `offset` (from 0) of a scalar's text
 * stands, be it plain, quoted or a block, folded or escaped; for a blank or the end of the text
 * right behind what stands before it. */
void node_place(const char *bytes, size_t n, const struct node *scalar, int offset, int *line,
                int *col);

/* The value of a key, NODE_BAD ones too; NULL where the map has none. */
struct node *node_find(const struct node *map, const char *key);
/* The same, but NULL where the value is NODE_BAD. */
struct node *node_get(const struct node *map, const char *key);

#endif

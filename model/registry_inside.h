/* What registry_read.c and registry.c share. */
#ifndef MODEL_REGISTRY_INSIDE_H
#define MODEL_REGISTRY_INSIDE_H

#include "model/registry.h"

enum column {
    BODY_CODE,
    BODY_NAME,
    SERVICE_CODE,
    SERVICE_NAME,
    BODY_SHORT,
    SERVICE_SHORT,
    SERVICE_STATE,
    STATE_REASON,
    INSPECTOR,
    PREVIOUS_CODE,
    COLUMNS
};

/* A body (service "") or a service; texts NULL where empty. */
struct entry {
    const char *body, *service;
    int line, own_row; /* of a body: the line of its own row, 0: none */
    const char *name, *short_name, *inspector, *reason, *previous;
    bool stopped;
    json_t *attrs; /* NULL: no row says anything of them */
    struct entry *next;
};

/* What an import adds and changes, row by row. */
struct told {
    struct registry_changed *list;
    int n, room;
    struct arena *a;
};

struct registry {
    int column[COLUMNS]; /* -1: the file has none */
    json_t *owned;       /* keeps the attrs of all entries */
    struct entry *first, *last, **table;
    size_t nentries, room;
    struct told *told; /* NULL: nobody asks */
    const char *
        *barred; /* gets the first body for which a supervisor is needed; NULL: one writes */
};

#endif

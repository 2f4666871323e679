/* A person's settings, from YAML. Checked like a rubric: every fault is told with its place; what
 * is faulty is left out, so that the default holds, and the rest stands. What actions, keys and
 * themes there are is not known here: their names keep their places, for whoever knows them. */
#ifndef FORMS_SETTINGS_H
#define FORMS_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include "forms/diag.h"
#include "forms/mem.h"

/* A text and where it stands; text NULL: not said. */
struct placed {
    const char *text;
    int line, col;
};

/* The keys of one action, in the place of its own. */
struct binding {
    struct placed action;
    struct placed *keys;
    int nkeys; /* 0: it shall have none */
};

struct settings {
    struct placed by, theme, language, editor;
    bool mouse;        /* default true */
    bool digits_go_on; /* default false */
    bool ascii;        /* default false: as the locale says */
    struct binding *bindings;
    int nbindings;
};

/* Reads settings; never fails. What is said lives in the arena. A file that says nothing at all is
 * in order. */
struct settings settings_load(const char *bytes, size_t n, struct arena *a, struct diags *d);

/* Tells that a name is unknown, with the nearest of those that there are, or all where they are
 * few. `sentence` has one %s, for the name. */
void settings_unknown(struct diags *d, const struct placed *at, const char *sentence,
                      const char *const *names, size_t n);

#endif

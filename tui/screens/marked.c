#include "tui/screens/marked.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "forms/mem.h"

bool marked_has(const struct marked *m, const char *code)
{
    for (int i = 0; i < m->n; i++) {
        if (strcmp(m->code[i], code) == 0) {
            return true;
        }
    }
    return false;
}

static void take_out(struct marked *m, const char *code)
{
    int n = 0;

    for (int i = 0; i < m->n; i++) {
        if (strcmp(m->code[i], code) != 0) {
            memmove(m->code[n++], m->code[i], CODE_ROOM);
        }
    }
    m->n = n;
}

void marked_add(struct marked *m, const char *code)
{
    take_out(m, code);
    m->code = mem_grow(m->code, (size_t)m->n + 1, sizeof *m->code);
    snprintf(m->code[m->n++], CODE_ROOM, "%s", code);
}

void marked_toggle(struct marked *m, const char *code)
{
    if (marked_has(m, code)) {
        take_out(m, code);
    } else {
        marked_add(m, code);
    }
}

void marked_clear(struct marked *m)
{
    m->n = 0;
}

void marked_free(struct marked *m)
{
    free(m->code);
    *m = (struct marked){0};
}

#include "tui/screens/proposals_told.h"

#include <stdlib.h>
#include <string.h>
#include "tui/when.h"

static void drop(struct proposals_told *t)
{
    if (t->full && !t->fault) {
        proposals_free(&t->read);
    }
    memset(&t->read, 0, sizeof t->read);
    body_unload(&t->full);
    free(t->fault);
    t->fault = NULL;
}

void told_read(struct proposals_told *t, const struct ui *ui, const char *body, int language)
{
    struct err err = {0};

    drop(t);
    if (t->arena) {
        arena_reset(t->arena);
    } else {
        t->arena = arena_new();
    }
    t->day = when_today(t->arena);
    t->full = body_load(ui->campaign, 0, body, &err);
    if (!t->full ||
        !proposals_read(ui->campaign, 0, t->full, language, t->day, &t->read, t->arena, &err)) {
        memset(&t->read, 0, sizeof t->read);
        t->fault = mem_dup(err_text(&err));
    }
    err_clear(&err);
}

void told_free(struct proposals_told *t)
{
    drop(t);
    arena_free(&t->arena);
}

int told_count(const struct proposals_told *t)
{
    return t->read.n + t->read.nearlier;
}

const struct proposal_item *told_item(const struct proposals_told *t, int i)
{
    if (i < 0 || i >= told_count(t)) {
        return NULL;
    }
    return i < t->read.n ? &t->read.list[i] : &t->read.earlier[i - t->read.n];
}

int told_find(const struct proposals_told *t, const char *key)
{
    for (int i = 0; i < told_count(t); i++) {
        if (strcmp(told_item(t, i)->key, key) == 0) {
            return i;
        }
    }
    return -1;
}

const struct body_full *told_body(const struct proposals_told *t, int i)
{
    return i < t->read.n ? t->full : t->read.before;
}

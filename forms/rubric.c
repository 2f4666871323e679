#include <string.h>
#include "forms/load.h"
#include "forms/rubric.h"
#include "forms/text.h"

void rubric_free(struct rubric **r)
{
    if (!r || !*r)
        return;
    struct arena *a = (*r)->arena; /* the rubric itself lies in it */
    *r = NULL;
    arena_free(&a);
}

const char text_end[] = "";

const char *text_in(const struct text *t, int language)
{
    if (!t->in)
        return NULL;
    int i = 0;
    while (i < language && t->in[i] != text_end)
        i++;
    bool there = language > 0 && t->in[i] && t->in[i] != text_end;
    return there ? t->in[i] : t->in[0];
}

const char *criterion_short(const struct criterion *c, int language)
{
    const char *title = text_in(&c->short_title, language);
    return title ? title : text_in(&c->title, language);
}

const char *question_ask(const struct question *q, int language)
{
    const char *ask = text_in(&q->ask, language);
    return ask ? ask : q->id;
}

/* Whether a wish like "az_AZ.UTF-8", of n bytes, begins with the language: all of it, or what
 * stands before its country, encoding or modifier. '-' and '_' are one. */
static bool speaks(const char *wish, size_t n, const char *language, bool whole)
{
    size_t i = 0;
    for (; i < n && language[i]; i++) {
        char a[] = {wish[i] == '-' ? '_' : wish[i], '\0'};
        char b[] = {language[i] == '-' ? '_' : language[i], '\0'};
        if (ascii_casecmp(a, b) != 0)
            return false;
    }
    if (language[i])
        return false;
    return i == n || strchr(whole ? ".@" : ".@_-", wish[i]) != NULL;
}

int rubric_language(const struct rubric *r, const char *preferred)
{
    while (preferred && *preferred) {
        size_t n = strcspn(preferred, ":");
        for (int whole = 1; whole >= 0; whole--)
            for (int i = 0; i < r->nlanguages; i++)
                if (speaks(preferred, n, r->languages[i], whole))
                    return i;
        preferred += n;
        preferred += *preferred == ':';
    }
    return 0;
}

const struct question *block_question(const struct block *b, const char *id)
{
    int low = 0, high = b->nquestions;
    while (b->by_id && low < high) {
        int middle = low + (high - low) / 2;
        const struct question *q = &b->questions[b->by_id[middle]];
        int c = strcmp(id, q->id);
        if (c == 0)
            return q;
        if (c < 0)
            high = middle;
        else
            low = middle + 1;
    }
    for (int i = 0; !b->by_id && i < b->nquestions; i++)
        if (strcmp(b->questions[i].id, id) == 0)
            return &b->questions[i];
    return NULL;
}

const struct question *rubric_question(const struct rubric *r, const char *id,
                                       const struct block **block)
{
    const struct block *blocks[] = {r->service, r->body};
    for (size_t i = 0; i < 2; i++) {
        const struct question *q = blocks[i] ? block_question(blocks[i], id) : NULL;
        if (!q)
            continue;
        if (block)
            *block = blocks[i];
        return q;
    }
    return NULL;
}

int block_criterion(const struct block *b, const char *id)
{
    for (int i = 0; i < b->ncriteria; i++)
        if (strcmp(b->criteria[i].id, id) == 0)
            return i;
    return -1;
}

int rubric_rating(const struct rubric *r, const char *id)
{
    for (int i = 0; i < r->nratings; i++)
        if (strcmp(r->ratings[i].id, id) == 0)
            return i;
    return -1;
}

int rubric_stage(const struct rubric *r, const char *id)
{
    for (int i = 0; i < r->nstages; i++)
        if (strcmp(r->stages[i].id, id) == 0)
            return i;
    return -1;
}

int rubric_severity(const struct rubric *r, const char *id)
{
    for (int i = 0; i < r->nseverities; i++)
        if (strcmp(r->severities[i], id) == 0)
            return i;
    return -1;
}

int block_unrated(const struct block *b, const char *id)
{
    for (int i = 0; i < b->nunrated; i++)
        if (strcmp(b->unrated[i].id, id) == 0)
            return i;
    return -1;
}

int question_choice(const struct question *q, const char *id, size_t len)
{
    for (int i = 0; i < q->nchoices; i++)
        if (strncmp(q->choices[i].id, id, len) == 0 && q->choices[i].id[len] == '\0')
            return i;
    return -1;
}

const char *rubric_current_id(const struct rubric *r, const char *id)
{
    if (rubric_question(r, id, NULL))
        return id;
    for (int i = 0; i < r->nreplaces; i++)
        if (strcmp(r->replaces[i].old_id, id) == 0)
            return r->replaces[i].new_id;
    return id;
}

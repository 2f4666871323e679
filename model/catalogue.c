/* The rubrics of a file's campaigns, loaded when first asked for and shared where they are equal.
 */
#include <stdlib.h>
#include <string.h>
#include "model/inside.h"
#include "model/packed.h"

static int by_id(const void *a, const void *b)
{
    const struct question *const *x = a, *const *y = b;
    return strcmp((*x)->id, (*y)->id);
}

static void sort_questions(struct catalogue *k, const struct block *b)
{
    if (!b)
        return;
    size_t n = (size_t)b->nquestions;
    const struct question **list = mem_alloc((n + 1) * sizeof *list);
    for (size_t i = 0; i < n; i++)
        list[i] = &b->questions[i];
    qsort(list, n, sizeof *list, by_id);
    k->sorted[b->kind] = list;
}

void catalogue_add(struct campaign *c, const char *sha, struct rubric *r)
{
    struct catalogue *k = mem_alloc(sizeof *k);
    snprintf(k->sha, sizeof k->sha, "%s", sha);
    k->rubric = r;
    sort_questions(k, r->service);
    sort_questions(k, r->body);
    c->catalogues = mem_grow(c->catalogues, (size_t)c->ncatalogues + 1, sizeof(struct catalogue *));
    c->catalogues[c->ncatalogues++] = k;
}

void catalogues_free(struct campaign *c)
{
    for (int i = 0; i < c->ncatalogues; i++) {
        struct catalogue *k = c->catalogues[i];
        rubric_free(&k->rubric);
        free(k->sorted[BLOCK_SERVICE]);
        free(k->sorted[BLOCK_BODY]);
        free(k);
    }
    free(c->catalogues);
    c->catalogues = NULL;
    c->ncatalogues = 0;
}

static struct catalogue *known(const struct campaign *c, const char *sha)
{
    for (int i = 0; i < c->ncatalogues; i++)
        if (strcmp(c->catalogues[i]->sha, sha) == 0)
            return c->catalogues[i];
    return NULL;
}

static struct rubric *load_text(struct campaign *c, const char *sha, struct err *err)
{
    struct rubric *r = packed_get(sha);
    if (r)
        return r;
    struct diags d = {.file = c->path};
    struct query *q = db_query(c->db, "SELECT text FROM rubric WHERE sha = ?", "t", sha);
    if (query_row(q)) {
        const char *text = query_text(q, 0);
        r = rubric_load(text, strlen(text), &d);
        if (r)
            packed_put(sha, text, strlen(text));
    }
    query_done(&q);
    diags_free(&d);
    if (!r && !db_failed(c->db, err))
        err_set(err, DAMAGED,
                _("%s: the rubric that the campaign remembers can't be read: the file is damaged"),
                c->path);
    return r;
}

const struct catalogue *catalogue_of(struct campaign *c, int which, struct err *err)
{
    struct era *era = &c->eras[which];
    if (era->catalogue)
        return era->catalogue;
    if (!known(c, era->sha)) {
        struct rubric *r = load_text(c, era->sha, err);
        if (!r)
            return NULL;
        catalogue_add(c, era->sha, r);
    }
    era->catalogue = known(c, era->sha);
    return era->catalogue;
}

const struct question *catalogue_question(const struct catalogue *k, enum block_kind kind,
                                          const char *id)
{
    const struct block *b = rubric_block(k->rubric, kind == BLOCK_SERVICE);
    if (!b)
        return NULL;
    struct question wanted = {.id = id};
    const struct question *key = &wanted;
    const struct question **found =
        bsearch(&key, k->sorted[kind], (size_t)b->nquestions, sizeof *k->sorted[kind], by_id);
    return found ? *found : NULL;
}

const struct block *rubric_block(const struct rubric *r, bool service)
{
    return service ? r->service : r->body;
}

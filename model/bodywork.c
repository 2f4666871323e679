/* A body with the figures of its services in memory. */
#include "model/bodywork.h"

#include <stdlib.h>
#include <string.h>
#include "model/final.h"

static void read_members(struct bodywork *w)
{
    struct query *q =
        db_query(w->c->db,
                 "SELECT s.service, f.text, " FIGS_COLUMNS " FROM subject s LEFT JOIN figures f ON"
                 " f.camp = s.camp AND f.body = s.body AND f.service = s.service"
                 " WHERE s.camp = ? AND s.list = ? AND s.pos >= 0 ORDER BY s.pos",
                 "it", w->which, w->own.body);
    while (query_row(q)) {
        w->members = mem_grow(w->members, (size_t)w->nmembers + 1, sizeof *w->members);
        struct member *m = &w->members[w->nmembers++];
        *m = (struct member){.code = arena_dup(w->arena, query_text(q, 0))};
        m->good = figs_from_query(w->c, w->which, q, 2, &m->figs, w->arena) &&
                  figs_read_text(&m->figs, w->catalogue->rubric, true, query_text(q, 1), w->arena);
    }
    query_done(&q);
    for (int i = 0; i < w->nmembers; i++) {
        struct final_rating f;
        final_read(w->c, w->which, w->own.body, w->members[i].code, &f, w->arena);
        w->members[i].final_rating = f.rating;
    }
}

static bool read_all(struct bodywork *w, const char *body, struct err *err)
{
    w->catalogue = catalogue_of(w->c, w->which, err);
    if (!w->catalogue || !known_load(w->c, w->which, body, "", 0, w->arena, &w->own, err))
        return false;
    w->own_subject = subject_score(&w->own.in, NULL);
    read_members(w);
    for (int i = 0; i < w->nmembers; i++)
        if (!w->members[i].good && !bodywork_rescore(w, i, err))
            return false;
    if (db_failed(w->c->db, err))
        return false;
    bodywork_total(w);
    return true;
}

struct bodywork *bodywork_open(struct campaign *c, int which, const char *body, struct err *err)
{
    struct bodywork *w = mem_alloc(sizeof *w);
    w->c = c;
    w->which = which;
    w->arena = arena_new();
    w->total_arena = arena_new();
    db_pin(c->db);
    w->changes = c->changes;
    if (!read_all(w, body, err))
        bodywork_free(&w);
    db_unpin(c->db);
    return w;
}

void bodywork_free(struct bodywork **at)
{
    struct bodywork *w = *at;
    if (!w)
        return;
    body_free(&w->result);
    subject_free(&w->own_subject);
    for (int i = 0; i < w->nmembers; i++)
        arena_free(&w->members[i].arena);
    free(w->members);
    free(w->parts);
    arena_free(&w->total_arena);
    arena_free(&w->arena);
    free(w);
    *at = NULL;
}

struct bodywork *bodywork_at(struct campaign *c, int which, const char *body, struct err *err)
{
    db_pin(c->db);
    const struct bodywork *w = c->at_work;
    if (!w || w->which != which || w->changes != c->changes || strcmp(w->own.body, body) != 0) {
        bodywork_free(&c->at_work);
        c->at_work = bodywork_open(c, which, body, err);
    }
    db_unpin(c->db);
    return c->at_work;
}

int bodywork_member(const struct bodywork *w, const char *service)
{
    for (int i = 0; i < w->nmembers; i++)
        if (strcmp(w->members[i].code, service) == 0)
            return i;
    return -1;
}

void bodywork_set(struct bodywork *w, int member, const struct known *k, const struct subject *s)
{
    struct member *m = &w->members[member];
    if (!m->arena)
        m->arena = arena_new();
    else
        arena_reset(m->arena);
    figs_of_service(&m->figs, k, s, m->arena);
    m->good = true;
}

bool bodywork_rescore(struct bodywork *w, int member, struct err *err)
{
    struct arena *a = arena_new();
    struct known k;
    bool ok = known_load(w->c, w->which, w->own.body, w->members[member].code, 0, a, &k, err);
    if (ok) {
        struct subject *s = subject_score(&k.in, NULL);
        bodywork_set(w, member, &k, s);
        subject_free(&s);
    }
    arena_free(&a);
    return ok;
}

static struct service_part part_of(const struct member *m)
{
    const struct figs *f = &m->figs;
    return (struct service_part){.state = f->state,
                                 .unrated = f->unrated,
                                 .rating = f->rating,
                                 .final_rating = m->final_rating,
                                 .f = f->f,
                                 .criteria = f->criteria,
                                 .deficiencies = f->deficiencies,
                                 .gains = f->gains,
                                 .ndeficiencies = f->ndeficiencies};
}

void bodywork_total(struct bodywork *w)
{
    size_t n = (size_t)w->nmembers;
    w->parts = mem_grow(w->parts, n + 1, sizeof *w->parts);
    arena_reset(w->total_arena);
    const struct figs **members = arena_alloc(w->total_arena, (n + 1) * sizeof(struct figs *));
    for (size_t i = 0; i < n; i++) {
        w->parts[i] = part_of(&w->members[i]);
        members[i] = &w->members[i].figs;
    }
    body_free(&w->result);
    w->result = body_score(&w->own.in, w->own_subject, w->parts, w->nmembers);
    figs_of_body(&w->figs, &w->own, w->own_subject, members, w->nmembers, w->result,
                 w->total_arena);
}

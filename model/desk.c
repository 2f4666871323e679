/* What the supervisor's desk asks: remarks that wait, bodies that change hands. */
#include "model/desk.h"

#include <stdlib.h>
#include <string.h>
#include "model/change.h"
#include "model/handin.h"
#include "model/known.h"
#include "model/people.h"
#include "model/store.h"

int desk_remarks(struct campaign *c, const char *body)
{
    if (c->version < 3)
        return 0;
    return (int)db_number(c->db, 0,
                          "SELECT count(DISTINCT service || '/' || item) FROM head WHERE camp = 0"
                          " AND body = ? AND kind = 'remark' AND value = 'open'",
                          "t", body);
}

/* ---- evidence ---- */

struct lacking {
    struct campaign *c;
    struct arena *a; /* of one subject */
    struct subject *subject;
    bool found;
};

static bool may_lack(const struct rubric *r, const struct block *b)
{
    for (int i = 0; b && i < b->nquestions; i++)
        if (handin_may_lack(r, &b->questions[i]))
            return true;
    return false;
}

static bool look_for_evidence(void *arg, const struct listed *at)
{
    struct lacking *l = arg;
    struct known k;
    const struct rubric *r = l->c->eras[0].catalogue->rubric;
    arena_reset(l->a);
    if (at->stopped || !may_lack(r, rubric_block(r, at->service[0] != '\0')) ||
        !known_load(l->c, 0, at->body, at->service, 0, l->a, &k, NULL) || !k.block)
        return true;
    l->subject = subject_score(&k.in, l->subject);
    for (int i = 0; i < k.block->nquestions && !l->found; i++)
        l->found = l->subject->q[i].evidence_missing ||
                   handin_unproved(r, &k.block->questions[i], l->subject, &k.standing[i]);
    return !l->found;
}

bool desk_lacks_evidence(struct campaign *c, const char *body, const char *service)
{
    struct lacking l = {.c = c, .a = arena_new()};
    if (catalogue_of(c, 0, NULL))
        store_each_subject(c, 0, body, service, look_for_evidence, &l, NULL);
    subject_free(&l.subject);
    arena_free(&l.a);
    return l.found;
}

/* ---- who has which bodies ---- */

static int by_code(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Codes in an arena. */
struct codes {
    const char **list;
    int n;
};

static void add(struct codes *codes, const char *code)
{
    codes->list = mem_grow(codes->list, (size_t)codes->n + 1, sizeof *codes->list);
    codes->list[codes->n++] = code;
}

/* The bodies that the person has, by code. */
static struct codes held_by(struct campaign *c, const char *person, struct arena *a)
{
    struct codes codes = {0};
    struct query *q = db_query(c->db,
                               "SELECT body FROM subject WHERE camp = 0 AND list = '' AND pos >= 0"
                               " AND inspector = ? ORDER BY body",
                               "t", person);
    while (query_row(q))
        add(&codes, arena_dup(a, query_text(q, 0)));
    query_done(&q);
    return codes;
}

static bool has(const struct codes *sorted, const char *code)
{
    return sorted->n > 0 &&
           bsearch(&code, sorted->list, (size_t)sorted->n, sizeof *sorted->list, by_code) != NULL;
}

bool desk_hold(struct campaign *c, const char *person, const char *const *bodies, int n,
               int *gained, int *lost, struct err *err)
{
    struct arena *a = arena_new();
    struct codes had, wanted = {0}, in = {0}, out = {0};
    db_pin(c->db);
    had = held_by(c, person, a);
    db_unpin(c->db);
    for (int i = 0; i < n; i++)
        add(&wanted, bodies[i]);
    if (wanted.n > 0)
        qsort(wanted.list, (size_t)wanted.n, sizeof *wanted.list, by_code);
    for (int i = 0; i < n; i++)
        if (!has(&had, bodies[i]))
            add(&in, bodies[i]);
    for (int i = 0; i < had.n; i++)
        if (!has(&wanted, had.list[i]))
            add(&out, had.list[i]);
    *gained = in.n;
    *lost = out.n;
    bool ok =
        !db_failed(c->db, err) &&
        (in.n + out.n == 0 || people_hand_over(c, in.list, in.n, out.list, out.n, person, err));
    free(had.list);
    free(wanted.list);
    free(in.list);
    free(out.list);
    arena_free(&a);
    return ok;
}

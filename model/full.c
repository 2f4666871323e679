/* A body in full: everything read, everything evaluated. */
#include <string.h>
#include "model/final.h"
#include "model/known.h"
#include "model/review.h"
#include "model/store.h"

static void free_subject(void *s)
{
    struct subject *subject = s;
    subject_free(&subject);
}

static void free_result(void *r)
{
    struct body_result *result = r;
    body_free(&result);
}

/* Reads and scores one subject; it lives as long as the body. */
static struct subject *load_subject(struct campaign *c, int which, struct body_full *b,
                                    const char *service, struct subject_input *in,
                                    const struct standing **standing, int *conflicts,
                                    struct err *err)
{
    struct known *k = arena_alloc(b->arena, sizeof *k);
    if (!known_load(c, which, b->code, service, 0, b->arena, k, err))
        return NULL;
    struct subject *s = subject_score(&k->in, NULL);
    arena_on_free(b->arena, free_subject, s);
    *in = k->in;
    *standing = k->standing;
    *conflicts = k->stopped ? 0 : k->conflicts; /* they count nowhere, as in figures */
    b->conflicts += *conflicts;
    return s;
}

static void read_names(struct campaign *c, int which, struct body_full *b)
{
    struct query *q =
        db_query(c->db,
                 "SELECT name, short, inspector FROM subject WHERE camp = ? AND body = ?"
                 " AND service = '' AND pos >= 0",
                 "it", which, b->code);
    if (query_row(q)) {
        b->name = query_copy(q, 0, b->arena);
        b->short_name = query_copy(q, 1, b->arena);
        b->inspector = query_copy(q, 2, b->arena);
    }
    query_done(&q);
    struct review_state state;
    review_read(c, which, b->code, b->inspector, &state, b->arena);
    b->review = review_id(state.state);
}

static void read_services(struct campaign *c, int which, struct body_full *b)
{
    size_t n = (size_t)rows_count(c, which, b->code);
    b->services = arena_alloc(b->arena, (n + 1) * sizeof *b->services);
    struct query *q = db_query(c->db,
                               "SELECT service, name, short, reason FROM subject WHERE camp = ? AND"
                               " list = ? AND pos >= 0 ORDER BY pos",
                               "it", which, b->code);
    while ((size_t)b->nservices < n && query_row(q))
        b->services[b->nservices++] =
            (struct service_full){.code = query_copy(q, 0, b->arena),
                                  .name = query_copy(q, 1, b->arena),
                                  .short_name = query_copy(q, 2, b->arena),
                                  .state_reason = query_copy(q, 3, b->arena)};
    query_done(&q);
}

static void read_final(struct campaign *c, int which, struct body_full *b, const char *service,
                       int *rating, const char **reason, const char **by)
{
    struct final_rating f;
    final_read(c, which, b->code, service, &f, b->arena);
    *rating = f.rating;
    *reason = f.reason;
    *by = f.by;
}

static bool load_all(struct campaign *c, int which, struct body_full *b, struct err *err)
{
    const struct catalogue *k = catalogue_of(c, which, err);
    int ignored;
    if (!k)
        return false;
    b->rubric = k->rubric;
    read_names(c, which, b);
    read_services(c, which, b);
    read_final(c, which, b, "", &b->final_rating, &b->final_reason, &b->final_by);
    b->own = load_subject(c, which, b, "", &b->own_in, &b->own_standing, &ignored, err);
    if (!b->own)
        return false;
    size_t n = (size_t)b->nservices;
    b->parts = arena_alloc(b->arena, (n + 1) * sizeof *b->parts);
    b->service_conflicts = arena_alloc(b->arena, (n + 1) * sizeof *b->service_conflicts);
    for (size_t i = 0; i < n; i++) {
        struct service_full *s = &b->services[i];
        read_final(c, which, b, s->code, &s->final_rating, &s->final_reason, &s->final_by);
        s->subject =
            load_subject(c, which, b, s->code, &s->in, &s->standing, &b->service_conflicts[i], err);
        if (!s->subject)
            return false;
        b->parts[i] = service_part_of(s->subject, s->final_rating, b->arena);
    }
    b->result = body_score(&b->own_in, b->own, b->parts, b->nservices);
    arena_on_free(b->arena, free_result, b->result);
    body_proposals(b->result, b->rubric, b->own, b->parts, b->nservices);
    return !db_failed(c->db, err);
}

struct body_full *body_load(struct campaign *c, int which, const char *body, struct err *err)
{
    struct arena *a = arena_new();
    struct body_full *b = arena_alloc(a, sizeof *b);
    b->arena = a;
    b->code = arena_dup(a, body);
    db_pin(c->db);
    if (!load_all(c, which, b, err))
        body_unload(&b);
    db_unpin(c->db);
    return b;
}

void body_unload(struct body_full **b)
{
    if (!*b)
        return;
    /* The body itself lies in its arena. */
    struct arena *a = (*b)->arena;
    *b = NULL;
    arena_free(&a);
}

int body_service(const struct body_full *b, const char *code)
{
    for (int i = 0; i < b->nservices; i++)
        if (strcmp(b->services[i].code, code) == 0)
            return i;
    return -1;
}

struct weak *body_weakest(const struct body_full *b, struct arena *a, int *n)
{
    const struct subject **all = arena_alloc(a, ((size_t)b->nservices + 1) * sizeof *all);
    for (int i = 0; i < b->nservices; i++)
        all[i] = b->services[i].subject;
    return weakest(b->rubric, all, b->nservices, a, n);
}

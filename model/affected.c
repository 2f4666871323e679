#include "model/affected.h"

#include <stdlib.h>
#include <string.h>
#include "model/figures.h"
#include "model/project.h"
#include "model/review.h"

#define SERVICES_MOST 500 /* of one body, one by one; beyond, all of it is made anew */

/* The list itself lies in a table: nobody knows how long it gets. */
struct affected {
    struct campaign *c;
    int64_t newest;
    struct buf body, service; /* of the event before: those of one subject come together */
    bool registry;            /* so was that of the registry */
    bool places;              /* some event was */
    bool people;              /* a role is another: all states are judged anew */
};

struct affected *affected_new(struct campaign *c, int64_t newest)
{
    struct affected *t = mem_alloc(sizeof *t);
    t->c = c;
    t->newest = newest;
    db_script(c->db, "CREATE TEMP TABLE affected (body TEXT, service TEXT, registry INTEGER,"
                     " PRIMARY KEY (body, service)) WITHOUT ROWID");
    return t;
}

void affected_free(struct affected **at)
{
    struct affected *t = *at;
    db_script(t->c->db, "DROP TABLE IF EXISTS temp.affected");
    buf_free(&t->body);
    buf_free(&t->service);
    free(t);
    *at = NULL;
}

void affected_add(struct affected *t, const struct event *e)
{
    const struct slot *s = &e->slot;
    bool registry = strcmp(s->kind, "body") == 0 || strcmp(s->kind, "service") == 0;
    if (t->body.s && strcmp(t->body.s, s->body) == 0 && strcmp(t->service.s, s->service) == 0 &&
        t->registry == registry)
        return;
    buf_clear(&t->body);
    buf_add(&t->body, s->body);
    buf_clear(&t->service);
    buf_add(&t->service, s->service);
    t->registry = registry;
    t->places = t->places || registry;
    db_run(t->c->db,
           "INSERT INTO temp.affected (body, service, registry) VALUES (?1, ?2, ?3)"
           " ON CONFLICT DO UPDATE SET registry = max(registry, ?3)",
           "tti", s->body, s->service, registry);
}

/* ---- bringing up to date ---- */

/* One body of the list, with how much of it was touched. */
struct affected_body {
    const char *code;
    bool listed, registry; /* it stands in the registry; rows of it changed */
    int64_t services;
};

static bool refresh_services(struct affected *t, const char *body, struct arena *a, struct err *err)
{
    struct touched *list = NULL;
    int n = 0;
    struct query *q = db_query(
        t->c->db, "SELECT service FROM temp.affected WHERE body = ? ORDER BY service", "t", body);
    while (query_row(q)) {
        list = mem_grow(list, (size_t)n + 1, sizeof *list);
        list[n++] = (struct touched){body, arena_dup(a, query_text(q, 0))};
    }
    query_done(&q);
    bool ok = figures_refresh(t->c, 0, list, n, err);
    free(list);
    return ok;
}

static bool bring_up_figures(struct affected *t, const struct affected_body *b, struct arena *a,
                             struct err *err)
{
    bool whole = b->registry || b->services > SERVICES_MOST;
    if (whole)
        db_run(t->c->db, "DELETE FROM figures WHERE camp = 0 AND body = ?", "t", b->code);
    if (!b->listed)
        return !db_broken(t->c->db);
    return whole ? figures_make_body(t->c, 0, b->code, err) : refresh_services(t, b->code, a, err);
}

static bool has_new(struct affected *t, const char *kind)
{
    return db_number(t->c->db, 0, "SELECT 1 FROM event WHERE n > ? AND kind = ? LIMIT 1", "lt",
                     t->newest, kind) != 0;
}

static bool bring_up(struct affected *t, const struct affected_body *b, struct err *err)
{
    struct arena *a = arena_new();
    bool ok = bring_up_figures(t, b, a, err);
    ok = ok && (t->people || review_project(t->c, b->code));
    arena_free(&a);
    return ok;
}

bool affected_bring_up(struct affected *t, struct err *err)
{
    struct arena *a = arena_new();
    struct db *db = t->c->db;
    t->people = has_new(t, "person");
    bool ok = !t->places || project_all_orders(t->c, 0);
    int64_t done = 0, of = db_number(db, 0, "SELECT count(DISTINCT body) FROM temp.affected", "");
    struct query *q = db_query(db,
                               "SELECT t.body, max(t.registry), count(*), max(s.pos >= 0) FROM"
                               " temp.affected t LEFT JOIN main.subject s ON s.camp = 0 AND"
                               " s.body = t.body AND s.service = '' GROUP BY t.body",
                               "");
    while (ok && query_row(q)) {
        struct affected_body b = {.code = arena_dup(a, query_text(q, 0)),
                                  .registry = query_int(q, 1) != 0,
                                  .services = query_int(q, 2),
                                  .listed = query_int(q, 3) != 0};
        ok = progress_step(_("Working out figures"), done++, of, err) && bring_up(t, &b, err);
        arena_reset(a);
    }
    query_done(&q);
    arena_free(&a);
    return ok && (!t->people || review_project_all(t->c)) && !db_broken(db);
}

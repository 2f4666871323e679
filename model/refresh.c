/* Bringing stored figures up to date: one service and its body, a set of them, or all. */
#include <stdlib.h>
#include <string.h>
#include "model/bodywork.h"

static int by_place(const void *a, const void *b)
{
    const struct touched *x = a, *y = b;
    int order = strcmp(x->body, y->body);
    return order ? order : strcmp(x->service, y->service);
}

static bool store_body(struct bodywork *w)
{
    return figs_store(w->c, w->which, w->own.body, "", &w->figs);
}

static bool store_member(struct bodywork *w, int i)
{
    return figs_store(w->c, w->which, w->own.body, w->members[i].code, &w->members[i].figs);
}

/* One body, and those of its services that the list names. */
static bool refresh_body(struct campaign *c, int which, const struct touched *list, int n,
                         struct err *err)
{
    struct bodywork *w = bodywork_open(c, which, list[0].body, err);
    if (!w)
        return false;
    bool ok = true;
    for (int i = 0; ok && i < n; i++) {
        int member = list[i].service[0] ? bodywork_member(w, list[i].service) : -1;
        if (member >= 0 && (i == 0 || by_place(&list[i - 1], &list[i]) != 0))
            ok = bodywork_rescore(w, member, err) && store_member(w, member);
    }
    if (ok) {
        bodywork_total(w);
        ok = store_body(w);
    }
    bodywork_free(&w);
    return ok;
}

bool figures_refresh(struct campaign *c, int which, const struct touched *list, int n,
                     struct err *err)
{
    struct touched *sorted = mem_grow(NULL, (size_t)n + 1, sizeof *sorted);
    if (n > 0)
        memcpy(sorted, list, (size_t)n * sizeof *sorted);
    qsort(sorted, (size_t)n, sizeof *sorted, by_place);
    bool ok = true;
    for (int i = 0, end; ok && i < n; i = end) {
        if (!progress_step(_("Working out figures"), i, n, err)) {
            ok = false;
            break;
        }
        end = i + 1;
        while (end < n && strcmp(sorted[end].body, sorted[i].body) == 0)
            end++;
        ok = refresh_body(c, which, sorted + i, end - i, err);
    }
    free(sorted);
    return ok;
}

bool figures_make_body(struct campaign *c, int which, const char *body, struct err *err)
{
    struct bodywork *w = bodywork_open(c, which, body, err);
    bool ok = w != NULL;
    for (int i = 0; ok && i < w->nmembers; i++)
        ok = store_member(w, i);
    ok = ok && store_body(w);
    bodywork_free(&w);
    return ok;
}

bool figures_make_all(struct campaign *c, int which, struct err *err)
{
    struct arena *a = arena_new();
    int64_t n = db_number(c->db, -1, "SELECT max(pos) FROM subject WHERE camp = ? AND list = ''",
                          "i", which) +
                1;
    bool ok = db_run(c->db, "DELETE FROM figures WHERE camp = ?", "i", which);
    for (int64_t pos = 0; ok && pos < n; pos++) {
        struct query *q =
            db_query(c->db, "SELECT body FROM subject WHERE camp = ? AND list = '' AND pos = ?",
                     "il", which, pos);
        const char *body = query_row(q) ? arena_dup(a, query_text(q, 0)) : NULL;
        query_done(&q);
        ok = !body || (progress_step(_("Working out figures"), pos, n, err) &&
                       figures_make_body(c, which, body, err));
        arena_reset(a);
    }
    arena_free(&a);
    return ok &&
           db_run(c->db, "UPDATE campaign SET engine = ? WHERE camp = ?", "ii", ENGINE, which) &&
           !db_broken(c->db);
}

bool figures_bring_up(struct campaign *c, struct err *err)
{
    for (int which = 0; which < c->neras; which++) {
        int64_t engine =
            db_number(c->db, ENGINE, "SELECT engine FROM campaign WHERE camp = ?", "i", which);
        if (engine == ENGINE)
            continue;
        if (!db_begin(c->db, err) || !db_end(c->db, figures_make_all(c, which, err), err))
            return false;
    }
    return !db_failed(c->db, err);
}

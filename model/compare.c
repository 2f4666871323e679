/* Bodies side by side, from what is kept of them; questions are summed as the campaign's are. */
#include "model/compare.h"

#include <stdlib.h>
#include <string.h>
#include "model/figures.h"
#include "model/national_inside.h"

/* ---- reading ---- */

struct comparing {
    struct campaign *c;
    struct compare *x;
    struct compare_body *it; /* the one that is read */
    struct arena *a;
    struct err *err;
    bool ok;
};

static bool visit(void *arg, const struct listed *s)
{
    struct comparing *g = arg;
    struct compare_body *it = g->it;
    struct national n = {.which = g->x->which, .rubric = g->x->rubric};
    struct figs f;
    g->ok = national_read_body(g->c, &n, s, &it->of, g->a, g->err) &&
            (figs_of_kept_body(g->c, n.which, s->body, &f, g->a) || store_no_row(g->c, g->err)) &&
            national_sum_up(g->c, n.which, s->body, &it->service, &it->body, NULL, g->a, g->err);
    if (g->ok) {
        it->service_criteria = f.service_criteria;
        it->criteria = f.criteria;
        /* One for each question that is deficient in some service, or of the body itself. */
        it->nproposals = f.t.deficiencies - f.own_t.deficiencies + f.ndeficiencies;
    }
    return false;
}

static bool read_one(struct comparing *g, const char *code)
{
    if (!store_has(g->c, g->x->which, code, ""))
        return store_unknown_body(g->c, g->x->which, code, g->err);
    g->it = &g->x->body[g->x->n];
    g->ok = false;
    return store_each_subject(g->c, g->x->which, code, "", visit, g, g->err) && g->ok &&
           ++g->x->n > 0;
}

bool compare_read(struct campaign *c, int which, const char *const *codes, int n,
                  struct compare *out, struct arena *a, struct err *err)
{
    const struct catalogue *k = catalogue_of(c, which, err);
    struct comparing g = {.c = c, .x = out, .a = a, .err = err};
    bool ok = k != NULL;
    memset(out, 0, sizeof *out);
    if (!ok)
        return false;
    out->which = which;
    out->campaign = c->eras[which].name;
    out->rubric = k->rubric;
    out->body = arena_alloc(a, ((size_t)n + 1) * sizeof *out->body);
    db_pin(c->db);
    for (int i = 0; ok && i < n; i++)
        ok = progress_step(_("Working out figures"), i, n, err) && read_one(&g, codes[i]);
    db_unpin(c->db);
    return !db_failed(c->db, err) && ok;
}

/* ---- the table ---- */

const struct question_sum *compare_cell(const struct compare *x, const struct national *all,
                                        const struct compare_row *row, int column)
{
    if (column < 0)
        return &(row->own ? all->body : all->service)[row->question];
    const struct compare_body *b = &x->body[column];
    return &(row->own ? b->body : b->service)[row->question];
}

int share_step(num share, int steps, struct arena *a)
{
    return num_is_none(share) ? -1 : (int)num_floor(num_mul(a, share, num_int(steps - 1)));
}

/* A row with what it is ordered by. */
struct ordered_row {
    struct compare_row row;
    num by;
    int pos;
    bool falling;
};

static int by_share(const void *p, const void *q)
{
    const struct ordered_row *x = p, *y = q;
    bool none_x = num_is_none(x->by), none_y = num_is_none(y->by);
    int c = none_x || none_y ? none_x - none_y : num_cmp(x->by, y->by);
    if (!none_x && !none_y && x->falling)
        c = -c;
    return c ? c : x->pos - y->pos;
}

static num difference(const struct compare *x, const struct national *all,
                      const struct compare_row *row, struct arena *a)
{
    num least = NUM_NONE, most = NUM_NONE;
    for (int i = 0; i < x->n; i++) {
        num share = question_share(compare_cell(x, all, row, i), a);
        if (num_is_none(share))
            continue;
        least = num_is_none(least) || num_cmp(share, least) < 0 ? share : least;
        most = num_is_none(most) || num_cmp(share, most) > 0 ? share : most;
    }
    return num_sub(a, most, least);
}

static num ordered_by(const struct compare *x, const struct national *all, enum compare_order order,
                      int column, const struct compare_row *row, struct arena *a)
{
    switch (order) {
    case COMPARE_WORST:
        return question_share(compare_cell(x, all, row, -1), a);
    case COMPARE_DIFFERENT:
        return difference(x, all, row, a);
    case COMPARE_COLUMN:
        return question_share(compare_cell(x, all, row, column), a);
    default:
        return NUM_NONE;
    }
}

int compare_rows(const struct compare *x, const struct national *all, enum compare_order order,
                 int column, struct compare_row **rows, struct arena *a)
{
    const struct block *blocks[] = {x->rubric->service, x->rubric->body};
    size_t room = 1;
    int n = 0;
    for (int own = 0; own < 2; own++)
        room += blocks[own] ? (size_t)blocks[own]->nquestions : 0;
    struct ordered_row *list = arena_alloc(a, room * sizeof *list);
    for (int own = 0; own < 2; own++)
        for (int i = 0; blocks[own] && i < blocks[own]->nquestions; i++) {
            struct compare_row row = {own != 0, i};
            if (num_sign(blocks[own]->questions[i].most) <= 0)
                continue;
            list[n] = (struct ordered_row){row, ordered_by(x, all, order, column, &row, a), n,
                                           order == COMPARE_DIFFERENT};
            n++;
        }
    qsort(list, (size_t)n, sizeof *list, by_share);
    *rows = arena_alloc(a, room * sizeof **rows);
    for (int i = 0; i < n; i++)
        (*rows)[i] = list[i].row;
    return n;
}

/* ---- the answers behind a cell ---- */

struct asking {
    struct campaign *c;
    int which;
    const struct compare_row *row;
    struct compare_answer *list;
    int n;
    size_t room;
    const char *body_name;
    bool unrated; /* the body is */
    struct arena *a, *short_lived;
    struct subject *scored[2];
    int64_t done, of;
    bool broken; /* off, or something can't be read */
    struct err *err;
};

static const char *shown_name(const struct listed *s)
{
    return s->short_name && s->short_name[0] ? s->short_name : s->name;
}

static void add(struct asking *g, const struct listed *s, const struct subject *it,
                const struct standing *standing)
{
    const struct qresult *q = &it->q[g->row->question];
    bool in = it->state != SUBJECT_UNRATED && !(g->row->own && g->unrated);
    if (q->state == QS_INACTIVE || q->state == QS_UNDECIDED)
        return;
    if ((size_t)g->n == g->room) {
        g->room = g->room ? 2 * g->room : 64;
        g->list = mem_grow(g->list, g->room, sizeof *g->list);
    }
    g->list[g->n] = (struct compare_answer){
        .body = arena_dup(g->a, s->body),
        .service = arena_dup(g->a, s->service),
        .body_name = g->body_name,
        .name = arena_dup(g->a, s->service[0] ? shown_name(s) : ""),
        .value = arena_copy(g->a, standing->value),
        .state = q->state,
        .counts = in && q->state == QS_ANSWERED && num_sign(q->most) > 0,
        .earned = num_keep(g->a, q->earned),
        .most = num_keep(g->a, q->most),
        .pos = g->n,
    };
    g->n++;
}

static bool ask_one(struct asking *g, const struct listed *s)
{
    bool service = s->service[0] != '\0';
    struct known k;
    if (!progress_step(_("Working out figures"), g->done++, g->of, g->err))
        return false;
    arena_reset(g->short_lived);
    if (!service) {
        struct row row;
        g->body_name = arena_dup(g->a, shown_name(s));
        g->unrated = g->row->own &&
                     row_get(g->c, g->which, s->body, "", -1, &row, g->short_lived) &&
                     row.state == SUBJECT_UNRATED;
    }
    if (service == g->row->own || s->stopped)
        return true;
    if (!known_load(g->c, g->which, s->body, s->service, 0, g->short_lived, &k, g->err))
        return false;
    k.in.no_gains = true;
    g->scored[service] = subject_score(&k.in, g->scored[service]);
    add(g, s, g->scored[service], &k.standing[g->row->question]);
    return true;
}

static bool ask(void *arg, const struct listed *s)
{
    struct asking *g = arg;
    g->broken = !ask_one(g, s);
    return !g->broken;
}

static int by_earned(const void *p, const void *q)
{
    const struct compare_answer *x = p, *y = q;
    int c = y->counts - x->counts;
    if (!c && x->counts) { /* x.e / x.m < y.e / y.m; points are small numbers */
        struct arena *a = arena_new();
        c = num_cmp(num_mul(a, x->earned, y->most), num_mul(a, y->earned, x->most));
        arena_free(&a);
    }
    return c ? c : x->pos - y->pos;
}

bool compare_answers(struct campaign *c, int which, const char *body, const struct compare_row *row,
                     struct compare_answer **list, int *n, struct arena *a, struct err *err)
{
    struct asking g = {.c = c, .which = which, .row = row, .a = a, .err = err};
    g.of = store_subjects(c, which, body);
    g.short_lived = arena_new();
    db_pin(c->db);
    bool ok = store_each_subject(c, which, body, NULL, ask, &g, err) && !g.broken;
    db_unpin(c->db);
    *n = g.n;
    *list = arena_alloc(a, ((size_t)g.n + 1) * sizeof **list);
    if (g.n)
        memcpy(*list, g.list, (size_t)g.n * sizeof **list);
    qsort(*list, (size_t)g.n, sizeof **list, by_earned);
    subject_free(&g.scored[0]);
    subject_free(&g.scored[1]);
    arena_free(&g.short_lived);
    free(g.list);
    return ok;
}

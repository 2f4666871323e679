/* Figures followed through the campaigns of a file, from the one at work back. */
#include "model/trends.h"

#include <string.h>
#include "model/final.h"
#include "model/trends_inside.h"

/* ---- columns ---- */

static const char *version(const struct campaign *c, int which, bool alike, struct arena *a)
{
    const struct era *era = &c->eras[which];
    const char *name = era->catalogue->rubric->version;
    return alike ? arena_printf(a, "%s (%.8s)", name, era->sha) : name;
}

/* Another version is a break also where nothing of it bears on scores: somebody has meant it to be
 * another. The same one with a word put right is none. */
static void find_break(struct campaign *c, struct trend_column *col, struct arena *a)
{
    int before = col->which + 1;
    const struct rubric *was = c->eras[before].catalogue->rubric, *now = col->rubric;
    struct rubric_difference *list;
    if (strcmp(c->eras[before].sha, c->eras[col->which].sha) == 0)
        return;
    bool renamed = strcmp(was->id, now->id) != 0;
    bool alike = strcmp(was->version, now->version) == 0;
    int n = rubric_compare(was, now, &list, a);
    for (int i = 0; i < n; i++)
        col->bears += list[i].bears;
    col->broken = renamed || !alike || col->bears > 0;
    col->comparable = !renamed && col->bears == 0;
    if (col->broken) {
        col->was = version(c, before, alike, a);
        col->now = version(c, col->which, alike, a);
    }
}

static void fill_column(struct campaign *c, int which, struct trend_column *col, struct arena *a)
{
    *col = (struct trend_column){.campaign = c->eras[which].name,
                                 .which = which,
                                 .rubric = c->eras[which].catalogue->rubric,
                                 .comparable = true};
    if (which + 1 < c->neras)
        find_break(c, col, a);
}

bool trends_begin(struct campaign *c, int which, int before, struct trends *t, struct arena *a,
                  struct err *err)
{
    *t = (struct trends){.ncolumns = before + c->neras - which};
    t->column = arena_alloc(a, ((size_t)t->ncolumns + 1) * sizeof *t->column);
    for (int i = which; i < c->neras; i++)
        if (!catalogue_of(c, i, err))
            return false;
    for (int i = 0; before + i < t->ncolumns; i++)
        fill_column(c, c->neras - 1 - i, &t->column[before + i], a);
    return true;
}

struct series *trends_add(struct trends *t, struct series s, struct arena *a)
{
    t->series = arena_more(a, t->series, (size_t)t->nseries, sizeof *t->series);
    s.point = arena_alloc(a, ((size_t)t->ncolumns + 1) * sizeof *s.point);
    for (int i = 0; i < t->ncolumns; i++)
        s.point[i] = (struct trend_point){.text = "",
                                          .rating = -1,
                                          .final_rating = -1,
                                          .value = NUM_NONE,
                                          .low = NUM_NONE,
                                          .high = NUM_NONE,
                                          .change = NUM_NONE};
    t->series[t->nseries] = s;
    return &t->series[t->nseries++];
}

/* ---- points ---- */

static const char *units(const struct rubric *r, num x, struct arena *a)
{
    char text[40];
    return arena_dup(a, units_text(figure_units(r, x), r->decimals, text, sizeof text));
}

static void set_point(struct trend_point *p, const struct rubric *r, const struct figures *f,
                      struct arena *a)
{
    if (!num_is_none(f->score)) {
        p->state = POINT_EXACT;
        p->value = p->low = p->high = f->score;
        p->text = units(r, f->score, a);
    } else if (!num_is_none(f->low) && !num_is_none(f->high)) {
        const char *low = units(r, f->low, a), *high = units(r, f->high, a);
        p->state = POINT_OPEN;
        p->low = f->low;
        p->high = f->high;
        p->text = strcmp(low, high) == 0 ? low : arena_printf(a, "%s–%s", low, high);
    }
}

/* Of the figures as printed: whoever takes one from the other on paper gets the same. */
static void set_change(struct trend_point *p, const struct trend_point *was, int decimals,
                       int64_t now_units, int64_t was_units, struct arena *a)
{
    int64_t scale = 1, d = now_units - was_units;
    char text[40];
    if (p->state != POINT_EXACT || was->state != POINT_EXACT)
        return;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    p->change = num_frac(a, d, scale);
    p->change_text = arena_dup(a, units_text(d < 0 ? -d : d, decimals, text, sizeof text));
}

void trends_changes(struct trends *t, struct arena *a)
{
    for (int s = 0; s < t->nseries; s++) {
        for (int i = 1; i < t->ncolumns; i++) {
            struct trend_point *p = &t->series[s].point[i], *was = p - 1;
            const struct rubric *r = t->column[i].rubric;
            if (!t->column[i].comparable)
                continue;
            if (t->percent)
                set_change(p, was, 1, num_units(num_mul(a, p->value, num_int(100)), 1),
                           num_units(num_mul(a, was->value, num_int(100)), 1), a);
            else
                set_change(p, was, r->decimals, figure_units(r, p->value),
                           figure_units(r, was->value), a);
        }
    }
}

/* ---- criteria through versions of the rubric ---- */

/* Which series each criterion at the top of a block is of, in the era looked at last. */
struct mapping {
    const struct rubric *rubric;
    const struct block *block;
    int *series; /* parallel to its criteria; -1 */
};

struct following {
    struct campaign *c;
    int which;
    struct trends *t;
    struct arena *a;
    bool criteria;
    struct mapping of_services, own;
};

/* A series of that name that this era has no criterion for yet: it was gone in between. */
static int find_series(const struct trends *t, enum series_kind kind, const char *id,
                       const struct mapping *m)
{
    for (int i = 0; i < t->nseries; i++) {
        bool taken = false;
        for (int k = 0; k < m->block->ncriteria; k++)
            taken = taken || m->series[k] == i;
        if (!taken && t->series[i].kind == kind && strcmp(t->series[i].id, id) == 0)
            return i;
    }
    return -1;
}

static int add_criterion(struct following *f, enum series_kind kind, const struct mapping *m, int i)
{
    const struct criterion *it = &m->block->criteria[i];
    int found = find_series(f->t, kind, it->id, m);
    if (found < 0) {
        found = f->t->nseries;
        trends_add(
            f->t,
            (struct series){.kind = kind, .id = it->id, .title = &it->title, .rubric = m->rubric},
            f->a);
    }
    return found;
}

/* From the mapping of the campaign after to that of this one. */
static void map_criteria(struct following *f, enum series_kind kind, struct mapping *m,
                         const struct rubric *r, const struct block *b)
{
    struct mapping later = *m;
    int n = b ? b->ncriteria : 0;
    *m = (struct mapping){r, b, arena_alloc(f->a, ((size_t)n + 1) * sizeof *m->series)};
    for (int i = 0; i < n; i++)
        m->series[i] = -1;
    for (int i = 0; later.block && b && i < later.block->ncriteria;
         i = later.block->criteria[i].end) {
        int was = criterion_before(later.rubric, later.block, &later.block->criteria[i], b);
        if (was >= 0 && m->series[was] < 0)
            m->series[was] = later.series[i];
    }
    for (int i = 0; i < n; i = b->criteria[i].end)
        if (m->series[i] < 0)
            m->series[i] = add_criterion(f, kind, m, i);
}

static void set_criteria(const struct following *f, int column, const struct mapping *m,
                         const struct figures *figures, const char *body)
{
    for (int i = 0; m->block && i < m->block->ncriteria; i = m->block->criteria[i].end) {
        struct trend_point *p = &f->t->series[m->series[i]].point[column];
        set_point(p, m->rubric, &figures[i], f->a);
        p->body = body;
    }
}

/* ---- a body, from `which` back ---- */

static int rating_by_hand(struct campaign *c, int era, const char *body, const struct figs *figs,
                          struct arena *a)
{
    struct final_rating final;
    final_read(c, era, body, "", &final, a);
    return figs->state == SUBJECT_RATED ? final.rating : -1;
}

static bool figures_in(struct following *f, int era, const char *body, struct figs *figs)
{
    return store_has(f->c, era, body, "") &&
           (f->criteria ? figs_of_kept_body(f->c, era, body, figs, f->a)
                        : figs_of_body_brief(f->c, era, body, figs, f->a));
}

/* Score and criteria in one campaign. */
static void follow_into(struct following *f, int series, int era, const char *body)
{
    struct figs *figs = arena_alloc(f->a, sizeof *figs);
    int column = f->t->ncolumns - 1 - (era - f->which);
    const struct rubric *r = f->t->column[column].rubric;
    if (f->criteria) {
        map_criteria(f, SERIES_SERVICE_CRITERION, &f->of_services, r, r->service);
        map_criteria(f, SERIES_OWN_CRITERION, &f->own, r, r->body);
    }
    if (!figures_in(f, era, body, figs))
        return;
    struct trend_point *p = &f->t->series[series].point[column];
    set_point(p, r, &figs->f, f->a);
    p->body = body;
    p->rating = figs->state == SUBJECT_RATED ? figs->rating : -1;
    p->final_rating = rating_by_hand(f->c, era, body, figs, f->a);
    if (f->criteria) {
        set_criteria(f, column, &f->of_services, figs->service_criteria, body);
        set_criteria(f, column, &f->own, figs->criteria, body);
    }
}

static void follow(struct following *f, const char *body, const char *name, const char *short_name)
{
    const char *service;
    int series = f->t->nseries;
    trends_add(
        f->t,
        (struct series){.kind = SERIES_SCORE, .id = body, .name = name, .short_name = short_name},
        f->a);
    for (int era = f->which; era < f->c->neras; era++) {
        follow_into(f, series, era, body);
        if (!before_counterpart(f->c, era, body, "", f->a, &body, &service))
            break;
    }
}

static bool follow_listed(void *arg, const struct listed *s)
{
    struct following *f = arg;
    if (!s->service[0])
        follow(f, arena_dup(f->a, s->body), arena_copy(f->a, s->name),
               arena_copy(f->a, s->short_name));
    return true;
}

static bool follow_all(struct campaign *c, int which, const char *body, struct trends *t,
                       struct arena *a, struct err *err)
{
    struct following f = {.c = c, .which = which, .t = t, .a = a, .criteria = body != NULL};
    db_pin(c->db);
    bool ok = trends_begin(c, which, 0, t, a, err);
    if (ok && body && !store_has(c, which, body, ""))
        ok = !db_failed(c->db, err) && store_unknown_body(c, which, body, err);
    ok = ok && store_each_subject(c, which, body, "", follow_listed, &f, err);
    db_unpin(c->db);
    if (ok)
        trends_changes(t, a);
    return ok && !db_failed(c->db, err);
}

bool trends_body(struct campaign *c, int which, const char *body, struct trends *t, struct arena *a,
                 struct err *err)
{
    return follow_all(c, which, body, t, a, err);
}

bool trends_bodies(struct campaign *c, int which, struct trends *t, struct arena *a,
                   struct err *err)
{
    return follow_all(c, which, NULL, t, a, err);
}

/* Shares of whole campaigns through the years; trends in an order, and as JSON. */
#include <stdlib.h>
#include <string.h>
#include "model/put_json.h"
#include "model/report.h"
#include "model/trends_inside.h"

/* ---- shares ---- */

static num share(int64_t part, int64_t whole, struct arena *a)
{
    return whole == 0 ? NUM_NONE : num_frac(a, part, whole);
}

/* The share as the report has it, part of whole; what is not finished yet can still take it from
 * low to high. */
static void set_share(struct trend_point *p, int64_t part, int64_t low, int64_t high, int64_t whole,
                      struct arena *a)
{
    p->value = share(part, whole, a);
    if (num_is_none(p->value))
        return;
    p->low = share(low, whole, a);
    p->high = share(high, whole, a);
    p->state = low == high ? POINT_EXACT : POINT_OPEN;
    p->text = report_share(part, whole, a);
    if (p->state == POINT_OPEN) {
        p->text = arena_printf(a, "%s…", p->text);
        p->range =
            arena_printf(a, "%s–%s", report_share(low, whole, a), report_share(high, whole, a));
    }
}

/* What is not finished counts as rateable, and may yet turn out not to be. */
static void add_rateable(struct trends *t, const struct report *r, enum series_kind kind,
                         struct arena *a)
{
    struct series *s = trends_add(t, (struct series){.kind = kind}, a);
    for (int i = 0; i < t->ncolumns; i++) {
        const struct report_column *col = &r->column[i];
        int64_t whole = kind == SERIES_OF_LISTED ? col->services : col->services - col->stopped;
        set_share(&s->point[i], col->rateable, col->rateable - col->incomplete, col->rateable,
                  whole, a);
    }
}

static void add_shares(struct trends *t, const struct report *r, struct arena *a)
{
    add_rateable(t, r, SERIES_OF_LISTED, a);
    add_rateable(t, r, SERIES_OF_EVALUATED, a);
    for (int k = 0; k < r->nratings; k++) {
        struct series *rating = trends_add(t,
                                           (struct series){.kind = SERIES_RATING,
                                                           .id = r->rating[k].id,
                                                           .title = r->rating[k].title},
                                           a);
        for (int i = 0; i < t->ncolumns; i++) {
            const struct report_column *col = &r->column[i];
            set_share(&rating->point[i], col->rating[k], col->rating[k],
                      col->rating[k] + col->incomplete, col->rateable, a);
        }
    }
}

/* The latest rubric of the columns that has the rating: whose title it is. */
static const struct rubric *rubric_with(const struct trends *t, const char *rating)
{
    for (int i = t->ncolumns; i-- > 0;)
        if (t->column[i].rubric && rubric_rating(t->column[i].rubric, rating) >= 0)
            return t->column[i].rubric;
    return NULL;
}

bool trends_campaign(struct campaign *c, int which, struct trends *t, struct arena *a,
                     struct err *err)
{
    struct report r;
    db_pin(c->db);
    bool ok = report_read(c, which, &r, a, err) &&
              trends_begin(c, which, r.ncolumns - (c->neras - which), t, a, err);
    db_unpin(c->db);
    if (!ok)
        return false;
    for (int i = 0; i < r.ncolumns && r.column[i].published; i++)
        t->column[i] = (struct trend_column){
            .campaign = r.column[i].campaign, .published = true, .which = -1, .comparable = true};
    t->percent = true;
    add_shares(t, &r, a);
    for (int i = 0; i < t->nseries; i++)
        if (t->series[i].kind == SERIES_RATING)
            t->series[i].rubric = rubric_with(t, t->series[i].id);
    trends_changes(t, a);
    return true;
}

/* ---- order ---- */

struct in_place {
    struct series s;
    num change;
    int at;
};

static int by_change(const void *x, const void *y)
{
    const struct in_place *a = x, *b = y;
    bool none = num_is_none(a->change), other = num_is_none(b->change);
    int order = none || other ? none - other : num_cmp(a->change, b->change);
    return order ? order : a->at - b->at;
}

void trends_sort(struct trends *t)
{
    size_t n = (size_t)t->nseries;
    if (n == 0 || t->ncolumns == 0)
        return;
    struct in_place *list = mem_alloc(n * sizeof *list);
    for (size_t i = 0; i < n; i++)
        list[i] =
            (struct in_place){t->series[i], t->series[i].point[t->ncolumns - 1].change, (int)i};
    qsort(list, n, sizeof *list, by_change);
    for (size_t i = 0; i < n; i++)
        t->series[i] = list[i].s;
    free(list);
}

/* ---- JSON ---- */

const char *series_kind_id(enum series_kind kind)
{
    static const char *const ids[] = {
        [SERIES_SCORE] = "score",
        [SERIES_SERVICE_CRITERION] = "service_criterion",
        [SERIES_OWN_CRITERION] = "own_criterion",
        [SERIES_OF_LISTED] = "share_of_listed",
        [SERIES_OF_EVALUATED] = "share_of_evaluated",
        [SERIES_RATING] = "rating_share",
    };
    return ids[kind];
}

static void column_json(const struct trend_column *col, struct buf *out)
{
    put_open(out, '{');
    put_text(out, "campaign", col->campaign);
    put_bool(out, "published", col->published);
    put_text(out, "rubric", col->rubric ? col->rubric->version : NULL);
    put_key(out, "break");
    if (col->broken) {
        put_open(out, '{');
        put_text(out, "from", col->was);
        put_text(out, "to", col->now);
        put_bool(out, "comparable", col->comparable);
        put_close(out, '}');
    } else {
        put_null(out);
    }
    put_close(out, '}');
}

static void figure_json(const struct trends *t, int i, const char *key, num x, struct buf *out,
                        struct arena *a)
{
    const struct rubric *r = t->column[i].rubric;
    put_key(out, key);
    if (num_is_none(x)) {
        put_null(out);
        return;
    }
    num scaled = t->percent ? num_mul(a, x, num_int(100)) : figure_scaled(r, x, a);
    put_open(out, '{');
    put_key(out, "value");
    put_raw(out, num_fixed(a, scaled, t->percent ? 1 : r->decimals));
    put_text(out, "exact", num_fraction(a, scaled));
    put_close(out, '}');
}

static void point_json(const struct trends *t, const struct series *s, int i, struct buf *out,
                       struct arena *a)
{
    const struct trend_point *p = &s->point[i];
    if (p->state == POINT_NONE) {
        put_null(out);
        return;
    }
    put_open(out, '{');
    figure_json(t, i, "value", p->value, out, a);
    figure_json(t, i, "low", p->low, out, a);
    figure_json(t, i, "high", p->high, out, a);
    put_key(out, "change");
    if (p->change_text)
        put_raw(out, arena_printf(a, "%s%s", num_sign(p->change) < 0 ? "-" : "", p->change_text));
    else
        put_null(out);
    put_close(out, '}');
}

void trends_json(const struct trends *t, struct buf *out, struct arena *a)
{
    put_open(out, '{');
    put_key(out, "columns");
    put_open(out, '[');
    for (int i = 0; i < t->ncolumns; i++)
        column_json(&t->column[i], out);
    put_close(out, ']');
    put_key(out, "series");
    put_open(out, '[');
    for (int s = 0; s < t->nseries; s++) {
        const struct series *it = &t->series[s];
        put_open(out, '{');
        put_text(out, "kind", series_kind_id(it->kind));
        put_text(out, "id", it->id);
        if (it->name)
            put_text(out, "name", it->name);
        put_key(out, "points");
        put_open(out, '[');
        for (int i = 0; i < t->ncolumns; i++)
            point_json(t, it, i, out, a);
        put_close(out, ']');
        put_close(out, '}');
    }
    put_close(out, ']');
    put_close(out, '}');
}

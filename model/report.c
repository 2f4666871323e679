/* Counting campaigns: from kept figures, or from published totals. */
#include "model/report.h"

#include <stdlib.h>
#include <string.h>
#include "model/csv.h"
#include "model/figures.h"
#include "model/put_json.h"
#include "model/store.h"
#include "model/totals.h"

/* ---- which rows there are ---- */

static int id_index(const struct report_id *list, int n, const char *id)
{
    for (int i = 0; i < n; i++)
        if (strcmp(list[i].id, id) == 0)
            return i;
    return -1;
}

static void add_id(struct report_id *list, int *n, const char *id, const struct text *title)
{
    if (id_index(list, *n, id) < 0)
        list[(*n)++] = (struct report_id){id, title};
}

/* Every id of the rubrics from `which` back; what only an earlier one has comes last. */
static bool collect_ids(struct campaign *c, int which, struct report *r, struct arena *a,
                        struct err *err)
{
    size_t unrated = 2, ratings = 1;
    for (int i = which; i < c->neras; i++) {
        const struct catalogue *k = catalogue_of(c, i, err);
        if (!k)
            return false;
        unrated += k->rubric->service ? (size_t)k->rubric->service->nunrated : 0;
        ratings += (size_t)k->rubric->nratings;
    }
    r->unrated = arena_alloc(a, unrated * sizeof *r->unrated);
    r->rating = arena_alloc(a, ratings * sizeof *r->rating);
    for (int i = which; i < c->neras; i++) {
        const struct rubric *it = c->eras[i].catalogue->rubric;
        for (int k = 0; it->service && k < it->service->nunrated; k++)
            add_id(r->unrated, &r->nunrated, it->service->unrated[k].id,
                   &it->service->unrated[k].title);
        for (int k = 0; k < it->nratings; k++)
            add_id(r->rating, &r->nratings, it->ratings[k].id, &it->ratings[k].title);
    }
    add_id(r->unrated, &r->nunrated, "no_score", NULL);
    r->rateable_title = &c->eras[which].catalogue->rubric->rateable_title;
    return true;
}

/* ---- a campaign from its answers ---- */

static void add_body(struct report_column *col, const struct report *r, const struct rubric *rubric,
                     const struct figs *f)
{
    int64_t none = f->nno_score;
    col->unrated[id_index(r->unrated, r->nunrated, "no_score")] += none;
    col->bodies++;
    col->services += f->nservices;
    col->stopped += f->nstopped;
    col->incomplete += f->nincomplete;
    for (int i = 0; rubric->service && i < rubric->service->nunrated; i++) {
        int at = id_index(r->unrated, r->nunrated, rubric->service->unrated[i].id);
        col->unrated[at] += f->unrated_counts[i];
        none += f->unrated_counts[i];
    }
    for (int i = 0; i < rubric->nratings; i++)
        col->rating[id_index(r->rating, r->nratings, rubric->ratings[i].id)] += f->rating_counts[i];
    col->rateable += f->nservices - f->nstopped - none;
}

static const char *day_of(const char *at, struct arena *a)
{
    return at && *at ? arena_printf(a, "%.10s", at) : NULL;
}

int64_t report_answers(struct campaign *c, int which)
{
    return db_number(c->db, 0,
                     "SELECT count(*) FROM head WHERE camp = ? AND kind = 'answer' AND value <> ''",
                     "i", which);
}

/* Both need every head of the campaign: so they are read at once. */
static void read_heads(struct campaign *c, struct report_column *col, struct arena *a)
{
    struct query *q =
        db_query(c->db,
                 "SELECT count(*) FILTER (WHERE kind = 'answer' AND value <> ''), max(at)"
                 " FROM head WHERE camp = ?",
                 "i", col->which);
    if (query_row(q)) {
        col->answers = query_int(q, 0);
        col->as_of = day_of(query_text(q, 1), a);
    }
    query_done(&q);
}

static bool read_bodies(struct campaign *c, struct report_column *col, const struct report *r,
                        struct arena *a, struct err *err)
{
    const struct rubric *rubric = c->eras[col->which].catalogue->rubric;
    int n = rows_count(c, col->which, NULL);
    for (int pos = 0; pos < n; pos++) {
        if (!progress_step(_("Working out figures"), pos, n, err))
            return false;
        struct query *q =
            db_query(c->db, "SELECT body FROM subject WHERE camp = ? AND list = '' AND pos = ?",
                     "ii", col->which, pos);
        const char *body = query_row(q) ? arena_dup(a, query_text(q, 0)) : NULL;
        struct figs f;
        query_done(&q);
        if (!body)
            break;
        if (!figs_of_body_brief(c, col->which, body, &f, a))
            return store_no_row(c, err);
        add_body(col, r, rubric, &f);
    }
    read_heads(c, col, a);
    return !db_failed(c->db, err);
}

static struct report_column *new_column(struct report *r, const char *name, struct arena *a)
{
    struct report_column *col = &r->column[r->ncolumns++];
    *col = (struct report_column){
        .campaign = name,
        .which = -1,
        .unrated = arena_alloc(a, ((size_t)r->nunrated + 1) * sizeof *col->unrated),
        .rating = arena_alloc(a, ((size_t)r->nratings + 1) * sizeof *col->rating),
    };
    return col;
}

/* ---- a campaign from its published totals ---- */

static void add_totals(struct report *r, const struct totals *t, struct arena *a)
{
    struct report_column *col = new_column(r, t->campaign, a);
    col->published = true;
    col->bodies = t->bodies;
    col->services = t->services;
    col->rateable = t->rateable;
    col->stopped = t->stopped;
    for (int i = 0; i < t->n; i++) {
        int unrated = id_index(r->unrated, r->nunrated, t->id[i]);
        int rating = id_index(r->rating, r->nratings, t->id[i]);
        if (unrated >= 0)
            col->unrated[unrated] = t->count[i];
        else if (rating >= 0)
            col->rating[rating] = t->count[i];
    }
}

/* The built-in id has a row only where something is unrated under it. */
static void drop_no_score(struct report *r)
{
    int at = r->nunrated - 1;
    for (int i = 0; i < r->ncolumns; i++)
        if (r->column[i].unrated[at])
            return;
    r->nunrated--;
}

bool report_read(struct campaign *c, int which, struct report *r, struct arena *a, struct err *err)
{
    struct totals *totals;
    int ntotals;
    *r = (struct report){0};
    db_pin(c->db);
    bool ok = collect_ids(c, which, r, a, err) && totals_read(c, &totals, &ntotals, a, err);
    if (ok) {
        r->column = arena_alloc(a, ((size_t)(ntotals + c->neras) + 1) * sizeof *r->column);
        for (int i = 0; i < ntotals; i++)
            if (campaign_find(c, totals[i].campaign) < 0)
                add_totals(r, &totals[i], a);
    }
    for (int i = c->neras - 1; ok && i >= which; i--) {
        struct report_column *col = new_column(r, c->eras[i].name, a);
        col->which = i;
        ok = read_bodies(c, col, r, a, err);
    }
    db_unpin(c->db);
    if (ok)
        drop_no_score(r);
    return ok && !db_failed(c->db, err);
}

const char *report_as_of(struct campaign *c, int which, const char *body, struct arena *a)
{
    struct query *q =
        db_query(c->db, "SELECT max(at) FROM head WHERE camp = ? AND (? IS NULL OR body = ?)",
                 "itt", which, body, body);
    const char *at = query_row(q) ? query_text(q, 0) : NULL;
    const char *day = day_of(at, a);
    query_done(&q);
    return day;
}

/* ---- figures as text ---- */

const char *report_share(int64_t part, int64_t whole, struct arena *a)
{
    return whole == 0 ? NULL : num_fixed(a, num_mul(a, num_frac(a, part, whole), num_int(100)), 1);
}

static void csv_number(struct buf *out, int64_t n)
{
    buf_printf(out, ",%lld", (long long)n);
}

static void csv_row_of(struct buf *out, const struct report *r, const char *figure,
                       int64_t (*get)(const struct report_column *col, int i), int i)
{
    csv_cell(out, figure, true);
    for (int k = 0; k < r->ncolumns; k++)
        csv_number(out, get(&r->column[k], i));
    buf_addc(out, '\n');
}

static int64_t get_plain(const struct report_column *col, int i)
{
    const int64_t all[] = {col->bodies, col->services, col->rateable, col->stopped,
                           col->incomplete};
    return all[i];
}

static int64_t get_unrated(const struct report_column *col, int i)
{
    return col->unrated[i];
}

static int64_t get_rating(const struct report_column *col, int i)
{
    return col->rating[i];
}

void report_csv(const struct report *r, struct buf *out)
{
    buf_add(out, "figure");
    for (int k = 0; k < r->ncolumns; k++) {
        buf_addc(out, ',');
        csv_cell(out, r->column[k].campaign, true);
    }
    buf_addc(out, '\n');
    csv_row_of(out, r, "bodies", get_plain, 0);
    csv_row_of(out, r, "services", get_plain, 1);
    csv_row_of(out, r, "rateable", get_plain, 2);
    for (int i = 0; i < r->nunrated; i++)
        csv_row_of(out, r, r->unrated[i].id, get_unrated, i);
    csv_row_of(out, r, "stopped", get_plain, 3);
    for (int i = 0; i < r->nratings; i++)
        csv_row_of(out, r, r->rating[i].id, get_rating, i);
    csv_row_of(out, r, "incomplete", get_plain, 4);
}

static void json_share(struct buf *out, const char *key, const char *share)
{
    put_key(out, key);
    if (share)
        put_raw(out, share);
    else
        put_null(out);
}

static void json_column(struct buf *out, const struct report *r, const struct report_column *col,
                        struct arena *a)
{
    static const char *const plain[] = {"bodies", "services", "rateable", "stopped", "incomplete"};
    put_open(out, '{');
    put_text(out, "campaign", col->campaign);
    put_bool(out, "published", col->published);
    for (int i = 0; i < 5; i++) {
        put_number(out, plain[i], get_plain(col, i));
    }
    put_key(out, "unrated");
    put_open(out, '{');
    for (int i = 0; i < r->nunrated; i++) {
        put_number(out, r->unrated[i].id, col->unrated[i]);
    }
    put_close(out, '}');
    put_key(out, "ratings");
    put_open(out, '{');
    for (int i = 0; i < r->nratings; i++) {
        put_number(out, r->rating[i].id, col->rating[i]);
    }
    put_close(out, '}');
    json_share(out, "share_of_listed", report_share(col->rateable, col->services, a));
    json_share(out, "share_of_evaluated",
               report_share(col->rateable, col->services - col->stopped, a));
    put_key(out, "rating_shares");
    put_open(out, '{');
    for (int i = 0; i < r->nratings; i++)
        json_share(out, r->rating[i].id, report_share(col->rating[i], col->rateable, a));
    put_close(out, '}');
    put_close(out, '}');
}

void report_json(const struct report *r, struct buf *out, struct arena *a)
{
    put_open(out, '{');
    put_key(out, "campaigns");
    put_open(out, '[');
    for (int k = 0; k < r->ncolumns; k++)
        json_column(out, r, &r->column[k], a);
    put_close(out, ']');
    put_close(out, '}');
    buf_addc(out, '\n');
}

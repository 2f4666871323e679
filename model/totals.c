/* Published totals: in from a CSV, and back. */
#include "model/totals.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "model/change.h"
#include "model/csv.h"
#include "model/registry.h"
#include "model/report.h"

/* ---- back ---- */

/* A count as it was written; what is none counts as 0: a stranger's event may hold anything. */
static int64_t count_of(const char *s)
{
    num x;
    return s && num_parse(s, &x) && x.q == 1 && x.p >= 0 ? x.p : 0;
}

static void add_counts(struct totals *t, const json_t *object, struct arena *a)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        t->id[t->n] = arena_dup(a, key);
        t->count[t->n++] = count_of(json_string_value(value));
    }
}

static void unpack(struct totals *t, const struct event *e, struct arena *a)
{
    const json_t *unrated = json_object_get(e->payload, "unrated");
    const json_t *ratings = json_object_get(e->payload, "ratings");
    size_t n = json_object_size(unrated) + json_object_size(ratings) + 1;
    *t = (struct totals){.campaign = arena_dup(a, e->slot.item),
                         .bodies = count_of(event_text(e, "bodies")),
                         .services = count_of(event_text(e, "services")),
                         .rateable = count_of(event_text(e, "rateable")),
                         .stopped = count_of(event_text(e, "stopped")),
                         .id = arena_alloc(a, n * sizeof *t->id),
                         .count = arena_alloc(a, n * sizeof *t->count)};
    add_counts(t, unrated, a);
    add_counts(t, ratings, a);
}

bool totals_read(struct campaign *c, struct totals **list, int *n, struct arena *a, struct err *err)
{
    struct totals *found = NULL;
    *n = 0;
    /* Of several heads the smallest id stands. */
    struct query *q =
        db_query(c->db,
                 "SELECT min(id) FROM head WHERE camp = 0 AND body = '' AND service = '' AND"
                 " kind = 'totals' GROUP BY item ORDER BY item",
                 "");
    while (query_row(q)) {
        char id[HEX_SIZE];
        struct event e;
        query_id(q, 0, id);
        if (!store_event(c, id, a, &e) || !event_text(&e, "services"))
            continue; /* taken back */
        found = mem_grow(found, (size_t)*n + 1, sizeof *found);
        unpack(&found[(*n)++], &e, a);
    }
    query_done(&q);
    *list = arena_alloc(a, ((size_t)*n + 1) * sizeof **list);
    if (found)
        memcpy(*list, found, (size_t)*n * sizeof *found);
    free(found);
    return !db_failed(c->db, err);
}

/* ---- in ---- */

enum part { BODIES, SERVICES, RATEABLE, STOPPED, PARTS };
static const char *const part_names[PARTS] = {"bodies", "services", "rateable", "stopped"};

struct taking {
    struct campaign *c;
    const struct rubric *r;
    struct csv *t;
    int campaign, part[PARTS]; /* columns */
    int *unrated, *rating;     /* parallel to the rubric's */
    struct arena *a;
    struct change *change;
    int rows;
};

static int column(struct taking *m, const char *name)
{
    int i = csv_column(m->t, name);
    if (i < 0)
        csv_error(m->t, 1, _("the column '%s' is missing"), name);
    return i;
}

static bool is_wanted(const struct taking *m, int i)
{
    bool wanted = i == m->campaign;
    for (int k = 0; k < PARTS; k++)
        wanted = wanted || i == m->part[k];
    for (int k = 0; m->r->service && k < m->r->service->nunrated; k++)
        wanted = wanted || i == m->unrated[k];
    for (int k = 0; k < m->r->nratings; k++)
        wanted = wanted || i == m->rating[k];
    return wanted;
}

static void find_columns(struct taking *m)
{
    int nunrated = m->r->service ? m->r->service->nunrated : 0;
    m->unrated = arena_alloc(m->a, ((size_t)nunrated + 1) * sizeof *m->unrated);
    m->rating = arena_alloc(m->a, ((size_t)m->r->nratings + 1) * sizeof *m->rating);
    m->campaign = column(m, "campaign");
    for (int i = 0; i < PARTS; i++)
        m->part[i] = column(m, part_names[i]);
    for (int i = 0; i < nunrated; i++)
        m->unrated[i] = column(m, m->r->service->unrated[i].id);
    for (int i = 0; i < m->r->nratings; i++)
        m->rating[i] = column(m, m->r->ratings[i].id);
    for (int i = 0; i < m->t->ncolumns; i++)
        if (!is_wanted(m, i))
            csv_error(m->t, 1, _("the rubric knows no figure '%s'"), m->t->column[i]);
}

/* A count: digits alone, at most a billion. -1, and it is told, where it is none. */
static int64_t cell_count(struct taking *m, const struct csv_row *row, int i)
{
    const char *s = row->cell[i];
    size_t n = strspn(s, "0123456789");
    if (n > 0 && n <= 9 && !s[n])
        return strtoll(s, NULL, 10);
    csv_error(m->t, row->line, _("'%s' is no count for '%s'"), s, m->t->column[i]);
    return -1;
}

static int64_t sum_of(struct taking *m, const struct csv_row *row, const int *columns, int n,
                      bool *good)
{
    int64_t sum = 0;
    for (int i = 0; i < n; i++) {
        int64_t count = cell_count(m, row, columns[i]);
        *good = *good && count >= 0;
        sum += count;
    }
    return sum;
}

/* The identities that published tables keep. */
static bool adds_up(struct taking *m, const struct csv_row *row)
{
    int64_t part[PARTS];
    bool good = true;
    for (int i = 0; i < PARTS; i++) {
        part[i] = cell_count(m, row, m->part[i]);
        good = good && part[i] >= 0;
    }
    int nunrated = m->r->service ? m->r->service->nunrated : 0;
    int64_t unrated = sum_of(m, row, m->unrated, nunrated, &good);
    int64_t ratings = sum_of(m, row, m->rating, m->r->nratings, &good);
    if (!good)
        return false;
    int64_t sum = part[RATEABLE] + unrated + part[STOPPED];
    if (sum != part[SERVICES]) {
        csv_error(
            m->t, row->line,
            _("rateable %lld + not rated %lld + stopped %lld make %lld, not the %lld services"),
            (long long)part[RATEABLE], (long long)unrated, (long long)part[STOPPED], (long long)sum,
            (long long)part[SERVICES]);
        good = false;
    }
    if (ratings != part[RATEABLE]) {
        csv_error(m->t, row->line, _("the ratings make %lld, not the %lld that are rateable"),
                  (long long)ratings, (long long)part[RATEABLE]);
        good = false;
    }
    return good;
}

static bool name_fits(struct taking *m, const struct csv_row *row)
{
    const char *name = row->cell[m->campaign];
    if (!text_is_line(name, 200)) {
        csv_error(m->t, row->line, _("a campaign's name is one line of 1 to 200 bytes"));
        return false;
    }
    if (campaign_find(m->c, name) >= 0) {
        csv_error(
            m->t, row->line,
            _("the campaign '%s' is in the file with its answers: its totals follow from them"),
            name);
        return false;
    }
    for (const struct csv_row *it = m->t->row; it < row; it++)
        if (strcmp(it->cell[m->campaign], name) == 0) {
            csv_error(m->t, row->line, _("the campaign '%s' stands in line %d already"), name,
                      it->line);
            return false;
        }
    return true;
}

static json_t *counts(struct taking *m, const struct csv_row *row, const int *columns, int n)
{
    json_t *o = json_object();
    for (int i = 0; i < n; i++)
        json_object_set_new(o, m->t->column[columns[i]], json_string(row->cell[columns[i]]));
    return o;
}

static json_t *payload_of(struct taking *m, const struct csv_row *row)
{
    json_t *o = json_object();
    for (int i = 0; i < PARTS; i++)
        json_object_set_new(o, part_names[i], json_string(row->cell[m->part[i]]));
    json_object_set_new(o, "unrated",
                        counts(m, row, m->unrated, m->r->service ? m->r->service->nunrated : 0));
    json_object_set_new(o, "ratings", counts(m, row, m->rating, m->r->nratings));
    return o;
}

/* What stands already is no change. */
static void write_row(struct taking *m, const struct csv_row *row)
{
    struct slot slot = {"totals", "", "", row->cell[m->campaign], ""};
    const json_t *now = registry_payload(m->change, &slot, m->a);
    json_t *payload = payload_of(m, row);
    if (now && json_equal(now, payload)) {
        json_decref(payload);
        return;
    }
    m->rows++;
    change_put(m->change, &slot, payload);
}

static void take_rows(struct taking *m)
{
    for (int i = 0; i < m->t->nrows && !csv_full(m->t); i++) {
        bool named = name_fits(m, &m->t->row[i]), sound = adds_up(m, &m->t->row[i]);
        if (named && sound)
            write_row(m, &m->t->row[i]);
    }
}

bool totals_take(struct change *t, const char *path, const char *bytes, size_t n, int *rows,
                 struct err *err)
{
    struct taking m = {.c = t->c, .r = t->c->eras[0].catalogue->rubric, .change = t};
    m.a = arena_new();
    m.t = csv_read(path, bytes, n, m.a);
    find_columns(&m);
    if (m.t->nerrors == 0)
        take_rows(&m);
    const char *errors = csv_errors(m.t);
    if (errors)
        err_set(err, REFUSED, "%s", errors);
    *rows = m.rows;
    buf_free(&m.t->errors);
    arena_free(&m.a);
    return !errors;
}

static bool may_take(struct campaign *c, struct err *err)
{
    if (people_supervises(c))
        return true;
    err_set(err, REFUSED, _("Only a supervisor takes published totals in"));
    return false;
}

bool import_totals(struct campaign *c, const char *path, const char *bytes, size_t size,
                   bool dry_run, int *rows, struct err *err)
{
    struct arena *a = arena_new();
    const char *why;
    char *read = NULL;
    *rows = 0;
    bool ok = bytes || file_read(path, CSV_MOST_BYTES, a, &read, &size, &why);
    if (!ok)
        err_set(err, errno == EFBIG ? REFUSED : BUSY, "%s", why);
    struct change *t = ok ? change_begin(c, err) : NULL;
    ok = t && may_take(c, err) && totals_take(t, path, bytes ? bytes : read, size, rows, err);
    if (ok && dry_run && !db_broken(c->db))
        ok = change_end(&t, false, NULL);
    else
        ok = change_close(&t, ok, err);
    arena_free(&a);
    return ok;
}

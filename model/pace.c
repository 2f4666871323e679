/* Pace: from answers and their days to where that leads. */
#include "model/pace.h"

#include <stdlib.h>
#include <string.h>
#include "model/inside.h"
#include "model/setting.h"

#define FAR 2600      /* working days: ten years */
#define FAR_DAYS 3653 /* … and days */

/* Rows in the making: of inspectors, and behind them that of nobody's bodies. */
struct pacing {
    struct campaign *c;
    struct pace *p;
    int ninspectors;
    struct pace_person *others; /* who answered and inspects nothing */
    size_t nothers;
    struct arena *a;
};

/* ---- who has which bodies ---- */

static int by_code(const void *x, const void *y)
{
    const struct pace_person *a = x, *b = y;
    return strcmp(a->name, b->name);
}

static struct pace_person *inspector_of(const struct pacing *r, const char *name)
{
    struct pace_person key = {.name = name};
    return name && r->ninspectors > 0
               ? bsearch(&key, r->p->person, (size_t)r->ninspectors, sizeof key, by_code)
               : NULL;
}

static void add_body(struct pace_person *to, const struct row *row)
{
    enum review state = review_of(row->review);
    bool over = state == REVIEW_HANDED_IN || state == REVIEW_ACCEPTED;
    int left = over ? 0 : row->asked - row->answered;
    to->body[to->nbodies++] = (struct pace_body){
        row->body,     row->name,        row->short_name,     state, row->changed, row->asked,
        row->answered, row->stage_asked, row->stage_answered, left};
    to->states[state]++;
    to->asked += row->asked;
    to->answered += row->answered;
    to->stage_asked += row->stage_asked;
    to->stage_answered += row->stage_answered;
    to->left += left;
}

/* Everybody who inspects a body, by bytes, each once, with how many bodies there will be. */
static void find_inspectors(struct pacing *r, const struct row *rows, int n)
{
    struct pace_person *list = arena_alloc(r->a, ((size_t)n + 1) * sizeof *list);
    int all = 0, kept = 0;
    for (int i = 0; i < n; i++)
        if (rows[i].inspector)
            list[all++].name = rows[i].inspector;
    if (all > 0)
        qsort(list, (size_t)all, sizeof *list, by_code);
    for (int i = 0; i < all; i++) {
        if (kept == 0 || strcmp(list[kept - 1].name, list[i].name) != 0)
            list[kept++] = (struct pace_person){.name = list[i].name};
        list[kept - 1].nbodies++;
    }
    list[kept] = (struct pace_person){.nbodies = n - all};
    r->p->person = list;
    r->ninspectors = kept;
}

static void find_bodies(struct pacing *r, const struct row *rows, int n)
{
    for (int i = 0; i <= r->ninspectors; i++) {
        struct pace_person *it = &r->p->person[i];
        it->body = arena_alloc(r->a, ((size_t)it->nbodies + 1) * sizeof *it->body);
        it->nbodies = 0;
        it->first = NO_DAY;
    }
    for (int i = 0; i < n; i++) {
        struct pace_person *to = inspector_of(r, rows[i].inspector);
        add_body(to ? to : &r->p->person[r->ninspectors], &rows[i]);
    }
}

/* ---- what was done when ---- */

/* The day of a moment, in UTC, no earlier than the campaign and no later than today. */
static int32_t day_of(const char *date, int32_t made, int32_t today)
{
    int32_t day;
    if (!date || !date_parse(date, &day) || day > today)
        return today;
    return day < made ? made : day;
}

static int32_t made_on(struct campaign *c, int32_t today)
{
    struct query *q =
        db_query(c->db,
                 "SELECT substr(at, 1, 10) FROM head WHERE camp = 0 AND body = '' AND service = ''"
                 " AND kind = 'campaign' LIMIT 1",
                 "");
    int32_t made = query_row(q) ? day_of(query_text(q, 0), INT32_MIN + 1, today) : today;
    query_done(&q);
    return made;
}

/* Answers come by name: of the others only the last may be there already. */
static struct pace_person *giver(struct pacing *r, const char *name, bool nobodys)
{
    struct pace_person *it = inspector_of(r, name);
    if (it)
        return it;
    if (nobodys)
        return &r->p->person[r->ninspectors];
    if (r->nothers > 0 && strcmp(r->others[r->nothers - 1].name, name) == 0)
        return &r->others[r->nothers - 1];
    r->others = arena_more(r->a, r->others, r->nothers, sizeof *r->others);
    it = &r->others[r->nothers++];
    *it = (struct pace_person){.name = arena_dup(r->a, name), .first = NO_DAY};
    return it;
}

static void read_given(struct pacing *r)
{
    int32_t today = r->p->today, made = made_on(r->c, today);
    struct query *q =
        db_query(r->c->db,
                 "SELECT g.by, g.day, s.body IS NOT NULL, sum(g.n) FROM (SELECT body, by,"
                 " substr(at, 1, 10) AS day, count(*) AS n FROM head WHERE camp = 0 AND"
                 " kind = 'answer' AND value <> '' GROUP BY 1, 2, 3) g LEFT JOIN subject s ON"
                 " s.camp = 0 AND s.body = g.body AND s.service = '' AND s.pos >= 0 AND"
                 " s.inspector IS NULL GROUP BY 1, 2, 3 ORDER BY 1",
                 "");
    while (query_row(q)) {
        struct pace_person *it = giver(r, query_text(q, 0), query_int(q, 2) != 0);
        int32_t day = day_of(query_text(q, 1), made, today);
        it->given += query_int(q, 3);
        it->first = it->first == NO_DAY || day < it->first ? day : it->first;
        it->today = it->today || day == today;
    }
    query_done(&q);
}

/* ---- where it leads ---- */

static void foresee(struct pace_person *it, const struct pace *p, struct arena *a)
{
    int32_t from = it->today ? p->today + 1 : p->today;
    it->days = it->first == NO_DAY ? 0 : working_days(&p->work, it->first, from - 1);
    if (it->first != NO_DAY && it->days == 0)
        it->days = 1; /* a weekend's work, or that of days off */
    it->rate = it->given > 0 ? num_frac(a, it->given, it->days) : NUM_NONE;
    it->days_left = p->end == NO_DAY ? -1 : working_days(&p->work, from, p->end);
    it->needed =
        it->left > 0 && it->days_left > 0 ? num_frac(a, it->left, it->days_left) : NUM_NONE;
    it->finish = NO_DAY;
    it->late = -1;
    if (it->nbodies == 0) {
        it->verdict = PACE_NO_BODY;
        return;
    }
    if (it->left == 0) {
        it->verdict = PACE_DONE;
        return;
    }
    num days = num_is_none(it->rate) ? NUM_NONE : num_div(a, num_int(it->left), it->rate);
    int64_t n = num_is_none(days) ? 0 : -num_floor(num_neg(a, days));
    if (n > 0 && n <= FAR)
        it->finish = working_day(&p->work, from, (int)n);
    if (it->finish != NO_DAY && it->finish - p->today > FAR_DAYS)
        it->finish = NO_DAY; /* days off push it out there */
    if (p->end == NO_DAY)
        it->verdict = PACE_OPEN;
    else if (p->today > p->end)
        it->verdict = PACE_OVER;
    else if (num_is_none(it->rate))
        it->verdict = PACE_UNKNOWN;
    else
        it->verdict = it->finish != NO_DAY && it->finish <= p->end ? PACE_IN_TIME : PACE_LATE;
    if (it->verdict == PACE_LATE && it->finish != NO_DAY)
        it->late = working_days(&p->work, p->end + 1, it->finish);
}

static void add_to_total(struct pace_person *t, const struct pace_person *it)
{
    for (int i = 0; i < REVIEWS; i++)
        t->states[i] += it->states[i];
    t->nbodies += it->nbodies;
    t->asked += it->asked;
    t->answered += it->answered;
    t->stage_asked += it->stage_asked;
    t->stage_answered += it->stage_answered;
    t->left += it->left;
    t->given += it->given;
    t->first =
        t->first == NO_DAY || (it->first != NO_DAY && it->first < t->first) ? it->first : t->first;
    t->today = t->today || it->today;
}

/* It is done once the last of them is. */
static void foresee_total(struct pace *p, struct arena *a)
{
    struct pace_person *t = &p->total;
    bool told = true;
    t->first = NO_DAY;
    for (int i = 0; i < p->npersons; i++)
        add_to_total(t, &p->person[i]);
    foresee(t, p, a);
    t->finish = NO_DAY;
    t->late = -1;
    t->verdict = t->left > 0 && p->end == NO_DAY ? PACE_OPEN : PACE_DONE;
    for (int i = 0; i < p->npersons; i++) {
        const struct pace_person *it = &p->person[i];
        t->verdict = it->verdict > t->verdict ? it->verdict : t->verdict;
        told = told && (it->left == 0 || it->finish != NO_DAY);
        t->finish = it->finish > t->finish ? it->finish : t->finish;
    }
    if (t->verdict == PACE_LATE && t->finish != NO_DAY)
        t->late = working_days(&p->work, p->end + 1, t->finish);
    if (!told)
        t->finish = NO_DAY;
}

static int by_name(const void *x, const void *y)
{
    const struct pace_person *a = x, *b = y;
    return text_collate_compare(a->name, b->name);
}

static void sort_by_name(struct pace_person *list, size_t n)
{
    if (n > 0)
        qsort(list, n, sizeof *list, by_name);
}

/* Those who inspect, nobody where something is nobody's, the others. */
static void join(struct pacing *r)
{
    struct pace *p = r->p;
    size_t n = (size_t)r->ninspectors;
    struct pace_person *all = arena_alloc(r->a, (n + 1 + r->nothers) * sizeof *all);
    sort_by_name(p->person, n);
    sort_by_name(r->others, r->nothers);
    n += p->person[n].nbodies > 0;
    memcpy(all, p->person, n * sizeof *all);
    if (r->nothers > 0)
        memcpy(all + n, r->others, r->nothers * sizeof *all);
    p->person = all;
    p->npersons = (int)(n + r->nothers);
}

/* What another laptop set that is none is as good as not set. */
static void read_settings(struct pacing *r)
{
    struct pace *p = r->p;
    const char *end = setting_get(r->c, "end", r->a);
    if (!end || !date_parse(end, &p->end))
        p->end = NO_DAY;
    p->off = setting_get(r->c, "off", r->a);
    workdays_read(p->off, &p->work, r->a, NULL);
}

static void read_pinned(struct pacing *r, int stage)
{
    struct pace *p = r->p;
    int n = rows_count(r->c, 0, NULL);
    struct row *rows = arena_alloc(r->a, ((size_t)n + 1) * sizeof *rows);
    read_settings(r);
    n = rows_window(r->c, 0, NULL, stage, 0, n, rows, r->a);
    find_inspectors(r, rows, n);
    find_bodies(r, rows, n);
    read_given(r);
    join(r);
    for (int i = 0; i < p->npersons; i++)
        foresee(&p->person[i], p, r->a);
    foresee_total(p, r->a);
}

bool pace_read(struct campaign *c, int stage, int32_t today, struct pace *p, struct arena *a,
               struct err *err)
{
    struct pacing r = {.c = c, .p = p, .a = a};
    *p = (struct pace){.today = today};
    if (!catalogue_of(c, 0, err))
        return false;
    db_pin(c->db);
    read_pinned(&r, stage);
    db_unpin(c->db);
    return !db_failed(c->db, err) && !campaign_fault(c, err);
}

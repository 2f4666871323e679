/* Pace: from answers and their days to where that leads. */
#include "model/pace.h"

#include <stdlib.h>
#include <string.h>
#include "model/inside.h"
#include "model/setting.h"

#define FAR 2600 /* working days: ten years */

/* ---- working days ---- */

/* 1970-01-01 was a Thursday. */
int weekday_of(int32_t day)
{
    int w = (int)(((int64_t)day + 3) % 7);
    return w < 0 ? w + 7 : w;
}

static bool is_working(int32_t day)
{
    return weekday_of(day) < 5;
}

int working_days(int32_t from, int32_t to)
{
    int64_t n = (int64_t)to - from + 1;
    if (n <= 0)
        return 0;
    int64_t count = n / 7 * 5;
    for (int64_t i = 0; i < n % 7; i++)
        count += is_working((int32_t)(to - i));
    return (int)count;
}

int32_t working_day(int32_t from, int n)
{
    while (!is_working(from))
        from++;
    from += (n - 1) / 5 * 7;
    for (int i = (n - 1) % 5; i > 0; i--)
        do
            from++;
        while (!is_working(from));
    return from;
}

/* ---- who has which bodies ---- */

static int by_code(const void *x, const void *y)
{
    const struct pace_person *a = x, *b = y;
    return strcmp(a->name, b->name);
}

static struct pace_person *person_of(struct pace *p, const char *name)
{
    struct pace_person key = {.name = name};
    return name && p->npersons > 0
               ? bsearch(&key, p->person, (size_t)p->npersons, sizeof key, by_code)
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

/* Everybody who inspects a body, by bytes; the bodies of nobody come last, in `person[npersons]`.
 */
static void find_persons(struct pace *p, const struct row *rows, int n, struct arena *a)
{
    p->person = arena_alloc(a, ((size_t)n + 1) * sizeof *p->person);
    for (int i = 0; i < n; i++)
        if (rows[i].inspector)
            p->person[p->npersons++].name = rows[i].inspector;
    if (p->npersons > 0)
        qsort(p->person, (size_t)p->npersons, sizeof *p->person, by_code);
    int kept = 0;
    for (int i = 0; i < p->npersons; i++) {
        p->person[i].nbodies++; /* how many there will be */
        if (kept > 0 && strcmp(p->person[kept - 1].name, p->person[i].name) == 0)
            p->person[kept - 1].nbodies++;
        else
            p->person[kept++] = p->person[i];
    }
    int theirs = p->npersons;
    p->npersons = kept;
    memset(&p->person[kept], 0, sizeof *p->person);
    p->person[kept].nbodies = n - theirs;
    for (int i = 0; i <= kept; i++) {
        struct pace_person *it = &p->person[i];
        it->body = arena_alloc(a, ((size_t)it->nbodies + 1) * sizeof *it->body);
        it->nbodies = 0;
        it->first = NO_DAY;
    }
    for (int i = 0; i < n; i++) {
        struct pace_person *to = person_of(p, rows[i].inspector);
        add_body(to ? to : &p->person[kept], &rows[i]);
    }
}

/* ---- what was done when ---- */

static void add_given(struct pace_person *to, int32_t day, int64_t n, bool *today,
                      const struct pace *p)
{
    to->given += n;
    to->first = to->first == NO_DAY || day < to->first ? day : to->first;
    *today = *today || day == p->today;
}

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

#define GIVEN " kind = 'answer' AND value IS NOT NULL AND value <> ''"

/* `today[i]`: person i gave something today. */
static void read_given(struct campaign *c, struct pace *p, bool *today)
{
    int32_t made = made_on(c, p->today);
    struct query *q = db_query(c->db,
                               "SELECT by, substr(at, 1, 10), count(*) FROM head WHERE camp = 0"
                               " AND" GIVEN " GROUP BY 1, 2",
                               "");
    while (query_row(q)) {
        struct pace_person *it = person_of(p, query_text(q, 0));
        if (it)
            add_given(it, day_of(query_text(q, 1), made, p->today), query_int(q, 2),
                      &today[it - p->person], p);
    }
    query_done(&q);
    q = db_query(c->db,
                 "SELECT substr(h.at, 1, 10), count(*) FROM subject s JOIN head h ON h.camp = 0 AND"
                 " h.body = s.body WHERE s.camp = 0 AND s.list = '' AND s.pos >= 0 AND s.inspector"
                 " IS NULL AND" GIVEN " GROUP BY 1",
                 "");
    while (query_row(q))
        add_given(&p->person[p->npersons], day_of(query_text(q, 0), made, p->today),
                  query_int(q, 1), &today[p->npersons], p);
    query_done(&q);
}

/* ---- where it leads ---- */

static void foresee(struct pace_person *it, const struct pace *p, bool today, struct arena *a)
{
    int32_t from = today ? p->today + 1 : p->today;
    it->days = it->first == NO_DAY ? 0 : working_days(it->first, today ? p->today : p->today - 1);
    if (it->first != NO_DAY && it->days == 0)
        it->days = 1; /* a weekend's work */
    it->rate = it->given > 0 ? num_frac(a, it->given, it->days) : NUM_NONE;
    it->days_left = p->end == NO_DAY ? -1 : working_days(from, p->end);
    it->needed =
        it->left > 0 && it->days_left > 0 ? num_frac(a, it->left, it->days_left) : NUM_NONE;
    it->finish = NO_DAY;
    it->late = -1;
    if (it->left == 0) {
        it->verdict = PACE_DONE;
        return;
    }
    num days = num_is_none(it->rate) ? NUM_NONE : num_div(a, num_int(it->left), it->rate);
    int64_t n = num_is_none(days) ? 0 : -num_floor(num_neg(a, days));
    if (n > 0 && n <= FAR)
        it->finish = working_day(from, (int)n);
    if (p->end == NO_DAY)
        it->verdict = PACE_OPEN;
    else if (p->today > p->end)
        it->verdict = PACE_OVER;
    else if (num_is_none(it->rate))
        it->verdict = PACE_UNKNOWN;
    else
        it->verdict = it->finish != NO_DAY && it->finish <= p->end ? PACE_IN_TIME : PACE_LATE;
    if (it->verdict == PACE_LATE && it->finish != NO_DAY)
        it->late = working_days(p->end + 1, it->finish);
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
}

/* It is done once the last of them is. */
static void foresee_total(struct pace *p, bool today, struct arena *a)
{
    struct pace_person *t = &p->total;
    bool told = true;
    t->first = NO_DAY;
    for (int i = 0; i < p->npersons; i++)
        add_to_total(t, &p->person[i]);
    foresee(t, p, today, a);
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
        t->late = working_days(p->end + 1, t->finish);
    if (!told)
        t->finish = NO_DAY;
}

static int by_name(const void *x, const void *y)
{
    const struct pace_person *a = x, *b = y;
    return text_collate_compare(a->name, b->name);
}

static void read_pinned(struct campaign *c, int stage, struct pace *p, struct arena *a)
{
    int n = rows_count(c, 0, NULL);
    struct row *rows = arena_alloc(a, ((size_t)n + 1) * sizeof *rows);
    const char *end = setting_get(c, "end", a);
    if (!end || !date_parse(end, &p->end))
        p->end = NO_DAY;
    n = rows_window(c, 0, NULL, stage, 0, n, rows, a);
    find_persons(p, rows, n, a);
    bool *today = arena_alloc(a, (size_t)p->npersons + 1), any = false;
    read_given(c, p, today);
    for (int i = 0; i <= p->npersons; i++) {
        foresee(&p->person[i], p, today[i], a);
        any = any || today[i];
    }
    bool nobody = p->person[p->npersons].nbodies > 0;
    if (p->npersons > 0)
        qsort(p->person, (size_t)p->npersons, sizeof *p->person, by_name);
    p->npersons += nobody;
    foresee_total(p, any, a);
}

bool pace_read(struct campaign *c, int stage, int32_t today, struct pace *p, struct arena *a,
               struct err *err)
{
    *p = (struct pace){.today = today};
    if (!catalogue_of(c, 0, err))
        return false;
    db_pin(c->db);
    read_pinned(c, stage, p, a);
    db_unpin(c->db);
    return !db_failed(c->db, err) && !campaign_fault(c, err);
}

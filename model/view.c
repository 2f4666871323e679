/* Lists filtered and sorted: places of the rows that are left, in their order, kept until something
 * is committed. The rows themselves stay in the database. */
#include "model/view.h"

#include <stdlib.h>
#include <string.h>
#include "model/bodywork.h"
#include "model/final.h"

/* What decides about one row. */
struct entry {
    int pos;
    enum subject_state state;
    int rating; /* the one that counts where the view asks for it */
    int rating_low, worst, deficiencies;
    int done, asked; /* of the stage on show */
    bool open;
    bool remark;   /* one waits; only where the filter asks for it */
    bool evidence; /* some is missing; likewise */
    int64_t score; /* of what is not finished its low; none where nothing is answered yet */
    char *name;    /* key to sort by; NULL where the order does not ask for it */
};

/* A list as it was read. */
struct kept {
    int which, stage;
    char *body; /* NULL: none is kept */
    struct view view;
    unsigned changes, commits; /* the campaign's, when it was read */
    int *pos;
    int n;
};

struct views {
    struct kept bodies, services;
};

static void forget(struct kept *k)
{
    free(k->body);
    free(k->pos);
    memset(k, 0, sizeof *k);
}

void views_free(struct campaign *c)
{
    if (!c->views)
        return;
    forget(&c->views->bodies);
    forget(&c->views->services);
    free(c->views);
    c->views = NULL;
}

/* ---- filtering ---- */

struct listing {
    struct campaign *c;
    int which, stage;
    const char *body; /* "": the list of bodies */
    const struct view *view;
    struct arena *a; /* of one row */
    struct entry *list;
    size_t n;
};

/* Where the body is on its way, and who has it. */
struct way {
    const char *inspector, *state; /* NULL: none; state: no event says one */
    bool changed;
};

static bool is_in(const struct way *w, enum review state)
{
    return w->state && strcmp(w->state, review_id(state)) == 0;
}

static bool passes(const struct listing *r, const struct figs *f, const struct entry *e,
                   const struct way *w)
{
    const struct tally *t = &f->t;
    bool stopped = e->state == SUBJECT_STOPPED;
    switch (r->view->filter) {
    case FILTER_MINE:
        return w->inspector && strcmp(w->inspector, r->c->by) == 0;
    case FILTER_OPEN:
        return e->open;
    case FILTER_FINISHED:
        return e->state == SUBJECT_RATED || e->state == SUBJECT_UNRATED;
    case FILTER_RATED:
        return e->state == SUBJECT_RATED;
    case FILTER_RATING:
        return e->state == SUBJECT_RATED && e->rating == r->view->arg;
    case FILTER_UNRATED:
        return e->state == SUBJECT_UNRATED;
    case FILTER_STOPPED:
        return stopped;
    case FILTER_DEFICIENT:
        return !stopped && t->deficiencies > 0;
    case FILTER_GRAVEST:
        return !stopped && t->worst >= 0 &&
               t->worst == r->c->eras[r->which].catalogue->rubric->nseverities - 1;
    case FILTER_CANT_TELL:
        return t->cant_tell > 0;
    case FILTER_NOT_APPLICABLE:
        return t->not_applicable > 0;
    case FILTER_NOTE:
        return t->notes > 0;
    case FILTER_CONFLICT:
        return t->conflicts > 0;
    case FILTER_TO_REVIEW:
        return is_in(w, REVIEW_HANDED_IN);
    case FILTER_RETURNED:
        return is_in(w, REVIEW_SENT_BACK) || is_in(w, REVIEW_REOPENED);
    case FILTER_ACCEPTED:
        return is_in(w, REVIEW_ACCEPTED);
    case FILTER_CHANGED:
        return is_in(w, REVIEW_ACCEPTED) && w->changed;
    case FILTER_UNASSIGNED:
        return !w->inspector;
    case FILTER_REMARK:
        return e->remark;
    case FILTER_EVIDENCE:
        return e->evidence;
    default:
        return true;
    }
}

static void fill(const struct listing *r, const struct figs *f, struct entry *e)
{
    uint64_t mask = r->stage < 0 ? UINT64_MAX : stage_bit(r->stage);
    int stage = r->stage < r->c->eras[r->which].catalogue->rubric->nstages ? r->stage : -1;
    e->state = f->state;
    e->rating_low = f->rating_low;
    e->worst = f->t.worst;
    e->deficiencies = f->t.deficiencies;
    e->done = stage < 0 ? f->t.answered : f->t.stage_answered[stage];
    e->asked = stage < 0 ? f->t.asked : f->t.stage_asked[stage];
    e->open = ((r->body[0] ? f->t.open : f->open_all) & mask) != 0;
    bool begun = f->t.answered > 0 || f->t.cant_tell > 0 || f->t.conflicts > 0;
    e->score = f->state == SUBJECT_RATED ? f->score : begun ? f->low : UNITS_NONE;
}

static char *name_key(const char *name, const char *short_name)
{
    struct buf key = {0};
    text_collate(&key, short_name && short_name[0] ? short_name : name);
    return key.s;
}

#define LIST(way, join)                                                                            \
    "SELECT s.pos, s.body, s.service, s.name, s.short, b.inspector, " way ", " FIGS_COLUMNS        \
    " FROM subject s JOIN subject b ON b.camp = s.camp AND b.body = s.body AND b.service = ''"     \
    " LEFT JOIN figures f ON f.camp = s.camp AND f.body = s.body AND f.service = s.service" join   \
    " WHERE s.camp = ? AND s.list = ? AND s.pos >= 0 ORDER BY s.pos"

/* A campaign of before, and a file of before, know no states. */
static const char *list_query(const struct listing *r)
{
    bool known = r->which == 0 && r->c->version >= 3;
    return known ? LIST("v.state, v.changed", " LEFT JOIN review v ON v.body = s.body")
                 : LIST("NULL, 0", "");
}

static int rating_that_counts(const struct listing *r, const struct figs *f, const char *body,
                              const char *service)
{
    struct final_rating final;
    if (f->state != SUBJECT_RATED ||
        (r->view->filter != FILTER_RATING && r->view->order != ORDER_RATING))
        return f->rating;
    final_read(r->c, r->which, body, service, &final, r->a);
    return rating_counting(f->state, final.rating, f->rating);
}

static void read_list(struct listing *r)
{
    struct query *q = db_query(r->c->db, list_query(r), "it", r->which, r->body);
    size_t room = 0;
    while (query_row(q)) {
        struct figs f;
        struct entry e = {.pos = (int)query_int(q, 0)};
        struct way w = {query_text(q, 5), query_text(q, 6), query_int(q, 7) != 0};
        arena_reset(r->a);
        if (!figs_from_query(r->c, r->which, q, 8, &f, r->a) &&
            !figs_made(r->c, r->which, query_text(q, 1), query_text(q, 2), &f))
            continue;
        fill(r, &f, &e);
        if (r->view->filter == FILTER_REMARK)
            e.remark = remarks_waiting(r->c, r->which, query_text(q, 1),
                                       r->body[0] ? query_text(q, 2) : NULL) > 0;
        /* No column has it: each subject is scored, but for those without an answer. What comes out
         * is kept with the list, unless it was broken off. */
        if (r->view->filter == FILTER_EVIDENCE &&
            !progress_step(_("Looking for what is missing"), e.pos, 0, NULL))
            break;
        if (r->view->filter == FILTER_EVIDENCE)
            e.evidence =
                r->which == 0 && f.t.answered > 0 &&
                desk_lacks_evidence(r->c, query_text(q, 1), r->body[0] ? query_text(q, 2) : NULL);
        e.rating = rating_that_counts(r, &f, query_text(q, 1), query_text(q, 2));
        if (!passes(r, &f, &e, &w))
            continue;
        if (r->n == room)
            r->list = mem_grow(r->list, room = room * 2 + 64, sizeof *r->list);
        if (r->view->order == ORDER_NAME)
            e.name = name_key(query_text(q, 3), query_text(q, 4));
        r->list[r->n++] = e;
    }
    query_done(&q);
}

/* ---- sorting ---- */

static int sign(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_name(const struct entry *a, const struct entry *b)
{
    return strcmp(a->name, b->name);
}

static int by_score(const struct entry *a, const struct entry *b, int direction)
{
    if (a->score == UNITS_NONE || b->score == UNITS_NONE)
        return (a->score == UNITS_NONE) - (b->score == UNITS_NONE);
    return direction * sign(a->score, b->score);
}

static int by_worst(const struct entry *a, const struct entry *b)
{
    return by_score(a, b, 1);
}

static int by_best(const struct entry *a, const struct entry *b)
{
    return by_score(a, b, -1);
}

/* Verdicts first, the best of them first; then what may still become one, by its lowest. */
static int rating_place(const struct entry *e)
{
    switch (e->state) {
    case SUBJECT_RATED:
        return 1000 + e->rating;
    case SUBJECT_INCOMPLETE:
        return e->rating_low;
    default:
        return -2;
    }
}

static int by_rating(const struct entry *a, const struct entry *b)
{
    return sign(rating_place(b), rating_place(a));
}

static int by_done(const struct entry *a, const struct entry *b)
{
    if (a->asked == 0 || b->asked == 0)
        return (a->asked == 0) - (b->asked == 0);
    return sign((int64_t)a->done * b->asked, (int64_t)b->done * a->asked);
}

static int by_open(const struct entry *a, const struct entry *b)
{
    return b->open - a->open;
}

static int by_deficiencies(const struct entry *a, const struct entry *b)
{
    int worst_a = a->state == SUBJECT_STOPPED ? -1 : a->worst;
    int worst_b = b->state == SUBJECT_STOPPED ? -1 : b->worst;
    int order = sign(worst_b, worst_a);
    return order ? order : sign(b->deficiencies, a->deficiencies);
}

#define SORT(name)                                                                                 \
    static int sort_##name(const void *x, const void *y)                                           \
    {                                                                                              \
        const struct entry *a = x, *b = y;                                                         \
        int order = name(a, b);                                                                    \
        return order ? order : sign(a->pos, b->pos);                                               \
    }
SORT(by_name)
SORT(by_worst)
SORT(by_best)
SORT(by_rating)
SORT(by_done)
SORT(by_open)
SORT(by_deficiencies)

static void sort(struct listing *r)
{
    static int (*const orders[ORDERS])(const void *, const void *) = {
        [ORDER_NAME] = sort_by_name,
        [ORDER_WORST] = sort_by_worst,
        [ORDER_BEST] = sort_by_best,
        [ORDER_RATING] = sort_by_rating,
        [ORDER_DONE] = sort_by_done,
        [ORDER_OPEN] = sort_by_open,
        [ORDER_DEFICIENT] = sort_by_deficiencies,
    };
    if (r->n > 0 && orders[r->view->order])
        qsort(r->list, r->n, sizeof *r->list, orders[r->view->order]);
}

/* ---- what is kept ---- */

static bool is_same(const struct kept *k, const struct listing *r)
{
    return k->body && k->which == r->which && k->stage == r->stage &&
           strcmp(k->body, r->body) == 0 && memcmp(&k->view, r->view, sizeof k->view) == 0 &&
           k->changes == r->c->changes && k->commits == r->c->commits;
}

static void keep(struct kept *k, struct listing *r)
{
    forget(k);
    *k = (struct kept){.which = r->which,
                       .stage = r->stage,
                       .body = mem_dup(r->body),
                       .view = *r->view,
                       .changes = r->c->changes,
                       .commits = r->c->commits,
                       .pos = mem_grow(NULL, r->n + 1, sizeof(int)),
                       .n = (int)r->n};
    for (size_t i = 0; i < r->n; i++) {
        k->pos[i] = r->list[i].pos;
        free(r->list[i].name);
    }
    free(r->list);
}

/* The list, read anew where need be; the database is pinned. */
static const struct kept *list_of(struct campaign *c, int which, const char *body, int stage,
                                  const struct view *view)
{
    struct listing r = {
        .c = c, .which = which, .stage = stage, .body = body ? body : "", .view = view};
    if (!c->views)
        c->views = mem_alloc(sizeof *c->views);
    struct kept *k = r.body[0] ? &c->views->services : &c->views->bodies;
    if (is_same(k, &r) || !catalogue_of(c, which, NULL))
        return k;
    r.a = arena_new();
    read_list(&r);
    sort(&r);
    keep(k, &r);
    if (db_broken(c->db) || (view->filter == FILTER_EVIDENCE && progress_broken_off(NULL)))
        forget(k);
    arena_free(&r.a);
    return k;
}

static bool is_plain(const struct view *v)
{
    return !v || (v->filter == FILTER_ALL && v->order == ORDER_REGISTRY);
}

int view_count(struct campaign *c, int which, const char *body, int stage, const struct view *view)
{
    if (is_plain(view))
        return rows_count(c, which, body);
    db_pin(c->db);
    int n = list_of(c, which, body, stage, view)->n;
    db_unpin(c->db);
    db_failed(c->db, NULL);
    return n;
}

int view_window(struct campaign *c, int which, const char *body, int stage, const struct view *view,
                int first, int n, struct row *rows, struct arena *a)
{
    if (is_plain(view))
        return rows_window(c, which, body, stage, first, n, rows, a);
    db_pin(c->db);
    const struct kept *k = list_of(c, which, body, stage, view);
    int got = 0;
    for (int i = first < 0 ? 0 : first; i < k->n && i < first + n; i++)
        got += rows_window(c, which, body, stage, k->pos[i], 1, &rows[got], a);
    db_unpin(c->db);
    db_failed(c->db, NULL);
    return got;
}

int view_place(struct campaign *c, int which, const char *body, int stage, const struct view *view,
               int pos)
{
    if (is_plain(view))
        return pos;
    db_pin(c->db);
    const struct kept *k = list_of(c, which, body, stage, view);
    int at = 0, after = 0;
    while (at < k->n && k->pos[at] != pos)
        at++;
    if (at == k->n)
        while (after < k->n && k->pos[after] < pos)
            after++;
    int place = at < k->n ? at : -1 - after;
    db_unpin(c->db);
    db_failed(c->db, NULL);
    return place;
}

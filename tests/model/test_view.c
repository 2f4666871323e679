/* Filtered and sorted lists against a plain reading of every row of the demo. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/change.h"
#include "model/lib.h"
#include "tests/help/small.h"

static struct campaign *c;
static struct arena *arena;

static int enter(void **state)
{
    struct err err = {0};
    static const struct writer w = {"Aytən Sarıyurdlu", "key"};
    small_enter(state);
    arena = arena_new();
    small_demo(small_path("demo.meyar"));
    c = campaign_open(small_path("demo.meyar"), 0, &w, &err);
    assert_non_null(c);
    return 0;
}

static int leave(void **state)
{
    campaign_close(&c);
    arena_free(&arena);
    return small_leave(state);
}

/* Has the subject a question that `n` would go to? By evaluating it, not by its figures. */
static bool subject_open(const char *body, const char *service, int stage)
{
    struct err err = {0};
    struct work *w = work_open(c, 0, body, service, &err);
    const struct block *b = w ? work_block(w) : NULL;
    bool open = false;
    if (w && work_subject(w)->state == SUBJECT_UNRATED)
        b = NULL; /* "next open" passes over it */
    for (int i = 0; b && i < b->nquestions; i++) {
        const struct qresult *r = &work_subject(w)->q[i];
        open |= r->open && r->state != QS_UNDECIDED && b->questions[i].type->id != Q_CALC &&
                (stage < 0 || b->questions[i].stage == stage);
    }
    work_close(&w);
    return open;
}

static bool is_open(const struct row *row, int stage)
{
    if (*row->service)
        return subject_open(row->body, row->service, stage);
    bool open = subject_open(row->body, "", stage);
    struct row *rows = arena_alloc(arena, 100 * sizeof *rows);
    int n = rows_window(c, 0, row->body, stage, 0, 100, rows, arena);
    for (int i = 0; i < n; i++)
        open |= subject_open(row->body, rows[i].service, stage);
    return open;
}

/* Is an answer of it without the evidence that it ought to have? By what its scorecard lists. */
static bool is_bare(const struct row *row)
{
    struct err err = {0};
    struct scorecard s;
    bool bare = false;
    assert_true(scorecard_read(c, 0, row->body, 0, "2019-12-01", &s, arena, &err));
    for (int i = 0; i < s.nlook; i++)
        for (int k = 0; k < s.look[i].nplaces; k++)
            bare |= (s.look[i].kind == LOOK_EVIDENCE || s.look[i].kind == LOOK_BARE_FULL) &&
                    (!*row->service || strcmp(s.look[i].place[k].service, row->service) == 0);
    scorecard_free(&s);
    return bare;
}

struct plain {
    struct row row;
    bool open, evidence; /* some is missing */
};

static bool passes(const struct plain *p, const struct view *v)
{
    const struct row *r = &p->row;
    bool stopped = r->state == SUBJECT_STOPPED, rated = r->state == SUBJECT_RATED;
    const bool yes[FILTERS] = {
        [FILTER_ALL] = true,
        [FILTER_MINE] = r->inspector && strcmp(r->inspector, campaign_by(c)) == 0,
        [FILTER_OPEN] = p->open,
        [FILTER_FINISHED] = rated || r->state == SUBJECT_UNRATED,
        [FILTER_RATED] = rated,
        [FILTER_RATING] = rated && r->rating == v->arg,
        [FILTER_UNRATED] = r->state == SUBJECT_UNRATED,
        [FILTER_STOPPED] = stopped,
        [FILTER_DEFICIENT] = !stopped && r->ndeficiencies > 0,
        [FILTER_GRAVEST] = !stopped && r->worst == campaign_rubric(c, 0)->nseverities - 1,
        [FILTER_CANT_TELL] = r->cant_tell > 0,
        [FILTER_NOT_APPLICABLE] = r->not_applicable > 0,
        [FILTER_NOTE] = r->notes > 0,
        [FILTER_CONFLICT] = r->conflicts > 0,
        [FILTER_TO_REVIEW] = strcmp(r->review, "handed_in") == 0,
        [FILTER_RETURNED] =
            strcmp(r->review, "sent_back") == 0 || strcmp(r->review, "reopened") == 0,
        [FILTER_ACCEPTED] = strcmp(r->review, "accepted") == 0,
        [FILTER_CHANGED] = r->changed,
        [FILTER_UNASSIGNED] = !r->inspector,
        [FILTER_REMARK] = r->remarks > 0,
        [FILTER_EVIDENCE] = p->evidence,
    };
    return yes[v->filter];
}

static double score_of(const struct row *r, double none)
{
    bool begun = r->answered || r->cant_tell || r->conflicts;
    int64_t units = r->state == SUBJECT_RATED ? r->score : begun ? r->low : UNITS_NONE;
    return units == UNITS_NONE ? none : (double)units;
}

/* Greater comes first. */
static double worth(const struct plain *p, enum order order)
{
    const struct row *r = &p->row;
    switch (order) {
    case ORDER_WORST:
        return -score_of(r, 1e12);
    case ORDER_BEST:
        return score_of(r, -1e12);
    case ORDER_RATING:
        return r->state == SUBJECT_RATED        ? 100 + r->rating
               : r->state == SUBJECT_INCOMPLETE ? r->rating_low
                                                : -2;
    case ORDER_DONE:
        return r->stage_asked ? -(double)r->stage_answered / r->stage_asked : -2;
    case ORDER_OPEN:
        return p->open;
    case ORDER_DEFICIENT:
        return r->state == SUBJECT_STOPPED ? -1e6 : r->worst * 1e6 + r->ndeficiencies;
    default:
        return 0;
    }
}

static int by_name(const struct row *a, const struct row *b)
{
    struct buf x = {0}, y = {0};
    text_collate(&x, a->short_name && *a->short_name ? a->short_name : a->name);
    text_collate(&y, b->short_name && *b->short_name ? b->short_name : b->name);
    int order = strcmp(x.s, y.s);
    buf_free(&x);
    buf_free(&y);
    return order;
}

/* Does a come before b? */
static bool precedes(const struct plain *a, const struct plain *b, enum order order)
{
    double x = worth(a, order), y = worth(b, order);
    int name = order == ORDER_NAME ? by_name(&a->row, &b->row) : 0;
    if (name || x > y || x < y)
        return name ? name < 0 : x > y;
    return a->row.pos < b->row.pos;
}

static void compare(const char *body, int stage, const struct view *v, const struct plain *all,
                    int n)
{
    int left = 0;
    bool *in = arena_alloc(arena, (size_t)n * sizeof *in);
    for (int i = 0; i < n; i++)
        left += in[i] = passes(&all[i], v);
    if (view_count(c, 0, body, stage, v) != left)
        fail_msg("filter %d, order %d, stage %d: %d rows, not %d", (int)v->filter, (int)v->order,
                 stage, view_count(c, 0, body, stage, v), left);
    struct row *rows = arena_alloc(arena, (size_t)(left + 1) * sizeof *rows);
    int half = left / 2;
    assert_int_equal(view_window(c, 0, body, stage, v, 0, half, rows, arena), half);
    assert_int_equal(view_window(c, 0, body, stage, v, half, n + 5, rows + half, arena),
                     left - half);
    for (int i = 0; i < left; i++) {
        int pos = rows[i].pos;
        assert_true(pos >= 0 && pos < n && in[pos]);
        in[pos] = false; /* each once */
        if (i > 0 && !precedes(&all[rows[i - 1].pos], &all[pos], v->order))
            fail_msg("filter %d, order %d, stage %d: %s before %s", (int)v->filter, (int)v->order,
                     stage, rows[i - 1].name, rows[i].name);
        assert_int_equal(view_place(c, 0, body, stage, v, pos), i);
    }
    for (int i = 0; i < n; i++)
        if (!passes(&all[i], v))
            assert_true(view_place(c, 0, body, stage, v, i) < 0);
}

static void compare_all(const char *body, int stage)
{
    int n = rows_count(c, 0, body);
    struct row *rows = arena_alloc(arena, (size_t)n * sizeof *rows);
    struct plain *all = arena_alloc(arena, (size_t)n * sizeof *all);
    assert_int_equal(rows_window(c, 0, body, stage, 0, n, rows, arena), n);
    for (int i = 0; i < n; i++)
        all[i] = (struct plain){rows[i], is_open(&rows[i], stage), is_bare(&rows[i])};
    for (int order = 0; order < ORDERS; order++)
        for (int filter = 0; filter < FILTERS; filter++)
            for (int arg = 0; arg < (filter == FILTER_RATING ? 4 : 1); arg++) {
                struct view v = {(enum filter)filter, arg, (enum order)order};
                compare(body, stage, &v, all, n);
            }
}

static void test_bodies(void **state)
{
    (void)state;
    compare_all(NULL, -1);
    compare_all(NULL, 0);
    compare_all(NULL, campaign_rubric(c, 0)->nstages - 1);
}

static void test_services(void **state)
{
    (void)state;
    struct row rows[40];
    int n = rows_window(c, 0, NULL, -1, 0, 40, rows, arena);
    for (int i = 0; i < n; i += 3) {
        compare_all(rows[i].body, -1);
        compare_all(rows[i].body, 0);
    }
}

/* What was kept is read anew once something is stored. */
static void test_changes(void **state)
{
    (void)state;
    struct err err = {0};
    struct view notes = {.filter = FILTER_NOTE};
    struct row rows[60];
    const char *body = NULL, *service = NULL;
    int n = rows_window(c, 0, NULL, -1, 0, 40, rows, arena);
    for (int i = 0; i < n && !service; i++) {
        const char *in = rows[i].body;
        struct row services[60];
        int m = rows_window(c, 0, in, -1, 0, 60, services, arena);
        for (int k = 0; k < m && !service; k++)
            if (services[k].state == SUBJECT_INCOMPLETE && services[k].notes == 0) {
                body = in;
                service = services[k].service;
            }
    }
    assert_non_null(service);
    int before = view_count(c, 0, body, -1, &notes);
    struct work *w = work_open(c, 0, body, service, &err);
    int level =
        block_question(work_block(w), "level") ? block_question(work_block(w), "level")->index : 0;
    assert_true(work_answer(w, level, NULL, "A note", &err));
    assert_int_equal(view_count(c, 0, body, -1, &notes), before + 1);
    assert_true(work_answer(w, level, NULL, "", &err));
    assert_int_equal(view_count(c, 0, body, -1, &notes), before);
    work_close(&w);
}

/* What comes in after an accept, and bodies that nobody has: each filter finds what is its own, and
 * the services of such a body with it. */
static void test_states(void **state)
{
    (void)state;
    struct err err = {0};
    static const char *const nobodys[] = {"RAB", "XIN"};
    struct view changed = {.filter = FILTER_CHANGED}, unassigned = {.filter = FILTER_UNASSIGNED},
                returned = {.filter = FILTER_RETURNED};
    static const struct writer supervisor = {"Leyla", "key"};
    campaign_close(&c);
    c = campaign_open(small_path("demo.meyar"), 0, &supervisor, &err);
    assert_non_null(c);
    assert_int_equal(view_count(c, 0, NULL, -1, &changed), 0);
    assert_int_equal(view_count(c, 0, NULL, -1, &unassigned), 0);
    int was = view_count(c, 0, NULL, -1, &returned);
    assert_true(was > 0);
    struct row service;
    assert_int_equal(rows_window(c, 0, "SHA", -1, 0, 1, &service, arena), 1);
    struct change *t = change_begin(c, &err);
    struct slot slot = {"evidence", "SHA", service.service, "e_level/0", ""};
    change_fix_device(t, "0123456789abcdef0123456789abcdef");
    change_touch(t, slot.body, slot.service);
    assert_true(change_event(t, &slot, json_pack("{s:s}", "name", "late.png"), NULL, 0));
    assert_true(change_end(&t, true, &err));
    assert_true(review_set(c, "ANT", REVIEW_REOPENED, "a complaint", &err));
    assert_true(people_assign(c, nobodys, 2, NULL, &err));
    assert_int_equal(view_count(c, 0, NULL, -1, &changed), 1);
    assert_int_equal(view_count(c, 0, NULL, -1, &unassigned), 2);
    assert_int_equal(view_count(c, 0, NULL, -1, &returned), was + 1);
    assert_int_equal(view_count(c, 0, "SHA", -1, &changed), rows_count(c, 0, "SHA"));
    assert_int_equal(view_count(c, 0, "RAB", -1, &unassigned), rows_count(c, 0, "RAB"));
    assert_int_equal(view_count(c, 0, "SHA", -1, &unassigned), 0);
    compare_all(NULL, -1);
    compare_all("SHA", -1);
    compare_all("RAB", -1);
}

static bool no_more(void *arg, const char *what, int64_t done, int64_t of)
{
    (void)arg, (void)what, (void)of;
    return done < 10;
}

/* What was broken off is not taken for the whole. */
static void test_broken_off(void **state)
{
    (void)state;
    struct view bare = {.filter = FILTER_EVIDENCE}, notes = {.filter = FILTER_NOTE};
    int all = view_count(c, 0, NULL, -1, &bare);
    assert_in_range(all, 11, 29);
    view_count(c, 0, NULL, -1, &notes); /* another list is kept by now */
    progress_every(0);
    progress_listen(no_more, NULL);
    assert_true(view_count(c, 0, NULL, -1, &bare) < all);
    assert_true(progress_broken_off(NULL));
    progress_listen(NULL, NULL);
    progress_every(-1);
    assert_int_equal(view_count(c, 0, NULL, -1, &bare), all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bodies),  cmocka_unit_test(test_services),
        cmocka_unit_test(test_changes), cmocka_unit_test(test_broken_off),
        cmocka_unit_test(test_states),
    };
    return cmocka_run_group_tests(tests, enter, leave);
}

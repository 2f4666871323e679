/* Everything that can be entered, mixed at random by two laptops in one file that is closed and
 * opened in between: whatever was done, undo brings back what stood, redo what was undone, nothing
 * of anybody else's is touched, and what is kept is what the events say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "forms/text.h"
#include "model/change.h"
#include "model/many.h"
#include "model/store.h"
#include "tests/help/small.h"

#define THIRD "0123456789abcdef0123456789abcdef"

struct world {
    struct campaign *c;
    struct arena *a; /* of one step */
    uint64_t seed;
    int laptop, step;
    const char *last;
};

static uint32_t draw(struct world *w, uint32_t below)
{
    w->seed = w->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(w->seed >> 33) % below;
}

static void sit_down(struct world *w, int laptop)
{
    static const char *const by[] = {"Inspector A", "Inspector B"};
    campaign_close(&w->c);
    w->laptop = laptop;
    setenv("XDG_STATE_HOME", small_path(laptop ? "state-b" : "state-a"), 1);
    setenv("MEYAR_BY", by[laptop], 1);
    w->c = small_open("m.meyar");
}

/* ---- what stands ---- */

static void add_rows(struct buf *b, struct campaign *c, const char *sql, int columns)
{
    struct query *q = db_query(c->db, sql, "");
    while (query_row(q)) {
        for (int i = 0; i < columns; i++)
            buf_printf(b, "%s%s", i ? "·" : "", query_text(q, i) ? query_text(q, i) : "-");
        buf_add(b, "\n");
    }
    query_done(&q);
}

/* All that an undo has to bring back: answers and notes head by head, files, the registry's lists,
 * figures. What was taken back is what was never there. */
static const char *standing(struct world *w)
{
    struct buf b = {0};
    buf_add(&b, "");
    add_rows(&b, w->c,
             "SELECT body, service, item, coalesce(value, '') || '~' || coalesce(note, '') AS t"
             " FROM head WHERE camp = 0 AND kind = 'answer' AND t <> '~' ORDER BY 1, 2, 3, 4",
             4);
    add_rows(&b, w->c,
             "SELECT body, service, item, value FROM head h WHERE camp = 0 AND kind = 'evidence'"
             " AND (value <> '' OR (SELECT count(*) FROM head o WHERE o.camp = 0 AND o.body ="
             " h.body AND o.service = h.service AND o.kind = h.kind AND o.item = h.item) > 1)"
             " ORDER BY 1, 2, 3, 4",
             4);
    add_rows(&b, w->c,
             "SELECT body, service, list, pos, name, short, inspector, stopped, reason, attrs"
             " FROM subject WHERE camp = 0 AND pos >= 0 ORDER BY 1, 2",
             10);
    add_rows(&b, w->c,
             "SELECT body, service, state, rating, low, high, notes, conflicts, text FROM figures"
             " WHERE camp = 0 ORDER BY 1, 2",
             9);
    const char *s = arena_dup(w->a, b.s);
    buf_free(&b);
    return s;
}

/* The events that stand and are not of the laptop at work. */
static const char *of_others(struct world *w)
{
    struct buf b = {0};
    buf_add(&b, "");
    struct query *q = db_query(w->c->db,
                               "SELECT hex(h.id) FROM head h JOIN event e ON e.id = h.id WHERE"
                               " h.camp = 0 AND e.device <> ? ORDER BY 1",
                               "t", w->c->device.id);
    while (query_row(q))
        buf_printf(&b, "%s\n", query_text(q, 0));
    query_done(&q);
    const char *s = arena_dup(w->a, b.s);
    buf_free(&b);
    return s;
}

static int64_t events(struct world *w)
{
    return db_number(w->c->db, 0, "SELECT count(*) FROM event", "");
}

static void same(struct world *w, const char *what, const char *came, const char *wanted)
{
    if (strcmp(came, wanted) == 0)
        return;
    fail_msg("%s, step %d, after %s\n--- came\n%s--- wanted\n%s", what, w->step, w->last, came,
             wanted);
}

/* ---- what is done ---- */

struct asked {
    const char *body, *service, *question;
    const char *value[6];
};
static const struct asked questions[] = {
    {"alpha", "s1", "e_level", {"none", "half", "full"}},
    {"alpha", "s1", "e_paid", {"yes", "no"}},
    {"alpha", "s1", "u_days", {"1", "4", "12"}},
    {"alpha", "s2", "e_level", {"none", "half", "full"}},
    {"alpha", "s2", "e_paid", {"yes", "no"}},
    {"alpha", "s2", "u_text", {"words", "other words"}},
    {"alpha", "", "b_ramp", {"yes", "no"}},
    {"beta", "s1", "e_paid", {"yes", "no"}},
    {"beta", "s1", "u_clear", {"1", "5"}},
    {"gamma", "s1", "e_paid", {"yes", "no"}},
    {"gamma", "", "b_open", {"4", "9"}},
};
#define NQUESTIONS (sizeof questions / sizeof questions[0])

static const struct asked *any_question(struct world *w)
{
    return &questions[draw(w, NQUESTIONS)];
}

static const char *any_value(struct world *w, const struct asked *q, const char **note)
{
    int n = 0;
    while (n < 6 && q->value[n])
        n++;
    uint32_t k = draw(w, (uint32_t)n + 2);
    *note = draw(w, 2) ? arena_printf(w->a, "note %u", draw(w, 5)) : NULL;
    if (k == (uint32_t)n)
        return "";
    if (k > (uint32_t)n) {
        *note = "no such thing";
        return "n/a";
    }
    return q->value[k];
}

static bool do_answer(struct world *w, struct err *err)
{
    const struct asked *q = any_question(w);
    const char *note, *value = any_value(w, q, &note);
    const struct assignment one = {q->question, draw(w, 6) ? value : ""};
    return answer_many(w->c, q->body, q->service, &one, 1, note, err);
}

static bool do_work(struct world *w, struct err *err)
{
    const struct asked *q = any_question(w);
    const char *note, *value = any_value(w, q, &note);
    struct work *k = work_open(w->c, 0, q->body, q->service, err);
    bool ok = k != NULL;
    if (ok) {
        const struct block *b = work_block(k);
        int i = 0;
        while (strcmp(b->questions[i].id, q->question) != 0)
            i++;
        ok = draw(w, 3) ? work_answer(k, i, draw(w, 4) ? value : NULL, note, err)
                        : work_take_over(k, i, err);
    }
    work_close(&k);
    return ok;
}

static bool do_file(struct world *w, struct err *err)
{
    const struct asked *q = any_question(w);
    struct evidence_place at = {q->body, q->service, q->question};
    struct attached done;
    const char *paths[2];
    for (int i = 0; i < 2; i++) {
        paths[i] = small_path(arena_printf(w->a, "f%u.txt", draw(w, 4)));
        FILE *f = fopen(paths[i], "w");
        assert_non_null(f);
        fputs(paths[i], f);
        fclose(f);
    }
    return evidence_attach(w->c, &at, paths, 1 + (int)draw(w, 2), &done, w->a, err);
}

static bool do_take_away(struct world *w, struct err *err)
{
    struct query *q = db_query(w->c->db,
                               "SELECT body, service, item FROM head WHERE camp = 0 AND kind ="
                               " 'evidence' AND value <> '' ORDER BY item, id LIMIT 1",
                               "");
    struct evidence_place at = {0};
    const char *sha = NULL;
    if (query_row(q)) {
        const char *item = arena_dup(w->a, query_text(q, 2));
        at = (struct evidence_place){arena_dup(w->a, query_text(q, 0)),
                                     arena_dup(w->a, query_text(q, 1)),
                                     arena_dupn(w->a, item, strcspn(item, " "))};
        sha = strchr(item, ' ') + 1;
    }
    query_done(&q);
    return sha && evidence_take_away(w->c, &at, sha, err);
}

static bool do_import(struct world *w, struct err *err)
{
    struct buf b = {0};
    int rows;
    buf_add(&b, "body,service,question,value,note\n");
    uint32_t from = draw(w, NQUESTIONS);
    for (uint32_t i = 0; i < 1 + draw(w, 4); i++) {
        const struct asked *q = &questions[(from + i) % NQUESTIONS];
        const char *note, *value = any_value(w, q, &note);
        if (!value[0])
            continue;
        buf_printf(&b, "%s,%s,%s,%s,%s\n", q->body, q->service, q->question, value,
                   note ? note : "");
    }
    bool ok = import_answers(w->c, "t.csv", b.s, b.n, false, &rows, err);
    buf_free(&b);
    return ok;
}

static bool do_registry(struct world *w, struct err *err)
{
    static const char *const row[] = {
        "alpha,Alpha Office,s1,First service,active,,big\n",
        "alpha,Alpha Office,s1,First service,stopped,No licence,\n",
        "alpha,Alpha Office,s2,Second service,active,,big\n",
        "alpha,Alpha Office,s2,Another name,active,,\n",
        "alpha,Alpha Office,s4,Fourth service,active,,big\n",
        "gamma,Gamma Agency,,,,,\n",
        "gamma,Gamma Agency,s1,Only service,active,,\n",
        "alpha,Alpha Office,,,,,big\n",
        "alpha,Alpha House,,,,,\n",
    };
    const uint32_t n = sizeof row / sizeof row[0];
    const char *csv = arena_printf(
        w->a, "body_code,body_name,service_code,service_name,service_state,state_reason,kind\n%s",
        row[draw(w, 2) ? n - 1 - draw(w, 2) : draw(w, n)]); /* the body's own row often */
    int added, changed;
    return import_registry(w->c, "r.csv", csv, strlen(csv), false, &added, &changed, err);
}

static bool do_restore(struct world *w, struct err *err)
{
    const struct asked *q = any_question(w);
    struct history_entry *list;
    int n;
    if (!history_read(w->c, q->body, q->service, q->question, &list, &n, w->a, err) || n == 0)
        return false;
    return answer_restore(w->c, q->body, q->service, q->question, list[draw(w, (uint32_t)n)].id,
                          err);
}

static bool do_many(struct world *w, struct err *err)
{
    static const char *const services[] = {"s1", "s2", "s4"};
    const struct asked *q = &questions[draw(w, 3)];
    const struct block *b = campaign_rubric(w->c, 0)->service;
    struct many_answer answer = {.before = draw(w, 3) == 0};
    if (!answer.before)
        answer.value = any_value(w, q, &answer.note);
    int i = 0, stored, n = store_has(w->c, 0, "alpha", "s4") ? 3 : 2;
    while (strcmp(b->questions[i].id, q->question) != 0)
        i++;
    return many_store(w->c, "alpha", services, n, i, &answer, &stored, err);
}

/* An answer of before the question was renamed, as a merge or a move to another rubric brings. */
static bool do_old_name(struct world *w, struct err *err)
{
    struct slot slot = {"answer", "alpha", "s1", "e_pay", ""}, now = slot;
    const char *ids[64];
    int n = 0;
    now.item = "e_paid";
    struct query *q = db_query(w->c->db,
                               "SELECT lower(hex(id)) FROM head WHERE camp = 0 AND body = ? AND"
                               " service = ? AND kind = ? AND item = ?",
                               "tttt", now.body, now.service, now.kind, now.item);
    while (query_row(q))
        ids[n++] = arena_dup(w->a, query_text(q, 0));
    query_done(&q);
    struct change *t = change_begin(w->c, err);
    assert_non_null(t);
    assert_true(change_event(
        t, &slot, json_pack("{s:s,s:n}", "value", draw(w, 2) ? "yes" : "no", "note"), ids, n));
    change_touch(t, "alpha", "s1");
    return change_end(&t, true, err);
}

static bool third(struct world *w, const struct slot *slot, json_t *payload, struct err *err)
{
    struct change *t = change_begin(w->c, err);
    assert_non_null(t);
    change_fix_device(t, THIRD);
    change_as(t, "Inspector C", NULL);
    assert_true(draw(w, 3) ? change_event(t, slot, payload, NULL, 0)
                           : change_put(t, slot, payload));
    change_touch(t, slot->body, slot->service);
    return change_end(&t, true, err);
}

/* A file that was attached or taken away by a laptop that did not know of the other. */
static bool do_third_file(struct world *w, struct err *err)
{
    struct query *q = db_query(w->c->db,
                               "SELECT body, service, item FROM head WHERE camp = 0 AND kind ="
                               " 'evidence' ORDER BY item, body, service LIMIT 1 OFFSET ?",
                               "i", (int)draw(w, 4));
    struct slot slot = {.kind = "evidence", .set = ""};
    bool any = query_row(q);
    if (any) {
        slot.body = arena_dup(w->a, query_text(q, 0));
        slot.service = arena_dup(w->a, query_text(q, 1));
        slot.item = arena_dup(w->a, query_text(q, 2));
    }
    query_done(&q);
    if (!any || !store_has(w->c, 0, slot.body, slot.service))
        return false;
    json_t *payload =
        json_pack("{s:s,s:s,s:s}", "name", "c.txt", "type", "text/plain", "size", "1");
    if (draw(w, 2))
        json_object_set_new(payload, "withdrawn", json_true());
    return third(w, &slot, payload, err);
}

/* A laptop that does not know what stands, or does. */
static bool do_third(struct world *w, struct err *err)
{
    const struct asked *q = any_question(w);
    const char *note, *value = any_value(w, q, &note);
    struct slot slot = {"answer", q->body, q->service, q->question, ""};
    if (!store_has(w->c, 0, q->body, q->service))
        return false;
    json_t *payload = json_object();
    json_object_set_new(payload, "value", value[0] ? json_string(value) : json_null());
    json_object_set_new(payload, "note", note ? json_string(note) : json_null());
    return third(w, &slot, payload, err);
}

static const struct deed {
    const char *name;
    bool (*f)(struct world *w, struct err *err);
} deeds[] = {{"an answer", do_answer},     {"an answer at work", do_work},
             {"a file", do_file},          {"a file taken away", do_take_away},
             {"an import", do_import},     {"a registry", do_registry},
             {"restoring", do_restore},    {"many", do_many},
             {"an old name", do_old_name}, {"an answer", do_answer}};

static bool break_off(void *arg, const char *what, int64_t done, int64_t of)
{
    (void)what, (void)done, (void)of;
    return --*(int *)arg > 0;
}

/* True where something was stored; else everything is as it was. Now and then it is broken off. */
static bool do_something(struct world *w)
{
    const struct deed *d = &deeds[draw(w, sizeof deeds / sizeof deeds[0])];
    struct err err = {0};
    const char *before = standing(w);
    int64_t n = events(w);
    int left = 1 + (int)draw(w, 4);
    bool off = draw(w, 8) == 0;
    w->last = d->name;
    if (off) {
        progress_every(0);
        progress_listen(break_off, &left);
    }
    bool ok = d->f(w, &err);
    progress_listen(NULL, NULL);
    progress_every(-1);
    if (ok && events(w) > n) {
        struct undone u;
        assert_false(undo_peek(w->c, true, &u, w->a, &err)); /* redo is emptied */
        err_clear(&err);
        return true;
    }
    same(w, "nothing was stored", standing(w), before);
    assert_int_equal(events(w), n);
    err_clear(&err);
    return false;
}

static bool back(struct world *w, bool redo)
{
    struct err err = {0};
    struct undone u, peek;
    const char *others = of_others(w), *before = standing(w);
    int64_t n = events(w);
    bool would = undo_peek(w->c, redo, &peek, w->a, &err);
    err_clear(&err);
    if (draw(w, 4) == 0) {
        int left = 1 + (int)draw(w, 3);
        progress_every(0);
        progress_listen(break_off, &left);
        bool whole = undo_last(w->c, redo, &u, w->a, &err);
        progress_listen(NULL, NULL);
        progress_every(-1);
        err_clear(&err);
        if (whole)
            return true;
        same(w, "an undo that was broken off", standing(w), before);
        assert_int_equal(events(w), n);
    }
    bool did = undo_last(w->c, redo, &u, w->a, &err);
    if (did != would)
        fail_msg("%s: %s, though it %s", redo ? "redo" : "undo", did ? "done" : err_text(&err),
                 would ? "could" : "could not");
    same(w, "what others left", of_others(w), others);
    if (!did) {
        assert_int_equal(err.status, REFUSED);
        same(w, "nothing to undo", standing(w), before);
        assert_int_equal(events(w), n);
    }
    err_clear(&err);
    return did;
}

/* ---- the days ---- */

#define MOST 12

/* Some deeds, undone one by one and done again. */
static void alone(struct world *w)
{
    const char *was[MOST + 1];
    int n = 0, most = 1 + (int)draw(w, MOST);
    was[0] = standing(w);
    for (int i = 0; i < 3 * most && n < most; i++)
        if (do_something(w))
            was[++n] = standing(w);
    int at = n;
    for (int i = 0; i < 3 * n; i++) {
        bool redo = draw(w, 2);
        if (redo ? at == n : at == 0)
            continue;
        if (draw(w, 6) == 0)
            sit_down(w, w->laptop);
        assert_true(back(w, redo));
        at += redo ? 1 : -1;
        same(w, redo ? "redo" : "undo", standing(w), was[at]);
    }
}

/* Whatever others did in between: redo brings back what its undo took. */
static void among_others(struct world *w)
{
    const char *was[MOST + 1];
    int n = 0;
    was[0] = standing(w);
    while (n < 1 + (int)draw(w, MOST) && back(w, false))
        was[++n] = standing(w);
    while (n > 0 && draw(w, 8)) {
        assert_true(back(w, true));
        same(w, "redo after others", standing(w), was[--n]);
    }
}

static void run(uint64_t seed, int days)
{
    struct err err = {0};
    struct world w = {.seed = seed, .a = arena_new()};
    small_make("p.meyar", "2017", small_rubric, NULL);
    w.c = small_open("p.meyar");
    small_answer(w.c, "alpha", "s1", "e_pay", "yes", "of 2017");
    small_answer(w.c, "alpha", "s2", "u_days", "12", NULL);
    small_answer(w.c, "alpha", "s2", "e_level", "half", NULL);
    campaign_close(&w.c);
    small_make("m.meyar", "2018", small_rubric_next, "p.meyar");
    sit_down(&w, 0);
    for (w.step = 0; w.step < days; w.step++) {
        arena_reset(w.a);
        switch (draw(&w, 6)) {
        case 0:
            sit_down(&w, !w.laptop);
            break;
        case 1:
            for (int i = 0; i < 6; i++) {
                draw(&w, 3) ? do_third(&w, &err) : do_third_file(&w, &err);
                err_clear(&err);
            }
            break;
        case 2:
        case 3:
            alone(&w);
            break;
        default:
            among_others(&w);
        }
        if (!small_clean(w.c))
            fail_msg("seed %llu, day %d, after %s", (unsigned long long)seed, w.step, w.last);
    }
    campaign_close(&w.c);
    arena_free(&w.a);
    remove(small_path("m.meyar"));
    remove(small_path("p.meyar"));
}

static void test_mixed(void **state)
{
    (void)state;
    const char *more = getenv("MEYAR_SEEDS"), *one = getenv("MEYAR_SEED");
    int n = more ? atoi(more) : 6;
    for (int seed = one ? atoi(one) : 1; seed <= (one ? atoi(one) : n); seed++) {
        if (getenv("TRACE"))
            print_message("seed %d\n", seed);
        run((uint64_t)seed * 7919, 12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_mixed, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
